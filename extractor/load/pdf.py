"""The digital PDF loader: characters and ruling lines in, a ``Document`` out.

A page whose text layer is missing or not to be trusted is read from its picture (``load.ocr``); its lines and grids take the same way.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pymupdf

from extractor.document import Document, DocumentKind, Notice, Page, Run
from extractor.load import OcrUse
from extractor.load.layout_join import ToPage, Writer, write_aside, write_body, write_header_aside
from extractor.load.layout_lines import Item, Row, reading_order
from extractor.load.layout_margins import set_furniture_aside
from extractor.load.pdf_cells import fill, real_tables
from extractor.load.pdf_chars import Line, PageText, read_page
from extractor.load.pdf_frame import WayBack
from extractor.load.pdf_open import losses, opened, require_text, require_whole
from extractor.load.pdf_painted import painted_fields, painted_grids
from extractor.load.pdf_rules import read_rules
from extractor.load.pdf_tables import Grid, find_grids

_FEW = 40
"""A full-page picture with fewer characters than this on top (a scanner's mark, a page number) is a scan."""


_LOOKS = 2
"""Pages of a font on which its digits are compared with what they look like."""


@dataclass(slots=True)
class _Read:
    """What one page gave: its text, its tables, and whether it is a picture of text."""

    text: PageText
    tables: list[Grid]
    pictured: bool
    damaged: bool

    @property
    def shown(self) -> bool:
        """Whether the page has text of its own."""
        return bool(self.text.lines or self.tables)


def load_pdf(path: Path, data: bytes, ocr: OcrUse = "auto", kept: Path | None = None) -> Document:
    """The document in a PDF's bytes; ``path`` names it in messages. ``kept``: see ``load``."""
    with opened(data, str(path)) as doc:
        require_whole(doc, data, str(path))
        repaired = bool(doc.is_repaired)
        losses()
        fonts = Counter[int]()
        read = [leaf for page in doc for leaf in _read(page, ocr, fonts, kept)]
    found = any(page.shown or page.text.slanted or page.text.hidden or page.pictured for page in read)
    require_text(found, repaired or any(page.damaged for page in read), str(path))
    _number(read)
    return _document(path, data, read, repaired)


def _number(read: list[_Read]) -> None:
    """Number what is read as pages, where a sheet shows two of them."""
    for number, leaf in enumerate(read, 1):
        if leaf.text.number != number:
            leaf.text.number = number
            for grid in leaf.tables:
                grid.page = number
            within = (line for grid in leaf.tables for cell in grid.cells for line in cell.lines)
            for line in (*leaf.text.lines, *leaf.text.hidden, *leaf.text.slanted, *within):
                line.page = number


def _read(page: pymupdf.Page, ocr: OcrUse, fonts: Counter[int], kept: Path | None) -> list[_Read]:
    """What the page gave, or the two pages on its sheet. ``fonts`` counts the pages on which a font's digits were looked at."""
    paths = page.get_cdrawings()
    text = read_page(page, paths)
    grids = find_grids(read_rules(paths, text.to_frame), page.number + 1) if paths else []
    if paths and not grids:
        grids = painted_grids(painted_fields(paths, text.to_frame), page.number + 1)
    pictured = _is_picture(page, sum(len(line.glyphs) for line in text.lines), len(paths))
    if ocr == "always" or (ocr == "auto" and (pictured or text.ocr_layer or _garbled(page, text, fonts))):
        return _recognised(page, text, kept)
    if ocr == "auto" and not pictured and text.to_frame.same and page.get_images():
        text.lines += _in_pictures(page, text, kept)
    loose = fill(grids, text.lines) if grids else text.lines
    tables, framed = real_tables(grids)
    text.lines = loose + framed
    return [_Read(text, tables, pictured, losses())]


def _garbled(page: pymupdf.Page, text: PageText, fonts: Counter[int]) -> bool:
    from extractor.load.ocr.digit_shapes import digits_differ
    from extractor.load.ocr.regions import is_garbled

    if is_garbled(text.lines):
        return True
    used = [font[0] for font in page.get_fonts()]
    if all(fonts[font] >= _LOOKS for font in used):
        return False
    fonts.update(used)
    return digits_differ(page, text.lines, text.to_page.box)


def _in_pictures(page: pymupdf.Page, text: PageText, kept: Path | None) -> list[Line]:
    from extractor.load.ocr.regions import pictured_text

    return pictured_text(page, text.lines, kept)


def _recognised(page: pymupdf.Page, text: PageText, kept: Path | None) -> list[_Read]:
    """The page, or the two pages on it, as character recognition reads the picture."""
    from extractor.load.ocr.regions import cross_read, is_garbled
    from extractor.load.ocr.scan import is_coarsened, read_scan

    layer = [] if is_garbled(text.lines) or not text.to_frame.same else text.lines
    leaves = []
    for i, found in enumerate(read_scan(page, kept)):
        leaf = text if i == 0 else replace(text, hidden=[], slanted=[])
        leaf.differing = cross_read(found.lines, layer, found.to_page)[1] if layer else 0
        leaf.coarse = is_coarsened(page)
        leaf.to_page, leaf.frame_width, leaf.frame_height = found.to_page, found.width, found.height
        loose = fill(found.grids, found.lines) if found.grids else found.lines
        tables, framed = real_tables(found.grids)
        leaf.lines, leaf.recognised = loose + framed, True
        leaves.append(_Read(leaf, tables, True, losses()))
    return leaves


def _is_picture(page: pymupdf.Page, n_chars: int, n_paths: int) -> bool:
    """Whether the page shows text that it does not hold: a scan, or letters drawn as outlines."""
    if n_chars >= _FEW:
        return False
    if n_chars == 0 and n_paths > 100:
        return True
    if not page.get_images():
        return False
    whole = page.cropbox.width * page.cropbox.height
    covered = sum(abs(pymupdf.Rect(info["bbox"]).get_area()) for info in page.get_image_info())
    return bool(covered > (0.5 if n_chars else 0.02) * whole)


def _document(path: Path, data: bytes, read: list[_Read], repaired: bool) -> Document:
    pages = [page.text for page in read]
    loose = {page.number: page.lines for page in pages}
    furniture = set_furniture_aside(pages, loose, _body_size(read))
    items: list[Item] = []
    for page in read:
        geometry = (round(page.text.frame_width), round(page.text.frame_height))
        items += reading_order(loose[page.text.number], page.tables, geometry)
    writer = Writer(
        to_page={page.number: _way_back(page.to_page) for page in pages if not page.to_page.same},
        source={page.number: "ocr" for page in pages if page.ocr_layer or page.recognised},
        sheet={page.number: page.sheet for page in pages},
    )
    headers = write_body(writer, items)
    notices = _asides(writer, pages, furniture)
    for rows in headers:
        write_header_aside(writer, rows)
    notices += _page_notices(read)
    if repaired:
        notices.append(Notice("repaired", "文件结构有损坏，已修复后读取，请核对内容是否完整"))
    return Document(
        source=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=_kind(read),
        pages=tuple(Page(page.sheet, round(page.width, 2), round(page.height, 2)) for page in {one.sheet: one for one in pages}.values()),
        text=writer.text(),
        blocks=tuple(writer.blocks),
        runs=tuple(writer.runs),
        notices=tuple(notices),
        ocr=_engines(writer.runs),
    )


def _engines(runs: Sequence[Run]) -> str | None:
    """Who recognised text of these runs: what was recognised here has a confidence, a text layer (of whomever) has none."""
    if all(run.confidence is None for run in runs):
        return None
    from extractor.load.ocr.scan import engines

    return engines()


def _body_size(read: list[_Read]) -> float:
    """The font size that most characters of the prose have."""
    count: Counter[float] = Counter()
    for page in read:
        for line in page.text.lines:
            count[round(line.size, 1)] += len(line.glyphs)
    return count.most_common(1)[0][0] if count else 12.0


def _way_back(turn: WayBack) -> ToPage:
    return lambda glyph: turn.box((glyph.x0, glyph.y0, glyph.x1, glyph.y1))


def _asides(writer: Writer, pages: Sequence[PageText], furniture: dict[int, list[tuple[Row, str]]]) -> list[Notice]:
    notices = []
    for page in pages:
        for row, because in furniture.get(page.number, ()):
            write_aside(writer, [row.joined()], because)
        if page.slanted:
            write_aside(writer, page.slanted, "水印")
        if page.hidden:
            span = write_aside(writer, page.hidden, "隐藏文字")
            count = sum(len(line.text) for line in page.hidden)
            notices.append(Notice("hidden_text", f"第 {page.sheet} 页有 {count} 个看不见的字，未计入正文", span, page.sheet))
    return notices


def _page_notices(read: list[_Read]) -> list[Notice]:
    notices = []
    for page in read:
        number = page.text.sheet
        if page.text.coarse:
            notices.append(Notice("other", f"第 {number} 页幅面过大，已降低分辨率识别，小字可能有误，请核对原件", page=number))
        if page.text.recognised:
            if not page.shown:
                message = f"第 {number} 页是图片，没有识别出文字；请核对原件，或以 300 dpi 重新扫描"
                notices.append(Notice("no_text_layer", message, page=number))
            if page.text.differing:
                message = f"第 {number} 页有 {page.text.differing} 个数字与文件自带的文字层不一致，以识别结果为准，请核对原件"
                notices.append(Notice("other", message, page=number))
        elif page.pictured:
            message = f"第 {number} 页是图片，没有文字层，按 --ocr never 没有识别；去掉该选项重新运行即可读取"
            notices.append(Notice("no_text_layer", message, page=number))
        elif page.text.ocr_layer:
            notices.append(Notice("other", f"第 {number} 页是扫描图，文字层来自他人的识别结果，可能有误", page=number))
        if page.damaged:
            notices.append(Notice("repaired", f"第 {number} 页的数据有损坏，已尽量读出，文字和数字可能缺失或有误，请核对原件", page=number))
        if not page.text.recognised and _unreadable(page.text.lines):
            notices.append(Notice("other", f"第 {number} 页的文字层缺少字符编码，部分文字无法辨认", page=number))
    return notices


def _unreadable(lines: list[Line]) -> bool:
    text = "".join(line.text for line in lines)
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    return unknown > max(3, 0.1 * len(text))


def _kind(read: list[_Read]) -> DocumentKind:
    scanned = sum(page.pictured or page.text.ocr_layer for page in read)
    if not scanned:
        return "digital"
    shown = sum(page.shown or page.pictured for page in read)
    return "scanned" if scanned == shown else "mixed"
