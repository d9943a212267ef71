"""Days and lists as Dutch writes them, for every room that speaks to people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def long_date(day: date) -> str:
    """`1 januari 2023`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def joined(words: Sequence[str], last: str) -> str:
    """`a, b en c`, with `last` (`en` or `of`) before the last."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
