"""Verbs that are declared as data are read the same by our own reader and by the parser that makes `--help`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.cli import main
from akkoord.cli.declared import DeclaredVerb, Given, UsageError, read_arguments
from akkoord.cli.declared_verbs import DECLARED
from akkoord.cli.declaring import given_of
from akkoord.cli.verbs import app

WORDS = (
    "a.docx",
    "b.docx",
    "-o",
    "--out",
    "--out=x",
    "-ouit.docx",
    "--author",
    "--author=Jan",
    "--since",
    "--json",
)
WORDS += ("--until=2024-01-01", "--", "--autor", "-x", "--quiet=1")
WORDS += ("--lot", "--lot=1", "--lot=een", "--jobs=2", "--jobs=0", "--jobs=", "--force", "--force=1")
WORDS += ("--pdf-engine=typst", "--pdf-engine=word", "--format", "json", "--plan=", "--against=sent", "--explain")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "fout: `BESTAND` ontbreekt\n  tip: `--help` toont wat kan\n"),
        ("a.docx", "fout: `--out` ontbreekt\n  tip: `--help` toont wat kan\n"),
        ("a.docx b.docx -o c.docx", "fout: `b.docx` is te veel\n  tip: `--help` toont wat kan\n"),
        ("a.docx --autor x", "fout: de optie `--autor` bestaat niet\n  tip: bedoelde u `--author`?\n"),
        ("a.docx -o", "fout: bij `-o` ontbreekt de waarde; verwacht: BESTAND\n  tip: `--help` toont wat kan\n"),
    ],
)
@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_wrong_use_is_told(capsys: pytest.CaptureFixture[str], verb: str, typed: str, said: str) -> None:
    assert main([verb, *typed.split()]) == 2
    assert capsys.readouterr().err == said


@given(st.lists(st.sampled_from(WORDS), max_size=7), st.sampled_from(sorted(DECLARED)))
def test_both_parsers_take_the_same(typed: list[str], name: str) -> None:
    verb = DECLARED[name]
    try:
        ours: Given | None = read_arguments(verb, typed)
    except UsageError:
        ours = None
    assert ours == parsed(verb, typed)


def parsed(verb: DeclaredVerb, words: list[str]) -> Given | None:
    """What the parser of the other verbs makes of them; None when it refuses."""
    import typer.main

    command: Any = typer.main.get_command(app)
    own = command.commands[verb.name]
    try:
        params = own.make_context(verb.name, list(words)).params
    except Exception:  # the classes of its errors have no public names
        return None
    try:
        return given_of(verb, params)
    except UsageError:
        return None
