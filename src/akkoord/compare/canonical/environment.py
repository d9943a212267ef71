"""What ids in a package mean: names of styles, definitions of lists, targets of links, contents of comments."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256

from msgspec import Struct, field

from akkoord.compare.canonical.properties import Value, element_value, properties_value
from akkoord.compare.document import DEEPEST_REFERENCES
from akkoord.ooxml import Element, Package, Relationship, XmlError
from akkoord.ooxml.names import R_NS, W_NS, w
from akkoord.ooxml.tracked import author_of, date_of

_VAL = w("val")
_PREFIX = f'xmlns:w="{W_NS}"'.encode()
_ID = w("styleId")
_LIST_ONLY = frozenset(
    {w("nsid"), w("tmpl"), w("name"), w("multiLevelType"), w("styleLink"), w("numStyleLink"), w("lvl")}
)


class Style(Struct):
    """A style as it is called, and what it is made of."""

    kind: str
    name: str
    based_on: str
    element: Element


class Environment(Struct, dict=True):
    """The meaning of the ids in one package. Each is worked out when first asked for."""

    package: Package
    roots: dict[str, Element] = field(default_factory=dict[str, Element])
    _relationships: dict[str, dict[str, Relationship]] = field(default_factory=dict[str, dict[str, Relationship]])
    _targets: dict[str, object] = field(default_factory=dict[str, object])
    _depth: int = 0

    def root(self, part: str) -> Element:
        """The root of an XML part, read once."""
        if part not in self.roots:
            self.roots[part] = self.package.xml(part)
        return self.roots[part]

    def values(self, part: str, *tags: str) -> list[str]:
        """What the elements `tags` of a part say in `w:val`, in the order of the text."""
        data = self.package.parts.get(part, b"")
        if _PREFIX in data:
            names = b"|".join(tag.encode() for tag in tags)
            return [value.decode() for value in re.findall(rb'<w:(?:%s) w:val="([^"]*)"' % names, data)]
        if part not in self.package.parts or W_NS.encode() not in data.replace(b"\0", b""):
            return []
        return [element.get(_VAL, "") for element in self.root(part).iter(*map(w, tags))]

    @cached_property
    def main(self) -> str:
        """The part with the body."""
        return self.package.main_part()

    def related(self, kind: str) -> str | None:
        """The part that the body points to as its styles, footnotes …"""
        found = self.relationships(self.main).values()
        return next((r.target for r in found if r.kind == kind and r.target in self.package.parts), None)

    def related_root(self, kind: str) -> Element | None:
        """The root of that part."""
        part = self.related(kind)
        return None if part is None else self.root(part)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part by id."""
        if part not in self._relationships:
            self._relationships[part] = {r.id: r for r in self.package.relationships(part)}
        return self._relationships[part]

    def resolver(self, part: str) -> Callable[[str], object]:
        """From the id of a relationship of `part` to what it leads to: an address, or the digest of a part."""
        known = self.relationships(part)

        def resolve(identifier: str) -> object:
            relationship = known.get(identifier)
            if relationship is None:
                return ("nergens",) if identifier else ""
            if relationship.external:
                return relationship.target
            return self.content_of(relationship.target)

        return resolve

    def content_of(self, part: str) -> object:
        """The digest of a part with everything it points to; independent of names and ids."""
        if part not in self._targets:
            self._targets[part] = ("kring",)  # a part that leads to itself says so
            self._depth += 1
            self._targets[part] = self._content(part)
            self._depth -= 1
        return self._targets[part]

    def _content(self, part: str) -> object:
        data = self.package.parts.get(part)
        if data is None:
            return ("ontbreekt",)
        if self._depth > DEEPEST_REFERENCES:
            return tuple(sorted((name, sha256(found).hexdigest()) for name, found in self.package.parts.items()))
        if part.endswith((".xml", ".rels")):
            try:
                value = element_value(self.package.xml(part), self.resolver(part))
                return sha256(repr(value).encode()).hexdigest()
            except XmlError:  # not readable as XML: then by its bytes
                return sha256(data).hexdigest()
        return sha256(data).hexdigest()

    @cached_property
    def styles(self) -> dict[str, Style]:
        """The styles by id."""
        root = self.related_root("styles")
        found: dict[str, Style] = {}
        for style in root.iterchildren(w("style")) if root is not None else ():
            name = _value(style, "name") or style.get(_ID, "")
            found[style.get(_ID, "")] = Style(style.get(w("type"), ""), name.lower(), _value(style, "basedOn"), style)
        return found

    def style_value(self, identifier: str) -> object:
        """What a paragraph gets from a style as far as structure goes: its name and its list."""
        number, level = self.style_numbering(identifier)
        return self.style_name(identifier), self.list_value(number), level

    def style_name(self, identifier: str) -> str:
        """The name of a style (17.7.4.9); "" for the default style of paragraphs, named or not."""
        if identifier == self.default_paragraph_style:
            return ""
        style = self.styles.get(identifier)
        return style.name if style is not None else f"?{identifier}" if identifier else ""

    @cached_property
    def default_paragraph_style(self) -> str:
        """The id of the style of paragraphs that name none."""
        on = ("1", "true", "on")
        return next(
            (i for i, s in self.styles.items() if s.kind == "paragraph" and s.element.get(w("default")) in on), ""
        )

    def style_numbering(self, identifier: str) -> tuple[str, str]:
        """The list and level that a paragraph style gives, ("", "") for none (17.9.23)."""
        number, level, seen = "", "", set[str]()
        while identifier in self.styles and identifier not in seen:
            seen.add(identifier)
            style = self.styles[identifier]
            properties = style.element.find(w("pPr"))
            found = properties.find(w("numPr")) if properties is not None else None
            if found is not None:
                number = number or _value(found, "numId")
                level = level or _value(found, "ilvl")
            identifier = style.based_on
        return number, level

    def list_of_style(self, name: str) -> object:
        """The level and list that the paragraph style of this name gives (as `style_name` has it), None for none."""
        known = (i for i, s in self.styles.items() if s.kind == "paragraph" and s.name == name)
        identifier = next(known, "") if name else self.default_paragraph_style
        number, level = self.style_numbering(identifier)
        value = self.list_value(number)
        return None if value is None else (level or "0", value)

    @cached_property
    def _abstract(self) -> dict[str, Element]:
        root = self.related_root("numbering")
        if root is None:
            return {}
        return {a.get(w("abstractNumId"), ""): a for a in root.iterchildren(w("abstractNum"))}

    @cached_property
    def lists(self) -> dict[str, Element]:
        """The lists by id."""
        root = self.related_root("numbering")
        return {} if root is None else {n.get(w("numId"), ""): n for n in root.iterchildren(w("num"))}

    def list_of(self, number: str) -> str:
        """The id of the abstract list behind a list, "" when there is none."""
        found = self.lists.get(number)
        return _value(found, "abstractNumId") if found is not None else ""

    def list_value(self, number: str) -> object:
        """What a list looks like: its levels with overrides; None for no list (`numId` 0)."""
        if number in ("", "0"):
            return None
        key = f"list {number}"
        if key not in self._targets:
            self._targets[key] = self._list(number)
        return self._targets[key]

    def _list(self, number: str) -> object:
        found = self.lists.get(number)
        abstract = self._abstract.get(self.list_of(number))
        if found is None or abstract is None:
            return "ontbreekt"
        abstract = self._linked(abstract)
        levels = {level.get(w("ilvl"), ""): self._level(level) for level in abstract.iterchildren(w("lvl"))}
        starts: list[tuple[str, str]] = []
        for override in found.iterchildren(w("lvlOverride")):
            at = override.get(w("ilvl"), "")
            own = override.find(w("lvl"))
            if own is not None:
                levels[at] = self._level(own)
            if _value(override, "startOverride"):
                starts.append((at, _value(override, "startOverride")))
        rest = properties_value(abstract, _LIST_ONLY)
        return sha256(repr((sorted(levels.items()), sorted(starts), rest)).encode()).hexdigest()

    def _linked(self, abstract: Element) -> Element:
        """The list with the levels, for one that only names a list style (17.9.21)."""
        style = self.styles.get(_value(abstract, "numStyleLink"))
        if style is None or abstract.find(w("lvl")) is not None:
            return abstract
        properties = style.element.find(w("pPr"))
        number = properties.find(w("numPr")) if properties is not None else None
        target = self._abstract.get(self.list_of(_value(number, "numId"))) if number is not None else None
        return abstract if target is None else target

    def _level(self, level: Element) -> Value:
        style = _value(level, "pStyle")
        picture = _value(level, "lvlPicBulletId")
        skip = frozenset({w("pStyle"), w("lvlPicBulletId")})
        shown = self._pictures(picture) if picture else ()
        return (self.style_name(style) if style else "", properties_value(level, skip), shown)

    def _pictures(self, identifier: str) -> Value:
        """The pictures that stand for the number of a level (17.9.20)."""
        root = self.related_root("numbering")
        resolve = self.resolver(self.related("numbering") or "")
        bullets = root.iterchildren(w("numPicBullet")) if root is not None else ()
        found = [b for b in bullets if b.get(w("numPicBulletId")) == identifier]
        references = ((k, v) for b in found[:1] for e in b.iter() for k, v in e.attrib.items())
        return tuple(resolve(v) for k, v in references if k.startswith(f"{{{R_NS}}}"))

    @cached_property
    def comments(self) -> dict[str, Element]:
        """The comments by id."""
        root = self.related_root("comments")
        return {} if root is None else {c.get(w("id"), ""): c for c in root.iterchildren(w("comment"))}

    def comment_value(self, identifier: str) -> object:
        """What a comment says, who said it and when; its id is only counted."""
        found = self.comments.get(identifier)
        if found is None:
            return "ontbreekt"
        texts = ("".join(t.text or "" for t in p.iter(w("t"), w("delText"))) for p in found.iter(w("p")))
        return (author_of(found), date_of(found), "\n".join(texts))


def _value(element: Element, tag: str) -> str:
    child = element.find(w(tag))
    return child.get(_VAL, "") if child is not None else ""
