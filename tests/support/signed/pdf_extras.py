"""More ways to make a PDF say or do something else: what lies over pages, what stands beside them, and signatures."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from akkoord.signing.signatures.keys import open_key
from akkoord.signing.signatures.signature import Request, place_to_sign, signed_pdf
from akkoord.typesetting.stamp import stamp_pdf
from support.pdf import FONTS
from support.signed import files, pki
from support.signed.pdf_tricks import edited

Pdf = bytes


def linked_over(data: Pdf, page: int, box: Sequence[float], *, drawing: str = "", line: float = 0) -> Pdf:
    """A link to where one leads already, that draws over the text: a picture of its own, or a thick white box."""

    def change(pdf: pikepdf.Pdf) -> None:
        old = next(a for p in pdf.pages for a in p.obj.get("/Annots", ()) if a.Subtype == Name.Link)
        place = {key: old[key] for key in ("/Dest", "/A") if key in old}
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(box), Border=Array([0, 0, line]), C=[1, 1, 1])
        for key, value in place.items():
            link[key] = value
        if drawing:
            look = pdf.make_stream(drawing.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 500])
            link.AP = Dictionary(N=look)
        pdf.pages[page - 1].obj.Annots.append(pdf.make_indirect(link))

    return edited(data, change)


def laid(data: Pdf, page: int, kind: str, box: Sequence[float]) -> Pdf:
    """Something that draws white over the text: a highlight, a line of a pen, a watermark."""

    def change(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"1 g 0 0 500 500 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 500])
        over = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array(box), F=4, AP=Dictionary(N=look))
        annotations = pdf.pages[page - 1].obj.get("/Annots", Array())
        annotations.append(pdf.make_indirect(over))
        pdf.pages[page - 1].obj.Annots = annotations

    return edited(data, change)


def chained(data: Pdf) -> Pdf:
    """A link leads where it led, and runs a script after that."""

    def change(pdf: pikepdf.Pdf) -> None:
        link = next(a for p in pdf.pages for a in p.obj.get("/Annots", ()) if a.Subtype == Name.Link)
        place = link.Dest if "/Dest" in link else link.A.D
        for key in ("/Dest", "/A"):
            if key in link:
                del link[key]
        link.A = Dictionary(S=Name.GoTo, D=place, Next=Dictionary(S=Name.JavaScript, JS=String("x")))

    return edited(data, change)


def associated(data: Pdf, name: str) -> Pdf:
    """A file that is not among the attachments, and belongs to the document all the same (/AF)."""

    def change(pdf: pikepdf.Pdf) -> None:
        inside = Dictionary(F=pdf.make_stream(b"andere tarieven"))
        file = Dictionary(Type=Name.Filespec, F=String(name), AFRelationship=Name.Source, EF=inside)
        pdf.Root.AF = Array([pdf.make_indirect(file)])

    return edited(data, change)


def recast(data: Pdf, was: str, becomes: str) -> Pdf:
    """The file says that a sort of part stands for another: a reading aid passes by or reads otherwise."""
    return edited(data, lambda pdf: pdf.Root.StructTreeRoot.__setattr__("RoleMap", Dictionary({was: Name(becomes)})))


def of_root(data: Pdf, values: Mapping[str, str]) -> Pdf:
    """Entries of the document as a whole, in the notation of a PDF."""

    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.Root[key] = pikepdf.Object.parse(value.encode())

    return edited(data, change)


def of_form(data: Pdf, value: str) -> Pdf:
    """Entries of the form, in the notation of a PDF."""

    def change(pdf: pikepdf.Pdf) -> None:
        for key, one in pikepdf.Object.parse(value.encode()).items():
            pdf.Root.AcroForm[key] = one

    return edited(data, change)


def of_page(data: Pdf, page: int, value: str) -> Pdf:
    """Entries of a page, in the notation of a PDF."""

    def change(pdf: pikepdf.Pdf) -> None:
        for key, one in pikepdf.Object.parse(value.encode()).items():
            pdf.pages[page - 1].obj[key] = one

    return edited(data, change)


def wrapped_in_form(data: Pdf, page: int) -> Pdf:
    """All of a page is drawn as a form of another file, in which no words are looked for."""

    def change(pdf: pikepdf.Pdf) -> None:
        of_page = pdf.pages[page - 1].obj
        form = pdf.make_stream(
            of_page.Contents.read_bytes(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 596, 842],
            Resources=of_page.Resources,
        )  # fmt: skip
        of_page.Resources = Dictionary(XObject=Dictionary(F=form))
        of_page.Contents = pdf.make_stream(b"/F Do")

    return edited(data, change)


def written(data: Pdf, page: int, content: str) -> Pdf:
    """Words written on a page in the font that PDF programs always have, called /Extra."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        pdf.pages[page - 1].obj.Resources.Font["/Extra"] = font
        pdf.pages[page - 1].contents_add(f"q {content} Q".encode("latin-1"))

    return edited(data, change)


def before(data: Pdf, page: int, content: str, after: str = "") -> Pdf:
    """Something that holds for all that a page draws: a clip, a transparency, another scale."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page - 1].obj.Resources["/ExtGState"] = Dictionary(G0=Dictionary(ca=0.02, CA=0.02))
        pdf.pages[page - 1].contents_add(content.encode(), prepend=True)
        pdf.pages[page - 1].contents_add(after.encode())

    return edited(data, change)


def fonts_lost(data: Pdf, page: int) -> Pdf:
    """The fonts of a page no longer say which letters they draw."""

    def change(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[page - 1].obj.Resources.Font.values():
            if "/ToUnicode" in font:
                del font["/ToUnicode"]

    return edited(data, change)


def doubled(data: Pdf, page: int) -> Pdf:
    """A page stands in the file twice."""
    return edited(data, lambda pdf: pdf.pages.insert(page, pdf.pages[page - 1]))


def fewer_counted(data: Pdf) -> Pdf:
    """The file says that it has a page less than it has."""
    plain = edited(data, lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
    return plain.replace(b"/Count %d" % count, b"/Count %d" % (count - 1))


def hybrid(data: Pdf, page: int, drawn: str) -> Pdf:
    """Two lists of where things stand: old programs read one page, new programs another (ISO 32000-1, 7.5.8.4)."""
    plain = edited(data, lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        content = pdf.pages[page - 1].obj.Contents
        number, size, root = content.objgen[0], int(pdf.trailer.Size), pdf.trailer.Root.objgen[0]
        other = content.read_bytes() + f" q {drawn} Q".encode()
    last = int(plain.rpartition(b"startxref")[2].split()[0])
    body = b"\n%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, len(other), other)
    entry = bytes([1]) + (len(plain) + 1).to_bytes(4, "big") + b"\0\0"
    head = b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%d 1]/Root %d 0 R/Length %d>>\nstream\n"
    hidden = head % (size, size + 1, number, root, len(entry)) + entry + b"\nendstream\nendobj\n"
    at = len(plain) + len(body)
    tail = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root %d 0 R/Prev %d/XRefStm %d>>\n"
    tail += b"startxref\n%d\n%%%%EOF\n"
    return plain + body + hidden + tail % (size + 1, root, last, at, at + len(hidden))


def behind(data: Pdf, words: str) -> Pdf:
    """Bytes behind the end of the file, which no reader shows."""
    return data + words.encode()


# --- signatures ----------------------------------------------------------------------------


def _added(data: Pdf, change: Callable[[Any], None]) -> Pdf:
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def field_removed(data: Pdf, place: int) -> Pdf:
    """Behind the file: a signature field is no longer among those of the form."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        kept = [one for index, one in enumerate(list(form["/Fields"])) if index != place]
        form[pdf_name("/Fields")] = generic.ArrayObject(kept)
        writer.update_container(form)
        writer.update_root()

    return _added(data, change)


def look_replaced(data: Pdf, place: int) -> Pdf:
    """Behind the file: what a signature that was put looks like becomes another thing."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][place]
        look = generic.StreamObject(stream_data=b"0 g 0 0 200 60 re f")
        look[pdf_name("/Type")], look[pdf_name("/Subtype")] = pdf_name("/XObject"), pdf_name("/Form")
        look[pdf_name("/BBox")] = generic.ArrayObject([generic.NumberObject(v) for v in (0, 0, 200, 60)])
        field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
        writer.update_container(field)

    return _added(data, change)


def range_changed(data: Pdf) -> Pdf:
    """The last signature says that it covers five bytes less."""
    found = list(re.finditer(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", data))[-1]
    first, second, length = map(int, found.groups())
    new = b"/ByteRange [0 %d %d %d]" % (first, second, length - 5)
    return data[: found.start()] + new.ljust(len(found[0])) + data[found.end() :]


def wrapped_in_signature(data: Pdf) -> Pdf:
    """Something is hidden in the gap that the last signature does not cover."""
    found = list(re.finditer(rb"/Contents <([0-9A-Fa-f]+)>", data))[-1]
    hidden = b">/Meer <41"
    return data[: found.end(1) - len(hidden)] + hidden + data[found.end(1) :]


def transplanted(_: Pdf, changes: Mapping[str, str]) -> Pdf:
    """The signature of one contract behind another."""
    text = files.SOURCE
    for old, new in changes.items():
        text = text.replace(old, new)
    return files.sent(text) + files.signed_once()[len(files.sent()) :]


def swapped_persons(_: Pdf) -> Pdf:
    """Each signs in the field of the other."""
    first, second = (pki.person(*files.PEOPLE[field]) for field in (files.PROVIDER, files.TOWNS))
    return files.sign(files.sign(files.sent(), files.PROVIDER, second), files.TOWNS, first)


def reserved(_: Pdf, reason: str, seen: Sequence[str] = ("A. Voorbeeld",)) -> Pdf:
    """The first one signs with a reason and a picture of his own choice."""
    key = open_key(pki.key_file(pki.person(*files.PEOPLE[files.PROVIDER])), pki.PASSPHRASE, "proef.p12")
    request = Request(files.PROVIDER, pki.NOW, reason)
    place = place_to_sign(files.sent(), request, (), "proef.pdf")
    picture = stamp_pdf(tuple(seen), 200, 50, FONTS)
    return files.sign(signed_pdf(files.sent(), key, request, place, picture, files.timestamper()), files.TOWNS)


def seen_by_one(_: Pdf, page: int, content: str) -> Pdf:
    """The second one signs a page that was drawn over, and afterwards that is taken away."""
    from support.signed.mutations import page_covered, page_uncovered

    covered = files.sign(page_covered(files.signed_once(), page, content), files.TOWNS)
    return page_uncovered(covered, page)


OPERATIONS: Mapping[str, Callable[..., Pdf]] = {
    operation.__name__: operation
    for operation in (
        linked_over, laid, chained, associated, recast, of_root, of_form, of_page, wrapped_in_form, written, before,
        fonts_lost, doubled, fewer_counted, hybrid, behind, field_removed, look_replaced, range_changed,
        wrapped_in_signature, transplanted, swapped_persons, reserved, seen_by_one,
    )
}  # fmt: skip
