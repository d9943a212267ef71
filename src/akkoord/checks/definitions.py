"""The definitions of a set: every place where a term is said to mean something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from akkoord.checks.passages import Passage
from akkoord.diagnostics import Span

if TYPE_CHECKING:
    from akkoord.checks.views import TextView

_SPACES = re.compile(r"\s+")


class Definition(Struct, frozen=True):
    """A term and what it means, in the text of `kind`. `forms` are the spellings that count as its use.

    `only` is whether its clause holds nothing else: one line of a list, not a chapter that defines on its way.
    """

    term: str
    forms: tuple[str, ...]
    meaning: str
    clause: str
    kind: str
    article: str
    span: Span | None
    only: bool = True


def definitions_in(text: TextView) -> Iterator[Definition]:
    """Every definition of `text` in reading order: a clause that defines a term is one, wherever it stands."""
    defining = {f"{clause.id}@{clause.version}": clause for clause in text.clauses if clause.term}
    passages: dict[str, list[Passage]] = {name: [] for name in defining}
    for passage in text.passages if defining else ():
        if passage.clause in passages:
            passages[passage.clause].append(passage)
    for name, clause in defining.items():
        own = passages[name]
        if own:
            meaning = normal(" ".join(p.text for p in own))
            forms = (clause.term, *clause.term_forms)
            only = len(own) == 1
            yield Definition(clause.term, forms, meaning, clause.id, text.kind, own[0].article, clause.span, only)


def normal(text: str) -> str:
    """A text without what a reader does not see as a difference: spaces, case, the sign at its end."""
    return _SPACES.sub(" ", text).strip().rstrip(".;").casefold()
