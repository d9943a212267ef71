"""Own texts of providers: a version of their clause, and of nobody else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from akkoord.library import unlocked
from akkoord.project.content import Content, read_content
from akkoord.project.opening import open_project
from akkoord.project.read_cache import ReadCache
from akkoord.project.sources import Sources, list_sources
from akkoord.readers.markdown import read_blocks
from akkoord.writers.docx.provenance import control_tag

PROJECT = Path(__file__).parents[2] / "cases/cli/project"
DEVIATION = """deviations:
  - {clause: doel, text: deviations/twee/doel.md, base: "1.0", reason: r, approved_by: o, approved_on: 2022-12-01,
     until: 2023-12-31}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = Path(shutil.copytree(PROJECT, tmp_path / "project"))
    with (project / "contracts/voorbeeld/providers/twee.yaml").open("a", encoding="utf-8") as file:
        file.write(DEVIATION)
    return project


def own_text(project: Path, content: bytes, region: str = "voorbeeld") -> None:
    path = project / f"contracts/{region}/deviations/twee/doel.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)


def codes(project: Path) -> set[str]:
    return {d.code for d in open_project(project).diagnostics}


def test_an_own_text_is_no_version_of_the_clause_for_others(project: Path) -> None:
    own_text(project, b"1. Eigen doel.\n")
    content = open_project(project)
    assert content.diagnostics == ()
    own, base = (content.library.versions["doel", v] for v in ("1.0+twee", "1.0"))
    assert own.span.file == "contracts/voorbeeld/deviations/twee/doel.md"
    assert (own.title, own.source, own.change) == (base.title, base.source, "r")
    assert own.digest != base.digest
    assert content.library.versions_of("doel") == ("1.0",)
    assert [v.version for v in unlocked({}, content.library, ("doel",))] == ["1.0"]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "LIB003"), (b"\xff", "SRC005"), (b"# Kop\n", "MDN001"), (b"{{ a b }}\n", "EXP")]
)
def test_what_is_wrong_with_an_own_text_has_its_place(project: Path, content: bytes, code: str) -> None:
    own_text(project, content)
    found = open_project(project).diagnostics
    assert {d.span.file for d in found if d.span} == {"contracts/voorbeeld/deviations/twee/doel.md"}
    assert any(d.code.startswith(code[:3]) for d in found)


def test_an_own_text_that_is_as_it_was_is_not_parsed_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_text(project, b"1. Eigen doel.\n")

    def read() -> Content:
        return read_content(Sources(project, list_sources(project)), ReadCache(project / "cache", "p"))

    parsed: list[str] = []

    def counted(text: str, path: str, line: int) -> object:
        parsed.append(path)
        return read_blocks(text, path, line)

    monkeypatch.setattr("akkoord.project.own_texts.read_blocks", counted)
    first, second = read(), read()
    own = "contracts/voorbeeld/deviations/twee/doel.md"
    assert parsed == [own]
    assert first.library.versions["doel", "1.0+twee"] == second.library.versions["doel", "1.0+twee"]
    blocks = second.library.versions["doel", "1.0+twee"].blocks
    assert [block.span for block in blocks] == [
        block.span for block in first.library.versions["doel", "1.0+twee"].blocks
    ]
    (project / own).write_bytes(b"1. Ander doel.\n")
    assert read().library.versions["doel", "1.0+twee"].blocks != blocks
    assert parsed == [own, own]


@pytest.mark.parametrize("content", [b"", b"# Kop\n"])
def test_what_is_wrong_is_said_each_time(project: Path, content: bytes) -> None:
    own_text(project, content)
    said = [
        read_content(Sources(project, list_sources(project)), ReadCache(project / "cache", "p")).diagnostics
        for _ in range(2)
    ]
    assert said[0]
    assert said[0] == said[1]


def test_two_regions_cannot_have_an_own_text_of_one_provider_id(project: Path) -> None:
    shutil.copytree(project / "contracts/voorbeeld", project / "contracts/ander")
    own_text(project, b"Een.\n")
    own_text(project, b"Twee.\n", "ander")
    assert "SRC011" in codes(project)


def test_a_tag_holds_the_version_of_any_own_text() -> None:
    assert control_tag("doel", "1.0+twee") == "doel@1.0+twee"
    long = control_tag("a" * 60, "1000.1000.1000+" + "b" * 60)
    assert len(long) <= 64
    assert "@1000.1000.1000+" in long
    assert long != control_tag("a" * 60, "1000.1000.1000+" + "b" * 59)
