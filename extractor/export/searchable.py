"""A searchable PDF: what was recognised in pictures, written invisibly over them at its place (PDF 32000-1, text rendering mode 3).

Pictures, other content and existing text stay as they are: only content streams and one font are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.document import Document, Run
from extractor.errors import DamagedInput

_FONT = "china-s"
"""The Adobe-GB1 font that every PDF reader brings along: nothing is embedded, and text is in Unicode (UniGB-UTF16-H)."""
_UNKNOWN = "\N{GETA MARK}"
_ASCENT, _DESCENT, _ADVANCE = 1.0, 0.2, 1.0
"""What the font's dictionary says of every character (it has no widths, so the default of 1000 holds), as parts of its size."""
_SAME = 0.8
"""A line whose characters, to this part, can be found in its box already is not written again."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """The PDF, how many recognised characters were written into it, and how many were there already (blanks are not counted)."""

    data: bytes
    written: int
    present: int


def searchable(data: bytes, document: Document) -> Searchable:
    """The PDF in ``data`` with ``document``'s recognised text; one that lacks none is returned as it is.

    Raises ``DamagedInput`` where it cannot be opened.
    """
    import pymupdf

    try:
        with pymupdf.open(stream=data, filetype="pdf") as pdf:
            counts = [_page(pdf[page.number - 1], page.width, _recognised(document, page.number), document.text) for page in document.pages]
            written, present = (sum(count) for count in zip(*counts, strict=True)) if counts else (0, 0)
            return Searchable(pdf.tobytes(no_new_id=True) if written else data, written, present)
    except (RuntimeError, ValueError) as error:  # PyMuPDF's own
        raise DamagedInput("打不开，写不进文字层", document.source, "请重新导出或修复该文件") from error


def _recognised(document: Document, number: int) -> list[Run]:
    return [run for run in document.runs if run.page == number and run.source == "ocr" and run.span[0] < run.span[1]]


def _page(page: Any, width: float, runs: Sequence[Run], text: str) -> tuple[int, int]:
    """Writes one page's pieces of text; how many characters were written, and how many were there."""
    factor = page.rect.width / width if width else 1.0
    layer = _characters(page) if runs else []
    missing = [run for run in runs if not _is_there(run, text[slice(*run.span)], layer, factor)]
    if missing:
        way = page.derotation_matrix * ~page.transformation_matrix
        page.insert_font(fontname=_FONT)
        shown = [piece for run in missing for piece in _pieces(run, text[slice(*run.span)], factor, way)]
        _append(page, "\n".join(["q BT 3 Tr", *shown, "ET Q"]).encode("ascii"))
    written, all_told = (sum(len("".join(text[slice(*run.span)].split())) for run in some) for some in (missing, runs))
    return written, all_told - written


def _characters(page: Any) -> list[tuple[float, float, str]]:
    """The characters of a text layer and the middle of each, on the page as it is shown."""
    import pymupdf

    lines = (line for block in page.get_text("rawdict")["blocks"] for line in block.get("lines", ()))
    chars = (char for line in lines for span in line["spans"] for char in span["chars"])
    boxes = ((pymupdf.Rect(char["bbox"]) * page.rotation_matrix, char["c"]) for char in chars)
    return [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, char) for box, char in boxes]


def _is_there(run: Run, wanted: str, layer: Sequence[tuple[float, float, str]], factor: float) -> bool:
    """Whether a text layer says the same at this place."""
    left, top, right, bottom = (factor * side for side in (run.edges[0], run.y0, run.edges[-1], run.y1))
    inside = "".join(char for x, y, char in layer if left <= x <= right and top <= y <= bottom)
    letters = [char for char in wanted if not char.isspace()]
    return bool(inside) and sum(char in inside for char in letters) >= _SAME * len(letters)


def _pieces(run: Run, text: str, factor: float, way: Any) -> Iterator[str]:
    """Each character as its own operators, as wide as it is in the picture: a number's box is the number's."""
    import pymupdf

    size = factor * (run.y1 - run.y0) / (_ASCENT + _DESCENT)
    baseline = factor * run.y1 - _DESCENT * size
    yield f"/{_FONT} {size:.3f} Tf"
    for char, left, right in zip(text, run.edges, run.edges[1:], strict=False):
        width = factor * (right - left)
        if width <= 0 or not size:
            continue
        at = pymupdf.Matrix(1, 0, 0, -1, factor * left, baseline) * way
        stretch = 100 * width / (size * _ADVANCE)
        yield f"{stretch:.2f} Tz {' '.join(f'{part:.4f}' for part in at)} Tm <{_code(char)}> Tj"


def _code(char: str) -> str:
    """Its UTF-16 in hexadecimal; what lies outside the basic plane, or steers, is a mark."""
    return f"{ord(char if ord(char) < 0x10000 and (char.isprintable() or char.isspace()) else _UNKNOWN):04x}"


def _append(page: Any, content: bytes) -> None:
    """One more content stream, in the page's own first coordinate system."""
    page.wrap_contents()
    pdf = page.parent
    xref = pdf.get_new_xref()
    pdf.update_object(xref, "<<>>")
    pdf.update_stream(xref, content)
    streams = " ".join(f"{one} 0 R" for one in (*page.get_contents(), xref))
    pdf.xref_set_key(page.xref, "Contents", f"[{streams}]")
