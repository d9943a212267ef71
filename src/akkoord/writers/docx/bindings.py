"""Whether the house style has the styles and lists the writer needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.ooxml import DECLARATION, Element, serialise
from akkoord.ooxml.names import w
from akkoord.writers.docx.numbering import ListBinding, at_depth
from akkoord.writers.docx.styles import COUNTED, FREE_LEVELS, Counting, Style, style_type

_FREE_SCHEMES = frozenset({"digits", "letters", "degrees", "bullet"})
_BASE_DEPTH = 20
_NAMESPACE = re.compile(rf'^{re.escape(DECLARATION)}| xmlns:\w+="[^"]*"')
"""What an element carries only when it stands alone: the numbering part itself declares its namespaces."""


class StyleSheet(Struct, frozen=True):
    """The styles of a template: id by name, and the elements by id."""

    ids: Mapping[str, str]
    elements: Mapping[str, Element]

    def own_number(self, style_id: str) -> tuple[int, int] | None:
        """`numId` and level of a paragraph style, also through the style it is based on."""
        number_id: int | None = None
        level: int | None = None
        for _ in range(_BASE_DEPTH):
            style = self.elements.get(style_id)
            if style is None:
                break
            properties = style.find(f"{w('pPr')}/{w('numPr')}")
            if properties is not None:
                number_id = number_id if number_id is not None else _value(properties, "numId")
                level = level if level is not None else _value(properties, "ilvl")
            based_on = style.find(w("basedOn"))
            style_id = based_on.get(w("val"), "") if based_on is not None else ""
        return None if number_id is None else (number_id, level or 0)


def style_sheet(styles: Element) -> StyleSheet:
    """The styles part, by name (case does not count for Word) and type."""
    ids: dict[str, str] = {}
    elements: dict[str, Element] = {}
    for element in styles.iter(w("style")):
        style_id = element.get(w("styleId"), "")
        name = element.find(w("name"))
        elements[style_id] = element
        if name is not None:
            key = f"{element.get(w('type'), 'paragraph')}:{name.get(w('val'), '').casefold()}"
            ids.setdefault(key, style_id)
    return StyleSheet(ids, elements)


def find_styles(sheet: StyleSheet, file: str) -> tuple[dict[Style, str], list[Diagnostic]]:
    """The id of every style the writer needs, and those that are missing."""
    found: dict[Style, str] = {}
    faults: list[Diagnostic] = []
    for style in Style:
        kind = style_type(style)
        style_id = sheet.ids.get(f"{kind}:{style.value.casefold()}")
        if style_id is not None:
            found[style] = style_id
            continue
        names = [key.split(":", 1)[1] for key in sheet.ids if key.startswith(kind)]
        message = f"de huisstijl mist de {_DUTCH[kind]} `{style.value}`"
        hint = did_you_mean(style.value, names) or "neem de stijl over uit de meegeleverde huisstijl"
        faults.append(error("HST001", message, Span(file), hint))
    return found, faults


_DUTCH = {"paragraph": "alineastijl", "character": "tekenstijl", "table": "tabelstijl"}


def find_bindings(
    sheet: StyleSheet, found: Mapping[Style, str], numbering: Element, file: str
) -> tuple[dict[Style, ListBinding], list[Diagnostic]]:
    """The list behind every counted style, and what is wrong with it."""
    lists = _Lists(numbering)
    bindings: dict[Style, ListBinding] = {}
    faults: list[Diagnostic] = []
    for style, counting in COUNTED.items():
        if style not in found:
            continue
        number = sheet.own_number(found[style])
        abstract = lists.abstract_of(number[0]) if number else None
        if number is None or abstract is None:
            message = f"de stijl `{style.value}` is aan geen lijst gekoppeld"
            faults.append(error("HST002", message, Span(file), _wanted(counting)))
            continue
        levels = lists.levels(abstract)
        faults.extend(_level_faults(style, counting, number[1], levels, file))
        look = _look(levels[number[1]]) if style is Style.ARTICLE and number[1] in levels else ("", "")
        bindings[style] = ListBinding(number[0], abstract, number[1], look)
    faults.extend(_scheme_faults(bindings, file))
    return bindings, faults


def _look(level: Element) -> tuple[str, str]:
    """What a list level says before and after the text of its number, as XML: what follows it, its place and look."""
    said = {name: level.find(w(name)) for name in ("suff", "lvlJc", "pPr", "rPr")}
    xml = {name: "" if e is None else _NAMESPACE.sub("", serialise(e).strip()) for name, e in said.items()}
    return xml["suff"], xml["lvlJc"] + xml["pPr"] + xml["rPr"]


class _Lists:
    """The lists of the numbering part."""

    def __init__(self, numbering: Element) -> None:
        self._abstracts = {_attribute(a, "abstractNumId"): a for a in numbering.iter(w("abstractNum"))}
        self._numbers = {_attribute(n, "numId"): n for n in numbering.iter(w("num"))}

    def abstract_of(self, number_id: int) -> int | None:
        number = self._numbers.get(number_id)
        found = _value(number, "abstractNumId") if number is not None else None
        return found if found in self._abstracts else None

    def levels(self, abstract_id: int) -> dict[int, Element]:
        return {_attribute(lv, "ilvl"): lv for lv in self._abstracts[abstract_id].iter(w("lvl"))}


def _level_faults(
    style: Style, counting: Counting, level: int, levels: Mapping[int, Element], file: str
) -> Iterator[Diagnostic]:
    if level != counting.level:
        message = f"de stijl `{style.value}` staat op lijstniveau {level + 1}; verwacht was {counting.level + 1}"
        yield error("HST002", message, Span(file), _wanted(counting))
        return
    depths = range(FREE_LEVELS) if counting.scheme in _FREE_SCHEMES else range(1)
    for depth in depths:
        wanted = at_depth(counting, depth)
        element = levels.get(wanted.level)
        seen = (_text(element, "numFmt"), _text(element, "lvlText")) if element is not None else ("", "")
        text_matters = wanted.format != "bullet"
        if seen[0] != wanted.format or (text_matters and seen[1] != wanted.text) or _value(element, "lvlRestart") == 0:
            message = (
                f"niveau {wanted.level + 1} van de lijst van `{style.value}` nummert als `{seen[0]}` met `{seen[1]}`"
            )
            yield error("HST003", message, Span(file), _wanted(wanted))


def _scheme_faults(bindings: Mapping[Style, ListBinding], file: str) -> Iterator[Diagnostic]:
    """Styles of one scheme share one list; two schemes never do."""
    lists: dict[str, set[int]] = {}
    for style, binding in bindings.items():
        lists.setdefault(COUNTED[style].scheme, set()).add(binding.abstract_id)
    owners: dict[int, str] = {}
    for scheme, abstracts in lists.items():
        names = ", ".join(f"`{s.value}`" for s, c in COUNTED.items() if c.scheme == scheme)
        if len(abstracts) > 1:
            yield error("HST003", f"{names} horen bij een en dezelfde lijst met meer niveaus", Span(file))
        for abstract in abstracts:
            if owners.setdefault(abstract, names) != names:
                yield error("HST003", f"{names} delen een lijst met {owners[abstract]}", Span(file))


def _wanted(counting: Counting) -> str:
    if counting.format == "bullet":
        return "koppel de stijl aan een lijst met opsommingstekens"
    return f"verwacht: niveau {counting.level + 1}, notatie `{counting.format}`, tekst `{counting.text}`"


def _value(element: Element | None, child: str) -> int | None:
    """`w:val` of a child as a whole number, None when absent or no number."""
    text = _text(element, child)
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 12 else None


def _text(element: Element | None, child: str) -> str:
    found = element.find(w(child)) if element is not None else None
    return found.get(w("val"), "") if found is not None else ""


def _attribute(element: Element, name: str) -> int:
    text = element.get(w(name), "")
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 12 else -1
