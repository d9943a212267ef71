"""What tracked changes cannot hold: the whole list, each with its reason.

A redline that loses anything else is not written. Of what is on this list the new document's state
holds, and the receipt names it with both values and the reason.
"""

from __future__ import annotations

from akkoord.compare.canonical import Difference, Level

_BY_ASPECT = {
    "background": "Word houdt de achtergrond van de pagina niet bij",
    "bookmark": "Word houdt de plaats van een bladwijzer niet bij",
    "chunk": "Word houdt niet bij dat een ander bestand in de tekst werd opgenomen of eruit ging",
    "comment": "Word houdt opmerkingen niet bij; die van beide versies blijven",
    "control": "Word houdt de eigenschappen van een besturingselement niet bij",
    "defaults": "Word houdt de standaardopmaak niet bij",
    "empty link": "een link zonder tekst is niet te zien en niet te volgen",
    "hidden story": "niets in de tekst verwijst ernaar, zodat niemand het ziet",
    "language": "taal, spellingcontrole en opmaak voor ander schrift tellen niet als wijziging",
    "list of style": "de lijst hoort bij de stijl, en Word houdt stijlen niet bij",
    "loose": "de standaard kent dit niet tussen alinea's, en Word houdt het niet bij",
    "part": "Word houdt alleen tekst bij, geen andere onderdelen van het bestand",
    "permission": "Word houdt niet bij wie waar mag schrijven",
    "settings": "Word houdt instellingen niet bij",
    "stacking": "Word houdt niet bij welke tekening over welke ligt",
}
"""Reasons by what differs, wherever it stands."""

_STYLE = "Word houdt niet bij hoe een stijl eruitziet"
_EMPTY_EDGE = "een kop- of voettekst zonder inhoud; Word houdt niet bij dat hij er is"
_SEPARATOR = "de lijn boven noten heeft geen tekst om bij te houden"
_SECTION = "een sectie zonder eigenschappen is er een waarover niets gezegd is"


def reason_untracked(difference: Difference) -> str | None:
    """Why tracked changes cannot hold this difference, in Dutch; None when they can, and so must."""
    aspect = difference.aspect
    if "/comments" in difference.part:
        return _BY_ASPECT["comment"]
    if "scheidingslijn" in difference.label:
        return _SEPARATOR
    if aspect == "style" and difference.level is Level.FORMATTING:  # the definition, not which one a paragraph has
        return _STYLE
    if aspect == "story" and difference.level is Level.FORMATTING:
        return _EMPTY_EDGE
    if aspect == "section" and {difference.old, difference.new} == {"ontbreekt", "()"}:
        return _SECTION
    return _BY_ASPECT.get(aspect)
