"""Arguments are put in the order the parser wants, whatever order they were typed in."""

from __future__ import annotations

import pytest

from akkoord.cli.arguments import arranged


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", "build"),
        ("--provider x", "build --provider x"),
        ("--force", "build --force"),
        ("build --json", "--json build"),
        ("--json", "--json build"),
        ("explain x 7 --project map --quiet", "--project map --quiet explain x 7"),
        ("--project=map where y", "--project=map where y"),
        ("--project", "--project build"),
        ("where -- --json", "where -- --json"),
        ("--help", "--help"),
        ("--version", "--version"),
        ("build --help", "build --help"),
        ("bouw", "bouw"),
    ],
)
def test_arguments_are_arranged(typed: str, wanted: str) -> None:
    assert arranged(typed.split()) == wanted.split()
