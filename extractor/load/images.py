"""Pictures of pages, and folders of them, as one PDF in memory, so that everything behind the loader sees pages of a size in points.

The pictures go in as they are. A picture that tells no believable resolution is taken for a page of A4 (in proportion).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from extractor.errors import DamagedInput, EmptyInput, InputError, OversizedInput
from extractor.load.order import natural
from extractor.load.pdf_open import FOREIGN, opened
from extractor.load.sniff import IMAGES_READ, check_suffix, sniff

MAX_PIXELS = 700_000_000
"""An A0 page at 600 dpi has 558 million."""
_A4 = 842.0
_BELIEVABLE = (300.0, 1300.0)
"""Points of a page's longer side: from a card to A3. (A picture without a resolution is given 96 dpi by MuPDF.)"""
_TOLD = 5
"""Unreadable files of one folder that a message names."""
PAGES = IMAGES_READ | {".pdf"}


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a folder that is one report: its name and its first page (from 1)."""

    name: str
    first: int


def picture_pdf(data: bytes, where: str) -> bytes:
    """The picture (or pictures: a TIFF has several) in ``data`` as the pages of a PDF. Raises ``InputError``."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        with pymupdf.open(stream=data) as source, pymupdf.open("pdf", source.convert_to_pdf()) as plain, pymupdf.open() as made:
            for page in plain:
                _admit(page, where)
                width, height = _page_size(page.rect.width, page.rect.height)
                made.new_page(width=width, height=height).show_pdf_page(pymupdf.Rect(0, 0, width, height), plain, page.number)
            return bytes(made.tobytes(garbage=0, deflate=False, no_new_id=True))
    except FOREIGN as error:
        raise _damaged(where) from error


def _admit(page: pymupdf.Page, where: str) -> None:
    for picture in page.get_images():
        if picture[2] * picture[3] > MAX_PIXELS:
            raise OversizedInput(f"图片有 {picture[2]}×{picture[3]} 像素，太大", where, "请以 300 dpi 重新扫描或缩小后再处理")


def _page_size(width: float, height: float) -> tuple[float, float]:
    longer = max(width, height, 1.0)
    scale = 1.0 if _BELIEVABLE[0] <= longer <= _BELIEVABLE[1] else _A4 / longer
    return max(width * scale, 1.0), max(height * scale, 1.0)


def folder_files(folder: Path) -> list[Path]:
    """The files of a folder that is one report, in natural order. Raises ``EmptyInput`` where there is none."""
    seen = (file for file in folder.iterdir() if file.is_file() and not file.name.startswith((".", "~$")))
    pages = sorted((file for file in seen if file.suffix.lower() in PAGES), key=lambda file: natural(file.name))
    if not pages:
        raise EmptyInput("文件夹里没有页面图片或 PDF", str(folder), f"请给出含有 {' '.join(sorted(PAGES))} 的文件夹")
    return pages


def folder_pdf(folder: Path, read: Callable[[Path], bytes]) -> tuple[bytes, tuple[Part, ...], list[bytes]]:
    """The pages of a folder's files as one PDF, which file begins where, and the bytes of the files.

    A report that lacks a page is not the report: where a file cannot be read, none is. Raises that file's ``InputError`` with the
    names of all such files.
    """
    parts: list[Part] = []
    contents: list[bytes] = []
    bad: list[tuple[Path, InputError]] = []
    with pymupdf.open() as whole:
        for file in folder_files(folder):
            try:
                contents.append(read(file))
                first = whole.page_count + 1
                _append(whole, file, contents[-1])
                parts.append(Part(file.name, first))
            except InputError as error:
                bad.append((file, error))
        if bad:
            raise _lacking(folder, bad)
        return bytes(whole.tobytes(garbage=0, deflate=False, no_new_id=True)), tuple(parts), contents


def _append(whole: pymupdf.Document, file: Path, data: bytes) -> None:
    check_suffix(sniff(data), file.suffix.lower(), str(file))
    pages = data if file.suffix.lower() == ".pdf" else picture_pdf(data, str(file))
    with opened(pages, str(file)) as doc:
        whole.insert_pdf(doc)


def _lacking(folder: Path, bad: Sequence[tuple[Path, InputError]]) -> InputError:
    first = bad[0][1]
    names = ", ".join(file.name for file, _ in bad[:_TOLD]) + (" …" if len(bad) > _TOLD else "")
    what = f"其中的 {names} 读不出来，整份报告没有读取：{first.what}"
    return type(first)(what, str(folder), f"{first.todo}；或把它移出文件夹，只读其余各页")


def _damaged(where: str) -> InputError:
    return DamagedInput("图片打不开，文件已损坏", where, "请重新扫描，或向提供单位索取完整的文件")
