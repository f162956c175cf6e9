"""Recorded answers behind an endpoint of their own: the product's own transport reads them as it would read a model's.

A recording is a folder ``answers/<key>.txt``; the key is a hash of the parts of a request that decide its answer (model, turns,
schema, tools), so that a changed prompt or a changed chunk asks for an answer that is not there: that is refused, and told.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from extractor.readers.llm.asking import Model
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.settings import configure
from extractor.store import Store

RECORDINGS = Path(__file__).parent / "recordings"
MODEL = "recorded"
KEYED = ("model", "messages", "response_format", "tools", "tool_choice")


def key_of(body: dict[str, Any]) -> str:
    """A 16-digit hash of what decides the answer to a request."""
    kept = {name: body[name] for name in KEYED if name in body}
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


@dataclass
class Replay:
    """A loopback endpoint over a recording; ``missing`` are the keys that were asked for and are not in it."""

    folder: Path = RECORDINGS
    missing: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def __enter__(self) -> Replay:
        """Start to listen."""
        handler = type("Handler", (_Handler,), {"replay": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The base address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def answer(self, body: dict[str, Any]) -> str | None:
        """The recorded text; null, and noted, where there is none."""
        key = key_of(body)
        path = self.folder / "answers" / f"{key}.txt"
        if not path.exists():
            self.missing.append(key)
            return None
        self.used.add(key)
        return path.read_text("utf-8")

    def with_model(self, work: Callable[[Model], None]) -> None:
        """Do something with the recorded model, through a store of its own."""
        settings = configure({}, MODEL, self.url)
        assert settings is not None
        settings = replace(settings, concurrency=8)
        with TemporaryDirectory() as folder, Store(Path(folder) / "store.sqlite") as store, build(settings, store, "replay") as model:
            work(model)


class _Handler(BaseHTTPRequestHandler):
    replay: Replay
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        """One completion."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = self.replay.answer(body)
        message = {"role": "assistant", "content": text, "refusal": None if text is not None else "no recorded answer"}
        usage = {"prompt_tokens": sum(len(str(turn["content"])) for turn in body["messages"]), "completion_tokens": len(text or "")}
        usage["total_tokens"] = sum(usage.values())
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        data = json.dumps(
            {"id": "c", "object": "chat.completion", "created": 0, "model": body["model"], "choices": [choice], "usage": usage}
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
