"""Which number formats of a workbook show a date.

Source:
    ISO/IEC 29500-1, 18.8.30 (numFmt: built-in ids and format codes).
"""

from __future__ import annotations

import re

from akkoord.ooxml.xml import Element

_BUILT_IN_DATES = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_BUILT_IN_TIMES = frozenset((18, 19, 20, 21, 45, 46, 47))
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_CODE = re.compile(r"[yjd]|(?<![hs:])m(?!\s*:)", re.IGNORECASE)


def date_styles(styles: Element | None) -> frozenset[int]:
    """The numbers of the cell formats (the `s` of a cell) that show a date or a time."""
    if styles is None:
        return frozenset()
    codes = {f.get("numFmtId", ""): f.get("formatCode", "") for f in styles.iter("{*}numFmt")}
    formats = next(styles.iter("{*}cellXfs"), None)
    if formats is None:
        return frozenset()
    ids = [f.get("numFmtId", "0") for f in formats.iter("{*}xf")]
    return frozenset(n for n, i in enumerate(ids) if _shows_date(i, codes))


def _shows_date(number: str, codes: dict[str, str]) -> bool:
    if number in codes:
        return bool(_DATE_CODE.search(_NOT_CODE.sub("", codes[number])))
    return number.isdecimal() and int(number) in _BUILT_IN_DATES | _BUILT_IN_TIMES
