"""An amendment as a value: where in the base text, and what becomes of it. Nothing in it refers to a comparison."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from akkoord.amendment.text import Address, Line, Path


class Extent(StrEnum):
    """How much of what stands at a path is meant."""

    WHOLE = "whole"
    """All of it."""
    HEAD = "head"
    """Only its heading, or its opening words."""
    LINE = "line"
    """One line: a paragraph without number."""


class Place(Struct, frozen=True):
    """What an amendment is of; `address` counts for a line only."""

    path: Path
    extent: Extent = Extent.WHOLE
    address: Address | None = None

    def covers(self, line: Line) -> bool:
        """Whether `line` of the base text is meant."""
        match self.extent:
            case Extent.WHOLE:
                return line.address.path[: len(self.path)] == self.path
            case Extent.HEAD:
                return line.address == Address(self.path, "", 1)
            case Extent.LINE:
                return line.address == self.address


class Renumbering(Struct, frozen=True):
    """What stands at `path` gets another number: `number` as printed, `becomes` its path in the new text."""

    path: Path
    number: str
    becomes: Path


class Replacement(Struct, frozen=True):
    """The text at `place` is replaced by `lines`, with the number that they show."""

    place: Place
    lines: tuple[Line, ...]
    becomes: Path


class Substitution(Struct, frozen=True):
    """In one line, words are replaced; each of the old ones stands in it once, in this order."""

    place: Place
    words: tuple[tuple[str, str], ...]


class Ending(Struct, frozen=True):
    """The sign at the end of a line that becomes another one."""

    place: Place
    old: str
    new: str


class Repeal(Struct, frozen=True):
    """What stands at each of `places` goes. With `stub` the number stays, with a word that says so.

    `ending` replaces the sign at the end of the item before.
    """

    places: tuple[Place, ...]
    stub: tuple[Line, ...] = ()
    renumbered: tuple[Renumbering, ...] = ()
    ending: Ending | None = None


class Where(StrEnum):
    """Where an insertion stands."""

    AFTER = "after"
    BEFORE = "before"
    END = "end"
    """At the end of what stands at the place."""


class Insertion(Struct, frozen=True):
    """`lines` come in. `of` says for each item that comes in what it is, by its path in the new text.

    `parent` is what it comes in, () for the document itself. `ending` replaces the sign at the
    end of the item before: ("d", ".", ";") reads: of onderdeel d the full stop becomes a semicolon.
    """

    where: Where
    place: Place
    parent: Path
    lines: tuple[Line, ...]
    of: tuple[Place, ...]
    renumbered: tuple[Renumbering, ...] = ()
    ending: Ending | None = None


class Following(Struct, frozen=True):
    """References in a line that go on pointing where they pointed: the number there became another one."""

    place: Place
    words: tuple[tuple[str, str], ...]


Amendment: TypeAlias = Replacement | Substitution | Repeal | Insertion | Renumbering
"""What an addendum says in a sentence of its own."""


class Amendments(Struct, frozen=True):
    """All that an addendum changes in its base text, in the order of that text.

    `following` are the references that move along with numbers, each at its place.
    """

    amendments: tuple[Amendment, ...]
    following: tuple[Following, ...] = ()

    @property
    def renumberings(self) -> tuple[Renumbering, ...]:
        """Every number that becomes another one."""
        out: list[Renumbering] = []
        for amendment in self.amendments:
            match amendment:
                case Renumbering():
                    out.append(amendment)
                case Repeal() | Insertion():
                    out.extend(amendment.renumbered)
                case Replacement() | Substitution():
                    pass
        return tuple(out)
