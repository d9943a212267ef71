"""Providers against the region and the initiatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, did_you_mean, error, warning
from akkoord.spec.consistency.events import check_events
from akkoord.spec.consistency.known import Known
from akkoord.spec.consistency.names import check_file_name, check_folder_name, check_unique, file_name
from akkoord.spec.consistency.signatories import check_signatories
from akkoord.spec.provider import Provider


def check_providers(providers: Sequence[Provider], known: Known, region_pack: str) -> Iterator[Diagnostic]:
    """Every finding on `providers`; `region_pack` is the id that is taken."""
    yield from check_unique("SPC002", "de aanbieder", ((p.id, p.place("id")) for p in providers))
    # Nothing but zeros is a number that is still to be filled in.
    yield from check_unique(
        "SPC003", "het KvK-nummer", ((p.kvk, p.place("kvk")) for p in providers if p.kvk.strip("0"))
    )
    yield from check_unique("SPC003", "de AGB-code", ((p.agb, p.place("agb")) for p in providers if p.agb.strip("0")))
    files = {file_name(p.span) for p in providers}
    for provider in providers:
        yield from check_file_name(provider.id, "id", provider.place("id"), files)
        yield from check_folder_name(provider.id, "id", provider.place("id"), region_pack)
        place = provider.place("representatives")
        yield from check_signatories(f"`{provider.id}`", provider.representatives, place)
        yield from _lots(provider, known)
        yield from check_events(provider, known)
        yield from _deviations(provider)
        if known.terms.region is not None:
            yield from _editions(provider, known.terms.region.editions)


def _deviations(provider: Provider) -> Iterator[Diagnostic]:
    """Where an own text must stand, and that no clause is deviated from twice at once."""
    seen: dict[tuple[str, str], int] = {}
    for index, deviation in enumerate(provider.deviations):
        place = provider.place(f"deviations.{index}")
        wanted = f"deviations/{provider.id}/{deviation.clause}.md"
        if bool(deviation.text) == bool(deviation.version):
            message = "een afwijking heeft een andere versie of een eigen tekst; verwacht: `version` of `text`"
            yield error("SPC014", message, place)
        elif deviation.text and deviation.text != wanted:
            message = f"`{deviation.text}` kan niet; een eigen tekst staat op een vaste plaats"
            yield error("SPC014", message, provider.place(f"deviations.{index}.text"), f"schrijf `text: {wanted}`")
        for edition in deviation.editions or ("",):
            first = seen.setdefault((deviation.clause, edition), index)
            if first != index:
                message = (
                    f"van de clausule `{deviation.clause}` wordt twee keer afgeweken; verwacht: een keer per editie"
                )
                related = (Related(provider.place(f"deviations.{first}"), "de eerste keer"),)
                yield replace(error("SPC015", message, place), related=related)


def _editions(provider: Provider, editions: Sequence[str]) -> Iterator[Diagnostic]:
    """A deviation for an edition that the region does not build is in no document."""
    for index, deviation in enumerate(provider.deviations):
        for at, edition in enumerate(deviation.editions):
            if edition not in editions:
                message = f"de regio kent geen editie `{edition}`; daarin wordt van `{deviation.clause}` niet afgeweken"
                place = provider.place(f"deviations.{index}.editions.{at}")
                yield warning("SPC083", message, place, did_you_mean(edition, editions))


def _lots(provider: Provider, known: Known) -> Iterator[Diagnostic]:
    if known.lots is None:
        return
    there = ", ".join(str(lot) for lot in sorted(known.lots))
    for index, lot in enumerate(provider.lots):
        if lot not in known.lots:
            message = f"perceel `{lot}` staat niet in het regioprofiel; verwacht: een van {there}"
            yield error("SPC010", message, provider.place(f"lots.{index}"))
