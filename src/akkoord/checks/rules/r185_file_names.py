"""R185: De naam van een gemaakt bestand is te lezen en te bewaren: kleine letters, cijfers en streepjes.

Spaties, hoofdletters en accenten gaan onderweg kapot: in een e-mail, een archief of een ander systeem. Een naam als
"def2" zegt niet wat het is.

Fout:

    Contract def def2.pdf

Goed:

    raamovereenkomst.pdf
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, PackRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import Severity, Span


def _check(view: PackView, settings: Settings) -> Iterator[Finding]:
    pattern = re.compile(settings.text("pattern"))
    for name in view.files:
        if not pattern.fullmatch(name):
            message = f"de naam van dit bestand past niet op `{pattern.pattern}`"
            yield Finding(message, Span(f"{view.place}/{name}"), name)
        elif len(name) > settings.whole("length_max"):
            most = settings.whole("length_max")
            message = f"de naam van dit bestand is {len(name)} tekens lang; verwacht: hoogstens {most}"
            yield Finding(message, Span(f"{view.place}/{name}"), name)


RULE = PackRule(
    id="R185",
    severity=Severity.WARNING,
    scope=(Scope.FILE,),
    basis=(Basis.PRACTICE,),
    settings=(
        Setting(
            "pattern", r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\.[a-z0-9]+", "waarop de hele naam past (reguliere expressie)."
        ),
        Setting("length_max", 120, "zoveel tekens mag een naam lang zijn."),
    ),
    codes=(Held("SCH005", "`kind`", "/documents/"),),
    check=_check,
)
