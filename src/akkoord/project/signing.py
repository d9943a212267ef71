"""Signing a file on disk: read, signed, looked at again, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, error, note
from akkoord.project import shipped
from akkoord.project.region_profile import only_region, region_profile
from akkoord.project.sources import NoProjectError, find_root
from akkoord.project.whole_file import read_whole, refuse_input_as_output, write_lasting
from akkoord.records import Manifest, SignerRow, manifest_from_json
from akkoord.signing.signatures.fields import Place, open_pdf, places
from akkoord.signing.signatures.keys import Key, open_key
from akkoord.signing.signatures.signature import Request, SigningRefusedError, place_to_sign, signed_pdf
from akkoord.spec import PadesLevel, Region
from akkoord.typesetting.stamp import stamp_pdf

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

MANIFEST = "manifest.json"


class SigningPlaceError(AkkoordError):
    """A file that must not be signed where it stands (SGN018), or a manifest that cannot be read (SGN019)."""


class SealError(AkkoordError):
    """A seal that is not that of the region (SGN024), or of which nobody can tell (SGN023)."""


class Signed(Struct, frozen=True):
    """What was done: who signed, in which field, which file was written, and what is worth knowing."""

    file: str
    output: str
    field: str
    signer: str
    serial: str
    level: str
    moment: str
    diagnostics: tuple[Diagnostic, ...]


def sign_file(
    file: Path,
    key_file: Path,
    passphrase: str,
    request: Request,
    output: Path | None = None,
    manifest: Path | None = None,
    timestamper: TimeStamper | None = None,
    project: Path = Path(),
) -> Signed:
    """Put a signature into `file`; the outcome goes to `output`, or takes the place of `file` when that is None.

    `manifest` is that of the pack, for the order of signing; without it, the one beside `file`. `project` has the
    profile that says which seal the region has, and what it asks of a signature.

    Raises:
        WholeFileError: a file cannot be read or written, or `output` is the key.
        KeyFileError, SigningRefusedError, StampError: what the rooms below refuse; nothing is written then.
        SigningPlaceError: `file` is what a build made, and would be lost there with the next.
        SealError: a seal is asked for with a key that is not that of the region.
    """
    target = output or file
    refuse_input_as_output(target, key_file)
    pack = _manifest(manifest or file.parent / MANIFEST, required=manifest is not None)
    if pack is not None and _is_of(pack, target):
        message = f"`{target}` is van het pakket zelf: een volgende bouw zou de handtekening weghalen"
        raise SigningPlaceError(error("SGN018", message, None, "schrijf met `-o` naar een andere map"))
    data = read_whole(file)
    key = open_key(read_whole(key_file), passphrase, str(key_file))
    signers = _signers(pack, data)
    place = place_to_sign(data, request, signers, str(file))
    certificate = key.signer.signing_cert
    assert certificate is not None  # noqa: S101  a key that opened has one
    timed = bool(timestamper or request.timestamp_address)
    profile = _profile(project, pack)
    if request.certify:
        _check_seal(certificate.sha256.hex(), profile, file)
    _check_level(profile, timed=timed)
    made = signed_pdf(data, key, request, place, _stamp(key, request, place), timestamper)
    write_lasting(target, made)
    return Signed(
        str(file), str(target), place.name, key.name, f"{certificate.serial_number:X}", "B-T" if timed else "B-B",
        f"{request.moment:%Y-%m-%dT%H:%M:%SZ}", tuple(_remarks(signers, request, profile, timed=timed)),
    )  # fmt: skip


def _stamp(key: Key, request: Request, place: Place) -> bytes:
    """What is seen of the signature; nothing of a seal."""
    if request.certify:
        return b""
    left, bottom, right, top = place.rectangle
    lines = ("Digitaal ondertekend door", key.name, f"{request.moment:%d-%m-%Y %H:%M} UTC")
    return stamp_pdf(lines, right - left, top - bottom, shipped.folder("templates") / "fonts")


def _profile(project: Path, pack: Manifest | None) -> Region | None:
    """The profile of the region whose file it is, None when nobody can tell: a signatory need not have the project."""
    try:
        root = find_root(project)
    except NoProjectError:
        return None
    return region_profile(root, pack.region if pack is not None else only_region(root))


def _check_seal(sha256: str, profile: Region | None, file: Path) -> None:
    """Nothing, when the certificate is that of the seal of the region."""
    if profile is None:
        message = f"niet na te gaan is van welke regio `{file}` is, en dus ook niet of dit haar zegel is"
        hint = "noem het manifest van het pakket met `--manifest`, en het project met `--project`"
        raise SealError(error("SGN023", message, None, hint))
    place = f"`contracts/{profile.id}/region.yaml`"
    seal = profile.signing.seal
    if seal is None:
        message = f"de regio {profile.name} heeft geen zegel: {place} heeft geen `signing.seal`"
        hint = f"vul `holder` en `certificates` in; de SHA-256-waarde van dit certificaat is `{sha256}`"
        raise SealError(error("SGN023", message, None, hint))
    if sha256 not in seal.certificates:
        message = f"dit is niet het zegel van {seal.holder}: het certificaat `{sha256}` staat niet in {place}"
        expected = ", ".join(f"`{one}`" for one in seal.certificates)
        raise SealError(error("SGN024", message, None, f"verwacht een van: {expected}"))


def _check_level(profile: Region | None, *, timed: bool) -> None:
    """Nothing, unless the region would not take the signature: it asks for a time that somebody else vouches for."""
    if profile is not None and profile.signing.pades is not PadesLevel.B_B and not timed:
        message = f"de regio vraagt PAdES {profile.signing.pades.value}; zonder tijdstempel is een handtekening B-B"
        raise SigningRefusedError(error("SGN026", message, None, "noem een tijdstempeldienst met `--timestamp`"))


def _remarks(
    signers: tuple[SignerRow, ...], request: Request, profile: Region | None, *, timed: bool
) -> Iterable[Diagnostic]:
    if not request.certify and not any(row.field == request.field for row in signers):
        hint = "noem het manifest van het pakket met `--manifest`"
        yield note("SGN021", "de volgorde van ondertekenen is niet nagegaan: er is geen manifest bij", None, hint)
    if not timed:
        message = (
            "zonder tijdstempel (B-B): als het certificaat verloopt, is het moment van tekenen niet meer te bewijzen"
        )
        yield note("SGN022", message, None, "noem een tijdstempeldienst met `--timestamp`")
    if profile is not None and profile.signing.pades in (PadesLevel.B_LT, PadesLevel.B_LTA):
        asked = profile.signing.pades.value
        hint = "vul haar aan met een programma dat gegevens over intrekking toevoegt"
        yield note("SGN027", f"de regio vraagt PAdES {asked}; deze handtekening is B-T", None, hint)


def _manifest(path: Path, *, required: bool) -> Manifest | None:
    if not required and not path.is_file():
        return None
    try:
        return manifest_from_json(read_whole(path))
    except (ValueError, RecursionError) as problem:
        raise SigningPlaceError(error("SGN019", f"`{path}` is geen manifest dat te lezen is")) from problem


def _is_of(pack: Manifest, target: Path) -> bool:
    """Whether a build wrote `target`: it stands beside the manifest, under the name that it has there."""
    names = {row.file for document in pack.documents for row in document.files}
    return target.name in names and (target.parent / MANIFEST).is_file()


def _signers(pack: Manifest | None, data: bytes) -> tuple[SignerRow, ...]:
    """Who signs this file: the signers of the document whose fields it has."""
    if pack is None:
        return ()
    try:
        fields = {place.name for place in places(open_pdf(data))}
    except ValueError:
        return ()
    for document in pack.documents:
        if document.signers and {row.field for row in document.signers} <= fields:
            return document.signers
    return ()
