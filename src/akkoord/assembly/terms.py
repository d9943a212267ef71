"""Defined terms: where a term that this document defines is used, the use leads to its definition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.findings import Findings
from akkoord.diagnostics import Diagnostic, Placed, Related, Severity, Span
from akkoord.library import ClauseStatus, ClauseVersion, Library
from akkoord.tree import (
    Blank,
    Block,
    Clause,
    CrossReference,
    Emphasis,
    Footnote,
    Held,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Revised,
    Section,
    Slot,
    Strong,
    Table,
    TableRow,
    TermUse,
    Text,
    map_child_blocks,
    map_row,
    mapped,
    stands_in,
)
from akkoord.tree.facts import of_block
from akkoord.tree.recent import Recent

_WORD_BEFORE = r"(?<!\w)(?<!\w[-‑’'])"
_NO_WORD_AFTER = r"(?![-‑’']?\w)"


class Terms(Struct, frozen=True):
    """The terms a document defines: each form that counts as use, first letter small, with its clause."""

    forms: Mapping[str, str]

    def marked(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """`blocks` with a `TermUse` for each use; the words stay exactly as they are.

        Whole words only, the longest form first, the first letter in either case. Not in
        titles, links and references, and not in the clause that defines the term.
        """
        if not self.forms:
            return blocks
        return _marking(tuple(self.forms.items())).row(blocks, "")


def terms_of(blocks: tuple[Block, ...], library: Library, findings: Findings) -> Terms:
    """The terms defined by the clauses in `blocks`; one form with two definitions is an error."""
    forms: dict[str, ClauseVersion] = {}
    for name in dict.fromkeys(clauses_in(blocks)):
        version = library.versions[name]
        if version.status is ClauseStatus.VERVALLEN:
            continue
        for form in (version.term, *version.term_forms):
            first = forms.setdefault(_key(form), version) if form else version
            if first.id != version.id:
                findings.add(_defined_twice(form, version.span, first))
    return Terms({form: version.id for form, version in sorted(forms.items())})


def clauses_in(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Id and version of each clause printed in `blocks`, in reading order, with repeats."""
    for block in blocks:
        yield from of_block(block, _clauses_in)


def _clauses_in(whole: Block) -> tuple[tuple[str, str], ...]:
    met: list[tuple[str, str]] = []

    def row(inner: tuple[Block, ...]) -> tuple[Block, ...]:
        for block in inner:
            if not stands_in(block, Held.CLAUSE):
                continue
            if isinstance(block, Clause):
                met.append((block.id, block.version))
            if isinstance(block, Table):
                for table_row in block.rows:
                    if table_row.clause:
                        name, _, version = table_row.clause.partition("@")
                        met.append((name, version))
                    for cell in table_row.cells:
                        row(cell.children)
            else:
                map_child_blocks(block, row)
        return inner

    row((whole,))
    return tuple(met)


def _defined_twice(form: str, span: Span, first: ClauseVersion) -> Diagnostic:
    message = f"de term `{form}` heeft in dit document twee definities; verwacht: één"
    related = (Related(first.span, f"ook in `{first.id}`"),)
    return Diagnostic(Severity.ERROR, "TRM001", message, span, (), related)


def _either_case(form: str) -> str:
    head, rest = form[0], re.escape(form[1:]).replace(r"\ ", "[ \u00a0]")
    upper = head.upper() if head.upper().lower() == head else ""
    return f"[{re.escape(head + upper)}]{rest}"


def _key(form: str) -> str:
    """A form as it is looked up: first letter small, spaces plain."""
    return (form[0].lower() + form[1:]).replace("\u00a0", " ")


@lru_cache(maxsize=16)
def _marking(forms: tuple[tuple[str, str], ...]) -> _Marking:
    longest_first = sorted((form for form, _ in forms), key=lambda form: (-len(form), form))
    words = "|".join(map(_either_case, longest_first))
    return _Marking(re.compile(f"{_WORD_BEFORE}(?:{words}){_NO_WORD_AFTER}"), dict(forms))


_KEPT = 2_500


class _Marking(Placed, frozen=True):
    """Marks the terms of one list. `known` holds what became of the last clauses and paragraphs, each with itself, so
    that its `id` stays its own: what documents have in common is marked once, and stays one object."""

    ASIDE = frozenset({"known"})

    pattern: re.Pattern[str]
    clauses: Mapping[str, str]
    known: Recent[tuple[int, str], tuple[Block, Block]] = field(
        default_factory=lambda: Recent[tuple[int, str], tuple[Block, Block]](_KEPT)
    )

    def row(self, blocks: tuple[Block, ...], inside: str) -> tuple[Block, ...]:
        return mapped(blocks, lambda block: self.block(block, inside))

    def block(self, block: Block, inside: str) -> Block:
        """`block` with its uses marked; `inside` is the id of the clause it stands in."""
        if isinstance(block, Clause | Paragraph | Section):
            known = self.known.get((id(block), inside))
            if known is None:
                known = self.known.keep((id(block), inside), (block, self.marked(block, inside)))
            return known[1]
        if isinstance(block, Table):
            rows = mapped(block.rows, lambda row: self.table_row(row, inside))
            return block if rows is block.rows else replace(block, rows=rows)
        return map_child_blocks(block, lambda row: self.row(row, inside))

    def marked(self, block: Clause | Paragraph | Section, inside: str) -> Block:
        if isinstance(block, Paragraph):
            inlines = self.inlines(block.children, inside)
            return block if inlines == block.children else replace(block, children=inlines)
        if isinstance(block, Section):
            return map_child_blocks(block, lambda row: self.row(row, inside))
        children = self.row(block.children, block.id)
        return block if children is block.children else replace(block, children=children)

    def table_row(self, row: TableRow, inside: str) -> TableRow:
        inside = row.clause.partition("@")[0] or inside
        return map_row(row, lambda children: self.row(children, inside))

    def inlines(self, inlines: tuple[Inline, ...], inside: str) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for index, inline in enumerate(inlines):
            match inline:
                case Text():
                    before = _edge(inlines[index - 1], -1) if index else ""
                    after = _edge(inlines[index + 1], 0) if index + 1 < len(inlines) else ""
                    out.extend(self.text(inline, inside, before, after))
                case Strong(children) | Emphasis(children) | Revised(_, children):
                    out.append(replace(inline, children=self.inlines(children, inside)))
                case Footnote(children):
                    out.append(replace(inline, children=self.row(children, inside)))
                case Link() | Blank() | LineBreak() | TermUse() | Reference() | Slot() | CrossReference():
                    out.append(inline)
        return tuple(out)

    def text(self, text: Text, inside: str, before: str, after: str) -> Iterator[Inline]:
        """`text` in pieces; `before` and `after` are the characters it directly touches."""
        whole = before + text.text + after
        at, end = len(before), len(before) + len(text.text)
        for found in self.pattern.finditer(whole, at, len(whole)):
            clause = self.clauses[_key(found[0])]
            if clause == inside or found.end() > end:
                continue
            if found.start() > at:
                yield Text(whole[at : found.start()], text.span)
            yield TermUse(found[0], clause, text.span)
            at = found.end()
        if at < end:
            yield Text(whole[at:end], text.span)


def _edge(inline: Inline, side: int) -> str:
    """The character an inline ends (-1) or begins (0) with; a slot counts as a letter, a footnote as nothing."""
    match inline:
        case Text(text) | TermUse(text):
            return text[side]
        case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
            return _edge(children[side], side) if children else ""
        case Slot() | CrossReference() | Reference() | Blank():
            return "x"
        case LineBreak() | Footnote():
            return ""
