"""Why a step of a build runs or does not: which of its inputs is not what it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.project.causes import causes_of, tool_causes
from akkoord.project.contract_register import CALENDAR
from akkoord.project.edition_steps import (
    FIRST,
    FORCED,
    FORGOTTEN,
    OTHER,
    SAME,
    SAME_TEXT,
    calendar_step,
    sources_of_dates,
)
from akkoord.project.manifests import file_names
from akkoord.project.pack_files import MANIFEST, ZIP, PackFiles, stat_of
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.result import DocumentResult, Outcome, PackResult, StepRun
from akkoord.project.signature_zip import Sealed
from akkoord.project.slots import AskedNames, names_in_spec
from akkoord.project.standing import values_of
from akkoord.project.state import Assembling
from akkoord.project.steps import Tools, writing_key
from akkoord.records import Cause, DocumentRow, Manifest

_ALWAYS, _FIELDS = Cause("always", "", "", ""), Cause("fields", "", "", "")
_PROGRAM = Cause("program", "akkoord", "", "")
_DATE = re.compile(r"datetime\.date\((\d+), (\d+), (\d+)\)")


class _Former(Struct, frozen=True):
    """A document as the last run left it: its row, how it was assembled, the key of the step that wrote it."""

    row: DocumentRow | None
    made: Assembling | None
    key: str | None


class StepReasons(Struct):
    """Tells it of the documents of one run, before they are made.

    `values` holds what the names of each region were worth at the last build; `planners` are by the folder of their
    packs. `untouched` tells of a source whether it is what it was in the last run.
    """

    asked: AskedNames
    tools: Tools
    planners: Mapping[str, Planner]
    values: Mapping[str, Mapping[str, str]]
    untouched: Callable[[str], bool]
    forced: bool
    _changed: dict[str, Mapping[str, Cause]] = field(default_factory=dict[str, Mapping[str, Cause]])
    _last: tuple[str, Manifest | None] = ("", None)

    def of(
        self, pack: PlannedPack, files: PackFiles, planned: PlannedDocument, key: str, *, kept: bool
    ) -> tuple[StepRun, ...]:
        """The steps of a document with this `key`; none of one that is not asked for or not there."""
        if not planned.asked or not planned.there or planned.made is None:
            return ()
        if self.forced:
            return (StepRun("assemble", True, (FORCED,)), StepRun("write", True, (FORCED,)))
        if self._last[0] != pack.path:
            self._last = (pack.path, files.manifest())
        manifest = self._last[1]
        row = manifest.document(planned.kind) if manifest is not None else None
        former = files.former
        before = _Former(
            row if row is not None and row.present else None,
            former.assembled.get(planned.kind),
            former.keys.get(planned.kind) or None,
        )
        if planned.standing:
            return (StepRun("assemble", False, (SAME,)), StepRun("write", False, (SAME,)))
        inputs = tuple(self._inputs(pack, planned, before.row))
        tools = tuple(self._tools(planned, before, manifest))
        writing = tuple(_unique(self._writing(files, planned, before, key, inputs, tools))) or (OTHER,)
        assembling = _assembling(planned, before, inputs, tools) or (writing if not kept else ()) or (OTHER,)
        if kept:
            writing = (SAME_TEXT,) if inputs or assembling == (OTHER,) else (SAME,)
        return (StepRun("assemble", True, tuple(_unique(assembling))), StepRun("write", not kept, writing))

    def calendar(self, pack: PlannedPack, files: PackFiles, content: bytes) -> StepRun:
        """The step of the calendar in a pack."""
        sources = sources_of_dates(self.planners[pack.place].content, pack.place, pack.name)
        changed = (file for file in sources if not self.untouched(file))
        return calendar_step(files.folder, content, files.former, changed, first=files.manifest() is None)

    def _writing(
        self,
        files: PackFiles,
        planned: PlannedDocument,
        before: _Former,
        key: str,
        inputs: tuple[Cause, ...],
        tools: tuple[Cause, ...],
    ) -> Iterator[Cause]:
        """Why the files of a document are written."""
        if before.key is None:
            yield FIRST if before.row is None else FORGOTTEN
            return
        if before.key == key:
            yield from _lost(files, planned.kind)
            return
        made = before.made
        if made is None or planned.made is None or made.content != planned.made.content:
            yield from inputs
            if before.row is not None and before.row.status != planned.row.status:
                yield Cause("status", "", before.row.status, planned.row.status)
            if made is not None and planned.made is not None and made.text and made.text == planned.made.text:
                yield _FIELDS
        yield from tools
        if before.row is None:
            yield Cause("missing", MANIFEST, "", "")

    def _tools(self, planned: PlannedDocument, before: _Former, manifest: Manifest | None) -> Iterator[Cause]:
        """What makes the files and is not what it was."""
        if before.key is None or (before.made and before.key == writing_key(before.made.content, self.tools)):
            return
        found = list(tool_causes(manifest, self.tools))
        if before.row is not None and before.row.pdf_engine != self.tools.pdf_engine:
            found.append(Cause("engine", "", before.row.pdf_engine, self.tools.pdf_engine))
        # What is not in a manifest is the code of the program itself, and Python.
        yield from found or ([_PROGRAM] if before.made is not None else [])

    def _inputs(self, pack: PlannedPack, planned: PlannedDocument, before: DocumentRow | None) -> Iterator[Cause]:
        """What the text is made of and is not what it was: values by their name, all else by its file."""
        values = tuple(self._values(pack.place, planned))
        told = {cause.place.rpartition(":")[0].rpartition(":")[0] for cause in values}
        files = [c for c in causes_of(before, planned.row) if c.kind != "data" or c.name not in told]
        # A text that asks for something else rests on other values of a file that is what it was.
        moved = [c for c in files if c.kind != "data" or not self.untouched(c.name)]
        yield from (*values, *moved) or files

    def _values(self, place: str, planned: PlannedDocument) -> Iterator[Cause]:
        changed = self._changed_in(place)
        if not changed:
            return
        planner = self.planners[place]
        names = frozenset[str]().union(*(self.asked.of(f"{c.id}@{c.version}").names for c in planned.row.clauses))
        prepared = planner.ready(None)
        spec, scope = prepared.sources.documents.get(planned.kind), prepared.scopes.get(planned.kind)
        names |= frozenset(one.name for one in names_in_spec(spec)) if spec is not None else frozenset[str]()
        if scope is not None:
            names = names.union(*(scope.origins.get(name, frozenset[str]()) for name in names))
        yield from (changed[name] for name in sorted(names & changed.keys()))

    def _changed_in(self, place: str) -> Mapping[str, Cause]:
        """The names that are worth something else than at the last build, as far as that is known."""
        if place not in self._changed:
            before, planner = self.values.get(place), self.planners[place]
            prepared = planner.ready(None)
            now = values_of(prepared) if before is not None else {}
            places = {name: span for scope in prepared.scopes.values() for name, span in scope.places.items()}
            self._changed[place] = {
                name: Cause("value", name, _shown(was), _shown(now.get(name, "")), str(places[name]))
                for name, was in (before or {}).items()
                if was != now.get(name) and name in places
            }
        return self._changed[place]


def _assembling(
    planned: PlannedDocument, before: _Former, inputs: tuple[Cause, ...], tools: tuple[Cause, ...]
) -> tuple[Cause, ...]:
    """Why a document is assembled, as far as it is no matter of its files."""
    if before.key is None or before.made is None:
        return (FIRST,) if before.row is None else (FORGOTTEN,)
    if planned.general or not before.made.inputs:
        return inputs or (_ALWAYS,)
    program = tuple(cause for cause in tools if cause.kind == "program")
    return (*inputs, *program)


def _lost(files: PackFiles, kind: str) -> Iterator[Cause]:
    """The files of a document that are not as they were left."""
    for name in file_names(kind):
        known, stat = files.former.files.get(name), stat_of(files.folder / name)
        if stat is None:
            yield Cause("missing", name, "", "")
        elif known is None or stat != known.stat:
            yield Cause("altered", name, "", "")


def pack_steps(
    files: PackFiles,
    contents: Mapping[str, bytes],
    sealed: Sealed,
    documents: Sequence[DocumentResult],
    *,
    forced: bool,
) -> tuple[StepRun, ...]:
    """The steps of a pack as a whole: what goes in is what its documents became."""
    written = [Cause("document", d.kind, "", "") for d in documents if d.outcome is Outcome.WRITTEN]
    rows = [Cause("row", d.kind, "", "") for d in documents if any(SAME_TEXT in step.causes for step in d.steps)]
    there = files.manifest()
    changed = not files.holds(MANIFEST, contents[MANIFEST])
    why = (FIRST,) if there is None else (FORCED,) if forced and written else (*written, *rows) or (OTHER,)
    steps = [StepRun("manifest", changed, why if changed else (SAME,))]
    if sealed.kept:
        steps.append(StepRun("pack", False, (SAME,)))
    elif sealed.content is not None:
        gone = stat_of(files.folder / ZIP) is None
        lost = (FIRST,) if there is None else (Cause("missing", ZIP, "", ""),) if gone else ()
        own = (Cause("document", MANIFEST, "", ""),) if changed else ()
        steps.append(StepRun("pack", True, (FORCED,) if forced else lost or own or (OTHER,)))
    return tuple(steps)


def nothing_ran(pack: PackResult, files: Collection[str]) -> PackResult:
    """A pack with the steps of a run in which nothing had changed; `files` are those that stand in its folder."""
    still = (StepRun("assemble", False, (SAME,)), StepRun("write", False, (SAME,)))
    of_pack = (("manifest", MANIFEST), ("pack", ZIP), ("calendar", CALENDAR))
    own = (StepRun(step, False, (SAME,)) for step, name in of_pack if name in files)
    documents = (replace(d, steps=still if d.outcome is Outcome.UNCHANGED else ()) for d in pack.documents)
    return replace(pack, documents=tuple(documents), steps=tuple(own))


def _unique(causes: Sequence[Cause] | Iterator[Cause]) -> Iterator[Cause]:
    yield from dict.fromkeys(causes)


def _shown(value: str) -> str:
    """A value as the state keeps it, for people."""
    text = _DATE.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", value)
    text = re.sub(r"Decimal\('([^']*)'\)", r"\1", text)
    return text.strip("'\"") if text[:1] in "'\"" else {"True": "true", "False": "false"}.get(text, text)
