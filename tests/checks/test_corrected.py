"""A number that a person wrote is not "printed": what sentences say of it, whichever relation it breaks."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.figure import Correction

from .make import Doc

BY = Correction(was="58.20", by="复核员", why="见决算表")


def corrected(doc: Doc, role: str, index: int, printed: str) -> Doc:
    """The document, one figure of its first project replaced by a person."""
    project = doc.projects[0]
    figures = list(getattr(project, role))
    figures[index] = figures[index].model_copy(update={"printed": printed, "corrected": BY})
    doc.projects[0] = project.model_copy(update={role: tuple(figures)})
    return doc


def twice() -> Doc:
    doc = Doc()
    doc.project("道路养护", budget="60.00万元@t0.1.1", executed="52.80万元@t0.1.2 58.20万元@120", rate="88.00%@t0.1.3")
    return doc


@pytest.mark.parametrize(
    ("lang", "proof", "message"),
    [
        ("zh", "道路养护：执行数一处印为52.80万元，另一处更正为58.30万元。", "更正为58.30万元，应为52.80万元"),
        (
            "en",
            "道路养护: the executed amount is printed 52.80万元 in one place and corrected to 58.30万元 in another.",
            "is corrected to 58.30万元 and should be 52.80万元",
        ),
    ],
)
def test_a_mention_that_was_corrected_is_called_so(lang: Any, proof: str, message: str) -> None:
    (finding,) = corrected(twice(), "executed", 1, "58.30").findings(lang)
    assert finding.proofs[0] == proof
    assert message in finding.message


def test_other_relations_say_it_alike() -> None:
    doc = Doc()
    doc.project("道路养护", budget="60.00万元@t0.1.1", executed="52.80万元@t0.1.2", rate="88.00%@t0.1.3")
    (finding,) = corrected(doc, "rate", 0, "97.00").findings()
    assert finding.proofs[0].startswith("道路养护：更正为执行率97.00%，而 52.80万元 ÷ 60.00万元")


def test_what_nobody_corrected_is_printed() -> None:
    (finding,) = twice().findings()
    assert "更正" not in finding.message + "".join(finding.proofs)


def test_a_longer_number_that_begins_alike_is_left_alone() -> None:
    doc = Doc()
    doc.project("道路养护", executed="5@t0.1.2 58.20@120")
    (finding,) = corrected(doc, "executed", 0, "5").findings()
    assert "更正为5，" in finding.proofs[0]
    assert "印为58.20" in finding.proofs[0]
