"""Markup in which text is escaped unless it was made here: nothing of a report can become a tag or an attribute."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

Attribute = str | int | float | bool | None


class Html(str):
    """Markup that is already escaped."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Text as markup; characters that HTML cannot hold are shown as a replacement mark."""
    return text if isinstance(text, Html) else Html(html.escape(_CONTROL.sub("\ufffd", text)))


def h(tag: str, attributes: Mapping[str, Attribute] | None = None, *children: str | None) -> Html:
    """One element. Attributes that are null or False are left out; children that are null too."""
    written = "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in (attributes or {}).items()
        if value is not None and value is not False
    )
    if tag in ("img", "rect", "br"):
        return Html(f"<{tag}{written}>" if tag != "rect" else f"<rect{written}/>")
    return Html(f"<{tag}{written}>{join(child for child in children if child is not None)}</{tag}>")


def join(parts: Iterable[str], separator: str = "") -> Html:
    """The parts one after another."""
    return Html(escape(separator).join(escape(part) for part in parts))


def data_block(name: str, value: object) -> Html:
    """A JSON data block for the page's script; no character in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Html(f'<script type="application/json" id="{escape(name)}">{_CONTROL.sub("", text)}</script>')
