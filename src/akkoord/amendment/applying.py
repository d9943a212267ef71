"""Whether the addendum, applied to its base text, gives the new text exactly.

The amendments are carried out as they are written, place by place, on the lines of the base
text. What they do not touch stays as it is. The outcome is then held against the new text line
by line: words, numbers and levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.amendment.amendments import (
    Amendment,
    Amendments,
    Ending,
    Following,
    Insertion,
    Place,
    Renumbering,
    Repeal,
    Replacement,
    Substitution,
    Where,
)
from akkoord.amendment.citation import cited_line, cited_place
from akkoord.amendment.text import Line
from akkoord.diagnostics import Diagnostic, error
from akkoord.spec import ReferenceStyle

_SHOWN = 90


def applied(base: Sequence[Line], amendments: Amendments) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    """The lines of the base text after every amendment, and what could not be carried out.

    ADD001 an amendment is of a place that is not there; ADD002 two amendments are of the same
    text; ADD003 words that are to be replaced do not stand there exactly once.
    """
    carrying = _Carrying(base)
    for amendment in amendments.amendments:
        carrying.carry(amendment)
    for following in amendments.following:
        carrying.substitute(following.place, following.words)
    return tuple(carrying.outcome()), tuple(carrying.found)


def check_applied(base: Sequence[Line], amendments: Amendments, new: Sequence[Line]) -> tuple[Diagnostic, ...]:
    """Empty exactly when the amendments make the new text of the base text.

    What `applied` finds, or ADD004: the first place where the outcome is another text.
    """
    outcome, found = applied(base, amendments)
    if found:
        return found
    got, wanted = [line.content for line in outcome], [line.content for line in new]
    if got == wanted:
        return ()
    at = next((n for n, (a, b) in enumerate(zip(got, wanted, strict=False)) if a != b), min(len(got), len(wanted)))
    here = new[at] if at < len(new) else outcome[at]
    return (
        error(
            "ADD004",
            f"het addendum geeft niet de nieuwe tekst: bij {cited_line(here, ReferenceStyle.LID)} komt "
            f"`{_shown(outcome, at)}`, verwacht `{_shown(new, at)}`",
            None,
            "meld dit; het addendum wordt niet gemaakt",
        ),
    )


def _shown(lines: Sequence[Line], at: int) -> str:
    return lines[at].shown[:_SHOWN] if at < len(lines) else "(niets)"


class _Carrying(Struct):
    """The base text with what happens to each of its lines."""

    base: Sequence[Line]
    found: list[Diagnostic] = field(default_factory=list[Diagnostic])
    _lines: dict[int, Line] = field(default_factory=dict[int, Line])
    _gone: set[int] = field(default_factory=set[int])
    _before: dict[int, list[Line]] = field(default_factory=dict[int, list[Line]])

    def outcome(self) -> Iterator[Line]:
        """The lines as they have become."""
        for n in range(len(self.base) + 1):
            yield from self._before.get(n, ())
            if n < len(self.base) and n not in self._gone:
                yield self._lines.get(n, self.base[n])

    def carry(self, amendment: Amendment) -> None:
        """Carry out one amendment."""
        match amendment:
            case Replacement(place, lines):
                self._replace(place, lines)
            case Repeal():
                for place in amendment.places:
                    self._replace(place, amendment.stub)
                self._end(amendment.ending)
                self._renumber(amendment.renumbered)
            case Insertion():
                self._insert(amendment)
                self._renumber(amendment.renumbered)
            case Renumbering():
                self._renumber((amendment,))
            case Substitution(place, words):
                self.substitute(place, words)

    def substitute(self, place: Place, words: Iterable[tuple[str, str]]) -> None:
        """Replace words in one line, each after the one before it."""
        for n in self._covered(place)[:1]:
            line = self._lines.get(n, self.base[n])
            text, at = line.text, 0
            for old, new in words:
                start = text.find(old, at)
                if n in self._gone or start < 0:
                    what = f"in {cited_place(place, ReferenceStyle.LID)} staat `{old}` niet, dat vervangen zou worden"
                    self.found.append(error("ADD003", what))
                    return
                text = text[:start] + new + text[start + len(old) :]
                at = start + len(new)
            self._lines[n] = replace(line, text=text)

    def _covered(self, place: Place) -> list[int]:
        covered = [n for n, line in enumerate(self.base) if place.covers(line)]
        if not covered:
            what = f"{cited_place(place, ReferenceStyle.LID)} staat niet in de tekst die gewijzigd wordt"
            self.found.append(error("ADD001", what))
        return covered

    def _replace(self, place: Place, lines: Sequence[Line]) -> None:
        covered = self._covered(place)
        if not covered:
            return
        if not self._gone.isdisjoint(covered) or any(n in self._lines for n in covered):
            what = f"{cited_place(place, ReferenceStyle.LID)} wordt twee keer gewijzigd"
            self.found.append(error("ADD002", what))
            return
        self._gone.update(covered)
        self._before.setdefault(covered[0], []).extend(lines)

    def _insert(self, insertion: Insertion) -> None:
        self._end(insertion.ending)
        if not insertion.place.path and insertion.where is Where.END:
            self._before.setdefault(len(self.base), []).extend(insertion.lines)
            return
        covered = self._covered(insertion.place)
        if covered:
            at = covered[0] if insertion.where is Where.BEFORE else covered[-1] + 1
            self._before.setdefault(at, []).extend(insertion.lines)

    def _end(self, ending: Ending | None) -> None:
        if ending is None:
            return
        place, old, new = ending.place, ending.old, ending.new
        for n in self._covered(place)[-1:]:
            line = self._lines.get(n, self.base[n])
            if not line.text.endswith(old) or n in self._gone:
                what = f"{cited_place(place, ReferenceStyle.LID)} eindigt niet op `{old}`, dat vervangen zou worden"
                self.found.append(error("ADD003", what))
                return
            self._lines[n] = replace(line, text=line.text.removesuffix(old) + new)

    def _renumber(self, renumbered: Iterable[Renumbering]) -> None:
        for one in renumbered:
            for n in self._covered(Place(one.path))[:1]:
                self._lines[n] = replace(self._lines.get(n, self.base[n]), number=one.number)


def touched(base: Sequence[Line], amendment: Amendment | Following) -> tuple[int, ...]:
    """The lines of the base text that an amendment changes or takes away; numbers alone do not count."""
    match amendment:
        case Replacement(place) | Substitution(place) | Following(place):
            places: tuple[Place, ...] = (place,)
        case Repeal() | Insertion():
            gone = amendment.places if isinstance(amendment, Repeal) else ()
            places = (*gone, *((amendment.ending.place,) if amendment.ending else ()))
        case Renumbering():
            places = ()
    return tuple(n for n, line in enumerate(base) if any(place.covers(line) for place in places))
