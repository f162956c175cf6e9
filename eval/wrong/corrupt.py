"""Seeded corruptions of one answer, each at a place drawn uniformly from all places where its kind can strike."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

from eval.oracle import Json
from extractor.readers.llm.uses import PROJECT_FIELDS
from schemas.record import Measure

ROW_FIELDS = ("target", "actual", "weight", "score")
Place = tuple[str, int, str, int]
"""Section, entry, field, position in the field (0 where it holds one pointer)."""
Corrupt = Callable[[Json, str, random.Random], tuple[Json, str] | None]
"""An answer, the chunk it is about, a source of chance → the wrong answer and what was done; null where nothing can be struck."""


def places(answer: Json) -> Iterator[Place]:
    """Every pointer at a numeral that claims it."""
    for index, project in enumerate(answer["projects"]):
        for name in PROJECT_FIELDS:
            yield from (("projects", index, name, at) for at in range(len(project.get(name, ()))))
        for own, quantity in enumerate(project.get("more", ())):
            yield from (("projects", index, f"more/{own}", at) for at in range(len(quantity["n"])))
    for index, quantity in enumerate(answer["quantities"]):
        yield from (("quantities", index, "n", at) for at in range(len(quantity["n"])))
    for index, row in enumerate(answer["indicators"]):
        yield from (("indicators", index, name, 0) for name in ROW_FIELDS if (row[name] or "s").startswith("n"))


def get(answer: Json, place: Place) -> str:
    """The id at a place."""
    section, index, name, at = place
    value = field(answer[section][index], name)
    return str(value[at] if isinstance(value, list) else value)


def field(entry: Json, name: str) -> Any:
    """A field of an entry; ``more/2`` is the third of the figures inside a project."""
    return entry["more"][int(name[5:])]["n"] if name.startswith("more/") else entry[name]


def put(answer: Json, place: Place, numeral: str) -> None:
    """Point a place at another numeral."""
    section, index, name, at = place
    held = field(answer[section][index], name)
    if isinstance(held, list):
        held[at] = numeral
    else:
        answer[section][index][name] = numeral


def _long(project: Json) -> Json:
    """The long form of a project, so that it can hold every figure."""
    project |= {"notes": [], "more": [], "qualifier": None, "initial_budget": []} | project
    return project


def swapped(answer: Json, chunk: str, chance: random.Random) -> tuple[Json, str] | None:
    """Two pointers change places."""
    found = list(places(answer))
    if len({get(answer, place) for place in found}) < 2:
        return None
    wrong = copy.deepcopy(answer)
    one, other = chance.sample(found, 2)
    while get(answer, one) == get(answer, other):
        one, other = chance.sample(found, 2)
    put(wrong, one, get(answer, other))
    put(wrong, other, get(answer, one))
    return wrong, f"{get(answer, one)} ↔ {get(answer, other)} ({one[0]}.{one[2]}, {other[0]}.{other[2]})"


def missing_row(answer: Json, chunk: str, chance: random.Random) -> tuple[Json, str] | None:
    """One entry is left out."""
    entries: list[tuple[str, int, int | None]] = [
        (section, at, None) for section in ("projects", "quantities", "indicators") for at in range(len(answer[section]))
    ]
    entries += [("projects", at, own) for at, one in enumerate(answer["projects"]) for own in range(len(one.get("more", ())))]
    if not entries:
        return None
    wrong: Json = copy.deepcopy(answer)
    section, at, own = chance.choice(entries)
    gone = wrong[section].pop(at) if own is None else wrong[section][at]["more"].pop(own)
    return wrong, f"{section}: {gone.get('name') or gone.get('label') or gone.get('path')}"


def wrong_measure(answer: Json, chunk: str, chance: random.Random) -> tuple[Json, str] | None:
    """One pointer gets another measure."""
    found = list(places(answer))
    if not found:
        return None
    wrong = copy.deepcopy(answer)
    place = chance.choice(found)
    section, index, name, at = place
    entry, numeral = wrong[section][index], get(answer, place)
    if name.startswith("more/"):
        section, entry = "quantities", entry["more"][int(name[5:])]
    was = entry.get("is") or name
    if section == "projects":
        entry[name].pop(at)
        other: str = chance.choice([one for one in PROJECT_FIELDS if one != name])
        _long(entry)[other].append(numeral)
    elif section == "quantities":
        other = chance.choice([one for one in get_args(Measure) if one != entry["is"]])
        entry["is"] = other
    else:
        other = chance.choice([one for one in ROW_FIELDS if one != name])
        entry[other], entry[name] = numeral, entry[other]
    return wrong, f"{numeral}: {was} → {other}"


def invented(answer: Json, chunk: str, chance: random.Random) -> tuple[Json, str] | None:
    """A project that the report does not have: half of them under printed words, half under words printed nowhere."""
    pointers = sorted(set(re.findall(r"\{(n\d+)\}", chunk)))
    phrases: list[str] = [one for one in re.findall(r"[\u4e00-\u9fff]{4,10}", chunk) if "项目" not in one]
    if not pointers or not phrases:
        return None
    printed = chance.random() < 0.5
    name = chance.choice(phrases)
    if not printed:
        name = "".join(chance.sample(name, len(name))) + "专项"
    taken = chance.sample(pointers, min(len(pointers), chance.randint(1, 3)))
    fields = chance.sample(PROJECT_FIELDS, len(taken))
    wrong = copy.deepcopy(answer)
    made = _long({"name": name, **{one: [] for one in PROJECT_FIELDS}})
    for field, numeral in zip(fields, taken, strict=True):
        made[field] = [numeral]
    wrong["projects"].insert(chance.randint(0, len(wrong["projects"])), made)
    return wrong, f"{name} ({'printed' if printed else 'not printed'}) with {', '.join(taken)}"


def merged(answer: Json, chunk: str, chance: random.Random) -> tuple[Json, str] | None:
    """Two projects become one."""
    if len(answer["projects"]) < 2:
        return None
    wrong = copy.deepcopy(answer)
    first, second = sorted(chance.sample(range(len(wrong["projects"])), 2))
    gone = wrong["projects"].pop(second)
    kept = _long(wrong["projects"][first])
    for name in PROJECT_FIELDS:
        kept[name] += [one for one in gone.get(name, ()) if one not in kept[name]]
    for other in ("notes", "more"):
        kept[other] += gone.get(other, [])
    return wrong, f"{gone['name']} into {kept['name']}"


KINDS: dict[str, Corrupt] = {
    "swapped pointers": swapped, "missing row": missing_row, "wrong measure": wrong_measure, "invented project": invented,
    "merged projects": merged,
}  # fmt: skip
