"""The finance system's figures (批复, 调整, 决算), against which reports are checked."""

from extractor.reference.shapes import HASH, NAME, Line, Measure, Reference
from extractor.reference.workbook import read_reference

__all__ = ["HASH", "NAME", "Line", "Measure", "Reference", "read_reference"]
