"""`tekenpakket.zip`: what is sent to be signed, with its cover sheet, its envelope and the manifest of the pack."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum

from akkoord.diagnostics import Diagnostic, note
from akkoord.ooxml import pack_archive
from akkoord.project.pack_files import MANIFEST, ZIP, PackFiles, sha256_of
from akkoord.project.planned import PlannedPack
from akkoord.project.workshop import Job, Workshop, write
from akkoord.readers.pdf_pages import page_count
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

ENVELOPE = "envelope.json"
COVER = "voorblad"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What became of the signature pack: new `content`, or kept as it stood; neither when there is none.

    `key` is the digest of all that it is made of, `failed` tells that its cover sheet could not be made.
    """

    content: bytes | None = None
    kept: bool = False
    key: str = ""
    failed: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealing:
    """Makes signature packs, with the program of this digest."""

    workshop: Workshop
    program: str

    def sealed(
        self,
        planned: PlannedPack,
        files: PackFiles,
        rows: Sequence[DocumentRow],
        contents: Mapping[str, bytes],
        numbering: Numbering,
        outdated: Sequence[str],
    ) -> Sealed:
        """The signature pack of these documents; none when some are `outdated`: then the pack is not one whole.

        `contents` are what is new in the folder, its manifest too.
        """
        if planned.signing is None:
            return Sealed()
        if outdated:
            return Sealed(diagnostics=(no_whole_pack(outdated, planned.name),))
        pack = signature_pack(planned.signing, rows, numbering)
        if not pack.documents:
            return Sealed()
        key = zip_key(self.program, pack, contents[MANIFEST])
        if files.kept(ZIP, key, (ZIP,)) is not None:
            return Sealed(kept=True, key=key)
        cover = write(self.workshop, Job(planned.path, COVER, cover_sheet(pack), {}))
        found = tuple(replace(d, document=COVER, provider=planned.name) for d in cover.diagnostics)
        pdf = cover.files.get(f"{COVER}.pdf")
        if pdf is None:
            return Sealed(failed=True, diagnostics=found)
        pdfs = {d.file: _pdf(files, contents, d.kind) for d in pack.documents}
        return Sealed(_archive(pack, pdf, pdfs, contents[MANIFEST]), key=key, diagnostics=found)


def no_whole_pack(outdated: Sequence[str], name: str) -> Diagnostic:
    """What to say of a pack of which some documents are not as they would be made now."""
    names = ", ".join(f"`{kind}`" for kind in outdated)
    message = f"`{ZIP}` is niet gemaakt, want niet gevraagd en niet bijgewerkt: {names}"
    found = note("PAK001", message, None, "bouw het hele pakket, zonder `--document`")
    return replace(found, provider=name)


def zip_key(program: str, pack: SignaturePack, manifest: bytes) -> str:
    """The digest of all that a signature pack is made of: `manifest` is that of the pack."""
    parts = [program, sha256_of(manifest), asdict(pack)]
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
    return PackedDocument(row.kind, row.title, row.version, name, row.pages, sha256, signatories)


def _pdf(files: PackFiles, contents: Mapping[str, bytes], kind: str) -> bytes:
    name = f"{kind}.pdf"
    return contents[name] if name in contents else (files.folder / name).read_bytes()


def _archive(pack: SignaturePack, cover: bytes, pdfs: Mapping[str, bytes], manifest: bytes) -> bytes:
    """The ZIP: the same bytes for the same pack, for every file in it has one fixed date."""
    sheet = PackedDocument(
        COVER, "Voorblad", str(pack.number), pack.cover_file, page_count(cover) or 0, sha256_of(cover)
    )
    envelope = json_text(envelope_to_data(envelope_of(pack, sheet))).encode()
    return pack_archive({pack.cover_file: cover, **pdfs, ENVELOPE: envelope, MANIFEST: manifest})


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)
