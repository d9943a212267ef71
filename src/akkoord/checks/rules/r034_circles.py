"""R034: Een definitie leunt niet op zichzelf.

Wie A uitlegt met B, en B met A, legt niets uit. De regel kijkt naar het woord waarmee een definitie zegt wat iets
is: het deel vóór "die", "dat", "waarvan", "als", "van" of een komma.

Fout:

    **Initiatief**: een Project van twee partijen.
    **Project**: een Initiatief met een einddatum.

Goed:

    **Initiatief**: een samenwerking van twee partijen.
    **Project**: een Initiatief met een einddatum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.definitions import Definition
from akkoord.checks.finding import Finding
from akkoord.checks.inflection import stems
from akkoord.checks.rule import Basis, Needs, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity

_HEAD_END = re.compile(
    r",|;|\.|\((?!.*?\))|(?<!\w)(?:die|dat|waarvan|waarin|waarmee|waarop|als|van|voor|met|tussen|in|op|om|dan|bij|door)(?!\w)"
)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    definitions = {d.clause: d for d in view.definitions if d.only}
    leans = {name: _leans_on(d, definitions) for name, d in definitions.items()}
    for name, others in leans.items():
        for other in sorted(others):
            one, two = definitions[name], definitions[other]
            if (other == name or name in leans[other]) and other <= name and not settings.excepts(one.term):
                related = (
                    (Related(two.span, f"en hier `{two.term}` met `{one.term}`"),)
                    if two.span and two is not one
                    else ()
                )
                message = f"`{one.term}` wordt uitgelegd met `{two.term}`"
                yield Finding(message, one.span, one.term, "", (), related, one.article, one.kind, context=one.meaning)


def _leans_on(definition: Definition, definitions: dict[str, Definition]) -> frozenset[str]:
    """The definitions whose term says what this one is."""
    _, _, meaning = definition.meaning.partition(":")
    if re.search(r"bedoeld in|in de zin van", meaning):  # a law says what it is
        return frozenset()
    head = stems(_HEAD_END.split(meaning.strip(), maxsplit=1)[0])
    return frozenset(
        name for name, other in definitions.items() if any(_within(stems(form), head) for form in other.forms)
    )


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return bool(few) and any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


RULE = SetRule(
    id="R034",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
