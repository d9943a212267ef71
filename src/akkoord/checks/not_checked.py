"""Rules of the trade that no program decides here, each with its subject and the reason. Dutch, for the manual."""

from __future__ import annotations

from collections.abc import Mapping

NOT_CHECKED: Mapping[str, tuple[str, str]] = {
    "R140": (
        "merktekens die zonder kleur te onderscheiden zijn",
        "de weergave ligt vast in de schrijvers (doorhalen, haken, dubbel onderstrepen) en wordt daar getoetst",
    ),
    "R175": (
        "het certificaat van een handtekening",
        "dat is er pas als er getekend is; `verify` beoordeelt het van wat terugkwam",
    ),
    "R176": (
        "de dag van tekenen tegenover de ingangsdatum",
        "die dag staat in het bestand dat terugkwam, buiten het project; `verify` leest haar daar",
    ),
    "R177": (
        "het verslag van de controle van een handtekening",
        "`verify` maakt het; het wordt bij wat terugkwam bewaard, buiten het project",
    ),
    "R178": (
        "parafen op papier",
        "een paraaf staat op papier; het voorblad noemt de velden en het aantal originelen",
    ),
    "R182": (
        "een bewerkbare versie in ODF",
        "de werkversie is DOCX; ODF maakt dit programma niet",
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
