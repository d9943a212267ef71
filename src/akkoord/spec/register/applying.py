"""A register laid over the YAML of a region: which texts change, and whether the whole is then sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import TypeAlias, cast

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, Span, has_errors, in_order, note
from akkoord.readers.yaml import Path, YamlValue, read_yaml
from akkoord.spec.consistency import check_contracts
from akkoord.spec.contract import DocumentSpec, Pack
from akkoord.spec.provider import Initiative, Provider
from akkoord.spec.rates import Rates
from akkoord.spec.reading import read_document, read_initiatives, read_pack, read_provider, read_rates, read_region
from akkoord.spec.region import Region
from akkoord.spec.register.families import INITIATIVES, PROVIDERS, RATES
from akkoord.spec.register.layout import Family, Schema
from akkoord.spec.register.merging import merged
from akkoord.spec.register.reading import Entry, Register
from akkoord.writers.yaml_edits import edited_yaml
from akkoord.writers.yaml_text import new_yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)
_MOST_NAMED = 8

_NEW_FILES: Mapping[str, dict[str, YamlValue]] = {"rates": {"example": False}}
"""What a file has besides its records when an import makes it."""

_Record: TypeAlias = "dict[str, YamlValue]"


def apply_register(
    folder: str, texts: Mapping[str, str], register: Register, schemas: Mapping[str, Schema]
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The texts that change or are new, by path, and every finding on the region as it then would be.

    `folder` is `contracts/<region>`, `texts` hold every YAML file in it by path. A finding on
    a value that stands in the register has the place of its cell. With an error among the
    findings the texts are not to be used.
    """
    applying = _Applying(folder, texts, schemas)
    applying.providers(register.entries.get(PROVIDERS.schema, ()))
    for family in (INITIATIVES, RATES):
        if family.schema in register.entries:
            applying.listed(family, register.entries[family.schema])
    if has_errors(applying.found):
        return {}, in_order(applying.found)
    after = {**texts, **applying.changed}
    findings = check_region_texts(folder, after, schemas)
    in_cells = (applying.in_register(found, after) for found in findings)
    applying.found += (_with_heading(found, register) for found in in_cells)
    return applying.changed, in_order(applying.found)


def _with_heading(found: Diagnostic, register: Register) -> Diagnostic:
    """`found` with the heading of its column: who fills in a register does not know the keys of the YAML."""
    if found.span is None or found.code in (_SIZE, _MISSING):  # what is not there has no column
        return found
    heading = register.headings.get(found.span.file, {}).get(found.span.column, "")
    if not heading or f"`{heading}`" in found.message:
        return found
    return replace(found, message=f"{found.message} (kolom `{heading}`)")


def check_region_texts(folder: str, texts: Mapping[str, str], schemas: Mapping[str, Schema]) -> tuple[Diagnostic, ...]:
    """Every finding on the files of one region: each in itself, and all held against each other."""
    found: list[Diagnostic] = []
    unread: list[str] = []
    region: Region | None = None
    pack: Pack | None = None
    rates: Rates | None = None
    started: tuple[Initiative, ...] | None = ()
    providers: list[Provider] = []
    documents: list[DocumentSpec] = []
    for path, text in sorted(texts.items()):
        findings: tuple[Diagnostic, ...] = ()
        match path.removeprefix(f"{folder}/").split("/"):
            case ["region.yaml"]:
                region, findings = read_region(text, path, schemas["region"])
            case ["pack.yaml"]:
                pack, findings = read_pack(text, path, schemas["pack"])
            case ["initiatives.yaml"]:
                started, findings = read_initiatives(text, path, schemas["initiatives"])
            case ["rates.yaml"]:
                rates, findings = read_rates(text, path, schemas["rates"])
            case ["providers", _]:
                provider, findings = read_provider(text, path, schemas["provider"])
                providers += [provider] if provider else []
                unread += [] if provider else [PurePosixPath(path).stem]
            case ["documents", _]:
                document, findings = read_document(text, path, schemas["document"])
                documents += [document] if document else []
                unread += [] if document else [PurePosixPath(path).stem]
            case _:
                continue
        found += findings
    found += check_contracts(region, providers, started, documents, pack, unread, rates)
    return in_order(found)


_SIZE, _MISSING = "SCH006", "SCH002"
"""The code of a list with too few or too many parts."""


class _Applying(Struct):
    folder: str
    texts: Mapping[str, str]
    schemas: Mapping[str, Schema]
    changed: dict[str, str] = field(default_factory=dict[str, str])
    found: list[Diagnostic] = field(default_factory=list[Diagnostic])
    owners: dict[str, list[tuple[Path, Entry]]] = field(default_factory=dict[str, list[tuple[Path, Entry]]])
    """For each file, which entry of the register says what stands under which path."""
    _places: dict[str, Mapping[Span, Path]] = field(default_factory=dict[str, Mapping[Span, Path]])

    def providers(self, entries: Iterable[Entry]) -> None:
        """A file for each provider."""
        named: set[str] = set()
        for entry in entries:
            path = f"{self.folder}/providers/{entry.id}.yaml"
            named.add(path)
            self.owners[path] = [((), entry)]
            self._file(path, "../../../schemas/provider.schema.json", partial(self._laid_over, PROVIDERS, entry))
        left = sorted(p for p in self.texts if p.startswith(f"{self.folder}/providers/") and p not in named)
        if named and left:
            names = [f"`{PurePosixPath(p).stem}`" for p in left[:_MOST_NAMED]]
            more = f" en nog {len(left) - _MOST_NAMED}" if len(left) > _MOST_NAMED else ""
            message = f"niet in het register, en gebleven zoals zij zijn: {', '.join(names)}{more}"
            self.found.append(note("REG009", message, None, "haal het bestand weg als de aanbieder vervalt"))

    def listed(self, family: Family, entries: tuple[Entry, ...]) -> None:
        """All records of one sort in their one file, in the order they have there; new ones at the end."""
        name = family.schema
        path = f"{self.folder}/{name}.yaml"
        if not entries and path not in self.texts:
            return

        def laid_over(there: _Record) -> _Record:
            listed = there.get(name)
            records = list(listed) if isinstance(listed, list) else []
            places = {str(r.get(family.key[0])): n for n, r in enumerate(records) if isinstance(r, dict)}
            for entry in entries:
                index = places.setdefault(entry.id, len(records))
                base = records[index] if index < len(records) else {}
                base = base if isinstance(base, dict) else {}
                records[index : index + 1] = [self._laid_over(family, entry, base)]
                self.owners.setdefault(path, []).append(((name, index), entry))
            return {**(there or _NEW_FILES.get(name, {})), name: list(records)}

        self._file(path, f"../../schemas/{name}.schema.json", laid_over)

    def _laid_over(self, family: Family, entry: Entry, there: _Record) -> _Record:
        """The record with the register laid over it; a new one has its keys in the order of the schema."""
        data = merged(there, entry.data)
        if family is RATES and not there and isinstance(index := data.get("index"), dict):
            data["index"] = {**index, "rounding": "half_up_cent"}  # the one way there is
        order = cast("Mapping[str, object]", family.record_schema(self.schemas[family.schema])["properties"])
        return data if there else {key: data[key] for key in order if key in data}

    def _file(self, path: str, schema: str, laid_over: Callable[[_Record], _Record]) -> None:
        text = self.texts.get(path)
        if text is None:
            self.changed[path] = new_yaml(laid_over({}), schema)
            return
        document, findings = read_yaml(text, path)
        there = document.data if document else None
        if has_errors(findings) or not isinstance(there, dict):
            self.found += findings
            return
        data = laid_over(there)
        if data == there:
            return
        after = edited_yaml(text, there, data)
        self.changed[path] = after
        lost = sorted(set(_COMMENT.findall(text)) - set(_COMMENT.findall(after)))
        for comment in lost:
            self.found.append(note("REG011", f"het commentaar `{comment[:60]}` vervalt met zijn regel", Span(path)))

    def in_register(self, found: Diagnostic, texts: Mapping[str, str]) -> Diagnostic:
        """The finding with the places of cells, where what it is about stands in the register."""
        related = tuple(Related(self._cell(r.span, texts), r.message) for r in found.related)
        span = self._cell(found.span, texts) if found.span else None
        hints = (*found.hints, *self._sheets_for(found, texts)) if span != found.span else found.hints
        return replace(found, span=span, related=related, hints=hints)

    def _sheets_for(self, found: Diagnostic, texts: Mapping[str, str]) -> Iterator[str]:
        """Where in the workbook the rows go of which there are too few."""
        path = self._paths(found.span.file, texts).get(found.span) if found.code == _SIZE and found.span else None
        for family in (PROVIDERS, INITIATIVES):
            for child in family.children:
                if path is not None and path[-len(child.path) :] == child.path:
                    yield f"de rijen daarvan staan op het blad `{child.name}`"

    def _cell(self, span: Span, texts: Mapping[str, str]) -> Span:
        owners = self.owners.get(span.file, ())
        path = self._paths(span.file, texts).get(span) if owners else None
        for root, entry in owners:
            if path is not None and path[: len(root)] == root and _is_of(path[len(root) :], entry):
                return entry.place(path[len(root) :])
        return span

    def _paths(self, file: str, texts: Mapping[str, str]) -> Mapping[Span, Path]:
        """What stands at each place of a file; where a mapping begins, that is the mapping."""
        if file not in self._places:
            document, _ = read_yaml(texts[file], file)
            both = (document.spans, document.key_spans) if document else ()
            places: dict[Span, Path] = {}
            for spans in both:
                for path, span in spans.items():
                    places.setdefault(span, path)
            self._places[file] = places
        return self._places[file]


def _is_of(path: Path, entry: Entry) -> bool:
    """Whether the register says what stands at `path`: not so for keys it has no column of."""
    return not path or path[0] in entry.data
