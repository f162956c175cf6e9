"""Cases and what our scorer says of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.scorer.damage import KINDS
from eval.bench.scorer.layout import SECTIONS, Json, Key, figure_text, loaded, plain, shuffled
from eval.bench.scorer.places import Damage, Gold, Keys
from eval.compare import Comparison, compare
from eval.gold_files import Labelled, gold_paths, load_gold, load_loose, source_of
from eval.judging import Judged
from eval.names import name_of
from eval.pointers import at
from eval.seeds import GOLD
from extractor.pipeline import extract
from schemas.figure import Figure
from schemas.record import Claim, Quantity, Record

MADE = GOLD.parent / "made"
TRIES = 1000
POINTING = frozenset({"key", "relation", "parent", "subject", "path"})


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged record beside its gold."""

    kind: str
    gold: Gold
    damage: Damage


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a case: leaves that got the wrong class (expected, or said and not expected), F1 by construction and as said."""

    case: Case
    amiss: tuple[Key, ...]
    truth: float
    said: float
    stable: bool


def golds(shared: Path, made: Path = MADE, seeds: Path = GOLD) -> Iterator[Gold]:
    """Every labelled report that is there."""
    for path in gold_paths(made):
        source = source_of(path)
        yield gold_of(load_loose(path) if source.suffix in (".txt", ".md") else load_loose(path, extract(source)[1].text))
    for path in gold_paths(seeds) if (shared / "seeds").is_dir() else ():
        yield gold_of(load_gold(path, shared / "seeds"))


def gold_of(labelled: Labelled) -> Gold:
    """A gold with the items that nothing tells apart."""
    return Gold(labelled.name, plain(labelled.record), twins_of(labelled.record))


def twins_of(record: Record) -> dict[str, list[list[int]]]:
    """Groups of items that nothing but their figures (amounts and units) tells apart."""
    found = {}
    for section in SECTIONS[:-1]:
        groups: dict[object, list[int]] = {}
        for index, one in enumerate(getattr(record, section)):
            plain = one.model_copy(update={"mentions": ()}) if isinstance(one, Quantity) else one
            groups.setdefault(name_of(record, plain), []).append(index)
        found[section] = [group for group in groups.values() if len(group) > 1]
    return found


def cases(golds: Sequence[Gold], count: int, chance: random.Random) -> Iterator[Case]:
    """As many cases of each kind, the report drawn anew for each."""
    kinds = list(KINDS)
    for turn in range(count):
        kind = kinds[turn % len(kinds)]
        yield _case(kind, golds, chance)


def _case(kind: str, golds: Sequence[Gold], chance: random.Random) -> Case:
    """A report that this kind can strike. Errors: ``ValueError`` where there is none."""
    for _ in range(TRIES):
        gold = chance.choice(golds)
        damage = KINDS[kind](gold, chance)
        if damage is not None:
            return Case(kind, gold, damage)
    raise ValueError(f"{kind}: none of the {len(golds)} reports can be struck so")


def tried(case: Case, chance: random.Random) -> Trial:
    """Scores a case as it stands, and with both sides in another order: the classes must be the same."""
    gold, predicted = loaded(case.gold.record), loaded(case.damage.record)
    comparison = compare(gold, predicted)
    said, wanted = keys_of(comparison), +case.damage.leaves
    turned = compare(
        loaded(shuffled(case.gold.record, case.gold.twins, chance)), loaded(shuffled(case.damage.record, twins_of(predicted), chance))
    )
    amiss = tuple(sorted(((wanted - said) + (said - wanted)).elements(), key=repr))
    return Trial(case, amiss, f1_of(wanted), comparison.total().f1 or 0.0, keys_of(turned) == said)


def keys_of(comparison: Comparison) -> Keys:
    """The leaves of a comparison, as the damage tells them."""
    return Counter(_key(leaf, comparison) for leaf in comparison.leaves)


def _key(leaf: Judged, comparison: Comparison) -> Key:
    if leaf.outcome == "empty":
        return leaf.section, leaf.field, None, "empty"
    if leaf.field in POINTING:
        return leaf.section, leaf.field, "*", leaf.outcome
    side, value = (comparison.alignment.gold, leaf.gold) if leaf.gold else (comparison.alignment.predicted, leaf.predicted)
    return leaf.section, leaf.field, _words(at(side, value.pointer if value else "")), leaf.outcome


def _words(value: object) -> str:
    if isinstance(value, Figure):
        return figure_text(plain_figure(value))
    return value.text if isinstance(value, Claim) else str(value)


def plain_figure(figure: Figure) -> Json:
    """A figure as JSON values."""
    made: Json = figure.model_dump(mode="json")
    return made


def f1_of(keys: Keys) -> float:
    """F1 from the classes; a misplaced value that the gold has nothing for is told by its missing gold leaf."""
    count: Counter[str] = Counter()
    for (*_, outcome), number in keys.items():
        count[outcome] += number
    strays = _strays(keys)
    both = 2 * (count["right"] + count["wrong"] + count["unit"] + count["misplaced"]) - strays + count["missed"] + count["invented"]
    return 2 * count["right"] / both if both else 0.0


def _strays(keys: Keys) -> int:
    """Of the misplaced, those whose value is missed somewhere: only merged projects have them."""
    missed = Counter({(field, value): number for (_, field, value, outcome), number in keys.items() if outcome == "missed"})
    placed = Counter({(field, value): number for (_, field, value, outcome), number in keys.items() if outcome == "misplaced"})
    return (missed & placed).total()
