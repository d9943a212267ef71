"""`index.html` of every edition: all packs that stand there, whatever this run was asked to make."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.json import encode
from msgspec.structs import replace

from akkoord.assembly import MODEL
from akkoord.diagnostics import Diagnostic, as_json, in_order, warning
from akkoord.project.content import Content, RegionContent
from akkoord.project.contract_register import CALENDAR, REGISTER, register_files
from akkoord.project.edition_steps import edition_steps, rests_on
from akkoord.project.glances import Glances
from akkoord.project.made_files import MadeFile, inputs_of, remembered_files
from akkoord.project.pack_files import MANIFEST, ZIP, fingerprint_of, sha256_of
from akkoord.project.page_rows import page_of
from akkoord.project.plan import Plan
from akkoord.project.result import EditionResult, PackResult, diagnostic_of
from akkoord.project.sources import Fingerprint
from akkoord.project.staging import Staging, digest_of_file, write_pieces
from akkoord.project.state import PackState, State
from akkoord.records import PackEntry, Step, json_text
from akkoord.writers.html import (
    COMPARISON_FILES,
    EditionLink,
    Overview,
    OverviewPack,
    RedlineFiles,
    told_of,
    write_editions,
)

INDEX = "index.html"
REDLINES = "redline"
"""The folder of an edition with its comparisons."""
FINDINGS = "bevindingen.json"
"""What the last run that had it said of each pack; a run that has other packs reads it back."""

_REGISTERS = {REGISTER: "Contractregister (XLSX)", CALENDAR: "Agenda van alle contracten (ICS)"}

_FORMAT = "akkoord-findings/2"


def write_overviews(
    staging: Staging,
    content: Content,
    plan: Plan,
    results: Sequence[PackResult],
    found: Sequence[Diagnostic],
    state: State,
    program: str,
    *,
    explain: bool = False,
    anew: bool = False,
) -> tuple[tuple[Diagnostic, ...], tuple[EditionResult, ...]]:
    """Bring the overview of every edition up to date; a file whose bytes stay the same is not written.

    One that stands there untouched is not made either when the same goes in, but with `anew`. `program` is its
    digest. Gives what could not be written, and with `explain` why each file was written or not.
    """
    output, judged = staging.output, {result.path: result.failed for result in results}
    problems: list[Diagnostic] = []
    explained: list[EditionResult] = []
    glances = Glances(staging, state.packs)
    for place, files in overview_files(staging, content, plan, judged, found, glances, program):
        packs = sorted(path for path in plan.existing if path.startswith(f"{place}/" if place else ""))
        elsewhere = plan.elsewhere(place)
        general = (d for d in found if not d.names and d not in elsewhere)
        inputs = rests_on(content, output, place, packs, state, general)
        before = state.packs.get(place)
        stands = {n for n, file in files.items() if not (explain or anew) and file.stands(output / place, n, before)}
        makes = {name: file.make for name, file in files.items() if name not in stands}
        if explain:  # why is told before anything is written
            contents = {name: b"".join(make()) for name, make in makes.items()}
            makes = {name: partial(_whole, content) for name, content in contents.items()}
            others = _said_otherwise(output / place / FINDINGS, contents.get(FINDINGS, b""), packs)
            former = before if before is not None and before.keys else None
            explained.append(edition_steps(output, place, contents, former, inputs, others))
        kept = {name: before.files[name] for name in stands} if before is not None else {}
        problems += _put(output, place, makes, kept, files, inputs, state)
    glances.save()
    return tuple(problems), tuple(explained)


def _said_otherwise(path: Path, becomes: bytes, packs: Sequence[str]) -> tuple[str, ...]:
    """The packs of which something else is said than when the findings at `path` were written."""
    try:
        before = _read_findings(path.read_bytes(), packs)
    except OSError:
        return ()
    now = _read_findings(becomes, packs)
    return tuple(pack for pack in packs if before.get(pack) != now.get(pack))


def overview_files(
    staging: Staging,
    content: Content,
    plan: Plan,
    judged: Mapping[str, bool],
    found: Sequence[Diagnostic],
    glances: Glances,
    program: str,
) -> Iterator[tuple[str, Mapping[str, MadeFile]]]:
    """The files of every overview, by folder: pages, findings, register and calendar.

    `judged` says of every pack that was asked for whether it could not be made, `found` is all that was found.
    """
    there = {path.parent.relative_to(staging.output).as_posix() for path in staging.output.glob(f"[!.]*/*/{INDEX}")}
    for place in sorted(plan.whole):
        own: dict[str, list[Diagnostic]] = {}
        elsewhere = plan.elsewhere(place)
        for diagnostic in found:
            if diagnostic not in elsewhere:
                # One object for all packs that have it: a region may have a thousand of them.
                alike = replace(diagnostic, providers=()) if diagnostic.providers else diagnostic
                for name in diagnostic.names or ("",):
                    own.setdefault(name, []).append(alike)
        existing = sorted(path for path in plan.existing if path.startswith(f"{place}/"))
        said = _said(staging.output / place / FINDINGS, existing)
        for path in (path for path in existing if path in judged):
            said[path] = (judged[path], in_order(own.get(path.rpartition("/")[2], ())))
        packs = [_pack(staging, content, path, said.get(path), glances) for path in existing]
        if any(pack.manifest is not None or pack.failed for pack in packs):
            there.add(place)
            edition = content.library.editions[place.partition("/")[2]]
            manifests = {pack.name: pack.manifest for pack in packs}
            registers = register_files(content, place.partition("/")[0], edition, manifests, program)
            if _lacks_provider(content.regions[place.partition("/")[0]]):
                registers = {name: _as_it_stands(staging.output / place / name, f) for name, f in registers.items()}
            model = _pack(staging, content, f"{place}/{MODEL}", (False, ()), glances)
            general = in_order(own.get("", ()))
            overview = _overview(content, place, packs, general, redlines_of(staging.output / place))
            links = tuple((name, label) for name, label in _REGISTERS.items() if name in registers)
            whole = replace(overview, links=links, model=model if model.manifest else None)
            kept = staging.output / ".cache" / "rows" / f"{place}.json"
            make = partial(page_of, whole, staging.output / place / INDEX, kept)
            page = MadeFile(inputs_of(program, _told(whole)), make)
            yield place, {INDEX: page, FINDINGS: _as_made(_written(said)), **registers}
    editions = tuple(_links(there, content, plan))
    if editions:
        yield "", {INDEX: _as_made(write_editions(editions, "nl-NL"))}


def _as_made(content: bytes) -> MadeFile:
    return MadeFile(sha256_of(content), partial(_whole, content))


def _whole(content: bytes) -> tuple[bytes]:
    return (content,)


def _lacks_provider(region: RegionContent) -> bool:
    """Whether the file of a provider cannot be read: a register without it would say that it has no contract."""
    return not region.files.providers.keys() <= region.providers.keys()


def _as_it_stands(path: Path, file: MadeFile) -> MadeFile:
    """The file as a run before this one made it; as it is made now where there is none."""
    try:
        return _as_made(path.read_bytes())
    except OSError:
        return file


def _told(overview: Overview) -> Iterator[bytes]:
    """All that the page of an edition is made of; lists of clauses, which packs share, once."""
    yield encode(replace(overview, packs=()))
    numbers: dict[int, int] = {}
    for pack in overview.packs:
        yield told_of(pack)
        rows = pack.manifest.documents if pack.manifest is not None else ()
        for row in rows:
            if id(row.clauses) not in numbers:
                numbers[id(row.clauses)] = len(numbers)
                yield encode(row.clauses)
        yield encode([numbers[id(row.clauses)] for row in rows])


def _links(there: Collection[str], content: Content, plan: Plan) -> Iterator[EditionLink]:
    """Every edition with an overview, the newest of each region first; `there` are the folders that have one."""
    for name, region in content.regions.items():
        here = [place for place in sorted(plan.whole) if place.startswith(f"{name}/") and place in there]
        editions = [(content.library.editions[place.partition("/")[2]], place) for place in here]
        for edition, place in sorted(editions, key=lambda pair: pair[0].date, reverse=True):
            title = region.region.name if region.region else name
            packs = sum(path.startswith(f"{place}/") for path in plan.existing)
            status = edition.status.value
            date = edition.date.isoformat()
            yield EditionLink(title, edition.id, date, status, edition.note, packs, f"{place}/{INDEX}")


def _said(path: Path, existing: Sequence[str]) -> dict[str, tuple[bool, tuple[Diagnostic, ...]]]:
    """What former runs said, by pack; nothing where that cannot be read."""
    try:
        return _read_findings(path.read_bytes(), existing)
    except OSError:
        return {}


def _read_findings(content: bytes, existing: Sequence[str]) -> dict[str, tuple[bool, tuple[Diagnostic, ...]]]:
    """What the bytes of `FINDINGS` say, by pack; nothing where that cannot be read."""
    try:
        data: dict[str, Any] = json.loads(content)
        if data["format"] != _FORMAT:
            return {}
        listed: list[dict[str, Any]] = data["findings"]
        found = [diagnostic_of(one) for one in listed]
        packs: dict[str, tuple[bool, list[int]]] = {p: (d["failed"], d["findings"]) for p, d in data["packs"].items()}
        return {p: (packs[p][0], tuple(found[number] for number in packs[p][1])) for p in existing if p in packs}
    except (ValueError, KeyError, TypeError, IndexError):
        return {}


def _written(said: Mapping[str, tuple[bool, tuple[Diagnostic, ...]]]) -> bytes:
    """What was said of each pack by number, and under these numbers each finding once."""
    numbers: dict[Diagnostic, int] = {}
    packs = {
        path: {"failed": failed, "findings": [numbers.setdefault(d, len(numbers)) for d in own]}
        for path, (failed, own) in sorted(said.items())  # not in the order in which runs came by
    }
    return json_text({"findings": [as_json(d) for d in numbers], "format": _FORMAT, "packs": packs}).encode()


def overview_steps(output: Path, packs: Sequence[PackEntry]) -> tuple[Step, ...]:
    """The step of every overview that stands there: of the manifests of its packs."""
    steps: list[Step] = []
    for path in sorted(output.glob(f"[!.]*/*/{INDEX}")):
        place = path.parent.relative_to(output).as_posix()
        inputs = [(f"{p.path}/{MANIFEST}", p.manifest_sha256) for p in packs if p.path.startswith(f"{place}/")]
        own = (CALENDAR, FINDINGS, REGISTER, INDEX)
        names = [name for name in own if (path.parent / name).is_file()]
        outputs = tuple((f"{place}/{name}", digest_of_file(path.parent / name)) for name in names)
        steps.append(Step(f"overview {place}", tuple(sorted(inputs)), outputs))
    if (output / INDEX).is_file():
        inputs = [(name, digest) for step in steps for name, digest in step.outputs if name.endswith(INDEX)]
        steps.append(Step("overview", tuple(inputs), ((INDEX, digest_of_file(output / INDEX)),)))
    return tuple(steps)


def _pack(
    staging: Staging,
    content: Content,
    path: str,
    said: tuple[bool, tuple[Diagnostic, ...]] | None,
    glances: Glances,
) -> OverviewPack:
    region, _, name = path.split("/")
    provider = content.regions[region].providers.get(name)
    manifest, to_send = glances.of(path)
    failed, findings = said or (False, None)
    legal_name = provider.legal_name if provider else manifest.provider if manifest else ""
    redlines = redlines_of(staging.output / path.rpartition("/")[0], name)
    ledger = None if path in content.ledgers.broken else content.ledgers.of(path)
    lots = provider.lots if provider else ()
    return OverviewPack(name, legal_name, lots, manifest, findings, failed, redlines, ledger, ZIP if to_send else "")


def redlines_of(edition: Path, pack: str = "") -> tuple[RedlineFiles, ...]:
    """What stands of the comparisons of an edition with former ones, of a pack or over all of them."""
    found = (
        RedlineFiles(
            folder.name, tuple(sorted(p.name for p in (folder / pack).glob("*") if p.name.endswith(COMPARISON_FILES)))
        )
        for folder in sorted((edition / REDLINES).glob("[!.]*"))
    )
    return tuple(made for made in found if made.files)


def _overview(
    content: Content,
    place: str,
    packs: Sequence[OverviewPack],
    general: Sequence[Diagnostic],
    reports: tuple[RedlineFiles, ...],
) -> Overview:
    region_name, edition = place.split("/")
    region = content.regions[region_name].region
    others = tuple(f"contracts/{name}/" for name in content.regions if name != region_name)
    about = tuple(d for d in general if d.span is None or not d.span.file.startswith(others))
    return Overview(
        region=region.name if region else region_name,
        edition=edition,
        edition_date=content.library.editions[edition].date.isoformat(),
        language=region.language if region else "nl-NL",
        packs=tuple(packs),
        findings=about,
        reports=reports,
    )


def _put(
    output: Path,
    place: str,
    makes: Mapping[str, Callable[[], Iterable[bytes]]],
    kept: dict[str, Fingerprint],
    files: Mapping[str, MadeFile],
    inputs: Mapping[str, str],
    state: State,
) -> tuple[Diagnostic, ...]:
    """Write what is not there yet; `kept` are the files that stand."""
    try:
        for name, make in makes.items():
            path = output / place / name
            kept[name] = fingerprint_of(path, write_pieces(path, make()))
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        folder = f"output/{place}".rstrip("/")
        message = f"het overzicht in `{folder}/` kan niet worden geschreven: {why}; het is dat van een eerdere keer"
        return (warning("OUT008", message, None, "sluit het bestand en start opnieuw"),)
    digests = {name: known.sha256 for name, known in kept.items()}
    state.packs[place] = PackState(inputs, kept, remembered_files(files, digests))
    return ()
