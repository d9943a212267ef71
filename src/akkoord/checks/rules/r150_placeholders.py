"""R150: Nergens staat nog iets in te vullen: geen xx, stippellijn, "n.t.b.", lege haken of naam tussen punthaken.

Wat bij het schrijven open bleef, staat er na ondertekening nog. Een plaats die met opzet open is, is een slot (`{{
... | open }}`): die is bekend en wordt apart gemeld. De regel leest wat in een clausule is getypt; wat uit de gegevens
komt, meldt R163 één keer, bij de gegevens zelf. Een tekst die er zo uitziet en wel klopt, is een uitzondering in het
profiel.

Fout:

    De gemiddelde verblijfsduur daalt ieder jaar met xx%.

Goed:

    De gemiddelde verblijfsduur daalt ieder jaar met 5%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import any_of, pattern_of
from akkoord.checks.rule import Basis, Held, PassageRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity

_SHAPES = pattern_of(
    r"""(?<!\w)(?<![Bb]ijlage\s)(?<![Bb]ijlagen\s)[xX]{2,}(?!\w)%?
      | (?<!\w)[xX]\s?%                  # xx, also before a percent sign
      | (?<!\w)PM(?![\w:]) | (?<!\w)N\.N\.(?!\w)
      | @@+ | €\s?(?:…|\.{2,})
      | \[\s*(?:…|\.{2,}|_{2,})?\s*\]    # nothing between brackets, or dots
      | <[a-z][a-z _-]*>                 # <naam>
      | _{3,} | (?:_[ ]){2,} | (?:…\s*){2,} | \.{4,}    # lines to write on
      | (?<=\w\s)(?:…|\.{3})(?=\s(?:stuks|euro|jaar|maanden|weken|dagen|werkdagen|uur|procent|keer|personen
        |jeugdigen|plaatsen)(?!\w))          # dots where a number belongs
      | \?{2,} | (?:\.\.[-/])+               # ../../2023
      | (?<![\w.,-])0{8,12}(?![\w-])       # a number of the trade register that nobody looked up
    """,
    re.VERBOSE,
)


BLANK = pattern_of(
    r"\[\s*(?:(?:nog|nader)\s+)?(?:(?:in\s+)?te\s+vullen|invullen|naam|bedrag|datum|aantal|percentage|plaats|adres|functie|"
    r"nummer|termijn|jaartal)\b[^\[\]]{0,30}\]",
    re.IGNORECASE,
)
_BRACED = pattern_of(r"\{[a-z][a-z _-]*\}", re.IGNORECASE)
"""What a template leaves to be filled in."""


_NAMED = pattern_of(r"\[[a-z][a-z /-]{1,40}\]")
"""A name between brackets: in a value of the data, the place of a value that nobody knew. In a text such a name between
brackets is what `| open` prints, which is told by itself."""

_WHOLE_WORDS = r"(?<!\w)(?:{})(?!\w)"


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    words = any_of(settings.texts("words"), _WHOLE_WORDS)
    for pattern in (_SHAPES, BLANK, _BRACED, *((words,) if words is not None else ())):
        for found in pattern.finditer(passage.masked):
            yield from _at(passage, found, settings)


def open_places(value: str, settings: Settings) -> Iterator[str]:
    """What a value of the data leaves to be filled in, in order of sort; `settings` are those of this rule."""
    words = any_of(settings.texts("words"), _WHOLE_WORDS)
    told: set[int] = set()
    for pattern in (_NAMED, BLANK, _SHAPES, *((words,) if words is not None else ())):
        for found in pattern.finditer(value):
            if told.isdisjoint(range(*found.span())) and not settings.excepts(found[0]):
                told.update(range(*found.span()))
                yield found[0]


def _at(passage: Passage, found: re.Match[str], settings: Settings) -> Iterator[Finding]:
    if not settings.excepts(found[0]):
        message = "hier is nog iets in te vullen"
        hint = "schrijf wat is afgesproken; wat nog niet bekend is, is een slot met `| open` in een concept"
        yield Finding(message, passage.place(found.start()), found[0], hints=(hint,))


RULE = PassageRule(
    id="R150",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "words",
            (
                *("n.t.b.", "ntb", "n.n.b.", "nader te bepalen", "nader toe te voegen", "nader in te vullen"),
                *(
                    "lorem ipsum",
                    "nog te bepalen",
                    "nog in te vullen",
                    "nader vast te stellen",
                    "volgt nog",
                    "TBD",
                    "p.m.",
                ),
            ),
            "woorden die zeggen dat er nog iets komt.",
        ),
    ),
    codes=(
        Held("MDN005", "<naam"),
        Held("MDN005", "<datum"),
        Held("MDN005", "<bedrag"),
        Held("MDN005", "<aantal"),
        Held("MDN005", "<invullen"),
    ),
    check=_check,
)
