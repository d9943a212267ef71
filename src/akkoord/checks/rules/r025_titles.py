"""R025: Een titel van buiten de set staat overal met dezelfde woorden.

Een regionale visie heet op de ene bladzijde "Opgroeien door elkaar te helpen" en op de andere "Opgroeien om elkaar te
helpen". Dat lijken twee stukken. Titels staan tussen aanhalingstekens of cursief.

Fout:

    De visie “Samen groeien door elkaar te steunen” ... de visie “Samen groeien om elkaar te steunen”

Goed:

    De visie “Samen groeien door elkaar te steunen” ... de visie “Samen groeien door elkaar te steunen”
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import is_absent, name_of, note_absent, pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity, Span

_QUOTED = pattern_of(r"“([^”]{8,200})”|‘([^’]{8,200})’")


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    seen: dict[str, tuple[str, Span | None]] = {}
    least = settings.whole("likeness_min")
    unlike = name_of("R025", least)
    for text, passage in view.passages:
        for found in _QUOTED.finditer(passage.masked):
            title = found[1] or found[2]
            if len(title.split()) < settings.whole("words_min") or settings.excepts(title):
                continue
            place = passage.place(found.start() + 1)
            first = seen.setdefault(title.casefold(), (title, place))
            if first[1] != place:
                continue
            for other, where in [pair for key, pair in seen.items() if key != title.casefold()]:
                if _alike(other.casefold(), title.casefold(), least, unlike):
                    related = (Related(where, "zo staat het daar"),) if where is not None else ()
                    message = "deze titel staat elders met andere woorden"
                    yield Finding(message, place, title, other, (), related, passage.article, text.kind)


def _alike(one: str, other: str, least: int, unlike: str) -> bool:
    """Whether two titles are nearly the same; `unlike` names what is remembered of two that are not."""
    both = f"{one}\n{other}"
    if is_absent(unlike, both):
        return False
    from rapidfuzz.fuzz import ratio  # takes long to load, and two titles are mostly known

    alike = ratio(one, other) >= least
    if not alike:
        note_absent(unlike, both)
    return alike


RULE = SetRule(
    id="R025",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("words_min", 3, "zoveel woorden heeft een titel ten minste."),
        Setting("likeness_min", 80, "vanaf deze gelijkenis, van 100, zijn twee titels dezelfde."),
    ),
    check=_check,
)
