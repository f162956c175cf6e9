"""extractor/checks"""
