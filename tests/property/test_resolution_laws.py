"""Laws of accepting and rejecting, over random documents with changes of two people."""

from __future__ import annotations

import copy
from random import Random  # noqa: TID251  its seed is the argument

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akkoord.compare.canonical import differences
from akkoord.diagnostics import AkkoordError
from akkoord.ooxml import Element, Package, pack_archive, read_package, serialise
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import MARKS, may_hold_changes
from akkoord.redline.making import make_redline
from akkoord.redline.resolution import Decision, Selection, changes_of, resolve
from support.word.documents import random_document
from support.word.edits import edited
from support.word.writing import docx

seeds = st.integers(0, 2**32)
decisions = st.sampled_from(list(Decision))
OURS = "Voorbeeld Jurist"
DATE = "2024-05-01T00:00:00Z"


def tracked(seed: int) -> Package:
    """A random document in which every other change is ours, and, where that is proven, the changes of an edit too."""
    random = Random(seed)  # noqa: S311  no secret
    old = random_document(random)
    new, _ = edited(copy.deepcopy(old), random)
    try:
        data = make_redline(docx(old), docx(new), "oud.docx", "nieuw.docx", "Akkoord", DATE).data
    except AkkoordError:  # not every random edit has a proven redline; its changes are as good without
        data = docx(old)
    package = read_package(data, "vergelijking.docx")
    parts = {name: _shared_out(package, name, random) for name in package.parts}
    return replace(package, parts=parts)


def _shared_out(package: Package, name: str, random: Random) -> bytes:
    """Changes by two people. Paragraphs, rows and cells that came or went in one story are of one of them.

    For whether a paragraph can go depends on what stands in it and after it, so on the order of decisions.
    """
    data = package.parts[name]
    if not name.endswith(".xml") or not may_hold_changes(data):
        return data
    root = package.xml(name)
    by_story: dict[Element, bool] = {}
    for mark in root.iter(*MARKS):
        ours = random.random() < 0.5
        if any(holder.find(path) is not None for holder in mark.iterancestors() for path in _WHOLE):
            story = next((a for a in mark.iterancestors() if a.tag in _STORIES), root)
            ours = by_story.setdefault(story, ours)
        if mark.get(w("author")) and mark.tag not in (w("moveFrom"), w("moveTo")) and ours:
            mark.set(w("author"), OURS)
    return serialise(root).encode()


_STORIES = frozenset(map(w, ("body", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")))
_WHOLE = (f"{w('pPr')}/{w('rPr')}", w("trPr"), f"{w('tcPr')}/{w('cellIns')}", f"{w('tcPr')}/{w('cellDel')}")


def authors(package: Package) -> frozenset[str]:
    """Whoever changed something, also in the copies for old programs."""
    names = (name for name, data in package.parts.items() if name.endswith(".xml") and may_hold_changes(data))
    return frozenset(mark.get(w("author"), "") for name in names for mark in package.xml(name).iter(*MARKS))


def same(one: Package, other: Package) -> bool:
    return differences(one, other).found == ()


@settings(max_examples=25, deadline=None)
@given(seeds, decisions)
def test_once_is_enough(seed: int, decision: Decision) -> None:
    once = resolve(tracked(seed), decision)
    assert changes_of(once) == ()
    for again in Decision:
        assert resolve(once, again).parts == once.parts


@settings(max_examples=25, deadline=None)
@given(seeds, decisions, decisions)
def test_decisions_on_the_changes_of_different_people_commute(seed: int, first: Decision, second: Decision) -> None:
    package = tracked(seed)
    others = authors(package) - {OURS}
    assume(others)
    ours, theirs = Selection(frozenset({OURS})), Selection(others)
    one = resolve(resolve(package, first, ours), second, theirs)
    other = resolve(resolve(package, second, theirs), first, ours)
    assert changes_of(one) == changes_of(other) == ()
    assert same(one, other)
    if first is second:
        assert same(one, resolve(package, first))


@settings(max_examples=25, deadline=None)
@given(seeds, decisions)
def test_what_is_not_chosen_stays(seed: int, decision: Decision) -> None:
    package = tracked(seed)
    assert resolve(package, decision, Selection(frozenset({"Niemand"}))).parts == package.parts
    left = changes_of(resolve(package, decision, Selection(frozenset({OURS}))))
    assert OURS not in {change.author for change in left}


@settings(max_examples=25, deadline=None)
@given(seeds, decisions)
def test_a_document_without_changes_keeps_its_bytes(seed: int, decision: Decision) -> None:
    made = docx(random_document(Random(seed), revisions=False))  # noqa: S311  no secret
    package = read_package(made, "x.docx")
    assert resolve(package, decision).parts == package.parts


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_saving_makes_no_difference(seed: int) -> None:
    package = tracked(seed)
    saved = {n: serialise(package.xml(n)).encode() if n.endswith(".xml") else d for n, d in package.parts.items()}
    assert same(package, read_package(pack_archive(saved), "x.docx"))
