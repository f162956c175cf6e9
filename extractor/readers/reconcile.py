"""Two readings of one document as one: reconciled numeral by numeral, what they dispute kept beside it.

For each numeral one side is followed: either both say the same, or only one speaks, or the policy decides and the dispute is
written down. Facts of a numeral come from the followed side; rows, relations, notes and claims of both are joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractor.document import Document
from extractor.readers.base import ClaimWords, Dispute, Note, Reading, Side, Words
from extractor.readers.both_join import Joiner
from extractor.readers.both_names import one_naming
from extractor.readers.both_policy import AGREED, DISPUTED, SINGLE, WORDING, winner
from extractor.readers.both_roles import Use, same_use, uses
from extractor.readers.both_rows import pair_rows

UNHEARD = "模型没有读（{why}），只按规则读取"
"""Why a part that the rules read counts as unread."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which side is followed for a numeral, how firmly it stands, and the dispute if there is one."""

    side: Side
    confidence: float
    dispute: Dispute | None = None


def reconcile(document: Document, rules: Reading, model: Reading) -> Reading:
    """One reading of two; what only one says is taken over, and nothing that either reader left unread counts as read."""
    rules, model = one_naming(document, rules, model)
    pairs = pair_rows(rules.rows, model.rows)
    ours, theirs = uses(rules), uses(model)
    verdicts = {key: _verdict(document, ours.get(key, []), theirs.get(key, []), pairs) for key in {**ours, **theirs}}
    year = rules.year or model.year
    facts, rows, relations = Joiner(rules, model, {key: one.side for key, one in verdicts.items()}, pairs, year).join()
    disputes = [verdict.dispute for verdict in verdicts.values() if verdict.dispute is not None]
    return Reading(
        title=rules.title or model.title,
        organisation=rules.organisation or model.organisation,
        year=year,
        about=rules.about or model.about,
        facts=facts,
        rows=rows,
        notes=_notes(rules.notes, model.notes),
        relations=relations,
        claims=_claims(rules.claims, model.claims),
        unread=tuple(dict.fromkeys((*rules.unread, *((span, UNHEARD.format(why=why)) for span, why in model.unread)))),
        made=model.made,
        disputes=tuple(sorted(disputes, key=lambda dispute: dispute.numeral.span)),
        confidence={key: verdict.confidence for key, verdict in verdicts.items()},
    )


def _verdict(document: Document, rules: list[Use], model: list[Use], pairs: Mapping[int, int]) -> Verdict:
    """Whom to follow for one numeral. Where both say the same, the side that says more, else the one whose wording is kept."""
    if not rules or not model:
        return Verdict("rules" if rules else "model", SINGLE)
    if any(same_use(one, two, pairs) for one in rules for two in model):
        fuller: Side = "rules" if len(rules) > len(model) else "model"
        return Verdict(WORDING if len(rules) == len(model) else fuller, AGREED)
    numeral = rules[0].numeral
    side = winner(document, numeral, [use.what for use in rules], [use.what for use in model])
    ours, theirs = (tuple(dict.fromkeys(use.role for use in told)) for told in (rules, model))
    return Verdict(side, DISPUTED, Dispute(numeral, ours, theirs, side))


def _notes(rules: tuple[Note, ...], model: tuple[Note, ...]) -> tuple[Note, ...]:
    """The notes of both; of words of one kind about one project the first stand."""
    told = {(note.project, note.field) for note in rules}
    more = (note for note in model if note.field == "name" or (note.project, note.field) not in told)
    return tuple(note for note in dict.fromkeys((*rules, *more)) if note.field != "parent" or note.words != note.project)


def _claims(rules: tuple[ClaimWords, ...], model: tuple[ClaimWords, ...]) -> tuple[ClaimWords, ...]:
    """The claims of both; of two of one kind over the same words the shorter, with whatever either says it is about."""
    found = list(rules)
    for claim in model:
        twin = next((index for index, one in enumerate(found) if one.kind == claim.kind and _overlap(one.words, claim.words)), None)
        if twin is None:
            found.append(claim)
        else:
            short = min(found[twin], claim, key=lambda one: one.words.span[1] - one.words.span[0])
            found[twin] = replace(short, owner=found[twin].owner or claim.owner)
    return tuple(found)


def _overlap(one: Words, two: Words) -> bool:
    return one.span[0] < two.span[1] and two.span[0] < one.span[1]
