"""The package of a Word file under construction: parts, content types, relationships, counters."""

from __future__ import annotations

import random  # noqa: TID251  seeded by the caller: the same noise gives the same bytes
import struct
import zlib

from msgspec import Struct, field

from akkoord.ooxml import escape, escape_attribute, pack_archive
from support.word.model import LISTS, Comment, Document, Image, Note
from support.word.names import DECLARED, HEAD, OFFICE, PACKAGE, TYPES, core, settings, styles


def picture(seed: int) -> bytes:
    """A small PNG; another seed gives other bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + bytes((seed * 37 + n * 11) % 256 for n in range(6))
    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * 2)) + chunk(b"IEND", b"")


class Parts:
    """The package under construction: parts, content types, counters."""

    def __init__(self, document: Document, noise: int) -> None:
        self.document = document
        self.noise = noise
        self.random = random.Random(noise)  # noqa: S311  no secret
        self.parts: dict[str, str | bytes] = {}
        self.types: dict[str, str] = {}
        self.notes: dict[str, list[tuple[int, Note]]] = {"footnote": [], "endnote": []}
        self.comments: list[tuple[int, Comment]] = []
        self.numbers: dict[str, int] = {}
        self.lists = {name: n + 1 + noise % 5 for n, name in enumerate(document.lists)}

    def story(self, part: str) -> Story:
        """A part that holds blocks, not yet finished."""
        return Story(self, part)

    def next(self, kind: str) -> int:
        """The next number of a kind of id; noise decides where the count starts."""
        self.numbers[kind] = self.numbers.get(kind, self.noise % 7 * 3) + 1
        return self.numbers[kind]

    def media(self, image: Image) -> str:
        """The name of the picture's part below `word`."""
        name = f"media/image{image.seed + self.noise % 3 * 100}.png"
        self.parts[f"word/{name}"] = picture(image.seed)
        return name

    def packed(self, main: Story) -> bytes:
        """The archive; `main` is the story of the document itself."""
        kinds = tuple(kind for kind, found in self.notes.items() if found)
        fixed = {
            "styles": styles(self.lists.get("artikel")),
            "settings": settings(even_and_odd=self.document.even_and_odd, kinds_of_notes=kinds),
        }
        if self.lists:
            fixed["numbering"] = self.numbering()
        for kind, xml in fixed.items():
            self.parts[f"word/{kind}.xml"] = xml
            self.types[f"word/{kind}.xml"] = f"{TYPES}.{kind}+xml"
            main.relate(kind, f"{kind}.xml")
        main.write_relations()
        self.parts["docProps/core.xml"] = core(escape(self.document.title))
        self.types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
        self.parts["_rels/.rels"] = (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        )
        overrides = "".join(
            f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in sorted(self.types.items())
        )
        types = (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f"{overrides}</Types>"
        )
        ordered = {"[Content_Types].xml": types, **dict(sorted(self.parts.items(), reverse=bool(self.noise % 2)))}
        return pack_archive({name: d if isinstance(d, bytes) else d.encode() for name, d in ordered.items()})

    def numbering(self) -> str:
        """The numbering part: one list of three levels for each name."""
        abstract = ""
        for name, number in self.lists.items():
            levels = "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
                for level, (kind, text) in enumerate(LISTS[name])
            )
            abstract += (
                f'<w:abstractNum w:abstractNumId="{number + 40}"><w:multiLevelType w:val="multilevel"/>'
                f"{levels}</w:abstractNum>"
            )
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number + 40}"/></w:num>'
            for number in self.lists.values()
        )
        return f"{HEAD}<w:numbering {DECLARED}>{abstract}{lists}</w:numbering>"


class Story(Struct):
    """One part with paragraphs, and what it is related to."""

    parts: Parts
    part: str
    relations: dict[tuple[str, str], str] = field(default_factory=dict)

    def relate(self, kind: str, target: str) -> str:
        """The id of the relationship to this target."""
        first = self.parts.noise % 4 * 2 + 1
        return self.relations.setdefault((kind, target), f"rId{first + len(self.relations)}")

    def finish(self, root: str, xml: str, content_type: str) -> None:
        """Keep the part under its root element."""
        self.parts.parts[self.part] = f"{HEAD}<{root} {DECLARED}>{xml}</{root}>"
        self.parts.types[self.part] = content_type
        self.write_relations()

    def write_relations(self) -> None:
        """Keep the relationships; may be called again when there are more."""
        if not self.relations:
            return
        rows = "".join(
            f'<Relationship Id="{rid}" Type="{OFFICE}/{kind}" Target="{escape_attribute(target)}"'
            + (' TargetMode="External"' if kind == "hyperlink" else "")
            + "/>"
            for (kind, target), rid in self.relations.items()
        )
        folder, name = self.part.rsplit("/", 1)
        self.parts.parts[f"{folder}/_rels/{name}.rels"] = (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'
        )
