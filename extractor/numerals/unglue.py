"""Glued runs found in a document: the tokens inside are replaced by the cells they were, where arithmetic says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace

from extractor.document import SET_ASIDE_KINDS, Span
from extractor.numerals.columns import ColumnKind, head_words
from extractor.numerals.fold import fold
from extractor.numerals.glue import Cuts, Piece, cut_glued
from extractor.numerals.token import Token, measure
from extractor.numerals.units import kind_of

_RUN = re.compile(r"(?<![\d.,%/〔\[-])\d[\d.%]{3,}+(?![\d/-])")
_TWO_POINTS = re.compile(r"\d\.\d+\.\d")
_HUGE_RATE = re.compile(r"\d{6,}(?:\.\d+)?%")
_GOAL = ("weight", "target")

Columns = tuple[ColumnKind, ...]


def looks_glued(run: str) -> bool:
    """Whether a run of digits, points and % cannot be one number: % inside, two points, or a rate beyond all measure."""
    return "%" in run[:-1] or _TWO_POINTS.search(run) is not None or _HUGE_RATE.fullmatch(run) is not None


def unglue(text: str, tokens: tuple[Token, ...], headings: Callable[[], Columns]) -> tuple[Token, ...]:
    """``tokens`` of ``text`` with each glued run cut into its cells, or kept as one token that names the possible cuts.

    ``headings`` gives the kinds of the columns whose cells may be glued, left to right; it is asked only if a run is found.
    """
    return tuple(_unglued(fold(text), tokens, headings))


def _unglued(folded: str, tokens: tuple[Token, ...], headings: Callable[[], Columns]) -> Iterator[Token]:
    starts, done = [token.span[0] for token in tokens], 0
    columns: Columns | None = None
    for found in _RUN.finditer(folded):
        run = found.group().rstrip(".")
        span = (found.start(), found.start() + len(run))
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        inside = tokens[first:last]
        whole = inside and inside[-1].span[1] <= span[1] and not any(token.kind in SET_ASIDE_KINDS for token in inside)
        if not whole or not (looks_glued(run) or run.isdigit()):
            continue
        columns = headings() if columns is None else columns
        if looks_glued(run) or (columns == _GOAL and int(run) > 100):
            yield from tokens[done:first]
            cuts = cut_glued(run, columns)
            yield from _cut(cuts.chosen, cuts, span[0], inside[-1]) if cuts.chosen else [_one(cuts, span, inside)]
            done = last
    yield from tokens[done:]


def _cut(pieces: tuple[Piece, ...], cuts: Cuts, offset: int, last: Token) -> list[Token]:
    made = [_piece_token(piece, offset, cuts) for piece in pieces]
    if last.unit and last.kind != "percent":  # the unit behind the run belongs to its last cell
        made[-1] = replace(made[-1], unit=last.unit, kind=last.kind, extent=(made[-1].extent[0], last.extent[1]))
    return made


def _piece_token(piece: Piece, offset: int, cuts: Cuts) -> Token:
    printed = piece.text.rstrip("%")
    value, decimals = measure(printed)
    percent = piece.column == "rate" or piece.text.endswith("%")
    unit = "%" if percent else "分" if piece.column in ("weight", "score") else None
    start, end = offset + piece.span[0], offset + piece.span[1]
    return Token(
        span=(start, start + len(printed)),
        extent=(start, end),
        printed=printed,
        value=value,
        decimals=decimals,
        unit=unit,
        kind=kind_of(unit),
        alternatives=cuts.alternatives,
        settled_by=cuts.settled_by,
    )


def _one(cuts: Cuts, span: Span, inside: tuple[Token, ...]) -> Token:
    """One token for the whole run; its ``printed`` is only what stands before the first certain end."""
    alternatives = cuts.alternatives or ("|".join(token.printed for token in inside),)
    extent = (span[0], max(span[1], inside[-1].extent[1]))
    return replace(inside[0], span=span, extent=extent, unit=None, kind="plain", alternatives=alternatives)


def glued_columns(*lines: str) -> Columns:
    """The column kinds from the first of these lines that names at least two columns; empty where none does."""
    return next((kinds for line in lines if len(kinds := head_words(line)) >= 2), ())
