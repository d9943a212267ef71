"""Ways to make a PDF say something else than it seems to: operations beside those of `support.signed.mutations`."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

Pdf = bytes
_WHITE = b"1 1 1 rg 0 0 2000 2000 re f"


def edited(data: Pdf, change: Callable[[pikepdf.Pdf], None], **options: Any) -> Pdf:
    """The file opened, changed and written anew."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def _elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The structure elements, from the top."""
    found: list[pikepdf.Object] = []
    todo = [pdf.Root.StructTreeRoot.K]
    while todo:
        element = todo.pop(0)
        if isinstance(element, pikepdf.Array):
            todo = [*element, *todo]
        elif isinstance(element, pikepdf.Dictionary):
            found.append(element)
            if "/K" in element:
                todo = [element.K, *todo]
    return found


def described(data: Pdf, key: str, said: str) -> Pdf:
    """A reading aid is told something else of the first paragraph or picture: /Alt, /E or /ActualText."""

    def change(pdf: pikepdf.Pdf) -> None:
        element = next(e for e in _elements(pdf) if e.get("/S") == Name.P)
        element[key] = String(said)

    return edited(data, change)


def reordered(data: Pdf) -> Pdf:
    """A reading aid reads two parts in another order."""

    def change(pdf: pikepdf.Pdf) -> None:
        parent = next(e for e in _elements(pdf) if isinstance(e.get("/K"), pikepdf.Array) and len(e.K) > 8)
        kids = list(parent.K)
        kids[3], kids[5] = kids[5], kids[3]
        parent.K = Array(kids)

    return edited(data, change)


def replaced_in_content(data: Pdf, page: int, said: str) -> Pdf:
    """The first words of a page are read aloud as something else: /ActualText where they are drawn."""

    def change(pdf: pikepdf.Pdf) -> None:
        shown = pdf.pages[page - 1]
        text = shown.Contents.read_bytes()
        at = text.index(b"BT")
        spoken = b"/Span <</ActualText <" + said.encode("utf-16").hex().encode() + b">>> BDC "
        end = text.index(b"ET", at) + 2
        shown.Contents = pdf.make_stream(text[:at] + spoken + text[at:end] + b" EMC " + text[end:])

    return edited(data, change)


def layered(data: Pdf, page: int, content: str, *, shown: bool) -> Pdf:
    """Something drawn in a layer that can be switched on and off."""

    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Laag")))
        first = Dictionary(OFF=Array([]) if shown else Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=first)
        of_page = pdf.pages[page - 1]
        of_page.obj.Resources["/Properties"] = Dictionary(Laag=layer)
        of_page.contents_add(f"/OC /Laag BDC q {content} Q EMC".encode())

    return edited(data, change)


def hidden_in_layer(data: Pdf, page: int) -> Pdf:
    """All of a page put in a layer that is off."""

    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Laag")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        of_page = pdf.pages[page - 1]
        of_page.obj.Resources["/Properties"] = Dictionary(Laag=layer)
        of_page.contents_add(b"/OC /Laag BDC", prepend=True)
        of_page.contents_add(b"EMC")

    return edited(data, change)


def framed(data: Pdf, page: int) -> Pdf:
    """A form that is drawn on a page, empty as yet."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b" ", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842])
        of_page = pdf.pages[page - 1]
        of_page.obj.Resources["/XObject"] = Dictionary(Vlak=pdf.make_indirect(form))
        of_page.contents_add(b"q /Vlak Do Q")

    return edited(data, change)


def form_swapped(data: Pdf, page: int, content: str) -> Pdf:
    """Behind the file: the form that the page draws becomes another, and the page itself stays."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    reference, _ = writer.find_page_for_modification(page - 1)
    forms = reference.get_object()["/Resources"]["/XObject"]
    old = forms.raw_get("/Vlak").get_object()
    other = generic.StreamObject(stream_data=content.encode())
    for key in ("/Type", "/Subtype", "/BBox"):
        other[pdf_name(key)] = old[key]
    forms[pdf_name("/Vlak")] = writer.add_object(other)
    writer.update_container(forms)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def renamed_places(data: Pdf) -> Pdf:
    """Links lead to the places that they name, and the names now stand for other places."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for link in page.obj.get("/Annots", ()):
                if link.get("/Subtype") == Name.Link and "/Dest" in link and isinstance(link.Dest, pikepdf.Array):
                    link.Dest[0] = pdf.pages[-1].obj

    return edited(data, change)


def named_places(data: Pdf, page: int) -> Pdf:
    """All links lead to a place by its name, which is on this page."""

    def change(pdf: pikepdf.Pdf) -> None:
        place = Array([pdf.pages[page - 1].obj, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("hier"), place])))
        for shown in pdf.pages:
            for link in shown.obj.get("/Annots", ()):
                if link.get("/Subtype") == Name.Link:
                    for key in ("/Dest", "/A"):
                        if key in link:
                            del link[key]
                    link.Dest = String("hier")

    return edited(data, change)


def bookmarked(data: Pdf, old: str, new: str) -> Pdf:
    """A bookmark has another name."""

    def change(pdf: pikepdf.Pdf) -> None:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and old in str(o.get("/Title", ""))]
        found = [o for o in found if "/Dest" in o or "/A" in o]
        assert found, old
        for one in found:
            one.Title = String(str(one.Title).replace(old, new))

    return edited(data, change)


def masked(data: Pdf, page: int, box: list[float]) -> Pdf:
    """A picture of one white point, stretched over the text."""

    def change(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(
            b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )  # fmt: skip
        of_page = pdf.pages[page - 1]
        of_page.obj.Resources["/XObject"] = Dictionary(Punt=image)
        left, bottom, right, top = box
        of_page.contents_add(f"q {right - left} 0 0 {top - bottom} {left} {bottom} cm /Punt Do Q".encode())

    return edited(data, change)


def stretched(data: Pdf, field: str, box: list[float]) -> Pdf:
    """A signature field is laid over the text and drawn white."""

    def change(pdf: pikepdf.Pdf) -> None:
        found = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == field)
        found.Rect = Array(box)
        look = pdf.make_stream(_WHITE, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 2000, 2000])
        found.AP = Dictionary(N=pdf.make_indirect(look))

    return edited(data, change)


def dressed(data: Pdf, field: str) -> Pdf:
    """An empty signature field is drawn as if somebody had signed in it."""

    def change(pdf: pikepdf.Pdf) -> None:
        found = next(f for f in pdf.Root.AcroForm.Fields if str(f.T) == field)
        look = pdf.make_stream(b"0 g 5 5 60 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 60])
        found.AP = Dictionary(N=pdf.make_indirect(look))

    return edited(data, change)


def filled_in(data: Pdf, page: int, words: str, box: list[float]) -> Pdf:
    """A text field with words in it is laid on a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("opmerking"), V=String(words), F=4,
                Rect=Array(box), DA=String("/Helv 10 Tf 0 g"),
            )
        )  # fmt: skip
        pdf.Root.AcroForm.Fields.append(field)
        annotations = pdf.pages[page - 1].obj.get("/Annots", Array())
        annotations.append(field)
        pdf.pages[page - 1].obj.Annots = annotations

    return edited(data, change)


OPERATIONS: Mapping[str, Callable[..., Pdf]] = {
    operation.__name__: operation
    for operation in (
        described, reordered, replaced_in_content, layered, hidden_in_layer, framed, form_swapped, renamed_places,
        named_places, bookmarked, masked, stretched, dressed, filled_in,
    )
}  # fmt: skip
