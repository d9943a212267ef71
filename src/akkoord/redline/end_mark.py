"""Where the mark of a paragraph's end stands."""

from __future__ import annotations

from akkoord.ooxml import Element
from akkoord.ooxml.names import w

_P_PR, _R_PR = w("pPr"), w("rPr")
_LATER = (w("sectPr"), w("pPrChange"))


def end_properties(paragraph: Element) -> Element:
    """The run properties of the end of `paragraph` (17.3.1.29), made where they belong when there are none."""
    properties = paragraph.find(_P_PR)
    if properties is None:
        properties = paragraph.makeelement(_P_PR, {})
        paragraph.insert(0, properties)
    return run_properties(properties)


def run_properties(properties: Element) -> Element:
    """As `end_properties`, of the `w:pPr` of a paragraph."""
    run = properties.find(_R_PR)
    if run is None:
        run = properties.makeelement(_R_PR, {})
        place = next((n for n, child in enumerate(properties) if child.tag in _LATER), len(properties))
        properties.insert(place, run)
    return run
