"""Whether two packages say the same, part by part, and where not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import zip_longest

from akkoord.compare.canonical.aspects import unequal_aspects, unequal_aspects_of_tables
from akkoord.compare.canonical.blocks import Block, Paragraph, Reader, Table, Unit
from akkoord.compare.canonical.definitions import other_parts, setting_differences, style_differences
from akkoord.compare.canonical.difference import Difference, Differences, Level
from akkoord.compare.canonical.environment import Environment
from akkoord.compare.canonical.pairing import paired
from akkoord.compare.canonical.properties import items_of
from akkoord.compare.canonical.stacking import stacking_difference
from akkoord.compare.canonical.stories import (
    Story,
    body_story,
    comment_stories,
    edge_label,
    edge_stories,
    note_stories,
    sections,
    separator_stories,
)
from akkoord.compare.canonical.unchanged import Paragraphs, Suspects
from akkoord.compare.canonical.unseen import unseen_differences
from akkoord.compare.canonical.wording import both_shown
from akkoord.ooxml import Element, Package, as_transitional
from akkoord.ooxml.names import w

Path = tuple[int, ...]
_TEXT_SHOWN = 120


def differences(left: Package, right: Package) -> Differences:
    """Everything in which two packages differ, on three levels; parts in the order of their names.

    What does not count: rsids, ids that are only counted, how runs are cut, order of
    attributes, marks of spelling and page breaks, ways to write the same.

    Raises:
        PackageError, XmlError: a package cannot be read.
    """
    one, other = Environment(as_transitional(left)), Environment(as_transitional(right))
    found: list[Difference] = []
    done: set[str] = set()
    suspects = Suspects(one, other)
    for mine, theirs in _story_pairs(one, other):
        done |= {story.part for story in (mine, theirs) if story is not None}
        found += _story(suspects, mine, theirs)
        found += stacking_difference(one, mine, other, theirs)
    found += _sections(one, other)
    found += _list_continuity(one, other)
    found += style_differences(one, other)
    found += setting_differences(one, other)
    found += unseen_differences(one, other)
    for environment in (one, other):
        done |= {
            part for kind in ("styles", "settings", "numbering", "comments") if (part := environment.related(kind))
        }
    equal, more, skipped = other_parts(one, other, done)
    found += more
    unequal = {difference.part for difference in found}
    return Differences(tuple(sorted({*equal, *done} - unequal)), tuple(found), tuple(skipped))


def _story_pairs(one: Environment, other: Environment) -> Iterator[tuple[Story | None, Story | None]]:
    yield body_story(one), body_story(other)
    yield from zip_longest(note_stories(one), note_stories(other))
    separators = [separator_stories(environment) for environment in (one, other)]
    yield from ((separators[0][key], separators[1][key]) for key in separators[0].keys() & separators[1].keys())
    yield from zip_longest(comment_stories(one), comment_stories(other))
    mine, theirs = edge_stories(one), edge_stories(other)
    seen: set[tuple[str, str]] = set()
    for key in sorted(mine.keys() | theirs.keys()):
        pair = (mine.get(key), theirs.get(key))
        names = tuple(story.part if story else "" for story in pair)
        if names not in seen:  # a header that several sections share is read once
            seen.add((names[0], names[1]))
            label = edge_label(*key)
            yield tuple(story or Story(label, "", None) for story in pair)  # pyright: ignore[reportReturnType]  # two


def _story(suspects: Suspects, mine: Story | None, theirs: Story | None) -> Iterator[Difference]:
    present = [story for story in (mine, theirs) if story is not None and story.holder is not None]
    if not present:
        return
    label = (mine or theirs or present[0]).label
    if len(present) == 1:
        environment = suspects.left if present[0] is mine else suspects.right
        yield from _lonely(environment, present[0], present[0] is mine, label)
        return
    if mine is not None and theirs is not None:
        yield from _StoryComparison(suspects, mine, theirs).differences()


def _lonely(environment: Environment, story: Story, on_left: bool, label: str) -> Iterator[Difference]:
    """A story that only one package has; one in which nothing stands is not read by anyone."""
    if story.holder is None:
        return
    blocks = Reader(environment, story.part).blocks(story.holder)
    text = " ".join(_text(block) for block in blocks)
    empty = not text.strip() and not any(map(_holds_anything, blocks))
    level = Level.FORMATTING if empty else Level.TEXT if text.strip() else Level.STRUCTURE
    old, new = (_short(text), "ontbreekt") if on_left else ("ontbreekt", _short(text))
    yield Difference(level, "story", story.part, () if on_left else None, None if on_left else (), label, old, new)


def _holds_anything(block: Block) -> bool:
    return isinstance(block, Table) or block.structure[2] != ()


class _StoryComparison:
    """Compares one story that both packages have."""

    def __init__(self, suspects: Suspects, mine: Story, theirs: Story) -> None:
        self.story = mine
        self.suspects = suspects.of(mine.part, theirs.part)
        self.sides = (_Side(suspects.left, mine), _Side(suspects.right, theirs))

    def differences(self) -> Iterator[Difference]:
        left, right = self.sides
        if self.suspects is None:
            picked = (range(len(left.units)), range(len(right.units)))
        elif not left.holds(self.suspects[0]) and not right.holds(self.suspects[1]):
            return
        else:
            picked = (left.picked(self.suspects[0]), right.picked(self.suspects[1]))
            if len(left.units) == len(right.units):
                both = sorted({*picked[0], *picked[1]})
                picked = (both, both)
        values = tuple({n: side.value(n) for n in wanted} for side, wanted in zip(self.sides, picked, strict=True))
        for a, b in paired(*values):
            mine = values[0][a] if a is not None else None
            theirs = values[1][b] if b is not None else None
            if mine != theirs:
                paths = [None if n is None else (n,) for n in (a, b)]
                yield from self._blocks(mine, theirs, paths[0], paths[1], self.story.label)

    def _blocks(
        self, mine: Block | None, theirs: Block | None, left: Path | None, right: Path | None, label: str
    ) -> Iterator[Difference]:
        label = f"{label}, {_place(left if left is not None else right or (), mine or theirs)}"
        if isinstance(mine, Paragraph) and isinstance(theirs, Paragraph):
            yield from self._paragraphs(mine, theirs, left, right, label)
        elif isinstance(mine, Table) and isinstance(theirs, Table) and _alike(mine, theirs):
            yield from self._tables(mine, theirs, left or (), right or (), label)
        else:
            old, new = (_short(_text(block)) if block is not None else "ontbreekt" for block in (mine, theirs))
            yield Difference(Level.TEXT, "block", self.story.part, left, right, label, old, new)

    def _paragraphs(
        self, mine: Paragraph, theirs: Paragraph, left: Path | None, right: Path | None, label: str
    ) -> Iterator[Difference]:
        """Other text, or everything else in which two paragraphs differ: no difference hides another."""
        part = self.story.part
        if mine.texts != theirs.texts:
            old, new = _around_difference(_text(mine), _text(theirs))
            yield Difference(Level.TEXT, "text", part, left, right, label, old, new)
            return
        for level, aspect, old, new in unequal_aspects(mine, theirs, self._lists):
            yield Difference(level, aspect, part, left, right, label, *both_shown(old, new))

    def _lists(self, style: object) -> tuple[object, object]:
        """The lists that a style gives in either package."""
        one, other = (side.reader.environment.list_of_style(str(style)) for side in self.sides)
        return one, other

    def _tables(self, mine: Table, theirs: Table, left: Path, right: Path, label: str) -> Iterator[Difference]:
        inner = 0
        for r, (row, other_row) in enumerate(zip(mine.rows, theirs.rows, strict=True)):
            for c, (cell, other_cell) in enumerate(zip(row, other_row, strict=True)):
                for n, (a, b) in enumerate(zip_longest(cell, other_cell)):
                    if a != b:
                        inner += 1
                        at = f"{label}, rij {r + 1}, cel {c + 1}"
                        paths = [None if x is None else (*p, r, c, n) for x, p in ((a, left), (b, right))]
                        yield from self._blocks(a, b, paths[0], paths[1], at)
        part = self.story.part
        for level, aspect, old, new in unequal_aspects_of_tables(mine, theirs):
            yield Difference(level, aspect, part, left, right, label, *both_shown(old, new))


class _Side:
    """A story in one of the packages."""

    def __init__(self, environment: Environment, story: Story) -> None:
        self.reader = Reader(environment, story.part)
        self.holder = story.holder

    @cached_property
    def units(self) -> list[Unit]:
        """Its blocks."""
        return self.reader.units(self.holder) if self.holder is not None else []

    def value(self, number: int) -> Block:
        """The value of a block."""
        return self.reader.value(self.units[number])

    def holds(self, suspects: Paragraphs) -> bool:
        """Whether any of these paragraphs stands in this story."""
        if not suspects or self.holder is None:
            return False
        return any(paragraph in suspects for paragraph in self.holder.iter(w("p")))

    def picked(self, suspects: Paragraphs) -> list[int]:
        """The blocks in which these paragraphs stand; all blocks, where one stands in none of them."""
        places = {unit.element: n for n, unit in enumerate(self.units) if unit.element is not None}
        found: set[int] = set()
        for paragraph in self.holder.iter(w("p")) if self.holder is not None else ():
            place: Element | None = paragraph if paragraph in suspects else None
            while place is not None and place is not self.holder and place not in places:
                place = place.getparent()
            if place is self.holder:
                return list(range(len(self.units)))
            if place is not None:
                found.add(places[place])
        return sorted(found)


def _alike(mine: Table, theirs: Table) -> bool:
    return [len(row) for row in mine.rows] == [len(row) for row in theirs.rows]


def _sections(one: Environment, other: Environment) -> Iterator[Difference]:
    for number, (mine, theirs) in enumerate(zip_longest(sections(one), sections(other))):
        old, new = (section.properties if section else None for section in (mine, theirs))
        if old != new:
            label = f"sectie {number + 1}"
            paths = [None if value is None else () for value in (old, new)]
            if old is not None and new is not None:
                old, new = (tuple(v for v in mine_ if v not in theirs_) for mine_, theirs_ in ((old, new), (new, old)))
            yield Difference(Level.STRUCTURE, "section", one.main, paths[0], paths[1], label, *both_shown(old, new))


def _list_continuity(one: Environment, other: Environment) -> Iterator[Difference]:
    """Whether paragraphs that share a list in one package share one in the other: else their numbers differ."""
    mine, theirs = one.values(one.main, "numId"), other.values(other.main, "numId")
    if mine == theirs or len(mine) != len(theirs):
        return  # the same lists, or a difference that a paragraph has shown already
    there: dict[str, str] = {}
    back: dict[str, str] = {}
    for a, b in dict.fromkeys(zip(mine, theirs, strict=True)):
        for x, y in ((a, b), (f"/{one.list_of(a)}", f"/{other.list_of(b)}")):
            if there.setdefault(x, y) != y or back.setdefault(y, x) != x:
                label = "hoofdtekst: lijsten die doorlopen of opnieuw beginnen"
                yield Difference(Level.STRUCTURE, "numbering", one.main, (), (), label, f"lijst {a}", f"lijst {b}")
                return


def _place(path: Path, block: Block | None) -> str:
    word = "tabel" if isinstance(block, Table) else "blok"
    text = _text(block) if block is not None else ""
    quoted = f" «{text[:40].strip()}…»" if len(text) > 40 else f" «{text.strip()}»" if text.strip() else ""
    return f"{word} {path[-1] + 1}{quoted}" if path else word


def _text(block: Block) -> str:
    return " ".join(_strings(block.texts))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in items_of(value):
        yield from _strings(item)


def _short(text: str) -> str:
    return text if len(text) <= _TEXT_SHOWN else f"{text[: _TEXT_SHOWN - 1]}…"


def _around_difference(old: str, new: str) -> tuple[str, str]:
    """Both texts from a little before the place where they part."""
    shared = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, shared - 30)
    lead = "…" if start else ""
    return tuple(lead + _short(text[start:]) for text in (old, new))  # pyright: ignore[reportReturnType]  # two texts
