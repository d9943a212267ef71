"""What a build would do to the files of a pack that come last: its manifest, and what is sent to be signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from akkoord.diagnostics import Diagnostic
from akkoord.project.annexes import cited_findings
from akkoord.project.file_verdicts import FileVerdicts, digest_on_disk, is_known
from akkoord.project.ledgers import numbered
from akkoord.project.manifests import file_names, manifest_of
from akkoord.project.pack_files import MANIFEST, ZIP, PackFiles, sha256_of
from akkoord.project.planned import PlannedPack
from akkoord.project.signature_zip import Sealing, Unsealed, no_whole_pack, signature_pack, zip_key
from akkoord.project.state import Assembling
from akkoord.project.steps import Tools, writing_key
from akkoord.project.workshop import write
from akkoord.records import DocumentRow, FileVerdict, Ledger, Manifest, Numbering, manifest_to_json

_SURE = (FileVerdict.NEW, FileVerdict.CHANGES)


class Closed(Struct, frozen=True):
    """A pack gone through to the end: its manifest as far as it is known, and whether it has something to send.

    `recorded` is whether the record of the output says of it already what it will be.
    """

    manifest: Manifest
    to_send: bool
    recorded: bool
    verdicts: Mapping[str, FileVerdict]
    diagnostics: tuple[Diagnostic, ...]


class PackClosing(Struct, frozen=True):
    """Closes one pack."""

    tools: Tools
    verdicts: FileVerdicts
    planned: PlannedPack
    files: PackFiles
    ledger: Ledger

    def closed(self, rows: Sequence[DocumentRow], verdicts: Mapping[str, FileVerdict]) -> Closed:
        """The pack with these documents, of whose files this is the verdict."""
        numbering, differs = numbered(self.ledger, rows)
        manifest = manifest_of(self.planned, tuple(rows), self.tools, numbering)
        found = [*cited_findings(tuple(rows)), *differs]
        out = dict(self._manifest(manifest, rows, verdicts))
        sent = self.planned.signing is not None and any(row.present and row.sent for row in rows)
        outdated = self._outdated() if self.planned.signing is not None else ()
        if outdated:
            found.append(no_whole_pack(outdated, self.planned.name))
        to_send = sent and not outdated
        if to_send:
            out |= self._zip(manifest, rows, numbering, out)
        names = [file.file for row in rows if row.present for file in row.files]
        beside = self.files.beside((*names, *self.planned.files, MANIFEST, *((ZIP,) if to_send else ())))
        out |= dict.fromkeys(beside.gone - verdicts.keys(), FileVerdict.REMOVED)
        recorded = self._recorded(manifest, rows, numbering, out, to_send=to_send)
        return Closed(manifest, to_send, recorded, out, (*found, *beside.diagnostics))

    def _recorded(
        self,
        manifest: Manifest,
        rows: Sequence[DocumentRow],
        numbering: Numbering,
        closing: Mapping[str, FileVerdict],
        *,
        to_send: bool,
    ) -> bool:
        former = self.files.former
        if MANIFEST not in former.files or not _all_known(rows):
            return False
        content = _content(manifest)
        if former.files[MANIFEST].sha256 != sha256_of(content) or to_send is not (ZIP in former.files):
            return False
        if not to_send or self._key(content, rows, numbering) == former.keys.get(ZIP):
            return True
        return ZIP not in closing and digest_on_disk(self.files, ZIP) == former.files[ZIP].sha256

    def _key(self, content: bytes, rows: Sequence[DocumentRow], numbering: Numbering) -> str:
        """The key of what is sent to be signed, "" when nothing is."""
        facts = self.planned.signing
        return zip_key(self.tools.program, signature_pack(facts, rows, numbering), content) if facts else ""

    def _manifest(
        self, manifest: Manifest, rows: Sequence[DocumentRow], verdicts: Mapping[str, FileVerdict]
    ) -> Mapping[str, FileVerdict]:
        """What happens to the manifest: it changes with every file, and with all that it says besides."""
        standing = digest_on_disk(self.files, MANIFEST)
        if standing is None:
            return {MANIFEST: FileVerdict.NEW}
        if _all_known(rows):
            same = sha256_of(_content(manifest)) == standing
            return {} if same else {MANIFEST: FileVerdict.CHANGES}
        sure = any(verdict in _SURE for verdict in verdicts.values())
        return {MANIFEST: FileVerdict.CHANGES if sure else FileVerdict.UNCERTAIN}

    def _zip(
        self,
        manifest: Manifest,
        rows: Sequence[DocumentRow],
        numbering: Numbering,
        closing: Mapping[str, FileVerdict],
    ) -> Mapping[str, FileVerdict]:
        """What happens to what is sent to be signed: it holds the manifest, and so changes with it."""
        standing = digest_on_disk(self.files, ZIP)
        if standing is None:
            return {ZIP: FileVerdict.NEW}
        if MANIFEST in closing and closing[MANIFEST] is not FileVerdict.NEW:
            return {ZIP: closing[MANIFEST]}
        if not _all_known(rows):
            return {ZIP: FileVerdict.CHANGES}
        content = _content(manifest)
        key = self._key(content, rows, numbering)
        if self.files.kept(ZIP, key, (ZIP,)) is not None:
            return {}
        if self.files.former.keys.get(ZIP) == key:
            return {} if standing == self.files.former.files[ZIP].sha256 else {ZIP: FileVerdict.CHANGES}
        if not self.verdicts.may_write():
            return {ZIP: FileVerdict.UNCERTAIN}
        same = self._sealed(rows, content, numbering) == standing
        return {} if same else {ZIP: FileVerdict.CHANGES}

    def _sealed(self, rows: Sequence[DocumentRow], content: bytes, numbering: Numbering) -> str:
        """The digest of what is sent to be signed, made anew; "" when there is nothing, or it cannot be made."""
        sealing = Sealing(self.tools.program)
        begun = sealing.begun(self.planned, self.files, rows, content, numbering, ())
        if not isinstance(begun, Unsealed):
            return ""
        cover = write(self.verdicts.workshop, begun.job)
        sealed = sealing.sealed(begun, cover, self.files, rows, {MANIFEST: content})
        return sha256_of(sealed.content) if sealed.content is not None else ""

    def _outdated(self) -> tuple[str, ...]:
        """The documents that were not asked for and are not as they would now be made: then there is no whole pack."""
        left = (d for d in self.planned.documents if (d.there or d.failed) and not d.asked)
        return tuple(d.kind for d in left if d.made is None or self._rewritten(d.kind, d.made))

    def _rewritten(self, kind: str, made: Assembling) -> bool:
        return self.files.kept(kind, writing_key(made.content, self.tools), file_names(kind)) is None


def _content(manifest: Manifest) -> bytes:
    return manifest_to_json(manifest)


def _all_known(rows: Sequence[DocumentRow]) -> bool:
    """Whether the bytes of every file are known."""
    return all(is_known(file) for row in rows for file in row.files)
