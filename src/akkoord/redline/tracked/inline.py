"""Runs of a paragraph in which something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy

from msgspec import Struct

from akkoord.compare.around import telling
from akkoord.compare.bits import Bit, bits_of
from akkoord.compare.content import TEXT_BOX, Text
from akkoord.compare.fields import FIELD_CODES
from akkoord.compare.items import DELETED, INSERTED, KEPT, Piece
from akkoord.compare.leaves import HYPERLINK, Leaf, Marker, Wrapper
from akkoord.ooxml import Element
from akkoord.ooxml.names import XML_NS, w
from akkoord.ooxml.tracked import INSERTING
from akkoord.redline.resolution.content import CARRIER
from akkoord.redline.tracked.properties import Records, own_changes
from akkoord.redline.tracked.scope import Scope

_SPACE = f"{{{XML_NS}}}space"
_R_PR = w("rPr")
_SDT, _SDT_CONTENT = w("sdt"), w("sdtContent")
_DELETED_NAMES = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_LIVE_NAMES = {dead: live for live, dead in _DELETED_NAMES.items()}
_HEADS = frozenset((w("sdtPr"), w("sdtEndPr"), w("smartTagPr"), w("customXmlPr")))
_SIMPLE, _DEL = w("fldSimple"), w("del")
_ENDS = frozenset(w(t) for t in ("bookmarkEnd", "commentRangeEnd", "permEnd"))

MergeObject = Callable[[Leaf, Leaf], Element | None]
"""A new object in which the text boxes show what changed; None when there is nothing to merge."""


class _Step(Struct):
    """One element around a run: `key` says when two runs share it.

    `op` says that it is a control whose tags came or went around content that stays.
    """

    key: object
    make: Callable[[], tuple[Element, Element]]
    op: str = ""


class _Open(Struct):
    """An element that is being filled: where its content goes; at last `closing` goes in too and `closed` follows."""

    key: object
    holder: Element
    closing: Element | None = None
    closed: Element | None = None


class InlineWriter:
    """Fills one paragraph of the output."""

    def __init__(self, scope: Scope, records: Records, paragraph: Element, merge: MergeObject) -> None:
        self._scope = scope
        self._records = records
        self._paragraph = paragraph
        self._merge = merge
        self._open: list[_Open] = []
        self._run: tuple[object, Element] | None = None
        self._partners: dict[int, Wrapper] = {}
        self._opened: set[int] = set()

    def write(self, pieces: Iterable[Piece], op: str, last_old: Text | None, last_new: Text | None) -> None:
        """Write `pieces`; `last_old` and `last_new` are the texts whose trailing markers belong to this paragraph.

        `op` says what became of the end of the paragraph.
        """
        ready = list(pieces)
        self._pair_wrappers(ready)
        for piece in self._ordered(ready) if self._partners else ready:
            self._piece(piece)
        if last_new is not None:
            self._markers(last_new, len(last_new), len(last_new) + 1, own=True, op=op)
        if last_old is not None:
            self._markers(last_old, len(last_old), len(last_old) + 1, own=False, op=op)
        self._enter([])

    @property
    def _holder(self) -> Element:
        """Where what comes next goes."""
        return self._open[-1].holder if self._open else self._paragraph

    def _pair_wrappers(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if piece.op == KEPT:
                for bit in bits_of(piece):
                    former = bit.former.wrapper if bit.former else None
                    for one, other in zip(telling(former), telling(bit.leaf.wrapper), strict=False):
                        self._partners[id(one)] = other
                        self._partners[id(other)] = other

    def _ordered(self, pieces: Sequence[Piece]) -> list[Piece]:
        """What came before what went in the same place, where a link or control would else be cut in two."""
        out = list(pieces)
        for at in range(len(out) - 1):
            gone, come = out[at : at + 2]
            if (gone.op, come.op) == (DELETED, INSERTED):
                before, after = (self._links(out[max(at - 1, 0) : at])[-1:], self._links(out[at + 2 : at + 3])[:1])
                went, came = self._links([gone]), self._links([come])
                if _cut([*before, *came, *went, *after]) < _cut([*before, *went, *came, *after]):
                    out[at : at + 2] = come, gone
        return out

    def _links(self, pieces: Sequence[Piece]) -> list[int]:
        """The outermost wrapper of each leaf of pieces by its identity, 0 for none; one for both sides of it."""
        out: list[int] = []
        for piece in pieces:
            old = piece.old if piece.new is None else None
            start, end = (piece.old_start, piece.old_end) if old is not None else (piece.new_start, piece.new_end)
            text = old or piece.new
            for leaf in text.between(start, end) if text is not None else ():
                outer = [*telling(leaf.wrapper)][-1:]
                out += [id(self._partners.get(id(wrapper), wrapper)) for wrapper in outer] or [0]
        return out

    def _piece(self, piece: Piece) -> None:
        shift = piece.old_start - piece.new_start
        for bit in bits_of(piece):
            if bit.span is not None:
                start, end = bit.span
                if piece.new is not None:
                    self._markers(piece.new, start, end, own=True, op=piece.op, move=piece.move)
                if piece.old is not None:
                    moved = shift if piece.op == KEPT else 0
                    self._markers(piece.old, start + moved, end + moved, own=False, op=piece.op, move=piece.move)
            self._bit(bit)

    def _markers(self, text: Text, start: int, end: int, *, own: bool, op: str = KEPT, move: str = "") -> None:
        for marker in text.markers:
            if start <= marker.at < end:
                self._marker(marker, own=own, op=op, move=move)

    def _marker(self, marker: Marker, *, own: bool, op: str, move: str) -> None:
        kept = self._scope.marker(marker.element, own=own)
        if kept is None:
            return
        element, change = kept
        path = self._wrappers(marker.wrapper, op, own=own)
        marked = op != KEPT and bool(change or path or self._scope.is_reference_of_one_side(element, own=own))
        if marked:
            path = self._inside(path, op, move)
        if element.tag in _ENDS and not self._is_open(path):  # a link around nothing but an end would show
            path, marked = [], False
        self._enter(path)
        if marked:
            change = ""
        holder = self._holder
        if change:
            around = self._scope.revisions.mark(change)
            around.append(element)
            element = around
        holder.append(element)
        self._run = None

    def _bit(self, bit: Bit) -> None:
        self._enter(self._path(bit))
        holder = self._holder
        leaf = bit.leaf
        gone = _reads_deleted(bit)
        if leaf.run is None:
            holder.append(self._inline_object(bit))
            self._run = None
            return
        former = _reformatted(bit)
        key = (id(leaf.run), id(former), bit.op == DELETED, gone)
        if self._run is None or self._run[0] != key or self._run[1].getparent() is not holder:
            self._run = (key, self._new_run(bit))
            holder.append(self._run[1])
        self._run[1].append(self._content(bit, gone=gone))

    def _new_run(self, bit: Bit) -> Element:
        source = bit.leaf.run
        if source is None:
            raise ValueError("an object outside a run has no run")
        run = source.makeelement(source.tag, dict(source.attrib) if bit.op != DELETED else {})
        properties = source.find(_R_PR)
        if properties is not None:
            copy = self._scope.adopt(properties) if bit.op == DELETED else deepcopy(properties)
            run.append(copy)
        former = _reformatted(bit)
        if former is not None:
            self._reformat(run, former)
        return run

    def _reformat(self, run: Element, old: Element) -> None:
        properties = run.find(_R_PR)
        if properties is None:
            properties = run.makeelement(_R_PR, {})
            run.insert(0, properties)
        self._records.settle(properties, old.find(_R_PR), "rPr")
        if not len(properties):
            run.remove(properties)

    def _content(self, bit: Bit, *, gone: bool) -> Element:
        leaf = bit.leaf
        if leaf.key is None:
            whole = bit.start == leaf.start and bit.end == leaf.end
            names = _DELETED_NAMES if gone else _LIVE_NAMES
            element = leaf.element.makeelement(names.get(leaf.element.tag, leaf.element.tag), {})
            text = leaf.element.text or ""
            shown = text if len(text) == leaf.end - leaf.start else text.strip(" \t\r\n")
            element.text = shown[bit.start - leaf.start : bit.end - leaf.start]
            keeps = leaf.element.get(_SPACE) if whole else None
            if keeps or element.text != element.text.strip():
                element.set(_SPACE, keeps or "preserve")
            return element
        merged = self._merge(bit.former, leaf) if bit.former is not None and bit.op == KEPT else None
        if merged is not None:
            return merged
        element = self._scope.adopt_whole(leaf.element) if bit.op == DELETED else self._scope.own(leaf.element)
        if element.tag in FIELD_CODES:
            element.tag = w("delInstrText") if gone else w("instrText")
        elif bit.op == DELETED and gone:
            _as_deleted(element)
        return element

    def _inline_object(self, bit: Bit) -> Element:
        leaf = bit.leaf
        merged = self._merge(bit.former, leaf) if bit.former is not None and bit.op == KEPT else None
        if merged is not None:
            return merged
        element = self._scope.adopt_whole(leaf.element) if bit.op == DELETED else deepcopy(leaf.element)
        element.tail = None
        for inner in list(element.iter(*INSERTING)) if bit.op == INSERTED else ():
            for child in list(inner):
                inner.addprevious(child)
            holder = inner.getparent()
            if holder is not None:
                holder.remove(inner)  # what is inserted whole needs no second mark inside
        if bit.op == DELETED and not bit.move:
            _as_deleted(element)
        if leaf.element.tag == _SIMPLE and bit.op != KEPT:
            holder = element.makeelement(w("smartTag"), CARRIER)
            holder.append(element)
            return holder
        return element

    def _path(self, bit: Bit) -> list[_Step]:
        came = bit.op == KEPT and bit.former is None  # somebody inserted it, with what is around it
        steps = self._wrappers(bit.leaf.wrapper, INSERTED if came else bit.op, own=bit.op != DELETED)
        gone = bit.op == DELETED
        foreign = [
            _Step(id(mark), lambda mark=mark: self._twice(self._scope.foreign(mark, old=gone))) for mark in bit.foreign
        ]
        if bit.op == KEPT and not came:
            return [*self._with_lone(steps, bit), *foreign]
        if came or not bit.marked:
            return self._inside(steps, "", "", foreign)
        if bit.op == DELETED:  # what another inserted is deleted inside that insertion
            return self._inside(steps, bit.op, bit.move, foreign)
        return [*self._inside(steps, bit.op, bit.move), *foreign]

    def _with_lone(self, steps: list[_Step], bit: Bit) -> list[_Step]:
        """`steps`, the wrappers of the new side, with the controls that went from around content that stays."""
        out = list(steps)
        wrapper = bit.former.wrapper if bit.former is not None else None
        shown: list[Wrapper] = []
        while wrapper is not None:
            shown.append(wrapper)
            wrapper = wrapper.outer
        at = 0
        for wrapper in reversed(shown):
            if wrapper.lone:
                while at < len(out) and out[at].op:
                    at += 1
                out.insert(at, self._step(wrapper, id(wrapper), DELETED, own=False))
                at += 1
            elif not wrapper.silent:
                partner = id(self._partners.get(id(wrapper), wrapper))
                at = next((n + 1 for n, step in enumerate(out) if step.key == partner), at)
        return out

    def _step(self, wrapper: Wrapper, key: object, op: str, *, own: bool) -> _Step:
        return _Step(key, lambda: self._shell(wrapper.element, old=not own), op)

    def _inside(self, steps: list[_Step], op: str, move: str, before: Sequence[_Step] = ()) -> list[_Step]:
        """`steps` with our mark around the first of them that came or went as a whole, or inside all of them."""
        at = next((i for i, step in enumerate(steps) if isinstance(step.key, tuple)), len(steps))
        own = [_Step((op, move), lambda: self._twice(self._scope.revisions.mark(op, move)))] if op else []
        return [*steps[:at], *before, *own, *steps[at:]]

    def _wrappers(self, wrapper: Wrapper | None, op: str, *, own: bool) -> list[_Step]:
        """The wrappers around content of the new side (`own`) or the old one, outermost first.

        One that came or went as a whole has a tuple as its key.
        """
        out: list[_Step] = []
        while wrapper is not None:
            partner = self._partners.get(id(wrapper))
            shown = partner or wrapper
            old = partner is None and not own
            alone = partner is None and op != KEPT and wrapper.element.tag != HYPERLINK
            key: object = ("alone", id(shown)) if alone else id(shown)
            lone = (INSERTED if own else DELETED) if wrapper.lone else ""
            out.append(self._step(shown, id(shown) if lone else key, lone, own=not old))
            wrapper = wrapper.outer
        return out[::-1]

    def _shell(self, element: Element, *, old: bool) -> tuple[Element, Element]:
        """The tags of a wrapper without its content: the element, and where the content goes."""
        content = element.find(_SDT_CONTENT) if element.tag == _SDT else element
        heads = [child for child in element if child.tag in _HEADS]
        shell = element.makeelement(element.tag, dict(element.attrib))
        shell.extend([deepcopy(head) for head in heads])
        if old:
            shell = self._scope.adopt(shell)
        elif id(element) in self._opened:  # a second piece of it is a control of its own
            self._scope.material.renew_controls(shell)
        self._opened.add(id(element))
        if content is not None and content is not element:
            inner = element.makeelement(_SDT_CONTENT, dict(content.attrib))
            shell.append(inner)
            return shell, inner
        return shell, shell

    def _is_open(self, steps: list[_Step]) -> bool:
        """Whether what is written now stands in all of these steps."""
        return [entry.key for entry in self._open[: len(steps)]] == [step.key for step in steps]

    def _enter(self, steps: list[_Step]) -> None:
        """Close what these steps do not share with the last run, and open the rest."""
        same = 0
        while same < min(len(steps), len(self._open)) and self._open[same].key == steps[same].key:
            same += 1
        while same < len(self._open):
            self._close(self._open.pop())
        for step in steps[same:]:
            holder = self._holder
            outer, inner = step.make()
            entry = _Open(step.key, inner)
            if step.op:
                start, end = self._scope.revisions.range_of_control(step.op)
                entry.closing, entry.closed = self._scope.revisions.range_of_control(step.op)
                holder.append(start)
                inner.append(end)
            holder.append(outer)
            self._open.append(entry)
            self._run = None

    def _close(self, entry: _Open) -> None:
        if entry.closing is not None and entry.closed is not None:
            entry.holder.append(entry.closing)
            self._holder.append(entry.closed)
        self._run = None

    @staticmethod
    def _twice(element: Element) -> tuple[Element, Element]:
        return element, element


def _cut(links: Sequence[int]) -> int:
    """How often a link goes on after it was closed."""
    opened = [link for n, link in enumerate(links) if link and (n == 0 or links[n - 1] != link)]
    return len(opened) - len(set(opened))


def _as_deleted(element: Element) -> None:
    """Call the text in something that goes as a whole deleted; a text box in it is a story of its own."""
    for text in list(element.iter(*_DELETED_NAMES)):
        if next(text.iterancestors(TEXT_BOX), None) is None:
            text.tag = _DELETED_NAMES[text.tag]


def _reads_deleted(bit: Bit) -> bool:
    """Whether text is written as deleted: in a move it is not (17.13.5.22), unless it was deleted inside that move."""
    return (bit.op == DELETED and bit.marked and not bit.move) or any(mark.tag == _DEL for mark in bit.foreign)


def _reformatted(bit: Bit) -> Element | None:
    """The run of the old side whose formatting counts for this bit; None when there is nothing to tell of it."""
    former = bit.former.run if bit.former is not None else None
    if former is None or bit.leaf.run is None:
        return None
    recorded = any(own_changes(run.find(_R_PR)) is not None for run in (former, bit.leaf.run))
    return former if bit.reformatted or recorded else None
