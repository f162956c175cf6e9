"""The words in which endpoints say what is wrong; each has its own, few have codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractor.readers.llm.transport.faults import Part
from extractor.readers.llm.transport.modes import Mode

_EMPTY = re.compile(r"invalid_request_error|bad_?request(?:error)?", re.IGNORECASE)
"""Types of error that say no more than the status does."""
_ECHO = re.compile(r"""['"](?:input|ctx|body)['"]\s*:.*""", re.DOTALL)
"""vLLM and FastAPI repeat the request after what is wrong with it."""
_READ = frozenset({"error", "errors", "message", "msg", "code", "type", "param", "detail", "loc", "object", "reason", "metadata", "raw"})
_MOST = 4000

QUOTA = re.compile(
    r"insufficient_quota|exceeded your current quota|insufficient (?:account )?balance|billing_(?:hard_limit|not_active)"
    r"|arrearage|allocationquota|free.?tier.?only|credit balance|余额不足|欠费|免费额度"
)
TOO_LONG = re.compile(
    r"context_length_exceeded|context.?length|context window|context size|contextwindowexceeded"
    r"|maximum.{0,40}tokens.{0,40}request|(?:prompt|input|request|message)s? (?:is |are )?too (?:long|large)"
    r"|range of input length|input tokens exceed|too many (?:input )?tokens"
    r"|string_above_max_length|max_input_tokens|exceed_context|上下文长度|输入过长"
)
FILTERED = re.compile(
    r"content_?filter|content_policy|responsibleaipolicy|data_?inspection_?failed|inappropriate content|content exists risk"
    r"|moderation|safety system|sensitive (?:content|word|information)|内容审查|敏感|违规"
)
REGION = re.compile(r"unsupported_country|country, region|region.{0,40}not (?:supported|available)|location is not supported")
BAD_KEY = re.compile(
    r"invalid_?api_?key|incorrect api key|invalid (?:api.?)?key|api key not valid|authentication fail|invalid_authentication"
)
NO_MODEL = re.compile(
    r"model_?not_?found|model.{0,80}(?:not found|does not exist|not exist|is not supported|not available|unknown|not a valid)"
    r"|(?:unknown|invalid|no such|unsupported) model|deploymentnotfound|not a valid model|no endpoints found for|模型不存在"
)

_NOT = (
    r"not support|unsupport|doesn't support|not available|unavailable|unknown|unrecogni[sz]ed|unexpected|extra|not permitted"
    r"|not allowed|not implement|invalid|must be|should be|one of|requires?\b|only |cannot|can't|could not|failed|disabled|not enabled"
    r"|no endpoints found that|不支持|无效|未知"
)
_DENIED = re.compile(_NOT)
_SCHEMA = re.compile(r"response_?format|json.?schema|structured|guided|grammar|requested parameters|strict")
_TOOLS = re.compile(r"\btools?\b|tool.?choice|tool.?calls?|tool.?use|function.?call|\bfunctions?\b|requested parameters|strict|schema")
_JSON = re.compile(r"response_?format|json.?object|json.?mode|grammar|requested parameters")
_MODE_WORDS: Mapping[Mode, re.Pattern[str] | None] = {"json_schema": _SCHEMA, "tools": _TOOLS, "json_object": _JSON, "prompt": None}
_LIMIT = re.compile(r"max_(?:completion_)?tokens")
_SIZE = re.compile(r"range|too large|at most|less than|greater than|between|exceed|maximum|supports? (?:at most|up to)")
_LACKING = frozenset({400, 404, 415, 422, 500, 501})


def said(body: object, message: str) -> str:
    """What an error says in small letters, without the parts of the request that it repeats."""
    parts = list(_strings(body)) or [message]
    return _EMPTY.sub("", " ".join(_ECHO.sub("", part) for part in parts)[:_MOST]).lower()


def unsupported(words: str, status: int, mode: Mode) -> Part | None:
    """What the endpoint complains of, if it is something that can be left out."""
    if status not in _LACKING:
        return None
    if "temperature" in words and _DENIED.search(words):
        return "temperature"
    if _LIMIT.search(words):
        return "size" if _SIZE.search(words) else "limit"
    asked = _MODE_WORDS[mode]
    return "mode" if asked is not None and asked.search(words) and _DENIED.search(words) else None


def _strings(node: object, key: str = "message") -> Iterator[str]:
    if isinstance(node, str | int):
        if key in _READ:
            yield str(node)
    elif isinstance(node, Mapping):
        for name, part in node.items():
            yield from _strings(part, str(name)) if name in _READ else ()
    elif isinstance(node, list):
        for part in node:
            yield from _strings(part, key)
