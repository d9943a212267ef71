"""The table rule: GitHub's pipe tables, with cells that know their place.

Own, because a `|` inside `{{ … }}` is a filter and no border, a row with too few or too many
cells is a finding, and the dashes give the widths.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from msgspec import Struct

from akkoord.readers.markdown.rules import Problem, offset_of, report
from akkoord.readers.markdown.source import Stretch

_DASHES = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")

MAX_COLUMNS = 16
"""More columns leave less than a centimetre each on the page: words run into each other and nothing can be proven."""


class TableSource(Struct, frozen=True):
    """A table as it stands in the source: the header first in `rows`, `places` the offset of each row."""

    widths: tuple[int, ...]
    align: tuple[str, ...]
    rows: tuple[tuple[Stretch, ...], ...]
    places: tuple[int, ...]


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A table of a header, a line of dashes and rows (GFM 0.29, section 4.10)."""
    if not _begins(state, start_line, end_line):
        return False
    if silent:
        return True
    header = _cells(state, start_line)
    dashes = _cells(state, start_line + 1)
    if len(header) > MAX_COLUMNS:
        message = (
            f"een tabel van {len(header)} kolommen; verwacht: hoogstens {MAX_COLUMNS}, want meer past niet leesbaar"
        )
        report(
            state,
            Problem("MDN040", message, offset_of(state, start_line), "verdeel de tabel, of maak rijen van kolommen"),
        )
    if len(dashes) != len(header):
        message = f"aantal kolommen met streepjes: {len(dashes)}; verwacht: {len(header)}, zoals in de kop"
        report(state, Problem("MDN027", message, offset_of(state, start_line + 1)))
    rows, places = [header], [offset_of(state, start_line)]
    line = start_line + 2
    while line < end_line and _is_row(state, line, end_line):
        cells = _cells(state, line)
        if len(cells) != len(header):
            message = f"aantal cellen in deze rij: {len(cells)}; verwacht: {len(header)}, zoals in de kop"
            hint = "schrijf `\\|` om een streep in een cel af te drukken" if len(cells) > len(header) else ""
            hint = "laat een lege regel tussen de tabel en de tekst erna" if len(cells) == 1 else hint
            report(state, Problem("MDN027", message, offset_of(state, line), hint))
        rows.append(cells)
        places.append(offset_of(state, line))
        line += 1
    if len(rows) == 1:
        report(state, Problem("MDN028", "een tabel zonder rijen", places[0]))
    token = state.push("table", "table", 0)
    token.map = [start_line, line]
    widths = tuple(cell.content.count("-") for cell in dashes)
    token.meta["table"] = TableSource(widths, tuple(map(_alignment, dashes)), tuple(rows), tuple(places))
    state.line = line
    return True


def _begins(state: StateBlock, start_line: int, end_line: int) -> bool:
    if start_line + 2 > end_line or state.sCount[start_line + 1] < state.blkIndent:
        return False
    if state.is_code_block(start_line) or state.is_code_block(start_line + 1):
        return False
    dashes = state.src[offset_of(state, start_line + 1) : state.eMarks[start_line + 1]]
    header = state.src[offset_of(state, start_line) : state.eMarks[start_line]]
    return "|" in header and bool(_DASHES.match(dashes))


def _is_row(state: StateBlock, line: int, end_line: int) -> bool:
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return False
    # As GFM: whatever ends a quote ends a table.
    return not any(rule(state, line, end_line, True) for rule in state.md.block.ruler.getRules("blockquote"))


def _alignment(dashes: Stretch) -> str:
    text = dashes.content
    if text.endswith(":"):
        return "center" if text.startswith(":") else "right"
    return "left"


def _cells(state: StateBlock, line: int) -> tuple[Stretch, ...]:
    start = offset_of(state, line)
    text = state.src[start : state.eMarks[line]].rstrip(" ")
    begin = 1 if text.startswith("|") else 0
    cells: list[Stretch] = []
    while begin < len(text):
        end = _border(text, begin)
        cells.append(_cell(text, begin, end, start))
        begin = end + 1
    return tuple(cells)


def _border(text: str, at: int) -> int:
    """The next `|` that is no part of an escape or a `{{ … }}`; the end where there is none."""
    while at < len(text) and text[at] != "|":
        if text[at] == "\\":
            at += 2
        elif text.startswith("{{", at) and (close := text.find("}}", at)) >= 0:
            at = close + 2
        else:
            at += 1
    return min(at, len(text))


def _cell(text: str, begin: int, end: int, start: int) -> Stretch:
    """The words between two borders; `\\|` becomes `|`, as in GFM."""
    raw = text[begin:end]
    begin += len(raw) - len(raw.lstrip(" "))
    raw = raw.strip(" ")
    parts = raw.split("\\|")
    pieces = [(0, start + begin)]
    length = 0
    offset = start + begin
    for part in parts[:-1]:
        length += len(part)
        offset += len(part) + 1  # past the backslash
        pieces.append((length, offset))
        length += 1
        offset += 1
    return Stretch("|".join(parts), tuple(pieces))
