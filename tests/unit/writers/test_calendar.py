"""Calendars as RFC 5545 has them: folded, escaped, whole days, no clock."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from akkoord.writers.calendar import CalendarDay, write_calendar

STAMP = date(2024, 1, 1)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_day_is_a_whole_day_and_its_words_are_escaped():
    data = write_calendar(
        [CalendarDay("a@x", date(2024, 6, 30), "Eén; twee, drie \\ vier\nvijf", "b")], "Naam, 1", STAMP
    )
    assert unfolded(data) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Akkoord//Contractagenda//NL",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Naam\\, 1",
        "BEGIN:VEVENT",
        "UID:a@x",
        "DTSTAMP:20240101T000000Z",
        "DTSTART;VALUE=DATE:20240630",
        "SUMMARY:Eén\\; twee\\, drie \\\\ vier\\nvijf",
        "DESCRIPTION:b",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_days_stand_in_order_of_date():
    days = [CalendarDay(str(n), date(2024, 12 - n, 1), "x") for n in range(3)]
    starts = [line for line in unfolded(write_calendar(days, "n", STAMP)) if line.startswith("DTSTART")]
    assert starts == sorted(starts)


@given(st.text(max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(text: str):
    safe = text.encode("utf-8", "ignore").decode()
    data = write_calendar([CalendarDay("a@x", STAMP, safe)], "n", STAMP)
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert sum(line.startswith("SUMMARY:") for line in unfolded(data)) == 1
    assert not any(c < 32 for line in lines for c in line if c != 9)
