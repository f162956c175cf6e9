"""Counting: how many leaves ended how, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from eval.scores import FieldCount, Outcome


@dataclass
class Count:
    """How often a field was read right, wrong …; ``stray`` of the misplaced stand where the gold has nothing (``eval.scores``)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0
    unit: int = 0
    misplaced: int = 0
    stray: int = 0
    empty: int = 0

    def add(self, outcome: Outcome, stray: bool = False) -> None:
        """Counts one more."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.stray += stray

    def __add__(self, other: Count) -> Count:
        """Both together."""
        return Count(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @classmethod
    def of(cls, plain: FieldCount) -> Count:
        """From the published form."""
        return cls(**{one.name: getattr(plain, one.name) for one in fields(cls)})

    def plain(self, section: str, field: str) -> FieldCount:
        """The published form."""
        return FieldCount(section=section, field=field, **{one.name: getattr(self, one.name) for one in fields(self)})

    @property
    def off(self) -> int:
        """Gold leaves for which something else is said."""
        return self.wrong + self.unit + self.misplaced - self.stray

    @property
    def extra(self) -> int:
        """What is said where the gold has nothing."""
        return self.invented + self.stray

    @property
    def gold(self) -> int:
        """How many there are to find."""
        return self.right + self.off + self.missed

    @property
    def said(self) -> int:
        """How many were said."""
        return self.right + self.off + self.extra

    @property
    def precision(self) -> float | None:
        """Of what was said, the part that is right; null where nothing was said."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """Of what there is to find, the part that is right; null where there is nothing."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; null where there was nothing to say and nothing was said."""
        total = self.gold + self.said
        return 2 * self.right / total if total else None

    @property
    def perfect(self) -> bool:
        """Whether everything is right or rightly empty."""
        return self.right == self.gold == self.said

    def __str__(self) -> str:
        """Right/wrong/missed/invented; units and places are wrong, what is said where the gold has nothing is invented."""
        return f"{self.right}/{self.off}/{self.missed}/{self.extra}"
