"""What a build would change in each pack: its documents, its files, why, and who has to sign again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from akkoord.assembly.scope import Scope
from akkoord.project.content import Content
from akkoord.project.file_verdicts import FileVerdicts, digest_on_disk, gone
from akkoord.project.ledgers import numbered
from akkoord.project.manifests import manifest_of, not_asked, with_engine
from akkoord.project.pack_files import MANIFEST, ZIP, PackFiles, sha256_of
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.signature_zip import signature_pack, zip_key
from akkoord.project.signers import with_places
from akkoord.project.standing import values_of
from akkoord.project.steps import Tools, writing_key
from akkoord.project.text_changes import Pair, TextChanges, causes_of
from akkoord.records import (
    Cause,
    DocumentChange,
    DocumentRow,
    Entry,
    FileRow,
    FileVerdict,
    Manifest,
    PackChange,
    PlannedFile,
    PlanState,
    TextChange,
    json_text,
    manifest_to_data,
)

FilesOf = Callable[[str], PackFiles]
_FIRST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class _Document:
    """A document gone through: its row as the manifest will have it, what happens to its files, and how it changed."""

    row: DocumentRow
    verdicts: Mapping[str, FileVerdict]
    change: DocumentChange | None


@dataclass(slots=True)
class PackChanges:
    """Goes through packs one by one."""

    content: Content
    tools: Tools
    verdicts: FileVerdicts
    texts: TextChanges
    files: FilesOf
    planners: Mapping[str, Planner]
    digests: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, str]]
    """What the names of each region were worth in each edition at the last build."""
    _changed: dict[str, frozenset[str] | None] = field(default_factory=dict[str, frozenset[str] | None])

    def change(self, planned: PlannedPack) -> PackChange | None:
        """What changes in a pack; None when nothing does."""
        files = self.files(planned.path)
        former = files.manifest()
        entry = self.content.ledgers.of(planned.path).standing
        sent_on = entry.date.isoformat() if entry is not None else ""
        if any(d.asked and d.failed for d in planned.documents) or planned.path in self.content.ledgers.broken:
            return PackChange(planned.path, planned.provider, PlanState.STOPPED, sent_on, (), ())
        gone_through = [self._document(planned, files, d, former, entry) for d in planned.documents]
        verdicts = {name: v for document in gone_through for name, v in document.verdicts.items()}
        verdicts |= _beside(planned, files, former)
        rows = [document.row for document in gone_through]
        verdicts |= self._manifest(planned, files, rows, verdicts)
        verdicts |= self._zip(planned, files, rows, verdicts)
        if not verdicts:
            return None
        state = PlanState.CHANGED if former is not None else PlanState.NEW
        changes = tuple(document.change for document in gone_through if document.change is not None)
        paths = tuple(PlannedFile(f"{planned.path}/{name}", verdicts[name]) for name in sorted(verdicts))
        return PackChange(planned.path, planned.provider, state, sent_on, changes, paths)

    def _document(
        self,
        pack: PlannedPack,
        files: PackFiles,
        planned: PlannedDocument,
        former: Manifest | None,
        entry: Entry | None,
    ) -> _Document:
        before = former.document(planned.kind) if former is not None else None
        if not planned.asked:
            return _Document(before or not_asked(planned.row), {}, None)
        if not planned.there:
            removed = gone(before, files)
            state = PlanState.REMOVED
            change = DocumentChange(planned.kind, planned.row.title, state, (), signature=entry is not None, told=True)
            return _Document(planned.row, removed, change if removed else None)
        page = self._page(planned)
        verdicts = self.verdicts.of(pack, files, planned, page, former)
        row = with_engine(planned.row, self.tools.pdf_engine)
        if not verdicts:
            return _Document(self._kept(files, row, former), {}, None)
        causes = (*causes_of(before, row), *self._tool_causes(former))
        new = before is None or not before.present
        told, note, texts = True, "", tuple[TextChange, ...]()
        if page is not None and not new:
            texts, told, note = self._texts(pack, files, planned, page, before, causes)
        signature = signs_again(entry, row, texts, told=told)
        state = PlanState.NEW if new else PlanState.CHANGED
        return _Document(
            row, verdicts, DocumentChange(row.kind, row.title, state, causes, signature=signature, told=told, note=note)
        )

    def _page(self, planned: PlannedDocument) -> bytes | None:
        """The HTML of a document that was assembled."""
        return self.verdicts.workshop.pages.write(planned.document) if planned.document is not None else None

    def _texts(
        self,
        pack: PlannedPack,
        files: PackFiles,
        planned: PlannedDocument,
        page: bytes,
        before: DocumentRow | None,
        causes: tuple[Cause, ...],
    ) -> tuple[tuple[TextChange, ...], bool, str]:
        """The changes of text, whether they are known, and if not why not."""
        try:
            old_html = (files.folder / f"{planned.kind}.html").read_bytes()
            old_docx = (files.folder / f"{planned.kind}.docx").read_bytes()
        except OSError:
            return (), False, "de bestanden van de vorige build zijn er niet, zodat hun tekst niet bekend is"
        if old_html == page or planned.document is None:
            return (), True, ""
        pair = Pair(
            pack.path,
            old_html,
            page,
            old_docx,
            planned.document,
            before,
            planned.row,
            self._scope(pack, planned),
            self._other_values(pack.place),
            causes,
        )
        found = self.texts.add(pair)
        if found is None:
            return (), False, "niet uitgewerkt; vraag `plan` voor deze aanbieder alleen"
        return found, True, ""

    def _scope(self, pack: PlannedPack, planned: PlannedDocument) -> Scope:
        return self.planners[pack.place].ready(self.digests.get(pack.place, {})).scopes[planned.kind]

    def _other_values(self, place: str) -> frozenset[str] | None:
        """The names that are worth something else than at the last build; None when that is not known."""
        if place not in self._changed:
            before, now = self.values.get(place), values_of(self.planners[place].ready(None))
            differ = {n for n in {*now, *(before or {})} if (before or {}).get(n) != now.get(n)}
            self._changed[place] = frozenset(differ) if before is not None else None
        return self._changed[place]

    def _tool_causes(self, former: Manifest | None) -> Iterator[Cause]:
        """What makes the files and is not what it was."""
        if former is None:
            return
        pairs: list[tuple[str, FileRow | None, FileRow | None]] = [
            ("template", former.template, self.tools.template),
            ("logo", former.logo, self.tools.logo),
        ]
        old, new = ({row.file: row for row in rows} for rows in (former.fonts, self.tools.fonts))
        pairs += [("fonts", old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))]
        for kind, was, becomes in pairs:
            if was != becomes:
                first, last = (row.sha256[:_FIRST_DIGITS] if row is not None else "" for row in (was, becomes))
                name = (becomes or was or FileRow("", "", 0)).file
                yield Cause(kind, name, first, last, name)

    def _kept(self, files: PackFiles, row: DocumentRow, former: Manifest | None) -> DocumentRow:
        """The row of a document whose files stay as they are."""
        before = former.document(row.kind) if former is not None else None
        pages, fields = files.pdf_facts(row.kind, former)
        signers = with_places(row.signers, fields)
        return replace(row, files=before.files if before is not None else (), pages=pages, signers=signers)

    def _zip(
        self, planned: PlannedPack, files: PackFiles, rows: Sequence[DocumentRow], verdicts: Mapping[str, FileVerdict]
    ) -> Mapping[str, FileVerdict]:
        """What happens to what is sent to be signed: it holds the manifest, and so changes with it."""
        there = (files.folder / ZIP).is_file()
        sent = any(row.present and row.sent for row in rows)
        if planned.signing is None or not sent or _outdated(planned, self.tools, files):
            return {ZIP: FileVerdict.REMOVED} if there else {}
        if not there:
            return {ZIP: FileVerdict.NEW}
        if MANIFEST in verdicts:
            return {ZIP: verdicts[MANIFEST]}
        numbering, _ = numbered(self.content.ledgers.of(planned.path), rows)
        manifest = manifest_of(planned, tuple(rows), self.tools, numbering)
        content = json_text(manifest_to_data(manifest)).encode()
        key = zip_key(self.tools.program, signature_pack(planned.signing, rows, numbering), content)
        return {} if files.former.keys.get(ZIP) == key else {ZIP: FileVerdict.CHANGES}

    def _manifest(
        self, planned: PlannedPack, files: PackFiles, rows: Sequence[DocumentRow], verdicts: Mapping[str, FileVerdict]
    ) -> Mapping[str, FileVerdict]:
        """What happens to the manifest: it changes with every file, and with all that it says besides."""
        standing = digest_on_disk(files, MANIFEST)
        if standing is None:
            return {MANIFEST: FileVerdict.NEW}
        if any(verdict is not FileVerdict.UNCERTAIN for verdict in verdicts.values()):
            return {MANIFEST: FileVerdict.CHANGES}
        numbering, _ = numbered(self.content.ledgers.of(planned.path), rows)
        manifest = manifest_of(planned, tuple(rows), self.tools, numbering)
        same = sha256_of(json_text(manifest_to_data(manifest)).encode()) == standing
        if verdicts:
            return {MANIFEST: FileVerdict.UNCERTAIN}
        return {} if same else {MANIFEST: FileVerdict.CHANGES}


def _outdated(planned: PlannedPack, tools: Tools, files: PackFiles) -> bool:
    """Whether a document that was not asked for is not as it would now be made, so that there is no whole pack."""
    left = (d for d in planned.documents if d.there and not d.asked and d.made is not None)
    return any(files.former.keys.get(d.kind) != writing_key(d.made.content, tools) for d in left if d.made is not None)


def _beside(planned: PlannedPack, files: PackFiles, former: Manifest | None) -> Mapping[str, FileVerdict]:
    """What happens to the files of a pack that are of no document."""
    out: dict[str, FileVerdict] = {}
    for name, content in planned.files.items():
        standing = digest_on_disk(files, name)
        if standing is None:
            out[name] = FileVerdict.NEW
        elif standing != sha256_of(content):
            out[name] = FileVerdict.CHANGES
    left = {row.file for row in former.files} - planned.files.keys() if former is not None else set[str]()
    return out | {name: FileVerdict.REMOVED for name in left if (files.folder / name).is_file()}


def signs_again(entry: Entry | None, row: DocumentRow, texts: Sequence[TextChange], *, told: bool) -> bool:
    """Whether a document that is out must be signed again: its text differs from what was sent.

    A change of a clause that the region may change alone needs no signature; lay-out never does.
    """
    sent = next((d for d in entry.documents if d.kind == row.kind), None) if entry is not None else None
    if sent is None:
        return False
    own = [text for text in texts if not text.follows and text.change_class != "formatting"]
    if told and own and all(text.one_sided for text in own):
        return False
    return sent.body_sha256 != row.body_sha256 or bool(own) or not told
