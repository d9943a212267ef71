"""R010: De bijlage met eisen heeft precies de afgesproken eisen, elk één keer, in volgorde en onder zijn groep.

Letters worden geteld: valt er een eis weg of schuift er een op, dan heten alle volgende anders en klopt elke letter die
iemand aanhaalt niet meer. Het profiel zegt bij `groups` welke clausules onder welke kop horen, elk als
`naam-van-de-kop: clausule clausule`.

Fout:

    groups: ["eisen-definitie: eis-a eis-b"]     # de tabel heeft eis-b vóór eis-a

Goed:

    - requirements: [eis-a, eis-b]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.ordering import place_of_missing
from akkoord.checks.rule import Basis, Needs, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView, is_final_covenant
from akkoord.diagnostics import Severity, Span
from akkoord.spec import HeadingPart, RequirementsPart, SectionPart
from akkoord.tree import Block, Section, Table, child_blocks


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    groups = [line.partition(":") for line in settings.texts("groups") if line]
    wanted = [(clause, group.strip()) for group, _, clauses in groups for clause in clauses.split()]
    there = [*_rows(text.document.body, "")] if is_final_covenant(text) and wanted else []
    if not there:
        return
    seen: set[str] = set()
    uses = _Uses(text.spec.parts)
    order = [clause for clause, _ in wanted]
    for clause, group, row in there:
        place = uses.next(clause) or row
        right = dict(wanted).get(clause)
        if right is None:
            yield Finding(f"de eis `{clause}` hoort niet bij de afgesproken eisen", place, clause)
        elif clause in seen:
            yield Finding(f"de eis `{clause}` staat er twee keer", place, clause, "één keer")
        elif group != right:
            yield Finding(f"de eis `{clause}` staat onder `{group}`", place, clause, f"onder `{right}`")
        seen.add(clause)
    for clause, group in wanted:
        if clause not in seen:
            message = f"de eis `{clause}` ontbreekt; verwacht: onder `{group}`"
            own = [one for one, of in wanted if of == group]
            place = place_of_missing(clause, own, uses.first) or uses.tables.get(group, text.spec.span)
            yield Finding(message, place, clause, hints=(f"zet `{clause}` in de tabel onder `{group}`",))
    again = _Uses(text.spec.parts)
    found = [(clause, again.next(clause) or row) for clause, _, row in there if clause in order]
    yield from _out_of_order(found, order)


class _Uses:
    """Where the spec names each requirement, in its order, and where the table under each heading stands."""

    def __init__(self, parts: Iterable[object]) -> None:
        self.tables: dict[str, Span] = {}
        self._places: dict[str, list[Span]] = {}
        self._walk(parts, "")
        self.first: dict[str, Span | None] = {clause: places[0] for clause, places in self._places.items()}

    def next(self, clause: str) -> Span | None:
        """Where the spec names a requirement that is printed, once for each time."""
        left = self._places.get(clause)
        return left.pop(0) if left else None

    def _walk(self, parts: Iterable[object], heading: str) -> None:
        for part in parts:
            if isinstance(part, RequirementsPart):
                self.tables.setdefault(heading, part.span)
                for use in part.clauses:
                    self._places.setdefault(use.clause, []).append(use.span)
            elif isinstance(part, HeadingPart | SectionPart):
                self._walk(part.content, part.id)


def _out_of_order(found: list[tuple[str, Span | None]], order: list[str]) -> Iterator[Finding]:
    last = -1
    for clause, place in found:
        at = order.index(clause)
        if at < last:
            yield Finding(f"de eis `{clause}` staat na `{order[last]}`", place, clause, f"vóór `{order[last]}`")
        last = max(last, at)


def _rows(blocks: Iterable[Block], heading: str) -> Iterator[tuple[str, str, Span | None]]:
    """The clause of every row that prints one, with the name of the heading it stands under and its place."""
    for block in blocks:
        if isinstance(block, Table):
            yield from ((row.clause.partition("@")[0], heading, row.span) for row in block.rows if row.clause)
        else:
            yield from _rows(child_blocks(block), block.anchor if isinstance(block, Section) else heading)


RULE = TextRule(
    id="R010",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("groups", ("",), "de eisen per kop, als `kop: clausule clausule`."),),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
