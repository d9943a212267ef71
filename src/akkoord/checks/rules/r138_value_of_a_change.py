"""R138: De waarde van de opdracht stijgt niet verder dan zonder nieuwe aanbesteding mag, of een jurist zegt waarom wel.

Een wijziging mag zonder nieuwe procedure zolang de waarde met minder dan tien procent van de oorspronkelijke stijgt, en
onder de drempel voor sociale en andere specifieke diensten blijft (Aanbestedingswet 2012, artikel 2.163b). Wijzigingen
tellen bij elkaar op. De regel vergelijkt de eerste waarde die het profiel noemt met die op de datum van de editie. Of
een wijziging wezenlijk is, beoordeelt een jurist: diens oordeel is de reden waarmee de waarschuwing wordt aanvaard.

Fout:

    maximaal:
      - {value: 1000000, source: gunning, valid_from: 2023-01-01, valid_until: 2023-12-31}
      - {value: 1180000, source: addendum, valid_from: 2024-01-01}

Goed:

    maximaal:
      - {value: 1000000, source: gunning, valid_from: 2023-01-01, valid_until: 2023-12-31}
      - {value: 1080000, source: addendum, valid_from: 2024-01-01}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.spec import Parameter

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True)) + "|[0-9]{1,3}"
_RISES = pattern_of(
    rf"(?<!\w)(?:opdracht|contract)?waarde(?!\w)(?:(?!\bniet\b|\bhoogstens\b|\bten\shoogste\b|\bmaximaal\b|\bminder\b)[^.;]){{0,80}}?"
    rf"(?<![\w.,])(?P<more>{_WORDS})(?:,[0-9]+)?\s?(?:%|procent(?!\w))",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?<!\w)(?:stijgt|stijgen|toe|toegenomen|verhoogd|hoger|groeit|vermeerderd)(?!\w)", re.IGNORECASE)
_LAWYER = re.compile(r"juri(?:st|disch)", re.IGNORECASE)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    yield from _in_texts(view, settings.whole("percent"))
    for name in settings.texts("values"):
        first, now = _first(view, name), view.fact(name)
        if first is None or not isinstance(first.value, int | Decimal) or not isinstance(now, int | Decimal):
            continue
        more, most = now - first.value, first.value * settings.whole("percent") / Decimal(100)
        if more >= most or more >= settings.whole("threshold"):
            message = f"de waarde `{name}` is {_percentage(more, first.value)}% hoger dan de oorspronkelijke"
            limit = min(most, Decimal(settings.whole("threshold")))
            expected = f"een stijging van minder dan {limit.normalize():f}"
            hint = "laat een jurist dit beoordelen, en aanvaard de waarschuwing met diens oordeel als reden"
            related = (Related(first.span, "de oorspronkelijke waarde"),)
            yield Finding(message, view.fact_place(name), str(now), expected, (hint,), related)


def _in_texts(view: SetView, percent: int) -> Iterator[Finding]:
    """A sentence by which the value rises by as much as needs a new procedure, and no lawyer is named."""
    for text, passage in view.passages:
        for at, sentence in sentences_in(passage.masked) if _RISES.search(passage.masked) is not None else ():
            found = _RISES.search(sentence)
            if found is None or _MORE.search(sentence) is None or _LAWYER.search(sentence) is not None:
                continue
            more = number_of(found["more"])
            if more is not None and more >= percent:
                place, words = passage.place(at + found.start("more")), sentence[found.start("more") : found.end()]
                message = "de waarde stijgt verder dan zonder nieuwe aanbesteding mag"
                yield Finding(message, place, words, f"minder dan {percent}%", (), (), passage.article, text.kind)


def _first(view: SetView, name: str) -> Parameter | None:
    """The first value that the profile has of a fact; None when it has had one at most."""
    values = view.region.parameters.get(name, ())
    return min(values, key=lambda one: one.period.first or date.min) if len(values) > 1 else None


def _percentage(more: int | Decimal, whole: int | Decimal) -> str:
    return f"{(Decimal(more) * 100 / whole).quantize(Decimal('0.1')):f}".replace(".", ",") if whole else "100"


RULE = SetRule(
    id="R138",
    severity=Severity.WARNING,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PUBLIC,),
    settings=(
        Setting(
            "values",
            ("overeenkomst.waarde.geraamd", "overeenkomst.waarde.maximaal"),
            "de feiten met de waarde van de opdracht.",
        ),
        Setting("percent", 10, "zoveel procent van de oorspronkelijke waarde mag erbij, minder dan dat."),
        Setting("threshold", 750000, "en minder dan dit bedrag, de drempel voor sociale diensten."),
    ),
    check=_check,
)
