"""Making signature fields: the place to sign that the typesetter marked becomes a named, tagged field.

A marked place is a link to `sigfield:<name>`, written by Typst round the drawn box, so that rectangle, page and tag are
exact. Here, before anything is signed, the link becomes an empty signature field and its tag a form field. Nothing is
measured or guessed, and the file is written once more as a whole: a signature never has an older revision beneath it.

Source:
    ISO 32000-1, 12.7.4.5 (signature fields), 12.5.6.19 (widgets), 14.8.4 (tags); ISO 14289-1, 7.18 (annotations);
    ISO 19005-2, 6.4 (forms).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akkoord.pdf.typeset_file import opened, saved, stream
from akkoord.pdf.values import Value, array, dictionary, reference, text_of, text_string
from akkoord.records import PlacedField
from akkoord.signing.fields import FieldPlan
from akkoord.spec import SeedValues

MARKER = "sigfield:"
"""How the address of a link begins that marks a place to sign."""

_MARKED = f"/URI({MARKER}".encode()
_PRINT_AND_LOCKED = b"132"
"""The field is printed, and its place cannot be moved (ISO 32000-1, table 165): 4 and 128."""
_NO_CHANGES = b"1"
"""What /P of a lock says: nothing may change any more (ISO 32000-2, table 236)."""
_SUB_FILTER_AND_DIGEST = b"66"
"""Which seed values a signature must obey (ISO 32000-1, table 234): 2 and 64."""
_DIGESTS: list[Value] = [b"(SHA256)", b"(SHA384)", b"(SHA512)"]
_OF_A_LINK = (b"/A", b"/Border", b"/Contents")


def fielded(pdf: bytes, wanted: Mapping[str, FieldPlan]) -> tuple[bytes, tuple[PlacedField, ...]]:
    """`pdf` with the fields of `wanted`, by name, and where each of them stands; see `with_fields`."""
    objects, trailer = opened(pdf)
    marked = {number for number, body in enumerate(objects, start=1) if _MARKED in body}
    root = reference(trailer[b"/Root"])
    catalog = dictionary(objects[root - 1])
    widgets: list[Value] = []
    placed: list[PlacedField] = []
    ways = [b"%d 0 R" % number for number in marked]
    for page, page_object in enumerate(_pages(objects, catalog[b"/Pages"]), start=1):
        if not any(way in objects[page_object - 1] for way in ways):  # most pages, seen without reading them
            continue
        annotations = dictionary(objects[page_object - 1]).get(b"/Annots", [])
        for annotation in map(reference, array(annotations)):
            if annotation not in marked:
                continue
            name = _name(dictionary(objects[annotation - 1]))
            assert name in wanted, f"no plan for the place to sign {name}"  # noqa: S101  a bug of ours
            rectangle = _make_field(objects, page_object, annotation, wanted[name])
            _make_form_tag(objects, annotation)
            placed.append(PlacedField(name, page, rectangle))
            widgets.append(b"%d 0 R" % annotation)
    message = f"fields {sorted(wanted)}, places to sign {sorted(field.name for field in placed)}"
    assert sorted(field.name for field in placed) == sorted(wanted), message  # noqa: S101  a bug of ours
    catalog[b"/AcroForm"] = _added(objects, {b"/Fields": widgets, b"/SigFlags": b"1"})
    objects[root - 1] = text_of(catalog)
    return saved(objects, trailer), tuple(placed)


def _pages(objects: list[bytes], tree: Value) -> Iterator[int]:
    """The numbers of the pages under `tree`, in order."""
    number = reference(tree)
    body = objects[number - 1]
    kids = dictionary(body).get(b"/Kids") if b"/Kids" in body else None
    if kids is None:
        yield number
        return
    for kid in array(kids):
        yield from _pages(objects, kid)


def _name(annotation: dict[bytes, Value]) -> str:
    """The name of the field that an annotation marks the place of."""
    action = annotation[b"/A"]
    assert isinstance(action, dict), action  # noqa: S101  a bug of ours
    address = action[b"/URI"]
    assert isinstance(address, bytes), address  # noqa: S101  a bug of ours
    return address[1:-1].decode("ascii").removeprefix(MARKER)


def _added(objects: list[bytes], value: dict[bytes, Value]) -> bytes:
    """A reference to a new object."""
    objects.append(text_of(value))
    return b"%d 0 R" % len(objects)


def _make_field(objects: list[bytes], page: int, annotation: int, plan: FieldPlan) -> tuple[float, float, float, float]:
    """The link becomes a field; where it stands."""
    link = dictionary(objects[annotation - 1])
    left, bottom, right, top = rectangle = _rectangle(link[b"/Rect"])
    size: list[Value] = [b"0", b"0", *(f"{round(length, 2):g}".encode() for length in (right - left, top - bottom))]
    objects.append(stream({b"/Type": b"/XObject", b"/Subtype": b"/Form", b"/BBox": size}, b""))
    look = b"%d 0 R" % len(objects)
    field = {name: value for name, value in link.items() if name not in _OF_A_LINK}
    field |= {
        b"/Subtype": b"/Widget",
        b"/FT": b"/Sig",
        b"/T": text_string(plan.name),
        b"/TU": text_string(plan.tooltip),
        b"/F": _PRINT_AND_LOCKED,
        b"/P": b"%d 0 R" % page,
        b"/AP": {b"/N": look},
    }
    if plan.seed is not SeedValues.NONE:
        field[b"/SV"] = _added(objects, _seed_value(plan.seed))
    if plan.locks:
        lock: dict[bytes, Value] = {b"/Type": b"/SigFieldLock", b"/Action": b"/All", b"/P": _NO_CHANGES}
        field[b"/Lock"] = _added(objects, lock)
    objects[annotation - 1] = text_of(field)
    # The order of the tags: PDF/UA asks it of every page with an annotation.
    objects[page - 1] = text_of(dictionary(objects[page - 1]) | {b"/Tabs": b"/S"})
    return rectangle


def _seed_value(seed: SeedValues) -> dict[bytes, Value]:
    return {
        b"/Type": b"/SV",
        b"/SubFilter": [b"/ETSI.CAdES.detached"],
        b"/DigestMethod": _DIGESTS,
        b"/Ff": _SUB_FILTER_AND_DIGEST if seed is SeedValues.REQUIRED else b"0",
    }


def _make_form_tag(objects: list[bytes], annotation: int) -> None:
    """The tag that leads to the annotation becomes that of a form field."""
    leads = b"/Obj %d 0 R" % annotation
    number, *others = (number for number, body in enumerate(objects) if leads in body)
    assert not others, "one tag leads to a marked place"  # noqa: S101  a bug of ours
    tag = dictionary(objects[number])
    assert tag[b"/S"] == b"/Link", "the tag of a marked place is that of a link"  # noqa: S101  a bug of ours
    tag[b"/S"] = b"/Form"
    tag.pop(b"/Alt", None)
    objects[number] = text_of(tag)


def _rectangle(of: Value) -> tuple[float, float, float, float]:
    first, second, third, fourth = (round(float(value), 2) for value in array(of) if isinstance(value, bytes))
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)
