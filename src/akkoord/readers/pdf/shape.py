"""What a PDF is made of, as digests: two pages with the same digest look the same, whoever wrote the file.

A digest goes over everything a page draws with (its content, fonts with their programs and character maps,
pictures, boxes), by value and not by object number, so that a file that was written anew has the same. What
lies over a page (annotations) and what stands beside the pages (attachments, tags, scripts) has digests of its own.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any, TypeAlias, cast

import pikepdf
from msgspec import Struct
from msgspec.structs import replace

from akkoord.readers.pdf.opening import UNREADABLE

MAX_PAGES = 2000
MAX_OBJECTS = 200_000
"""More than this in one file is no contract but an attack on our time."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

# Keys by which a thing leads back to where it stands, or that say how it is stored and not what it is.
_ASIDE = frozenset(
    ("/Parent", "/P", "/StructParent", "/StructParents", "/Length", "/Filter", "/DecodeParms", "/LastModified")
)
_SCRIPTS = ("/OpenAction", "/AA", "/Collection", "/OCProperties", "/Requirements")
_OF_LINK = ("/AP", "/Border", "/BS", "/C")
_LINE_OF_LINK = 2.0
"""Points from which the line around a link is more than a box around words."""
_SPOKEN = ("/S", "/ActualText", "/Alt", "/E")
_METADATA = ("/Title", "/Author", "/Subject", "/Keywords")


class UnreadablePdfError(ValueError):
    """Why a file is no PDF that can be read, as the end of a Dutch sentence; `detail` is what a library said of it."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.detail = detail


class Annotation(Struct, frozen=True):
    """Something that lies over a page.

    `field` is the name of a form field, `text` what it says, `value` what was filled in. `visible` tells that
    it draws something; `digest` goes over all of it but, for a field, its value and what it draws. `drawn` goes over
    what a field draws in which nobody signed.
    """

    kind: str
    box: Box
    digest: str
    field: str = ""
    field_type: str = ""
    text: str = ""
    value: str = ""
    visible: bool = False
    target: str = ""
    """Where a link leads: an address, or a page with the height on it ("page 2 700"; a name is looked up)."""
    drawn: str = ""


class PageShape(Struct, frozen=True):
    """A page from 1 with what it draws (`digest`), the part of it that is seen, and how it is turned, in degrees."""

    number: int
    digest: str
    box: Box
    turned: int
    annotations: tuple[Annotation, ...]
    fonts: frozenset[str] = frozenset()
    """Digests of its fonts, each with its program and character map."""


class PdfShape(Struct, frozen=True):
    """A whole file.

    `attachments` are name and SHA-256, `active` names what runs or hides by itself. `tags` is what a reading aid
    reads, in order, and what it says in other words; `bookmarks` are titles with where they lead, `metadata` is
    title, author and the like. `identity` is the first half of the file's identifier, which survives most ways of
    saving. `repaired` is what was broken, in the words of a library; `behind` is how many bytes follow on its end.
    """

    pages: tuple[PageShape, ...]
    attachments: tuple[tuple[str, str], ...]
    active: tuple[str, ...]
    tags: tuple[str, ...]
    bookmarks: tuple[tuple[str, str], ...]
    metadata: str
    title: str
    identity: str
    repaired: tuple[str, ...]
    behind: int = 0


def read_pdf_shape(data: bytes) -> PdfShape:
    """What `data` is made of.

    Raises:
        UnreadablePdfError: it is no PDF, is encrypted, or is too large.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return replace(_Reading(pdf).shape(), behind=len(data.rpartition(b"%%EOF")[2].strip()))
    except UnreadablePdfError:
        raise
    except pikepdf.PasswordError as problem:
        raise UnreadablePdfError("het is versleuteld") from problem
    except (*UNREADABLE, KeyError, TypeError, AttributeError, RecursionError, IndexError) as problem:
        raise UnreadablePdfError("het is geen PDF die te lezen is, of hij is beschadigd", str(problem)) from problem


def identity_of(data: bytes) -> str:
    """The `identity` of a PDF and nothing more of it; "" where it has none or cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _identity(pdf)
    except (*UNREADABLE, TypeError, IndexError):
        return ""


def _identity(pdf: pikepdf.Pdf) -> str:
    identity: Any = pdf.trailer.get("/ID")
    return bytes(identity[0]).hex() if identity is not None else ""


class _Reading:
    """Reads one file; remembers the digest of every object it has met."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._known: dict[tuple[int, int], bytes] = {}
        self._open: set[tuple[int, int]] = set()
        self._count = 0
        self._names: dict[str, Any] | None = None
        # a link leads to a page; what stands on that page is no part of the link
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def shape(self) -> PdfShape:
        pdf = self._pdf
        if len(pdf.pages) > MAX_PAGES:
            raise UnreadablePdfError(f"het heeft {len(pdf.pages)} bladzijden, meer dan {MAX_PAGES}")
        root: Any = pdf.Root
        warnings = cast("list[object]", pdf.get_warnings())  # pyright: ignore[reportUnknownMemberType]  brings no types
        if pdf.is_encrypted:
            raise UnreadablePdfError("het is versleuteld")
        return PdfShape(
            pages=tuple(self._page(page, number) for number, page in enumerate(pdf.pages, 1)),
            attachments=tuple(self._attachments()),
            active=tuple(self._active(root)),
            tags=tuple(self._tags(root)),
            bookmarks=tuple(self._bookmarks(root)),
            metadata=repr([str(pdf.docinfo.get(key, "")) for key in _METADATA]) if "/Info" in pdf.trailer else "",
            title=str(pdf.docinfo.get("/Title", "")) if "/Info" in pdf.trailer else "",
            identity=_identity(pdf),
            repaired=tuple(map(str, warnings)),
        )

    def _page(self, page: pikepdf.Page, number: int) -> PageShape:
        left, bottom, right, top = (float(v) for v in page.cropbox)
        made = hashlib.sha256(repr(float(page.obj.get("/UserUnit", 1))).encode())
        made.update(self._content(page.obj.get("/Contents")))
        made.update(self._digest(_inherited(page.obj, "/Resources", None)))
        made.update(self._digest(page.obj.get("/Group")))
        return PageShape(
            number,
            made.hexdigest(),
            (min(left, right), min(bottom, top), max(left, right), max(bottom, top)),
            int(_inherited(page.obj, "/Rotate", 0)) % 360,
            tuple(self._annotation(a) for a in page.obj.get("/Annots", ()) if "/Subtype" in a),
            self._fonts(page.obj),
        )

    def _fonts(self, page: pikepdf.Object) -> frozenset[str]:
        resources = _inherited(page, "/Resources", None)
        fonts = resources.get("/Font") if resources is not None else None
        return frozenset(self._digest(font).hex() for font in fonts.values()) if fonts is not None else frozenset()

    def _content(self, contents: pikepdf.Object | None) -> bytes:
        """What the page draws, one text however many streams it stands in."""
        if contents is None:
            return b""
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        return hashlib.sha256(b"\n".join(_decoded(stream).strip() for stream in streams)).digest()

    def _annotation(self, annotation: pikepdf.Object) -> Annotation:
        kind = str(annotation.Subtype)
        left, bottom, right, top = (float(v) for v in annotation.get("/Rect", (0, 0, 0, 0)))
        field = _field_name(annotation)
        signature = _inherited(annotation, "/FT", None) == pikepdf.Name.Sig
        # what a signature adds to its field is judged with the signature
        skipped = {"/V", "/AP", "/MK", "/M", "/DV", "/AS"} if kind == "/Widget" else set[str]()
        value = _inherited(annotation, "/V", None)
        return Annotation(
            kind.removeprefix("/"),
            (min(left, right), min(bottom, top), max(left, right), max(bottom, top)),
            self._entries(annotation, skipped).hex(),
            field,
            str(_inherited(annotation, "/FT", "")).removeprefix("/") if kind == "/Widget" else "",
            str(annotation.get("/Contents", "")),
            "" if signature or value is None else str(value),
            target=self._target(annotation) if kind == "/Link" else "",
            visible=_draws(annotation, kind),
            drawn=self._drawn(annotation, kind, empty=value is None),
        )

    def _drawn(self, annotation: pikepdf.Object, kind: str, *, empty: bool) -> str:
        """What a field draws in which nothing was filled in, and a link that draws more than its box."""
        if kind == "/Widget":
            return self._digest(annotation.get("/AP")).hex() if empty else ""
        if kind == "/Link" and _draws(annotation, kind):
            return hashlib.sha256(b"".join(self._digest(annotation.get(key)) for key in _OF_LINK)).hexdigest()
        return ""

    def _target(self, link: Any) -> str:
        action = link.get("/A", {})
        further = f" /Next {self._digest(action['/Next']).hex()}" if "/Next" in action else ""  # it does more
        for key in ("/URI", "/F", "/JS"):
            if key in action:
                return f"{key} {action[key]}{further}"
        return self._place(link.get("/Dest", action.get("/D"))) + further

    def _place(self, place: Any) -> str:
        """A page with the height on it, to which an array or a name leads (ISO 32000-1, 12.3.2)."""
        if isinstance(place, (pikepdf.String, pikepdf.Name)):
            place = self._named().get(str(place).removeprefix("/"), place)
        if isinstance(place, pikepdf.Dictionary):
            place = place.get("/D")
        if not isinstance(place, pikepdf.Array) or not len(place) or not isinstance(place[0], pikepdf.Dictionary):
            return "" if place is None else str(place)
        page = f"page {self._pages.get(place[0].objgen, 0)}"
        height = place[3] if len(place) > 3 and place[1] == pikepdf.Name.XYZ else None
        return page if height is None else f"{page} {round(float(height))}"

    def _named(self) -> dict[str, Any]:
        """The places that have a name: in the tree of names, or as older files have them."""
        if self._names is None:
            root: Any = self._pdf.Root
            self._names = {str(name).removeprefix("/"): place for name, place in root.get("/Dests", {}).items()}
            if "/Dests" in root.get("/Names", {}):
                tree: Any = pikepdf.NameTree(root.Names.Dests)
                self._names.update((str(name), place) for name, place in tree.items())
        return self._names

    def _bookmarks(self, root: Any) -> Iterator[tuple[str, str]]:
        todo = [root.get("/Outlines", {}).get("/First")]
        while todo:
            item = todo.pop()
            if item is not None:
                self._charge()
                yield str(item.get("/Title", "")), self._target(item)
                todo += [item.get("/Next"), item.get("/First")]

    def _attachments(self) -> Iterator[tuple[str, str]]:
        for name, attached in sorted(self._pdf.attachments.items()):
            yield name, hashlib.sha256(bytes(attached.get_file().obj.get_stream_buffer())).hexdigest()
        root: Any = self._pdf.Root
        holders: list[Any] = [root, *(page.obj for page in self._pdf.pages)]
        for file in (file for holder in holders for file in holder.get("/AF", ())):  # ISO 32000-2, 14.13
            yield str(file.get("/UF", file.get("/F", ""))), self._digest(file.get("/EF")).hex()

    def _active(self, root: Any) -> Iterator[str]:
        yield from (name.removeprefix("/") for name in _SCRIPTS if name in root)
        names = root.get("/Names", {})
        if "/JavaScript" in names:
            yield "JavaScript"
        form = root.get("/AcroForm", {})
        yield from (name.removeprefix("/") for name in ("/XFA", "/NeedAppearances") if name in form)
        if any("/AA" in page.obj for page in self._pdf.pages):
            yield "AA"

    def _tags(self, root: Any) -> Iterator[str]:
        """What a reading aid reads, in order: parts of pages, and words instead of, or besides, what is drawn."""
        todo = [(root.get("/StructTreeRoot"), 0)]
        seen: set[tuple[int, int]] = set()
        while todo:
            element, page = todo.pop()
            if isinstance(element, pikepdf.Array):
                todo.extend((item, page) for item in reversed(list(element)))
            elif isinstance(element, int):
                yield f"{page}.{element}"
            elif isinstance(element, pikepdf.Dictionary) and element.objgen not in seen:
                if element.is_indirect:
                    seen.add(element.objgen)
                self._charge()
                page = self._pages.get(element.Pg.objgen, 0) if "/Pg" in element else page
                yield from (self._said(key, element[key]) for key in _SPOKEN if key in element)
                if "/MCID" in element:
                    yield f"{page}.{element.MCID}"
                todo.append((element.get("/K"), page))

    def _said(self, key: str, value: Any) -> str:
        """A key of an element with its value; a sort of element as what the file says it stands for."""
        root: Any = self._pdf.Root
        roles: Any = root.StructTreeRoot.get("/RoleMap", {})
        return f"{key}{roles.get(str(value), value) if key == '/S' else value}"

    def _charge(self) -> None:
        self._count += 1
        if self._count > MAX_OBJECTS:
            raise UnreadablePdfError(f"het heeft meer dan {MAX_OBJECTS} onderdelen")

    def _digest(self, value: object) -> bytes:
        """A digest of a value with all it leads to."""
        if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
            key = value.objgen
            if key == (0, 0):
                return self._made(value)
            if key in self._pages:
                return f"page {self._pages[key]}".encode()
            if key in self._known:
                return self._known[key]
            if key in self._open:
                return b"back"
            self._open.add(key)
            self._known[key] = self._made(value)
            self._open.discard(key)
            return self._known[key]
        return hashlib.sha256(f"{type(value).__name__}:{_plain(value)}".encode()).digest()

    def _made(self, value: pikepdf.Object) -> bytes:
        self._charge()
        if isinstance(value, pikepdf.Array):
            return hashlib.sha256(b"[" + b"".join(self._digest(item) for item in value)).digest()
        own = self._entries(value, set())
        if isinstance(value, pikepdf.Stream):
            return hashlib.sha256(own + hashlib.sha256(_decoded(value)).digest()).digest()
        return own

    def _entries(self, value: pikepdf.Object, skipped: set[str]) -> bytes:
        made = hashlib.sha256(b"<")
        for key, item in sorted(value.items()):
            if key not in _ASIDE and key not in skipped:
                made.update(key.encode() + self._digest(item))
        return made.digest()


def _decoded(stream: pikepdf.Object) -> bytes:
    try:
        return bytes(stream.get_stream_buffer())
    except pikepdf.PdfError:
        return bytes(stream.get_raw_stream_buffer())  # a picture in a form of its own


def _draws(annotation: Any, kind: str) -> bool:
    """Whether something that lies over a page shows more than an ordinary box around a link."""
    if kind == "/Popup":
        return False
    if kind == "/Link":
        border: Any = annotation.get("/Border", (0, 0, 0))
        width = annotation.get("/BS", {}).get("/W", border[2] if len(border) > 2 else 0)
        return "/AP" in annotation or float(width) >= _LINE_OF_LINK
    return "/AP" in annotation or kind not in ("/Widget", "/Text")


def _plain(value: object) -> str:
    return repr(bytes(value)) if isinstance(value, pikepdf.String) else str(value)


def _inherited(value: Any, key: str, otherwise: object) -> Any:
    """The entry of `value`, or of what it is part of (ISO 32000-1, 7.7.3.4 and 12.7.3.1)."""
    for _ in range(50):
        if key in value:
            return value[key]
        if "/Parent" not in value:
            break
        value = value.Parent
    return otherwise


def _field_name(annotation: pikepdf.Object) -> str:
    """The full name of a form field (ISO 32000-1, 12.7.3.2), "" for what is none."""
    names: list[str] = []
    for _ in range(50):
        if "/T" in annotation:
            names.insert(0, str(annotation.T))
        if "/Parent" not in annotation:
            break
        annotation = annotation.Parent
    return ".".join(names)


def changed_attachments(old: PdfShape, new: PdfShape) -> Iterator[tuple[str, str, str]]:
    """Name and both digests of each attachment that differs, "" where it is not there."""
    was, now = dict(old.attachments), dict(new.attachments)
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            yield name, was.get(name, ""), now.get(name, "")
