"""Bringing a list of the old package along.

Source:
    ISO/IEC 29500-1, 17.9 (numbering).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from functools import cached_property

from akkoord.compare.document import VAL, Document
from akkoord.ooxml import Element, root_like
from akkoord.ooxml.names import R_NS, W_NS, WORD_CONTENT_TYPE, XML_NS, mc, w
from akkoord.redline.tracked.output import Output

_BULLET, _BULLET_ID = "numPicBullet", "numPicBulletId"
_KINDS = (_BULLET, "abstractNum", "num")


class Lists:
    """Brings lists of the old package into the output; `adopt` copies an element of one part for another."""

    def __init__(
        self,
        old: Document,
        output: Output,
        style: Callable[[str], str],
        adopt: Callable[[Element, str, str], Element],
    ) -> None:
        self._old, self._output = old, output
        self._style, self._adopt = style, adopt
        self._pictures: dict[str, str] = {}

    def bring(self, number: str) -> str:
        """A copy of the old list `number` in the output; its id there, or `number` when there is no such list."""
        instance = self._old.lists.get(number)
        known = _definition(instance) if instance is not None else ""
        abstract = self._old.definition(known)
        if instance is None or abstract is None:
            return number
        root = self._output.root(self._part)
        if known not in self._definitions:
            self._definitions[known] = self._bring_definition(abstract, root)
        list_id = _free(root, "num", "numId")
        copy = self._fit(instance, root)
        copy.set(w("numId"), list_id)
        for child in copy.iter(w("abstractNumId")):
            child.set(VAL, self._definitions[known])
        _insert(root, copy, "num")
        return list_id

    @cached_property
    def _definitions(self) -> dict[str, str]:
        """The ids in the output of old definitions: lists of one definition count together."""
        old, new = self._old, self._output.new
        pairs = {
            (_definition(old.lists[number]), _definition(new.lists[key]))
            for number, key in old.numbers.items()
            if number in old.lists and key in new.lists
        }
        mine, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
        return {a: b for a, b in pairs if mine[a] == theirs[b] == 1}

    def _bring_definition(self, abstract: Element, root: Element) -> str:
        identifier = _free(root, "abstractNum", "abstractNumId")
        definition = self._fit(abstract, root)
        definition.set(w("abstractNumId"), identifier)
        for name in ("nsid", "numStyleLink", "styleLink"):
            for child in definition.findall(w(name)):
                definition.remove(child)
        _insert(root, definition, "abstractNum")
        return identifier

    def _fit(self, element: Element, root: Element) -> Element:
        """A copy of a list or definition with the styles and pictures of the output."""
        copy = without_extensions(element, root)
        for linked in list(copy.iter(w("pStyle"))):
            linked.set(VAL, self._style(linked.get(VAL, "")))
        for picture in list(copy.iter(w("lvlPicBulletId"))):
            picture.set(VAL, self._picture(picture.get(VAL, ""), root))
        return copy

    def _picture(self, identifier: str, root: Element) -> str:
        """The id in the output of a picture that stands for a number (17.9.20), brought along."""
        bullet, part = self._old.picture_bullet(identifier), self._old.related("numbering")
        if bullet is None or part is None:
            return identifier
        if identifier not in self._pictures:
            self._output.brings(self._part, self._old.root(part))
            copy = self._adopt(bullet, part, self._part)
            self._pictures[identifier] = _free(root, _BULLET, _BULLET_ID)
            copy.set(w(_BULLET_ID), self._pictures[identifier])
            _insert(root, copy, _BULLET)
        return self._pictures[identifier]

    @cached_property
    def _part(self) -> str:
        """The part of the output with the lists, made when there is none."""
        known = self._output.new.related("numbering")
        if known is not None:
            return known
        made = root_like(self._old.root(self._old.main), w("numbering"))
        name = self._output.add_part("word/numbering.xml", made, f"{WORD_CONTENT_TYPE}numbering+xml")
        self._output.relate_kind(self._output.new.main, "numbering", name)
        return name


def _definition(instance: Element) -> str:
    """The id of the definition behind a list."""
    reference = instance.find(w("abstractNumId"))
    return reference.get(VAL, "") if reference is not None else ""


def without_extensions(element: Element, root: Element) -> Element:
    """A copy of a definition without attributes of namespaces that `root`, where it will stand, may not hold.

    A reader that does not know a namespace refuses it, unless the root says it may be ignored (ISO/IEC 29500-3, 10.2).
    """
    ignored = {root.nsmap.get(prefix) for prefix in root.get(mc("Ignorable"), "").split()}
    copy = deepcopy(element)
    for e in copy.iter():
        home = e.tag[1:].split("}")[0]
        for key in [key for key in e.attrib if key.startswith("{")]:
            if key[1:].split("}")[0] not in {home, W_NS, R_NS, XML_NS, *ignored}:
                del e.attrib[key]
    return copy


def _free(root: Element, tag: str, attribute: str) -> str:
    taken = (e.get(w(attribute), "") for e in root.iter(w(tag)))
    return str(max((int(t) for t in taken if t.isdecimal()), default=0) + 1)


def _insert(root: Element, element: Element, tag: str) -> None:
    """Put `element` behind its like: pictures stand before definitions, and those before lists (CT_Numbering)."""
    before = {w(kind) for kind in _KINDS[: _KINDS.index(tag) + 1]}
    last = max((i for i, child in enumerate(root) if child.tag in before), default=-1)
    root.insert(last + 1, element)
