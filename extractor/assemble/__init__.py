"""From readings to the record: mentions of one thing brought together, each kept, each with its place."""

from extractor.assemble.ledger import close_books
from extractor.assemble.record import Assembled, assemble

__all__ = ["Assembled", "assemble", "close_books"]
