"""R036: Een term heeft één spelling.

"Ambulantiseren" en "ambulantisieren" zijn voor een zoekmachine twee woorden, en voor een rechter een vraag. De
regel vindt woorden die op een of twee letters na een term van de set zijn, en de paren van de instelling.

Fout:

    De aanbieder werkt aan ambulantisieren.     (de term is Ambulantiseren)

Goed:

    De aanbieder werkt aan ambulantiseren.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from akkoord.checks.finding import Finding, Fix
from akkoord.checks.inflection import begins_with, stem
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import is_absent, name_of, note_absent
from akkoord.checks.phrases import pairs_of, phrases_in
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_WORD = re.compile(r"(?<![\w-])[^\W\d_]{8,}(?![\w-])")


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    pairs = dict(pairs_of(settings.texts("variants")))
    wrong = {variant.casefold(): right for variant, right in pairs.items()}
    terms = {form: stem(form) for d in view.definitions for form in d.forms if _WORD.fullmatch(form)}
    near: dict[str, str] = {}
    distances = (settings.whole("distance_max"), settings.whole("letters_for_two"))
    none_is_near = name_of("R036", sorted(terms.items()), *distances)
    for text, passage in view.passages:
        for found in phrases_in(passage, pairs):
            right = wrong[" ".join(found[0].split()).casefold()]
            if not settings.excepts(found[0]):
                yield _variant(text.kind, passage, found.start(), found[0], right, fix=True)
        if is_absent(none_is_near, passage.masked):
            continue
        there = False
        for found in _WORD.finditer(passage.masked):
            word = found[0]
            if word.casefold() not in near:
                near[word.casefold()] = _near(word, terms, settings)
            if near[word.casefold()]:
                there = True
                if word.casefold() not in wrong and not settings.excepts(word):
                    yield _variant(text.kind, passage, found.start(), word, near[word.casefold()], fix=False)
        if not there:
            note_absent(none_is_near, passage.masked)


def _near(word: str, terms: dict[str, str], settings: Settings) -> str:
    """The term that a word is nearly, "" when it is a form of one, or like none."""
    own = stem(word)
    if own in terms.values() or any(begins_with(word, term) for term in terms):
        return ""
    for term, of_term in sorted(terms.items()):
        if of_term[0] != own[0]:  # another word is more likely: verrijking is no herijking
            continue
        most = settings.whole("distance_max") if len(of_term) >= settings.whole("letters_for_two") else 1
        if own != of_term and _letters_apart(own, of_term) <= most and _within(own, of_term, most):
            return term
    return ""


def _letters_apart(one: str, other: str) -> int:
    """How many letters one has more than the other, at least: it takes as many changes to make one of the other."""
    letters, others = Counter(one), Counter(other)
    return max((letters - others).total(), (others - letters).total())


def _within(one: str, other: str, most: int) -> bool:
    """Whether one is the other after so many changes."""
    from rapidfuzz.distance import DamerauLevenshtein  # takes long to load, and hardly any word comes this near

    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


def _variant(kind: str, passage: Passage, at: int, word: str, right: str, *, fix: bool) -> Finding:
    place = passage.place(at)
    becomes = right[0].upper() + right[1:] if word[0].isupper() else right
    return Finding(
        "dit is een andere spelling van een term",
        place,
        word,
        becomes,
        article=passage.article,
        document=kind,
        context=passage.typed,
        fix=Fix(place, word, becomes) if fix and place is not None else None,
    )


RULE = SetRule(
    id="R036",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "variants",
            (
                "ambulantisieren: ambulantiseren",
                "ambulantisering: ambulantiseren",
                "uithuisverplaatsing: uithuisplaatsing",
            ),
            "spellingen die fout zijn, met de goede: `fout: goed`.",
        ),
        Setting("distance_max", 2, "zoveel letters mag een woord van een lange term verschillen om die te zijn."),
        Setting(
            "letters_for_two", 14, "vanaf zoveel letters is een term lang; bij een kortere telt één letter verschil."
        ),
    ),
    check=_check,
)
