"""Bringing a list of the old package along.

Source:
    ISO/IEC 29500-1, 17.9 (numbering).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy

from akkoord.compare.document import VAL, Document
from akkoord.ooxml import Element, root_like
from akkoord.ooxml.names import R_NS, W_NS, WORD_CONTENT_TYPE, XML_NS, mc, w
from akkoord.redline.tracked.output import Output


def shared_definitions(old: Document, new: Document) -> dict[str, str]:
    """The definitions behind old lists that the new package has too, by id: lists of one definition count together."""
    pairs = {
        (_definition(old.lists[number]), _definition(new.lists[key]))
        for number, key in old.numbers.items()
        if number in old.lists and key in new.lists
    }
    mine, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return {a: b for a, b in pairs if mine[a] == theirs[b] == 1}


def bring_list(
    old: Document, number: str, output: Output, style: Callable[[str], str], definitions: dict[str, str]
) -> str:
    """A copy of the old list `number` in the output; its id there, or `number` when there is no such list.

    `definitions` gives the id in the output of the definition behind an old list, where there is one; one that is
    brought along is added.
    """
    instance = old.lists.get(number)
    known = _definition(instance) if instance is not None else ""
    abstract = old.definition(known)
    if instance is None or abstract is None:
        return number
    root = _numbering(old, output)
    if known not in definitions:
        definitions[known] = _bring_definition(abstract, root, style)
    list_id = _free(root, "num", "numId")
    copy = without_extensions(instance, root)
    copy.set(w("numId"), list_id)
    for child in copy.iter(w("abstractNumId")):
        child.set(VAL, definitions[known])
    _insert(root, copy, "num")
    return list_id


def _bring_definition(abstract: Element, root: Element, style: Callable[[str], str]) -> str:
    identifier = _free(root, "abstractNum", "abstractNumId")
    definition = without_extensions(abstract, root)
    definition.set(w("abstractNumId"), identifier)
    for name in ("nsid", "numStyleLink", "styleLink"):
        for child in definition.findall(w(name)):
            definition.remove(child)
    for linked in list(definition.iter(w("pStyle"))):
        linked.set(VAL, style(linked.get(VAL, "")))
    _insert(root, definition, "abstractNum")
    return identifier


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


def _numbering(old: Document, output: Output) -> Element:
    part = output.new.related("numbering")
    if part is not None:
        return output.root(part)
    name = "word/numbering.xml"
    if name not in output.parts:
        made = root_like(old.root(old.main), w("numbering"))
        name = output.add_part(name, made, f"{WORD_CONTENT_TYPE}numbering+xml")
        output.relate_kind(output.new.main, "numbering", name)
    return output.root(name)


def _free(root: Element, tag: str, attribute: str) -> str:
    taken = (e.get(w(attribute), "") for e in root.iter(w(tag)))
    return str(max((int(t) for t in taken if t.isdecimal()), default=0) + 1)


def _insert(root: Element, element: Element, tag: str) -> None:
    """Definitions stand before instances (CT_Numbering)."""
    last = max((i for i, child in enumerate(root) if child.tag == w(tag)), default=-1)
    if last < 0:
        before = (w("numPicBullet"),) if tag == "abstractNum" else (w("numPicBullet"), w("abstractNum"))
        last = max((i for i, child in enumerate(root) if child.tag in before), default=-1)
    root.insert(last + 1, element)
