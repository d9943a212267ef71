"""The working state against something else than the last build: what was sent, or another edition as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import AkkoordError
from akkoord.project.archive import archived_manifest, archived_texts
from akkoord.project.causes import causes_of
from akkoord.project.content import Content
from akkoord.project.pack_changes import FilesOf, signs_again
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.text_changes import Pair, TextChanges
from akkoord.records import DocumentChange, DocumentRow, Entry, Manifest, PackChange, PlanState, TextChange

SENT = "sent"
_NO_TEXT = "de tekst van toen staat niet in `output/`; wat er in verandert is niet uitgewerkt"
_NOT_ARCHIVED = (
    "de tekst van toen staat niet in het archief (`teksten.zip`) en niet meer in `output/`; "
    "wat er in verandert is niet uitgewerkt"
)
_TOO_MANY = "niet uitgewerkt; vraag `plan` voor deze aanbieder alleen"


class AgainstChanges(Struct):
    """Goes through packs one by one. `against` is `SENT`, or the edition with whose output they are compared."""

    root: Path
    content: Content
    against: str
    texts: TextChanges
    files: FilesOf
    planners: Mapping[str, Planner]
    digests: Mapping[str, Mapping[str, str]]
    skipped: int = 0
    """Packs that there is nothing to compare with."""

    def change(self, planned: PlannedPack) -> PackChange | None:
        """What differs in a pack; None when nothing does, or when it was not there."""
        entry = self.content.ledgers.of(planned.path).standing
        sent_on = entry.date.isoformat() if entry is not None else ""
        there = self._former(planned, entry)
        if there is None:
            self.skipped += 1
            return None
        path, former = there
        if any(document.failed for document in planned.documents):
            return PackChange(planned.path, planned.provider, PlanState.STOPPED, sent_on, (), ())
        found = (self._document(planned, path, former, document, entry) for document in planned.documents)
        documents = tuple(document for document in found if document is not None)
        if not documents:
            return None
        return PackChange(planned.path, planned.provider, PlanState.CHANGED, sent_on, documents, ())

    def _former(self, planned: PlannedPack, entry: Entry | None) -> tuple[str, Manifest] | None:
        """The pack it is compared with, by its path and manifest; None when there is none."""
        if self.against != SENT:
            path = f"{planned.region}/{self.against}/{planned.name}"
            manifest = self.files(path).manifest() if planned.edition != self.against else None
            return (path, manifest) if manifest is not None else None
        try:
            return (planned.path, archived_manifest(self.root, entry)) if entry is not None else None
        except AkkoordError:  # the archive is not whole; `status` says what is wrong with it
            return None

    def _document(
        self, pack: PlannedPack, path: str, former: Manifest, planned: PlannedDocument, entry: Entry | None
    ) -> DocumentChange | None:
        before, row = former.document(planned.kind), planned.row
        if not planned.asked:
            return None
        was = before if before is not None and before.present and (self.against != SENT or before.sent) else None
        if was is None or not planned.there:
            state = PlanState.NEW if planned.there else PlanState.REMOVED
            if was is None and (not planned.there or (self.against == SENT and not row.sent)):
                return None
            signature = entry is not None and (row.sent or was is not None)
            return DocumentChange(planned.kind, row.title, state, (), signature=signature, told=True)
        if was.tree_sha256 == row.tree_sha256:
            return None
        causes = tuple(causes_of(was, row))
        files = self._files(path, was, entry)
        texts = self._texts(pack, files, was, planned) if files is not None else None
        told = texts is not None
        lacking = _NOT_ARCHIVED if self.against == SENT else _NO_TEXT
        note = "" if told else lacking if files is None else _TOO_MANY
        state = PlanState.CHANGED
        change = DocumentChange(row.kind, row.title, state, causes, signature=False, told=told, note=note)
        return replace(change, signature=signs_again(entry, was, change, row, texts or ()))

    def _files(self, path: str, was: DocumentRow, entry: Entry | None) -> tuple[bytes, bytes] | None:
        """The page and the Word file of a document as it was, None when they are nowhere any more."""
        if self.against == SENT and entry is not None:
            kept = archived_texts(self.root, entry, was)
            if {".html", ".docx"} <= kept.keys():
                return kept[".html"], kept[".docx"]
        files = self.files(path)
        standing = files.manifest()
        now = standing.document(was.kind) if standing is not None else None
        if now is None or now.tree_sha256 != was.tree_sha256:
            return None
        try:
            return (files.folder / f"{was.kind}.html").read_bytes(), (files.folder / f"{was.kind}.docx").read_bytes()
        except OSError:
            return None

    def _texts(
        self, pack: PlannedPack, files: tuple[bytes, bytes], was: DocumentRow, planned: PlannedDocument
    ) -> tuple[TextChange, ...] | None:
        """The changes of text, None when they are not worked out."""
        html, docx = files
        if planned.document is None:
            return None
        page = self.texts.workshop.pages.write(planned.document)
        if page == html:
            return ()
        scope = self.planners[pack.place].ready(self.digests.get(pack.place, {})).scopes[planned.kind]
        causes = tuple(causes_of(was, planned.row))
        return self.texts.add(
            Pair(pack.path, html, page, docx, planned.document, was, planned.row, scope, None, causes)
        )
