"""A provider as the party it is on the date of an edition: under which name, with which lots, with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.spec import Combination, CombinationSigning, Instrument, Member, Predecessor, Provider, Succession

_HOW = {
    Succession.RENAME: "naamswijziging",
    Succession.MERGER: "fusie",
    Succession.TAKEOVER: "contractsovername",
}


class Contractor(Struct, frozen=True):
    """A party to one kind of document on one day.

    `provider` has the name and number of that day, and the lots it holds there. `members` are
    those of `combination` with their records of that day; () where it acts for itself. `absent`
    says why it does not get the document, "" when nothing of this keeps it out. `unknown` is whether
    it is nobody yet, but the party that a tender looks for.
    """

    provider: Provider
    day: date
    combination: Combination | None = None
    members: tuple[tuple[Member, Provider], ...] = ()
    absent: str = ""
    unknown: bool = False

    @property
    def name(self) -> str:
        """What the party is called: the combination, or the provider itself."""
        return _named(self.combination) if self.combination else self.provider.legal_name

    @property
    def signing(self) -> tuple[Provider, ...]:
        """Who sign for the party, each for itself: all members, or the provider alone."""
        if self.combination is None or self.combination.signing is CombinationSigning.LEAD:
            return (self.provider,)
        return tuple(record for _, record in self.members)

    @property
    def records(self) -> tuple[Provider, ...]:
        """Every provider whose record this party is made of, itself first."""
        others = (record for _, record in self.members if record.id != self.provider.id)
        return (self.provider, *others)

    def former_names(self) -> tuple[str, ...]:
        """The names it had, in order of time, each with its last day."""
        return tuple(
            f"{p.legal_name} (tot {dutch.long_date(p.effective_on)})"
            for p in _past(self.provider, self.day)
            if p.kind is Succession.RENAME
        )

    def came_after(self) -> tuple[str, ...]:
        """The other legal persons in whose place it came, in order of time, with what passed over."""
        return tuple(_came_after(p) for p in _past(self.provider, self.day) if p.kind is not Succession.RENAME)


def contractors(
    providers: Sequence[Provider], kind: str, instrument: Instrument, day: date
) -> Mapping[str, Contractor]:
    """Every provider by id as the party it is to a document `kind` on `day`."""
    records = {p.id: _on(p, day) for p in providers}
    passed = {
        (before.provider, agreement): (records[p.id], before)
        for p in providers
        for before in _past(p, day)
        for agreement in before.agreements
        if before.provider
    }
    shared = _shared_lots(providers, day) if instrument is Instrument.BILATERAL else {}
    return {p.id: _contractor(p, kind, instrument, day, records, passed, shared) for p in providers}


def _contractor(
    provider: Provider,
    kind: str,
    instrument: Instrument,
    day: date,
    records: Mapping[str, Provider],
    passed: Mapping[tuple[str, str], tuple[Provider, Predecessor]],
    shared: Mapping[str, Mapping[int, Provider]],
) -> Contractor:
    now = records[provider.id]
    if (provider.id, kind) in passed:
        successor, how = passed[provider.id, kind]
        when = dutch.long_date(how.effective_on)
        return Contractor(
            now, day, absent=_sentence(f"Door {_HOW[how.kind]} op {when} overgegaan op: {successor.legal_name}")
        )
    elsewhere = shared.get(provider.id, {})
    left = tuple(lot for lot in now.lots if lot not in elsewhere)
    if not left and now.lots:
        lead = elsewhere[now.lots[0]]
        name = _named(lead.combination) if lead.combination else ""
        reason = f"Neemt deel aan {name}; de overeenkomst staat in het pakket van de penvoerder: {lead.legal_name}"
        return Contractor(now, day, absent=_sentence(reason))
    if not now.lots and provider.lots and instrument is Instrument.BILATERAL:
        first = min(p.effective_on for p in provider.predecessors if p.effective_on > day)
        return Contractor(now, day, absent=f"De percelen gaan pas op {dutch.long_date(first)} over.")
    here = now if left == now.lots else replace(now, lots=left)
    if provider.combination is None or instrument is Instrument.MULTILATERAL:
        return Contractor(here, day)
    members = tuple((m, records[m.provider]) for m in provider.combination.members_on(day) if m.provider in records)
    return Contractor(here, day, provider.combination if members else None, members)


def _shared_lots(providers: Sequence[Provider], day: date) -> dict[str, dict[int, Provider]]:
    """For each member the lots it holds in a combination that another is the lead of, with that lead."""
    found: dict[str, dict[int, Provider]] = {}
    for lead in providers:
        for member in lead.combination.members_on(day) if lead.combination else ():
            if member.provider != lead.id:
                found.setdefault(member.provider, {}).update(dict.fromkeys(member.lots, lead))
    return found


def _on(provider: Provider, day: date) -> Provider:
    """The legal person on `day`, with the lots it held then."""
    if not provider.predecessors:
        return provider
    later = sorted((p for p in provider.predecessors if p.effective_on > day), key=lambda p: p.effective_on)
    for before in reversed(later):
        if before.provider:
            provider = replace(provider, lots=tuple(lot for lot in provider.lots if lot not in before.lots))
        else:
            provider = replace(
                provider,
                legal_name=before.legal_name,
                kvk=before.kvk,
                legal_form=before.legal_form or provider.legal_form,
                seat=before.seat or provider.seat,
                agb=before.agb or provider.agb,
            )
    return provider


def _past(provider: Provider, day: date) -> tuple[Predecessor, ...]:
    begun = (p for p in provider.predecessors if p.effective_on <= day)
    return tuple(sorted(begun, key=lambda p: p.effective_on))


def _came_after(before: Predecessor) -> str:
    when = dutch.long_date(before.effective_on)
    kinds = tuple(f"{dutch.article_of(kind)} {kind}" for kind in before.agreements)
    what = f", voor {dutch.joined(kinds, 'en')}" if kinds else ""
    how = f"door {_HOW[before.kind]} op {when} krachtens {before.ground}"
    return f"{before.legal_name} (KvK-nummer {before.kvk}) {how}{what}"


def _named(combination: Combination) -> str:
    """A combination by its name, with that word before it when it is not there."""
    known = combination.name.casefold().startswith("combinatie")
    return combination.name if known else f"Combinatie {combination.name}"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
