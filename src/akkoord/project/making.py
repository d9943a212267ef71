"""The making part of a build: read, assemble, write what has no valid files yet, put in place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.checks.readiness import readiness
from akkoord.diagnostics import Diagnostic, error, has_errors, in_order
from akkoord.executor import Crashed, Done, Failed, Outcome
from akkoord.project.annexes import cited_findings
from akkoord.project.approved_texts import keep_approved_texts
from akkoord.project.asked import check_asked, no_pack_of
from akkoord.project.batches import Batch, Order, kind_by_kind
from akkoord.project.check_memory import CheckMemory
from akkoord.project.checking import checked_content, half_aside
from akkoord.project.comparisons import Comparisons
from akkoord.project.content import Content, read_content
from akkoord.project.contract_register import CALENDAR
from akkoord.project.data_places import at_their_data
from akkoord.project.ledgers import Ledgers, numbered
from akkoord.project.manifests import file_names, job_of, manifest_of, not_asked, with_engine
from akkoord.project.orphans import remove_orphans
from akkoord.project.output_record import record_output
from akkoord.project.overview import write_overviews
from akkoord.project.pack_files import MANIFEST, ZIP, PackFiles, sha256_of
from akkoord.project.plan import Plan, make_plan
from akkoord.project.planned import PlannedDocument, PlannedPack, SharedDocument
from akkoord.project.progress import Progress
from akkoord.project.read_cache import ReadCache
from akkoord.project.result import BuildResult, DocumentResult, PackResult, StepRun, held_back
from akkoord.project.result import Outcome as Became
from akkoord.project.shared_files import SharedFiles
from akkoord.project.signature_zip import Sealed, Sealing
from akkoord.project.signers import with_places
from akkoord.project.slots import AskedNames
from akkoord.project.sources import Listing, Sources, UnreadableError
from akkoord.project.staging import Staging
from akkoord.project.standing import Standing, remembered
from akkoord.project.state import Assembling, Memory, PackState, State
from akkoord.project.step_reasons import StepReasons, pack_steps
from akkoord.project.steps import Tools, program_digest, tools_of, writing_key
from akkoord.project.under_way import DocumentUnderWay, PackUnderWay
from akkoord.project.whole_packs import left_standing, said_nothing
from akkoord.project.workers import Workforce, workforce
from akkoord.project.workshop import Job, Workshop, Written, workshop_of, write
from akkoord.readers.pdf_pages import page_count
from akkoord.records import DocumentRow, FileRow, Manifest, manifest_to_json
from akkoord.tree.forgetting import forget_blocks
from akkoord.typesetting.memory import give_back

if TYPE_CHECKING:
    from akkoord.project.build import Request

_PASSING = ("OUT", "INT", "SRC003")
"""Findings that may be gone next time with nothing changed: a build that has one is done again."""


class Making(Struct):
    """One run over a project, whose lock is held. `lasting` tells afterwards whether its result may be remembered."""

    root: Path
    request: Request
    progress: Progress
    staging: Staging
    memory: Memory
    state: State
    listing: Listing
    lasting: bool = True
    _housed: bool = False
    _ledgers: Ledgers = field(default_factory=Ledgers)
    _found: list[Diagnostic] = field(default_factory=list[Diagnostic])
    _typeset: dict[str, str] = field(default_factory=dict[str, str])
    _traces: list[str] = field(default_factory=list[str])
    _reasons: StepReasons | None = None

    def run(self) -> BuildResult:
        """Do all of it; the state is as the output then is."""
        anew = self.request.force
        sources = Sources(self.root, self.listing, {} if anew else self.state.sources)
        program = program_digest(sources)
        memory, selection = CheckMemory(self.staging.output / ".cache"), self.request.selection
        with half_aside(sources, memory, selection, 1 if self.request.model else self.request.jobs) as aside:
            content = read_content(sources, ReadCache(self.staging.output / ".cache", program, use=not anew))
            keep_approved_texts(sources, content.lock, content.files)
            self._ledgers = content.ledgers
            check_asked(selection, content)
            tools = tools_of(sources, content.layout, program, self.request.pdf_engine)
            workshop = self._workshop(sources, content)
            checked = checked_content(content, sources, memory, selection, model=self.request.model, aside=aside)
        self._found += checked.told
        forget_blocks()  # those that the rules were held against
        give_back()
        plan = make_plan(
            content,
            self.request.selection,
            provable=self.request.pdf_engine == "typst",
            model=self.request.model,
            base=self.request.base,
            comparisons=Comparisons(workshop, self.staging.output / ".cache" / "addenda", program, anew),
            standing=Standing(content, tools, self._pack_files, provable=self.request.pdf_engine == "typst"),
            readiness=readiness(checked.found),
        )
        plan.note_rules(checked.found)
        if not plan.asked and not self.request.selection.all and not has_errors(content.diagnostics):
            raise no_pack_of(self.request.selection, content)
        if self.request.explain:
            planners = {planner.place: planner for planner in plan.planners}
            values = dict(self.state.values)
            self._reasons = StepReasons(AskedNames(content.library), tools, planners, values, sources.untouched, anew)
        with workforce(self.request) as force:
            shared = self._shared(plan, tools, workshop, force)
            results = self._made(plan, tools, workshop, shared, force)
        self._found += (*content.diagnostics, *plan.diagnostics)
        self.state.values |= plan.values
        removed, problems = remove_orphans(self.staging, plan, self.state)
        self._found += problems
        told, editions = write_overviews(
            self.staging, content, plan, results, in_order(self._found), self.state, explain=self.request.explain
        )
        self._found += told
        self._found += record_output(self.staging, self.state)
        self.state.sources = sources.fingerprints()
        self.staging.finish()
        found = in_order(self._found)
        self.lasting = not any(d.code.startswith(_PASSING) for d in found)
        return BuildResult(results, found, removed, "\n".join(self._traces), editions)

    def _pack_files(self, path: str) -> PackFiles:
        """The folder of a pack, with what is known of it; nothing of how it was made when all is to be made anew."""
        former = self.state.packs.get(path, PackState({}, {}))
        if self.request.force:
            former = replace(former, keys={}, assembled={}, whole="")
        elif self.request.explain:  # of every step of every pack is told why it did not run
            former = replace(former, whole="")
        return PackFiles(self.staging, path, former)

    def _prepared(self, planned: PlannedPack, tools: Tools) -> tuple[PackUnderWay, list[Job]]:
        """A pack with, for each document, whether its files still are what its step would write; what to write."""
        files = self._pack_files(planned.path)
        documents = tuple(self._document(planned, files, d, tools) for d in planned.documents)
        jobs = [job_of(planned.path, planned.edition, d.planned) for d in documents if d.to_write]
        light = tuple(replace(document, planned=document.planned.without_tree()) for document in documents)
        return PackUnderWay(planned.without_trees(), files, light), jobs

    def _document(
        self, pack: PlannedPack, files: PackFiles, planned: PlannedDocument, tools: Tools
    ) -> DocumentUnderWay:
        if not planned.there or planned.made is None:
            return DocumentUnderWay(planned)
        key = writing_key(planned.made.content, tools)
        kept = files.kept(planned.kind, key, file_names(planned.kind))
        steps = self._reasons.of(pack, files, planned, key, kept=kept is not None) if self._reasons else ()
        return DocumentUnderWay(planned, key, kept, steps)

    def _workshop(self, sources: Sources, content: Content) -> Workshop:
        """What documents are made with.

        Raises:
            AkkoordError: the house style has a fault, or LibreOffice was asked for and is not there.
        """
        libreoffice: Path | None = None
        if self.request.pdf_engine == "libreoffice":
            from akkoord.typesetting.libreoffice import find_libreoffice

            libreoffice = find_libreoffice()
        return workshop_of(sources, content.layout, libreoffice)

    def _shared(self, plan: Plan, tools: Tools, workshop: Workshop, force: Workforce) -> SharedFiles:
        """What is the same for everybody, written once: before the texts that cite it, which need its digest."""
        shared, new = SharedFiles(), list[SharedDocument]()
        for document in plan.shared():
            if document.planned.document is None or document.planned.made is None:
                continue
            key = writing_key(document.planned.made.content, tools)
            standing = self._standing(document.place, document.planned.kind, key)
            if standing is None:
                new.append(document)
            else:
                shared.standing(document.place, document.planned.kind, *standing)
        if new:
            self._house_findings(workshop)
        batches = [[job_of(d.place, d.edition, d.planned)] for d in new]
        outcomes = force.workers(len(batches)).run(write, batches, workshop)
        for document, outcome in zip(new, outcomes, strict=True):
            written = self._written("", document.planned, outcome)
            if written.files:
                shared.written(document.place, document.planned.kind, written.files)
        return shared

    def _standing(self, place: str, kind: str, key: str) -> tuple[Path, tuple[FileRow, ...]] | None:
        """Where the files that a step with this key wrote stand, in any pack of the folder."""
        if self.request.force:
            return None
        for path, former in self.state.packs.items():
            if path.startswith(f"{place}/"):
                files = PackFiles(self.staging, path, former)
                rows = files.kept(kind, key, file_names(kind))
                if rows is not None:
                    return files.folder, rows
        return None

    def _house_findings(self, workshop: Workshop) -> None:
        """What is to be said of the house style, once."""
        if not self._housed:
            self._found += workshop.house_findings()
            self._housed = True

    def _made(
        self, plan: Plan, tools: Tools, workshop: Workshop, shared: SharedFiles, force: Workforce
    ) -> tuple[PackResult, ...]:
        """Write what is to be written, over processes when that pays, and put every pack in its place.

        Packs are assembled as workers ask for more, and forgotten when they stand: memory does not
        grow with their number.
        """
        under_way: deque[PackUnderWay] = deque()
        sent: deque[tuple[PackUnderWay, Job]] = deque()
        results: list[PackResult] = []
        sealing = Sealing(workshop, tools.program)

        def finish() -> None:
            while under_way and not under_way[0].waits:
                pack = under_way.popleft()
                results.append(self._finished(pack, tools, sealing, shared))
                self.progress.written(pack.planned.path)

        def packs() -> Iterator[tuple[PackUnderWay, list[Job]]]:
            for planned in plan.packs(shared.digests, order=Order.BACKWARDS if self.request.backwards else Order.ALIKE):
                if planned.standing is not None:
                    results.append(left_standing(planned, planned.standing))
                    self.progress.written(planned.path)
                    continue
                pack, jobs = self._prepared(planned, tools)
                under_way.append(pack)
                finish()
                yield pack, jobs

        def batches(groups: Iterable[list[Batch[PackUnderWay]]]) -> Iterator[list[Job]]:
            for batch in chain.from_iterable(groups):
                sent.extend(batch)
                yield [job for _, job in batch]

        self.progress.started(plan.asked)
        groups = kind_by_kind(packs(), force.count, lambda pack: pack.planned.place)
        nothing: list[Batch[PackUnderWay]] = []
        first = next(groups, nothing)
        if first:
            self._house_findings(workshop)
        workers = force.workers(sum(map(len, first)))
        for outcome in workers.run(write, batches(chain((first,), groups)), workshop):
            pack, job = sent.popleft()
            pack.take(job.kind, outcome, self.staging)
            finish()
        return tuple(sorted(results, key=lambda result: plan.order[result.path]))

    def _finished(self, pack: PackUnderWay, tools: Tools, sealing: Sealing, shared: SharedFiles) -> PackResult:
        """One pack with its documents written: put in its place, unless something stops it."""
        standing, before = pack.files.manifest(), len(self._found)
        contents: dict[str, bytes] = dict(pack.planned.files)
        rows: list[DocumentRow] = []
        became: list[DocumentResult] = []
        keys: dict[str, str] = {}
        assembled: dict[str, Assembling] = {}
        for document in pack.documents:
            row, files, result = self._one(pack, document, tools, standing, shared)
            rows.append(row)
            contents |= files
            became.append(replace(result, annex_of=document.planned.annex_of, steps=document.steps))
            if row.present:
                former = pack.files.former
                keys[row.kind] = document.key if document.planned.asked else former.keys.get(row.kind, "")
                how = remembered(document.planned, former, self._typeset.pop(row.kind, ""))
                assembled |= {row.kind: how} if how is not None else {}
        path = pack.planned.path
        if any(result.outcome is Became.FAILED for result in became):
            return PackResult(path, "", tuple(map(held_back, became)))
        if path in self._ledgers.broken:  # nobody can say what was sent, and so not what this pack is
            return PackResult(path, "", tuple(replace(result, outcome=Became.FAILED) for result in became))
        numbering, differs = numbered(self._ledgers.of(path), rows)
        self._found += (replace(d, provider=pack.planned.name) for d in (*cited_findings(tuple(rows)), *differs))
        manifest = manifest_of(pack.planned, tuple(rows), tools, numbering)
        contents[MANIFEST] = manifest_to_json(manifest)
        kept = [file.file for row in rows for file in row.files if file.file not in contents]
        sealed = sealing.sealed(pack.planned, pack.files, rows, contents, numbering, pack.outdated)
        self._found += sealed.diagnostics
        if sealed.failed:
            return PackResult(path, "", tuple(replace(result, outcome=Became.FAILED) for result in became))
        if sealed.content is not None:
            contents[ZIP] = sealed.content
        kept += [ZIP] if sealed.kept else []
        keys |= {ZIP: sealed.key} if sealed.key else {}
        steps = self._pack_steps(pack, contents, sealed, became)
        there, found = pack.files.put(contents, kept)
        self._found += (replace(d, provider=pack.planned.name) for d in found)
        if there is None:
            failed = tuple(replace(result, outcome=Became.FAILED) for result in became)
            return PackResult(path, "", failed)
        quiet = len(self._found) == before and said_nothing(pack.planned)
        whole = pack.planned.key if quiet else ""  # what there is to say of a pack is said each time
        self.state.packs[path] = PackState(keys, there, assembled, whole, manifest.status)
        self.memory.add(path, self.state.packs[path])
        return PackResult(path, manifest.status, tuple(became), steps)

    def _pack_steps(
        self, pack: PackUnderWay, contents: Mapping[str, bytes], sealed: Sealed, became: Sequence[DocumentResult]
    ) -> tuple[StepRun, ...]:
        """The steps of a pack as a whole, where that is asked."""
        if self._reasons is None:
            return ()
        steps = pack_steps(pack.files, contents, sealed, became, forced=self.request.force)
        if CALENDAR not in contents:
            return steps
        return (*steps, self._reasons.calendar(pack.planned, pack.files, contents[CALENDAR]))

    def _one(
        self,
        pack: PackUnderWay,
        document: DocumentUnderWay,
        tools: Tools,
        standing: Manifest | None,
        shared: SharedFiles,
    ) -> tuple[DocumentRow, Mapping[str, bytes], DocumentResult]:
        """What becomes of one document: its row in the manifest, the files to write, the result to show."""
        planned = document.planned
        if not planned.asked:
            row = (standing.document(planned.kind) if standing else None) or not_asked(planned.row)
            return row, {}, DocumentResult(row.kind, Became.UNCHANGED if row.present else Became.ABSENT, row.reason)
        if planned.failed:
            return planned.row, {}, DocumentResult(planned.kind, Became.FAILED)
        if not planned.there:
            return planned.row, {}, DocumentResult(planned.kind, Became.ABSENT, planned.row.reason)
        row = with_engine(planned.row, tools.pdf_engine)
        if document.kept is not None:
            pages, fields = pack.files.pdf_facts(row.kind, standing)
            kept = replace(row, files=document.kept, pages=pages, signers=with_places(row.signers, fields))
            return kept, {}, DocumentResult(planned.kind, Became.UNCHANGED)
        try:
            if planned.general:
                return self._copy(pack.planned.place, row, shared)
            written = self._written(pack.planned.name, planned, pack.outcomes[planned.kind])
            files = dict(written.files)
        except OSError as problem:  # they waited on disk
            self._found.append(self.staging.unreadable(pack.planned.path, problem))
            files = dict[str, bytes]()
            written = Written(files, ())
        if not files:
            return row, {}, DocumentResult(planned.kind, Became.FAILED)
        rows = tuple(FileRow(name, sha256_of(data), len(data)) for name, data in sorted(files.items()))
        pages = page_count(files[f"{planned.kind}.pdf"]) or 0
        row = replace(row, files=rows, pages=pages, signers=with_places(row.signers, written.fields))
        self._typeset[row.kind] = written.typeset
        return row, files, DocumentResult(planned.kind, Became.WRITTEN)

    def _copy(
        self, place: str, row: DocumentRow, shared: SharedFiles
    ) -> tuple[DocumentRow, Mapping[str, bytes], DocumentResult]:
        """What becomes of a document that every pack has: its files were written once."""
        rows, pages = shared.rows(place, row.kind), shared.pages(place, row.kind)
        if not rows:
            return row, {}, DocumentResult(row.kind, Became.FAILED)
        files = dict(shared.files(place, row.kind))
        return replace(row, files=rows, pages=pages), files, DocumentResult(row.kind, Became.WRITTEN)

    def _written(self, pack: str, planned: PlannedDocument, outcome: Outcome[Written]) -> Written:
        """What came of a document, without files when it failed; what there is to say is noted."""
        made = Written({}, ())
        match outcome:
            case Done(written):
                found, made = written.diagnostics, written
            case Failed(message, trace):
                self._traces.append(trace)
                found = (error("INT001", f"interne fout bij het schrijven: {message}"),)
            case Crashed():
                hint = "is er genoeg geheugen? `--jobs 1` gebruikt het minst"
                found = (error("INT002", "het proces dat dit document schreef, viel twee keer weg", None, hint),)
        found = at_their_data(found, (row.file for row in planned.row.data), self._text_of)
        self._found += (replace(d, document=planned.kind, provider=pack) for d in found)
        return made

    def _text_of(self, path: str) -> str | None:
        """The text of a source, None when it can no longer be read."""
        try:
            return Sources(self.root, self.listing).text(path)
        except UnreadableError:
            return None
