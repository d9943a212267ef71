"""Word files for tests: the house style, changed copies of it, and small documents."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from akkoord.ooxml import pack_archive
from akkoord.ooxml.names import R_NS, W_NS
from akkoord.writers.docx import HouseStyle, open_house_style

HOUSE_FILE = "templates/huisstijl.docx"
PROPERTIES = {"akkoord-document": "convenant", "akkoord-versie": "1.0"}

_NS = f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@cache
def house_bytes() -> bytes:
    return (Path(__file__).parents[2] / HOUSE_FILE).read_bytes()


@cache
def house() -> HouseStyle:
    return opened(house_bytes())


def opened(data: bytes) -> HouseStyle:
    """The house style in `data`, which must have no fault."""
    found, diagnostics = open_house_style(data, HOUSE_FILE)
    assert found is not None, diagnostics
    return found


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {i.filename: archive.read(i) for i in archive.infolist()}


def text_part(data: bytes, part: str = "word/document.xml") -> str:
    return parts_of(data)[part].decode()


def changed(data: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """`data` with parts rewritten; each change must change something."""
    parts = parts_of(data)
    for name, change in changes.items():
        before = parts[name].decode()
        after = change(before)
        assert after != before, f"{name}: nothing to change"
        parts[name] = after.encode()
    return pack_archive(parts)


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    return changed(data, {part: lambda xml: xml.replace(old, new)})


def small_docx(body: str, styles: str = "", numbering: str = "", footnotes: str = "") -> bytes:
    """A bare document with these children of `w:body`, `w:styles` and so on."""
    kinds = {"styles": styles, "numbering": numbering, "footnotes": footnotes}
    relationships = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(kinds)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relationships}'
        "</Relationships>",
        **{f"word/{kind}.xml": f"<w:{kind} {_NS}>{xml}</w:{kind}>" for kind, xml in kinds.items()},
    }
    return pack_archive({name: xml.encode() for name, xml in parts.items()})
