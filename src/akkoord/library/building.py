"""The library as a whole: clauses and editions that fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error, in_order, warning
from akkoord.library.clause import ClauseStatus, ClauseVersion, Edition, Library, Pin, version_key


def build_library(
    clauses: Iterable[ClauseVersion], editions: Iterable[Edition], unread: Iterable[tuple[str, str]] = ()
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """The library of `clauses` and `editions`, whatever their order, and where they do not fit together.

    `unread` are the ids and versions of the clause files that could not be read.

    Of two files with one id and version the first by path stays. The diagnostics are those
    of `editions` against the clauses: unknown clause or version, a version that is not
    valid on the edition's date, a fixed edition that names a clause that is not fixed.
    """
    findings: list[Diagnostic] = []
    versions: dict[tuple[str, str], ClauseVersion] = {}
    topics: dict[str, ClauseVersion] = {}
    for clause in sorted(clauses, key=lambda c: (c.span.file, c.id, c.version)):
        first = versions.setdefault((clause.id, clause.version), clause)
        if first is not clause:
            message = f"`{clause.id}@{clause.version}` bestaat twee keer; verwacht: elke versie een keer"
            findings.append(_related("LIB005", message, clause.span, first.span, "de andere"))
        known = topics.setdefault(clause.id, clause)
        if _topic(known) != _topic(clause) and first is clause:
            message = (
                f"de clausule `{clause.id}` staat ook onder een ander onderwerp; verwacht: alle versies in een map"
            )
            findings.append(_related("LIB006", message, clause.span, known.span, "de andere map"))
    kept: dict[str, Edition] = {}
    for edition in sorted(editions, key=lambda e: (e.span.file, e.id)):
        first_edition = kept.setdefault(edition.id, edition)
        if first_edition is not edition:
            message = f"de editie `{edition.id}` bestaat twee keer; verwacht: elke editie een keer"
            findings.append(_related("LIB007", message, edition.span, first_edition.span, "de andere"))
    library = Library(dict(sorted(versions.items())), dict(sorted(kept.items())), frozenset(unread))
    findings.extend(_groundless(library))
    for edition in library.editions.values():
        findings.extend(_edition_findings(library, edition))
    return library, in_order(findings)


def _topic(clause: ClauseVersion) -> str:
    return str(PurePosixPath(clause.span.file).parent.parent)


def _groundless(library: Library) -> Iterator[Diagnostic]:
    """A version after one that was approved says why it is there: the report of changes prints that."""
    firsts: dict[str, str] = {}
    for clause_id, version in sorted(library.versions, key=lambda key: (key[0], version_key(key[1]))):
        if library.versions[clause_id, version].status is not ClauseStatus.CONCEPT:
            firsts.setdefault(clause_id, version)
    for clause in library.versions.values():
        first = firsts.get(clause.id)
        if not clause.change and first is not None and version_key(clause.version) > version_key(first):
            message = f"`{clause.id}@{clause.version}` zegt niet waarom de tekst verandert"
            hint = "vul bij `change` de grond van de wijziging in"
            yield warning("LIB012", message, clause.span, hint)


def _related(code: str, message: str, span: Span, other: Span, words: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, span, (), (Related(other, words),))


def _edition_findings(library: Library, edition: Edition) -> Iterator[Diagnostic]:
    ids = library.clause_ids()
    for clause_id, pin in sorted(edition.clauses.items()):
        clause = library.versions.get((clause_id, pin.version))
        if clause is not None:
            yield from _pin_findings(edition, pin, clause)
            continue
        if (clause_id, pin.version) in library.unread:
            continue
        known = library.versions_of(clause_id)
        if known:
            message = f"versie `{pin.version}` van `{clause_id}` bestaat niet"
            yield error("LIB009", message, pin.span, "er is: " + ", ".join(f"`{v}`" for v in known))
        else:
            yield error("LIB008", f"de clausule `{clause_id}` bestaat niet", pin.span, did_you_mean(clause_id, ids))


def _pin_findings(edition: Edition, pin: Pin, clause: ClauseVersion) -> Iterator[Diagnostic]:
    shown = f"`{clause.id}@{clause.version}`"
    if not clause.holds(edition.date):
        until = f" tot en met {clause.valid_until}" if clause.valid_until else ""
        valid = f"wel vanaf {clause.valid_from}{until}"
        message = f"{shown} geldt niet op {edition.date}, de datum van editie `{edition.id}`; {valid}"
        yield _related("LIB010", message, pin.span, clause.span, "de clausule")
    if edition.status is ClauseStatus.VASTGESTELD and clause.status is ClauseStatus.CONCEPT:
        message = f"{shown} is {clause.status.value}; verwacht: `vastgesteld`, zoals editie `{edition.id}`"
        yield _related("LIB011", message, pin.span, clause.span, "de clausule")
