"""Making signature fields: the place to sign that the typesetter marked becomes a named, tagged field.

A marked place is a link to `sigfield:<name>`, written by Typst round the drawn box, so that rectangle, page and tag are
exact. Here, before anything is signed, the link becomes an empty signature field and its tag a form field. Nothing is
measured or guessed, and the file is written once more as a whole: a signature never has an older revision beneath it.

Source:
    ISO 32000-1, 12.7.4.5 (signature fields), 12.5.6.19 (widgets), 14.8.4 (tags); ISO 14289-1, 7.18 (annotations);
    ISO 19005-2, 6.4 (forms).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from akkoord.records import PlacedField
from akkoord.signing.fields import FieldPlan
from akkoord.spec import SeedValues

MARKER = "sigfield:"
"""How the address of a link begins that marks a place to sign."""

_PRINT_AND_LOCKED = 4 | 128
"""The field is printed, and its place cannot be moved (ISO 32000-1, table 165)."""
_NO_CHANGES = 1
"""What /P of a lock says: nothing may change any more (ISO 32000-2, table 236)."""
_SUB_FILTER_AND_DIGEST = 2 | 64
"""Which seed values a signature must obey (ISO 32000-1, table 234)."""
_DIGESTS = ("SHA256", "SHA384", "SHA512")
_OF_A_LINK = ("/A", "/Border", "/Contents")


def fielded(pdf: bytes, wanted: Mapping[str, FieldPlan]) -> tuple[bytes, tuple[PlacedField, ...]]:
    """`pdf` with the fields of `wanted`, by name, and where each of them stands; see `with_fields`."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        placed = tuple(_made(opened, wanted))
        names = [field.name for field, _ in placed]
        message = f"fields {sorted(wanted)}, places to sign {sorted(names)}"
        assert sorted(names) == sorted(wanted), message  # noqa: S101  a bug of ours
        form = Dictionary(Fields=Array([widget for _, widget in placed]), SigFlags=1)
        opened.Root.AcroForm = opened.make_indirect(form)
        written = io.BytesIO()
        opened.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue(), tuple(field for field, _ in placed)


def _made(pdf: pikepdf.Pdf, wanted: Mapping[str, FieldPlan]) -> Iterator[tuple[PlacedField, Object]]:
    tags = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(pdf.pages, 1):
        for annotation in _annotations(page):
            name = _marked(annotation)
            if not name:
                continue
            assert name in wanted, f"no plan for the place to sign {name}"  # noqa: S101  a bug of ours
            _make_field(pdf, page.obj, annotation, wanted[name])
            _make_form_tag(tags[int(annotation.StructParent)])
            yield _placed(annotation, name, number), annotation


def _annotations(page: pikepdf.Page) -> Iterable[Object]:
    found = page.obj.get("/Annots")
    return () if found is None else cast("Iterable[Object]", found)


def _marked(annotation: Object) -> str:
    """The name of the field that an annotation marks the place of, "" for any other."""
    action = annotation.get("/A")
    address = str(action.get("/URI", "")) if isinstance(action, Object) else ""
    return address[len(MARKER) :] if address.startswith(MARKER) else ""


def _make_field(pdf: pikepdf.Pdf, page: Object, annotation: Object, plan: FieldPlan) -> None:
    for key in _OF_A_LINK:
        if key in annotation:
            del annotation[key]
    left, bottom, right, top = _rectangle(annotation)
    look = pikepdf.Stream(pdf, b"")
    look.Type, look.Subtype = Name.XObject, Name.Form
    look.BBox = Array([0, 0, right - left, top - bottom])
    annotation.Subtype = Name.Widget
    annotation.FT = Name.Sig
    annotation.T = String(plan.name)
    annotation.TU = String(plan.tooltip)
    annotation.F = _PRINT_AND_LOCKED
    annotation.P = page
    annotation.AP = Dictionary(N=look)
    if plan.seed is not SeedValues.NONE:
        annotation.SV = pdf.make_indirect(_seed_value(plan.seed))
    if plan.locks:
        lock = Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=_NO_CHANGES)
        annotation.Lock = pdf.make_indirect(lock)
    page.Tabs = Name.S  # the order of the tags: PDF/UA asks it of every page with an annotation


def _seed_value(seed: SeedValues) -> Dictionary:
    return Dictionary(
        Type=Name.SV,
        SubFilter=Array([Name("/ETSI.CAdES.detached")]),
        DigestMethod=Array([String(digest) for digest in _DIGESTS]),
        Ff=_SUB_FILTER_AND_DIGEST if seed is SeedValues.REQUIRED else 0,
    )


def _make_form_tag(tag: Object) -> None:
    assert Name.Link == tag.S, "the tag of a marked place is that of a link"  # noqa: S101  a bug of ours
    tag.S = Name.Form
    if "/Alt" in tag:
        del tag["/Alt"]


def _placed(widget: Object, name: str, page: int) -> PlacedField:
    left, bottom, right, top = _rectangle(widget)
    return PlacedField(name, page, (left, bottom, right, top))


def _rectangle(annotation: Object) -> tuple[float, float, float, float]:
    first, second, third, fourth = (round(float(value), 2) for value in cast("Iterable[float]", annotation.Rect))
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)
