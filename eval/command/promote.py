"""An approved review becomes a gold case: the corrected extraction's record, its words as spans of the source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eval.gold_files import PLAIN, decoded
from eval.words import locate
from extractor.errors import OutputError, UnreadableInput, UsageError
from extractor.export.atomic import write_together
from schemas.extraction import Extraction, Provenance, Span
from schemas.gold import Gold

TODO = "correct the extraction first, and check it again with: extractor check FILE.json"


def promote(extraction: Path, source: Path, folder: Path) -> Path:
    """Writes NAME.gold.json and the source beside it; the path of the gold file.

    Errors: ``UsageError`` where the extraction is not of this source, is not complete, or a word of it cannot be found there;
    ``OutputError`` where a gold file of that name exists.
    """
    made, data = _read(extraction), _bytes(source)
    if hashlib.sha256(data).hexdigest() != made.document.sha256:
        raise UsageError("the extraction was made from another file (sha256 differs)", str(source), "give the report that was reviewed")
    if not made.coverage.complete:
        raise UsageError(f"{len(made.coverage.unread)} parts of the report are unread", str(extraction), TODO)
    if made.ledger.unclaimed:
        first = made.ledger.unclaimed[0]
        raise UsageError(f"{len(made.ledger.unclaimed)} figures are unclaimed, {first.printed} first", str(extraction), TODO)
    target = folder / f"{source.stem}.gold.json"
    if target.exists():
        raise OutputError("there is a gold file of this name", str(target), "remove it first, or rename the report")
    text = decoded(data) if source.suffix.lower() in PLAIN else made.document.text
    gold = _gold(made, source.name, text)
    folder.mkdir(parents=True, exist_ok=True)
    files = {target: (gold.model_dump_json(exclude_defaults=False, indent=1) + "\n").encode()}
    if (folder / source.name).resolve() != source.resolve():
        files[folder / source.name] = data
    write_together(files)
    return target


def _read(path: Path) -> Extraction:
    try:
        return Extraction.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableInput(f"cannot be read ({error.strerror})", str(path), "give the JSON of a reviewed report") from error
    except ValidationError as error:
        raise UsageError("not an extraction of this tool", str(path), "give the JSON of a reviewed report") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"cannot be read ({error.strerror})", str(path), "give the report that was reviewed") from error


def _gold(made: Extraction, source: str, text: str) -> Gold:
    record: dict[str, Any] = made.record.model_dump(mode="json")
    spans = _Spans(text, made.document.text, made.provenance)
    for index, project in enumerate(record["projects"]):
        reason = project.pop("reason")
        if reason:
            project["reason_span"] = spans.of(f"/projects/{index}/reason", reason)
    for index, row in enumerate(record["indicators"]):
        for key in ("target", "actual"):
            if row[key]:
                row[key] = {"span": spans.of(f"/indicators/{index}/{key}", row[key]["text"]), "figures": row[key]["figures"]}
        if row["reason"]:
            row["reason"] = spans.of(f"/indicators/{index}/reason", row["reason"])
    for index, claim in enumerate(record["claims"]):
        claim["span"] = spans.of(f"/claims/{index}", claim.pop("text"))
    whole = {"source": source, "sha256": made.document.sha256, "labelled": "approved review", "record": record, "blanks": dict(made.blanks)}
    return Gold.model_validate_json(json.dumps(whole, ensure_ascii=False))


class _Spans:
    """Where words stand in the text that gold spans count."""

    def __init__(self, text: str, read: str, provenance: Mapping[str, Provenance]) -> None:
        self.text, self.read, self.provenance = text, read, provenance

    def of(self, pointer: str, words: str) -> Span:
        """The place that the extraction names, where the source has the same text; else where the words stand."""
        named = self.provenance.get(pointer) or self.provenance.get(f"{pointer}/text")
        if named is not None and self.text == self.read:
            return named.span
        found = locate(words, self.text)
        if found is None:
            raise UsageError(f"the source does not print {words[:30]!r}", pointer, TODO)
        return found
