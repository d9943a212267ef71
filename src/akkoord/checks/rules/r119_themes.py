"""R119: De startthema's van het convenant staan in het profiel, elk met iemand die het trekt.

Fout:

    themes: [{name: Monitoring, owner: ""}, {name: Communicatie, owner: Regionaal Serviceteam}]

Goed:

    themes:
      - {name: Monitoring, owner: Regionaal Serviceteam}
      - {name: Aanbodanalyse, owner: Regionaal Serviceteam}
      - {name: Overzicht van lopende initiatieven, owner: Regionaal Serviceteam}
      - {name: Communicatie, owner: Regionaal Serviceteam}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from akkoord.checks.covenant import covenant_kinds
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity, Span
from akkoord.spec import Governance

_NOBODY = re.compile(
    r"[\W_]*(?:n\.?\s?t\.?\s?b\.?|nader te bepalen|onbekend|vacature|geen|niemand|x+|\?)?[\W_]*", re.IGNORECASE
)
"""An owner that is nobody."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    recorded = view.region.governance
    if recorded is None or not covenant_kinds(view):
        return
    names = [theme.name.casefold() for theme in recorded.themes]
    wanted = settings.texts("themes")
    for n, word in enumerate(wanted):
        if not any(word.casefold() in name for name in names):
            message = f"het thema `{word}` staat niet in het profiel"
            yield Finding(message, _beside(recorded, wanted, n), word, hints=("voeg het toe bij `governance.themes`",))
    for theme in recorded.themes:
        if not theme.owner or _NOBODY.fullmatch(theme.owner.strip()):
            message = f"niemand trekt het thema `{theme.name}`"
            yield Finding(message, theme.span, theme.name, "een functie bij `owner`", severity=Severity.WARNING)


def _beside(recorded: Governance, wanted: Sequence[str], missing: int) -> Span:
    """Where a theme that is not there would stand: at the last of those before it, else at the first there is."""
    for word in reversed(wanted[:missing]):
        for theme in recorded.themes:
            if word.casefold() in theme.name.casefold():
                return theme.span
    return recorded.themes[0].span if recorded.themes else recorded.span


RULE = SetRule(
    id="R119",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "themes",
            ("monitoring", "aanbod", "overzicht", "communicatie"),
            "een woord uit de naam van ieder thema dat er moet zijn.",
        ),
    ),
    codes=(
        Held("SCH002", "`themes`"),
        Held("SCH005", "`themes`"),
    ),
    check=_check,
)
