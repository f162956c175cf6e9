"""Numerals: every number that a report prints, found by rule, with its exact value, unit and place."""

from extractor.numerals.columns import ColumnKind, head_words
from extractor.numerals.glue import Cuts, Piece, cut_glued
from extractor.numerals.read import read_numerals
from extractor.numerals.scan import tokenize
from extractor.numerals.token import Token
from extractor.numerals.units import amount, kind_of, money_factor

__all__ = [
    "ColumnKind", "Cuts", "Piece", "Token", "amount", "cut_glued", "head_words", "kind_of", "money_factor", "read_numerals", "tokenize",
]  # fmt: skip
