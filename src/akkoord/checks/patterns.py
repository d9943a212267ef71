"""Patterns that many rules look for in the same passages: most stand in none of them, which is found out once.

A passage of a clause stands in the texts of all who get it. A rule that goes through every text would search the same
words again in each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import field
from msgspec.structs import force_setattr

from akkoord.diagnostics import Placed

_KEPT = 5_000
"""Texts of which a pattern remembers that it is not in them."""

_remembered: list[set[str]] = []
"""What patterns remember, all of it."""


class Pattern(Placed, frozen=True):
    """A regular expression that remembers in which of the last texts it does not stand.

    It is made when it is first looked for: of texts that stand as they were, what rules say is known without it.
    """

    ASIDE = frozenset({"_absent", "_made"})

    source: str
    flags: int = 0
    _made: re.Pattern[str] | None = None
    _absent: set[str] = field(default_factory=set[str])

    def finditer(self, text: str) -> Sequence[re.Match[str]]:
        """Every place in `text` where it stands, from the first to the last."""
        if text in self._absent:
            return ()
        found = list(self._compiled().finditer(text))
        if not found:
            self._note(text)
        return found

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in `text` where it stands, None when it does not."""
        if text in self._absent:
            return None
        found = self._compiled().search(text)
        if found is None:
            self._note(text)
        return found

    def _compiled(self) -> re.Pattern[str]:
        made = self._made
        if made is None:
            made = re.compile(self.source, self.flags)
            force_setattr(self, "_made", made)
        return made

    def _note(self, text: str) -> None:
        if len(self._absent) >= _KEPT:
            self._absent.clear()
        elif not self._absent:
            _remembered.append(self._absent)
        self._absent.add(text)


def forget_absent() -> None:
    """Let go of what patterns remember: half a megabyte each, which nobody needs once the rules have been held."""
    for texts in _remembered:
        texts.clear()
    _remembered.clear()


@lru_cache(256)
def any_of(words: tuple[str, ...], around: str) -> Pattern | None:
    """The pattern of any of `words`, in either case, where `around` has its `{}`; None without words."""
    if not words:
        return None
    return pattern_of(around.format("|".join(map(re.escape, words))), re.IGNORECASE)


@lru_cache(512)
def pattern_of(source: str, flags: int = 0) -> Pattern:
    """The pattern of a regular expression; the same one for the same expression."""
    return Pattern(source, flags)
