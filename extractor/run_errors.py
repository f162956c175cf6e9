"""An error as the one line a user reads: what, where, what to do."""

from __future__ import annotations

import traceback
from pathlib import Path

from extractor.english import english
from extractor.errors import ExtractorError
from extractor.run_words import Lang, plain, readable, say


def line(error: ExtractorError, lang: Lang) -> str:
    """The line of a known error."""
    return _line(error.where, *_said(error, lang), lang)


def bug_line(error: Exception, where: str, lang: Lang) -> str:
    """The line of an error that nobody foresaw; the place in the code is for whoever mends it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    bug = f"{type(error).__name__}: {str(error)[:200]}{place}"
    return _line(where, say(lang, "bug", bug=bug), say(lang, "bug.todo"), lang)


def death_line(where: str, lang: Lang) -> str:
    """The line of an input that took its process down."""
    return _line(where, say(lang, "died"), say(lang, "died.todo"), lang)


def _said(error: ExtractorError, lang: Lang) -> tuple[str, str]:
    if lang == "zh":
        return error.what, error.todo
    return english(error.what), english(error.todo)


def _line(where: str, what: str, todo: str, lang: Lang) -> str:
    return plain(readable(f"{where}：{what}；{todo}" if lang == "zh" else f"{where}: {what}; {todo}"))
