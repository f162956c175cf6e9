"""The finance system's figures (批复, 调整, 决算), against which reports are checked."""

from extractor.reference.shapes import Line, Measure, Reference
from extractor.reference.workbook import read_reference

__all__ = ["Line", "Measure", "Reference", "read_reference"]
