"""The edge: command line and environment, read once and turned into plain values.

Environment: ``EXTRACTOR_LANG`` (zh, en) and ``EXTRACTOR_JOBS`` (a number) stand for ``--lang`` and ``--jobs``; ``NO_COLOR``
keeps the terminal plain.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn, cast, get_args

from extractor import __version__
from extractor.errors import UsageError
from extractor.run_inputs import READ
from extractor.run_words import Lang, say

MANY = 8
"""With more inputs than this, a run uses every processor unless told otherwise."""
READERS = ("rules", "llm", "both")
FailOn = Literal["error", "warn"]


@dataclass(frozen=True, slots=True)
class RunSettings:
    """``extractor run``. ``jobs`` is null where the number of inputs decides; ``colour`` is for a terminal only."""

    inputs: tuple[Path, ...]
    out: Path
    reader: Literal["rules"] = "rules"
    jobs: int | None = None
    lang: Lang = "zh"
    fail_on: FailOn | None = None
    colour: bool = True


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """``extractor check``. ``out`` is the file itself unless told otherwise."""

    file: Path
    out: Path
    lang: Lang = "zh"


Settings = RunSettings | CheckSettings


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
    _named({"INPUT": found.input, "--out": [found.out]} if found.command == "run" else {"FILE.json": [found.file]}, lang)
    if found.command == "check":
        return CheckSettings(Path(found.file), Path(found.out or found.file), lang)
    if found.reader not in (None, "rules"):
        raise UsageError(say(lang, "reader", reader=found.reader), "--reader", say(lang, "reader.todo"))
    return RunSettings(
        inputs=tuple(map(Path, found.input)), out=Path(found.out), jobs=_jobs(found.jobs, environ, lang), lang=lang, fail_on=found.fail_on,
        colour=not environ.get("NO_COLOR"),
    )  # fmt: skip


def _named(paths: Mapping[str, Sequence[str]], lang: Lang) -> None:
    """An empty path would be the current folder: more likely a variable of the user's was not set."""
    for option, given in paths.items():
        if not all(given):
            raise UsageError(say(lang, "no_path"), option, say(lang, "no_path.todo"))


def _known_language(environ: Mapping[str, str], lang: Lang) -> None:
    asked = environ.get("EXTRACTOR_LANG") or "zh"
    if asked not in get_args(Lang):
        todo = say(lang, "choice.todo", known="zh, en")
        raise UsageError(say(lang, "choice", value=asked), "EXTRACTOR_LANG", todo)


def _jobs(given: str | None, environ: Mapping[str, str], lang: Lang) -> int | None:
    option, value = ("--jobs", given) if given is not None else ("EXTRACTOR_JOBS", environ.get("EXTRACTOR_JOBS") or None)
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", value) or not int(value):
        sample = "--jobs" if option == "--jobs" else "EXTRACTOR_JOBS ="
        raise UsageError(say(lang, "number", value=value), option, say(lang, "number.todo", option=sample))
    return int(value)


def parser(lang: Lang) -> argparse.ArgumentParser:
    """The grammar of the command line; its help is in ``lang``."""
    top = _Parser(lang, prog="extractor", description=say(lang, "help.about"))
    options = _options(top, lang)
    options.add_argument("--version", action="version", version=f"extractor {__version__}", help=say(lang, "help.version"))
    commands = top.add_subparsers(
        dest="command", required=True, title=say(lang, "help.commands"), metavar="run|check", parser_class=_Parser
    )
    _run(commands, lang)
    _check(commands, lang)
    return top


def _run(commands: argparse._SubParsersAction[_Parser], lang: Lang) -> None:
    about, epilog = say(lang, "help.run.about"), say(lang, "help.status")
    run = commands.add_parser("run", lang=lang, help=say(lang, "help.run"), description=about, epilog=epilog)
    arguments = run.add_argument_group(say(lang, "help.arguments"))
    arguments.add_argument("input", metavar="INPUT", nargs="+", help=say(lang, "help.input", kinds=" ".join(READ)))
    options = _options(run, lang)
    options.add_argument("--out", metavar="DIR", required=True, help=say(lang, "help.out"))
    options.add_argument("--reader", choices=READERS, help=say(lang, "help.reader"))
    options.add_argument("--jobs", metavar="N", help=say(lang, "help.jobs", many=MANY))
    options.add_argument("--fail-on", choices=get_args(FailOn), help=say(lang, "help.fail_on"))


def _check(commands: argparse._SubParsersAction[_Parser], lang: Lang) -> None:
    check = commands.add_parser("check", lang=lang, help=say(lang, "help.check"), description=say(lang, "help.check.about"))
    arguments = check.add_argument_group(say(lang, "help.arguments"))
    arguments.add_argument("file", metavar="FILE.json", help=say(lang, "help.check.file"))
    _options(check, lang).add_argument("-o", dest="out", metavar="OUT", help=say(lang, "help.check.out"))


def _options(parser: _Parser, lang: Lang) -> argparse._ArgumentGroup:
    group = parser.add_argument_group(say(lang, "help.options"))
    group.add_argument("-h", "--help", action="help", help=say(lang, "help.help"))
    group.add_argument("--lang", choices=get_args(Lang), help=say(lang, "help.lang"))
    return group


class _Parser(argparse.ArgumentParser):
    """argparse in either language, its complaints as ``UsageError``."""

    def __init__(self, lang: Lang, prog: str, description: str, epilog: str | None = None) -> None:
        formatter = cast(type[argparse.HelpFormatter], _chinese_formatter if lang == "zh" else argparse.HelpFormatter)
        super().__init__(prog=prog, description=description, epilog=epilog, add_help=False, formatter_class=formatter)
        self.lang: Lang = lang

    def error(self, message: str) -> NoReturn:
        """Ours instead of argparse's two lines and exit."""
        raise UsageError(_complaint(message, self.lang), self.prog, say(self.lang, "usage.todo", command=self.prog))


class _ChineseFormatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, say("zh", "help.usage") if prefix is None else prefix)


def _chinese_formatter(prog: str) -> argparse.HelpFormatter:
    return _ChineseFormatter(prog)


_COMPLAINTS = (
    (r"the following arguments are required: (.+)", "usage.required"),
    (r"unrecognized arguments: (.+)", "usage.unknown"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "usage.choice"),
    (r"argument (.+?): expected one argument", "usage.value"),
    (r"argument (.+?): expected at least one argument", "usage.values"),
    (r"argument (.+?): ignored explicit argument (.+)", "usage.no_value"),
    (r"ambiguous option: (.+?) could match (.+)", "usage.ambiguous"),
)


def _complaint(message: str, lang: Lang) -> str:
    """argparse's English complaint in the user's language; one we do not know stays as it is."""
    for pattern, key in _COMPLAINTS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return say(lang, key, *match.groups())
    return message
