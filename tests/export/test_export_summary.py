"""The terminal's summary: columns counted, colour only when asked for, text that cannot steer the terminal."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from export_fixture import report
from export_lines import HOSTILE

from extractor.export.summary_out import report_block, summary_json, terminal
from extractor.export.widths import cut, width_of
from schemas.extraction import Tokens
from schemas.summary import Done, Failed, Summary

DONE = Done(
    source="松岗镇2024.pdf", stem="松岗镇2024", projects=3, quantities=3, indicators=3, numerals=40, claimed=399, unclaimed=1,
    errors=2, warnings=2, infos=2, seconds=0.8,
)  # fmt: skip
SUMMARY = Summary(
    version="0.1.0", reader="rules", reports=(DONE,), seconds=1.25,
    failed=(Failed(source="坏.pdf", error="EncryptedInput", message="坏.pdf：需要密码；\n请先解密"),),
)  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_line_of_a_report_fits(width: int) -> None:
    shown = terminal([report()[0]], SUMMARY, width=width, folder=Path("out"))
    assert all(width_of(line) <= width for line in shown.splitlines())
    assert "\x1b" not in shown
    assert "out/松岗镇2024.html" in shown
    assert "失败 坏.pdf：需要密码； 请先解密" in shown
    assert "… 另有 1 条" in shown


def test_claimed_is_never_rounded_up_to_everything() -> None:
    assert "99%" in terminal([report()[0]], SUMMARY)


def test_errors_come_first_and_colour_is_asked_for() -> None:
    shown = terminal([report()[0]], SUMMARY, colour=True, lang="en")
    assert "\x1b[31m✕\x1b[0m B1" in shown
    assert shown.index("✕") < shown.index("!")
    assert "1 reports: 2 errors" in shown


def test_a_report_cannot_steer_the_terminal() -> None:
    extraction = report(hostile=True)[0]
    finding = extraction.findings[0].model_copy(update={"title": "\x1b[2J\x07\u202e假\n行" + HOSTILE})
    shown = report_block(DONE, [finding], width=200)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(shown.splitlines()) == 4


def test_interrupted_is_said() -> None:
    assert "未处理 2 份" in terminal([report()[0]], SUMMARY.model_copy(update={"interrupted": True, "not_reached": ("a", "b")}))


def test_what_a_model_took_is_said() -> None:
    tokens = Tokens.model_validate({"in": 1200, "out": 34, "calls": 5, "cached": 2})
    shown = terminal(
        [report()[0]], SUMMARY.model_copy(update={"tokens": tokens, "cost": Decimal("0.012345"), "currency": "CNY"}), lang="en"
    )
    assert "tokens 1200 in, 34 out · 5 calls, 2 cached answers · cost 0.0123 CNY" in shown
    assert "calls" not in terminal([report()[0]], SUMMARY, lang="en")


def test_what_was_not_read_in_full_is_said() -> None:
    part = DONE.model_copy(update={"unread": 3})
    assert "1 份没有读全" in terminal([report()[0]], SUMMARY.model_copy(update={"reports": (part,)}))


def test_a_stopped_run_is_not_called_interrupted() -> None:
    shown = terminal([report()[0]], SUMMARY.model_copy(update={"stopped": "a: b; c", "not_reached": ("a", "b")}))
    assert "已停止，未处理 2 份" in shown
    assert "中断" not in shown


def test_width_counts_wide_characters_twice() -> None:
    assert width_of("预算a１") == 7
    assert cut("预算绩效", 8) == "预算绩效"
    assert cut("预算绩效", 7) == "预算绩…"
    assert cut("e\u0301" * 3, 3) == "e\u0301" * 3


def test_summary_json_comes_back() -> None:
    data = summary_json(SUMMARY)
    assert Summary.model_validate_json(data) == SUMMARY
    loaded: Any = json.loads(data)
    assert loaded["tokens"] == {"in": 0, "out": 0}
