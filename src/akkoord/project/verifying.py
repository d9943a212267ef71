"""Verifying what came back: files, folders and ZIPs, each file held against what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from akkoord.diagnostics import AkkoordError, error
from akkoord.ooxml import read_archive
from akkoord.project.judging import Judging
from akkoord.project.ledgers import pack_of
from akkoord.project.pack_files import MANIFEST, sha256_of
from akkoord.project.sent_files import SentError, SentFile, match, sent_covers, sent_files
from akkoord.project.signature_zip import ENVELOPE
from akkoord.project.sources import NoProjectError, find_root
from akkoord.project.whole_file import read_whole
from akkoord.project.word_sides import word_side
from akkoord.records import read_ledger
from akkoord.signing.comparison.docx import WordSide, compare_docx
from akkoord.signing.comparison.pdf import PdfFile
from akkoord.signing.comparison.verdict import Answer, TextVerdict
from akkoord.signing.returned import PdfVerdict, SignaturesVerdict, verify_pdf
from akkoord.spec import Region

_MOST_FILES = 2000


class VerifyingError(AkkoordError):
    """There is nothing to verify, or nothing to hold it against (VRF004, VRF005)."""


class Asked(Struct, frozen=True):
    """What to verify, with what (`against`; nothing: the project), and at which moment.

    Whom to trust (`trust`, `qualified` for those that give out qualified certificates) and what was withdrawn
    (`revocation`) are files and folders; without them, those of the region.
    """

    project: Path
    files: tuple[Path, ...]
    moment: datetime
    against: tuple[Path, ...] = ()
    trust: tuple[Path, ...] = ()
    qualified: tuple[Path, ...] = ()
    revocation: tuple[Path, ...] = ()


class Checked(Struct, frozen=True):
    """Who compared a file that cannot be read page by page, and recorded it of `pack`."""

    by: str
    date: str
    pack: str


class FileVerdict(Struct, frozen=True):
    """Both answers on one file. `sent` is what it stands for, None when that is not known.

    `signatures` is None for what is not signed: a Word file, or a text that nobody was asked to sign.
    """

    name: str
    sha256: str
    size: int
    sent: SentFile | None
    text: TextVerdict
    signatures: SignaturesVerdict | None = None
    checked: Checked | None = None

    @property
    def good(self) -> bool:
        """Whether it is what was sent and signed by whom it should be."""
        text = self.text.good or (self.checked is not None and self.text.answer is Answer.UNREADABLE)
        signed = self.signatures is None or self.signatures.good or (self.checked is not None and self._on_paper)
        return self.sent is not None and text and signed

    @property
    def _on_paper(self) -> bool:
        return self.signatures is not None and not self.signatures.signatures


class Missing(Struct, frozen=True):
    """A document of a pack that is to be signed and did not come back."""

    pack: str
    document: str
    title: str


class Verified(Struct, frozen=True):
    """What came of it: a verdict for each file, what did not come back, and files that are nothing to compare.

    `profiles` are those of the regions whose files they are, by id.
    """

    moment: datetime
    files: tuple[FileVerdict, ...]
    missing: tuple[Missing, ...]
    skipped: tuple[str, ...]
    profiles: Mapping[str, Region] = field(default_factory=dict[str, Region])

    @property
    def exit_code(self) -> int:
        """0 when all is good, else 1."""
        return 0 if all(file.good for file in self.files) and not self.missing else 1


class _Came(Struct, frozen=True):
    """A file that came back; `together` is what it came in: a folder or ZIP, "" for a file by itself."""

    name: str
    data: bytes
    together: str = ""


def verify_files(asked: Asked) -> Verified:
    """The verdict on everything that came back.

    Raises:
        WholeFileError, ArchiveError: a file cannot be read at all.
        SentError, TrustError, RevocationError, ProfileError: what it is held against cannot be read. That one file
            of what was sent is not there any more is told of that file.
        VerifyingError: there is nothing to verify, or nothing to hold it against.
    """
    return _Verification(asked).verified()


class _Verification:
    """One call; reads what was sent once."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._pdfs: dict[str, PdfFile] = {}
        self._words: dict[str, WordSide] = {}

    def verified(self) -> Verified:
        came = [file for path in self._asked.files for file in _came(path)]
        documents = [file for file in came if Path(file.name).suffix.lower() in (".pdf", ".docx")]
        if not documents:
            raise VerifyingError(error("VRF004", "er is geen PDF of Word-bestand om te verifiëren"))
        if not self._candidates:
            hint = "noem met `--against` wat is verzonden: een bestand, een pakket of het ZIP-bestand"
            raise VerifyingError(error("VRF005", "er is niets gevonden dat is verzonden", None, hint))
        verdicts = tuple(self._verdict(file) for file in documents)
        skipped = tuple(file.name for file in came if file not in documents and not self._is_of_pack(file))
        missing = tuple(self._missing(documents, verdicts))
        return Verified(self._asked.moment, verdicts, missing, skipped, self._judging.profiles)

    @cached_property
    def _root(self) -> Path | None:
        try:
            return find_root(self._asked.project)
        except NoProjectError:
            return None

    @cached_property
    def _candidates(self) -> tuple[SentFile, ...]:
        return sent_files(self._root, self._asked.against)

    def _cover(self, name: str, digest: str) -> SentFile | None:
        base = name.rpartition("/")[2]
        return next((c for c in self._covers if c.sha256 == digest or c.name == base), None)

    @cached_property
    def _covers(self) -> tuple[SentFile, ...]:
        """Read only when a file is no document of any pack."""
        return sent_covers(self._root, self._asked.against)

    @cached_property
    def _checked(self) -> dict[str, Checked]:
        """The returned files that a person compared page by page, by digest."""
        found: dict[str, Checked] = {}
        if self._root is None:
            return found
        for path in sorted(self._root.glob("contracts/*/ledger/*/*.jsonl")):
            place = path.relative_to(self._root).as_posix()
            ledger, _ = read_ledger(read_whole(path).decode("utf-8", "replace"), pack_of(place), place)
            for entry in ledger.entries if ledger is not None else ():
                who = Checked(entry.by, entry.date.isoformat(), entry.pack)
                found.update({row.sha256: who for row in entry.checked})
        return found

    @cached_property
    def _judging(self) -> Judging:
        asked = self._asked
        return Judging(self._root, asked.trust, asked.qualified, asked.revocation)

    def _verdict(self, file: _Came) -> FileVerdict:
        digest = sha256_of(file.data)
        sent = match(file.data, file.name, self._candidates) or self._cover(file.name, digest)
        about = (file.name, digest, len(file.data), sent)
        if sent is None:
            text = TextVerdict(Answer.UNREADABLE, unread=("het hoort bij geen pakket dat bekend is",))
            return FileVerdict(*about, text)
        recorded = self._checked.get(digest)
        checked = recorded if recorded is not None and recorded.pack == sent.pack else None
        try:
            self._read(sent, file)
        except SentError as lost:
            unread = (*(found.message for found in lost.diagnostics), "zonder dat is het niet te vergelijken")
            unjudged = SignaturesVerdict(problems=("niet nagegaan: het verzonden bestand is er niet",))
            signatures = unjudged if sent.is_pdf and sent.signers else None
            return FileVerdict(*about, TextVerdict(Answer.UNREADABLE, unread=unread), signatures, checked)
        if not sent.is_pdf:
            return FileVerdict(*about, self._word_verdict(sent, file), None, checked)
        verdict = self._pdf_verdict(sent, file)
        signed = bool(sent.signers) or bool(verdict.signatures.signatures) or bool(verdict.signatures.open_fields)
        return FileVerdict(*about, verdict.text, verdict.signatures if signed else None, checked)

    def _read(self, sent: SentFile, file: _Came) -> None:
        """What was sent, read once.

        Raises:
            SentError: it is nowhere to be found, also not in what came back.
        """
        if sent.sha256 in self._pdfs or sent.sha256 in self._words:
            return
        begun = file.data[: sent.size]  # a file that was only signed, or not touched at all, begins with what was sent
        content = begun if sha256_of(begun) == sent.sha256 else sent.load()
        if sent.is_pdf:
            self._pdfs[sent.sha256] = PdfFile(content)
        else:
            self._words[sent.sha256] = word_side(content, sent.name, with_places=True)

    def _pdf_verdict(self, sent: SentFile, file: _Came) -> PdfVerdict:
        known = self._pdfs[sent.sha256]
        region = sent.pack.partition("/")[0]
        authorities, demand = self._judging.authorities(region), self._judging.demand(region)
        return verify_pdf(known, file.data, sent.signers, authorities, self._asked.moment, demand)

    def _word_verdict(self, sent: SentFile, file: _Came) -> TextVerdict:
        return compare_docx(self._words[sent.sha256], word_side(file.data, file.name))

    def _is_of_pack(self, file: _Came) -> bool:
        return file.name.rpartition("/")[2] in (MANIFEST, ENVELOPE)

    def _missing(self, came: Sequence[_Came], verdicts: Sequence[FileVerdict]) -> Iterator[Missing]:
        """What was to be signed and did not come with the rest of its pack; a file by itself misses nothing."""
        together = {
            verdict.sent.pack for file, verdict in zip(came, verdicts, strict=True) if file.together and verdict.sent
        }
        back = {(v.sent.pack, v.sent.document) for v in verdicts if v.sent is not None and v.sent.is_pdf}
        told: set[tuple[str, str]] = set()
        for candidate in self._candidates:
            key = (candidate.pack, candidate.document)
            if candidate.pack in together and candidate.is_pdf and candidate.sent and key not in back | told:
                told.add(key)
                yield Missing(candidate.pack, candidate.document, candidate.title)


def _came(path: Path) -> Iterator[_Came]:
    """The files in what was named, in order."""
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        if len(found) > _MOST_FILES:
            raise VerifyingError(error("VRF004", f"`{path}` heeft meer dan {_MOST_FILES} bestanden"))
        for one in found:
            if one.suffix.lower() == ".zip":
                yield from _packed(one, read_whole(one))
            else:
                yield _Came(one.relative_to(path).as_posix(), read_whole(one), str(path))
        return
    data = read_whole(path)
    if path.suffix.lower() == ".zip":
        yield from _packed(path, data)
    else:
        yield _Came(path.name, data)


def _packed(path: Path, data: bytes) -> Iterator[_Came]:
    for name, content in sorted(read_archive(data, str(path)).items()):
        yield _Came(name, content, str(path))
