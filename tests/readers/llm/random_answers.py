"""Answers that no report asked for: right in form, wrong in everything else, sometimes with ids that do not exist."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from extractor.readers.llm.marking import Marked
from schemas.answer import (
    PlaceNote,
    Said,
    ToldBand,
    ToldClaim,
    ToldIndicator,
    ToldNote,
    ToldProject,
    ToldQuantity,
    ToldRelation,
    ToldShared,
    WordNote,
)
from schemas.record import BreakdownKind, ClaimKind, Measure

INVENTED = ("不存在的工程", "第九批补助", "12345", "", " ", "n1", "预算执行率", "总分", "\0", "项目")


def words(one: Marked) -> st.SearchStrategy[str]:
    """Names and labels: cut from the report, or invented."""
    text = one.document.text
    cut = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(lambda at: text[at[0] : at[0] + at[1]])
    cells = [text[slice(*span)] for span in one.regions if 0 < span[1] - span[0] <= 20] or ["工程"]
    return st.one_of(st.sampled_from(cells), cut, st.sampled_from(INVENTED))


def wire(one: Marked) -> st.SearchStrategy[dict[str, Any]]:
    """Answers that the schema of the chunk admits."""
    numeral, sentence = st.sampled_from([*one.numerals] or ["none"]), st.sampled_from([*one.sentences] or ["none"])
    year = st.sampled_from([*one.years] or ["none"]) | st.none()
    some, maybe, word = st.lists(numeral, max_size=4), numeral | st.none(), words(one)
    one_of_both = numeral | sentence | st.none()
    measure = st.sampled_from(get_args(Measure))
    figure = {"label": word | st.none(), "is": measure, "n": some}
    quantity = st.one_of(*(st.fixed_dictionaries(figure | more) for more in (
        {}, {"of": word | st.none()}, {"year": year}, {"of": word | st.none(), "year": year},
    )))  # fmt: skip
    notes = st.lists(
        st.fixed_dictionaries({"kind": st.sampled_from(get_args(WordNote)), "words": word})
        | st.fixed_dictionaries({"kind": st.sampled_from(get_args(PlaceNote)), "at": sentence}),
        max_size=3,
    )
    more = st.lists(st.fixed_dictionaries(figure) | st.fixed_dictionaries(figure | {"year": year}), max_size=2)
    project = {"name": word, "budget": some, "executed": some, "rate": some, "score": some}
    noted = project | {"notes": notes, "more": more}
    full = noted | {"qualifier": word | st.none(), "initial_budget": some}
    row = {"path": st.lists(word, max_size=3) | st.none(), "name": word | st.none(), "target": one_of_both, "actual": one_of_both,
           "weight": maybe, "score": maybe}  # fmt: skip
    claim = {"kind": st.sampled_from(get_args(ClaimKind)), "at": st.lists(sentence, max_size=2)}
    return st.fixed_dictionaries(
        {
            "organisation": word | st.none(),
            "year": year,
            "projects": st.lists(st.one_of(*map(st.fixed_dictionaries, (project, noted, full))), max_size=4),
            "quantities": st.lists(quantity, max_size=4),
            "bands": st.lists(st.fixed_dictionaries({"n": numeral, "of": word, "low": maybe, "high": maybe}), max_size=2),
            "shared": st.lists(st.fixed_dictionaries({"n": numeral, "how": st.sampled_from(["each", "joint"])}), max_size=2),
            "relations": st.lists(
                st.fixed_dictionaries({"kind": st.sampled_from(get_args(BreakdownKind)), "whole": maybe, "parts": some}), max_size=3
            ),
            "indicators": st.lists(
                st.fixed_dictionaries(row) | st.fixed_dictionaries(row | {"project": word | st.none(), "reason": sentence | st.none()}),
                max_size=4,
            ),
            "claims": st.lists(st.fixed_dictionaries(claim) | st.fixed_dictionaries(claim | {"of": word | st.none()}), max_size=3),
        }
    )


def held(one: Marked) -> st.SearchStrategy[Said]:
    """Answers as the code reads them, whatever an endpoint let through: ids of this chunk and of none."""
    numeral = st.sampled_from([*one.numerals, "n0", "n999", "none", "s1"])
    sentence = st.sampled_from([*one.sentences, "s0", "s999", "none"])
    year = st.sampled_from([*one.years, "none", "1999"]) | st.none()
    key = st.sampled_from(["p0", "p1", "p7"])
    some = st.lists(numeral, max_size=4).map(tuple)
    maybe, word = numeral | st.none(), words(one)
    kinds = {"kind": st.sampled_from((*get_args(WordNote), *get_args(PlaceNote)))}

    def many(made: type[Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
        return st.lists(st.fixed_dictionaries(fields).map(lambda drawn: made(**drawn)), max_size=3).map(tuple)

    projects = many(
        ToldProject, key=st.just(""), name=word, qualifier=word | st.none(), initial_budget=some, budget=some, executed=some, rate=some, score=some,
    ).map(lambda found: tuple(project.model_copy(update={"key": f"p{at}"}) for at, project in enumerate(found)))  # fmt: skip
    return st.builds(
        Said,
        organisation=word | st.none(),
        year=year,
        projects=projects,
        notes=many(ToldNote, project=key, words=word | st.none(), at=sentence | st.none(), **kinds),
        quantities=many(
            ToldQuantity, label=word | st.none(), project=key | st.none(), of=word | st.none(), period=year,
            measure=st.sampled_from(get_args(Measure)), numerals=some,
        ),
        bands=many(ToldBand, numeral=numeral, of=word, low=maybe, high=maybe),
        shared=many(ToldShared, numeral=numeral, how=st.sampled_from(["each", "joint"])),
        relations=many(ToldRelation, kind=st.sampled_from(get_args(BreakdownKind)), whole=maybe, parts=some),
        indicators=many(
            ToldIndicator, project=word | st.none(), path=st.lists(word, max_size=2).map(tuple), name=word | st.none(),
            target=maybe, actual=maybe | sentence, weight=maybe, score=maybe, reason=sentence | st.none(),
        ),
        claims=many(ToldClaim, at=sentence, kind=st.sampled_from(get_args(ClaimKind)), of=word | st.none()),
    )  # fmt: skip
