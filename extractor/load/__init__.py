"""Loaders: from a file to a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import EmptyInput, OversizedInput, UnreadableInput
from extractor.load.sniff import check_suffix, sniff

if TYPE_CHECKING:
    from extractor.document import Document

__all__ = ["MAX_BYTES", "MAX_TEXT", "load", "read_file"]

MAX_TEXT = 1_000_000  # a report of a thousand pages has some 700 000 characters
MAX_BYTES = 1 << 30  # scans of a whole year's archive stay below


def load(path: Path) -> Document:
    """The report in ``path``: text, blocks and tables, still without numerals.

    Raises an ``InputError`` with one line that says what is wrong and what to do; never anything else.
    """
    data = read_file(path)
    if not data:
        raise EmptyInput("文件是空的（0 字节）", str(path), "重新下载或向来源单位索取完整的文件")
    document = _load(path, data)
    if len(document.text) > MAX_TEXT:
        raise OversizedInput(f"文字超过 {MAX_TEXT} 字，不像一份报告", str(path), "确认文件来源；如确是报告，请拆分后再处理")
    return document


def _load(path: Path, data: bytes) -> Document:
    suffix = path.suffix.lower()
    check_suffix(sniff(data), suffix, str(path))
    if suffix == ".pdf":
        from extractor.load.pdf import load_pdf

        return load_pdf(path, data)
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
