"""R009: Het convenant heeft alle hoofdstukken, in de afgesproken volgorde.

Welke hoofdstukken dat zijn, zegt het profiel bij `chapters`, met de namen uit het documentbestand. Een hoofdstuk dat
ontbreekt, is bijna altijd vergeten; een andere volgorde maakt elke verwijzing van buiten onjuist. Wat er meer staat dan
het profiel noemt, is geen fout. In een concept hoeft nog niet alles te staan.

Fout:

    chapters: [inleiding, visie, ondertekening]     # het convenant heeft geen hoofdstuk `ondertekening`

Goed:

    chapters: [inleiding, visie]
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.ordering import place_of_missing
from akkoord.checks.rule import Basis, Needs, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView, is_final_covenant
from akkoord.diagnostics import Severity
from akkoord.spec import SectionPart
from akkoord.tree import SectionKind, plain_text


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    wanted = [name for name in settings.texts("chapters") if name]
    if not is_final_covenant(text) or not wanted:
        return
    there = {s.anchor: s for s in text.sections if s.kind is SectionKind.CHAPTER}
    parts = {part.id: part.span for part in text.spec.parts if isinstance(part, SectionPart)}
    for name in wanted:
        if name not in there:
            message = f"het hoofdstuk `{name}` ontbreekt"
            hint = "voeg het toe bij `parts`, of haal het uit `chapters` bij R009 in het profiel"
            place = parts.get(name) or place_of_missing(name, wanted, parts) or text.spec.span
            yield Finding(message, place, name, hints=(hint,))
    found = [name for name in there if name in wanted]
    right = [name for name in wanted if name in there]
    for one, other in zip(found, right, strict=True):
        if one != other:
            section = there[one]
            article = f"hoofdstuk {section.number.cited}" if section.number is not None else ""
            message = f"het hoofdstuk `{one}` staat niet op zijn plaats; verwacht: hier `{other}`"
            yield Finding(message, section.span, plain_text(section.title), other, article=article)
            return


RULE = TextRule(
    id="R009",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("chapters", ("",), "de hoofdstukken van het convenant, in volgorde."),),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
