"""Which printed figure is wrong: the cheapest few changes that repair every broken relation and break none."""

from __future__ import annotations
