"""What was sent: in the archive, in the output, or where the user points."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from akkoord.diagnostics import AkkoordError, Placed, error
from akkoord.ooxml import read_archive
from akkoord.project.archive import ARCHIVE
from akkoord.project.pack_files import MANIFEST, sha256_of
from akkoord.project.signature_zip import ENVELOPE
from akkoord.project.whole_file import read_whole
from akkoord.records import FileRow, Manifest, SignerRow, manifest_from_json

OUTPUT = "output"
_KINDS = (".pdf", ".docx")


class SentError(AkkoordError):
    """What was sent cannot be found or read (VRF001 to VRF003)."""


class SentFile(Placed, frozen=True, dict=True):
    """A file that was sent, with the signers of its document.

    `pack` is its path in the output, or what the user pointed at; `sent` is whether it is to come back signed;
    `origin` says where it was found. `manifest` is the digest of the manifest that names it and `number` that of its
    pack, "" and 0 where there is none; `parties` are those that sign anything of the pack.
    """

    ASIDE = frozenset({"load"})

    pack: str
    document: str
    title: str
    version: str
    name: str
    sha256: str
    size: int
    signers: tuple[SignerRow, ...]
    sent: bool
    origin: str
    load: Callable[[], bytes]
    manifest: str = ""
    number: int = 0
    parties: tuple[str, ...] = ()

    @property
    def is_pdf(self) -> bool:
        """Whether it is the file that is signed."""
        return self.name.endswith(".pdf")


def sent_files(root: Path | None, against: Iterable[Path]) -> tuple[SentFile, ...]:
    """Everything that can have come back: of `against` when that names anything, else of the project.

    What the archive holds comes first: that is what was really sent.

    Raises:
        SentError: a path of `against` holds nothing that was sent.
    """
    named = tuple(file for path in against for file in _named(path))
    if named or root is None:
        return named
    found: dict[tuple[str, str], SentFile] = {}  # a pack that was sent often stands in the output as well
    places = [*sorted((root / ARCHIVE).glob(f"*/*/{MANIFEST}")), *sorted((root / OUTPUT).glob(f"*/*/*/{MANIFEST}"))]
    for place in places:
        content = place.read_bytes()
        manifest = _manifest(content)
        if manifest is not None:
            origin = ARCHIVE if ARCHIVE in place.relative_to(root).parts[:1] else OUTPUT
            pack = root / OUTPUT / manifest.region / manifest.edition / manifest.pack
            for file in _of_manifest(manifest, sha256_of(content), _Folder(place.parent, pack), origin):
                found.setdefault((file.manifest, file.name), file)
    return tuple(found.values())


def sent_covers(root: Path | None, against: Iterable[Path]) -> tuple[SentFile, ...]:
    """The cover sheets of the signature packs that `sent_files` knows: no document, and nobody signs them."""
    named = tuple(path for path in against if path.suffix.lower() == ".zip" or path.is_dir())
    if not named and root is not None:
        named = (*(root / ARCHIVE).glob("*/*"), *(root / OUTPUT).glob("*/*/*"))
    packets = [packet for path in named for packet in ([path] if path.is_file() else path.glob("*.zip"))]
    return tuple(cover for packet in sorted(packets) if packet.suffix == ".zip" for cover in _cover(packet))


def _cover(packet: Path) -> Iterator[SentFile]:
    contents = read_archive(read_whole(packet), str(packet))
    manifest = _manifest(contents.get(MANIFEST, b""))
    try:
        cover = json.loads(contents.get(ENVELOPE, b""))["cover"]
        name, title, version = str(cover["file"]), str(cover["title"]), str(cover["version"])
        data = contents[name]
    except (ValueError, KeyError, TypeError, RecursionError):
        return  # a packet of before there were covers, or no packet of ours
    pack = str(packet) if manifest is None else f"{manifest.region}/{manifest.edition}/{manifest.pack}"
    number = manifest.number if manifest is not None else 0
    digest = sha256_of(data)
    yield SentFile(
        pack, "voorblad", title, version, name, digest, len(data), (), False, str(packet), lambda: data,
        sha256_of(contents.get(MANIFEST, b"")), number,
    )  # fmt: skip


# --- where it stands -----------------------------------------------------------------------


class _Folder:
    """The files of a folder and of the ZIPs in it, by digest.

    What is not there is looked for in `other`: an archive of before it held the texts has what went out to be signed,
    and the Word file of it stands in the output as long as that is not made anew.
    """

    def __init__(self, folder: Path, other: Path | None = None) -> None:
        self._folder, self._other = folder, other
        self._packed: dict[str, bytes] | None = None

    def load(self, row: FileRow) -> bytes:
        for folder in (self._folder, self._other):
            path = folder / row.file if folder is not None else None
            if path is not None and path.is_file():
                content = read_whole(path)
                if sha256_of(content) == row.sha256:
                    return content
        content = self._unpacked().get(row.sha256)
        if content is None:
            message = f"`{row.file}` zoals het is verzonden, staat niet meer bij zijn manifest in `{self._folder}`"
            raise SentError(error("VRF003", message, None, "bouw het opnieuw, of haal het terug uit een reservekopie"))
        return content

    def _unpacked(self) -> dict[str, bytes]:
        if self._packed is None:
            self._packed = {}
            for path in sorted(self._folder.glob("*.zip")):
                contents = read_archive(read_whole(path), str(path))
                self._packed.update({sha256_of(content): content for content in contents.values()})
        return self._packed


class _Packed:
    """The files of one ZIP, by digest."""

    def __init__(self, contents: Iterable[bytes]) -> None:
        self._contents = {sha256_of(content): content for content in contents}

    def load(self, row: FileRow) -> bytes:
        if row.sha256 not in self._contents:
            raise SentError(error("VRF003", f"`{row.file}` van het manifest zit niet in het ZIP-bestand"))
        return self._contents[row.sha256]


def _named(path: Path) -> Iterator[SentFile]:
    if path.is_dir():
        content = read_whole(path / MANIFEST) if (path / MANIFEST).is_file() else b""
        manifest = _manifest(content)
        if manifest is None:
            raise SentError(error("VRF002", f"in `{path}` staat geen manifest van een pakket"))
        yield from _of_manifest(manifest, sha256_of(content), _Folder(path), str(path))
        return
    data = read_whole(path)
    suffix = path.suffix.lower()
    if suffix == ".zip":
        contents = read_archive(data, str(path))
        inside = next((c for name, c in contents.items() if name.rpartition("/")[2] == MANIFEST), b"")
        manifest = _manifest(inside)
        if manifest is None:
            raise SentError(error("VRF002", f"in `{path}` zit geen manifest van een pakket"))
        yield from _of_manifest(manifest, sha256_of(inside), _Packed(contents.values()), str(path))
    elif suffix in _KINDS:
        signers = _signers_beside(path, data)
        yield SentFile(
            str(path), path.stem, path.stem, "", path.name, sha256_of(data), len(data), signers, True, "", lambda: data
        )
    else:
        message = f"`{path}` is geen PDF, Word-bestand, pakket of ZIP; daarmee is niet te vergelijken"
        raise SentError(error("VRF002", message))


def _signers_beside(path: Path, data: bytes) -> tuple[SignerRow, ...]:
    manifest = path.parent / MANIFEST
    known = _manifest(read_whole(manifest)) if manifest.is_file() else None
    digest = sha256_of(data)
    rows = known.documents if known is not None else ()
    return next((row.signers for row in rows if any(file.sha256 == digest for file in row.files)), ())


def _of_manifest(manifest: Manifest, digest: str, place: _Folder | _Packed, origin: str) -> Iterator[SentFile]:
    pack = f"{manifest.region}/{manifest.edition}/{manifest.pack}"
    parties = tuple(dict.fromkeys(signer.party for row in manifest.documents for signer in row.signers))
    for row in manifest.documents:
        for file in row.files:
            if Path(file.file).suffix in _KINDS:
                yield SentFile(
                    pack, row.kind, row.title, row.version, file.file, file.sha256, file.size,
                    row.signers, row.sent and bool(row.signers), origin, lambda row=file: place.load(row),
                    digest, manifest.number, parties,
                )  # fmt: skip


def _manifest(data: bytes) -> Manifest | None:
    try:
        return manifest_from_json(data)
    except (ValueError, RecursionError):
        return None
