"""Ways to make a Word file say something else than it seems to: operations beside those of `support.signed.word`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

from lxml import etree

from akkoord.ooxml import pack_archive, read_archive

Docx = bytes
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = {
    "w": _W,
    "r": _R,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NS.items())
_BODY = "word/document.xml"
_RELS = "word/_rels/document.xml.rels"


def _parts(data: Docx) -> dict[str, bytes]:
    return dict(read_archive(data, "proef.docx"))


def _changed(data: Docx, change: Callable[[etree._Element], None], part: str = _BODY) -> Docx:
    parts = _parts(data)
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack_archive(parts)


def _xml(text: str) -> list[etree._Element]:
    return list(etree.fromstring(f"<x {_DECLARED}>{text}</x>"))


def _run(root: etree._Element, words: str) -> etree._Element:
    found = [t for t in root.iter(f"{{{_W}}}t") if words in (t.text or "")]
    assert found, words
    return found[0].getparent()


def _paragraph(root: etree._Element, words: str) -> etree._Element:
    return next(_run(root, words).iterancestors(f"{{{_W}}}p"))


def _related(parts: dict[str, bytes], kind: str, target: str, *, external: bool = False) -> str:
    """A relationship more of the main part; gives its id."""
    name = "rIdProef" + hashlib.sha256(f"{kind} {target}".encode()).hexdigest()[:6]
    mode = ' TargetMode="External"' if external else ""
    more = f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    parts[_RELS] = parts[_RELS].replace(b"</Relationships>", more.encode())
    return name


def given(data: Docx, words: str, run: str = "", paragraph: str = "") -> Docx:
    """The run with these words, or its paragraph, gets properties more, as XML."""

    def change(root: etree._Element) -> None:
        for element, kind, more in ((_run(root, words), "rPr", run), (_paragraph(root, words), "pPr", paragraph)):
            if more:
                _properties(element, kind, more)

    return _changed(data, change)


def _properties(element: etree._Element, kind: str, more: str) -> None:
    properties = element.find(f"{{{_W}}}{kind}")
    if properties is None:
        properties = etree.Element(f"{{{_W}}}{kind}")
        element.insert(0, properties)
    for one in _xml(more):
        for old in properties.findall(one.tag):
            properties.remove(old)
        properties.append(one)


def cell(data: Docx, words: str, shade: str) -> Docx:
    """The cell with these words gets a colour."""

    def change(root: etree._Element) -> None:
        found = next(_run(root, words).iterancestors(f"{{{_W}}}tc"))
        _properties(found, "tcPr", f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>')

    return _changed(data, change)


def row(data: Docx, words: str, more: str) -> Docx:
    """The row with these words gets properties more."""

    def change(root: etree._Element) -> None:
        _properties(next(_run(root, words).iterancestors(f"{{{_W}}}tr")), "trPr", more)

    return _changed(data, change)


def table(data: Docx, words: str, more: str) -> Docx:
    """The table with these words gets properties more."""

    def change(root: etree._Element) -> None:
        _properties(next(_run(root, words).iterancestors(f"{{{_W}}}tbl")), "tblPr", more)

    return _changed(data, change)


def styled(data: Docx, style: str, words: str = "", paragraph: str = "") -> Docx:
    """A style more, as XML; the run with `words`, or the paragraph with `paragraph`, takes it."""
    name = re.search(r'w:styleId="([^"]*)"', style)
    assert name is not None
    data = _changed(data, lambda root: root.extend(_xml(style)), "word/styles.xml")
    if words:
        data = given(data, words, run=f'<w:rStyle w:val="{name[1]}"/>')
    if paragraph:
        data = given(data, paragraph, paragraph=f'<w:pStyle w:val="{name[1]}"/>')
    return data


def rewritten(data: Docx, part: str, old: str, new: str) -> Docx:
    """Other XML in a part, wherever the old stands."""
    parts = _parts(data)
    assert old.encode() in parts[part], old
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return pack_archive(parts)


def recoded(data: Docx, shown: str, target: str) -> Docx:
    """The reference that shows `shown` leads to another place in its code alone."""

    def change(root: etree._Element) -> None:
        codes = [c for c in root.iter(f"{{{_W}}}instrText") if "_Ref" in (c.text or "") and _shows(c, shown)]
        assert codes, shown
        codes[0].text = re.sub(r"_Ref\w+", target, codes[0].text)

    return _changed(data, change)


def _shows(code: etree._Element, shown: str) -> bool:
    runs = code.getparent().itersiblings(f"{{{_W}}}r")
    return shown == next(text for run in runs for text in run.itertext(f"{{{_W}}}t"))


def calculated(data: Docx, words: str, code: str) -> Docx:
    """Words become the result of a field with another code."""

    def change(root: etree._Element) -> None:
        run = _run(root, words)
        text = run.find(f"{{{_W}}}t")
        before, _, after = text.text.partition(words)
        text.text = before
        pieces = _xml(
            f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{words}</w:t></w:r></w:fldSimple>'
            f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r>'
        )
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for piece in reversed(pieces):
            run.addnext(piece)

    return _changed(data, change)


def relinked(data: Docx, old: str, new: str) -> Docx:
    """A link leads to another address; its words stay."""
    return rewritten(data, _RELS, old, new)


def pictured(data: Docx) -> Docx:
    """The picture in the file is another."""
    parts = _parts(data)
    name = next(n for n in parts if n.startswith("word/media/"))
    parts[name] += b"\0"
    return pack_archive(parts)


_ANCHORED = (
    '<w:r><w:drawing><wp:anchor behindDoc="0" relativeHeight="9"><wp:extent cx="5000000" cy="400000"/>'
    '<wp:docPr id="77" name="vlak"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr><a:prstGeom '
    'prst="rect"/><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></wps:spPr></wps:wsp></a:graphicData>'
    "</a:graphic></wp:anchor></w:drawing></w:r>"
)


def covered(data: Docx, words: str) -> Docx:
    """A white box lies over the paragraph with these words."""
    return _changed(data, lambda root: _paragraph(root, words).append(_xml(_ANCHORED)[0]))


def put(data: Docx, after: str, xml: str) -> Docx:
    """Something behind the paragraph with these words."""

    def change(root: etree._Element) -> None:
        for one in reversed(_xml(xml)):
            _paragraph(root, after).addnext(one)

    return _changed(data, change)


def wrapped(data: Docx, words: str, xml: str) -> Docx:
    """The run with these words stands inside other XML, where `<w:hier/>` is."""

    def change(root: etree._Element) -> None:
        run = _run(root, words)
        (outside,) = _xml(xml)
        run.addprevious(outside)
        outside.tail = None
        place = next(outside.iter(f"{{{_W}}}hier"))
        place.addprevious(run)
        place.getparent().remove(place)

    return _changed(data, change)


def bound(data: Docx, words: str, value: str) -> Docx:
    """The run with these words is bound to data elsewhere in the file that says something else."""
    parts = _parts(data)
    parts["customXml/item9.xml"] = f'<d xmlns="urn:proef"><v>{value}</v></d>'.encode()
    identity = "{11111111-2222-3333-4444-555555555555}"
    parts["customXml/itemProps9.xml"] = (
        f'<ds:datastoreItem ds:itemID="{identity}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    ).encode()
    parts["customXml/_rels/item9.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/customXmlProps" Target="itemProps9.xml"/></Relationships>'
    ).encode()
    _related(parts, "customXml", "../customXml/item9.xml")
    binding = (
        f'<w:dataBinding w:prefixMappings="xmlns:p=\'urn:proef\'" w:xpath="/p:d[1]/p:v[1]" w:storeItemID="{identity}"/>'
    )
    control = f"<w:sdt><w:sdtPr>{binding}<w:text/></w:sdtPr><w:sdtContent><w:hier/></w:sdtContent></w:sdt>"
    return wrapped(pack_archive(parts), words, control)


def chunked(data: Docx, after: str, html: str) -> Docx:
    """A text of another file is taken in when Word opens this one."""
    parts = _parts(data)
    parts["word/stuk.html"] = html.encode()
    name = _related(parts, "aFChunk", "stuk.html")
    return put(pack_archive(parts), after, f'<w:altChunk r:id="{name}"/>')


def templated(data: Docx, address: str) -> Docx:
    """A template somewhere else is fetched when the file is opened."""
    parts = _parts(data)
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/attachedTemplate" Target="{address}" TargetMode="External"/></Relationships>'
    )
    parts["word/_rels/settings.xml.rels"] = rels.encode()
    return pack_archive(parts)


def macroed(data: Docx) -> Docx:
    """A macro comes along."""
    parts = _parts(data)
    parts["word/vbaProject.bin"] = b"macro"
    _related(parts, "vbaProject", "vbaProject.bin")
    return pack_archive(parts)


def lettered(data: Docx, font: str) -> Docx:
    """The file brings its own letters."""
    parts = _parts(data)
    parts["word/fonts/font1.odttf"] = b"letters"
    parts["word/fontTable.xml"] = (
        f'<w:fonts {_DECLARED}><w:font w:name="{font}"><w:embedRegular r:id="rId1"/></w:font></w:fonts>'
    ).encode()
    _related(parts, "fontTable", "fontTable.xml")
    return pack_archive(parts)


def places_swapped(data: Docx, one: str, other: str) -> Docx:
    """The places in the paragraphs with these words, to which references lead, change names."""

    def change(root: etree._Element) -> None:
        first, second = (_place(root, words) for words in (one, other))
        name = f"{{{_W}}}name"
        first.attrib[name], second.attrib[name] = second.attrib[name], first.attrib[name]

    return _changed(data, change)


def _place(root: etree._Element, words: str) -> etree._Element:
    codes = "".join(code.text or "" for code in root.iter(f"{{{_W}}}instrText"))
    marks = _paragraph(root, words).iter(f"{{{_W}}}bookmarkStart")
    return next(mark for mark in marks if mark.get(f"{{{_W}}}name", "") in codes)


def headed(data: Docx, words: str, kind: str, setting: str = "") -> Docx:
    """The last section gets a header more, of the first page or of even pages; `setting` turns those on."""
    parts = _parts(data)
    parts["word/headerX.xml"] = f"<w:hdr {_DECLARED}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>".encode()
    name = _related(parts, "header", "headerX.xml")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", _HEADER + b"</Types>")

    def change(root: etree._Element) -> None:
        section = list(root.iter(f"{{{_W}}}sectPr"))[-1]
        for old in section.findall(f"{{{_W}}}headerReference"):
            if old.get(f"{{{_W}}}type") == kind:
                section.remove(old)
        section.insert(0, _xml(f'<w:headerReference w:type="{kind}" r:id="{name}"/>')[0])
        if kind == "first":
            section.append(_xml("<w:titlePg/>")[0])

    done = _changed(pack_archive(parts), change)
    return _changed(done, lambda root: root.append(_xml(setting)[0]), "word/settings.xml") if setting else done


_HEADER = (
    b'<Override PartName="/word/headerX.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>'
)


def ended(data: Docx, after: str, words: str) -> Docx:
    """A note at the end of the file."""
    parts = _parts(data)
    parts["word/endnotes.xml"] = (
        f'<w:endnotes {_DECLARED}><w:endnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:endnote></w:endnotes>'
    ).encode()
    _related(parts, "endnotes", "endnotes.xml")
    note = _xml('<w:r><w:endnoteReference w:id="2"/></w:r>')[0]
    return _changed(pack_archive(parts), lambda root: _run(root, after).addnext(note))


def embedded(data: Docx) -> Docx:
    """A spreadsheet comes along."""
    parts = _parts(data)
    parts["word/embeddings/tarieven.xlsx"] = b"PK"
    _related(parts, "package", "embeddings/tarieven.xlsx")
    return pack_archive(parts)


def other_body(data: Docx, old: str, new: str) -> Docx:
    """The file opens with another main part than the one that is called so."""
    parts = _parts(data)
    parts["word/document2.xml"] = parts[_BODY].replace(old.encode(), new.encode())
    parts["word/_rels/document2.xml.rels"] = parts[_RELS]
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    return pack_archive(parts)


def unmarked(data: Docx, words: str) -> Docx:
    """The first mark of a footnote in the paragraph with these words is gone."""

    def change(root: etree._Element) -> None:
        mark = next(_paragraph(root, words).iter(f"{{{_W}}}footnoteReference"))
        mark.getparent().remove(mark)

    return _changed(data, change)


def themed(data: Docx, words: str, place: str, colour: str) -> Docx:
    """The run with these words takes a colour of the theme, and the theme says which one that is."""
    parts = _parts(data)
    a = _NS["a"]
    parts["word/theme/theme1.xml"] = (
        f'<a:theme xmlns:a="{a}"><a:themeElements><a:clrScheme name="p"><a:{place}><a:srgbClr val="{colour}"/>'
        f'</a:{place}></a:clrScheme><a:fontScheme name="p"><a:minorFont><a:latin typeface="Wingdings"/></a:minorFont>'
        "</a:fontScheme>"
        "</a:themeElements></a:theme>"
    ).encode()
    _related(parts, "theme", "theme/theme1.xml")
    return given(pack_archive(parts), words, run=f'<w:color w:val="000000" w:themeColor="{place}"/>')


def in_theme_font(data: Docx, words: str) -> Docx:
    """The run with these words takes the font of a theme that names one without letters."""
    return given(themed(data, words, "accent1", "000000"), words, run='<w:rFonts w:asciiTheme="minorHAnsi"/>')


OPERATIONS: Mapping[str, Callable[..., Docx]] = {
    operation.__name__: operation
    for operation in (
        given, cell, row, table, styled, rewritten, recoded, calculated, relinked, pictured, covered, put, wrapped,
        bound, chunked, templated, macroed, lettered, themed, in_theme_font, places_swapped, headed, ended, embedded,
        other_body, unmarked,
    )
}  # fmt: skip
