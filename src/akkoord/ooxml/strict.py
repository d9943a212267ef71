"""The strict form of the standard, read as the transitional one.

Strict documents (ISO/IEC 29500-1, "Strict Open XML" in Word) use other namespaces for the
same elements; what concerns text and tracked changes is otherwise the same.
"""

from __future__ import annotations

from msgspec.structs import replace

from akkoord.ooxml.names import M_NS, R_NS, STRICT_W_NS, W_NS
from akkoord.ooxml.package import Package

_PAIRS = (
    (STRICT_W_NS.encode(), W_NS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R_NS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M_NS.encode()),
)


def is_strict(package: Package) -> bool:
    """Whether the main part is written in the strict form."""
    return STRICT_W_NS.encode() in package.parts.get(package.main_part(), b"")[:65_536]


def as_transitional(package: Package) -> Package:
    """`package` with the namespaces of the transitional form; itself when it has them already.

    Raises:
        PackageError: it points to no main part. XmlError: what it points with cannot be read.
    """
    if not is_strict(package):
        return package
    parts = {name: _renamed(data, 0, 1) if _is_xml(name) else data for name, data in package.parts.items()}
    return replace(package, parts=parts)


def back_to_strict(original: Package, changed: Package) -> Package:
    """`changed`, made from `as_transitional(original)`, in the form of `original`; other parts keep their bytes."""
    former = as_transitional(original)
    if former is original:
        return changed
    parts: dict[str, bytes] = {}
    for name, data in changed.parts.items():
        same = former.parts.get(name) == data
        parts[name] = original.parts[name] if same else _renamed(data, 1, 0) if _is_xml(name) else data
    return replace(changed, parts=parts)


def _renamed(data: bytes, old: int, new: int) -> bytes:
    for pair in _PAIRS:
        data = data.replace(pair[old], pair[new])
    return data


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))
