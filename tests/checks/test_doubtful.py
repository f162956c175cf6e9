"""What rests on a number that character recognition is unsure of is a question; what sure numbers say stays an error."""

from __future__ import annotations

from extractor.checks import examine
from schemas.extraction import Provenance
from schemas.result import Finding

from .make import Doc


def finding(*unsure: str) -> Finding:
    """A rate printed 59.50 in the table and 95.50 in the text, and amounts that say 95.50."""
    doc = Doc()
    doc.project("甲", budget="100.00万元@t0.1.1", executed="95.50万元@t0.1.2", rate="59.50%@t0.1.3 95.50%@300")
    for path in unsure:
        doc.provenance[path] = Provenance.model_validate({**doc.provenance[path].model_dump(), "source": "ocr", "confidence": 0.5})
    found = [one for one in examine(doc.record, doc.provenance, "").findings if one.suspect_printed == "59.50"]
    (one,) = found
    return one


def test_without_doubt_it_is_the_reports() -> None:
    assert (finding().severity, finding().attribution) == ("error", "report")


def test_a_doubtful_suspect_is_a_question_of_recognition() -> None:
    found = finding("/projects/0/rate/0")
    assert (found.severity, found.attribution, found.suggestion) == ("warn", "ocr", "95.50")


def test_another_doubtful_figure_takes_nothing_from_what_sure_ones_say() -> None:
    assert (finding("/projects/0/rate/1").severity, finding("/projects/0/rate/1").attribution) == ("error", "report")


def test_an_error_all_of_whose_relations_rest_on_doubt_is_a_question() -> None:
    assert finding("/projects/0/rate/1", "/projects/0/executed/0").severity == "warn"
