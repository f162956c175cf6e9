"""Gold files: loaded, checked against their source, and turned into a plain record with the words of its spans."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eval.faults import Fault, load_faults
from eval.validation import first_fault
from eval.words import locate
from schemas.gold import Gold
from schemas.record import Record

SUFFIX = ".gold.json"
PLAIN = frozenset({".txt", ".md"})
"""Sources whose spans count characters of the decoded file; those of other sources count ``Document.text``."""

Json = dict[str, Any]
_FORM = "write it as docs/evaluation.md and eval/gold/LABELLING.md say"


class GoldError(Exception):
    """A gold file that cannot be used: ``where`` and ``what``."""

    def __init__(self, where: Path, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where, self.what = where, what


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled report: where it stands, what it says, and which of its words the source does not print."""

    name: str
    source: Path
    record: Record
    blanks: Mapping[str, str]
    not_found: tuple[str, ...] = ()
    faults: tuple[Fault, ...] | None = None
    """Null where nobody has labelled them (``eval.faults``)."""


def gold_paths(folder: Path) -> tuple[Path, ...]:
    """The gold files of a folder, by name: every NAME.gold.json, and every other JSON file that holds a record and names its source.

    Not those of faults (``eval.faults``), and no extraction (it has provenance). Errors: ``GoldError`` for a file that is no JSON.
    """
    return tuple(path for path in sorted(folder.glob("*.json")) if path.name.endswith(SUFFIX) or _is_gold(path))


def _is_gold(path: Path) -> bool:
    if path.name.endswith(".faults.json"):
        return False
    raw = read_json(path)
    return isinstance(raw, dict) and "record" in raw and "source" in raw and "provenance" not in raw


def gold_name(path: Path) -> str:
    """The name of the report that a gold file labels."""
    return path.name.removesuffix(".json").removesuffix(".gold")


def read_json(path: Path) -> Any:
    """What a JSON file holds. Errors: ``GoldError`` with the line of the fault."""
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise GoldError(path, f"cannot be read ({error.strerror})") from error
    except json.JSONDecodeError as error:
        raise GoldError(path, f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from error
    except ValueError as error:
        raise GoldError(path, "not JSON: not UTF-8") from error


def decoded(data: bytes) -> str:
    """The text that gold spans count: UTF-8 without its mark, line ends as ``\\n``."""
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def load_gold(path: Path, sources: Path) -> Labelled:
    """A gold file of this repository, whose source text stands in ``sources`` under its own name."""
    raw = _read(path)
    try:
        gold = Gold.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        raise GoldError(path, f"not a gold file: {first_fault(error)}; {_FORM}") from error
    source = sources / gold.source
    return _labelled(path, raw, source, decoded(_checked(source, gold.sha256, path)))


def load_loose(path: Path, document_text: str | None = None, source: Path | None = None) -> Labelled:
    """A gold file and its report (beside it, or ``source``); texts as spans or as words. ``document_text`` is needed where the
    source is no text file."""
    raw = _read(path)
    source = source or source_of(path, raw)
    data = _checked(source, raw.get("sha256"), path)
    text = decoded(data) if source.suffix.lower() in PLAIN else document_text
    return _labelled(path, raw, source, text or "")


def _read(path: Path) -> Json:
    raw = read_json(path)
    if not isinstance(raw, dict) or not isinstance(raw.get("record"), dict):
        raise GoldError(path, f'not a gold file: it has no object "record"; {_FORM}')
    if not isinstance(raw.get("blanks", {}), dict):
        raise GoldError(path, f'not a gold file: "blanks" is no object; {_FORM}')
    return {**raw}


def source_of(path: Path, raw: Json | None = None) -> Path:
    """The report that a gold file labels: the file it names, or the one of its own stem beside it. Errors: ``GoldError``."""
    raw = raw or read_json(path)
    named = raw.get("source") if isinstance(raw, dict) else None
    if isinstance(named, str) and named:
        return path.parent / named
    stem = gold_name(path)
    found = sorted(p for p in path.parent.glob(f"{stem}.*") if p.suffix != ".json")
    if not found:
        raise GoldError(path, 'no report beside it; name one in it as "source"')
    return found[0]


def _checked(source: Path, sha256: str | None, path: Path) -> bytes:
    try:
        data = source.read_bytes()
    except OSError as error:
        raise GoldError(path, f"its source {source} cannot be read ({error.strerror})") from error
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise GoldError(path, f"{source} is another version than the one labelled (sha256 differs); label it again")
    return data


def _labelled(path: Path, raw: Json, source: Path, text: str) -> Labelled:
    resolver = _Resolver(text, path)
    record = resolver.record(raw["record"])
    try:
        made = Record.model_validate_json(json.dumps(record))
    except ValidationError as error:
        raise GoldError(path, f"the record does not have the contract's form: {first_fault(error)}; {_FORM}") from error
    return Labelled(gold_name(path), source, made, raw.get("blanks", {}), tuple(resolver.not_found), _faults(path))


def _faults(path: Path) -> tuple[Fault, ...] | None:
    try:
        return load_faults(path)
    except ValueError as error:
        raise GoldError(path, str(error)) from error


class _Resolver:
    """Puts words where a gold record names spans, and looks up words that are given as such."""

    def __init__(self, text: str, path: Path) -> None:
        self.text, self.path = text, path
        self.not_found: list[str] = []

    def record(self, gold: Json) -> Json:
        return {
            **gold,
            "projects": list(self._each(gold, "projects", self._project)),
            "indicators": list(self._each(gold, "indicators", self._indicator)),
            "claims": list(self._each(gold, "claims", self._spanned)),
        }

    def _each(self, gold: Json, section: str, resolve: Callable[[Json], Json]) -> Iterator[Json]:
        """The entries of a section with their words. Errors: ``GoldError`` that names the entry without the form of gold."""
        given = gold.get(section, [])
        for index, one in enumerate(given if isinstance(given, list) else [given]):
            try:
                yield resolve(one)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise GoldError(self.path, f"/record/{section}/{index} is no entry of gold; {_FORM}") from error

    def _project(self, gold: Json) -> Json:
        rest = {key: value for key, value in gold.items() if key != "reason_span"}
        given = gold.get("reason_span") or gold.get("reason")
        return {**rest, "reason": self._words(given)} if given else rest

    def _indicator(self, gold: Json) -> Json:
        made = {"name": None, **gold}
        for key in ("target", "actual"):
            if isinstance(made.get(key), dict):
                made[key] = self._spanned(made[key])
        if made.get("reason"):
            made["reason"] = self._words(made["reason"])
        return made

    def _spanned(self, gold: Json) -> Json:
        rest = {key: value for key, value in gold.items() if key not in ("span", "text")}
        return {**rest, "text": self._words(gold["span"] if "span" in gold else gold["text"])}

    def _words(self, given: str | list[int]) -> str:
        if isinstance(given, str):
            span = locate(given, self.text)
            if span is None:
                self.not_found.append(given)
                return given
            return self.text[slice(*span)]
        start, end = given
        if not 0 <= start < end <= len(self.text):
            raise GoldError(self.path, f"the span {given} lies outside its source of {len(self.text)} characters")
        return self.text[start:end]
