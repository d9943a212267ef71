"""What a reader must not overlook in a change: numbers, dates, norm verbs, negations."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from akkoord.redline.changes.change import Line, Signals
from akkoord.redline.changes.stretches import Side, Stretch, stretches_of

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_WORDS = (
    "nul|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    "achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|"
    "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|half|halve|helft|dubbel|dubbele"
)
_DATE = rf"\b\d{{1,2}}\s(?:{_MONTHS})(?:\s\d{{4}})?\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b|\b(?:{_MONTHS})(?:\s\d{{4}})?\b"
_AMOUNT = r"€\s?-?\d[\d.]*(?:,\d+)?"
_MINUS = r"(?:(?<![\w-])[-\u2212](?=\d))?"
_NUMBER = rf"{_MINUS}\d[\d.]*(?:,\d+)?\s?%|{_MINUS}\b\d+(?:[.,:]\d+)*[a-z]?\b|\b(?:{_WORDS})\b"
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


def signals_of(lines: Iterable[Line]) -> Signals:
    """The signals that differ in the lines of a change, each as a pair in the order of the text.

    They are paired within each stretch that differs, so that a "niet" that went to another
    place in the sentence counts as gone and come.
    """
    stretches = [stretch for line in lines for stretch in stretches_of(line)]
    dates = [pair for stretch in stretches for pair in _pairs(stretch, DATE)]
    in_dates = Counter(text for pair in dates for text in pair)
    values = (pair for stretch in stretches for pair in _pairs(stretch, VALUE))
    return Signals(
        tuple(pair for pair in values if not _all_in(pair, in_dates)),
        tuple(dates),
        tuple(pair for stretch in stretches for pair in _pairs(stretch, NORM)),
        tuple(pair for stretch in stretches for pair in _pairs(stretch, NEGATION)),
    )


def _all_in(pair: tuple[str, str], known: Counter[str]) -> bool:
    return all(text in known for text in pair if text)


def _pairs(stretch: Stretch, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    old, new = (_found(pattern, side) for side in stretch)
    out: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, [t.lower() for t in old], [t.lower() for t in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            out += _zipped(old[a:b], new[c:d])
    return out


def _found(pattern: re.Pattern[str], side: Side) -> list[str]:
    """What the pattern finds in the text that is at least partly in the stretch."""
    matches = (m for m in pattern.finditer(side.text) if m.start() < side.end and m.end() > side.start)
    return [" ".join(match[0].split()) for match in matches]


def _zipped(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    return list(itertools.zip_longest(old, new, fillvalue=""))
