"""Run by the benchmark's own Python, never imported by ours: langextract over texts from standard input.

In: one JSON object (buffer, tokenizer, workers, description, examples, jobs of url and text). Out: one JSON line a job with the
seconds and each extraction's text and span, in langextract's order. Nothing but the loopback can be reached.
"""

from __future__ import annotations

import importlib
import json
import socket
import sys
import time
import warnings
from typing import Any

LOOPBACK = "127.0.0.1"
ALL_AT_ONCE = 1000
"""Chunks a batch: langextract waits for a batch to end, and its default of 10 would keep four workers idle at its end."""


def close_the_network() -> None:
    """Refuses every address but the loopback, so that a benchmark cannot send anything anywhere."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded(self: socket.socket, address: Any) -> None:
        if address[0] != LOOPBACK:
            raise SystemExit(f"langextract wanted to reach {address[0]}")
        connect(self, address)

    def looked_up(host: Any, *args: Any, **named: Any) -> Any:
        if host != LOOPBACK:
            raise SystemExit(f"langextract wanted to look up {host}")
        return look_up(host, *args, **named)

    socket.socket.connect = guarded  # type: ignore[assignment,method-assign] # the guard
    socket.getaddrinfo = looked_up  # the guard


def main() -> None:
    """Every job in turn."""
    close_the_network()
    warnings.simplefilter("ignore")
    importlib.import_module("langextract.extraction")  # start-up is not what is measured
    importlib.import_module("langextract.providers.openai")
    importlib.import_module("openai")
    order = json.load(sys.stdin)
    for job in order["jobs"]:
        sys.stdout.write(json.dumps(run(order, job)) + "\n")


def run(order: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """One text through ``langextract.extract`` with its defaults, four workers, and the OpenAI provider."""
    import langextract  # type: ignore[import-not-found] # only in the benchmark's own environment
    from langextract.core import tokenizer  # type: ignore[import-not-found] # likewise

    examples = [
        langextract.data.ExampleData(
            text=one["text"],
            extractions=[
                langextract.data.Extraction(extraction_class=e["class"], extraction_text=e["text"], attributes=e["attributes"])
                for e in one["extractions"]
            ],
        )
        for one in order["examples"]
    ]
    settings = {"api_key": "none", "base_url": job["url"], "max_workers": order["workers"]}
    started = time.monotonic()
    done = langextract.extract(
        text_or_documents=job["text"],
        prompt_description=order["description"],
        examples=examples,
        config=langextract.factory.ModelConfig(model_id="oracle", provider="OpenAILanguageModel", provider_kwargs=settings),
        max_char_buffer=order["buffer"],
        batch_length=ALL_AT_ONCE,
        max_workers=order["workers"],
        resolver_params={"suppress_parse_errors": False},
        tokenizer=tokenizer.UnicodeTokenizer() if order["tokenizer"] == "unicode" else None,
        show_progress=False,
    )
    return {"seconds": time.monotonic() - started, "found": [found(one) for one in done.extractions or []]}


def found(extraction: Any) -> dict[str, Any]:
    """The text of an extraction and where it was anchored."""
    at = extraction.char_interval
    return {"text": extraction.extraction_text, "span": [at.start_pos, at.end_pos] if at is not None else None}


if __name__ == "__main__":
    main()
