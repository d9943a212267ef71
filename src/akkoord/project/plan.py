"""What a run is to make: every pack that is asked for, with its documents assembled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from akkoord.assembly import (
    Assembled,
    Body,
    Enclosed,
    Prepared,
    RegionParties,
    Sources,
    assemble_body,
    entitlement,
    prepare,
    with_signature_pages,
)
from akkoord.diagnostics import Diagnostic, did_you_mean, error, has_errors, in_order
from akkoord.library import Edition
from akkoord.project.content import Content, RegionContent
from akkoord.project.inputs import clause_rows, data_rows, deviation_rows, stopped_by
from akkoord.project.selection import Selection
from akkoord.project.signers import signer_rows
from akkoord.records import DocumentRow
from akkoord.spec import DocumentLayout, Instrument, Pack, PackDocument, Provider, Region
from akkoord.tree import Document, Status, tree_digest


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document of a pack. `document` is None when it is absent, or when a finding stops it.

    `row` is what the manifest says of it, without its files. `asked` is whether the
    selection names it.
    """

    kind: str
    row: DocumentRow
    document: Document | None
    failed: bool
    asked: bool
    there: bool = False
    """Whether there is a tree to write, also once it is written and let go."""

    def without_tree(self) -> PlannedDocument:
        """The same, its tree let go."""
        return replace(self, document=None)


@dataclass(frozen=True, slots=True)
class PlannedPack:
    """A pack by its path under the output folder. `provider` is the legal name, "" for the region's own."""

    path: str
    region: str
    edition: str
    edition_date: str
    name: str
    provider: str
    documents: tuple[PlannedDocument, ...]
    notice: str = ""
    """What the documents say of themselves at the foot of their title page."""

    def without_trees(self) -> PlannedPack:
        """The same, the trees of its documents let go."""
        return replace(self, documents=tuple(document.without_tree() for document in self.documents))


@dataclass(slots=True)
class Plan:
    """The packs of a run. `existing` are the paths of all packs of the project, asked for or not.

    `whole` are the folders `<region>/<edition>` of which all packs are known: only there
    may a pack that is not in `existing` be taken away. `asked` counts the packs asked for. `found_in`
    has for each of them what was found in making it: what is wrong in one edition may be right in another.
    """

    planners: list[_Planner]
    selection: Selection
    existing: frozenset[str]
    whole: frozenset[str]
    asked: int
    found: list[Diagnostic]
    found_in: dict[str, frozenset[Diagnostic]] = field(default_factory=dict[str, frozenset[Diagnostic]])

    def packs(self) -> Iterator[PlannedPack]:
        """The packs in order, each assembled when its turn comes and kept by nobody here: a region may be large."""
        while self.planners:
            planner, before = self.planners.pop(0), len(self.found)
            yield from planner.packs(self.selection)
            self.found_in[planner.place] = frozenset(self.found[before:])

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found so far; all of it once the packs have been gone through."""
        return in_order(self.found)

    def elsewhere(self, folder: str) -> frozenset[Diagnostic]:
        """What was found in other editions only, of all that was found so far."""
        others = (found for place, found in self.found_in.items() if place != folder)
        nothing = frozenset[Diagnostic]()
        return nothing.union(*others) - self.found_in.get(folder, nothing)


def known_values(content: Content) -> dict[str, set[object]]:
    """Everything that can be asked for, by the name of its option."""
    known: dict[str, set[object]] = {name: set() for name in ("region", "provider", "document", "lot", "edition")}
    for name, region in content.regions.items():
        known["region"].add(name)
        known["provider"].update(region.files.providers, (region.pack.region_pack,) if region.pack else ())
        known["document"].update(region.files.documents)
        known["lot"].update(lot.number for lot in region.region.lots) if region.region else None
        known["edition"].update(region.region.editions if region.region else ())
    return known


def make_plan(content: Content, selection: Selection, *, provable: bool = True) -> Plan:
    """The packs that are asked for; what stops one document stops no other.

    `provable` is whether the files will be proven equal; without proof no document is ready to sign.
    """
    planners: list[_Planner] = []
    existing: set[str] = set()
    whole: set[str] = set()
    found: list[Diagnostic] = []
    for name, region_content in content.regions.items():
        if region_content.region is None or region_content.pack is None:
            continue
        for edition in _editions(content, region_content.region, found):
            planner = _Planner(
                content, name, region_content, region_content.region, region_content.pack, edition, provable, found
            )
            existing.update(planner.path(pack) for pack in planner.names())
            whole.add(f"{name}/{edition.id}")
            planners.append(planner)
    asked = sum(len(planner.asked(selection)) for planner in planners)
    return Plan(planners, selection, frozenset(existing), frozenset(whole), asked, found)


def _editions(content: Content, region: Region, found: list[Diagnostic]) -> Iterator[Edition]:
    """The editions that a region builds, in its order; an edition that is not there is a finding."""
    for index, name in enumerate(region.editions):
        edition = content.library.editions.get(name)
        if edition is not None:
            yield edition
        elif f"clauses/editions/{name}.yaml" not in content.layout.editions:
            hint = did_you_mean(name, content.library.editions)
            found.append(error("PLN001", f"de editie `{name}` bestaat niet", region.place(f"editions.{index}"), hint))


@dataclass(slots=True)
class _Planner:
    """Plans the packs of one region in one edition."""

    content: Content
    folder: str
    region_content: RegionContent
    region: Region
    pack: Pack
    edition: Edition
    provable: bool
    found: list[Diagnostic]
    _bodies: dict[str, Body] = field(default_factory=dict[str, Body])

    def names(self) -> tuple[str, ...]:
        """Every pack: the providers, also one whose file cannot be read, and the region's own."""
        return tuple(dict.fromkeys((*self.region_content.files.providers, self.pack.region_pack)))

    @property
    def place(self) -> str:
        """The folder of the edition, under the output folder."""
        return f"{self.folder}/{self.edition.id}"

    def path(self, name: str) -> str:
        """The folder of a pack, under the output folder."""
        return f"{self.folder}/{self.edition.id}/{name}"

    def asked(self, selection: Selection) -> list[str]:
        """The names of the packs that are asked for."""
        return [name for name in self.names() if self._wanted(name, selection)]

    def packs(self, selection: Selection) -> Iterator[PlannedPack]:
        """The packs that are asked for; what all documents share is worked out once."""
        region = self.region_content
        providers = tuple(sorted(region.providers.values(), key=lambda p: p.id))
        asked = self.asked(selection)
        if not asked:
            return
        prepared = prepare(
            Sources(
                self.content.library,
                self.region,
                region.documents,
                providers,
                region.rates,
                region.initiatives or (),
                self.pack,
            ),
            self.edition,
        )
        self.found += prepared.diagnostics
        for name in asked:
            provider = region.providers.get(name)
            documents = tuple(self._documents(prepared, name, provider, selection))
            legal_name = prepared.name_of(provider) if provider else ""
            date = self.edition.date.isoformat()
            pages = (d.document.title_page for d in documents if d.document is not None)
            notice = next((page.notice for page in pages if page is not None), "")
            path = self.path(name)
            yield PlannedPack(path, self.folder, self.edition.id, date, name, legal_name, documents, notice)

    def _wanted(self, name: str, selection: Selection) -> bool:
        provider = self.region_content.providers.get(name)
        return selection.wants(self.folder, self.edition.id, name, provider.lots if provider else ())

    def _documents(
        self, prepared: Prepared, name: str, provider: Provider | None, selection: Selection
    ) -> Iterator[PlannedDocument]:
        """The documents of a pack in its order. A letter is made last, for it names what it goes with."""
        made: dict[str, PlannedDocument] = {}
        for entry in sorted(self.pack.documents, key=lambda e: self._is_letter(e.document)):
            made[entry.document] = self._entry(prepared, entry, name, provider, selection, made)
        yield from (made[entry.document] for entry in self.pack.documents)

    def _is_letter(self, kind: str) -> bool:
        spec = self.region_content.documents.get(kind)
        return spec is not None and spec.layout is DocumentLayout.LETTER

    def _entry(
        self,
        prepared: Prepared,
        entry: PackDocument,
        name: str,
        provider: Provider | None,
        selection: Selection,
        made: Mapping[str, PlannedDocument],
    ) -> PlannedDocument:
        """One document of the pack `name`; `made` are those before it."""
        of_region = name == self.pack.region_pack
        kind = entry.document
        title = prepared.titles[kind].title if kind in prepared.titles else kind
        asked = selection.wants_document(kind)
        if kind in prepared.absent:
            spec = self.region_content.documents[kind]
            row = DocumentRow(kind, spec.short_title, present=False, reason=prepared.absent[kind])
            return PlannedDocument(kind, row, None, failed=False, asked=asked)
        if kind not in prepared.titles or (provider is None and not of_region):
            row = DocumentRow(kind, title, present=False, reason="de gegevens zijn niet te lezen")
            return PlannedDocument(kind, row, None, failed=True, asked=asked)
        reason = entry.reason if not entry.write else ""
        if of_region and not reason and kind not in self.pack.region_documents:
            reason = "dit document hoort niet bij het pakket van de regio"
        return self._document(prepared, kind, None if of_region else provider, reason, asked, self._enclosed(made))

    def _enclosed(self, made: Mapping[str, PlannedDocument]) -> tuple[Enclosed, ...]:
        """What goes with a letter: all that is sent to be signed and is there."""
        sent = self.pack.signature_documents(self.region_content.documents)
        there = (made[kind] for kind in sent if kind in made and not self._is_letter(kind))
        return tuple(
            Enclosed(p.row.title, p.row.version, p.document.mark, bool(p.row.signers)) for p in there if p.document
        )

    def _document(
        self,
        prepared: Prepared,
        kind: str,
        provider: Provider | None,
        reason: str,
        asked: bool,
        enclosed: tuple[Enclosed, ...],
    ) -> PlannedDocument:
        title = prepared.titles[kind].title
        if provider is not None and not reason:
            right = entitlement(prepared, kind, provider)
            self.found += right.diagnostics
            if has_errors(right.diagnostics):
                row = DocumentRow(kind, title, present=False, reason="niet te bepalen of dit document erbij hoort")
                return PlannedDocument(kind, row, None, failed=True, asked=asked)
            reason = "" if right.entitled else right.reason
        if reason:
            row = DocumentRow(kind, title, present=False, reason=reason)
            return PlannedDocument(kind, row, None, failed=False, asked=asked)
        body = self._body(prepared, kind, provider, enclosed)
        made = with_signature_pages(prepared, body, provider or RegionParties())
        self.found += self._new(made.diagnostics)
        assert made.document is not None, "signature pages make a document of a body"  # noqa: S101  a bug of ours
        document = made.document if self.provable else replace(made.document, status=Status.CONCEPT)
        row = self._row(prepared, document, made, provider)
        failed = has_errors(made.diagnostics) or stopped_by(self.content, self.edition, row, made.clause_files)
        return PlannedDocument(kind, row, None if failed else document, failed, asked, there=not failed)

    def _new(self, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
        """Without what the library already said of the edition: that a clause or version is not there."""
        said = {d.span for d in self.content.diagnostics if d.code in ("LIB008", "LIB009")}
        return (d for d in found if not (d.code in ("USE001", "USE002") and d.span in said))

    def _body(self, prepared: Prepared, kind: str, provider: Provider | None, enclosed: tuple[Enclosed, ...]) -> Body:
        """The text of a document: made once when it is the same for all parties."""
        if prepared.sources.documents[kind].instrument is Instrument.BILATERAL:
            return assemble_body(prepared, kind, provider, enclosed)
        if kind not in self._bodies:
            self._bodies[kind] = assemble_body(prepared, kind)
        return self._bodies[kind]

    def _bilateral(self, prepared: Prepared, kind: str, provider: Provider | None) -> Provider | None:
        """The provider where a deviation of it can stand: in a document between two parties."""
        return provider if prepared.sources.documents[kind].instrument is Instrument.BILATERAL else None

    def _row(self, prepared: Prepared, document: Document, made: Assembled, provider: Provider | None) -> DocumentRow:
        kind = document.meta.kind
        records = prepared.party(kind, provider).records if provider else ()
        return DocumentRow(
            kind=kind,
            title=document.meta.title,
            present=True,
            instrument=prepared.sources.documents[kind].instrument.value,
            version=document.meta.version,
            status=document.status.value,
            tree_sha256=tree_digest(document),
            body_sha256=document.body_digest,
            clauses=clause_rows(self.content, made.clauses),
            data=data_rows(self.content, self.region_content, self.edition, kind, records, made.names_used),
            signers=signer_rows(document, self.region, prepared.party(kind, provider).signing if provider else ()),
            deviations=deviation_rows(self._bilateral(prepared, kind, provider), self.edition, made.clauses),
        )
