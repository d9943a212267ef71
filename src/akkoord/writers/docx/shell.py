"""The parts of the checked template as the writer uses them, cut and compressed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from akkoord.ooxml import (
    DECLARATION,
    Element,
    Package,
    escape_attribute,
    pack_archive,
    pack_entry,
    parse_xml,
    relationships_part,
    serialise,
)
from akkoord.ooxml.names import (
    CONTENT_TYPES_NS,
    CONTENT_TYPES_PART,
    CORE_RELATIONSHIP,
    MC_NS,
    OFFICE_RELATIONSHIP,
    R_NS,
    RELATIONSHIPS_NS,
    ROOT_RELATIONSHIPS_PART,
    W14_NS,
    W15_NS,
    W_NS,
    WORD_CONTENT_TYPE,
    mc,
    w,
)
from akkoord.writers.docx.bindings import style_sheet
from akkoord.writers.docx.house import HouseStyle, OpenPart, Shell
from akkoord.writers.docx.numbering import ListBinding
from akkoord.writers.docx.provenance import provenance_parts, provenance_types
from akkoord.writers.docx.segments import Segment, compile_part, mark_body
from akkoord.writers.docx.styles import Style
from akkoord.writers.docx.tags import MARKER
from akkoord.writers.docx.turning import turned_stories

APP_PART = "docProps/app.xml"
CORE_PART = "docProps/core.xml"
CUSTOM_PART = "docProps/custom.xml"

_PREFIXES: Mapping[str | None, str] = {"w": W_NS, "r": R_NS, "mc": MC_NS, "w14": W14_NS, "w15": W15_NS}
_DROPPED = ("rsid", "paraId", "textId")
_NOISE = tuple(w(t) for t in ("proofErr", "lastRenderedPageBreak"))
_PROPERTY_KINDS = frozenset({"core-properties", "extended-properties", "custom-properties", "thumbnail"})
_OWN_PROPERTIES = (
    (CORE_PART, CORE_RELATIONSHIP, "application/vnd.openxmlformats-package.core-properties+xml"),
    (
        APP_PART,
        OFFICE_RELATIONSHIP + "extended-properties",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
    (
        CUSTOM_PART,
        OFFICE_RELATIONSHIP + "custom-properties",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    ),
)
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for kind, number in (("separator", -1), ("continuationSeparator", 0))
)
_NO_FOOTNOTES = f'{DECLARATION}<w:footnotes xmlns:w="{W_NS}" xmlns:r="{R_NS}">{_SEPARATORS}</w:footnotes>'.encode()
_BIGGEST_COUNTED_ID = 2**30
_DIGITS = 12
"""Of a size in EMU: more is no picture."""


class Checked(Struct, frozen=True):
    """A template without faults, parsed: what `build_house` needs."""

    package: Package
    main: str
    stories: Mapping[str, Element]
    styles: Mapping[Style, str]
    bindings: Mapping[Style, ListBinding]
    numbering_part: str


def cleaned(root: Element) -> Element:
    """A story without what Word adds for itself, with the prefixes of our own XML declared.

    Ids of edits and of paragraphs would say who worked when, and repeat where a tag repeats
    a paragraph.
    """
    for element in list(root.iter(*_NOISE)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        for name in [n for n in element.attrib if etree.QName(n).localname.startswith(_DROPPED)]:
            del element.attrib[name]
    return _with_prefixes(root, _PREFIXES)


def _with_prefixes(root: Element, prefixes: Mapping[str | None, str]) -> Element:
    """`root` with the prefixes declared, and those of Word 2010 and later ignorable for older readers."""
    renewed = etree.Element(root.tag, dict(root.attrib), {**root.nsmap, **prefixes})
    renewed.extend(list(root))
    if "w15" in prefixes:
        ignorable = dict.fromkeys([*root.get(mc("Ignorable"), "").split(), "w14", "w15"])
        renewed.set(mc("Ignorable"), " ".join(ignorable))
    return renewed


def build_house(checked: Checked) -> HouseStyle:
    """The house style of a template without faults."""
    package, main = checked.package, checked.main
    whole = {name: serialise(root).encode() for name, root in checked.stories.items()}
    untitled = {**checked.stories, main: _without_title_page(checked.stories[main])}
    sheet = style_sheet(package.xml(package.related(main, "styles") or ""))
    turned = turned_stories(untitled, main, sheet, _text_width(checked.stories[main]))
    footnotes_part = package.related(main, "footnotes") or "word/footnotes.xml"
    numbering = _with_prefixes(package.xml(checked.numbering_part), {"w": W_NS})
    footnotes = _footnotes(package, footnotes_part)
    prefix = _free_prefix(r.id for r in package.relationships(main))
    item = _free_item(package.parts)
    main_relationships = _main_relationships(package, main, footnotes_part, prefix, item)
    written = {
        *whole,
        footnotes_part,
        relationships_part(footnotes_part),
        checked.numbering_part,
        relationships_part(main),
        *(p for p, _, _ in _OWN_PROPERTIES),
        *(r.target for r in package.relationships() if r.kind in _PROPERTY_KINDS),
    }
    fixed = {
        CONTENT_TYPES_PART: _types(package, main, footnotes_part, item, written),
        ROOT_RELATIONSHIPS_PART: _root_relationships(package),
    }
    fixed.update((n, d) for n, d in package.parts.items() if n not in written and n not in fixed)
    fixed.update(provenance_parts(item))
    return HouseStyle(
        file=package.file,
        main_part=main,
        stories=tuple(whole),
        titled=_shell(package, main, checked.stories),
        untitled=_shell(package, main, untitled),
        turned=_shell(package, main, turned),
        fixed=tuple(pack_entry(name, data, 9) for name, data in fixed.items()),
        numbering=_cut_open(checked.numbering_part, numbering, before=w("numIdMacAtCleanup")),
        footnotes=_cut_open(footnotes_part, footnotes),
        relationships=_cut_open(relationships_part(main), main_relationships),
        styles=checked.styles,
        bindings=checked.bindings,
        text_width_twips=_text_width(checked.stories[main]),
        turned_width_twips=_text_width(turned[main]),
        plain_entries=_plain_entries(package.xml(package.related(main, "styles") or ""), checked.styles),
        next_number_id=1 + max(_ids([numbering], "num", "numId"), default=0),
        next_bookmark_id=1 + max(_ids(checked.stories.values(), "bookmarkStart", "id"), default=0),
        next_footnote_id=1 + max(_ids([footnotes], "footnote", "id"), default=0),
        next_control_id=1 + max(_control_ids(checked.stories.values()), default=0),
        relationship_prefix=prefix,
        provenance_part=f"customXml/item{item}.xml",
    )


def _shell(package: Package, main: str, stories: Mapping[str, Element]) -> Shell:
    """The shell of these stories; they stay as they are."""
    parts = {name: serialise(root).encode() for name, root in stories.items()}
    compiled: dict[str, tuple[Segment, ...]] | None = {}
    for name, root in stories.items():
        story = deepcopy(root)
        if name == main:
            mark_body(story)
        segments = compile_part(story)
        if segments is None:
            compiled = None
            break
        compiled[name] = segments
    return Shell(compiled, pack_archive({**package.parts, **parts}, 1))


def _shrink(paragraph: Element) -> None:
    """Bring the pictures of a title page to two thirds: above a text they are a mark, and no more."""
    for element in paragraph.iter():
        if etree.QName(element).localname in ("extent", "ext"):
            for name in ("cx", "cy"):
                size = element.get(name, "")
                if size.isdecimal() and len(size) < _DIGITS:
                    element.set(name, str(int(size) * 2 // 3))


def _without_title_page(root: Element) -> Element:
    """The main story for a text that begins on the first page.

    Of what stands before the body only pictures without words stay: the logo. The header and footer
    of a title page, which are bare, go with it, so that the first page has those of every other.
    """
    story = deepcopy(root)
    body = story.find(w("body"))
    assert body is not None, "a checked template has a body"  # noqa: S101  # a bug of ours
    for element in list(body):
        if MARKER in "".join(element.itertext()):
            break
        picture = element.tag == w("p") and next(element.iter(w("drawing"), w("pict")), None) is not None
        if not picture or "".join(element.itertext()).strip() or next(element.iter(w("sectPr")), None) is not None:
            body.remove(element)
        else:
            _shrink(element)
    for mark in list(body.iter(w("titlePg"))):
        section = mark.getparent()
        if section is not None:
            section.remove(mark)
            for bare in [e for e in section if e.get(w("type")) == "first"]:
                section.remove(bare)
    return story


def _footnotes(package: Package, name: str) -> Element:
    data = package.parts.get(name, _NO_FOOTNOTES)
    return cleaned(parse_xml(data, package.file, name))


def _cut_open(name: str, root: Element, before: str = "") -> OpenPart:
    """`root` cut where children are added: at its end, or in front of the child `before`."""
    follower = root.find(before) if before else None
    gap = etree.ProcessingInstruction("akkoord", "gap")
    root.insert(root.index(follower) if follower is not None else len(root), gap)
    head, tail = serialise(root).split("<?akkoord gap?>")
    return OpenPart(name, head, tail)


def _main_relationships(package: Package, main: str, footnotes_part: str, prefix: str, item: int) -> Element:
    root = package.xml(relationships_part(main))
    root = _with_prefixes(root, {None: RELATIONSHIPS_NS})
    _relate(root, f"{prefix}Provenance", OFFICE_RELATIONSHIP + "customXml", f"/customXml/item{item}.xml")
    if package.related(main, "footnotes") is None:
        _relate(root, f"{prefix}Footnotes", OFFICE_RELATIONSHIP + "footnotes", f"/{footnotes_part}")
    return root


def _root_relationships(package: Package) -> bytes:
    root = package.xml(ROOT_RELATIONSHIPS_PART)
    own = {r.id for r in package.relationships() if r.kind in _PROPERTY_KINDS}
    for element in list(root):
        if element.get("Id") in own:
            root.remove(element)
    prefix = _free_prefix(e.get("Id", "") for e in root)
    for number, (part, kind, _) in enumerate(_OWN_PROPERTIES, 1):
        _relate(root, f"{prefix}{number}", kind, part)
    return serialise(root).encode()


def _relate(root: Element, name: str, kind: str, target: str) -> None:
    attributes = {"Id": name, "Type": kind, "Target": target}
    root.append(etree.Element(f"{{{RELATIONSHIPS_NS}}}Relationship", attributes))


def _types(package: Package, main: str, footnotes_part: str, item: int, written: set[str]) -> bytes:
    """Content types: those of the template, with our parts, and a template made a document."""
    root = package.xml(CONTENT_TYPES_PART)
    properties = written & ({p for p, _, _ in _OWN_PROPERTIES} | _property_targets(package))
    for element in list(root):
        part = element.get("PartName", "").lstrip("/")
        if part in properties or part not in {*package.parts, ""}:
            root.remove(element)
        elif part == main:
            element.set("ContentType", WORD_CONTENT_TYPE + "document.main+xml")
    overrides = {part: kind for part, _, kind in _OWN_PROPERTIES} | dict(provenance_types(item))
    if package.related(main, "footnotes") is None:
        overrides[footnotes_part] = WORD_CONTENT_TYPE + "footnotes+xml"
    for part, kind in overrides.items():
        attributes = {"PartName": f"/{part}", "ContentType": kind}
        root.append(etree.Element(f"{{{CONTENT_TYPES_NS}}}Override", attributes))
    return serialise(root).encode()


def _property_targets(package: Package) -> set[str]:
    return {r.target for r in package.relationships() if r.kind in _PROPERTY_KINDS}


def _free_prefix(ids: Iterable[str]) -> str:
    used = list(ids)
    prefix = "rIdAk"
    while any(i.startswith(prefix) for i in used):
        prefix += "k"
    return prefix


def _free_item(parts: Mapping[str, bytes]) -> int:
    number = 1
    while f"customXml/item{number}.xml" in parts or f"customXml/itemProps{number}.xml" in parts:
        number += 1
    return number


def _plain_entries(styles: Element, ids: Mapping[Style, str]) -> dict[Style, str]:
    """Per level of the contents, what undoes the tabs before the last and the indent of its style."""
    sheet = style_sheet(styles)
    out: dict[Style, str] = {}
    for style in (Style.CONTENTS_1, Style.CONTENTS_2):
        places = [tab.get(w("pos"), "") for tab in sheet.elements[ids[style]].iter(w("tab"))]
        cleared = "".join(f'<w:tab w:val="clear" w:pos="{escape_attribute(place)}"/>' for place in places[:-1])
        indent = '<w:ind w:left="0" w:firstLine="0"/>' if style is Style.CONTENTS_1 else ""
        out[style] = (f"<w:tabs>{cleared}</w:tabs>" if cleared else "") + indent
    return out


def _text_width(story: Element) -> int:
    """Twips between the margins of the last section; A4 with 2.5 cm where the template is silent."""
    sections = list(story.iter(w("sectPr")))
    size = sections[-1].find(w("pgSz")) if sections else None
    margins = sections[-1].find(w("pgMar")) if sections else None
    return _number(size, "w", 11906) - _number(margins, "left", 1418) - _number(margins, "right", 1418)


def _number(element: Element | None, attribute: str, default: int) -> int:
    """A whole number in an attribute; `default` where there is none to be read."""
    text = element.get(w(attribute), "") if element is not None else ""
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 12 else default


def _ids(roots: Iterable[Element], tag: str, attribute: str) -> list[int]:
    return [_number(e, attribute, 0) for root in roots for e in root.iter(w(tag))]


def _control_ids(roots: Iterable[Element]) -> list[int]:
    """Ids of content controls; Word draws random ones, so only small ones count."""
    found = [_number(i, "val", 0) for root in roots for p in root.iter(w("sdtPr")) for i in p.iter(w("id"))]
    return [i for i in found if 0 < i < _BIGGEST_COUNTED_ID]
