"""The rules held against everything that a project holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import Sources as Material
from akkoord.assembly import prepare
from akkoord.checks.acceptance import acceptance_findings, accepted
from akkoord.checks.found import Found
from akkoord.checks.passages import Known
from akkoord.checks.patterns import absent_to_data, forget_absent, take_absent
from akkoord.checks.registry import all_rules
from akkoord.checks.running import Running, Told
from akkoord.checks.seen import Seen
from akkoord.checks.settings import settings_findings
from akkoord.checks.views import PackView, RegionView, SetView
from akkoord.diagnostics import Diagnostic, in_order
from akkoord.executor import Done, Forked, can_fork
from akkoord.library import Edition
from akkoord.project import edition_memory
from akkoord.project.asked import check_asked, is_about
from akkoord.project.check_aside import Aside, aside
from akkoord.project.check_memory import CheckMemory, Outcome, Part, outcome_of, sources_key
from akkoord.project.check_process import Kept, Looked, Task
from akkoord.project.content import Content, RegionContent, read_content
from akkoord.project.edition_memory import EditionMemory, from_data
from akkoord.project.finding_places import SourcePlaces
from akkoord.project.kept_texts import KeptTexts
from akkoord.project.pack_files import PackFiles
from akkoord.project.read_cache import ReadCache
from akkoord.project.rests import Grounds, NotedLibrary, always
from akkoord.project.selection import Selection
from akkoord.project.set_views import provider_views, region_view, set_view
from akkoord.project.sources import Sources, list_sources
from akkoord.project.staging import Staging
from akkoord.project.state import PackState
from akkoord.project.steps import program_digest
from akkoord.project.text_memory import TextMemory
from akkoord.project.typed_words import SourceLines


def checked_project(sources: Sources, memory: CheckMemory, selection: Selection, *, packs: bool = False) -> Outcome:
    """Read a project and hold the rules against what is asked for.

    Raises:
        SelectionError: something is asked for that is not there.
    """
    with aside(sources, memory, selection, packs=packs) as beside:
        content = _read(sources)
        check_asked(selection, content)
        return checked_content(content, sources, memory, selection, packs=packs, beside=beside)


def _read(sources: Sources) -> Content:
    return read_content(sources, ReadCache(sources.root / "output" / ".cache", program_digest(sources)))


def looked_at(kept: Kept, asked: Task) -> Looked:
    """In the other process: hold the rules against its part of what is asked for; `kept` stays there."""
    folder, selection, all_of_it, known = asked
    root = Path(folder)
    sources = Sources(root, list_sources(root), known)
    memory = CheckMemory(root / "output" / ".cache")
    cache = ReadCache(memory.folder, program_digest(sources), keep=False, values=kept.values)
    checking = _Checking(read_content(sources, cache), sources, selection, memory)
    made = checking.part_aside(all_of_it=all_of_it)
    forget_absent()
    return made


def checked_content(
    content: Content,
    sources: Sources,
    memory: CheckMemory,
    selection: Selection,
    *,
    packs: bool = False,
    model: bool = False,
    beside: Aside | None = None,
) -> Outcome:
    """Hold the rules against what is asked for of a project that was read; what came of it is kept in `memory`.

    A tender `model` is held against them once it is a contract. `beside` is the process that was asked for its part.
    """
    return Check(content, sources, memory, selection, beside, packs=packs, model=model).outcome()


class Check:
    """The rules held against what is asked for of a project that was read; see `checked_content`."""

    def __init__(
        self,
        content: Content,
        sources: Sources,
        memory: CheckMemory,
        selection: Selection,
        beside: Aside | None = None,
        *,
        packs: bool = False,
        model: bool = False,
    ) -> None:
        self._content, self._sources, self._memory, self._selection = content, sources, memory, selection
        self._beside, self._packs = beside, packs
        self._outcome = Outcome((), ()) if model else None
        self._begun: _Checking | None = None

    def expected(self) -> tuple[Found, ...] | None:
        """What rules will probably find: in an edition that changed what they found in it before.

        Most changes of a text change nothing in that. None where it is not looked at in another process meanwhile, or
        where it is not known.
        """
        if self._outcome is not None or self._beside is None or not self._beside.all_of_it:
            return None
        found = self._checking().expected()
        return None if found is None else self._asked(found)

    def outcome(self) -> Outcome:
        """What came of it, which is kept."""
        if self._outcome is None:
            self._outcome = self._found()
            self._begun = None  # and with it the texts that the rules were held against
        return self._outcome

    def _checking(self) -> _Checking:
        if self._begun is None:
            self._begun = _Checking(self._content, self._sources, self._selection, self._memory, packs=self._packs)
        return self._begun

    def _found(self) -> Outcome:
        everything = not (self._selection.regions or self._selection.editions)
        outcome = self._memory.load(self._sources) if everything and not self._packs else None
        if outcome is None:
            outcome = self._checking().run(None if self._packs else self._beside)
            if not self._packs:
                if everything:
                    self._memory.save(self._sources, outcome)
                self._checking().keep(self._memory, all_of_it=everything)
            forget_absent()
        return Outcome(self._asked(outcome.found), outcome.said, outcome.assembled, outcome.read)

    def _asked(self, found: Iterable[Found]) -> tuple[Found, ...]:
        return tuple(one for one in found if is_about(one, self._selection, self._content))


class _Held(Struct, frozen=True):
    """A region as rules look at it, with the editions that are asked for."""

    content: RegionContent
    material: Material
    view: RegionView
    editions: tuple[Edition, ...]
    places: SourcePlaces

    def left(self, part: Part) -> Part:
        """`part` without what only follows from a file that could not be read."""
        return self.content.unread.left(part, self.content.accepted)

    def name(self, edition: Edition | None) -> str:
        """What the part of an edition is called, or that of the data of the region."""
        return f"{self.view.folder}/{edition.id if edition is not None else ''}"


class _Checking:
    """One check: what is known already, and what it makes anew."""

    def __init__(
        self, content: Content, sources: Sources, selection: Selection, memory: CheckMemory, *, packs: bool = False
    ) -> None:
        self._content, self._sources, self._selection, self._packs = content, sources, selection, packs
        self._program = program_digest(sources)
        self._memory = known = EditionMemory.load(memory.editions, self._program)
        self._texts = TextMemory(memory.folder)
        take_absent(known.absent)
        self._running = Running(all_rules(), known.seen)
        self._grounds = Grounds(sources, content.library)
        # What stands in packs is not kept, so that an edition that is looked at with them is looked at anew.
        self._parts = {} if packs else {n: one.part for n, one in known.parts.items() if self._grounds.hold(one.rests)}
        self._made: set[str] = set()
        self._known = Known()
        self._asked: set[str] = set()

    def run(self, aside: Aside | None) -> Outcome:
        """Every region and edition that is asked for; providers and documents are chosen afterwards."""
        regions = tuple(self._regions())
        if aside is not None:
            self._parted(regions, aside)
        said: list[Diagnostic] = []
        parts: dict[str, Part] = {}
        for held in regions:
            said += settings_findings(self._running.rules, held.view.region)
            own = {held.name(edition): part for edition, part in self._of_region(held)}
            found = tuple(one for part in own.values() for one in part.found)
            whole = not self._selection.editions and not held.content.unread
            said += acceptance_findings(found, held.content.accepted, whole=whole)
            parts |= own
        self._asked = set(parts)
        return outcome_of(parts, in_order(said), self._content.diagnostics)

    def part_aside(self, *, all_of_it: bool) -> Looked:
        """The part of every second edition that is not known, or of all of them."""
        regions = tuple(self._regions())
        wanted = [(h, e) for h in regions for e in h.editions] if all_of_it else self._divided(regions)[1]
        return self._looked_at(wanted)

    def expected(self) -> tuple[Found, ...] | None:
        """What would be found if every edition said what it said before; None where one said nothing yet."""
        before = {name: one.part for name, one in self._memory.parts.items()}
        if any(held.name(edition) not in before for held in self._regions() for edition in held.editions):
            return None
        parts, self._parts = self._parts, before
        found = self.run(None).found
        self._parts = parts
        return found

    def _made_here(self) -> dict[str, Any]:
        """What this check made anew, as plain data."""
        asked, said = self._memory.seen.asked, self._memory.seen.said
        seen = Seen({mark: {one: said[mark][one] for one in sorted(own)} for mark, own in asked.items()})
        made = {name: self._memory.parts[name] for name in sorted(self._made)}
        return EditionMemory(made, seen, absent_to_data(earlier=False)).to_data()

    def keep(self, memory: CheckMemory, *, all_of_it: bool) -> None:
        """Keep what was made anew; where all of the project was asked for, nothing else but what that has."""
        if not self._made:
            return
        parts = self._memory.parts
        kept = {name: parts[name] for name in parts if not all_of_it or name in self._asked}
        absent = absent_to_data(earlier=True)
        EditionMemory(kept, self._memory.seen, absent).save(memory.editions, self._program)
        if all_of_it:
            self._texts.only(kept)

    def _parted(self, regions: tuple[_Held, ...], aside: Aside) -> None:
        """Our part of the editions; then what came of the other one, when that was read from the same sources."""
        mine, others = ([], []) if aside.all_of_it else self._divided(regions)
        forked = Forked(lambda: self._looked_at(others)) if aside.process is None and others and can_fork() else None
        try:
            for held, edition in mine if forked is not None or aside.process is not None else ():
                self._part(held, edition)
        except BaseException:
            if forked is not None:
                forked.close()
            raise
        outcome = forked.outcome() if forked is not None else aside.outcome()
        if isinstance(outcome, Done):  # what went wrong there is done here, and said
            key, data = outcome.value
            if key == sources_key(self._sources):
                other = from_data(data)
                self._memory.parts |= other.parts
                self._memory.seen.take(other.seen)
                take_absent(other.absent)
                self._parts |= {name: one.part for name, one in other.parts.items()}
                self._made |= other.parts.keys()

    def _looked_at(self, pairs: Iterable[tuple[_Held, Edition]]) -> Looked:
        """What came of these editions alone, as plain data."""
        for held, edition in pairs:
            self._part(held, edition)
            self._made.add(held.name(edition))  # also where only this process still knew it
        return sources_key(self._sources), self._made_here()

    def _divided(self, regions: tuple[_Held, ...]) -> tuple[list[tuple[_Held, Edition]], list[tuple[_Held, Edition]]]:
        """What is not known, in two halves; the last editions are the largest, and are parted first."""
        pairs = [(held, edition) for held in regions for edition in reversed(held.editions)]
        unknown = [(held, edition) for held, edition in pairs if held.name(edition) not in self._parts]
        return unknown[::2], unknown[1::2]

    def _regions(self) -> Iterator[_Held]:
        for folder, region in self._content.regions.items():
            if self._selection.regions and folder not in self._selection.regions:
                continue
            if region.region is None or region.pack is None:
                continue
            providers = tuple(sorted(region.providers.values(), key=lambda provider: provider.id))
            material = Material(
                self._content.library,
                region.region,
                region.documents,
                providers,
                region.rates,
                region.initiatives or (),
                region.pack,
            )
            others = [r.region for name, r in self._content.regions.items() if name != folder and r.region is not None]
            editions, unread = self._content.library.editions, region.unread.providers
            view = region_view(folder, material, editions, region.documents, others, unread)
            asked = (e for e in view.editions if not self._selection.editions or e.id in self._selection.editions)
            files = region.files
            data = (files.region, files.rates, files.initiatives, *files.providers.values())
            places = SourcePlaces(SourceLines(self._sources), tuple(dict.fromkeys(file for file in data if file)))
            yield _Held(region, material, view, tuple(asked), places)

    def _of_region(self, held: _Held) -> Iterator[tuple[Edition | None, Part]]:
        """What rules find in the data of a region, which the last edition asked for dates, and in each edition."""
        if held.editions:
            found = map(held.places.placed, self._running.region(held.view))
            yield None, held.left(Part(tuple(accepted(found, held.content.accepted, held.editions[-1].date))))
        for edition in held.editions:
            part = self._part(held, edition)
            found = tuple(accepted(part.found, held.content.accepted, edition.date))
            yield edition, held.left(Part(found, part.assembled))

    def _part(self, held: _Held, edition: Edition) -> Part:
        """What is found in an edition, before acceptances are held against it."""
        name = held.name(edition)
        if name not in self._parts:
            library = NotedLibrary.of(self._content.library)
            asked = library.asked
            self._known = Known() if self._known.much else self._known
            kept = KeptTexts(
                self._texts.load(name), self._program, self._grounds, asked, always(held.view.folder, edition)
            )
            with asked.noted_in(kept.preparing):
                prepared = prepare(replace(held.material, library=library), edition, kept.layouts)
            kept.prepared(prepared)
            if len(self._selection.editions) == 1:  # several are large together
                self._content.prepared[name] = prepared
            texts, said = set_view(held.view, prepared, self._known, kept)
            told = kept.told(texts.texts, self._running.text)
            found = tuple(self._found(texts, told))
            part = self._parts[name] = Part(tuple(map(held.places.placed, found)), said)
            if not self._packs:
                rests = self._grounds.of(held.view.folder, edition, kept.rests(), found)
                self._memory.parts[name] = edition_memory.Known(part, rests)
                self._texts.save(name, kept.to_bytes(texts.texts, told))
                self._made.add(name)
            kept.let_go()
        return self._parts[name]

    def _found(self, texts: SetView, told: Sequence[Told]) -> Iterator[Found]:
        yield from self._running.set(texts, told)
        for provider in provider_views(texts):
            yield from self._running.provider(provider)
        if self._packs:
            for pack in self._stored_packs(texts):
                yield from self._running.pack(pack)

    def _stored_packs(self, view: SetView) -> Iterator[PackView]:
        """The packs of the edition that stand in the output, one after the other."""
        staging = Staging(self._sources.root / "output")
        for name in (*(p.id for p in view.region_view.providers), *_region_pack(view)):
            files = PackFiles(staging, f"{view.place}/{name}", PackState({}, {}))
            manifest = files.manifest()
            if manifest is not None:
                there = tuple(sorted(path.name for path in files.folder.iterdir() if path.is_file()))
                yield PackView(
                    view, name, manifest, there, lambda file, folder=files.folder: (folder / file).read_bytes()
                )


def _region_pack(view: SetView) -> tuple[str, ...]:
    return (view.region_view.pack.region_pack,) if view.region_view.pack is not None else ()
