"""extractor/load"""
