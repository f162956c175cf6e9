"""A synthetic corpus with exact truth: worlds are drawn, written in varied words and layouts, and faults planted in them.

Nothing here imports a reader: the wording has sources of its own (``wording/``), so that a score on it says something.
"""
