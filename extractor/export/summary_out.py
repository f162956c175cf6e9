"""``summary.json``, and the summary that the terminal shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from extractor.export.messages import Lang, Words
from extractor.export.naming import one_line, ordered
from extractor.export.widths import cut
from schemas.extraction import Extraction
from schemas.result import Finding
from schemas.summary import Done, Failed, Summary

_SHOWN = 5
_COLOURS = {"error": "31", "warn": "33", "info": "36", "bold": "1", "dim": "2"}


def summary_json(summary: Summary) -> bytes:
    """The contract's JSON."""
    return (json.dumps(summary.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1) + "\n").encode()


def terminal(
    extractions: Iterable[Extraction],
    summary: Summary,
    lang: Lang = "zh",
    width: int = 80,
    colour: bool = False,
    folder: Path | None = None,
) -> str:
    """A block a report, a line a failure, a closing line. ``extractions`` in the order of ``summary.reports``."""
    t = Words(lang)
    blocks = [
        report_block(done, extraction.findings, lang, width, colour, folder)
        for done, extraction in zip(summary.reports, extractions, strict=True)
    ]
    lines = [_failure(entry, t, width, colour) for entry in summary.failed]
    return "\n\n".join([*blocks, "\n".join([*lines, *_closing(summary, t, width, colour)])]) + "\n"


def report_block(
    done: Done,
    findings: Iterable[Finding],
    lang: Lang = "zh",
    width: int = 80,
    colour: bool = False,
    folder: Path | None = None,
) -> str:
    """What a reviewer wants to know of one report: how much was found, what is wrong, where the page lies."""
    t = Words(lang)
    counts = [
        _paint(f"{t(f'sev.{severity}')} {count}", severity if count else "dim", colour)
        for severity, count in (("error", done.errors), ("warn", done.warnings), ("info", done.infos))
    ]
    figures = t("term.counts", done.projects, done.numerals, _share(done))
    lines = [_paint(cut(_plain(done.source), width), "bold", colour), f"  {figures}{t('term.joint')}{' '.join(counts)}"]
    chosen = ordered(findings)
    lines += [_finding(finding, t, width, colour) for finding in chosen[:_SHOWN]]
    if len(chosen) > _SHOWN:
        lines.append("  " + t("term.more", len(chosen) - _SHOWN))
    if not chosen:
        lines.append("  " + t("term.no_findings"))
    page = f"{done.stem}.html"
    lines.append(_paint("  → " + _plain(str(folder / page if folder else page)), "dim", colour))
    return "\n".join(lines)


def _share(done: Done) -> str:
    """Claimed of claimed and unclaimed; never rounded up to 100 %."""
    total = done.claimed + done.unclaimed
    return f"{done.claimed * 100 // total}%" if total else "—"


def _finding(finding: Finding, t: Words, width: int, colour: bool) -> str:
    sign = _paint(t(f"icon.{finding.severity}"), finding.severity, colour)
    text = finding.title if finding.title in finding.message else f"{finding.title}{t('term.colon')}{finding.message}"
    return f"  {sign} {cut(_plain(f'{finding.check} {text}'), width - 4)}"


def _failure(entry: Failed, t: Words, width: int, colour: bool) -> str:
    said = _plain(entry.message)
    line = said if entry.source in said else f"{_plain(entry.source)}{t('term.colon')}{said}"
    start = t("term.failed") + " "
    return _paint(start, "error", colour) + cut(line, max(width, 200) - 8)


def _closing(summary: Summary, t: Words, width: int, colour: bool) -> list[str]:
    reports = summary.reports
    errors, warnings, infos = (sum(getattr(done, name) for done in reports) for name in ("errors", "warnings", "infos"))
    total = t("term.total", len(reports), errors, warnings, infos, len(summary.failed))
    run = [t("term.time", f"{summary.seconds:.1f}")]
    if summary.tokens.input or summary.tokens.output:
        run.append(t("term.tokens", summary.tokens.input, summary.tokens.output))
    if summary.tokens.calls is not None:
        run.append(t("term.calls", summary.tokens.calls, summary.tokens.cached or 0))
    if summary.cost is not None:
        run.append(t("term.cost", f"{summary.cost:.4f}", summary.currency or "").rstrip())
    lines = [_paint("─" * min(width, 60), "dim", colour), _paint(total, "bold", colour), " · ".join(run)]
    if unread := sum(done.unread > 0 for done in reports):
        lines.append(_paint(t("term.unread", unread), "warn", colour))
    if summary.interrupted or summary.not_reached:
        ended = "term.stopped" if summary.stopped else "term.not_reached"
        lines.append(_paint(t(ended, len(summary.not_reached)), "warn", colour))
    return lines


def _plain(text: str) -> str:
    """One line without control characters: a report's text cannot steer the terminal."""
    return "".join(char for char in one_line(text) if char.isprintable())


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour else text
