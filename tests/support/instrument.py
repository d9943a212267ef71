"""Small instruments from a few lines of text, for cases of addenda: numbers are written as they are printed.

`Artikel 7 Titel`, `Hoofdstuk 7 Titel`, `Bijlage I Titel` begin a section, `== Titel` a heading in it; `1. …` or
`7.2 …` is a lid, `a. …` an onderdeel, `- **Begrip**: …` an item, `| a | b |` a row (the first one is the header;
with `||` before it the table has no title).
Anything else is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from akkoord.amendment.pairing import Pairing, paired
from akkoord.amendment.text import lines_of
from akkoord.compare.comparison import compare_packages
from akkoord.compare.description import describe
from akkoord.compare.script import Side
from akkoord.ooxml import read_package
from akkoord.redline.changes import readings_of
from akkoord.tree import (
    Block,
    BulletList,
    Document,
    DocumentMeta,
    ListItem,
    ListKind,
    Number,
    NumberedList,
    Paragraph,
    Section,
    SectionKind,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
)
from akkoord.writers.docx import DocxWriter
from support.docx import house

_SECTION = re.compile(r"(Artikel|Hoofdstuk|Bijlage) (\S+) (.+)")
_LID = re.compile(r"(\d+\.\d+|\d+\.) (.+)")
_PART = re.compile(r"([a-z])\. (.+)")
_TERM = re.compile(r"- \*\*(.+?)\*\*(.*)")
_KINDS = {"Artikel": SectionKind.ARTICLE, "Hoofdstuk": SectionKind.CHAPTER, "Bijlage": SectionKind.ANNEX}
_META = DocumentMeta(
    "raamovereenkomst", "Overeenkomst", "Overeenkomst", "1.0", "versie 1.0", "2023", "Regio", "Regio", "2023-01-01"
)


def instrument(text: str) -> tuple[Block, ...]:
    """The body that a text in the notation above stands for."""
    sections: list[Section] = []
    lines: list[str] = []
    head: re.Match[str] | None = None
    for line in [*text.strip().splitlines(), ""]:
        found = _SECTION.fullmatch(line.strip())
        if found is not None:
            sections += _section(head, lines)
            head, lines = found, []
        elif line.strip():
            lines.append(line.strip())
    return (*sections, *_section(head, lines))


def _section(head: re.Match[str] | None, lines: Sequence[str]) -> Iterator[Section]:
    if head is None:
        return
    kind = _KINDS[head[1]]
    shown = head[2] if kind is SectionKind.CHAPTER else f"{head[1]} {head[2]}"
    anchor = f"{head[1].lower()}-{head[2].lower()}"
    children = tuple(_blocks(list(lines), kind, anchor))
    yield Section(kind, (Text(head[3]),), children, Number(shown, head[2]), 1, anchor)


def _blocks(lines: list[str], within: SectionKind, anchor: str) -> Iterator[Block]:
    heading = next((n for n, line in enumerate(lines) if line.startswith("== ")), len(lines))
    yield from _flat(lines[:heading], within)
    while heading < len(lines):
        end = next((n for n in range(heading + 1, len(lines)) if lines[n].startswith("== ")), len(lines))
        title = lines[heading][3:]
        name = f"{anchor}-{title.lower().replace(' ', '-')}"
        inner = tuple(_flat(lines[heading + 1 : end], within))
        yield Section(SectionKind.HEADING, (Text(title),), inner, None, 2, name)
        heading = end


def _flat(lines: list[str], within: SectionKind) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("|"):
            end = next((n for n in range(at, len(lines)) if not lines[n].startswith("|")), len(lines))
            yield _table(lines[at:end])
            at = end
        elif lid := _LID.fullmatch(line):
            end = next((n for n in range(at + 1, len(lines)) if not _inside(lines[n])), len(lines))
            children = (Paragraph((Text(lid[2]),)), *_inner(lines[at + 1 : end], within))
            number = Number(lid[1], lid[1].rstrip("."))
            yield NumberedList((ListItem(children, number),), ListKind.LEDEN, within)
            at = end
        else:
            yield Paragraph((Text(line),))
            at += 1


def _inside(line: str) -> bool:
    return _PART.fullmatch(line) is not None or _TERM.fullmatch(line) is not None


def _inner(lines: Sequence[str], within: SectionKind) -> Iterator[Block]:
    parts = [found for line in lines if (found := _PART.fullmatch(line))]
    terms = [found for line in lines if (found := _TERM.fullmatch(line))]
    if parts:
        items = (ListItem((Paragraph((Text(p[2]),)),), Number(f"{p[1]}.", p[1])) for p in parts)
        yield NumberedList(tuple(items), ListKind.ONDERDELEN, within)
    if terms:
        rest = ((Strong((Text(t[1]),)), *((Text(t[2]),) if t[2] else ())) for t in terms)
        yield BulletList(tuple(ListItem((Paragraph(words),)) for words in rest))


def _table(lines: Sequence[str]) -> Table:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    made = [TableRow(tuple(TableCell((Paragraph((Text(cell),)),)) for cell in row)) for row in rows]
    columns = len(rows[0])
    caption = "" if lines[0].startswith("||") else "Bedragen"
    return Table((1,) * columns, ("left",) * columns, made[0], tuple(made[1:]), caption, "De bedragen")


def document_of(body: tuple[Block, ...]) -> Document:
    """A body as a document without title page."""
    return Document(_META, None, body)


def word_file(body: tuple[Block, ...]) -> bytes:
    """A body as a Word file in the house style."""
    return DocxWriter(house()).write(document_of(body), pages={}, properties={})


def pairing_of(old: tuple[Block, ...], new: tuple[Block, ...]) -> Pairing:
    """What became of the lines, by the comparison of both bodies as Word files."""
    packages = [read_package(word_file(body), "x.docx") for body in (old, new)]
    script = describe(compare_packages(packages[0], packages[1]), Side("oud", ""), Side("nieuw", ""))
    pairing, found = paired(lines_of(old), lines_of(new), readings_of(script, layout=False)[0])
    assert found == ()
    assert pairing is not None
    return pairing
