"""The packs of a plan looked at in two processes: which of them sees a pack changes nothing of what is said of it.

The other process is split off once the project is read, or reads it itself where that cannot be done. While this one
holds the rules against the project, it works out which packs stand as long as no rule finds an error. Then it is told
what rules found and which packs to look at: half of those that do not stand, and as far as that goes other texts than
are looked at here, so that each way in which a text changes is compared once. What depends on the packs before it
(documents that are written in memory, of which there are only so many) is looked at here, in order, after everything
else.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from akkoord.checks.found import Found
from akkoord.checks.readiness import readiness
from akkoord.diagnostics import Diagnostic
from akkoord.executor import Beside, Done, can_fork, cores
from akkoord.project.alike_changes import AlikeChanges
from akkoord.project.batches import Order
from akkoord.project.build import Request
from akkoord.project.check_memory import sources_key
from akkoord.project.content import Content
from akkoord.project.pack_changes import PackChanges, PackLook
from akkoord.project.pack_planning import PackPlanning, PlacedPack
from akkoord.project.plan import Plan
from akkoord.project.plan_ground import PlanGround, content_of, folder_of, ground_of
from akkoord.project.planned import ToBeAloneError
from akkoord.project.shared_files import SharedFiles
from akkoord.project.sources import Sources, list_sources
from akkoord.project.state import Memory, State
from akkoord.project.steps import program_digest, writing_key

HALVES_PAY = 60
"""From so many providers on, a second process takes less time than it saves, also where it has to read the project."""
WORTH_GIVING = 16
"""Fewer packs than this are looked at sooner than they are told."""
WORTH_COMPARING = 10
"""So many packs are looked at in the time that two texts are compared in."""
OWN_WORK = 0.1
"""What this process does for each pack when both are done, as a share of looking at one: overviews, the plan itself."""


class Half(Struct, frozen=True):
    """What the other process is told: of which sources which packs, and what was found by rules and made for all."""

    sources: str
    place: str
    names: tuple[str, ...]
    found: tuple[Found, ...]
    shared: SharedFiles


class Whole(Struct, frozen=True):
    """Which packs of an edition stand as a whole, when rules find no error in it and texts cite these `digests`."""

    sources: str
    place: str
    digests: Mapping[str, str]
    names: frozenset[str]
    others: tuple[tuple[str, ...], ...]
    """The other packs of which that is known, those together of which the same texts change."""
    rests: dict[tuple[str, str], str]
    """What the documents of those rest on (see `Dependence.known`)."""
    found: tuple[Diagnostic, ...]
    """What was found on the way."""

    def holds(self, sources: str, planning: PackPlanning) -> bool:
        """Whether that is so: the same sources and digests, and no error."""
        same = (self.sources, self.place, self.digests) == (sources, planning.planner.place, planning.digests)
        return same and not planning.planner.readiness.errors.get(self.place)


class Seen(Struct, frozen=True):
    """What the other process saw of packs, but of those that this one has to look at; and what it found on the way."""

    looks: dict[str, PackLook]
    found: tuple[Diagnostic, ...]


Other: TypeAlias = "Beside[Seen | Whole | None]"
ReadProject: TypeAlias = "tuple[State, Sources, str, Content]"
"""What the last run knew, the sources, the digest of the program, and the project as it was read."""


class Reader(Struct):
    """In the other process: the project, read and gone through before it is told what to look at.

    `known` is the project as the process that this one was split off from has read it; None to read it here.
    """

    root: Path
    request: Request
    known: ReadProject | None = None
    _ground: tuple[str, PlanGround] | None = None
    _begun: tuple[Plan, PackPlanning] | None = None
    _changed: frozenset[str] = frozenset()
    """The sources that are not what they were."""

    def whole(self) -> Whole | None:
        """The packs of the first edition that stand as a whole, None where that is not known before it is built."""
        key, ground = self._read()
        plan = ground.plan((), built=True)
        digests = _standing_digests(ground, plan)
        planning = next(plan.editions(digests), None) if digests is not None else None
        if planning is None:
            return None
        self._begun = (plan, planning)
        names: list[str] = []
        others: dict[object, list[str]] = {}
        alike = AlikeChanges(planning, self._changed)
        for one in map(planning.placed, planning.names(Order.ALIKE)):
            if one.standing is not None:
                names.append(one.name)
            else:
                others.setdefault(alike.of(one), []).append(one.name)
        together, found = tuple(map(tuple, others.values())), tuple(plan.found)
        rests = planning.dependence.known({name for group in together for name in group})
        return Whole(key, planning.planner.place, planning.digests or {}, frozenset(names), together, rests, found)

    def seen(self, half: Half) -> Seen:
        """Look at packs.

        Raises:
            ValueError: the sources are not those that the half is of.
        """
        key, ground = self._read()
        if key != half.sources:
            raise ValueError("other sources")
        plan, planning = self._planning(ground, half)
        packs = ground.changes((planning.planner,), half.shared, ground.texts())
        looks = dict(_looks(packs, planning, (planning.placed(name, whole=False) for name in half.names)))
        return Seen(looks, tuple(plan.found))

    def _planning(self, ground: PlanGround, half: Half) -> tuple[Plan, PackPlanning]:
        """The edition that packs are of, as far as it was gone through when that holds."""
        digests = half.shared.digests.get(half.place, {})
        if self._begun is not None and not readiness(half.found).errors.get(half.place):
            planning = self._begun[1]
            if (planning.planner.place, planning.digests) == (half.place, digests):
                return self._begun
        plan = ground.plan(half.found, built=True)
        planner = next(planner for planner in plan.planners if planner.place == half.place)
        return plan, PackPlanning.of(planner, digests)

    def _read(self) -> tuple[str, PlanGround]:
        """The sources by their key, and all that a plan of them is made from."""
        if self._ground is None:
            state, sources, program, content = self.known or self._project()
            self._changed = frozenset(path for path in sources.read if not sources.untouched(path))
            self._ground = (sources_key(sources), ground_of(self.request, state, sources, program, content))
        return self._ground

    def _project(self) -> ReadProject:
        state = Memory(folder_of(self.root)).load()
        sources = Sources(self.root, list_sources(self.root), state.sources)
        program = program_digest(sources)
        return state, sources, program, content_of(sources, program)


def _standing_digests(ground: PlanGround, plan: Plan) -> dict[str, dict[str, str]] | None:
    """The digests of what is the same for everybody, None when some of it has to be written."""
    shared = SharedFiles()
    for document in plan.shared():
        made = document.planned.made
        if document.planned.document is None or made is None:
            continue
        standing = ground.standing(document.place, document.planned.kind, writing_key(made.content, ground.tools))
        if standing is None:
            return None
        shared.standing(document.place, document.planned.kind, *standing)
    return shared.digests


def _work(reader: Reader, half: Half | None) -> Seen | Whole | None:
    """In the other process: go through all packs, or look at some."""
    return reader.whole() if half is None else reader.seen(half)


class Second(Struct):
    """The other process, once there is one."""

    reader: Reader
    pays: bool
    process: Other | None = None

    def project_read(self, project: ReadProject) -> None:
        """Go on in two processes with a project that this one has read."""
        if self.pays and self.process is None:
            split = can_fork()
            self.reader.known = project if split else None
            self.start(split=split)

    def start(self, *, split: bool = False) -> None:
        """Start it; with `split` it goes on with what this process knows."""
        self.process = Beside(_work, self.reader, split=split)
        self.process.ask(None)


@contextmanager
def another_process(sources: Sources, request: Request) -> Generator[Second, None, None]:
    """What becomes another process, where that pays: at once where it has to read the project itself."""
    providers = sum("/providers/" in path for path in sources.listing.files)
    narrow = request.model or request.selection.providers or request.jobs == 1
    second = Second(Reader(sources.root, request), pays=not narrow and cores() > 1 and providers >= HALVES_PAY)
    if second.pays and not can_fork():
        second.start()
    try:
        yield second
    finally:
        if second.process is not None:
            second.process.close()


class Halves(Struct):
    """Looks at the packs of one edition after another; half of them in the `other` process, where there is one."""

    other: Other | None
    packs: PackChanges
    sources: str
    found: tuple[Found, ...]
    shared: SharedFiles
    tell: Callable[[str], None]
    """Told of each pack that was looked at, by its path."""
    _asked: bool = False

    def looks(self, planning: PackPlanning, said: list[Diagnostic]) -> Iterator[PackLook]:
        """What is seen of each pack that is asked for, in order; `said` is where another process's findings go."""
        whole = self._whole(planning, said)
        standing = whole.names if whole is not None else frozenset[str]()
        names, planner = planning.names(Order.ALIKE), planning.planner
        placed = [planning.placed(name, whole=whole is None) for name in names if name not in standing]
        seen = self._in_halves(planning, placed, whole.others if whole is not None else (), said)
        self.packs.texts.forget_seen()
        others = iter(placed)
        for name in names:
            one = next(others) if name not in standing else None
            if one is None:
                look = PackLook(planner.path(name))
            else:
                look = seen.get(name) or self.packs.look(planning.planned(one))
            self.tell(look.path)
            yield look

    def _whole(self, planning: PackPlanning, said: list[Diagnostic]) -> Whole | None:
        """What the other process knows of the packs that stand as a whole, None where that is not known."""
        if self.other is None or self._asked:
            return None
        self._asked = True
        outcome = self.other.outcome()
        whole = outcome.value if isinstance(outcome, Done) else None
        if not isinstance(whole, Whole) or not whole.holds(self.sources, planning):
            return None
        said += whole.found
        planning.dependence.take(whole.rests)
        return whole

    def _in_halves(
        self,
        planning: PackPlanning,
        placed: Sequence[PlacedPack],
        alike: Sequence[tuple[str, ...]],
        said: list[Diagnostic],
    ) -> dict[str, PackLook]:
        """What both processes saw of packs that do not stand, of which `alike` go together; else nothing."""
        changed = [one for one in placed if one.standing is None]
        if self.other is None or len(changed) < WORTH_GIVING:
            return {}
        given = divided(alike or [tuple(one.name for one in changed)])
        names = tuple(one.name for one in changed if one.name in given)
        self.other.ask(Half(self.sources, planning.planner.place, names, self.found, self.shared.as_known()))
        seen = dict(_looks(self.packs, planning, (one for one in changed if one.name not in given)))
        outcome = self.other.outcome()
        there = outcome.value if isinstance(outcome, Done) else None
        if isinstance(there, Seen):  # what went wrong there is done here, and said
            seen |= there.looks
            said += there.found
        return seen


def divided(alike: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """The names in groups that the other process is given, so that both are done at once with all that they have to do.

    A group is parted only where that takes less time than to compare a text twice.
    """
    groups = sorted(alike, key=len, reverse=True)
    mine: list[str] = []
    given: list[str] = []
    own = int(OWN_WORK * sum(map(len, groups)))
    for group in groups:
        (given if len(given) <= own + len(mine) else mine).extend(group)
    gap = (own + len(mine) - len(given)) // 2
    if gap > WORTH_COMPARING:
        given += mine[len(mine) - gap :]
    elif -gap > WORTH_COMPARING:
        del given[gap:]
    return frozenset(given)


def _looks(packs: PackChanges, planning: PackPlanning, placed: Iterable[PlacedPack]) -> Iterator[tuple[str, PackLook]]:
    """What is seen of packs, by name, but of those of which that depends on the packs before them."""
    standing = planning.planner.standing
    assert standing is not None, "only what was built is looked at in halves"  # noqa: S101  a bug of ours
    packs.verdicts.alone = standing.alone = False
    try:
        for one in placed:
            try:
                look = packs.look(planning.planned(one))
            except ToBeAloneError:
                continue
            yield one.name, look
    finally:
        packs.verdicts.alone = standing.alone = True
