"""An installed CJK font cut to the characters of one report, so that it can be embedded as it is."""

from __future__ import annotations

import io
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

_UNUSED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]


def cut(path: str, text: str) -> bytes:
    """The Simplified Chinese face of a collection, with the characters of ``text`` only."""
    stream = io.BytesIO()
    with TTCollection(path, lazy=True) as collection:
        face = next(one for one in collection.fonts if str(one["name"].getBestFamilyName()).endswith(" SC"))
        face.recalcTimestamp = False
        options = Options(layout_features=[], name_IDs=[1, 2], notdef_outline=True)
        options.drop_tables += _UNUSED
        cutter = Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(face)
        _number(face)
        face.save(stream)
    return stream.getvalue()


def _number(face: Any) -> None:
    """Names every glyph for its place: a PDF calls glyphs by place, and viewers look for that number among the names."""
    old = face.getGlyphOrder()
    new = {name: ".notdef" if at == 0 else f"cid{at:05d}" for at, name in enumerate(old)}
    top = face["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings.charStrings
    top.CharStrings.charStrings = {new[name]: value for name, value in strings.items()}
    top.charset = [new[name] for name in old]
    face["hmtx"].metrics = {new[name]: value for name, value in face["hmtx"].metrics.items()}
    for table in face["cmap"].tables:
        table.cmap = {code: new[name] for code, name in table.cmap.items()}
    face.setGlyphOrder(top.charset)
