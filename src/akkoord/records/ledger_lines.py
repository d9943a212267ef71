"""A ledger as text: one JSON object a line, each with the digest of the line before it and its own.

A line has one spelling. Whoever changes any character of it, leaves one out or puts one in, is found: the
digest of the line no longer fits, or that of its neighbour.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from msgspec import to_builtins
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, error
from akkoord.records.ledger import FORMAT, CheckedFile, Despite, Entry, Ledger, LedgerState, ReturnedFile, SentDocument
from akkoord.records.ledger_rules import refusals

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""How git marks what it could not merge."""
_RESTORE = "haal het bestand terug uit git: `git checkout -- {file}`, en leg zo nodig opnieuw vast met `record`"


def appended(ledger: Ledger, entry: Entry) -> tuple[Ledger | None, tuple[Diagnostic, ...]]:
    """`ledger` with `entry` after it, its `previous` filled in; None with the reasons when it may not follow."""
    entry = replace(entry, previous=ledger.head)
    found = tuple(refusals(ledger, entry))
    if found:
        return None, found
    return Ledger(ledger.pack, (*ledger.entries, entry), entry_digest(entry)), ()


def ledger_text(ledger: Ledger) -> str:
    """All lines of a ledger, each with a line end."""
    return "".join(_line(entry) + "\n" for entry in ledger.entries)


def entry_digest(entry: Entry) -> str:
    """The SHA-256 that stands at the end of the line of `entry`, and at `previous` of the next."""
    return hashlib.sha256(_text(_data(entry)).encode()).hexdigest()


def read_ledger(text: str, pack: str, file: str) -> tuple[Ledger | None, tuple[Diagnostic, ...]]:
    """The ledger of `pack` in `text`; None with every finding when any line cannot be trusted.

    `file` is its path in the project; line ends are LF.
    """
    reading = _Reading(pack, file)
    lines = text.split("\n")
    for number, line in enumerate(lines[:-1], 1):
        reading.line(line, Span(file, number))
    if lines[-1]:
        hint = _RESTORE.format(file=file)
        reading.found.append(error("LGR001", "de laatste regel is niet af", Span(file, len(lines)), hint))
    ledger = Ledger(pack, tuple(reading.entries), reading.head or "")
    return (None if reading.found else ledger), tuple(reading.found)


class _Reading:
    """The lines of one file, each held against those before it.

    `head` is the digest of the line before, None when that cannot be read, so that nothing can be said of what
    follows on it. `places` are those of the entries.
    """

    def __init__(self, pack: str, file: str) -> None:
        self.pack = pack
        self.file = file
        self.head: str | None = ""
        self.entries: list[Entry] = []
        self.heads: list[str] = []
        self.places: list[Span] = []
        self.found: list[Diagnostic] = []

    def line(self, line: str, place: Span) -> None:
        read = self._entry(line, place)
        if read is None:
            self.head = None
            return
        entry, said = read
        if line != _line(entry):
            message = "deze regel is veranderd nadat zij is vastgelegd: haar eigen waarde klopt niet"
            self.found.append(error("LGR003", message, place, _RESTORE.format(file=self.file)))
        elif (broken := self._broken(entry, place)) is not None:
            self.found.append(broken)
        elif not self.found:  # what follows on a line that cannot be trusted says nothing
            self.found += refusals(Ledger(self.pack, tuple(self.entries)), entry, place)
        self.entries.append(entry)
        self.heads.append(said)
        self.places.append(place)
        self.head = said

    def _entry(self, line: str, place: Span) -> tuple[Entry, str] | None:
        if line.startswith(_CONFLICT):
            message = "hier staat een conflict van git: twee mensen legden iets vast van hetzelfde pakket"
            if not any(one.code == "LGR002" for one in self.found):  # a conflict has three marks or more
                self.found.append(error("LGR002", message, place, _CHOOSE.format(file=self.file)))
            return None
        try:
            return _read(line)
        except ValueError as problem:
            message = f"deze regel is niet te lezen: {problem}"
            self.found.append(error("LGR001", message, place, _RESTORE.format(file=self.file)))
            return None

    def _broken(self, entry: Entry, place: Span) -> Diagnostic | None:
        """What is wrong with the link of a line to the one before it."""
        if self.head is None or entry.previous == self.head:
            return None
        for before, other in zip(self.entries, self.places, strict=True):
            if before.previous == entry.previous:
                return self._forked(other, entry, place)
        if not self.entries:
            message = "dit is niet de eerste regel die is vastgelegd: zij volgt op een regel die hier niet staat"
        elif entry.previous in self.heads:
            message = "deze regel staat niet op haar plaats: zij volgt op een andere regel dan de vorige"
        else:
            message = "tussen deze regel en de vorige ontbreekt iets: zij volgt op een regel die hier niet staat"
        return error("LGR004", message, place, _RESTORE.format(file=self.file))

    def _forked(self, other: Span, entry: Entry, place: Span) -> Diagnostic:
        """Two records after one: after a merge both are there, and only one can be the next."""
        message = "twee regels volgen op dezelfde regel: op twee plaatsen is iets vastgelegd, en dat is samengevoegd"
        hint = (
            f"haal de regels vanaf regel {place.line} weg, en leg wat daarin staat opnieuw vast, te beginnen met "
            f"`{_command(entry)}`"
        )
        related = (Related(other, "de regel die er al was"),)
        return Diagnostic(Severity.ERROR, "LGR005", message, place, (hint,), related)


_CHOOSE = (
    "houd in {file} eerst de regels van een kant en haal de tekens van git weg; leg daarna wat aan de andere kant "
    "stond opnieuw vast met `record`"
)


def _command(entry: Entry) -> str:
    note = f" --note {json.dumps(entry.note, ensure_ascii=False)}" if entry.note else ""
    if entry.despite is not None:
        note += f" --despite {json.dumps(entry.despite.reason, ensure_ascii=False)}"
    by = json.dumps(entry.by, ensure_ascii=False)
    return f"record {entry.pack} {entry.state.value} --date {entry.date} --by {by}{note}"


def _line(entry: Entry) -> str:
    return _text({**_data(entry), "sha256": entry_digest(entry)})


def _text(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _data(entry: Entry) -> dict[str, object]:
    """The line of an entry without its own digest, keys as in `schemas/ledger.schema.json`, in this order."""
    data = {"format": FORMAT, **to_builtins(entry)}
    return {key: value for key, value in data.items() if value is not None}


_LINE_KEYS = (*_data(Entry("", 1, LedgerState.CONCEPT, date.min, "", "")), "sha256")
_MAY_BE_LEFT_OUT = ("despite", "document")
"""Keys that a line or row has only when they say something."""
_ROWS: Mapping[str, type[SentDocument | ReturnedFile | CheckedFile]] = {
    "documents": SentDocument,
    "files": ReturnedFile,
    "checked": CheckedFile,
}
_HEX = frozenset("0123456789abcdef")


def _read(line: str) -> tuple[Entry, str]:
    """The entry of a line, and the digest that it says it has.

    Raises:
        ValueError: it is no record; the message says why, in Dutch.
    """
    try:
        data: object = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise ValueError("dat is geen JSON") from problem
    if not isinstance(data, dict):
        raise ValueError("dat is geen vastlegging; verwacht: `{…}`")
    given = cast("dict[str, Any]", data)
    _check_keys(given, _LINE_KEYS, "")
    if given["format"] != FORMAT:
        raise ValueError(f"het formaat is `{given['format']}`; verwacht: `{FORMAT}`")
    values = {key: _value(key, value) for key, value in given.items() if key not in ("format", "sha256")}
    return Entry(**values), _digest("sha256", given["sha256"])


def _check_keys(given: Mapping[str, Any], wanted: Sequence[str], where: str) -> None:
    missing = [key for key in wanted if key not in given and key not in _MAY_BE_LEFT_OUT]
    extra = [key for key in given if key not in wanted and not (key == "despite" and not where)]
    if missing or extra:
        named = f"`{(missing or extra)[0]}`{where}"
        raise ValueError(f"{named} ontbreekt" if missing else f"{named} is onbekend")


def _value(key: str, value: Any) -> Any:  # Any: what JSON gives, made into what an entry holds
    if key in _ROWS:
        return tuple(_rows(key, value))
    match key:
        case "state":
            return _state(value)
        case "despite":
            return _despite(value)
        case "date":
            return _day(value)
        case "number" | "supersedes":
            return _whole(key, value, least=1 if key == "number" else 0)
        case "manifest_sha256" | "zip_sha256" | "previous":
            return _digest(key, value, may_be_empty=key != "manifest_sha256")
        case _:
            return _words(key, value, may_be_empty=key == "note")


def _despite(value: Any) -> Despite:
    if not isinstance(value, dict):
        raise ValueError("`despite` is geen `{…}`")
    given = cast("dict[str, Any]", value)
    _check_keys(given, Despite.__struct_fields__, " in `despite`")
    if not isinstance(given["found"], list):
        raise ValueError("`found` in `despite` is geen lijst")
    found = tuple(_words("found", one) for one in cast("list[Any]", given["found"]))
    return Despite(_words("reason", given["reason"]), found)


def _rows(key: str, value: Any) -> Iterator[object]:
    if not isinstance(value, list):
        raise ValueError(f"`{key}` is geen lijst")
    made = _ROWS[key]
    for row in cast("list[Any]", value):
        if not isinstance(row, dict):
            raise ValueError(f"in `{key}` staat iets dat geen `{{…}}` is")
        given = cast("dict[str, Any]", row)
        _check_keys(given, made.__struct_fields__, f" in `{key}`")
        yield made(**{name: _cell(name, cell) for name, cell in given.items()})


def _cell(name: str, value: Any) -> Any:  # Any: of the sort that the row holds under this name
    if name in ("size", "pages"):
        return _whole(name, value, least=0)
    return _digest(name, value) if name.endswith("sha256") else _words(name, value)


def _state(value: Any) -> LedgerState:
    try:
        return LedgerState(value)
    except ValueError as problem:
        known = ", ".join(f"`{state.value}`" for state in LedgerState)
        raise ValueError(f"de staat `{value}` bestaat niet; verwacht: {known}") from problem


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as problem:
        raise ValueError(f"`{value}` is geen datum; verwacht: een datum als `2023-01-01`") from problem


def _whole(key: str, value: Any, least: int) -> int:
    if type(value) is not int or value < least:  # a truth is an int too
        raise ValueError(f"`{key}` is `{value}`; verwacht: een geheel getal vanaf {least}")
    return value


def _words(key: str, value: Any, *, may_be_empty: bool = False) -> str:
    if not isinstance(value, str) or not (value.strip() or may_be_empty):
        raise ValueError(f"`{key}` is leeg of geen tekst")
    if not value.isprintable():
        raise ValueError(f"in `{key}` staat een teken dat niet te lezen is")
    return value


def _digest(key: str, value: Any, *, may_be_empty: bool = False) -> str:
    if value == "" and may_be_empty:
        return ""
    if not isinstance(value, str) or len(value) != 64 or not _HEX.issuperset(value):
        raise ValueError(f"`{key}` is geen SHA-256-waarde; verwacht: 64 tekens `0`-`9` en `a`-`f`")
    return value
