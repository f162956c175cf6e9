"""What the reviewer calls a figure: its role and its owner, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.checks.book import Book
from extractor.checks.messages import ROLES, Lang
from schemas.record import Indicator, Project, Quantity


def role_name(role: str, lang: Lang) -> str:
    """A role as the reviewer calls it."""
    return ROLES.get(role, (role, role))[0 if lang == "zh" else 1]


def owner_name(book: Book, pointer: str, lang: Lang, depth: int = 0) -> str:
    """Whose figure it is, in words; the pointer itself where it points nowhere."""
    column = 0 if lang == "zh" else 1
    section, index = [*pointer.split("/"), "", ""][1:3]
    items: Mapping[str, Sequence[object]] = {
        "projects": book.record.projects, "quantities": book.record.quantities, "indicators": book.record.indicators,
    }  # fmt: skip
    if not index.isdigit() or int(index) >= len(items.get(section, ())):
        return pointer
    item = items[section][int(index)]
    if isinstance(item, Project):
        return f"{item.name}（{item.qualifier}）" if item.qualifier else item.name
    if isinstance(item, Quantity):
        label = item.label or ("本单位", "the unit")[column]
        if not item.subject or depth > 2:
            return label
        return "·".join(dict.fromkeys((owner_name(book, item.subject, lang, depth + 1), label if item.label else ""))).strip("·")
    return (item.name or "·".join(item.path)) if isinstance(item, Indicator) else pointer
