"""From bytes to lines: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

from extractor.document import Notice
from extractor.errors import DamagedInput

_TODO = "用原软件另存为 UTF-8 文本，或改用原文件（DOCX、PDF）"
_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL = 0.005
_MAX_REPLACED = 0.001
_MIN_PLAUSIBLE = 0.9


def decode(data: bytes, where: str) -> tuple[str, tuple[Notice, ...]]:
    """The text with ``\\n`` line ends, form feeds kept; DamagedInput where it is none."""
    text, notices = _by_mark(data, where) or _by_trial(data, where)
    if "\x00" in text or len(_CONTROL.findall(text)) > _MAX_CONTROL * len(text):
        raise DamagedInput("不是文本，含有大量控制字符", where, _TODO)
    return _ENDS.sub("\n", text), notices


def _by_mark(data: bytes, where: str) -> tuple[str, tuple[Notice, ...]] | None:
    marks = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
    for mark, encoding in marks:
        if data.startswith(mark):
            return _repaired(data[len(mark) :], encoding, where)
    return None


def _by_trial(data: bytes, where: str) -> tuple[str, tuple[Notice, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    # A UTF-8 file cut in a character would also decode as GB18030, to rare characters.
    if bad <= _allowed(text) and sum(1 for char in text if "\u4e00" <= char <= "\u9fff") > 8 * bad:
        return _repaired(data, "utf-8", where)
    return _repaired(data, "gb18030", where)


def _repaired(data: bytes, encoding: str, where: str) -> tuple[str, tuple[Notice, ...]]:
    """A cut last character or a stray byte is mended and told; more of them is not text."""
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad > _allowed(text) or ((encoding == "gb18030" or bad) and not _is_plausible(text)):
        raise DamagedInput("不是文本，或编码无法识别（只认 UTF-8、带标记的 UTF-16、GB18030）", where, _TODO)
    return text, (Notice("repaired", f"有 {bad} 个字符无法解码，以 � 代替"),) if bad else ()


def _allowed(text: str) -> int:
    return 1 + int(_MAX_REPLACED * len(text))


def _is_plausible(text: str) -> bool:
    """GB18030 decodes nearly any bytes: real text has few private, unassigned or far-off characters."""
    foreign = [char for char in text if char > "\x7f"]
    good = sum(1 for char in foreign if _is_usual(char))
    return good >= _MIN_PLAUSIBLE * len(foreign)


def _is_usual(char: str) -> bool:
    if "\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef":
        return True
    return char in "·—–‘’“”…‰℃№×÷±≥≤≠≈∞㎡²³°§�" or "\u2460" <= char <= "\u24ff" or "\u2500" <= char <= "\u25ff" or (
        unicodedata.category(char) == "Nl"
    )  # fmt: skip
