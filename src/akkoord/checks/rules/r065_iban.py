"""R065: Een IBAN klopt, is Nederlands en staat er in groepen van vier.

De twee controlecijfers vangen bijna elke verschrijving: het nummer, anders gezet, is modulo 97 gelijk aan 1. De regel
leest de rekening van elke aanbieder en elk nummer in een tekst. Groepen van vier maken een nummer over te lezen.

Fout:

    account:
      iban: NL00 VRBD 0000 0000 02

Goed:

    account:
      iban: NL93 VRBD 0000 0000 02
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_IN_TEXT = pattern_of(
    r"(?<!\w)[A-Z]{2}\s?[0-9]{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?(?!\w)|(?<!\w)[a-z]{2}[0-9]{2}\s?[a-z]{4}(?:\s?[0-9]{4}){2}\s?[0-9]{2}(?!\w)"
)
_GROUP = 4


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    for provider in view.region_view.providers:
        if provider.account is not None:
            for message, expected in _wrong(provider.account.iban, settings):
                place = provider.place("account.iban")
                yield Finding(message, place, provider.account.iban, expected, provider=provider.id)
    for text, passage in view.passages:
        for found in _IN_TEXT.finditer(passage.text):
            for message, expected in _wrong(found[0], settings):
                place = passage.place(found.start())
                yield Finding(message, place, found[0], expected, article=passage.article, document=text.kind)


def _wrong(written: str, settings: Settings) -> Iterator[tuple[str, str]]:
    iban = re.sub(r"\s", "", written).upper()
    if settings.excepts(written):
        return
    if iban[:2] != settings.text("country") or len(iban) != settings.whole("length"):
        yield f"dit is geen IBAN van {settings.whole('length')} tekens die begint met {settings.text('country')}", ""
    elif not re.fullmatch(r"[A-Z0-9]+", iban) or int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 != 1:
        yield "de controlecijfers van deze IBAN kloppen niet", ""
    elif written != (grouped := " ".join(iban[at : at + _GROUP] for at in range(0, len(iban), _GROUP))):
        yield "deze IBAN staat niet in groepen van vier", grouped


RULE = SetRule(
    id="R065",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    settings=(
        Setting("country", "NL", "de letters van het land."),
        Setting("length", 18, "zoveel tekens heeft een IBAN van dat land."),
    ),
    codes=(Held("SCH005", "`iban`"),),
    check=_check,
)
