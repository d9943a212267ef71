"""Where in a document each clause stands, and what of the region it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from akkoord.diagnostics import Span
from akkoord.spec import (
    ClauseUse,
    Content,
    DocumentSpec,
    HeadingPart,
    RatesPart,
    RequirementsPart,
    SectionPart,
)
from akkoord.tree import (
    Block,
    Clause,
    ListKind,
    NumberedList,
    Section,
    SectionKind,
    Table,
    child_blocks,
    plain_text,
)


class Heading(Struct, frozen=True):
    """A chapter, article, annex or signature page: its number as cited ("7", "II"), title and address."""

    number: str
    shown: str
    title: str
    anchor: str


NOWHERE = Heading("", "", "", "")
"""What stands under no heading with a number or title of its own."""


class ClausePlace(Struct, frozen=True):
    """A clause version at one place; `numbers` are those of its leden, each with its source line."""

    id: str
    version: str
    heading: Heading
    numbers: tuple[tuple[str, int], ...] = ()


class ParameterUse(Struct, frozen=True):
    """A fact that a clause prints or only `decides` by: its name and where it is written, None when it is computed."""

    name: str
    span: Span | None
    decides: bool = False


def clause_places(blocks: Iterable[Block]) -> Iterator[ClausePlace]:
    """Every clause in `blocks` in reading order, also those printed as a row of a table."""
    for block in blocks:
        yield from _places(block, NOWHERE)


def _places(block: Block, heading: Heading) -> Iterator[ClausePlace]:
    match block:
        case Section() if block.kind is not SectionKind.HEADING:
            heading = heading_of(block)
        case Clause():
            yield ClausePlace(block.id, block.version, heading, tuple(_numbers(block)))
        case Table():
            for row in block.rows:
                if row.clause:
                    clause_id, _, version = row.clause.partition("@")
                    yield ClausePlace(clause_id, version, heading)
        case _:
            pass
    for child in child_blocks(block):
        yield from _places(child, heading)


def heading_of(section: Section) -> Heading:
    """How a chapter, article, annex or page is found: by its number, title or address."""
    number = section.number
    title = plain_text(section.title)
    return Heading(number.cited if number else "", number.shown if number else "", title, section.anchor)


def _numbers(clause: Clause) -> Iterator[tuple[str, int]]:
    for block in clause.children:
        if isinstance(block, NumberedList) and block.kind is ListKind.LEDEN:
            for item in block.items:
                if item.number is not None:
                    yield item.number.cited, item.span.line if item.span else 0


def clause_uses(spec: DocumentSpec) -> Iterator[ClauseUse]:
    """Every clause that a kind of document names, signature pages included."""
    for part in spec.parts:
        if isinstance(part, SectionPart):
            yield from _uses(part.content)
    if spec.signature_pages is not None:
        pages = spec.signature_pages
        yield from (use for use in (pages.provider, pages.municipality, pages.organisation) if use is not None)


def _uses(content: Iterable[Content]) -> Iterator[ClauseUse]:
    for part in content:
        match part:
            case ClauseUse():
                yield part
            case HeadingPart():
                yield from _uses(part.content)
            case RequirementsPart():
                yield from part.clauses
            case RatesPart():
                continue
