"""The page of a scored run: plots, fields, and every wrong leaf beside its place in the report."""
