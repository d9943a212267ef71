"""Accepting and rejecting on disk: what is written, what is refused, and what is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from akkoord.cli import main
from akkoord.ooxml import read_package
from akkoord.redline.resolution import changes_of
from support.tracked import package, zipped
from support.word.hostile import READABLE, REFUSED, macros, sample, strict

TRACKED = (
    "<w:p><w:r><w:t>een</w:t></w:r><w:ins {A}><w:r><w:t>twee</w:t></w:r></w:ins>"
    "<w:del {B 2024-05-01}><w:r><w:delText>drie</w:delText></w:r></w:del></w:p>"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.docx").write_bytes(zipped(package(TRACKED)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def body(file: Path) -> str:
    return read_package(file.read_bytes(), file.name).parts["word/document.xml"].decode()


def test_everything_is_accepted_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "Aangenomen: A: 1 invoeging\nAangenomen: B: 1 verwijdering\ngeschreven: b.docx\n"
    assert run(capsys, "accept", "a.docx", "-o", "b.docx") == (0, told, "")
    assert "twee" in body(folder / "b.docx")
    assert "drie" not in body(folder / "b.docx")
    assert sorted(p.name for p in folder.iterdir()) == ["a.docx", "b.docx"]


def test_the_rest_stays_tracked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "Verworpen: B: 1 verwijdering\nBlijft bijgehouden: A: 1 invoeging\ngeschreven: b.docx\n"
    assert run(capsys, "reject", "a.docx", "-o", "b.docx", "--author", "B") == (0, told, "")
    told = "Verworpen: B: 1 verwijdering\nBlijft bijgehouden: A: 1 invoeging\ngeschreven: c.docx\n"
    assert run(capsys, "reject", "a.docx", "-oc.docx", "--since=2024-04-01") == (0, told, "")
    assert (folder / "b.docx").read_bytes() == (folder / "c.docx").read_bytes()


def test_the_answer_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "accept", "a.docx", "-o", "b.docx", "--until", "2024-03-31", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "decision": "accept",
        "diagnostics": [],
        "file": "a.docx",
        "output": "b.docx",
        "remaining": [{"author": "B", "changes": 1, "kinds": {"deletion": 1}}],
        "resolved": [{"author": "A", "changes": 1, "kinds": {"insertion": 1}}],
    }


def test_a_file_without_changes_is_copied_part_by_part(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "schoon.docx").write_bytes(sample())
    code, out, _ = run(capsys, "accept", "schoon.docx", "-o", "b.docx")
    assert (code, out) == (0, "Er is niets te doen: geen bijgehouden wijzigingen.\ngeschreven: b.docx\n")
    before, after = (read_package((folder / name).read_bytes(), "x") for name in ("schoon.docx", "b.docx"))
    assert dict(before.parts) == dict(after.parts)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("a.docx -o a.docx", "fout[FIL003]: `a.docx` is het bestand zelf; dat wordt nooit overschreven"),
        ("a.docx -o ./koppeling.docx", "fout[FIL003]: `koppeling.docx` is het bestand zelf"),
        ("b.docx -o c.docx", "fout[FIL001]: `b.docx` kan niet worden gelezen: het is er niet"),
        (". -o c.docx", "fout[FIL001]: `.` kan niet worden gelezen: het is een map"),
        ("a.docx -o weg/c.docx", "fout[FIL002]: `weg/c.docx` kan niet worden geschreven"),
        ("a.docx -o c.pdf", "fout[RES001]: `a.docx` is een .docx-bestand; onder de naam `c.pdf` opent Word het niet"),
        ("a.docx -o c.docx --author a", "fout[RES003]: `a.docx` heeft geen wijzigingen van `a`; wel van: `A`, `B`"),
        ("a.docx -o c.docx --since 2024-02-30", "fout[RES002]: `2024-02-30` bij `--since` is geen dag"),
        ("a.docx -o c.docx --since 2024-03-01 --until 2024-02-01", "fout[RES002]: `--since 2024-03-01` ligt na"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: str, said: str
) -> None:
    (folder / "koppeling.docx").hardlink_to(folder / "a.docx")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    code, out, err = run(capsys, "accept", *arguments.split())
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


@pytest.mark.parametrize("name", sorted(REFUSED.keys() - {"strict"}))  # which accepting reads
def test_a_file_that_cannot_be_read_is_refused(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "fout.docx").write_bytes(REFUSED[name]())
    code, out, err = run(capsys, "accept", "fout.docx", "-o", "b.docx")
    assert (code, out) == (2, ""), err
    assert "fout.docx" in err
    assert not (folder / "b.docx").exists()


@pytest.mark.parametrize("name", sorted(READABLE.keys() - {"macros"}))
def test_an_odd_file_is_read(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "raar.docx").write_bytes(READABLE[name](zipped(package(TRACKED)) if name == "strict" else sample()))
    code, _, err = run(capsys, "accept", "raar.docx", "-o", "b.docx")
    assert (code, err) == (0, "")
    assert (folder / "b.docx").exists()


def test_macros_are_kept_under_a_name_that_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "m.docm").write_bytes(macros(sample()))
    code, _, err = run(capsys, "accept", "m.docm", "-o", "b.docx")
    assert code == 2
    assert "is een .docm-bestand met macro's" in err
    assert run(capsys, "accept", "m.docm", "-o", "b.docm")[0] == 0
    assert "word/vbaProject.bin" in read_package((folder / "b.docm").read_bytes(), "b").parts


def test_the_strict_form_stays_strict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "s.docx").write_bytes(strict(zipped(package(TRACKED))))
    told = "Aangenomen: A: 1 invoeging\nAangenomen: B: 1 verwijdering\ngeschreven: b.docx\n"
    assert run(capsys, "accept", "s.docx", "-o", "b.docx") == (0, told, "")
    assert "purl.oclc.org/ooxml/wordprocessingml" in body(folder / "b.docx")
    assert "schemas.openxmlformats.org/wordprocessingml" not in body(folder / "b.docx")
    assert changes_of(read_package((folder / "b.docx").read_bytes(), "b")) == ()


def test_a_signature_that_no_longer_holds_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "t.docx").write_bytes(zipped(package(f"{TRACKED}\n=== _xmlsignatures/sig1.xml\n<x/>")))
    code, _, err = run(capsys, "accept", "t.docx", "-o", "b.docx")
    assert code == 0
    assert err.startswith("waarschuwing[RES004]: de digitale handtekening in `t.docx` geldt niet meer")
