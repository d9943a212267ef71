"""Finishing packs: their documents are written, their cover sheet follows, and they are put in their place.

Between the two halves a pack waits for its cover sheet, which workers make as they make its documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, error
from akkoord.executor import Crashed, Done, Failed, Outcome
from akkoord.project.annexes import cited_findings
from akkoord.project.contract_register import CALENDAR
from akkoord.project.data_places import at_their_data
from akkoord.project.ledgers import Ledgers, numbered
from akkoord.project.manifests import manifest_of, not_asked, with_engine
from akkoord.project.pack_files import MANIFEST, ZIP
from akkoord.project.planned import PlannedDocument
from akkoord.project.result import DocumentResult, PackResult, StepRun, held_back
from akkoord.project.result import Outcome as Became
from akkoord.project.shared_files import SharedFiles
from akkoord.project.signature_zip import COVER, Sealed, Sealing, Unsealed
from akkoord.project.signers import with_places
from akkoord.project.sources import Sources, UnreadableError
from akkoord.project.staging import Staging
from akkoord.project.standing import remembered
from akkoord.project.state import Assembling, Memory, PackState, State
from akkoord.project.step_reasons import StepReasons, pack_steps
from akkoord.project.steps import Tools
from akkoord.project.under_way import DocumentUnderWay, PackUnderWay
from akkoord.project.whole_packs import said_nothing
from akkoord.project.workshop import Job, Written
from akkoord.records import DocumentRow, Manifest, manifest_to_json

_NOTHING = Written({}, ())


class Came(Struct):
    """What came of the documents of a run beside their files: findings, and the traces of faults of our own."""

    sources: Sources
    found: list[Diagnostic] = field(default_factory=list[Diagnostic])
    traces: list[str] = field(default_factory=list[str])

    def of(self, outcome: Outcome[Written], pack: str, kind: str, data: Iterable[str] = ()) -> Written:
        """What came of a document, without files when it failed; what there is to say is noted.

        `data` are the files that hold what it was filled in with.
        """
        made = _NOTHING
        match outcome:
            case Done(written):
                found, made = written.diagnostics, written
            case Failed(message, trace):
                self.traces.append(trace)
                found = (error("INT001", f"interne fout bij het schrijven: {message}"),)
            case Crashed():
                hint = "is er genoeg geheugen? `--jobs 1` gebruikt het minst"
                found = (error("INT002", "het proces dat dit document schreef, viel twee keer weg", None, hint),)
        found = at_their_data(found, data, self._text_of)
        self.found += (replace(d, document=kind, provider=pack) for d in found)
        return made

    def _text_of(self, path: str) -> str | None:
        """The text of a source, None when it can no longer be read."""
        try:
            return self.sources.text(path)
        except UnreadableError:
            return None


class Row(Struct, frozen=True):
    """A document of a pack: its row in the manifest, the files that are new of it, what to show of it."""

    row: DocumentRow
    files: Mapping[str, bytes]
    became: DocumentResult
    typeset: str = ""


class Unfinished(Struct):
    """A pack whose documents are there: its manifest, and its signature pack as far as that is made.

    `said` tells that there was something to say of it, so that it is looked at again next time.
    """

    under_way: PackUnderWay
    rows: tuple[Row, ...]
    manifest: Manifest
    content: bytes
    sealed: Sealed | Unsealed
    keys: dict[str, str]
    assembled: dict[str, Assembling]
    said: bool

    @property
    def place(self) -> str:
        """The folder of its region and edition."""
        return self.under_way.place

    @property
    def cover(self) -> Job | None:
        """What makes its cover sheet, None when it needs none."""
        return self.sealed.job if isinstance(self.sealed, Unsealed) else None


class Finishing(Struct):
    """Finishes the packs of one run; `agreed` is asked before anything of one is put in its place."""

    tools: Tools
    shared: SharedFiles
    ledgers: Ledgers
    staging: Staging
    state: State
    memory: Memory
    came: Came
    sealing: Sealing
    reasons: StepReasons | None
    forced: bool
    agreed: Callable[[], None]

    def begun(self, pack: PackUnderWay) -> PackResult | Unfinished:
        """A pack whose documents are written, up to its cover sheet; its result when something stops it."""
        standing, before = pack.files.manifest(), len(self.came.found)
        rows = tuple(self._row(pack, document, standing) for document in pack.documents)
        path = pack.planned.path
        if any(row.became.outcome is Became.FAILED for row in rows):
            return PackResult(path, "", tuple(held_back(row.became) for row in rows))
        if path in self.ledgers.broken:  # nobody can say what was sent, and so not what this pack is
            return _failed(path, rows)
        keys: dict[str, str] = {}
        assembled: dict[str, Assembling] = {}
        former = pack.files.former
        for document, made in zip(pack.documents, rows, strict=True):
            kind = made.row.kind
            if made.row.present:
                keys[kind] = document.key if document.planned.asked else former.keys.get(kind, "")
                how = remembered(document.planned, former, made.typeset)
                assembled |= {kind: how} if how is not None else {}
        told = tuple(made.row for made in rows)
        numbering, differs = numbered(self.ledgers.of(path), told)
        self._say(pack, (*cited_findings(told), *differs))
        manifest = manifest_of(pack.planned, told, self.tools, numbering)
        content = manifest_to_json(manifest)
        sealed = self.sealing.begun(pack.planned, pack.files, told, content, numbering, pack.outdated)
        if isinstance(sealed, Unsealed):
            pack.put_aside(self.staging)
        else:
            self._say(pack, sealed.diagnostics)
        said = len(self.came.found) > before or not said_nothing(pack.planned)
        return Unfinished(pack, rows, manifest, content, sealed, keys, assembled, said)

    def ended(self, unfinished: Unfinished, cover: Outcome[Written] | None = None) -> PackResult:
        """The pack put in its place, with its cover sheet where it has one."""
        pack, rows, before = unfinished.under_way, unfinished.rows, len(self.came.found)
        path = pack.planned.path
        contents: dict[str, bytes] = {**pack.planned.files, MANIFEST: unfinished.content}
        try:
            for row in rows:
                contents |= row.files
            sealed = self._sealed(unfinished, cover, contents)
        except OSError as problem:  # they waited on disk
            self.came.found.append(self.staging.unreadable(path, problem))
            return _failed(path, rows)
        if sealed.failed:
            return _failed(path, rows)
        kept = [file.file for row in rows for file in row.row.files if file.file not in contents]
        kept += [ZIP] if sealed.kept else []
        contents |= {ZIP: sealed.content} if sealed.content is not None else {}
        keys = unfinished.keys | ({ZIP: sealed.key} if sealed.key else {})
        steps = self._steps(pack, contents, sealed, [row.became for row in rows])
        self.agreed()
        there, found = pack.files.put(contents, kept)
        self._say(pack, found)
        if there is None:
            return _failed(path, rows)
        # What there is to say of a pack is said each time.
        whole = "" if unfinished.said or len(self.came.found) > before else pack.planned.key
        status = unfinished.manifest.status
        known = PackState(keys, there, unfinished.assembled, whole, status)
        self.memory.add(self.state, path, known)
        return PackResult(path, status, tuple(row.became for row in rows), steps)

    def _sealed(self, unfinished: Unfinished, cover: Outcome[Written] | None, contents: Mapping[str, bytes]) -> Sealed:
        begun, pack = unfinished.sealed, unfinished.under_way
        if isinstance(begun, Sealed):
            return begun
        assert cover is not None, "its cover sheet was made"  # noqa: S101  a bug of ours
        sheet = self.came.of(cover, pack.planned.name, COVER)
        return self.sealing.sealed(begun, sheet, pack.files, unfinished.manifest.documents, contents)

    def _say(self, pack: PackUnderWay, found: Iterable[Diagnostic]) -> None:
        self.came.found += (replace(d, provider=pack.planned.name) for d in found)

    def _steps(
        self, pack: PackUnderWay, contents: Mapping[str, bytes], sealed: Sealed, became: Sequence[DocumentResult]
    ) -> tuple[StepRun, ...]:
        """The steps of a pack as a whole, where that is asked."""
        if self.reasons is None:
            return ()
        steps = pack_steps(pack.files, contents, sealed, became, forced=self.forced)
        if CALENDAR not in contents:
            return steps
        return (*steps, self.reasons.calendar(pack.planned, pack.files, contents[CALENDAR]))

    def _row(self, pack: PackUnderWay, document: DocumentUnderWay, standing: Manifest | None) -> Row:
        """What becomes of one document."""
        made = self._made(pack, document, standing)
        became = replace(made.became, annex_of=document.planned.annex_of, steps=document.steps)
        return replace(made, became=became)

    def _made(self, pack: PackUnderWay, document: DocumentUnderWay, standing: Manifest | None) -> Row:
        planned = document.planned
        if not planned.asked:
            row = (standing.document(planned.kind) if standing else None) or not_asked(planned.row)
            outcome = Became.UNCHANGED if row.present else Became.ABSENT
            return Row(row, {}, DocumentResult(row.kind, outcome, row.reason))
        if planned.failed:
            return Row(planned.row, {}, DocumentResult(planned.kind, Became.FAILED))
        if not planned.there:
            return Row(planned.row, {}, DocumentResult(planned.kind, Became.ABSENT, planned.row.reason))
        row = with_engine(planned.row, self.tools.pdf_engine)
        if document.kept is not None:
            pages, fields = pack.files.pdf_facts(row.kind, standing)
            kept = replace(row, files=document.kept, pages=pages, signers=with_places(row.signers, fields))
            return Row(kept, {}, DocumentResult(planned.kind, Became.UNCHANGED))
        if planned.general:
            return self._copy(pack, planned, row)
        written = self.came.of(
            pack.outcomes[planned.kind], pack.planned.name, planned.kind, (data.file for data in planned.row.data)
        )
        if not written.files:
            return Row(row, {}, DocumentResult(planned.kind, Became.FAILED))
        signers = with_places(row.signers, written.fields)
        row = replace(row, files=written.rows, pages=written.pages, signers=signers)
        return Row(row, written.files, DocumentResult(planned.kind, Became.WRITTEN), written.typeset)

    def _copy(self, pack: PackUnderWay, planned: PlannedDocument, row: DocumentRow) -> Row:
        """What becomes of a document that every pack has: its files were written once."""
        place = pack.planned.place
        try:
            rows, pages = self.shared.rows(place, row.kind), self.shared.pages(place, row.kind)
            files = self.shared.files(place, row.kind)
        except OSError as problem:
            self.came.found.append(self.staging.unreadable(pack.planned.path, problem))
            rows, pages, files = (), 0, dict[str, bytes]()
        if not rows:
            return Row(row, {}, DocumentResult(planned.kind, Became.FAILED))
        return Row(replace(row, files=rows, pages=pages), files, DocumentResult(planned.kind, Became.WRITTEN))


def _failed(path: str, rows: Iterable[Row]) -> PackResult:
    """A pack that is not put in its place."""
    return PackResult(path, "", tuple(replace(row.became, outcome=Became.FAILED) for row in rows))
