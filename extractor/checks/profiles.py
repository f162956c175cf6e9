"""Rule profiles: weights, tiers, grade bounds and expectations that differ by place and year, as data (``profiles.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Bounds = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Profile:
    """One set of rules; percentages and points as Decimals. ``source`` names the document, or says that none is known."""

    name: str
    zh: str
    en: str
    source: str
    weights: Mapping[str, Bounds]
    denominator: Literal["adjusted", "initial"]
    tiers: Bounds
    grades: tuple[Decimal, Decimal, Decimal]
    reason_below: Decimal
    over: Decimal
    full: Decimal
    mostly: Decimal

    def admits(self, points: Mapping[str, Decimal]) -> bool:
        """Whether these points by group are weights that the profile allows."""
        named = all(group in self.weights for group in points)
        return named and all(least <= points.get(group, Decimal(0)) <= most for group, (least, most) in self.weights.items())


@cache
def profiles() -> tuple[Profile, ...]:
    """All profiles, the default first."""
    data = tomllib.loads(files(__package__).joinpath("profiles.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return tuple(_profile(entry) for entry in data["profile"])


def _profile(entry: dict[str, Any]) -> Profile:
    weights = {group: (Decimal(least), Decimal(most)) for group, (least, most) in entry.pop("weights").items()}
    numbers = {key: tuple(map(Decimal, value)) for key, value in entry.items() if isinstance(value, list)}
    single = {key: Decimal(value) for key, value in entry.items() if isinstance(value, (int, Decimal))}
    return Profile(**{**entry, **numbers, **single}, weights=weights)


def profile_names() -> tuple[str, ...]:
    """The names ``--profile`` knows."""
    return tuple(one.name for one in profiles())


def default_profile() -> Profile:
    """In force where nothing else is named or matches."""
    return profiles()[0]


def choose(name: str | None, tables: Sequence[Mapping[str, Decimal]]) -> Profile:
    """The named profile, else the one that most score tables match, the earlier of equals, else the default.

    Errors: ``KeyError`` for a name that is not known.
    """
    if name is not None:
        return {one.name: one for one in profiles()}[name]
    matched = [first_match(points) for points in tables]
    known = [one for one in profiles() if one in matched]
    return max(known, key=matched.count, default=default_profile())


def first_match(points: Mapping[str, Decimal]) -> Profile | None:
    """The first profile that admits these weights."""
    return next((one for one in profiles() if one.admits(points)), None)
