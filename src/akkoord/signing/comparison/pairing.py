"""Which page of a file that came back stands for which page that was sent."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from rapidfuzz.distance import Indel

from akkoord.readers.pdf.printed import Printed
from akkoord.readers.pdf.shape import PdfShape
from akkoord.signing.comparison.services import is_evidence

_LIKE = 0.5
"""Share of words from which two pages are taken for versions of each other."""


class Pages(Struct, frozen=True):
    """Which page came back for which (numbers from 1), and which came back for none.

    `whole` is whether the text was laid out over other pages, so that it is compared as one.
    """

    pairs: tuple[tuple[int, int], ...]
    extra: tuple[int, ...]
    gone: tuple[int, ...]
    whole: bool = False

    @property
    def by_old(self) -> Mapping[int, int]:
        """Which page came back for which that was sent; nothing where the text was laid out over other pages."""
        return {} if self.whole else dict(self.pairs)

    @property
    def moved(self) -> frozenset[int]:
        """The pages that were sent and stand in another order now: the fewest that have to be put back."""
        if self.whole:
            return frozenset()
        best: list[list[int]] = []  # for each pair, the longest row of pages in order that ends with it
        for index, (_, place) in enumerate(self.pairs):
            before = [row for row, (_, other) in zip(best, self.pairs[:index], strict=True) if other < place]
            best.append([*max(before, key=len, default=list[int]()), self.pairs[index][0]])
        return frozenset(a for a, _ in self.pairs) - frozenset(max(best, key=len, default=list[int]()))


def paired(old: PdfShape, new: PdfShape, was: Printed, now: Printed) -> Pages:
    """The pages of the same make first, wherever they stand; of the others the likest; then by order."""
    pairing = _Pairing(old, new, was, now)
    evidence = pairing.without_evidence()
    pairing.by_make()
    pairing.by_words()
    pairing.by_order()
    if (pairing.left or pairing.free) and pairing.loose:
        count = len(old.pages)
        there = len(new.pages) - len(evidence)
        pairs = tuple((min(number, count), number) for number in range(1, there + 1)) if count else ()
        return Pages(pairs, evidence, (), whole=True)
    return Pages(tuple(sorted(pairing.pairs.items())), (*pairing.free, *evidence), tuple(pairing.left))


class _Pairing:
    """Pairs as they are found. `loose` is whether any two pages of a pair have other words."""

    def __init__(self, old: PdfShape, new: PdfShape, was: Printed, now: Printed) -> None:
        self._old, self._new = old, new
        self.left = [page.number for page in old.pages]
        self.free = [page.number for page in new.pages]
        self.pairs: dict[int, int] = {}
        self.loose = False
        self._was = {number: _words(was, number) for number in self.left}
        self._now = {number: _words(now, number) for number in self.free}

    def without_evidence(self) -> tuple[int, ...]:
        """The pages at the end that are evidence of a signing service, which stand for none that was sent."""
        found: list[int] = []
        while len(self.free) > len(self.left) and is_evidence(" ".join(self._now[self.free[-1]])):
            found.insert(0, self.free.pop())
        return tuple(found)

    def _pair(self, number: int, other: int) -> None:
        self.pairs[number] = other
        self.left.remove(number)
        self.free.remove(other)

    def by_make(self) -> None:
        for page in self._old.pages:
            same = [n for n in self.free if self._new.pages[n - 1].digest == page.digest]
            if same:
                self._pair(page.number, min(same, key=lambda n: abs(n - page.number)))

    def by_words(self) -> None:
        for number in list(self.left):
            words = self._was[number]
            if number in self.free and self._now[number] == words:
                self._pair(number, number)
                continue
            likeness = [(Indel.normalized_similarity(words, self._now[n]), -n) for n in self.free]
            best, other = max(likeness, default=(0.0, 0))
            if best > _LIKE and words:
                self.loose = self.loose or best < 1
                self._pair(number, -other)

    def by_order(self) -> None:
        """Pages without words, and as many as are left on either side."""
        for number, other in list(zip(self.left, self.free, strict=False)):
            if not self._was[number] or not self._now[other] or len(self.left) == len(self.free):
                self._pair(number, other)


def _words(printed: Printed, number: int) -> list[str]:
    if number > len(printed.pages):
        return []
    return " ".join(line.text for line in printed.pages[number - 1].lines).split()
