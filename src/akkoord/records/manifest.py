"""The manifest of a pack: which files, made of what, for whom to sign.

It holds nothing of the machine it was made on: no path, platform or time, so that two
people who build the same get the same bytes (DESIGN law 1).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.json import Decoder, encode
from msgspec.json import format as reformatted

from akkoord.records.placed_field import Rectangle

FORMAT = "akkoord-pack/1"


class FileRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the pack or something it was made with; `file` is a name in the pack or a path in the project."""

    file: str
    sha256: str
    size: int


class ClauseRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A clause version that a document prints, with the digest of its file (line ends as LF)."""

    id: str
    version: str
    status: str
    sha256: str
    file: str


class DataRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the project a document was made of besides clauses; `kind` says what it is.

    `sha256` is that of the values in it that the document rests on: a note in the file changes nothing.
    """

    kind: str
    file: str
    sha256: str


class DeviationRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Another text that this provider alone gets: `version` of the clause in place of `base`, until that day."""

    clause: str
    version: str
    base: str
    reason: str
    approved_by: str
    approved_on: str
    until: str


class AnnexRow(Struct, frozen=True, forbid_unknown_fields=True):
    """An annex that the text of a document lists: `form` is "bound" (in that document) or "apart".

    `sha256` is that of its PDF where the text cites it, else "".
    """

    kind: str
    number: str
    title: str
    version: str
    date: str
    form: str
    sha256: str


class AmendsRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The text that an addendum or consolidated text is about: of which edition, with the digest of its body.

    The rest says how it is known that it was signed: with which document, in which pack, whose manifest has which
    digest. They are "" and 0 where nothing was recorded, so that the edition was only named.
    """

    document: str
    edition: str
    body_sha256: str
    signed_with: str = ""
    pack: str = ""
    number: int = 0
    manifest_sha256: str = ""


class BlankRow(Struct, frozen=True, forbid_unknown_fields=True):
    """What the document leaves to be filled in: the name of the value, what it says there, in how many places."""

    name: str
    label: str
    places: int


class SignerRow(Struct, frozen=True, forbid_unknown_fields=True):
    """One signature block: who signs, in which capacity, in which field, in which order.

    `locks` tells that this signature is the last one, after which nothing may change. `page` and `rectangle` are
    where the field is, as in `PlacedField`; 0 and None where the document has no fields.
    """

    party: str
    name: str
    function: str
    capacity: str
    rank: int
    field: str
    locks: bool = False
    page: int = 0
    rectangle: Rectangle | None = None


class DocumentRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A document of the pack. Where `present` is false, `reason` says why and the rest is empty.

    `tree_sha256` is the digest of the whole document before it was written, `body_sha256`
    that of title page and body, which all parties of a multilateral document share.
    `pdf` names what made the PDF and the standards it keeps. `sent` is whether it goes with what is sent to be signed.
    `amends` is the text that it amends, None for a document that amends none.
    `pages` counts those of the PDF.
    """

    kind: str
    title: str
    present: bool
    reason: str = ""
    instrument: str = ""
    version: str = ""
    status: str = ""
    tree_sha256: str = ""
    body_sha256: str = ""
    pdf_engine: str = ""
    pdf_standards: tuple[str, ...] = ()
    files: tuple[FileRow, ...] = ()
    clauses: tuple[ClauseRow, ...] = ()
    data: tuple[DataRow, ...] = ()
    signers: tuple[SignerRow, ...] = ()
    deviations: tuple[DeviationRow, ...] = ()
    annexes: tuple[AnnexRow, ...] = ()
    blanks: tuple[BlankRow, ...] = ()
    sent: bool = False
    amends: AmendsRow | None = None
    pages: int = 0


class Program(Struct, frozen=True, forbid_unknown_fields=True):
    """What made the pack: name and version of the program and of the libraries it writes with."""

    name: str
    version: str
    libraries: Mapping[str, str]


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything about a pack. `provider` is "" for the pack of the region itself.

    `files` are those that are of no document: the calendar. `number` counts the packs of this provider in this
    edition that differ from what was sent before; `supersedes` is the number of the one that it replaces, 0 for none.
    `reasons` say why its status is concept and not ready.
    """

    region: str
    edition: str
    edition_date: str
    pack: str
    provider: str
    status: str
    notice: str
    program: Program
    template: FileRow | None
    logo: FileRow | None
    fonts: tuple[FileRow, ...]
    files: tuple[FileRow, ...]
    documents: tuple[DocumentRow, ...]
    number: int = 1
    supersedes: int = 0
    reasons: tuple[str, ...] = ()

    def document(self, kind: str) -> DocumentRow | None:
        """The row of a document, None when the pack does not know it."""
        return next((row for row in self.documents if row.kind == kind), None)


class _Stored(Manifest, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A manifest as its file has it: with the format it is in."""

    format: str


_read = Decoder(_Stored).decode
_NAMES = Manifest.__struct_fields__


def manifest_to_json(manifest: Manifest) -> bytes:
    """The file of a manifest, as in `schemas/manifest.schema.json`: as `json_text` writes it, in a tenth of the time.

    Its numbers are whole, or have two decimals: those are written alike.
    """
    stored = _Stored(**{name: getattr(manifest, name) for name in _NAMES}, format=FORMAT)
    return reformatted(encode(stored, order="sorted"), indent=2) + b"\n"


def manifest_from_json(content: bytes) -> Manifest:
    """The manifest that `manifest_to_json` was given.

    Raises:
        ValueError: `content` is not a manifest of this format.
    """
    try:
        stored = _read(content)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a manifest: {error}") from error
    if stored.format != FORMAT:
        raise ValueError("not a manifest: another format")
    return Manifest(*(getattr(stored, name) for name in _NAMES))
