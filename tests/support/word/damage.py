"""Ways to damage a redline in one place. Each gives the damaged package, None where there is nothing to damage."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random  # noqa: TID251  the caller gives it, with a seed

from msgspec.structs import replace

from akkoord.ooxml import Element, Package, relationships_part, serialise
from akkoord.ooxml.names import R_NS, w

Damage = Callable[[Package, Random], "Package | None"]
_BODY = "word/document.xml"


def _in(
    names: Callable[[str], bool], find: Callable[[Element], Iterable[Element]], act: Callable[[Element], None]
) -> Damage:
    """A damage that does `act` to one of the elements found in one of the parts named so."""

    def damage(package: Package, random: Random) -> Package | None:
        parts = [n for n in sorted(package.parts) if n.startswith("word/") and n.endswith(".xml") and names(n)]
        random.shuffle(parts)
        for name in parts:
            root = package.xml(name)
            found = list(find(root))
            if found:
                act(random.choice(found))
                return replace(package, parts={**package.parts, name: serialise(root).encode()})
        return None

    return damage


def _tags(*tags: str) -> Callable[[Element], Iterable[Element]]:
    return lambda root: root.iter(*map(w, tags))


def _texts(root: Element) -> Iterable[Element]:
    return (t for t in root.iter(w("t"), w("delText")) if (t.text or "").strip())


def _runs(root: Element) -> Iterable[Element]:
    return (t.getparent() for t in _texts(root) if t.getparent() is not None and t.getparent().tag == w("r"))


def _drop(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _drop(element)


def _swap(paragraph: Element) -> None:
    former = paragraph.getprevious()
    if former is not None and former.tag == w("p"):
        former.addprevious(paragraph)


def _more_text(element: Element) -> None:
    element.text = f"{(element.text or '').strip()}erbij"


def _emboss(run: Element) -> None:
    properties = run.find(w("rPr"))
    if properties is None:
        properties = run.makeelement(w("rPr"))
        run.insert(0, properties)
    for known in properties.findall(w("emboss")):
        properties.remove(known)
    properties.insert(0, properties.makeelement(w("emboss"), {w("val"): "true"}))


def _other_value(element: Element) -> None:
    element.set(w("val"), "upperRoman" if element.tag == w("numFmt") else "%1 anders")


def _wider(section: Element) -> None:
    section.set(w("w"), "7777")


def _link_elsewhere(package: Package, random: Random) -> Package | None:
    root = package.xml(_BODY)
    used = [link.get(f"{{{R_NS}}}id") for link in root.iter(w("hyperlink")) if list(_texts(link))]
    used = [i for i in used if i]
    name = relationships_part(_BODY)
    if not used:
        return None
    relations = package.xml(name)
    chosen = random.choice(used)
    for relation in relations:
        if relation.get("Id") == chosen:
            relation.set("Target", "https://elders.voorbeeld.nl/")
    return replace(package, parts={**package.parts, name: serialise(relations).encode()})


def _link_nowhere(package: Package, random: Random) -> Package | None:
    made = _link_elsewhere(package, random)
    if made is None:
        return None
    name = relationships_part(_BODY)
    relations = made.xml(name)
    for relation in [r for r in relations if r.get("Target") == "https://elders.voorbeeld.nl/"]:
        relations.remove(relation)
    return replace(made, parts={**made.parts, name: serialise(relations).encode()})


def _any(name: str) -> bool:
    return True


def _body(name: str) -> bool:
    return name == _BODY


def _edge(name: str) -> bool:
    return "header" in name or "footer" in name


def _notes(name: str) -> bool:
    return "notes" in name


def _numbering(name: str) -> bool:
    return "numbering" in name


DAMAGES: dict[str, Damage] = {
    "another field code": _in(_body, _tags("instrText", "delInstrText"), _more_text),
    "another link": _link_elsewhere,
    "another list format": _in(_numbering, _tags("numFmt"), _other_value),
    "another list text": _in(_numbering, _tags("lvlText"), _other_value),
    "another text": _in(_body, _texts, _more_text),
    "another text above or below the page": _in(_edge, _texts, _more_text),
    "another text in a note": _in(_notes, _texts, _more_text),
    "another width of the page": _in(
        _body,
        lambda root: (s for last in root.findall(f"{w('body')}/{w('sectPr')}") for s in last.findall(w("pgSz"))),
        _wider,
    ),
    "another look": _in(_body, _runs, _emboss),
    "hidden text shown": _in(_any, _tags("vanish"), _drop),
    "no cell mark": _in(_any, _tags("cellIns", "cellDel"), _drop),
    "no deletion mark": _in(_any, _tags("del"), _unwrap),
    "no former look": _in(_any, _tags("rPrChange", "pPrChange"), _drop),
    "no header": _in(_body, _tags("headerReference", "footerReference"), _drop),
    "no insertion mark": _in(_any, _tags("ins"), _unwrap),
    "no link target": _link_nowhere,
    "no list": _in(_body, _tags("numPr"), _drop),
    "no move mark": _in(_any, _tags("moveFrom", "moveTo"), _unwrap),
    "no note": _in(_notes, _tags("footnote", "endnote"), _drop),
    "no paragraph": _in(_body, lambda root: (p for p in root.iter(w("p")) if p.getparent().tag == w("body")), _drop),
    "no picture": _in(_any, _tags("drawing", "pict"), _drop),
    "no row": _in(_body, _tags("tr"), _drop),
    "no run": _in(_body, _runs, _drop),
    "no section break": _in(_body, lambda root: root.iterfind(f".//{w('pPr')}/{w('sectPr')}"), _drop),
    "no style": _in(_body, _tags("pStyle", "rStyle"), _drop),
    "paragraphs swapped": _in(_body, _tags("p"), _swap),
}
SEEN_BY_NATURE = frozenset(
    (
        "another field code",
        "another link",
        "another look",
        "another text",
        "another width of the page",
        "no link target",
        "no run",
    )
)
"""Damages that are a difference whatever stands around them; of the others the referee says whether they are."""
