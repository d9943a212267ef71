"""Every text under tests/cases/readers/markdown gives its tree and its findings, as the files beside it say."""

from pathlib import Path

import pytest

from akkoord.diagnostics import as_text
from akkoord.readers.markdown import read_blocks
from support.expected import assert_as_expected
from support.outline import outline

CASES = Path(__file__).parents[2] / "cases" / "readers" / "markdown"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda p: p.stem)
def test_text_gives_tree_and_findings(path: Path) -> None:
    blocks, findings = read_blocks(path.read_bytes().decode(), path.name)
    assert_as_expected(path.with_suffix(".txt"), "\n".join(map(as_text, findings)))
    if path.stem.startswith("goed"):
        assert findings == ()
        assert_as_expected(path.with_suffix(".tree"), outline(blocks))


def test_a_text_too_long_is_refused() -> None:
    blocks, findings = read_blocks("a" * (256 * 1024 + 1), "lang.md")
    assert blocks == ()
    assert [d.code for d in findings] == ["MDN001"]


def test_windows_line_ends_and_byte_order_mark_change_nothing() -> None:
    text = "Een *alinea*\nover twee regels.\n\n1. lid\n"
    assert read_blocks("\ufeff" + text.replace("\n", "\r\n"), "a.md") == read_blocks(text, "a.md")


def test_first_line_moves_every_place() -> None:
    blocks, findings = read_blocks("Tekst **.\n", "a.md", first_line=12)
    assert blocks[0].span.line == 12
    assert findings[0].span.line == 12
