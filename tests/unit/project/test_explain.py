"""From a sentence back to the commit that last touched its line and its data."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from akkoord.project.article_places import places_named
from akkoord.project.explain import Explanation, explain_pack
from akkoord.project.explained_texts import ExplainedText
from akkoord.project.line_commits import LineCommits
from akkoord.project.places import Heading
from akkoord.project.where import UnknownNameError
from support.workspace import ROOT, edit

SMALL = ROOT / "tests/cases/cli/project"
DUUR = "clauses/afspraken/duur/1.0.md"
REGION = "contracts/voorbeeld/region.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "project"))


def _git(folder: Path, *arguments: str, day: str = "2023-02-01") -> None:
    who = {"NAME": "A. Voorbeeld", "EMAIL": "a@voorbeeld.example", "DATE": f"{day}T23:30:00+02:00"}
    named = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    environment = {**os.environ, **named, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, env=environment, capture_output=True)


def _committed(project: Path, subject: str, day: str) -> None:
    _git(project, "add", "-A")
    _git(project, "commit", "-q", "-m", subject, day=day)


def _texts(found: tuple[Explanation, ...]) -> list[ExplainedText]:
    return [text for pack in found for document in pack.documents for c in document.clauses for text in c.texts]


def _subject(found: tuple[Explanation, ...], name: str | None) -> str:
    return next((commit.subject for commit in found[0].commits if commit.id == name), "")


def test_each_line_and_value_has_the_commit_that_last_touched_it(project: Path) -> None:
    _git(project, "init", "-q")
    _committed(project, "begin", "2023-02-01")
    edit(project / DUUR, "Over het doel", "Over dat doel")
    _committed(project, "doel verduidelijkt", "2023-02-02")
    edit(project / REGION, "eind: {value: 2024-12-31", "eind: {value: 2025-12-31")
    _committed(project, "langer", "2023-02-03")
    found = explain_pack(project, "twee", "2")
    first, second = _texts(found)
    assert _subject(found, first.commit.id if first.commit else None) == "begin"
    assert _subject(found, second.commit.id if second.commit else None) == "doel verduidelijkt"
    start, end = (value.rows[0] for value in first.values)
    assert (start.name, end.name) == ("looptijd.start", "looptijd.eind")
    assert start.commit is not None
    assert end.commit is not None
    assert (start.commit.subject, end.commit.subject) == ("begin", "langer")
    assert [commit.date for commit in found[0].commits] == ["2023-02-03", "2023-02-02", "2023-02-01"]
    assert found[0].notes == ()


def test_what_is_not_committed_yet_has_no_commit_and_moves_no_other_line(project: Path) -> None:
    _git(project, "init", "-q")
    _committed(project, "begin", "2023-02-01")
    edit(project / DUUR, "1. Over het doel", "1. Een lid dat nog nergens staat.\n1. Over het doel")
    edit(project / REGION, "name: Voorbeeld\n", "name: Voorbeeld\n# Een opmerking.\n")
    first, new, last = _texts(explain_pack(project, "twee", "2"))
    assert first.commit is not None
    assert new.commit is None
    assert last.commit is not None
    assert all(row.commit is not None for value in first.values for row in value.rows)


def test_without_a_repository_it_is_said_in_one_line(project: Path) -> None:
    found = explain_pack(project, "twee", "2")
    assert len(found[0].notes) == 1
    assert all(text.commit is None for text in _texts(found))


def test_without_git_it_is_said_in_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert explain_pack(project, "twee", "2")[0].notes == ("geen commits: git is er niet",)


def test_a_file_that_git_answers_nothing_about_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _git(project, "init", "-q")
    _committed(project, "begin", "2023-02-01")
    monkeypatch.setattr("akkoord.project.line_commits._SECONDS", 0)
    commits = LineCommits(project, lambda file: (project / file).read_text(encoding="utf-8"))
    assert commits.of(DUUR, (12,)) is None
    assert commits.of(DUUR, (13,)) is None
    assert commits.notes == [f"geen commits van `{DUUR}`: git antwoordde niet, of niet op tijd"]


def test_a_lid_that_is_not_there_names_those_that_are(project: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        explain_pack(project, "twee", "2.9")
    assert "punt 2.1, punt 2.2" in caught.value.diagnostics[0].message


SEVEN = Heading("7", "Artikel 7", "Opzegging", "opzegging")
SEVENTY = Heading("72", "Artikel 72", "Lid worden", "lid-worden")
ANNEX = Heading("II", "Bijlage II", "Tarieven", "tarieven")


@pytest.mark.parametrize(
    ("asked", "heading", "numbers"),
    [
        ("7", SEVEN, ()),
        ("Artikel 7", SEVEN, ()),
        ("opzegging", SEVEN, ()),
        ("lid worden", SEVENTY, ()),
        ("7.2", SEVEN, ("2",)),
        ("7 lid 2", SEVEN, ("2",)),
        ("artikel 7, lid 2, onder a", SEVEN, ("2", "a")),
        ("7.2.a", SEVEN, ("2", "a")),
        ("opzegging lid 3", SEVEN, ("3",)),
        ("art. 72 lid 1 onder b", SEVENTY, ("1", "b")),
        ("bijlage II eis C", ANNEX, ("c",)),
    ],
)
def test_a_place_as_a_lawyer_names_it(asked: str, heading: Heading, numbers: tuple[str, ...]) -> None:
    (found,) = places_named(asked, (SEVEN, SEVENTY, ANNEX))
    assert (found.heading, found.numbers) == (heading, numbers)


@pytest.mark.parametrize("asked", ["8", "7x", "7 lid", "7 …", "lid 2"])
def test_what_is_no_place_is_none(asked: str) -> None:
    assert places_named(asked, (SEVEN, SEVENTY, ANNEX)) == ()
