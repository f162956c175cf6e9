"""Doubts that a model stayed with, as disputes: its reading is kept, and shown beside what the printed words say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.readers.base import Dispute, Role
from extractor.readers.llm.project_names import Told
from extractor.readers.llm.uses import Use
from schemas.answer import Said


def doubted(told: Iterable[Told]) -> Iterator[Dispute]:
    """One dispute for each doubt that is left in an answer."""
    for one in told:
        for doubt in one.doubts:
            role = _role(one.said, doubt.use)
            yield Dispute(one.marked.numerals[doubt.use.numeral], (replace(role, what=doubt.says),), (role,), "model")


def _role(said: Said, use: Use) -> Role:
    """What the answer says of a pointer."""
    if use.section == "projects":
        return Role("project", said.projects[use.index].name, use.measure or "other")
    if use.section == "quantities":
        quantity = said.quantities[use.index]
        home = next((project.name for project in said.projects if project.key == quantity.project), quantity.of)
        return Role("quantity", quantity.label, quantity.measure, home)
    row = said.indicators[use.index]
    return Role("row", row.name or (row.path[-1] if row.path else None), use.field)  # type: ignore[arg-type] # a field of a row
