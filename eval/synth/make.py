"""One report made: its files' bytes by name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.synth.plan import draw
from eval.synth.to_text import Page, to_text
from eval.synth.truth import Truth, truth_of
from eval.synth.write import Report, write

CARRIERS = ("txt", "md", "docx", "pdf", "scan")


@dataclass(frozen=True, slots=True)
class Made:
    """A report, its text and its truth."""

    name: str
    report: Report
    page: Page
    truth: Truth


def make(seed: str, name: str, carrier: str = "txt") -> Made:
    """Without faults."""
    report = write(draw(seed))
    return printed(report, name, carrier)


def printed(report: Report, name: str, carrier: str) -> Made:
    """A written report on its page. The text beside a DOCX, a PDF or a scan is what the spans of its truth count."""
    suffix = "md" if carrier == "md" else "txt"
    page = to_text(report.blocks, suffix == "md", report.draft.world.seed)
    return Made(name, report, page, truth_of(report, page, f"{name}.{suffix}"))


def as_json(value: Any) -> bytes:
    """Readable, stable."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def places_json(truth: Truth) -> dict[str, Any]:
    """Where each figure of the gold stands: pointer → characters of the source, cell, characters shown."""
    return {
        pointer: {"span": [place.start, place.end], "cell": place.cell, "shown": place.number.shown}
        for pointer, place in sorted(truth.places.items(), key=lambda item: item[1].start)
    }


def provable(planted: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The faults that a reader of the report can prove, each by its first wrong figure: ``{"faults": [{"figures": [...], ...}]}``.

    Of a repeated or propagated fault the later figures follow from the first, so that a finding need not name them.
    """
    return {
        "faults": [
            {
                "figures": [{"path": one["changes"][0]["pointer"], "printed": one["changes"][0]["printed"]}],
                "check": one["type"],
                "note": f"{one['pattern']}; right: {one['changes'][0]['right']}{one['changes'][0]['right_unit']}",
            }
            for one in planted
            if one["checkable"]
        ]
    }


def files(made: Made, carrier: str, faults: Sequence[dict[str, Any]]) -> dict[str, bytes]:
    """Name → bytes: the text, the carrier, the gold, its places, what was planted, and what of it can be proved."""
    gold = json.loads(made.truth.gold.model_dump_json(exclude_defaults=True))
    found = {
        made.truth.gold.source: made.page.text.encode(),
        f"{made.name}.gold.json": as_json({**gold, "labelled": made.truth.gold.labelled}),
        f"{made.name}.places.json": as_json(places_json(made.truth)),
        f"{made.name}.planted.json": as_json(list(faults)),
        f"{made.name}.faults.json": as_json(provable(faults)),
    }
    if carrier in ("docx", "pdf", "scan"):
        found[f"{made.name}.{'scan.pdf' if carrier == 'scan' else carrier}"] = _rendered(made, carrier)
    return found


def _rendered(made: Made, carrier: str) -> bytes:
    if carrier == "docx":
        from eval.synth.to_docx import to_docx

        return to_docx(made.report.blocks, made.report.draft.world.seed)
    from eval.synth.to_pdf import to_pdf

    pdf = to_pdf(made.report.blocks, made.report.draft.world.seed)
    if carrier == "pdf":
        return pdf
    from eval.synth.to_scan import to_scan

    return to_scan(pdf, made.report.draft.world.seed)
