"""Where a text stands, in the words by which Dutch lawyers point to it."""

from __future__ import annotations

import re

from akkoord.compare.script import BlockRef
from akkoord.redline.changes.change import Place

_TITLE_PAGE = {"hoofdtekst": "titelblad"}
"""What stands in the main text before its first heading."""

CONTENTS = "inhoudsopgave"
"""The place of every line of a table of contents."""
_LONGEST = 60
_CELL = re.compile(r", cel \d+$")
_WORDS = re.compile(r"^(Artikel|Bijlage|Hoofdstuk)\s+(\S+)$", re.IGNORECASE)
_CHAPTER = re.compile(r"^\d+[a-z]?$")
_COMPOUND = re.compile(r"^\d+(\.\d+)+[a-z]?$")
_LID = re.compile(r"^\d+[a-z]?$")
_LETTER = re.compile(r"^[a-z]{1,3}$")
_DEGREE = re.compile(r"^\d+°$")


def place_of(ref: BlockRef | None, story: str, *, only_lid: bool = True, stranger: bool = False) -> Place:
    """The place of a block: "artikel 7 lid 2", "7.2", "bijlage I onder b"; the heading where nothing is numbered.

    With `only_lid` what stands deeper than a lid is left out. A block in a table has the
    place of the table in words behind it. A document of a `stranger` need not begin with a
    title page: what stands under no number or heading there is named by its paragraph.
    """
    if ref is None:
        return Place()
    if is_contents(ref):
        return Place(CONTENTS)
    label = cited(ref.numbers[:2] if only_lid else ref.numbers)
    heading = _short(ref.heading)
    inside = _CELL.sub("", ref.place)
    alone = _TITLE_PAGE.get(story, story)
    if stranger and story in _TITLE_PAGE:
        alone = "" if inside else f"alinea {ref.position}"
    parts = [part for part in (label or heading or alone, inside) if part]
    return Place(", ".join(parts), heading)


def _short(heading: str) -> str:
    """A heading as part of a place: its words, of a long one the first."""
    words = " ".join(heading.replace("\ufffc", " ").split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def is_contents(ref: BlockRef) -> bool:
    """Whether a paragraph is a line of the table of contents."""
    return ref.style.casefold().startswith("toc ")


def cited(numbers: tuple[str, ...]) -> str:
    """Numbers from the outside in as one citation; "" for none.

    Source:
        Aanwijzingen voor de regelgeving, 3.27 and 3.28 (aanhaling van artikelen, leden en onderdelen).
    """
    out = ""
    for number in numbers:
        bare = number.strip().rstrip(".)")
        named = _WORDS.match(number.strip().rstrip("."))
        if named:
            out = f"{named[1].lower()} {named[2]}"
        elif _COMPOUND.match(bare) and not _within_article(out):
            out = bare
        elif _COMPOUND.match(bare) and out == f"artikel {bare.rpartition('.')[0]}":
            out = f"artikel {bare}"
        elif not out:
            out = f"hoofdstuk {bare}" if _CHAPTER.match(bare) else bare
        elif _DEGREE.match(bare) or _LETTER.match(bare):
            out += f" onder {bare}" if " onder " not in out else f" {bare}"
        elif _LID.match(bare):
            out += f" lid {bare}"
        elif bare:
            out += f" {bare}"
    return out


def _within_article(before: str) -> bool:
    return before.startswith(("artikel", "bijlage"))
