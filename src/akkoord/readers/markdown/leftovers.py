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
_BLANK = re.compile(r"\{[a-z][a-z _-]*\}", re.IGNORECASE)
"""What a form leaves to be filled in: an error of the rules (R150), which tells of the whole place."""
_STRUCK = re.compile(r"~~+(?:.+?~~+)?")
_NOTE = re.compile(r"\^\[")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[xX]?[0-9A-Fa-f]{1,8});")


def leftovers(text: str, *, begins_line: bool, begins_text: bool, braces: bool) -> list[Leftover]:
    """What stands in plain `text`. `begins_line` and `begins_text` when it is the first of its line, of its paragraph;
    without `braces` those are meant.
    """
    found = _at_begin(text, begins_text=begins_text) if begins_line else []
    if braces:
        blank = {m.start() for m in _BLANK.finditer(text)}
        found += [Leftover("MDN015", at, message, hint) for at, message, hint in loose_braces(text) if at not in blank]
    hint = "haal weg wat vervalt; de oude tekst blijft in de vorige versie"
    found += [_odd(m, "doorgehaalde tekst bestaat hier niet", hint) for m in _STRUCK.finditer(text)]
    hint = "schrijf `[^naam]`, met verderop een regel `[^naam]: …`"
    found += [_odd(m, "een voetnoot in de regel zelf bestaat hier niet", hint) for m in _NOTE.finditer(text)]
    hint = "typ het teken zelf, of schrijf `\\&`"
    found += [_odd(m, f"`{m[0]}` is geen teken", hint) for m in _ENTITY.finditer(text)]
    return found


def _odd(match: re.Match[str], message: str, hint: str) -> Leftover:
    return Leftover("MDN037", match.start(), message, hint)


def _at_begin(text: str, *, begins_text: bool) -> list[Leftover]:
    if found := _COLONS.match(text):
        message = f"een regel die met `{found[0]}` begint, is gewone tekst; verwacht: `:::`"
        return [Leftover("MDN038", 0, message, "schrijf `\\:` om het teken af te drukken", grave=True)]
    found = _TYPED.match(text)
    # A number that is typed at the begin of a paragraph, not of a line in it, is an error of the rules (R004).
    if found and not (begins_text and found[0][0].isalnum()):
        message = f"`{found[0]}` vooraan een regel is hier gewone tekst; verwacht: `1.`, want nummers worden berekend"
        hint = "zet `1.` op een eigen regel, drie spaties verder dan het onderdeel erboven"
        if found[0][-1] in ".)":
            hint += f"; hoort het bij de zin, schrijf dan `{found[0][:-1]}\\{found[0][-1]}`"
        return [Leftover("MDN039", 0, message, hint)]
    return []
