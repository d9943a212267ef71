"""Front matter is split from the text, and each part keeps its lines."""

from pathlib import Path

import pytest

from akkoord.diagnostics import as_text
from akkoord.readers.front_matter import read_front_matter
from support.expected import assert_as_expected

CASES = Path(__file__).parents[2] / "cases" / "readers" / "front_matter"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda p: p.stem)
def test_text_gives_findings(path: Path) -> None:
    _, findings = read_front_matter(path.read_text(encoding="utf-8"), path.name)
    assert bool(findings) == (path.stem != "goed")
    assert_as_expected(path.with_suffix(".txt"), "\n".join(map(as_text, findings)))


def test_both_parts_keep_their_lines() -> None:
    front, _ = read_front_matter("---\r\nid: a\r\nnaam: b\r\n---\r\n\r\nTekst.\r\n", "a.md")
    assert front.document is not None
    assert str(front.document.span("naam")) == "a.md:3:7"
    assert (front.body, front.body_line) == ("\nTekst.\n", 5)


def test_empty_front_matter_is_read() -> None:
    front, findings = read_front_matter("---\n---\nTekst.", "a.md")
    assert findings == ()
    assert front.document is not None
    assert front.document.data is None
    assert (front.body, front.body_line) == ("Tekst.", 3)
