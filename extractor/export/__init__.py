"""extractor/export"""

CREATOR = "self-evaluation-extractor"
"""The author that our workbooks name: by it a later run knows them from reports."""
