"""What may be recorded of a pack after what was recorded before: each refusal with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.records.ledger import ENDED, FOLLOWS, FORMING, STATE_WORDS, Entry, Ledger, LedgerState


def refusals(ledger: Ledger, entry: Entry, place: Span | None = None) -> Iterator[Diagnostic]:
    """Why `entry` cannot follow the records of `ledger`; nothing when it can. `place` is where it stands.

    The chain is not looked at: that is for who reads or writes lines.
    """
    if entry.pack != ledger.pack:
        message = f"deze regel gaat over pakket `{entry.pack}`; verwacht: `{ledger.pack}`"
        yield error("LGR008", message, place, "zet de regel terug in het bestand waar zij vandaan komt")
        return
    last = ledger.entries[-1] if ledger.entries else None
    if last is not None and entry.date < last.date:
        message = f"de datum {entry.date} ligt voor die van de vorige regel, {last.date}; verwacht: die dag of later"
        yield error("LGR007", message, place)
    if (found := _of_number(ledger, entry, place)) is not None:
        yield found
        return
    yield from _transition(ledger, entry, place)
    yield from _bound(ledger, entry, place)


def _of_number(ledger: Ledger, entry: Entry, place: Span | None) -> Diagnostic | None:
    """Why the number cannot be: a next number begins when the last one was sent or is void."""
    last = ledger.current
    if 1 <= entry.number <= last:
        return None
    if entry.number != last + 1:
        message = f"het pakketnummer {entry.number} kan niet; verwacht: hoogstens {last + 1}"
        return error("LGR008", message, place, "bouw opnieuw: het manifest noemt het nummer")
    if last and ledger.state(last) in FORMING:
        message = f"pakket {last} is nog niet verzonden, dus pakket {entry.number} begint nog niet"
        return error("LGR008", message, place, "bouw opnieuw: het manifest noemt het nummer")
    return None


def _transition(ledger: Ledger, entry: Entry, place: Span | None) -> Iterator[Diagnostic]:
    before = ledger.state(entry.number)
    if entry.state in FOLLOWS[before]:
        return
    allowed = ", ".join(f"`{state.value}`" for state in FOLLOWS[before])
    shown = f"`{entry.state.value}` ({STATE_WORDS[entry.state]})"
    if before is None:
        message = f"van pakket {entry.number} is nog niets vastgelegd, zodat {shown} niet kan; verwacht: {allowed}"
    else:
        since = ledger.since(entry.number)
        message = f"pakket {entry.number} is {STATE_WORDS[before]} sinds {since}; {shown} kan daarna niet"
        message += f"; verwacht: {allowed}" if allowed else "; er kan niets meer op volgen"
    by = ledger.superseding(entry.number)
    hint = f"pakket {by.number} heeft het vervangen op {by.date}" if by is not None else ""
    if before in ENDED and not hint:
        hint = "een verandering wordt een nieuw pakket: bouw opnieuw"
    yield error("LGR006", message, place, hint)


def _bound(ledger: Ledger, entry: Entry, place: Span | None) -> Iterator[Diagnostic]:
    """A record is about the bytes that were recorded before: what is ready is sent, what was sent comes back."""
    own = ledger.of(entry.number)
    if entry.state is LedgerState.SENT and own and _bytes(own[-1]) != _bytes(entry):
        message = f"het pakket is veranderd sinds het op {own[-1].date} gereed was"
        yield error("LGR009", message, place, "kijk het opnieuw na, en leg weer `ready` vast")
    sent = ledger.sent(entry.number)
    if sent is None:
        if entry.supersedes and entry.supersedes not in range(1, entry.number):
            message = f"pakket {entry.number} kan pakket {entry.supersedes} niet vervangen; verwacht: een eerder nummer"
            yield error("LGR008", message, place)
        return
    if _bytes(entry) != _bytes(sent):
        message = f"het manifest is een ander dan dat van pakket {entry.number}, verzonden op {sent.date}"
        yield error("LGR009", message, place, "een verandering wordt een nieuw pakket: bouw opnieuw")


def _bytes(entry: Entry) -> tuple[str, str]:
    """What a record is about."""
    return entry.manifest_sha256, entry.zip_sha256
