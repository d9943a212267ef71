"""The texts of an edition as the last check made them, each kind of document kept under what it rests on.

A check looks at an edition again when anything that it rests on changed. Most of its texts then are what they were: a
clause stands in one or two kinds of document. Of those it is kept

    what assembling them, and rules over one text, asked of the library and of the numbers of other documents
    their numbers, for the references of others
    their trees and passages, and what rules over one text said of them

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
from akkoord.assembly.targets import Target
from akkoord.checks import finding, passages
from akkoord.checks.passages import Passage
from akkoord.checks.running import Told
from akkoord.checks.views import TextView
from akkoord.diagnostics import Diagnostic, diagnostic, span
from akkoord.project.packed_values import classes_of, packed, unpacked
from akkoord.project.rests import Asked, Grounds
from akkoord.tree import Document, blocks, document, expression, inlines

_FORMAT = "akkoord-texts/1"
_MOST = 64 * 1024 * 1024
"""So many bytes of one edition are kept; more takes longer to read than it saves."""
_NUMBERS = "numbers:"
"""Before the name of a kind: what other documents can cite of it."""
_ARRANGED = "arranged:"
"""Before the name of a kind: its arrangements, for a text that holds that of another."""
_PREPARED = "prepared"
"""What the profile asserts of numbers."""


class KeptText(Struct, frozen=True):
    """A text as rules look at it: its tree, who get it, its passages in stretches, and what rules over a text said."""

    document: Document
    providers: frozenset[str] | None
    stretches: tuple[tuple[Passage, ...], ...]
    told: Told


class KeptKind(Struct, frozen=True):
    """The texts of one kind of document, and what was found in making them."""

    texts: tuple[KeptText, ...]
    found: tuple[Diagnostic, ...]


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
        self._program, self._grounds, self._always = program, grounds, always
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
        self._there: dict[str, KeptKind] = {}
        self._found: dict[str, tuple[Diagnostic, ...]] = {}

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
        known = self._kept.get(kind)
        if known is None or not known.texts or not self._stands(known.arranged | known.made):
            return None
        with suppress(ValueError):
            there = unpacked(known.texts, _CLASSES)
            if isinstance(there, KeptKind):
                self._there[kind] = there
        return self._there.get(kind)

    def found(self, kind: str, found: tuple[Diagnostic, ...]) -> None:
        """What was found in making the texts of a kind."""
        self._found[kind] = found

    def told(self, texts: Sequence[TextView], say: Callable[[TextView], Told]) -> tuple[Told, ...]:
        """What rules over one text say of each of these: as it was kept, or as they `say` now."""
        there = {kind: iter(one.texts) for kind, one in self._there.items()}
        return tuple(next(there[text.kind]).told if text.kind in there else self._said(text, say) for text in texts)

    def _said(self, text: TextView, say: Callable[[TextView], Told]) -> Told:
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
        again = known is None or kind in self._arranged or not known.arranged.isdisjoint(self._changed)
        return None if again else known

    def _digest(self, kind: str) -> str:
        if kind not in self._layouts.of:
            return ""
        numbers = self.numbers(kind)
        if kind not in self._digests:
            self._digests[kind] = _digest(_CANONICAL.encode(list(_citable(numbers))))
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
        made: dict[str, list[KeptText]] = {kind: [] for kind in self._found}
        for text, own in zip(texts, told, strict=True):
            if text.kind in made:
                stretches = tuple(stretch.passages for stretch in text.stretches)
                made[text.kind].append(KeptText(text.document, text.providers, stretches, own))
        kinds: dict[str, _Kind] = {}
        for kind in self._layouts:
            known = self._kept.get(kind, _NOTHING)
            own = packed(KeptKind(tuple(made[kind]), self._found[kind])) if kind in made else known.texts
            same = self._standing(kind)
            numbers = same.numbers if same is not None else packed(_bare(self.numbers(kind)))
            digest = same.digest if same is not None else self._digest(kind)
            kinds[kind] = _Kind(*self._names(kind), digest, numbers, own)
        before = frozenset(filter(_of_library, self.preparing))
        names = sorted(before.union(self._always, *(one.arranged | one.made for one in kinds.values())))
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

    def let_go(self) -> None:
        """Let go of the texts: who makes packs of the edition goes on with its numbers alone."""
        self._there, self._found = {}, {}
        self._kept = {kind: replace(one, texts=b"") for kind, one in self._kept.items()}


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


def _bare(numbers: Iterable[Numbers]) -> tuple[Numbers, ...]:
    """`numbers` without the arrangements that they are those of."""
    return tuple(Numbers(one.providers, one.targets) for one in numbers)


def _citable(numbers: Iterable[Numbers]) -> Iterator[object]:
    """All that another text can have of `numbers`: not where something stands, but for what was withdrawn."""
    bare: dict[int, Target] = {}

    def without_place(there: Mapping[str, Target]) -> dict[str, Target]:
        for target in there.values():
            if id(target) not in bare:
                bare[id(target)] = replace(target, span=None)
        return {name: bare[id(target)] for name, target in there.items()}

    for one in numbers:
        every = one.targets
        named = {**every.sections, **every.clauses}
        gone = {name: target.span for name, target in named.items() if every.is_withdrawn(name)}
        sections, clauses, items = map(without_place, (every.sections, every.clauses, every.items))
        yield one.providers, replace(every, sections=sections, clauses=clauses, items=items), gone


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


_CANONICAL = msgspec.json.Encoder(order="deterministic")
_CLASSES = classes_of(
    (blocks, inlines, document, expression, span, diagnostic, finding, passages, targets, layout, sys.modules[__name__])
)
