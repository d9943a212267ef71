"""What in a Word file besides its words decides what a person sees: pictures, links, codes of fields, bound data.

Each is a value that survives saving by another program, so that what was sent can be held against what came back.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from akkoord.ooxml import Element, Package
from akkoord.ooxml.names import DATASTORE_NS, W15_NS, mc, r, w

_STORIES = ("header", "footer", "footnotes", "endnotes")
_T, _P = w("t"), w("p")
_DRAWN = (w("drawing"), w("pict"), w("object"))
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_RUNNING = frozenset(("vbaProject", "control", "activeXControlBinary", "oleObject", "package", "attachedToolbars",
                      "wordVbaData", "keyMapCustomizations"))  # fmt: skip
_PLAIN_CODES = frozenset(("TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "FORMTEXT", "HYPERLINK", ""))
_STEP = re.compile(r"/(?:(?:([\w.-]+):)?([\w.-]+)(?:\[(\d{1,4})\])?|@([\w.-]+))")
_MAPPING = re.compile(r"xmlns:([\w.-]+)=(?:'([^']*)'|\"([^\"]*)\")")


class Sort(StrEnum):
    """What sort of thing it is."""

    PICTURE = "picture"
    LINK = "link"
    FIELD = "field"
    OUTSIDE = "outside"
    RUNNING = "running"
    FONT = "font"
    BOUND = "bound"
    TURNED = "turned"
    SEPARATOR = "separator"
    CHARACTER = "character"
    PLACE = "place"
    RAISED = "raised"


class Oddity(Struct, frozen=True):
    """One such thing: the words of its paragraph, by which it is located, and what it is, by which it is compared."""

    sort: Sort
    words: str
    said: str


def oddities(package: Package) -> tuple[Oddity, ...]:
    """All of a file, in order."""
    main = package.main_part()
    linked = [x.target for x in package.relationships(main) if x.kind in _STORIES and x.target in package.parts]
    found: list[Oddity] = list(_of_package(package, main))
    raising = _raising(package, main)
    roots = {part: package.xml(part) for part in (main, *linked)}
    named = frozenset(name for root in roots.values() for name in _named(root))
    for part, root in roots.items():
        found += (
            *_pictures(package, part, root), *_links(package, part, root), *_fields(root),
            *_bound(package, root), *_turned(root), *_separators(root), *_characters(root),
            *_places(root, named), *_raised(root, raising),
        )  # fmt: skip
    return tuple(found)


def _of_package(package: Package, main: str) -> Iterator[Oddity]:
    """What is brought in from elsewhere, runs by itself, or brings its own letters."""
    for part in sorted(package.parts):
        if part.endswith(".rels"):
            continue
        for relationship in package.relationships(part):
            if relationship.external and relationship.kind != "hyperlink":
                yield Oddity(Sort.OUTSIDE, "", f"{relationship.kind} {relationship.target}")
            elif relationship.kind in _RUNNING:
                yield Oddity(Sort.RUNNING, "", relationship.kind)
    settings = package.related(main, "settings")
    if settings is not None and package.xml(settings).find(w("mailMerge")) is not None:
        yield Oddity(Sort.OUTSIDE, "", "mailMerge")
    fonts = package.related(main, "fontTable")
    for font in package.xml(fonts).iter(w("font")) if fonts is not None else ():
        if any(str(child.tag).startswith(w("embed")) for child in font):
            yield Oddity(Sort.FONT, "", font.get(w("name"), ""))


def _pictures(package: Package, part: str, root: Element) -> Iterator[Oddity]:
    targets = {x.id: x for x in package.relationships(part)}
    for drawn in root.iter(*_DRAWN):
        if next(drawn.iterancestors(mc("Fallback"), *_DRAWN), None) is not None:
            continue
        names = [*(b.get(r("embed"), b.get(r("link"), "")) for b in drawn.iter(_BLIP))]
        names += [i.get(r("id"), "") for i in drawn.iter(_IMAGE_DATA)]
        digests = [_digest(package, targets[name].target) for name in names if name in targets]
        floats = "zwevend" if drawn.find(_ANCHOR) is not None or drawn.tag == w("pict") else "in de tekst"
        what = " ".join(sorted(digests)) if digests else "tekening"
        yield Oddity(Sort.PICTURE, _around(drawn), f"{what} {floats}")


def _digest(package: Package, target: str) -> str:
    return hashlib.sha256(package.parts[target]).hexdigest() if target in package.parts else target


def _links(package: Package, part: str, root: Element) -> Iterator[Oddity]:
    """Words that lead to an address outside; within the file links are checked with its references."""
    targets = {x.id: x.target for x in package.relationships(part) if x.external}
    for link in root.iter(w("hyperlink")):
        target = targets.get(link.get(r("id"), ""), "")
        if target:
            yield Oddity(Sort.LINK, _text(link), target)
    for code, shown, _ in _codes(root):
        words = re.findall(r'"([^"]*)"|(\S+)', code)
        plain = [one or other for one, other in words]
        if len(plain) > 1 and plain[0].upper() == "HYPERLINK" and not plain[1].startswith("\\"):
            yield Oddity(Sort.LINK, shown, plain[1])


def _fields(root: Element) -> Iterator[Oddity]:
    """Codes that Word works out again, with what they show now."""
    for code, shown, words in _codes(root):
        plain = code.split()
        name = plain[0] if plain else ""
        if name.upper() in _PLAIN_CODES:
            continue
        target = plain[1] if name.upper() == "REF" and len(plain) > 1 else name if name.startswith("_") else code
        yield Oddity(Sort.FIELD, words, f"{' '.join(target.split())} = {' '.join(shown.split())}")


def _named(root: Element) -> Iterator[str]:
    """The names of the places to which references lead."""
    codes = (code.split() for code, _, _ in _codes(root))
    return (plain[1] if plain[0].upper() == "REF" else plain[0] for plain in codes if len(plain) > 1)


def _places(root: Element, named: frozenset[str]) -> Iterator[Oddity]:
    """The places to which references lead: a reference that is worked out again shows the number that stands there."""
    for mark in root.iter(w("bookmarkStart")):
        if mark.get(w("name"), "") in named:
            words = _around(mark)
            if words:  # another program may put a mark between paragraphs, where it has none
                yield Oddity(Sort.PLACE, words, mark.get(w("name"), ""))


def _raising(package: Package, main: str) -> Mapping[str, str]:
    """Which character styles put text higher or lower, by id."""
    part = package.related(main, "styles")
    styles = {style.get(w("styleId"), ""): style for style in package.xml(part).iter(w("style"))} if part else {}
    found: dict[str, str] = {}
    for name in styles:
        style, steps = styles.get(name), 0
        while style is not None and steps < _LONGEST_CHAIN and name not in found:
            said = _value(style.find(w("rPr")), "vertAlign")
            if said:
                found[name] = said
            style, steps = styles.get(_value(style, "basedOn")), steps + 1
    return found


def _raised(root: Element, styles: Mapping[str, str]) -> Iterator[Oddity]:
    """Text that stands higher or lower: a raised 2 makes a square of what was another number."""
    for run in root.iter(w("r")):
        properties, words = run.find(w("rPr")), "".join(t.text or "" for t in run.iterchildren(_T)).strip()
        if words and properties is not None:
            how = _value(properties, "vertAlign") or styles.get(_value(properties, "rStyle"), "")
            if how in ("superscript", "subscript"):
                yield Oddity(Sort.RAISED, _around(run), f"{words} ({_RAISED[how]})")


_RAISED = {"superscript": "verhoogd", "subscript": "verlaagd"}
_LONGEST_CHAIN = 20
"""Styles that rest on each other; more is a circle."""


def _value(parent: Element | None, child: str) -> str:
    found = parent.find(w(child)) if parent is not None else None
    return found.get(w("val"), "") if found is not None else ""


def _codes(root: Element) -> Iterator[tuple[str, str, str]]:
    """The code of each field, what it shows, and the words of the paragraph in which it begins."""
    open_fields: list[_Code] = []
    for node in root.iter(w("fldSimple"), w("fldChar"), w("instrText"), _T):
        kind = node.get(w("fldCharType"))
        if node.tag == w("fldSimple"):
            yield node.get(w("instr"), ""), _text(node), _around(node)
        elif kind == "begin":
            open_fields.append(_Code(node))
        elif kind == "separate" and open_fields:
            open_fields[-1].shows = True
        elif kind == "end" and open_fields:
            ended = open_fields.pop()
            yield ended.code, ended.shown, _around(ended.begin)
        elif node.tag == w("instrText") and open_fields and not open_fields[-1].shows:
            open_fields[-1].code += node.text or ""
        elif node.tag == _T:
            for field in open_fields:
                field.shown += (node.text or "") if field.shows else ""


class _Code(Struct):
    """A field that is open, from where it begins."""

    begin: Element
    code: str = ""
    shown: str = ""
    shows: bool = False


def _bound(package: Package, root: Element) -> Iterator[Oddity]:
    """Content controls of which Word replaces the text by data elsewhere in the file (17.5.2.6)."""
    for binding in root.iter(w("dataBinding"), f"{{{W15_NS}}}dataBinding"):
        control = next(binding.iterancestors(w("sdt")), None)
        content = control.find(w("sdtContent")) if control is not None else None
        if content is None:
            continue
        words = " ".join(_text(content).split())
        value = _bound_value(package, binding)
        if value is not None and value != words:
            yield Oddity(Sort.BOUND, words, value)


def _bound_value(package: Package, binding: Element) -> str | None:
    """What a control is bound to; None where nothing is found, so that its own text stays."""
    path = binding.get(w("xpath"), "")
    if not path or _STEP.sub("", path):
        return f"`{path}`"  # more than a way down: Word may find anything there
    prefixes = {n: one or other for n, one, other in _MAPPING.findall(binding.get(w("prefixMappings"), ""))}
    wanted = binding.get(w("storeItemID"), "").upper()
    for part in sorted(package.parts):
        if part.endswith(".xml") and _is_store(package, part, wanted):
            value = _walked(package.xml(part), _STEP.findall(path), prefixes)
            if value is not None:
                return " ".join(value.split())
    return None


def _walked(root: Element, steps: list[tuple[str, str, str, str]], prefixes: Mapping[str, str]) -> str | None:
    """What stands at the end of a way down (`/a:b[2]/c/@d`) from a root; None where nothing does."""
    here, below = root, [root]
    for prefix, name, place, attribute in steps:
        if attribute:
            return here.get(attribute)
        full = f"{{{prefixes.get(prefix, '')}}}{name}" if prefix else name
        same = [element for element in below if element.tag == full][max(int(place or 1), 1) - 1 :]
        if not same:
            return None
        here, below = same[0], list(same[0])
    return "".join(here.itertext())


def _is_store(package: Package, part: str, wanted: str) -> bool:
    """Whether a part is the data with that id; without an id each part with data may be, and so the properties."""
    if part.startswith("docProps/"):
        return True
    for relationship in package.relationships(part):
        if relationship.kind == "customXmlProps" and relationship.target in package.parts:
            own = package.xml(relationship.target).get(f"{{{DATASTORE_NS}}}itemID", "").upper()
            return not wanted or own == wanted
    return False


def _turned(root: Element) -> Iterator[Oddity]:
    """Tables whose columns are shown from right to left."""
    for mark in root.iter(w("bidiVisual")):
        table = next(mark.iterancestors(w("tbl")), None)
        if table is not None and mark.get(w("val"), "1") not in ("0", "false", "off"):
            yield Oddity(Sort.TURNED, " ".join(_text(next(table.iter(_P), table)).split()), "tabel")


def _separators(root: Element) -> Iterator[Oddity]:
    """Words in what separates notes from the text, which no note has."""
    for note in root.iter(w("footnote"), w("endnote")):
        words = " ".join(_text(note).split())
        if words and note.get(w("type"), "normal") != "normal":
            yield Oddity(Sort.SEPARATOR, "", words)


def _characters(root: Element) -> Iterator[Oddity]:
    """Characters that nobody sees, and letters of another alphabet that look like ours, in a word with ours."""
    for text in root.iter(_T):
        odd = list(dict.fromkeys(_odd(text.text or "")))
        if odd:
            names = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in odd)
            yield Oddity(Sort.CHARACTER, _around(text), names)


def _odd(text: str) -> Iterator[str]:
    if text.isascii():
        return
    for word in text.split():
        latin = any(unicodedata.name(c, "").startswith("LATIN") for c in word if c.isalpha())
        for c in word:
            name = unicodedata.name(c, "")
            alike = (
                c.isalpha()
                and latin
                and name.startswith(("CYRILLIC", "GREEK", "ARMENIAN", "MATHEMATICAL", "FULLWIDTH"))
            )
            unseen = unicodedata.category(c) == "Cf" and c != "\u00ad"
            if alike or unseen or c in "\u034f\u115f\u1160\u3164\uffa0":
                yield c


def _around(node: Element) -> str:
    paragraph = next(node.iterancestors(_P), None)
    return " ".join(_text(paragraph).split()) if paragraph is not None else ""


def _text(element: Element) -> str:
    return "".join((n.text or "") if n.tag == _T else " " for n in element.iter(_T, w("tab"), w("br")))
