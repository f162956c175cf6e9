"""Foreign errors as ours. Nothing that a server wrote is passed on: it may repeat the key, the address or the report."""

from __future__ import annotations

import email.utils
import re
import ssl
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.errors import ModelUnusable
from extractor.readers.llm.asking import GaveUp, Refused, Truncated
from extractor.readers.llm.transport import wording
from extractor.readers.llm.transport.faults import Transient, Unsupported
from extractor.readers.llm.transport.modes import Mode
from extractor.readers.llm.transport.settings import ModelSettings, host

if TYPE_CHECKING:
    import openai

_NOT_AN_ENDPOINT = "回应不是模型接口的格式"
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What the libraries raise over a reply with status 200 that is a web page, or JSON of another kind."""
_PASSING = frozenset({408, 409, 425, 429})


def translate(error: Exception, settings: ModelSettings, mode: Mode) -> Exception:
    """The fault that ``error`` stands for; itself where it is no fault of a call but of this program."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _by_status(error, settings, mode)
    if isinstance(error, openai.APIConnectionError):
        return _by_connection(error, settings)
    if isinstance(error, (openai.APIError, *_MALFORMED)):
        return Transient(_NOT_AN_ENDPOINT, strange=True)
    return error


def unusable_place(settings: ModelSettings) -> ModelUnusable:
    """Something answers, but it is no model endpoint."""
    return ModelUnusable("这个地址没有对话接口", host(settings), "请检查 --base-url，通常以 /v1 结尾")


def nobody_there(settings: ModelSettings) -> ModelUnusable:
    """No connection came about, however often."""
    return ModelUnusable("连接不上", host(settings), "请检查 --base-url、服务是否已启动、网络和代理")


def _by_status(error: openai.APIStatusError, settings: ModelSettings, mode: Mode) -> Exception:
    """What the words say first, what the number says after: endpoints use 400, 403, 404, 422 and 500 for one another."""
    said, status = wording.said(error.body, error.message), error.status_code
    if fault := _by_words(said, status, settings, mode):
        return fault
    if fatal := _FATAL.get(status):
        return ModelUnusable(fatal[0], host(settings), fatal[1])
    if 300 <= status < 400:
        return ModelUnusable(f"要求转到别的地址（HTTP {status}）", host(settings), "请在 --base-url 里直接写最终的地址")
    if status in _PASSING or status >= 500:
        return Transient(f"HTTP {status}", after=_after(error))
    if status == 413:
        return Truncated("提问超过端点接受的长度")
    return GaveUp(f"端点不接受这个请求（HTTP {status}）")


_FATAL = {
    401: ("密钥无效（HTTP 401）", "请检查 EXTRACTOR_API_KEY 或服务商自己的密钥变量是否属于这个地址"),
    402: ("余额或配额已用完", "请充值或更换密钥后重新运行，已得到的回答不会重复询问"),
    403: ("没有使用权限（HTTP 403）", "请检查密钥的权限和服务商对地区的限制"),
    404: ("这个地址没有对话接口", "请检查 --base-url，通常以 /v1 结尾"),
    405: ("这个地址没有对话接口", "请检查 --base-url，通常以 /v1 结尾"),
    407: ("代理要求登录（HTTP 407）", "请检查代理设置"),
}


def _by_words(said: str, status: int, settings: ModelSettings, mode: Mode) -> Exception | None:
    if status in (401, 407):  # a wrong key is a wrong key, whatever else is said
        return None
    if wording.QUOTA.search(said):
        return ModelUnusable(_FATAL[402][0], host(settings), _FATAL[402][1])
    if status == 429 or 300 <= status < 400:
        return None
    if wording.TOO_LONG.search(said):
        return Truncated("提问超过模型的上下文长度")
    if wording.FILTERED.search(said):
        return Refused("服务商的内容审查拦下了这一段")
    if part := wording.unsupported(said, status, mode):
        return Unsupported(part)
    if wording.REGION.search(said):
        return ModelUnusable("服务商不向所在地区提供服务", host(settings), "请换一个可用的地址（--base-url）")
    if wording.BAD_KEY.search(said):
        return ModelUnusable("密钥无效", host(settings), _FATAL[401][1])
    if status in (400, 403, 404) and wording.NO_MODEL.search(said):
        return ModelUnusable(f"没有名为 {settings.model} 的模型", host(settings), "请检查 --model，可用的名称见服务商的说明")
    return None


def _by_connection(error: openai.APIConnectionError, settings: ModelSettings) -> Exception:
    names = [type(cause).__name__ for cause in _causes(error)]
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error)):
        return ModelUnusable("证书校验失败", host(settings), "请检查地址、系统时间和证书；内网证书可用 SSL_CERT_FILE 指明")
    if {"ConnectError", "ConnectTimeout", "ProxyError"} & set(names):
        return Transient("连接不上", unreachable=True)
    if any("Timeout" in name for name in names):
        return Transient("超时")
    return Transient("连接中断")


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _after(error: openai.APIStatusError) -> float | None:
    """Retry-After, in seconds or as a date."""
    said = error.response.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", said):
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return None
