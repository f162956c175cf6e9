"""Which model, where, and within what bounds: taken once from options and environment, then plain values.

Environment: ``EXTRACTOR_MODEL``, ``EXTRACTOR_BASE_URL``, ``EXTRACTOR_API_KEY`` and ``EXTRACTOR_PRICES`` (a price table); beside
them each provider's own variables (``OPENAI_API_KEY``, ``OPENAI_BASE_URL``, ``AZURE_OPENAI_ENDPOINT``, ``DEEPSEEK_API_KEY`` …).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from extractor.errors import UsageError
from extractor.readers.llm.transport.providers import PROVIDERS, Provider, provider_of

_NO_KEY = "none"
"""Sent where an endpoint wants no key: the client library insists on one."""


class Key:
    """A key that does not show: not in a repr, a format or an error. Pickled by value, for the pipe to a worker process only."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The key itself, for the client library."""
        return self._text

    def __repr__(self) -> str:
        """Stars."""
        return "Key(***)"

    def __eq__(self, other: object) -> bool:
        """Equal text."""
        return isinstance(other, Key) and self._text == other._text

    def __hash__(self) -> int:
        """By the text."""
        return hash(self._text)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long transient faults are borne: calls in all, seconds in all, calls where nobody is there, and the pauses between."""

    attempts: int = 6
    seconds: float = 600.0
    unreachable: int = 3
    first: float = 1.0
    longest: float = 30.0
    asked: float = 120.0


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model and the bounds of its use; can be pickled. Caps and rates are those of a whole run, ``concurrency`` of a process."""

    model: str
    provider: str
    base_url: str
    key: Key = field(default=Key(_NO_KEY), repr=False)
    api_version: str | None = None
    concurrency: int = 4
    rpm: int | None = None
    tpm: int | None = None
    max_calls: int | None = None
    max_tokens: int | None = None
    max_cost: Decimal | None = None
    timeout: float = 180.0
    prices: Path | None = None
    patience: Patience = Patience()

    def among(self, processes: int) -> ModelSettings:
        """The share of each of several processes."""
        return replace(self, concurrency=max(1, self.concurrency // processes))


def configure(environ: Mapping[str, str], model: str | None = None, base_url: str | None = None) -> ModelSettings | None:
    """The settings for ``model``, or the environment's; null where no model is named. Errors: ``UsageError``."""
    named = model or environ.get("EXTRACTOR_MODEL", "")
    if not named.strip():
        return None
    given = base_url or environ.get("EXTRACTOR_BASE_URL", "")
    provider, name = provider_of(named.strip(), bool(given or _first(environ, PROVIDERS["openai"].url_variables)))
    kind = PROVIDERS[provider]
    url = _checked(given or _first(environ, kind.url_variables) or kind.base_url or "", kind)
    prices = environ.get("EXTRACTOR_PRICES")
    return ModelSettings(
        model=name, provider=provider, base_url=url, key=_key(environ, kind, url),
        api_version=environ.get("OPENAI_API_VERSION") or kind.api_version, prices=Path(prices) if prices else None,
    )  # fmt: skip


def host(settings: ModelSettings) -> str:
    """The host that will receive text."""
    return host_of(settings.base_url)


def host_of(url: str) -> str:
    """Host and port alone, whatever else an address holds."""
    return urlsplit(url).netloc.rpartition("@")[2]


def is_loopback(url: str) -> bool:
    """Whether an address is this machine, where a proxy has no business."""
    name = urlsplit(url).hostname or ""
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _first(environ: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((environ[name].strip() for name in names if environ.get(name, "").strip()), None)


def _checked(url: str, kind: Provider) -> str:
    """User, password or query in an address would be written wherever addresses are; keys have their own variable."""
    if not url:
        raise UsageError("没有模型服务的地址", "--base-url", f"请给出 --base-url，或设置 {kind.url_variables[0]}")
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        fine = False
    if not fine:
        raise UsageError("不是 http 或 https 地址", "--base-url", "例如 http://localhost:8000/v1")
    if parts.username is not None or parts.query or parts.fragment:
        raise UsageError("地址里不能带用户名、密码或参数", "--base-url", "请把密钥写进 EXTRACTOR_API_KEY")
    return url.rstrip("/")


def _key(environ: Mapping[str, str], kind: Provider, url: str) -> Key:
    """An endpoint at an address of the user's own may want no key."""
    found = _first(environ, ("EXTRACTOR_API_KEY", *kind.key_variables))
    if found is None:
        if kind.base_url in (None, url) and not kind.keyless:
            raise UsageError("没有密钥", host_of(url), f"请设置 EXTRACTOR_API_KEY 或 {kind.key_variables[0]}")
        return Key(_NO_KEY)
    if not (found.isascii() and found.isprintable()) or " " in found:
        raise UsageError("密钥里有空格、换行或非英文字符", host_of(url), "请重新复制密钥")
    return Key(found)
