"""Notation that came out as plain text, although its writer meant more by it.

A typed `:: als` or `{ naam }` would be printed as it stands: the condition is gone, or the name of
a variable stands in a contract. An escaped character is none of our business.
"""

from __future__ import annotations

import re

from msgspec import Struct

from akkoord.readers.braces import loose_braces


class Leftover(Struct, frozen=True):
    """What is wrong at an offset of a text. `grave` where a rule of the document would be lost unseen."""

    code: str
    offset: int
    message: str
    hint: str
    grave: bool = False


_COLONS = re.compile(r":{1,2}(?!:)")
_TYPED = re.compile(r"(?:[0-9]{1,3}°?[.)]|[0-9]{1,3}°|[a-z][.)]|[ivx]{2,5}[.)]|[•◦▪·])(?=[ ])")
_STRUCK = re.compile(r"~~+(?:.+?~~+)?")
_NOTE = re.compile(r"\^\[")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[xX]?[0-9A-Fa-f]{1,8});")


def leftovers(text: str, *, begins_line: bool, braces: bool) -> list[Leftover]:
    """What stands in plain `text`. `begins_line` when it is the first of its line; without `braces` those are meant."""
    found = _at_begin(text) if begins_line else []
    if braces:
        found += [Leftover("MDN015", at, message, hint) for at, message, hint in loose_braces(text)]
    hint = "haal weg wat vervalt; de oude tekst blijft in de vorige versie"
    found += [_odd(m, "doorgehaalde tekst bestaat hier niet", hint) for m in _STRUCK.finditer(text)]
    hint = "schrijf `[^naam]`, met verderop een regel `[^naam]: …`"
    found += [_odd(m, "een voetnoot in de regel zelf bestaat hier niet", hint) for m in _NOTE.finditer(text)]
    hint = "typ het teken zelf, of schrijf `\\&`"
    found += [_odd(m, f"`{m[0]}` is geen teken", hint) for m in _ENTITY.finditer(text)]
    return found


def _odd(match: re.Match[str], message: str, hint: str) -> Leftover:
    return Leftover("MDN037", match.start(), message, hint)


def _at_begin(text: str) -> list[Leftover]:
    if found := _COLONS.match(text):
        message = f"een regel die met `{found[0]}` begint, is gewone tekst; verwacht: `:::`"
        return [Leftover("MDN038", 0, message, "schrijf `\\:` om het teken af te drukken", grave=True)]
    if found := _TYPED.match(text):
        message = f"`{found[0]}` vooraan een regel is hier gewone tekst; verwacht: `1.`, want nummers worden berekend"
        hint = "zet `1.` op een eigen regel, drie spaties verder dan het onderdeel erboven"
        if found[0][-1] in ".)":
            hint += f"; hoort het bij de zin, schrijf dan `{found[0][:-1]}\\{found[0][-1]}`"
        return [Leftover("MDN039", 0, message, hint)]
    return []
