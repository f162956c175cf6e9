from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

import pytest

from eval.bench.langextract.anchoring import Anchors, judge, verdict
from eval.bench.langextract.counting import Size, size_of, total
from eval.bench.langextract.environment import NotInstalled, python_with_langextract
from eval.bench.langextract.figures import all_figures, document_order, repeated, schema_order
from eval.bench.langextract.ours import Asked, our_anchors
from eval.bench.langextract.page import OURS, Measured, share, table
from eval.bench.langextract.prompting import examples
from eval.bench.langextract.reports import Report, read_report, sources
from eval.bench.langextract.saying import answer, figure_items, word_items
from eval.bench.langextract.sections import by_section
from eval.bench.langextract.server import Call, Latency, Server, answered
from eval.bench.langextract.theirs import Answerer, Variant, chunk_of, nth
from eval.bench.langextract.words import missed, page
from extractor.readers.base import Reading

TEXT = "一、资金情况\n村道照明工程预算60万元，支出60万元，执行率100%。水渠清淤项目预算65.5万元，支出60万元。\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = tmp_path_factory.mktemp("bench") / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_report("report", path)


def test_sizes_count_wide_characters_whole_and_marks_by_threes() -> None:
    assert size_of('{"预算":["n12"]}') == Size(tokens=2 + 3, pieces=2 + 6, characters=14)
    assert total([size_of("预"), size_of("算")]) == Size(2, 2, 2)


def test_schema_order_goes_project_by_project_and_document_order_by_place(report: Report) -> None:
    whole = (0, len(report.document.text))
    said = [(figure.of, figure.measure, figure.numeral.printed) for figure in schema_order(report.reading, whole)]
    assert said == [
        ("村道照明工程", "budget", "60"), ("村道照明工程", "executed", "60"), ("村道照明工程", "rate", "100"),
        ("水渠清淤项目", "budget", "65.5"), ("水渠清淤项目", "executed", "60"),
    ]  # fmt: skip
    places = [figure.numeral.span for figure in document_order(report.reading, whole)]
    assert places == sorted(places)
    assert repeated(report.document) == {"60"}


def test_a_figure_cut_by_a_border_belongs_to_no_chunk(report: Report) -> None:
    cut = report.document.text.index("65.5") + 3
    shown = [*schema_order(report.reading, (0, cut)), *schema_order(report.reading, (cut, len(report.document.text)))]
    assert "65.5" not in [figure.numeral.printed for figure in shown]


def test_an_answer_has_every_key_and_the_number_as_printed(report: Report) -> None:
    items = figure_items(all_figures(report.reading, report.document)[:1], report.document)
    said = {"figure": "60", "figure_attributes": {"of": "村道照明工程", "measure": "budget", "unit": "万元", "period": None}}
    assert json.loads(answer(items)) == {"extractions": [said]}
    assert len(answer(items, 2)) > len(answer(items))


def test_all_that_ours_says_are_words_and_relations_too() -> None:
    found = dict(sources(Path("absent")))
    made = read_report("transfer_lanping_rural", found["transfer_lanping_rural"])
    kinds = {item.kind for item in word_items(made.reading, (0, len(made.document.text)))}
    assert kinds == {"words", "relation"}
    assert not found["000"].exists()


def test_examples_print_what_they_extract() -> None:
    for example in examples(with_words=True):
        assert all(one["text"] in example["text"] for one in example["extractions"])


def test_an_anchor_is_right_on_its_own_number_alone(report: Report) -> None:
    figures = all_figures(report.reading, report.document)
    first, second = figures[0], figures[1]
    start, end = first.numeral.span
    assert verdict(first, (start - 2, end + 2), report.document) == "right"
    assert verdict(first, second.numeral.span, report.document) == "wrong"
    assert verdict(first, (start, second.numeral.span[1]), report.document) == "wrong"
    assert verdict(first, None, report.document) == "lost"


def test_figures_that_no_chunk_showed_are_lost(report: Report) -> None:
    figures = all_figures(report.reading, report.document)
    found = judge([(figures[0], figures[0].numeral.span), (figures[1], None)], figures, report.document, frozenset({"60"}))
    assert found == Anchors(figures=5, right=1, lost=4, repeated=3, repeated_right=1, repeated_lost=2)
    assert share(found) == "33.3%"
    assert share(Anchors()) == "–"


def test_our_reading_is_judged_by_numeral_and_role(report: Report) -> None:
    assert our_anchors(report, report.reading).right == 5
    assert our_anchors(report, Reading()).lost == 5


def test_the_end_of_a_prompt_is_its_chunk() -> None:
    assert chunk_of("what\n\nExamples\nQ: a\nA: b\n\nQ: 一\n二\nA: ") == "一\n二"
    assert nth("abab", "ab", 1) == 2
    with pytest.raises(ValueError, match="substring"):
        nth("abab", "ab", 2)


def test_a_chunk_is_answered_with_its_figures(report: Report) -> None:
    answerer = Answerer(report, Variant("schema", 1000))
    said = json.loads(answerer([("system", ""), ("user", "Q: x\nA: y\n\nQ: 水渠清淤项目预算65.5万元，支出60万元。\nA: ")]))
    assert [one["figure"] for one in said["extractions"]] == ["65.5", "60"]
    assert [item.text for item in answerer.in_order()] == ["65.5", "60"]


def test_an_answer_without_room_is_cut_and_one_asked_again_is_known() -> None:
    asked = {"messages": [{"role": "user", "content": "预算"}], "max_tokens": 2}
    assert answered(asked, lambda _: "一二三四").answer == "一二"
    assert answered({"messages": asked["messages"]}, lambda _: "一二三四").cut is False
    turns = [("user", "<<<\na\n>>>"), ("assistant", "{}"), ("user", "again")]
    assert answered({"messages": [{"role": role, "content": text} for role, text in turns]}, lambda _: "{}").again


def test_the_server_takes_its_time_and_counts() -> None:
    with Server().serving() as server:
        url = server.open("one", lambda turns: turns[-1][1] * 5, Latency(0.05, 0.01))
        body = json.dumps({"model": "m", "messages": [{"role": "user", "content": "算"}]}).encode()
        started = time.monotonic()
        with urllib.request.urlopen(urllib.request.Request(f"{url}/chat/completions", body)) as reply:
            told = json.load(reply)
        assert time.monotonic() - started >= 0.1
    assert told["choices"][0]["message"]["content"] == "算算算算算"
    assert told["usage"] == {"prompt_tokens": 1, "completion_tokens": 5, "total_tokens": 6}
    assert len(server.routes["one"].calls) == 1


def test_sections_add_up_and_repairs_stand_alone() -> None:
    calls = [_call('{"projects":[],"claims":[]}'), _call('{"projects":[]}', again=True), _call("{cut")]
    assert set(by_section(calls)) == {"projects", "claims", "answers asked for again", "cut answers"}


def test_missed_bars_are_told_and_the_page_is_whole() -> None:
    good = _measured(_call("预"), Anchors(2, 2, 0, 2, 2, 0))
    assert missed(good) == []
    assert "Both bars are met." in page(good)
    bad = _measured(_call("预预"), Anchors(2, 1, 1, 2, 1, 1))
    assert [one.split()[0] for one in missed(bad)] == ["output", "1"]
    assert "| one | 2 | 2 | 50% (1 lost) |" in page(bad)
    assert "Skipped: 000: gone." in page(bad)


def test_what_cannot_be_installed_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "wanted.txt").write_text("no-such-thing-at-all @ file:///nowhere.whl\n", encoding="utf-8")
    with pytest.raises(NotInstalled) as told:
        python_with_langextract(tmp_path / "venv", tmp_path / "wanted.txt")
    assert "\n" not in str(told.value)
    assert "nothing was compared" in str(told.value)


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [["1", "2"]]) == "| a | b |\n|---|---:|\n| 1 | 2 |"


def _call(answer: str, again: bool = False) -> Call:
    return Call(Size(1, 1, 1), Size(), size_of(answer), answer, cut=False, again=again)


def _measured(call: Call, found: Anchors) -> Measured:
    variant = Variant("schema", 1000)
    theirs = [Asked([_call("预预预")], 1.0, Anchors(2, 1, 0, 2, 1, 0))]
    same = Variant("schema", 1000, with_words=True)
    runs = {OURS: [Asked([call], 1.0, found)], variant.key: theirs, same.key: theirs}
    return Measured(["one"], ["000: gone"], runs, [variant], [variant], [same], Latency(0.3, 0.004))
