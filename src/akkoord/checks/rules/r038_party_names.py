"""R038: Een partij heeft in een document één naam.

"Opdrachtnemer", "zorgpartij" en "de gecontracteerde aanbieder" lijken drie partijen. De instelling zegt welke namen
niet voorkomen, en welke in plaats daarvan.

Fout:

    De zorgpartij meldt dit aan Opdrachtgever.

Goed:

    Opdrachtnemer meldt dit aan Opdrachtgever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.phrases import pairs_of, phrases_in
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    names = dict(pairs_of(settings.texts("names")))
    right = {wrong.casefold(): name for wrong, name in names.items()}
    for found in phrases_in(passage, names):
        in_a_law = re.search(r"(?<!\w)Wet (?:\w+ )*$", passage.text[: found.start()]) is not None
        if not in_a_law and not settings.excepts(found[0]):
            message = "deze naam voor een partij is niet de afgesproken naam"
            yield Finding(message, passage.place(found.start()), found[0], right[" ".join(found[0].split()).casefold()])


RULE = PassageRule(
    id="R038",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "names",
            (
                *("zorgpartij: aanbieder", "zorgpartijen: aanbieders", "zorgaanbieder: aanbieder"),
                *("zorgaanbieders: aanbieders", "opdrachtnemende partij: Opdrachtnemer"),
                *("opdrachtgevende partij: Opdrachtgever", "jeugdhulpleverancier: aanbieder"),
                *("contractant: Opdrachtnemer", "contractanten: aanbieders", "zorginstelling: aanbieder"),
            ),
            "namen die niet voorkomen, met de afgesproken naam: `zorgpartij: aanbieder`.",
        ),
    ),
    check=_check,
)
