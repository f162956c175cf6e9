"""Which forms occur in a batch: what writers used, and what the world and the layout chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from eval.synth.make import Made
from eval.synth.world import World
from eval.typeset.blocks import Table


def forms_of(made: Made) -> frozenset[str]:
    """The forms of one report."""
    return frozenset({*made.report.draft.forms, *_of_world(made.report.draft.world), *_of_page(made)})


def survey(batch: Iterable[Made]) -> Counter[str]:
    """In how many reports each form occurs."""
    return Counter(form for made in batch for form in forms_of(made))


def _of_world(world: World) -> Iterator[str]:
    manner = world.manner
    yield f"money in {manner.unit}"
    yield f"money with {manner.decimals} decimals"
    yield f"rates with {manner.rate_decimals} decimals"
    told = {
        f"money in {manner.unit} and {manner.other_unit}": manner.other_unit != manner.unit,
        "rates truncated": manner.mode == "truncated",
        "thousands separators": manner.commas == "always",
        "thousands separators in some numbers": manner.commas == "sometimes",
        "space around numbers": bool(manner.gap),
        "full-width digits": manner.full_width,
        "trailing zeros in tables": not manner.trims_table,
        "masked place name": "**" in world.place,
        "one project in two batches": any(item.qualifier for item in world.items),
        "name with 、": any("、" in item.name for item in world.items),
        "name with a year": any(item.name.startswith("20") for item in world.items),
        "nothing spent": any(not item.executed for item in world.items),
        "more spent than budgeted": any(item.executed > item.budget for item in world.items),
        "organisation of few words": not world.organisation.startswith(world.place),
    }
    yield from (form for form, here in told.items() if here)


def _of_page(made: Made) -> Iterator[str]:
    tables = [block for block in made.report.blocks if isinstance(block, Table)]
    if not tables:
        yield "no table"
        return
    yield f"tables as {made.page.style} in the text"
    if len(tables) > 1:
        yield "several tables"
    if any(cell.rows > 1 for table in tables for cell in table.cells):
        yield "cells merged downwards"
    if any(cell.cols > 1 for table in tables for cell in table.cells):
        yield "cells merged sideways"


def survey_text(counts: Counter[str], reports: int) -> str:
    """A table for the console."""
    lines = [f"{count:5d}  {form}" for form, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return "\n".join([f"forms in {reports} reports", *lines]) + "\n"
