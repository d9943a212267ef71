"""The region profile in itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import PurePosixPath

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error
from akkoord.spec.consistency.names import check_folder_name, check_unique
from akkoord.spec.consistency.parameters import check_parameters
from akkoord.spec.consistency.signatories import check_signatories
from akkoord.spec.region import Organisation, Region
from akkoord.tree.expression import Expression


def check_region(region: Region) -> Iterator[Diagnostic]:
    """Every finding on the region profile itself."""
    yield from _folder(region)
    yield from check_parameters(region.parameters)
    yield from _municipalities(region)
    lots = ((str(lot.number), lot.span) for lot in region.lots)
    yield from check_unique("SPC002", "het perceel", lots)
    yield from _lot_kinds(region)
    yield from _organisations(region)
    yield from _addressees(region)


def _folder(region: Region) -> Iterator[Diagnostic]:
    yield from check_folder_name(region.id, "id", region.place("id"))
    for index, edition in enumerate(region.editions):
        yield from check_folder_name(edition, "editions", region.place(f"editions.{index}"))
    folder = PurePosixPath(region.span.file).parent.name
    if region.id != folder:
        message = f"`id` is `{region.id}`, maar de map heet `{folder}`; verwacht: gelijke namen"
        yield error("SPC001", message, region.span, f"schrijf `id: {folder}`", f"hernoem de map naar `{region.id}`")


def _municipalities(region: Region) -> Iterator[Diagnostic]:
    there = region.municipalities
    yield from check_unique("SPC002", "de gemeentecode", ((m.code, m.span) for m in there))
    yield from check_unique("SPC002", "de gemeente", ((m.name, m.span) for m in there))
    for municipality in there:
        yield from check_signatories(f"`{municipality.name}`", (municipality.representative,), municipality.span)


def _lot_kinds(region: Region) -> Iterator[Diagnostic]:
    yield from check_unique("SPC002", "de soort", ((k.kind, k.span) for k in region.lot_kinds))
    known = {k.kind for k in region.lot_kinds}
    for lot in region.lots:
        for kind in lot.kinds:
            if kind not in known:
                message = f"perceel {lot.number} noemt de soort `{kind}`, die niet bij `lot_kinds` staat"
                yield error("SPC034", message, lot.span, did_you_mean(kind, known))


def _organisations(region: Region) -> Iterator[Diagnostic]:
    there = region.organisations
    yield from check_unique("SPC002", "de organisatie", ((o.id, o.span) for o in there))
    for organisation in there:
        yield from check_signatories(f"`{organisation.id}`", organisation.representatives, organisation.span)
        until = organisation.valid_until
        if until is not None and until < organisation.valid_from:
            message = f"`valid_until` ({until}) ligt voor `valid_from` ({organisation.valid_from})"
            yield error("SPC022", f"{message}; verwacht: op of na die dag", organisation.span)
        yield from _successor(organisation, {o.id: o for o in there})
    for one, other in combinations(there, 2):
        if one.role == other.role and _overlap(one, other):
            message = f"`{one.id}` en `{other.id}` hebben tegelijk de rol `{one.role}`; verwacht: de een na de ander"
            hint = "laat `valid_until` van de een voor `valid_from` van de ander liggen"
            related = (Related(one.span, f"`{one.id}`"),)
            yield Diagnostic(Severity.ERROR, "SPC030", message, other.span, (hint,), related)


def _overlap(one: Organisation, other: Organisation) -> bool:
    one_first = other.valid_until is None or one.valid_from <= other.valid_until
    other_first = one.valid_until is None or other.valid_from <= one.valid_until
    return one_first and other_first


def _successor(organisation: Organisation, there: dict[str, Organisation]) -> Iterator[Diagnostic]:
    name = organisation.successor
    if not name:
        return
    successor = there.get(name)
    if successor is None or name == organisation.id:
        others = there.keys() - {organisation.id}
        message = (
            f"de opvolger `{name}` van `{organisation.id}` bestaat niet; verwacht: de `id` van een organisatie hier"
        )
        yield error("SPC031", message, organisation.span, did_you_mean(name, others))
    elif successor.role != organisation.role:
        message = f"de opvolger `{name}` heeft de rol `{successor.role}`; verwacht: `{organisation.role}`"
        yield error("SPC031", message, organisation.span)


def _addressees(region: Region) -> Iterator[Diagnostic]:
    first: dict[Expression, Span] = {}
    for addressee in region.addressees:
        if addressee.when in first:
            message = "deze voorwaarde heeft al een omschrijving; verwacht: een keer"
            related = (Related(first[addressee.when], "de eerste keer"),)
            yield Diagnostic(Severity.ERROR, "SPC033", message, addressee.span, (), related)
        first.setdefault(addressee.when, addressee.span)
