"""The redline engine, and our own judgement of what it made, as the tests call them."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.compare.canonical import Difference, differences
from akkoord.diagnostics import AkkoordError as Refused
from akkoord.ooxml import Package, read_package
from akkoord.redline.earlier import accept_decided
from akkoord.redline.making import Redline, make_redline
from akkoord.redline.resolution import Decision, resolve

# What Word has no tracked change for: it is named in the receipt. Comments of both sides are kept.
_UNTRACKED = {
    *("bookmark", "comment", "control", "settings", "style", "defaults", "permission"),
    *("language", "list of style", "empty link", "chunk", "hidden story", "background", "stacking"),
}


def made(old: bytes, new: bytes) -> Redline:
    """The redline with its receipt."""
    return make_redline(old, new, "oud.docx", "nieuw.docx")


def redline(old: bytes, new: bytes) -> bytes:
    """The Word file with tracked changes from `old` to `new`."""
    return made(old, new).data


def reversed_by_us(old: bytes, new: bytes, data: bytes) -> list[str]:
    """What is not given back when all changes are rejected or accepted: text, structure and formatting.

    Earlier changes of others that both documents hold are resolved on both sides; those that only the old one holds
    were accepted on the way to the new one.
    """
    before, after = read_package(old, "oud.docx"), read_package(new, "nieuw.docx")
    package = read_package(data, "redline.docx")
    basis, _ = accept_decided(before, after)
    found = [f"ours: reject {_said(d)}" for d in _kept(basis, package, Decision.REJECT)]
    return found + [f"ours: accept {_said(d)}" for d in _kept(after, package, Decision.ACCEPT)]


def _kept(wanted: Package, package: Package, decision: Decision) -> Iterator[Difference]:
    found = differences(resolve(wanted, decision), resolve(package, decision)).found
    restyled = any(d.aspect == "style" and not d.left for d in found)
    for d in found:
        untracked = d.aspect in _UNTRACKED or d.label.startswith("opmerking ") or _is_empty_story(d)
        if not untracked and not (restyled and d.aspect == "numbering"):  # the number comes with the style
            yield d


def _is_empty_story(d: Difference) -> bool:
    """A header or footer that came or went stays behind without content: no tracked change holds its reference."""
    return d.aspect == "story" and d.old == "ontbreekt" and not d.new.strip()


def _said(d: Difference) -> str:
    return f"{d.level.name.lower()} {d.aspect} {d.part} {d.label}: {d.old} | {d.new}"


__all__ = ["Refused", "made", "redline", "reversed_by_us"]
