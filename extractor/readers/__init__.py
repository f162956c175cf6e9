"""extractor/readers"""
