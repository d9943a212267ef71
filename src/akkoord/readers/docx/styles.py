"""What the styles of a Word file say about numbers and hidden text."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.ooxml import Element
from akkoord.ooxml.names import w

_OFF = frozenset({"0", "false", "off", "none"})
_MAX_CHAIN = 30


@dataclass(frozen=True, slots=True)
class NumberProperties:
    """`numPr` of a paragraph or style; None where it is silent. `style` says which style spoke."""

    number_id: int | None
    level: int | None
    style: str = ""


class Styles:
    """The styles part, asked by style id. Source: ISO/IEC 29500-1, 17.7."""

    def __init__(self, root: Element | None) -> None:
        found = root.iter(w("style")) if root is not None else ()
        self._styles = {s.get(w("styleId"), ""): s for s in found}
        self.default = next(
            (i for i, s in self._styles.items() if s.get(w("type")) == "paragraph" and is_on(s.get(w("default"), "0"))),
            "",
        )
        self._hidden: dict[str, bool] = {}
        self._numbers: dict[str, NumberProperties] = {}

    def chain(self, style_id: str) -> list[Element]:
        """The style and those it is based on, nearest first."""
        out: list[Element] = []
        while style_id in self._styles and len(out) < _MAX_CHAIN:
            out.append(self._styles[style_id])
            style_id = value(out[-1], "basedOn")
        return out

    def hidden(self, style_id: str) -> bool:
        """Whether text of this style is hidden (`vanish`), by the nearest style that says so."""
        if style_id not in self._hidden:
            answers = (vanish(s.find(w("rPr"))) for s in self.chain(style_id))
            self._hidden[style_id] = next((a for a in answers if a is not None), False)
        return self._hidden[style_id]

    def number(self, style_id: str) -> NumberProperties:
        """The list and level of a paragraph style, each from the nearest style that has it."""
        if style_id not in self._numbers:
            self._numbers[style_id] = self._number(style_id)
        return self._numbers[style_id]

    def _number(self, style_id: str) -> NumberProperties:
        number_id: int | None = None
        level: int | None = None
        speaker = ""
        for style in self.chain(style_id):
            own = number_properties(style.find(w("pPr")))
            if number_id is None and own.number_id is not None:
                number_id, speaker = own.number_id, style.get(w("styleId"), "")
            level = level if level is not None else own.level
        return NumberProperties(number_id, level, speaker)


def number_properties(properties: Element | None) -> NumberProperties:
    """`numPr` inside `properties` (a `pPr`)."""
    own = properties.find(w("numPr")) if properties is not None else None
    return NumberProperties(whole(value(own, "numId")), whole(value(own, "ilvl")))


def vanish(properties: Element | None) -> bool | None:
    """Whether `rPr` hides text; None when it does not say."""
    own = properties.find(w("vanish")) if properties is not None else None
    return None if own is None else is_on(own.get(w("val"), "1"))


def is_on(text: str) -> bool:
    """An on/off value of the standard (17.17.4)."""
    return text.lower() not in _OFF


def value(element: Element | None, child: str) -> str:
    """`w:val` of a child, "" when there is none."""
    found = element.find(w(child)) if element is not None else None
    return found.get(w("val"), "") if found is not None else ""


def whole(text: str) -> int | None:
    """A whole number, None for anything else."""
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 12 else None
