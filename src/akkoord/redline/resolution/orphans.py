"""What nothing points to any more once text has gone: notes, comments, pictures, headers.

A deleted picture that stays in the file can still be taken out of it; so can the text of a
note. What was not reached before is not touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from akkoord.ooxml import Element, Package, relationships_part, serialise
from akkoord.ooxml.names import CONTENT_TYPES_PART, R_NS, w
from akkoord.redline.resolution.story import Story

_ID = w("id")
_R = f"{{{R_NS}}}"
_REFERRED = {
    "footnotes": (w("footnoteReference"), w("footnote")),
    "endnotes": (w("endnoteReference"), w("endnote")),
    "comments": (w("commentReference"), w("comment")),
}
"""Parts whose entries the text refers to by id: the reference and the entry (17.11.10, 17.11.2, 17.13.4.2)."""
_ABOUT_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible")


def drop_entries(package: Package, stories: dict[str, Story]) -> None:
    """Remove notes and comments whose reference went, from their own parts and from what is said about them."""
    for kind, (reference, entry) in _REFERRED.items():
        gone = _ids((element for story in stories.values() for element in story.gone), reference)
        gone -= _ids((story.root for story in stories.values()), reference)
        part = package.related(package.main_part(), kind) if gone else None
        if part is None:
            continue
        story = _story(package, stories, part)
        entries = [e for e in story.root.iterchildren(entry) if e.get(_ID) in gone]
        _remove(story, entries)
        if kind == "comments":
            _drop_ranges(stories, gone)
            _drop_details(package, stories, entries)


def _drop_ranges(stories: Mapping[str, Story], comments: set[str]) -> None:
    for story in stories.values():
        for marker in list(story.root.iter(w("commentRangeStart"), w("commentRangeEnd"))):
            parent = marker.getparent()
            if marker.get(_ID) in comments and parent is not None:
                parent.remove(marker)


def _drop_details(package: Package, stories: dict[str, Story], comments: Iterable[Element]) -> None:
    """What is kept about a comment elsewhere is found by the ids of its paragraphs ([MS-DOCX] 2.5.4)."""
    keys = {v for c in comments for p in c.iter(w("p")) for n, v in p.attrib.items() if n.endswith("}paraId")}
    for kind in _ABOUT_COMMENTS:
        part = package.related(package.main_part(), kind)
        if part is None or not keys:
            continue
        story = _story(package, stories, part)
        details = [
            e
            for e in story.root
            if any(v in keys for n, v in e.attrib.items() if n.endswith(("}paraId", "}durableId")))
        ]
        keys |= {v for e in details for n, v in e.attrib.items() if n.endswith("}durableId")}
        _remove(story, details)


def _story(package: Package, stories: dict[str, Story], part: str) -> Story:
    if part not in stories:
        some = next(iter(stories.values()))
        stories[part] = Story(package.xml(part), some.decision, some.only)
    return stories[part]


def _remove(story: Story, elements: Iterable[Element]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
            story.gone.append(element)


def _ids(elements: Iterable[Element], tag: str) -> set[str]:
    return {found.get(_ID, "") for element in elements for found in element.iter(tag)}


def drop_unreached_parts(before: Package, after: Package, stories: Mapping[str, Story]) -> Package:
    """`after` without the relationships that only what went used, and the parts that only they led to."""
    parts = dict(after.parts)
    for name, story in stories.items():
        unused = _relationship_ids(story.gone)
        if unused:
            unused -= _relationship_ids([story.root])
        if unused and relationships_part(name) in parts:
            root = after.xml(relationships_part(name))
            for relationship in [r for r in root if r.get("Id") in unused]:
                root.remove(relationship)
            parts[relationships_part(name)] = serialise(root).encode()
    if all(parts[name] is after.parts[name] for name in parts):
        return after
    lost = _reached(before) - _reached(replace(after, parts=parts))
    for name in lost:
        parts.pop(name, None)
        parts.pop(relationships_part(name), None)
    if lost:
        parts[CONTENT_TYPES_PART] = _types_without(after, lost)
    return replace(after, parts=parts)


def _types_without(package: Package, lost: set[str]) -> bytes:
    root = package.xml(CONTENT_TYPES_PART)
    for entry in [e for e in root if e.get("PartName", "").lstrip("/") in lost]:
        root.remove(entry)
    return serialise(root).encode()


def _relationship_ids(elements: Iterable[Element]) -> set[str]:
    return {
        value
        for element in elements
        for inner in element.iter()
        for name, value in inner.attrib.items()
        if name.startswith(_R)
    }


def _reached(package: Package) -> set[str]:
    seen: set[str] = set()
    waiting = [""]
    while waiting:
        for relationship in package.relationships(waiting.pop()):
            target = relationship.target
            if not relationship.external and target in package.parts and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen
