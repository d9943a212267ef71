"""Which version of a clause a document gets: pinned in the spec, else the one of the edition."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec.structs import replace

from akkoord.assembly.deviation import Replacement
from akkoord.assembly.findings import Findings
from akkoord.diagnostics import Diagnostic, Related, Span, did_you_mean, error
from akkoord.library import ClauseStatus, ClauseVersion, Edition, Library
from akkoord.spec import ClauseUse


def chosen(
    use: ClauseUse,
    library: Library,
    edition: Edition,
    findings: Findings,
    *,
    withdrawable: bool = False,
    deviating: Mapping[str, Replacement] = MappingProxyType({}),
) -> ClauseVersion | None:
    """The version that `use` gets in `edition`, None when there is none.

    `withdrawable` is whether a version that was withdrawn may stand here: only in the body,
    where it keeps the numbers after it as they are. `deviating` holds what stands for this
    addressee in place of a clause; a fault in it has been reported.

    A version that exists but may not be used comes back with an error, so that its text is
    looked through in the same run.
    """
    if use.clause in deviating:
        return library.versions.get((use.clause, deviating[use.clause].version))
    versions = library.versions_of(use.clause)
    wanted = use.version or (edition.clauses[use.clause].version if use.clause in edition.clauses else "")
    if (use.clause, wanted) in library.unread:
        findings.add(error("USE006", f"de clausule `{use.clause}@{wanted}` is niet te lezen", use.span))
        return None
    if not versions:
        hint = did_you_mean(use.clause, library.clause_ids())
        findings.add(error("USE001", f"de clausule `{use.clause}` bestaat niet", use.span, hint))
        return None
    version, place = _version(use, library, edition, findings)
    if not version:
        return None
    found = library.versions.get((use.clause, version))
    if found is None:
        findings.add(_unknown_version(use, version, versions, place))
        return None
    findings.add(*_usable(found, use, edition, withdrawable))
    return found


def _version(use: ClauseUse, library: Library, edition: Edition, findings: Findings) -> tuple[str, Span]:
    """The wanted version and the place that names it; "" when the edition names none."""
    if use.version:
        return use.version, use.span
    pin = edition.clauses.get(use.clause)
    if pin is not None:
        return pin.version, pin.span
    message = f"de clausule `{use.clause}` heeft geen versie in editie `{edition.id}`"
    valid = [v for v in library.versions_of(use.clause) if library.versions[use.clause, v].holds(edition.date)]
    hint = (
        f"zet `{use.clause}` met een versie in de editie, of noem hier de versie: `{use.clause}@{valid[-1]}`"
        if valid
        else f"geen versie van `{use.clause}` geldt op {edition.date}: druk die clausule hier in deze editie niet af"
    )
    findings.add(replace(error("USE003", message, use.span, hint), related=(Related(edition.span, "de editie"),)))
    return "", edition.span


def _unknown_version(use: ClauseUse, version: str, versions: tuple[str, ...], place: Span) -> Diagnostic:
    known = ", ".join(f"`{v}`" for v in versions)
    message = f"versie `{version}` van `{use.clause}` bestaat niet; verwacht: een van {known}"
    if place == use.span:
        return error("USE002", message, place)
    return replace(error("USE002", message, place), related=(Related(use.span, "hier wordt de clausule gebruikt"),))


def _usable(version: ClauseVersion, use: ClauseUse, edition: Edition, withdrawable: bool) -> tuple[Diagnostic, ...]:
    name = f"`{version.id}@{version.version}`"
    related = (Related(version.span, "de clausule"), Related(edition.span, "de editie"))
    out: list[Diagnostic] = []
    if version.status is ClauseStatus.VERVALLEN and not withdrawable:
        out.append(error("USE005", f"{name} is vervallen; verwacht: een versie die geldt", use.span))
    if edition.date < version.valid_from:
        out.append(
            error("USE004", f"{name} geldt vanaf {version.valid_from}, na de editie van {edition.date}", use.span)
        )
    elif version.valid_until is not None and edition.date > version.valid_until:
        message = f"{name} gold tot en met {version.valid_until}, voor de editie van {edition.date}"
        out.append(error("USE004", message, use.span))
    return tuple(replace(d, related=related) for d in out)
