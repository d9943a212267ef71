"""The package that is being written: the new one, with parts and relationships added."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from akkoord.compare.document import Document
from akkoord.ooxml import Element, Package, serialise
from akkoord.ooxml.names import CONTENT_TYPES_NS, CONTENT_TYPES_PART, OFFICE_RELATIONSHIP, RELATIONSHIPS_NS
from akkoord.ooxml.package import relationships_part
from akkoord.ooxml.xml import parse_xml
from akkoord.redline.tracked.extensions import ignorable, with_ignorable

_EMPTY_RELATIONSHIPS = f'<Relationships xmlns="{RELATIONSHIPS_NS}"/>'.encode()


class Output:
    """The new package under change. Parts that nobody touches keep their bytes."""

    def __init__(self, new: Document) -> None:
        self.new = new
        self.parts: dict[str, bytes] = dict(new.package.parts)
        self._changed: dict[str, Element] = {}
        self._copied: dict[str, str] = {}
        self._relationships: dict[tuple[str, str, str], str] = {}
        self._ids: dict[str, int] = {}
        self._ignorable: dict[str, dict[str, str]] = {}

    def root(self, part: str) -> Element:
        """The root of a part of the new package, to be changed in place and written again."""
        if part not in self._changed:
            in_new = part in self.new.package.parts and not part.endswith((".rels", CONTENT_TYPES_PART))
            self._changed[part] = self.new.root(part) if in_new else parse_xml(self.parts[part], part)
        return self._changed[part]

    def changed(self) -> Mapping[str, Element]:
        """The roots of the parts that were asked for."""
        return MappingProxyType(self._changed)

    def add_part(self, wanted: str, root: Element, content_type: str) -> str:
        """A new XML part under `wanted` or a name like it; its name."""
        name = self._free_name(wanted)
        self.parts[name] = b""
        self._changed[name] = root
        self._add_type(name, content_type)
        return name

    def add_copy(self, part: str, root: Element) -> str:
        """A second part with `root`, which leads to all that `part` of the new package leads to; its name."""
        name = self.add_part(part, root, self.new.package.content_type(part))
        for known in self.new.relationships(part).values():
            self.relate(name, known.type, known.target, external=known.external, wanted=known.id)
        return name

    def copy_part(self, old: Document, part: str) -> str:
        """The part of the old package, with all it points to, in the new one; its name there."""
        waiting: list[str] = []
        name = self._copy_one(old, part, waiting)
        while waiting:
            source = waiting.pop()
            for relationship in old.relationships(source).values():
                target = relationship.target
                if not relationship.external and target in old.package.parts:
                    target = self._copy_one(old, target, waiting)
                where = self._copied[source]
                self.relate(where, relationship.type, target, external=relationship.external, wanted=relationship.id)
        return name

    def _copy_one(self, old: Document, part: str, waiting: list[str]) -> str:
        """The name in the new package of a part of the old one; one that is copied waits for what it points to."""
        if part in self._copied:
            return self._copied[part]
        if self.parts.get(part) == old.package.parts[part] and not old.relationships(part):
            self._copied[part] = part
            return part
        name = self._copied[part] = self._free_name(part)
        self.parts[name] = old.package.parts[part]
        self._add_type(name, old.package.content_type(part))
        waiting.append(part)
        return name

    def relate(self, part: str, type_: str, target: str, *, external: bool = False, wanted: str = "") -> str:
        """The id of a relationship of `part` to `target`, made when there is none."""
        key = (part, type_, target)
        if key in self._relationships:
            return self._relationships[key]
        for known in self.new.relationships(part).values() if not wanted else ():
            if (known.type, known.target, known.external) == (type_, target, external):
                return known.id
        name = relationships_part(part)
        if name not in self.parts:
            self.parts[name] = _EMPTY_RELATIONSHIPS
        root = self.root(name)
        taken = {child.get("Id", "") for child in root}
        identifier = wanted or "rIdA1"
        while identifier in taken:
            self._ids[part] = self._ids.get(part, 0) + 1
            identifier = f"rIdA{self._ids[part]}"
        attributes = {"Id": identifier, "Type": type_, "Target": target if external else f"/{target}"}
        if external:
            attributes["TargetMode"] = "External"
        root.append(root.makeelement(f"{{{RELATIONSHIPS_NS}}}Relationship", attributes))
        self._relationships[key] = identifier
        return identifier

    def relate_kind(self, part: str, kind: str, target: str) -> str:
        """As `relate`, for a kind of office relationship ("footnotes")."""
        return self.relate(part, OFFICE_RELATIONSHIP + kind, target)

    def brings(self, part: str, source: Element) -> None:
        """Material of the part with the root `source` may come into `part`: what may be ignored there may be here."""
        wanted = ignorable(source)
        if wanted:
            self._ignorable.setdefault(part, {}).update(wanted)

    def package(self) -> Package:
        """The package as it now is."""
        for name, root in self._changed.items():
            self.parts[name] = serialise(with_ignorable(root, self._ignorable.get(name, {}))).encode()
        return Package("het resultaat", self.parts)

    def _free_name(self, wanted: str) -> str:
        """`wanted`, or that name with the next number that is free: `chart2.xml` for a second `chart1.xml`."""
        stem, extension = posixpath.splitext(wanted)
        name, bare = wanted, stem.rstrip("0123456789")
        number = max(int(stem[len(bare) :][:9] or "1"), 1)
        taken = {part.lower() for part in self.parts}
        while name.lower() in taken:
            number += 1
            name = f"{bare}{number}{extension}"
        return name

    def _add_type(self, name: str, content_type: str) -> None:
        root = self.root(CONTENT_TYPES_PART)
        extension = name.rsplit(".", 1)[-1].lower()
        known = _defaults(root)
        if known.get(extension) == content_type or (not content_type and extension in known):
            return
        tag, key, value = (
            ("Override", "PartName", f"/{name}")
            if extension in known or extension == "xml"
            else ("Default", "Extension", extension)
        )
        made = root.makeelement(f"{{{CONTENT_TYPES_NS}}}{tag}", {key: value, "ContentType": content_type})
        root.insert(len(known), made) if tag == "Default" else root.append(made)


def _defaults(root: Element) -> dict[str, str]:
    defaults: Iterable[Element] = root.iter(f"{{{CONTENT_TYPES_NS}}}Default")
    return {e.get("Extension", "").lower(): e.get("ContentType", "") for e in defaults}
