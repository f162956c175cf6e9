"""From answers to the book: figures are those pointed at, words those printed, whatever was answered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.readers.base import Reading, Words
from extractor.readers.llm.marking import Marked
from extractor.readers.llm.reader import LlmReader
from extractor.readers.llm.uses import FIXED_PATHS
from extractor.readers.words import clean
from extractor.split import split
from schemas.answer import said as long_form

from .llm_make import (
    FORM,
    PROSE,
    REPORTS,
    TABLE,
    Fake,
    Json,
    answer,
    at,
    extracted,
    indicator,
    key,
    loaded,
    marked,
    project,
    quantity,
    relation,
    said_of,
)  # fmt: skip
from .random_answers import wire


def reading(one: Marked, *replies: Any) -> Reading:
    return LlmReader(Fake(replies), workers=1).read(one.document, split(one.document))


def pointed_at(one: Marked, told: Json) -> set[str]:
    """The document's ids of the numerals that an answer points at, those inside a target or an actual with them."""
    said = said_of(one, told)
    keys = {
        key for found in said.projects for name in ("initial_budget", "budget", "executed", "rate", "score") for key in getattr(found, name)
    }
    keys |= {key for found in said.quantities for key in found.numerals}
    keys |= {key for found in said.bands for key in (found.low, found.high) if key}
    found = {one.numerals[key].id for key in keys if key in one.numerals}
    for row in said.indicators:
        found |= {one.numerals[key].id for key in (row.weight, row.score) if key in one.numerals}
        for pointer in (row.target, row.actual):
            if pointer in one.numerals:
                own = one.numerals[pointer]
                found |= {own.id} | {n.id for n in one.document.numerals if own.cell is not None and n.cell == own.cell}
            elif pointer in one.sentences:
                start, end = one.sentences[pointer]
                found |= {n.id for n in one.document.numerals if start <= n.span[0] < end}
    return found


def numerals_of(read: Reading) -> set[str]:
    found = {fact.numeral.id for fact in read.facts}
    found |= {end.id for fact in read.facts if fact.band for end in (fact.band.low, fact.band.high) if end is not None}
    for row in read.rows:
        found |= {numeral.id for numeral in (*row.weight, *row.score)}
        found |= {numeral.id for value in (row.target, row.actual) if value for numeral in value.numerals}
    return found


def words_of(read: Reading) -> list[Words]:
    owners = [fact.owner for fact in read.facts] + [claim.owner for claim in read.claims if claim.owner]
    found = [words for owner in owners for words in (owner.project, owner.label, owner.alias, owner.under)]
    found += [words for row in read.rows for words in (row.project, row.name, row.reason, *row.path)]
    found += [words for note in read.notes for words in (note.project, note.words)]
    found += [claim.words for claim in read.claims]
    return [words for words in found if words is not None]


@pytest.mark.parametrize("name", REPORTS)
@settings(max_examples=30)
@given(st.data())
def test_property_no_figure_and_no_word_is_invented(name: str, data: st.DataObject) -> None:
    one = marked(*REPORTS[name])
    first, second = data.draw(wire(one)), data.draw(wire(one))
    read = reading(one, first, second, answer())
    assert numerals_of(read) <= pointed_at(one, first) | pointed_at(one, second)
    printed = {numeral.id: numeral for numeral in one.document.numerals}
    assert all(printed[fact.numeral.id] == fact.numeral for fact in read.facts)
    for words in words_of(read):
        if words.text not in FIXED_PATHS:
            assert words.span[0] < words.span[1]
            assert all(char in clean(one.document.text[slice(*words.span)]) for char in words.text)
    years = {*one.years, "2023", None}
    assert {fact.period for fact in read.facts} <= years


@pytest.mark.parametrize("name", REPORTS)
@settings(max_examples=12)
@given(st.data())
def test_property_any_answer_goes_through_to_a_result(name: str, data: st.DataObject) -> None:
    text, suffix = REPORTS[name]
    one = marked(text, suffix)
    extraction = extracted(text, Fake([data.draw(wire(one)), data.draw(wire(one)), answer()]), suffix)
    assert extraction.ledger.numerals == extraction.ledger.claimed + len(extraction.ledger.set_aside) + len(extraction.ledger.unclaimed)
    for found in extraction.record.projects:
        parents = [found.parent]
        while parents[-1] is not None:
            parents.append(extraction.record.projects[int(parents[-1].rsplit("/", 1)[1])].parent)
            assert len(parents) <= len(extraction.record.projects)


@pytest.mark.parametrize("name", REPORTS)
@settings(max_examples=15)
@given(st.data())
def test_property_the_order_of_an_answer_does_not_matter(name: str, data: st.DataObject) -> None:
    """An answer whose entries come in another order gives the same figures."""
    one = marked(*REPORTS[name])
    told = data.draw(wire(one))
    turned = {**told, "quantities": told["quantities"][::-1]}
    facts = [{(fact.numeral.id, fact.measure, fact.owner) for fact in reading(one, said, said, answer()).facts} for said in (told, turned)]
    assert facts[0] == facts[1]


def test_what_a_model_calls_a_known_project_is_no_other_name_of_it() -> None:
    """A name of the second look that is not printed leads to the project, and its words stay outside the record."""
    text = "村道照明工程预算60万元。\n\n其他情况：\n支出58万元，执行率96.67%。\n"
    one = marked(text)
    first = answer(projects=[project("村道照明工程", budget=[key(one, "60")])])
    second = answer(projects=[project("村道照明项目工程", executed=["n1"])])
    read = reading(one, first, second)
    assert {words.text for words in words_of(read)} == {"村道照明工程"}


def test_a_target_in_words_takes_the_numbers_that_are_nothing_else() -> None:
    text = FORM.replace("<td>完好</td><td>完好</td>", "<td>完好率98%</td><td>抽查200册，完好率99%</td>")
    one = marked(text, ".md")
    row = indicator("图书完好", "质量指标", target=at(one, "完好率98%"), actual=at(one, "抽查"), weight=key(one, "40"))
    counted = quantity("抽查", "count", key(one, "200"))
    read = reading(one, answer(indicators=[row], quantities=[counted]))
    (found,) = read.rows
    assert found.actual is not None
    assert found.actual.words.text == "抽查200册，完好率99%"
    assert [numeral.printed for numeral in found.actual.numerals] == ["99"]
    assert [fact.numeral.printed for fact in read.facts] == ["200"]


def test_a_project_is_not_its_own_parent() -> None:
    one = marked(PROSE)
    told = project("村道照明工程", notes=[{"kind": "parent", "words": "村道照明工程"}], budget=["n5"])
    assert reading(one, answer(projects=[told])).notes == ()


def test_a_year_that_is_none_or_a_span_is_not_the_reports() -> None:
    for text, year in (("村道照明工程预算60万元。\n", "none"), ("2021-2025规划：村道照明工程预算60万元。\n", "2021-2025")):
        one = marked(text)
        own = key(one, "60")
        told = answer(year=year, projects=[project("村道照明工程", budget=[own], more=[quantity("工程", "budget")])])
        read = reading(one, told)
        assert [fact.numeral.printed for fact in read.facts] == ["60"]
        assert read.year is None
        assert {fact.period for fact in read.facts} == {None}


def test_a_relation_reaches_the_record_only_with_all_its_ends() -> None:
    one = marked(TABLE)
    rows = [project("河道清淤工程", budget=["n1"]), project("路灯维护费", budget=[key(one, "20")])]
    total = quantity("合计", "budget", key(one, "50"))
    sums = [relation("sum", key(one, "50"), "n1", key(one, "20")), relation("sum", key(one, "48.5"), "n1", key(one, "20"))]
    extraction = extracted(TABLE, Fake([answer(projects=rows, quantities=[total], relations=sums), answer()]))
    assert [made.kind for made in extraction.record.breakdowns] == ["sum"]


def test_both_forms_of_an_entry_say_the_same() -> None:
    one = marked(PROSE)
    short = {"name": "村道照明工程", "budget": ["n5"], "executed": ["n6"], "rate": [], "score": []}
    whole = project("村道照明工程", budget=["n5"], executed=["n6"])
    assert said_of(one, answer(projects=[short])) == said_of(one, answer(projects=[whole]))
    assert said_of(one, answer(quantities=[quantity("项目", "count", "n1")])) == said_of(
        one, answer(quantities=[quantity("项目", "count", "n1", of=None, year=None)])
    )
    row = indicator("惠及老人", "产出指标", actual="n11")
    said = said_of(one, answer(indicators=[row, {**row, "path": None}, indicator("惠及老人", actual="n11", project=None)]))
    assert [found.path for found in said.indicators] == [("产出指标",), ("产出指标",), ()]


def test_what_stands_inside_a_project_belongs_to_it() -> None:
    one = marked(PROSE)
    more = [quantity("老人", "count", "n11")]
    told = project("老年食堂补助", notes=[{"kind": "met", "at": at(one, "各项目标")}], more=more, budget=["n9"])
    said = said_of(one, answer(projects=[project("村道照明工程", budget=["n5"]), told]))
    assert [found.project for found in (*said.quantities, *said.notes)] == ["p1", "p1"]
    read = reading(one, answer(projects=[told]))
    owner = next(fact.owner for fact in read.facts if fact.measure == "count")
    assert (owner.project and owner.project.text, owner.label and owner.label.text) == ("老年食堂补助", "老人")


def test_the_long_form_can_be_written_as_json() -> None:
    one = marked(PROSE)
    shape = type(said_of(one, answer()))
    assert shape.model_validate(json.loads(said_of(one, answer()).model_dump_json(by_alias=True))) == said_of(one, answer())
    assert long_form.__doc__


def test_every_worked_report_is_loaded_as_one_chunk() -> None:
    assert {loaded(*REPORTS[name]).kind for name in REPORTS} == {"text"}
