"""What a reader must not overlook in a change: numbers, dates, norm verbs, negations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from akkoord.redline.changes.change import Signals

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_WORDS = (
    "nul|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    "achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|"
    "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|half|halve|helft|dubbel|dubbele"
)
_DATE = rf"\b\d{{1,2}}\s(?:{_MONTHS})(?:\s\d{{4}})?\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b|\b(?:{_MONTHS})(?:\s\d{{4}})?\b"
_AMOUNT = r"€\s?-?\d[\d.]*(?:,\d+)?"
_NUMBER = rf"-?\d[\d.]*(?:,\d+)?\s?%|\b\d+(?:[.,:]\d+)*[a-z]?\b|\b(?:{_WORDS})\b"
_NORM = (
    r"\b(?:moet(?:en)?|mag|mogen|kan|kunnen|zal|zullen|dient|dienen|hoeft|hoeven|verplicht|bevoegd|"
    r"wordt|worden|is gehouden|zijn gehouden|behoort|behoren|streeft|streven|spant|spannen)\b"
)
_NOT = r"\b(?:niet|geen|nooit|nimmer|noch|zonder|behoudens|tenzij|uitgezonderd|mits)\b"
DATE = re.compile(_DATE, re.IGNORECASE)
VALUE = re.compile(f"{_DATE}|{_AMOUNT}|{_NUMBER}", re.IGNORECASE)
"""A date, amount or number as one: it is marked whole, never by a digit."""
NORM = re.compile(_NORM, re.IGNORECASE)
NEGATION = re.compile(_NOT, re.IGNORECASE)


def signals_of(was: str, becomes: str) -> Signals:
    """The signals that differ between two texts, each as a pair in the order of the text.

    A signal that occurs equally often on both sides and in the same order is no difference.
    """
    dates = _pairs(DATE, was, becomes)
    in_dates = Counter(text for pair in dates for text in pair)
    numbers = [pair for pair in _pairs(VALUE, was, becomes) if not _all_in(pair, in_dates)]
    return Signals(
        tuple(numbers), tuple(dates), tuple(_pairs(NORM, was, becomes)), tuple(_pairs(NEGATION, was, becomes))
    )


def _all_in(pair: tuple[str, str], known: Counter[str]) -> bool:
    return all(text in known for text in pair if text)


def _pairs(pattern: re.Pattern[str], was: str, becomes: str) -> list[tuple[str, str]]:
    old, new = (_found(pattern, text) for text in (was, becomes))
    out: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, [t.lower() for t in old], [t.lower() for t in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            out += _zipped(old[a:b], new[c:d])
    return out


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [" ".join(match[0].split()) for match in pattern.finditer(text)]


def _zipped(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    length = max(len(old), len(new))
    return [(old[i] if i < len(old) else "", new[i] if i < len(new) else "") for i in range(length)]
