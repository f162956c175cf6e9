"""``extractor doctor``: what this machine has and lacks, each thing tried for real, a line each; nothing is connected to."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal, NoReturn

from extractor.english import english
from extractor.errors import ExtractorError
from extractor.run_console import tell
from extractor.run_words import Lang, plain, say
from extractor.settings import DoctorSettings

State = Literal["good", "lacking", "optional"]
_SECONDS = 60
_LANGUAGES = ("chi_sim", "eng")
"""Tesseract's models: words, and what numbers are made of."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing: ``state`` (``optional``: not there, and nothing needs it), and what to do unless it is good."""

    name: str
    state: State
    said: str
    todo: str | None = None


def doctor(settings: DoctorSettings) -> int:
    """The exit status: 0, or 1 where something that is needed does not work."""
    lang = settings.lang
    with _offline():
        checks = [_pdf(lang), _fonts(lang), _rapid(lang), _tesseract(lang), _model(settings.environ, lang)]
    for check in checks:
        todo = f"{'；' if lang == 'zh' else '; '}{check.todo}" if check.todo else ""
        tell(plain(f"{say(lang, f'doctor.{check.state}')} {check.name}{'：' if lang == 'zh' else ': '}{check.said}{todo}"))
    return 1 if any(check.state == "lacking" for check in checks) else 0


def _pdf(lang: Lang) -> Check:
    return _tried(lang, say(lang, "doctor.pdf"), "pymupdf", lambda: _works(bool(_trial_png()), lang, "doctor.opened"))


def _fonts(lang: Lang) -> Check:
    def draw() -> tuple[bool, str]:
        from extractor.load.ocr.trial import draws_chinese

        return _works(draws_chinese(), lang, "doctor.drawn")

    return _tried(lang, say(lang, "doctor.fonts"), "pymupdf", draw)


def _rapid(lang: Lang) -> Check:
    def read() -> tuple[bool, str]:
        from extractor.load.ocr.rapid import RapidEngine
        from extractor.load.ocr.trial import picture

        return _read("".join(line.text for line in RapidEngine().read(picture())), lang)

    return _tried(lang, "RapidOCR", "rapidocr", read)


def _tesseract(lang: Lang) -> Check:
    """The second engine: reading does without it."""
    todo = say(lang, "doctor.tesseract.todo")
    program = shutil.which("tesseract")
    if program is None:
        return Check("Tesseract", "optional", say(lang, "doctor.absent"), todo)
    try:
        named = _said([program, "--version"]).partition("\n")[0].removeprefix("tesseract ")
        languages = _said([program, "--list-langs"]).split("\n")[1:]
        missing = [language for language in _LANGUAGES if language not in languages]
        if missing:
            return Check("Tesseract", "optional", say(lang, "doctor.language", version=named, language=" ".join(missing)), todo)
        good, said = _read(_said([program, "stdin", "stdout", "-l", "+".join(_LANGUAGES), "--psm", "7"], _trial_png()), lang)
    except (OSError, subprocess.SubprocessError) as error:
        return Check("Tesseract", "optional", say(lang, "doctor.broken", reason=_reason(error)), todo)
    return Check(
        "Tesseract", "good" if good else "optional", f"{named} ({' '.join(filter(None, languages))}) {said}", None if good else todo
    )


def _model(environ: Mapping[str, str], lang: Lang) -> Check:
    """Whether one is configured; never whether it answers."""
    from extractor.readers.llm.transport.settings import configure, host

    name = say(lang, "doctor.model")
    try:
        model = configure(environ, None, None)
    except ExtractorError as error:
        what, todo = (error.what, error.todo) if lang == "zh" else (english(error.what), english(error.todo))
        return Check(name, "lacking", f"{error.where}: {what}", todo)
    if model is None:
        return Check(name, "optional", say(lang, "doctor.no_model"), say(lang, "no_model.todo"))
    return Check(name, "good", say(lang, "doctor.configured", model=model.model, host=host(model)))


def _tried(lang: Lang, name: str, package: str, trial: Callable[[], tuple[bool, str]]) -> Check:
    """A needed package really used. Whatever goes wrong in it is what is to be told."""
    todo = say(lang, "doctor.install", package=package)
    try:
        named = version(package)
        good, said = trial()
    except PackageNotFoundError:
        return Check(name, "lacking", say(lang, "doctor.absent"), todo)
    except Exception as error:
        return Check(name, "lacking", say(lang, "doctor.broken", reason=_reason(error)), todo)
    return Check(name, "good" if good else "lacking", f"{named} {said}", None if good else todo)


def _works(good: bool, lang: Lang, key: str) -> tuple[bool, str]:
    return good, say(lang, key if good else "doctor.fails")


def _read(text: str, lang: Lang) -> tuple[bool, str]:
    from extractor.load.ocr.trial import NUMBER

    good = NUMBER in "".join(text.split())
    return good, say(lang, "doctor.read" if good else "doctor.misread", number=NUMBER, text=text.strip()[:40])


def _trial_png() -> bytes:
    from extractor.load.ocr.trial import png

    return png()


def _said(command: list[str], given: bytes | None = None) -> str:
    done = subprocess.run(command, input=given, capture_output=True, check=True, timeout=_SECONDS)
    return done.stdout.decode(errors="replace").strip()


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


@contextmanager
def _offline() -> Iterator[None]:
    """No connection leaves this process: what would fetch its models fails here, as it would without a network."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("no network")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.getaddrinfo = refuse
    try:
        yield
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]
        socket.getaddrinfo = look_up
