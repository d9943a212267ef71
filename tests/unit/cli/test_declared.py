"""Verbs that are declared as data are read the same by our own reader and by the parser that makes `--help`."""

from __future__ import annotations

from collections.abc import Iterator
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
        (
            "a.docx -o c.docx --out=d.docx",
            "fout: de optie `--out` staat er meer dan eens, en krijgt één waarde\n  tip: noem haar één keer\n",
        ),
        ("a.docx -o", "fout: bij `-o` ontbreekt de waarde; verwacht: BESTAND\n  tip: `--help` toont wat kan\n"),
    ],
)
@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_wrong_use_is_told(capsys: pytest.CaptureFixture[str], verb: str, typed: str, said: str) -> None:
    assert main([verb, *typed.split()]) == 2
    assert capsys.readouterr().err == said


def options_of_one_value() -> Iterator[tuple[str, str]]:
    """Every verb with each of its options that takes one value; "" for what stands before a verb."""
    import typer.main

    program: Any = typer.main.get_command(app)
    for name, command in (("", program), *program.commands.items()):
        for parameter in command.params:
            if parameter.param_type_name == "option" and not parameter.multiple and not parameter.is_flag:
                yield name, parameter.opts[-1]


@pytest.mark.parametrize(("verb", "option"), sorted(options_of_one_value()))
def test_no_verb_loses_a_value_that_was_typed(capsys: pytest.CaptureFixture[str], verb: str, option: str) -> None:
    """The same value twice is as much a mistake: who types it meant something."""
    assert main([verb or "status", option, "1", f"{option}=2"]) == 2
    assert f"de optie `{option}` staat er meer dan eens" in capsys.readouterr().err


def test_there_are_options_of_one_value_to_hold() -> None:
    held = set(options_of_one_value())
    assert {("redline", "--report"), ("sign", "--key"), ("record", "--date"), ("", "--project")} <= held


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
