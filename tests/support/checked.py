"""Small projects held against the rules: cases of one rule in one text, each begun by a line `=== name`.

A case is a project as in `mini_project`. Without a document it has `overeenkomst`, an agreement with an article for
each clause that defines no term. Two parts are its own:

@@ file NAME                a file of the produced pack of the first provider, with its text
@@ listed NAME              a file that the manifest of that pack names, with the text it had then
@@ signers KIND             who signs a document of that pack: lines `party rank field`, with ` locks` for the last
@@ was, @@ oud, …           texts that a proof of the build judges (see `proven`)
@@ finds                    what the rule finds, a line each: `file:line:column text`; without it nothing

The text of a finding goes on to the end of the line; `file:line:column` is where it stands, `-` where there is none.
For a rule that is held where files are read or documents assembled, the text is the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256

from msgspec import Struct

from akkoord.assembly import Sources, prepare
from akkoord.checks.found import Found
from akkoord.checks.held import with_rules
from akkoord.checks.passages import Known
from akkoord.checks.registry import all_rules
from akkoord.checks.rule import Rule
from akkoord.checks.running import Running
from akkoord.checks.settings import settings_findings
from akkoord.checks.views import PackView
from akkoord.diagnostics import Diagnostic, error
from akkoord.library import Edition
from akkoord.project.set_views import provider_views, region_view, set_view
from akkoord.records import DocumentRow, FileRow, Manifest, Program, SignerRow
from akkoord.spec import check_contracts
from support.mini_project import MiniProject, RefusedError, mini_project
from support.proven import PARTS as PROVEN
from support.proven import proof_codes

_PARTS = re.compile(rf"^@@ (finds|file|listed|signers|{'|'.join(PROVEN)}) ?(.*)\n((?:(?!@@ ).*\n?)*)", re.MULTILINE)


class Case(Struct, frozen=True):
    """A project with what the rule is to find in it."""

    name: str
    project: str
    finds: tuple[str, ...]
    files: dict[str, bytes]
    listed: dict[str, bytes]
    signers: dict[str, str]
    proven: dict[str, str]


def cases_in(text: str) -> Iterator[Case]:
    """Every case of a file."""
    for name, body in re.findall(r"^=== (.+)\n((?:(?!=== ).*\n?)*)", text, re.MULTILINE):
        parts = _PARTS.findall(body)
        finds = [line for sort, _, lines in parts if sort == "finds" for line in lines.splitlines() if line.strip()]
        files, listed = (
            {file: lines.encode() for sort, file, lines in parts if sort == wanted} for wanted in ("file", "listed")
        )
        signers = {kind: lines for sort, kind, lines in parts if sort == "signers"}
        proven = {sort: lines for sort, _, lines in parts if sort in PROVEN}
        yield Case(name, _with_document(_PARTS.sub("", body)), tuple(finds), files, listed, signers, proven)


def _with_document(text: str) -> str:
    if re.search(r"^@@ document ", text, re.MULTILINE):
        return text
    named = re.findall(r"^@@ clause (\S+)(.*)\n((?:(?!@@ ).*\n?)*)", text, re.MULTILINE)
    articles = dict.fromkeys(name for name, _, body in named if not re.match(r"(?:\w+: .*\n)*term: ", body))
    parts = "".join(f"  - article: [{name}]\n" for name in articles) or "  - contents: Inhoud\n"
    pages = "signature_pages: {title: Ondertekening, provider: tekenen}\n"
    return (
        f"{text.rstrip()}\n@@ document overeenkomst\n{pages}parts:\n{parts}@@ clause tekenen\n::: handtekening\n:::\n"
    )


def checked(
    case: Case, *rules: Rule, planted: Callable[[MiniProject], MiniProject] | None = None
) -> tuple[Found | Diagnostic, ...]:
    """What `rules`, or all there are, find in the project of a case; for a held one, what making it finds.

    `planted` is what else is put into the project first.
    """
    codes = {held.code for rule in rules for held in rule.codes}
    ids = {rule.id for rule in rules}
    if case.proven:
        return tuple(error(code, "") for code in proof_codes(case.proven) if code in codes)
    try:
        project = mini_project(case.project)
    except RefusedError as refused:
        if not codes:
            raise
        return tuple(d for d in with_rules(refused.findings) if d.rule in ids)
    if planted is not None:
        project = planted(project)
    running = Running(rules or all_rules())
    assert not list(settings_findings(all_rules(), project.sources.region))
    editions = {e.id: e for e in (*project.earlier, project.edition)}
    region = region_view("voorbeeld", project.sources, editions, project.sources.documents)
    texts, said = set_view(region, prepare(project.sources, project.edition), Known())
    together = _together(project.sources) if codes else ()
    found = [
        *(d for d in with_rules((*together, *said)) if codes and d.rule in ids),
        *running.region(region),
        *running.set(texts),
    ]
    for provider in provider_views(texts):
        found += running.provider(provider)
    if case.files or case.listed or case.signers:
        name = texts.region_view.providers[0].id
        manifest = _manifest(project, project.edition, name, case)
        found += running.pack(PackView(texts, name, manifest, tuple(sorted(case.files)), case.files.__getitem__))
    return tuple(found)


def _together(sources: Sources) -> tuple[Diagnostic, ...]:
    """What the files of the project say of each other when they are read."""
    documents = tuple(sources.documents.values())
    return check_contracts(
        sources.region, sources.providers, sources.initiatives, documents, sources.pack, rates=sources.rates
    )


def _manifest(project: MiniProject, edition: Edition, name: str, case: Case) -> Manifest:
    sources: Sources = project.sources
    program = Program("akkoord", "0", {})
    day = edition.date.isoformat()
    rows = tuple(FileRow(file, sha256(data).hexdigest(), len(data)) for file, data in case.listed.items())
    documents = tuple(DocumentRow(kind, kind, True, signers=_signers(lines)) for kind, lines in case.signers.items())
    return Manifest(sources.region.id, edition.id, day, name, "", "ready", "", program, None, None, (), rows, documents)


def _signers(lines: str) -> tuple[SignerRow, ...]:
    rows = (line.split() for line in lines.splitlines() if line.strip())
    return tuple(SignerRow(p, p, "", "", int(rank), field, "locks" in more, 1) for p, rank, field, *more in rows)


def shown(found: Found | Diagnostic) -> str:
    """A finding as a case writes it."""
    if isinstance(found, Diagnostic):
        return f"{found.span or '-'} {found.code}"
    finding = found.finding
    return f"{finding.span or '-'} {' '.join(finding.found.split())}".rstrip()
