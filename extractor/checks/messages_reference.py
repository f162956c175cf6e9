"""What the checks say of figures beside the finance system's (R), and of figures that are not at their place (G6)."""

from __future__ import annotations

from collections.abc import Mapping

REFERENCE_TITLES: Mapping[str, tuple[str, str]] = {
    "G6": ("{role}不在所指的原文位置上", "{role} does not stand at its place in the text"),
}

REFERENCE_SENTENCES: Mapping[str, tuple[str, str]] = {
    "damage": ("{who}：{role}为{figure}，而所指位置的原文是“{found}”，属读取问题；如系人工更正，请注明 corrected。",
               "{who}: the {role} is {figure}, but its place in the text reads “{found}”: a fault of the reading; "
               "if a person corrected it, say so in “corrected”."),
    "damage.nothing": ("{who}：{role}为{figure}，而所指位置没有原文，属读取问题。",
                       "{who}: the {role} is {figure}, but there is no text at its place: a fault of the reading."),
}  # fmt: skip
