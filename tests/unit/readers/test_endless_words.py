"""A run of letters that no page can show as a person could read it is told before anybody tries."""

import pytest

from akkoord.diagnostics import Span
from akkoord.readers.characters import LONGEST_WORD
from akkoord.readers.markdown import read_blocks
from akkoord.readers.yaml import read_yaml


@pytest.mark.parametrize("letter", ["a", "é", "7", "ж"])
def test_an_endless_word_is_an_error_where_it_begins(letter: str) -> None:
    word = letter * (LONGEST_WORD + 1)
    _, found = read_blocks(f"1. Partijen werken samen.\n1. Zij {word} samen.\n", "clauses/a/doel/1.0.md", 12)
    assert [(d.code, d.span) for d in found] == [("CHR004", Span("clauses/a/doel/1.0.md", 13, 8))]
    assert found[0].message.startswith(f"een woord van {LONGEST_WORD + 1} tekens, `{letter * 40}…`")
    document, said = read_yaml(f"naam: Stichting {word}\n", "region.yaml")
    assert (document, [(d.code, d.span) for d in said]) == (None, [("CHR004", Span("region.yaml", 1, 17))])


@pytest.mark.parametrize(
    "text", ["a" * LONGEST_WORD, "jeugd-hulp/" * 100, "https://voorbeeld.invalid/" + "pad/stuk_" * 60, "_" * 400]
)
def test_what_can_be_broken_is_left_alone(text: str) -> None:
    _, found = read_blocks(f"Zie {text} hier.\n", "a.md")
    assert "CHR004" not in {d.code for d in found}
