from __future__ import annotations

import pickle

import pytest

from extractor.english import english
from extractor.errors import UsageError
from extractor.readers.llm.transport.settings import Key, ModelSettings, configure, host, is_loopback

SECRET = "sk-secret-0123456789abcdef"


def found(environ: dict[str, str], model: str | None = None, base_url: str | None = None) -> ModelSettings:
    settings = configure(environ, model, base_url)
    assert settings is not None
    return settings


def refused(environ: dict[str, str], model: str | None = None, base_url: str | None = None) -> UsageError:
    with pytest.raises(UsageError) as caught:
        configure(environ, model, base_url)
    assert english(caught.value.what).isascii()
    assert english(caught.value.todo).isascii()
    assert SECRET not in str(caught.value)
    return caught.value


def test_a_bare_key_configures_nothing() -> None:
    assert configure({"OPENAI_API_KEY": SECRET}) is None


@pytest.mark.parametrize(
    ("model", "base_url", "environ", "expected"),
    [
        ("gpt-5.4-mini", None, {"OPENAI_API_KEY": SECRET}, ("openai", "gpt-5.4-mini", "https://api.openai.com/v1")),
        ("openai:gpt-5.4", None, {"OPENAI_API_KEY": SECRET}, ("openai", "gpt-5.4", "https://api.openai.com/v1")),
        ("qwen3:8b", "http://localhost:11434/v1/", {}, ("openai", "qwen3:8b", "http://localhost:11434/v1")),
        ("ollama:qwen3:8b", None, {}, ("ollama", "qwen3:8b", "http://localhost:11434/v1")),
        ("llamacpp:any", None, {}, ("llamacpp", "any", "http://localhost:8080/v1")),
        ("deepseek-flash", None, {"DEEPSEEK_API_KEY": SECRET}, ("deepseek", "deepseek-flash", "https://api.deepseek.com")),
        ("qwen-plus", None, {"DASHSCOPE_API_KEY": SECRET}, ("dashscope", "qwen-plus", "https://dashscope.aliyuncs.com/compatible-mode/v1")),
        ("qwen3", None, {"OPENAI_BASE_URL": "http://10.0.0.7:8000/v1"}, ("openai", "qwen3", "http://10.0.0.7:8000/v1")),
        ("azure_openai:mine", None, {"AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com", "AZURE_OPENAI_API_KEY": SECRET},
         ("azure_openai", "mine", "https://x.openai.azure.com")),
        (None, None, {"EXTRACTOR_MODEL": "m", "EXTRACTOR_BASE_URL": "http://h/v1"}, ("openai", "m", "http://h/v1")),
    ],
)  # fmt: skip
def test_who_is_asked(model: str | None, base_url: str | None, environ: dict[str, str], expected: tuple[str, str, str]) -> None:
    settings = found(environ, model, base_url)
    assert (settings.provider, settings.model, settings.base_url) == expected


def test_options_come_before_the_environment() -> None:
    environ = {"EXTRACTOR_MODEL": "a", "EXTRACTOR_BASE_URL": "http://a/v1", "EXTRACTOR_API_KEY": "k1", "OPENAI_API_KEY": "k2"}
    settings = found(environ, "b", "http://b/v1")
    assert (settings.model, host(settings), settings.key) == ("b", "b", Key("k1"))


def test_no_key_where_one_is_needed() -> None:
    assert "OPENAI_API_KEY" in refused({}, "gpt-5.4").todo
    assert "DEEPSEEK_API_KEY" in refused({"OPENAI_API_KEY": SECRET}, "deepseek-flash").todo
    assert refused({"AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com"}, "azure_openai:m").what == "没有密钥"


def test_no_address_where_one_is_needed() -> None:
    assert "AZURE_OPENAI_ENDPOINT" in refused({"AZURE_OPENAI_API_KEY": SECRET}, "azure_openai:m").todo


@pytest.mark.parametrize("url", [f"https://user:{SECRET}@h/v1", f"https://h/v1?key={SECRET}", f"https://{SECRET}@h/v1"])
def test_an_address_with_a_secret_in_it(url: str) -> None:
    assert refused({}, "m", url).what == "地址里不能带用户名、密码或参数"


@pytest.mark.parametrize("url", ["ftp://h/v1", "localhost:8000", "http://", "http://h:port/v1", "http://[::1"])
def test_what_is_no_address(url: str) -> None:
    assert refused({}, "m", url).what == "不是 http 或 https 地址"


@pytest.mark.parametrize("key", [f"{SECRET}\nx", f"{SECRET} x", f"{SECRET}密"])
def test_a_key_that_no_header_can_hold(key: str) -> None:
    assert "重新复制" in refused({"EXTRACTOR_API_KEY": key}, "m", "http://h/v1").todo


def test_a_key_does_not_show() -> None:
    settings = found({"EXTRACTOR_API_KEY": SECRET}, "m", "http://h/v1")
    assert SECRET not in f"{settings!r} {settings.key!r} {settings.key!s} {settings.key}"
    assert settings.key.reveal() == SECRET
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_a_share_for_each_process() -> None:
    settings = ModelSettings("m", "openai", "http://h/v1", concurrency=5)
    assert [settings.among(n).concurrency for n in (1, 2, 5, 9)] == [5, 2, 1, 1]


@pytest.mark.parametrize(("url", "here"), [("http://localhost:1/v1", True), ("http://127.0.0.1/v1", True), ("http://[::1]:8/v1", True),
                                           ("http://10.0.0.1/v1", False), ("https://localhost.example/v1", False)])  # fmt: skip
def test_this_machine(url: str, here: bool) -> None:
    assert is_loopback(url) is here
