"""What is no Word document, or an odd one, gives a clear message or the right result; never a traceback or silence."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from akkoord.cli import main
from support.word.engine import reversed_by_us
from support.word.hostile import LARGE, NEW, READABLE, REFUSED, sample
from support.word.marks import marks
from support.workspace import command, environment

SECONDS = 60
MEGABYTES = 1_500


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def redlined(folder: Path, old: bytes, new: bytes, out: str = "uit.docx") -> int:
    (folder / "oud.docx").write_bytes(old)
    (folder / "nieuw.docx").write_bytes(new)
    return main(["redline", "oud.docx", "nieuw.docx", "-o", out])


@pytest.mark.parametrize("side", ["oud", "nieuw"])
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_named(name: str, side: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, good = REFUSED[name](), sample()
    code = redlined(folder, *((bad, good) if side == "oud" else (good, bad)))
    said = capsys.readouterr()
    assert code == 2, said.err
    assert f"{side}.docx" in said.err
    assert "Traceback" not in said.err
    assert "fout[" in said.err
    assert {p.name for p in folder.iterdir()} == {"oud.docx", "nieuw.docx"}


@pytest.mark.parametrize("name", READABLE)
def test_an_odd_document_is_compared(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = READABLE[name](sample()), READABLE[name](sample(NEW))
    code = redlined(folder, old, new)
    assert code == 0, capsys.readouterr().err
    made = (folder / "uit.docx").read_bytes()
    found = marks(made)
    assert {"ins", "del"} <= found.kinds
    assert found.marked <= 12
    assert reversed_by_us(old, new, made) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_large_pair_takes_bounded_time_and_memory(name: str, folder: Path) -> None:
    old, new = LARGE[name]()
    (folder / "oud.docx").write_bytes(old)
    (folder / "nieuw.docx").write_bytes(new)
    start = time.perf_counter()
    child = subprocess.Popen(
        command(folder, "redline", "oud.docx", "nieuw.docx", "-o", "uit.docx"),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert child.stderr
    said = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, said
    assert time.perf_counter() - start < SECONDS
    assert usage.ru_maxrss / 1024 < MEGABYTES
    assert marks((folder / "uit.docx").read_bytes()).marked > 0


def test_one_file_twice_has_no_changes_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "zelfde.docx").write_bytes(sample())
    assert main(["redline", "zelfde.docx", "zelfde.docx", "-o", "uit.docx"]) == 0
    assert "geen" in capsys.readouterr().err.lower()
    assert marks((folder / "uit.docx").read_bytes()).kinds == set()


@pytest.mark.parametrize("out", ["oud.docx", "nieuw.docx", "./oud.docx"])
def test_an_input_is_never_written_over(out: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert redlined(folder, sample(), sample(NEW), out) == 2
    assert "docx" in capsys.readouterr().err
    assert (folder / "oud.docx").read_bytes() == sample()
    assert (folder / "nieuw.docx").read_bytes() == sample(NEW)


@pytest.mark.parametrize("out", ["map", "oud.docx/uit.docx"])
def test_an_output_that_cannot_be_written_is_named(out: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "map").mkdir()
    assert redlined(folder, sample(), sample(NEW), out) == 2
    said = capsys.readouterr().err
    assert "fout[" in said
    assert "Traceback" not in said
    assert not list((folder / "map").iterdir())


@pytest.mark.parametrize("missing", ["oud.docx", "nieuw.docx"])
def test_a_file_that_is_not_there_is_named(missing: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("oud.docx", "nieuw.docx"):
        if name != missing:
            (folder / name).write_bytes(sample())
    assert main(["redline", "oud.docx", "nieuw.docx", "-o", "uit.docx"]) == 2
    assert missing in capsys.readouterr().err
    assert not (folder / "uit.docx").exists()
