"""The grammar of the command line: argparse, with help and complaints in either language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Literal, NoReturn, cast, get_args

from extractor import __version__
from extractor.errors import UsageError
from extractor.load import OcrUse
from extractor.run_inputs import READ
from extractor.run_words import Lang, say

MANY = 8
"""With more inputs than this, a run uses every processor unless told otherwise."""
ReaderName = Literal["rules", "llm", "both"]
FailOn = Literal["error", "warn"]
MODEL_OPTIONS = {
    "--model": "M", "--base-url": "URL", "--concurrency": "N", "--rpm": "N", "--tpm": "N",
    "--max-calls": "N", "--max-tokens": "N", "--max-cost": "X",
}  # fmt: skip


def parser(lang: Lang) -> argparse.ArgumentParser:
    """The grammar of the command line; its help is in ``lang``."""
    top = _Parser(lang, prog="extractor", description=say(lang, "help.about"))
    options = _options(top, lang)
    options.add_argument("--version", action="version", version=f"extractor {__version__}", help=say(lang, "help.version"))
    commands = top.add_subparsers(
        dest="command", required=True, title=say(lang, "help.commands"), metavar="run|check|digitise|doctor|eval", parser_class=_Parser
    )
    _run(commands, lang)
    _check(commands, lang)
    _digitise(commands, lang)
    _options(_command(commands, "doctor", lang), lang)
    commands.add_parser("eval", lang=lang, help=say(lang, "help.eval"), description=None)  # taken over before anything is parsed
    return top


def _run(commands: argparse._SubParsersAction[_Parser], lang: Lang) -> None:
    about, epilog = say(lang, "help.run.about"), say(lang, "help.status")
    run = commands.add_parser("run", lang=lang, help=say(lang, "help.run"), description=about, epilog=epilog)
    arguments = run.add_argument_group(say(lang, "help.arguments"))
    arguments.add_argument("input", metavar="INPUT", nargs="+", help=say(lang, "help.input", kinds=" ".join(READ)))
    options = _options(run, lang)
    options.add_argument("--out", metavar="DIR", required=True, help=say(lang, "help.out"))
    options.add_argument("--reader", choices=get_args(ReaderName), help=say(lang, "help.reader"))
    options.add_argument("--profile", metavar="NAME", help=say(lang, "help.profile"))
    options.add_argument("--ocr", choices=get_args(OcrUse), help=say(lang, "help.ocr"))
    options.add_argument("--as-one", action="store_true", help=say(lang, "help.as_one"))
    options.add_argument("--jobs", metavar="N", help=say(lang, "help.jobs", many=MANY))
    options.add_argument("--reference", metavar="FILE.xlsx", help=say(lang, "help.reference"))
    options.add_argument("--fail-on", choices=get_args(FailOn), help=say(lang, "help.fail_on"))
    _model(run, lang)


def _model(run: _Parser, lang: Lang) -> None:
    """Which model, and the bounds of its use."""
    group = run.add_argument_group(say(lang, "help.model_options"))
    for option, metavar in MODEL_OPTIONS.items():
        group.add_argument(option, metavar=metavar, help=say(lang, f"help.{option.removeprefix('--')}"))
    group.add_argument("--dry-run", action="store_true", help=say(lang, "help.dry-run"))


def _check(commands: argparse._SubParsersAction[_Parser], lang: Lang) -> None:
    check = _command(commands, "check", lang)
    arguments = check.add_argument_group(say(lang, "help.arguments"))
    arguments.add_argument("file", metavar="FILE.json", help=say(lang, "help.check.file"))
    options = _options(check, lang)
    options.add_argument("-o", dest="out", metavar="OUT", help=say(lang, "help.check.out"))
    options.add_argument("--profile", metavar="NAME", help=say(lang, "help.profile"))
    options.add_argument("--reference", metavar="FILE.xlsx", help=say(lang, "help.reference"))


def _digitise(commands: argparse._SubParsersAction[_Parser], lang: Lang) -> None:
    digitise = _command(commands, "digitise", lang)
    digitise.add_argument_group(say(lang, "help.arguments")).add_argument("file", metavar="IN", help=say(lang, "help.digitise.file"))
    _options(digitise, lang).add_argument("-o", dest="out", metavar="OUT.pdf", required=True, help=say(lang, "help.digitise.out"))


def _command(commands: argparse._SubParsersAction[_Parser], name: str, lang: Lang) -> _Parser:
    return commands.add_parser(name, lang=lang, help=say(lang, f"help.{name}"), description=say(lang, f"help.{name}.about"))


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
