"""The findings as cards, and every check behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from extractor.export.html_crops import crops
from extractor.export.marks import Mark, Marks
from extractor.export.markup import Html, h, join
from extractor.export.message_lines import message_lines
from extractor.export.messages import Words
from extractor.export.naming import pointers, unit_at, united
from schemas.record import Pointer
from schemas.result import CheckResult, Finding

_OUTCOMES = ("error", "warn", "rounding", "skipped", "ok")
_OUTCOME_SEVERITY = {"error": "error", "warn": "warn", "rounding": "info", "skipped": "info", "ok": "ok"}


def badge(severity: str, t: Words, words: str | None = None) -> Html:
    """A severity as a sign and a word, so that colour is never alone."""
    icon = t(f"icon.{severity}") if severity != "ok" else "✓"
    return h("span", {"class": f"sev {severity}"}, h("b", {"aria-hidden": "true"}, icon), " ", words or t(f"sev.{severity}"))


def keys(marks: Iterable[Mark]) -> str:
    """The places a button shows, for the page's script."""
    return " ".join(str(key) for key in dict.fromkeys(mark.key for mark in marks))


def finding_cards(marks: Marks, t: Words, pictured: Collection[int] = ()) -> Html:
    """One card a finding, errors first. ``pictured`` are the pages whose pictures the HTML holds."""
    if not marks.findings:
        return h("p", {"class": "empty"}, t("none.findings"))
    return h("ol", {"class": "cards"}, *(_card(number, finding, marks, pictured, t) for number, finding in enumerate(marks.findings)))


def _card(number: int, finding: Finding, marks: Marks, pictured: Collection[int], t: Words) -> Html:
    located = [(pointer, marks.find(pointer)) for pointer in pointers(finding)]
    shown = list(dict.fromkeys(mark.key for _, places in located for mark in places))
    suspect = keys(marks.find(finding.suspect)) if finding.suspect else None
    head = h(
        "button",
        {"class": "head", "type": "button", "aria-expanded": "false", "aria-controls": f"more{number}"},
        badge(finding.severity, t),
        h("span", {"class": "title"}, finding.title),
        h("span", {"class": "check"}, finding.check),
    )
    places = [_place(pointer, at, shown, pointer == finding.suspect, marks, t) for pointer, at in located]
    more = h(
        "div",
        {"class": "more", "id": f"more{number}"},
        h("h4", {}, t("places")) if places else None,
        h("ul", {"class": "places"}, *places) if places else None,
        _repair(finding, unit_at(marks.extraction.record, finding.suspect), t),
        h("h4", {}, t("proofs")) if finding.proofs else None,
        h("ul", {"class": "proofs"}, *(h("li", {}, proof) for proof in finding.proofs)) if finding.proofs else None,
    )
    attributes = {
        "class": f"card {finding.severity}",
        "id": f"finding{number}",
        "data-show": " ".join(map(str, shown)),
        "data-suspect": suspect,
        "data-sev": finding.severity,
    }
    lines = [h("p", {"class": kind}, line) for kind, line in message_lines(finding)]
    return h("li", attributes, head, h("div", {"class": "message"}, *lines), crops(finding, marks, pictured, t), more)


def _place(pointer: Pointer, at: tuple[Mark, ...], shown: list[int], suspect: bool, marks: Marks, t: Words) -> Html:
    label = marks.label(pointer)
    flag = h("em", {"class": "flag"}, t("suspect")) if suspect else None
    if not at:
        return h("li", {}, h("span", {"class": "n"}, "–"), label, flag)
    step = shown.index(at[0].key)
    page = h("small", {}, t("page_n", at[0].page)) if at[0].page else None
    number = h("span", {"class": "n"}, str(step + 1))
    return h("li", {}, h("button", {"type": "button", "class": "place", "data-step": step}, number, label, " ", flag, page))


def _repair(finding: Finding, unit: str | None, t: Words) -> Html | None:
    lines = []
    if finding.suggestion is not None:
        old = h("del", {}, united(finding.suspect_printed, unit)) if finding.suspect_printed else None
        lines.append(h("span", {}, old, h("span", {"class": "to"}, f" {t('suggestion')} "), h("ins", {}, united(finding.suggestion, unit))))
    elif finding.attribution == "undecided":
        lines.append(h("span", {}, t("undecided")))
    if finding.cause:
        lines.append(h("span", {}, f"{t('cause')}：{t(f'cause.{finding.cause}')}"))
    if finding.attribution and finding.attribution != "undecided":
        lines.append(h("span", {}, f"{t('fault_of')}：{t(f'attribution.{finding.attribution}')}"))
    return h("p", {"class": "repair"}, *lines) if lines else None


def result_lists(marks: Marks, t: Words) -> Html:
    """Every relation that was checked or could not be, by outcome; each shows its figures."""
    results = marks.extraction.results
    if not results:
        return h("p", {"class": "empty"}, t("none.list"))
    sections = []
    for outcome in _OUTCOMES:
        chosen = [result for result in results if result.outcome == outcome]
        if chosen:
            title = badge(_OUTCOME_SEVERITY[outcome], t, t(f"outcome.{outcome}"))
            rows = h("ul", {"class": "results"}, *(_result(result, marks, t) for result in chosen))
            sections.append(h("details", {"open": outcome != "ok"}, h("summary", {}, title, f" {len(chosen)}"), rows))
    return join(sections)


def _result(result: CheckResult, marks: Marks, t: Words) -> Html:
    shown = keys(mark for pointer in result.paths for mark in marks.find(pointer))
    expected = f"{t('expected')} {result.expected}" if result.expected and result.outcome not in ("ok", "skipped") else None
    text = [
        h("span", {"class": "check"}, result.check),
        h("span", {}, result.because + (t("weak") if result.weak else "")),
        h("small", {}, expected) if expected else None,
    ]
    return h("li", {}, h("button", {"type": "button", "class": "go", "data-show": shown}, *text) if shown else h("div", {}, *text))
