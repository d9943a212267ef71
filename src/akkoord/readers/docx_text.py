"""The logical text of a Word file, read from the file alone and not from how it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from akkoord.diagnostics import AkkoordError
from akkoord.ooxml import Element, KnownEntries, Package, parse_xml, read_package
from akkoord.ooxml.names import w
from akkoord.readers.docx.known_steps import KnownSteps
from akkoord.readers.docx.looks import Around, Looks
from akkoord.readers.docx.numbering import ListNumbers, Lists
from akkoord.readers.docx.properties import value
from akkoord.readers.docx.setting import page_of, read_looks
from akkoord.readers.docx.story import StoryReader
from akkoord.readers.extracted import ExtractedNote, ExtractedText

_FILE = "het Word-bestand"
_KEPT = 4
_ORDINARY = {"numFmt": {"", "decimal"}, "numRestart": {"", "continuous"}, "numStart": {"", "1"}}


def read_docx_text(data: bytes, *, struck: bool = False) -> ExtractedText:
    """The text of a Word file in reading order: one piece per paragraph, footnotes by their mark.

    Numbers are computed from the lists as Word does; fields show the result stored in them.
    Left out are header and footer, page numbers in the contents, pictures, hidden and
    deleted text. Struck text is text where `struck` says so; elsewhere it leaves a doubt, and so stands in
    `unread`. What the reader met and could not read stands in `unread`; a file that
    cannot be read at all gives no pieces and says so there.
    """
    return DocxReader().read(data, struck=struck)


class DocxReader:
    """Reads files one after another; what they have in common is read once (see `readers.docx.known_steps`)."""

    def __init__(self) -> None:
        self._entries = KnownEntries()
        self._steps = KnownSteps()
        self._setting = lru_cache(_KEPT)(_setting)
        self._footnotes = lru_cache(_KEPT)(_root)

    def read(self, data: bytes, *, struck: bool = False) -> ExtractedText:
        """See `read_docx_text`."""
        try:
            package = read_package(data, _FILE, known=self._entries)
            return self._read(package, package.main_part(), struck)
        except AkkoordError as unreadable:
            return ExtractedText((), (), tuple(d.message for d in unreadable.diagnostics))

    def _read(self, package: Package, main: str, struck: bool) -> ExtractedText:
        setting = self._setting(*(_named(package, main, kind) for kind in _CIRCUMSTANCES))
        lists, looks = setting.lists, setting.looks
        root = package.xml(main)
        body = root.find(w("body"))
        if body is None:
            return ExtractedText((), (), ("het document heeft geen tekst die te lezen is",))
        page = page_of(root, setting.settings, looks)
        circumstances = b"".join((bytes([struck]), page.ground.encode(), setting.digest))
        story = StoryReader(looks, ListNumbers(lists), page, struck=struck)
        self._steps.read(story, body, circumstances)
        noted = _Notes(lists, looks, page, struck=struck)
        notes, lost = noted.read(self._footnotes(_named(package, main, "footnotes")), story.note_ids)
        odd = (*_odd_marks(root), *setting.odd)
        return ExtractedText(tuple(story.pieces), notes, (*story.unread, *odd, *lost))


_Part: TypeAlias = tuple[str, bytes] | None
_CIRCUMSTANCES = ("styles", "numbering", "theme", "settings")
"""The parts on which it depends what the text of a file is and how it looks."""


class _Setting(NamedTuple):
    """What files with the same circumstances have in common; `digest` is of all of those."""

    lists: Lists
    looks: Looks
    settings: Element | None
    odd: tuple[str, ...]
    digest: bytes


def _setting(styles: _Part, numbering: _Part, theme: _Part, settings: _Part) -> _Setting:
    """The lists, looks and settings of a file with these parts."""
    parts = (styles, numbering, theme, settings)
    roots = [_root(part) for part in parts]
    looks = read_looks(roots[0], roots[2], roots[3])
    digests = b"".join(hashlib.sha256(part[1] if part else b"").digest() for part in parts)
    return _Setting(Lists(roots[1], looks.styles), looks, roots[3], tuple(_odd_marks(roots[3])), digests)


def _root(part: _Part) -> Element | None:
    return parse_xml(part[1], _FILE, part[0]) if part else None


class _Notes:
    """Reads footnotes as Word shows them."""

    def __init__(self, lists: Lists, looks: Looks, page: Around, *, struck: bool) -> None:
        self._lists, self._looks, self._page, self._struck = lists, looks, page, struck

    def read(
        self, footnotes: Element | None, note_ids: Sequence[str]
    ) -> tuple[tuple[ExtractedNote, ...], tuple[str, ...]]:
        """The footnotes in order of their marks, and what could not be read of them."""
        found = {n.get(w("id"), ""): n for n in footnotes.iter(w("footnote"))} if footnotes is not None else {}
        notes: list[ExtractedNote] = []
        unread: list[str] = []
        for mark, note_id in enumerate(note_ids, 1):
            if note_id not in found:
                unread.append(f"voetnoot {mark} ontbreekt")
                continue
            inside = StoryReader(self._looks, ListNumbers(self._lists), self._page, struck=self._struck)
            inside.read(found[note_id])
            inside.end()
            text = " ".join(piece.text for piece in inside.pieces)
            notes.append(ExtractedNote(str(mark), text, f"voetnoot {mark}"))
            unread.extend(f"voetnoot {mark}, {what}" for what in inside.unread)
        return tuple(notes), tuple(unread)


def _named(package: Package, main: str, kind: str) -> _Part:
    name = package.related(main, kind)
    return (name, package.parts[name]) if name is not None else None


def _odd_marks(root: Element | None) -> Iterator[str]:
    """Settings by which Word would not count footnotes 1, 2, 3 through the document."""
    properties = root.iter(w("footnotePr")) if root is not None else ()
    for element in properties:
        for name, ordinary in _ORDINARY.items():
            if value(element, name) not in ordinary:
                yield f"voetnoten tellen anders dan 1, 2, 3 (`{name}`: `{value(element, name)}`)"
