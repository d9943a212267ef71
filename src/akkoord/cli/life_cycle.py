"""How the answers of `record` and `status` look on a terminal, and as JSON."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import to_builtins

from akkoord.cli.declared import UsageError
from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say
from akkoord.diagnostics import as_json
from akkoord.records import STATE_WORDS, LedgerState, json_text

if TYPE_CHECKING:
    from rich.table import Table

    from akkoord.project.recording import Outcome, Recorded
    from akkoord.project.selection import Selection
    from akkoord.project.status import Completeness, PackStatus, Party, Status

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLAIN_WIDTH = 160
_DESPITE = ", ondanks wat niet in orde was"
_ORDER = ("niet te lezen", "niet vastgelegd", *STATE_WORDS.values())
_BUILT = {"ready": "gereed", "concept": "concept", "nothing": "niets te tekenen", "": "–"}


def day_of(text: str) -> date:
    """The date in `text`.

    Raises:
        UsageError: it is none.
    """
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise UsageError(f"`{text}` bij `--date` is geen datum", "schrijf haar als `2024-01-31`")


def today() -> date:
    """The day on the clock of this machine."""
    return date.today()  # noqa: DTZ011, TID251  only who asks "what is late" without a date means today


def said_of_packs(
    words: Sequence[str], selection: Selection, *, every: bool
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The packs, the state and the files in `PACK... STATE [FILE]...`; no packs where `every` one is chosen.

    The state is the first word, after a pack, that is one. Where none is, it is the word where one was expected.

    Raises:
        UsageError: something is missing, or what was chosen does not fit.
    """
    if not every and not selection.all:
        raise UsageError("een keuze van pakketten geldt alleen met `--all`", "noem de pakketten, of zet `--all` erbij")
    if selection.documents:
        raise UsageError("van een pakket wordt het geheel vastgelegd", "laat `--document` weg")
    first = 0 if every else 1
    states = {state.value for state in LedgerState}
    place = next((i for i, word in enumerate(words) if i >= first and word in states), first)
    if place >= len(words) or (every and place > 0):
        hint = "noem bij `--all` geen pakketten" if every and words else "schrijf `record PAKKET... STAAT`"
        raise UsageError("er is geen pakket of geen staat genoemd", hint)
    return tuple(words[:place]), words[place], tuple(words[place + 1 :])


def scans_of(words: Sequence[str]) -> tuple[tuple[Path, str], ...]:
    """The file of each word, and the document for which it stands ("" where the word names none)."""
    found: list[tuple[Path, str]] = []
    for word in words:
        file, sign, document = word.rpartition("=")
        named = bool(sign) and not Path(word).exists()
        found.append((Path(file), document) if named else (Path(word), ""))
    return tuple(found)


def show_recorded(outcome: Outcome, *, as_data: bool, quiet: bool) -> None:
    """What was recorded, and where it and what belongs to it is kept."""
    if as_data:
        records = [_recorded_data(recorded) for recorded in outcome.recorded]
        put(json_text({"records": records, "skipped": list(outcome.skipped)}).rstrip())
        return
    for recorded in outcome.recorded:
        _show_one(recorded, quiet=quiet)
    if not quiet:
        for pack in outcome.skipped:
            put(f"overgeslagen: {pack} (niets te tekenen)")


def _recorded_data(recorded: Recorded) -> dict[str, object]:
    entry = recorded.entry
    return {
        "pack": entry.pack,
        "number": entry.number,
        "state": entry.state.value,
        "date": entry.date.isoformat(),
        "by": entry.by,
        "note": entry.note,
        "supersedes": entry.supersedes or None,
        "manifest_sha256": entry.manifest_sha256,
        "zip_sha256": entry.zip_sha256 or None,
        "checked": [
            {"file": c.file, "sha256": c.sha256, "pages": c.pages, **({"document": c.document} if c.document else {})}
            for c in entry.checked
        ],
        **({"despite": to_builtins(entry.despite)} if entry.despite is not None else {}),
        "file": recorded.file,
        "archived": list(recorded.archived),
    }


def _show_one(recorded: Recorded, *, quiet: bool) -> None:
    entry = recorded.entry
    state = STATE_WORDS[entry.state]
    put(f"vastgelegd: {entry.pack}, pakket {entry.number}: {state} op {entry.date}, door {entry.by}")
    if quiet:
        return
    if entry.state is LedgerState.SENT and entry.supersedes:
        put(f"  vervangt pakket {entry.supersedes}")
    for row in entry.checked:
        put(f"  bladzijde voor bladzijde vergeleken: {row.file} ({row.pages} {_pages(row.pages)})")
    if entry.despite is not None:
        put(f"  door {entry.by} goed gevonden, om deze reden: {entry.despite.reason}; niet in orde was:")
        for one in entry.despite.found:
            put(f"    {one}")
    put(f"  in {recorded.file}")
    for path in recorded.archived:
        put(f"  gearchiveerd: {path}")


def _pages(count: int) -> str:
    return "bladzijde" if count == 1 else "bladzijden"


def show_status(status: Status, general: General) -> None:
    """A table for each region and edition, what is complete, and a closing line; or all of it as JSON."""
    if general.as_json:
        put(json_text(_status_data(status)).rstrip())
        return
    tell_findings(status.diagnostics, general, say)
    if general.quiet:
        return
    _tables(status)
    for one in status.shared:
        for line in _completeness(one):
            put(line)
    put(_closing(status))


def _tables(status: Status) -> None:
    from akkoord.cli.screen import Screen

    console = Screen(file=sys.stdout, width=None if sys.stdout.isatty() else _PLAIN_WIDTH, highlight=False)
    for place, packs in groupby(status.packs, lambda pack: pack.pack.rpartition("/")[0]):
        console.print(_table(place, tuple(packs)))
        console.print()


def _table(place: str, packs: tuple[PackStatus, ...]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in (place, "pakket", "staat", "sinds", "gebouwd", "wacht op", "om te", "uiterlijk"):
        table.add_column(Text(name), overflow="fold")
    for pack in packs:
        cells = (
            pack.pack.rpartition("/")[2],
            f"{pack.number}" + (f", vervangt {pack.supersedes}" if pack.supersedes else ""),
            _state(pack.state, known=pack.known, nothing="niet vastgelegd") + (_DESPITE if pack.despite else ""),
            pack.since.isoformat() if pack.since is not None else "–",
            _BUILT[pack.built],
            pack.waits_for or "–",
            pack.to_do or "–",
            _due(pack),
        )
        # As text: a name is never markup.
        table.add_row(*(Text(cell, style="red" if pack.overdue else "") for cell in cells))
    return table


def _due(pack: PackStatus) -> str:
    if pack.due is None:
        return "–"
    return f"{pack.due}" + (f", {pack.overdue} {_days(pack.overdue)} te laat" if pack.overdue else "")


def _days(count: int) -> str:
    return "dag" if count == 1 else "dagen"


def _completeness(one: Completeness) -> list[str]:
    there, total = len(one.parties) - len(one.missing), len(one.parties)
    head = f"{one.title} ({one.region}/{one.edition}): {there} van {total} partijen getekend en geverifieerd"
    if not one.missing:
        return [f"{head}; volledig"]
    return [f"{head}; nog niet:", *(f"  {_party(party)}" for party in one.missing)]


def _party(party: Party) -> str:
    return f"{party.name}: {_state(party.state, known=party.known, nothing='niet verzonden')}"


def _state(state: LedgerState | None, *, known: bool, nothing: str) -> str:
    """A state in words; what cannot be trusted is never called nothing."""
    if not known:
        return "niet te lezen"
    return STATE_WORDS[state] if state is not None else nothing


def _closing(status: Status) -> str:
    shown = [_state(pack.state, known=pack.known, nothing="niet vastgelegd") for pack in status.packs]
    words = [f"{shown.count(word)} {word}" for word in dict.fromkeys(sorted(shown, key=_ORDER.index))]
    late = sum(bool(pack.overdue) for pack in status.packs)
    return f"Op {status.on}: {', '.join(words) or 'geen pakketten'}; {late} te laat."


def _status_data(status: Status) -> dict[str, object]:
    return {
        "date": status.on.isoformat(),
        "packs": [_pack_data(pack) for pack in status.packs],
        "shared": [_shared_data(one) for one in status.shared],
        "diagnostics": [as_json(diagnostic) for diagnostic in status.diagnostics],
    }


def _pack_data(pack: PackStatus) -> dict[str, object]:
    return {
        "pack": pack.pack,
        "provider": pack.provider,
        "number": pack.number,
        "supersedes": pack.supersedes or None,
        "state": pack.state.value if pack.state is not None else None,
        "since": pack.since.isoformat() if pack.since is not None else None,
        "by": pack.by or None,
        "built": pack.built or None,
        "waits_for": pack.waits_for or None,
        "to_do": pack.to_do or None,
        "due": pack.due.isoformat() if pack.due is not None else None,
        "overdue": pack.overdue,
        "known": pack.known,
        "despite": pack.despite or None,
    }


def _shared_data(one: Completeness) -> dict[str, object]:
    return {
        "region": one.region,
        "edition": one.edition,
        "document": one.document,
        "title": one.title,
        "complete": not one.missing,
        "parties": [
            {
                "pack": party.pack,
                "name": party.name,
                "state": party.state.value if party.state is not None else None,
                "signed": party not in one.missing,
                "known": party.known,
                "body_sha256": party.body_sha256 or None,
            }
            for party in one.parties
        ],
    }
