"""``report.html`` of a run: whole in itself, asks nothing of any network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from eval.command.runfile import RunFile
from eval.command.show import percent, report_f1, summary_lines
from eval.page.places import Places, Seen
from eval.page.plots import plots
from eval.scores import FieldScore, Leaf, ReportScore
from extractor.export.markup import Html, h, join
from schemas.extraction import Extraction

OUTCOMES = ("wrong", "unit", "misplaced", "missed", "invented")


def page(run: RunFile, read: Mapping[str, Path], found: Mapping[str, object]) -> bytes:
    """The page. ``read``: the file of each report by its name; ``found``: its extraction, or why there is none."""
    style = files("eval.page").joinpath("page.css").read_text(encoding="utf-8")
    # plots carry styles of their own; nothing on the page runs
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    head = join(
        [
            Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
            h("title", {}, f"{run.made.name} · scores"),
            Html(f"<style>{style}</style>"),
        ]
    )
    body = join([_head(run), _plots(run), _fields(run), *_reports(run, read, found)])
    return f'<!doctype html><html lang="en"><head>{head}</head><body><main>{body}</main></body></html>'.encode()


def _head(run: RunFile) -> Html:
    made = run.made
    how = [("reader", made.reader), ("model", made.model), ("version", made.version), ("code", made.code)]
    how += [*made.prompts.items(), *made.parameters.items()]
    facts = [h("li", {}, h("b", {}, name), f" {value}") for name, value in how if value]
    lines = [h("p", {}, line) for line in summary_lines(run.score)]
    return h("header", {}, h("h1", {}, made.name), h("ul", {"class": "facts"}, *facts), *lines)


def _plots(run: RunFile) -> Html:
    drawn = [h("figure", {}, Html(svg), h("figcaption", {}, caption)) for caption, svg in plots(run.score, run.reports)]
    return h("section", {"class": "plots"}, *drawn)


def _fields(run: RunFile) -> Html:
    heads = ("field", "precision", "recall", "F1", "right", *OUTCOMES, "empty")
    rows = [_field(one) for one in (*run.score.fields, run.score.total)]
    return h("section", {}, h("h2", {}, "Fields"), _table(heads, rows))


def _field(one: FieldScore) -> list[str | Html]:
    count = one.count
    numbers = (count.right, *(getattr(count, name) for name in OUTCOMES), count.empty)
    return [f"{count.section}.{count.field}", percent(one.precision), percent(one.recall), percent(one.f1), *map(str, numbers)]


def _table(heads: tuple[str, ...], rows: list[list[str | Html]]) -> Html:
    top = h("tr", {}, *(h("th", {}, head) for head in heads))
    body = [h("tr", {}, *(h("td", {}, cell) for cell in row)) for row in rows]
    return h("div", {"class": "wide"}, h("table", {}, h("thead", {}, top), h("tbody", {}, *body)))


def _reports(run: RunFile, read: Mapping[str, Path], found: Mapping[str, object]) -> Iterator[Html]:
    yield h("h2", {}, "Reports")
    ordered = sorted(run.reports, key=lambda one: (report_f1(one) is not None, report_f1(one) or 0.0, one.report))
    for one in ordered:
        yield _report(one, read[one.report], found.get(one.report))


def _report(one: ReportScore, file: Path, made: object) -> Html:
    counts = " · ".join(f"{name} {count}" for name in OUTCOMES if (count := sum(leaf.outcome == name for leaf in one.leaves)))
    said = f"F1 {percent(report_f1(one))}" if one.outcome == "scored" else f"{one.outcome}: {one.because}"
    summary = h("summary", {}, h("b", {}, one.report), f" {said} ", h("small", {}, counts or ("perfect" if one.perfect else "")))
    if not isinstance(made, Extraction):
        return h("details", {}, summary)
    with Places(file, made) as places:
        rows = [_leaf(leaf, places.of(leaf)) for leaf in one.leaves]
    pairs = h("details", {"class": "pairs"}, h("summary", {}, "who was paired with whom"), h("pre", {}, "\n".join(one.pairs)))
    return h("details", {}, summary, _table(("outcome", "field", "gold", "read", "where"), rows), pairs)


def _leaf(leaf: Leaf, seen: Seen | None) -> list[str | Html]:
    home = h("small", {}, f"belongs to {leaf.home}") if leaf.home else None
    name = h("span", {}, f"{leaf.section}.{leaf.field}", h("small", {}, leaf.gold or leaf.predicted or ""))
    kind = h("span", {"class": f"o {leaf.outcome}"}, leaf.outcome)
    return [join([kind, home or ""]), name, leaf.gold_value or "–", leaf.predicted_value or "–", _where(seen)]


def _where(seen: Seen | None) -> Html:
    if seen is None:
        return Html("")
    page_ = h("small", {}, f"page {seen.page}") if seen.page else None
    if seen.picture:
        return h("span", {}, h("img", {"src": seen.picture, "alt": "", "loading": "lazy"}), page_)
    before, words, after = seen.words or ("", "", "")
    return h("span", {"lang": "zh-CN"}, f"…{before}", h("mark", {}, words), f"{after}…", page_)
