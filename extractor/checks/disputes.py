"""G1, numerals that two readers read differently: a result each, and a group for those that differ for one cause.

One cause is the same confusion again: the same two owners, the same two roles, the same two periods, or that what one takes for
values of indicators are quantities of their own to the other; or one row of a table, or one column of it where the roles are the same.
Disputes that share any of these are one group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.checks.messages import Lang, Say, sayer
from extractor.checks.names import role_name
from extractor.document import Span
from extractor.readers.base import Dispute, Role
from schemas.extraction import Provenance
from schemas.record import Pointer
from schemas.result import CheckResult, Outcome

_ENDS = frozenset({"low", "high"})
"""Besides entries of a list, the values of a record that are numbers: the ends of a band."""
Key = tuple[object, ...]


def disputes_told(disputes: Sequence[Dispute], provenance: Mapping[Pointer, Provenance], lang: Lang = "zh") -> Iterator[CheckResult]:
    """A warning for each dispute, in the order given; those in words only are told and ask nothing."""
    say, places = sayer(lang), _places(provenance)
    told = [dispute for dispute in disputes if not _in_words_only(dispute)]
    groups = dict(zip(map(id, told), _grouped([_keys(dispute) for dispute in told]), strict=True))
    for dispute in disputes:
        numeral, group = dispute.numeral, groups.get(id(dispute))
        paths = tuple(places.get(numeral.span, ()))
        dated = len({role.period for role in (*dispute.rules, *dispute.model) if role.period}) > 1
        because = say(
            "differ", figure=f"{numeral.printed}{numeral.unit or ''}",
            rules=_said(dispute.rules, dated, say, lang), model=_said(dispute.model, dated, say, lang), kept=say(f"kept.{dispute.kept}"),
        )  # fmt: skip
        outcome: Outcome = "skipped" if group is None else "warn"
        printed = (numeral.printed,) * max(1, len(paths))
        yield CheckResult(check="G1", outcome=outcome, paths=paths, printed=printed, because=because, group=group)


def _places(provenance: Mapping[Pointer, Provenance]) -> Mapping[Span, Sequence[Pointer]]:
    places: dict[Span, list[Pointer]] = {}
    for pointer, place in provenance.items():
        if pointer.rpartition("/")[2] in _ENDS or pointer[-1].isdigit():
            places.setdefault(place.span, []).append(pointer)
    return places


def _in_words_only(dispute: Dispute) -> bool:
    """Whether the readers only call a quantity by other words: it is told among the results, and asks nothing of a reviewer."""
    said = [{(role.kind, role.what, role.of, role.period) for role in roles} for roles in (dispute.rules, dispute.model)]
    return said[0] == said[1] and all(role.kind == "quantity" and role.whose for role in (*dispute.rules, *dispute.model))


def _keys(dispute: Dispute) -> Iterator[Key]:
    """What a dispute has in common with another of the same cause."""
    rows, whats, owners, periods = (
        tuple(tuple(map(part, roles)) for roles in (dispute.rules, dispute.model)) for part in (_in_row, _what, _owner, _period)
    )
    if rows[0] != rows[1]:
        yield ("row or not", rows)
    else:
        if whats[0] != whats[1]:
            yield ("what", whats)
        elif owners[0] != owners[1]:
            yield ("whose", owners)
        if periods[0] != periods[1]:
            yield ("when", periods)
    if dispute.numeral.cell is not None:
        table, row, column = dispute.numeral.cell
        yield from (("row", table, row), ("column", table, column, whats))


def _in_row(role: Role) -> bool:
    return role.kind == "row"


def _what(role: Role) -> str:
    return role.what


def _owner(role: Role) -> Key:
    return (role.kind, role.whose, role.of)


def _period(role: Role) -> str | None:
    return role.period


def _grouped(keys: Sequence[Iterator[Key]]) -> list[str]:
    """A name of the group for each, in order: the number of its first member, from 1."""
    group: list[int] = []
    first: dict[Key, int] = {}
    for index, own in enumerate(map(tuple, keys)):
        met = {group[first[key]] for key in own if key in first}
        group.append(min(met, default=index))
        group = [group[index] if one in met else one for one in group]
        for key in own:
            first.setdefault(key, index)
    return [f"{one + 1}" for one in group]


def _said(roles: tuple[Role, ...], dated: bool, say: Say, lang: Lang) -> str:
    """What one reader says, in words."""
    return say("says.also").join(_role(role, dated, say, lang) for role in roles)


def _role(role: Role, dated: bool, say: Say, lang: Lang) -> str:
    said = say(f"says.{role.kind}" if role.whose else "says.itself", whose=role.whose, what=role_name(role.what, lang))
    if role.of is not None:
        said = say("says.of", said=said, of=role.of)
    return say("says.period", said=said, period=role.period) if dated and role.period else said
