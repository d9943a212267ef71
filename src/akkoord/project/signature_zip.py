"""`tekenpakket.zip`: what is sent to be signed, with its cover sheet, its envelope and the manifest of the pack."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from msgspec import Struct, field, to_builtins
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, note
from akkoord.ooxml import PackedEntry, pack_entry, write_archive
from akkoord.project.pack_files import MANIFEST, ZIP, PackFiles, sha256_of
from akkoord.project.planned import PlannedPack
from akkoord.project.workshop import Job, Written
from akkoord.records import DocumentRow, Numbering, envelope_to_data, json_text
from akkoord.signing import (
    PackedDocument,
    PackFacts,
    Signatory,
    SignaturePack,
    cover_sheet,
    envelope_of,
    packed_name,
)
from akkoord.spec import Instrument

ENVELOPE = "envelope.json"
COVER = "voorblad"

Contents: TypeAlias = "Mapping[str, bytes]"
"""New files of a pack by name."""


class Sealed(Struct, frozen=True):
    """What became of the signature pack: new `content`, or kept as it stood; neither when there is none.

    `key` is the digest of all that it is made of, `failed` tells that its cover sheet could not be made.
    """

    content: bytes | None = None
    kept: bool = False
    key: str = ""
    failed: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


class Unsealed(Struct, frozen=True):
    """A signature pack of which the cover sheet is still to be made, by `job`; `key` as in `Sealed`."""

    pack: SignaturePack
    key: str
    job: Job


class Sealing(Struct, frozen=True):
    """Makes signature packs, with the program of this digest. What every pack has in it is deflated once."""

    program: str
    _deflated: dict[str, PackedEntry] = field(default_factory=dict[str, PackedEntry])

    def begun(
        self,
        planned: PlannedPack,
        files: PackFiles,
        rows: Sequence[DocumentRow],
        manifest: bytes,
        numbering: Numbering,
        outdated: Sequence[str],
    ) -> Sealed | Unsealed:
        """The signature pack of these documents, before its cover sheet; `manifest` is what that of the pack will be.

        There is none when some documents are `outdated`: then the pack is not one whole.
        """
        if planned.signing is None:
            return Sealed()
        if outdated:
            return Sealed(diagnostics=(no_whole_pack(outdated, planned.name),))
        pack = signature_pack(planned.signing, rows, numbering)
        if not pack.documents:
            return Sealed()
        key = zip_key(self.program, pack, manifest)
        if files.kept(ZIP, key, (ZIP,)) is not None:
            return Sealed(kept=True, key=key)
        return Unsealed(pack, key, Job(planned.path, COVER, cover_sheet(pack), {}, alone=True))

    def sealed(
        self, begun: Unsealed, cover: Written, files: PackFiles, rows: Sequence[DocumentRow], contents: Contents
    ) -> Sealed:
        """The signature pack with its cover sheet as it was `written`; `contents` are what is new in the folder.

        Raises:
            OSError: a PDF that goes into it cannot be read.
        """
        pdf = cover.files.get(f"{COVER}.pdf")
        if pdf is None:
            return Sealed(failed=True)
        general = {row.kind for row in rows if row.instrument == Instrument.GENERAL}
        pdfs = [self._entry(d, files, contents, general=d.kind in general) for d in begun.pack.documents]
        return Sealed(_archive(begun.pack, pdf, cover.pages, pdfs, contents[MANIFEST]), key=begun.key)

    def _entry(self, document: PackedDocument, files: PackFiles, contents: Contents, *, general: bool) -> PackedEntry:
        """The PDF of a document as it stands in the ZIP."""
        known = self._deflated.get(document.sha256)
        if known is not None:
            return replace(known, name=document.file)
        entry = pack_entry(document.file, _pdf(files, contents, document.kind))
        if general:
            self._deflated[document.sha256] = entry
        return entry


def no_whole_pack(outdated: Sequence[str], name: str) -> Diagnostic:
    """What to say of a pack of which some documents are not as they would be made now."""
    names = ", ".join(f"`{kind}`" for kind in outdated)
    message = f"`{ZIP}` is niet gemaakt, want niet gevraagd en niet bijgewerkt: {names}"
    found = note("PAK001", message, None, "bouw het hele pakket, zonder `--document`")
    return replace(found, provider=name)


def zip_key(program: str, pack: SignaturePack, manifest: bytes) -> str:
    """The digest of all that a signature pack is made of: `manifest` is that of the pack."""
    parts = [program, sha256_of(manifest), to_builtins(pack)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True, default=_plain).encode()).hexdigest()


def signature_pack(facts: PackFacts, rows: Sequence[DocumentRow], numbering: Numbering) -> SignaturePack:
    """The signature pack of the documents in `rows` that are sent, in their order."""
    people = {signatory.field: signatory for signatory in facts.signatories}
    sent = [row for row in rows if row.present and row.sent]
    documents = tuple(_document(facts, place, row, people) for place, row in enumerate(sent, 1))
    return SignaturePack(facts, documents, numbering.number, numbering.supersedes)


def _document(facts: PackFacts, place: int, row: DocumentRow, people: Mapping[str, Signatory]) -> PackedDocument:
    sha256 = next(file.sha256 for file in row.files if file.file == f"{row.kind}.pdf")
    signatories = tuple(
        replace(people[signer.field], page=signer.page, rectangle=signer.rectangle) for signer in row.signers
    )
    name = packed_name(facts, place, row.kind, row.version)
    elsewhere = row.kind in facts.elsewhere
    return PackedDocument(row.kind, row.title, row.version, name, row.pages, sha256, signatories, elsewhere)


def _pdf(files: PackFiles, contents: Contents, kind: str) -> bytes:
    name = f"{kind}.pdf"
    return contents[name] if name in contents else (files.folder / name).read_bytes()


def _archive(pack: SignaturePack, cover: bytes, pages: int, pdfs: Sequence[PackedEntry], manifest: bytes) -> bytes:
    """The ZIP: the same bytes for the same pack, for every file in it has one fixed date."""
    sheet = PackedDocument(COVER, "Voorblad", str(pack.number), pack.cover_file, pages, sha256_of(cover))
    envelope = json_text(envelope_to_data(envelope_of(pack, sheet))).encode()
    beside = (pack_entry(ENVELOPE, envelope), pack_entry(MANIFEST, manifest))
    return write_archive((pack_entry(pack.cover_file, cover), *pdfs, *beside))


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)
