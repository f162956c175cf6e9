"""Loaders: from a file to a document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extractor.errors import EmptyInput, OversizedInput, UnreadableInput
from extractor.load.sniff import IMAGES_READ, check_suffix, sniff

if TYPE_CHECKING:
    from extractor.document import Document

__all__ = ["MAX_BYTES", "MAX_TEXT", "OcrUse", "fingerprint", "load", "page_source", "read_file"]

OcrUse = Literal["auto", "always", "never"]

MAX_TEXT = 1_000_000  # a report of a thousand pages has some 700 000 characters
MAX_BYTES = 1 << 30  # scans of a whole year's archive stay below


def load(path: Path, ocr: OcrUse = "auto", kept: Path | None = None) -> Document:
    """The report in ``path`` (a file, or a folder of page images): text, blocks and tables, still without numerals.

    ``ocr`` says whether pages are read by character recognition: those without a text layer to go by, all, or none.
    ``kept`` is a file in which the engines' answers are kept for the next time; null keeps none.
    Raises an ``InputError`` with one line that says what is wrong and what to do; never anything else.
    """
    document = _load_folder(path, ocr, kept) if path.is_dir() else _load(path, _content(path), ocr, kept)
    if len(document.text) > MAX_TEXT:
        raise OversizedInput(f"文字超过 {MAX_TEXT} 字，不像一份报告", str(path), "确认文件来源；如确是报告，请拆分后再处理")
    return document


def page_source(path: Path) -> bytes:
    """The pages of a paged report as the bytes of a PDF, as they were when it was loaded. Raises ``InputError``."""
    if path.is_dir():
        from extractor.load.images import folder_pdf

        return folder_pdf(path, _content)[0]
    data = _content(path)
    if path.suffix.lower() == ".pdf":
        return data
    from extractor.load.images import picture_pdf

    return picture_pdf(data, str(path))


def fingerprint(path: Path) -> str:
    """The ``sha256`` that a report's document has, without loading it. Raises ``InputError``."""
    if path.is_dir():
        from extractor.load.images import folder_files

        return _folder_hash([_content(file) for file in folder_files(path)])
    return hashlib.sha256(_content(path)).hexdigest()


def _folder_hash(files: Sequence[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in files)).hexdigest()


def _load_folder(path: Path, ocr: OcrUse, kept: Path | None) -> Document:
    from extractor.load.images import folder_pdf
    from extractor.load.pdf import load_pdf

    pages, parts, contents = folder_pdf(path, _content)
    pictures = all(Path(part.name).suffix.lower() != ".pdf" for part in parts)
    document = replace(load_pdf(path, pages, ocr, kept), sha256=_folder_hash(contents))
    begins = {part.first: part.name for part in parts}
    named, name = [], None
    for page in document.pages:
        name = begins.get(page.number, name)
        named.append(replace(page, part=name))
    return replace(document, pages=tuple(named), kind="image" if pictures else document.kind)


def _content(path: Path) -> bytes:
    data = read_file(path)
    if not data:
        raise EmptyInput("文件是空的（0 字节）", str(path), "重新下载或向来源单位索取完整的文件")
    return data


def _load(path: Path, data: bytes, ocr: OcrUse, kept: Path | None) -> Document:
    suffix = path.suffix.lower()
    check_suffix(sniff(data), suffix, str(path))
    if suffix == ".pdf":
        from extractor.load.pdf import load_pdf

        return load_pdf(path, data, ocr, kept)
    if suffix in IMAGES_READ:
        from extractor.load.images import picture_pdf
        from extractor.load.pdf import load_pdf

        document = load_pdf(path, picture_pdf(data, str(path)), ocr, kept)
        return replace(document, sha256=hashlib.sha256(data).hexdigest(), kind="image")
    if suffix == ".docx":
        from extractor.load.docx import load_docx

        return load_docx(path, data)
    if suffix == ".xlsx":
        from extractor.load.xlsx import load_xlsx

        return load_xlsx(path, data)
    from extractor.load.text import load_text

    return load_text(path, data)


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises ``UnreadableInput`` or ``OversizedInput``."""
    where = str(path)
    try:
        if path.is_dir():
            raise UnreadableInput("这是文件夹，不是文件", where, "请给出其中的文件")
        if path.stat().st_size > MAX_BYTES:
            raise OversizedInput("文件超过 1 GB", where, "确认文件来源；如确是报告，请拆分后再处理")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput("文件不存在", where, "检查路径和文件名") from error
    except PermissionError as error:
        raise UnreadableInput("没有读取权限", where, "检查文件权限，或复制到可读的位置") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UnreadableInput(f"读不出来（{reason}）", where, "检查磁盘、网络位置和文件名") from error
