"""What a build would change in each pack: its documents, its files, why, and who has to sign again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.scope import Scope
from akkoord.diagnostics import Diagnostic
from akkoord.project.causes import causes_of, tool_causes
from akkoord.project.content import Content
from akkoord.project.file_verdicts import FileVerdicts, Predicted, digest_on_disk, gone
from akkoord.project.glances import Clauses, light
from akkoord.project.manifests import file_names, not_asked, with_engine
from akkoord.project.pack_closing import PackClosing
from akkoord.project.pack_files import PackFiles, sha256_of
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.signers import with_places
from akkoord.project.standing import values_of
from akkoord.project.steps import Tools
from akkoord.project.text_changes import Looked, Pair, TextChanges
from akkoord.records import (
    Cause,
    DocumentChange,
    DocumentRow,
    Entry,
    FileVerdict,
    Manifest,
    PackChange,
    PlannedFile,
    PlanState,
    TextChange,
)

FilesOf = Callable[[str], PackFiles]
_LAY_OUT = "formatting"


class DocumentLook(Struct, frozen=True):
    """What was seen of a document that changes: `change` without whether it is signed again, which its words decide.

    `looked` is how its text changes, None where that is not so or not known. `was` and `row` have of the former and
    the new row what a signature rests on.
    """

    change: DocumentChange
    looked: Looked | None
    was: DocumentRow | None
    row: DocumentRow


class PackLook(Struct, frozen=True):
    """What was seen of a pack: what happens to its files, before it is told what the words of its texts become.

    `glance` is what an overview will tell of it, None for one that cannot be made or that stands; `found` is what a
    build says of it once it is put in place, `writes` whether that writes any document. `recorded` is whether the
    record of the output says of it already what it will be.
    """

    path: str
    provider: str = ""
    state: PlanState | None = None
    """None where nothing changes."""
    documents: tuple[DocumentLook, ...] = ()
    files: tuple[PlannedFile, ...] = ()
    glance: tuple[Manifest, bool] | None = None
    found: tuple[Diagnostic, ...] = ()
    recorded: bool = True
    writes: bool = False


class _Document(Struct, frozen=True):
    """A document gone through: its row as the manifest will have it, what happens to its files, and how it changed."""

    row: DocumentRow
    verdicts: Mapping[str, FileVerdict]
    look: DocumentLook | None
    failed: bool = False
    writes: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


class PackChanges(Struct):
    """Looks at packs one by one, in any order, and then takes what was seen of each in theirs.

    Afterwards `judged` says of each whether it cannot be made, `glances` has what an overview will tell of those that
    can, `found` what a build says of them once they are put in place; `written` is whether it writes any document.
    """

    content: Content
    tools: Tools
    verdicts: FileVerdicts
    texts: TextChanges
    files: FilesOf
    planners: Mapping[str, Planner]
    digests: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, str]]
    """What the names of each region were worth in each edition at the last build."""
    glances: dict[str, tuple[Manifest, bool]] = field(default_factory=dict[str, tuple[Manifest, bool]])
    judged: dict[str, bool] = field(default_factory=dict[str, bool])
    found: list[Diagnostic] = field(default_factory=list[Diagnostic])
    written: bool = False
    recorded: bool = True
    _lists: dict[Clauses, Clauses] = field(default_factory=dict[Clauses, Clauses])
    _changed: dict[str, frozenset[str] | None] = field(default_factory=dict[str, frozenset[str] | None])

    def take(self, look: PackLook) -> PackChange | None:
        """What changes in a pack; None when nothing does."""
        self.judged[look.path] = look.state is PlanState.STOPPED
        self.found += look.found
        self.recorded &= look.recorded
        self.written |= look.writes
        if look.glance is not None:
            self.glances[look.path] = look.glance
        if look.state is None:
            return None
        entry = self.content.ledgers.of(look.path).standing
        sent_on = entry.date.isoformat() if entry is not None else ""
        documents = tuple(self._told(document, entry) for document in look.documents)
        return PackChange(look.path, look.provider, look.state, sent_on, documents, look.files)

    def look(self, planned: PlannedPack) -> PackLook:
        """What happens to the files of a pack, and in which way its texts change."""
        if planned.standing is not None:
            return PackLook(planned.path)
        files = self.files(planned.path)
        former = files.manifest()
        ledger = self.content.ledgers.of(planned.path)
        stopped = PackLook(planned.path, planned.provider, PlanState.STOPPED)
        if planned.path in self.content.ledgers.broken or any(d.asked and d.failed for d in planned.documents):
            return stopped
        gone_through = [self._document(planned, files, d, former, ledger.standing) for d in planned.documents]
        told = tuple(diagnostic for document in gone_through for diagnostic in document.diagnostics)
        if any(document.failed for document in gone_through):
            return replace(stopped, found=told)
        verdicts = {name: v for document in gone_through for name, v in document.verdicts.items()}
        verdicts |= _beside(planned, files)
        closing = PackClosing(self.tools, self.verdicts, planned, files, ledger)
        closed = closing.closed([document.row for document in gone_through], verdicts)
        verdicts |= closed.verdicts
        changed = PlanState.CHANGED if former is not None else PlanState.NEW
        return PackLook(
            planned.path,
            planned.provider,
            changed if verdicts else None,
            tuple(document.look for document in gone_through if document.look is not None),
            tuple(PlannedFile(f"{planned.path}/{name}", verdicts[name]) for name in sorted(verdicts)),
            (light(closed.manifest, self._lists), closed.to_send),
            (*told, *(replace(diagnostic, provider=planned.name) for diagnostic in closed.diagnostics)),
            closed.recorded,
            any(document.writes for document in gone_through),
        )

    def _told(self, look: DocumentLook, entry: Entry | None) -> DocumentChange:
        """What changes in a document, its words counted in with those of all packs."""
        texts = self.texts.take(look.looked) if look.looked is not None else ()
        change = look.change
        if texts is None:
            change = replace(change, told=False, note="niet uitgewerkt; vraag `plan` voor deze aanbieder alleen")
        if change.state is PlanState.REMOVED:
            return change
        return replace(change, signature=signs_again(entry, look.was, change, look.row, texts or ()))

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
            look = DocumentLook(change, None, None, _for_signing(planned.row))
            return _Document(planned.row, removed, look if removed else None)
        page = self._page(planned) if not planned.general else None  # of what everybody gets the files are known
        predicted = self.verdicts.of(pack, files, planned, page, former, as_sent=_as_sent(entry, planned))
        verdicts, told = predicted.verdicts, predicted.diagnostics
        if predicted.failed:
            return _Document(planned.row, {}, None, failed=True, diagnostics=told)
        writes = predicted.writes and not planned.general
        row = self._with_files(files, with_engine(planned.row, self.tools.pdf_engine), predicted, former)
        if not verdicts:
            return _Document(row, {}, None, writes=writes, diagnostics=told)
        causes = (*causes_of(before, row), *tool_causes(former, self.tools))
        new = before is None or not before.present
        looked, note = None, ""
        page = self._page(planned) if planned.general else page
        if page is not None and not new:
            looked, note = self._texts(pack, files, planned, page, before, causes)
        state = PlanState.NEW if new else PlanState.CHANGED
        change = DocumentChange(row.kind, row.title, state, causes, signature=False, told=not note, note=note)
        was = _for_signing(before) if before is not None else None
        look = DocumentLook(change, looked, was, _for_signing(row))
        return _Document(row, verdicts, look, writes=writes, diagnostics=told)

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
    ) -> tuple[Looked | None, str]:
        """In which way the text changes, None where it does not; and why that is not known."""
        try:
            old_html = (files.folder / f"{planned.kind}.html").read_bytes()
            old_docx = (files.folder / f"{planned.kind}.docx").read_bytes()
        except OSError:
            return None, "de bestanden van de vorige build zijn er niet, zodat hun tekst niet bekend is"
        if old_html == page or planned.document is None:
            return None, ""
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
        return self.texts.look(pair), ""

    def _scope(self, pack: PlannedPack, planned: PlannedDocument) -> Scope:
        return self.planners[pack.place].dependence(self.digests.get(pack.place, {})).prepared.scopes[planned.kind]

    def _other_values(self, place: str) -> frozenset[str] | None:
        """The names that are worth something else than at the last build; None when that is not known."""
        if place not in self._changed:
            before, now = self.values.get(place), values_of(self.planners[place].ready(None))
            differ = {n for n in {*now, *(before or {})} if (before or {}).get(n) != now.get(n)}
            self._changed[place] = frozenset(differ) if before is not None else None
        return self._changed[place]

    def _with_files(
        self, files: PackFiles, row: DocumentRow, predicted: Predicted, former: Manifest | None
    ) -> DocumentRow:
        """The row of a document with the files it will have, as far as they are known (see `is_known`)."""
        rows = tuple(predicted.rows[name] for name in file_names(row.kind))
        pages, fields = predicted.pages, predicted.fields
        if pages is None:
            pages, fields = files.pdf_facts(row.kind, former)
        return replace(row, files=rows, pages=pages, signers=with_places(row.signers, fields))


def _for_signing(row: DocumentRow) -> DocumentRow:
    """Of a row no more than what a signature rests on."""
    return DocumentRow(row.kind, row.title, row.present, body_sha256=row.body_sha256, signers=row.signers)


def _as_sent(entry: Entry | None, planned: PlannedDocument) -> bool:
    """Whether the text of a document is that of the one that was sent, so that its file may be that one again."""
    sent = next((d for d in entry.documents if d.kind == planned.kind), None) if entry is not None else None
    return sent is not None and sent.body_sha256 == planned.row.body_sha256


def _beside(planned: PlannedPack, files: PackFiles) -> Mapping[str, FileVerdict]:
    """What happens to the files of a pack that are of no document."""
    out: dict[str, FileVerdict] = {}
    for name, content in planned.files.items():
        standing = digest_on_disk(files, name)
        if standing is None:
            out[name] = FileVerdict.NEW
        elif standing != sha256_of(content):
            out[name] = FileVerdict.CHANGES
    return out


def signs_again(
    entry: Entry | None, was: DocumentRow | None, change: DocumentChange, row: DocumentRow, texts: Sequence[TextChange]
) -> bool:
    """Whether a document that is out must be signed again: its text differs from what was sent.

    A change of a clause that the region may change alone needs no signature; lay-out never does, nor what follows from
    either. That is known only where `texts` are the differences with what was sent; `was` is what they start from.
    What nobody signs is not signed again: the document that cites it is.
    """
    sent = next((d for d in entry.documents if d.kind == row.kind), None) if entry is not None else None
    if sent is None or not row.signers:
        return False
    differs = sent.body_sha256 != row.body_sha256
    if not change.told or was is None or was.body_sha256 != sent.body_sha256:
        return differs or not change.told
    own = [text for text in texts if not text.follows]
    elsewhere = any(cause.kind == "annex" for cause in change.causes)
    if own and not elsewhere and all(text.one_sided or text.change_class == _LAY_OUT for text in own):
        return False
    return differs or any(text.change_class != _LAY_OUT for text in texts)
