"""Namespaces of other programs, which a reader that does not know them may ignore.

Source:
    ISO/IEC 29500-3, 10.2: a reader refuses a file with a namespace it does not know, unless the root says it may be
    ignored.
"""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.ooxml import Element, root_like
from akkoord.ooxml.names import mc

_IGNORABLE = mc("Ignorable")


def ignorable(root: Element) -> dict[str, str]:
    """The namespaces that may be ignored in the part with this root, by prefix."""
    found = {prefix: root.nsmap.get(prefix) for prefix in root.get(_IGNORABLE, "").split()}
    return {prefix: uri for prefix, uri in found.items() if uri is not None}


def with_ignorable(root: Element, wanted: Mapping[str, str]) -> Element:
    """`root`, or one like it with its content, under which the `wanted` namespaces that occur may be ignored."""
    known = ignorable(root)
    missing = {prefix: uri for prefix, uri in wanted.items() if uri not in known.values()}
    used = _namespaces(root) if missing else set[str]()
    more: dict[str, str] = {}
    for prefix, uri in missing.items():
        if uri in used:
            more[_free(prefix, uri, root.nsmap)] = uri
    if not more:
        return root
    made = root_like(root, more=more)
    made.set(_IGNORABLE, " ".join([*root.get(_IGNORABLE, "").split(), *more]))
    made.text = root.text
    made.extend(list(root))
    return made


def _free(prefix: str, uri: str, taken: Mapping[str | None, str]) -> str:
    """A prefix for a namespace: the one it has at the root, or one that nothing else has there."""
    number, name = 1, prefix
    while taken.get(name, uri) != uri:
        number += 1
        name = f"{prefix}{number}"
    return name


def _namespaces(root: Element) -> set[str]:
    names = (name for element in root.iter("*") for name in (element.tag, *element.attrib))
    return {name[1:].partition("}")[0] for name in names if name.startswith("{")}
