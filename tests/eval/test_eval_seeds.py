from __future__ import annotations

from pathlib import Path

import pytest
from eval_fake import SHARED, needs_shared, perfect, read

from eval import seeds
from eval.gold_files import load_gold
from extractor.document import Document
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
