"""What people and programs do to a file on its way: every operation takes the bytes of a PDF and gives others."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from akkoord.readers.pdf.pictures import pictures
from support.signed import files, pdf_extras, pdf_tricks, pki
from support.signed.pdf_tricks import edited

Pdf = bytes


def source(*changes: tuple[str, str]) -> str:
    """The contract in words, with other words in places that are there exactly once."""
    text = files.SOURCE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# --- the file written anew -----------------------------------------------------------------


def rebuilt(_: Pdf, changes: Mapping[str, str]) -> Pdf:
    """A contract with other words, made by the same program."""
    return files.sent(source(*changes.items()))


def saved(data: Pdf, way: str) -> Pdf:
    options = {
        "plain": {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        "linear": {"linearize": True},
        "unpacked": {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    }
    return edited(data, lambda pdf: None, **options[way])


def pages(data: Pdf, order: list[int]) -> Pdf:
    """Other pages, or the same in another order."""

    def change(pdf: pikepdf.Pdf) -> None:
        kept = [pdf.pages[number - 1].obj for number in order]
        while len(pdf.pages):
            del pdf.pages[-1]
        for page in kept:
            pdf.pages.append(pikepdf.Page(page))

    return edited(data, change)


def turned(data: Pdf, page: int) -> Pdf:
    return edited(data, lambda pdf: pdf.pages[page - 1].rotate(90, relative=True))


def cropped(data: Pdf, page: int, box: list[float]) -> Pdf:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page - 1].cropbox = Array(box)

    return edited(data, change)


def scaled(data: Pdf, factor: float) -> Pdf:
    """Every page drawn smaller, as a printer does that fits to its margins."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.contents_add(f"q {factor} 0 0 {factor} 14 20 cm".encode(), prepend=True)
            page.contents_add(b"Q")

    return edited(data, change)


def drawn(data: Pdf, page: int, content: str) -> Pdf:
    return edited(data, lambda pdf: pdf.pages[page - 1].contents_add(f"q {content} Q".encode()))


def stamped(data: Pdf, words: str, place: list[float]) -> Pdf:
    """Words of a signing service on every page, in the font that PDF programs always have."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for page in pdf.pages:
            page.obj.Resources.Font["/Stempel"] = font
            text = f"q 0 g BT /Stempel 7 Tf {place[0]} {place[1]} Td ({words}) Tj ET Q"
            page.contents_add(text.encode("latin-1"))

    return edited(data, change)


def appended(data: Pdf, words: str) -> Pdf:
    """A page more, with these words."""
    with pikepdf.open(io.BytesIO(files.typeset(f"{_PLAIN}\n{words}", conforming=False))) as more:
        return edited(data, lambda pdf: pdf.pages.extend(more.pages))


def inserted(data: Pdf, page: int, words: str) -> Pdf:
    """A page more, before page `page`."""
    with pikepdf.open(io.BytesIO(files.typeset(f"{_PLAIN}\n{words}", conforming=False))) as more:
        return edited(data, lambda pdf: pdf.pages.insert(page - 1, more.pages[0]))


_PLAIN = '#set text(font: "Carlito", size: 10pt)\n#set page(paper: "a4")'


def scanned(_: Pdf, readable: bool) -> Pdf:
    """Pictures of the pages, with or without the text that a scanner recognised, laid under them unseen."""
    data = files.sent()

    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AcroForm
        for number, picture in pictures(data, range(1, len(pdf.pages) + 1)).items():
            page = pdf.pages[number - 1]
            image = pdf.make_stream(
                b"".join(picture.rows),
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=picture.width,
                Height=picture.height,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
            )
            page.obj.Annots = Array()
            shown = b"q 595 0 0 842 0 0 cm /Scan Do Q"
            if readable:
                content = page.obj.Contents.read_bytes()
                unseen = re.sub(rb"\b\d Tr\b", b"3 Tr", content).replace(b"BT", b"BT 3 Tr")
                page.obj.Contents = pdf.make_stream(unseen + b"\n" + shown)
                page.obj.Resources["/XObject"] = Dictionary(Scan=image)
            else:
                page.obj.Resources = Dictionary(XObject=Dictionary(Scan=image))
                page.obj.Contents = pdf.make_stream(shown)

    return edited(data, change)


def glyphs(data: Pdf, one: str, other: str) -> Pdf:
    """Two letters that change places in what is drawn, while the file still says the same."""
    return edited(data, lambda pdf: _swap(pdf, one, other, drawn=True))


def words(data: Pdf, one: str, other: str) -> Pdf:
    """Two letters that change places in what the file says, while the same is drawn."""
    return edited(data, lambda pdf: _swap(pdf, one, other, drawn=False))


def _swap(pdf: pikepdf.Pdf, one: str, other: str, *, drawn: bool) -> None:
    for font in list(_fonts(pdf)):
        table = font.ToUnicode.read_bytes().decode("latin-1")
        codes = {letter: _code(table, letter) for letter in (one, other)}
        if None in codes.values():
            continue
        first, second = codes[one], codes[other]
        if not drawn:
            lines = {f"<{first:04X}> <{ord(one):04X}>": f"<{first:04X}> <{ord(other):04X}>"}
            lines[f"<{second:04X}> <{ord(other):04X}>"] = f"<{second:04X}> <{ord(one):04X}>"
            for was, becomes in lines.items():
                assert was in table.upper() or was.lower() in table.lower()
                table = table.replace(was, becomes).replace(was.lower(), becomes.lower())
            font.ToUnicode = pdf.make_stream(table.encode("latin-1"))
            continue
        inside = font.DescendantFonts[0]
        assert inside.Subtype == Name.CIDFontType2
        numbers = list(range(max(first, second) + 400))
        numbers[first], numbers[second] = second, first
        inside.CIDToGIDMap = pdf.make_stream(b"".join(number.to_bytes(2, "big") for number in numbers))


def _fonts(pdf: pikepdf.Pdf):
    seen = set()
    for page in pdf.pages:
        for font in page.obj.Resources.Font.values():
            if font.objgen not in seen and "/ToUnicode" in font:
                seen.add(font.objgen)
                yield font


def _code(table: str, letter: str) -> int | None:
    found = re.search(rf"<([0-9a-fA-F]{{4}})>\s*<{ord(letter):04X}>", table, re.IGNORECASE)
    return int(found[1], 16) if found else None


def noted(data: Pdf, page: int, kind: str, box: list[float], words: str = "") -> Pdf:
    """Something laid over a page: a note, a box, a highlight."""

    def change(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(
            b"1 1 1 rg 0 0 500 500 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 500]
        )
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name("/" + kind),
            Rect=Array(box),
            Contents=String(words),
            F=4,
            AP=Dictionary(N=look),
        )
        annotations = pdf.pages[page - 1].obj.get("/Annots", Array())
        annotations.append(pdf.make_indirect(note))
        pdf.pages[page - 1].obj.Annots = annotations

    return edited(data, change)


def linked(data: Pdf, address: str) -> Pdf:
    """The first link of the file leads elsewhere."""

    def change(pdf: pikepdf.Pdf) -> None:
        link = next(a for page in pdf.pages for a in page.obj.get("/Annots", ()) if a.Subtype == Name.Link)
        for key in ("/Dest", "/A"):
            if key in link:
                del link[key]
        link.A = Dictionary(S=Name.URI, URI=String(address))

    return edited(data, change)


def retitled(data: Pdf, title: str) -> Pdf:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = title

    return edited(data, change)


def attached(data: Pdf, name: str, words: str = "andere tarieven") -> Pdf:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, words.encode(), filename=name)

    return edited(data, change)


def scripted(data: Pdf) -> Pdf:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("this.getField('x').value = 1;"))

    return edited(data, change)


def spoken(data: Pdf, said: str) -> Pdf:
    """A reading aid says something else than what is printed."""

    def change(pdf: pikepdf.Pdf) -> None:
        element = pdf.Root.StructTreeRoot.K
        while isinstance(element, pikepdf.Array):
            element = element[0]
        element.ActualText = String(said)

    return edited(data, change)


def without_signature(data: Pdf, field: str) -> Pdf:
    def change(pdf: pikepdf.Pdf) -> None:
        for found in pdf.Root.AcroForm.Fields:
            if str(found.T) == field:
                del found.V

    return edited(data, change)


def without_fields(data: Pdf) -> Pdf:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            if "/Annots" in page.obj:
                page.obj.Annots = Array([a for a in page.obj.Annots if a.Subtype != Name.Widget])

    return edited(data, change)


def locked_away(data: Pdf) -> Pdf:
    return edited(data, lambda pdf: None, encryption=pikepdf.Encryption(owner="proef", user="proef"))


# --- something added behind the file, so that what stands there stays -----------------------


def _added(data: Pdf, change: Callable[[IncrementalPdfFileWriter], None]) -> Pdf:
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_replaced(data: Pdf, page: int, changes: Mapping[str, str]) -> Pdf:
    """Page `page` becomes that of a contract with other words."""
    other = PdfFileReader(io.BytesIO(files.sent(source(*changes.items()))))

    def change(writer: IncrementalPdfFileWriter) -> None:
        reference, _ = writer.find_page_for_modification(page - 1)
        theirs, _ = other.find_page_for_modification(page - 1)
        mine, theirs = reference.get_object(), theirs.get_object()
        for key in ("/Contents", "/Resources"):
            mine[pdf_name(key)] = writer.import_object(theirs.raw_get(key))
        writer.mark_update(reference)

    return _added(data, change)


def page_covered(data: Pdf, page: int, content: str) -> Pdf:
    """Something drawn over a page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        reference, _ = writer.find_page_for_modification(page - 1)
        mine = reference.get_object()
        more = writer.add_object(generic.StreamObject(stream_data=f"q {content} Q".encode()))
        mine[pdf_name("/Contents")] = generic.ArrayObject([mine.raw_get("/Contents"), more])
        writer.mark_update(reference)

    return _added(data, change)


def page_uncovered(data: Pdf, page: int) -> Pdf:
    """What was drawn over a page is taken away again."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        reference, _ = writer.find_page_for_modification(page - 1)
        mine = reference.get_object()
        mine[pdf_name("/Contents")] = mine["/Contents"].raw_get(0)
        writer.mark_update(reference)

    return _added(data, change)


def page_hidden(data: Pdf, page: int, changes: Mapping[str, str]) -> Pdf:
    """A page with other words that nothing leads to yet, under a name of its own."""
    other = PdfFileReader(io.BytesIO(files.sent(source(*changes.items()))))

    def change(writer: IncrementalPdfFileWriter) -> None:
        theirs, _ = other.find_page_for_modification(page - 1)
        reference, _ = writer.find_page_for_modification(page - 1)
        shadow = generic.DictionaryObject(reference.get_object())
        for key in ("/Contents", "/Resources"):
            shadow[pdf_name(key)] = writer.import_object(theirs.get_object().raw_get(key))
        writer.root[pdf_name("/Schaduw")] = writer.add_object(shadow)
        writer.update_root()

    return _added(data, change)


def page_shown(data: Pdf, page: int) -> Pdf:
    """The hidden page takes the place of `page`."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        tree = writer.root["/Pages"]
        while "/Kids" in tree["/Kids"].raw_get(page - 1).get_object():
            tree = tree["/Kids"].raw_get(0).get_object()
        tree["/Kids"][page - 1] = writer.root.raw_get("/Schaduw")
        writer.mark_update(writer.root.raw_get("/Pages"))

    return _added(data, change)


def saved_by_another(data: Pdf) -> Pdf:
    """A program that saves behind the file, and only says that it was there."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.set_info(
            writer.add_object(generic.DictionaryObject({pdf_name("/Producer"): generic.TextStringObject("X")}))
        )

    return _added(data, change)


def spoiled(data: Pdf, old: str, new: str) -> Pdf:
    """Other bytes in the last place where `old` stands, as long as they were."""
    assert len(old) == len(new)
    head, found, tail = data.rpartition(old.encode("latin-1"))
    assert found
    return head + new.encode("latin-1") + tail


def cut_off(data: Pdf, share: float) -> Pdf:
    return data[: int(len(data) * share)]


# --- signing -------------------------------------------------------------------------------

_MOMENTS = {"now": pki.NOW, "2024": pki.NOW.replace(year=2024, month=6)}
_PERIODS = {"valid": pki.VALID, "expired": pki.EXPIRED, "future": pki.FUTURE, "soon": pki.SOON}


def signed(
    data: Pdf,
    field: str,
    name: str = "",
    period: str = "valid",
    moment: str = "now",
    *,
    trusted: bool = True,
    timestamped: bool = True,
    number: int = 0,
) -> Pdf:
    """A signature of the person whose field it is, or of somebody else."""
    own, mine = files.PEOPLE[field]
    who = pki.person(name or own, number or mine, _PERIODS[period], trusted=trusted)
    return files.sign(data, field, who, _MOMENTS[moment], timestamped=timestamped)


def certified(data: Pdf, field: str) -> Pdf:
    return files.certified(data, field)


def sealed(data: Pdf, name: str = "", number: int = 0) -> Pdf:
    """The seal of the region, or of somebody else."""
    return files.sign(data, who=pki.person(name, number) if name else None, certify=True)


def sent(_: Pdf) -> Pdf:
    """The file as it was sent."""
    return files.sent()


def nothing(_: Pdf, data: str = "") -> Pdf:
    """No PDF at all."""
    return data.encode()


OPERATIONS: Mapping[str, Callable[..., Pdf]] = {
    operation.__name__: operation
    for operation in (
        rebuilt, saved, pages, turned, cropped, scaled, drawn, stamped, appended, inserted, scanned, glyphs, words,
        noted, linked, retitled, attached, scripted, spoken, without_signature, without_fields, locked_away,
        page_replaced, page_covered, page_uncovered, page_hidden, page_shown, saved_by_another, spoiled, cut_off,
        signed, certified, sealed, sent, nothing,
    )
} | pdf_tricks.OPERATIONS | pdf_extras.OPERATIONS  # fmt: skip
"""By the name that a case calls it."""
