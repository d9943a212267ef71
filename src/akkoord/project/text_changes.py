"""What changes in the text of documents: told once for all packs in which the same changes in the same way."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import Scope
from akkoord.assembly.slots import filled_text
from akkoord.diagnostics import AkkoordError, Span
from akkoord.library import ClauseVersion, Library
from akkoord.project.differing_lines import DIGEST, common, differences, without_digests
from akkoord.project.words_around import Lines, address_of, has_digest, lines_of, others_around
from akkoord.project.workshop import Workshop
from akkoord.records import Cause, DocumentRow, TextChange
from akkoord.spec import Region
from akkoord.tree import Document, Slot, inlines_in
from akkoord.tree.expression import names_in

if TYPE_CHECKING:
    from akkoord.redline.changes import Change

MOST_COMPARED = 60
"""So many different changes are worked out in one plan; more than that nobody reads."""
_LONGEST = 4_000
"""Lines that differ in one document; beyond this the documents are taken to differ as a whole."""

Signature = tuple[tuple[bytes, ...], ...]
TextKey: TypeAlias = tuple[str, str, Signature]
"""The folder of packs, the kind of document, and how it changed."""


class Pair(Struct, frozen=True):
    """A document as it was, in the bytes of its files, and as it becomes.

    `was` is None where its former manifest is not there. `scope` holds the names that its text can use, `changed` are
    those with another value than before, None when that is not known; `causes` are what it is made of that is not what
    it was.
    """

    pack: str
    old_html: bytes
    new_html: bytes
    old_docx: bytes
    document: Document
    was: DocumentRow | None
    row: DocumentRow
    scope: Scope
    changed: frozenset[str] | None
    causes: tuple[Cause, ...]


class Compared(Struct, frozen=True):
    """What was found in the document that was the first to change in its way: the one of `pack`.

    `changes` are None when they are not worked out. `lines` are those of the former page in which their old words
    stand, `marks` the digests in new lines that a change has words of.
    """

    pack: str
    changes: tuple[TextChange, ...] | None
    lines: Lines = ()
    marks: tuple[bytes, ...] = ()

    def others(self, page: bytes, marks: tuple[bytes, ...]) -> frozenset[int]:
        """The numbers of the changes around which other words stand in a document with this page and these marks."""
        own = frozenset[int]() if marks == self.marks else frozenset(self.digested)
        return others_around(self.lines, page) | own

    @property
    def digested(self) -> tuple[int, ...]:
        """The numbers of the changes of which the new words have a digest."""
        return tuple(number for number, change in enumerate(self.changes or ()) if has_digest(change))


class Looked(Struct, frozen=True):
    """A document that was looked at: in which way it changes, and the first that was seen to change so.

    `others` are the numbers of the changes around which other words stand than in that first one.
    """

    pack: str
    key: TextKey
    first: Compared
    others: frozenset[int] = frozenset()
    marks: tuple[bytes, ...] = ()


class TextChanges(Struct):
    """Gathers the changes of all documents. `untold` counts the documents whose changes are not worked out.

    `page` gives the page of a document as it stands in the output, by its pack and kind.
    """

    workshop: Workshop
    library: Library
    regions: Mapping[str, Region | None]
    page: Callable[[str, str], bytes]
    untold: int = 0
    _seen: dict[TextKey, Compared] = field(default_factory=dict[TextKey, Compared])
    _taken: dict[TextKey, Compared] = field(default_factory=dict[TextKey, Compared])
    _packs: dict[TextChange, list[str]] = field(default_factory=dict[TextChange, list[str]])
    _words_of: dict[TextChange, str] = field(default_factory=dict[TextChange, str])
    _others: dict[TextChange, set[str]] = field(default_factory=dict[TextChange, set[str]])

    def add(self, pair: Pair) -> tuple[TextChange, ...] | None:
        """The changes of one document; None when they are not worked out."""
        return self.take(self.look(pair))

    def look(self, pair: Pair) -> Looked:
        """In which way a document changes; compared with what it was when it is the first that changes so."""
        differs, marks = signature(pair.old_html, pair.new_html)
        key = (pair.pack.rpartition("/")[0], pair.row.kind, differs)
        known = self._seen | self._taken
        if key not in known:
            made = sum(one.changes is not None for one in known.values())
            changes = self._compared(pair) if made < MOST_COMPARED else None
            known[key] = self._seen[key] = _first(pair, changes, marks)
        first = known[key]
        marks = marks if first.digested else ()
        others = first.others(pair.old_html, marks) if first.pack != pair.pack else frozenset[int]()
        return Looked(pair.pack, key, first, others, marks)

    def forget_seen(self) -> None:
        """Go on from what was counted in: documents may have been looked at in another order."""
        self._seen.clear()

    def take(self, looked: Looked) -> tuple[TextChange, ...] | None:
        """Count a document in, in the order of the packs: what it has in common with the first is told once."""
        if looked.key not in self._taken:
            made = sum(one.changes is not None for one in self._taken.values())
            first = looked.first
            self._taken[looked.key] = first if made < MOST_COMPARED else Compared(first.pack, None)
        first = self._taken[looked.key]
        if first.changes is None:
            self.untold += 1
            return None
        others = looked.others
        if (first.lines, first.marks) != (looked.first.lines, looked.first.marks):  # the first of another process
            others = first.others(self.page(looked.pack, looked.key[1]), looked.marks)
        for number, change in enumerate(first.changes):
            self._packs.setdefault(change, []).append(looked.pack)
            self._words_of.setdefault(change, first.pack)
            if number in others:
                self._others.setdefault(change, set()).add(looked.pack)
        return first.changes

    def grouped(self, order: Mapping[str, int]) -> tuple[TextChange, ...]:
        """Every change with its packs in this order; the changes of document and place as they were met."""
        return tuple(
            replace(
                change,
                packs=tuple(sorted(set(packs), key=order.__getitem__)),
                others=len(self._others.get(change, ())),
                words_of=self._words_of[change],
            )
            for change, packs in self._packs.items()
        )

    def _compared(self, pair: Pair) -> tuple[TextChange, ...] | None:
        """The changes between the two documents, by the engine that makes the redlines."""
        try:
            found = tuple(_changes(self.workshop, pair))
        except AkkoordError:
            return None
        return tuple(dict.fromkeys(self._told(pair, change) for change in found))

    def _told(self, pair: Pair, change: Change) -> TextChange:
        old, new = change.versions
        version = self.library.versions.get((change.clause, new or old))
        region = self.regions.get(pair.pack.partition("/")[0])
        grounds = dict(region.signing.one_sided if region is not None else ())
        return TextChange(
            document=pair.row.kind,
            title=pair.row.title,
            place=change.new.label or change.old.label,
            clause=change.clause,
            was_version=old,
            new_version=new,
            change_class=change.change_class.value,
            follows=change.consequential or _only_digests(change),
            was=change.was,
            becomes=change.becomes,
            why=tuple(_why(pair, change, version)),
            approver=self._approver(change.clause, version),
            one_sided=grounds.get(change.clause, ""),
        )

    def _approver(self, clause: str, version: ClauseVersion | None) -> str:
        """Who approves a clause: who approved this version, or the last one before it."""
        if version is None or version.approved_by:
            return version.approved_by if version is not None else ""
        others = (self.library.versions[clause, v] for v in reversed(self.library.versions_of(clause)))
        return next((other.approved_by for other in others if other.approved_by), "")


def signature(old: bytes, new: bytes) -> tuple[Signature, tuple[bytes, ...]]:
    """What differs between two pages of HTML and where, line by line, without the words that lines have in common.

    Two documents with one signature changed in the same way. Digests do not count: each text has its own. Those in the
    new lines come with it.
    """
    before, after = (page.split(b"\n") for page in (old, new))
    first = common(before, after)
    last = common(before[first:][::-1], after[first:][::-1])
    own, others = before[first : len(before) - last], after[first : len(after) - last]
    if len(own) + len(others) > _LONGEST:
        whole = tuple(hashlib.sha256(b"\n".join(map(without_digests, lines))).digest() for lines in (own, others))
        return (whole,), _marks(others)
    out: list[tuple[bytes, ...]] = []
    added: list[bytes] = []
    for was, becomes in differences(own, others):
        where = (address_of(before, first + was.start), address_of(after, first + becomes.start))
        lines = (map(without_digests, own[was]), map(without_digests, others[becomes]))
        out.append((*where, *_trimmed(*map(b"\n".join, lines))))
        added += others[becomes]
    return tuple(out), _marks(added)


def _marks(lines: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(mark for line in lines for mark in DIGEST.findall(line))


def _first(pair: Pair, changes: tuple[TextChange, ...] | None, marks: tuple[bytes, ...]) -> Compared:
    """What is known of the first document that changes in a way."""
    there = Compared(pair.pack, changes, lines_of(changes or (), pair.old_html))
    return replace(there, marks=marks if there.digested else ())


def _trimmed(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """The two without the words they begin and end with alike."""
    was, becomes = old.split(b" "), new.split(b" ")
    first = common(was, becomes)
    last = common(was[first:][::-1], becomes[first:][::-1])
    return b" ".join(was[first : len(was) - last]), b" ".join(becomes[first : len(becomes) - last])


def _changes(workshop: Workshop, pair: Pair) -> Iterator[Change]:
    from akkoord.compare.comparison import compare_packages
    from akkoord.compare.description import describe
    from akkoord.compare.script import Side
    from akkoord.ooxml import read_package
    from akkoord.redline.changes import changes_of, readings_of

    new_docx = workshop.docx.write(pair.document, pages={}, properties={})
    name = f"{pair.row.kind}.docx"
    compared = compare_packages(read_package(pair.old_docx, name), read_package(new_docx, name))
    old, new = (Side(name, hashlib.sha256(data).hexdigest()) for data in (pair.old_docx, new_docx))
    script = describe(compared, old, new)
    main, *others = readings_of(script, layout=False)
    changes = [*changes_of((main,)), *(c for c in changes_of(others) if not c.consequential and c.clause)]
    return (change for change in changes if not _is_page_number(change))


def _is_page_number(change: Change) -> bool:
    """Whether a line of the contents differs in no more than its page: that is known when it is built."""
    was, becomes = (re.sub(r"[\s.0-9]+$", "", " ".join(text)) for text in (change.was, change.becomes))
    return change.consequential and was == becomes


def _only_digests(change: Change) -> bool:
    """Whether no more differs than the digest of another text."""
    was, becomes = (DIGEST.sub(b"#", " ".join(text).encode()) for text in (change.was, change.becomes))
    return was == becomes and change.change_class != "formatting"


def _why(pair: Pair, change: Change, version: ClauseVersion | None) -> Iterator[str]:
    """What a change comes from, in Dutch."""
    if change.consequential or _only_digests(change):
        yield "volgt uit een andere wijziging"
        return
    told = False
    clauses = {cause.name: cause for cause in pair.causes if cause.kind in ("clause", "deviation")}
    for name in dict.fromkeys((change.clause, f"{change.clause}@{change.versions[1]}")):
        if name in clauses:
            yield clauses[name].text
            told = True
    if version is not None:
        values = tuple(_values(version, pair, change))
        yield from values
        told = told or bool(values)
    if not told:
        data = [cause for cause in pair.causes if cause.kind not in ("clause", "deviation")]
        yield from (cause.text for cause in data)


def _values(version: ClauseVersion, pair: Pair, change: Change) -> Iterator[str]:
    """The names whose new value stands in the new words of a change, each with the place of that value."""
    scope = pair.scope
    new = " ".join(s.new for line in change.lines for s in line.segments if s.old != s.new)
    for slot in dict.fromkeys(i for i in inlines_in(version.blocks) if isinstance(i, Slot)):
        printed = filled_text("{{ " + slot.source + " }}", scope, Span(version.span.file), Findings())
        if printed and any(word in new for word in (printed, *printed.split())):
            for name in names_in(slot.expression):
                dotted = ".".join(name.path)
                if pair.changed is not None and dotted not in pair.changed:
                    continue
                place = scope.places.get(dotted)
                yield f"gegeven `{dotted}`" + (f" ({place})" if place is not None else "")
