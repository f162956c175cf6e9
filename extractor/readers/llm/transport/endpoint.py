"""One call to an endpoint, through LangChain's chat model and nothing else: no retries, no traces, no redirects."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from extractor.errors import ModelUnusable
from extractor.readers.llm.asking import Question, Usage
from extractor.readers.llm.transport.modes import Abilities, bare, parameters, turns
from extractor.readers.llm.transport.settings import ModelSettings, host, is_loopback
from extractor.readers.llm.transport.translate import translate

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.outputs import ChatResult
    from openai.types.chat import ChatCompletion

_CONNECT = 20.0
"""Seconds for a connection; an answer may take longer."""
_ADVICE = "(?s)(This model does not support|Invalid schema for) OpenAI's structured output"
"""How langchain comments an error that the ladder deals with; it has no other switch."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the text as it was sent, why it ended, and whether the model declined."""

    text: str
    finish: str
    usage: Usage | None = None
    refused: bool = False


class Endpoint:
    """The endpoint of ``settings``. The libraries are loaded at the first call: a run from the cache never needs them."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._chat: BaseChatModel | None = None
        self._http: Any = None

    def call(self, question: Question, abilities: Abilities) -> Reply:
        """Ask once. Raises what ``translate`` makes of the library's errors, and keeps the library's own out of the chain:
        they may hold the key."""
        chat = self._connected()
        try:
            return _asked(chat, question, abilities)
        except Exception as error:  # noqa: BLE001 # whatever a library raises is translated, or raised again
            fault = translate(error, self._settings, abilities.mode)
        raise fault

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            if self._http is not None:
                self._http.close()
            self._chat = self._http = None

    def _connected(self) -> BaseChatModel:
        with self._lock:
            if self._chat is None:
                try:
                    self._chat = self._built()
                except Exception as error:  # noqa: BLE001 # its words may hold the key
                    kind = type(error).__name__
            if self._chat is not None:
                return self._chat
        raise ModelUnusable(f"模型的客户端建立不起来（{kind}）", host(self._settings), "请检查 --model 和 --base-url")

    def _built(self) -> BaseChatModel:
        """Address and key are always given, so that no variable of a gateway can put others in their place."""
        import openai
        from langchain.chat_models import init_chat_model

        warnings.filterwarnings("ignore", message=_ADVICE)
        settings = self._settings
        timeout = openai.Timeout(settings.timeout, connect=min(_CONNECT, settings.timeout))
        self._http = openai.DefaultHttpxClient(timeout=timeout, follow_redirects=False, trust_env=not is_loopback(settings.base_url))
        shared: dict[str, Any] = {
            "api_key": settings.key.reveal(), "timeout": timeout, "max_retries": 0, "http_client": self._http,
            "openai_proxy": None, "http_socket_options": (), "use_responses_api": False, "output_version": "v0",
            "disable_streaming": True, "cache": False,
        }  # fmt: skip
        if settings.provider == "azure_openai":
            azure: BaseChatModel = init_chat_model(
                settings.model, model_provider="azure_openai", azure_endpoint=settings.base_url, azure_deployment=settings.model,
                api_version=settings.api_version, **shared,
            )  # fmt: skip
            return azure
        plain: BaseChatModel = init_chat_model(settings.model, model_provider="openai", base_url=settings.base_url, **shared)
        return plain


def _asked(chat: BaseChatModel, question: Question, abilities: Abilities) -> Reply:
    from langchain_core.messages import convert_to_messages
    from openai import ContentFilterFinishReasonError, LengthFinishReasonError

    messages = convert_to_messages([{"role": turn.role, "content": turn.content} for turn in turns(question, abilities.mode)])
    try:
        # not ``invoke``: it hands every prompt to the callbacks and tracers that the environment may switch on
        result = chat._generate(messages, **parameters(question, abilities))
    except LengthFinishReasonError as cut:
        return _cut(cut.completion)
    except ContentFilterFinishReasonError:
        return Reply("", "content_filter")
    return _reply(result, abilities)


def _reply(result: ChatResult, abilities: Abilities) -> Reply:
    made = result.generations[0]
    message: Any = made.message
    finish = str((made.generation_info or {}).get("finish_reason") or "")
    usage = _usage((result.llm_output or {}).get("token_usage"))
    refused = bool(message.additional_kwargs.get("refusal"))
    if message.invalid_tool_calls:
        return Reply(str(message.invalid_tool_calls[0]["args"]), finish, usage, refused)
    if message.tool_calls:  # parsed by plain json.loads; our shapes hold no number that writing it again could change
        return Reply(json.dumps(message.tool_calls[0]["args"], ensure_ascii=False), finish, usage, refused)
    return Reply(bare(str(message.text), abilities.mode), finish, usage, refused)


def _cut(completion: ChatCompletion) -> Reply:
    return Reply("", "length", _usage(completion.usage.model_dump() if completion.usage else None))


def _usage(said: dict[str, Any] | None) -> Usage | None:
    if not said or not said.get("prompt_tokens"):
        return None
    return Usage(int(said["prompt_tokens"]), int(said.get("completion_tokens") or 0))
