from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extractor.readers.llm.asking import GaveUp, Truncated
from extractor.readers.llm.transport.modes import Abilities, bare, first_belief, turns
from extractor.readers.llm.transport.wording import said, unsupported
from extractor.store import Store
from llm.conftest import Make
from llm.fault_server import FaultServer, mode_of
from llm.questions import GOOD, good, question

EVERY = ("json_schema", "tools", "json_object")


@pytest.mark.parametrize("rungs", [3, 2, 1, 0])
def test_the_best_mode_there_is(make: Make, rungs: int) -> None:
    offered = EVERY[len(EVERY) - rungs :]
    with FaultServer(good, offered=offered) as server:
        model = make(server)
        assert model.ask(question()).text == GOOD
        assert [mode_of(body) for body in server.bodies] == [*EVERY, "prompt"][: 4 - rungs]
        model.ask(question("二"))
        assert mode_of(server.bodies[-1]) == [*EVERY, "prompt"][3 - rungs]
        assert len(server.bodies) == 5 - rungs


def test_a_later_run_knows_it(make: Make) -> None:
    with FaultServer(good, offered=("json_object",)) as server:
        make(server).ask(question())
        before = len(server.bodies)
        make(server, run="later").ask(question("二"))
        assert [mode_of(body) for body in server.bodies[before:]] == ["json_object"]


def test_of_many_first_calls_one_finds_out(make: Make) -> None:
    with FaultServer(good, offered=(), delay=0.02) as server:
        model = make(server, concurrency=8)
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: model.ask(question(str(n))), range(8)))
        assert server.calls == {"no json_schema": 1, "no tools": 1, "no json_object": 1, "ok": 8}
        assert server.most_open > 1


FIRST_CALL = """
import sys
from pathlib import Path
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.settings import ModelSettings
from extractor.store import Store
sys.path.insert(0, "tests")
from llm.questions import question
with Store(Path(sys.argv[1])) as store, build(ModelSettings("oracle", "openai", sys.argv[2]), store, "run") as model:
    model.ask(question(sys.argv[3]))
"""


def test_of_several_processes_one_finds_out(tmp_path: Path) -> None:
    with FaultServer(good, offered=("json_object",), delay=0.2) as server:
        arguments = [sys.executable, "-W", "error", "-c", FIRST_CALL, str(tmp_path / "s.sqlite"), server.url]
        root = Path(__file__).parents[2]
        running = [subprocess.Popen([*arguments, str(n)], cwd=root, stderr=subprocess.PIPE) for n in range(3)]
        assert [process.communicate()[1] for process in running] == [b""] * 3
        assert server.calls == {"no json_schema": 1, "no tools": 1, "ok": 3}


def test_the_schema_goes_along(make: Make) -> None:
    with FaultServer(good, offered=("json_schema",)) as server:
        make(server).ask(question())
        sent = server.bodies[0]["response_format"]["json_schema"]
        assert sent["strict"] is True
        assert sent["schema"]["required"] == ["at", "name", "more"]
        assert server.bodies[0]["temperature"] == 0
        assert server.bodies[0]["max_tokens"] == 500
        assert server.bodies[0]["messages"][1]["content"] == "⟦n1⟧ 146.54 万元"


def test_a_tool_is_forced(make: Make) -> None:
    with FaultServer(good, offered=("tools",)) as server:
        make(server).ask(question())
        body = server.bodies[-1]
        assert body["tool_choice"]["function"]["name"] == body["tools"][0]["function"]["name"]
        assert body["tools"][0]["function"]["strict"] is True


def test_a_tool_called_with_broken_json_comes_back_as_it_is(make: Make) -> None:
    with FaultServer(lambda _: '{"at": "n1", "na', offered=("tools",)) as server:
        assert make(server).ask(question()).text == '{"at": "n1", "na'


@pytest.mark.parametrize("offered", [("json_object",), ()], ids=["json mode", "prompt"])
def test_where_the_schema_is_no_parameter_it_is_told(make: Make, offered: tuple[str, ...]) -> None:
    with FaultServer(good, offered=offered) as server:
        make(server).ask(question())
        first = server.bodies[-1]["messages"][0]
        assert first["role"] == "system"
        assert first["content"].startswith("只说编号。")
        assert '"additionalProperties": false' in first["content"]
        assert "JSON" in first["content"]


def test_rules_without_a_system_turn() -> None:
    asked = question()
    told = turns(type(asked)(asked.messages[1:], asked.shape, 5, "d", "p"), "prompt")
    assert [turn.role for turn in told] == ["system", "user"]


@pytest.mark.parametrize(
    "text", [f"```json\n{GOOD}\n```", f"```\n{GOOD}\n```\n", f"<think>二\n三</think>\n```json\n{GOOD}\n```", GOOD], ids=range(4)
)
def test_a_fence_and_thoughts_come_off(text: str) -> None:
    assert bare(text, "prompt").strip() == GOOD
    assert bare(text, "json_schema") == text


def test_an_endpoint_that_takes_the_schema_and_does_not_keep_it(make: Make) -> None:
    """Two answers out of form, and the next mode is tried with the second question at once."""

    def careless(body: dict[str, object]) -> str:
        return GOOD if mode_of(body) in ("tools", "json_object") else "The answer is n1."

    with FaultServer(careless) as server:
        model = make(server)
        assert model.ask(question("一")).text == "The answer is n1."
        assert model.ask(question("二")).text == GOOD
        assert model.ask(question("三")).text == GOOD
        assert [mode_of(body) for body in server.bodies] == ["json_schema", "json_schema", "tools", "tools"]


def test_one_slip_does_not_cost_the_mode(make: Make) -> None:
    answers = iter(["oops", GOOD, "oops", "oops", GOOD])
    with FaultServer(lambda _: next(answers)) as server:
        model = make(server)
        for number in range(5):
            model.ask(question(str(number)))
        assert {mode_of(body) for body in server.bodies} == {"json_schema"}


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "Bad Request"),
        (400, "messages[0].content must be a string"),
        (422, "stream_options is not allowed"),
        (400, "Invalid value: 'x'"),
    ],
)
def test_other_complaints_do_not_step_down(make: Make, status: int, message: str) -> None:
    with FaultServer(good, standing=(status, {"error": {"message": message, "type": "invalid_request_error"}}, {})) as server:
        with pytest.raises(GaveUp, match=f"HTTP {status}"):
            make(server).ask(question())
        assert len(server.bodies) == 1


@pytest.mark.parametrize(
    "message",
    [
        "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens (8500 in the messages, 500 in the completion).",
        "the request exceeds the available context size. try increasing the context size or enable context shift",
        "Range of input length should be [1, 30720]",
        "prompt is too long: 210000 tokens > 200000 maximum",
    ],
)
def test_a_question_too_long_is_truncated_not_stepped_down(make: Make, store: Store, message: str) -> None:
    with FaultServer(good, standing=(400, {"error": {"message": message, "code": "context_length_exceeded"}}, {})) as server:
        with pytest.raises(Truncated, match="上下文长度"):
            make(server).ask(question())
        assert len(server.bodies) == 1
    assert store.ability(f"{server.url} oracle") is None


WORDINGS = [
    ("json_schema", 400, {"message": "This response_format type is unavailable now", "type": "invalid_request_error"}, "mode"),
    ("json_schema", 400, {"error": {"message": "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."}}, "mode"),
    ("json_schema", 400, {"message": "Invalid schema for response_format 'answer': enum is too large", "param": "response_format"}, "mode"),
    ("json_schema", 422, {"detail": [{"loc": ["body", "response_format", "type"], "msg": "Input should be 'text' or 'json_object'"}]}, "mode"),
    ("json_schema", 400, {"message": "Failed to parse grammar"}, "mode"),
    ("json_schema", 404, {"error": {"message": "No endpoints found that can handle the requested parameters.", "code": 404}}, "mode"),
    ("json_schema", 400, {"message": "response_format.type 不支持 json_schema"}, "mode"),
    ("json_schema", 400, {"message": "guided_json is not supported by the V1 engine"}, "mode"),
    ("tools", 400, {"error": {"message": "stablelm2:latest does not support tools", "type": "api_error"}}, "mode"),
    ("tools", 400, {"message": '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'}, "mode"),
    ("tools", 500, {"error": {"code": 500, "message": "tools param requires --jinja flag", "type": "server_error"}}, "mode"),
    ("tools", 400, {"message": "deepseek-reasoner does not support this tool_choice"}, "mode"),
    ("tools", 404, {"error": {"message": "No endpoints found that support tool use."}}, "mode"),
    ("tools", 400, {"message": "1 validation error for ChatCompletionRequest\ntool_choice\n  Extra inputs are not permitted"}, "mode"),
    ("json_object", 400, {"message": "'response_format' of type 'json_object' is not supported with this model."}, "mode"),
    ("json_schema", 400, {"message": "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."},
     "temperature"),
    ("json_schema", 400, {"message": "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."},
     "limit"),
    ("tools", 400, {"message": "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]"}, "size"),
    ("tools", 400, {"message": "max_tokens is too large: 9000. This model supports at most 4096 completion tokens"}, "size"),
    ("json_schema", 400, {"message": "stablelm2:latest does not support tools"}, None),
    ("prompt", 400, {"message": "This response_format type is unavailable now"}, None),
    ("json_schema", 429, {"message": "response_format is not supported"}, None),
    ("json_schema", 422, {"detail": [{"loc": ["body", "seed"], "msg": "not permitted", "input": {"response_format": "json_schema"}}]}, None),
    ("tools", 400, {"message": "[{'loc': ('body', 'seed'), 'msg': 'Extra inputs are not permitted', 'input': {'tools': [1]}}]"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "status", "body", "part"), WORDINGS, ids=range(len(WORDINGS)))
def test_how_endpoints_say_what_they_lack(mode: str, status: int, body: dict[str, object], part: str | None) -> None:
    assert unsupported(said(body, ""), status, mode) == part  # type: ignore[arg-type]


def test_parameters_that_an_endpoint_does_not_know_are_left_out(make: Make) -> None:
    def picky(body: dict[str, object]) -> tuple[int, object, dict[str, str]] | None:
        for name in ("max_tokens", "temperature"):
            if name in body:
                return 400, {"error": {"message": f"Unsupported parameter: '{name}' is not supported with this model."}}, {}
        return None

    with FaultServer(good, standing=picky) as server:
        model = make(server)
        model.ask(question())
        model.ask(question("二"))
        sent = [sorted({"max_tokens", "max_completion_tokens", "temperature"} & set(body)) for body in server.bodies]
        learnt = ["max_completion_tokens"]
        assert sent == [["max_tokens", "temperature"], ["max_completion_tokens", "temperature"], learnt, learnt]
        assert {mode_of(body) for body in server.bodies} == {"json_schema"}


def test_beliefs_only_ever_get_less() -> None:
    belief: Abilities | None = Abilities()
    steps = 0
    while belief is not None:
        lower = belief.without("limit") or belief.without("temperature") or belief.without("mode")
        assert lower is None or Abilities.parse(lower.text()) == lower
        belief, steps = lower, steps + 1
    assert steps == 7


def test_what_is_believed_of_whom_at_first() -> None:
    assert first_belief("openai", "api.openai.com", "gpt-5.4-mini") == Abilities(limit="max_completion_tokens", temperature=False)
    assert first_belief("openai", "api.openai.com", "gpt-5-chat-latest").temperature
    assert first_belief("azure_openai", "x.openai.azure.com", "gpt-4.1").limit == "max_completion_tokens"
    assert first_belief("deepseek", "api.deepseek.com", "deepseek-flash") == Abilities()


def test_the_answer_is_what_was_sent(make: Make) -> None:
    """Nobody mends a cut or odd JSON on the way."""
    odd = '{"at": "n1", "at": "n2", "name": "146.5'
    with FaultServer(lambda _: odd) as server:
        assert make(server).ask(question()).text == odd
