"""The names of what happens to a provider: only what happens in the time of an edition is news in it."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.assembly.values import Value
from akkoord.spec import Period, Provider

EVENT_NAMES = (
    "toelating",
    "toelating_volgt",
    "toetreding.besluit",
    "toetreding.datum",
    "toetreding.deze_editie",
    "toetreding.initiatief",
    "toetreding.met_initiatief",
    "uitgestapt",
    "uitstap.besluit",
    "uitstap.bevestigd_op",
    "uitstap.datum",
    "uitstap.deze_editie",
    "uitstap.gemeld_op",
    "verlenging.besluit",
    "verlenging.deze_editie",
    "verlenging.eerste",
    "verlenging.medegedeeld_op",
    "verlenging.tot_en_met",
    "verlenging.vorig_eind",
)
"""Names of dated events; those of an event that a provider has not had are absent."""


def event_values(provider: Provider, period: Period, initiatives: Mapping[str, str]) -> dict[str, Value]:
    """What these names are worth for `provider` in an edition; `initiatives` holds the names by id."""
    return _admission(provider, period, initiatives) | _exit(provider, period) | _extension(provider, period)


def has_left(provider: Provider, period: Period) -> bool:
    """Whether the provider stepped out of the covenant before the edition began."""
    return provider.exit is not None and period.first is not None and provider.exit.date < period.first


def _admission(provider: Provider, period: Period, initiatives: Mapping[str, str]) -> dict[str, Value]:
    admission = provider.admission
    if admission is None:
        return {"toelating": False, "toelating_volgt": False, "toetreding.deze_editie": False}
    later = period.last is not None and period.last < admission.date
    values: dict[str, Value] = {
        "toelating": not later and not has_left(provider, period),
        "toelating_volgt": later,
        "toetreding.besluit": admission.decision,
        "toetreding.datum": admission.date,
        "toetreding.deze_editie": period.holds(admission.date),
        "toetreding.met_initiatief": bool(admission.initiative),
    }
    if admission.initiative:
        values["toetreding.initiatief"] = initiatives.get(admission.initiative, admission.initiative)
    return values


def _exit(provider: Provider, period: Period) -> dict[str, Value]:
    left = provider.exit
    if left is None:
        return {"uitgestapt": False, "uitstap.deze_editie": False}
    values: dict[str, Value] = {
        "uitgestapt": has_left(provider, period),
        "uitstap.besluit": left.decision,
        "uitstap.datum": left.date,
        "uitstap.deze_editie": left.confirmed_on is not None and period.holds(left.confirmed_on),
        "uitstap.gemeld_op": left.notified_on,
    }
    if left.confirmed_on is not None:
        values["uitstap.bevestigd_op"] = left.confirmed_on
    return values


def _extension(provider: Provider, period: Period) -> dict[str, Value]:
    """The last extension that was told in the time of the edition."""
    told = [n for n, extension in enumerate(provider.extensions) if period.holds(extension.notified_on)]
    if not told:
        return {"verlenging.deze_editie": False}
    extension = provider.extensions[told[-1]]
    values: dict[str, Value] = {
        "verlenging.besluit": extension.decision,
        "verlenging.deze_editie": True,
        "verlenging.eerste": told[-1] == 0,
        "verlenging.medegedeeld_op": extension.notified_on,
        "verlenging.tot_en_met": extension.until,
    }
    if told[-1]:
        values["verlenging.vorig_eind"] = provider.extensions[told[-1] - 1].until
    return values
