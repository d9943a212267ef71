"""Rules of the trade that no program decides here, each with its subject and the reason. Dutch, for the manual."""

from __future__ import annotations

from collections.abc import Mapping

NOT_CHECKED: Mapping[str, tuple[str, str]] = {
    "R111": (
        "zittingsduur van leden van de regiegroep",
        "de leden staan in geen gegevensbestand; de termijn zelf wordt wel uit het profiel afgedrukt",
    ),
    "R112": ("stemming in besluiten van de regiegroep", "besluitenlijsten zijn geen deel van het project"),
    "R113": ("besluiten zonder dekking of over tarieven", "besluitenlijsten zijn geen deel van het project"),
    "R114": ("adviezen van platform en initiatieftafels", "verslagen zijn geen deel van het project"),
}
