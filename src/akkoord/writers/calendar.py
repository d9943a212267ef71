"""Dates as an iCalendar file: whole days, the same bytes for the same dates.

Source:
    RFC 5545 (iCalendar): 3.1 folding, 3.3.11 escaping, 3.6.1 events, 3.8.2.4 a start that is a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

_PRODUCT = "-//Akkoord//Contractagenda//NL"
_LONGEST_LINE = 75
"""Octets of a line, without its end; a longer one goes on after a line end and a space."""
_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class CalendarDay(Struct, frozen=True):
    """A day to think of. `uid` is the same in every calendar and in every edition in which the day is."""

    uid: str
    day: date
    summary: str
    description: str = ""


def write_calendar(days: Iterable[CalendarDay], name: str, stamp: date) -> bytes:
    """The days in order of date. `stamp` stands as the time at which they were written: never the clock."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for one in sorted(days, key=lambda d: (d.day, d.uid)) for line in _event(one, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(one: CalendarDay, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(one.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"SUMMARY:{_escaped(one.summary)}"
    if one.description:
        yield f"DESCRIPTION:{_escaped(one.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _UNSHOWN.sub(" ", text.replace("\r\n", "\n")).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """`line` in pieces of at most 75 octets; no character is cut in two."""
    if len(line) <= _LONGEST_LINE and line.isascii():  # as nearly all are
        yield line
        return
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
