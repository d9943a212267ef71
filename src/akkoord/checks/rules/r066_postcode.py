"""R066: Een postcode bestaat: vier cijfers die niet met 0 beginnen, een spatie en twee hoofdletters.

De lettercombinaties SA, SD en SS zijn nooit uitgegeven. Een verkeerde postcode in het adres van een partij maakt een
aangetekende brief onbestelbaar. De regel kijkt naar de adressen van aanbieders en organisaties, en naar postcodes die
in een tekst zijn getypt. Wat geen vier cijfers en twee letters heeft, wordt al bij het lezen geweigerd.

Fout:

    address: {street: Voorbeeldstraat 1, postcode: 8000SA, place: Voorbeeldstad}

Goed:

    address: {street: Voorbeeldstraat 1, postcode: 8000 GA, place: Voorbeeldstad}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_RIGHT = re.compile(r"[1-9][0-9]{3}\s(?!S[ADS])[A-Z]{2}")
_IN_TEXT = pattern_of(
    r"(?<![\w-])(?:(?<=postcode\s)|(?<=postcode:\s))[0-9]{4,5}\s?[A-Za-z]{2}(?!\w)|(?<![\w-])[0-9]{4}[A-Z]{2}(?!\w)"
    r"|(?<=[0-9],\s)[0-9]{4}\s[A-Z]{2}(?=\s+[A-Z])"
)
_LETTERS = 2


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    for provider in view.region_view.providers:
        for message, expected in _wrong(provider.address.postcode, settings):
            place = provider.place("address.postcode")
            yield Finding(message, place, provider.address.postcode, expected, provider=provider.id)
    for index, organisation in enumerate(view.region.organisations):
        if organisation.address is not None:
            for message, expected in _wrong(organisation.address.postcode, settings):
                place = view.region.place(f"organisations.{index}.address.postcode")
                yield Finding(message, place, organisation.address.postcode, expected)
    for text, passage in view.passages:
        for found in _IN_TEXT.finditer(passage.masked):
            for message, expected in _wrong(found[0], settings):
                place = passage.place(found.start())
                yield Finding(message, place, found[0], expected, article=passage.article, document=text.kind)


def _wrong(written: str, settings: Settings) -> Iterator[tuple[str, str]]:
    if _RIGHT.fullmatch(written) or settings.excepts(written):
        return
    right = f"{written[:-_LETTERS].strip()} {written[-_LETTERS:].upper()}"
    if _RIGHT.fullmatch(right):
        yield "een postcode heeft een spatie en twee hoofdletters", right
    else:
        yield (
            "deze postcode bestaat niet; verwacht: niet met 0 beginnend, en geen SA, SD of SS",
            "",
        )


RULE = SetRule(
    id="R066",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SCH003", "`postcode`"),
        Held("SCH005", "`postcode`"),
    ),
    check=_check,
)
