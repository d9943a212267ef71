"""The definitions of a set: every place where a term is said to mean something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


def definitions_in(texts: Iterable[TextView]) -> Iterator[Definition]:
    """Every definition of `texts` in reading order: a clause that defines a term is one, wherever it stands."""
    for text in texts:
        passages: dict[str, list[Passage]] = {}
        for passage in text.passages:
            passages.setdefault(passage.clause, []).append(passage)
        for clause in text.clauses:
            own = passages.get(f"{clause.id}@{clause.version}", [])
            if clause.term and own:
                meaning = normal(" ".join(p.text for p in own))
                forms = (clause.term, *clause.term_forms)
                only = len(own) == 1
                yield Definition(clause.term, forms, meaning, clause.id, text.kind, own[0].article, clause.span, only)


def normal(text: str) -> str:
    """A text without what a reader does not see as a difference: spaces, case, the sign at its end."""
    return _SPACES.sub(" ", text).strip().rstrip(".;").casefold()
