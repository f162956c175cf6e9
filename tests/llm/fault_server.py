"""An OpenAI-compatible endpoint on loopback that can be made to fail.

    with FaultServer(answer, faults=FAULTS, seed=7) as server:
        settings = server.settings()          # or: base_url=server.url, model="oracle", any key
        ...
        server.calls["ok"], server.calls["429"], server.most_calls_of_one_request

``answer(body) -> str`` gets the request's JSON (``messages``, ``response_format`` / ``tools``, …) and gives the text of the answer:
the JSON that a perfect model would write, say. It is sent as content, or as a tool's arguments where a tool was forced. It may
raise: status 500 then.

``faults`` are kinds out of ``FAULTS``. With ``probability`` a request is faulted, by the seed and its own bytes alone, so that a run
meets the same faults whatever the order of its threads; each distinct request at most once. ``offered`` are the output modes it
takes out of json_schema, tools, json_object; for others it says ``denial`` with ``denial_status``. ``standing`` is a fault of every
request: "bad key", "unknown model", a (status, body, headers) of the test's own, or a function that gives one for a request's JSON
(null: the request is answered). ``calls`` counts by what was done, ``asked``
by the hash of a request, ``bodies`` keeps the requests, ``headers`` theirs.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from extractor.readers.llm.transport.settings import Key, ModelSettings, Patience

FAULTS = ("429", "500", "503", "slow", "reset before", "reset after", "truncated", "invalid json", "alien ids", "refusal", "empty",
          "html", "english")  # fmt: skip
TRANSIENT = frozenset({"429", "500", "503", "slow", "reset before", "reset after", "html"})
HASTE = Patience(attempts=6, seconds=30.0, unreachable=2, first=0.01, longest=0.05, asked=0.2)
"""Retries that do not make a test wait."""
DENIALS = {
    "json_schema": "This response_format type is unavailable now",
    "tools": "registry.example/library/oracle:latest does not support tools",
    "json_object": "'response_format' of type 'json_object' is not supported with this model.",
}
Body = dict[str, Any]
Standing = str | tuple[int, Any, Mapping[str, str]] | Callable[[Body], "tuple[int, Any, Mapping[str, str]] | None"]


class FaultServer:
    def __init__(
        self,
        answer: Callable[[Body], str],
        *,
        faults: Sequence[str] = (),
        probability: float = 0.3,
        seed: int = 0,
        offered: Sequence[str] = ("json_schema", "tools", "json_object"),
        denial: str | None = None,
        denial_status: int = 400,
        standing: Standing | None = None,
        slow: float = 1.5,
        delay: float = 0.0,
    ) -> None:
        self.answer, self.faults, self.probability, self.seed = answer, tuple(faults), probability, seed
        self.offered, self.denial, self.denial_status, self.standing = tuple(offered), denial, denial_status, standing
        self.slow, self.delay = slow, delay
        self.calls: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.bodies: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()
        self.open = self.most_open = 0
        self.connections: set[socket.socket] = set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.daemon_threads = True
        self.server.fault_server = self  # type: ignore[attr-defined]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    @property
    def most_calls_of_one_request(self) -> int:
        return max(self.asked.values(), default=0)

    def settings(self, **changes: Any) -> ModelSettings:
        given = {"model": "oracle", "provider": "openai", "base_url": self.url, "key": Key("sk-test-0123456789abcdef"), "timeout": 1.0}
        return ModelSettings(**{**given, "patience": HASTE, **changes})

    def __enter__(self) -> FaultServer:
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
        with self.lock:
            for connection in self.connections:  # kept alive by a client, who must find nobody there now
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def fault_of(self, raw: bytes) -> str | None:
        """The fault that this request meets when it is made for the first time."""
        chance = random.Random(hashlib.sha256(f"{self.seed}".encode() + raw).digest())
        return chance.choice(self.faults) if self.faults and chance.random() < self.probability else None

    def begin(self, raw: bytes, headers: Mapping[str, str]) -> tuple[Body, bool]:
        """Note a request; whether it is the first of its kind."""
        with self.lock:
            digest = hashlib.sha256(raw).hexdigest()
            self.asked[digest] += 1
            self.open += 1
            self.most_open = max(self.most_open, self.open)
            body: Body = json.loads(raw)
            self.bodies.append(body)
            self.headers.append({name.title(): value for name, value in headers.items()})
            return body, self.asked[digest] == 1


def mode_of(body: Body) -> str:
    """How JSON was asked for."""
    if "tools" in body:
        return "tools"
    return str(body.get("response_format", {}).get("type", "prompt"))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def setup(self) -> None:
        super().setup()
        with self.owner.lock:
            self.owner.connections.add(self.connection)

    def finish(self) -> None:
        with self.owner.lock:
            self.owner.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    @property
    def owner(self) -> FaultServer:
        return self.server.fault_server  # type: ignore[attr-defined,no-any-return]

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        body, first = self.owner.begin(raw, dict(self.headers))
        try:
            time.sleep(self.owner.delay)
            self.respond(raw, body, first)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with self.owner.lock:
                self.owner.open -= 1

    def respond(self, raw: bytes, body: Body, first: bool) -> None:
        owner = self.owner
        standing = owner.standing(body) if callable(owner.standing) else owner.standing
        if standing is not None:
            self.count("standing")
            return self.stand(standing)
        if not self.path.endswith("/chat/completions"):
            self.count("wrong path")
            return self.say(404, {"detail": "Not Found"})
        mode = mode_of(body)
        if mode != "prompt" and mode not in owner.offered:
            self.count(f"no {mode}")
            return self.say(owner.denial_status, {"error": {"message": owner.denial or DENIALS[mode], "type": "invalid_request_error"}})
        fault = owner.fault_of(raw) if first else None
        self.count(fault or "ok")
        if fault is None:
            return self.complete(owner.answer(body), body)
        return self.fail(fault, body)

    def stand(self, standing: str | tuple[int, Any, Mapping[str, str]]) -> None:
        if standing == "bad key":
            return self.say(
                401, {"error": {"message": f"Incorrect API key provided: {self.headers['Authorization']}", "code": "invalid_api_key"}}
            )
        if standing == "unknown model":
            return self.say(404, {"error": {"message": "The model `oracle` does not exist.", "code": "model_not_found"}})
        assert not isinstance(standing, str), standing
        return self.say(*standing)

    def fail(self, fault: str, body: Body) -> None:
        if fault == "429":
            return self.say(429, {"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}}, {"Retry-After": "0.05"})
        if fault in ("500", "503"):
            return self.say(int(fault), {"error": {"message": "The server had an error"}})
        if fault == "slow":
            time.sleep(self.owner.slow)
            return self.complete(self.owner.answer(body), body)
        if fault in ("reset before", "reset after"):
            return self.reset(after=fault == "reset after")
        if fault == "html":
            return self.send(200, b"<html><body>Bad gateway</body></html>", {"Content-Type": "text/html"})
        if fault == "refusal":
            return self.complete(None, body, refusal="I'm sorry, I can't help with that.")
        if fault == "empty":
            return self.complete("", body)
        text = self.owner.answer(body)
        if fault == "truncated":
            return self.complete(text[: max(1, len(text) // 2)], body, finish="length")
        if fault == "invalid json":
            return self.complete(text[: max(1, len(text) - 3)] + " …", body)
        if fault == "alien ids":
            return self.complete(alien(text), body)
        return self.complete(in_english(text), body)

    def complete(self, text: str | None, body: Body, finish: str | None = None, refusal: str | None = None) -> None:
        message: Body = {"role": "assistant", "content": text, "refusal": refusal}
        if "tools" in body and text and refusal is None:
            call = {"id": "call_1", "type": "function", "function": {"name": body["tools"][0]["function"]["name"], "arguments": text}}
            message |= {"content": None, "tool_calls": [call]}
        said = finish or ("tool_calls" if message.get("tool_calls") else "stop")
        usage = {"prompt_tokens": 100 + len(body["messages"]), "completion_tokens": len(text or "")}
        usage["total_tokens"] = sum(usage.values())
        choice = {"index": 0, "message": message, "finish_reason": said, "logprobs": None}
        return self.say(
            200, {"id": "c1", "object": "chat.completion", "created": 1, "model": body["model"], "choices": [choice], "usage": usage}
        )

    def reset(self, after: bool) -> None:
        """Break the connection, with or without the beginning of an answer."""
        if after:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{")
            self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def say(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        return self.send(status, raw, {"Content-Type": "application/json", **(headers or {})})

    def send(self, status: int, raw: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def count(self, what: str) -> None:
        with self.owner.lock:
            self.owner.calls[what] += 1


def alien(text: str) -> str:
    """The answer with ids that no chunk has."""
    return json.dumps(_changed(json.loads(text), lambda word: f"{word[0]}99999" if word[1:].isdigit() else word), ensure_ascii=False)


def in_english(text: str) -> str:
    """The answer with its words in another language."""
    return json.dumps(_changed(json.loads(text), lambda word: word if word.isascii() else "the project of the unit"), ensure_ascii=False)


def _changed(node: Any, change: Callable[[str], str]) -> Any:
    if isinstance(node, str) and node:
        return change(node)
    if isinstance(node, list):
        return [_changed(part, change) for part in node]
    return {key: _changed(part, change) for key, part in node.items()} if isinstance(node, dict) else node
