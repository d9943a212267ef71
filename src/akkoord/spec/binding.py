"""The documents as they are made: annexes bound into the document they belong to, or standing apart.

Every annex is a kind of document of its own. What `pack.yaml` binds in becomes an annex section of
the document; a kind with `for_each` becomes a section, or a document, for each lot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Span
from akkoord.spec.contract import (
    Content,
    DocumentSpec,
    HeadingPart,
    Instrument,
    Pack,
    PackAnnex,
    PackDocument,
    Ranked,
    SectionPart,
)
from akkoord.spec.region import Lot
from akkoord.tree import SectionKind
from akkoord.tree.expression import Expression, Literal, Name, Operation


class Annex(Struct, frozen=True):
    """An annex in the list of a document. `kind` is that of its file, `kinds` are those made of it, by lot or under 0.

    `position` counts from 1; the annexes of a kind `for_each` lot stand at that position and after it.
    """

    kind: str
    position: int
    bound: bool
    for_each_lot: bool
    span: Span
    instrument: Instrument
    title: str
    when: Expression | None = None
    kinds: Mapping[int, str] = field(default_factory=dict[int, str])

    def number(self, kind: str, lots: Iterable[int]) -> int | None:
        """The number of the annex that is made as `kind`, for who has `lots`; None when it is not one of these."""
        if not self.for_each_lot:
            return self.position if kind == self.kind else None
        own = [self.kinds[lot] for lot in sorted(lots) if lot in self.kinds]
        return self.position + own.index(kind) if kind in own else None


class AnnexList(Struct, frozen=True, dict=True):
    """The annexes of the document `main` in order, and the order in which the contract documents prevail."""

    main: str
    annexes: tuple[Annex, ...]
    rank: tuple[Ranked, ...]
    span: Span

    def annex(self, kind: str) -> Annex | None:
        """The annex of which `kind` is made, None when it is no annex of this document."""
        return self._by_kind.get(kind)

    @cached_property
    def _by_kind(self) -> Mapping[str, Annex]:
        return {kind: a for a in reversed(self.annexes) for kind in (a.kind, *a.kinds.values())}

    @property
    def cited(self) -> tuple[str, ...]:
        """The annexes that are the same for everybody and stand apart: cited with the digest of their PDF."""
        return tuple(a.kind for a in self.annexes if not a.bound and a.instrument is Instrument.GENERAL)


def lists_by_kind(lists: Iterable[AnnexList]) -> dict[str, AnnexList]:
    """By kind the list of which it is the document or an annex: the first of these that has it."""
    found: dict[str, AnnexList] = {}
    for listed in lists:
        for kind in (listed.main, *(k for a in listed.annexes for k in (a.kind, *a.kinds.values()))):
            found.setdefault(kind, listed)
    return found


class MadeDocuments(Struct, frozen=True):
    """The specs as they are made, in the order of the pack, and the annexes of each document that has some."""

    specs: Mapping[str, DocumentSpec]
    annexes: Mapping[str, AnnexList]


def made_documents(
    documents: Mapping[str, DocumentSpec], pack: Pack | None, lots: Iterable[Lot], alone: Iterable[str] = ()
) -> MadeDocuments:
    """What is made of `documents`, annexes in the list of their document where that is there.

    `alone` names kinds that are bound in and are made as a document as well.
    """
    numbers = sorted(lot.number for lot in lots)
    entries = pack.documents if pack is not None else ()
    there = (_annexes(e, documents, numbers) for e in entries if e.document in documents)
    lists = {listed.main: listed for listed in there if listed.annexes}
    bound = {a.kind for listed in lists.values() for a in listed.annexes if a.bound} - set(alone)
    specs: dict[str, DocumentSpec] = {}
    for kind in _order(documents, pack):
        spec = documents[kind]
        if kind in bound:
            continue
        if kind in lists:
            spec = _with_annexes(spec, lists[kind], documents)
        specs |= {made.kind: made for made in _made(spec, numbers)}
    return MadeDocuments(specs, lists)


def kind_of_lot(kind: str, lot: int) -> str:
    """What a document of the kind `kind` for one lot is called: `bijlage-perceel-4`."""
    return f"{kind}-{lot}"


def packed_kinds(pack: Pack) -> tuple[str, ...]:
    """Every kind of the pack in signing order: a document, its annexes in order, the next document."""
    kinds = (k for entry in pack.documents for k in (entry.document, *(a.document for a in entry.annexes)))
    return tuple(dict.fromkeys(kinds))


def _order(documents: Mapping[str, DocumentSpec], pack: Pack | None) -> tuple[str, ...]:
    packed = packed_kinds(pack) if pack is not None else ()
    return tuple(k for k in dict.fromkeys((*packed, *sorted(documents))) if k in documents)


def _annexes(entry: PackDocument, documents: Mapping[str, DocumentSpec], lots: list[int]) -> AnnexList:
    """The annexes of a document that are there, and the order of rank without those that are not."""
    there = [annex for annex in entry.annexes if annex.document in documents]
    annexes = tuple(_annex(annex, n, documents[annex.document], lots) for n, annex in enumerate(there, 1))
    ranked = (replace(step, documents=tuple(k for k in step.documents if k in documents)) for step in entry.rank)
    return AnnexList(entry.document, annexes, tuple(r for r in ranked if r.documents or r.clause), entry.span)


def _annex(entry: PackAnnex, position: int, spec: DocumentSpec, lots: list[int]) -> Annex:
    return Annex(
        spec.kind,
        position,
        entry.bound,
        spec.for_each_lot,
        entry.span,
        spec.instrument,
        spec.title,
        spec.when,
        {n: kind_of_lot(spec.kind, n) for n in lots} if spec.for_each_lot else {0: spec.kind},
    )


def _made(spec: DocumentSpec, lots: list[int]) -> Iterator[DocumentSpec]:
    """`spec` itself, or that of each lot."""
    if not spec.for_each_lot:
        yield spec
        return
    for lot in lots:
        has: Expression = Operation("in", Literal(lot), Name(("percelen",)))
        when = has if spec.when is None else Operation("and", has, spec.when)
        absent = spec.absent or f"Perceel {lot} is niet aan de aanbieder gegund."
        yield replace(
            spec, kind=kind_of_lot(spec.kind, lot), lot=lot, of=spec.kind, when=when, absent=absent, for_each_lot=False
        )


def _with_annexes(spec: DocumentSpec, listed: AnnexList, documents: Mapping[str, DocumentSpec]) -> DocumentSpec:
    """`spec` with the sections of the annexes that are bound into it, after its own parts."""
    sections = tuple(_section(documents[annex.kind], annex) for annex in listed.annexes if annex.bound)
    return replace(spec, parts=(*spec.parts, *sections))


def _section(spec: DocumentSpec, annex: Annex) -> SectionPart:
    """An annex as a section: its chapters and articles as headings, so that its leden count on."""
    content = tuple(_heading(part) for part in spec.parts if isinstance(part, SectionPart))
    return SectionPart(
        SectionKind.ANNEX,
        spec.title,
        spec.kind,
        content,
        annex.span,
        when=spec.when,
        for_each_lot=annex.for_each_lot,
        position=annex.position,
    )


def _heading(part: SectionPart) -> Content:
    is_article = part.kind is SectionKind.ARTICLE
    name = f"{part.id}-kop" if is_article else part.id
    return HeadingPart(part.title, name, part.content, part.span, when=part.when)
