"""How the percentages of a document come to their last printed digit, by the number of decimals printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NO_DECIMALS: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rounding:
    """``cut_off``: decimals at which digits are cut off; ``either``: at which as much speaks for cutting as for rounding; ``untold``: at
    which nothing speaks for either.

    At all but the first two percentages are rounded to the nearest. It contains the decimals at which digits may be cut off.
    """

    cut_off: frozenset[int] = NO_DECIMALS
    either: frozenset[int] = NO_DECIMALS
    untold: frozenset[int] = NO_DECIMALS

    def __contains__(self, decimals: int) -> bool:
        """Whether digits may be cut off."""
        return decimals in self.cut_off or decimals in self.either

    def __iter__(self) -> Iterator[int]:
        """The decimals at which digits may be cut off, ascending."""
        return iter(sorted(self.cut_off | self.either))

    def __bool__(self) -> bool:
        """Whether any digits may be cut off."""
        return bool(self.cut_off or self.either)

    def once_changed(self) -> Rounding:
        """What may be granted to figures that are not as printed: they might tell what the printed ones do not."""
        return Rounding(self.cut_off, self.either | self.untold)

    def ways(self, decimals: int) -> tuple[bool, ...]:
        """Whether digits are cut off, by the likeliest way first; both where either may be."""
        return (True, False) if decimals in self.either else (decimals in self.cut_off,)


NEAREST = Rounding()
