"""Rules of the trade that no program decides here, each with its subject and the reason. Dutch, for the manual."""

from __future__ import annotations

from collections.abc import Mapping

NOT_CHECKED: Mapping[str, tuple[str, str]] = {
    "R114": ("adviezen van platform en initiatieftafels", "verslagen zijn geen deel van het project"),
    "R138": (
        "de waarde van een wijziging binnen de grenzen van de Aanbestedingswet",
        "de waarde van een opdracht staat in geen gegevens; of een wijziging wezenlijk is, beoordeelt een jurist",
    ),
    "R140": (
        "merktekens die zonder kleur te onderscheiden zijn",
        "de weergave ligt vast in de schrijvers (doorhalen, haken, dubbel onderstrepen) en wordt daar getoetst",
    ),
    "R196": (
        "een plan van aanpak dat op ieder doel antwoordt",
        "het plan van een aanbieder is geen deel van het project; de doelen staan in zijn inschrijving",
    ),
    "R198": (
        "een segment met een vaste som en zijn resultaatafspraken",
        "de tariefbestanden kennen nog alleen bedragen per eenheid; een vaste som heeft daar geen plaats",
    ),
}
