"""The model reader: chunks asked for side by side, joined into one reading, and a second look at what was left open."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from extractor.document import Document, Span
from extractor.outline import outline
from extractor.readers.base import Made, Owner, Reading, Words
from extractor.readers.fund import read_fund
from extractor.readers.head import read_organisation, read_title, read_year
from extractor.readers.hostile import addressed, addresses_model
from extractor.readers.ledgering import Book
from extractor.readers.llm.asking import Model
from extractor.readers.llm.atoms import MAX_CHARACTERS, MAX_NUMERALS, Chunk, pack
from extractor.readers.llm.conversation import Conversation, Heard, Turn
from extractor.readers.llm.doubted import doubted
from extractor.readers.llm.locating import Finder
from extractor.readers.llm.marking import shown
from extractor.readers.llm.project_names import Told
from extractor.readers.llm.prompts import Prompt, load_prompt
from extractor.readers.llm.second import left_open, still_open
from extractor.readers.llm.telling import tell
from extractor.readers.totals import one_total
from schemas.answer import ANSWER_SCHEMA

WITHHELD = "这里的文字像是写给模型的，没有送出"
PARAMETERS = (
    ("answer", ANSWER_SCHEMA), ("temperature", "0"), ("numerals", str(MAX_NUMERALS)), ("characters", str(MAX_CHARACTERS)),
)  # fmt: skip
"""What besides prompts and model decides an answer, as recorded with every result."""
VERSIONS = {"read": 1, "second": 1, "repair": 1}


@dataclass(frozen=True)
class LlmReader:
    """Reads with a language model. ``workers`` chunks of one report are asked for at a time."""

    model: Model
    workers: int = 4
    name: str = "llm"

    def read(self, document: Document, chunks: Sequence[Span]) -> Reading:
        """Read every chunk. Raises ``ModelUnusable``; what a model did not answer is listed as unread."""
        prompts = {name: load_prompt(name, version) for name, version in VERSIONS.items()}
        title = read_title(document)
        withheld = frozenset(addressed(document))
        fit = title if title is not None and not addresses_model(title.text) else None
        held = Conversation(
            self.model, document, prompts["read"], prompts["repair"], withheld, outline(document), fit.span if fit else None
        )
        name = shown(fit.text) if fit else "（无标题）"
        heard = self._first(held, prompts["read"], pack(document, chunks), name)
        book = _book(document, heard.told)
        looked = self._second(held, prompts["second"], document, book, heard.told, name)
        if looked is not None:
            heard = heard.add(looked)
            book = _book(document, heard.told)
        heard.unread.extend((span, WITHHELD) for span in sorted(withheld))
        organisation = read_organisation(document, title) or _organisation(heard.told)
        used = tuple((prompt.key, prompt.sha256) for prompt in prompts.values())
        made = Made(self.model.name, used, PARAMETERS, heard.usage.sent, heard.usage.received)
        return Reading(
            title=title, organisation=organisation, year=book.year,
            facts=tuple(book.facts), rows=tuple(book.rows), notes=(*book.notes, *book.roster.notes),
            relations=tuple(book.relations), claims=tuple(book.claims), unread=tuple(heard.unread),
            disputes=tuple(doubted(heard.told)),
            made=made,
        )  # fmt: skip

    def _first(self, held: Conversation, prompt: Prompt, chunks: tuple[Chunk, ...], title: str) -> Heard:
        turn = Turn(prompt, (("title", title),))
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            return sum_up(list(pool.map(lambda chunk: held.hear(chunk, turn), chunks)))

    def _second(self, held: Conversation, prompt: Prompt, document: Document, book: Book, told: list[Told], title: str) -> Heard | None:
        """One more question about money, rates and scores of chunks that were read but left them open."""
        open_ = still_open(told, book.used)
        chunks = left_open(document, told, open_)
        if not chunks:
            return None
        known = tuple(book.roster.texts)
        again = replace(held, known=known, only=open_)
        turn = Turn(prompt, (("title", title), ("names", "、".join(map(shown, known)) or "（无）")))
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            found = sum_up(list(pool.map(lambda chunk: again.hear(chunk, turn), chunks)))
        found.unread.clear()  # its sentences were read once; their numerals stay unclaimed, which the ledger says
        return found


def sum_up(heard: Sequence[Heard]) -> Heard:
    """All that was heard, in the order of the chunks."""
    total = Heard()
    for one in heard:
        total = total.add(one)
    return total


def _book(document: Document, told: Sequence[Told]) -> Book:
    """One book of everything told. The year is the title's, else the one most chunks name, else the one most printed."""
    title = read_title(document)
    organisation = read_organisation(document, title)
    book = Book(read_year(document, title) or _year(told), organisation.text if organisation else None)
    tell(book, document, told)
    one_total(book)
    fund = read_fund(title)
    known = book.roster.find(fund) if fund is not None else None
    if known is not None:
        _give(book, known)
    return book


def _give(book: Book, fund: Words) -> None:
    """What a report about one fund says of itself it says of the fund: its score table, its claims, figures without a label."""
    book.facts[:] = [replace(fact, owner=Owner(project=fund)) if fact.owner == Owner() else fact for fact in book.facts]
    book.rows[:] = [replace(row, project=fund) if row.project is None else row for row in book.rows]
    book.claims[:] = [replace(claim, owner=Owner(project=fund)) if claim.owner is None else claim for claim in book.claims]


def _year(told: Sequence[Told]) -> int | None:
    years = [int(one.said.year) for one in told if one.said.year is not None and one.said.year.isdecimal()]
    return max(set(years), key=years.count) if years else None


def _organisation(told: Sequence[Told]) -> Words | None:
    for one in told:
        if one.said.organisation is not None and (found := Finder(one.marked).find(one.said.organisation)) is not None:
            return found
    return None
