"""Blocks of text and tables set on pages: what the synthetic corpus and the samples have in common."""
