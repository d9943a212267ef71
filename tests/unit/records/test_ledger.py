"""A ledger as a value and as lines: which pack comes next, what is refused, and what is found in a broken file.

Each case in tests/cases/records/ledger.yaml tells records in a short notation (`number state date [key=value…]`),
does something to the lines, and says what is found.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from akkoord.diagnostics import as_text
from akkoord.records import (
    CheckedFile,
    Entry,
    Ledger,
    LedgerState,
    Numbering,
    ReturnedFile,
    SentDocument,
    appended,
    ledger_text,
    read_ledger,
)
from akkoord.records.ledger import FOLLOWS
from support.schemas import validator

ROOT = Path(__file__).parents[3]
CASES = YAML(typ="safe").load((ROOT / "tests/cases/records/ledger.yaml").read_text(encoding="utf-8"))
SCHEMA = validator("ledger")
PACK = "regio/2023/een"
FILE = "contracts/regio/ledger/2023/een.jsonl"
SHA = "0123456789abcdef" * 4
TEXT = (SentDocument("overeenkomst", "Overeenkomst", "1.0", SHA, SHA),)


def entry_of(told: str) -> Entry:
    number, state, day, *more = told.split()
    values = dict(pair.split("=") for pair in more)
    return Entry(
        values.pop("pack", PACK),
        int(number),
        LedgerState(state),
        date.fromisoformat(day),
        "A. Voorbeeld",
        values.pop("manifest", "a") * 64,
        supersedes=int(values.pop("supersedes", "0")),
        documents=TEXT if state == "sent" else (),
        note=values.pop("note", ""),
    )


def ledger_of(*told: str) -> Ledger:
    ledger = Ledger(PACK)
    for entry in map(entry_of, told):
        after, found = appended(ledger, entry)
        assert after is not None, found
        ledger = after
    return ledger


SENT = ("1 ready 2023-01-02", "1 sent 2023-01-03")


@pytest.mark.parametrize("case", CASES["lines"], ids=lambda case: case["name"])
def test_what_is_found_in_the_lines_of_a_file(case) -> None:
    lines = ledger_text(ledger_of(*case["records"])).splitlines()
    for change in case.get("change", ()):
        lines = _changed(lines, change)
    text = "".join(line + "\n" for line in lines)
    ledger, found = read_ledger(text.removesuffix("\n") if case.get("unfinished") else text, PACK, FILE)
    assert "\n".join(map(as_text, found)) == case.get("expect", "").rstrip("\n")
    assert (ledger is None) == bool(found)


def _changed(lines: list[str], change: dict[str, object]) -> list[str]:
    if "drop" in change:
        return [line for number, line in enumerate(lines, 1) if number != change["drop"]]
    if "swap" in change:
        one, other = change["swap"]
        lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]
        return lines
    if "merge" in change:  # the lines that another clone appended after so many of these
        common = ledger_of(*change["merge"])
        return [*lines, *ledger_text(common).splitlines()[change["after"] :]]
    if "insert" in change:
        return [*lines[: change["at"] - 1], change["insert"], *lines[change["at"] - 1 :]]
    assert change["old"] in lines[change["line"] - 1]
    lines[change["line"] - 1] = lines[change["line"] - 1].replace(change["old"], change["new"])
    return lines


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_what_may_not_be_recorded(case) -> None:
    after, found = appended(ledger_of(*case["records"]), entry_of(case["then"]))
    assert after is None
    assert "\n".join(map(as_text, found)) == case["expect"].rstrip("\n")


def test_every_state_is_followed_by_known_states_only_and_two_are_the_end() -> None:
    assert set(FOLLOWS) == {None, *LedgerState}
    assert [state for state in FOLLOWS if not FOLLOWS[state]] == [LedgerState.SUPERSEDED, LedgerState.VOID]
    reached, new = set(), {None}
    while new:
        reached |= new
        new = {after for state in new for after in FOLLOWS[state]} - reached
    assert reached == {None, *LedgerState}


def test_a_line_is_as_its_schema_says() -> None:
    full = replace(
        entry_of("1 ready 2023-01-02"),
        zip_sha256=SHA,
        documents=TEXT,
        files=(ReturnedFile("terug.pdf", SHA, 3),),
        checked=(CheckedFile("terug.pdf", SHA, 2),),
        note="één regel",
    )
    after, _ = appended(Ledger(PACK), full)
    assert after is not None
    data = json.loads(ledger_text(after))
    assert not list(SCHEMA.iter_errors(data))
    assert set(SCHEMA.schema["required"]) == set(data)
    again, found = read_ledger(ledger_text(after), PACK, FILE)
    assert (again, found) == (after, ())


@pytest.mark.parametrize(
    ("told", "same", "number"),
    [
        ((), False, Numbering(1, 0)),
        (("1 concept 2023-01-01",), False, Numbering(1, 0)),
        (("1 ready 2023-01-01", "1 void 2023-01-02"), False, Numbering(2, 0)),
        (SENT, True, Numbering(1, 0)),
        (SENT, False, Numbering(2, 1)),
        ((*SENT, "1 void 2023-01-04"), True, Numbering(2, 0)),
        ((*SENT, "2 ready 2023-01-04 supersedes=1 manifest=b"), False, Numbering(2, 1)),
        ((*SENT, "2 ready 2023-01-04 supersedes=1 manifest=b"), True, Numbering(1, 0)),
        (
            (*SENT, "2 ready 2023-01-04 supersedes=1 manifest=b", "2 sent 2023-01-05 supersedes=1 manifest=b"),
            True,
            Numbering(2, 1),
        ),
    ],
)
def test_the_number_of_what_is_built(told: tuple[str, ...], same: bool, number: Numbering) -> None:
    documents = TEXT if same else (SentDocument("overeenkomst", "Overeenkomst", "1.0", "f" * 64, "f" * 64),)
    assert ledger_of(*told).numbering(documents) == number


def test_who_is_replaced_is_superseded_from_the_day_the_next_was_sent() -> None:
    ledger = ledger_of(*SENT, "2 ready 2023-01-04 supersedes=1 manifest=b", "2 sent 2023-01-05 supersedes=1 manifest=b")
    assert (ledger.state(1), ledger.since(1)) == (LedgerState.SUPERSEDED, date(2023, 1, 5))
    assert (ledger.state(2), ledger.standing.number) == (LedgerState.SENT, 2)
    assert ledger.signed is None
    assert ledger.state(3) is None


def test_what_was_signed_stays_so_until_the_next_one_came_back() -> None:
    first = (*SENT, "1 returned 2023-01-04", "1 verified 2023-01-05")
    again = ("2 ready 2023-01-06 supersedes=1 manifest=b", "2 sent 2023-01-07 supersedes=1 manifest=b")
    back = tuple(f"2 {state} 2023-01-08 supersedes=1 manifest=b" for state in ("returned", "verified"))
    told = ((), SENT, first, (*first, *again), (*first, *again, *back), (*first, "1 void 2023-01-06"))
    signed = [ledger_of(*one).signed for one in told]
    assert [entry.number if entry else 0 for entry in signed] == [0, 0, 1, 1, 2, 0]


def test_every_code_has_a_case() -> None:
    code = re.compile(r"LGR00[0-9]")
    used = {c for path in (ROOT / "src/akkoord/records").glob("ledger*.py") for c in code.findall(path.read_text())}
    told = {c for case in (*CASES["lines"], *CASES["refused"]) for c in code.findall(case.get("expect", ""))}
    assert used == told
