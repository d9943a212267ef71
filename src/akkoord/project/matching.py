"""Which of what was sent came back as which file.

A file that came back is known by its bytes: they are what was sent, or begin with it, as they do when it was only
signed. A file that was written anew keeps its identifier, a Word file what it says of itself; last comes its name.
An annex that is the same for everybody was sent in every pack, and a document that did not change in two packs of
one provider: of which pack it came back, the files around it tell. Documents of one kind have one identifier, and
often one name: whose it is, the signature fields in it tell, or else the parties that it names most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from akkoord.project.pack_files import MANIFEST, sha256_of
from akkoord.project.sent_files import SentError, SentFile
from akkoord.readers.docx.beside import property_of
from akkoord.readers.pdf.printed import read_printed
from akkoord.readers.pdf.shape import UnreadablePdfError, identity_of, read_pdf_shape

_PACKED = re.compile(r"(?P<set>.+)_\d\d-(?P<kind>[^_]+)_v[^_]*_\d{4}-\d\d-\d\d")
"""How a document is called in a signature pack; people put words behind it."""


class Came(Struct, frozen=True):
    """A file that came back; `together` is what it came in: a folder or ZIP, "" for a file by itself."""

    name: str
    data: bytes
    together: str = ""

    @property
    def base(self) -> str:
        """Its name without the folders before it."""
        return self.name.rpartition("/")[2]


class Matching:
    """Finds what files stand for among `candidates`; `standing` tells whether one is of the pack that is out."""

    def __init__(self, candidates: Sequence[SentFile], standing: Callable[[SentFile], bool]) -> None:
        self._candidates = tuple(sorted(candidates, key=lambda one: not standing(one)))
        self._by_digest: dict[str, list[SentFile]] = {}
        for candidate in self._candidates:
            self._by_digest.setdefault(candidate.sha256, []).append(candidate)
        self._sizes = sorted({one.size for one in self._candidates if one.size > 0}, reverse=True)
        self._identities: dict[str, str] = {}

    def of(self, files: Sequence[Came]) -> tuple[tuple[SentFile | None, ...], frozenset[str]]:
        """What each file stands for, None when that cannot be said; and the manifests of the packs that came together.

        A pack came together when a file in a folder or ZIP can be of no other pack, or when its manifest is there.
        """
        options = [self._options(file) for file in files]
        named = self._named(files)
        sure = {
            (file.together, one.manifest)
            for file, found in zip(files, options, strict=True)
            for one in found
            if file.together and len({option.pack for option in found}) == 1
        }
        sure |= {(place, one) for place, found in named.items() for one in found}
        picked = tuple(_pick(file, found, sure) for file, found in zip(files, options, strict=True))
        there = {
            one.manifest
            for file, one in zip(files, picked, strict=True)
            if one and (file.together, one.manifest) in sure
        }
        return picked, frozenset(there.union(*named.values()))

    def _named(self, files: Iterable[Came]) -> dict[str, set[str]]:
        """The manifests that lie in each folder or ZIP, as far as they are of a known pack."""
        known = {one.manifest for one in self._candidates}
        found: dict[str, set[str]] = {}
        for file in files:
            if file.together and file.base == MANIFEST and (digest := sha256_of(file.data)) in known:
                found.setdefault(file.together, set()).add(digest)
        return found

    def _options(self, file: Came) -> list[SentFile]:
        suffix = Path(file.name).suffix.lower()
        every = [one for one in self._candidates if Path(one.name).suffix == suffix]
        found = self._by_bytes(file.data) or _by_packed_name(file.base, every) or self._by_itself(file, every)
        return [one for one in found if Path(one.name).suffix == suffix]

    def _by_bytes(self, data: bytes) -> list[SentFile]:
        for size in self._sizes:
            if size <= len(data) and (found := self._by_digest.get(sha256_of(data[:size]))):
                return found
        return self._by_digest.get(sha256_of(data), [])

    def _by_itself(self, file: Came, candidates: list[SentFile]) -> list[SentFile]:
        """By what a file says of itself: a Word file by its pack, a PDF by its identifier; or else by its name."""
        if file.data.startswith(b"PK"):
            said = property_of(file.data, "akkoord.pack"), property_of(file.data, "akkoord.document")
            return [one for one in candidates if (one.pack, one.document) == said] or _by_name(file.base, candidates)
        own = _Own.of(file.data)
        ranked = sorted(candidates, key=own.strangeness)
        if own.identity:
            near = [one for one in ranked if own.strangeness(one) < (0, 0)] or ranked
            found = next((one for one in near if self._identity_of(one) == own.identity), None)
            if found is not None:
                return self._by_digest[found.sha256]
        return _by_name(file.base, ranked) or _nearest(_called(file.base, ranked), own)

    def _identity_of(self, candidate: SentFile) -> str:
        if candidate.sha256 not in self._identities:
            try:
                self._identities[candidate.sha256] = identity_of(candidate.load())
            except SentError:
                self._identities[candidate.sha256] = ""
        return self._identities[candidate.sha256]


class _Own(Struct, frozen=True):
    """What a PDF says of itself: its identifier, the names of its signature fields, and its words without blanks."""

    identity: str
    fields: frozenset[str]
    words: str

    @classmethod
    def of(cls, data: bytes) -> _Own:
        try:
            shape = read_pdf_shape(data)
        except UnreadablePdfError:
            return cls("", frozenset(), "")
        fields = frozenset(one.field for page in shape.pages for one in page.annotations if one.field)
        lines = (line.text for page in read_printed(data).pages for line in page.lines)
        return cls(shape.identity, fields, _bare("".join(lines)))

    def strangeness(self, candidate: SentFile) -> tuple[int, int]:
        """How little a file has of a candidate; (0, 0) is nothing at all."""
        known = sum(row.field in self.fields for row in candidate.signers if row.field)
        return -known, -sum(self.words.count(_bare(party)) for party in candidate.parties)


def _pick(file: Came, found: Sequence[SentFile], sure: set[tuple[str, str]]) -> SentFile | None:
    """The one of `found` that came back; they are in order of how likely that is when nothing else tells."""
    own = _packed_set(file.base)
    order = sorted(found, key=lambda one: (_set_of(one) != own, (file.together, one.manifest) not in sure))
    return order[0] if order else None


def _bare(words: str) -> str:
    return "".join(words.split()).casefold()


def _set_of(candidate: SentFile) -> str:
    return candidate.pack.replace("/", "-").casefold()


def _packed_set(name: str) -> str:
    packed = _PACKED.match(name)
    return packed["set"].casefold() if packed is not None else ""


def _by_packed_name(name: str, candidates: list[SentFile]) -> list[SentFile]:
    """By the name that it had in the signature pack, with what people add to it."""
    packed = _PACKED.match(name)
    if packed is None:
        return []
    own, kind = packed["set"].casefold(), packed["kind"].casefold()
    return [one for one in candidates if _set_of(one) == own and one.document.casefold() == kind]


def _called(name: str, candidates: list[SentFile]) -> list[SentFile]:
    """Those that are called so, or of whose name this is the beginning."""
    wanted = Path(name).stem.casefold()
    exact = [one for one in candidates if Path(one.name).stem.casefold() == wanted]
    return exact or [one for one in candidates if wanted.startswith(Path(one.name).stem.casefold())]


def _by_name(name: str, candidates: list[SentFile]) -> list[SentFile]:
    """By its name; only when no other document has that name, or when there is but one."""
    for found in (_called(name, candidates), candidates):
        if len({(one.pack, one.document) for one in found}) == 1 or len({one.sha256 for one in found}) == 1:
            return found
    return []


def _nearest(found: list[SentFile], own: _Own) -> list[SentFile]:
    """Of documents of one name in several packs those of the pack that the words speak of; none when that is open."""
    if not found or own.strangeness(found[0]) == (0, 0):
        return []
    best = [one for one in found if own.strangeness(one) == own.strangeness(found[0])]
    return best if len({(one.pack, one.document) for one in best}) == 1 else []
