"""extractor/numerals"""
