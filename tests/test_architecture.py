"""The shape of the code, held by machines."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = [*sorted((ROOT / "extractor" / "checks").glob("*.py")), *sorted((ROOT / "extractor" / "numerals").glob("*.py")),
        *sorted((ROOT / "schemas").glob("*.py"))]  # fmt: skip
SOURCES = [*sorted((ROOT / "extractor").rglob("*.py")), *sorted((ROOT / "schemas").rglob("*.py"))]


def test_imports_run_one_way() -> None:
    done = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_edge_is_read_once() -> None:
    """Command line and environment are read in cli alone; the core takes plain values."""
    readers = [
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (node.value.id, node.attr) in {("os", "environ"), ("os", "getenv"), ("sys", "argv")}
    ]
    assert set(readers) == {"cli.py"}


@pytest.mark.parametrize("path", CORE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_floating_point_between_page_and_result(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "float"]


def test_requirements_are_pinned_hashed_and_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        entries = [entry for entry in text.replace("\\\n", " ").splitlines() if entry.strip()]
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
