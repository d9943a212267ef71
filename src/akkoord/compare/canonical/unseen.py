"""What a package holds and no page shows: headers, footers and notes that nothing refers to; and what lies behind text.

A reader does not see it, but who opens the file can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from akkoord.compare.canonical.blocks import Paragraph, Reader, Table
from akkoord.compare.canonical.difference import Difference, Level
from akkoord.compare.canonical.environment import Environment
from akkoord.compare.canonical.properties import element_value
from akkoord.compare.canonical.stories import Story, edge_stories
from akkoord.compare.canonical.wording import both_shown, shown
from akkoord.ooxml.names import w

_EDGES = {"header": "koptekst", "footer": "voettekst"}
_NOTES = {"footnote": "voetnoot", "endnote": "eindnoot"}


def unseen_differences(left: Environment, right: Environment) -> Iterator[Difference]:
    """Stories without a reference that only one package has or that read otherwise, and another page background."""
    mine, theirs = (list(_unseen(environment)) for environment in (left, right))
    for label in dict.fromkeys(story.label for story in (*mine, *theirs)):
        old, new = ([story for story in side if story.label == label] for side in (mine, theirs))
        yield from _of_label(label, (left, old), (right, new))
    background = [_background(environment) for environment in (left, right)]
    if background[0] != background[1]:
        texts = both_shown(*background)
        yield Difference(
            Level.FORMATTING, "background", left.main, (), (), "hoofdtekst: achtergrond van de pagina", *texts
        )


def _of_label(
    label: str, old: tuple[Environment, list[Story]], new: tuple[Environment, list[Story]]
) -> Iterator[Difference]:
    sides = [[(story.part, _value(environment, story)) for story in stories] for environment, stories in (old, new)]
    counts = [Counter(value for _, value in side) for side in sides]
    lone = (counts[0] - counts[1], counts[1] - counts[0])
    mine, theirs = ([item for item in side if item[1] in wanted] for side, wanted in zip(sides, lone, strict=True))
    for a, b in zip_longest(mine, theirs):
        part = (a or b or ("", ""))[0]
        texts = (shown(a[1] if a else None), shown(b[1] if b else None))
        yield Difference(Level.TEXT, "hidden story", part, () if a else None, () if b else None, label, *texts)


def _unseen(environment: Environment) -> Iterator[Story]:
    """The stories that nothing refers to."""
    related = environment.relationships(environment.main).values()
    parts = {r.target: r.kind for r in related if r.kind in _EDGES and r.target in environment.package.parts}
    shown_parts = {story.part for story in edge_stories(environment).values()} if parts else set[str]()
    for part in sorted(parts.keys() - shown_parts):
        yield Story(f"{_EDGES[parts[part]]} die geen sectie toont", part, environment.root(part))
    for tag, word in _NOTES.items():
        part = environment.related(f"{tag}s")
        notes = environment.root(part).iterchildren(w(tag)) if part else ()
        known = {r.get(w("id")) for r in environment.root(environment.main).iter(w(f"{tag}Reference"))}
        for note in notes:
            if note.get(w("type"), "normal") == "normal" and note.get(w("id")) not in known:
                yield Story(f"{word} zonder verwijzing", part or "", note)


def _value(environment: Environment, story: Story) -> str:
    """What stands in a story, in words."""
    blocks = Reader(environment, story.part).blocks(story.holder) if story.holder is not None else []
    return " ".join(_text(block) for block in blocks)


def _text(block: Paragraph | Table) -> str:
    if isinstance(block, Paragraph):
        return " ".join(str(text) for text in block.texts if text)
    return " ".join(_text(inner) for row in block.rows for cell in row for inner in cell)


def _background(environment: Environment) -> object:
    found = environment.root(environment.main).find(w("background"))
    return None if found is None else element_value(found, environment.resolver(environment.main))
