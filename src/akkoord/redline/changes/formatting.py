"""Changes of looks in Dutch words."""

from __future__ import annotations

from collections.abc import Iterable

from akkoord.compare.script import FormatChange, FormatScope

_SCOPES = {
    FormatScope.RUN: "tekst",
    FormatScope.PARAGRAPH: "alinea",
    FormatScope.STYLE: "opmaakprofiel",
    FormatScope.NUMBERING: "nummering",
    FormatScope.MARK: "alineateken",
    FormatScope.SECTION: "sectie",
    FormatScope.TABLE: "tabel",
    FormatScope.ROW: "rij",
    FormatScope.CELL: "cel",
}
_NAMES = {
    "b": "vet",
    "i": "cursief",
    "u": "onderstreept",
    "strike": "doorgehaald",
    "dstrike": "dubbel doorgehaald",
    "caps": "hoofdletters",
    "smallCaps": "klein kapitaal",
    "vanish": "verborgen",
    "color": "kleur",
    "sz": "lettergrootte",
    "szCs": "lettergrootte",
    "rFonts": "lettertype",
    "highlight": "markering",
    "vertAlign": "hoogte",
    "lang": "taal",
    "rStyle": "tekenprofiel",
    "pStyle": "opmaakprofiel",
    "jc": "uitlijning",
    "ind": "inspringing",
    "spacing": "afstand",
    "numPr": "lijst of lijstniveau",
    "keepNext": "bij volgende houden",
    "keepLines": "regels bijeen",
    "pageBreakBefore": "nieuwe pagina",
    "outlineLvl": "overzichtsniveau",
    "shd": "achtergrond",
    "tabs": "tabstops",
    "tblStyle": "tabelprofiel",
    "tblW": "tabelbreedte",
    "tcW": "kolombreedte",
    "gridSpan": "samengevoegde kolommen",
    "vMerge": "samengevoegde rijen",
    "trHeight": "rijhoogte",
    "tblHeader": "kopregel",
    "cantSplit": "rij bijeen",
    "pgSz": "papierformaat",
    "pgMar": "marges",
    "cols": "kolommen",
    "sdt": "besturingselement",
    "titlePg": "eerste pagina anders",
}
_LAYOUT = frozenset(
    (
        "keepNext", "keepLines", "widowControl", "pageBreakBefore", "spacing", "tabs", "suppressAutoHyphens",
        "trHeight", "cantSplit", "tblHeader", "tblW", "tcW", "gridCol", "tblGrid", "tblLayout", "tblInd",
        "tblCellMar", "tblBorders", "tcBorders", "tcMar", "noWrap", "pgSz", "pgMar", "cols", "lang", "noProof",
    )
)  # fmt: skip
"""How text is laid out on pages, which changes with the text before it and says nothing to a reader of the text."""
_LONGEST = 40
_VALUES = {"": "niet", "1": "wel", "0": "niet", "true": "wel", "false": "niet"}


def is_layout(change: FormatChange) -> bool:
    """Whether a change is of where lines and pages end alone, never of how words look."""
    return change.name in _LAYOUT


def formatting_words(changes: Iterable[FormatChange]) -> tuple[str, ...]:
    """Each change as "tekst vet: niet → wel", once; what tracked changes cannot hold says so."""
    return tuple(dict.fromkeys(_words(change) for change in changes))


def _words(change: FormatChange) -> str:
    name = f"{_SCOPES[change.scope]} {_NAMES.get(change.name, change.name)}".replace(
        "opmaakprofiel opmaakprofiel", "opmaakprofiel"
    )
    of = f" bij “{_short(change.text)}”" if change.text else ""
    loose = "" if change.tracked else " (niet als wijziging bijgehouden)"
    old, new = (_VALUES.get(value, value) for value in (change.old, change.new))
    if len(old) + len(new) > _LONGEST or "=" in old + new:
        return f"{name}{of}: gewijzigd{loose}"  # many values at once, in words of the standard
    return f"{name}{of}: {old} → {new}{loose}"


def _short(text: str) -> str:
    text = " ".join(text.replace("\ufffc", " ").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
