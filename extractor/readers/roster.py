"""The projects that a report names: gathered from tables and lists first, so that prose can be matched against them."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.readers.base import Note, Words
from extractor.readers.names import SAME, align, best_match
from extractor.readers.words import key_of


@dataclass
class Roster:
    """Known projects in order of first sight, and every other form under which one of them is named."""

    names: list[Words] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The names alone."""
        return [name.text for name in self.names]

    def find(self, mention: Words, floor: float = SAME) -> Words | None:
        """The project that a mention means; null where no name, or more than one, fits."""
        index = best_match(mention.text, self.texts, floor)
        return None if index is None else self._seen(self.names[index], mention)

    def add(self, mention: Words) -> Words:
        """The project of that name, made known if it is new."""
        known = self.find(mention)
        if known is not None:
            return known
        self.names.append(mention)
        return mention

    def join(self, mentions: list[Words], grow: bool) -> dict[int, Words]:
        """A list of names aligned with the known ones, one to one; with ``grow`` the unmatched become known."""
        found = align([mention.text for mention in mentions], self.texts)
        joined: dict[int, Words] = {}
        for index, mention in enumerate(mentions):
            if index in found:
                joined[index] = self._seen(self.names[found[index]], mention)
            elif grow:
                self.names.append(mention)
                joined[index] = mention
        return joined

    def _seen(self, known: Words, mention: Words) -> Words:
        if key_of(known.text) != key_of(mention.text) or known.text != mention.text:
            self.notes.append(Note(known, "name", mention))
        return known
