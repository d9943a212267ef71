"""The texts of an edition as the last check made them, each kind of document kept under what it rests on.

A check looks at an edition again when anything that it rests on changed. Most of its texts then are what they were: a
clause stands in one or two kinds of document. Of those it is kept

    what assembling them, and rules over one text, asked of the library and of the numbers of other documents
    their numbers, for the references of others
    their trees and passages, and what rules over one text said of them

When only records of providers changed, each text is kept by itself, under what it has of those who get it.
What rests on all texts (rules over a set, words that stand in several) is looked at again. A cache, as `check_memory`
is: with it a check finds what it would find without.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import Layout, Layouts, LayoutsOf, Numbers, Prepared, layout, targets
from akkoord.checks import finding, passages
from akkoord.checks.passages import Passage
from akkoord.checks.running import Told
from akkoord.checks.views import TextView
from akkoord.diagnostics import Diagnostic, diagnostic, span
from akkoord.project.addressees import addressees_digest
from akkoord.project.citable import bare, citable_digest
from akkoord.project.packed_values import classes_of, packed, unpacked
from akkoord.project.rests import Asked, Grounds
from akkoord.spec import Provider
from akkoord.tree import Document, blocks, document, expression, inlines

_FORMAT = "akkoord-texts/2"
_MOST = 64 * 1024 * 1024
"""So many bytes of one edition are kept; more takes longer to read than it saves."""
_NUMBERS = "numbers:"
"""Before the name of a kind: what other documents can cite of it."""
_DATA, _SHARED = "data:", "shared:"
"""Before the name of a region: all of its data, and those without the records of providers."""
_ARRANGED = "arranged:"
"""Before the name of a kind: its arrangements, for a text that holds that of another."""
_PREPARED = "prepared"
"""What the profile asserts of numbers."""


class KeptText(Struct, frozen=True):
    """A text as rules look at it: its tree, who get it, its passages in stretches, and what rules over a text said.

    `found` is what was found in making it, `addressees` the digest of what it has of those who get it.
    """

    document: Document
    providers: frozenset[str] | None
    stretches: tuple[tuple[Passage, ...], ...]
    told: Told
    found: tuple[Diagnostic, ...]
    addressees: str


class KeptKind(Struct, frozen=True):
    """The texts of one kind of document."""

    texts: tuple[KeptText, ...]


class _Made(Struct, frozen=True):
    """A text of this check: what was found in making it, what it has of those who get it, and what was kept of it."""

    text: TextView
    found: tuple[Diagnostic, ...]
    addressees: str
    was: KeptText | None


class _Rests(Struct, array_like=True):
    """What one kind rests on, by the place of each name in the list of names; and how long what is kept of it is."""

    arranged: list[int]
    made: list[int]
    digest: str
    numbers: int
    texts: int


class _Head(Struct):
    names: list[str]
    were: list[str]
    prepared: list[int]
    kinds: dict[str, _Rests]


class _Kind(Struct, frozen=True):
    """What is kept of a kind: the names that arranging and making it rests on, its numbers and texts, still packed.

    `digest` is that of its numbers. `texts` are b"" where nobody made them.
    """

    arranged: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    digest: str = ""
    numbers: bytes = b""
    texts: bytes = b""


_NOTHING = _Kind()


class KeptTexts:
    """What is known of the texts of one edition, and what is asked for while the others are made.

    `data` is what `to_bytes` gave in an earlier check by this very `program`, b"" for none; `always` are the names
    of what everything in the edition rests on.
    """

    def __init__(self, data: bytes, program: str, grounds: Grounds, asked: Asked, always: frozenset[str]) -> None:
        self.asked = asked
        """Where what is asked of the library is noted."""
        self.preparing: set[str] = set()
        """What all texts rest on: what was asked for before the first of them."""
        self._program, self._grounds = program, grounds
        self._data = frozenset(name for name in always if name.startswith(_DATA))
        self._always = (always - self._data).union(f"{_SHARED}{name.removeprefix(_DATA)}" for name in self._data)
        self._kept: dict[str, _Kind] = {}
        self._changed: frozenset[str] = frozenset()
        self._were: dict[str, str] = {}
        with suppress(ValueError, IndexError, KeyError):
            self._read(data)
        self._arranged: dict[str, set[str]] = {}
        self._made: dict[str, set[str]] = {}
        self._layouts = _NotedLayouts({}, self)
        self._numbers: dict[str, tuple[Numbers, ...]] = {}
        self._digests: dict[str, str] = {}
        self._asserted = ""
        self._there: dict[str, KeptKind | None] = {}
        self._texts: dict[str, list[_Made]] = {}

    def _read(self, data: bytes) -> None:
        head, body = _opened(data, self._program)
        names = head.names
        self._were = dict(zip(names, head.were, strict=True))
        known = (name for name in names if not _by_value(name))
        self._changed = frozenset(name for name in known if self._grounds.now(name) != self._were[name])
        if not self._changed.isdisjoint({*self._always, *(names[at] for at in head.prepared)}):
            return
        at = 0
        for kind, one in head.kinds.items():
            numbers, texts = body[at : at + one.numbers], body[at + one.numbers : at + one.numbers + one.texts]
            arranged, made = (frozenset(names[place] for place in places) for places in (one.arranged, one.made))
            self._kept[kind] = _Kind(arranged, made, one.digest, numbers, texts)
            at += one.numbers + one.texts

    def layouts(self, of: LayoutsOf) -> Layouts:
        """The arrangements of each kind, noted when one is worked out; the numbers of those that stand are known."""
        self._layouts = _NotedLayouts(of, self)
        return self._layouts

    def prepared(self, prepared: Prepared) -> None:
        """What all texts have in common was worked out, with what the profile asserts of their numbers."""
        scope = next(iter(prepared.scopes.values()), None)
        values = [scope.values.get(name) for name in sorted(prepared.sources.region.parameters)] if scope else []
        self._asserted = _digest(repr((prepared.diagnostics, values)).encode())

    def of(self, kind: str) -> KeptKind | None:
        """The texts of a kind of which nothing changed that they rest on, None when they are to be made."""
        return self._unpacked(kind) if self._data.isdisjoint(self._changed) else None

    def _unpacked(self, kind: str) -> KeptKind | None:
        """What is kept of a kind that stands but for what it has of providers."""
        if kind not in self._there:
            self._there[kind] = None
            known = self._kept.get(kind, _NOTHING)
            if known.texts and self._stands(known.arranged | known.made):
                with suppress(ValueError):
                    there = unpacked(known.texts, _CLASSES)
                    self._there[kind] = there if isinstance(there, KeptKind) else None
        return self._there[kind]

    def one(self, kind: str, addressees: str) -> KeptText | None:
        """The text of a kind that has this of those who get it, None when it is to be made.

        It is asked for while the texts of the kind are made, which then rest on what it rests on.
        """
        there = self._unpacked(kind)
        found = next((text for text in there.texts if text.addressees == addressees), None) if there else None
        if found is not None:
            for name in self._kept[kind].made:
                self.asked.add(name)
        return found

    def addressees(self, prepared: Prepared, kind: str, first: Provider | None, whose: frozenset[str] | None) -> str:
        """The digest of what a text has of those who get it."""
        return addressees_digest(prepared, kind, first, whose, self._grounds.sha256)

    def made(self, text: TextView, found: tuple[Diagnostic, ...], addressees: str, was: KeptText | None = None) -> None:
        """A text was made, or taken from what `was` kept."""
        self._texts.setdefault(text.kind, []).append(_Made(text, found, addressees, was))

    def told(self, texts: Sequence[TextView], say: Callable[[TextView], Told]) -> tuple[Told, ...]:
        """What rules over one text say of each of these: as it was kept, or as they `say` now."""
        was = {id(made.text): made.was for row in self._texts.values() for made in row}
        return tuple(self._said(text, was.get(id(text)), say) for text in texts)

    def _said(self, text: TextView, was: KeptText | None, say: Callable[[TextView], Told]) -> Told:
        if was is not None:
            return was.told
        with self.making(text.kind):
            return say(text)

    def _stands(self, names: frozenset[str]) -> bool:
        if not names.isdisjoint(self._changed):
            return False
        return all(self._now(name) == self._were[name] for name in sorted(names) if _by_value(name))

    def _now(self, name: str) -> str:
        if name == _PREPARED:
            return self._asserted
        return self._digest(name.removeprefix(_NUMBERS)) if _by_value(name) else self._grounds.now(name)

    def making(self, kind: str) -> AbstractContextManager[None]:
        """Within it, what is asked for is what the texts of a kind rest on, or what rules over one of them do."""
        return self.asked.noted_in(self._made.setdefault(kind, {_PREPARED}))

    def arranging(self, kind: str) -> AbstractContextManager[None]:
        """As `making`, of its arrangements."""
        return self.asked.noted_in(self._arranged.setdefault(kind, set()))

    def numbers(self, kind: str) -> tuple[Numbers, ...]:
        """What can be cited of a kind: as it was kept where that stands, else of its arrangements."""
        if kind not in self._numbers:
            known = self._standing(kind)
            with suppress(ValueError):
                if known is not None:
                    self._numbers[kind] = cast("tuple[Numbers, ...]", unpacked(known.numbers, _CLASSES))
                    self._digests[kind] = known.digest
        if kind not in self._numbers:
            self._numbers[kind] = self._layouts.worked_out(kind)
        return self._numbers[kind]

    def _standing(self, kind: str) -> _Kind | None:
        """What is kept of a kind of which the arrangements are what they were, and were not worked out again."""
        known = self._kept.get(kind)
        again = known is None or kind in self._arranged or not self._changed.isdisjoint(known.arranged | self._data)
        return None if again else known

    def _digest(self, kind: str) -> str:
        if kind not in self._layouts.of:
            return ""
        numbers = self.numbers(kind)
        if kind not in self._digests:
            self._digests[kind] = citable_digest(numbers)
        return self._digests[kind]

    def _names(self, kind: str) -> tuple[frozenset[str], frozenset[str]]:
        """What arranging and making the texts of a kind rests on: as it was noted now, or as it was kept."""
        known = self._kept.get(kind, _NOTHING)
        arranged = frozenset(self._arranged[kind]) if kind in self._arranged else known.arranged
        if kind not in self._made:
            return arranged, known.made
        others = (name.removeprefix(_ARRANGED) for name in self._made[kind] if name.startswith(_ARRANGED))
        held = (self._names(other)[0] for other in others if other != kind)
        return arranged, frozenset(n for n in self._made[kind] if not n.startswith(_ARRANGED)).union(*held)

    def rests(self) -> frozenset[str]:
        """The names of all that was asked of the library, now or when texts that stand were made."""
        own = (names for kind in self._layouts for names in self._names(kind))
        found = self.preparing.union(self.asked.names, *own)
        return frozenset(filter(_of_library, found))

    def to_bytes(self, texts: Sequence[TextView], told: Sequence[Told]) -> bytes:
        """All of it for the next check, once what rules over one text said of each was `told`; b"" for too much."""
        own = {id(text): one for text, one in zip(texts, told, strict=True)}
        kinds: dict[str, _Kind] = {}
        for kind in self._layouts:
            data = self._packed(kind, own)
            same = self._standing(kind)
            numbers = same.numbers if same is not None else packed(bare(self.numbers(kind)))
            digest = same.digest if same is not None else self._digest(kind)
            kinds[kind] = _Kind(*self._names(kind), digest, numbers, data)
        before = frozenset(filter(_of_library, self.preparing))
        names = sorted(before.union(self._always, self._data, *(one.arranged | one.made for one in kinds.values())))
        place = {name: at for at, name in enumerate(names)}

        def places(of: Iterable[str]) -> list[int]:
            return sorted(place[name] for name in of)

        rows = {
            kind: _Rests(places(one.arranged), places(one.made), one.digest, len(one.numbers), len(one.texts))
            for kind, one in kinds.items()
        }
        head = _Head(names, [self._now(name) for name in names], places(before), rows)
        body = b"".join(part for one in kinds.values() for part in (one.numbers, one.texts))
        return _closed(head, body, self._program) if len(body) <= _MOST else b""

    def _packed(self, kind: str, told: Mapping[int, Told]) -> bytes:
        """The texts of a kind, packed: what was kept where they are all of that, `told` what rules over each said."""
        made = self._texts.get(kind, [])
        there = self._there.get(kind)
        if there is not None and [id(one) for one in there.texts] == [id(one.was) for one in made]:
            return self._kept[kind].texts
        return packed(KeptKind(tuple(_kept(one, told[id(one.text)]) for one in made)))

    def let_go(self) -> None:
        """Let go of the texts: who makes packs of the edition goes on with its numbers alone."""
        self._there, self._texts = {}, {}
        self._kept = {kind: replace(one, texts=b"") for kind, one in self._kept.items()}


def _kept(made: _Made, told: Told) -> KeptText:
    text = made.text
    stretches = tuple(stretch.passages for stretch in text.stretches)
    return KeptText(text.document, text.providers, stretches, told, made.found, made.addressees)


class _NotedLayouts(Layouts):
    """Arrangements of which it is noted who asks for them, and what working them out asks for."""

    def __init__(self, of: LayoutsOf, kept: KeptTexts) -> None:
        super().__init__(of)
        self._kept = kept
        self._numbers = _NotedNumbers(of, kept)

    def __getitem__(self, kind: str) -> tuple[Layout, ...]:
        self._kept.asked.add(f"{_ARRANGED}{kind}")
        return self.worked_out(kind)

    def worked_out(self, kind: str) -> tuple[Layout, ...]:
        """The arrangements of a kind; nobody rests on them who does not ask for them."""
        with self._kept.arranging(kind):
            return super().__getitem__(kind)

    @property
    def numbers(self) -> Mapping[str, tuple[Numbers, ...]]:
        """What other documents can cite of each kind."""
        return self._numbers


class _NotedNumbers(Mapping[str, "tuple[Numbers, ...]"]):
    def __init__(self, kinds: LayoutsOf, kept: KeptTexts) -> None:
        self._kinds, self._kept = kinds, kept

    def __getitem__(self, kind: str) -> tuple[Numbers, ...]:
        if kind not in self._kinds:
            raise KeyError(kind)
        self._kept.asked.add(f"{_NUMBERS}{kind}")
        return self._kept.numbers(kind)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


def _of_library(name: str) -> bool:
    """Whether what is asked for is there before any text is made."""
    return not _by_value(name) and not name.startswith(_ARRANGED)


def _by_value(name: str) -> bool:
    """Whether what is asked for is worked out while texts are made: then it is held by what it came to."""
    return name == _PREPARED or name.startswith(_NUMBERS)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _closed(head: _Head, body: bytes, program: str) -> bytes:
    return b"\n".join((f"{_FORMAT} {program}".encode(), msgspec.json.encode(head), body))


def _opened(data: bytes, program: str) -> tuple[_Head, bytes]:
    """What `_closed` was given.

    Raises:
        ValueError: it is not what it made, or that of another program.
    """
    first, _, rest = data.partition(b"\n")
    if first.decode("utf-8", "replace") != f"{_FORMAT} {program}":
        raise ValueError(program)
    top, _, body = rest.partition(b"\n")
    return msgspec.json.decode(top, type=_Head), body


_CLASSES = classes_of(
    (blocks, inlines, document, expression, span, diagnostic, finding, passages, targets, layout, sys.modules[__name__])
)
