"""A comparison as one package with tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from akkoord.compare.blocks import Container, read_container
from akkoord.compare.canonical import differences
from akkoord.compare.comparison import Comparison, HeaderStory, NoteStory
from akkoord.compare.document import Document
from akkoord.compare.items import DELETED, INSERTED, KEPT, Aligned, Kept
from akkoord.compare.sections import HeaderPair, Section
from akkoord.ooxml import Element, Package, root_like
from akkoord.ooxml.names import WORD_CONTENT_TYPE, r, w
from akkoord.redline.tracked.blocks import BlockWriter
from akkoord.redline.tracked.material import Material
from akkoord.redline.tracked.output import Output
from akkoord.redline.tracked.revisions import Revisions
from akkoord.redline.tracked.scope import Bookmarks, Scope

_ID, _TYPE, _SECTION = w("id"), w("type"), w("sectPr")
_NUMBERED = frozenset(
    w(t)
    for t in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "tblGridChange", "cellIns", "cellDel", "cellMerge", "bookmarkStart",
        "moveFromRangeStart", "moveToRangeStart", "commentRangeStart", "permStart", "footnote", "endnote",
        "customXmlInsRangeStart", "customXmlDelRangeStart",
    )
)  # fmt: skip

_IDS = re.compile(rb"[<:](?:bookmarkStart|footnote|endnote|ins|del|move|comment|perm|customXml|cell|[A-Za-z]+Change)")


class DocumentWriter:
    """Writes one comparison. The trees of both packages are taken apart."""

    def __init__(self, comparison: Comparison, author: str, date: str) -> None:
        self._found = comparison
        self._output = Output(comparison.new)
        maker = comparison.new.root(comparison.new.main)
        self._revisions = Revisions(maker, author, date, _first_free(comparison))
        self._material = Material(comparison.old, comparison.new, self._output, self._revisions)
        self._material.new_comments = frozenset(comparison.new_comments)
        self._bookmarks = Bookmarks(_bookmarks(comparison.old), _bookmarks(comparison.new))

    def write(self) -> Package:
        """The package with tracked changes."""
        found = self._found
        if not self._changed():
            return found.new.package
        self._comments()
        body = self._output.root(found.new.main).find(w("body"))
        if body is not None:
            self._complete(body)
        self._headers()
        if body is not None:
            writer = self._writer(found.old.main, found.new.main)
            writer.fill(body, found.body)
            self._last_section(writer)
        for kind in ("footnote", "endnote"):
            self._notes(kind)
        self._material.settle_bookmarks()
        if not self._revisions.marked and not differences(found.old.package, found.new.package).found:
            return found.new.package  # it was only written otherwise, as by a program that cuts links in two
        return self._output.package()

    def _changed(self) -> bool:
        found = self._found
        if any(not isinstance(item, Kept) for item in found.body.items) or found.old_comments:
            return True
        if any(note.aligned is None or _differs(note.aligned) for note in found.notes):
            return True
        if any(story.aligned is None or _differs(story.aligned) for story in found.headers):
            return True
        last = found.sections[-1]
        return not self._writer(found.old.main, found.new.main).records.same(last.old, last.new, "sectPr")

    def _writer(self, old_part: str, new_part: str, output: str = "") -> BlockWriter:
        """What writes a story of these parts into `output`, when that is a copy of the new part."""
        found = self._found
        if old_part in found.old.package.parts:
            self._output.brings(output or new_part, found.old.root(old_part))
        scope = Scope(self._material, self._revisions, old_part, output or new_part, self._bookmarks)
        return BlockWriter(scope, found.aligner, found.prints(found.old, old_part), found.prints(found.new, new_part))

    def _complete(self, body: Element) -> None:
        """Give a body without properties of its last section (17.6.17) such, where the old ones must be told."""
        last = self._found.sections[-1]
        if last.new is None and last.old is not None:
            last.new = body.makeelement(_SECTION, {})
            body.append(last.new)

    def _last_section(self, writer: BlockWriter) -> None:
        last = self._found.sections[-1]
        if last.new is not None:
            writer.records.settle(last.new, last.old, "sectPr")

    def _comments(self) -> None:
        """Comments that only the old text has are kept, with their authors."""
        found = self._found
        part_old, part_new = found.old.related("comments"), found.new.related("comments")
        if not found.old_comments or part_old is None:
            return
        if part_new is None:
            source = found.old.root(part_old)
            root = root_like(source)
            part_new = self._output.add_part("word/comments.xml", root, f"{WORD_CONTENT_TYPE}comments+xml")
            self._output.relate_kind(found.new.main, "comments", part_new)
        root = self._output.root(part_new)
        scope = Scope(self._material, self._revisions, part_old, part_new, self._bookmarks)
        for comment in found.old.root(part_old).findall(w("comment")):
            identifier = comment.get(_ID, "")
            if identifier in found.old_comments:
                self._material.comments[identifier] = self._revisions.number()
                copy = scope.adopt_whole(comment)
                copy.set(_ID, self._material.comments[identifier])
                root.append(copy)

    def _notes(self, kind: str) -> None:
        notes = [note for note in self._found.notes if note.kind == kind]
        changed = [note for note in notes if note.aligned is None or _differs(note.aligned)]
        if not changed:
            return
        found = self._found
        part_old, part_new = found.old.related(f"{kind}s"), found.new.related(f"{kind}s")
        if part_new is None and part_old is not None:
            part_new = self._note_part(kind, part_old)
        if part_new is None:
            return
        root = self._output.root(part_new)
        writer = self._writer(part_old or part_new, part_new)
        for note in changed:
            self._note(writer, note, root, part_new)

    def _note(self, writer: BlockWriter, note: NoteStory, root: Element, part: str) -> None:
        if note.aligned is not None and note.new is not None:
            writer.fill(note.new.element, note.aligned)
        elif note.new is not None:
            writer.replace(note.new.element, _lasting(writer, INSERTED, note.new))
        elif note.old is not None:
            source = note.old.element
            copy = source.makeelement(source.tag, dict(source.attrib))
            copy.set(_ID, self._material.note(note.kind, note.old_id))
            copy.extend(_lasting(writer, DELETED, note.old))
            root.append(copy)

    def _note_part(self, kind: str, part_old: str) -> str:
        """A part for notes in a package that has none: that of the old one with only its separators."""
        source = self._found.old.root(part_old)
        root = root_like(source)
        root.extend([deepcopy(note) for note in source if note.get(_TYPE) is not None])
        name = self._output.add_part(f"word/{kind}s.xml", root, f"{WORD_CONTENT_TYPE}{kind}s+xml")
        self._output.relate_kind(self._found.new.main, f"{kind}s", name)
        return name

    def _headers(self) -> None:
        names: dict[HeaderPair, str] = {}
        ends = [(section, section.old if section.op == DELETED else section.new) for section in self._found.sections]
        shown = {pair for section, holder in ends if holder is not None for pair in section.shown.values()}
        for story in self._found.headers:
            if story.pair.new or story.pair in shown:  # nothing would lead to the others
                names[story.pair] = self._header(story)
        for section, holder in ends:
            if holder is not None:
                self._references(section, holder, names)

    def _header(self, story: HeaderStory) -> str:
        pair, part, new = story.pair, story.pair.new, story.new
        if new is None:
            return self._old_header(pair) if pair.old else self._empty_header(pair.place[0])
        if story.is_copy:
            part = self._output.add_copy(part, new.element)
            self._material.renew(new.element, part)
        root = self._output.root(part)
        if story.aligned is not None and _differs(story.aligned):
            self._writer(pair.old, pair.new, part).fill(root, story.aligned)
        elif story.aligned is None and pair.marked:
            writer = self._writer(pair.new, pair.new, part)
            writer.replace(root, _lasting(writer, INSERTED, new))
        return part

    def _old_header(self, pair: HeaderPair) -> str:
        """The old part of a pair, brought along: with its text deleted, or as it is for a section that goes."""
        found = self._found
        root = found.old.root(pair.old)
        copy = root_like(root)
        part = self._output.add_part(pair.old, copy, found.old.package.content_type(pair.old))
        container = read_container(root, found.prints(found.old, pair.old))
        writer = self._writer(pair.old, part)
        if pair.marked:
            copy.extend(_lasting(writer, DELETED, container))
        else:
            copy.extend([writer.scope.adopt_whole(child) for child in root])
        return part

    def _empty_header(self, reference: str) -> str:
        """A header or footer in which nothing stands."""
        kind = _kind_of(reference)
        root = root_like(self._found.new.root(self._found.new.main), w("hdr" if kind == "header" else "ftr"))
        root.append(root.makeelement(w("p"), {}))
        return self._output.add_part(f"word/{kind}.xml", root, f"{WORD_CONTENT_TYPE}{kind}+xml")

    def _references(self, section: Section, holder: Element, names: dict[HeaderPair, str]) -> None:
        """Let a section of the output, with the properties `holder`, show the headers and footers made for it.

        Where sections come or go, each names all it shows: the one it would take them from may not be there.
        """
        all_named = any(s.op != KEPT for s in self._found.sections)
        for place, pair in section.shown.items():
            own = [c for c in holder.findall(place[0]) if c.get(_TYPE, "default") == place[1]]
            if section.op != DELETED and names[pair] == pair.new and (own or not all_named):
                continue
            for child in own:
                holder.remove(child)
            identifier = self._output.relate_kind(self._found.new.main, _kind_of(place[0]), names[pair])
            identifier = self._material.settled(identifier) if section.op == DELETED else identifier
            holder.insert(0, holder.makeelement(place[0], {_TYPE: place[1], r("id"): identifier}))


def _kind_of(reference: str) -> str:
    return "header" if reference == w("headerReference") else "footer"


def _lasting(writer: BlockWriter, op: str, container: Container) -> list[Element]:
    """The blocks of a story that came or went; its last end stays, because a story has one."""
    elements = writer.cell(op, container)
    last = next((e for e in reversed(elements) if e.tag in (w("p"), w("tbl"))), None)
    if last is not None and last.tag == w("p"):
        run = last.find(f"{w('pPr')}/{w('rPr')}")
        for child in list(run) if run is not None else ():
            if run is not None and child.tag == w("ins" if op == INSERTED else "del"):
                run.remove(child)
                break
    return elements


def _differs(aligned: Aligned) -> bool:
    return any(not isinstance(item, Kept) for item in aligned.items)


def _bookmarks(document: Document) -> dict[str, dict[str, str]]:
    """The names of bookmarks by part and id."""
    out: dict[str, dict[str, str]] = {}
    for part, data in document.package.parts.items():
        if part.endswith(".xml") and b":bookmarkStart" in data:
            starts = document.root(part).iter(w("bookmarkStart"))
            out[part] = {e.get(_ID, ""): e.get(w("name"), "") for e in starts}
    return out


def _first_free(found: Comparison) -> int:
    """A number above every id of either package that ours could be taken for."""
    return 1 + max(
        _highest(document.root(part).iter(*_NUMBERED))
        for document in (found.old, found.new)
        for part, data in document.package.parts.items()
        if part.endswith(".xml") and (part == document.main or _IDS.search(data))
    )


def _highest(elements: Iterable[Element]) -> int:
    values = (e.get(_ID, "") for e in elements)
    return max((int(v) for v in values if v.isdecimal() and len(v) < 9), default=0)
