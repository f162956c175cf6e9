"""What a file really is, by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from extractor.errors import DamagedInput, EncryptedInput, UnsupportedInput

Sniffed = Literal[
    "pdf", "docx", "xlsx", "pptx", "ofd", "zip", "cut_zip", "office_encrypted", "doc", "xls", "ppt", "ole",
    "png", "jpg", "tif", "gif", "bmp", "webp", "rtf", "html", "text", "binary",
]  # fmt: skip

NAMES: dict[Sniffed, str] = {
    "pdf": "PDF", "docx": "DOCX（Word）", "xlsx": "XLSX（Excel）", "pptx": "PPTX（演示文稿）", "ofd": "OFD",
    "zip": "ZIP 压缩包", "doc": "旧版 Word（DOC）", "xls": "旧版 Excel（XLS）", "ppt": "旧版演示文稿（PPT）",
    "ole": "旧版 Office/WPS 文件", "png": "PNG 图片", "jpg": "JPEG 图片", "tif": "TIFF 图片", "gif": "GIF 图片",
    "bmp": "BMP 图片", "webp": "WebP 图片", "rtf": "RTF", "html": "网页（HTML）", "text": "纯文本",
}  # fmt: skip

# A suffix that may hold each kind; the first is the one to rename to.
SUFFIXES: dict[Sniffed, tuple[str, ...]] = {
    "pdf": (".pdf",), "docx": (".docx",), "xlsx": (".xlsx",), "pptx": (".pptx",), "ofd": (".ofd",), "zip": (".zip",),
    "doc": (".doc", ".wps"), "xls": (".xls", ".et"), "ppt": (".ppt", ".dps"), "ole": (".doc", ".wps"),
    "png": (".png",), "jpg": (".jpg", ".jpeg"), "tif": (".tif", ".tiff"), "gif": (".gif",), "bmp": (".bmp",),
    "webp": (".webp",), "rtf": (".rtf",), "html": (".html", ".htm", ".md"), "text": (".txt", ".md"),
}  # fmt: skip

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".jp2", ".heic"})
IMAGES_READ = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
READ = frozenset({".pdf", ".docx", ".xlsx", ".txt", ".md"}) | IMAGES_READ

_TO_DOCX = "请用 LibreOffice 或 WPS 另存为 .docx 后再处理"
_TO_XLSX = "请用 LibreOffice 或 WPS 另存为 .xlsx 后再处理"
_TO_PDF = "请用阅读器打印或另存为 .pdf 后再处理"
CONVERSIONS = {
    ".doc": _TO_DOCX, ".wps": _TO_DOCX, ".wpt": _TO_DOCX, ".rtf": _TO_DOCX, ".docm": _TO_DOCX, ".odt": _TO_DOCX,
    ".xls": _TO_XLSX, ".et": _TO_XLSX, ".xlsm": _TO_XLSX, ".ods": _TO_XLSX, ".csv": _TO_XLSX, ".xlsb": _TO_XLSX,
    ".ofd": _TO_PDF, ".ppt": _TO_PDF, ".pptx": _TO_PDF, ".ceb": _TO_PDF, ".caj": _TO_PDF,
    ".htm": _TO_PDF, ".html": _TO_PDF, ".mht": _TO_PDF,
    ".zip": "请先解压，再处理其中的文件", ".rar": "请先解压，再处理其中的文件", ".7z": "请先解压，再处理其中的文件",
}  # fmt: skip

_MAGIC: tuple[tuple[bytes, Sniffed], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"II*\x00", "tif"), (b"MM\x00*", "tif"),
    (b"GIF87a", "gif"), (b"GIF89a", "gif"), (b"BM", "bmp"), (b"{\\rtf", "rtf"),
)  # fmt: skip
_OLE_STREAMS: tuple[tuple[str, Sniffed], ...] = (
    ("EncryptedPackage", "office_encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"),
)  # fmt: skip
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)", re.IGNORECASE)


def sniff(data: bytes) -> Sniffed:
    """The kind of file that ``data`` is."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data), "ole")
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (kind != "bmp" or _is_bmp(data)):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in data[:1024]:  # readers accept bytes before the header
        return "pdf"
    if _HTML.match(data[3:] if data.startswith(b"\xef\xbb\xbf") else data):
        return "html"
    return "text" if _looks_like_text(data) else "binary"


def check_suffix(kind: Sniffed, suffix: str, where: str) -> None:
    """Raises unless ``suffix`` is one we read and the content is what it promises."""
    if kind == "office_encrypted":
        raise EncryptedInput("文件加了打开密码", where, "在 Office 或 WPS 中去掉密码后另存")
    if kind == "cut_zip" and suffix in {".docx", ".xlsx"}:
        raise DamagedInput("文件不完整（压缩包被截断）", where, "重新下载或向来源单位索取完整的文件")
    if kind in SUFFIXES and suffix not in SUFFIXES[kind] and (suffix in READ | IMAGES or _renamed_helps(kind, suffix)):
        raise DamagedInput(f"文件名与内容不符，实际是{NAMES[kind]}", where, _rename(kind))
    if suffix in IMAGES - IMAGES_READ:
        raise UnsupportedInput(f"不读取 {suffix} 图片", where, "请另存为 .png 或 .jpg 后再处理")
    if suffix in CONVERSIONS:
        raise UnsupportedInput(f"不读取 {suffix} 文件", where, CONVERSIONS[suffix])
    if suffix not in READ:
        known = " ".join(sorted(READ))
        raise UnsupportedInput(f"不认识的文件类型 {suffix or '（无后缀）'}", where, f"请转换成 {known} 之一")
    if suffix not in SUFFIXES.get(kind, ()):
        raise DamagedInput(f"内容已损坏，或不是 {suffix} 文件", where, "重新下载或向来源单位索取完整的文件")


def _renamed_helps(kind: Sniffed, suffix: str) -> bool:
    """A .doc that is really a DOCX is read as soon as it is renamed; a .csv that is plain text is not."""
    return SUFFIXES[kind][0] in READ and kind != "text" and suffix in CONVERSIONS


def _rename(kind: Sniffed) -> str:
    suffix = SUFFIXES[kind][0]
    if suffix in READ:
        return f"请把后缀改为 {suffix} 后再处理"
    then = CONVERSIONS.get(suffix, "请先转成可检索的 PDF")
    return f"请把后缀改为 {suffix}，{then.removeprefix('请')}"


def _zip_kind(data: bytes) -> Sniffed:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, OverflowError):
        return "cut_zip"
    roots = {name.split("/", 1)[0].lower() for name in names}
    if "[content_types].xml" in roots:
        for root, kind in (("word", "docx"), ("xl", "xlsx"), ("ppt", "pptx")):
            if root in roots:
                return kind  # type: ignore[return-value]  # the tuple above holds only Sniffed words
    return "ofd" if "ofd.xml" in roots else "zip"


def _is_bmp(data: bytes) -> bool:
    return len(data) > 26 and int.from_bytes(data[2:6], "little") == len(data)


def _looks_like_text(data: bytes) -> bool:
    """Rough: the text loader decides; here only what no text begins with."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in head
