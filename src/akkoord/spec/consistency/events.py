"""What happened to a provider: in an order in which it can have happened, and with what must be there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from akkoord.diagnostics import Diagnostic, did_you_mean, error, warning
from akkoord.spec.consistency.known import COVENANT_LOTS, Known, Terms
from akkoord.spec.days import months_later
from akkoord.spec.events import Exit
from akkoord.spec.provider import Provider

TERM_END, TERM_YEARS = "looptijd.eind", "looptijd.verlenging_max_jaren"
NOTICE_MONTHS = "overeenkomst.verlenging_vooraf_maanden"
EXIT_MONTHS = "uitstappen_maanden"
"""The parameters of the region that say when something must have been told (docs/formats.md), where it has them."""


def check_events(provider: Provider, known: Known) -> Iterator[Diagnostic]:
    """Every finding on admission, exit, extensions and statements of `provider`."""
    yield from _admission(provider, known)
    if provider.exit is not None:
        yield from _exit(provider, provider.exit, known)
    yield from _extensions(provider)
    yield from _told_in_time(provider, known.terms)
    for index, statement in enumerate(provider.statements):
        until = statement.valid_until
        if until is not None:
            yield from _in_order(
                provider, f"statements.{index}", ("issued_on", statement.issued_on), ("valid_until", until)
            )


def _admission(provider: Provider, known: Known) -> Iterator[Diagnostic]:
    admission = provider.admission
    if admission is None:
        return
    bound = sorted(known.covenant_lots & set(provider.lots))
    if bound and admission.initiative:
        message = (
            f"`initiative` is niet nodig: perceel {bound[0]} hoort bij het convenant (`{COVENANT_LOTS}`); "
            "verwacht: alleen bij een aanbieder zonder zo'n perceel"
        )
        hint = "verwijder `initiative`, of heel `admission` als de aanbieder van het begin af meedoet"
        yield warning("SPC012", message, admission.span, hint)
    if not bound and not admission.initiative:
        message = "`admission` zonder `initiative`; verwacht: het initiatief waarmee de aanbieder is toegelaten"
        yield error("SPC011", message, admission.span, "voeg een regel `initiative: …` toe")
    elif admission.initiative and known.initiatives is not None:
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


def _exit(provider: Provider, left: Exit, known: Known) -> Iterator[Diagnostic]:
    if known.lots is not None and not known.covenant_lots & set(provider.lots) and provider.admission is None:
        message = f"`{provider.id}` stapt uit het convenant en neemt er niet aan deel"
        yield error("SPC016", message, left.span, "verwijder `exit`, of voeg `admission` toe")
    if provider.admission is not None and left.date < provider.admission.date:
        message = f"de laatste dag van deelname ({left.date}) ligt voor de toelating ({provider.admission.date})"
        yield error("SPC016", message, provider.place("exit.date"), "verbeter een van de datums")
    yield from _in_order(provider, "exit", ("notified_on", left.notified_on), ("date", left.date))
    if left.confirmed_on is not None:
        yield from _in_order(provider, "exit", ("notified_on", left.notified_on), ("confirmed_on", left.confirmed_on))
    months = known.terms.count(EXIT_MONTHS, left.notified_on)
    if months is not None and left.notified_on <= left.date < (first := months_later(left.notified_on, months)):
        message = (
            f"gemeld op {left.notified_on}, dus de laatste dag ({left.date}) ligt te vroeg; verwacht: ten minste "
            f"{months} maanden later (`{EXIT_MONTHS}`)"
        )
        yield error("SPC081", message, provider.place("exit.date"), f"schrijf `date: {first}` of later")


def _extensions(provider: Provider) -> Iterator[Diagnostic]:
    for index, extension in enumerate(provider.extensions):
        if (extension.until.month, extension.until.day) != (12, 31):
            message = (
                f"`until` ({extension.until}) is geen 31 december; verwacht: een verlenging met hele kalenderjaren"
            )
            place = provider.place(f"extensions.{index}.until")
            yield warning("SPC017", message, place, f"schrijf `until: {extension.until.year}-12-31`")
        place = f"extensions.{index}"
        yield from _in_order(provider, place, ("notified_on", extension.notified_on), ("until", extension.until))
    for index, (former, extension) in enumerate(pairwise(provider.extensions), 1):
        if extension.until <= former.until:
            message = f"`until` ({extension.until}) is niet later dan dat van de vorige verlenging ({former.until})"
            yield error("SPC017", message, provider.place(f"extensions.{index}.until"), "zet ze op volgorde")


def _told_in_time(provider: Provider, terms: Terms) -> Iterator[Diagnostic]:
    """Each extension, told so many months before the contract would have ended, and within its longest term."""
    for index, extension in enumerate(provider.extensions):
        told = extension.notified_on
        end = provider.extensions[index - 1].until if index else terms.day(TERM_END, told)
        months = terms.count(NOTICE_MONTHS, told)
        if not index and end is not None and extension.until <= end:
            message = f"`until` ({extension.until}) is niet later dan het einde zonder verlenging ({end})"
            yield error("SPC017", message, provider.place(f"extensions.{index}.until"))
        if end is not None and months is not None and told > (last := months_later(end, -months)):
            message = (
                f"meegedeeld op {told}, terwijl de overeenkomst op {end} eindigt; verwacht: uiterlijk op {last}, "
                f"{months} maanden daarvoor (`{NOTICE_MONTHS}`)"
            )
            yield error("SPC081", message, provider.place(f"extensions.{index}.notified_on"))
        start, years = terms.day(TERM_END, told), terms.count(TERM_YEARS, told)
        if start is not None and years is not None and extension.until > (limit := months_later(start, years * 12)):
            message = (
                f"`until` ({extension.until}) ligt na de langste looptijd; verwacht: uiterlijk {limit} (`{TERM_YEARS}`)"
            )
            yield error("SPC082", message, provider.place(f"extensions.{index}.until"), f"schrijf `until: {limit}`")


def _in_order(provider: Provider, path: str, first: tuple[str, date], second: tuple[str, date]) -> Iterator[Diagnostic]:
    (before, start), (after, end) = first, second
    if end < start:
        message = f"`{after}` ({end}) ligt voor `{before}` ({start}); verwacht: op of na die dag"
        yield error("SPC022", message, provider.place(f"{path}.{after}"))
