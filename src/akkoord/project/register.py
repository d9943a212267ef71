"""Providers and initiatives from a register (XLSX or CSV) into the YAML of a region, and back."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import cast

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, did_you_mean, error, has_errors, in_order
from akkoord.project.file_set import recover_file_sets, replace_files
from akkoord.project.layout import RegionFiles, layout_of
from akkoord.project.refusals import why
from akkoord.project.run_lock import run_lock
from akkoord.project.sources import Sources, find_root, list_sources
from akkoord.readers.sheets import Sheet, read_csv, read_workbook
from akkoord.readers.yaml import YamlValue, read_yaml
from akkoord.spec import read_region
from akkoord.spec.register import (
    INITIATIVES,
    PROVIDERS,
    RATES,
    Choices,
    Schema,
    apply_register,
    check_region_texts,
    flat_table,
    read_register,
    register_tables,
)
from akkoord.writers.sheets import write_csv, write_workbook

MAX_BYTES = 8 * 1024 * 1024
"""A register is filled in by people; what is larger than this is something else."""

_SCHEMAS = ("region", "provider", "initiatives", "rates", "document", "pack")


class RegisterError(AkkoordError):
    """The register, or the region it is for, cannot be used at all."""


class Change(StrEnum):
    """What an import makes of a file."""

    NEW = "new"
    CHANGED = "changed"


class ChangedFile(Struct, frozen=True):
    """A file of the region and what becomes of it; `diff` shows the lines."""

    path: str
    change: Change
    diff: str


class Import(Struct, frozen=True):
    """What an import did, or would do when `written` is False; `read` counts the records of the register."""

    region: str
    read: int
    files: tuple[ChangedFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    written: bool

    @property
    def exit_code(self) -> int:
        """0 fine, 1 findings that fail."""
        return int(has_errors(self.diagnostics))


def import_register(folder: Path, register: Path, region: str, *, dry_run: bool) -> Import:
    """Lay a register over the YAML of a region; nothing is written when anything is wrong.

    `region` "" takes the only one there is.

    Raises:
        AkkoordError: there is no project or region, or the region cannot be written.
    """
    root = find_root(folder)
    with run_lock(root / "output", wait=True, waiting=lambda _who: None):
        recover_file_sets(root)
        place = _Place.of(root, region)
        sheets, found = _sheets(register)
        if has_errors(found):
            return Import(place.region, 0, (), found, written=False)
        read, findings = read_register(sheets, place.schemas)
        found = (*found, *findings)
        count = sum(len(entries) for entries in read.entries.values())
        if has_errors(found):
            return Import(place.region, count, (), in_order(found), written=False)
        changed, findings = apply_register(place.folder, place.texts, read, place.schemas)
        found = in_order((*found, *findings))
        stopped = has_errors(found)
        files = () if stopped else tuple(_changed(path, place.texts, changed[path]) for path in sorted(changed))
        if files and not dry_run:
            replace_files(
                root / place.folder,
                {f.path.removeprefix(f"{place.folder}/"): place.encoded(f.path, changed[f.path]) for f in files},
            )
        return Import(place.region, count, files, found, written=not (dry_run or stopped))


def export_register(folder: Path, file: Path | None, region: str, *, force: bool) -> tuple[Path, ...]:
    """Write the register of a region: all of it as XLSX, or as CSV with initiatives and rates in files beside it.

    `file` None writes `register-<region>.xlsx` in the folder one is in. Gives what was written.

    Raises:
        AkkoordError: there is no such region, its YAML has faults, or the file is there already.
    """
    place = _Place.of(find_root(folder), region)
    findings = check_region_texts(place.folder, place.texts, place.schemas)
    if has_errors(findings):
        raise RegisterError(*(found for found in findings if found.severity == "error"))
    contents = place.tables(file or Path(f"register-{place.region}.xlsx"))
    for target in contents:
        if target.exists() and not force:
            message = f"`{target.name}` bestaat al; er is niets geschreven"
            raise RegisterError(error("REG020", message, None, "noem een ander bestand, of gebruik `--force`"))
    for target, content in contents.items():
        _write(target, content)
    return tuple(contents)


def _sheets(file: Path) -> tuple[tuple[Sheet, ...], tuple[Diagnostic, ...]]:
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as problem:
        reason = "het bestand is er niet" if isinstance(problem, FileNotFoundError) else why(problem)
        raise RegisterError(error("REG021", f"`{file.name or file}` kan niet worden gelezen: {reason}")) from problem
    if len(data) > MAX_BYTES:
        raise RegisterError(error("REG021", f"`{file.name}` is groter dan {MAX_BYTES} bytes; dat is geen register"))
    if data.startswith(b"PK\x03\x04"):
        return read_workbook(data, file.name)
    if file.suffix.lower() in (".csv", ".txt"):
        sheet, found = read_csv(data, file.name)
        return ((sheet,) if sheet else ()), found
    raise RegisterError(_wrong_sort(file.name))


def _wrong_sort(name: str) -> Diagnostic:
    hint = "sla het in Excel op als Excel-werkmap (.xlsx) of als CSV UTF-8"
    return error("REG022", f"`{name}` is geen register; verwacht: een bestand `.xlsx` of `.csv`", None, hint)


def _changed(path: str, texts: Mapping[str, str], after: str) -> ChangedFile:
    before = texts.get(path)
    lines = difflib.unified_diff((before or "").splitlines(), after.splitlines(), path, path, lineterm="", n=2)
    return ChangedFile(path, Change.NEW if before is None else Change.CHANGED, "\n".join(lines))


def _write(target: Path, content: bytes) -> None:
    unfinished = target.with_name(f".{target.name}.new")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as problem:
        folder = target.parent
        if not folder.is_dir():
            raise RegisterError(error("REG021", f"de map `{folder}` voor `{target.name}` is er niet")) from problem
        unfinished.unlink(missing_ok=True)
        message = f"`{target.name}` kan niet worden geschreven: {why(problem)}"
        hint = "is het open in Excel? Sluit het" if isinstance(problem, PermissionError) else ""
        raise RegisterError(error("REG021", message, None, hint)) from problem


class _Place(Struct, frozen=True):
    """A region on disk: every YAML file by path, as text with line ends as LF; `crlf` are those with others."""

    region: str
    folder: str
    texts: Mapping[str, str]
    crlf: frozenset[str]
    schemas: Mapping[str, Schema]

    @classmethod
    def of(cls, root: Path, asked: str) -> _Place:
        """The region that was asked for.

        Raises:
            RegisterError: it is not there, or none was named and there are several.
        """
        sources = Sources(root, list_sources(root))
        regions = layout_of(sources.listing.files).regions
        name = asked or (next(iter(regions)) if len(regions) == 1 else "")
        if name not in regions:
            known = ", ".join(f"`{region}`" for region in sorted(regions)) or "geen"
            said = f"de regio `{asked}` is er niet" if asked else "er is niet precies een regio"
            hint = did_you_mean(asked, regions) or "noem de regio: `--region REGIO`"
            raise RegisterError(error("REG023", f"{said}; bekend: {known}", None, hint))
        paths = _paths(regions[name])
        texts = {path: sources.text(path) for path in paths}
        crlf = frozenset(path for path in paths if b"\r\n" in sources.bytes(path))
        schemas = {n: cast("Schema", json.loads(sources.text(f"@schemas/{n}.schema.json"))) for n in _SCHEMAS}
        return cls(name, f"contracts/{name}", texts, crlf, schemas)

    def encoded(self, path: str, text: str) -> bytes:
        """The bytes of a text, with the line ends its file had."""
        return (text.replace("\n", "\r\n") if path in self.crlf else text).encode()

    def tables(self, file: Path) -> dict[Path, bytes]:
        """What an export writes, by file.

        Raises:
            RegisterError: the file is neither XLSX nor CSV.
        """
        records = {f.schema: self._listed(f.schema) for f in (INITIATIVES, RATES)}
        records[PROVIDERS.schema] = self._providers()
        match file.suffix.lower():
            case ".xlsx":
                tables = register_tables(records, self.schemas, self._choices())
                return {file: write_workbook(tables, f"Register {self.region}")}
            case ".csv":
                beside = [(INITIATIVES, "initiatieven"), (RATES, "tarieven")]
                beside = [(f, name) for f, name in beside if f is INITIATIVES or records[f.schema]]
                families = [(file, PROVIDERS), *((file.with_stem(f"{file.stem}-{name}"), f) for f, name in beside)]
                return {p: write_csv(flat_table(f, records[f.schema], self.schemas[f.schema])) for p, f in families}
            case _:
                raise RegisterError(_wrong_sort(file.name))

    def _providers(self) -> list[dict[str, YamlValue]]:
        return [self._data(path) for path in sorted(self.texts) if path.startswith(f"{self.folder}/providers/")]

    def _listed(self, name: str) -> list[dict[str, YamlValue]]:
        path = f"{self.folder}/{name}.yaml"
        listed = self._data(path)[name] if path in self.texts else []
        return [record for record in cast("list[YamlValue]", listed) if isinstance(record, dict)]

    def _data(self, path: str) -> dict[str, YamlValue]:
        document, _ = read_yaml(self.texts[path], path)
        return cast("dict[str, YamlValue]", document.data if document else {})

    def _choices(self) -> Choices:
        path = f"{self.folder}/region.yaml"
        region, _ = read_region(self.texts.get(path, ""), path, self.schemas["region"])
        if region is None:
            return {}
        codes = tuple(municipality.code for municipality in region.municipalities)
        return {
            "lots": tuple(str(lot.number) for lot in region.lots),
            "lot": tuple(str(lot.number) for lot in region.lots),
            "kind": tuple(kind.kind for kind in region.lot_kinds),
            "unit": tuple(dict.fromkeys(unit for kind in region.lot_kinds for unit in kind.units)),
            "municipalities": codes,
            "serves": codes,
        }


def _paths(files: RegionFiles) -> tuple[str, ...]:
    single = (files.region, files.initiatives, files.rates, files.pack)
    return tuple(path for path in (*single, *files.providers.values(), *files.documents.values()) if path)
