"""What pydantic objects to, in one line."""

from __future__ import annotations

from pydantic import ValidationError


def first_fault(error: ValidationError) -> str:
    """Where data first departs from a shape, and how (``projects/0/name Input should be a valid string``)."""
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'/'.join(map(str, first['loc']))} {first['msg']}".strip()
