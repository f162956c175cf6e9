"""A scored run on disk: ``scores.json`` of its folder, or a baseline that was kept from one."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from eval.scores import ReportScore, RunScore
from eval.validation import first_fault
from extractor.errors import UsageError
from extractor.export.atomic import write_bytes
from schemas.base import Shape

SCORES = "scores.json"


class Made(Shape):
    """How the extractions of a run were made. Several values of one kind (a resumed run) are joined by ``; ``."""

    name: str
    reader: str
    model: str | None = None
    ocr: str | None = None
    prompts: dict[str, str] = Field(default_factory=dict)
    parameters: dict[str, str] = Field(default_factory=dict)
    version: str
    code: str
    """Fingerprint of the code that read (extractor, prompts, schemas)."""


class RunFile(Shape):
    """A run: how it was made, every report, and the whole."""

    schema_: Literal["eval_run/1"] = Field(default="eval_run/1", alias="schema", serialization_alias="schema")
    made: Made
    seed: int
    reports: tuple[ReportScore, ...]
    score: RunScore


def load(path: Path) -> RunFile:
    """The run in a folder, or in a file. Errors: ``UsageError``."""
    file = path / SCORES if path.is_dir() else path
    try:
        return RunFile.model_validate_json(file.read_bytes())
    except OSError as error:
        raise UsageError(
            f"no scored run ({error.strerror})", str(file), "make one with: extractor eval run --gold DIR --out RUN"
        ) from error
    except ValidationError as error:
        raise UsageError(f"not a scored run: {first_fault(error)}", str(file), "score it again with this version") from error


def save(path: Path, run: RunFile) -> None:
    """Written whole or not at all."""
    write_bytes(path, (run.model_dump_json(by_alias=True, indent=1) + "\n").encode())


def light(run: RunFile) -> RunFile:
    """The same without what only a reader of the page needs: leaves, pairings and confidences."""
    bare = {"leaves": (), "pairs": (), "confidences": ()}
    return run.model_copy(update={"reports": tuple(one.model_copy(update=bare) for one in run.reports)})
