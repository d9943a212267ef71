"""Plans the packs of one region in one edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly import (
    MODEL,
    Assembled,
    Body,
    Dependence,
    Enclosed,
    Prepared,
    RegionParties,
    Sources,
    assemble_body,
    prepared_again,
    tender_model,
    with_signature_pages,
)
from akkoord.checks.readiness import Readiness
from akkoord.diagnostics import Diagnostic, has_errors
from akkoord.library import Edition
from akkoord.project.alike import Alike
from akkoord.project.amending import Amending
from akkoord.project.annexes import without_annexes
from akkoord.project.content import Content, RegionContent
from akkoord.project.data_digests import with_data_as_it_is
from akkoord.project.inputs import document_row, lacks_party, stopped_by
from akkoord.project.placed_kinds import PlacedKind, Placing, placed_kinds, with_amending
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.selection import Selection
from akkoord.project.signers import addressees_of, field_plans
from akkoord.project.standing import Standing
from akkoord.project.state import Assembling
from akkoord.project.steps import content_digest, text_digest
from akkoord.spec import (
    DocumentLayout,
    DocumentSpec,
    EnclosedPart,
    Instrument,
    Pack,
    Provider,
    Region,
    kind_of_lot,
)
from akkoord.tree import Status
from akkoord.tree.document import MARK_LENGTH


class Planner(Struct):
    """What all documents share is worked out once; then `general` before packs (see `PackPlanning`), which cite it.

    With `model` it plans one pack only: that of a tender for the lots that are asked for, or all.
    """

    content: Content
    folder: str
    region_content: RegionContent
    region: Region
    pack: Pack
    edition: Edition
    selection: Selection
    found: list[Diagnostic]
    provable: bool = True
    model: bool = False
    amending: Amending | None = None
    readiness: Readiness = field(default_factory=Readiness)
    signed: bool = False
    """Whether only the texts of this edition are asked for, which addenda of a later one amend."""
    standing: Standing | None = None
    """What stands in the output and need not be assembled again; None when everything is to be assembled."""
    alike: Alike | None = None
    """What stands for documents of others, for a question that needs no more; None when each is to be made."""
    _dependence: Dependence | None = None
    _asked: tuple[str, ...] | None = None
    _placing: Placing | None = None
    _prepared: Prepared | None = None
    _bodies: dict[str, Body] = field(default_factory=dict[str, Body])
    _general: dict[str, PlannedDocument] = field(default_factory=dict[str, PlannedDocument])

    @property
    def place(self) -> str:
        """The folder of the packs, under the output folder."""
        return f"{self.folder}/{self.edition.id}"

    def names(self) -> tuple[str, ...]:
        """The packs that it can plan: all there are, or that of a tender."""
        return (MODEL,) if self.model else self.existing()

    def existing(self) -> tuple[str, ...]:
        """Every pack of the project: the providers, also one whose file cannot be read, and the region's own."""
        return tuple(dict.fromkeys((*self.region_content.files.providers, self.pack.region_pack)))

    def path(self, name: str) -> str:
        """The folder of a pack, under the output folder."""
        return f"{self.place}/{name}"

    def asked(self) -> list[str]:
        """The names of the packs that are asked for."""
        if self._asked is None:  # it is asked again and again, and there may be a thousand
            self._asked = tuple(name for name in self.names() if self._wanted(name))
        return list(self._asked)

    def let_go(self) -> None:
        """Forget what the documents share, until the packs need it: it is large in a large region."""
        self._prepared = None
        self._dependence = self._placing = None
        self._bodies.clear()

    def general(self) -> Iterator[PlannedDocument]:
        """The documents that are the same for everybody and that a pack asks for or cites."""
        if not self.asked() and not self.signed:
            return
        prepared = self._ready()
        for kind, spec in prepared.sources.documents.items():
            if spec.instrument is Instrument.GENERAL and self.asks(prepared, spec):
                yield self.of_everybody(prepared, kind)

    def texts(self) -> Iterator[PlannedPack]:
        """The packs asked for with no more than their documents, for who only looks at those."""
        prepared = self.ready(None)
        self.found += prepared.diagnostics
        for name in self.asked():
            provider = prepared.model or self.region_content.providers.get(name)
            party = None if name == self.pack.region_pack else provider
            kinds = placed_kinds(self, prepared, name, provider)
            kinds = with_amending(self, prepared, party, None, kinds)
            documents = tuple(self.documents(prepared, kinds, party, None))
            date = self.edition.date.isoformat()
            yield PlannedPack(self.path(name), self.folder, self.edition.id, date, name, "", documents)

    def ready(self, digests: Mapping[str, str] | None) -> Prepared:
        """What all documents of the edition share; `digests` are of the PDFs that texts cite, None while not known."""
        prepared = self._ready()
        return prepared if digests is None else prepared.with_digests(digests)

    def text(self, kind: str, provider: Provider | None, digests: Mapping[str, str] | None) -> Body:
        """The text of a document for a provider, or the one for all parties."""
        return self._body(self.ready(digests), kind, provider)

    def dependence(self, digests: Mapping[str, str]) -> Dependence:
        """What the documents of the edition rest on, with these digests of what they cite: the same in a run."""
        if self._dependence is None:
            self._dependence = self._depending(self.ready(digests))
        return self._dependence

    def placing(self, prepared: Prepared) -> Placing:
        """What places kinds in the packs of the edition, worked out once for what was `prepared`."""
        if self._placing is None or self._placing.prepared is not prepared:
            self._placing = Placing.of(self, prepared)
        return self._placing

    def begun(self, digests: Mapping[str, str] | None) -> Dependence:
        """What the documents of the packs rest on, before the first of them is planned; `digests` as for `ready`."""
        prepared = self.ready(digests)
        self.found += prepared.diagnostics
        self._dependence = self._depending(prepared)
        return self._dependence

    def _depending(self, prepared: Prepared) -> Dependence:
        made = Dependence(prepared)
        if self.amending is not None:
            amending = self.amending
            made.amended = lambda spec, provider: amending.rests_on(spec, provider, made)
        return made

    def _ready(self) -> Prepared:
        if self._prepared is None:
            region = self.region_content
            providers = tuple(sorted(region.providers.values(), key=lambda p: p.id))
            lots = [n.number for n in self.region.lots if not self.selection.lots or n.number in self.selection.lots]
            alone = (kind for kind in region.documents if any(map(self.selection.names, self._kinds_of(kind))))
            sources = Sources(
                self.content.library,
                self.region,
                region.documents,
                providers,
                region.rates,
                region.initiatives or (),
                self.pack,
                tuple(alone),
            )
            known = None if self.model else self.content.prepared.pop(self.place, None)
            sources = tender_model(sources, lots) if self.model else sources
            self._prepared = prepared_again(known, sources, self.edition)
        return self._prepared

    def _kinds_of(self, kind: str) -> Iterator[str]:
        yield kind
        if self.region_content.documents[kind].for_each_lot:
            yield from (kind_of_lot(kind, lot.number) for lot in self.region.lots)

    def _wanted(self, name: str) -> bool:
        if self.model:
            lots = tuple(lot.number for lot in self.region.lots)
            return self.selection.wants(self.folder, self.edition.id, name, lots)
        provider = self.region_content.providers.get(name)
        return self.selection.wants(self.folder, self.edition.id, name, provider.lots if provider else ())

    def asks(self, prepared: Prepared, spec: DocumentSpec) -> bool:
        """Whether a document is asked for, or cited with its digest by one that is."""
        if self.selection.wants_document(spec.kind, spec.base, spec.lot):
            return True
        listed = prepared.sources.list_of(spec.kind)
        if listed is None or spec.kind not in listed.cited:
            return False
        others = prepared.sources.documents.values()
        amending = (other.kind for other in others if other.amends and other.amends.document == listed.main)
        return any(map(self.selection.wants_document, (listed.main, *amending)))

    def documents(
        self,
        prepared: Prepared,
        kinds: tuple[PlacedKind, ...],
        provider: Provider | None,
        digests: Mapping[str, str] | None,
    ) -> Iterator[PlannedDocument]:
        """The documents of a pack in its order. A letter is made last, for it names what it goes with."""
        made: dict[str, PlannedDocument] = {}
        for placed in sorted(kinds, key=lambda placed: self.is_letter(placed.base)):
            planned = placed.absent
            if planned is None:
                spec = prepared.sources.documents[placed.kind]
                enclosed = self._enclosed(made) if _names_enclosed(spec) else ()
                planned = self._document(prepared, spec, provider, digests, enclosed)
            made[placed.kind] = placed.placed(planned)
        yield from (made[placed.kind] for placed in kinds)

    def is_letter(self, kind: str) -> bool:
        """Whether a kind is a letter, which names what it goes with."""
        spec = self.region_content.documents.get(kind)
        return spec is not None and spec.layout is DocumentLayout.LETTER

    def _enclosed(self, made: Mapping[str, PlannedDocument]) -> tuple[Enclosed, ...]:
        """What goes with a letter: all that is sent to be signed and is there."""
        sent = self.pack.signature_documents(self.region_content.documents)
        there = (planned for planned in made.values() if planned.base in sent and not self.is_letter(planned.base))
        return tuple(
            Enclosed(p.row.title, p.row.version, p.row.body_sha256[:MARK_LENGTH], bool(p.row.signers))
            for p in there
            if p.there
        )

    def _document(
        self,
        prepared: Prepared,
        spec: DocumentSpec,
        provider: Provider | None,
        digests: Mapping[str, str] | None,
        enclosed: tuple[Enclosed, ...],
    ) -> PlannedDocument:
        """A document of a pack that is to be there."""
        kind, asked = spec.kind, self.asks(prepared, spec)
        if spec.instrument is Instrument.GENERAL:
            return self._copy(prepared, spec, provider, asked)
        if self.alike is not None and (known := self.alike.find(prepared, spec, provider)) is not None:
            return replace(known, asked=asked)
        inputs = self._inputs(prepared, kind, provider, enclosed) if asked else ""
        planned = self._left_standing(prepared, kind, provider, inputs, asked)
        if planned is None:
            body = self._body(prepared, kind, provider, enclosed, digests)
            made = with_signature_pages(prepared, body, provider or RegionParties())
            planned = self._planned(prepared, made, provider, asked, inputs)
            if spec.amends is not None and self.amending is not None:
                planned = replace(planned, row=replace(planned.row, amends=self.amending.row(spec, provider)))
        if self.alike is not None:
            self.alike.keep(prepared, spec, provider, planned)
        if asked and digests is not None and self._lacks(spec, prepared, digests):
            return replace(planned, document=None, failed=True, there=False)
        return planned

    def of_everybody(self, prepared: Prepared, kind: str) -> PlannedDocument:
        """A document that is the same for everybody, made once."""
        if kind not in self._general:
            made = with_signature_pages(prepared, self._body(prepared, kind, None), RegionParties())
            self._general[kind] = replace(self._planned(prepared, made, None, True), general=True)
        return self._general[kind]

    def _copy(self, prepared: Prepared, spec: DocumentSpec, provider: Provider | None, asked: bool) -> PlannedDocument:
        """What a pack gets of a document that is the same for everybody: nobody can deviate from it."""
        planned = replace(self.of_everybody(prepared, spec.kind), asked=asked)
        if provider is None or not provider.deviations:
            return planned
        made = with_signature_pages(prepared, self._body(prepared, spec.kind, None), provider)
        own = tuple(d for d in made.diagnostics if d.provider)
        self.found += own
        return replace(planned, document=None, failed=True, there=False) if has_errors(own) else planned

    def _lacks(self, spec: DocumentSpec, prepared: Prepared, digests: Mapping[str, str]) -> bool:
        """Whether a document, or the one that it amends, cites an annex that could not be made."""
        problem = without_annexes(prepared, spec, digests)
        self.found += [problem] if problem is not None and problem not in self.found else []
        return problem is not None

    def _inputs(self, prepared: Prepared, kind: str, provider: Provider | None, enclosed: tuple[Enclosed, ...]) -> str:
        """The key of assembling a document of a pack; "" when it is to be assembled whatever it is made of."""
        if self.standing is None or self._dependence is None or self._dependence.prepared is not prepared:
            return ""
        key = self.standing.inputs(self._dependence.of(kind, provider, enclosed))
        if lacks_party(self.region_content, prepared, kind, provider):
            return ""
        return f"{key} {Status.CONCEPT}" if key and self._held_back(prepared, kind, provider) else key

    def _held_back(self, prepared: Prepared, kind: str, provider: Provider | None) -> bool:
        """Whether a document is a concept, whatever its edition is: unproven, or with an error that a rule found."""
        whose = addressees_of(prepared, kind, provider)
        return not self.provable or any(self.readiness.holds_back(self.place, kind, one) for one in whose)

    def _left_standing(
        self, prepared: Prepared, kind: str, provider: Provider | None, inputs: str, asked: bool
    ) -> PlannedDocument | None:
        """The document as the last run left it, None when it is to be assembled."""
        if self.standing is None or not asked:
            return None
        name = provider.id if provider is not None else self.pack.region_pack
        if (found := self.standing.find(self.path(name), kind, inputs)) is None:
            return None
        row = with_data_as_it_is(found.row, self.content, self.region_content, prepared, provider)
        return PlannedDocument(kind, row, None, failed=False, asked=asked, there=True, made=found.made)

    def _planned(
        self, prepared: Prepared, made: Assembled, provider: Provider | None, asked: bool, inputs: str = ""
    ) -> PlannedDocument:
        """A document that was assembled; with a finding of its own it is assembled again the next time, to say it."""
        self.found += self._new(made.diagnostics)
        own = [d for d in made.diagnostics if d not in prepared.diagnostics]
        assert made.document is not None, "signature pages make a document of a body"  # noqa: S101  a bug of ours
        kind, document = made.document.meta.kind, made.document
        document = replace(document, status=Status.CONCEPT) if self._held_back(prepared, kind, provider) else document
        here = (self.content, self.region_content)
        row = document_row(*here, prepared, document, made, provider)
        failed = has_errors(made.diagnostics) or stopped_by(*here, self.edition, row, made.clause_files)
        failed = failed or lacks_party(self.region_content, prepared, kind, provider)
        fields = field_plans(document, row.signers, self.region.signing)
        page = document.title_page
        text = text_digest(document, row.tree_sha256)
        notice = page.notice if page is not None else None
        how = Assembling("" if own else inputs, content_digest(text, fields), notice, text)
        there = None if failed else document
        return PlannedDocument(kind, row, there, failed, asked, there=not failed, fields=fields, made=how)

    def _new(self, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
        """Without what the library already said of the edition: that a clause or version is not there."""
        said = {d.span for d in self.content.diagnostics if d.code in ("LIB008", "LIB009")}
        return (d for d in found if not (d.code in ("USE001", "USE002") and d.span in said))

    def _body(
        self,
        prepared: Prepared,
        kind: str,
        provider: Provider | None,
        enclosed: tuple[Enclosed, ...] = (),
        digests: Mapping[str, str] | None = None,
    ) -> Body:
        """The text of a document: made once when it is the same for everybody."""
        spec = prepared.sources.documents[kind]
        if not spec.instrument.shared:
            if spec.amends is not None and self.amending is not None:
                return self.amending.body(self, prepared, spec, provider, digests)
            return assemble_body(prepared, kind, provider, enclosed)
        if kind not in self._bodies:
            if spec.amends is not None and self.amending is not None:
                self._bodies[kind] = self.amending.body(self, prepared, spec, None, digests)
            else:
                self._bodies[kind] = assemble_body(prepared, kind)
        return self._bodies[kind]


def _names_enclosed(spec: DocumentSpec) -> bool:
    """Whether a document, a letter, names what it goes with."""
    return any(isinstance(part, EnclosedPart) for part in spec.parts)
