"""Every library under tests/cases/library gives the findings of its `expected.txt`."""

import json
from datetime import date
from pathlib import Path

import pytest

from akkoord.diagnostics import Diagnostic, as_text
from akkoord.library import ClauseVersion, Library, build_library, read_clause, read_edition, text_digest
from support.expected import assert_as_expected

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "library"
CLAUSE = json.loads((ROOT / "schemas" / "clause.schema.json").read_text(encoding="utf-8"))
EDITION = json.loads((ROOT / "schemas" / "edition.schema.json").read_text(encoding="utf-8"))
GOOD = "clauses/afspraken/afspraken-duur/1.0.md"


def library_in(folder: Path) -> tuple[Library, list[Diagnostic]]:
    clauses, editions, findings = [], [], []
    for path in sorted((folder / "clauses").rglob("*.*")):
        name = path.relative_to(folder).as_posix()
        read, schema, kept = (
            (read_clause, CLAUSE, clauses) if path.suffix == ".md" else (read_edition, EDITION, editions)
        )
        value, found = read(path.read_text(encoding="utf-8"), name, schema)
        findings.extend(found)
        if value is not None:
            kept.append(value)
    library, found = build_library(clauses, editions)
    return library, [*findings, *found]


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda p: p.name)
def test_library_gives_findings(folder: Path) -> None:
    _, findings = library_in(folder)
    assert bool(findings) == (folder.name != "goed")
    assert_as_expected(folder / "expected.txt", "\n".join(map(as_text, findings)))


def test_versions_are_ordered_by_number() -> None:
    library, _ = library_in(CASES / "goed")
    assert library.clause_ids() == ("afspraken-duur",)
    assert library.versions_of("afspraken-duur") == ("1.0", "1.10")
    assert library.editions["2023"].clauses["afspraken-duur"].version == "1.0"
    assert library.editions["2023"].documents == {"convenant": "1.0"}


def good_clause(text: str) -> ClauseVersion:
    clause, findings = read_clause(text, GOOD, CLAUSE)
    assert findings == ()
    assert clause is not None
    return clause


def test_front_matter_becomes_fields() -> None:
    text = (CASES / "goed" / GOOD).read_text(encoding="utf-8")
    text = text.replace(
        "title: Titel", "title: Thema's\nterm: jeugdige\nterm_forms: [jeugdigen]\nvalid_until: 2030-12-31"
    )
    clause = good_clause(text)
    assert (clause.title, clause.term, clause.term_forms) == ("Thema’s", "jeugdige", ("jeugdigen",))
    assert (clause.approved_by, clause.approved_on, clause.decision) == ("Overleg", date(2022, 12, 15), "besluit")
    assert (clause.valid_from, clause.valid_until) == (date(2023, 1, 1), date(2030, 12, 31))


def test_digest_is_that_of_the_text_whatever_the_line_ends() -> None:
    text = (CASES / "goed" / GOOD).read_text(encoding="utf-8")
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert good_clause(windows) == good_clause(text)
    assert good_clause(text).digest == text_digest(text) == text_digest(windows)
    assert text_digest("a\n") == "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"


def test_order_of_the_clauses_does_not_matter() -> None:
    library, _ = library_in(CASES / "dubbel")
    clauses, editions = list(library.versions.values()), list(library.editions.values())
    assert build_library(reversed(clauses), reversed(editions)) == build_library(clauses, editions)
