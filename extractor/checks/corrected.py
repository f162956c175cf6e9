"""How sentences speak of a number that a person put in place of the one that was read: the page does not print it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.mentions import Mention
from extractor.checks.messages import Say

_ROLE = r"[^\d，。；,.;]{0,24}"
"""The role that may stand before a number: 印为执行率88.00%."""


def as_corrected(said: str, mentions: Iterable[Mention], say: Say) -> str:
    """``said`` with "corrected to" for "printed" at every number of ``mentions`` that a person wrote."""
    mentions = tuple(mentions)
    printed = {one.text for one in mentions if one.figure.corrected is None}
    for text in {one.text for one in mentions if one.figure.corrected is not None} - printed:
        before, after = map(re.escape, say("stated", text="\0").split("\0"))
        stated = re.compile(rf"{before}({_ROLE}{re.escape(text)})(?![\d.,]*\d){after}")
        said = stated.sub(lambda found: say("stated.corrected", text=found[1]), said)
    return said
