"""Who reads: how each is called, what tells its versions apart, and its answers kept by content."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.bench.environment import ROOT, python_with
from eval.bench.ocr.cases import Case
from eval.bench.ocr.protocol import Answer
from eval.bench.ocr.readings import Reading, reading_of

OURS, RAPID, TESSERACT, OCRMYPDF = "this tool", "RapidOCR", "Tesseract", "OCRmyPDF"
IMG2TABLE, IMG2TABLE_RAPID = "img2table + Tesseract", "img2table + RapidOCR"
READERS = (OURS, RAPID, TESSERACT, OCRMYPDF)
TABLE_READERS = (IMG2TABLE, IMG2TABLE_RAPID)

HERE = Path(__file__).parent
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
_ENGINES = ("rapidocr", "onnxruntime", "openvino", "opencv-python-headless", "numpy", "pymupdf")


class RunnerFailed(Exception):
    """A contender's process ended or cannot be started; the message is one line."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A reader as a command that speaks the runners' protocol; ``identity`` changes whenever its answers may."""

    name: str
    command: tuple[str, ...]
    identity: str

    @property
    def folder(self) -> str:
        """Where its answers are kept."""
        return f"{self.name.replace(' ', '-')}-{hashlib.sha256(self.identity.encode()).hexdigest()[:12]}"


def contenders() -> dict[str, Contender]:
    """Everyone, by name. Errors: ``NotInstalled``, ``RunnerFailed``."""
    python = python_with(ROOT / "requirements-bench-ocr.txt", ROOT / ".venv-bench-ocr", "RapidOCR and img2table")
    theirs = (ROOT / "requirements-bench-ocr.txt").read_text(encoding="utf-8")
    tesseract, ocrmypdf = _said("tesseract"), _said("ocrmypdf")
    here = Path(sys.executable)
    everyone = (
        Contender(OURS, _command(here, "ours"), _our_identity()),
        Contender(RAPID, _command(python, "rapid"), theirs + _digest([HERE / "runner_rapid.py"])),
        Contender(TESSERACT, _command(here, "commands", "tesseract"), tesseract + _digest([HERE / "runner_commands.py"])),
        Contender(OCRMYPDF, _command(here, "commands", "ocrmypdf"), ocrmypdf + tesseract + _digest([HERE / "runner_commands.py"])),
        Contender(IMG2TABLE, _command(python, "img2table", "tesseract"), theirs + tesseract + _digest([HERE / "runner_img2table.py"])),
        Contender(IMG2TABLE_RAPID, _command(python, "img2table", "rapidocr"), theirs + _digest([HERE / "runner_img2table.py"])),
    )
    return {one.name: one for one in everyone}


def _command(python: Path, runner: str, *arguments: str) -> tuple[str, ...]:
    return (str(python), "-m", f"eval.bench.ocr.runner_{runner}", *arguments)


def _said(command: str) -> str:
    """The first line of a command's version."""
    try:
        done = subprocess.run([command, "--version"], text=True, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "install tesseract-ocr, tesseract-ocr-chi-sim and ocrmypdf (Debian)"
        raise RunnerFailed(f"{command} is not here, so nothing was compared: {hint}") from error
    return (done.stdout or done.stderr).splitlines()[0]


def _our_identity() -> str:
    files = [
        *(ROOT / "extractor").rglob("*.py"),
        *(ROOT / "schemas").rglob("*.py"),
        *(HERE / name for name in ("runner_ours.py", "readings.py", "whole.py")),
    ]
    return "/".join([*(f"{name} {_version(name)}" for name in _ENGINES), _digest(files)])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _digest(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(path.read_bytes())
    return whole.hexdigest()


class Runner:
    """A contender's process: an order in, an answer out."""

    def __init__(self, contender: Contender) -> None:
        self.name = contender.name
        self._process = subprocess.Popen(
            contender.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, **ONE_THREAD}, cwd=ROOT,
        )  # fmt: skip

    def ask(self, order: Mapping[str, Any]) -> Answer:
        """The answer to one order. Errors: ``RunnerFailed``."""
        incoming, outgoing = self._process.stdin, self._process.stdout
        if incoming is None or outgoing is None:
            raise RunnerFailed(f"{self.name} has no pipes")
        try:
            incoming.write(json.dumps(dict(order)) + "\n")
            incoming.flush()
        except BrokenPipeError as error:
            raise RunnerFailed(f"{self.name} ended before it was asked") from error
        said = outgoing.readline()
        if not said:
            raise RunnerFailed(f"{self.name} ended over {order}")
        answer = json.loads(said)
        return dict(answer)

    def close(self) -> None:
        """Lets the process end, and waits for it."""
        self._process.communicate()


class Desk:
    """Asks contenders, starting each only when an answer is not kept yet."""

    def __init__(self, everyone: Mapping[str, Contender], cache: Path, stack: ExitStack) -> None:
        self.everyone, self._cache, self._stack = everyone, cache, stack
        self._running: dict[str, Runner] = {}

    def read(self, name: str, case: Case) -> Reading:
        """A page as a contender reads it."""
        return reading_of(self.answer(name, case.key, order_of(case)))

    def answer(self, name: str, key: str, order: Mapping[str, Any]) -> Answer:
        """What a contender says of this content, kept."""
        return self.kept(f"{self.everyone[name].folder}/{key}", lambda: self.ask(name, order))

    def kept(self, key: str, make: Callable[[], Answer]) -> Answer:
        """What was kept under this key, else what ``make`` gives now, which is kept."""
        path = self._cache / "answers" / f"{key}.json"
        if path.exists():
            kept: Answer = json.loads(path.read_text(encoding="utf-8"))
            return kept
        answer = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
        return answer

    def ask(self, name: str, order: Mapping[str, Any]) -> Answer:
        """A new answer."""
        if name not in self._running:
            runner = self._running[name] = Runner(self.everyone[name])
            self._stack.callback(runner.close)
        return self._running[name].ask(order)


@contextmanager
def desk(cache: Path) -> Iterator[Desk]:
    """Everyone at hand; their processes end with it. Errors: ``NotInstalled``, ``RunnerFailed``."""
    with ExitStack() as stack:
        yield Desk(contenders(), cache, stack)


def order_of(case: Case) -> dict[str, Any]:
    """What a runner is told of a page."""
    return {"image": str(case.image), "pdf": str(case.pdf), "dpi": case.dpi}
