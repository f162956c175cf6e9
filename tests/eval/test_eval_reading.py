"""A report beside its gold file, read and scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_fake import perfect, read

from eval.gold_files import load_loose
from eval.reading import Scored, Unreadable, read_loose
from extractor.document import Document
from extractor.errors import EmptyInput
from schemas.extraction import Extraction


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text("某镇项目绩效自评报告\n修路费预算10万元。绩效目标全部完成。\n", encoding="utf-8")
    record = {
        "money_unit": "万元",
        "projects": [{"name": "修路费", "budget": [{"printed": "10", "unit": "万元"}]}],
        "claims": [{"text": "绩效目标全部完成", "kind": "completion"}],
    }
    path = tmp_path / "one.gold.json"
    path.write_text(json.dumps({"record": record}), encoding="utf-8")
    return path


def test_a_reader_that_says_what_the_gold_says_is_perfect(gold: Path) -> None:
    def reader(path: Path) -> tuple[Extraction, Document]:
        document = read(path)
        return perfect(load_loose(gold).record, document), document

    found = read_loose(gold, reader)
    assert isinstance(found, Scored)
    assert (found.name, found.carrier, found.comparison.total().perfect) == ("one", "txt", True)


def test_a_report_that_cannot_be_read_is_an_outcome_not_a_crash(gold: Path) -> None:
    def broken(path: Path) -> tuple[Extraction, Document]:
        raise EmptyInput("文件是空的", str(path), "重新下载")

    found = read_loose(gold, broken)
    assert isinstance(found, Unreadable)
    assert (found.name, found.carrier) == ("one", "txt") and "文件是空的" in found.message
