"""The record as tables: projects, indicators, quantities, and the numbers that nobody claimed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.export.html_findings import keys
from extractor.export.marks import Mark, Marks
from extractor.export.markup import Html, escape, h, join
from extractor.export.messages import Words
from extractor.export.naming import Flag, correction, indicator_name, printed, project_name, quantity_name, worst
from schemas.figure import Figure
from schemas.record import Indicator, IndicatorValue, Pointer, Project

_FIGURES = ("budget", "executed", "rate", "score")


def project_table(marks: Marks, t: Words) -> Html:
    """Name, budget, executed, rate, score; flagged cells carry the sign of their finding."""
    projects = marks.extraction.record.projects
    if not projects:
        return h("p", {"class": "empty"}, t("none.list"))
    rows = [_project(f"/projects/{number}", project, marks, t) for number, project in enumerate(projects)]
    return _table((t("role.name"), *(t(f"role.{role}") for role in _FIGURES)), rows, "projects")


def _project(pointer: Pointer, project: Project, marks: Marks, t: Words) -> Html:
    name = _go(project_name(project), marks.find(pointer))
    status = t(f"status.{project.status}") if project.status else None
    under = " · ".join(part for part in (project.department, status, project.grade) if part)
    cells = [figure_cell(f"{pointer}/{role}", getattr(project, role), marks, t) for role in _FIGURES]
    if project.initial_budget:
        initial = figure_cell(f"{pointer}/initial_budget", project.initial_budget, marks, t, "div")
        cells[0] = figure_cell(f"{pointer}/budget", project.budget, marks, t, "td", h("small", {}, t("role.initial_budget")), initial)
    found = marks.flagged(pointer, *(f"{pointer}/{words}" for words in ("name", "status", "grade", "reason")))
    note = h("small", {}, under) if under else None
    head = h("th", {"scope": "row", "class": _colour(found, marks) or None}, name, " ", _flag(found, marks, t), note)
    return h("tr", {"class": "child" if project.parent else None}, head, *cells)


def figure_cell(pointer: Pointer, figures: tuple[Figure, ...], marks: Marks, t: Words, tag: str = "td", *below: Html | None) -> Html:
    """A figure list as a cell; the gravest severity of its findings colours it."""
    found = marks.flagged(pointer, *(f"{pointer}/{index}" for index in range(len(figures))))
    colour = f"num {_colour(found, marks)}".strip()
    return h(tag, {"class": colour}, _flag(found, marks, t), figure_list(pointer, figures, marks), *_corrections(figures, t), *below)


def _corrections(figures: tuple[Figure, ...], t: Words) -> list[Html]:
    """What a person replaced, under the figures."""
    return [h("small", {}, said) for said in dict.fromkeys(correction(figure, t) for figure in figures) if said]


def figure_list(pointer: Pointer, figures: tuple[Figure, ...], marks: Marks) -> Html:
    """Each different print once, how often it stands, and a way to its places."""
    counts = Counter(printed(figure) for figure in figures)
    parts = []
    for text, places in marks.prints(pointer, figures).items():
        blamed = len(counts) > 1 and any(flag.blamed for flag in marks.flags_on(*places))
        parts.append(_go(text, places, f"×{counts[text]}" if counts[text] > 1 else None, blamed))
    return join(parts)


def _colour(found: Sequence[Flag], marks: Marks) -> str:
    gravest = worst(found, marks.findings)
    return f"f-{gravest}" if gravest else ""


def _flag(found: Sequence[Flag], marks: Marks, t: Words) -> Html | None:
    """The sign of the findings that blame a cell; a cell that only serves as a proof has none."""
    numbers = [flag.finding for flag in found if flag.blamed]
    if not numbers:
        return None
    severity = marks.findings[numbers[0]].severity
    title = "；".join(marks.findings[number].title for number in numbers)
    label = f"{t(f'sev.{severity}')}：{title}"
    attributes = {
        "type": "button",
        "class": f"flagged {severity}",
        "data-open": str(numbers[0]),
        "title": label,
        "aria-label": label,
    }
    return h("button", attributes, t(f"icon.{severity}"))


def indicator_table(marks: Marks, t: Words) -> Html:
    """Group, name, target, actual, weight, score."""
    indicators = marks.extraction.record.indicators
    if not indicators:
        return h("p", {"class": "empty"}, t("none.list"))
    rows, path = [], None
    for number, indicator in enumerate(indicators):
        if indicator.path != path:
            path = indicator.path
            rows.append(h("tr", {"class": "group"}, h("th", {"colspan": 5, "scope": "rowgroup"}, " › ".join(path) or "—")))
        rows.append(_indicator(f"/indicators/{number}", indicator, marks, t))
    return _table((t("role.indicator"), *(t(f"role.{role}") for role in ("target", "actual", "weight", "score"))), rows, "indicators")


def _indicator(pointer: Pointer, indicator: Indicator, marks: Marks, t: Words) -> Html:
    reason = h("small", {}, f"{t('role.reason')}：{indicator.reason}") if indicator.reason else None
    return h(
        "tr",
        {},
        h("th", {"scope": "row"}, _go(indicator_name(indicator, t), marks.find(pointer)), reason),
        _value(f"{pointer}/target", indicator.target, marks, t),
        _value(f"{pointer}/actual", indicator.actual, marks, t),
        figure_cell(f"{pointer}/weight", indicator.weight, marks, t),
        figure_cell(f"{pointer}/score", indicator.score, marks, t),
    )


def _value(pointer: Pointer, value: IndicatorValue | None, marks: Marks, t: Words) -> Html:
    if value is None:
        found = marks.flagged(pointer)
        shown = {"empty": "", "dash": "—", "slash": "/"}[marks.extraction.blanks.get(pointer, "empty")]
        return h("td", {"class": f"blank {_colour(found, marks)}".strip()}, shown, " ", _flag(found, marks, t))
    found = marks.flagged(pointer, *(f"{pointer}/figures/{index}" for index in range(len(value.figures))))
    said = _corrections(value.figures, t)
    return h("td", {"class": _colour(found, marks) or None}, _go(value.text, marks.find(pointer)), _flag(found, marks, t), *said)


def quantity_table(marks: Marks, t: Words) -> Html:
    """Label, measure, value."""
    record = marks.extraction.record
    if not record.quantities:
        return h("p", {"class": "empty"}, t("none.list"))
    rows = [
        h(
            "tr",
            {},
            h("th", {"scope": "row"}, quantity_name(record, quantity, t)),
            h("td", {}, t(f"role.{quantity.measure}")),
            figure_cell(f"/quantities/{number}/mentions", quantity.mentions, marks, t),
        )
        for number, quantity in enumerate(record.quantities)
    ]
    return _table((t("col.label"), t("col.measure"), t("col.value")), rows, "quantities")


def unclaimed_list(marks: Marks, t: Words) -> Html:
    """The numbers without an owner, then those set aside and why."""
    ledger = marks.extraction.ledger
    rows = [
        _number(f"{entry.printed} {entry.unit or ''}".strip(), entry.quote, entry.page, mark, t)
        for entry, mark in zip(ledger.unclaimed, marks.unclaimed, strict=True)
    ]
    aside = [_number(entry.printed, entry.because, mark.page, mark, t) for entry, mark in zip(ledger.set_aside, marks.aside, strict=True)]
    return join(
        [
            h("p", {"class": "hint"}, t("hint.unclaimed")) if rows else h("p", {"class": "empty"}, t("none.list")),
            h("ul", {"class": "numbers"}, *rows),
            h("details", {}, h("summary", {}, f"{t('set_aside')} {len(aside)}"), h("ul", {"class": "numbers"}, *aside))
            if aside
            else escape(""),
        ]
    )


def _number(text: str, quote: str, page: int | None, mark: Mark, t: Words) -> Html:
    where = h("small", {}, t("page_n", page)) if page else None
    return h(
        "li",
        {},
        h("button", {"type": "button", "class": "go", "data-show": mark.key}, h("b", {}, text), h("q", {}, quote), where),
    )


def _go(text: str, places: Iterable[Mark], after: str | None = None, blamed: bool = False) -> Html:
    """Text that leads to its places; plain text where there are none."""
    shown = keys(places)
    more = h("small", {}, after) if after else None
    name = "go bad" if blamed else "go"
    return h("button", {"type": "button", "class": name, "data-show": shown}, text, more) if shown else h("span", {}, text, more)


def _table(heads: Iterable[str], rows: Iterable[Html], name: str) -> Html:
    header = h("thead", {}, h("tr", {}, *(h("th", {"scope": "col"}, head) for head in heads)))
    return h("div", {"class": "scroll"}, h("table", {"class": f"data {name}"}, header, h("tbody", {}, *rows)))
