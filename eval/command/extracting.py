"""The extractions of a run: made by ``extractor run`` itself where they are not there yet.

An extraction is addressed by the bytes of its report, the reader and its options, and the code that reads; what is there under
its address is never made again. Answers of a model are kept beside them by ``extractor run`` itself.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from eval.command.cases import Case
from eval.metrics import Failure
from extractor.cli import main as extractor
from extractor.errors import ExtractorError, OutputError, UsageError
from extractor.export.atomic import write_bytes
from extractor.settings import RunSettings, read
from schemas.extraction import Extraction
from schemas.summary import Summary

FOLDER = "extractions"
INDEX = "index.json"
CODE = ("extractor", "schemas", "prompts")
_CODE_KINDS = frozenset({".py", ".toml", ".md", ".json"})


class Stopped(ExtractorError):
    """The reading was interrupted or cannot go on; what was read is kept."""


@dataclass(frozen=True, slots=True)
class How:
    """How reports are read: ``options`` of ``extractor run`` as given, ``settings`` what they mean with the environment, ``identity``
    what of it a record depends on."""

    options: tuple[str, ...]
    settings: RunSettings
    identity: tuple[str, ...]

    def address(self, path: Path, code: str) -> str:
        """What an extraction of this file would be kept under."""
        parts = [hashlib.sha256(path.read_bytes()).hexdigest(), code, path.suffix.lower(), *self.identity]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def how(options: Sequence[str], environ: Mapping[str, str]) -> How:
    """The options understood as ``extractor run`` would. Raises ``UsageError``."""
    settings = read(["run", ".", "--out", ".", *options], environ)
    assert isinstance(settings, RunSettings)
    return How(tuple(options), settings, tuple(_identity(settings)))


def _identity(settings: RunSettings) -> Iterator[str]:
    """All that a record and its cost depend on beside the report and the code, each with its name."""
    named = {"reader": settings.reader, "lang": settings.lang, "ocr": settings.ocr, "as one": settings.as_one, "profile": settings.profile}
    if settings.model:
        told = ("model", "provider", "base_url", "api_version", "max_calls", "max_tokens", "max_cost")
        named |= {name: getattr(settings.model, name) for name in told}
        named["prices"] = _content(settings.model.prices, "EXTRACTOR_PRICES")
    named["reference"] = _content(settings.reference, "--reference")
    yield from (f"{name}={value}" for name, value in named.items() if value is not None)


def _content(path: Path | None, option: str) -> str | None:
    """A hash of the file that an option names."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else None
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", f"{option} {path}", "name a file that can be read") from error


def code_fingerprint() -> str:
    """A hash over every source file that reading depends on."""
    root, whole = Path(__file__).parents[2], hashlib.sha256()
    for name in CODE:
        for path in sorted((root / name).rglob("*")):
            if path.suffix in _CODE_KINDS and "__pycache__" not in path.parts:
                whole.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:16]


def extractions(cases: Sequence[Case], how: How, folder: Path, code: str) -> dict[str, Extraction | Failure]:
    """Every case's extraction, under its name; made in ``folder`` where it is not there. Raises ``Stopped``."""
    index = _Index(folder)
    fresh = {case.name: how.address(case.read, code) for case in cases if case.read.is_file()}
    stale = [case for case in cases if case.name in fresh and index.entries.get(case.name, {}).get("address") != fresh[case.name]]
    if stale:
        _read(stale, how, folder, index, fresh)
    return {case.name: _found(case, folder, index) for case in cases}


def _read(stale: Sequence[Case], how: How, folder: Path, index: _Index, addresses: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # one run for all reports whose file names differ; others of the same name follow in runs of their own
    for batch in _apart(stale):
        for case in batch:
            index.entries.pop(case.name, None)
        with redirect_stdout(io.StringIO()):  # its reports are in the folder; progress and errors stand on stderr
            status = extractor(["run", *(str(case.read) for case in batch), "--out", str(folder), *how.options])
        summary = _summary(folder, status)
        for case in batch:
            entry = _entry(case, summary, folder)
            if entry:
                index.entries[case.name] = {"address": addresses[case.name], **entry}
        index.save()
        if status not in (0, 1, 3):
            raise Stopped("the reading was stopped", str(folder), "run the same command again: what was read is kept")


def _apart(cases: Sequence[Case]) -> list[list[Case]]:
    batches: list[dict[str, Case]] = []
    for case in cases:
        batch = next((one for one in batches if case.read.stem not in one), None)
        if batch is None:
            batches.append(batch := {})
        batch[case.read.stem] = case
    return [list(batch.values()) for batch in batches]


def _summary(folder: Path, status: int) -> Summary:
    try:
        return Summary.model_validate_json((folder / "summary.json").read_bytes())
    except (OSError, ValueError) as error:
        raise Stopped(f"nothing was read (exit status {status})", str(folder), "see the line above") from error


def _entry(case: Case, summary: Summary, folder: Path) -> dict[str, str] | None:
    for failed in summary.failed:
        if Path(failed.source).name == case.read.name:
            return {"failed": failed.message}
    for done in summary.reports:
        if Path(done.source).name == case.read.name:
            kept = f"{case.name}.extraction.json"
            (folder / f"{done.stem}.json").replace(folder / kept)
            (folder / f"{done.stem}.html").replace(folder / f"{case.name}.html")
            return {"file": kept}
    return None


def _found(case: Case, folder: Path, index: _Index) -> Extraction | Failure:
    entry = index.entries.get(case.name)
    if not case.read.is_file():
        return Failure(f"{case.read}: no such file")
    if entry is None:
        return Failure(f"{case.read}: was not reached")
    if "failed" in entry:
        return Failure(entry["failed"])
    return Extraction.model_validate_json((folder / entry["file"]).read_bytes())


class _Index:
    """Which extraction was made of what, by the case's name."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / INDEX
        try:
            self.entries: dict[str, dict[str, str]] = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            self.entries = {}
        except (OSError, ValueError) as error:
            raise OutputError("the list of extractions cannot be read", str(self.path), "remove the folder and run again") from error

    def save(self) -> None:
        """Written whole or not at all."""
        write_bytes(self.path, json.dumps(self.entries, ensure_ascii=False, indent=1, sort_keys=True).encode())
