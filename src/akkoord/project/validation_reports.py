"""Validation reports on disk: for each file that came back JSON, HTML, PDF and the MDTO record, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import akkoord
from akkoord.diagnostics import AkkoordError, Diagnostic, error, has_errors, note
from akkoord.project import shipped
from akkoord.project.file_report import printable, shipped_workshop
from akkoord.project.verification_data import iso, report_to_data
from akkoord.project.verifying import FileVerdict, Verified
from akkoord.project.whole_file import write_lasting
from akkoord.project.workshop import Job, Workshop, write
from akkoord.records import json_text
from akkoord.signing.mdto import SIGNED, VALIDATED, ArchivedDocument, mdto
from akkoord.signing.report import KIND, Subject, validation_report
from akkoord.spec import Region

_JUDGES = ("pyHanko", "pikepdf", "pypdfium2")
"""The libraries whose verdict it is."""
_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


class ValidationReportError(AkkoordError):
    """A report that cannot be made (VRF006)."""


def write_reports(verified: Verified, officer: str, folder: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the reports of every file into `folder`; the paths, and what is worth knowing.

    All are made before any is written.

    Raises:
        ValidationReportError: a report cannot be typeset.
        WholeFileError: one cannot be written.
    """
    workshop = shipped_workshop()
    made: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for verdict, stem in zip(verified.files, _stems(verified.files), strict=True):
        made.update(_report(workshop, verdict, stem, verified, officer))
        region = verified.profiles.get(verdict.sent.pack.partition("/")[0]) if verdict.sent is not None else None
        if region is not None and region.archive is not None:
            made[f"{stem}.mdto.xml"] = mdto(_document(verdict, verified, region), region.archive)
        else:
            message = f"geen MDTO-record bij `{verdict.name}`: het profiel van de regio heeft geen `archive`"
            found.append(note("VRF007", message, None, "vul `archive` in `region.yaml` in"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ValidationReportError(
            error("VRF006", f"`{folder}` kan niet worden gemaakt: {problem.strerror}")
        ) from None
    for name, data in made.items():
        write_lasting(folder / name, data)
    return tuple(folder / name for name in made), tuple(found)


def _stems(verdicts: Sequence[FileVerdict]) -> Iterator[str]:
    """A name for the reports of each file: its own, and where two have the same also a part of its digest."""
    plain = ["".join(c if c in _SIGNS else "-" for c in verdict.name) for verdict in verdicts]
    for name, verdict in zip(plain, verdicts, strict=True):
        yield name if plain.count(name) == 1 else f"{name}-{verdict.sha256[:8]}"


def _report(
    workshop: Workshop, verdict: FileVerdict, stem: str, verified: Verified, officer: str
) -> Mapping[str, bytes]:
    libraries = {name: version for name, version in shipped.library_versions().items() if version}
    data = report_to_data(verdict, verified.moment, officer, akkoord.__version__, libraries)
    document = validation_report(
        _subject(verdict, verified, officer), verdict.text, verdict.signatures, good=verdict.good
    )
    document = printable(document, workshop.typesetter.covered)
    written = write(workshop, Job("", KIND, document, {}))
    if has_errors(written.diagnostics) or not written.files:
        raise ValidationReportError(*written.diagnostics)
    return {
        f"{stem}.validatie.json": json_text(data).encode(),
        f"{stem}.validatie.html": written.files[f"{KIND}.html"],
        f"{stem}.validatie.pdf": written.files[f"{KIND}.pdf"],
    }


def _subject(verdict: FileVerdict, verified: Verified, officer: str) -> Subject:
    sent, checked = verdict.sent, verdict.checked
    libraries = shipped.library_versions()
    tools = ", ".join(
        f"{name} {libraries[name]}" for name in ("pyHanko", "pikepdf", "pypdfium2") if libraries.get(name)
    )
    return Subject(
        file=verdict.name,
        sha256=verdict.sha256,
        sent="" if sent is None else f"{sent.title} {sent.version}, {sent.pack}, {sent.name}".replace(" ,", ","),
        sent_sha256="" if sent is None else sent.sha256,
        officer=officer,
        time=iso(verified.moment),
        program=f"Akkoord {akkoord.__version__}; {tools}",
        checked="" if checked is None else f"Bladzijde voor bladzijde vergeleken door {checked.by} op {checked.date}.",
        outdated=verdict.outdated,
    )


def _document(verdict: FileVerdict, verified: Verified, region: Region) -> ArchivedDocument:
    sent = verdict.sent
    assert sent is not None  # noqa: S101  without it there is no region
    signed = verdict.signatures.signatures if verdict.signatures is not None else ()
    events = [(SIGNED, one.timestamp or one.claimed) for one in signed if one.timestamp or one.claimed]
    title = f"{sent.title} {sent.version}".strip()
    base = "" if sent.sha256 == verdict.sha256 else sent.sha256
    return ArchivedDocument(
        identification=verdict.sha256,
        source="SHA-256 van het bestand",
        name=f"{title}, {sent.pack.rpartition('/')[2]}",
        language=region.language,
        events=(*events, (VALIDATED, iso(verified.moment))),
        base=base,
        base_name=f"{title}, zoals verzonden",
    )
