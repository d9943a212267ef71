"""Where everything stands that a reference can name, with its numbers, in one numbered document."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Placed, Span
from akkoord.tree import (
    Block,
    BulletList,
    Clause,
    Frame,
    ListItem,
    ListKind,
    Number,
    NumberedList,
    Paragraph,
    Role,
    Section,
    SectionKind,
    Table,
    TableRow,
    plain_text,
)
from akkoord.tree.facts import of_block

_NO_REPEATS: Mapping[str, str] = {}


class Mark(Struct, frozen=True):
    """A numbered node: its address, its number, and for an item of a list its level."""

    anchor: str
    number: Number
    level: ListKind | None = None


class Target(Placed, frozen=True):
    """What a reference can point to.

    `anchor` is its own address. `items` leads from the section down to it (lid, onderdeel,
    subonderdeel), () for a whole section. `several` are the leden of a clause that spans more
    than one. `requirement` is the letter of the row it stands in.
    """

    kind: SectionKind
    section: Mark
    anchor: str
    items: tuple[Mark, ...] = ()
    several: tuple[Mark, ...] = ()
    requirement: Mark | None = None
    span: Span | None = None


class Targets(Struct, frozen=True):
    """Every target of a document: sections and clauses by id, items by address, headings by id.

    A clause that stands in a document twice is found where it stands first. `withdrawn` are the
    ids of what keeps its number and says nothing any more. `repeated` holds for each section and
    clause that stands once for each lot the names it has here.
    """

    sections: Mapping[str, Target]
    headings: frozenset[str]
    clauses: Mapping[str, Target]
    items: Mapping[str, Target]
    withdrawn: frozenset[str] = frozenset()
    repeated: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def single(self, target: str) -> str:
        """The name here of a section or clause that stands once for each lot, when there is one lot; else `target`."""
        there = self.repeated.get(target, ())
        return there[0] if len(there) == 1 and target not in self.clauses else target

    def is_withdrawn(self, target: str) -> bool:
        """Whether `target`, also as it stands in the section of one lot, says nothing any more."""
        return target.rpartition("--")[2] in self.withdrawn

    def find(self, target: str, path: tuple[str, ...]) -> Target | None:
        """The target of `#target.path`, None when it is not there."""
        target = self.single(target)
        if not path:
            return self.sections.get(target) or self.clauses.get(target)
        clause = self.clauses.get(target)
        return None if clause is None else self.items.get(".".join((clause.anchor, *path)))

    def below(self, anchor: str) -> tuple[str, ...]:
        """The last steps of the addresses directly under `anchor`, in reading order."""
        start = anchor + "."
        steps = (a.removeprefix(start) for a in self.items if a.startswith(start))
        return tuple(s for s in steps if "." not in s)

    def names(self) -> tuple[str, ...]:
        """Every id a reference can name, sorted."""
        return tuple(sorted({*self.sections, *self.clauses}))


def targets_in(blocks: tuple[Block, ...], repeats: Mapping[str, str] = _NO_REPEATS) -> Targets:
    """The targets in the preambles and the numbered sections of a document.

    `repeats` gives for each section that stands once for each lot the name all of them share.
    """
    sections: dict[str, Target] = {}
    headings: set[str] = set()
    clauses: dict[str, Target] = {}
    items: dict[str, Target] = {}
    for block in blocks:
        if isinstance(block, Section):
            survey = of_block(block, _repeating_survey if block.anchor in repeats else _survey)
            sections |= survey.sections
            headings |= survey.headings
            clauses |= survey.clauses
            items |= survey.items
    repeated: dict[str, tuple[str, ...]] = {}
    for name in (*sections, *clauses) if repeats else ():
        section, _, clause = name.partition("--")
        if section in repeats:
            shared = clause or repeats[section]
            repeated[shared] = (*repeated.get(shared, ()), name)
    return Targets(sections, frozenset(headings), clauses, items, repeated=repeated)


def _survey(section: Block) -> _Survey:
    """What stands in a section of which there is one."""
    return _surveyed(section, repeated=False)


def _repeating_survey(section: Block) -> _Survey:
    """What stands in one of several sections for a lot each."""
    return _surveyed(section, repeated=True)


def _surveyed(section: Block, *, repeated: bool) -> _Survey:
    survey = _Survey(repeated)
    number = _section_number(section) if isinstance(section, Section) else None
    if isinstance(section, Section) and number is not None:
        whole = Target(section.kind, Mark(section.anchor, number), section.anchor, span=section.span)
        survey.sections[section.anchor] = whole
        survey.row(section.children, whole)
        survey.settle(section.kind, len(survey.leden))
    return survey


def _section_number(section: Section) -> Number | None:
    """What a reference prints of a section: its number, or the title of a preamble, which has none."""
    if section.kind is SectionKind.PREAMBLE:
        title = plain_text(section.title)
        return Number(title, title)
    return section.number


class _Survey(Struct):
    """Walks one numbered section; `repeated` is whether it stands once for each lot. `leden` holds every lid met,
    `spans` the clauses that hold some."""

    repeated: bool
    sections: dict[str, Target] = field(default_factory=dict[str, Target])
    headings: set[str] = field(default_factory=set[str])
    clauses: dict[str, Target] = field(default_factory=dict[str, Target])
    items: dict[str, Target] = field(default_factory=dict[str, Target])
    leden: list[Mark] = field(default_factory=list[Mark])
    spans: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])

    def row(self, blocks: tuple[Block, ...], at: Target) -> None:
        for block in blocks:
            self.block(block, at)

    def block(self, block: Block, at: Target) -> None:
        match block:
            case Clause():
                self.clause(block, at)
            case Section():
                self.headings.add(block.anchor)
                self.row(block.children, at)
            case NumberedList():
                for item in block.items:
                    self.item(item, block.kind, at)
            case Table():
                for row in block.rows:
                    self.table_row(row, at)
            case Paragraph() if block.anchor and block.number is None:  # the only lid of an article
                self.items[block.anchor] = replace(at, anchor=block.anchor, span=block.span)
            case Frame() | BulletList():
                self.inner_clauses(block, at)
            case _:
                return

    def inner_clauses(self, block: Frame | BulletList, at: Target) -> None:
        """Clauses printed inside a frame or bullet are found, as the section around it."""
        rows = (i.children for i in block.items) if isinstance(block, BulletList) else (block.children,)
        for row in rows:
            self.row(row, at)

    def clause(self, clause: Clause, at: Target) -> None:
        before = len(self.leden)
        found = self.found(clause.anchor, clause.id)
        if found:
            self.clauses[clause.anchor] = replace(at, anchor=clause.anchor, span=clause.span)
        self.row(clause.children, at)
        if len(self.leden) > before and not at.items and found:
            self.spans.append((clause.anchor, before, len(self.leden)))

    def found(self, anchor: str, clause: str) -> bool:
        """Whether a reference can name the clause here: the first of its id, or one of a lot."""
        return anchor == clause or self.repeated

    def item(self, item: ListItem, level: ListKind, at: Target) -> None:
        if item.number is None:
            return
        mark = Mark(item.anchor, item.number, level)
        inside = replace(at, items=(*at.items, mark), anchor=item.anchor, span=item.span) if item.anchor else at
        if item.anchor:
            self.items[item.anchor] = inside
        if level is ListKind.LEDEN:
            self.leden.append(mark)
        self.row(item.children, inside)

    def table_row(self, row: TableRow, at: Target) -> None:
        letters = (b for b in row.cells[0].children if isinstance(b, Paragraph) and b.role is Role.REQUIREMENT)
        letter = next(letters, None)
        if row.clause and letter is not None and letter.number is not None:
            at = replace(at, requirement=Mark(letter.anchor, letter.number), anchor=row.anchor, span=row.span)
            clause = row.clause.partition("@")[0]
            if self.found(row.anchor, clause):
                self.clauses[row.anchor] = at
        for cell in row.cells:
            self.row(cell.children, at)

    def settle(self, kind: SectionKind, leden: int) -> None:
        """Give each clause of a section the leden it spans; one that is the whole article needs none."""
        for clause, first, end in self.spans:
            if kind is not SectionKind.ARTICLE or end - first < leden:
                self.clauses[clause] = replace(self.clauses[clause], several=tuple(self.leden[first:end]))
        self.spans.clear()
