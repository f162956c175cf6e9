"""Which labels mean one quantity."""

from __future__ import annotations

import re

from extractor.readers.words import key_of

_FILL = re.compile(r"的|涉及|[（(]境[)）]|经费|费用|费$|情况")
_SYNONYMS = (("公务用车", "公车"), ("公务车", "公车"), ("因公出国", "出国"), ("部门项目", "项目"))


def label_key(label: str) -> str:
    """The key under which labels are one: folded, without filling words, common abbreviations undone."""
    plain = key_of(label)
    for long, short in _SYNONYMS:
        plain = plain.replace(long, short)
    return _FILL.sub("", plain) or plain
