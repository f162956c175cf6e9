"""The page's markup: everything escaped, nothing asked of a network, every value in its place."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from export_fixture import report
from export_lines import HOSTILE

from extractor.document import Block, Document
from extractor.export.html_out import to_html
from extractor.export.markup import data_block, h
from extractor.export.messages import Words, catalogue
from extractor.export.pictures import page_pictures
from schemas.result import Finding


class Reader(HTMLParser):
    """Collects tags and the text by element id."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if attributes.get("id") == "text" or self.inside:
            self.inside += tag not in ("img", "rect", "br")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= bool(self.inside)

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    reader.close()
    return reader


def test_hostile_text_is_inert() -> None:
    extraction, document, pdf = report(hostile=True, pdf=True)
    assert pdf
    page = to_html(extraction, document, "zh", page_pictures(pdf))
    reader = read(page)
    assert sum(tag == "script" for tag, _ in reader.tags) == 2
    assert all(not name.startswith("on") and name != "style" for _, attributes in reader.tags for name in attributes)
    assert HOSTILE in reader.text
    assert all((attributes["src"] or "").startswith("data:image/") for tag, attributes in reader.tags if tag == "img")


def test_nothing_is_fetched_and_the_policy_shuts_everything() -> None:
    extraction, document, pdf = report(pdf=True)
    assert pdf
    page = to_html(extraction, document, "zh", page_pictures(pdf)).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    outside = re.sub(r"base64,[^\"]+|http://www\.w3\.org/2000/svg", "", page)
    assert not re.search(r"https?:|=\"//|@import|url\(", outside)
    assert "<link" not in page
    assert "innerHTML" not in page


def test_all_of_the_text_is_shown_once_and_in_order() -> None:
    extraction, document, _ = report()
    shown = re.sub(r"\s", "", read(to_html(extraction, document)).text)
    assert shown == re.sub(r"\s", "", document.text)


def test_text_that_no_block_covers_is_not_lost() -> None:
    extraction, document, _ = report()
    bare = Document(document.source, document.sha256, "text", (), document.text, (Block("paragraph", (5, 9)),))
    assert re.sub(r"\s", "", read(to_html(extraction, bare)).text) == re.sub(r"\s", "", document.text)
    assert re.sub(r"\s", "", read(to_html(extraction)).text) == re.sub(r"\s", "", document.text)


def test_merged_cells_stay_merged() -> None:
    extraction, document, _ = report()
    page = to_html(extraction, document).decode()
    assert '<td rowspan="2">项目名称</td>' in page
    assert '<td colspan="2">资金</td>' in page


def test_only_the_suspect_is_coloured_and_proofs_are_tied_to_the_finding() -> None:
    extraction, document, _ = report()
    page = to_html(extraction, document).decode()
    prose, cell, budget = (re.search(rf'<span class="([^"]+)"[^>]*>{n}</span>', page) for n in ("54.44", "79.78", "146.54"))
    assert prose and cell and budget
    assert "f-error" in prose[1]
    assert "f-part" in cell[1]
    assert "f-part" in budget[1]


def test_ledger_line_counts_amounts_rates_and_scores() -> None:
    extraction, document, _ = report()
    page = to_html(extraction, document).decode()
    # 6.3 万元 and 92.1 万元 are unclaimed; 12,480 人 and a bare 0.42 are not money
    assert re.search(r"金额、比率、得分：\d+ 个，已归属 \d+，未归属 2<", page)
    assert "没有读完" in page


def test_overlapping_values_share_their_characters() -> None:
    extraction, document, _ = report()
    place = extraction.provenance["/claims/0"]
    start = place.span[0]
    wide = place.model_copy(update={"span": (start - 4, start + 3)})
    same = extraction.provenance["/projects/0/budget/0"]
    both = extraction.model_copy(
        update={"provenance": extraction.provenance | {"/projects/0/reason": wide, "/quantities/1/mentions/0": same}}
    )
    reader = read(to_html(both, document))
    assert re.sub(r"\s", "", reader.text) == re.sub(r"\s", "", document.text)
    shared = [attributes["data-m"] or "" for tag, attributes in reader.tags if tag == "span" and " " in (attributes.get("data-m") or "")]
    assert len(shared) == 3  # the claim under the reason, the figure that the reason cuts, the figure of two owners


def test_a_pointer_that_leads_nowhere_is_shown_without_a_place() -> None:
    extraction, document, _ = report()
    lost = Finding(id="x", check="A1", severity="warn", title="无处", message="m", paths=("/projects/99/budget/0", "/nonsense/x"))
    page = to_html(extraction.model_copy(update={"findings": (lost,)}), document).decode()
    assert 'id="finding0" data-show="" ' in page


def test_a_report_without_figures_gets_its_page() -> None:
    extraction, document, _ = report()
    empty = extraction.model_copy(
        update={
            "record": type(extraction.record)(),
            "provenance": {},
            "findings": (),
            "results": (),
            "ledger": type(extraction.ledger)(numerals=0, claimed=0),
        }
    )
    assert "没有发现矛盾" in to_html(empty, document).decode()


def test_both_languages_have_every_word() -> None:
    for key, (zh, en) in catalogue().items():
        assert zh.strip(), key
        assert en.strip(), key
        assert zh.count("{}") == en.count("{}"), key
    page = to_html(report()[0], None, "en").decode()
    assert 'lang="en"' in page
    assert "Findings" in page
    assert "社区网格员补助" in page


def test_every_word_used_is_in_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    missing: list[str] = []
    known = Words.__call__

    def watch(self: Words, key: str, *values: object) -> str:
        if key not in catalogue():
            missing.append(key)
        return known(self, key, *values)

    monkeypatch.setattr(Words, "__call__", watch)
    extraction, document, pdf = report(pdf=True)
    to_html(extraction, document, "zh", page_pictures(pdf or b""))
    assert missing == []


def test_equal_input_gives_equal_bytes() -> None:
    first, second = (to_html(*report(pdf=True)[:2]) for _ in range(2))
    assert first == second


def test_markup_escapes_what_it_did_not_make() -> None:
    assert h("p", {"title": '"><b'}, "<i>", h("b", {}, "&")) == '<p title="&quot;&gt;&lt;b">&lt;i&gt;<b>&amp;</b></p>'
    assert "</script>" not in data_block("x", "</script>\x00\u2028")[:-9]
    assert h("p", {}, "a\x00\x1bb\ud800") == "<p>a\ufffd\ufffdb\ufffd</p>"
