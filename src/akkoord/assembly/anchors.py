"""Stable addresses: the clause id, `clause.2.a` inside it, `<section>--<clause>` where it stands again."""

from __future__ import annotations

from typing import cast

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.findings import Findings
from akkoord.diagnostics import Diagnostic, Related, Severity, Span
from akkoord.tree import (
    Block,
    Clause,
    Held,
    NumberedList,
    Paragraph,
    Role,
    Section,
    SectionKind,
    Table,
    TableRow,
    all_blocks,
    map_child_blocks,
    stands_in,
)
from akkoord.tree.facts import of_block

_NESTED = Held.CLAUSE | Held.SECTION


class _Names(Struct, frozen=True):
    """The names in a section that get an address, in reading order; `alone` is whether each is met there once.

    The first clause of an article may have its name.
    """

    sections: tuple[tuple[str, Span | None], ...]
    clauses: tuple[tuple[str, Span | None], ...]
    alone: bool


def _names_in(section: Block) -> _Names:
    """The names in a section, itself included."""
    sections: list[tuple[str, Span | None]] = []
    clauses: list[tuple[str, Span | None]] = []
    in_notes = False
    for block in all_blocks((section,)):
        match block:
            case Section():
                sections.append((block.anchor, block.span))
            case Clause():
                clauses.append((block.id, block.span))
            case Table():
                clauses += ((row.clause.partition("@")[0], row.span) for row in block.rows if row.clause)
            case Paragraph():
                in_notes = in_notes or stands_in(block, _NESTED)
            case _:
                pass
    names, others = [name for name, _ in clauses], [name for name, _ in sections[1:]]
    alone = not in_notes and sections[0][0] not in others and len({*names, *others}) == len(names) + len(others)
    return _Names(tuple(sections), tuple(clauses), alone)


class Anchors(Struct):
    """Gives addresses through one document; what follows the body goes on in the same one.

    `sections` and `clauses` are those met so far, each with its place. `repeated` are the sections
    that stand once for each lot: what is in them has an address of its own from the first on, so
    that it is the same whichever lots come before.
    """

    findings: Findings
    sections: dict[str, Span | None] = field(default_factory=dict[str, Span | None])
    clauses: dict[str, Span | None] = field(default_factory=dict[str, Span | None])
    repeated: frozenset[str] = frozenset()
    known: dict[tuple[int, str], tuple[object, object]] = field(
        default_factory=dict["tuple[int, str]", "tuple[object, object]"]
    )
    wholes: dict[tuple[int, frozenset[str]], tuple[Block, Block]] = field(
        default_factory=dict["tuple[int, frozenset[str]]", "tuple[Block, Block]"]
    )
    """By its `id` and its address, a clause or row that has no other in it, and what it becomes. Several documents
    may share it, so that what they have in common stays one object; so is `wholes`, of sections, by their `id` and the
    clauses in them that have an address of this section."""
    _section: str = ""
    _article: str = ""
    _in_section: dict[str, Span | None] = field(default_factory=dict[str, Span | None])

    def document(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The sections of a document, with the address of everything in them that can have one."""
        out: list[Block] = []
        for block in blocks:
            if isinstance(block, Section):
                self._section = block.anchor
                self._article = block.anchor if block.kind is SectionKind.ARTICLE else ""
                self._in_section = {}
                out.append(self._whole(block))
            else:
                out.append(map_child_blocks(block, lambda row: self._row(row, "")))
        return tuple(out)

    def _whole(self, section: Section) -> Block:
        """A section of the document; the very same one where all in it that others may have got before is the same."""
        names = of_block(section, _names_in)
        alone = names.alone and not any(name in self.sections or name in self.clauses for name, _ in names.sections)
        alone = alone and not any(
            (name in self.sections or name == section.anchor) and name != self._article for name, _ in names.clauses
        )
        if not alone:  # something is to be said of it
            self._section_anchor(section)
            return map_child_blocks(section, lambda row: self._row(row, ""))
        repeated = self._section in self.repeated
        before = frozenset(name for name, _ in names.clauses if repeated or name in self.clauses)
        known = self.wholes.get((id(section), before))
        if known is None:
            self._section_anchor(section)
            known = (section, map_child_blocks(section, lambda row: self._row(row, "")))
            self.wholes[id(section), before] = known
        else:
            self.sections.update(names.sections)
            self.clauses.update((name, span) for name, span in names.clauses if name not in before)
        return known[1]

    def _row(self, blocks: tuple[Block, ...], clause: str) -> tuple[Block, ...]:
        return tuple(self._block(b, clause) for b in blocks)

    def _block(self, block: Block, clause: str) -> Block:
        match block:
            case Clause():
                anchor = self._clause_anchor(block.id, block.span)
                if any(stands_in(child, _NESTED) for child in block.children):
                    return replace(block, anchor=anchor, children=self._row(block.children, anchor))
                known = self.known.get((id(block), anchor))
                if known is None:
                    made = replace(block, anchor=anchor, children=self._row(block.children, anchor))
                    known = self.known[id(block), anchor] = (block, made)
                return cast("Clause", known[1])
            case Section():
                self._section_anchor(block)
                return replace(block, children=self._row(block.children, clause))
            case NumberedList():
                items = tuple(
                    replace(
                        i, anchor=f"{clause}.{i.anchor}" if i.anchor else "", children=self._row(i.children, clause)
                    )
                    for i in block.items
                )
                return replace(block, items=items)
            case Table() if stands_in(block, _NESTED):
                return self._table(block, clause)
            case Table():
                known = self.known.get((id(block), clause))
                if known is None:
                    known = self.known[id(block), clause] = (block, self._table(block, clause))
                return cast("Table", known[1])
            case _:
                return map_child_blocks(block, lambda row: self._row(row, clause))

    def _table(self, table: Table, clause: str) -> Table:
        return replace(table, rows=tuple(self._table_row(r, clause) for r in table.rows))

    def _table_row(self, row: TableRow, clause: str) -> TableRow:
        if not row.clause:
            return replace(row, cells=tuple(replace(c, children=self._row(c.children, clause)) for c in row.cells))
        anchor = self._clause_anchor(row.clause.partition("@")[0], row.span)
        if any(stands_in(child, _NESTED) for cell in row.cells for child in cell.children):
            return self._requirement(row, anchor)
        known = self.known.get((id(row), anchor))
        if known is None:
            known = self.known[id(row), anchor] = (row, self._requirement(row, anchor))
        return cast("TableRow", known[1])

    def _requirement(self, row: TableRow, anchor: str) -> TableRow:
        cells = tuple(replace(c, children=self._row(c.children, anchor)) for c in row.cells)
        letter = tuple(
            replace(b, anchor=f"{anchor}.letter") if isinstance(b, Paragraph) and b.role is Role.REQUIREMENT else b
            for b in cells[0].children
        )
        return replace(row, anchor=anchor, cells=(replace(cells[0], children=letter), *cells[1:]))

    def _clause_anchor(self, clause: str, span: Span | None) -> str:
        if clause in self._in_section:
            message = f"de clausule `{clause}` staat twee keer in `{self._section}`; verwacht: hoogstens één keer"
            self._report("ANC001", message, span, self._in_section[clause])
        self._in_section.setdefault(clause, span)
        if clause in self.clauses or self._section in self.repeated:
            return f"{self._section}--{clause}"
        # The first clause of an article gives the article its address and keeps it as its own.
        if clause in self.sections and clause != self._article:
            self._twice(clause, span, self.sections[clause])
        self.clauses[clause] = span
        return clause

    def _section_anchor(self, section: Section) -> None:
        for taken in (self.sections, self.clauses):
            if section.anchor in taken:
                self._twice(section.anchor, section.span, taken[section.anchor])
        self.sections[section.anchor] = section.span

    def _twice(self, anchor: str, span: Span | None, first: Span | None) -> None:
        message = f"de naam `{anchor}` heeft in dit document twee plaatsen; verwacht: één"
        self._report("ANC002", message, span, first)

    def _report(self, code: str, message: str, span: Span | None, first: Span | None) -> None:
        related = (Related(first, "de eerste keer"),) if first is not None else ()
        self.findings.add(Diagnostic(Severity.ERROR, code, message, span, (), related))
