"""Where text goes and where it does not; what is loaded, and what never shows."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import ModelUnusable
from extractor.readers.llm.asking import AnswerFault
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.settings import Key, ModelSettings
from extractor.store import Store
from llm.conftest import Make
from llm.fault_server import FAULTS, HASTE, FaultServer
from llm.questions import GOOD, good, question

ROOT = Path(__file__).parents[2]
SECRET = "sk-planted-abcdef0123456789"
TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING")
LOAD_ALL = """
import importlib, pkgutil, sys
import extractor.readers.llm as package
for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not found.name.endswith(".policy"):
        importlib.import_module(found.name)
loaded = {"langchain", "langchain_core", "langchain_openai", "openai", "tenacity", "httpx2"} & set(sys.modules)
assert not loaded, loaded
"""


def test_importing_loads_no_library() -> None:
    subprocess.run([sys.executable, "-c", LOAD_ALL], cwd=ROOT, check=True)


def test_building_loads_no_library(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.settings import ModelSettings
from extractor.store import Store
with Store(Path(sys.argv[1])) as store, build(ModelSettings("m", "openai", "http://127.0.0.1:1/v1"), store, "run"):
    assert not {"langchain", "langchain_core", "openai"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-W", "error", "-c", script, str(tmp_path / "s")], cwd=ROOT, check=True)


TRACED = """
import sys
from pathlib import Path
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.settings import configure
from extractor.store import Store
sys.path.insert(0, "tests")
from llm.questions import question
import os
settings = configure(os.environ, "oracle", sys.argv[2])
with Store(Path(sys.argv[1])) as store, build(settings, store, "run") as model:
    print(model.ask(question()).text)
"""


def test_whatever_the_environment_says_text_goes_to_one_host(tmp_path: Path) -> None:
    """Tracing, gateways, proxies and other addresses in the environment all point at a server that must hear nothing."""
    with FaultServer(good) as server, FaultServer(good) as spy:
        trap = spy.url.removesuffix("/v1")
        environ = {
            "PATH": "/usr/bin", "PYTHONUTF8": "1", "OPENAI_API_KEY": SECRET, "OPENAI_LOG": "debug", "OPENAI_BASE_URL": spy.url,
            "OPENAI_API_BASE": spy.url, "OPENAI_PROXY": trap, "HTTP_PROXY": trap, "http_proxy": trap, "ALL_PROXY": trap, "HTTPS_PROXY": trap,
            "LANGSMITH_API_KEY": "lsv2_pt_0123456789", "LANGSMITH_ENDPOINT": trap, "LANGCHAIN_ENDPOINT": trap, "LANGSMITH_GATEWAY": trap,
            "LANGSMITH_GATEWAY_API_KEY": "lsv2_pt_9876543210", "LC_OUTPUT_VERSION": "v1", **dict.fromkeys(TRACING, "true"),
        }  # fmt: skip
        command = [sys.executable, "-W", "error", "-c", TRACED, str(tmp_path / "s.sqlite"), server.url]
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
        assert done.stdout == GOOD + "\n", done.stderr
        assert len(server.bodies) == 1
        assert server.headers[0]["Authorization"] == f"Bearer {SECRET}"
        assert spy.bodies == []
        assert not spy.calls
        assert SECRET not in done.stderr
        assert "lsv2" not in done.stderr


def test_old_tracing_alone_is_no_error(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGCHAIN_TRACING", "true")
    with FaultServer(good) as server:
        assert make(server).ask(question()).text == GOOD


def test_other_hosts_are_asked_through_the_proxy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer(good) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/v1"))
        settings = ModelSettings("oracle", "openai", "http://model.invalid/v1", patience=HASTE)
        with build(settings, store, "run") as model:
            assert model.ask(question()).text == GOOD
        assert proxy.headers[0]["Host"] == "model.invalid"


def test_azure(make: Make) -> None:
    paths: list[str] = []
    with FaultServer(good) as server:
        handler = server.server.RequestHandlerClass
        plain = handler.do_POST  # type: ignore[attr-defined]

        def noted(self: object) -> None:
            paths.append(self.path)  # type: ignore[attr-defined]
            self.path = self.path.partition("?")[0]  # type: ignore[attr-defined]
            plain(self)

        server.server.RequestHandlerClass = type("Noted", (handler,), {"do_POST": noted})
        base = server.url.removesuffix("/v1")
        model = make(server, provider="azure_openai", base_url=base, api_version="2024-10-21", key=Key(SECRET))
        assert model.ask(question()).text == GOOD
        assert paths == ["/openai/deployments/oracle/chat/completions?api-version=2024-10-21"]
        assert server.headers[0].get("api-key", server.headers[0].get("Api-Key")) == SECRET
        assert server.bodies[0]["max_completion_tokens"] == 500


def test_no_header_names_a_key_where_there_is_none(make: Make) -> None:
    with FaultServer(good) as server:
        make(server, key=Key("none")).ask(question())
        assert server.headers[0]["Authorization"] == "Bearer none"


@pytest.mark.parametrize("fault", FAULTS)
def test_no_key_shows_whatever_happens(
    make: Make, store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], fault: str
) -> None:
    caplog.set_level(logging.DEBUG)
    with FaultServer(good, faults=[fault], probability=1) as server:
        model = make(server, key=Key(SECRET))
        told = "" if (found := outcome(model)) is None else f"{found!r} {found.reason}"
    output = capfd.readouterr()
    assert SECRET not in told + caplog.text + output.out + output.err + repr(model) + repr(vars(model))
    assert all(SECRET.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def outcome(model: object) -> AnswerFault | None:
    try:
        model.ask(question())  # type: ignore[attr-defined]
    except AnswerFault as fault:
        return fault
    return None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 429, 500])
def test_no_echoed_key_shows(make: Make, status: int, caplog: pytest.LogCaptureFixture) -> None:
    echo = {"error": {"message": f"your key {SECRET}, Authorization: Bearer {SECRET}, at http://u:{SECRET}@h/?k={SECRET}", "code": SECRET}}
    standing = (status, echo, {"X-Echo": SECRET, "WWW-Authenticate": SECRET})
    with FaultServer(good, standing=standing) as server, pytest.raises((AnswerFault, ModelUnusable)) as caught:
        make(server, key=Key(SECRET)).ask(question())
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in f"{error!r} {error} {error.args} {vars(error)}"
        error = error.__cause__ or error.__context__
    assert SECRET not in caplog.text
