"""Recording what became of packs: the verb `record`. What was sent and what came back goes into the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import AkkoordError, Diagnostic, did_you_mean, error
from akkoord.ooxml import read_archive
from akkoord.project.archive import TEXTS, archive_folder, archive_returned, archive_sent, returned_rows, texts_of
from akkoord.project.asked import check_asked, no_pack_of
from akkoord.project.content import Content
from akkoord.project.file_set import recover_file_sets, replace_files
from akkoord.project.in_order import not_in_order
from akkoord.project.ledgers import ledger_file, sent_documents
from akkoord.project.opening import open_project
from akkoord.project.pack_files import MANIFEST, ZIP, read_manifest, sha256_of
from akkoord.project.plan import make_plan
from akkoord.project.refusals import why
from akkoord.project.run_lock import run_lock
from akkoord.project.selection import Selection, packs_named
from akkoord.project.sources import find_root
from akkoord.project.whole_file import read_whole
from akkoord.readers.pdf_pages import page_count
from akkoord.records import (
    FORMING,
    STATE_WORDS,
    CheckedFile,
    Despite,
    Entry,
    Ledger,
    LedgerState,
    Manifest,
    Numbering,
    SentDocument,
    appended,
    ledger_text,
    manifest_from_json,
)
from akkoord.records.ledger import FOLLOWS

_FORMED = (*FORMING, LedgerState.SENT)
"""States of a pack as it stands in the output; of all others it stands in the archive."""
READY = "ready"
_LONGEST = 1000
_NOT_IN_ORDER = "REC011"


class RecordError(AkkoordError):
    """What was asked cannot be recorded (REC001 to REC012, LGR); nothing was."""


class NotInOrderError(RecordError):
    """What came back is not in order, and nobody said by name why it is good all the same (REC011)."""

    exit_code = 1


class Recording(Struct, frozen=True):
    """What is to be recorded of each of `packs`, which are ends of their paths, or of all that `selection` asks for.

    `number` 0 takes the last that can be in `state`. `files` came back; `checked` are those among them, or among what
    came back before, that `by` compared page by page with what was sent, each with the document for which it stands
    ("" where its name tells). These three are of one pack, and so is `despite`: why `by` takes what was not found in
    order as good.
    """

    project: Path
    packs: tuple[str, ...]
    state: str
    date: date
    by: str
    note: str = ""
    number: int = 0
    files: tuple[Path, ...] = ()
    checked: tuple[tuple[Path, str], ...] = ()
    selection: Selection | None = None
    despite: str = ""


class Recorded(Struct, frozen=True):
    """What was recorded of a pack: the entry, the file of the ledger, and what was put into the archive."""

    entry: Entry
    file: str
    archived: tuple[str, ...]


class Outcome(Struct, frozen=True):
    """What was recorded, in the order of the packs, and which of those asked for have nothing to sign."""

    recorded: tuple[Recorded, ...]
    skipped: tuple[str, ...] = ()


class _Next(Struct, frozen=True):
    """A record that can be appended."""

    entry: Entry
    after: Ledger
    back: tuple[bytes, ...]


def record(asked: Recording, waiting: Callable[[str], None]) -> Outcome:
    """Append a record to the ledger of each pack: of all of them, or of none.

    Raises:
        NoProjectError: there is no project.
        SelectionError: something was asked for that is not there.
        RecordError: there is no such pack or state, or a record cannot follow those before it.
        ArchiveError: something cannot be kept.
        FileSetError: the ledgers cannot be written.
    """
    root = find_root(asked.project)
    state = _state(asked)
    with run_lock(root / "output", wait=True, waiting=waiting):
        recover_file_sets(root)
        content = open_project(root)
        packs = _packs(asked, content)
        skipped = tuple(pack for pack in packs if asked.selection is not None and _nothing_to_sign(root, pack, content))
        steps = _steps(root, asked, state, [pack for pack in packs if pack not in skipped], content)
        # What is kept comes first, so that no record names what is not there; kept again it stays as it is.
        kept = [_kept(root, step) for step in steps]
        replace_files(root, {ledger_file(one.after.pack): ledger_text(one.after).encode() for one in steps})
        made = zip(steps, kept, strict=True)
        recorded = tuple(Recorded(one.after.entries[-1], ledger_file(one.after.pack), paths) for one, paths in made)
        return Outcome(recorded, skipped)


def _steps(
    root: Path, asked: Recording, state: LedgerState, packs: Sequence[str], content: Content
) -> tuple[_Next, ...]:
    """The record of every pack.

    Raises:
        RecordError: with all that is wrong with all of them.
    """
    found: list[Diagnostic] = []
    steps: list[_Next] = []
    if len(packs) > 1 and (asked.files or asked.checked or asked.number or asked.despite):
        message = f"bestanden, `--checked`, `--number` en `--despite` horen bij één pakket, en dit zijn er {len(packs)}"
        raise RecordError(error("REC010", message, None, "leg elk pakket apart vast"))
    for pack in packs:
        try:
            steps.append(_step(root, asked, state, pack, content))
        except RecordError as problem:
            about = pack if len(packs) > 1 else ""
            found += (replace(one, provider=one.provider or about) for one in problem.diagnostics)
    if found:
        judged = all(one.code == _NOT_IN_ORDER for one in found)
        raise (NotInOrderError if judged else RecordError)(*found)
    return tuple(steps)


def _step(root: Path, asked: Recording, state: LedgerState, pack: str, content: Content) -> _Next:
    if pack in content.ledgers.broken:
        raise RecordError(*(d for d in content.diagnostics if d.span and d.span.file == ledger_file(pack)))
    ledger = content.ledgers.of(pack)
    entry = _formed(root, ledger, state, asked) if state in _FORMED else _followed(ledger, state, asked)
    files = {str(path): read_whole(path) for path in asked.files}
    checked = tuple(_checked(path, document) for path, document in asked.checked)
    entry = replace(entry, files=returned_rows(files), checked=checked)
    after, found = appended(ledger, entry)
    found = (*_misplaced(entry, ledger, asked.despite), *found)
    if after is None or found:
        raise RecordError(*found)
    if state is LedgerState.VERIFIED:
        entry, after = _in_order(root, ledger, entry, after, asked.despite)
    return _Next(entry, after, tuple(files.values()))


def _in_order(root: Path, ledger: Ledger, entry: Entry, after: Ledger, despite: str) -> tuple[Entry, Ledger]:
    """The record that a pack was verified, when what came back is in order or `despite` says why it is good."""
    found = not_in_order(root, after)
    if not found:
        if despite:
            message = "alles wat terugkwam is in orde; er is niets waarvoor `--despite` nodig is"
            raise RecordError(error("REC012", message, None, "laat `--despite` weg"))
        return entry, after
    if not despite:
        hint = (
            "herstel het (`verify` zegt er meer van), of leg met `--despite REDEN` vast waarom u het toch goed vindt; "
            "uw naam, de reden en wat er niet in orde is blijven dan in het register van het pakket staan"
        )
        named = (f"`{entry.pack}` is niet in orde: {one}" for one in found)
        raise NotInOrderError(
            *(error(_NOT_IN_ORDER, one, None, hint if not place else "") for place, one in enumerate(named))
        )
    entry = replace(entry, despite=Despite(_on_one_line("--despite", despite), tuple(map(_plain, found))))
    again, _ = appended(ledger, entry)
    assert again is not None, "it may follow without, so it may with"  # noqa: S101  a bug of ours
    return entry, again


def _plain(words: str) -> str:
    """Words on one line: what came back may say anything."""
    return "".join(sign if sign.isprintable() else " " for sign in words)[:_LONGEST]


def _on_one_line(option: str, text: str) -> str:
    """The text of an option.

    Raises:
        RecordError: it does not fit on a line (REC006).
    """
    if not text.isprintable() or len(text) > _LONGEST:
        message = f"de tekst bij `{option}` past niet op een regel; verwacht: hoogstens {_LONGEST} leesbare tekens"
        raise RecordError(error("REC006", message))
    return text.strip()


def _kept(root: Path, step: _Next) -> tuple[str, ...]:
    """Keep what belongs to a record, and say where."""
    entry = step.entry
    if step.back:
        return archive_returned(root, entry.pack, entry.manifest_sha256, step.back, entry.files)
    return _sent(root, entry) if entry.state is LedgerState.SENT else ()


def _state(asked: Recording) -> LedgerState:
    try:
        return LedgerState(asked.state)
    except ValueError:
        known = ", ".join(f"`{state.value}`" for state in LedgerState)
        message = f"de staat `{asked.state}` bestaat niet; verwacht: {known}"
        dutch = {word: state.value for state, word in STATE_WORDS.items()}
        hint = did_you_mean(dutch.get(asked.state, asked.state), [state.value for state in LedgerState])
        raise RecordError(error("REC001", message, None, hint)) from None


def _packs(asked: Recording, content: Content) -> tuple[str, ...]:
    """The packs that were meant, each once."""
    if asked.selection is not None:
        check_asked(asked.selection, content)
        plan = make_plan(content, asked.selection)
        found = tuple(planner.path(name) for planner in plan.planners for name in planner.asked())
        if not found:
            raise no_pack_of(asked.selection, content)
        return found
    existing = make_plan(content, Selection()).existing | set(content.ledgers.of_pack) | content.ledgers.broken
    return tuple(dict.fromkeys(_pack(name, existing) for name in asked.packs))


def _nothing_to_sign(root: Path, pack: str, content: Content) -> bool:
    """Whether nothing of a pack is ever sent; a pack that was not built is no such pack."""
    manifest = read_manifest(root / "output" / pack / MANIFEST)
    unrecorded = pack not in content.ledgers.broken and not content.ledgers.of(pack).entries
    return manifest is not None and unrecorded and not sent_documents(manifest.documents)


def _pack(asked: str, existing: Iterable[str]) -> str:
    """The one pack that was meant."""
    named = packs_named(existing, asked)
    if len(named) == 1:
        return named[0]
    if named:
        message = f"`{asked}` kan {len(named)} pakketten zijn: {', '.join(f'`{path}`' for path in named)}"
        raise RecordError(error("REC002", message, None, "noem er een van, met de editie erbij"))
    message = f"er is geen pakket `{asked}`; verwacht: `regio/editie/aanbieder`, of het eind daarvan"
    known = {name for path in existing for name in (path, path.rpartition("/")[2])}
    raise RecordError(error("REC002", message, None, did_you_mean(asked, known)))


def _formed(root: Path, ledger: Ledger, state: LedgerState, asked: Recording) -> Entry:
    """The record of a pack as it stands in the output."""
    content, manifest = _output(root, ledger.pack)
    documents = sent_documents(manifest.documents)
    if not documents:
        raise RecordError(error("REC004", f"in `{ledger.pack}` is niets te tekenen", None))
    if state is not LedgerState.CONCEPT and manifest.status != READY:
        message = f"`{ledger.pack}` is een concept; verwacht: een pakket dat gereed is om te tekenen"
        hint = "`build` zegt wat er nog aan ontbreekt; leg tot dan `concept` vast"
        raise RecordError(error("REC004", message, None, hint))
    number = Numbering(manifest.number, manifest.supersedes)
    if number != ledger.numbering(documents) or asked.number not in (0, manifest.number):
        message = f"`output/{ledger.pack}` is pakket {manifest.number}, en sinds het is gebouwd is er iets vastgelegd"
        if asked.number not in (0, manifest.number):
            message = f"`output/{ledger.pack}` is pakket {manifest.number}, niet pakket {asked.number}"
        raise RecordError(error("REC005", message, None, "bouw opnieuw, en kijk met `status` wat er is vastgelegd"))
    zipped = _zip(root, ledger.pack, content, documents)
    if not zipped and state is not LedgerState.CONCEPT:
        message = f"`output/{ledger.pack}/{ZIP}` ontbreekt, of hoort niet bij het manifest dat ernaast staat"
        raise RecordError(error("REC009", message, None, "bouw het hele pakket, zonder `--document`"))
    return _entry(ledger.pack, number, state, asked, sha256_of(content), zipped, documents)


def _output(root: Path, pack: str) -> tuple[bytes, Manifest]:
    """The manifest of a pack in the output, as bytes and as it is read."""
    place = f"output/{pack}/{MANIFEST}"
    try:
        content = (root / place).read_bytes()
        return content, manifest_from_json(content)
    except OSError as problem:
        message = f"`{place}` kan niet worden gelezen: {why(problem)}"
    except ValueError:
        message = f"`{place}` is geen manifest van deze versie van Akkoord"
    provider = pack.rpartition("/")[2]
    raise RecordError(error("REC003", message, None, f"bouw het pakket eerst: `build --provider {provider}`"))


def _zip(root: Path, pack: str, manifest: bytes, documents: tuple[SentDocument, ...]) -> str:
    """The SHA-256 of what is sent of a pack in the output.

    It is "" when there is none, or when it lacks this manifest or a PDF of it, to the last byte.
    """
    try:
        content = (root / "output" / pack / ZIP).read_bytes()
        inside = {sha256_of(file) for file in read_archive(content, ZIP).values()}
    except (OSError, AkkoordError):
        return ""
    wanted = {sha256_of(manifest), *(document.pdf_sha256 for document in documents)}
    return sha256_of(content) if wanted <= inside else ""


def _followed(ledger: Ledger, state: LedgerState, asked: Recording) -> Entry:
    """The record of a pack that was recorded before: the last that can come in this state."""
    numbers = range(ledger.current, 0, -1)
    can = (number for number in numbers if state in FOLLOWS[ledger.state(number)])
    number = asked.number or next(can, ledger.current or 1)
    own = ledger.of(number)
    if not own:
        message = f"van pakket {number} van `{ledger.pack}` is nog niets vastgelegd"
        raise RecordError(error("REC005", message, None, "leg eerst `ready` en `sent` vast"))
    last = ledger.sent(number) or own[-1]
    numbering = Numbering(number, last.supersedes)
    return _entry(ledger.pack, numbering, state, asked, last.manifest_sha256, last.zip_sha256, ())


def _entry(
    pack: str,
    numbering: Numbering,
    state: LedgerState,
    asked: Recording,
    manifest: str,
    zipped: str,
    documents: tuple[SentDocument, ...],
) -> Entry:
    by, note = (_on_one_line(name, text) for name, text in (("--by", asked.by.strip()), ("--note", asked.note.strip())))
    if not by:
        raise RecordError(error("REC006", "bij `--by` staat niet wie dit vastlegt; verwacht: de naam van een persoon"))
    sent = documents if state is LedgerState.SENT else ()
    return Entry(pack, numbering.number, state, asked.date, by, manifest, zipped, numbering.supersedes, sent, note=note)


def _checked(path: Path, document: str) -> CheckedFile:
    """A file that a person compared page by page. A picture is one page."""
    content = read_whole(path)
    return CheckedFile(path.name, sha256_of(content), page_count(content) or 1, document)


def _misplaced(entry: Entry, ledger: Ledger, despite: str) -> Iterator[Diagnostic]:
    """What was given with a state that it does not go with, or is missing."""
    if despite and entry.state is not LedgerState.VERIFIED:
        yield error("REC012", "`--despite` hoort bij `verified`", None)
    sent = ledger.sent(entry.number)
    kinds = [document.kind for document in sent.documents] if sent is not None else []
    for row in entry.checked:
        if row.document and row.document not in kinds:
            message = f"`{row.document}` is geen stuk van pakket {entry.number}; wel: {', '.join(kinds)}"
            yield error("REC008", message, None, did_you_mean(row.document, kinds))
    if entry.files and entry.state is not LedgerState.RETURNED:
        yield error("REC007", "bestanden die terugkwamen horen bij `returned`", None, "laat de bestanden weg")
    if entry.state is LedgerState.RETURNED and not (entry.files or entry.note):
        hint = "noem de bestanden, of schrijf met `--note` waar de getekende stukken op papier zijn"
        yield error("REC007", "er is niet gezegd wat terugkwam", None, hint)
    if entry.checked and entry.state not in (LedgerState.RETURNED, LedgerState.VERIFIED):
        yield error("REC008", "`--checked` hoort bij `returned` of `verified`", None)
    there = {row.sha256 for other in (*ledger.of(entry.number), entry) for row in other.files}
    for row in entry.checked:
        if row.sha256 not in there:
            message = f"`{row.file}` is niet vastgelegd als teruggekomen bij pakket {entry.number}"
            yield error("REC008", message, None, "leg het eerst vast met `returned`")


def _sent(root: Path, entry: Entry) -> tuple[str, ...]:
    """Keep what is sent: the manifest, the ZIP and the texts; those as they were kept by a run that was cut off."""
    folder, kept = root / "output" / entry.pack, root / archive_folder(entry.pack, entry.manifest_sha256)
    contents = {name: read_whole(folder / name) for name in (MANIFEST, ZIP)}
    if (kept / TEXTS).is_file():
        contents[TEXTS] = read_whole(kept / TEXTS)
    elif not kept.exists():
        contents[TEXTS] = texts_of(folder, manifest_from_json(contents[MANIFEST]))
    return archive_sent(root, entry.pack, entry.manifest_sha256, contents)
