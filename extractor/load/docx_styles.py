"""What styles say of a paragraph or run: heading level, numbering, hidden, contents list. Chains are followed to their base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TOC = re.compile(r"^(?:toc(?:\s*\d|\s*heading)?|目录\s*\d?|table of figures)$", re.IGNORECASE)
_MAX_CHAIN = 20


def val(parent: _Element | None, path: str) -> str | None:
    """The ``w:val`` of the element at ``path`` (``pPr/numPr/ilvl``) below ``parent``."""
    found = child(parent, path)
    return None if found is None else found.get(f"{W}val")


def child(parent: _Element | None, path: str) -> _Element | None:
    """The element at ``path`` below ``parent``."""
    return None if parent is None else parent.find("/".join(W + step for step in path.split("/")))


def flag(parent: _Element | None, path: str) -> bool | None:
    """A switch: true where the element stands without a value that denies it; null where it is absent."""
    if child(parent, path) is None:
        return None
    return val(parent, path) not in {"0", "false", "off", "none"}


def number(text: str | None) -> int | None:
    """The integer that an attribute holds, if it does."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text.strip()) else None


@dataclass
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, _Element] = field(default_factory=dict)
    default_paragraph: str | None = None

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """Reads ``styles.xml``; without one there are none."""
        styles = cls()
        for style in root.iter(f"{W}style") if root is not None else ():
            key = style.get(f"{W}styleId") or ""
            styles.by_id[key] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                styles.default_paragraph = key
        return styles

    def chain(self, key: str | None) -> Iterator[_Element]:
        """A style and those it is based on."""
        for _ in range(_MAX_CHAIN):
            style = self.by_id.get(key or "")
            if style is None:
                return
            yield style
            key = val(style, "basedOn")

    def of_paragraph(self, paragraph: _Element) -> Iterator[_Element]:
        """The paragraph's style and its bases."""
        return self.chain(val(paragraph, "pPr/pStyle") or self.default_paragraph)

    def level(self, paragraph: _Element) -> int | None:
        """The heading level from 1: an outline level, or a style named for one."""
        outline = number(val(paragraph, "pPr/outlineLvl"))
        for style in self.of_paragraph(paragraph):
            if outline is not None:
                break
            named = _HEADING.match(val(style, "name") or "")
            outline = int(named.group(1)) - 1 if named else number(val(style, "pPr/outlineLvl"))
        return outline + 1 if outline is not None and 0 <= outline <= 8 else None

    def is_toc(self, paragraph: _Element) -> bool:
        """Whether the style is that of a contents list."""
        return any(_TOC.match(val(style, "name") or "") for style in self.of_paragraph(paragraph))

    def is_hidden(self, run: _Element, paragraph_hidden: bool) -> bool:
        """Whether a run does not show: hidden by itself, its style or its paragraph's style, or one point high."""
        own = flag(run, "rPr/vanish")
        if own is None:
            switches = (flag(style, "rPr/vanish") for style in self.chain(val(run, "rPr/rStyle")))
            own = next((hidden for hidden in switches if hidden is not None), None)
        size = number(val(run, "rPr/sz"))
        return (paragraph_hidden if own is None else own) or (size is not None and 0 < size <= 3)

    def hides(self, paragraph: _Element) -> bool:
        """Whether the paragraph's style hides its text."""
        switches = (flag(style, "rPr/vanish") for style in self.of_paragraph(paragraph))
        return next((hidden for hidden in switches if hidden is not None), False)

    def numbering(self, paragraph: _Element) -> tuple[int, int] | None:
        """(numId, level) of an auto-numbered paragraph, by itself or by its style; numId 0 switches numbering off."""
        num, level = number(val(paragraph, "pPr/numPr/numId")), number(val(paragraph, "pPr/numPr/ilvl"))
        for style in self.of_paragraph(paragraph):
            if num is None:
                num = number(val(style, "pPr/numPr/numId"))
            if level is None:
                level = number(val(style, "pPr/numPr/ilvl"))
        return (num, min(max(level or 0, 0), 8)) if num else None
