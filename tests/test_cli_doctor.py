"""``extractor doctor``: a line for each thing, tried for real; nothing is connected to."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from test_cli import call

from extractor import run_doctor
from extractor.load.ocr.rapid import RapidEngine
from extractor.run_doctor import doctor
from extractor.settings import DoctorSettings

STATES = ("[good]", "[lacking]", "[optional]")


def told(capsys, environ=None) -> tuple[int, list[str]]:
    status = doctor(DoctorSettings(environ or {}, "en"))
    return status, capsys.readouterr().out.splitlines()


def test_a_line_for_each_thing(tmp_path: Path) -> None:
    done = call(tmp_path, "doctor", "--lang", "en", fake=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout
    assert [line.split("] ")[1].split(":")[0] for line in lines] == ["PDF", "fonts for page pictures", "RapidOCR", "Tesseract", "model"]
    assert all(line.startswith(STATES) for line in lines)
    assert "read 1234.56 rightly" in lines[2]
    assert not list(tmp_path.iterdir())


def test_an_engine_that_reads_wrongly_or_wants_the_network_is_lacking(capsys, monkeypatch) -> None:
    monkeypatch.setattr(RapidEngine, "read", lambda *_: ())
    status, lines = told(capsys)
    assert status == 1
    assert lines[2].startswith("[lacking] RapidOCR")
    assert "install this tool" in lines[2]
    monkeypatch.setattr(RapidEngine, "read", lambda *_: socket.create_connection(("203.0.113.1", 80)))
    status, lines = told(capsys)
    assert status == 1
    assert "no network" in lines[2]


@pytest.fixture
def quick(monkeypatch):
    """Without the engine, which other tests ask."""
    monkeypatch.setattr(run_doctor, "_rapid", lambda lang: run_doctor.Check("RapidOCR", "good", lang))


def test_tesseract_is_optional(capsys, monkeypatch, tmp_path: Path, quick) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    status, lines = told(capsys)
    assert status == 0
    assert lines[3].startswith("[optional] Tesseract: not installed; ")
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1" = --version ] && echo tesseract 5.0 || printf "List:\\neng\\n"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    status, lines = told(capsys)
    assert status == 0
    assert "without the language model chi_sim" in lines[3]


@pytest.mark.parametrize(
    ("environ", "status", "part"),
    [
        ({}, 0, "[optional] model: none configured"),
        ({"EXTRACTOR_MODEL": "m", "EXTRACTOR_BASE_URL": "http://localhost:9/v1"}, 0, "m (localhost:9), configured, not connected to"),
        ({"EXTRACTOR_MODEL": "m"}, 1, "[lacking] model: api.openai.com"),
        ({"EXTRACTOR_MODEL": "m", "EXTRACTOR_BASE_URL": "ftp://h"}, 1, "[lacking] model"),
    ],
)
def test_a_model_is_told_and_not_called(capsys, environ, status: int, part: str, quick) -> None:
    ended, lines = told(capsys, environ)
    assert ended == status
    assert part in lines[4]
