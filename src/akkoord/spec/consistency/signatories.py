"""Whether those who sign for a party can bind it together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, error
from akkoord.spec.region import Representative


def check_signatories(party: str, representatives: Sequence[Representative], place: Span) -> Iterator[Diagnostic]:
    """Whether one can sign alone or two can sign together, and nobody is named twice.

    `place` is where the finding goes when nobody is named at all.
    """
    joint = [r for r in representatives if r.power == "joint"]
    if len(joint) == len(representatives) and len(joint) < 2:
        span = joint[0].span if joint else place
        message = (
            f"niemand kan voor {party} tekenen; verwacht: een vertegenwoordiger die alleen bevoegd is (`sole`), "
            "of twee die samen bevoegd zijn (`joint`)"
        )
        yield error("SPC006", message, span, "voeg de tweede vertegenwoordiger toe, of schrijf `power: sole`")
    yield from _named_twice(party, representatives)


def _named_twice(party: str, representatives: Sequence[Representative]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for person in representatives:
        name = person.name.casefold()
        if name and name in first:
            message = f"`{person.name}` tekent twee keer voor {party}; verwacht: elke vertegenwoordiger een keer"
            related = (Related(first[name], "de eerste keer"),)
            yield Diagnostic(Severity.ERROR, "SPC007", message, person.span, (), related)
        first.setdefault(name, person.span)
