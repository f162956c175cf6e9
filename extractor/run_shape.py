"""What is wrong with JSON that is not of a shape, in the user's language: pydantic says it in English alone."""

from __future__ import annotations

import re

from pydantic import ValidationError

from extractor.run_words import WORDS, Lang, say

_KINDS = ("string", "int", "decimal", "bool", "tuple", "dict", "model")
"""Beginnings of pydantic's ``…_type`` errors that the catalogue has a word for."""


def shape_fault(error: ValidationError, lang: Lang) -> str:
    """The first fault and its place in the JSON. Codes are pydantic's (docs: validation errors)."""
    first = error.errors(include_url=False, include_input=False)[0]
    place, code, context = "/".join(map(str, first["loc"])), first["type"], first.get("ctx", {})
    if code == "json_invalid":
        at = re.search(r"line (\d+) column (\d+)", first["msg"])
        return say(lang, "shape.json", line=at[1], column=at[2]) if at else say(lang, "shape.no_json")
    kind = code.partition("_")[0]
    if code == f"{kind}_type" and kind in _KINDS:
        what = say(lang, "shape.kind", kind=say(lang, f"shape.{kind}"))
    elif code == "literal_error":
        what = say(lang, "shape.literal", known=str(context.get("expected", "")).replace(" or ", ", "))
    else:
        what = say(lang, f"shape.{code}" if f"shape.{code}" in WORDS else "shape.other", code=code)
    return say(lang, "shape.at", place=place, what=what) if place else what
