"""How much a redline marks, and with what: read from the file itself, without the engine."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from akkoord.ooxml import Element, parse_xml
from akkoord.ooxml.names import MC_NS, W_NS
from support.word.model import OTHER

_W = f"{{{W_NS}}}"
_RUNS = {"ins": "ins", "del": "del", "moveFrom": "move", "moveTo": "move"}
_PROPERTIES = {
    "rPrChange": "format",
    "pPrChange": "paragraph",
    "numberingChange": "paragraph",
    "sectPrChange": "section",
    "tblPrChange": "table",
    "tblPrExChange": "table",
    "tblGridChange": "table",
    "tcPrChange": "table",
    "trPrChange": "table",
    "cellIns": "cell",
    "cellDel": "cell",
    "cellMerge": "cell",
}
_CHARACTERS = {"t", "delText"}
_OF_ONE = "tab br cr noBreakHyphen softHyphen sym drawing pict object footnoteReference endnoteReference"
_ONE = frozenset(_OF_ONE.split())


class Marks(Struct):
    """Kinds of mark (`ins`, `del`, `move`, `format`, `paragraph`, `row`, `cell`, `table`, `section`) and their size.

    `marked` counts the characters inserted, deleted and moved, a paragraph mark, break, picture or reference as one.
    """

    kinds: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    marked: int = 0


def marks(data: bytes) -> Marks:
    """The marks in every story of the Word file `data`."""
    found = Marks()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                _read(parse_xml(archive.read(name), name), found, ())
    return found


def doubled(data: bytes) -> list[str]:
    """Ids that two tracked changes of text or ends of paragraphs have in one part of the Word file `data`."""
    out: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                marked = parse_xml(archive.read(name), name).iter(*(f"{_W}{kind}" for kind in _RUNS))
                times = Counter(mark.get(f"{_W}id") for mark in marked if mark.get(f"{_W}author") is not None)
                out += [f"{name}: {times[i]} changes have id {i}" for i in times if times[i] > 1]
    return out


def _read(element: Element, found: Marks, inside: tuple[str, ...]) -> None:
    for child in element:
        tag = str(child.tag)
        if tag == f"{{{MC_NS}}}Fallback":  # the same once more
            continue
        name = tag.removeprefix(_W)
        _note_properties(child, name, found)
        here = (*inside, *_kinds(child, name, found))
        if name == "p":
            found.marked += bool(here or _mark(child))
        elif here and name in _CHARACTERS:
            found.marked += len(child.text or "")
        elif here and (name in _ONE or name.endswith("}t")):
            found.marked += len(child.text or "") or 1
        _read(child, found, here)


def _note_properties(element: Element, name: str, found: Marks) -> None:
    if name in _PROPERTIES and element.get(f"{_W}author") is not None:
        _into(element, found).add(_PROPERTIES[name])


def _into(element: Element, found: Marks) -> set[str]:
    return found.others if element.get(f"{_W}author") == OTHER else found.kinds


def _kinds(element: Element, name: str, found: Marks) -> Iterator[str]:
    """The kinds of our marks that hold for everything inside this element."""
    if name in _RUNS and element.get(f"{_W}author") is not None:
        _into(element, found).add(_RUNS[name])
        if element.get(f"{_W}author") != OTHER:
            yield _RUNS[name]
    elif name == "tr":
        for mark in element.findall(f"{_W}trPr/*"):
            if mark.tag in (f"{_W}ins", f"{_W}del"):
                _into(mark, found).add("row")
                yield "row"
    elif name == "tc" and any(element.find(f"{_W}tcPr/{_W}{kind}") is not None for kind in ("cellIns", "cellDel")):
        yield "cell"


def _mark(paragraph: Element) -> bool:
    """Whether we tracked the paragraph mark itself."""
    properties = paragraph.find(f"{_W}pPr/{_W}rPr")
    return properties is not None and any(
        child.tag in {f"{_W}{kind}" for kind in _RUNS} and child.get(f"{_W}author") != OTHER for child in properties
    )
