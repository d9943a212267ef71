"""R033: Definities staan op alfabet, zonder nummers.

Zo vindt de lezer een term, en verandert er geen nummer als er een bij komt. Staan de clausules in het document naast
elkaar, dan zet `check --fix` ze op volgorde, zolang geen vastgestelde editie het document heeft.

Fout:

    - **Jeugdige**: ...
    - **Aanbieder**: ...

Goed:

    - **Aanbieder**: ...
    - **Jeugdige**: ...
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from akkoord.checks.definitions import Definition
from akkoord.checks.finding import Finding, Fix
from akkoord.checks.ordering import clauses_in_order
from akkoord.checks.passages import bare_blocks
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Related, Severity
from akkoord.tree import Block, Clause, NumberedList, all_blocks


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    before: Definition | None = None
    listed = [d for d in text.definitions if d.only]
    moves: dict[str, tuple[Fix, ...]] = {}
    for definition in listed if len(listed) >= settings.whole("list_min") else ():
        if before is not None and before.article == definition.article and _key(definition) < _key(before):
            related = (Related(before.span, f"`{before.term}` staat ervoor"),) if before.span is not None else ()
            message = f"`{definition.term}` staat niet op zijn plaats in het alfabet"
            if definition.article not in moves:
                own = sorted((d for d in listed if d.article == definition.article), key=_key)
                moves[definition.article] = clauses_in_order(text.spec, [d.clause for d in own])
            yield Finding(
                message,
                definition.span,
                definition.term,
                hints=("verplaats de clausule in de lijst van het document",),
                related=related,
                article=definition.article,
                document=definition.kind,
                moves=moves[definition.article],
            )
        before = definition
    terms = {d.clause for d in listed} if len(listed) >= settings.whole("list_min") else set[str]()
    bare = bare_blocks(text.document.body) if terms else ()
    for clause in (clause for block in bare for clause in text.known.of(block, _with_numbers)):
        if clause.id in terms:
            message = "een definitie met een nummer; verwacht: een streepje"
            yield Finding(message, clause.span, clause.id, hints=("schrijf `- **Term**: …`",))


def _with_numbers(block: Block) -> Iterator[Clause]:
    """The clauses in a block that have a numbered list of their own."""
    for inner in all_blocks((block,)):
        if isinstance(inner, Clause) and any(isinstance(child, NumberedList) for child in inner.children):
            yield inner


def _key(definition: Definition) -> str:
    plain = unicodedata.normalize("NFKD", definition.term.casefold())
    return "".join(c for c in plain if c.isalnum())


RULE = TextRule(
    id="R033",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    settings=(Setting("list_min", 3, "vanaf zoveel definities is het een lijst."),),
    check=_check,
)
