"""A place in a document as a person names it: `7`, `7.2`, `7 lid 2 onder a`, `afspraken`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from akkoord.project.places import Heading

_KINDS = re.compile(r"^(?:artikel|art\.|hoofdstuk|bijlage|annex)\s+")
_STEPS = re.compile(r"[\s,.]+(?:(?:lid|punt|onder|onderdeel|sub|eis)\s+)?")
_NUMBER = re.compile(r"[0-9]+[a-z]?|[a-z]{1,2}|[ivx]+")


class AskedPlace(Struct, frozen=True):
    """A heading, and the numbers of the lid and onderdeel under it; () for all of it."""

    heading: Heading
    numbers: tuple[str, ...] = ()

    def holds(self, heading: Heading, numbers: tuple[str, ...]) -> bool:
        """Whether something stands in it."""
        first = tuple(number.casefold() for number in numbers[: len(self.numbers)])
        return heading == self.heading and first == self.numbers


def places_named(asked: str, headings: Iterable[Heading]) -> tuple[AskedPlace, ...]:
    """What `asked` can stand for among `headings`; a whole name goes before a name with numbers after it."""
    text = " ".join(asked.casefold().split())
    known = tuple(dict.fromkeys(headings))
    whole = tuple(AskedPlace(h) for h in known if text in names_of_heading(h))
    if whole:
        return whole
    found: dict[AskedPlace, None] = {}
    for given in dict.fromkeys((text, _KINDS.sub("", text))):
        for heading in known:
            for name in names_of_heading(heading):
                rest = given.removeprefix(name)
                if rest == given or (rest and not _STEPS.match(rest)):
                    continue
                numbers = tuple(part for part in _STEPS.split(rest) if part)
                if all(map(_NUMBER.fullmatch, numbers)):
                    found[AskedPlace(heading, numbers)] = None
    return tuple(found)


def names_of_heading(heading: Heading) -> tuple[str, ...]:
    """What a heading is called: number, number as printed, title, address."""
    names = (heading.number, heading.shown, heading.title, heading.anchor)
    return tuple(name.casefold() for name in names if name)
