"""The JSON Schema of an answer as endpoints with strict output want it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

_DROPPED = frozenset({"title", "default"})


def strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """The schema of ``shape``: every key required and none besides, definitions once, no defaults, nothing beside a reference."""
    strict: dict[str, Any] = _strict(shape.model_json_schema())
    return strict


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(part) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    made = {key: _named(value) if key in ("properties", "$defs") else _strict(value) for key, value in node.items() if key not in _DROPPED}
    if made.get("type") == "object":
        made |= {"required": list(made.get("properties", {})), "additionalProperties": False}
    return made


def _named(parts: dict[str, Any]) -> dict[str, Any]:
    """The values of a mapping by names of ours, where ``title`` may be a name."""
    return {name: _strict(part) for name, part in parts.items()}
