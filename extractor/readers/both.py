"""The reader made of two: the rules and a model read the same report, and what they say is reconciled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Document, Span
from extractor.readers.base import Reader, Reading
from extractor.readers.reconcile import reconcile


@dataclass(frozen=True)
class BothReader:
    """Rules and model together. What the model cannot read the rules still read, and it is told as unread by the model."""

    rules: Reader
    model: Reader
    name: str = "both"

    def read(self, document: Document, chunks: Sequence[Span]) -> Reading:
        """Read with both. Errors: those of the readers."""
        return reconcile(document, self.rules.read(document, chunks), self.model.read(document, chunks))
