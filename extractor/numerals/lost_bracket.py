"""Amounts run together with a document number whose bracket was lost: ``〔20193257000万元`` = 〔2019〕325号 + 7000万元."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.numerals.token import Token, measure

_LONGEST_NUMBER = 4


def mark(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Tokens of one text, where an amount stands right behind ``〔2019``: its other readings, each a shorter amount."""
    marked = list(tokens)
    for index in range(1, len(marked)):
        year, amount = marked[index - 1], marked[index]
        glued = year.kind == "document_number" and year.span[1] == amount.span[0] and year.span[1] - year.span[0] == 4
        if glued and amount.kind == "money":
            marked[index] = replace(amount, alternatives=_shorter(amount.printed))
    return tuple(marked)


def _shorter(printed: str) -> tuple[str, ...]:
    whole = printed.partition(".")[0]
    if not whole.isdigit():
        return ()
    cuts = range(1, min(_LONGEST_NUMBER, len(whole) - 1) + 1)
    return tuple(printed[cut:] for cut in cuts if printed[cut] != "0" and printed[0] != "0")


def settle_lost(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The same tokens, where exactly one reading of such an amount agrees with the other amounts of the text.

    It agrees if another amount of that unit repeats it (B1), or if with the other amounts it makes up the largest one (A1).
    """
    settled = list(tokens)
    for index, token in enumerate(settled):
        if index and token.alternatives and settled[index - 1].kind == "document_number" and not token.settled_by:
            others = [other.value for other in tokens if other is not token and other.unit == token.unit and not other.alternatives]
            fitting = {text: proof for text in token.alternatives if (proof := _agrees(measure(text)[0], others))}
            if len(fitting) == 1:
                ((text, proof),) = fitting.items()
                settled[index - 1 : index + 1] = _apart(settled[index - 1], token, text, proof)
    return tuple(settled)


def _agrees(value: Decimal, others: list[Decimal]) -> str | None:
    if value in others:
        return "B1"
    if len(others) >= 2 and value + sum(others) == 2 * max(others):
        return "A1"
    return None


def _apart(number: Token, amount: Token, text: str, proof: str) -> list[Token]:
    """The document number with its digits, and the amount that is left."""
    cut = amount.span[1] - len(text)
    digits = amount.printed[: len(amount.printed) - len(text)]
    value, decimals = measure(text)
    head = replace(number, span=(number.span[0], cut), extent=(number.extent[0], cut), printed=number.printed + digits)
    others = tuple(other for other in (amount.printed, *amount.alternatives) if other != text)
    tail = replace(
        amount, span=(cut, amount.span[1]), extent=(cut, amount.extent[1]), printed=text, value=value, decimals=decimals,
        alternatives=others, settled_by=(proof,),
    )  # fmt: skip
    return [head, tail]
