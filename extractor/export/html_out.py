"""``<stem>.html``: one page for the reviewer, whole in itself; it asks nothing of any network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Mapping
from hashlib import sha256
from importlib.resources import files
from string import Template

from extractor.document import Document
from extractor.export.html_findings import finding_cards, result_lists
from extractor.export.html_head import head, heading
from extractor.export.html_pages import pages_view
from extractor.export.html_tables import indicator_table, project_table, quantity_table, unclaimed_list
from extractor.export.html_text import TextView
from extractor.export.marks import Marks
from extractor.export.markup import Html, data_block, escape, h, join
from extractor.export.messages import Lang, Words
from extractor.export.pictures import PagePicture
from schemas.extraction import Extraction


def to_html(
    extraction: Extraction,
    document: Document | None = None,
    lang: Lang = "zh",
    pictures: Mapping[int, PagePicture] | None = None,
) -> bytes:
    """The page. Without ``document`` the text has no real tables; without ``pictures`` there is no view of the pages."""
    t = Words(lang)
    marks = Marks(extraction, document, t)
    style, script = _asset("page.css"), _asset("page.js")
    page = Template(_asset("page.html")).substitute(
        lang="zh-CN" if lang == "zh" else "en",
        policy=_policy(style, script),
        title=escape(f"{heading(extraction)} · {t('title')}"),
        style=style,
        script=script,
        skip=escape(t("skip")),
        head=head(extraction, marks, t),
        panes=_panes(t),
        tabs=_tabs(extraction, marks, pictures or {}, t),
        list_label=escape(t("pane.list")),
        document_label=escape(t("pane.document")),
        tools=_tools(bool(pictures), t),
        strip=_strip(t),
        text=h("article", {"id": "text", "lang": "zh-CN"}, TextView(marks, t).render()),
        pages=h("div", {"id": "pages", "hidden": True}, pages_view(marks, pictures, t)) if pictures else "",
        foot=_foot(extraction, t),
        data=data_block("marks", [{"l": [line for line in mark.lines if line], "k": mark.kind} for mark in marks.all]),
    )
    return page.encode()


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Only this very style and this very script run; pictures come from the page itself; everything else is shut."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _tabs(extraction: Extraction, marks: Marks, pictured: Collection[int], t: Words) -> Html:
    record = extraction.record
    panels = (
        ("findings", len(marks.findings), finding_cards(marks, t, pictured)),
        ("projects", len(record.projects), project_table(marks, t)),
        ("indicators", len(record.indicators), indicator_table(marks, t)),
        ("quantities", len(record.quantities), quantity_table(marks, t)),
        ("unclaimed", len(marks.unclaimed), unclaimed_list(marks, t)),
        ("results", len(extraction.results), result_lists(marks, t)),
    )
    buttons, bodies = [], []
    for name, count, body in panels:
        first = name == "findings"
        tab = {
            "type": "button",
            "role": "tab",
            "id": f"tab-{name}",
            "aria-controls": f"panel-{name}",
            "aria-selected": str(first).lower(),
            "tabindex": "0" if first else "-1",
        }
        buttons.append(h("button", tab, t(f"tab.{name}"), h("small", {}, str(count))))
        panel: dict[str, str | bool] = {
            "role": "tabpanel",
            "id": f"panel-{name}",
            "aria-labelledby": f"tab-{name}",
            "hidden": not first,
        }
        bodies.append(h("section", panel, h("h2", {"class": "print"}, t(f"tab.{name}")), body))
    return join([h("div", {"role": "tablist", "class": "tabs"}, *buttons), *bodies])


def _panes(t: Words) -> Html:
    names = (("list", "pane.list"), ("document", "pane.document"))
    buttons = [
        h("button", {"type": "button", "data-pane": name, "aria-pressed": str(name == "list").lower()}, t(key)) for name, key in names
    ]
    return h("div", {"class": "panes", "role": "group", "aria-label": t("panes")}, *buttons)


def _tools(pages: bool, t: Words) -> Html:
    views = [
        h("button", {"type": "button", "data-view": name, "aria-pressed": str(name == "text").lower()}, t(f"view.{name}"))
        for name in ("text", "pages")
    ]
    switch = h("div", {"class": "switch", "role": "group", "aria-label": t("view.label")}, *views) if pages else None
    legend = [
        h("li", {}, h("span", {"class": f"m figure r-{group} end", "data-r": t(f"letter.{group}")}, t(f"role.{group}")))
        for group in ("budget", "executed", "rate", "score", "other")
    ]
    legend.append(h("li", {}, h("span", {"class": "m unclaimed end", "data-r": "?"}, t("tab.unclaimed"))))
    toggle = h("button", {"type": "button", "id": "toggle", "aria-pressed": "true"}, t("marks"))
    return h("div", {"class": "tools"}, switch, h("ul", {"class": "legend", "aria-label": t("legend")}, *legend), toggle)


def _strip(t: Words) -> Html:
    def button(name: str, sign: str) -> Html:
        return h("button", {"type": "button", "id": name, "title": t(name), "aria-label": t(name)}, sign)

    back = h("button", {"type": "button", "id": "back", "data-pane": "list"}, t("pane.back"))
    now = h(
        "div",
        {"class": "steps"},
        button("prev", "‹"),
        h("span", {"id": "count"}),
        button("next", "›"),
        back,
        button("close", "×"),
    )
    words = h("div", {"aria-live": "polite"}, h("p", {"id": "what"}), h("p", {"id": "where"}), h("ul", {"id": "why"}))
    return h("aside", {"id": "strip", "hidden": True, "data-none": t("no_place"), "data-suspect": t("suspect")}, words, now)


def _foot(extraction: Extraction, t: Words) -> Html:
    run = extraction.run
    made = t(
        "made_by",
        f"self-evaluation-extractor {run.version}",
        " ".join(filter(None, (run.reader, run.model))),
    )
    return h("footer", {}, h("p", {}, made), h("p", {"class": "keys"}, t("keys")))
