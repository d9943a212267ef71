"""A character that no font has is mended where it was typed: the value in a data file that brought it into the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, Span
from akkoord.readers.yaml import YamlValue, read_yaml

_NO_GLYPH = "TYP001"
_AROUND = 5
"""So many characters on either side of one tell whether it is the same."""
_SHOWN = 3


def at_their_data(
    found: Iterable[Diagnostic], files: Iterable[str], text_of: Callable[[str], str | None]
) -> tuple[Diagnostic, ...]:
    """`found` with each TYP001 at the value of `files` that holds the character; where it is printed is related.

    A value that is printed in several places is one finding. One that stands in no file,
    because the text itself holds the character, stays where it is. `text_of` gives the text
    of a file, None for one that cannot be read.
    """
    others = [d for d in found if d.code != _NO_GLYPH]
    lost = [d for d in found if d.code == _NO_GLYPH]
    if not lost:
        return tuple(others)
    values = [value for file in dict.fromkeys(files) for value in values_in(file, text_of(file))]
    at: dict[Span, list[Diagnostic]] = {}
    for finding in lost:
        place = next((span for text, span in values if _brought(text, finding.message)), None)
        if place is None:
            others.append(finding)
        else:
            at.setdefault(place, []).append(finding)
    return (*others, *(_moved(findings, place) for place, findings in at.items()))


def _moved(findings: list[Diagnostic], place: Span) -> Diagnostic:
    printed = dict.fromkeys(d.span for d in findings if d.span is not None and d.span.file != place.file)
    related = tuple(Related(span, "daar komt het in de tekst") for span in printed)
    return replace(findings[0], span=place, related=related[:_SHOWN])


def _brought(text: str, message: str) -> bool:
    """Whether `text` holds a character that the `message` names, among the same letters as there."""
    for at, character in enumerate(text):
        if not character.isascii() and f"(U+{ord(character):04X} " in message:
            around = text[max(0, at - _AROUND) : at + _AROUND + 1].strip()
            if around.removesuffix(".") in message:  # the stop of an abbreviation may be that of the sentence
                return True
    return False


def values_in(file: str, text: str | None) -> Iterator[tuple[str, Span]]:
    """Every text in a YAML file, on one line, with its place."""
    document = read_yaml(text, file)[0] if text is not None else None
    if document is None:
        return
    waiting: list[tuple[tuple[str | int, ...], YamlValue]] = [((), document.data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield " ".join(value.split()), document.span(*path)
        elif isinstance(value, dict):
            waiting += [((*path, key), inner) for key, inner in cast("dict[str, YamlValue]", value).items()]
        elif isinstance(value, list):
            waiting += [((*path, index), inner) for index, inner in enumerate(cast("list[YamlValue]", value))]
