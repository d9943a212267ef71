"""R155: Data, tijden, bedragen en percentages staan in één notatie.

Een datum is "1 januari 2023", een tijd "13.00 uur", een bedrag "€ 1.234,56", een percentage "2,5%". Een punt waar
een komma hoort, maakt van een bedrag een ander bedrag.

Fout:

    Op 1-1-23 om 13:00 uur geldt €1,234.56 of 2.5 %.

Goed:

    Op 1 januari 2023 om 13.00 uur geldt € 1.234,56 of 2,5%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding, Fix
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import MONTHS, long_date

_DATE = pattern_of(r"(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})(?![\d-])")
_TIME = pattern_of(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?=\suur|\s?u(?!\w))")
_PERCENT = pattern_of(r"(?<![\d.,])(\d+)(?:[.,](\d+))?(\s?)(%|procent)")
_MONEY = pattern_of(r"(?:€|(?<!\w)EUR)(\s?)(\d[\d.,]*\d|\d)")
_GOOD_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d{2}|,-|,–)?")
_WITHOUT_POINTS = re.compile(r"\d{4,}(?:,\d{2})?")
_SLASHED = pattern_of(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_MONTH = "|".join(MONTHS)
_DAY = pattern_of(
    rf"(?<!\d)(\d{{1,2}})\s({_MONTH}|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?\s(\d{{4}})(?!\d)", re.I
)
_HOURS = pattern_of(r"(?<!\w)([01]?\d|2[0-3])\s?u\s?([0-5]\d)(?!\w)")


_WHOLE = {"mrt": "maart", "sept": "september"}
"""What does not begin as the name of its month."""


def _check(passage: Passage, _settings: Settings) -> Iterator[Finding]:
    masked = passage.masked
    yield from _dates(passage, masked)
    for found in _HOURS.finditer(masked):
        yield _as(passage, found, "een tijd", f"{found[1]}.{found[2]} uur", certain=False)
    for found in _TIME.finditer(masked):
        yield _as(passage, found, "een tijd", f"{found[1]}.{found[2]}", certain=True)
    for found in _PERCENT.finditer(masked):
        wanted = found[1] + (f",{found[2]}" if found[2] else "") + "%"
        if found[0] != wanted and found[4] == "%":
            yield _as(passage, found, "een percentage", wanted, certain=not found[2] or found[0][len(found[1])] == ",")
    for found in _MONEY.finditer(masked):
        good = _GOOD_AMOUNT.fullmatch(found[2]) is not None
        if not good or not found[1] or not found[0].startswith("€"):
            yield _as(
                passage,
                found,
                "een bedrag",
                f"€ {_amount(found[2])}",
                certain=good or _WITHOUT_POINTS.fullmatch(found[2]) is not None,
            )


def _dates(passage: Passage, masked: str) -> Iterator[Finding]:
    for found in _DATE.finditer(masked):
        yield _as(passage, found, "een datum", _dated(found), certain=len(found[3]) == 4)
    for found in _SLASHED.finditer(masked):
        yield _as(passage, found, "een datum", _dated(found), certain=False)
    for found in _DAY.finditer(masked):
        month = next(name for name in MONTHS if name.startswith(_WHOLE.get(found[2].lower(), found[2].lower())))
        wanted = f"{int(found[1])} {month} {found[3]}"
        if found[0] != wanted:
            yield _as(passage, found, "een datum", wanted, certain=True)


def _as(passage: Passage, found: re.Match[str], what: str, wanted: str, *, certain: bool) -> Finding:
    place = passage.place(found.start())
    fix = Fix(place, found[0], wanted) if certain and wanted and place is not None else None
    return Finding(f"{what} in een andere notatie", place, found[0], wanted, fix=fix)


def _dated(found: re.Match[str]) -> str:
    year = int(found[3]) + (2000 if len(found[3]) < 4 else 0)
    try:
        return long_date(date(year, int(found[2]), int(found[1])))
    except ValueError:
        return ""


def _amount(digits: str) -> str:
    """An amount as Dutch writes it, whichever sign parts its cents."""
    whole, cents = re.fullmatch(r"([\d.,]*?)(?:[.,](\d{2}))?", digits).groups()  # type: ignore[union-attr]  # it always matches
    plain = re.sub(r"[.,]", "", whole)
    return f"{int(plain or 0):,}".replace(",", ".") + (f",{cents}" if cents else "")


RULE = PassageRule(
    id="R155",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    switchable=True,
    check=_check,
)
