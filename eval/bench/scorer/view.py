"""A record as plain JSON for scorers that know neither pointers nor figures: the same leaves, each a string or a list of strings."""

from __future__ import annotations

from eval.bench.scorer.layout import HEAD, ROLES, Json

ITEMS = {
    "projects": ("name", "qualifier", "parent", "department", *ROLES, "grade", "status", "reason"),
    "quantities": ("key", "mentions"),
    "indicators": ("name", "path", "subject", "target", "target figures", "actual", "actual figures", "weight", "score", "reason"),
    "claims": ("claim", "subject"),
    "breakdowns": ("relation",),
}
LISTS = frozenset({*ROLES, "mentions", "weight", "target figures", "actual figures"})


def view(record: Json) -> Json:
    """The record; empty fields are left out, references are the names of what they point at."""
    made: Json = {name: str(record[name]) for name in HEAD if record[name] is not None}
    for section in ITEMS:
        made[section] = [_filled(_item(record, section, one)) for one in record[section]]
    return made


def _filled(item: Json) -> Json:
    return {key: value for key, value in item.items() if value}


def _item(record: Json, section: str, one: Json) -> Json:
    if section == "projects":
        words = {name: one[name] for name in ("name", "qualifier", "department", "grade", "status", "reason")}
        return {**words, "parent": _name(record, one["parent"]), **{role: _figures(one[role]) for role in ROLES}}
    if section == "quantities":
        return {"key": _name_of(record, section, one), "mentions": _figures(one["mentions"])}
    if section == "claims":
        return {"claim": f"{one['text']} · {one['kind']}", "subject": _name(record, one["subject"])}
    if section == "breakdowns":
        parts = [part if isinstance(part, str) else part[0] for part in one["parts"]]
        return {"relation": " · ".join([one["kind"], *(_name(record, end) or "" for end in (one["whole"], *parts))])}
    values = {name: one[name] or {} for name in ("target", "actual")}
    return {
        "name": one["name"], "path": " > ".join(one["path"]), "subject": _name(record, one["subject"]), "reason": one["reason"],
        **{name: value.get("text") for name, value in values.items()},
        **{f"{name} figures": _figures(value.get("figures", ())) for name, value in values.items()},
        "weight": _figures(one["weight"]), "score": _figures(one["score"]),
    }  # fmt: skip


def _figures(figures: list[Json]) -> list[str]:
    return ["".join(str(one.get(key) or "") for key in ("op", "printed", "unit", "as_of")) for one in figures]


def _name(record: Json, pointer: str | None) -> str | None:
    if pointer is None:
        return None
    _, section, index, *rest = pointer.split("/")
    return " ".join([_name_of(record, section, record[section][int(index)]), *rest])


def _name_of(record: Json, section: str, one: Json) -> str:
    if section != "quantities":
        return str(one.get("name") or " > ".join(one.get("path", ())))
    subject = _name(record, one["subject"]) if one["subject"] else ""
    band = "-".join(filter(None, (one["band"] or {}).values()))
    return " · ".join((one["label"] or "", one["measure"], one["period"] or "", subject or "", band))
