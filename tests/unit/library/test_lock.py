"""The lock: its file, and what it finds."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from akkoord.diagnostics import Span, as_text
from akkoord.library import (
    ClauseFile,
    ClauseStatus,
    ClauseVersion,
    Library,
    LineChange,
    LockedVersion,
    check_lock,
    line_changes,
    lock_text,
    read_lock,
    refusal,
    unlocked,
    with_locked,
)

A, B = "a" * 64, "b" * 64
FILE = "clauses/x/duur/1.0.md"
APPROVED = ClauseVersion(
    id="duur",
    version="1.0",
    title="Duur",
    status=ClauseStatus.VASTGESTELD,
    valid_from=date(2023, 1, 1),
    source="voorbeeld",
    blocks=(),
    digest=A,
    span=Span(FILE),
    approved_by="Overleg",
    approved_on=date(2022, 12, 15),
    decision="besluit",
)


def library(*versions: ClauseVersion) -> Library:
    return Library({(v.id, v.version): v for v in versions})


def locked(*digests: str) -> dict[tuple[str, str], LockedVersion]:
    return {("duur", f"1.{n}"): LockedVersion(d, Span("clauses/clauses.lock", n + 2)) for n, d in enumerate(digests)}


def test_the_lock_comes_back_as_it_was_written_in_the_order_of_ids_and_versions() -> None:
    keys = [("b", "1.0"), ("a", "1.10"), ("a", "1.9"), ("a", "1.9.1")]
    lock = {key: LockedVersion(A, Span("", 1)) for key in keys}
    text = lock_text(lock)
    assert [line.rsplit(" ", 1)[0] for line in text.splitlines()[1:]] == ["a 1.9", "a 1.9.1", "a 1.10", "b 1.0"]
    read, findings = read_lock(text)
    assert findings == ()
    assert lock_text(read) == text


def test_a_merge_of_two_locks_is_all_lines_of_both_in_any_order() -> None:
    one, other = f"a 1.0 {A}\nb 1.0 {A}\n", f"c 1.0 {A}\r\n\na 1.0 {A}\n# wie dan ook\n"
    read, findings = read_lock("\ufeff" + other + one)
    assert findings == ()
    assert set(read) == {("a", "1.0"), ("b", "1.0"), ("c", "1.0")}
    assert read["c", "1.0"].span.line == 1


@pytest.mark.parametrize("line", [f"a 1 {A}", f"A 1.0 {A}", "a 1.0", f"a 1.0 {A[1:]}", f"a@1.0 {A}", "<<<<<<< HEAD"])
def test_a_line_that_is_no_line_of_a_lock_is_an_error(line: str) -> None:
    read, (finding,) = read_lock(f"b 1.0 {A}\n{line}\n")
    assert set(read) == {("b", "1.0")}
    assert (finding.code, str(finding.span)) == ("LCK001", "clauses/clauses.lock:2:1")
    assert ("samenvoegen" in finding.hints[0]) == line.startswith("<")


def test_two_digests_of_one_version_are_an_error() -> None:
    read, (finding,) = read_lock(f"a 1.0 {A}\na 1.0 {A}\na 1.0 {B}\n")
    assert read["a", "1.0"].digest == A
    assert (finding.code, str(finding.span)) == ("LCK002", "clauses/clauses.lock:3:1")


def test_a_changed_text_shows_what_it_was_and_becomes() -> None:
    changes = line_changes("kop\nDe looptijd is vier jaar.\n", "kop\nDe looptijd is zes jaar.\n")
    (finding,) = check_lock(
        locked(B), {("duur", "1.0"): ClauseFile(FILE, A)}, library(APPROVED), (), {("duur", "1.0"): changes}
    )
    assert as_text(finding) == (
        "fout[LCK003]: `duur@1.0` is vastgesteld en mag niet veranderen, "
        "maar de tekst is anders dan die van het besluit\n"
        "  clauses/x/duur/1.0.md:1:1\n"
        "  was `De looptijd is vier jaar.`: clauses/x/duur/1.0.md:2:1\n"
        "  wordt `De looptijd is zes jaar.`: clauses/x/duur/1.0.md:2:1\n"
        "  zo vastgelegd: clauses/clauses.lock:2:1\n"
        "  tip: bewaar de wijziging als nieuwe versie: `new-version duur`\n"
        "  tip: zet daarna de vastgestelde tekst terug in `clauses/x/duur/1.0.md`"
    )


def test_of_a_text_nobody_has_any_more_only_the_digest_is_known() -> None:
    (finding,) = check_lock(locked(B), {("duur", "1.0"): ClauseFile(FILE, A)}, library(APPROVED), (), {})
    assert finding.message.endswith("; van die tekst is alleen de controlesom bekend")


def test_a_lock_without_its_file_is_an_error_at_its_line() -> None:
    (finding,) = check_lock(locked(A, B), {("duur", "1.0"): ClauseFile(FILE, A)}, library(APPROVED), (), {})
    assert (finding.code, str(finding.span)) == ("LCK004", "clauses/clauses.lock:3:1")


def test_an_approved_text_in_use_that_is_not_locked_is_a_warning() -> None:
    pins = [(("duur", "1.0"), Span("clauses/editions/2023.yaml", 7)), (("weg", "1.0"), Span("x", 1))]
    files = {("duur", "1.0"): ClauseFile(FILE, A)}
    (finding,) = check_lock({}, files, library(APPROVED), pins, {})
    assert (finding.code, str(finding.span)) == ("LCK005", "clauses/editions/2023.yaml:7:1")
    assert check_lock(locked(A), files, library(APPROVED), pins, {}) == ()
    concept = replace(APPROVED, status=ClauseStatus.CONCEPT)
    assert check_lock({}, files, library(concept), pins, {}) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"status": ClauseStatus.VERVALLEN}, ""),
        ({"status": ClauseStatus.CONCEPT}, "LCK006"),
        ({"approved_by": ""}, "LCK007"),
        ({"approved_on": None}, "LCK007"),
        ({"decision": ""}, "LCK007"),
    ],
)
def test_only_what_rests_on_a_decision_can_be_locked(changes: dict[str, object], code: str) -> None:
    finding = refusal(replace(APPROVED, **changes))
    assert (finding.code if finding else "") == code


def test_a_locked_version_stays_as_it_was_locked() -> None:
    newer = replace(APPROVED, version="1.1")
    found = library(replace(APPROVED, digest=B), newer)
    assert unlocked(locked(A), found) == (newer,)
    assert unlocked(locked(A), found, ("iets-anders",)) == ()
    lock = with_locked(locked(A), found.versions.values())
    assert {key: line.digest for key, line in lock.items()} == {("duur", "1.0"): A, ("duur", "1.1"): A}


def test_long_lines_are_cut_round_their_change() -> None:
    start, end = "begin " * 30, " einde" * 30
    (change,) = line_changes(f"{start}vier{end}", f"{start}zes{end}")
    assert change.line == 1
    assert change.was.startswith("…") and change.was.endswith("…")  # noqa: PT018  # one thing: cut on both sides
    assert "vier" in change.was and "zes" in change.becomes  # noqa: PT018  # one thing: both sides
    assert len(change.was) < 80


@pytest.mark.parametrize("lines", [10, 4000])
def test_lines_that_came_or_went_have_a_place_in_the_new_text(lines: int) -> None:
    before = "".join(f"regel {n}\n" for n in range(lines))
    assert line_changes(before, before) == ()
    assert line_changes(before, before + "nieuw\n")[0].line == lines + 1
    assert line_changes(before + "oud\n", before)[0] == LineChange(lines + 1, "oud", "")
