"""Values as a PDF holds them: dictionaries, arrays, names, numbers, references and texts.

Source:
    ISO 32000-1, 7.3 (objects), 7.9.2 and annex D.2 (texts).
"""

from __future__ import annotations

import re
from typing import TypeAlias

Value: TypeAlias = "bytes | list[Value] | dict[bytes, Value]"
"""A dictionary by its names, an array, or anything else as it is written."""

_TOKEN = re.compile(rb"\s*(<<|>>|\[|\]|/[^\s()<>\[\]{}/%]*|\d+ \d+ R\b|<[0-9A-Fa-f\s]*>|\(|[^\s()<>\[\]{}/%]+)")
_OF_PDF = {
    **{chr(code): code for code in (*b"\t\n\r", *range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))},
    **dict(zip("˘ˇˆ˙˝˛˚˜", range(0x18, 0x20), strict=True)),
    **dict(zip("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", range(0x80, 0x9F), strict=True)),
    "€": 0xA0,
}
_AS_IF_UNICODE = ("\xfe\xff", "\xef\xbb\xbf")
_IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
_AFTER_NAME = re.compile(rb"[^\s()<>\[\]{}/%]")


def reference(value: Value) -> int:
    """The number of the object that `value` refers to.

    Raises:
        AssertionError: it refers to nothing; a bug of ours.
    """
    assert isinstance(value, bytes), value  # noqa: S101  a bug of ours
    assert value.endswith(b" 0 R"), value  # noqa: S101  a bug of ours
    return int(value[:-4])


def array(value: Value) -> list[Value]:
    """An array, as it is.

    Raises:
        AssertionError: it is something else; a bug of ours.
    """
    assert isinstance(value, list), value  # noqa: S101  a bug of ours
    return value


def text_string(text: str) -> bytes:
    """A text for people, as who signs writes it again: a byte a letter where the letters of PDF have all of it."""
    letters = b"" if text.startswith(_AS_IF_UNICODE) else bytes(_OF_PDF.get(letter, 0) for letter in text)
    coded = b"\xfe\xff" + text.encode("utf-16-be") if 0 in letters or not letters else letters
    return b"<%b>" % coded.hex().encode()


def value(body: bytes) -> Value:
    """The value that `body` begins with.

    Raises:
        AssertionError: it begins with none; a bug of ours.
    """
    return _value(body, 0)[0]


def dictionary(body: bytes) -> dict[bytes, Value]:
    """The dictionary that `body` begins with.

    Raises:
        AssertionError: it begins with something else; a bug of ours.
    """
    found = value(body)
    assert isinstance(found, dict), body[:60]  # noqa: S101  a bug of ours
    return found


def text_of(value: Value) -> bytes:
    """How a value is written."""
    if isinstance(value, dict):
        return b"<<%b>>" % b"".join(name + _apart(text_of(of)) for name, of in value.items())
    if isinstance(value, list):
        return b"[%b]" % b" ".join(map(text_of, value))
    return value


def _apart(text: bytes) -> bytes:
    """What stands after a name, with the space that it needs there."""
    return b" " + text if _AFTER_NAME.match(text) else text


def _value(data: bytes, at: int) -> tuple[Value, int]:
    """The value at `at`, and where it ends."""
    found = _TOKEN.match(data, at)
    assert found is not None, data[at : at + 60]  # noqa: S101  a bug of ours
    token, end = found[1], found.end()
    if token == b"(":
        return _string(data, end)
    if token == b"[":
        return _values(data, end, b"]")
    if token == b"<<":
        values, end = _values(data, end, b">>")
        names = [name for name in values[::2] if isinstance(name, bytes)]
        return dict(zip(names, values[1::2], strict=True)), end
    return token, end


def _values(data: bytes, at: int, closed: bytes) -> tuple[list[Value], int]:
    """The values up to `closed`, and where that ends."""
    values: list[Value] = []
    while True:
        value, at = _value(data, at)
        if value == closed:
            return values, at
        values.append(value)


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """The string of which the first bracket ends at `at`: brackets within it come in pairs, or after a backslash."""
    depth = 1
    for found in _IN_STRING.finditer(data, at):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return data[at - 1 : found.end()], found.end()
    raise AssertionError(data[at - 1 : at + 60])
