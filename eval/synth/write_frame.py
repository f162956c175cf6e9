"""Title, headings and paragraphs without figures."""

from __future__ import annotations

from collections.abc import Iterator

from eval.synth.blocks import Block, Pieces
from eval.synth.draft import Draft
from eval.synth.numbers import chinese
from eval.typeset.blocks import Text


class Frame:
    """Numbers the headings of one report and says what stands around the figures."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.style = draft.chance.choice(["一、", "一、", "（一）", "1."])
        self.main = self.sub = 0
        world = draft.world
        doc = f"{world.place[:1]}财绩〔{world.year}〕{draft.chance.randint(3, 98)}号"
        phone = f"{draft.chance.randint(100000, 999999)}"
        self.parts = {
            "place": world.place, "self": world.self_word, "org": world.organisation, "year": str(world.year), "next": str(world.year + 1),
            "doc": doc, "phone": phone,
        }  # fmt: skip

    def title(self) -> tuple[str, list[Block]]:
        """The title as the truth holds it, and its lines."""
        draft, world = self.draft, self.draft.world
        name = world.fund if world.genre == "transfer" else world.items[0].name
        template: str = draft.pick("head", "titles", world.genre)
        title = template.format(org=world.organisation, year=world.year, name=name)
        blocks: list[Block] = []
        if draft.chance.random() < 0.2:
            blocks.append(Text("line", (draft.pick("head", "lines", "attachment"),)))
        if title.startswith(world.organisation) and draft.chance.random() < 0.45:
            draft.used("title on two lines")
            lines = [world.organisation, title.removeprefix(world.organisation)]
        else:
            lines = [title]
        blocks += [Text("title", (line,)) for line in lines]
        if world.organisation not in title:
            blocks.append(Text("line", (f"填报单位：{world.organisation}",)))
        if draft.chance.random() < 0.2:
            deliver: str = draft.pick("head", "lines", "deliver")
            blocks.append(Text("line", (deliver.format(level=world.place[-1]),)))
        return title, blocks

    def heading(self, part: str, tail: Pieces = ()) -> Text[Pieces]:
        """一、 二、 … in this report's style."""
        self.main, self.sub = self.main + 1, 0
        number = {"一、": f"{chinese(self.main)}、", "（一）": f"（{chinese(self.main)}）", "1.": f"{self.main}."}[self.style]
        return Text("heading", (number + self.draft.pick("headings", part), *tail))

    def under(self, words: Pieces) -> Text[Pieces]:
        """（一） （二） … below the heading."""
        self.sub += 1
        number = (
            f"（{chinese(self.sub)}）"
            if self.style == "一、"
            else f"{self.sub}、"
            if self.style == "（一）"
            else f"{self.main}.{self.sub} "
        )
        return Text("heading", (number, *words))

    def filler(self, kind: str, count: int = 1) -> Iterator[Text[Pieces]]:
        """Paragraphs that say nothing in figures."""
        texts = self.draft.words("filler", kind)
        for text in self.draft.chance.sample(texts, min(count, len(texts))):
            yield Text("paragraph", (text.format(**self.parts),))

    def section(self, part: str, kind: str, likely: float = 1.0, count: int = 2) -> Iterator[Block]:
        """A whole section of filler, with some likelihood."""
        if self.draft.chance.random() < likely:
            yield self.heading(part)
            yield from self.filler(kind, self.draft.chance.randint(1, count))
