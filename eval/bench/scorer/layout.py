"""Leaves of a record and pointers inside it, told again without the scorer: what is right is built here, not asked of what is tested."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from schemas.record import Record

SECTIONS = ("projects", "quantities", "indicators", "claims", "breakdowns")
ROLES = ("initial_budget", "budget", "executed", "rate", "score")
Json = dict[str, Any]
HEAD = ("title", "organisation", "year", "money_unit")
Key = tuple[str, str, str | None, str]
"""Section, field, value (null for an empty field; ``*`` where a value is made of pointers), class."""

Order = Mapping[str, Sequence[int]]
"""For each section the old indexes in their new order; those left out are gone."""


def plain(record: Record) -> Json:
    """A record as JSON values."""
    made: Json = record.model_dump(mode="json")
    return made


def loaded(plain: Json) -> Record:
    """The record of JSON values."""
    return Record.model_validate_json(json.dumps(plain))


def figure_text(one: Json) -> str:
    """A figure's parts in one string; 222,600 and 222600 are one number."""
    return "|".join([one["printed"].replace(",", ""), *(str(one.get(key) or "") for key in ("unit", "op", "as_of"))])


def leaves_of(record: Json, section: str, index: int) -> list[tuple[str, str | None]]:
    """(field, value) of every leaf of an item, empty fields with null."""
    one = record[section][index]
    if section == "claims":
        return [("claim", one["text"]), ("subject", _ref(one["subject"]))]
    if section == "quantities":
        return [("key", "*"), *_figures("mentions", one["mentions"])]
    if section == "breakdowns":
        return [("relation", "*")]
    if section == "projects":
        words = [(name, one[name]) for name in ("name", "qualifier", "department", "grade", "status", "reason")]
        return [*words, ("parent", _ref(one["parent"])), *(leaf for role in ROLES for leaf in _figures(role, one[role]))]
    values = [(name, (one[name] or {}).get("text"), (one[name] or {}).get("figures", ())) for name in ("target", "actual")]
    return [
        ("name", one["name"]), ("path", "*" if one["path"] else None), ("subject", _ref(one["subject"])), ("reason", one["reason"]),
        *((name, text) for name, text, _ in values),
        *(leaf for name, _, figures in values for leaf in _figures(f"{name} figures", figures)),
        *_figures("weight", one["weight"]), *_figures("score", one["score"]),
    ]  # fmt: skip


def _figures(name: str, figures: Sequence[Json]) -> list[tuple[str, str | None]]:
    return [(name, figure_text(one)) for one in figures] or [(name, None)]


def _ref(pointer: str | None) -> str | None:
    return None if pointer is None else "*"


def references(item: Json) -> Iterator[str]:
    """The pointers that an item holds."""
    yield from (item[key] for key in ("parent", "subject", "whole") if item.get(key))
    for part in item.get("parts", ()):
        yield from (part,) if isinstance(part, str) else part


def owner(pointer: str) -> tuple[str, int]:
    """The item that a pointer leads into."""
    _, section, index, *_ = pointer.split("/")
    return section, int(index)


def with_referrers(record: Json, gone: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """These items and all that speak of them, directly or not."""
    found = set(gone)
    while True:
        more = {
            (section, index)
            for section in SECTIONS
            for index, one in enumerate(record[section])
            if (section, index) not in found and any(owner(pointer) in found for pointer in references(one))
        }
        if not more:
            return found
        found |= more


def without(record: Json, gone: set[tuple[str, int]]) -> Json:
    """The record less these items, pointers moved up."""
    return ordered(record, {section: [i for i in range(len(record[section])) if (section, i) not in gone] for section in SECTIONS})


def ordered(record: Json, order: Order) -> Json:
    """The record with its items in another order, pointers following them."""
    new = {(section, old): place for section in SECTIONS for place, old in enumerate(order[section])}

    def moved(pointer: str) -> str:
        _, section, index, *rest = pointer.split("/")
        return "/".join(["", section, str(new[section, int(index)]), *rest])

    made = dict(record)
    for section in SECTIONS:
        made[section] = [_moved(record[section][old], moved) for old in order[section]]
    return made


def _moved(item: Json, moved: Callable[[str], str]) -> Json:
    made = dict(item)
    for key in ("parent", "subject", "whole"):
        if made.get(key):
            made[key] = moved(made[key])
    if "parts" in made:
        made["parts"] = [moved(part) if isinstance(part, str) else [moved(one) for one in part] for part in made["parts"]]
    return made


def shuffled(record: Json, twins: Mapping[str, Sequence[Sequence[int]]], chance: random.Random) -> Json:
    """All items in random order and the figures of every list, too; items that nothing tells apart keep their order."""
    order = {}
    for section in SECTIONS:
        places = chance.sample(range(len(record[section])), len(record[section]))
        for group in twins.get(section, ()):
            spots = sorted(places.index(one) for one in group)
            for spot, one in zip(spots, sorted(group), strict=True):
                places[spot] = one
        order[section] = places
    made = ordered(record, order)
    for project in made["projects"]:
        for role in ROLES:
            project[role] = chance.sample(project[role], len(project[role]))
    for quantity in made["quantities"]:
        quantity["mentions"] = chance.sample(quantity["mentions"], len(quantity["mentions"]))
    return made
