"""How well the checks find a planted fault and name the wrong figure, on clean records of our own and of the gold files."""

from __future__ import annotations
