"""Why the files of an edition as a whole were written or stayed: its overview, its contract register, its calendar.

Each rests on packs and on sources. What those were is remembered with the folder of the edition (`keys` of its
`PackState`), whoever asked for reasons: a pack by its manifest, a source by its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from akkoord.diagnostics import Diagnostic
from akkoord.project.causes import FIRST_DIGITS
from akkoord.project.content import Content, RegionContent
from akkoord.project.contract_register import CALENDAR, REGISTER
from akkoord.project.ledgers import ledger_file
from akkoord.project.pack_files import MANIFEST, ZIP, sha256_of, stat_of
from akkoord.project.result import EditionResult, StepRun
from akkoord.project.state import PackState, State
from akkoord.records import Cause

SAME, FORCED, FIRST = Cause("same", "", "", ""), Cause("forced", "", "", ""), Cause("first", "", "", "")
SAME_TEXT, OTHER = Cause("same_text", "", "", ""), Cause("other", "", "", "")
"""`SAME_TEXT`: what goes in is not what it was, and what comes out of it is."""
FORGOTTEN = Cause("forgotten", "", "", "")
"""The files stand there, and what the last run remembered of them does not."""
OVERVIEW = ("index.html", "bevindingen.json")
_NAMED = ("pack", "packs", "findings", "comparisons")
"""What `rests_on` names with a word before it; what it names without one is a source."""
_STEPS = (("overview", OVERVIEW), ("register", (REGISTER,)), ("calendar", (CALENDAR,)))
_NOT_IN = {
    "overview": ("/rates.yaml", "/pack.yaml"),
    "register": ("findings", "comparisons"),
    "calendar": ("pack", "findings", "comparisons", ".jsonl"),
    "index": (),
}
"""By step the kinds and the sources that it does not rest on."""
_NO_PACKS = PackState({}, {})


def rests_on(
    content: Content, output: Path, place: str, packs: Iterable[str], state: State, said: Iterable[Diagnostic]
) -> dict[str, str]:
    """What the files of an edition rest on, each with the first digits of its digest; `packs` are all that are there.

    `said` is what was found in the edition and in no pack of it. With `place` "" that of the page which leads to all
    editions.
    """
    if not place:
        return _of_all(content, packs)
    region = content.regions[place.partition("/")[0]]
    told = "\n".join(sorted(f"{d.code} {d.message} {d.span}" for d in said))
    found = {f"findings {place}": sha256_of(told.encode())[:FIRST_DIGITS]}
    for path in packs:
        found[f"pack {path}"] = _of_pack(output / path, state.packs.get(path, _NO_PACKS))
        ledger = content.ledgers.of(path)
        if path in content.ledgers.broken or ledger.entries:
            last = repr(ledger.entries[-1]) if ledger.entries else "broken"
            found[ledger_file(path)] = sha256_of(last.encode())[:FIRST_DIGITS]
    sources = (*_of_dates(content, region), *region.files.providers.values())
    found |= {file: content.digests.get(file, "")[:FIRST_DIGITS] for file in sources}
    compared = sorted(path.relative_to(output).as_posix() for path in (output / place / "redline").glob("*/**/*"))
    if compared:
        found[f"comparisons output/{place}/redline"] = sha256_of("\n".join(compared).encode())[:FIRST_DIGITS]
    return found


def edition_steps(
    output: Path,
    place: str,
    contents: Mapping[str, bytes],
    former: PackState | None,
    inputs: Mapping[str, str],
    said_of: Iterable[str],
) -> EditionResult:
    """The steps of an edition before its files are written. `said_of` are the packs of which other things are found."""
    found = [Cause("findings", path, "", "") for path in said_of]
    steps: list[StepRun] = []
    for step, names in _steps_of(place):
        there = [name for name in names if name in contents]
        changed = [*_changed(step, former, inputs), *(found if step == "overview" else ())]
        if there:
            steps.append(_step(step, output / place, {name: contents[name] for name in there}, former, changed))
    return EditionResult(place, tuple(steps))


def stood_still(state: State) -> tuple[EditionResult, ...]:
    """The steps of every edition in a run in which nothing had changed."""
    found: list[EditionResult] = []
    for place, former in sorted(state.packs.items(), key=lambda pair: (not pair[0], pair[0])):
        if place.count("/") < 2:
            names = (step for step, files in _steps_of(place) if any(name in former.files for name in files))
            found.append(EditionResult(place, tuple(StepRun(step, False, (SAME,)) for step in names)))
    return tuple(found)


def _steps_of(place: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The steps of an edition with the files that each writes, or with "" those of all editions."""
    return _STEPS if place else (("index", OVERVIEW[:1]),)


def calendar_step(folder: Path, content: bytes, former: PackState, changed: Iterable[str], *, first: bool) -> StepRun:
    """The step of the calendar in a pack; `changed` are the sources of dates that are not what they were."""
    found = [Cause("data", file, "", "", file) for file in changed]
    return _step("calendar", folder, {CALENDAR: content}, None if first else former, found)


def sources_of_dates(content: Content, place: str, name: str) -> tuple[str, ...]:
    """The sources that the dates of the contract of provider `name` rest on."""
    region = content.regions[place.partition("/")[0]]
    own = region.files.providers.get(name)
    return (*_of_dates(content, region), *((own,) if own else ()))


def _step(
    step: str, folder: Path, contents: Mapping[str, bytes], former: PackState | None, changed: list[Cause]
) -> StepRun:
    """A step that writes `contents` where those are not what stands there."""
    there = {name: stat_of(folder / name) for name in contents}
    ran = any(stat is None or (folder / name).read_bytes() != contents[name] for name, stat in there.items())
    if former is None:
        new = all(stat is None for stat in there.values())
        return StepRun(step, ran, (FIRST if new else FORGOTTEN,) if ran else (SAME,))
    if not ran:  # what of a source is not printed, such as a note, does not go in
        return StepRun(step, False, (SAME_TEXT if any(c.kind != "data" for c in changed) else SAME,))
    lost = [
        Cause("missing" if stat is None else "altered", name, "", "")
        for name, stat in there.items()
        if name in former.files and stat != former.files[name].stat
    ]
    known = former.files
    other = any(name not in known or known[name].sha256 != sha256_of(data) for name, data in contents.items())
    return StepRun(step, True, tuple((*lost, *changed) if other else lost) or (OTHER,))


def _changed(step: str, former: PackState | None, inputs: Mapping[str, str]) -> Iterator[Cause]:
    """What a step rests on and is not what it was."""
    before = (former or _NO_PACKS).keys
    for name in dict.fromkeys((*inputs, *before)):
        was, becomes = before.get(name, ""), inputs.get(name, "")
        cause = _cause(name, was, becomes)
        if was != becomes and cause.kind not in _NOT_IN[step] and not name.endswith(_NOT_IN[step]):
            yield cause


def _cause(name: str, was: str, becomes: str) -> Cause:
    """Something that `rests_on` names, and is not what it was."""
    kind, _, about = name.partition(" ")
    if kind == "packs":
        return Cause(kind, about, was, becomes)
    if kind in _NAMED:
        return Cause(kind, about, "", "")
    return Cause("data", name, was, becomes, name)


def _of_all(content: Content, packs: Iterable[str]) -> dict[str, str]:
    """What the page of all editions rests on: how many packs each has, the editions and the profiles."""
    counts: dict[str, int] = {}
    for path in packs:
        place = path.rpartition("/")[0]
        counts[place] = counts.get(place, 0) + 1
    files = (*content.layout.editions, *(region.files.region for region in content.regions.values()))
    found = {f"packs {place}": str(count) for place, count in sorted(counts.items())}
    return found | {file: content.digests.get(file, "")[:FIRST_DIGITS] for file in files if file}


def _of_dates(content: Content, region: RegionContent) -> tuple[str, ...]:
    """The sources that the dates of all contracts of a region rest on."""
    files = region.files
    return tuple(file for file in (files.region, files.pack, files.rates, *content.layout.editions) if file)


def _of_pack(folder: Path, state: PackState) -> str:
    """The first digits of the manifest of a pack, and whether it has something to send; "" when it is not there."""
    known, path = state.files.get(MANIFEST), folder / MANIFEST
    try:
        digest = known.sha256 if known is not None and stat_of(path) == known.stat else sha256_of(path.read_bytes())
    except OSError:
        return ""
    return digest[:FIRST_DIGITS] + ("+" if stat_of(folder / ZIP) is not None else "")
