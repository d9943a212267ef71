"""All documents of two editions compared: per pack, and collected over the whole edition.

The editions are built first, so that what is compared is what stands in `output/`. Every
file comes in `output/<region>/<to>/redline/<from>/`, a pack at a time, whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.dutch import long_date
from akkoord.compare.script import NotCompared
from akkoord.diagnostics import AkkoordError, Diagnostic, did_you_mean, error, has_errors, in_order
from akkoord.executor import Crashed, Done, Failed, Outcome
from akkoord.executor import in_order as in_order_of
from akkoord.project.build import Request, build_project
from akkoord.project.content import Content
from akkoord.project.fact_grounds import FactsBetween
from akkoord.project.grounds import edition_grounds
from akkoord.project.opening import open_sources
from akkoord.project.overview import REDLINES
from akkoord.project.pack_files import MANIFEST, sha256_of
from akkoord.project.progress import Progress, Silent
from akkoord.project.redline_plan import (
    PROOF,
    PROOF_FORMAT,
    ComparedPack,
    PackPlan,
    Pair,
    Side,
    digest_of_parts,
    has_rates,
    holds_bytes,
    rows_of,
    version_of,
    versions_in,
)
from akkoord.project.redline_work import (
    Outcomes,
    RedlineJob,
    RedlineWritten,
    readings_of_job,
    redline_names,
    write_redline,
)
from akkoord.project.result import BuildResult
from akkoord.project.run_lock import run_lock
from akkoord.project.selection import Selection
from akkoord.project.sources import find_root
from akkoord.project.staging import Staging
from akkoord.project.steps import program_digest
from akkoord.project.workers import Local
from akkoord.project.workshop import Job, Workshop, workshop_of, write
from akkoord.records import DocumentRow, json_text, manifest_from_json
from akkoord.redline.changes import Known
from akkoord.redline.report import Compared, Subject, Version, collected
from akkoord.spec import DocumentLayout, Instrument
from akkoord.tree.document import MARK_LENGTH

COLLECTED = "was-wordt"
_NAMED = 3


class RedlineSelectionError(AkkoordError):
    """Two editions that cannot be compared (RDL040, RDL041)."""


class EditionRequest(Struct, frozen=True):
    """What is asked: the editions `old` and `new`, of which packs and documents."""

    project: Path
    old: str
    new: str
    selection: Selection = field(default_factory=Selection)
    author: str = ""
    jobs: int | None = None
    force: bool = False


class EditionRedlines(Struct, frozen=True):
    """What came of it. `build` is what the build of both editions came to."""

    packs: tuple[ComparedPack, ...]
    diagnostics: tuple[Diagnostic, ...]
    build: BuildResult
    report: str = ""

    @property
    def exit_code(self) -> int:
        """0 fine, 1 findings, 3 a bug of ours."""
        if self.report or self.build.report:
            return 3
        failed = any(pack.failed for pack in self.packs) or has_errors(self.diagnostics)
        return int(failed or self.build.exit_code == 1)


def redline_editions(request: EditionRequest, progress: Progress) -> EditionRedlines:
    """Compare every document of two editions that the selection asks for.

    Raises:
        RedlineSelectionError: an edition is not there, or both are the same.
        AkkoordError: as `build_project`.
    """
    root = find_root(request.project)
    _check(open_sources(root)[1], request)
    both = replace(request.selection, editions=(request.old, request.new))
    building = Request(root, both, jobs=request.jobs)
    built = build_project(building, progress)
    output = root / "output"
    with run_lock(output, wait=True, waiting=progress.waiting):
        staging = Staging(output)
        staging.recover()
        sources, content = open_sources(root)
        workshop = workshop_of(sources, content.layout)
        tools = digest_of_parts([program_digest(sources), sources.sha256(content.layout.template)])
        making = _Comparing(request, content, staging, workshop, tools, progress)
        result = making.run()
        staging.finish()
    if making.linked_anew:
        built = build_project(
            replace(building, look_again=True), Silent()
        )  # the overview of the edition names what stands there now
    return EditionRedlines(result.packs, result.diagnostics, built, "\n".join(making.traces))


def _check(content: Content, request: EditionRequest) -> None:
    found: list[Diagnostic] = []
    for option, name in (("--from", request.old), ("--to", request.new)):
        if name not in content.library.editions:
            known = ", ".join(sorted(content.library.editions))
            hint = did_you_mean(name, content.library.editions) or f"bekend: {known}"
            found.append(error("RDL040", f"de editie `{name}` van `{option}` bestaat niet", None, hint))
    if not found and request.old == request.new:
        found.append(error("RDL041", f"`--from` en `--to` noemen beide `{request.old}`; verwacht: twee edities"))
    if found:
        raise RedlineSelectionError(*found)


class _Comparing(Struct):
    request: EditionRequest
    content: Content
    staging: Staging
    workshop: Workshop
    tools: str
    progress: Progress
    traces: list[str] = field(default_factory=list[str])
    linked_anew: bool = False
    _facts: FactsBetween = field(default_factory=FactsBetween)
    _failed: list[NotCompared] = field(default_factory=list[NotCompared])
    _found: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def run(self) -> EditionRedlines:
        """Compare pack after pack; then the report over all of them, region by region."""
        packs: list[ComparedPack] = []
        for region in self.content.regions:
            pairs = list(self._pairs(region))
            if not pairs:
                continue
            compared: list[Compared] = []
            self._failed = []
            planned = [(pair, self._plan(pair)) for pair in pairs]
            outcomes = Outcomes([(p.keys[job.kind], job) for _, p in planned for job in p.jobs], self._run)
            self.progress.started(sum(len(plan.jobs) for _, plan in planned))
            for pair, plan in planned:
                packs.append(self._finished(pair, plan, outcomes))
                compared += self._compared(pair, plan)
            self._collect(region, compared, pairs)
        return EditionRedlines(tuple(packs), in_order(self._found), BuildResult((), ()))

    def _run(self, jobs: Sequence[RedlineJob]) -> Iterator[Outcome[RedlineWritten]]:
        with Local(self.request.jobs) as local:
            done = local.workers(len(jobs)).run(write_redline, ([job] for job in jobs), self.workshop)
            yield from in_order_of(jobs, done)

    def _place(self, region: str) -> str:
        return f"{region}/{self.request.new}/{REDLINES}/{self.request.old}"

    def _pairs(self, region: str) -> Iterator[Pair]:
        """The packs that stand in either edition and are asked for."""
        output, request = self.staging.output, self.request
        providers = self.content.regions[region].providers
        names = {
            path.parent.name
            for edition in (request.old, request.new)
            for path in (output / region / edition).glob(f"*/{MANIFEST}")
        }
        for name in sorted(names):
            lots = providers[name].lots if name in providers else ()
            if request.selection.wants(region, request.new, name, lots):
                old, new = (self._side(region, edition, name) for edition in (request.old, request.new))
                yield Pair(region, name, old, new)

    def _side(self, region: str, edition: str, name: str) -> Side | None:
        folder = self.staging.output / region / edition / name
        try:
            manifest = manifest_from_json((folder / MANIFEST).read_bytes())
        except (OSError, ValueError):
            return None
        return Side(folder, self.content.library.editions[edition], manifest)

    # --- one pack --------------------------------------------------------------------------

    def _plan(self, pair: Pair) -> PackPlan:
        """What is to be compared in a pack, and what still stands from a former run."""
        plan = PackPlan(self.staging.output / self._place(pair.region) / pair.name)
        if pair.old is None or pair.new is None:
            return plan
        former = plan.former() if not self.request.force else dict[str, Any]()
        for row in pair.new.manifest.documents:
            before = pair.old.manifest.document(row.kind)
            if not row.present or before is None or not before.present:
                continue
            if not self._wants(pair.region, row.kind):
                plan.carry(row.kind)
                continue
            job = self._job(pair, pair.old, pair.new, before, row)
            key = digest_of_parts(
                [
                    self.tools,
                    sha256_of(job.old),
                    sha256_of(job.new),
                    repr((job.subject, job.grounds, job.known, job.author)),
                ]
            )
            plan.keys[row.kind] = key
            if not plan.stands(row.kind, key, former):
                plan.jobs.append(job)
        return plan

    def _wants(self, region: str, kind: str) -> bool:
        """Whether a kind is asked for. A letter tells of one event and has no former version."""
        documents = self.content.regions[region].documents
        base, _, lot = kind.rpartition("-")
        of_lot = kind not in documents and base in documents and lot.isdecimal()
        spec = documents.get(base if of_lot else kind)
        letter = spec is not None and spec.layout is DocumentLayout.LETTER
        selection = self.request.selection
        return not letter and selection.wants_document(kind, base if of_lot else "", int(lot) if of_lot else None)

    def _job(self, pair: Pair, old: Side, new: Side, before: DocumentRow, after: DocumentRow) -> RedlineJob:
        party = "" if after.instrument == before.instrument == Instrument.GENERAL else pair.party  # one for all packs
        subject = self._subject(pair.region, after.title, party, version_of(old, before), version_of(new, after))
        known = [Known(f"ersie {before.version}", f"ersie {after.version}")]
        known.append(
            Known(f"{before.title}, versie {before.version}", f"{after.title}, versie {after.version}", in_clauses=True)
        )
        for length in (None, MARK_LENGTH):
            marks = (before.body_sha256[:length], after.body_sha256[:length])
            if all(marks):
                known.append(Known(*marks, in_clauses=True))
        library, profile = self.content.library, self.content.regions[pair.region].region
        filled = self._facts.of(library, profile, old.edition.date, new.edition)
        properties = {
            "akkoord.redline_from": f"{before.kind} {before.version}, editie {old.edition.id}",
            "akkoord.redline_from_sha256": subject.old.digest,
            "akkoord.redline_to": f"{after.kind} {after.version}, editie {new.edition.id}",
            "akkoord.redline_to_sha256": subject.new.digest,
        }
        return RedlineJob(
            pack=f"{self._place(pair.region)}/{pair.name}",
            kind=after.kind,
            old=old.bytes_of(before),
            new=new.bytes_of(after),
            subject=subject,
            grounds=edition_grounds(
                library, versions_in(before), versions_in(after), new.edition, filled, has_rates(after)
            ),
            known=tuple(known),
            author=self.request.author or subject.author,
            date=f"{new.edition.date.isoformat()}T00:00:00Z",
            properties=properties,
        )

    def _subject(self, region: str, title: str, party: str, old: Version, new: Version) -> Subject:
        known = self.content.regions[region].region
        name = known.name if known else region
        edition = self.content.library.editions[self.request.new]
        return Subject(
            title=title,
            party=party,
            old=old,
            new=new,
            effective=long_date(edition.date),
            iso_date=edition.date.isoformat(),
            author=f"Regio {name}",
            region=name,
            language=known.language if known else "nl-NL",
        )

    def _finished(self, pair: Pair, plan: PackPlan, outcomes: Outcomes) -> ComparedPack:
        """Put what was made in its place; what could not be proven leaves the folder as it was."""
        failed: list[str] = []
        files: dict[str, bytes] = {}
        for job in plan.jobs:
            self.progress.written(job.pack, job.kind)
            made = self._made(pair.name, job, outcomes.of(plan.keys[job.kind]))
            if made is None or not made.files:
                failed.append(job.kind)
                plan.failed.add(job.kind)
                continue
            files |= made.files
            plan.changes[job.kind] = made.changes
        path = f"{self._place(pair.region)}/{pair.name}"
        kinds = tuple(kind for kind in plan.keys if kind not in failed)
        if failed or not plan.keys:
            return ComparedPack(path, kinds, tuple(failed), written=False)
        kept = {name: plan.folder / name for kind in kinds for name in redline_names(kind) if name not in files}
        digests = {name: sha256_of(data) for name, data in files.items()}
        digests |= {name: sha256_of(place.read_bytes()) for name, place in kept.items()}
        proof = {
            "format": PROOF_FORMAT,
            "from": self.request.old,
            "to": self.request.new,
            "documents": {
                kind: {"key": plan.keys[kind], "files": {n: digests[n] for n in redline_names(kind)}} for kind in kinds
            },
        }
        files[PROOF] = json_text(proof).encode()
        if not plan.jobs and plan.holds(files):
            return ComparedPack(path, kinds, (), written=False)
        self.linked_anew |= not plan.folder.is_dir()
        problem = self.staging.put(path, files, kept)
        if problem is not None:
            self._found.append(replace(problem, provider=pair.name))
            return ComparedPack(path, (), kinds, written=False)
        return ComparedPack(path, kinds, (), written=bool(plan.jobs))

    def _made(self, name: str, job: RedlineJob, outcome: Outcome[RedlineWritten]) -> RedlineWritten | None:
        match outcome:
            case Done(made):
                self._found += (replace(d, provider=name, document=job.kind) for d in made.diagnostics)
                return made
            case Failed(what, trace):
                self.traces.append(trace)
                message = f"het vergelijken ging mis in Akkoord zelf: {what}"
            case Crashed():
                message = "het proces dat vergeleek is tweemaal weggevallen"
        self._found.append(replace(error("RDL050", message, None, "meld dit"), provider=name, document=job.kind))
        return None

    # --- over all packs --------------------------------------------------------------------

    def _compared(self, pair: Pair, plan: PackPlan) -> Iterator[Compared]:
        """What the collected report says of a pack: from the scripts that stand in its folder."""
        from akkoord.compare.script_json import script_from_data
        from akkoord.redline.changes import changes_of

        for kind, title, before, after in rows_of(pair):
            if not self._wants(pair.region, kind):
                continue
            if before is None or after is None:
                yield Compared(kind, title, pair.name, pair.party, only="new" if after is not None else "old")
                continue
            if kind in plan.failed:
                self._failed.append(NotCompared(f"{title}, {pair.party or pair.name}", "mislukt; zie de bevindingen"))
                continue
            if kind in plan.changes:
                yield Compared(kind, title, pair.name, pair.party, plan.changes[kind])
                continue
            place = plan.folder / f"{kind}-script.json"
            if kind not in plan.keys or not place.is_file() or pair.old is None or pair.new is None:
                continue
            script = script_from_data(cast("dict[str, Any]", json.loads(place.read_bytes())))
            job = self._job(pair, pair.old, pair.new, before, after)
            yield Compared(kind, title, pair.name, pair.party, changes_of(readings_of_job(job, script)))

    def _collect(self, region: str, compared: Sequence[Compared], pairs: Sequence[Pair]) -> None:
        old, new = (self.content.library.editions[name] for name in (self.request.old, self.request.new))
        if not compared:
            return
        versions = (Version(e.id, "", long_date(e.date), "", "") for e in (old, new))
        known = self.content.regions[region].region
        subject = self._subject(region, self._title(known.name if known else region, pairs), "", *versions)
        subject = replace(subject, not_compared=tuple(self._failed))
        place = self._place(region)
        made = write(self.workshop, Job(place, COLLECTED, collected(subject, compared), {}))
        self._found += made.diagnostics
        folder = self.staging.output / place
        if not made.files or all(holds_bytes(folder / name, data) for name, data in made.files.items()):
            return
        kept = {p.name: p for p in sorted(folder.iterdir()) if p.name not in made.files} if folder.is_dir() else {}
        problem = self.staging.put(place, made.files, kept)
        if problem is not None:
            self._found.append(problem)

    def _title(self, name: str, pairs: Sequence[Pair]) -> str:
        """What the collected report is about. It never says to be of all packs when it is of a choice."""
        chosen = self.request.selection
        if not (chosen.providers or chosen.documents or chosen.lots):
            return f"alle documenten van {name}"
        parties = [pair.party or pair.name for pair in pairs]
        whom = ", ".join(parties) if len(parties) <= _NAMED else f"{len(parties)} pakketten"
        kinds = f", alleen {', '.join(chosen.documents)}" if chosen.documents else ""
        return f"keuze uit de documenten van {name}: {whom}{kinds}"
