"""Whether equal name and role make one fact."""

from __future__ import annotations

from extractor.checks.mentions import Mention
from extractor.checks.numbers import MONEY_ROLES, POINT_ROLES
from schemas.record import Record

FIRM = MONEY_ROLES - {"unit_price"} | POINT_ROLES
LOOSE_LABELS = frozenset(
    {"合计", "小计", "总计", "共计", "其他", "其中", "其他资金", "年度资金总额", "资金总额", "当年财政拨款", "上年结转资金"}
)
"""Labels that every form prints: two figures under one of them need not be one fact."""


def is_firm(record: Record, mention: Mention) -> bool:
    """Whether equal label and role make one fact. Counts, shares and rates of work (5个村, 合格率) often share a label only."""
    if not mention.owner.startswith("/quantities/"):
        return True
    quantity = record.quantities[int(mention.owner.rpartition("/")[2])]
    if quantity.label in LOOSE_LABELS:
        return False
    if quantity.measure == "count":
        return "项目" in (quantity.label or "")
    if quantity.measure == "rate":
        like = (quantity.label, quantity.subject, quantity.period)
        return any((one.label, one.subject, one.period) == like and one.measure in ("budget", "executed") for one in record.quantities)
    return quantity.measure in FIRM
