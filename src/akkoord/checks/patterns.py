"""Patterns that many rules look for in the same passages: most stand in none of them, which is found out once.

A passage of a clause stands in the texts of all who get it, and in those of the next run. What is not in a text follows
from the text and from what is looked for, so it is remembered by those two alone, between runs as well
(`project/edition_memory.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import cast

from msgspec import Struct
from msgspec.structs import force_setattr

from akkoord.diagnostics import Placed

_MOST_TEXTS = 50_000
"""When more texts are known than these, only those are kept that were looked through."""
_MOST_NAMES = 1_000
"""Of so many patterns it is remembered where they are not; of others it is not."""
_DIGEST_SIZE = 10


class _Known(Struct):
    """A text: its mark, and a bit for each pattern that is not in it."""

    mark: str
    absent: int


_bits: dict[str, int] = {}
"""The bit of all that is looked for, by its name."""
_texts: dict[str, _Known] = {}
"""What is known of the texts that were looked through in this run."""
_earlier: dict[str, str] = {}
"""What was not in texts in earlier runs, by their mark."""


def _bit_of(name: str) -> int:
    known = _bits.get(name)
    if known is None:
        known = 1 << len(_bits) if len(_bits) < _MOST_NAMES else 0
        if known:
            _bits[name] = known
    return known


def _known(text: str) -> _Known:
    known = _texts.get(text)
    if known is None:
        if len(_texts) >= _MOST_TEXTS:
            _texts.clear()
        mark = blake2b(text.encode(), digest_size=_DIGEST_SIZE).hexdigest()
        known = _texts[text] = _Known(mark, int(_earlier.get(mark, "0"), 16))
    return known


def is_absent(name: str, text: str) -> bool:
    """Whether what is called `name` was looked for in `text`, and is not in it."""
    return bool(_known(text).absent & _bit_of(name))


def note_absent(name: str, text: str) -> None:
    """Remember that what is called `name` is not in `text`; the name says all that this follows from."""
    _known(text).absent |= _bit_of(name)


def name_of(what: str, *rests_on: object) -> str:
    """A name for what is looked for by `what` with all that it rests on, each a value whose `repr` tells it apart."""
    return f"{what} {blake2b(repr(rests_on).encode(), digest_size=_DIGEST_SIZE).hexdigest()}"


def forget_absent() -> None:
    """Let go of what is remembered of texts, which nobody needs once the rules have been held."""
    _texts.clear()
    _earlier.clear()


def absent_to_data(*, earlier: bool) -> dict[str, object]:
    """What is not in texts as plain data; with `earlier` also what `take_absent` was given, unless it is too much."""
    known = dict(_earlier) if earlier and len(_earlier) < _MOST_TEXTS else {}
    known |= {one.mark: f"{one.absent:x}" for one in _texts.values()}
    return {"names": list(_bits), "texts": " ".join(f"{mark} {absent}" for mark, absent in known.items())}


def take_absent(data: Mapping[str, object]) -> None:
    """Remember what `absent_to_data` gave, in an earlier run or in another process.

    Raises:
        ValueError, KeyError, TypeError: `data` was not made by it.
    """
    names, texts = data["names"], data["texts"]
    if not isinstance(names, list) or not isinstance(texts, str):
        raise TypeError(type(texts))
    parts = texts.split()
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    bits = [_bit_of(str(name)) for name in cast("list[object]", names)]
    if not _texts and not _earlier and bits == [1 << place for place in range(len(bits))]:
        _earlier.update(found)
        return
    by_mark = {one.mark: one for one in _texts.values()}
    for mark, absent in found.items():
        both = int(_earlier.get(mark, "0"), 16) | _moved(int(absent, 16), bits)
        _earlier[mark] = f"{both:x}"
        if mark in by_mark:
            by_mark[mark].absent |= both


def _moved(absent: int, bits: Sequence[int]) -> int:
    """The bits of another process as ours."""
    return sum(bit for place, bit in enumerate(bits) if absent >> place & 1)


class Pattern(Placed, frozen=True):
    """A regular expression of which it is remembered in which texts it does not stand.

    It is made when it is first looked for: of texts that stand as they were, what rules say is known without it.
    """

    ASIDE = frozenset({"_bit", "_made"})

    source: str
    flags: int = 0
    _made: re.Pattern[str] | None = None
    _bit: int = 0

    def __post_init__(self) -> None:
        force_setattr(self, "_bit", _bit_of(f"{int(self.flags)} {self.source}"))

    def finditer(self, text: str) -> Sequence[re.Match[str]]:
        """Every place in `text` where it stands, from the first to the last."""
        known = _texts.get(text) or _known(text)
        if known.absent & self._bit:
            return ()
        found = list(self._compiled().finditer(text))
        if not found:
            known.absent |= self._bit
        return found

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in `text` where it stands, None when it does not."""
        known = _texts.get(text) or _known(text)
        if known.absent & self._bit:
            return None
        found = self._compiled().search(text)
        if found is None:
            known.absent |= self._bit
        return found

    def _compiled(self) -> re.Pattern[str]:
        made = self._made
        if made is None:
            made = re.compile(self.source, self.flags)
            force_setattr(self, "_made", made)
        return made


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
