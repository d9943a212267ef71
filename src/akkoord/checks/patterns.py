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

from msgspec import Struct, field
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


class _Absence(Struct):
    """What is not in the texts that were looked through, by the text; `earlier` by the mark of texts of earlier runs.

    `bits` are those of all that is looked for, by its name.
    """

    bits: dict[str, int] = field(default_factory=dict[str, int])
    texts: dict[str, _Known] = field(default_factory=dict[str, _Known])
    earlier: dict[str, str] = field(default_factory=dict[str, str])

    def bit(self, name: str) -> int:
        known = self.bits.get(name)
        if known is None:
            known = 1 << len(self.bits) if len(self.bits) < _MOST_NAMES else 0
            if known:
                self.bits[name] = known
        return known

    def of(self, text: str) -> _Known:
        known = self.texts.get(text)
        if known is None:
            if len(self.texts) >= _MOST_TEXTS:
                self.texts.clear()
            mark = blake2b(text.encode(), digest_size=_DIGEST_SIZE).hexdigest()
            known = self.texts[text] = _Known(mark, int(self.earlier.get(mark, "0"), 16))
        return known


_absence = _Absence()


def is_absent(name: str, text: str) -> bool:
    """Whether what is called `name` was looked for in `text`, and is not in it."""
    return bool(_absence.of(text).absent & _absence.bit(name))


def note_absent(name: str, text: str) -> None:
    """Remember that what is called `name` is not in `text`; the name says all that this follows from."""
    _absence.of(text).absent |= _absence.bit(name)


def name_of(what: str, *rests_on: object) -> str:
    """A name for what is looked for by `what` with all that it rests on, each a value whose `repr` tells it apart."""
    return f"{what} {blake2b(repr(rests_on).encode(), digest_size=_DIGEST_SIZE).hexdigest()}"


def forget_absent() -> None:
    """Let go of what is remembered of texts, which nobody needs once the rules have been held."""
    _absence.bits.clear()
    _absence.texts.clear()
    _absence.earlier.clear()


def absent_to_data(*, earlier: bool) -> dict[str, object]:
    """What is not in texts as plain data; with `earlier` also what `take_absent` was given, unless it is too much."""
    known = dict(_absence.earlier) if earlier and len(_absence.earlier) < _MOST_TEXTS else {}
    known |= {one.mark: f"{one.absent:x}" for one in _absence.texts.values()}
    return {"names": list(_absence.bits), "texts": " ".join(f"{mark} {absent}" for mark, absent in known.items())}


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
    bits = [_absence.bit(str(name)) for name in names]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if not _absence.texts and bits == [1 << place for place in range(len(bits))]:
        _absence.earlier |= found
        return
    by_mark = {one.mark: one for one in _absence.texts.values()}
    for mark, absent in found.items():
        both = int(_absence.earlier.get(mark, "0"), 16) | _moved(int(absent, 16), bits)
        _absence.earlier[mark] = f"{both:x}"
        if mark in by_mark:
            by_mark[mark].absent |= both


def _moved(absent: int, bits: Sequence[int]) -> int:
    """The bits of another process as ours."""
    return sum(bit for place, bit in enumerate(bits) if absent >> place & 1)


class Pattern(Placed, frozen=True):
    """A regular expression of which it is remembered in which texts it does not stand.

    It is made when it is first looked for: of texts that stand as they were, what rules say is known without it.
    """

    ASIDE = frozenset({"_made", "_name"})

    source: str
    flags: int = 0
    _made: re.Pattern[str] | None = None
    _name: str = ""

    def __post_init__(self) -> None:
        force_setattr(self, "_name", f"{int(self.flags)} {self.source}")

    def finditer(self, text: str) -> Sequence[re.Match[str]]:
        """Every place in `text` where it stands, from the first to the last."""
        if is_absent(self._name, text):
            return ()
        found = list(self._compiled().finditer(text))
        if not found:
            note_absent(self._name, text)
        return found

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in `text` where it stands, None when it does not."""
        if is_absent(self._name, text):
            return None
        found = self._compiled().search(text)
        if found is None:
            note_absent(self._name, text)
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
