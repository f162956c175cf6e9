from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_fake import SHARED, needs_shared, perfect, read

from eval import seeds
from eval.gold_files import load_gold
from extractor.document import Document
from extractor.errors import EmptyInput
from schemas.extraction import Extraction


def gold_reader(path: Path) -> tuple[Extraction, Document]:
    """Answers every seed, in whatever carrier, with its gold."""
    label = load_gold(next(seeds.GOLD.glob(f"{path.stem[:3]}.json")), SHARED / "seeds")
    document = read(path)
    return perfect(label.record, document), document


@needs_shared
def test_a_reader_that_knows_the_gold_meets_every_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert seeds.main(["--shared", str(SHARED), "--fields"], gold_reader) == 0
    out = capsys.readouterr().out
    assert "bars missed: 0 of" in out
    assert "003     docx     14/0/0/0" in out


@needs_shared
def test_a_reader_that_loses_a_project_in_one_carrier_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def forgetful(path: Path) -> tuple[Extraction, Document]:
        extraction, document = gold_reader(path)
        if path.name != "001.pdf":
            return extraction, document
        record = extraction.record.model_copy(update={"projects": extraction.record.projects[:-1]})
        return extraction.model_copy(update={"record": record}), document

    assert seeds.main(["--shared", str(SHARED), "--differences"], forgetful) == 1
    out = capsys.readouterr().out
    assert "001 pdf: named projects: 8 of 9" in out
    assert "001: same record from all carriers: pdf differs in" in out
    assert "projects.budget of /projects/8 卫生补助资金: 0.92万元 missed" in out


def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text("某镇项目绩效自评报告\n修路费预算10万元。绩效目标全部完成。\n", encoding="utf-8")
    gold = {
        "record": {
            "money_unit": "万元",
            "projects": [{"name": "修路费", "budget": [{"printed": "10", "unit": "万元"}]}],
            "claims": [{"text": "绩效目标全部完成", "kind": "completion"}],
        }
    }
    (tmp_path / "one.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_a_folder_of_labelled_reports_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from eval.gold_files import load_loose

    def reader(path: Path) -> tuple[Extraction, Document]:
        document = read(path)
        return perfect(load_loose(path.with_suffix(".gold.json")).record, document), document

    assert seeds.main(["--folder", str(folder(tmp_path))], reader) == 0
    assert "1/0/0/0" in capsys.readouterr().out


def test_a_report_that_cannot_be_read_is_a_line_not_a_crash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(path: Path) -> tuple[Extraction, Document]:
        raise EmptyInput("文件是空的", str(path), "重新下载")

    assert seeds.main(["--folder", str(folder(tmp_path))], broken) == 1
    assert "no record" in capsys.readouterr().out


def test_an_empty_folder_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seeds.main(["--folder", str(tmp_path)]) == 2
    assert "no NAME.gold.json" in capsys.readouterr().err
