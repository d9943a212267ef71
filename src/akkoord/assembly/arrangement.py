"""From a document's spec to sections with the chosen clauses in them, included clauses unfolded.

Conditions, slots and references stand as they were read; nothing is numbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.choice import chosen
from akkoord.assembly.contract_documents import ContractDocuments, punctuated
from akkoord.assembly.deviation import Replacement
from akkoord.assembly.findings import Findings
from akkoord.assembly.lots import LotMaterial, is_of, section_of
from akkoord.assembly.paths import with_paths
from akkoord.assembly.rate_tables import RateTables
from akkoord.assembly.scope import Scope
from akkoord.assembly.slots import filled_text, text_inlines
from akkoord.assembly.withdrawal import WITHDRAWN_TITLE, withdrawn_text
from akkoord.diagnostics import Span, error
from akkoord.library import ClauseStatus, ClauseVersion, Edition, Library
from akkoord.spec import (
    ClauseUse,
    Content,
    ContentsPart,
    DocumentSpec,
    EnclosedPart,
    HeadingPart,
    Lot,
    Part,
    RatesPart,
    RequirementsPart,
    SectionPart,
)
from akkoord.tree import (
    Block,
    Clause,
    Conditional,
    Contents,
    ContractList,
    Include,
    Listed,
    NumberedList,
    Paragraph,
    Role,
    Section,
    SectionKind,
    Table,
    TableCell,
    TableRow,
    kept_if_same,
    map_child_blocks,
)

MAX_CLAUSES = 5_000
"""Clauses printed in one document; more is an include that multiplies."""

_REQUIREMENT_WIDTHS = (1, 9)


class Arranged(Struct, frozen=True):
    """What the arrangements of one document have in common, made once, each by the `id` of what it was made of.

    That is kept with it, so that its `id` stays its own.
    """

    unfolded: dict[tuple[str, str], tuple[Block, ...]] = field(default_factory=dict[tuple[str, str], tuple[Block, ...]])
    clauses: dict[tuple[str, str, int], Clause] = field(default_factory=dict["tuple[str, str, int]", Clause])
    rows: dict[int, tuple[Clause, TableRow]] = field(default_factory=dict[int, "tuple[Clause, TableRow]"])
    lots: dict[tuple[object, ...], tuple[Section, Section]] = field(
        default_factory=dict["tuple[object, ...]", "tuple[Section, Section]"]
    )


class Arrangement(Struct):
    """Puts clauses in place; `scope` holds the names everybody has, for texts that are no inlines.

    `material` is what sections that stand once for each lot are made of, `deviating` what stands for
    one addressee in place of a clause, `contract` what the lists of annexes and of rank are made of.
    `shared` is whether the text is the same for everybody; `lists` are the lists that were printed. `known` is what
    other arrangements of the document have made.
    """

    library: Library
    edition: Edition
    scope: Scope
    findings: Findings
    material: LotMaterial
    deviating: Mapping[str, Replacement] = field(default_factory=dict[str, Replacement])
    contract: ContractDocuments | None = None
    shared: bool = False
    lists: set[Listed] = field(default_factory=set[Listed])
    known: Arranged = field(default_factory=Arranged)
    printed: int = 0
    _with_lists: dict[tuple[str, str], tuple[Block, ...]] = field(
        default_factory=dict[tuple[str, str], tuple[Block, ...]]
    )

    def document(self, spec: DocumentSpec) -> tuple[Block, ...]:
        """The parts of `spec` in order; a section with `when`, or of one lot, stands in a `Conditional`."""
        return tuple(block for part in spec.parts for block in self._part(part, spec))

    def clause(self, use: ClauseUse) -> tuple[Clause, ...]:
        """The clause `use` names, in the version it gets; nothing when there is none that may be used."""
        return self._clause(use, ())

    def _part(self, part: Part, spec: DocumentSpec) -> Iterator[Block]:
        match part:
            case EnclosedPart(anchor, span=span):  # filled when it is known what the letter goes with
                yield Section(SectionKind.TEXT, (), (), None, 1, anchor, span)
            case ContentsPart(title, span):
                yield Contents(filled_text(title, self.scope, span, self.findings))
            case SectionPart(for_each_lot=True):
                for lot in sorted(self.material.lots, key=lambda lot: lot.number):
                    section = _where(part, self._of_lot(lot, self._section(part, lot), spec.kind))
                    # A text that is the same for everybody has one for each lot of the region.
                    yield section if spec.instrument.shared else Conditional(is_of(lot), "", (section,), part.span)
            case SectionPart():
                lot = next((lot for lot in self.material.lots if lot.number == spec.lot), None)
                yield _where(part, self._section(part, lot))

    def _section(self, part: SectionPart, lot: Lot | None = None) -> Section:
        children = self._content(part.content, 2, lot)
        title = part.title
        if not title and part.kind is SectionKind.ARTICLE:
            title = self._title_of_first(part.content)
            if children and all(self._withdrawn(child) for child in children):
                title += WITHDRAWN_TITLE
                children = tuple(replace(c, children=withdrawn_text(())) for c in children[:1] if isinstance(c, Clause))
        untitled = part.kind is SectionKind.TEXT
        inlines = () if untitled else text_inlines(title or part.id, part.span, self.findings)
        return Section(part.kind, inlines, children, None, 1, part.id, part.span)

    def _of_lot(self, lot: Lot, section: Section, kind: str) -> Section:
        key = (lot.number, section.span, *map(id, section.children))
        known = self.known.lots.get(key)
        if known is None or known[0] != section:
            known = self.known.lots[key] = (section, section_of(lot, section, kind))
        return known[1]

    def _title_of_first(self, content: Sequence[Content]) -> str:
        first = next((c for c in content if isinstance(c, ClauseUse)), None)
        found = (
            chosen(first, self.library, self.edition, Findings(), deviating=self.deviating)
            if first is not None
            else None
        )
        return found.title if found is not None else ""

    def _withdrawn(self, block: Block) -> bool:
        """Whether a block is a clause that was withdrawn."""
        if not isinstance(block, Clause):
            return False
        return self.library.versions[block.id, block.version].status is ClauseStatus.VERVALLEN

    def _content(self, content: Sequence[Content], level: int, lot: Lot | None) -> tuple[Block, ...]:
        out: list[Block] = []
        for part in content:
            match part:
                case ClauseUse():
                    out.extend(self._clause(part, (), withdrawable=True))
                case HeadingPart(title, anchor, inner, span):
                    inlines = text_inlines(title or self._title_of_first(inner) or anchor, span, self.findings)
                    children = self._content(inner, level + 1, lot)
                    heading = Section(SectionKind.HEADING, inlines, children, None, level, anchor, span)
                    out.append(_where(part, heading))
                case RequirementsPart():
                    out.append(self._requirements(part))
                case RatesPart():
                    if lot is not None:  # elsewhere it is refused when the specs are read
                        out.extend(self._rates.of(part, lot))
        return tuple(out)

    @property
    def _rates(self) -> RateTables:
        return RateTables(self.material, self.scope, self.findings, self.shared)

    def _requirements(self, part: RequirementsPart) -> Table:
        cells = tuple(
            TableCell((Paragraph(text_inlines(column, part.span, self.findings), span=part.span),))
            for column in part.columns
        )
        rows = tuple(row for use in part.clauses for row in self._requirement(use))
        summary = filled_text(part.summary, self.scope, part.span, self.findings) if part.summary else ""
        head = TableRow(cells, span=part.span)
        return Table(_REQUIREMENT_WIDTHS, ("left", "left"), head, rows, "", summary, "", part.span)

    def _requirement(self, use: ClauseUse) -> tuple[TableRow, ...]:
        return tuple(self._row(clause) for clause in self._clause(use, (), withdrawable=True))

    def _row(self, clause: Clause) -> TableRow:
        known = self.known.rows.get(id(clause))
        if known is None:
            letter = TableCell((Paragraph((), Role.REQUIREMENT, span=clause.span),))
            name = f"{clause.id}@{clause.version}"
            row = TableRow((letter, TableCell(clause.children)), clause.id, name, clause.span)
            known = self.known.rows[id(clause)] = (clause, row)
        return known[1]

    def _clause(self, use: ClauseUse, chain: tuple[str, ...], *, withdrawable: bool = False) -> tuple[Clause, ...]:
        if use.clause in chain:
            shown = " → ".join(f"`{c}`" for c in (*chain[chain.index(use.clause) :], use.clause))
            self.findings.add(error("INC001", f"clausules die elkaar in een kring afdrukken: {shown}", use.span))
            return ()
        self.printed += 1
        if self.printed > MAX_CLAUSES:
            if self.printed == MAX_CLAUSES + 1:
                self.findings.add(error("INC002", f"meer dan {MAX_CLAUSES} clausules in één document", use.span))
            return ()
        version = chosen(
            use, self.library, self.edition, self.findings, withdrawable=withdrawable, deviating=self.deviating
        )
        if version is None:
            return ()
        if version.status is ClauseStatus.VERVALLEN:
            children = withdrawn_text(self._blocks(version))
        else:
            children = self._included(self._blocks(version), (*chain, use.clause))
        key = (version.id, version.version, id(children))
        if key not in self.known.clauses:
            self.known.clauses[key] = Clause(
                version.id, version.version, children, version.digest, version.id, version.span
            )
        return (self.known.clauses[key],)

    def _blocks(self, version: ClauseVersion) -> tuple[Block, ...]:
        key = (version.id, version.version)
        if key in self._with_lists:
            return self._with_lists[key]
        if key not in self.known.unfolded:
            listed = self._listed(version.blocks)
            unfolded = with_paths(listed)
            if listed is not version.blocks:  # what it lists is to be told of each arrangement
                return self._with_lists.setdefault(key, unfolded)
            self.known.unfolded[key] = unfolded
        return self.known.unfolded[key]

    def _listed(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """`blocks` with the lists of the pack in their place; a document without annexes has none."""
        out: list[Block] = []
        for block in blocks:
            if not isinstance(block, ContractList):
                out.append(map_child_blocks(block, self._listed))
            elif self.contract is not None and (block.what is Listed.ANNEXES or self.contract.listed.rank):
                self.lists.add(block.what)
                out.append(self.contract.block(block.what, block.span, self.findings))
            else:
                key = "annexes" if block.what is Listed.ANNEXES else "rank"
                message = f"`::: {block.what}` in een document dat in `pack.yaml` geen `{key}` heeft"
                hint = f"voeg in `pack.yaml` bij het document `{key}` toe, of haal het blok weg"
                self.findings.add(error("ANX001", message, block.span, hint))
        return kept_if_same(blocks, out)

    def _is_rank(self, place: Span) -> bool:
        """Whether a list is the order of rank: it has the place of that list in the pack."""
        return self.contract is not None and place == self.contract.rank_place

    def _included(self, blocks: tuple[Block, ...], chain: tuple[str, ...]) -> tuple[Block, ...]:
        out: list[Block] = []
        for block in blocks:
            if isinstance(block, Include):
                span = block.span or Span(self.edition.span.file)
                out.extend(self._clause(ClauseUse(block.clause, span), chain))
            elif isinstance(block, NumberedList) and block.span is not None and self._is_rank(block.span):
                listed = map_child_blocks(block, lambda row: self._included(row, chain))
                out.append(punctuated(listed) if isinstance(listed, NumberedList) else listed)
            else:
                out.append(map_child_blocks(block, lambda row: self._included(row, chain)))
        return kept_if_same(blocks, out)


def _where(part: SectionPart | HeadingPart, section: Section) -> Block:
    """`section` under the condition of its part."""
    return section if part.when is None else Conditional(part.when, "", (section,), part.span)
