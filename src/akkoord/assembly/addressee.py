"""The names of an addressee: a scope with all of them, or what a few are worth, to decide something for many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.assembly.contractor import Contractor
from akkoord.assembly.events import EVENT_NAMES, event_values
from akkoord.assembly.scope import COMBINATION_NAMES, Scope
from akkoord.assembly.values import Value
from akkoord.spec import CombinationSigning, Member, Provider, Representative, Subcontractor, signers_of
from akkoord.tree import Blank

NO_GROUND = "grond van de bevoegdheid"
"""What stands between brackets where it is not recorded on what ground somebody signs."""

BLANKS: Mapping[str, Blank] = {
    name: Blank(label, name)
    for name, label in {
        "aanbieder.adres": "adres van de aanbieder",
        "aanbieder.agb": "AGB-code",
        "aanbieder.bevoegdheden": NO_GROUND,
        "aanbieder.id": "kenmerk van de aanbieder",
        "aanbieder.kvk": "KvK-nummer",
        "aanbieder.naam": "naam van de aanbieder",
        "aanbieder.partijnaam": "naam van de aanbieder",
        "aanbieder.rechtsvorm": "rechtsvorm van de aanbieder",
        "aanbieder.vertegenwoordigers": "naam en functie van wie tekent",
        "aanbieder.vestigingsplaats": "vestigingsplaats",
    }.items()
}
"""What a tender model leaves to be filled in."""

BLANK_SIGNER: Mapping[str, Blank] = {
    name: Blank(label, name)
    for name, label in {
        "tekenaar.bevoegdheid": "alleen of gezamenlijk bevoegd",
        "tekenaar.functie": "functie",
        "tekenaar.grond": NO_GROUND,
        "tekenaar.hoedanigheid": "hoedanigheid",
        "tekenaar.naam": "naam",
        "tekenaar.partij": "naam van de aanbieder",
    }.items()
}
"""The same of who signs for the provider: one row, to be repeated by whoever fills it in."""


def provider_scope(scope: Scope, contractor: Contractor, role: str = "") -> Scope:
    """`scope` with the names of a provider; without `rol` as long as `role` is "".

    A role follows from the documents a provider gets, so what decides that cannot use it.
    """
    provider = contractor.provider
    if not role:
        scope = scope.without(("rol",), "de rol volgt uit de documenten die een aanbieder krijgt")
    rows = {
        "lid": tuple(_member_row(m, record, contractor) for m, record in contractor.members),
        "onderaannemer": tuple(map(_subcontractor_row, _engaged(contractor))),
        "tekenaar": tuple(row for one in contractor.signing for row in _signer_rows(one)),
    }
    rows |= {"tekenaar": (BLANK_SIGNER,)} if contractor.unknown else {}
    scope = replace(scope, addressee=provider.id, rows={**scope.rows, **rows})
    events = event_values(provider, scope.period, scope.initiative_names)
    none = tuple(n for n in EVENT_NAMES if n not in events)
    scope = scope.without(none, "de aanbieder heeft deze gebeurtenis in deze editie niet")
    values: dict[str, Value] = {"rol": role} if role else {}
    values |= {name: of(contractor, scope) for name, of in _OWN.items()}
    values |= BLANKS if contractor.unknown else {}
    scope = scope.with_values(values | events)
    if contractor.combination is None:
        return scope.without(COMBINATION_NAMES, "deze aanbieder handelt hier niet voor een combinatie")
    if not contractor.combination.power_of_attorney:
        scope = scope.without(("combinatie.volmacht",), "alle leden tekenen, er is geen volmacht")
    return scope.with_values(_combination_values(contractor))


def worth(names: Iterable[str], scope: Scope, contractor: Contractor, role: str = "") -> tuple[object, ...]:
    """What names are worth for a provider, without making a scope of all that it has.

    What is decided by these names alone is decided alike for all for whom this is equal. A 1 is no truth: with each
    value goes its type.
    """
    values = [_value(name, scope, contractor, role) for name in names]
    return (*values, *map(type, values))


def _value(name: str, scope: Scope, contractor: Contractor, role: str) -> Value | None:
    """What a name is worth in the scope of a provider, None when it has no value there."""
    if name == "rol" and role:
        return role
    if contractor.unknown and name in BLANKS:
        return BLANKS[name]
    if name in _OWN:
        return _OWN[name](contractor, scope)
    own: Mapping[str, Value] = {}
    if name in EVENT_NAMES:
        own = event_values(contractor.provider, scope.period, scope.initiative_names)
    elif name in COMBINATION_NAMES and contractor.combination is not None:
        own = _combination_values(contractor)
    return own.get(name, scope.values.get(name))


def _combination_values(contractor: Contractor) -> dict[str, Value]:
    whole = contractor.combination
    if whole is None:
        return {}
    values: dict[str, Value] = {
        "combinatie.grond": whole.ground,
        "combinatie.hoofdelijk": whole.joint,
        "combinatie.leden": tuple(record.legal_name for _, record in contractor.members),
        "combinatie.naam": whole.name,
        "combinatie.ondertekening": "leden" if whole.signing is CombinationSigning.MEMBERS else "penvoerder",
        "combinatie.penvoerder": contractor.provider.legal_name,
        "combinatie.vanaf": whole.valid_from,
    }
    return values | ({"combinatie.volmacht": whole.power_of_attorney} if whole.power_of_attorney else {})


def _address(contractor: Contractor, _: Scope) -> str:
    address = contractor.provider.address
    return f"{address.street}, {address.postcode} {address.place}"


def _grounds_of(contractor: Contractor, _: Scope) -> tuple[str, ...] | Blank:
    return grounds(signers_of(contractor.provider.representatives), "aanbieder.bevoegdheden")


def _signers(contractor: Contractor, _: Scope) -> tuple[str, ...]:
    return tuple(map(named, signers_of(contractor.provider.representatives)))


def _engaged(contractor: Contractor) -> tuple[Subcontractor, ...]:
    return tuple(one for one in contractor.provider.subcontractors if one.engaged_on(contractor.day))


def _lots(contractor: Contractor, scope: Scope) -> tuple[str, ...]:
    return tuple(_lot(n, scope.lot_names.get(n, "")) for n in contractor.provider.lots)


def _lot(number: int, name: str) -> str:
    return f"{number} ({name})" if name else str(number)


_OWN: Mapping[str, Callable[[Contractor, Scope], Value]] = {
    "aanbieder.adres": _address,
    "aanbieder.agb": lambda one, _: one.provider.agb,
    "aanbieder.bevoegdheden": _grounds_of,
    "aanbieder.id": lambda one, _: one.provider.id,
    "aanbieder.kvk": lambda one, _: one.provider.kvk,
    "aanbieder.naam": lambda one, _: one.provider.legal_name,
    "aanbieder.partijnaam": lambda one, _: one.name,
    "aanbieder.rechtsvoorgangers": lambda one, _: one.came_after(),
    "aanbieder.rechtsvorm": lambda one, _: one.provider.legal_form,
    "aanbieder.vertegenwoordigers": _signers,
    "aanbieder.vestigingsplaats": lambda one, _: one.provider.seat,
    "aanbieder.voorheen": lambda one, _: one.former_names(),
    "namens_combinatie": lambda one, _: one.combination is not None,
    "onderaannemers": lambda one, _: tuple(s.legal_name for s in _engaged(one)),
    "percelen": lambda one, _: one.provider.lots,
    "percelen_met_naam": _lots,
}
"""What the names are worth that every addressee has, whatever happened to it."""


def named(signer: Representative) -> str:
    """A signatory with the function; who it is may be known at signing only."""
    return f"{signer.name} ({signer.function})" if signer.name else f"de {signer.function}"


def grounds(signers: tuple[Representative, ...], name: str) -> tuple[str, ...] | Blank:
    """On what grounds they sign; a place to fill in, for the value `name`, when one of them has none."""
    if any(not r.ground for r in signers):
        return Blank(NO_GROUND, name)
    return tuple(dict.fromkeys(r.ground for r in signers))


def _member_row(member: Member, record: Provider, contractor: Contractor) -> Mapping[str, Value]:
    return {
        "lid.kvk": record.kvk,
        "lid.naam": record.legal_name,
        "lid.percelen": member.lots,
        "lid.rechtsvorm": record.legal_form,
        "lid.rol": "penvoerder" if record.id == contractor.provider.id else "lid",
        "lid.vestigingsplaats": record.seat,
    }


def _signer_rows(party: Provider) -> tuple[Mapping[str, Value], ...]:
    signing = signers_of(party.representatives)
    return tuple(_signer_row(one, party, signs=one in signing) for one in party.representatives)


def _signer_row(signer: Representative, party: Provider, *, signs: bool) -> Mapping[str, Value]:
    """The row of a representative; who signs on no ground that is recorded has a place to fill it in."""
    return {
        "tekenaar.bevoegdheid": "gezamenlijk bevoegd" if signer.power == "joint" else "alleen bevoegd",
        "tekenaar.functie": signer.function,
        "tekenaar.grond": signer.ground or (BLANK_SIGNER["tekenaar.grond"] if signs else ""),
        "tekenaar.hoedanigheid": signer.capacity,
        "tekenaar.naam": signer.name or "bekend bij ondertekening",
        "tekenaar.partij": party.legal_name,
    }


def _subcontractor_row(one: Subcontractor) -> Mapping[str, Value]:
    begin = dutch.long_date(one.valid_from)
    return {
        "onderaannemer.aangemeld": one.notified_on,
        "onderaannemer.besluit": one.ground,
        "onderaannemer.jeugdhulp": one.services,
        "onderaannemer.kvk": one.kvk,
        "onderaannemer.naam": one.legal_name,
        "onderaannemer.percelen": one.lots,
        "onderaannemer.periode": f"vanaf {begin}"
        if one.valid_until is None
        else f"van {begin} tot en met {dutch.long_date(one.valid_until)}",
        # Only who was approved by the date of the edition is in a row.
        "onderaannemer.toestemming": one.approved_on or one.notified_on,
    }
