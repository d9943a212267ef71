"""What people and programs do to a Word file on its way: every operation takes its bytes and gives others."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import docx
from lxml import etree

from akkoord.ooxml import pack_archive, read_archive
from akkoord.ooxml.names import w
from akkoord.project.file_report import shipped_workshop
from support.sample import sample_document
from support.signed import word_tricks

Docx = bytes
_BODY = "word/document.xml"


def sent() -> Docx:
    """The Word file as it is sent."""
    return shipped_workshop().docx.write(sample_document("Voorbeeld B.V."), pages={}, properties={})


def changed(data: Docx, change: Callable[[etree._Element], None], part: str = _BODY) -> Docx:
    """A part of the file changed."""
    parts = read_archive(data, "proef.docx")
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack_archive(parts)


def _texts(root: etree._Element, words: str) -> etree._Element:
    found = [text for text in root.iter(w("t")) if words in (text.text or "")]
    assert found, words
    return found[0]


def replaced(data: Docx, old: str, new: str) -> Docx:
    def change(root: etree._Element) -> None:
        text = _texts(root, old)
        text.text = text.text.replace(old, new, 1)

    return changed(data, change)


def resaved(data: Docx) -> Docx:
    """Opened and saved by another program."""
    out = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(out)
    return out.getvalue()


def looks(data: Docx, words: str, name: str, value: str = "", theme: str = "", part: str = _BODY) -> Docx:
    """The run with these words gets a property; `part` is a part, or the start of the names of some."""

    def change(root: etree._Element) -> None:
        run = _texts(root, words).getparent()
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        found = properties.find(w(name))
        if found is None:
            found = etree.SubElement(properties, w(name))
        if value:
            found.set(w("val"), value)
        if theme:
            found.set(w("themeColor"), theme)

    return changed(data, change, _part_with(data, part, words))


def _part_with(data: Docx, part: str, words: str) -> str:
    """The part of that name, or the first whose name begins so and that holds the words."""
    parts = read_archive(data, "proef.docx")
    if part in parts:
        return part
    return next(n for n in sorted(parts) if n.startswith(f"word/{part}") and words.encode() in parts[n])


def hidden(data: Docx, after: str, words: str, look: str = "vanish", value: str = "") -> Docx:
    """Words behind a run that nobody sees."""

    def change(root: etree._Element) -> None:
        run = _texts(root, after).getparent()
        more = etree.Element(w("r"))
        seen = etree.SubElement(etree.SubElement(more, w("rPr")), w(look))
        if value:
            seen.set(w("val"), value)
        etree.SubElement(more, w("t")).text = words
        run.addnext(more)

    return changed(data, change)


def swapped(data: Docx, one: str, other: str) -> Docx:
    """Two paragraphs change places."""

    def change(root: etree._Element) -> None:
        first, second = (next(_texts(root, words).iterancestors(w("p"))) for words in (one, other))
        marker = etree.Element("marker")
        first.addprevious(marker)
        second.addprevious(first)
        marker.addprevious(second)
        marker.getparent().remove(marker)

    return changed(data, change)


def removed(data: Docx, words: str) -> Docx:
    def change(root: etree._Element) -> None:
        paragraph = next(_texts(root, words).iterancestors(w("p")))
        paragraph.getparent().remove(paragraph)

    return changed(data, change)


def tracked(data: Docx, old: str, new: str, author: str) -> Docx:
    """A change that Word keeps track of."""

    def change(root: etree._Element) -> None:
        text = _texts(root, old)
        run = text.getparent()
        before, _, after = text.text.partition(old)
        who = {w("author"): author, w("date"): "2023-01-12T10:00:00Z"}
        gone = etree.Element(w("del"), {w("id"): "901", **who})
        etree.SubElement(etree.SubElement(gone, w("r")), w("delText")).text = old
        come = etree.Element(w("ins"), {w("id"): "902", **who})
        etree.SubElement(etree.SubElement(come, w("r")), w("t")).text = new
        tail = etree.fromstring(etree.tostring(run))
        text.text, tail.find(w("t")).text = before, after
        for part in (text, tail.find(w("t"))):
            part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(gone)
        gone.addnext(come)
        come.addnext(tail)

    return changed(data, change)


def footed(data: Docx, old: str, new: str) -> Docx:
    """Other words in the footer."""
    parts = read_archive(data, "proef.docx")
    furniture = [name for name in parts if re.match(r"word/(header|footer)\d*\.xml", name)]
    names = [name for name in furniture if old.encode() in parts[name]]
    assert names
    for name in names:
        parts[name] = parts[name].replace(old.encode(), new.encode())
    return pack_archive(parts)


def noted(data: Docx, old: str, new: str) -> Docx:
    """Other words in a footnote."""

    def change(root: etree._Element) -> None:
        text = _texts(root, old)
        text.text = text.text.replace(old, new)

    return changed(data, change, "word/footnotes.xml")


def retitled(data: Docx, title: str) -> Docx:
    document = docx.Document(io.BytesIO(data))
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def remarked(data: Docx, words: str, author: str) -> Docx:
    """A comment of somebody."""
    document = docx.Document(io.BytesIO(data))
    paragraph = next(p for p in document.paragraphs if p.runs)
    document.add_comment(paragraph.runs, text=words, author=author)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cut_off(data: Docx, share: float) -> Docx:
    return data[: int(len(data) * share)]


def nothing(_: Docx, data: str = "") -> Docx:
    return data.encode()


OPERATIONS: Mapping[str, Callable[..., Docx]] = {
    operation.__name__: operation
    for operation in (
        replaced, resaved, looks, hidden, swapped, removed, tracked, footed, noted, retitled, remarked, cut_off,
        nothing,
    )
} | word_tricks.OPERATIONS  # fmt: skip
