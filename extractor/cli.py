"""The command line: ask ``settings`` what is wanted, do it, and turn every error into one line and an exit status."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError
from extractor.run_console import warn
from extractor.run_errors import bug_line, line
from extractor.run_interrupt import Interrupted, ended_by, watching
from extractor.run_words import say
from extractor.settings import CheckSettings, DigitiseSettings, DoctorSettings, Settings, language, read

if TYPE_CHECKING:
    from extractor.run_one import Extract


def main(argv: Sequence[str] | None = None, extract: Extract | None = None) -> int:
    """The exit status of one command; ``extract`` stands in for the pipeline."""
    argv = sys.argv[1:] if argv is None else argv
    if argv[:1] == ["eval"]:  # by name: scoring stands above the product and is never imported by it
        evaluate: Callable[[Sequence[str]], int] = import_module("eval.cli").main
        return evaluate(argv[1:])
    lang = language(argv, os.environ)
    _make_streams_safe()
    try:
        with watching():
            return _do(read(argv, os.environ), extract)
    except ExtractorError as error:
        warn(line(error, lang))
        return error.exit_code
    except KeyboardInterrupt as error:
        warn(say(lang, "stopped"))
        return error.status if isinstance(error, Interrupted) else ended_by()
    except Exception as error:
        warn(bug_line(error, "extractor", lang))
        return 1


def _do(settings: Settings, extract: Extract | None) -> int:
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # libraries warn about files; what concerns the user is a notice
    if isinstance(settings, CheckSettings):
        from extractor.run_check import check

        return check(settings)
    if isinstance(settings, DigitiseSettings):
        from extractor.run_digitise import digitise

        return digitise(settings)
    if isinstance(settings, DoctorSettings):
        from extractor.run_doctor import doctor

        return doctor(settings)
    if settings.dry_run:
        from extractor.run_estimate import estimate

        return estimate(settings)
    from extractor.pipeline import extract as pipeline
    from extractor.reference import read_reference
    from extractor.run import run
    from extractor.run_kept import lines_kept

    reference = read_reference(settings.reference) if settings.reference else None
    kept = lines_kept(settings)
    plainly = partial(pipeline, ocr=settings.ocr, kept=kept, profile=settings.profile, reference=reference)
    return run(settings, extract or plainly, reference, kept)


def _make_streams_safe() -> None:
    """A terminal that cannot show a character shows ``?``; a stream that the caller closed goes nowhere."""
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
