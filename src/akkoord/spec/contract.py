"""A kind of document and the pack, as values.

`contracts/<region>/documents/<kind>.yaml` and `contracts/<region>/pack.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from akkoord.diagnostics import Span
from akkoord.spec.period import ALWAYS, Period
from akkoord.spec.region import MunicipalSigning
from akkoord.tree import SectionKind
from akkoord.tree.expression import Expression


class Instrument(StrEnum):
    """Bilateral: municipalities and one provider. Multilateral: one text for all parties."""

    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"


@dataclass(frozen=True, slots=True)
class ClauseUse:
    """A clause printed here: floating (`version` "", the edition decides) or pinned.

    `period` is when this is its place: a clause that moved has another place before or after.
    """

    clause: str
    span: Span
    version: str = ""
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class HeadingPart:
    """An unnumbered heading with what stands under it."""

    title: str
    id: str
    content: tuple[Content, ...]
    span: Span
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class RequirementsPart:
    """Clauses printed as rows of a table, lettered A, B, C … on through the annex."""

    clauses: tuple[ClauseUse, ...]
    columns: tuple[str, str]
    span: Span
    summary: str = ""


@dataclass(frozen=True, slots=True)
class RatesPart:
    """The rates of the lot for one sort of help, as a table; nothing where the lot has none.

    `columns` are the titles of code, description, unit, amount before indexation and rate.
    `higher_document` is the document whose parties get the higher rate, "" for no such column.
    """

    kind: str
    caption: str
    columns: tuple[str, ...]
    span: Span
    summary: str = ""
    higher_document: str = ""
    higher_column: str = ""


Content: TypeAlias = ClauseUse | HeadingPart | RequirementsPart | RatesPart


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """The table of contents."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A preamble, chapter, article or annex. For an article `title` "" means: the title of its first clause.

    `number` is the declared number ("II"), an assertion checked against the computed one;
    "" declares none. `for_each_lot` makes one of it for each lot of the addressee, in order of number.
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


@dataclass(frozen=True, slots=True)
class SignaturePages:
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


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A kind of document. Texts may hold `{{ … }}`.

    `when` says which providers get it; `absent` is the reason printed in the manifest of
    those that do not. `lines` stand on the title page.
    """

    kind: str
    title: str
    short_title: str
    instrument: Instrument
    when: Expression | None
    absent: str
    parts: tuple[ContentsPart | SectionPart, ...]
    span: Span
    subtitle: str = ""
    motto: str = ""
    lines: tuple[str, ...] = ()
    notice: str = ""
    signature_pages: SignaturePages | None = None


@dataclass(frozen=True, slots=True)
class PackDocument:
    """A document of the pack in signing order. `write` False keeps it out, with the reason."""

    document: str
    span: Span
    write: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes into each pack. `region_pack` is the id of the region's own pack.

    `places` has where each value stands by its dotted path (`region_pack.documents.0`).
    """

    documents: tuple[PackDocument, ...]
    region_pack: str
    region_documents: tuple[str, ...]
    span: Span
    places: Mapping[str, Span] = field(default_factory=dict[str, Span], compare=False, repr=False)

    def place(self, path: str) -> Span:
        """Where the value at a dotted path stands; the whole where that is not known."""
        return self.places.get(path, self.span)
