"""Phrase files: the wording of the synthetic corpus, as data."""
