"""What stands between blocks, rows or cells and is none, read as blocks, rows and cells.

Files of other programs hold there what Word cannot track: a choice for some programs with another content for the
rest (`mc:AlternateContent`), the mark of a change around whole paragraphs or rows, loose runs, elements that no
standard knows. Where both documents have the same it stays as it is. Else both are read as Word reads them: of a
choice the first content, a mark around blocks as that mark on each of them, loose text as a paragraph of its own,
of an unknown element the blocks in it. What holds no text stands as in the new document.

Source:
    ISO/IEC 29500-1, 17.13.5; ISO/IEC 29500-3, 7.6 and 9.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy

from msgspec.structs import replace

from akkoord.compare.blocks import NO_BLOCK
from akkoord.compare.content import FORMULAS, RANGES
from akkoord.compare.document import Document, pair_lists
from akkoord.compare.fingerprint import Fingerprints
from akkoord.ooxml import Element, Package, serialise
from akkoord.ooxml.names import mc, w
from akkoord.ooxml.tracked import DELETING, INSERTING
from akkoord.redline.end_mark import end_properties
from akkoord.redline.own_notes import with_own_notes

_P, _R, _T, _TBL, _TR, _TC = (w(t) for t in ("p", "r", "t", "tbl", "tr", "tc"))
_SECTION = w("sectPr")
_BODY, _SDT, _CONTENT, _CUSTOM = w("body"), w("sdt"), w("sdtContent"), w("customXml")
_CHOICE = mc("AlternateContent")
_MARKS = INSERTING | DELETING
_STORIES = tuple(w(t) for t in ("body", "hdr", "ftr", "footnote", "endnote", "tc", "txbxContent"))
_BLOCKS, _ROWS, _CELLS = (_P, _TBL), (_TR,), (_TC,)
_HOLDER = {_TR: _TBL, _TC: _TR}
_RUNS = frozenset(w(t) for t in ("r", "hyperlink", "smartTag", "fldSimple", "dir", "bdo"))
_IN_RUNS = frozenset(w(t) for t in ("t", "delText", "tab", "br", "cr", "noBreakHyphen", "sym", "drawing", "pict"))
_STAYS = NO_BLOCK | RANGES | FORMULAS | {w("altChunk")}
_FIRST_NUMBER = 900_000_000
"""Above the numbers that files use, and a number yet that Word takes."""
_NAMES = {
    _SECTION: "einde van een sectie buiten een alinea: gelezen is het laatste",
    _BODY: "tweede hoofdtekst: als vervolg van de eerste gelezen",
    _CHOICE: "keuze voor sommige programma's (mc:AlternateContent): daarvan is de eerste inhoud gelezen",
    **dict.fromkeys(_MARKS, "wijziging om hele alinea's of rijen: op elk daarvan gezet"),
    **dict.fromkeys(_RUNS | _IN_RUNS | {_P, _TR, _TC}, "tekst buiten een alinea of cel: als alinea of cel gelezen"),
}
_NOTE = "noot waarnaar al verwezen werd: als noot van zichzelf gelezen"
_UNKNOWN = "onderdeel dat de standaard daar niet kent: gelezen zijn de alinea's en tabellen erin"

_Place = tuple[Element, tuple[str, ...], tuple[str, int]]
"""What stands where it should not, what should stand there, and a key that is equal for what says the same."""


def plain_blocks(old: Package, new: Package, *, everywhere: bool) -> tuple[Package, Package, tuple[str, ...]]:
    """Both packages with only blocks between blocks, and in Dutch what was read otherwise than it stands.

    What both hold in one part stays, unless `everywhere`. Without such places the packages come back as they are.

    Raises:
        XmlError, PackageError: a part cannot be read.
    """
    a, b = Document(old), Document(new)
    pair_lists(a, b)
    sides = [_Side(document) for document in (a, b)]
    kept = Counter[tuple[str, int]]() if everywhere else sides[0].found & sides[1].found
    notes: dict[str, None] = {}
    packages: list[Package] = []
    for side, label in zip(sides, ("oude", "nieuwe"), strict=True):
        package, said = side.plain(kept.copy())
        package, count = with_own_notes(package)
        if count:
            said[_NOTE] = count
        packages.append(package)
        notes.update(dict.fromkeys(f"{count} maal in de {label} versie een {what}" for what, count in said.items()))
    return packages[0], packages[1], tuple(notes)


class _Side:
    """One document, and what stands in it where a block, row or cell should."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[str, list[_Place]] = {}
        for part, data in document.package.parts.items():
            if part.endswith(".xml") and any(word in data for word in (b":body", b":hdr", b":ftr", b"notes")):
                prints = Fingerprints(document, part, {})
                places = [(odd, wanted, (part, prints.block(odd)[0])) for odd, wanted in _odd_ones(document.root(part))]
                if places:
                    self._places[part] = places
        self.found = Counter(key for places in self._places.values() for _, wanted, key in places if wanted == _BLOCKS)

    def plain(self, kept: Counter[tuple[str, int]]) -> tuple[Package, Counter[str]]:
        """The package without them, but for those `kept`, and how many of each kind were read otherwise."""
        parts = dict(self._document.package.parts)
        said: Counter[str] = Counter()
        for part, places in self._places.items():
            for odd, wanted, key in places:
                if wanted == _BLOCKS and kept[key] > 0:
                    kept[key] -= 1
                elif _settled(odd, wanted):
                    said[_NAMES.get(odd.tag, _UNKNOWN)] += 1
            if said:
                root = self._document.root(part)
                _renumber(root)
                parts[part] = serialise(root).encode()
        package = self._document.package
        return (replace(package, parts=parts) if said else package), said


def _odd_ones(root: Element) -> list[tuple[Element, tuple[str, ...]]]:
    """What stands between blocks, rows or cells and is none, with what should stand there."""
    out: list[tuple[Element, tuple[str, ...]]] = [(body, _BLOCKS) for body in root.findall(_BODY)[1:]]
    for body in root.findall(_BODY):
        out += [(section, _BLOCKS) for section in body.findall(_SECTION)[:-1]]
    for holder in root.iter(*_STORIES):
        out += [(odd, _BLOCKS) for odd in _odd_in(holder, _BLOCKS)]
    for table in root.iter(_TBL):
        out += [(odd, _ROWS) for odd in _odd_in(table, _ROWS)]
    for row in root.iter(_TR):
        out += [(odd, _CELLS) for odd in _odd_in(row, _CELLS)]
    return out


def _odd_in(holder: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    for child in holder:
        if child.tag in wanted or child.tag in _STAYS:
            continue
        if child.tag in (_SDT, _CONTENT, _CUSTOM):
            yield from _odd_in(child, wanted)
        elif isinstance(child.tag, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # comments have another
            yield child


def _settled(odd: Element, wanted: tuple[str, ...]) -> bool:
    """Put what can be read of `odd` in its place; False when that is nothing, and it stays."""
    parent = odd.getparent()
    if parent is None:
        return True  # it went with what it stood in
    if odd.tag == _BODY:
        first = parent.find(_BODY)
        section = first.find(_SECTION) if first is not None else None
        for child in list(odd):
            if first is not None and child.tag != _SECTION:
                first.append(child) if section is None else section.addprevious(child)
        parent.remove(odd)
        return True
    if odd.tag == _SECTION:
        parent.remove(odd)
        return True
    place = odd.makeelement(_P, {})
    odd.addprevious(place)  # what is read may be `odd` itself, in something around it
    blocks = list(_shaped(_read(odd), wanted))
    for block in blocks:
        place.addprevious(block)
    parent.remove(place)
    if not blocks and odd.tag not in _MARKS | {_CHOICE}:
        return False
    if odd.getparent() is parent:
        parent.remove(odd)
    return True


def _read(odd: Element) -> Iterator[Element]:
    """What Word would read of an element: blocks, rows, cells and runs."""
    tag = odd.tag
    if tag in (_P, _TBL, _TR, _TC, _SDT, _CUSTOM) or tag in _RUNS or tag in _STAYS:
        yield odd
    elif tag in _IN_RUNS:
        run = odd.makeelement(_R, {})
        run.append(deepcopy(odd))
        yield run
    elif tag == _CHOICE:
        branch = next((branch for branch in odd if len(branch)), None)
        for child in list(branch) if branch is not None else ():
            yield from _read(child)
    elif tag in _MARKS:
        for child in list(odd):
            for piece in list(_read(child)):
                yield _marked(piece, odd)
    elif next(odd.iter(_P, _TBL), None) is not None:
        for child in list(odd):
            yield from _read(child)


def _shaped(pieces: Iterable[Element], wanted: tuple[str, ...]) -> Iterator[Element]:
    """`pieces` as blocks, rows or cells: runs that stand together as one paragraph, and what should be around them."""
    runs: list[Element] = []
    for piece in pieces:
        if piece.tag in _RUNS or piece.tag in _MARKS:
            runs.append(piece)
            continue
        if runs:
            yield from _fit(_paragraph(runs), wanted)
            runs = []
        yield from _fit(piece, wanted)
    if runs:
        yield from _fit(_paragraph(runs), wanted)


def _paragraph(runs: list[Element]) -> Element:
    paragraph = runs[0].makeelement(_P, {})
    paragraph.extend(runs)
    marks = [run for run in runs if run.tag in _MARKS]
    if len(marks) == len(runs):  # it came or went with them
        _mark_end(paragraph, marks[0])
    return paragraph


def _fit(piece: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    """A block where rows are wanted as a row, a cell where blocks are as a table, and so on."""
    tag = piece.tag
    if tag in wanted or tag in _STAYS or tag in (_SDT, _CUSTOM):
        yield piece
    elif tag in _HOLDER and wanted == _BLOCKS:
        yield _table(piece)
    elif tag == _TR and wanted == _CELLS:
        for cell in list(piece.iterchildren(_TC)):
            yield cell
    else:
        cell = piece if tag == _TC else _around(piece, _TC)
        yield cell if wanted == _CELLS else _around(cell, _TR)


def _around(piece: Element, tag: str) -> Element:
    holder = piece.makeelement(tag, {})
    holder.append(piece)
    if piece.tag == _TBL:
        holder.append(piece.makeelement(_P, {}))
    return holder


def _table(piece: Element) -> Element:
    row = piece if piece.tag == _TR else _around(piece, _TR)
    table = piece.makeelement(_TBL, {})
    width = piece.makeelement(w("tblW"), {w("w"): "0", w("type"): "auto"})
    properties, grid = piece.makeelement(w("tblPr"), {}), piece.makeelement(w("tblGrid"), {})
    properties.append(width)
    grid.extend([piece.makeelement(w("gridCol"), {}) for _ in row.iter(_TC)])
    table.extend([properties, grid, row])
    return table


def _marked(piece: Element, mark: Element) -> Element:
    """A block, row or run with a mark that stood around it."""
    if piece.tag in _RUNS:
        around = _copy(mark)
        around.append(piece)
        return around
    for row in piece.iter(_TR):
        _mark_row(row, mark)
    for paragraph in piece.iter(_P):
        if next(paragraph.iterancestors(_R), None) is None:  # a text box goes with its run
            _mark_runs(paragraph, mark)
            _mark_end(paragraph, mark)
    return piece


def _mark_runs(paragraph: Element, mark: Element) -> None:
    for child in [child for child in paragraph if child.tag in _RUNS]:
        around = _copy(mark)
        child.addprevious(around)
        around.append(child)


def _mark_end(paragraph: Element, mark: Element) -> None:
    run = end_properties(paragraph)
    if all(child.tag not in _MARKS for child in run):
        run.insert(0, _copy(mark))


def _mark_row(row: Element, mark: Element) -> None:
    properties = row.find(w("trPr"))
    if properties is None:
        properties = row.makeelement(w("trPr"), {})
        row.insert(sum(child.tag == w("tblPrEx") for child in row), properties)
    if all(child.tag not in _MARKS for child in properties):
        former = properties.find(w("trPrChange"))
        place = len(properties) if former is None else properties.index(former)
        properties.insert(place, _copy(mark))


def _renumber(root: Element) -> None:
    """Give marks that were set more than once an id each."""
    seen: set[str | None] = set()
    for mark in root.iter(*_MARKS):
        if mark.get(w("id")) in seen:
            mark.set(w("id"), str(_FIRST_NUMBER + len(seen)))
        seen.add(mark.get(w("id")))


def _copy(mark: Element) -> Element:
    """A mark without its content; a move, which has no ranges there, as what came or went."""
    return mark.makeelement(w("del") if mark.tag in DELETING else w("ins"), dict(mark.attrib))
