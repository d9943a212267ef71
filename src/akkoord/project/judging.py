"""By what signatures are judged: certificates and lists on disk, and what the profile of the region asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from akkoord.project.region_profile import region_profile
from akkoord.project.whole_file import read_whole
from akkoord.signing.returned import Demand
from akkoord.signing.signatures.revocation import REVOCATION_FILES, revocation_data
from akkoord.signing.signatures.trust import Authorities, trusted
from akkoord.spec import Region

TRUST = "trust"
QUALIFIED = "qualified"
_CERTIFICATES = (".pem", ".crt", ".cer", ".der")


class Judging:
    """Reads what is asked for once for each region; `root` is the project, None when there is none.

    `trust`, `qualified` and `revocation` are files and folders that come in the place of those of the region:
    `contracts/<region>/trust/` with certificates and lists, and `qualified/` in it.
    """

    def __init__(
        self, root: Path | None, trust: Iterable[Path], qualified: Iterable[Path], revocation: Iterable[Path]
    ) -> None:
        self._root = root
        self._given = (tuple(trust), tuple(qualified), tuple(revocation))
        self._known: dict[str, Authorities] = {}
        self._demands: dict[str, Demand] = {}
        self.profiles: dict[str, Region] = {}

    def authorities(self, region: str) -> Authorities:
        """Whom to trust for a region, and what was withdrawn.

        Raises:
            WholeFileError, TrustError, RevocationError: a file cannot be read.
        """
        if region not in self._known:
            own = self._root / "contracts" / region / TRUST if self._root is not None else None
            folders = (own, own / QUALIFIED if own is not None else None, own)
            kinds = (_CERTIFICATES, _CERTIFICATES, REVOCATION_FILES)
            roots, qualified, revocation = (
                _contents(given or ((folder,) if folder is not None else ()), kind)
                for given, folder, kind in zip(self._given, folders, kinds, strict=True)
            )
            self._known[region] = Authorities(trusted(roots), trusted(qualified), revocation_data(revocation))
        return self._known[region]

    def demand(self, region: str) -> Demand:
        """What the profile of a region asks of signatures; where there is no profile, what it asks by default.

        Raises:
            ProfileError: it cannot be read.
        """
        if region not in self._demands:
            profile = region_profile(self._root, region) if self._root is not None else None
            if profile is not None:
                self.profiles[region] = profile
            self._demands[region] = Demand.of(profile.signing) if profile is not None else Demand()
        return self._demands[region]


def _contents(paths: Iterable[Path], endings: tuple[str, ...]) -> dict[str, bytes]:
    return {str(file): read_whole(file) for path in paths for file in _files(path, endings)}


def _files(path: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """The files of a folder with such a name, or the file itself; a file that is not there is not passed by."""
    if path.is_dir():
        yield from sorted(p for p in path.iterdir() if p.suffix.lower() in endings)
    elif path.exists() or path.suffix:
        yield path
