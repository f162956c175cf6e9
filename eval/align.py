"""The alignment of a predicted record with the gold: projects, quantities, indicators and claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eval.pairing import Pairs, Score, common
from eval.words import ALIKE, fold, similarity
from extractor.numerals import kind_of
from schemas.figure import Figure
from schemas.record import Band, Claim, Indicator, Project, Quantity, Record

NAME_ALIKE = 0.75
ROLES = ("initial_budget", "budget", "executed", "rate", "score")
SECTIONS = ("projects", "quantities", "indicators", "claims")


@dataclass
class Alignment:
    """Gold and predicted record with the pairs found between them."""

    gold: Record
    predicted: Record
    pairs: dict[str, Pairs] = field(default_factory=lambda: {section: Pairs() for section in SECTIONS})

    def in_gold(self, pointer: str | None) -> str | None:
        """A pointer into the predicted record as one into the gold; marked with ``?`` where its item has no partner."""
        if pointer is None:
            return None
        _, section, index, *rest = [*pointer.split("/"), ""]
        pairs = self.pairs.get(section)
        partner = pairs.gold_of(int(index)) if pairs and index.isdigit() else None
        if partner is None:
            return f"?{pointer}"
        return "/".join(["", section, str(partner), *rest[:-1]])


def align(gold: Record, predicted: Record) -> Alignment:
    """Projects first, since quantities, indicators and claims may belong to them."""
    made = Alignment(gold, predicted)
    projects = made.pairs["projects"]
    projects.add(gold.projects, predicted.projects, _by_name, sure=True)
    projects.add(gold.projects, predicted.projects, _by_amounts, sure=False)
    quantities = made.pairs["quantities"]
    for _ in range(3):  # a quantity may be the subject of another, whose partner must be known first
        quantities.add(gold.quantities, predicted.quantities, lambda g, p: _by_key(made, g, p), sure=True)
    quantities.add(gold.quantities, predicted.quantities, lambda g, p: _nearly(made, g, p), sure=False)
    for _ in range(2):
        quantities.add(gold.quantities, predicted.quantities, lambda g, p: _by_key(made, g, p), sure=True)
    indicators = made.pairs["indicators"]
    indicators.add(gold.indicators, predicted.indicators, lambda g, p: _same_row(made, g, p), sure=True)
    indicators.add(gold.indicators, predicted.indicators, lambda g, p: _like_row(made, g, p), sure=False)
    claims = made.pairs["claims"]
    claims.add(gold.claims, predicted.claims, lambda g, p: _claim(made, g, p, kinds=True), sure=True)
    claims.add(gold.claims, predicted.claims, lambda g, p: _claim(made, g, p, kinds=False), sure=False)
    return made


# --- projects


def names(project: Project) -> tuple[str, ...]:
    """The name and the aliases."""
    return project.name, *project.aliases


def _figures(project: Project) -> list[Figure]:
    return [figure for role in ROLES for figure in getattr(project, role)]


def _in_roles(gold: Project, predicted: Project) -> int:
    return sum(common(getattr(gold, role), getattr(predicted, role)) for role in ROLES)


def _named(gold: Project, predicted: Project) -> float:
    return max(similarity(one, other) for one in names(gold) for other in names(predicted))


def _by_name(gold: Project, predicted: Project) -> Score | None:
    alike = _named(gold, predicted)
    if alike < NAME_ALIKE:
        return None
    same_qualifier = fold(gold.qualifier or "") == fold(predicted.qualifier or "")
    return alike, same_qualifier, similarity(gold.name, predicted.name), _in_roles(gold, predicted)


def _by_amounts(gold: Project, predicted: Project) -> Score | None:
    shared, alike = _in_roles(gold, predicted), _named(gold, predicted)
    enough = 2 * shared >= len(_figures(gold)) and any(figure.value for figure in _figures(gold))
    return (shared, alike) if shared and enough and (shared > 1 or alike >= 0.3) else None


# --- quantities


def family(figure: Figure) -> str:
    """What a unit measures: money, percent, score, or the counted unit itself."""
    kind = kind_of(figure.unit)
    return fold(figure.unit or "") if kind in ("count", "plain") else kind


_MEASURE_ALONE = re.compile(
    r"(?:结余|节余|结转|剩余|余额|追加|核增|核减|审减|调增|调减|增加|减少|节约|占比|占)(?:结转|结余|资金|金额|数|额)?"
)


def labels(quantity: Quantity) -> tuple[str, ...]:
    """The label and the aliases, folded; the unit itself is the empty word, and so is a label that is nothing but the measure's
    word (结余 of a project), which the contract leaves out of labels."""
    own = fold(quantity.label or "")
    return "" if quantity.subject is not None and _MEASURE_ALONE.fullmatch(own) else own, *map(fold, quantity.aliases)


def band_key(band: Band | None) -> tuple[str, ...]:
    """A band in comparable parts."""
    return (fold(band.of), band.low or "", band.high or "") if band else ()


def _key(made: Alignment, gold: Quantity, predicted: Quantity) -> tuple[bool, ...]:
    return (
        labels(predicted)[0] in labels(gold) or labels(gold)[0] in labels(predicted),
        gold.measure == predicted.measure,
        period(made.gold, gold) == period(made.predicted, predicted),
        gold.subject == made.in_gold(predicted.subject),
        band_key(gold.band) == band_key(predicted.band),
    )


def period(record: Record, quantity: Quantity) -> str | None:
    """The year of a quantity; the report's where it names none."""
    return quantity.period or (str(record.year) if record.year else None)


def _by_key(made: Alignment, gold: Quantity, predicted: Quantity) -> Score | None:
    families = [{family(figure) for figure in one.mentions} for one in (gold, predicted)]
    if not all(_key(made, gold, predicted)) or (all(families) and not families[0] & families[1]):
        return None
    return labels(gold)[0] == labels(predicted)[0], common(gold.mentions, predicted.mentions)


def _nearly(made: Alignment, gold: Quantity, predicted: Quantity) -> Score | None:
    shared, equal = common(gold.mentions, predicted.mentions), sum(_key(made, gold, predicted))
    if not shared or 2 * shared < len(gold.mentions) or equal < 3 or not any(one.value for one in gold.mentions):
        return None
    return equal, shared, similarity(gold.label or "", predicted.label or "")


# --- indicators


def path_key(indicator: Indicator) -> tuple[str, ...]:
    """The group labels, folded."""
    return tuple(map(fold, indicator.path))


def _row_figures(indicator: Indicator) -> list[Figure]:
    values = [value for value in (indicator.target, indicator.actual) if value]
    return [*(figure for value in values for figure in value.figures), *indicator.weight, *indicator.score]


def _row_name(gold: Indicator, predicted: Indicator) -> float:
    if gold.name and predicted.name:
        return similarity(gold.name, predicted.name)
    both_unnamed = gold.name is None and predicted.name is None
    return float(both_unnamed and path_key(gold)[-1:] == path_key(predicted)[-1:])


def _same_row(made: Alignment, gold: Indicator, predicted: Indicator) -> Score | None:
    alike = _row_name(gold, predicted)
    if alike < ALIKE or gold.subject != made.in_gold(predicted.subject):
        return None
    return alike, path_key(gold) == path_key(predicted), common(_row_figures(gold), _row_figures(predicted))


def _like_row(made: Alignment, gold: Indicator, predicted: Indicator) -> Score | None:
    alike, shared = _row_name(gold, predicted), common(_row_figures(gold), _row_figures(predicted))
    return (alike, shared) if alike >= ALIKE and shared else None


# --- claims


def _claim(made: Alignment, gold: Claim, predicted: Claim, *, kinds: bool) -> Score | None:
    alike = similarity(gold.text, predicted.text)
    if alike < ALIKE or (kinds and gold.kind != predicted.kind):
        return None
    return gold.subject == made.in_gold(predicted.subject), alike
