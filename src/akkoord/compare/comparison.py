"""Two packages compared: every story aligned, notes and headers paired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from copy import deepcopy

from msgspec import Struct, field

from akkoord.compare.alignment import Aligner
from akkoord.compare.blocks import Container, Kind, read_container
from akkoord.compare.content import NOTE_REFERENCES
from akkoord.compare.document import Document, pair_lists
from akkoord.compare.fingerprint import NOTE_MARK, Fingerprints
from akkoord.compare.items import (
    DELETED,
    INSERTED,
    KEPT,
    Aligned,
    Item,
    Kept,
    Mark,
    Nested,
    Piece,
    TableItem,
    Whole,
    Wrapped,
)
from akkoord.compare.leaves import Leaf
from akkoord.compare.sections import HeaderPair, Section, pair_headers
from akkoord.diagnostics import Span, error
from akkoord.ooxml import Element, Package, PackageError
from akkoord.ooxml.names import w

_ID = w("id")
_SECTION = w("sectPr")
_PROPERTIES = w("pPr")
_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))


class NoteStory(Struct, eq=False):
    """A note on both sides, or on one; `old_id` is "" for one that only the new side has."""

    kind: str
    old_id: str
    old: Container | None
    new: Container | None
    aligned: Aligned | None


class HeaderStory(Struct, eq=False):
    """A header or footer of the output; `new` is read from a copy where the new part serves another pair before it."""

    pair: HeaderPair
    new: Container | None
    aligned: Aligned | None
    is_copy: bool = False


class Comparison(Struct, eq=False):
    """What an alignment of two packages found; `comments` are the ids of those that only the old one has."""

    old: Document
    new: Document
    aligner: Aligner
    body: Aligned
    notes: list[NoteStory] = field(default_factory=list[NoteStory])
    sections: list[Section] = field(default_factory=list[Section])
    headers: list[HeaderStory] = field(default_factory=list[HeaderStory])
    old_comments: list[str] = field(default_factory=list[str])
    new_comments: list[str] = field(default_factory=list[str])
    _prints: dict[tuple[int, str], Fingerprints] = field(default_factory=dict[tuple[int, str], Fingerprints])
    comment_keys: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])

    @property
    def misplaced(self) -> bool:
        """Whether something was passed over: beside the rows and cells of a table that differs, or a second body."""
        bodies = max(len(side.root(side.main).findall(w("body"))) for side in (self.old, self.new))
        return bodies > 1 or any(prints.misplaced for prints in self._prints.values())

    def prints(self, document: Document, part: str) -> Fingerprints:
        """The fingerprints of a part of one side."""
        key = (id(document), part)
        if key not in self._prints:
            self._prints[key] = Fingerprints(document, part, self.comment_keys.get(id(document), {}))
        return self._prints[key]


def compare_packages(old: Package, new: Package, coarse: Set[tuple[str, bool, int]] = frozenset()) -> Comparison:
    """Align all stories of two packages; `coarse` as for `Aligner`.

    Raises:
        PackageError, XmlError: one of them is no Word document that can be read.
    """
    a, b = Document(old), Document(new)
    pair_lists(a, b)
    keys = {id(a): _comment_keys(a), id(b): _comment_keys(b)}
    empty = Container(a.root(a.main), [])
    found = Comparison(a, b, Aligner(coarse), Aligned(empty, empty, []), comment_keys=keys)
    known_old, known_new = set(keys[id(a)].values()), set(keys[id(b)].values())
    found.old_comments = [i for i, key in keys[id(a)].items() if key not in known_new]
    found.new_comments = [i for i, key in keys[id(b)].items() if key not in known_old]
    body_a, body_b = _body(a), _body(b)
    found.body = found.aligner.story(
        read_container(body_a, found.prints(a, a.main)),
        read_container(body_b, found.prints(b, b.main)),
        (a.main, b.main),
    )
    breaks = sections(found.body.items) if any(map(_breaks_sections, (body_a, body_b))) else ()
    found.sections = [*breaks, Section(KEPT, body_a.find(_SECTION), body_b.find(_SECTION))]
    found.notes = [note for kind in ("footnote", "endnote") for note in _notes(found, kind)]
    found.headers = list(_headers(found))
    return found


def _body(document: Document) -> Element:
    body = document.root(document.main).find(w("body"))
    if body is None:
        file = document.package.file
        raise PackageError(error("PKG005", f"`{file}` is geen Word-document dat te lezen is", Span(file)))
    return body


def _comment_keys(document: Document) -> dict[str, str]:
    part = document.related("comments")
    out: dict[str, str] = {}
    if part is not None:
        for comment in document.root(part).iter(w("comment")):
            text = "".join(t.text or "" for t in comment.iter(w("t")))
            out[comment.get(_ID, "")] = repr((comment.get(w("author")), comment.get(w("date")), text))
    return out


def sections(items: Sequence[Item]) -> Iterator[Section]:
    """The sections that end in `items`, in order."""
    for item in items:
        if isinstance(item, Mark):
            old = _section_of(item.old.element) if item.old is not None else None
            new = _section_of(item.new.element) if item.new is not None else None
            if old is not None or new is not None:
                yield Section(item.op, old, new)
        elif isinstance(item, Kept) and item.new.kind is Kind.PARAGRAPH:
            new = _section_of(item.new.element)
            if new is not None:
                yield Section(KEPT, _section_of(item.old.element), new)
        elif isinstance(item, Wrapped):
            yield from sections(item.items)
        elif isinstance(item, Kept | Nested) and item.new.kind is Kind.CONTROL:
            inner = item.items if isinstance(item, Nested) else ()
            yield from sections(inner)


def _breaks_sections(body: Element) -> bool:
    """Whether a section ends in the body; most documents have but one."""
    return any(section.getparent() is not body for section in body.iter(_SECTION))


def _section_of(paragraph: Element) -> Element | None:
    properties = paragraph.find(_PROPERTIES)
    return None if properties is None else properties.find(_SECTION)


def _notes(found: Comparison, kind: str) -> Iterator[NoteStory]:
    a, b = found.old, found.new
    part_a, part_b = a.related(f"{kind}s"), b.related(f"{kind}s")
    of_a = _by_id(a, part_a, kind)
    of_b = _by_id(b, part_b, kind)
    seen: set[tuple[str, str]] = set()
    for key, one, other in note_pairs(found.body.items):
        if key != kind or (one, other) in seen or (one and one not in of_a) or (other and other not in of_b):
            continue
        seen.add((one, other))
        old = read_container(of_a[one], found.prints(a, part_a or "")) if one else None
        new = read_container(of_b[other], found.prints(b, part_b or "")) if other else None
        parts = (part_a or "", part_b or "")
        aligned = found.aligner.story(old, new, parts, moves=False) if old is not None and new is not None else None
        yield NoteStory(kind, one, old, new, aligned)


def _by_id(document: Document, part: str | None, kind: str) -> dict[str, Element]:
    if part is None:
        return {}
    return {n.get(_ID, ""): n for n in document.root(part).iter(w(kind)) if n.get(w("type")) not in _SEPARATORS}


def _headers(found: Comparison) -> Iterator[HeaderStory]:
    seen: set[str] = set()
    for pair in pair_headers(found.old, found.new, found.sections):
        is_copy = pair.new in seen
        seen.add(pair.new)
        if not pair.new:
            yield HeaderStory(pair, None, None)
            continue
        root = found.new.root(pair.new)
        new = read_container(deepcopy(root) if is_copy else root, found.prints(found.new, pair.new))
        aligned = None
        if pair.old:
            old = read_container(found.old.root(pair.old), found.prints(found.old, pair.old))
            aligned = found.aligner.story(old, new, (pair.old, pair.new), moves=False)
        yield HeaderStory(pair, new, aligned, is_copy)


def note_pairs(items: Sequence[Item]) -> Iterator[tuple[str, str, str]]:
    """The notes that `items` refer to, as (kind, old id, new id); "" where a side has none."""
    for item in items:
        if isinstance(item, Kept):
            if NOTE_MARK in item.old.text:
                yield from _zipped(item.old.element, item.new.element)
        elif isinstance(item, Nested | Wrapped):
            yield from note_pairs(item.items)
        elif isinstance(item, TableItem):
            yield from _in_table(item)
        elif isinstance(item, Whole):
            if NOTE_MARK in item.block.text:
                yield from _one_sided(item.op, item.block.element)
        elif isinstance(item, Piece):
            yield from _in_piece(item)


def _in_table(table: TableItem) -> Iterator[tuple[str, str, str]]:
    for row in table.rows:
        if row.op == KEPT and row.cells:
            for cell in row.cells:
                side = cell.old or cell.new
                if cell.op == KEPT:
                    yield from note_pairs(cell.items)
                elif side is not None:
                    yield from _one_sided(cell.op, side.element)
        elif row.old is not None and row.new is not None:
            yield from _zipped(row.old.element, row.new.element)
        else:
            lone = row.old or row.new
            if lone is not None:
                yield from _one_sided(row.op, lone.element)


def _zipped(old: Element, new: Element) -> Iterator[tuple[str, str, str]]:
    for one, other in zip(old.iter(*NOTE_REFERENCES), new.iter(*NOTE_REFERENCES), strict=False):
        yield NOTE_REFERENCES[other.tag], one.get(_ID, ""), other.get(_ID, "")


def _one_sided(op: str, element: Element) -> Iterator[tuple[str, str, str]]:
    for reference in element.iter(*NOTE_REFERENCES):
        identifier = reference.get(_ID, "")
        kind = NOTE_REFERENCES[reference.tag]
        yield (kind, identifier, "") if op == DELETED else (kind, "", identifier)


def _in_piece(piece: Piece) -> Iterator[tuple[str, str, str]]:
    old = _references(piece.old.between(piece.old_start, piece.old_end)) if piece.old is not None else []
    new = _references(piece.new.between(piece.new_start, piece.new_end)) if piece.new is not None else []
    if piece.op == KEPT:
        for one, other in zip(old, new, strict=False):
            yield NOTE_REFERENCES[other.tag], one.get(_ID, ""), other.get(_ID, "")
    for one in old if piece.op == DELETED else ():
        yield NOTE_REFERENCES[one.tag], one.get(_ID, ""), ""
    for other in new if piece.op == INSERTED else ():
        yield NOTE_REFERENCES[other.tag], "", other.get(_ID, "")


def _references(leaves: Iterator[Leaf] | Sequence[Leaf]) -> list[Element]:
    out: list[Element] = []
    for leaf in leaves:
        if leaf.parts:
            out += _references(leaf.parts)
        elif leaf.element.tag in NOTE_REFERENCES:
            out.append(leaf.element)
    return out
