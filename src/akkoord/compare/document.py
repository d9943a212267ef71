"""One of two Word packages under comparison: its parts, styles and lists under names both share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from akkoord.ooxml import Element, Package, Relationship
from akkoord.ooxml.names import R_NS, w

VAL = w("val")
DEEPEST_REFERENCES = 20
"""A chain of parts longer than this is not followed, and is equal only in packages of equal parts; a drawing leads to
its data in three steps."""
_REFERENCE = f"{{{R_NS}}}"
_NOISE_OF_LISTS = frozenset(w(t) for t in ("nsid", "tmpl", "rsid"))


class Document:
    """A package with what comparing asks of it. `numbers` maps its list ids to keys that both sides share."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main_part()
        self.numbers: Mapping[str, str] = MappingProxyType({})
        self._roots: dict[str, Element] = {}
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._targets: dict[str, str] = {}
        self._depth = 0

    def root(self, part: str) -> Element:
        """The root of an XML part, read once; the caller may take it apart.

        Raises:
            XmlError, PackageError: it is not there or cannot be read.
        """
        if part not in self._roots:
            self._roots[part] = self.package.xml(part)
        return self._roots[part]

    def related(self, kind: str) -> str | None:
        """The part of the main part's relationship of `kind` ("styles"), None when there is none."""
        for relationship in self.relationships(self.main).values():
            if relationship.kind == kind and not relationship.external and relationship.target in self.package.parts:
                return relationship.target
        return None

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """The relationships of `part` by id."""
        if part not in self._relationships:
            self._relationships[part] = {r.id: r for r in self.package.relationships(part)}
        return self._relationships[part]

    def target(self, part: str, identifier: str) -> str:
        """What a relationship of `part` leads to, the same text for the same content in either package."""
        relationship = self.relationships(part).get(identifier)
        if relationship is None:
            return "?"
        if relationship.external:
            return relationship.target
        return self.digest(relationship.target)

    def digest(self, part: str) -> str:
        """A digest of a part and all it refers to, which for XML does not depend on prefixes, ids of relationships and
        the order of attributes.
        """
        if part not in self._targets:
            self._targets[part] = "kring"  # a part that leads to itself
            data = self.package.parts.get(part, b"?")
            self._depth += 1
            if self._depth > DEEPEST_REFERENCES:
                data = self._all_parts
            elif part.endswith(".xml"):
                data = repr([self._signature(part, e) for e in self.package.xml(part).iter()]).encode()
            self._depth -= 1
            self._targets[part] = hashlib.sha256(data).hexdigest()[:16]
        return self._targets[part]

    @cached_property
    def _all_parts(self) -> bytes:
        return repr(sorted((name, hashlib.sha256(data).digest()) for name, data in self.package.parts.items())).encode()

    def _signature(self, part: str, element: Element) -> tuple[object, ...]:
        found = ((k, self.target(part, v) if k.startswith(_REFERENCE) else v) for k, v in element.attrib.items())
        attributes = tuple(sorted((k, v) for k, v in found if k != "relId"))
        return (element.tag, " ".join((element.text or "").split()), attributes)

    @cached_property
    def styles(self) -> Mapping[str, Element]:
        """The styles by id."""
        part = self.related("styles")
        found = self.root(part).iter(w("style")) if part else ()
        return {style.get(w("styleId"), ""): style for style in found}

    @cached_property
    def style_names(self) -> Mapping[str, str]:
        """The name of each style by id, in lower case as Word compares them."""
        return {i: _value(style, "name").lower() or i for i, style in self.styles.items()}

    @cached_property
    def style_titles(self) -> Mapping[str, str]:
        """The name of each style by id, as written."""
        return {i: _value(style, "name") or i for i, style in self.styles.items()}

    @cached_property
    def lists(self) -> Mapping[str, Element]:
        """The list instances (`w:num`) by id."""
        root = self._numbering
        return {n.get(w("numId"), ""): n for n in root.iter(w("num"))} if root is not None else {}

    @cached_property
    def abstract_lists(self) -> Mapping[str, Element]:
        """The list definitions (`w:abstractNum`) by id."""
        root = self._numbering
        return {n.get(w("abstractNumId"), ""): n for n in root.iter(w("abstractNum"))} if root is not None else {}

    @cached_property
    def _numbering(self) -> Element | None:
        part = self.related("numbering")
        return self.root(part) if part else None

    def list_signature(self, number: str) -> str:
        """How the list `number` counts, the same text for equal lists in either package."""
        instance = self.lists.get(number)
        if instance is None:
            return f"?{number}"
        abstract = self.definition(_value(instance, "abstractNumId"))
        parts = [self._of_list(e) for e in instance.iter(w("lvlOverride"))]
        if abstract is not None:
            parts += [self._of_list(e) for e in abstract if e.tag not in _NOISE_OF_LISTS]
        return "|".join(parts)

    def definition(self, identifier: str) -> Element | None:
        """A list definition; for one that only names a list style, that with the levels of that style (17.9.21)."""
        abstract = self.abstract_lists.get(identifier)
        link = _value(abstract, "numStyleLink") if abstract is not None else ""
        style = self.styles.get(link)
        if abstract is None or style is None or abstract.find(w("lvl")) is not None:
            return abstract
        number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        instance = self.lists.get(number.get(VAL, "")) if number is not None else None
        shown = self.abstract_lists.get(_value(instance, "abstractNumId")) if instance is not None else None
        return abstract if shown is None else shown

    def picture_bullet(self, identifier: str) -> Element | None:
        """The picture that stands for the number of a level (17.9.20)."""
        root = self._numbering
        found = root.iterchildren(w("numPicBullet")) if root is not None else ()
        return next((b for b in found if b.get(w("numPicBulletId")) == identifier), None)

    def _pictures(self, identifier: str) -> str:
        bullet, part = self.picture_bullet(identifier), self.related("numbering")
        if bullet is None or part is None:
            return "?"
        found = (e.attrib.items() for e in bullet.iter())
        return ",".join(self.target(part, v) for held in found for k, v in held if k.startswith(_REFERENCE))

    def _of_list(self, element: Element) -> str:
        out: list[str] = []
        for e in element.iter():
            attributes = sorted((k, v) for k, v in e.attrib.items() if "rsid" not in k and not k.endswith("}tplc"))
            if e.tag == w("lvlPicBulletId"):
                attributes = [("picture", self._pictures(e.get(VAL, "")))]
            elif e.tag in (w("pStyle"), w("styleLink"), w("numStyleLink")):
                attributes = [("style", self.style_names.get(e.get(VAL, ""), e.get(VAL, "")))]
            out.append(f"{e.tag}{attributes}")
        return ";".join(out)


def pair_lists(old: Document, new: Document) -> None:
    """Give both documents keys for their lists: an old list has the key of the new list that it became.

    Lists that count alike are paired by their id, and else in the order in which the text uses them.
    """
    new.numbers = {number: number for number in new.lists}
    free: dict[str, list[str]] = {}
    for number in _in_order_of_use(new):
        free.setdefault(new.list_signature(number), []).append(number)
    keys: dict[str, str] = {}
    later: list[str] = []
    for number in _in_order_of_use(old):
        same = free.get(old.list_signature(number), [])
        if number in same:
            same.remove(number)
            keys[number] = number
        else:
            later.append(number)
    for number in later:
        same = free.get(old.list_signature(number), [])
        keys[number] = same.pop(0) if same else f"old:{number}"
    old.numbers = keys


def _in_order_of_use(document: Document) -> list[str]:
    used = {e.get(VAL, ""): None for e in document.root(document.main).iter(w("numId"))}
    return [n for n in used if n in document.lists] + [n for n in document.lists if n not in used]


def _value(element: Element, child: str) -> str:
    found = element.find(w(child))
    return found.get(VAL, "") if found is not None else ""
