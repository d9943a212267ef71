"""Deviations: which clauses a provider gets in another version, or in a text of its own.

Only a document between two parties can deviate: what all parties share is one text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, Span, did_you_mean, error
from akkoord.library import ClauseStatus, Edition, Library
from akkoord.spec import (
    ClauseUse,
    Content,
    Deviation,
    DocumentSpec,
    HeadingPart,
    Provider,
    RatesPart,
    RequirementsPart,
    SectionPart,
    own_version,
)


class Replacement(Struct, frozen=True):
    """The version that stands in place of the edition's, and the record that says so."""

    version: str
    deviation: Deviation


def deviations_in(provider: Provider, edition: Edition) -> tuple[Deviation, ...]:
    """The deviations of a provider that are for this edition, in order of clause."""
    own = (d for d in provider.deviations if not d.editions or edition.id in d.editions)
    return tuple(sorted(own, key=lambda d: (d.clause, d.span)))


def clauses_of(spec: DocumentSpec) -> frozenset[str]:
    """The clauses that the parts of a document name themselves."""
    return frozenset(_named(c for part in spec.parts if isinstance(part, SectionPart) for c in part.content))


def _named(content: Iterable[Content]) -> Iterator[str]:
    for part in content:
        match part:
            case ClauseUse():
                yield part.clause
            case HeadingPart():
                yield from _named(part.content)
            case RequirementsPart():
                yield from (use.clause for use in part.clauses)
            case RatesPart():
                continue


def replacements(
    provider: Provider, spec: DocumentSpec, library: Library, edition: Edition
) -> tuple[Mapping[str, Replacement], tuple[Diagnostic, ...]]:
    """What stands in place of which clause in a document of this provider, and what is wrong with that."""
    named = clauses_of(spec)
    chosen: dict[str, Replacement] = {}
    found: list[Diagnostic] = []
    for deviation in deviations_in(provider, edition):
        if deviation.clause in named:
            version = deviation.version or own_version(deviation.base, provider.id)
            chosen.setdefault(deviation.clause, Replacement(version, deviation))
            found += _faults(deviation, version, library, edition)
    return chosen, tuple(replace(d, provider=provider.id) for d in found)


def forbidden(provider: Provider, spec: DocumentSpec, edition: Edition) -> tuple[Diagnostic, ...]:
    """Why a provider cannot get a text for all parties as it is: it would deviate from it."""
    named = clauses_of(spec)
    return tuple(
        error(
            "DEV004",
            f"`{d.clause}` staat in `{spec.kind}`, een tekst voor alle partijen; daarvan kan niemand afwijken",
            d.span,
            "maak de afspraak in een document tussen twee partijen",
        )
        for d in deviations_in(provider, edition)
        if d.clause in named
    )


def unplaced(
    provider: Provider, specs: Iterable[DocumentSpec], library: Library, edition: Edition
) -> Iterator[Diagnostic]:
    """Deviations from what stands in no document that the provider gets: they would say nothing, unseen."""
    named = frozenset(clause for spec in specs for clause in clauses_of(spec))
    for deviation in deviations_in(provider, edition):
        if deviation.clause not in library.clause_ids():
            hint = did_you_mean(deviation.clause, library.clause_ids())
            yield error("DEV001", f"de clausule `{deviation.clause}` bestaat niet", deviation.span, hint)
        elif deviation.clause not in named:
            message = f"`{deviation.clause}` staat in geen document van `{provider.id}`; de afwijking doet niets"
            yield error("DEV005", message, deviation.span, "haal de afwijking weg, of verbeter de naam van de clausule")


def _faults(deviation: Deviation, version: str, library: Library, edition: Edition) -> Iterator[Diagnostic]:
    clause, span = deviation.clause, deviation.span
    pin = edition.clauses.get(clause)
    if pin is not None and pin.version != deviation.base:
        message = (
            f"de basis is gewijzigd: de afwijking gaat uit van `{clause}@{deviation.base}`, "
            f"editie `{edition.id}` noemt `{pin.version}`"
        )
        hint = f'kijk of de afwijking nog past, en schrijf dan `base: "{pin.version}"`'
        yield replace(error("DEV003", message, span, hint), related=(Related(pin.span, "de editie"),))
    if deviation.until < edition.date:
        message = f"de afwijking van `{clause}` gold tot en met {deviation.until}, voor de editie van {edition.date}"
        hint = "spreek een nieuwe einddatum af, of noem bij `editions` de edities waarvoor zij was"
        yield error("DEV006", message, span, hint)
    found = library.versions.get((clause, version))
    if found is None:
        yield _unknown(deviation, library, span)
    elif edition.status is ClauseStatus.VASTGESTELD and found.status is ClauseStatus.CONCEPT:
        message = f"`{clause}@{version}` is {found.status.value}; verwacht: `vastgesteld`, zoals editie `{edition.id}`"
        yield replace(error("DEV007", message, span), related=(Related(found.span, "de clausule"),))


def _unknown(deviation: Deviation, library: Library, span: Span) -> Diagnostic:
    if deviation.text:
        message = f"de eigen tekst `{deviation.text}` bestaat niet, of is niet te lezen"
        return error("DEV002", message, span, "zet de tekst op die plaats, in de map van de regio")
    versions = library.versions_of(deviation.clause)
    there = ", ".join(f"`{v}`" for v in versions)
    message = f"versie `{deviation.version}` van `{deviation.clause}` bestaat niet; verwacht: een van {there}"
    return error("DEV002", message, span, did_you_mean(deviation.version, versions))
