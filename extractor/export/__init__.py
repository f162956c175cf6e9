"""extractor/export"""
