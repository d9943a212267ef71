"""Values as a reader of a receipt or report may see them: in Dutch words, without the notation of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from akkoord.compare.canonical.properties import Value

_LONGEST = 160
_NAMESPACE = re.compile(r"\{[^{}]*\}")
_BORDER = {"start": "begin van", "end": "einde van"}
_COMMENTS = {"commentRangeStart": "begin van", "commentRangeEnd": "einde van", "commentReference": "teken van"}
_KINDS = {"bookmark": "bladwijzer", "comment": "opmerking", "chunk": "ingevoegd bestand", "loose": "onbekend onderdeel"}


def shown(value: object) -> str:
    """A value in words, cut where it is long; what is not there is said too."""
    if value is None:
        return "ontbreekt"
    text = " ".join(" ".join(_words(value)).split()).rstrip(",") or "niets"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def both_shown(old: object, new: object) -> tuple[str, str]:
    """Two values in words, no more of them than that in which they differ."""
    return tuple(map(shown, _narrowed(old, new)))  # pyright: ignore[reportReturnType]  # two values, two texts


def _narrowed(old: object, new: object) -> tuple[object, object]:
    """The smallest parts in which two values differ that still say something by themselves."""
    one, other = _items(old), _items(new)
    if one is None or other is None:
        return old, new
    if len(one) != len(other):
        return not_shared(one, other)
    unequal = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(unequal) != 1 or not all(isinstance(part, tuple) for part in unequal[0]):
        return one, other
    return _narrowed(*unequal[0])


def not_shared(old: object, new: object) -> tuple[object, object]:
    """The items of either value that the other has not, or has less often; None for none of them."""
    sides = (_items(old) or (), _items(new) or ())
    lone = (_without(sides[0], sides[1]), _without(sides[1], sides[0]))
    return lone if any(lone) else (old, new)


def _items(value: object) -> Value | None:
    """A value as the tuple it is; None for another."""
    return cast("Value", value) if isinstance(value, tuple) else None


def _without(items: tuple[object, ...], others: tuple[object, ...]) -> tuple[object, ...] | None:
    left = list(others)
    out: list[object] = []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            out.append(item)
    return tuple(out) or None


def _words(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield "aan" if value else "uit"
    elif not isinstance(value, tuple):
        yield _NAMESPACE.sub("", str(value))
    elif said := _marker(cast("Value", value)):
        yield said
    else:
        items = cast("Value", value)
        match items:
            case (str(name), str(said)):
                yield f"{_NAMESPACE.sub('', name)}={said}"
            case _:
                for item in items:
                    yield from _words(item)


def _marker(value: tuple[object, ...]) -> str:
    """A marker of a range: what it is and how many characters stand before it."""
    match value:
        case (int(place), "bookmark", (str(border), str(name))):
            return f"{_BORDER.get(border, border)} bladwijzer «{name}» na {place} tekens,"
        case (int(place), "comment", (str(border), (str(author), str(), str(text)))):
            said = _COMMENTS.get(_NAMESPACE.sub("", border), border)
            return f"{said} opmerking «{text}» van {author} na {place} tekens,"
        case (int(place), "empty link", where):
            return f"link zonder tekst ({shown(where)}) na {place} tekens,"
        case (int(place), str(kind), *_):
            return f"{_KINDS.get(kind, kind)} na {place} tekens,"
        case _:
            return ""
