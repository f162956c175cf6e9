"""Which reader, which model and within what bounds, from the options and the environment.

Environment: ``EXTRACTOR_MODEL`` and ``EXTRACTOR_BASE_URL`` stand for ``--model`` and ``--base-url``; ``EXTRACTOR_API_KEY`` or the
provider's own variable holds the key, which is no option: a command line is seen by others and kept by shells.
``EXTRACTOR_PRICES`` names another price table.
"""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.grammar import ReaderName
from extractor.run_words import Lang, say

if TYPE_CHECKING:
    from extractor.readers.llm.transport.settings import ModelSettings


def chosen(found: Namespace, environ: Mapping[str, str], lang: Lang) -> tuple[ReaderName, ModelSettings | None]:
    """The reader, and its model unless it is the rules. A model is configured if it is named; a key alone configures nothing."""
    named = {"--model": found.model, "--base-url": found.base_url}
    for option, value in named.items():
        if value is not None and not value.strip():  # a variable of the user's was not set: text must not go elsewhere
            raise UsageError(say(lang, "no_value"), option, say(lang, "no_value.todo"))
    numbers = {name: _whole_or_none(name, getattr(found, name), lang) for name in ("concurrency", "rpm", "tpm", "max_calls", "max_tokens")}
    cost = _cost(found.max_cost, lang)
    if found.reader == "rules":
        return "rules", None
    model = _model(found, environ)
    if model is None:
        asking = f"--reader {found.reader}" if found.reader else "--base-url" if found.base_url else None
        if asking is None:
            return "rules", None
        raise UsageError(say(lang, "no_model"), asking, say(lang, "no_model.todo"))
    bounded = replace(
        model, concurrency=numbers["concurrency"] or model.concurrency, rpm=numbers["rpm"], tpm=numbers["tpm"],
        max_calls=numbers["max_calls"], max_tokens=numbers["max_tokens"], max_cost=cost,
    )  # fmt: skip
    _has_price(bounded, lang)
    return found.reader or "both", bounded


def whole(option: str, value: str, lang: Lang) -> int:
    """A number from 1. ``option`` is an option or a variable."""
    if not re.fullmatch(r"[0-9]{1,12}", value) or not int(value):
        sample = option if option.startswith("--") else f"{option} ="
        raise UsageError(say(lang, "number", value=value), option, say(lang, "number.todo", option=sample))
    return int(value)


def _whole_or_none(name: str, value: str | None, lang: Lang) -> int | None:
    return None if value is None else whole(f"--{name.replace('_', '-')}", value, lang)


def _cost(value: str | None, lang: Lang) -> Decimal | None:
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value) or not Decimal(value):
        raise UsageError(say(lang, "amount", value=value), "--max-cost", say(lang, "amount.todo"))
    return Decimal(value)


def _model(found: Namespace, environ: Mapping[str, str]) -> ModelSettings | None:
    """A dry run sends nothing and needs no key."""
    from extractor.readers.llm.transport.settings import configure

    return configure({**environ, "EXTRACTOR_API_KEY": "none"} if found.dry_run else environ, found.model, found.base_url)


def _has_price(model: ModelSettings, lang: Lang) -> None:
    """A price table that cannot be read, and a cap on a cost that nobody can tell, are met before any work."""
    if model.max_cost is None and model.prices is None:
        return
    from extractor.readers.llm.transport.meter import price_of

    if price_of(model.model, model.prices) is None and model.max_cost is not None:
        raise UsageError(say(lang, "no_price", model=model.model), "--max-cost", say(lang, "no_price.todo"))
