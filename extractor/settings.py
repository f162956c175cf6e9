"""The edge: command line and environment, read once and turned into plain values.

Environment: ``EXTRACTOR_LANG`` (zh, en) and ``EXTRACTOR_JOBS`` (a number) stand for ``--lang`` and ``--jobs``; ``NO_COLOR``
keeps the terminal plain. What concerns a model is told in ``settings_model``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from extractor.errors import UsageError
from extractor.grammar import FailOn, ReaderName, parser
from extractor.load import OcrUse
from extractor.run_words import Lang, say
from extractor.settings_model import chosen, whole

if TYPE_CHECKING:
    from extractor.readers.llm.transport.settings import ModelSettings


@dataclass(frozen=True, slots=True)
class RunSettings:
    """``extractor run``. ``jobs`` is null where the number of inputs decides; ``colour`` is for a terminal only.

    ``model`` is there if, and only if, ``reader`` is another than the rules.
    """

    inputs: tuple[Path, ...]
    out: Path
    reader: ReaderName = "rules"
    jobs: int | None = None
    lang: Lang = "zh"
    fail_on: FailOn | None = None
    colour: bool = True
    model: ModelSettings | None = None
    dry_run: bool = False
    profile: str | None = None
    reference: Path | None = None
    ocr: OcrUse = "auto"
    as_one: bool = False


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """``extractor check``. ``out`` is the file itself unless told otherwise."""

    file: Path
    out: Path
    lang: Lang = "zh"
    profile: str | None = None
    reference: Path | None = None


@dataclass(frozen=True, slots=True)
class DigitiseSettings:
    """``extractor digitise``."""

    file: Path
    out: Path
    lang: Lang = "zh"


@dataclass(frozen=True, slots=True)
class DoctorSettings:
    """``extractor doctor``. ``environ`` is looked at for a model's settings."""

    environ: Mapping[str, str]
    lang: Lang = "zh"


Settings = RunSettings | CheckSettings | DigitiseSettings | DoctorSettings


def language(argv: Sequence[str], environ: Mapping[str, str]) -> Lang:
    """The language asked for, before anything else is understood: help and complaints are in it too."""
    asked = environ.get("EXTRACTOR_LANG", "")
    for index, word in enumerate(argv):
        if word == "--lang" and index + 1 < len(argv):
            asked = argv[index + 1]
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return "en" if asked == "en" else "zh"


def read(argv: Sequence[str], environ: Mapping[str, str]) -> Settings:
    """What is asked for. Raises ``UsageError``; ``--help`` and ``--version`` print and raise ``SystemExit(0)``."""
    lang = language(argv, environ)
    _known_language(environ, lang)
    found = parser(lang).parse_args(argv)
    if found.command == "doctor":
        return DoctorSettings(environ, lang)
    if found.command == "digitise":
        _named({"IN": [found.file], "-o": [found.out]}, lang)
        return DigitiseSettings(Path(found.file), Path(found.out), lang)
    _named({"INPUT": found.input, "--out": [found.out]} if found.command == "run" else {"FILE.json": [found.file]}, lang)
    profile = _profile(found.profile, lang)
    _named({"--reference": [] if found.reference is None else [found.reference]}, lang)
    reference = Path(found.reference) if found.reference else None
    if found.command == "check":
        return CheckSettings(Path(found.file), Path(found.out or found.file), lang, profile, reference)
    jobs = _jobs(found.jobs, environ, lang)
    reader, model = chosen(found, environ, lang)
    return RunSettings(
        inputs=tuple(map(Path, found.input)), out=Path(found.out), reader=reader, jobs=jobs, lang=lang, fail_on=found.fail_on,
        colour=not environ.get("NO_COLOR"), model=model, dry_run=found.dry_run, profile=profile, reference=reference,
        ocr=found.ocr or "auto", as_one=found.as_one,
    )  # fmt: skip


def _named(paths: Mapping[str, Sequence[str]], lang: Lang) -> None:
    """An empty path would be the current folder: more likely a variable of the user's was not set."""
    for option, given in paths.items():
        if not all(given):
            raise UsageError(say(lang, "no_path"), option, say(lang, "no_path.todo"))


def _profile(name: str | None, lang: Lang) -> str | None:
    """A known set of local rules; what is known is looked up only where one is asked for, since that takes time."""
    if name is not None:
        from extractor.checks.profiles import profile_names

        if name not in profile_names():
            todo = say(lang, "choice.todo", known=", ".join(profile_names()))
            raise UsageError(say(lang, "choice", value=name), "--profile", todo)
    return name


def _known_language(environ: Mapping[str, str], lang: Lang) -> None:
    asked = environ.get("EXTRACTOR_LANG") or "zh"
    if asked not in get_args(Lang):
        todo = say(lang, "choice.todo", known="zh, en")
        raise UsageError(say(lang, "choice", value=asked), "EXTRACTOR_LANG", todo)


def _jobs(given: str | None, environ: Mapping[str, str], lang: Lang) -> int | None:
    option, value = ("--jobs", given) if given is not None else ("EXTRACTOR_JOBS", environ.get("EXTRACTOR_JOBS") or None)
    return None if value is None else whole(option, value, lang)
