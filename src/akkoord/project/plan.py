"""What a run is to make: every pack that is asked for, with its documents assembled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field

from akkoord.checks.found import Found
from akkoord.checks.readiness import Readiness
from akkoord.diagnostics import Diagnostic, in_order
from akkoord.project.alike import Alike
from akkoord.project.base_edition import set_amending, with_addenda
from akkoord.project.batches import Order
from akkoord.project.comparisons import Comparisons
from akkoord.project.content import Content
from akkoord.project.pack_planning import PackPlanning
from akkoord.project.planned import Digests, PlannedPack, SharedDocument
from akkoord.project.planner import Planner
from akkoord.project.selection import Selection
from akkoord.project.standing import Standing, values_of
from akkoord.tree.forgetting import forget_blocks


class Plan(Struct):
    """The packs of a run. `existing` are the paths of all packs of the project, asked for or not.

    `whole` are the folders `<region>/<edition>` of which all packs are known: only there
    may a pack that is not in `existing` be taken away. `asked` counts the packs asked for. `found_in`
    has for each of them what was found in making it: what is wrong in one edition may be right in another.
    """

    planners: list[Planner]
    existing: frozenset[str]
    whole: frozenset[str]
    asked: int
    found: list[Diagnostic]
    found_in: dict[str, frozenset[Diagnostic]] = field(default_factory=dict[str, frozenset[Diagnostic]])
    order: Mapping[str, int] = field(default_factory=dict[str, int])
    """The place of each pack that is asked for in what is said of all of them; they are made in another order."""
    values: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    """What the names of each region are worth in each edition that was gone through."""
    signed: list[Planner] = field(default_factory=list[Planner])
    """The editions of which only the texts are asked for, because addenda amend them."""

    def shared(self) -> Iterator[SharedDocument]:
        """The documents that are the same for everybody and that a pack asks for or cites: these come first.

        What an edition shares is held for one at a time; the edition whose packs come first is the last one here.
        """
        seen: set[tuple[str, str]] = set()
        first = next((planner for planner in self.planners if planner.asked()), None)
        others = [planner for planner in (*self.planners, *self.signed) if planner is not first]
        for planner in (*others, *((first,) if first is not None else ())):
            before = len(self.found)
            for planned in planner.general():
                if (planner.place, planned.kind) not in seen:
                    seen.add((planner.place, planned.kind))
                    yield SharedDocument(planner.place, planner.edition.id, planned)
            self._note(planner, before)
            if planner is not first:
                planner.let_go()

    def packs(self, digests: Digests | None = None, *, order: Order = Order.ASKED) -> Iterator[PlannedPack]:
        """The packs in order, each assembled when its turn comes and kept by nobody here: a region may be large.

        `digests` are those of what is the same for everybody; a document that cites one that is not in there is
        stopped. Without them a text says that the digest is not known yet. `order` is the one in which those of an
        edition come.
        """
        for planning in self.editions(digests):
            yield from (planning.planned(planning.placed(name)) for name in planning.names(order))

    def editions(self, digests: Digests | None) -> Iterator[PackPlanning]:
        """The editions of which packs are asked for, each to plan its packs while its turn lasts; as `packs`."""
        while self.planners:
            planner, before = self.planners.pop(0), len(self.found)
            for other in (planner, *self.signed):
                if other.amending is not None:
                    other.amending.digests = digests
            if planner.asked():
                yield PackPlanning.of(planner, None if digests is None else digests.get(planner.place, {}))
                self.values[planner.place] = values_of(planner.ready(None))
            self._note(planner, before)
            planner.let_go()
            forget_blocks()  # editions share hardly a block, and the next one is large

    def texts(self, alike: Callable[[Planner], Alike]) -> Iterator[tuple[Planner, PlannedPack]]:
        """The packs with their documents alone, each with its planner; `alike` says what stands for others there."""
        for planner in self.planners:
            planner.alike = alike(planner)
            yield from ((planner, pack) for pack in planner.texts())
            planner.let_go()
            forget_blocks()

    def note_rules(self, found: Iterable[Found]) -> None:
        """Note in which editions holds what rules found."""
        for one in found:
            for place in one.places:
                self._note_in(place, (one.diagnostic,))

    def _note(self, planner: Planner, before: int) -> None:
        self._note_in(planner.place, self.found[before:])

    def _note_in(self, place: str, found: Iterable[Diagnostic]) -> None:
        self.found_in[place] = self.found_in.get(place, frozenset[Diagnostic]()) | frozenset(found)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found so far; all of it once the packs have been gone through."""
        return in_order(self.found)

    def elsewhere(self, folder: str) -> frozenset[Diagnostic]:
        """What was found in other editions only, of all that was found so far."""
        others = (found for place, found in self.found_in.items() if place != folder)
        nothing = frozenset[Diagnostic]()
        return nothing.union(*others) - self.found_in.get(folder, nothing)


def make_plan(
    content: Content,
    selection: Selection,
    *,
    provable: bool = True,
    model: bool = False,
    base: str = "",
    comparisons: Comparisons | None = None,
    standing: Standing | None = None,
    readiness: Readiness | None = None,
) -> Plan:
    """The packs that are asked for; what stops one document stops no other.

    `provable` is whether the files will be proven equal; without proof no document is ready to sign. With `model`
    the tender models are asked for in place of the packs; otherwise they stay as they are.
    `readiness` is what the rules found; a document that an error holds back is a concept.
    `base` is the edition that addenda amend, "" for the one that the region names; without
    `comparisons` they are planned without what changes. What is `standing` and whose inputs are as they were is
    not assembled.

    Raises:
        SelectionError: addenda are asked for, and there is no edition that they can amend.
    """
    selection = with_addenda(selection, content)
    found: list[Diagnostic] = []
    planners = [
        Planner(
            content,
            name,
            region,
            region.region,
            region.pack,
            edition,
            selection,
            found,
            provable,
            model,
            standing=standing,
            readiness=readiness or Readiness(),
        )
        for name, region in content.regions.items()
        if region.region is not None and region.pack is not None
        for edition in map(content.library.editions.get, region.region.editions)
        if edition is not None
    ]
    signed = set_amending(planners, content, selection, base, comparisons, found)
    existing = frozenset(planner.path(pack) for planner in planners for pack in planner.existing())
    whole = frozenset(planner.place for planner in planners)
    asked = [planner.path(name) for planner in planners for name in planner.asked()]
    order = {path: at for at, path in enumerate(asked)}
    return Plan(planners, existing, whole, len(asked), found, order=order, signed=signed)
