"""The synthetic corpus tells the truth about itself."""

import subprocess
import sys
import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest

from eval.gold_files import load_gold
from eval.synth.make import files, make
from eval.synth.numbers import chinese
from eval.synth.phrases import phrases
from eval.synth.relations import base, holds
from eval.synth.survey import survey
from extractor.checks import explain, verify
from schemas.extraction import Provenance

SEEDS = 300
CHINESE = {chinese(number): str(number) for number in range(100)}


def first_figures(truth, slots):
    """The headline of each list."""
    return {slot: truth.places[f"{truth.lists[slot]}/0"].number.figure for slot in slots}


@pytest.fixture(scope="module")
def batch():
    return [make(f"7/{index}", f"7-{index:04d}", "md" if index % 5 == 0 else "txt") for index in range(SEEDS)]


def folded(shown):
    half = unicodedata.normalize("NFKC", shown)
    return CHINESE.get(half, half)


def test_every_figure_of_the_truth_stands_at_its_span(batch):
    for made in batch:
        assert made.truth.places
        for pointer, place in made.truth.places.items():
            assert folded(made.page.text[place.start : place.end]) == place.number.figure.printed, (made.name, pointer)


def test_spans_of_figures_never_overlap(batch):
    for made in batch:
        spans = sorted((place.start, place.end) for place in made.page.places)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_every_relation_of_a_report_without_faults_holds(batch):
    for made in batch:
        for relation in made.truth.relations:
            assert holds(relation, first_figures(made.truth, relation.slots)), (made.name, relation)


def test_all_mentions_of_a_figure_are_the_same_amount(batch):
    for made in batch:
        amounts = {}
        for pointer, place in made.truth.places.items():
            amounts.setdefault(pointer.rpartition("/")[0], set()).add(base(place.number.figure))
        assert all(len(found) == 1 for pointer, found in amounts.items()), made.name


def test_sums_are_counted_anew(batch):
    """By plain arithmetic on the gold alone, without the generator's own relations."""
    counted = 0
    for made in batch:
        record = made.truth.gold.record
        for one in record.breakdowns:
            if one.kind != "sum" or not all(part.startswith("/projects/") for part in (one.whole, *one.parts)):
                continue
            amounts = [base(getattr(record.projects[int(p.split("/")[2])], p.split("/")[3])[0]) for p in (one.whole, *one.parts)]
            assert amounts[0] == sum(amounts[1:], Decimal(0))
            counted += 1
    assert counted > 20


def test_the_gold_loads_and_its_words_are_found(batch, tmp_path):
    for made in batch[:60]:
        for name, data in files(made, "txt", ()).items():
            (tmp_path / name).write_bytes(data)
        gold = load_gold(tmp_path / f"{made.name}.gold.json", tmp_path)
        assert gold.record.quantities and not gold.not_found
        assert all(claim.text in made.page.text for claim in gold.record.claims)


def test_every_name_and_label_is_printed(batch):
    for made in batch:
        text, record = "".join(made.page.text.split()), made.truth.gold.record
        names = [name for one in record.projects for name in (one.name, *one.aliases, one.qualifier or "", one.department or "")]
        names += [name for one in record.quantities for name in (one.label or "", *one.aliases)]
        names += [one.name or "" for one in record.indicators]
        assert [name for name in names if "".join(name.split()) not in text] == [], made.name


def test_the_checks_find_no_error_in_a_true_report(batch, tmp_path):
    """``warn`` is left for spending above the budget, which reports print."""
    results = 0
    for made in batch[:120]:
        for name, data in files(made, "txt", ()).items():
            (tmp_path / name).write_bytes(data)
        record = load_gold(tmp_path / f"{made.name}.gold.json", tmp_path).record
        found = verify(record, provenance_of(made))
        results += len(found)
        assert [finding.message for finding in explain(record, found) if finding.severity == "error"] == [], made.name
    assert results > 1000


def provenance_of(made):
    return {
        pointer: Provenance(
            page=None, bbox=None, span=(place.start, place.end), quote=place.number.shown, source="text",
            place="table" if place.cell else "prose", cell=place.cell,
        )
        for pointer, place in made.truth.places.items()
    }  # fmt: skip


def test_a_seed_gives_the_same_bytes_and_another_seed_others():
    once, again, other = (make(seed, "x") for seed in ("1/4", "1/4", "1/5"))
    assert files(once, "txt", ()) == files(again, "txt", ())
    assert once.page.text != other.page.text


def test_no_reader_is_imported():
    code = (
        "import sys, eval.synth.__main__, eval.synth.to_docx, eval.synth.to_pdf, eval.synth.to_scan, eval.synth.corrupt_record;"
        "sys.exit(any(name.split('.')[0] == 'extractor' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_sentence_is_taken_from_the_real_reports(shared):
    texts = "".join("".join(path.read_text(encoding="utf-8").split()) for path in sorted((shared / "seeds").glob("*.txt")))
    said = [one for name in ("prose", "filler", "topics", "tables", "headings", "head") for one in _strings(phrases(name))]
    parts = [part for one in said for part in one.replace("。", "，").replace("；", "，").split("，")]
    assert [part for part in parts if len(part) >= 14 and part in texts] == []


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def test_two_hundred_reports_show_many_forms(batch):
    counts = survey(batch[:200])
    assert len(counts) >= 75
    assert {
        "report: items",
        "report: single",
        "report: whole",
        "report: transfer",
        "masked place name",
        "tables as glued in the text",
    } <= set(counts)
