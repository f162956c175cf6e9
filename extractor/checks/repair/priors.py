"""How firm a figure is before arithmetic speaks: what is added to the cost of changing it, in hundredths of a typing error.

Small against the cost of a slip (about 100), so that they order what the relations leave open and never overrule them.
"""

from __future__ import annotations

from collections.abc import Mapping

PLACE: Mapping[str | None, int] = {
    "table": 18,  # filled in once, cell by cell, and added up there
    "list": 8,  # copied from the table, item by item
    "prose": 0,  # written last and by hand
    "heading": 0,
    None: 8,  # not known where it is printed
}

ROLE: Mapping[str, int] = {
    "budget": 14,  # from the approval document, the figure that everybody has
    "initial_budget": 14,
    "weight": 18,  # from the form
    "executed": 10,  # from the accounts
    "count": 8,
    "score": 6,  # awarded by hand
    "rate": 0,  # computed from the others
    "share": 0,
    "change": 0,
}
OTHER_ROLE = 6

TOTAL = 8
"""A printed total is checked by whoever adds up the table; it is also where all faults show."""

ALIKE = 22
"""Each further mention that has to be changed alike: a fault is copied with its number, and yet more places speak for it."""

DOUBTED = -25
"""Readers differ about this figure (G1), or OCR was unsure of it."""

NEW_QUESTION = 60
"""A repair after which a bound is exceeded (more spent than budgeted) asks a new question of the reviewer."""

ANSWERED = -25
"""A repair that also settles a question that was open."""

ROUNDED = 60
"""A sum that would hold to the last place only after the repair: money sums in these reports foot exactly."""

SECOND_RANGE = 30
"""The value fits only by the intervals of its relations, not by the printed numbers themselves."""

FINER = 45
"""The value has more decimals than any figure of its field."""

FOLLOWS = 55
"""A computed figure that was computed from the wrong one: it was right by its relation, and follows the repair."""
FOLLOWS_INPUT = 80
"""Likewise, where the wrong figure is an input that some total took over rightly: a fault seldom spreads to one and not the other."""

TURNED = 40
"""A change that would turn from a rise into a fall or back: words beside it tell the direction too."""

ODD = 25
"""A value ten times larger or smaller than every other of its role and unit in the report."""

NOT_HUNDRED = 60
"""A total of weights other than 100."""

NOTHING = 40
"""A figure of 0 where no other of its role is."""

NOT_WHOLE = 90
"""A part of a person or of a project."""

OFF_GRID = 20
"""A figure off the grid (halves, fives, tens) on which all others of its table stand."""

CUT_SHORT = -25
"""The printed number has fewer decimals than its field, which prints trailing zeros too, and the repair restores them."""

CRUMBS = 25
"""More than four decimals: nobody prints them, a slip of the point or of the unit makes them."""

POINTS_OF_UNIT = 60
"""A slip of ten thousand in what has no unit of ten thousand: a rate, a score, a number of things."""

FOOTS = -40
"""A sum that was off by the last place holds exactly after the repair."""

NEGATIVE = 80
"""A budget, a rate or a score below zero."""

OFF_CENTRE = 25
"""A ratio that fits its amounts only by what these can stand for, not as printed."""

EXCHANGED = 130
"""Two figures that stand in each other's place."""
EXCHANGED_DOUBTED = 80
"""Likewise where the readers differ about one of them."""
