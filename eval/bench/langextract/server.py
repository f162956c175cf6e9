"""A loopback server that speaks enough of the OpenAI protocol for both tools, answers from an oracle and counts.

Every answer takes a fixed time: a base and so much a token. A route (``/<key>/v1``) is one tool on one report.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from eval.bench.langextract.counting import Size, size_of, total

Json = dict[str, Any]
Turns = list[tuple[str, str]]


@dataclass(frozen=True)
class Latency:
    """Seconds before an answer, and for each token of it."""

    base: float
    a_token: float

    def of(self, tokens: int) -> float:
        """Seconds that an answer takes."""
        return self.base + self.a_token * tokens


@dataclass(frozen=True)
class Call:
    """One request and its answer; ``schema`` is the JSON Schema sent beside the messages. ``again`` where the conversation ends in
    an answer that is to be mended."""

    sent: Size
    schema: Size
    received: Size
    answer: str
    cut: bool
    again: bool = False


@dataclass
class Route:
    """Who answers under a key, and the calls so far."""

    answer: Callable[[Turns], str]
    latency: Latency
    calls: list[Call] = field(default_factory=list)


class Server:
    """The server with its routes; ``serving`` runs it."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True

    def open(self, key: str, answer: Callable[[Turns], str], latency: Latency) -> str:
        """A new route; its base URL."""
        self.routes[key] = Route(answer, latency)
        return f"http://127.0.0.1:{self._http.server_address[1]}/{key}/v1"

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """Serves until the block is left."""
        thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
            thread.join()

    def reply(self, key: str, asked: Json) -> Json:
        """The answer to one request, after its time."""
        started = time.monotonic()
        route = self.routes[key]
        with self._lock:
            call = answered(asked, route.answer)
            route.calls.append(call)
        time.sleep(max(0.0, route.latency.of(call.received.tokens) - (time.monotonic() - started)))
        return completion(call, asked.get("model", ""))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)))
                body = json.dumps(server.reply(self.path.split("/")[1], asked), ensure_ascii=False).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Nothing is logged."""

        return Handler


def answered(asked: Json, answer: Callable[[Turns], str]) -> Call:
    """One request answered and measured; an answer longer than the room that was asked for is cut."""
    turns = [(turn["role"], turn["content"]) for turn in asked["messages"]]
    schema = asked.get("response_format", {}).get("json_schema")
    text = answer(turns)
    long, room = size_of(text).tokens, int(asked.get("max_completion_tokens") or asked.get("max_tokens") or 0)
    cut = 0 < room < long
    if cut:
        text = text[: len(text) * room // long]
    sent = total(size_of(content) for _, content in turns)
    plain = json.dumps(schema, ensure_ascii=False, separators=(",", ":")) if schema else ""
    return Call(sent, size_of(plain), size_of(text), text, cut, is_again(turns))


def is_again(turns: Turns) -> bool:
    """Whether the last turn is about the answer before it; worked examples end in a chunk of their own."""
    return len(turns) > 2 and turns[-2][0] == "assistant" and "<<<" not in turns[-1][1]


def completion(call: Call, model: str) -> Json:
    """A chat completion as the protocol has it."""
    received, sent = call.received.tokens, call.sent.tokens + call.schema.tokens
    message = {"role": "assistant", "content": call.answer, "refusal": None}
    return {
        "id": "bench", "object": "chat.completion", "created": 0, "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "length" if call.cut else "stop", "logprobs": None}],
        "usage": {"prompt_tokens": sent, "completion_tokens": received, "total_tokens": sent + received},
    }  # fmt: skip
