"""Accepting and rejecting the tracked changes of a file: one file in, another out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, Span, did_you_mean, error, warning
from akkoord.ooxml import Package, pack_entry, read_package, require_word_document, write_archive
from akkoord.ooxml.names import WORD_CONTENT_TYPE
from akkoord.ooxml.tracked import TrackedChange
from akkoord.project.whole_file import read_whole, refuse_input_as_output, write_lasting
from akkoord.redline.resolution import Decision, Selection, changes_of, resolve

_MACROS = "application/vnd.ms-word."
_SUFFIXES = {
    f"{WORD_CONTENT_TYPE}document.main+xml": ".docx",
    f"{WORD_CONTENT_TYPE}template.main+xml": ".dotx",
    f"{_MACROS}document.macroEnabled.main+xml": ".docm",
    f"{_MACROS}template.macroEnabledTemplate.main+xml": ".dotm",
}
"""Word opens a file only when its name says the same as its content type."""


class ResolvingError(AkkoordError):
    """A file that cannot be resolved as was asked (RES001 to RES004)."""


class Choice(Struct, frozen=True):
    """Which changes: of whom ("" for nobody is everybody), from and up to which day as typed."""

    authors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


class Tally(Struct, frozen=True):
    """How many tracked changes of one author ("" when none is named), by kind."""

    author: str
    kinds: dict[str, int]


class Resolved(Struct, frozen=True):
    """What was done: `decision` is "accept" or "reject"; paths as they were typed."""

    decision: str
    file: str
    output: str
    resolved: tuple[Tally, ...]
    remaining: tuple[Tally, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def resolve_file(file: Path, output: Path, decision: str, choice: Choice) -> Resolved:
    """Write `file` with its tracked changes accepted or rejected to `output`, whole or not at all.

    Raises:
        WholeFileError: a file cannot be read or written, or `output` is `file` itself.
        ResolvingError: a choice that cannot be, or a name that Word would not open.
        ArchiveError, PackageError, XmlError: it is no Word document that can be read.
    """
    only = _selection(choice)
    refuse_input_as_output(output, file)
    package = read_package(read_whole(file), str(file))
    require_word_document(package)
    found = _fitting(package, output)
    changes = changes_of(package)
    _check_authors(choice, changes, file)
    chosen = [change for change in changes if only.holds(change.author, change.date)]
    after = resolve(package, Decision(decision), only) if chosen else package
    write_lasting(output, _packed(after))
    remaining = _tallied(changes_of(after))
    return Resolved(decision, str(file), str(output), _tallied(chosen), remaining, found)


def _selection(choice: Choice) -> Selection:
    for option, day in (("--since", choice.since), ("--until", choice.until)):
        if day and not _is_day(day):
            message = f"`{day}` bij `{option}` is geen dag; verwacht: een datum als `2024-01-31`"
            raise ResolvingError(error("RES002", message))
    if choice.since and choice.until and choice.since > choice.until:
        message = f"`--since {choice.since}` ligt na `--until {choice.until}`: dan valt er niets tussen"
        raise ResolvingError(error("RES002", message, None, "draai ze om"))
    return Selection(frozenset(choice.authors) if choice.authors else None, choice.since, choice.until)


def _is_day(text: str) -> bool:
    from datetime import date  # only needed when a day was typed

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _fitting(package: Package, output: Path) -> tuple[Diagnostic, ...]:
    """Whether the name of the output fits what is in the file; and what its reader should know."""
    wanted = _SUFFIXES.get(package.content_type(package.main_part()))
    if wanted is not None and output.suffix.lower() != wanted:
        why = " met macro's" if wanted in (".docm", ".dotm") else ""
        message = f"`{package.file}` is een {wanted}-bestand{why}; onder de naam `{output.name}` opent Word het niet"
        raise ResolvingError(error("RES001", message, None, f"laat de naam bij `-o` op `{wanted}` eindigen"))
    if any(part.startswith("_xmlsignatures/") for part in package.parts):
        message = f"de digitale handtekening in `{package.file}` geldt niet meer voor wat is geschreven"
        return (warning("RES004", message, Span(package.file)),)
    return ()


def _check_authors(choice: Choice, changes: Iterable[TrackedChange], file: Path) -> None:
    known = {change.author for change in changes}
    for author in choice.authors:
        if author not in known:
            names = ", ".join(f"`{name}`" for name in sorted(known) if name) or "niemand"
            message = f"`{file}` heeft geen wijzigingen van `{author}`; wel van: {names}"
            raise ResolvingError(error("RES003", message, None, did_you_mean(author, known)))


def _packed(package: Package) -> bytes:
    """The package as a zip; what is no text is compressed already."""
    return write_archive(
        pack_entry(name, content, 6 if name.endswith((".xml", ".rels")) else 1)
        for name, content in package.parts.items()
    )


def _tallied(changes: Iterable[TrackedChange]) -> tuple[Tally, ...]:
    counts: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.author, Counter())[change.kind] += 1
    return tuple(Tally(author, dict(sorted(counts[author].items()))) for author in sorted(counts))
