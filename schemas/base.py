"""The strict, frozen base of every published shape."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer


class Shape(BaseModel):
    """A value of the contract: unknown keys and loose types are refused, nothing changes after it is made.

    Sequences are tuples; JSON arrays load into them because validation from JSON is used (``model_validate_json``).
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class SparseShape(Shape):
    """A shape whose optional keys are left out of the JSON while they are null (``op``, ``as_of``, ``shared``)."""

    @model_serializer(mode="wrap")
    def _leave_out_nulls(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        optional = {field.serialization_alias or name for name, field in type(self).model_fields.items() if not field.is_required()}
        return {key: value for key, value in handler(self).items() if value is not None or key not in optional}
