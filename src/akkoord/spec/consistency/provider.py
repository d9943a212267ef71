"""Providers against the region and the initiatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from akkoord.diagnostics import Diagnostic, Related, did_you_mean, error, warning
from akkoord.spec.consistency.known import COVENANT_LOTS, Known
from akkoord.spec.consistency.names import check_file_name, check_folder_name, check_unique, file_name
from akkoord.spec.consistency.signatories import check_signatories
from akkoord.spec.provider import Provider


def check_providers(providers: Sequence[Provider], known: Known, region_pack: str) -> Iterator[Diagnostic]:
    """Every finding on `providers`; `region_pack` is the id that is taken."""
    yield from check_unique("SPC002", "de aanbieder", ((p.id, p.place("id")) for p in providers))
    yield from check_unique("SPC003", "het KvK-nummer", ((p.kvk, p.place("kvk")) for p in providers))
    yield from check_unique("SPC003", "de AGB-code", ((p.agb, p.place("agb")) for p in providers))
    files = {file_name(p.span) for p in providers}
    for provider in providers:
        yield from check_file_name(provider.id, "id", provider.place("id"), files)
        yield from check_folder_name(provider.id, "id", provider.place("id"), region_pack)
        place = provider.place("representatives")
        yield from check_signatories(f"`{provider.id}`", provider.representatives, place)
        yield from _lots(provider, known)
        yield from _admission(provider, known)
        yield from _deviations(provider)


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


def _lots(provider: Provider, known: Known) -> Iterator[Diagnostic]:
    if known.lots is None:
        return
    there = ", ".join(str(lot) for lot in sorted(known.lots))
    for index, lot in enumerate(provider.lots):
        if lot not in known.lots:
            message = f"perceel `{lot}` staat niet in het regioprofiel; verwacht: een van {there}"
            yield error("SPC010", message, provider.place(f"lots.{index}"))


def _admission(provider: Provider, known: Known) -> Iterator[Diagnostic]:
    admission = provider.admission
    if admission is None:
        return
    bound = sorted(known.covenant_lots & set(provider.lots))
    if bound:
        message = (
            f"`admission` is niet nodig: door perceel {bound[0]} geldt het convenant al (`{COVENANT_LOTS}`); "
            "verwacht: alleen bij een aanbieder zonder zo'n perceel"
        )
        yield warning("SPC012", message, admission.span, "verwijder `admission`, of verbeter `lots`")
    if known.initiatives is not None:
        yield from _admitted_with(provider, admission.initiative, known.initiatives, known)


def _admitted_with(
    provider: Provider, initiative: str, initiatives: frozenset[str], known: Known
) -> Iterator[Diagnostic]:
    place = provider.place("admission.initiative")
    if initiative not in initiatives:
        message = f"het initiatief `{initiative}` staat niet in `initiatives.yaml`"
        yield error("SPC011", message, place, did_you_mean(initiative, initiatives))
    elif (initiative, provider.id) not in known.taking_part:
        message = f"`{provider.id}` is toegelaten met het initiatief `{initiative}`, maar doet er niet aan mee"
        yield warning("SPC013", message, place, f"voeg `{provider.id}` toe bij `providers` van dat initiatief")
