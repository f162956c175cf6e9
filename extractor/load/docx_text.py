"""The inline content of a DOCX paragraph: which characters print, and what hangs on it (boxes, hidden text, deletions)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from extractor.load.docx_styles import Styles, W, child, val

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BREAK, PAGE = "\n", "\x0c"

_SKIPPED = {f"{W}{name}" for name in ("pPr", "rPr", "instrText", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr", "tbl")}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_PRINTED = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}cr": BREAK, f"{W}noBreakHyphen": "-"}
# Symbol fonts keep their signs in the private area; these stand before target values and in check boxes.
_SYMBOL = {0xB3: "≥", 0xA3: "≤", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB7: "·", 0x6D: "μ"}
_WINGDINGS = {0xFE: "☑", 0x52: "☑", 0xFC: "✓", 0xA8: "□", 0x6F: "□", 0xFD: "☒", 0x54: "☒", 0x6C: "●", 0x6E: "■"}


@dataclass
class Inline:
    """What one paragraph holds."""

    text: str = ""
    hidden: str = ""
    boxes: list[_Element] = field(default_factory=list)
    deleted: int = 0
    pictures: int = 0
    in_toc: bool = False


@dataclass
class Fields:
    """The fields that are open: only their results print. A contents list spans paragraphs, so this outlives each."""

    stack: list[list[str]] = field(default_factory=list)  # [phase, code]

    def turn(self, kind: str | None) -> None:
        """A field begins, comes to its result, or ends."""
        if kind == "begin":
            self.stack.append(["code", ""])
        elif self.stack and kind == "separate":
            self.stack[-1][0] = "result"
        elif self.stack and kind == "end":
            self.stack.pop()

    def code(self, text: str) -> None:
        """More of the innermost field's code."""
        if self.stack and self.stack[-1][0] == "code":
            self.stack[-1][1] += text

    @property
    def hides(self) -> bool:
        """Whether the place is inside a field's code."""
        return any(phase == "code" for phase, _ in self.stack)

    @property
    def in_toc(self) -> bool:
        """Whether the place is inside a contents list."""
        return any(code.strip().upper().startswith("TOC") for _, code in self.stack)


class InlineReader:
    """Reads paragraphs one after another, in document order."""

    def __init__(self, styles: Styles) -> None:
        """For one document: a field may reach over paragraphs."""
        self.styles = styles
        self.fields = Fields()

    def read(self, paragraph: _Element) -> Inline:
        """The content of one paragraph."""
        inline = Inline(in_toc=self.fields.in_toc)
        self._walk(paragraph, inline, self.styles.hides(paragraph), hidden=False)
        inline.in_toc = inline.in_toc or self.fields.in_toc
        return inline

    def _walk(self, parent: _Element, inline: Inline, paragraph_hidden: bool, hidden: bool) -> None:
        for element in parent:
            if element.tag in _DELETED:
                inline.deleted += 1
            elif element.tag == f"{W}txbxContent":
                inline.boxes.append(element)
            elif element.tag == f"{W}r":
                self._walk(element, inline, paragraph_hidden, self.styles.is_hidden(element, paragraph_hidden))
            elif element.tag == f"{MC}AlternateContent":
                for chosen in _alternative(element):
                    self._walk(chosen, inline, paragraph_hidden, hidden)
            elif element.tag not in _SKIPPED:
                self._leaf(element, inline, hidden)
                self._walk(element, inline, paragraph_hidden, hidden)
            elif element.tag == f"{W}instrText":
                self.fields.code(element.text or "")

    def _leaf(self, element: _Element, inline: Inline, hidden: bool) -> None:
        if element.tag == f"{W}fldChar":
            self.fields.turn(element.get(f"{W}fldCharType"))
        inline.pictures += _is_picture(element)
        text = _printed(element)
        if not text or self.fields.hides:
            return
        if hidden:
            inline.hidden += text
        else:
            inline.text += text


def _alternative(element: _Element) -> Iterator[_Element]:
    """One of the alternatives of one content, never both: the first choice that holds anything, else the fallback."""
    for chosen in element:
        if chosen.tag in {f"{MC}Choice", f"{MC}Fallback"} and len(chosen):
            yield chosen
            return


def _printed(element: _Element) -> str:
    """What one element prints by itself."""
    tag = element.tag
    if tag in {f"{W}t", f"{M}t"}:
        return (element.text or "").replace("\t", " ").replace("\n", " ")
    if tag == f"{W}br":
        return PAGE if element.get(f"{W}type") in {"page", "column"} else BREAK
    if tag == f"{W}sym":
        return _symbol(element.get(f"{W}char") or "", element.get(f"{W}font") or "")
    if tag == f"{M}den":
        return "/"
    return _PRINTED.get(str(tag), "")


def _symbol(code: str, font: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    low = value - 0xF000 if 0xF000 <= value <= 0xF0FF else value
    if "wingdings" in font.lower():
        return _WINGDINGS.get(low, "")
    if low in _SYMBOL and font.lower().startswith("symbol"):
        return _SYMBOL[low]
    return chr(low) if 0x20 <= low < 0x7F or (value == low and 0x20 <= low < 0xD800) else ""


def _is_picture(element: _Element) -> bool:
    return isinstance(element.tag, str) and element.tag.rsplit("}", 1)[-1] in {"blip", "imagedata"}


def mark_deleted(paragraph: _Element) -> bool:
    """Whether the paragraph's end was deleted under revision: what follows belongs to it."""
    return child(paragraph, "pPr/rPr/del") is not None


def toc_sdt(sdt: _Element) -> bool:
    """Whether a content control is Word's contents list."""
    gallery = val(child(sdt, "sdtPr"), "docPartObj/docPartGallery") or ""
    return gallery.lower().startswith("table of contents")
