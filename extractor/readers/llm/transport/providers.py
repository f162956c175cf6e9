"""Who serves models through the OpenAI interface: where they are, and where each looks for its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider. ``keyless``: runs on the user's own machine."""

    base_url: str | None
    key_variables: tuple[str, ...] = ("OPENAI_API_KEY",)
    url_variables: tuple[str, ...] = ("OPENAI_BASE_URL", "OPENAI_API_BASE")
    keyless: bool = False
    api_version: str | None = None


PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider("https://api.openai.com/v1"),
    "azure_openai": Provider(None, ("AZURE_OPENAI_API_KEY", "OPENAI_API_KEY"), ("AZURE_OPENAI_ENDPOINT",), api_version="2024-10-21"),
    "deepseek": Provider("https://api.deepseek.com", ("DEEPSEEK_API_KEY",), ("DEEPSEEK_API_BASE",)),
    "dashscope": Provider("https://dashscope.aliyuncs.com/compatible-mode/v1", ("DASHSCOPE_API_KEY",), ("DASHSCOPE_BASE_URL",)),
    "openrouter": Provider("https://openrouter.ai/api/v1", ("OPENROUTER_API_KEY",), ("OPENROUTER_API_BASE",)),
    "ollama": Provider("http://localhost:11434/v1", ("OLLAMA_API_KEY",), ("OLLAMA_BASE_URL",), keyless=True),
    "vllm": Provider("http://localhost:8000/v1", ("VLLM_API_KEY",), ("VLLM_BASE_URL",), keyless=True),
    "llamacpp": Provider("http://localhost:8080/v1", ("LLAMA_API_KEY",), ("LLAMACPP_BASE_URL",), keyless=True),
}
_BY_NAME = {"deepseek": "deepseek", "qwen": "dashscope", "qwq": "dashscope"}


def provider_of(model: str, addressed: bool) -> tuple[str, str]:
    """Provider and bare name of ``model``: its prefix decides (``ollama:qwen3:8b``), else an address means any OpenAI-compatible
    endpoint, else the name says whose it is."""
    prefix, colon, rest = model.partition(":")
    if colon and rest and prefix in PROVIDERS:
        return prefix, rest
    if addressed:
        return "openai", model
    return next((provider for start, provider in _BY_NAME.items() if model.lower().startswith(start)), "openai"), model
