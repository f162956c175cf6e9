"""What a run spends, held against its caps before each call: failed calls count, and no call is begun that could pass a cap."""

from __future__ import annotations

import fnmatch
import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path

from extractor.errors import UsageError
from extractor.readers.llm.asking import CapReached, Usage
from extractor.readers.llm.transport.settings import ModelSettings
from extractor.store import Spent, Store

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Price:
    """Money for a million tokens each way."""

    currency: str
    sent: Decimal
    received: Decimal

    def cost(self, usage: Usage) -> Decimal:
        """What ``usage`` costs."""
        return (usage.sent * self.sent + usage.received * self.received) / _MILLION


def price_of(model: str, table: Path | None = None) -> Price | None:
    """The price of ``model`` in the table that comes with the program, or in another; null where it has none."""
    try:
        text = table.read_text(encoding="utf-8") if table else files(__package__).joinpath("prices.toml").read_text(encoding="utf-8")
        for entry in tomllib.loads(text)["price"]:
            if any(fnmatch.fnmatchcase(model.lower(), pattern.lower()) for pattern in entry["models"]):
                return Price(str(entry["currency"]), Decimal(str(entry["input"])), Decimal(str(entry["output"])))
    except OSError as error:
        raise UsageError(f"价格表读不出来（{error.strerror}）", "EXTRACTOR_PRICES", "请检查路径和权限") from error
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise UsageError("价格表的格式不对", "EXTRACTOR_PRICES", "请照随程序的 prices.toml 改正") from error
    return None


class Meter:
    """The account of run ``run``, shared by its processes through the store."""

    def __init__(self, settings: ModelSettings, store: Store, run: str) -> None:
        self._caps, self._store, self._run = settings, store, run
        self.price = price_of(settings.model, settings.prices)
        if settings.max_cost is not None and self.price is None:
            raise UsageError(f"价格表里没有 {settings.model}，不能限制费用", "--max-cost", "请用 EXTRACTOR_PRICES 给出价格表，或不写此项")

    def reserve(self, most: Usage) -> Spent:
        """Set aside what a call may take at most. Raises ``CapReached`` where a cap leaves no room for it."""
        held, passed = self._worth(most), list[str]()

        def fits(total: Spent) -> bool:
            passed.extend(filter(None, [self._passed(total)]))  # asked again later, others may have settled
            return not passed

        if not self._store.spend(self._run, held, fits):
            raise CapReached(f"已到本次运行的{passed[0]}上限")
        return held

    def settle(self, held: Spent, used: Usage, answered: bool) -> None:
        """Put what a call really took in the place of what was set aside for it."""
        more = self._worth(used) + -held + Spent(answered=answered)
        self._store.spend(self._run, more, lambda _total: True)

    def answered(self) -> bool:
        """Whether a model endpoint has answered in this run at all."""
        return self._store.spent(self._run).answered

    def _worth(self, usage: Usage) -> Spent:
        cost = self.price.cost(usage) if self.price else Decimal(0)
        return Spent(1, usage.sent, usage.received, cost)

    def _passed(self, total: Spent) -> str | None:
        """The cap that ``total`` would pass."""
        caps = self._caps
        if caps.max_calls is not None and total.calls > caps.max_calls:
            return "调用次数"
        if caps.max_tokens is not None and total.sent + total.received > caps.max_tokens:
            return " token 数"
        if caps.max_cost is not None and total.cost > caps.max_cost:
            return "费用"
        return None
