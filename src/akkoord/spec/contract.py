"""A kind of document and the pack, as values.

`contracts/<region>/documents/<kind>.yaml` and `contracts/<region>/pack.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct, field

from akkoord.diagnostics import Placed, Span
from akkoord.spec.period import ALWAYS, Period
from akkoord.spec.region import MunicipalSigning
from akkoord.tree import SectionKind
from akkoord.tree.expression import Expression


class Instrument(StrEnum):
    """Bilateral: with one provider. Multilateral: one text, signed by all. General: one text, signed by nobody."""

    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    GENERAL = "general"

    @property
    def shared(self) -> bool:
        """Whether the text is the same for everybody."""
        return self is not Instrument.BILATERAL


class DocumentLayout(StrEnum):
    """How a document begins: with a title page, with its title above the text, or as a letter."""

    DOCUMENT = "document"
    PLAIN = "plain"
    LETTER = "letter"


class ClauseUse(Struct, frozen=True):
    """A clause printed here: floating (`version` "", the edition decides) or pinned.

    `period` is when this is its place: a clause that moved has another place before or after.
    """

    clause: str
    span: Span
    version: str = ""
    period: Period = ALWAYS


class HeadingPart(Struct, frozen=True):
    """An unnumbered heading with what stands under it. `title` "" means: the title of its first clause."""

    title: str
    id: str
    content: tuple[Content, ...]
    span: Span
    period: Period = ALWAYS
    when: Expression | None = None


class RequirementsPart(Struct, frozen=True):
    """Clauses printed as rows of a table, lettered A, B, C … on through the annex."""

    clauses: tuple[ClauseUse, ...]
    columns: tuple[str, str]
    span: Span
    summary: str = ""


class RatesPart(Struct, frozen=True):
    """The rates of the lot for one sort of help, as a table; nothing where the lot has none.

    `columns` are the titles of code, description, unit, amount before indexation and rate.
    `higher_document` is the document whose parties get the higher rate, "" for no such column;
    `derivation` is the title of a column with the calculation of each rate, "" for none.
    """

    kind: str
    caption: str
    columns: tuple[str, ...]
    span: Span
    summary: str = ""
    higher_document: str = ""
    higher_column: str = ""
    derivation: str = ""
    period: Period = ALWAYS


Content: TypeAlias = ClauseUse | HeadingPart | RequirementsPart | RatesPart


class ContentsPart(Struct, frozen=True):
    """The table of contents."""

    title: str
    span: Span


class EnclosedPart(Struct, frozen=True):
    """What a pack holds, as a table in the letter that goes with it.

    `columns` are the titles of number, document, version, mark and whether it is to be signed.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    span: Span
    summary: str = ""


class SectionPart(Struct, frozen=True):
    """A preamble, chapter, article, annex or text. For an article `title` "" means: the title of its first clause;
    a text has none.

    `number` is the declared number ("II"), an assertion checked against the computed one;
    "" declares none. `for_each_lot` makes one of it for each lot of the addressee, in order of number.
    `position` is where an annex bound in by the pack stands in the row of annexes, 0 for all else:
    those that stand apart have numbers too.
    """

    kind: SectionKind
    title: str
    id: str
    content: tuple[Content, ...]
    span: Span
    number: str = ""
    when: Expression | None = None
    for_each_lot: bool = False
    period: Period = ALWAYS
    position: int = 0


class SignaturePages(Struct, frozen=True):
    """Which clause makes the signature page of each sort of party.

    `municipal_signing` None means: as the region profile says.
    """

    title: str
    span: Span
    provider: ClauseUse | None = None
    municipality: ClauseUse | None = None
    organisation: ClauseUse | None = None
    organisation_role: str = ""
    municipal_signing: MunicipalSigning | None = None


class AmendingForm(StrEnum):
    """How a document shows what changes in an instrument: as an addendum to sign, or as the text that then holds."""

    ADDENDUM = "addendum"
    CONSOLIDATED = "consolidated"


class Amends(Struct, frozen=True):
    """The instrument that a document is about, and for an addendum the ids of the sections that take up what changes.

    `text` is the section of the amendments, `numbers` that of the numbers that move along,
    `table` that of the was-wordt table.
    """

    document: str
    form: AmendingForm
    span: Span
    text: str = ""
    numbers: str = ""
    table: str = ""


Part: TypeAlias = ContentsPart | EnclosedPart | SectionPart


class Letter(Struct, frozen=True):
    """What stands round the text of a letter. `date` is an expression that gives its date.

    `sender_role` is the role of the organisation that sends it, whoever has that on the date of the letter.
    """

    date: Expression
    sender_role: str
    reference: str
    salutation: str
    closing: str
    span: Span


class DocumentSpec(Placed, frozen=True):
    """A kind of document. Texts may hold `{{ … }}`.

    `when` says which providers get it; `absent` is the reason printed in the manifest of
    those that do not. `lines` stand on the title page. The `title` of a letter is its subject.
    `accession` is the kind to which a party accedes with this document, "" for none; it then has no
    signature page of its own there.
    those that do not. `lines` stand on the title page. `for_each_lot` makes one of it for each lot;
    such a one has the number of its `lot`, and `of` is the kind it was made from. Outside `period` it is
    in no edition. `places` has where each value stands by its dotted path (`lines.0`).
    """

    ASIDE = frozenset({"places"})

    kind: str
    title: str
    short_title: str
    instrument: Instrument
    when: Expression | None
    absent: str
    parts: tuple[Part, ...]
    span: Span
    subtitle: str = ""
    motto: str = ""
    lines: tuple[str, ...] = ()
    notice: str = ""
    signature_pages: SignaturePages | None = None
    layout: DocumentLayout = DocumentLayout.DOCUMENT
    accession: str = ""
    letter: Letter | None = None
    for_each_lot: bool = False
    lot: int | None = None
    of: str = ""
    period: Period = ALWAYS
    amends: Amends | None = None
    places: Mapping[str, Span] = field(default_factory=dict[str, Span])

    def place(self, path: str) -> Span:
        """Where the value at a dotted path stands; the whole where that is not known."""
        return self.places.get(path, self.span)

    @property
    def base(self) -> str:
        """The kind as its file in `documents/` names it."""
        return self.of or self.kind


class PackAnnex(Struct, frozen=True):
    """An annex of a document, in the order of the numbers: `bound` into it, or standing apart.

    `in_signature_pack` says whether it goes with what is sent to be signed; None means: when its document does.
    """

    document: str
    span: Span
    bound: bool = False
    in_signature_pack: bool | None = None


class Ranked(Struct, frozen=True):
    """A step in the order of rank: documents of the pack, or a clause that says in words what stands there."""

    span: Span
    documents: tuple[str, ...] = ()
    clause: ClauseUse | None = None


class PackDocument(Struct, frozen=True):
    """A document of the pack in signing order. `write` False keeps it out, with the reason.

    `in_signature_pack` says whether it goes with what is sent to be signed; None means: unless it is a letter.
    `rank` is the order in which the contract documents prevail, the first before all others.
    """

    document: str
    span: Span
    write: bool = True
    reason: str = ""
    in_signature_pack: bool | None = None
    annexes: tuple[PackAnnex, ...] = ()
    rank: tuple[Ranked, ...] = ()


class Sending(Struct, frozen=True):
    """When the packs of an edition are sent, and by when they are to be back signed."""

    edition: str
    sent_on: date
    return_by: date
    span: Span


class Pack(Placed, frozen=True):
    """What goes into each pack. `region_pack` is the id of the region's own pack.

    `places` has where each value stands by its dotted path (`region_pack.documents.0`).
    """

    ASIDE = frozenset({"places"})

    documents: tuple[PackDocument, ...]
    region_pack: str
    region_documents: tuple[str, ...]
    span: Span
    sendings: tuple[Sending, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict[str, Span])

    def place(self, path: str) -> Span:
        """Where the value at a dotted path stands; the whole where that is not known."""
        return self.places.get(path, self.span)

    def sending(self, edition: str) -> Sending | None:
        """When the packs of an edition are sent, None when that is not known."""
        return next((s for s in self.sendings if s.edition == edition), None)

    def signature_documents(self, documents: Mapping[str, DocumentSpec]) -> tuple[str, ...]:
        """The kinds that go with what is sent to be signed, in signing order. `documents` holds every kind."""
        sent: list[str] = []
        for entry in self.documents:
            if not entry.write:
                continue
            goes = _is_sent(entry, documents.get(entry.document))
            sent += (entry.document,) if goes else ()
            apart = (annex for annex in entry.annexes if not annex.bound)
            sent += (a.document for a in apart if (goes if a.in_signature_pack is None else a.in_signature_pack))
        return tuple(sent)


def _is_sent(entry: PackDocument, spec: DocumentSpec | None) -> bool:
    if entry.in_signature_pack is not None:
        return entry.in_signature_pack
    return spec is None or spec.layout is not DocumentLayout.LETTER
