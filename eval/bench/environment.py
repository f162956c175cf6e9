"""Environments of contenders: what they need never enters the product's lock."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class NotInstalled(Exception):
    """A contender cannot be had here; the message is one line."""


def python_with(requirements: Path, place: Path, name: str) -> Path:
    """The Python of the environment in ``place``, set up where it is missing or made from other requirements.

    ``name`` is what could not be compared. Errors: ``NotInstalled``.
    """
    python, stamp = place / "bin" / "python", place / "stamp"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and python.exists():
        return python
    print(f"setting up {place.name} …", file=sys.stderr)
    _call([sys.executable, "-m", "venv", "--clear", str(place)], name, place)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes", "-r", str(requirements)]
    _call(pip, name, place)
    stamp.write_text(wanted)
    return python


def _call(command: list[str], name: str, place: Path) -> None:
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.startswith("ERROR")] or ["no reason given"]
        raise NotInstalled(f"{name} could not be installed into {place.name}, so nothing was compared: {said[-1]}")
