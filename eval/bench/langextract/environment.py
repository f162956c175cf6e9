"""The benchmark's own virtual environment: langextract and what it needs never enter the product's lock."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
REQUIREMENTS = ROOT / "requirements-bench.txt"
PLACE = ROOT / ".venv-bench"


class NotInstalled(Exception):
    """A contender cannot be had here; the message is one line."""


def python_with_langextract(place: Path = PLACE, requirements: Path = REQUIREMENTS) -> Path:
    """The Python of the environment, set up where it is missing or made from other requirements. Errors: ``NotInstalled``.

    Named for langextract, whose place and requirements are the defaults; other benchmarks name their own.
    """
    python, stamp = place / "bin" / "python", place / "stamp"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and python.exists():
        return python
    print(f"setting up {place.name} …", file=sys.stderr)
    _call(place, [sys.executable, "-m", "venv", "--clear", str(place)])
    _call(
        place, [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes", "-r", str(requirements)]
    )
    stamp.write_text(wanted)
    return python


def _call(place: Path, command: list[str]) -> None:
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.startswith("ERROR")] or ["no reason given"]
        raise NotInstalled(f"the contenders could not be installed into {place.name}, so nothing was compared: {said[-1]}")
