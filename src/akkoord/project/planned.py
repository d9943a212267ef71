"""What is planned: documents, the packs they go into, and what is written once for all packs."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.project.state import Assembling
from akkoord.records import DocumentRow
from akkoord.signing import FieldPlan, PackFacts
from akkoord.tree import Document

Digests = Mapping[str, Mapping[str, str]]
"""SHA-256 of the PDF of each document that is the same for everybody, by folder `<region>/<edition>` and kind."""


class ToBeAloneError(Exception):
    """What is to be known of a pack depends on the packs before it, so that one process has to go through them all."""


class PlannedDocument(Struct, frozen=True):
    """A document of a pack. `document` is None when it is absent, or when a finding stops it.

    `row` is what the manifest says of it, without its files. `asked` is whether the
    selection names it, `general` whether it is written once for all packs, `annex_of` the document
    that it is an annex of, "" for none.
    """

    kind: str
    row: DocumentRow
    document: Document | None
    failed: bool
    asked: bool
    of: str = ""
    general: bool = False
    annex_of: str = ""
    there: bool = False
    """Whether there is a tree to write, also once it is written and let go."""
    fields: tuple[FieldPlan, ...] = ()
    """The signature fields of its PDF."""
    made: Assembling | None = None
    """How it was assembled; None for one that is not there."""

    def without_tree(self) -> PlannedDocument:
        """The same, its tree let go."""
        return replace(self, document=None)

    @property
    def standing(self) -> bool:
        """Whether it is what the last run left: nothing that goes into it changed, so there is no tree to write."""
        return self.there and self.document is None

    @property
    def base(self) -> str:
        """The kind as its file names it: without the lot it is of."""
        return self.of or self.kind


def absent_document(kind: str, title: str, reason: str, asked: bool) -> PlannedDocument:
    """A document that is not there, and why."""
    return PlannedDocument(kind, DocumentRow(kind, title, present=False, reason=reason), None, False, asked)


class PlannedPack(Struct, frozen=True):
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
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """What is in the pack besides its documents, by name: the calendar."""
    signing: PackFacts | None = None
    """What its signature pack says, None when it has none."""
    key: str = ""
    """The digest of all that it rests on, "" when that is not known (see `whole_packs`)."""
    standing: str | None = None
    """The status of a pack that stands as a whole, because nothing that it rests on changed; None for any other."""

    @property
    def place(self) -> str:
        """The folder of all packs of the region in this edition."""
        return self.path.rpartition("/")[0]

    def without_trees(self) -> PlannedPack:
        """The same, the trees of its documents let go."""
        return replace(self, documents=tuple(document.without_tree() for document in self.documents))


class SharedDocument(Struct, frozen=True):
    """A document that is the same for everybody: written once, for all packs in the folder `place`."""

    place: str
    edition: str
    planned: PlannedDocument
