"""Which number formats of a workbook show a date, and which a percentage.

Source:
    ISO/IEC 29500-1, 18.8.30 (numFmt: built-in ids and format codes).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from akkoord.ooxml.xml import Element

_BUILT_IN_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_BUILT_IN_TIMES = frozenset((18, 19, 20, 21, 45, 46, 47))
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_CODE = re.compile(r"[yjd]|(?<![hs:])m(?!\s*:)", re.IGNORECASE)


_BUILT_IN_PERCENTAGES = frozenset((9, 10))


def date_styles(styles: Element | None) -> frozenset[int]:
    """The numbers of the cell formats (the `s` of a cell) that show a date or a time."""
    return _styles(styles, _shows_date)


def percent_styles(styles: Element | None) -> frozenset[int]:
    """The numbers of the cell formats that show a hundredth as 1%: what is seen is not what is stored."""
    return _styles(styles, _shows_percentage)


def _styles(styles: Element | None, shows: Callable[[str, Mapping[str, str]], bool]) -> frozenset[int]:
    if styles is None:
        return frozenset()
    codes = {f.get("numFmtId", ""): f.get("formatCode", "") for f in styles.iter("{*}numFmt")}
    formats = next(styles.iter("{*}cellXfs"), None)
    if formats is None:
        return frozenset()
    ids = [f.get("numFmtId", "0") for f in formats.iter("{*}xf")]
    return frozenset(n for n, i in enumerate(ids) if shows(i, codes))


def _shows_percentage(number: str, codes: Mapping[str, str]) -> bool:
    if number in codes:
        return "%" in _NOT_CODE.sub("", codes[number])
    return number.isdecimal() and int(number) in _BUILT_IN_PERCENTAGES


def _shows_date(number: str, codes: Mapping[str, str]) -> bool:
    if number in codes:
        return bool(_DATE_CODE.search(_NOT_CODE.sub("", codes[number])))
    return number.isdecimal() and int(number) in _BUILT_IN_DATES | _BUILT_IN_TIMES
