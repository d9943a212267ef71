"""Making a failing pair small: blocks, inlines and properties are taken away as long as it still fails."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from itertools import zip_longest

from support.word.model import Document, Paragraph, Section, Text
from support.word.valid import made_valid
from support.word.walk import containers, inline_lists, paragraphs, sections, tables

Pair = tuple[Document, Document]
Fails = Callable[[Document, Document], bool]


def reduced(old: Document, new: Document, fails: Fails, budget: int = 1500) -> Pair:
    """A smaller pair that still fails; at most `budget` attempts."""
    best = (old, new)
    while True:
        for made in _smaller(best):
            step = (made_valid(made[0]), made_valid(made[1]))
            if step == best:
                continue
            budget -= 1
            if budget < 0:
                return best
            if fails(*step):
                best = step
                break
        else:
            return best


def _smaller(pair: Pair) -> Iterator[Pair]:
    """Pairs with less, biggest steps first; both sides at once before one side alone."""
    yield from _less_of(pair, lambda d: [blocks for _, blocks in containers(d)])
    yield from _less_of(pair, lambda d: [t.rows for t in tables(d)])
    yield from _less_of(pair, lambda d: [inlines for _, inlines in inline_lists(d)])
    yield from _unwrapped(pair)
    yield from _plainer(pair)
    yield from _shorter(pair)


def _less_of(pair: Pair, lists: Callable[[Document], list[list]]) -> Iterator[Pair]:
    """With a stretch of some list left out: on both sides at the same place, or on one."""
    sizes = [[len(found) for found in lists(document)] for document in pair]
    for n, both in enumerate(zip_longest(*sizes, fillvalue=0)):
        for at, length in _stretches(max(both)):
            for sides in ((0, 1), (0,), (1,)):
                made = _without(pair, lists, sides, n, at, length)
                if made is not None:
                    yield made


def _without(pair: Pair, lists: Callable, sides: tuple[int, ...], n: int, at: int, length: int) -> Pair | None:
    made = copy.deepcopy(pair)
    for side in sides:
        found = lists(made[side])
        if n >= len(found) or at >= len(found[n]):
            return None
        del found[n][at : at + length]
    return made


def _stretches(size: int) -> Iterator[tuple[int, int]]:
    length = size
    while length:
        for at in range(0, size, length):
            yield at, length
        length //= 2


def _unwrapped(pair: Pair) -> Iterator[Pair]:
    for side in (0, 1):
        for n, (_, inlines) in enumerate(inline_lists(pair[side])):
            for at, inline in enumerate(inlines):
                inner = getattr(inline, "inlines", None)
                if inner is not None:
                    made = copy.deepcopy(pair)
                    found = list(inline_lists(made[side]))[n][1]
                    found[at : at + 1] = inner
                    yield made


def _plainer(pair: Pair) -> Iterator[Pair]:
    """With a paragraph's or section's properties at their defaults."""
    for kind, all_of in ((Paragraph, _paragraphs), (Section, lambda d: list(sections(d)))):
        plain = kind()
        count = max(len(all_of(document)) for document in pair)
        for n in range(count):
            for name in (name for name in kind.__struct_fields__ if name != "inlines"):
                for sides in ((0, 1), (0,), (1,)):
                    made = copy.deepcopy(pair)
                    changed = False
                    for side in sides:
                        found = all_of(made[side])
                        if n < len(found) and getattr(found[n], name) != getattr(plain, name):
                            setattr(found[n], name, copy.deepcopy(getattr(plain, name)))
                            changed = True
                    if changed:
                        yield made


def _paragraphs(document: Document) -> list[Paragraph]:
    return [p for _, p in paragraphs(document)]


def _texts(document: Document) -> list[Text]:
    return [i for _, inlines in inline_lists(document) for i in inlines if isinstance(i, Text)]


def _shorter(pair: Pair) -> Iterator[Pair]:
    for n in range(max(len(_texts(document)) for document in pair)):
        for change in (_halved, _later, _plain):
            for sides in ((0, 1), (0,), (1,)):
                made = copy.deepcopy(pair)
                results = [change(found[n]) for side in sides if n < len(found := _texts(made[side]))]
                if any(results):
                    yield made


def _halved(text: Text) -> bool:
    before, text.text = text.text, text.text[: (len(text.text) + 1) // 2]
    return before != text.text


def _later(text: Text) -> bool:
    before, text.text = text.text, text.text[len(text.text) // 2 :]
    return before != text.text


def _plain(text: Text) -> bool:
    before, text.format = text.format, ()
    return before != ()
