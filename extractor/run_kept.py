"""Where a run remembers what was recognised on pages, so that a rerun into the same folder does not recognise them again."""

from __future__ import annotations

from pathlib import Path

from extractor.load.ocr.lines_kept import LinesKept
from extractor.run_console import warn
from extractor.run_words import plain, say
from extractor.settings import RunSettings

RECOGNISED = ".extractor-ocr.sqlite"
"""In the output folder, beside a model's answers: those were paid for and are never dropped."""


def lines_kept(settings: RunSettings) -> Path | None:
    """The file of the run; null, and a line that says so, where what stands there cannot be used."""
    path = settings.out / RECOGNISED
    if LinesKept(path).is_sound():
        return path
    warn(plain(say(settings.lang, "kept.unusable", file=path)))
    return None
