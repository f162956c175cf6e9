"""Reads budget self-evaluation reports: load, numerals, split, read, assemble, verify, explain, export."""

__version__ = "0.1.0"
