"""The bars of the benchmark and the page around its tables."""

from __future__ import annotations

from eval.bench.langextract import page as tables
from eval.bench.langextract.counting import Size
from eval.bench.langextract.page import OURS, Measured
from eval.bench.langextract.theirs import Variant

HALF = 0.5

_PAGE = """\
# Our model reader beside langextract

`make bench-llm` writes this page. [langextract](https://github.com/google/langextract) 1.7.1 (lx below) has the model retype each
figure and then looks for it in the text; our reader has the model point at numbered figures. Both are given the same
knowledge here, so what differs is what it costs to say it and where the figures end up.

{verdict}

## Cost
Tokens are the neutral estimate below; lx is answered figures alone, without white space, in 1,000 (its default) or 6,000 (ours)
characters a chunk.

{cost}

{ratios}

## Output
langextract's own worked examples show JSON indented by two; a model may follow them or not, so both are given. *Figures* is
one extraction a figure; *all* adds what our answer also says: words of score tables, notes, claims, relations.

{output}

Where our output goes (*what figures are* is the part that says no more than lx's *figures*):

{sections}

## Anchoring
Of the figures whose number the report prints more than once, the part that is anchored to the right place; in brackets how many
of all figures have no place. lx is answered project by project, quantity by quantity, row by row (schema), or in the order of the
text (document).

{anchoring}

## How it was measured
- Reports: five real ones (000 to 004, not in this repository) and our own in `eval/gold/made`.{skipped}
- Knowledge: the rules reading of each report. An oracle answers our reader in its answer schema, and langextract in its own:
  class `figure`, the number as printed, attributes of, measure, unit, period, every key as its strict schema demands.
- Server: one loopback server for both, {base:g} s an answer and {a_token:g} ms a token of it; four workers each; langextract gets all
  its chunks in one batch (its default of 10 would make workers wait), its OpenAI provider, its aligner and all else as it comes.
- Environment: `.venv-bench`, pinned in `requirements-bench.txt`. langextract runs isolated, without keys, and cannot reach anything but
  the loopback: an attempt ends the benchmark.
- Tokens: no vocabulary can be had offline, so all texts of both tools go through the same estimate: one token for a character outside
  ASCII, one for four ASCII characters. *Pieces* counts as byte-pair vocabularies cut before they merge (a word, up to three digits, up
  to three marks, a character outside ASCII), which makes marks and short ids dearer. The JSON Schema that goes along is told apart from
  the messages; some endpoints charge for it. Equal beginnings of prompts, which many endpoints cache, are counted in full each time.
- Truth of anchoring: the spans of the rules reading's numerals. An extraction is right where it covers that number and no other. Ours is
  right where the model's reading has the same numeral in the same role.

## What it does not show
Quality: both answer from an oracle, so neither misreads, forgets or invents anything. A model that retypes figures can also mistype
them, and one that points can point wrong; neither happens here. Seconds are those of a server without queues.
"""


def missed(measured: Measured) -> list[str]:
    """The bars that are not met: at most half of langextract's output tokens, every repeated figure at its place.

    Like is compared with like: both say the same (figures, words of score tables, notes, claims, relations), both compactly.
    """
    mine, theirs = _received(measured, OURS).tokens, _received(measured, _same_content(measured).key).tokens
    found = tables.anchors(measured.runs[OURS])
    short = []
    if mine > HALF * theirs:
        short.append(f"output tokens are {mine / theirs:.2f} of langextract's for the same content, wanted {HALF}")
    if found.repeated_right < found.repeated:
        short.append(f"{found.repeated - found.repeated_right} of {found.repeated} repeated figures are not where they belong")
    return short


def page(measured: Measured) -> str:
    """The whole page."""
    short = missed(measured)
    skipped = f" Skipped: {'; '.join(measured.skipped)}." if measured.skipped else ""
    return _PAGE.format(
        verdict=_verdict(measured, short),
        cost=tables.cost_table(measured), ratios=tables.ratio_table(measured), output=tables.output_table(measured),
        sections=tables.section_table(measured), anchoring=tables.anchoring_table(measured), skipped=skipped,
        base=measured.latency.base, a_token=1000 * measured.latency.a_token,
    )  # fmt: skip


def _verdict(measured: Measured, short: list[str]) -> str:
    mine = _received(measured, OURS).tokens
    same = mine / _received(measured, _same_content(measured).key).tokens
    figures = mine / _received(measured, measured.timed[0].key).tokens
    told = "Both bars are met." if not short else "Missed: " + "; ".join(short) + "."
    return (
        f"{told} Our output is {same:.2f} of langextract's where both say the same, compactly; {figures:.2f} where it says figures alone "
        "and we still say everything."
    )


def _same_content(measured: Measured) -> Variant:
    return next(one for one in (*measured.timed, *measured.weighed) if one.with_words and not one.indent)


def _received(measured: Measured, key: str) -> Size:
    return tables.received(measured.runs[key])
