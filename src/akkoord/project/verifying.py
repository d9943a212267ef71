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
from akkoord.project.matching import Came, Matching
from akkoord.project.pack_files import MANIFEST, sha256_of
from akkoord.project.recorded import Checked, RecordedPacks
from akkoord.project.sent_files import SentError, SentFile, sent_covers, sent_files
from akkoord.project.signature_zip import ENVELOPE
from akkoord.project.sources import NoProjectError, find_root
from akkoord.project.whole_file import read_whole
from akkoord.project.word_sides import word_side
from akkoord.records import Ledger
from akkoord.signing.comparison.docx import WordSide, compare_docx
from akkoord.signing.comparison.pdf import PdfFile
from akkoord.signing.comparison.services import evidence_words
from akkoord.signing.comparison.verdict import Answer, TextVerdict
from akkoord.signing.returned import PdfVerdict, SignaturesVerdict, verify_pdf
from akkoord.spec import Region

_MOST_FILES = 2000


class VerifyingError(AkkoordError):
    """There is nothing to verify, or nothing to hold it against (VRF004, VRF005)."""


class Asked(Struct, frozen=True):
    """What to verify, with what (`against`; nothing: the project), and at which moment.

    Whom to trust (`trust`, `qualified` for those that give out qualified certificates) and what was withdrawn
    (`revocation`) are files and folders; without them, those of the region. `ledger` stands in the place of the one
    on disk: a record that is still to be written is judged with what it says.
    """

    project: Path
    files: tuple[Path, ...]
    moment: datetime
    against: tuple[Path, ...] = ()
    trust: tuple[Path, ...] = ()
    qualified: tuple[Path, ...] = ()
    revocation: tuple[Path, ...] = ()
    ledger: Ledger | None = None


class FileVerdict(Struct, frozen=True):
    """Both answers on one file. `sent` is what it stands for, None when that is not known.

    `signatures` is None for what is not signed: a Word file, or a text that nobody was asked to sign. `outdated` is why
    it is not of what is out now ("" when it is), as a Dutch sentence.
    """

    name: str
    sha256: str
    size: int
    sent: SentFile | None
    text: TextVerdict
    signatures: SignaturesVerdict | None = None
    checked: Checked | None = None
    outdated: str = ""

    @property
    def good(self) -> bool:
        """Whether it is what was sent and signed by whom it should be."""
        compared = self.checked is not None and self.text.answer is Answer.UNREADABLE
        text = self.text.good or compared
        signed = self.signatures is None or self.signatures.good or (compared and self._on_paper)
        return self.sent is not None and text and signed and not self.outdated

    @property
    def _on_paper(self) -> bool:
        return self.signatures is not None and not self.signatures.signatures


class Missing(Struct, frozen=True):
    """A document of a pack that is to be signed and did not come back."""

    pack: str
    document: str
    title: str


class Evidence(Struct, frozen=True):
    """A file that a signing service gives with what was signed, and how it begins."""

    name: str
    words: str


class Verified(Struct, frozen=True):
    """What came of it: a verdict for each file, what did not come back, and files that are nothing to compare.

    `evidence` is what a signing service gave by itself. `profiles` are those of the regions whose files they are.
    """

    moment: datetime
    files: tuple[FileVerdict, ...]
    missing: tuple[Missing, ...]
    skipped: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    profiles: Mapping[str, Region] = field(default_factory=dict[str, Region])

    @property
    def exit_code(self) -> int:
        """0 when all is good, else 1."""
        return 0 if all(file.good for file in self.files) and not self.missing else 1


def verify_files(asked: Asked) -> Verified:
    """The verdict on everything that came back.

    Raises:
        WholeFileError, ArchiveError: a file cannot be read at all.
        SentError, TrustError, RevocationError, ProfileError: what it is held against cannot be read. That one file
            of what was sent is not there any more is told of that file.
        VerifyingError: there is nothing to verify, or nothing to hold it against.
    """
    return verify_came(asked, [file for path in asked.files for file in came_from(path)])


def verify_came(asked: Asked, came: Sequence[Came]) -> Verified:
    """The verdict on these; `asked.files` is not looked at. Raises as `verify_files`."""
    return _Verification(asked).verified(came)


class _Verification:
    """One call; reads what was sent once."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._pdfs: dict[str, PdfFile] = {}
        self._words: dict[str, WordSide] = {}

    def verified(self, came: Sequence[Came]) -> Verified:
        documents = [file for file in came if Path(file.name).suffix.lower() in (".pdf", ".docx")]
        if not documents:
            raise VerifyingError(error("VRF004", "er is geen PDF of Word-bestand om te verifiëren"))
        if not self._candidates:
            hint = "noem met `--against` wat is verzonden: een bestand, een pakket of het ZIP-bestand"
            raise VerifyingError(error("VRF005", "er is niets gevonden dat is verzonden", None, hint))
        picked, together = Matching(self._candidates, self._recorded.counts).of(came)
        found = dict(zip(came, picked, strict=True))
        verdicts: list[FileVerdict] = []
        evidence: list[Evidence] = []
        for file in documents:
            sent = self._sent(file, found[file])
            words = evidence_words(file.data) if sent is None and file.name.lower().endswith(".pdf") else ""
            if words:
                evidence.append(Evidence(file.name, words))
            else:
                verdicts.append(self._verdict(file, sent))
        if not verdicts:
            message = "er is niets om te verifiëren: dit is alleen het bewijs van een ondertekendienst"
            raise VerifyingError(error("VRF004", message, None, "noem ook de stukken die zijn ondertekend"))
        skipped = tuple(file.name for file in came if file not in documents and file.base not in (MANIFEST, ENVELOPE))
        missing = tuple(self._missing(together, verdicts))
        return Verified(self._asked.moment, tuple(verdicts), missing, skipped, tuple(evidence), self._judging.profiles)

    @cached_property
    def _root(self) -> Path | None:
        try:
            return find_root(self._asked.project)
        except NoProjectError:
            return None

    @cached_property
    def _candidates(self) -> tuple[SentFile, ...]:
        return sent_files(self._root, self._asked.against)

    @cached_property
    def _covers(self) -> tuple[SentFile, ...]:
        """Read only when a file is no document of any pack."""
        return sent_covers(self._root, self._asked.against)

    @cached_property
    def _recorded(self) -> RecordedPacks:
        return RecordedPacks(self._root, self._asked.ledger)

    @cached_property
    def _judging(self) -> Judging:
        asked = self._asked
        return Judging(self._root, asked.trust, asked.qualified, asked.revocation)

    def _sent(self, file: Came, matched: SentFile | None) -> SentFile | None:
        """What a file stands for: what it was found to be, a cover sheet, or what a person recorded that it is."""
        if matched is not None:
            return matched
        digest = sha256_of(file.data)
        cover = next((c for c in self._covers if c.sha256 == digest or c.name == file.base), None)
        return cover or self._as_recorded(digest)

    def _as_recorded(self, digest: str) -> SentFile | None:
        """The document that a person recorded that a file without a name of ours stands for."""
        entry, checked = self._recorded.returned(digest), self._recorded.checked(digest)
        if entry is None or checked is None:
            return None
        of_pack = [c for c in self._candidates if c.is_pdf and c.sent and c.manifest == entry.manifest_sha256]
        named = [c for c in of_pack if c.document in checked.documents]
        return named[0] if named else of_pack[0] if len(of_pack) == 1 else None

    def _verdict(self, file: Came, sent: SentFile | None) -> FileVerdict:
        digest = sha256_of(file.data)
        about = (file.name, digest, len(file.data), sent)
        if sent is None:
            text = TextVerdict(Answer.UNREADABLE, unread=(self._unknown(digest),))
            return FileVerdict(*about, text)
        recorded = self._recorded.checked(digest)
        checked = recorded if recorded is not None and recorded.pack == sent.pack else None
        outdated = self._recorded.outdated(sent)
        try:
            self._read(sent, file)
        except SentError as lost:
            unread = (*(found.message for found in lost.diagnostics), "zonder dat is het niet te vergelijken")
            unjudged = SignaturesVerdict(problems=("niet nagegaan: het verzonden bestand is er niet",))
            signatures = unjudged if sent.is_pdf and sent.signers else None
            return FileVerdict(*about, TextVerdict(Answer.UNREADABLE, unread=unread), signatures, checked, outdated)
        if not sent.is_pdf:
            return FileVerdict(*about, self._word_verdict(sent, file), None, checked, outdated)
        verdict = self._pdf_verdict(sent, file)
        signed = bool(sent.signers) or bool(verdict.signatures.signatures) or bool(verdict.signatures.open_fields)
        return FileVerdict(*about, verdict.text, verdict.signatures if signed else None, checked, outdated)

    def _unknown(self, digest: str) -> str:
        entry = self._recorded.returned(digest)
        if entry is None:
            return "het hoort bij geen pakket dat bekend is"
        return (
            f"het kwam terug bij pakket {entry.number} van {entry.pack}, maar welk stuk het is, blijkt niet; leg dat "
            "vast met `record … --checked BESTAND=SOORT`"
        )

    def _read(self, sent: SentFile, file: Came) -> None:
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

    def _pdf_verdict(self, sent: SentFile, file: Came) -> PdfVerdict:
        known = self._pdfs[sent.sha256]
        region = sent.pack.partition("/")[0]
        authorities, demand = self._judging.authorities(region), self._judging.demand(region)
        return verify_pdf(known, file.data, sent.signers, authorities, self._asked.moment, demand)

    def _word_verdict(self, sent: SentFile, file: Came) -> TextVerdict:
        return compare_docx(self._words[sent.sha256], word_side(file.data, file.name))

    def _missing(self, together: frozenset[str], verdicts: Sequence[FileVerdict]) -> Iterator[Missing]:
        """What was to be signed and did not come with the rest of its pack; a file by itself misses nothing."""
        back = {(v.sent.manifest, v.sent.document) for v in verdicts if v.sent is not None and v.sent.is_pdf}
        for verdict in verdicts:
            if verdict.checked is not None and verdict.sent is not None:
                back.update((verdict.sent.manifest, document) for document in verdict.checked.documents)
        told: set[tuple[str, str]] = set()
        for candidate in self._candidates:
            key = (candidate.manifest, candidate.document)
            wanted = candidate.manifest in together and candidate.is_pdf and candidate.sent
            if wanted and key not in back | told and self._recorded.counts(candidate):
                told.add(key)
                yield Missing(candidate.pack, candidate.document, candidate.title)


def came_from(path: Path) -> Iterator[Came]:
    """The files in what was named, in order.

    Raises:
        WholeFileError, ArchiveError: it cannot be read.
        VerifyingError: there are too many.
    """
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        if len(found) > _MOST_FILES:
            raise VerifyingError(error("VRF004", f"`{path}` heeft meer dan {_MOST_FILES} bestanden"))
        for one in found:
            if one.suffix.lower() == ".zip":
                yield from _packed(one, read_whole(one))
            else:
                yield Came(one.relative_to(path).as_posix(), read_whole(one), str(path))
        return
    data = read_whole(path)
    if path.suffix.lower() == ".zip":
        yield from _packed(path, data)
    else:
        yield Came(path.name, data)


def _packed(path: Path, data: bytes) -> Iterator[Came]:
    for name, content in sorted(read_archive(data, str(path)).items()):
        yield Came(name, content, str(path))
