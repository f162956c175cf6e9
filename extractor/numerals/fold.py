"""One printed character, many code points: folding without moving any offset."""

from __future__ import annotations

import unicodedata

_FIXED = {
    "﹪": "%", "٪": "%", "−": "-", "–": "-", "‒": "-", "‐": "-", "‑": "-", "﹣": "-", "―": "—", "─": "—",
    "〜": "~", "∼": "~", "˜": "~", "∽": "~", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "﹥": ">", "﹤": "<",
    "✕": "×", "╳": "×", "✖": "×", "∗": "*", "﹒": ".", "﹐": ",", "﹕": ":", "∶": ":", "﹔": ";", "﹙": "(", "﹚": ")",
    "萬": "万", "億": "亿", "圓": "元", "圆": "元", "個": "个", "戶": "户", "戸": "户", "畝": "亩", "噸": "吨",
    "餘": "余", "約": "约", "過": "过", "於": "于", "無": "无", "號": "号", "點": "点", "兩": "两", "開": "开", "場": "场",
    "○": "〇", "◯": "〇",
}  # fmt: skip


class _Fold(dict[int, str]):
    """A translation table that works out each code point once."""

    def __missing__(self, code: int) -> str:
        """The folded form of one code point; always exactly one character."""
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if char in _FIXED:
        return _FIXED[char]
    if char.isdecimal():
        return str(unicodedata.digit(char))
    if "！" <= char <= "～":
        return chr(ord(char) - 0xFEE0)
    if char.isspace() and char not in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return " "
    if "⺀" <= char <= "⿟" or "豈" <= char <= "\ufaff":  # radicals that PDF fonts put for characters
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return char


_TABLE = _Fold()


def fold(text: str) -> str:
    """``text`` with full-width forms, dashes, odd spaces and traditional measure words made plain; the length stays.

    Offsets into the result are offsets into ``text``. Superscripts and circled digits stay as they are.
    """
    return text if text.isascii() else text.translate(_TABLE)


def is_digit(char: str) -> bool:
    """Whether ``char`` is a digit in any script or style: 7, ７, ², ⑦, ㈦. Chinese numerals are not."""
    return char.isdigit() or unicodedata.category(char) == "No"
