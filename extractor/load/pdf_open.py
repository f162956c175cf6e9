"""Open a PDF without noise: foreign exceptions become ours, and what MuPDF had to mend is told, not hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pymupdf

from extractor.errors import DamagedInput, EmptyInput, EncryptedInput, OversizedInput

MAX_PAGES = 3000
_LOST = re.compile(
    r"zlib error|read error|syntax error|in hex string|cannot (?:find|load|parse|draw)"
    r"|premature end|not a stream|bfchar"
)
"""MuPDF's words for content that it could not read as it was written. Its other warnings are about outlines and colours."""
_CUT = re.compile(r"missing 'endobj'|premature end|cannot (?:find|load|parse) (?:object|page)|page tree|out of range")


@contextmanager
def opened(data: bytes, where: str) -> Iterator[pymupdf.Document]:
    """The document, silent and closed at the end; every failure as one of our errors."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    pymupdf.TOOLS.reset_mupdf_warnings()
    try:
        doc = pymupdf.open(stream=data, filetype="pdf")
    except (RuntimeError, ValueError, TypeError) as error:
        raise _damaged("打不开，文件已损坏或不是 PDF", where) from error
    try:
        _admit(doc, where)
        yield doc
    except FOREIGN as error:
        raise _damaged(f"读取时出错（{error}）", where) from error
    finally:
        doc.close()


FOREIGN = (pymupdf.mupdf.FzErrorBase, RuntimeError, IndexError, ValueError, UnicodeError)
"""What MuPDF and its binding throw over a broken object."""


def _admit(doc: pymupdf.Document, where: str) -> None:
    """Refuse what needs a password or has no page."""
    if doc.needs_pass and not doc.authenticate(""):
        raise EncryptedInput("文件有打开密码", where, "请用密码打开后另存为不加密的 PDF，再重新运行")
    if not doc.is_pdf or doc.page_count == 0:
        raise _damaged("文件里没有一页", where)
    if doc.page_count > MAX_PAGES:
        raise OversizedInput(f"共 {doc.page_count} 页，超过上限 {MAX_PAGES} 页", where, "请按报告拆分成较小的文件")


def losses() -> bool:
    """Whether MuPDF failed to read some content since this was last asked."""
    return bool(_LOST.search(pymupdf.TOOLS.mupdf_warnings()))


def require_whole(doc: pymupdf.Document, data: bytes, where: str) -> None:
    """Refuse a file that was cut: MuPDF had to rebuild it, its end is missing, and the cut goes through an object."""
    if doc.is_repaired and b"%%EOF" not in data[-2048:] and _CUT.search(pymupdf.TOOLS.mupdf_warnings(reset=False)):
        raise _damaged("文件不完整（尾部被截断）", where)


def require_text(found: bool, damaged: bool, where: str) -> None:
    """Refuse a file of which nothing can be seen."""
    if not found and damaged:
        raise _damaged("页面内容全部无法读取", where)
    if not found:
        raise EmptyInput("所有页面都是空白", where, "请确认文件导出正确")


def _damaged(what: str, where: str) -> DamagedInput:
    return DamagedInput(what, where, "请重新下载或向提供单位索取完整的文件")
