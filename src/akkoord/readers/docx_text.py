"""The logical text of a Word file, read from the file alone and not from how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.diagnostics import AkkoordError
from akkoord.ooxml import Element, Package, read_package
from akkoord.ooxml.names import w
from akkoord.readers.docx.numbering import ListNumbers, Lists
from akkoord.readers.docx.story import StoryReader
from akkoord.readers.docx.styles import Styles, value
from akkoord.readers.extracted import ExtractedNote, ExtractedPiece, ExtractedText

_FILE = "het Word-bestand"
_ORDINARY = {"numFmt": {"", "decimal"}, "numRestart": {"", "continuous"}, "numStart": {"", "1"}}


def read_docx_text(data: bytes, *, struck: bool = False) -> ExtractedText:
    """The text of a Word file in reading order: one piece per paragraph, footnotes by their mark.

    Numbers are computed from the lists as Word does; fields show the result stored in them.
    Left out are header and footer, page numbers in the contents, pictures, hidden and
    deleted text. Struck text is text where `struck` says so; elsewhere it leaves a doubt, and so stands in
    `unread`. What the reader met and could not read stands in `unread`; a file that
    cannot be read at all gives no pieces and says so there.
    """
    try:
        package = read_package(data, _FILE)
        return _read(package, package.main_part(), struck)
    except AkkoordError as unreadable:
        return ExtractedText((), (), tuple(d.message for d in unreadable.diagnostics))


def _read(package: Package, main: str, struck: bool) -> ExtractedText:
    styles = Styles(_part(package, main, "styles"))
    lists = Lists(_part(package, main, "numbering"), styles)
    root = package.xml(main)
    body = root.find(w("body"))
    if body is None:
        return ExtractedText((), (), ("het document heeft geen tekst die te lezen is",))
    reader = StoryReader(styles, ListNumbers(lists), struck=struck)
    pieces = tuple(ExtractedPiece(text, place) for text, place in reader.read(body))
    footnotes = _part(package, main, "footnotes")
    found = {n.get(w("id"), ""): n for n in footnotes.iter(w("footnote"))} if footnotes is not None else {}
    notes: list[ExtractedNote] = []
    unread = [*reader.unread, *_odd_marks(root), *_odd_marks(_part(package, main, "settings"))]
    for mark, note_id in enumerate(reader.note_ids, 1):
        if note_id not in found:
            unread.append(f"voetnoot {mark} ontbreekt")
            continue
        inside = StoryReader(styles, ListNumbers(lists), struck=struck)
        text = " ".join(words for words, _ in inside.read(found[note_id]))
        notes.append(ExtractedNote(str(mark), text, f"voetnoot {mark}"))
        unread.extend(f"voetnoot {mark}, {what}" for what in inside.unread)
    return ExtractedText(pieces, tuple(notes), tuple(unread))


def _part(package: Package, main: str, kind: str) -> Element | None:
    name = package.related(main, kind)
    return package.xml(name) if name is not None else None


def _odd_marks(root: Element | None) -> Iterator[str]:
    """Settings by which Word would not count footnotes 1, 2, 3 through the document."""
    properties = root.iter(w("footnotePr")) if root is not None else ()
    for element in properties:
        for name, ordinary in _ORDINARY.items():
            if value(element, name) not in ordinary:
                yield f"voetnoten tellen anders dan 1, 2, 3 (`{name}`: `{value(element, name)}`)"
