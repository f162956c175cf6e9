"""Amounts without a measure word of their own: what the sentence around them says that they are."""

from __future__ import annotations

import re

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Owner, Words
from extractor.readers.ledgering import Book
from extractor.readers.prose_state import Sentence, alike, parallel
from schemas.record import Measure

_PER_HEAD = re.compile(r"^(?:人均|户均|亩均|生均|每[人户亩村个月次台套生])")
_GRANTED = re.compile(r"下达|安排|到位|投入|争取|筹集|拨入|追加下达")


def beside_count(text: str, segment: Span, state: Sentence) -> Owner | None:
    """The owner of the count right before an amount: 困难残疾人生活补贴640人、46.08万元."""
    previous = state.facts[-1] if state.facts else None
    beside = previous is not None and state.last is not None and previous.numeral.id == state.last.id
    joined = text[segment[0] : segment[1]].strip() in ("", "、", "，", ",")
    return previous.owner if previous is not None and beside and joined and previous.measure == "count" else None


def another_batch(book: Book, numeral: Numeral, owner: Owner, measure: Measure) -> bool:
    """Whether prose gave this owner another amount before: two grants of one name are two batches, not one amount told twice."""
    earlier = (fact for fact in book.facts if fact.measure == measure and fact.numeral.cell is None and fact.band is None)
    return any(alike(fact.owner, owner) and fact.numeral.value != numeral.value for fact in earlier)


def silent_measure(book: Book, text: str, segment: Span, label: Words | None, owner: Owner, state: Sentence) -> Measure | None:
    """The measure of an amount without a measure word: that of the total being told, of the neighbour, or of its category."""
    if state.wholes and (default := state.wholes[-1].default_measure()):
        return default
    if label is None:
        touching = not text[segment[0] : segment[1]].strip()
        return "budget" if touching and state.last is not None and state.last.kind == "count" else None
    plain = re.sub(r"\s", "", fold(label.text))
    if _PER_HEAD.match(plain):
        return "unit_price"
    if lexicon.CARRIED.match(plain):
        return parallel(text, segment, state) or "balance"
    if same := parallel(text, segment, state):
        return same
    if plain.endswith(("支出", "支出额", "收入")) or lexicon.CATEGORY.search(plain):
        return "executed"
    if lexicon.SOURCE.search(plain) or plain.endswith(("预算", "拨款")):
        return "budget"
    if book.fund is not None and lexicon.PLACE_END.search(plain):
        return "budget"  # what a fund gives to a town
    clause = re.split(r"[,;:]", fold(text[segment[0] : segment[1]]))[-1]
    if plain.endswith(("资金", "经费", "专项", "转移支付", "补助")) and _GRANTED.search(clause):
        return "budget"
    if state.facts and state.facts[-1].measure in ("balance", "change"):
        return None  # 结余20万元中，甲项目8万元
    return "budget" if owner.project is not None and owner.label is None else None
