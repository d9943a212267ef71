"""The making part of a build: read, assemble, write what has no valid files yet, put in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.checks.readiness import Readiness, readiness
from akkoord.diagnostics import has_errors, in_order
from akkoord.project.approved_texts import keep_approved_texts
from akkoord.project.asked import check_asked, no_pack_of
from akkoord.project.batches import Batch, Order, kind_by_kind
from akkoord.project.check_aside import aside
from akkoord.project.check_memory import CheckMemory
from akkoord.project.checking import Check
from akkoord.project.comparisons import Comparisons
from akkoord.project.content import Content, read_content
from akkoord.project.finishing import Came, Finishing
from akkoord.project.ledgers import Ledgers
from akkoord.project.manifests import file_names, job_of
from akkoord.project.orphans import remove_orphans
from akkoord.project.output_record import record_output
from akkoord.project.overview import write_overviews
from akkoord.project.pack_files import PackFiles
from akkoord.project.pack_line import OnItsWay, PackLine
from akkoord.project.plan import Plan, make_plan
from akkoord.project.planned import PlannedDocument, PlannedPack, SharedDocument
from akkoord.project.progress import Progress
from akkoord.project.read_cache import ReadCache
from akkoord.project.result import BuildResult, DocumentResult, PackResult, with_findings
from akkoord.project.shared_files import SharedFiles
from akkoord.project.signature_zip import Sealing
from akkoord.project.slots import AskedNames
from akkoord.project.sources import Listing, Sources
from akkoord.project.staging import Staging
from akkoord.project.standing import Standing
from akkoord.project.state import Memory, PackState, State
from akkoord.project.step_reasons import StepReasons
from akkoord.project.steps import Tools, program_digest, tools_of, writing_key
from akkoord.project.under_way import DocumentUnderWay, PackUnderWay
from akkoord.project.whole_packs import left_standing
from akkoord.project.workers import Workforce, workforce
from akkoord.project.workshop import Job, Workshop, workshop_of, write
from akkoord.records import FileRow
from akkoord.tree.forgetting import forget_blocks
from akkoord.typesetting.memory import give_back

if TYPE_CHECKING:
    from akkoord.project.build import Request
    from akkoord.project.warmth import Warmth

_PASSING = ("OUT", "INT", "SRC003")
"""Findings that may be gone next time with nothing changed: a build that has one is done again."""


class _MisjudgedError(Exception):
    """Rules found something else than before, which holds other documents back."""


class _Read(Struct, frozen=True):
    """The project as it was read for a run, and what its documents are made with."""

    content: Content
    sources: Sources
    tools: Tools
    workshop: Workshop


class Making(Struct, dict=True):
    """One run over a project, whose lock is held. `lasting` tells afterwards whether its result may be remembered."""

    root: Path
    request: Request
    progress: Progress
    staging: Staging
    memory: Memory
    state: State
    listing: Listing
    warmth: Warmth | None = None
    lasting: bool = True
    _housed: bool = False
    _ledgers: Ledgers = field(default_factory=Ledgers)
    _reasons: StepReasons | None = None

    @cached_property
    def _came(self) -> Came:
        return Came(Sources(self.root, self.listing))

    def run(self) -> BuildResult:
        """Do all of it; the state is as the output then is."""
        anew = self.request.force
        sources = Sources(self.root, self.listing, {} if anew else self.state.sources)
        program = program_digest(sources)
        memory, selection = CheckMemory(self.staging.output / ".cache"), self.request.selection
        model = self.request.model
        values = self.warmth.values if self.warmth is not None else None
        jobs = 1 if model else self.request.jobs
        with aside(sources, memory, selection, jobs, meanwhile=True, warmth=self.warmth) as beside:
            cache = ReadCache(self.staging.output / ".cache", program, use=not anew, values=values)
            content = read_content(sources, cache)
            keep_approved_texts(sources, content.lock, content.files)
            self._ledgers = content.ledgers
            check_asked(selection, content)
            tools = tools_of(sources, content.layout, program, self.request.pdf_engine)
            workshop = self._workshop(sources, content, tools)
            check = Check(content, sources, memory, selection, beside, model=model)
            plan, results = self._packs(_Read(content, sources, tools, workshop), check)
            checked = check.outcome()
        give_back()  # what texts were made of, before what is written over all packs
        plan.note_rules(checked.found)
        self._came.found += (*checked.told, *content.diagnostics, *content.layout.shipped_findings(), *plan.diagnostics)
        self.state.values |= plan.values
        removed, problems = remove_orphans(self.staging, plan, self.state)
        self._came.found += problems
        told, editions = write_overviews(
            self.staging,
            content,
            plan,
            results,
            in_order(self._came.found),
            self.state,
            program,
            explain=self.request.explain,
            anew=anew,
        )
        self._came.found += told
        self._came.found += record_output(self.staging, self.state)
        self.state.sources = sources.fingerprints()
        self.staging.finish()
        found = in_order(self._came.found)
        self.lasting = not any(d.code.startswith(_PASSING) for d in found)
        results = with_findings(results, found, plan.elsewhere)
        return BuildResult(results, found, removed, "\n".join(self._came.traces), editions)

    def _packs(self, read: _Read, check: Check) -> tuple[Plan, tuple[PackResult, ...]]:
        """Every pack that is asked for in its place, and the plan that it was made by.

        What rules find says which packs may be signed. While another process holds the rules against the texts, packs
        are made as what was found before would have them, up to the moment of putting the first of them in its place.
        """
        with workforce(self.request, self.warmth) as force:
            expected = check.expected()
            if expected is not None:
                held, before = readiness(expected), (len(self._came.found), len(self._came.traces))
                try:
                    return self._packs_with(read, held, force, lambda: _agree(held, check))
                except _MisjudgedError:
                    del self._came.found[before[0] :], self._came.traces[before[1] :]
                    self._housed = False
            checked = check.outcome()
            forget_blocks()  # those that the rules were held against
            give_back()
            return self._packs_with(read, readiness(checked.found), force, _nothing_to_ask)

    def _packs_with(
        self, read: _Read, held: Readiness, force: Workforce, agreed: Callable[[], None]
    ) -> tuple[Plan, tuple[PackResult, ...]]:
        """As `_packs`, with what holds documents back; `agreed` is asked before a pack is put in its place.

        Raises:
            _MisjudgedError: `agreed` does not; nothing was put in its place.
        """
        content, tools, workshop = read.content, read.tools, read.workshop
        anew, provable = self.request.force, self.request.pdf_engine == "typst"
        plan = make_plan(
            content,
            self.request.selection,
            provable=provable,
            model=self.request.model,
            base=self.request.base,
            comparisons=Comparisons(workshop, self.staging.output / ".cache" / "addenda", tools.program, anew),
            standing=Standing(content, tools, self._pack_files, provable=provable),
            readiness=held,
        )
        if not plan.asked and not self.request.selection.all and not has_errors(content.diagnostics):
            raise no_pack_of(self.request.selection, content)
        if self.request.explain:
            planners = {planner.place: planner for planner in plan.planners}
            values, untouched = dict(self.state.values), read.sources.untouched
            self._reasons = StepReasons(AskedNames(content.library), tools, planners, values, untouched, anew)
        shared = self._shared(plan, tools, workshop, force)
        results = self._made(plan, tools, workshop, shared, force, agreed)
        agreed()
        return plan, results

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

    def _workshop(self, sources: Sources, content: Content, tools: Tools) -> Workshop:
        """What documents are made with.

        Raises:
            AkkoordError: the house style has a fault, or LibreOffice was asked for and is not there.
        """
        libreoffice: Path | None = None
        if self.request.pdf_engine == "libreoffice":
            from akkoord.typesetting.libreoffice import find_libreoffice

            libreoffice = find_libreoffice()
        if self.warmth is None:
            return workshop_of(sources, content.layout, libreoffice)
        known = self.warmth.workshop(tools, libreoffice)
        return known or self.warmth.keep(workshop_of(sources, content.layout, libreoffice), tools)

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
        jobs = [job_of(d.place, d.edition, d.planned) for d in new]
        data = {(d.place, d.planned.kind): [row.file for row in d.planned.row.data] for d in new}
        for job, outcome in force.workers(len(jobs)).run(write, ([job] for job in jobs), workshop):
            written = self._came.of(outcome, "", job.kind, data[job.pack, job.kind])
            if written.files:
                shared.written(job.pack, job.kind, written.files)
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
            self._came.found += workshop.house_findings()
            self._housed = True

    def _made(
        self,
        plan: Plan,
        tools: Tools,
        workshop: Workshop,
        shared: SharedFiles,
        force: Workforce,
        agreed: Callable[[], None],
    ) -> tuple[PackResult, ...]:
        """Write what is to be written, over processes when that pays, and put every pack in its place.

        Packs are assembled as workers ask for more, and forgotten when they stand: memory does not
        grow with their number.
        """
        results: list[PackResult] = []
        alike: dict[tuple[DocumentResult, ...], tuple[DocumentResult, ...]] = {}

        def stands(result: PackResult) -> None:
            results.append(replace(result, documents=alike.setdefault(result.documents, result.documents)))
            self.progress.written(result.path)

        line = PackLine(self._finishing(tools, shared, agreed), self.staging, stands)

        def packs() -> Iterator[tuple[OnItsWay, Sequence[Job]]]:
            for planned in plan.packs(shared.digests, order=Order.BACKWARDS if self.request.backwards else Order.ALIKE):
                if planned.standing is not None:
                    stands(left_standing(planned, planned.standing))
                else:
                    yield from line.starting(*self._prepared(planned, tools))

        self.progress.started(plan.asked)
        groups = kind_by_kind(packs(), force.count, lambda pack: pack.place)
        nothing: list[Batch[OnItsWay]] = []
        first = next(groups, nothing)
        if first:
            self._house_findings(workshop)
        workers = force.workers(sum(map(len, first)))
        for job, outcome in workers.run(write, line.batches(chain((first,), groups)), workshop):
            line.take(job, outcome)
        return tuple(sorted(results, key=lambda result: plan.order[result.path]))

    def _finishing(self, tools: Tools, shared: SharedFiles, agreed: Callable[[], None]) -> Finishing:
        return Finishing(
            tools,
            shared,
            self._ledgers,
            self.staging,
            self.state,
            self.memory,
            self._came,
            Sealing(tools.program),
            self._reasons,
            self.request.force,
            agreed,
        )


def _agree(held: Readiness, check: Check) -> None:
    """Wait for what rules find.

    Raises:
        _MisjudgedError: it holds back something else than `held` says.
    """
    if not readiness(check.outcome().found).same_as(held):
        raise _MisjudgedError


def _nothing_to_ask() -> None:
    """Where it is known what rules find."""
