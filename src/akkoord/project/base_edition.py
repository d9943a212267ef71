"""Which edition the addenda of an edition amend: the one that was signed before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, did_you_mean, error
from akkoord.library import ClauseStatus, Edition, Library
from akkoord.project.amending import Amending, NoBase
from akkoord.project.comparisons import Comparisons
from akkoord.project.content import Content
from akkoord.project.planner import Planner
from akkoord.project.selection import ADDENDA, Selection, SelectionError
from akkoord.project.signed_bases import SignedBases, SignedEditions
from akkoord.spec import Region


def with_addenda(selection: Selection, content: Content) -> Selection:
    """`selection` with `addendum` read as every addendum and every consolidated text."""
    specs = [spec for region in content.regions.values() for spec in region.documents.values()]
    if ADDENDA not in selection.documents or any(spec.kind == ADDENDA for spec in specs):
        return selection
    kinds = dict.fromkeys(spec.kind for spec in specs if spec.amends is not None)
    others = (kind for kind in selection.documents if kind != ADDENDA)
    return replace(selection, documents=tuple(dict.fromkeys((*others, *kinds))))


def set_amending(
    planners: Sequence[Planner],
    content: Content,
    selection: Selection,
    base: str,
    comparisons: Comparisons | None,
    found: list[Diagnostic],
) -> list[Planner]:
    """Tell each planner what its addenda amend; the editions that are amended, each once.

    What a party signed is what its ledgers tell. Where they tell nothing it is the edition `base`, or without that
    the one that the region names.

    Raises:
        SelectionError: ADD020 addenda are asked for by name and nothing says what was signed; ADD021 the
            edition asked for is no edition that can have been signed; ADD022 it is another one than was signed.
    """
    editions = SignedEditions(comparisons)
    refused: list[Diagnostic] = []
    bases: list[SignedBases] = []
    for planner in planners:
        asked = bool(planner.asked()) and _amends(planner, selection)
        if planner.model:
            planner.amending = Amending(content.library, NoBase("Een tendermodel heeft geen addendum."), comparisons)
            continue
        name = base or planner.region.amends.get(planner.edition.id, "")
        edition, problem = _base(planner.edition, name, planner.region, content.library)
        if problem is not None and base:
            refused += [replace(problem, span=None)] * asked
        elif problem is not None:
            found.append(problem)
        reason = _reason(planner.edition, name, base)
        if not asked:
            planner.amending = Amending(content.library, NoBase(reason), comparisons)
            continue
        own = SignedBases(planner, editions, edition, reason)
        planner.amending = Amending(content.library, own, comparisons)
        refused += _looked_up(own, selection, base)
        bases.append(own)
    if base and refused and (not editions.planners or any(d.code == "ADD022" for d in refused)):
        raise SelectionError(*dict.fromkeys(refused))
    if bases and selection.documents and not editions.planners and not any(own.recorded for own in bases):
        raise SelectionError(_unnamed([own.planner for own in bases], content.library))
    return list(editions.planners.values())


def _looked_up(bases: SignedBases, selection: Selection, base: str) -> Iterator[Diagnostic]:
    """Look up what every addendum that is asked for amends; a finding where that is another edition than `base`."""
    planner = bases.planner
    providers = [p for name in planner.asked() if (p := planner.region_content.providers.get(name)) is not None]
    specs = planner.region_content.documents.values()
    for amends, shared in {
        (spec.amends.document, spec.instrument.shared): None
        for spec in specs
        if spec.amends is not None and selection.wants_document(spec.kind)
    }:
        for provider in [None] if shared else providers:
            signed = bases.of(amends, provider).signed
            if signed is not None and base and signed.edition.id != base:
                who = f"`{provider.id}`" if provider is not None else "alle partijen"
                message = (
                    f"volgens wat is vastgelegd is van `{amends}` voor {who} editie `{signed.edition.id}` getekend, "
                    f"in pakket {signed.entry.number} van `{signed.entry.pack}`; `--from` noemt `{base}`"
                )
                yield error("ADD022", message, None, "laat `--from` weg: de basis is wat getekend is")


def _amends(planner: Planner, selection: Selection) -> bool:
    """Whether an addendum or a consolidated text of the edition is asked for."""
    return any(
        spec.amends is not None and selection.wants_document(spec.kind)
        for spec in planner.region_content.documents.values()
    )


def _base(edition: Edition, name: str, region: Region, library: Library) -> tuple[Edition | None, Diagnostic | None]:
    """The edition `name` when it can have been signed before `edition`, and what stands in the way."""
    if not name:
        return None, None
    base = library.editions.get(name)
    place = region.place(f"amends.{edition.id}")
    can = ", ".join(f"`{one.id}`" for one in _signable(library.editions.values(), edition))
    hint = f"kies een van {can}" if can else "er is geen eerdere vastgestelde editie"
    if base is None:
        return None, error("ADD021", f"de editie `{name}` bestaat niet", place, did_you_mean(name, library.editions))
    if base.status is not ClauseStatus.VASTGESTELD:
        message = f"editie `{name}` is een concept: daarvan is niets ondertekend, zodat een addendum haar niet wijzigt"
        return None, error("ADD021", message, place, hint)
    if base.date >= edition.date:
        message = f"editie `{name}` gaat niet in vóór editie `{edition.id}`; een addendum wijzigt een eerdere editie"
        return None, error("ADD021", message, place, hint)
    return base, None


def _signable(editions: Iterable[Edition], before: Edition) -> list[Edition]:
    return sorted(
        (e for e in editions if e.status is ClauseStatus.VASTGESTELD and e.date < before.date), key=lambda e: e.date
    )


def _reason(edition: Edition, name: str, base: str) -> str:
    if base:
        return f"Editie {edition.id} komt niet na editie {base}: er is niets te wijzigen."
    if name:
        return f"Editie {name} kan niet gewijzigd worden."
    return f"Editie {edition.id} wijzigt geen eerdere editie: `amends` in het regioprofiel noemt er geen."


def _unnamed(planners: Sequence[Planner], library: Library) -> Diagnostic:
    editions = ", ".join(dict.fromkeys(f"`{planner.edition.id}`" for planner in planners))
    can = [f"`{e.id}`" for e in _signable(library.editions.values(), planners[-1].edition)]
    known = f"; dat kan zijn: {', '.join(can)}" if can else "; er is geen eerdere vastgestelde editie"
    message = f"niet bekend is welke editie is ondertekend, die het addendum van editie {editions} wijzigt{known}"
    return error("ADD020", message, None, "noem haar met `--from`, of zet haar bij `amends` in het regioprofiel")
