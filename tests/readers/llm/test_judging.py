"""What does not hold in an answer is found, told, and left out until nothing is left that does not hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.readers.llm.judging import Fault, judge, prune
from extractor.readers.llm.marking import Marked
from extractor.readers.llm.uses import uses
from schemas.answer import Said, ToldProject

from .llm_make import PROSE, REPORTS, TABLE, Json, answer, faults, indicator, key, marked, project, quantity, relation, said_of
from .random_answers import held

LIT = {"budget": ["n5"], "executed": ["n6"]}


def settled(said: Said, one: Marked) -> tuple[Said, int]:
    """The answer pruned until nothing falls, and how often that took. Doubts stay: they are for the reviewer."""
    for turn in range(200):
        broken = tuple(fault for fault in judge(said, one) if fault.weight != "doubt")
        if not broken:
            return said, turn
        said = prune(said, broken)
    raise AssertionError("pruning does not end")


@pytest.mark.parametrize("name", REPORTS)
@settings(max_examples=150)
@given(st.data())
def test_property_whatever_is_said_pruning_ends_with_an_answer_that_holds(name: str, data: st.DataObject) -> None:
    one = marked(*REPORTS[name])
    left, turns = settled(data.draw(held(one)), one)
    assert turns <= 12
    assert all(use.numeral in one.numerals for use in uses(left))
    assert all(claim.at in one.sentences for claim in left.claims)
    assert all(row.reason is None or row.reason in one.sentences for row in left.indicators)
    assert all(quantity.period is None or quantity.period in one.years for quantity in left.quantities)
    for relation_ in left.relations:
        assert {*relation_.parts, *filter(None, [relation_.whole])} <= set(one.numerals)


@pytest.mark.parametrize("name", REPORTS)
@settings(max_examples=60)
@given(st.data())
def test_property_pruning_only_takes_away(name: str, data: st.DataObject) -> None:
    one = marked(*REPORTS[name])
    said = data.draw(held(one))
    left, _ = settled(said, one)
    assert {(use.numeral, use.measure) for use in uses(left)} <= {(use.numeral, use.measure) for use in uses(said)}
    assert {found.name for found in left.projects} <= {found.name for found in said.projects}
    assert {row.name for row in left.indicators} <= {row.name for row in said.indicators}


def test_a_right_answer_has_no_faults() -> None:
    one = marked(PROSE)
    right = answer(projects=[project("村道照明工程", **LIT)], quantities=[quantity("项目", "count", "n1")])
    assert faults(one, right) == []


WRONG: dict[str, tuple[Json, str, str]] = {
    "money as a rate": (answer(projects=[project("村道照明工程", rate=["n5"])]), "projects", "n5"),
    "a rate as money": (answer(projects=[project("村道照明工程", budget=["n4"])]), "projects", "n4"),
    "people as money": (answer(quantities=[quantity("老人", "executed", "n11")]), "quantities", "n11"),
    "money as a count": (answer(quantities=[quantity("三公经费", "count", "n13")]), "quantities", "n13"),
    "a name that is not printed": (answer(projects=[project("村道绿化工程", **LIT)]), "projects", "村道绿化工程"),
    "a qualifier that is not printed": (answer(projects=[project("村道照明工程", "第三批", **LIT)]), "projects", "第三批"),
    "a label that is not printed": (answer(quantities=[quantity("专项业务费", "executed", "n13")]), "quantities", "专项业务费"),
    "a blank label": (answer(quantities=[quantity(" ", "executed", "n13")]), "quantities", "空白"),
    "two meanings": (answer(projects=[project("村道照明工程", budget=["n5"], executed=["n5"])]), "projects", "n5"),
    "two owners": (
        answer(projects=[project("村道照明工程", **LIT)], quantities=[quantity("三公经费", "executed", "n6")]),
        "quantities",
        "n6",
    ),
    "a relation without parts": (answer(projects=[project("村道照明工程", **LIT)], relations=[relation("sum", "n5")]), "relations", ""),
    "a total that is its own part": (
        answer(projects=[project("村道照明工程", **LIT)], relations=[relation("sum", "n5", "n5")]),
        "relations",
        "",
    ),
    "one part twice": (
        answer(projects=[project("村道照明工程", **LIT)], relations=[relation("sum", "n2", "n5", "n5")]),
        "relations",
        "",
    ),
}


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case)
def test_what_does_not_hold_is_named(case: str) -> None:
    told, section, words = WRONG[case]
    one = marked(PROSE)
    found = [fault for fault in faults(one, told) if fault.weight != "doubt"]
    assert section in {fault.section for fault in found}
    assert any(words in fault.what for fault in found)
    left, _ = settled(said_of(one, told), one)
    assert not [fault for fault in judge(left, one) if fault.weight != "doubt"]


def test_a_shared_numeral_may_have_two_owners() -> None:
    one = marked("村道照明工程和水渠清淤项目各支出3万元。\n")
    both = [project(name, executed=["n1"]) for name in ("村道照明工程", "水渠清淤项目")]
    assert {fault.numeral for fault in faults(one, answer(projects=both))} == {"n1"}
    assert faults(one, answer(projects=both, shared=[{"n": "n1", "how": "each"}])) == []


def test_names_known_from_elsewhere_may_be_used_but_not_with_another_number() -> None:
    one = marked("支出28.5万元。\n")
    told = answer(projects=[project("河道清淤（第二期）", executed=["n1"])])
    assert faults(one, told)
    assert faults(one, told, ("河道清淤（第二期）项目",)) == []
    assert faults(one, told, ("河道清淤（第三期）项目",))


class TestTables:
    one = marked(TABLE)

    def numerals(self, *faults_: Fault) -> set[str | None]:
        return {fault.numeral for fault in faults_ if fault.weight == "hard"}

    def test_the_right_rows_hold(self) -> None:
        right = project("河道清淤工程", budget=["n1"], executed=["n2"], rate=["n3"], score=["n4"])
        assert faults(self.one, answer(projects=[right])) == []

    def test_a_number_of_another_row_is_a_fault(self) -> None:
        other = key(self.one, "20", 1)
        told = [project("河道清淤工程", budget=["n1"], executed=[other]), project("路灯维护费", budget=[key(self.one, "20")])]
        assert other in self.numerals(*faults(self.one, answer(projects=told)))

    def test_a_project_of_two_rows_is_a_fault(self) -> None:
        told = project("河道清淤工程", budget=["n1", key(self.one, "20")])
        assert self.numerals(*faults(self.one, answer(projects=[told])))

    def test_a_head_that_says_otherwise_is_a_doubt(self) -> None:
        found = faults(self.one, answer(projects=[project("河道清淤工程", budget=["n2"], executed=["n1"])]))
        assert {(fault.numeral, fault.weight) for fault in found} == {("n1", "doubt"), ("n2", "doubt")}

    def test_an_indicator_does_not_leave_its_row(self) -> None:
        form = marked(*REPORTS["form"])
        right = indicator("新购图书", "产出指标", target=key(form, "800"), actual=key(form, "760"), weight=key(form, "50"))
        assert faults(form, answer(indicators=[right])) == []
        strays = {**right, "score": key(form, "40", 1)}
        assert self.numerals(*faults(form, answer(indicators=[strays]))) == {key(form, "40", 1)}
        renamed = {**right, "name": "图书完好"}
        assert self.numerals(*faults(form, answer(indicators=[renamed]))) == {renamed["target"], renamed["actual"], renamed["weight"]}


def test_a_name_like_a_mark_is_not_pruned_with_the_mark() -> None:
    one = marked("n1项目预算3万元，支出2%。\n")
    said = said_of(one, answer(projects=[project("n1", budget=["n1"], executed=["n2"])]))
    left = prune(said, (Fault("projects", 0, "", "n1"),))
    assert left.projects[0] == ToldProject(key="p0", name="n1", executed=("n2",))


def test_a_chunk_without_numbers_or_years_admits_none() -> None:
    one = marked("单位整体绩效目标基本完成。\n")
    assert one.numerals == {}
    said = said_of(one, answer(year="none", quantities=[quantity(None, "budget", "none", year="none")]))
    left, _ = settled(said, one)
    assert [use.numeral for use in uses(left)] == []
    assert [found.period for found in left.quantities] == [None]
