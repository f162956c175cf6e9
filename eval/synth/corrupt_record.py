"""Faults in the reading: a right record made wrong on purpose, with the leaves that a right scorer must name.

A leaf is one value: a figure (``/projects/0/budget/0``, ``/indicators/3/target/figures/0``), a word field that is not null
(``/projects/0/name``, ``/indicators/3/target/text``), the key of a quantity (``/quantities/4``: label, subject, period, band and
measure together) or a claim (``/claims/1``). ``Corrupted.leaves`` lists every leaf that is not right, as (gold pointer or null,
predicted pointer or null, class); all others are right, or empty where both sides have nothing.

- ``wrong``: both sides have a value at this place, and they differ
- ``unit``: they differ by their unit alone, or by the factor between 元 and 万元
- ``missed``: only the gold has a value here; ``invented``: only the prediction has
- ``misplaced``: the predicted value is wrong here (or the gold has nothing here: gold pointer null) and is the value of another
  gold leaf that goes without it; that other leaf has an entry of its own
- full-width digits and another order are ways of writing: nothing is wrong

Of equal figures in one list the first are paired; of two equal entries either may be called the invented one. Breakdowns are left
out: score against ``gold``, which has none either.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, Literal

from eval.synth.numbers import full_width, trimmed
from schemas.figure import Figure
from schemas.record import Project, Record

Kind = Literal["drop", "invent", "duplicate", "merge", "swap", "digit", "ten", "ten_thousand", "null", "zero", "full_width", "reorder"]
KINDS: tuple[Kind, ...] = (
    "drop", "invent", "duplicate", "merge", "swap", "digit", "ten", "ten_thousand", "null", "zero", "full_width", "reorder",
)  # fmt: skip
Class = Literal["wrong", "unit", "misplaced", "missed", "invented"]
Leaf = tuple[str | None, str | None, Class]
Json = dict[str, Any]
SECTIONS = ("projects", "quantities", "indicators", "claims")
ROLES = ("initial_budget", "budget", "executed", "rate", "score")
_LISTS = {"projects": ROLES, "quantities": ("mentions",), "indicators": ("weight", "score"), "claims": ()}
_WORDS = {
    "projects": ("name", "qualifier", "parent", "department", "grade", "status", "reason"), "quantities": (),
    "indicators": ("name", "path", "subject", "reason"), "claims": ("subject",),
}  # fmt: skip
_MONEY = {"元": "万元", "万元": "元"}
_INVENTED = "并不存在的专项经费"


@dataclass(frozen=True, slots=True)
class Corrupted:
    """The record to score, the gold to score it against, and what must come out."""

    kind: Kind
    gold: Record
    record: Record
    leaves: tuple[Leaf, ...]


def corrupt(record: Record, kind: Kind, seed: str) -> Corrupted | None:
    """One fault of this kind at a place drawn from the seed; null where the record has no such place."""
    gold = record.model_copy(update={"breakdowns": ()})
    made: Json = _loaded(gold)
    leaves = _KINDS[kind](made, Random(f"{seed}/{kind}"))
    return None if leaves is None else Corrupted(kind, gold, _stored(made), tuple(leaves))


def _loaded(record: Record) -> Json:
    made: Json = record.model_dump(mode="json")
    return made


def _stored(made: Json) -> Record:
    return Record.model_validate_json(json.dumps(made))


def leaves_of(section: str, entry: Json, at: str) -> Iterator[str]:
    """Pointers of all leaves of one entry that stands at ``at``."""
    if section in ("quantities", "claims"):
        yield at
    for name in _WORDS[section]:
        if entry.get(name):
            yield f"{at}/{name}"
    for name in _LISTS[section]:
        yield from (f"{at}/{name}/{index}" for index in range(len(entry[name])))
    for name in ("target", "actual"):
        value = entry.get(name)
        if value:
            yield f"{at}/{name}/text"
            yield from (f"{at}/{name}/figures/{index}" for index in range(len(value["figures"])))


def _referenced(made: Json) -> set[str]:
    """Entries that another one points at."""
    pointers = [one[key] for section in SECTIONS for one in made[section] for key in ("subject", "parent") if one.get(key)]
    return {"/".join(pointer.split("/")[:3]) for pointer in pointers}


def _free(made: Json) -> list[tuple[str, int]]:
    taken = _referenced(made)
    return [(section, index) for section in SECTIONS for index in range(len(made[section])) if f"/{section}/{index}" not in taken]


def _drop(made: Json, chance: Random) -> list[Leaf] | None:
    places = _free(made)
    if not places:
        return None
    section, index = chance.choice(places)
    entry = made[section].pop(index)
    _shift(made, section, index)
    return [(pointer, None, "missed") for pointer in leaves_of(section, entry, f"/{section}/{index}")]


def _shift(made: Json, section: str, gone: int) -> None:
    """Pointers behind the entry that went move up by one."""
    _repoint(made, section, lambda index: index - (index > gone))


def _repoint(made: Json, section: str, new: Callable[[int], int]) -> None:
    for entry in (one for name in SECTIONS for one in made[name]):
        for key in ("subject", "parent"):
            value = entry.get(key)
            if value and value.startswith(f"/{section}/"):
                _, _, index, *rest = value.split("/")
                entry[key] = "/".join(["", section, str(new(int(index))), *rest])


def _invent(made: Json, chance: Random) -> list[Leaf] | None:
    budget = Figure(printed=f"{chance.randint(1000, 9999)}.{chance.randint(11, 99)}", unit=made["money_unit"] or "万元")
    made["projects"].append(_loaded_project(Project(name=_INVENTED, budget=(budget,), executed=(budget,))))
    at = f"/projects/{len(made['projects']) - 1}"
    return [(None, pointer, "invented") for pointer in leaves_of("projects", made["projects"][-1], at)]


def _loaded_project(project: Project) -> Json:
    made: Json = project.model_dump(mode="json")
    return made


def _duplicate(made: Json, chance: Random) -> list[Leaf] | None:
    places = [(section, index) for section, index in _free(made) if section != "claims"]
    if not places:
        return None
    section, index = chance.choice(places)
    made[section].append(dict(made[section][index]))
    at = f"/{section}/{len(made[section]) - 1}"
    return [(None, pointer, "invented") for pointer in leaves_of(section, made[section][-1], at)]


def _merge(made: Json, chance: Random) -> list[Leaf] | None:
    """The figures of one project are put under another."""
    taken = [index for section, index in _free(made) if section == "projects"]
    if not taken or len(made["projects"]) < 2:
        return None
    gone = chance.choice(taken)
    kept = chance.choice([index for index in range(len(made["projects"])) if index != gone])
    entry, host = made["projects"][gone], made["projects"][kept]
    leaves: list[Leaf] = [(pointer, None, "missed") for pointer in leaves_of("projects", entry, f"/projects/{gone}")]
    at = kept - (kept > gone)
    for role in ROLES:
        first = len(host[role])
        host[role] = [*host[role], *entry[role]]
        leaves += [(None, f"/projects/{at}/{role}/{index}", "misplaced") for index in range(first, len(host[role]))]
    made["projects"].pop(gone)
    _shift(made, "projects", gone)
    return leaves


def _swap(made: Json, chance: Random) -> list[Leaf] | None:
    """Budget and spending change places."""
    places = [
        index
        for index, one in enumerate(made["projects"])
        if len(one["budget"]) == len(one["executed"]) == 1 and not _same(one["budget"][0], one["executed"][0])
    ]
    if not places:
        return None
    index = chance.choice(places)
    entry = made["projects"][index]
    entry["budget"], entry["executed"] = entry["executed"], entry["budget"]
    return [(pointer, pointer, "misplaced") for pointer in (f"/projects/{index}/{role}/0" for role in ("budget", "executed"))]


def _same(one: Json, other: Json) -> bool:
    """Whether a scorer might take one for the other, or for its like in another unit."""
    values = [Decimal(figure["printed"].replace(",", "")) for figure in (one, other)]
    return values[0] == values[1] or one["unit"] != other["unit"] or one.get("op") != other.get("op")


def _figures(made: Json) -> Iterator[tuple[str, list[Json], int]]:
    """Every figure: its pointer, its list, its index."""
    for section in SECTIONS:
        for at, entry in enumerate(made[section]):
            for name in _LISTS[section]:
                yield from ((f"/{section}/{at}/{name}/{index}", entry[name], index) for index in range(len(entry[name])))


def _edited(made: Json, chance: Random, edit: Callable[[Json, Random], Json | None], found: Class) -> list[Leaf] | None:
    """One figure that stands alone in its list is written otherwise."""
    places = [place for place in _figures(made) if len(place[1]) == 1]
    for pointer, figures, index in chance.sample(places, len(places)):
        new = edit(figures[index], chance)
        if new is not None:
            figures[index] = new
            return [(pointer, pointer, found)]
    return None


def _digit(made: Json, chance: Random) -> list[Leaf] | None:
    def edit(figure: Json, chance: Random) -> Json | None:
        printed = figure["printed"]
        at = chance.choice([index for index, sign in enumerate(printed) if sign.isdigit()])
        new = printed[:at] + str((int(printed[at]) + chance.randint(1, 8)) % 10) + printed[at + 1 :]
        return {**figure, "printed": new} if Decimal(new.replace(",", "")) else None

    return _edited(made, chance, edit, "wrong")


def _ten(made: Json, chance: Random) -> list[Leaf] | None:
    return _edited(made, chance, lambda figure, _: _times(figure, Decimal(10)), "wrong")


def _ten_thousand(made: Json, chance: Random) -> list[Leaf] | None:
    def edit(figure: Json, chance: Random) -> Json | None:
        other = _MONEY.get(figure["unit"])
        if other is None or not Decimal(figure["printed"].replace(",", "")):
            return None
        return {**figure, "unit": other} if chance.random() < 0.5 else _times(figure, Decimal(10) ** 4)

    return _edited(made, chance, edit, "unit")


def _times(figure: Json, factor: Decimal) -> Json | None:
    value = Decimal(figure["printed"].replace(",", ""))
    return {**figure, "printed": trimmed(value * factor)} if value else None


def _null(made: Json, chance: Random) -> list[Leaf] | None:
    """A printed 0 is read as nothing; where none is printed, another figure."""
    places = list(_figures(made))
    if not places:
        return None
    noughts = [place for place in places if not Decimal(place[1][place[2]]["printed"].replace(",", ""))]
    pointer, figures, index = chance.choice(noughts or places)
    last = max(at for at, one in enumerate(figures) if _without_separators(one) == _without_separators(figures[index]))
    figures.pop(last)
    return [(f"{pointer.rpartition('/')[0]}/{last}", None, "missed")]


def _without_separators(figure: Json) -> Json:
    return {**figure, "printed": figure["printed"].replace(",", "")}


def _zero(made: Json, chance: Random) -> list[Leaf] | None:
    """Where nothing is printed, a 0 is read."""
    places = [(index, role) for index, one in enumerate(made["projects"]) for role in ROLES if not one[role]]
    if not places:
        return None
    index, role = chance.choice(places)
    unit = {"rate": "%", "score": "分"}.get(role, made["money_unit"] or "万元")
    made["projects"][index][role] = [Figure(printed="0", unit=unit).model_dump(mode="json")]
    return [(None, f"/projects/{index}/{role}/0", "invented")]


def _full_width(made: Json, chance: Random) -> list[Leaf] | None:
    for _, figures, index in _figures(made):
        whole, point, rest = figures[index]["printed"].partition(".")
        sign = whole[:1] if whole.startswith("-") else ""
        figures[index]["printed"] = sign + full_width(whole.removeprefix("-").replace(",", "")) + point + full_width(rest)
    return []


def _reorder(made: Json, chance: Random) -> list[Leaf] | None:
    for section in SECTIONS:
        order = chance.sample(range(len(made[section])), len(made[section]))
        made[section] = [made[section][old] for old in order]
        places: Sequence[int] = [order.index(old) for old in range(len(order))]
        _repoint(made, section, places.__getitem__)
    return []


_KINDS: dict[Kind, Callable[[Json, Random], list[Leaf] | None]] = {
    "drop": _drop, "invent": _invent, "duplicate": _duplicate, "merge": _merge, "swap": _swap, "digit": _digit, "ten": _ten,
    "ten_thousand": _ten_thousand, "null": _null, "zero": _zero, "full_width": _full_width, "reorder": _reorder,
}  # fmt: skip
