"""The stories of a package: body, notes in the order of their references, headers and footers per section, comments."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from akkoord.compare.canonical.environment import Environment
from akkoord.compare.canonical.properties import Value, properties_value
from akkoord.ooxml import Element
from akkoord.ooxml.names import r, w

_NOTE = {"footnote": "voetnoot", "endnote": "eindnoot"}
_EDGE = {"header": "koptekst", "footer": "voettekst"}
_WHICH = {"default": "", "first": " eerste pagina", "even": " even pagina's"}
_REFERENCES = frozenset((w("headerReference"), w("footerReference")))
_SECTION_COUNTED = frozenset((*_REFERENCES, w("sectPrChange"), w("rsid")))


class Story(Struct, frozen=True):
    """A flow of blocks: `label` in Dutch, the part it stands in, the element that holds it (None: there is none)."""

    label: str
    part: str
    holder: Element | None


def body_story(environment: Environment) -> Story:
    """The main text."""
    root = environment.root(environment.main)
    body = root.find(w("body"))
    return Story("hoofdtekst", environment.main, body if body is not None else root)


def note_stories(environment: Environment) -> Iterator[Story]:
    """Footnotes, then endnotes, each in the order of their references; notes without reference do not count."""
    for tag, word in _NOTE.items():
        part = environment.related(f"{tag}s")
        notes = {n.get(w("id")): n for n in environment.root(part).iterchildren(w(tag))} if part else {}
        references = environment.root(environment.main).iter(w(f"{tag}Reference"))
        for number, reference in enumerate(references, 1):
            yield Story(f"{word} {number}", part or environment.main, notes.get(reference.get(w("id"))))


def separator_stories(environment: Environment) -> dict[str, Story]:
    """The lines between text and notes, by label (17.11.23): a package without notes may lack them."""
    found: dict[str, Story] = {}
    for tag, word in _NOTE.items():
        part = environment.related(f"{tag}s")
        for note in environment.root(part).iterchildren(w(tag)) if part else ():
            if note.get(w("type"), "normal") != "normal":
                label = f"{word}: scheidingslijn {note.get(w('type'))}"
                found.setdefault(label, Story(label, part or "", note))
    return found


def comment_stories(environment: Environment) -> Iterator[Story]:
    """Comments in the order of their references."""
    part = environment.related("comments")
    for number, reference in enumerate(environment.root(environment.main).iter(w("commentReference")), 1):
        comment = environment.comments.get(reference.get(w("id"), ""))
        yield Story(f"opmerking {number}", part or environment.main, comment)


class Section(Struct, frozen=True):
    """A section: its properties as a value, and its headers and footers by kind and type, inherited ones too."""

    properties: Value
    edges: dict[tuple[str, str], str]


def sections(environment: Environment) -> list[Section]:
    """The sections of the body in order (17.6.17); one without a header takes that of the one before (17.10.1)."""
    found: list[Section] = []
    known: dict[tuple[str, str], str] = {}
    relationships = environment.relationships(environment.main)
    for properties in _section_properties(environment.root(environment.main)):
        for reference in properties:
            relationship = relationships.get(reference.get(r("id"), ""))
            if reference.tag in _REFERENCES and relationship is not None:
                kind = "header" if reference.tag == w("headerReference") else "footer"
                known[kind, reference.get(w("type"), "default")] = relationship.target
        value = properties_value(properties, _SECTION_COUNTED, environment.resolver(environment.main))
        found.append(Section(tuple(dict.fromkeys(value)), dict(known)))  # what is said twice is said
    body = body_story(environment).holder
    if body is not None and body.find(w("sectPr")) is None:
        found.append(Section((), dict(known)))  # the last section is there, also when nothing is said of it
    return found


def _section_properties(root: Element) -> Iterator[Element]:
    for element in root.iter(w("sectPr")):
        parent = element.getparent()
        if parent is not None and parent.tag in (w("pPr"), w("body")):
            holder = parent.getparent()
            if parent.tag == w("body") or (holder is not None and holder.tag == w("p")):
                yield element


def edge_stories(environment: Environment) -> dict[tuple[int, str, str], Story]:
    """Headers and footers by section (from 0), kind and type."""
    out: dict[tuple[int, str, str], Story] = {}
    for number, section in enumerate(sections(environment)):
        for (kind, which), part in section.edges.items():
            label = f"{_EDGE[kind]}{_WHICH.get(which, which)}, sectie {number + 1}"
            holder = environment.root(part) if part in environment.package.parts else None
            out[number, kind, which] = Story(label, part, holder)
    return out


def edge_label(number: int, kind: str, which: str) -> str:
    """How a header or footer is called."""
    return f"{_EDGE[kind]}{_WHICH.get(which, which)}, sectie {number + 1}"
