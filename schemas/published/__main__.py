"""Writes the published schemas from the models: ``python -m schemas.published`` (``make schemas``)."""

from __future__ import annotations

import json
from pathlib import Path

from schemas.base import Shape
from schemas.extraction import Extraction
from schemas.gold import Gold
from schemas.summary import Summary

PUBLISHED: tuple[type[Shape], ...] = (Extraction, Summary, Gold)
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def path_of(shape: type[Shape]) -> Path:
    """The file that publishes ``shape``."""
    return Path(__file__).with_name(f"{shape.__name__.lower()}.schema.json")


def schema_text(shape: type[Shape]) -> str:
    """What that file must hold."""
    schema = {"$schema": DIALECT, **shape.model_json_schema(by_alias=True, mode="validation")}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write them all."""
    for shape in PUBLISHED:
        path_of(shape).write_text(schema_text(shape), encoding="utf-8")


if __name__ == "__main__":
    main()
