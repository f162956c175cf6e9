"""``<stem>.json``: everything about one report."""

from __future__ import annotations

import json
from typing import Any

from extractor.export.naming import natural_key
from schemas.extraction import Extraction


def to_json(extraction: Extraction) -> bytes:
    """The contract's JSON: keys in the order of the schema, maps keyed by pointer in the order of the record."""
    data: dict[str, Any] = extraction.model_dump(mode="json", by_alias=True)
    for key in ("provenance", "blanks"):
        data[key] = {path: data[key][path] for path in sorted(data[key], key=natural_key)}
    data["run"]["prompts"] = dict(sorted(data["run"]["prompts"].items()))
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
