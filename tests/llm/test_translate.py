"""What each answer of an endpoint comes to, by real requests over loopback."""

from __future__ import annotations

import ast
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.english import english
from extractor.errors import ExtractorError, ModelUnusable
from extractor.readers.llm.asking import AnswerFault, Empty, GaveUp, Refused, Truncated
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.settings import Key, ModelSettings
from extractor.store import Store
from llm.conftest import Make
from llm.fault_server import HASTE, FaultServer
from llm.questions import GOOD, good, question

TRANSPORT = Path(__file__).parents[2] / "extractor" / "readers" / "llm" / "transport"


def error(message: str, code: str | int | None = None) -> dict[str, object]:
    return {"error": {"message": message, "type": "invalid_request_error", "code": code}}


FATAL = [
    (401, error("Incorrect API key provided", "invalid_api_key"), "密钥无效（HTTP 401）"),
    (400, error("API key not valid. Please pass a valid API key."), "密钥无效"),
    (403, error("Forbidden"), "没有使用权限（HTTP 403）"),
    (403, error("Country, region, or territory not supported", "unsupported_country_region_territory"), "服务商不向所在地区提供服务"),
    (402, error("Insufficient Balance"), "余额或配额已用完"),
    (429, error("You exceeded your current quota, please check your plan and billing details.", "insufficient_quota"), "余额或配额已用完"),
    (400, error("Access denied, please make sure your account is in good standing.", "Arrearage"), "余额或配额已用完"),
    (404, error("The model `oracle` does not exist or you do not have access to it.", "model_not_found"), "没有名为 oracle 的模型"),
    (404, error('model "oracle" not found, try pulling it first'), "没有名为 oracle 的模型"),
    (400, error("Model Not Exist"), "没有名为 oracle 的模型"),
    (404, error("The API deployment for this resource does not exist", "DeploymentNotFound"), "没有名为 oracle 的模型"),
    (400, error("oracle is not a valid model ID"), "没有名为 oracle 的模型"),
    (404, {"detail": "Not Found"}, "这个地址没有对话接口"),
    (404, "404 page not found", "这个地址没有对话接口"),
    (405, {"detail": "Method Not Allowed"}, "这个地址没有对话接口"),
    (407, "proxy wants a login", "代理要求登录（HTTP 407）"),
]


@pytest.mark.parametrize(("status", "body", "what"), FATAL, ids=range(len(FATAL)))
def test_what_stops_the_run_at_once(make: Make, status: int, body: object, what: str) -> None:
    with FaultServer(good, standing=(status, body, {})) as server:
        with pytest.raises(ModelUnusable) as caught:
            make(server).ask(question())
        assert caught.value.what == what
        assert caught.value.where == server.url.removeprefix("http://").removesuffix("/v1")
        assert len(server.bodies) == 1
    assert "\n" not in str(caught.value)


FAULTS = [
    (400, error("The response was filtered", "content_filter"), Refused, "内容审查"),
    (400, error("Input data may contain inappropriate content.", "data_inspection_failed"), Refused, "内容审查"),
    (400, error("Content Exists Risk"), Refused, "内容审查"),
    (413, "Request Entity Too Large", Truncated, "端点接受的长度"),
    (400, error("something else"), GaveUp, "HTTP 400"),
    (418, error("a teapot"), GaveUp, "HTTP 418"),
]


@pytest.mark.parametrize(("status", "body", "kind", "reason"), FAULTS, ids=range(len(FAULTS)))
def test_what_is_the_questions_own(make: Make, status: int, body: object, kind: type[AnswerFault], reason: str) -> None:
    with FaultServer(good, standing=(status, body, {})) as server:
        with pytest.raises(kind, match=reason):
            make(server).ask(question())
        assert len(server.bodies) == 1


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 529])
def test_what_may_pass_is_tried_again_until_patience_ends(make: Make, status: int) -> None:
    with FaultServer(good, standing=(status, error("later"), {})) as server:
        with pytest.raises(GaveUp, match=f"HTTP {status}"):
            make(server).ask(question())
        assert len(server.bodies) == HASTE.attempts


@pytest.mark.parametrize("body", ["<html>hello</html>", "[]", "3", '"text"', "{}", '{"choices": null}', '{"choices": []}', "", "{",
                                  '{"error": {"message": "upstream"}}', '{"choices": [{"message": null}]}'])  # fmt: skip
def test_a_page_that_is_no_model_endpoint(make: Make, body: str) -> None:
    """With status 200 it may be a gateway's passing trouble; if nothing ever answered as an endpoint does, the address is wrong."""
    with FaultServer(good, standing=(200, body, {})) as server:
        with pytest.raises(ModelUnusable, match="没有对话接口"):
            make(server).ask(question())
        assert len(server.bodies) == HASTE.attempts
        server.standing = None
        model = make(server)
        assert model.ask(question("二")).text == GOOD
        server.standing = (200, body, {})
        with pytest.raises(GaveUp, match="不是模型接口"):
            model.ask(question("三"))


@pytest.mark.parametrize(
    ("fault", "kind"), [("truncated", Truncated), ("refusal", Refused), ("empty", Empty)]
)  # fmt: skip
@pytest.mark.parametrize("offered", [("json_schema",), ("tools",), ()], ids=["schema", "tools", "prompt"])
def test_how_an_answer_can_end(make: Make, fault: str, kind: type[AnswerFault], offered: tuple[str, ...]) -> None:
    with FaultServer(good, faults=[fault], probability=1, offered=offered) as server, pytest.raises(kind) as caught:
        make(server).ask(question())
    assert caught.value.usage.sent == 102


def test_a_filtered_answer(make: Make) -> None:
    choice = {"index": 0, "message": {"role": "assistant", "content": ""}, "finish_reason": "content_filter"}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    with FaultServer(good, standing=(200, body, {})) as server, pytest.raises(Refused, match="内容审查"):
        make(server).ask(question())


def test_an_answer_without_usage_is_estimated(make: Make) -> None:
    choice = {"index": 0, "message": {"role": "assistant", "content": GOOD}, "finish_reason": "stop"}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    with FaultServer(good, standing=(200, body, {})) as server:
        usage = make(server).ask(question()).usage
    assert usage.estimated
    assert usage.sent > 50
    assert usage.received > 10


def nobody() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}/v1"


def test_nobody_there(store: Store) -> None:
    settings = ModelSettings("m", "openai", nobody(), patience=HASTE)
    with build(settings, store, "run") as model, pytest.raises(ModelUnusable, match="连接不上"):
        model.ask(question())
    spent = store.spent("run")
    assert (spent.calls, spent.sent, spent.answered) == (HASTE.unreachable, 0, False)


def test_somebody_who_has_gone(make: Make, store: Store) -> None:
    with FaultServer(good) as server:
        model = make(server)
        model.ask(question())
    with pytest.raises(GaveUp, match="连接不上"):
        model.ask(question("二"))


def test_a_name_that_nobody_has(store: Store) -> None:
    settings = ModelSettings("m", "openai", "http://no-such-host.invalid/v1", patience=HASTE)
    with build(settings, store, "run") as model, pytest.raises(ModelUnusable, match=r"no-such-host\.invalid：连接不上"):
        model.ask(question())


def test_a_redirect_is_not_followed(make: Make) -> None:
    with FaultServer(good) as elsewhere:
        moved = (307, "", {"Location": f"{elsewhere.url}/chat/completions"})
        with FaultServer(good, standing=moved) as server, pytest.raises(ModelUnusable, match="HTTP 307"):
            make(server).ask(question())
        assert elsewhere.bodies == []


@pytest.fixture
def self_signed(tmp_path: Path) -> Iterator[ssl.SSLContext]:
    pair = tmp_path / "pair.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=localhost",
        "-keyout",
        pair,
        "-out",
        pair,
    ]
    try:
        out = subprocess.run([*made[:-1], tmp_path / "cert.pem"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not here")
    assert out.returncode == 0
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", pair)
    yield context


def test_a_certificate_that_nobody_vouches_for(store: Store, self_signed: ssl.SSLContext) -> None:
    server = FaultServer(good)
    server.server.socket = self_signed.wrap_socket(server.server.socket, server_side=True, do_handshake_on_connect=False)
    server.server.handle_error = lambda *_: None  # type: ignore[method-assign, assignment]
    with server:
        settings = server.settings(base_url=server.url.replace("http:", "https:"))
        with build(settings, store, "run") as model, pytest.raises(ModelUnusable, match="证书校验失败"):
            model.ask(question())


def test_no_key_is_told_in_an_error(make: Make, store: Store) -> None:
    with FaultServer(good, standing="bad key") as server, pytest.raises(ModelUnusable) as caught:
        make(server, key=Key("sk-planted-0123456789")).ask(question())
    fault: BaseException = caught.value
    assert "planted" not in str(fault)
    assert fault.__cause__ is None
    assert fault.__context__ is None


def sentences() -> Iterator[str]:
    """The Chinese of every error of the transport, as raised."""
    for path in sorted(TRANSPORT.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                kinds = {"UsageError", "ModelUnusable", "Transient", *(kind.__name__ for kind in AnswerFault.__subclasses__())}
                yield from (told(part) for part in node.args if node.func.id in kinds and isinstance(part, ast.Constant | ast.JoinedStr))


def told(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_every_error_has_its_english(sentence: str) -> None:
    assert english(sentence).isascii()


def test_an_error_is_one_line_in_both_languages(make: Make) -> None:
    with FaultServer(good, standing="unknown model") as server, pytest.raises(ExtractorError) as caught:
        make(server).ask(question())
    assert english(caught.value.what) == "there is no model called oracle"
    assert english(caught.value.todo) == "check --model; the provider's documentation lists the names"
