"""The published JSON Schemas keep step with the models, and what is written keeps to both."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from test_samples import CARRIERS, NAMES, reading

from eval.gold_files import gold_paths
from eval.seeds import GOLD
from extractor.export.json_out import to_json
from extractor.export.summary_out import summary_json
from schemas.base import Shape
from schemas.extraction import Extraction
from schemas.gold import Gold
from schemas.published.__main__ import PUBLISHED, path_of, schema_text
from schemas.summary import Failed, Summary


@pytest.mark.parametrize("shape", PUBLISHED, ids=lambda shape: shape.__name__)
def test_published_schemas_keep_step(shape: type[Shape]) -> None:
    assert path_of(shape).read_text(encoding="utf-8") == schema_text(shape), "run make schemas"
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(shape)))


def test_nothing_else_is_published() -> None:
    folder = path_of(Extraction).parent
    assert {path.name for path in folder.glob("*.json")} == {path_of(shape).name for shape in PUBLISHED}


@pytest.mark.parametrize("name", [name + carrier for name in NAMES for carrier in CARRIERS])
def test_what_is_written_can_be_read(name: str) -> None:
    extraction = reading(name)
    written = to_json(extraction)
    check(Extraction, written)
    assert Extraction.model_validate_json(written) == extraction
    assert to_json(Extraction.model_validate_json(written)) == written


def test_the_summary_too() -> None:
    summary = Summary(version="1", reader="rules", failed=(Failed(source="a.pdf", error="EmptyInput", message="…"),))
    check(Summary, summary_json(summary))
    assert Summary.model_validate_json(summary_json(summary)) == summary


@pytest.mark.parametrize("path", gold_paths(GOLD), ids=lambda path: path.name)
def test_gold_keeps_to_its_schema(path: Path) -> None:
    check(Gold, path.read_bytes())
    Gold.model_validate_json(path.read_bytes())


def check(shape: type[Shape], written: bytes) -> None:
    schema = json.loads(path_of(shape).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(written))
