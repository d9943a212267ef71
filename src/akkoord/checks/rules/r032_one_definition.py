"""R032: Een term heeft in de hele set één definitie.

Raamovereenkomst, bijlagen en convenant worden samen ondertekend. Zegt de ene dat een kleinschalige woonvorm ten
hoogste zes jeugdigen heeft en de andere acht, dan is er geen antwoord. Wie een term op twee plaatsen uitlegt, doet
dat met dezelfde clausule.

Fout:

    Convenant: **KGW**: wonen met ten hoogste zes jeugdigen.
    Bijlage bij perceel 2: **KGW**: wonen met ten hoogste acht jeugdigen.

Goed:

    Convenant: **KGW**: wonen met ten hoogste zes jeugdigen.
    Bijlage bij perceel 2: **KGW** heeft de betekenis van het Convenant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.definitions import Definition
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.tree import Block, Paragraph, Strong, all_blocks, plain_text

_MEANS = re.compile(
    r"([A-Z][^.:;]{1,60}?)(?:\s\([^()]+\))?:\s(?:(?:een|ieder|iedere|wie|elk|elke|degene)\s"
    r"|(?:de|het|alle)\s[\w ’-]{2,60}?\s(?:dat|die|waarin|waarmee|waarop|waarvoor|waarmede|waar)\s)"
    r"|[Oo]nder\s(?:het\sbegrip\s|een\s|de\s|het\s)?[‘“]?(?P<under>[\w ’-]{2,60}?)[’”]?"
    r"\s(?:wordt|worden)\s[^.;]{0,40}?verstaan(?!\w)"
)

_BARE = re.compile(r"([A-Z][^.:;]{1,60}?):\s[a-z][\w’-]*(?:\s[\w’,-]+){3,}\.?$")
"""A meaning without an article, which only a term in bold has: `**Perceel**: gebied binnen de regio …`."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    first: dict[str, Definition] = {}
    said: set[tuple[str, str]] = set()
    for definition in view.definitions:
        for form in definition.forms:
            known = first.setdefault(form.casefold(), definition)
            pair = (known.clause, definition.clause)
            if known.meaning != definition.meaning and known.clause != definition.clause and pair not in said:
                said.add(pair)
                if not settings.excepts(form):
                    yield _two(form, known, definition)
    yield from _typed(view, first, settings)


def _typed(view: SetView, known: dict[str, Definition], settings: Settings) -> Iterator[Finding]:
    """A meaning that is typed in a text for a term that has its own clause: `**Perceel**: een gebied …`."""
    clauses = {definition.clause for definition in view.definitions}
    for text, passage in view.passages:
        found = None if passage.title else _MEANS.match(passage.text)
        if found is None and not passage.title and (bare := _BARE.match(passage.text)) is not None:
            in_bold = bare[1].casefold() in known and passage.text in set(text.said_of(_beginning_in_bold))
            found = bare if in_bold else None
        if found is None or passage.clause.partition("@")[0] in clauses:
            continue
        said = (found[1] or found["under"]).strip()
        term = known.get(said.casefold())
        if term is not None and not settings.excepts(said):
            related = (Related(term.span, "de definitie"),) if term.span is not None else ()
            message = f"de term `{said}` heeft al een definitie; verwacht: één definitie"
            hint = f"gebruik de clausule `{term.clause}`, of kies een andere term"
            place = passage.place(passage.text.index(said))
            yield Finding(message, place, said, term.meaning, (hint,), related, passage.article, text.kind)


def _beginning_in_bold(block: Block) -> Iterator[str]:
    """The words of each paragraph in a block that begins with a word in bold."""
    for one in all_blocks((block,)):
        if isinstance(one, Paragraph) and one.children and isinstance(one.children[0], Strong):
            yield plain_text(one.children)


def _two(form: str, one: Definition, other: Definition) -> Finding:
    where = "hetzelfde document" if one.kind == other.kind else f"`{one.kind}`"
    related = (Related(one.span, f"de andere, in `{one.kind}`"),) if one.span is not None else ()
    return Finding(
        f"de term `{form}` heeft hier een andere betekenis dan in {where}; verwacht: één definitie",
        other.span,
        other.meaning,
        one.meaning,
        (f"gebruik ook hier de clausule `{one.clause}`, of kies een andere term",),
        related,
        other.article,
        other.kind,
    )


RULE = SetRule(
    id="R032",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
