"""An approved review becomes a gold case: the corrected extraction's record, its words as spans of the source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eval.command.folders import made_folder
from eval.gold_files import PLAIN, decoded
from eval.grounding import figure_paths
from eval.words import locate
from extractor.errors import OutputError, UnreadableInput, UsageError
from extractor.export.atomic import write_together
from schemas.extraction import Extraction, Provenance, Span, Unclaimed, Unread
from schemas.gold import Gold

TODO = "correct the extraction first, and check it again with: extractor check FILE.json"
CLAIM = "give each a pointer in record and provenance, or move it to ledger.set_aside; then: extractor check FILE.json"
AROUND = 15
"""Characters that a message shows before and behind a figure."""


def promote(extraction: Path, source: Path, folder: Path) -> Path:
    """Writes NAME.gold.json and the source beside it; the path of the gold file.

    Errors: ``UsageError`` where the extraction is not of this source, is not complete, or a word of it cannot be found there;
    ``OutputError`` where a gold file of that name exists.
    """
    made, data = _read(extraction), _bytes(source)
    if hashlib.sha256(data).hexdigest() != made.document.sha256:
        raise UsageError("the extraction was made from another file (sha256 differs)", str(source), "give the report that was reviewed")
    if not made.coverage.complete:
        raise UsageError(_unread(made.coverage.unread), str(extraction), TODO)
    unclaimed = _unclaimed(made)
    if unclaimed:
        first = unclaimed[0]
        said = f"unclaimed figures: {len(unclaimed)}, first {first.printed}{first.unit or ''} {_place(first)}"
        raise UsageError(f"{said}: {_around(first.span, made.document.text)!r}", str(extraction), CLAIM)
    target = folder / f"{source.stem}.gold.json"
    if target.exists():
        raise OutputError("there is a gold file of this name", str(target), "remove it first, or rename the report")
    text = decoded(data) if source.suffix.lower() in PLAIN else made.document.text
    gold = _gold(made, source.name, text)
    made_folder(folder)
    files = {target: (gold.model_dump_json(exclude_defaults=False, indent=1) + "\n").encode()}
    if (folder / source.name).resolve() != source.resolve():
        files[folder / source.name] = data
    write_together(files)
    return target


def _unread(parts: Sequence[Unread]) -> str:
    return "parts of the report are unread" + (f": {len(parts)}, first {_place(parts[0])} ({parts[0].because})" if parts else "")


def _unclaimed(made: Extraction) -> list[Unclaimed]:
    """What the ledger lists and no figure of the record points at, now that it is corrected."""
    places = [made.provenance[path].span for path, _ in figure_paths(made.record) if path in made.provenance]
    return [one for one in made.ledger.unclaimed if not any(start <= one.span[0] and one.span[1] <= end for start, end in places)]


def _place(one: Unread | Unclaimed) -> str:
    page = "" if one.page is None else f"on page {one.page}, "
    return f"{page}at characters {one.span[0]} to {one.span[1]} of document.text"


def _around(span: Span, text: str) -> str:
    return " ".join(text[max(span[0] - AROUND, 0) : span[1] + AROUND].split())


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
