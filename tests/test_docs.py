"""What the README says is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_cli import call

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```text\n\$ extractor (.+?)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("asked", "shown"), BLOCKS, ids=[asked for asked, _ in BLOCKS])
def test_help_is_the_real_one(asked: str, shown: str) -> None:
    done = call(ROOT, *asked.split(), fake=False, environ={"COLUMNS": "120", "NO_COLOR": "1"})
    assert done.stdout == shown


def test_the_help_is_shown() -> None:
    assert [asked for asked, _ in BLOCKS] == ["run --help --lang en"]


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_named_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"\bmake ([a-z]+)\b", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
