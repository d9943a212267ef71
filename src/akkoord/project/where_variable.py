"""Where a variable is printed, and where it decides whether something is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from msgspec import Struct, field

from akkoord.assembly import SENDER_OPTIONAL, Layout, Prepared, page_clauses
from akkoord.assembly.scope import Scope
from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.project.alike import headings_alike, repeated_tables
from akkoord.project.facts import Facts
from akkoord.project.places import NOWHERE, Heading, clause_places, heading_of
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.printed import Leaf, stretches_of
from akkoord.project.selection import Selection
from akkoord.project.slots import REASON, AskedNames, SpecName, names_in_spec, names_of
from akkoord.project.where import Opened, Place, UnknownNameError, Use, opened, uses_in
from akkoord.spec import DocumentSpec, Period, Region
from akkoord.tree import Block, Held, Section, Slot, all_blocks, inlines_with

_NOT_PRINTED = "niet afgedrukt"
_SHOWN = 8


class ValueRow(Struct, frozen=True):
    """Where a variable has a value: of the profile of a region for a time, or of one provider.

    `value` is as it stands there, "" for one that is computed; `computed` is its expression.
    """

    region: str
    provider: str
    value: str
    period: Period
    span: Span


class VariableUses(Struct, frozen=True):
    """Everything about where a variable is used. `rests_on` are the variables that its value is computed from."""

    variable: str
    values: tuple[ValueRow, ...]
    rests_on: tuple[str, ...]
    uses: tuple[Use, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_variable(folder: Path, variable: str, selection: Selection) -> VariableUses:
    """Where `variable` (`looptijd.eind`) is printed or decides, itself or through one that is computed from it.

    Raises:
        UnknownNameError: no text can ask for such a name.
        AkkoordError: as `opened`.
    """
    project = opened(folder, selection)
    scopes = [scope for planner in project.plan.planners for scope in planner.ready(None).scopes.values()]
    _check_known(variable, scopes)
    rests_on = frozenset[str]().union(*(scope.origins.get(variable, frozenset()) for scope in scopes))
    values = tuple(_values(project, variable))
    uses = uses_in(project, _OfVariable(variable, AskedNames(project.content.library)))
    return VariableUses(variable, values, tuple(sorted(rests_on - {variable})), uses, project.diagnostics)


def _check_known(variable: str, scopes: list[Scope]) -> None:
    known = {name for scope in scopes for name in (*scope.values, *scope.absent)}
    known = {name for name in known if not name.startswith("perceel-")}
    if variable in known:
        return
    below = sorted(name for name in known if name.startswith(f"{variable}."))
    if below:
        more = f" en nog {len(below) - _SHOWN}" if len(below) > _SHOWN else ""
        hint = "kies er een: " + ", ".join(f"`{name}`" for name in below[:_SHOWN]) + more
        message = f"`{variable}` is een groep variabelen; verwacht: een variabele met een waarde"
        raise UnknownNameError(error("WHR003", message, None, hint))
    message = (
        f"er is geen variabele `{variable}`; verwacht: een naam zoals een clausule die tussen `{{{{ }}}}` schrijft"
    )
    raise UnknownNameError(error("WHR003", message, None, did_you_mean(variable, known)))


def _values(project: Opened, variable: str) -> Iterator[ValueRow]:
    """The data rows of a variable: those of the profile, else those of the providers or the edition."""
    for name, region in project.content.regions.items():
        if region.region is None:
            continue
        if variable in region.region.parameters:
            yield from _of_profile(name, region.region, variable)
            continue
        seen: set[Span] = set()
        for planner in (p for p in project.plan.planners if p.folder == name):
            facts = Facts(region, planner.edition)
            for asked in planner.asked():
                provider = region.providers.get(asked)
                for kind, scope in planner.ready(None).scopes.items():
                    span = facts.place(variable, scope, region.documents.get(kind), provider)
                    if span is not None and span not in seen:
                        seen.add(span)
                        own = provider is not None and span.file == provider.span.file
                        yield ValueRow(name, asked if own else "", "", Period(), span)
                        break


def _of_profile(name: str, region: Region, variable: str) -> Iterator[ValueRow]:
    for parameter in region.parameters[variable]:
        value = parameter.value
        shown = "" if value is None else str(value).lower() if isinstance(value, bool) else _shown(value)
        yield ValueRow(name, "", shown, parameter.period, parameter.span)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # of a closed set of types


class _OfVariable(Struct):
    """Finds a variable, and those that rest on it."""

    variable: str
    asked: AskedNames
    _resting: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict[tuple[str, str], frozenset[str]])
    _in_specs: dict[tuple[str, str], tuple[SpecName, ...]] = field(
        default_factory=dict[tuple[str, str], tuple[SpecName, ...]]
    )

    def alike(self, planner: Planner, prepared: Prepared, spec: DocumentSpec, layout: Layout) -> bool:
        """As the headings are, where it may not be empty for one of them, and stands in no row that is repeated and on
        no page to sign.
        """
        wanted = self._names(planner, spec.kind)
        may_be_empty = wanted & (prepared.scopes[spec.kind].optional | SENDER_OPTIONAL)
        if _prints(layout.blocks, may_be_empty) or _prints(tuple(repeated_tables(layout)), wanted):
            return False
        pages = (self.asked.of(f"{clause.id}@{clause.version}").names for clause in page_clauses(prepared, spec))
        return headings_alike(layout) and not any(names & wanted for names in pages)

    def in_text(self, planner: Planner, kind: str, blocks: tuple[Block, ...]) -> Iterator[Place]:
        """The slots that are filled with it, and the conditions of the clauses that stand there."""
        wanted = self._names(planner, kind)
        for stretch in stretches_of(blocks):
            slots = self.asked.of(stretch.clause).slots
            for span in dict.fromkeys(_place(leaf) for leaf in stretch.leaves):
                slot = slots.get(span) if span is not None else None
                for name in sorted(names_of(slot.expression) & wanted) if slot is not None and span is not None else ():
                    words = slot.source if slot is not None else ""
                    where = (stretch.heading, stretch.numbers, stretch.place, stretch.clause)
                    yield Place("printed", *where, span, words, self._via(name))  # pyright: ignore[reportArgumentType]  # looked at above
        for place in clause_places(blocks):
            clause = f"{place.id}@{place.version}"
            yield from self._conditions(clause, place.heading, "", wanted)

    def beside(self, planner: Planner, pack: PlannedPack, planned: PlannedDocument) -> Iterator[Place]:
        """What the spec of the document fills in or decides by, and clauses of which a condition left nothing."""
        prepared = planner.ready(None)
        if planned.kind not in prepared.sources.documents:
            return
        wanted = self._names(planner, planned.kind)
        yield from self._of_spec(planner, planned, wanted)
        if planned.document is None:
            return
        printed = {clause.id: clause.version for clause in planned.row.clauses}
        layouts = prepared.documents.layouts.get(planned.kind, ())
        layout = next((one for one in layouts if one.is_for(pack.name)), None)
        for clause in sorted(layout.clauses) if layout is not None else ():
            if clause.partition("@")[0] not in printed:
                yield from self._conditions(clause, NOWHERE, _NOT_PRINTED, wanted)

    def _of_spec(self, planner: Planner, planned: PlannedDocument, wanted: frozenset[str]) -> Iterator[Place]:
        key = (planner.place, planned.kind)
        if key not in self._in_specs:
            spec = planner.ready(None).sources.documents[planned.kind]
            self._in_specs[key] = tuple(one for one in names_in_spec(spec) if one.name in wanted)
        if not self._in_specs[key]:
            return
        sections = _sections(planned)
        for one in self._in_specs[key]:
            headings = sections.get(one.section, ()) if one.section is not None else (NOWHERE,)
            if one.decides:
                # what it decides may not be there, and that is its doing
                there = planned.there or one.section is None
                for heading in (headings or (NOWHERE,)) if there else ():
                    yield Place("condition", heading, (), "", "", one.span, "", self._via(one.name))
            elif one.part == REASON:
                if not planned.there:
                    yield Place("reason", NOWHERE, (), "", "", one.span, "", self._via(one.name))
            elif planned.there:
                for heading in headings:
                    yield Place("printed", heading, (), one.part, "", one.span, "", self._via(one.name))

    def _conditions(self, clause: str, heading: Heading, place: str, wanted: frozenset[str]) -> Iterator[Place]:
        for condition in self.asked.of(clause).conditions:
            for name in sorted(condition.names & wanted):
                yield Place("condition", heading, (), place, clause, condition.span, condition.source, self._via(name))

    def _names(self, planner: Planner, kind: str) -> frozenset[str]:
        """The variable, and all that are computed from it."""
        key = (planner.place, kind)
        if key not in self._resting:
            scope = planner.ready(None).scopes.get(kind)
            origins: Mapping[str, frozenset[str]] = scope.origins if scope is not None else {}
            resting = {name for name, needs in origins.items() if self.variable in needs}
            self._resting[key] = frozenset((self.variable, *resting))
        return self._resting[key]

    def _via(self, name: str) -> str:
        return "" if name == self.variable else name


def _prints(blocks: tuple[Block, ...], names: Set[str]) -> bool:
    """Whether one of `names` is to be filled in."""
    slots = (inline for inline in inlines_with(blocks, Held.SLOT) if isinstance(inline, Slot)) if names else ()
    return any(names_of(slot.expression) & names for slot in slots)


def _place(leaf: Leaf) -> Span | None:
    return getattr(leaf, "span", None)


def _sections(planned: PlannedDocument) -> Mapping[Span, tuple[Heading, ...]]:
    """The headings of a document by the place of their section in the spec: one for each lot, where it is repeated."""
    if planned.document is None:
        return {}
    found: dict[Span, tuple[Heading, ...]] = {}
    for block in all_blocks((*planned.document.body, *planned.document.signature_pages)):
        if isinstance(block, Section) and block.span is not None:
            found[block.span] = (*found.get(block.span, ()), heading_of(block))
    return found
