"""Files that should not be, and files that are only odd, made by code.

`REFUSED` may not or cannot be read: each must be named in a message. `READABLE` are documents in which something is
unusual; a difference in them must be found. `LARGE` are pairs that cost time.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable

from akkoord.ooxml import pack_archive
from akkoord.ooxml.names import W_NS
from support.docx import parts_of
from support.word.model import Document, Paragraph, Text
from support.word.notation import document
from support.word.writing import docx

MAIN = "word/document.xml"
OLD = "Eerste alinea.\nDe termijn is {b:dertig} dagen.{note|Een noot.}\n::: header\nVersie een\n:::"
NEW = OLD.replace("dertig", "zestig")


def sample(text: str = OLD) -> bytes:
    """A small document."""
    return docx(document(text))


def with_parts(data: bytes, **changes: bytes | None) -> bytes:
    """`data` with parts replaced or, for None, taken out; `__` in a name stands for `/` and `_dot_` for a dot."""
    parts = parts_of(data)
    for key, value in changes.items():
        name = key.replace("__", "/").replace("_dot_", ".")
        if value is None:
            del parts[name]
        else:
            parts[name] = value
    return pack_archive(parts)


def with_main(data: bytes, change: Callable[[str], str]) -> bytes:
    """`data` with its main part rewritten; the change must change something."""
    before = parts_of(data)[MAIN].decode()
    after = change(before)
    assert after != before
    return with_parts(data, word__document_dot_xml=after.encode())


def compound(*names: str) -> bytes:
    """A compound file (MS-CFB) with streams by these names: what Word 97 and a file with a password are.

    One sector of allocation table, one of directory, then the streams: zeros.
    """
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    size = 4096  # a smaller stream would be in the mini stream
    per_stream = size // 512
    table = [fat, end] + [
        end if n % per_stream == per_stream - 1 else 2 + n + 1 for n in range(per_stream * len(names))
    ]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    header += struct.pack("<108I", *[free] * 108)
    entries = [_entry("Root Entry", 5, 1 if names else free, end, 0)]
    entries += [_entry(name, 2, free, 2 + n * per_stream, size, right=n + 2) for n, name in enumerate(names)]
    entries[-1] = _entry(names[-1], 2, free, 2 + (len(names) - 1) * per_stream, size)
    directory = b"".join(entries).ljust(512, b"\0")[:512]
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return header + allocation + directory + bytes(size * len(names))


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = 0xFFFFFFFF) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def archive(entries: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip as another program would write it: entries may occur twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a name twice is what we are after
        for name, data in entries:
            made.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def bomb() -> bytes:
    """A hundred kilobytes that unpack to a hundred megabytes in the main part."""
    parts = parts_of(sample())
    return archive([*parts.items(), ("word/media/leeg.bin", bytes(100 * 2**20))])


def many_entries() -> bytes:
    """More parts than any document has."""
    return archive([*parts_of(sample()).items(), *((f"word/media/{n}.bin", b"") for n in range(5_000))])


def _doctype(declaration: str) -> bytes:
    main = parts_of(sample())[MAIN].decode()
    head, body = main.split("\n", 1)
    return with_parts(sample(), word__document_dot_xml=f"{head}\n{declaration}\n{body}".encode())


_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def utf16_doctype() -> bytes:
    """A document type hidden from a search for its bytes."""
    main = parts_of(sample())[MAIN].decode().replace("UTF-8", "UTF-16")
    head, body = main.split("\n", 1)
    hidden = f'{head}<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>{body}'
    return with_parts(sample(), word__document_dot_xml=hidden.encode("utf-16"))


def deep(depth: int = 5_000) -> bytes:
    """Content controls nested thousands deep."""
    opened, closed = "<w:sdt><w:sdtContent>" * depth, "</w:sdtContent></w:sdt>" * depth
    return with_main(sample(), lambda xml: xml.replace("<w:body>", f"<w:body>{opened}<w:p/>{closed}"))


def huge_attribute() -> bytes:
    """A style name of twelve megabytes."""
    return with_main(sample(), lambda xml: xml.replace("<w:p>", f'<w:p w:rsidR="{"A" * 12_000_000}">', 1))


def _types() -> bytes:
    return parts_of(sample())["[Content_Types].xml"]


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"Dit is gewoon tekst.\n",
    "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
    "word-97": lambda: compound("WordDocument", "1Table"),
    "password": lambda: compound("EncryptionInfo", "EncryptedPackage"),
    "rtf": lambda: b"{\\rtf1\\ansi Tekst.}",
    "html": lambda: b"<html><body>Tekst.</body></html>",
    "odt": lambda: archive([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]),
    "xlsx": lambda: archive(
        [
            ("[Content_Types].xml", _types().replace(b"wordprocessingml.document", b"spreadsheetml.sheet")),
            ("_rels/.rels", parts_of(sample())["_rels/.rels"]),
            (MAIN, b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
        ]
    ),
    "strict": lambda: strict(sample()),
    "macros": lambda: macros(sample()),
    "truncated-in-the-middle": lambda: sample()[: len(sample()) // 2],
    "truncated-at-the-end": lambda: sample()[:-40],
    "damaged-in-the-middle": lambda: _damaged(sample()),
    "bomb": bomb,
    "many-entries": many_entries,
    "entity-outside": lambda: _doctype('<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    "entity-laughs": lambda: _doctype(f'<!DOCTYPE w:document [<!ENTITY a0 "ha">{_LAUGHS}]>'),
    "entity-in-utf-16": utf16_doctype,
    "part-twice": lambda: archive([*parts_of(sample()).items(), (MAIN, parts_of(sample(NEW))[MAIN])]),
    "part-outside": lambda: archive([*parts_of(sample()).items(), ("../buiten.xml", b"<x/>")]),
    "no-content-types": lambda: with_parts(sample(), **{"[Content_Types]_dot_xml": None}),
    "no-relationships": lambda: with_parts(sample(), _rels___dot_rels=None),
    "no-main-part": lambda: with_parts(sample(), word__document_dot_xml=None),
    "main-part-no-xml": lambda: with_parts(sample(), word__document_dot_xml=b"<w:document>"),
    "main-part-something-else": lambda: with_parts(sample(), word__document_dot_xml=b"<html/>"),
    "no-body": lambda: with_parts(sample(), word__document_dot_xml=f'<w:document xmlns:w="{W_NS}"/>'.encode()),
    "footnotes-no-xml": lambda: with_parts(sample(), word__footnotes_dot_xml=b"geen xml"),
    "header-no-xml": lambda: with_parts(sample(), word__header1_dot_xml=b"<w:hdr"),
    "deep": deep,
    "huge-attribute": huge_attribute,
}  # fmt: skip


def _damaged(data: bytes) -> bytes:
    at = data.index(b"word/document.xml") + 60
    return data[:at] + bytes(40) + data[at + 40 :]


def strict(data: bytes) -> bytes:
    """The same document in the strict form of the standard (ISO/IEC 29500-1)."""
    purl = b"http://purl.oclc.org/ooxml"
    swaps = (
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", purl + b"/wordprocessingml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", purl + b"/officeDocument/"),
        (b"http://schemas.openxmlformats.org/drawingml/2006/", purl + b"/drawingml/"),
    )
    parts = parts_of(data)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            for old, new in swaps:
                content = content.replace(old, new)
            parts[name] = content
    return pack_archive(parts)


def macros(data: bytes) -> bytes:
    """The same document with macros."""
    parts = parts_of(data)
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    parts["[Content_Types].xml"] = types.replace(
        b'<Default Extension="xml"',
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default Extension="xml"',
    )
    parts["word/vbaProject.bin"] = compound("VBA")
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        b'Target="vbaProject.bin"/></Relationships>',
    )
    return pack_archive(parts)


def absolute_targets(data: bytes) -> bytes:
    """Relationships that name their parts from the root, as some programs write them."""
    parts = parts_of(data)
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b'Target="', b'Target="/word/')
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'Target="', b'Target="/')
    return pack_archive(parts)


def other_names(data: bytes) -> bytes:
    """The main part under another name, as LibreOffice and some generators have it."""
    parts = parts_of(data)
    parts["word/hoofd.xml"] = parts.pop(MAIN)
    parts["word/_rels/hoofd.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/hoofd.xml")
    return pack_archive(parts)


def without_styles(data: bytes) -> bytes:
    """The styles part and its relationship are gone."""
    parts = parts_of(data)
    del parts["word/styles.xml"]
    rels = "word/_rels/document.xml.rels"
    head, tail = parts[rels].split(b'Target="styles.xml"/>')
    parts[rels] = head.rsplit(b"<Relationship ", 1)[0] + tail
    parts["[Content_Types].xml"] = _without_override(parts["[Content_Types].xml"])
    return pack_archive(parts)


def _without_override(types: bytes) -> bytes:
    start = types.index(b'<Override PartName="/word/styles.xml"')
    return types[:start] + types[types.index(b"/>", start) + 2 :]


def styles_lost(data: bytes) -> bytes:
    """A relationship to a styles part that is not there."""
    types = _without_override(parts_of(data)["[Content_Types].xml"])
    return with_parts(data, word__styles_dot_xml=None, **{"[Content_Types]_dot_xml": types})


def wrong_types(data: bytes) -> bytes:
    """Every part is said to be plain XML."""
    types = parts_of(data)["[Content_Types].xml"]
    head, _, _ = types.partition(b"<Override ")
    return with_parts(data, **{"[Content_Types]_dot_xml": head + b"</Types>"})


def in_utf16(data: bytes) -> bytes:
    """The main part in another encoding, as the standard allows."""
    xml = parts_of(data)[MAIN].decode().replace("UTF-8", "UTF-16")
    return with_parts(data, word__document_dot_xml=xml.encode("utf-16"))


def with_mark_of_order(data: bytes) -> bytes:
    """The main part behind a byte order mark."""
    return with_parts(data, word__document_dot_xml=b"\xef\xbb\xbf" + parts_of(data)[MAIN])


def stored(data: bytes) -> bytes:
    """A zip that compresses nothing and has folders as entries."""
    return archive([("word/", b""), ("word/_rels/", b""), *parts_of(data).items()], zipfile.ZIP_STORED)


def with_remarks(data: bytes) -> bytes:
    """Comments, processing instructions and CDATA in the main part."""
    return with_main(
        data,
        lambda xml: xml.replace("<w:body>", "<w:body><!-- opmerking --><?iets anders?>").replace(
            "Eerste alinea.", "<![CDATA[Eerste alinea.]]>"
        ),
    )


def other_prefix(data: bytes) -> bytes:
    """The namespace of the main part under another prefix."""
    return with_main(data, lambda xml: re.sub(r"(</?|[ ]|xmlns:)w(?=[:=])", r"\1ns0", xml))


def unknown_elements(data: bytes) -> bytes:
    """Elements of a namespace that nobody knows."""
    return with_main(
        data, lambda xml: xml.replace("<w:body>", '<w:body><x:y xmlns:x="urn:onbekend" x:z="1"><x:q>inhoud</x:q></x:y>')
    )


def silly_numbers(data: bytes) -> bytes:
    """Values that are no numbers, or far too large ones, where a number belongs."""
    silly = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="99999999999999"/></w:numPr></w:pPr></w:p>'
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="x"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/>'
        '<w:vMerge w:val="?"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    )
    return with_main(data, lambda xml: xml.replace("<w:sectPr>", f"{silly}<w:sectPr>", 1))


def loose_text(data: bytes) -> bytes:
    """Paragraphs in a paragraph, a run in the body, an empty table, a row without cells."""
    loose = "<w:r><w:t>los</w:t></w:r><w:tbl/><w:tbl><w:tr/></w:tbl><w:p><w:p><w:r><w:t>dubbel</w:t></w:r></w:p></w:p>"
    return with_main(data, lambda xml: xml.replace("<w:sectPr>", f"{loose}<w:sectPr>", 1))


def open_fields(data: bytes) -> bytes:
    """A field that never ends, and an end without a field; range marks without their other half."""
    broken = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkStart w:id="1" w:name="open"/>'
        '<w:bookmarkEnd w:id="77"/><w:commentRangeStart w:id="5"/></w:p>'
    )
    return with_main(data, lambda xml: xml.replace("<w:sectPr>", f"{broken}<w:sectPr>", 1))


READABLE: dict[str, Callable[[bytes], bytes]] = {
    "absolute-targets": absolute_targets,
    "other-names": other_names,
    "without-styles": without_styles,
    "styles-lost": styles_lost,
    "wrong-types": wrong_types,
    "utf-16": in_utf16,
    "byte-order-mark": with_mark_of_order,
    "stored-with-folders": stored,
    "remarks-and-cdata": with_remarks,
    "other-prefix": other_prefix,
    "unknown-elements": unknown_elements,
    "silly-numbers": silly_numbers,
    "loose-text": loose_text,
    "open-fields": open_fields,
}


def large_pictures() -> tuple[bytes, bytes]:
    """Fifty megabytes of pictures that cannot be compressed, and one changed word."""
    noise = bytearray()
    state = 12345
    for _ in range(2**16):
        state = (state * 1103515245 + 12345) % 2**31
        noise += state.to_bytes(4, "little")
    pictures = {f"word/media/groot{n}.png": bytes(noise[n:]) * 20 for n in range(10)}
    return (pack_archive({**parts_of(sample()), **pictures}, 0), pack_archive({**parts_of(sample(NEW)), **pictures}, 0))


def many_paragraphs(count: int = 30_000) -> tuple[bytes, bytes]:
    """Thirty thousand paragraphs, one in a hundred changed, some in and out."""
    old = [f"Alinea {n} over onderwerp {n * 7 % 113} van de overeenkomst." for n in range(count)]
    new = [text.replace("onderwerp", "thema") if n % 100 == 0 else text for n, text in enumerate(old) if n % 997]
    new[count // 2 : count // 2] = [f"Nieuwe alinea {n}." for n in range(20)]
    return _plain(old), _plain(new)


def one_long_paragraph() -> tuple[bytes, bytes]:
    """One paragraph of a megabyte, with words changed throughout."""
    words = [f"woord{n * 31 % 4099}" for n in range(105_000)]
    changed = [f"ander{n}" if n % 1000 == 0 else word for n, word in enumerate(words)]
    return _plain([" ".join(words)]), _plain([" ".join(changed)])


def equal_paragraphs(count: int = 5_000) -> tuple[bytes, bytes]:
    """Thousands of equal paragraphs; a few out, one changed, a few in."""
    new = ["n.v.t."] * (count - 7)
    new[count // 2] = "wel van toepassing"
    return _plain(["n.v.t."] * count), _plain(new)


def nothing_alike(count: int = 3_000) -> tuple[bytes, bytes]:
    """A document replaced by another one of the same length."""
    old = [" ".join(f"oud{n * k % 977}" for k in range(3, 28)) for n in range(count)]
    new = [" ".join(f"nieuw{n * k % 977}" for k in range(3, 28)) for n in range(count)]
    return _plain(old), _plain(new)


def _plain(texts: list[str]) -> bytes:
    return docx(Document([Paragraph([Text(text)]) for text in texts]))


LARGE: dict[str, Callable[[], tuple[bytes, bytes]]] = {
    "fifty-megabytes-of-pictures": large_pictures,
    "thirty-thousand-paragraphs": many_paragraphs,
    "one-paragraph-of-a-megabyte": one_long_paragraph,
    "five-thousand-equal-paragraphs": equal_paragraphs,
    "nothing-alike": nothing_alike,
}
