"""The files of a project: found, read, and nothing outside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from akkoord.diagnostics import Span
from akkoord.project import sources as module
from akkoord.project.sources import Fingerprint, NoProjectError, Sources, Stat, UnreadableError, find_root, list_sources


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("clauses/onderwerp/een", "contracts/regio/providers"):
        (tmp_path / "project" / name).mkdir(parents=True)
    (tmp_path / "project/clauses/onderwerp/een/1.0.md").write_text("tekst", encoding="utf-8")
    return tmp_path / "project"


def opened(root: Path, known: dict[str, Fingerprint] | None = None) -> Sources:
    return Sources(root, list_sources(root), known or {})


def own_files(root: Path) -> list[str]:
    return [path for path in list_sources(root).files if not path.startswith("@")]


def code_of(call, *arguments: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        call(*arguments)
    return caught.value.diagnostics[0].code


def test_the_project_is_the_folder_or_one_above_it(root: Path) -> None:
    assert find_root(root) == root
    assert find_root(root / "contracts/regio") == root


def test_a_folder_without_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoProjectError, match="is geen project"):
        find_root(tmp_path)


def test_files_are_listed_by_path_and_litter_is_left_out(root: Path) -> None:
    for name in ("~$open.docx", ".verborgen", "kopie~", "x.pyc"):
        (root / "contracts/regio" / name).write_text("x", encoding="utf-8")
    (root / "contracts/regio/region.yaml").write_text("x", encoding="utf-8")
    assert own_files(root) == ["clauses/onderwerp/een/1.0.md", "contracts/regio/region.yaml"]


def test_what_ships_with_the_program_is_listed_too(root: Path) -> None:
    assert "@program/project/sources.py" in list_sources(root).files


def test_a_link_out_of_the_project_is_a_finding_and_not_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "buiten.yaml").write_text("geheim", encoding="utf-8")
    (root / "contracts/regio/region.yaml").symlink_to(tmp_path / "buiten.yaml")
    listing = list_sources(root)
    assert code_of(opened(root).text, "contracts/regio/region.yaml") == "SRC002"
    assert code_of(opened(root).sha256, "contracts/regio/region.yaml") == "SRC002"
    assert [(d.code, d.span) for d in listing.diagnostics] == [("SRC002", Span("contracts/regio/region.yaml"))]


@pytest.mark.parametrize("target", ["..", "bestaat-niet"])
def test_a_link_to_a_folder_or_to_nothing_is_a_finding(root: Path, target: str) -> None:
    (root / "contracts/regio/providers/x.yaml").symlink_to(target)
    assert [d.code for d in list_sources(root).diagnostics] == ["SRC002"]


def test_a_link_inside_the_project_is_followed(root: Path) -> None:
    (root / "clauses/onderwerp/een/1.1.md").symlink_to("1.0.md")
    assert opened(root).text("clauses/onderwerp/een/1.1.md") == "tekst"


def test_text_has_line_ends_as_lf_and_no_mark(root: Path) -> None:
    (root / "clauses/onderwerp/een/1.0.md").write_bytes(b"\xef\xbb\xbfeen\r\ntwee\r\n")
    assert opened(root).text("clauses/onderwerp/een/1.0.md") == "een\ntwee\n"


def test_bytes_that_are_no_utf8_are_found_with_their_place(root: Path) -> None:
    (root / "clauses/onderwerp/een/1.0.md").write_bytes("één\ntweé ".encode() + b"\xe9\n")
    with pytest.raises(UnreadableError) as caught:
        opened(root).text("clauses/onderwerp/een/1.0.md")
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.span) == ("SRC005", Span("clauses/onderwerp/een/1.0.md", 2, 6))


def test_a_file_that_vanished_is_a_finding(root: Path) -> None:
    project = opened(root)
    (root / "clauses/onderwerp/een/1.0.md").unlink()
    assert code_of(project.text, "clauses/onderwerp/een/1.0.md") == "SRC003"


def test_a_file_that_may_not_be_read_is_a_finding(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # a test may run as a user who may read all
    assert code_of(opened(root).bytes, "clauses/onderwerp/een/1.0.md") == "SRC003"


def test_an_absurdly_large_file_is_a_finding(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 4)
    assert code_of(opened(root).bytes, "clauses/onderwerp/een/1.0.md") == "SRC004"


def test_an_unchanged_file_is_not_read_for_its_digest(root: Path) -> None:
    path = "clauses/onderwerp/een/1.0.md"
    stat = (root / path).stat()
    known = {path: Fingerprint(Stat(stat.st_size, stat.st_mtime_ns), "van de vorige keer")}
    assert opened(root, known).sha256(path) == "van de vorige keer"


def test_a_file_of_another_time_is_read_for_its_digest(root: Path) -> None:
    path = "clauses/onderwerp/een/1.0.md"
    known = {path: Fingerprint(Stat(5, 1), "van de vorige keer")}
    os.utime(root / path, ns=(2, 2))
    project = opened(root, known)
    assert project.sha256(path) == "324d0315d575bf5b4f6c8703f1135b847d14ca925480746ef1bd3a412d93667b"
    assert project.read[path].stat == Stat(5, 2)
