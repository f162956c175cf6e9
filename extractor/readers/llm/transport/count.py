"""How many tokens a text will be, roughly and without a tokenizer: every exact one wants a download.

Reports are Chinese with digits; a Chinese character is 0.6 to 1.1 tokens in today's vocabularies, a digit 0.3 to 1. The guess
leans high: it is held against caps.
"""

from __future__ import annotations

import json
import re

from extractor.readers.llm.asking import Question, Usage
from extractor.readers.llm.transport.schema import strict_schema

_WIDE = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[A-Za-z]+")
_DIGITS = re.compile(r"[0-9]+")
_SIGN = re.compile(r"[^\sA-Za-z0-9\x80-\U0010ffff]+")
_TURN = 4
"""Tokens that frame one message."""


def tokens(text: str) -> int:
    """About how many tokens ``text`` is."""
    return (
        len(_WIDE.findall(text))
        + sum(-(-len(word) // 5) for word in _WORD.findall(text))
        + sum(-(-len(run) // 2) for run in _DIGITS.findall(text))
        + sum(-(-len(run) // 2) for run in _SIGN.findall(text))
    )


def estimate(question: Question) -> Usage:
    """What asking will take at most: everything sent, the schema too, and the room for the answer."""
    schema = json.dumps(strict_schema(question.shape), ensure_ascii=False)
    return Usage(sum(tokens(turn.content) + _TURN for turn in question.messages) + tokens(schema), question.max_output, estimated=True)
