"""A folder of contract specs read whole, as a project does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, in_order
from akkoord.spec import (
    DocumentSpec,
    Initiative,
    Pack,
    Provider,
    Rates,
    Region,
    check_contracts,
    read_document,
    read_initiatives,
    read_pack,
    read_provider,
    read_rates,
    read_region,
)

ROOT = Path(__file__).resolve().parents[2]


@cache
def schema(name: str) -> Mapping[str, object]:
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


class ContractFiles(Struct, frozen=True):
    """What was read, and everything found while reading and on holding the files together."""

    region: Region | None
    providers: tuple[Provider, ...]
    initiatives: tuple[Initiative, ...] | None
    documents: tuple[DocumentSpec, ...]
    pack: Pack | None
    rates: Rates | None
    findings: tuple[Diagnostic, ...]


def texts_under(folder: Path, name: str) -> dict[str, str]:
    """The YAML texts in `folder` by their path, which begins with `name`."""
    found = sorted(folder.rglob("*.yaml"))
    return {f"{name}/{p.relative_to(folder).as_posix()}": p.read_text(encoding="utf-8") for p in found}


def read_contracts(texts: Mapping[str, str]) -> ContractFiles:
    """Read and check the files of one region."""
    found: list[Diagnostic] = []
    unread: list[str] = []

    def read_all(part, reader, schema_name):
        values = []
        for file, text in texts.items():
            path = PurePosixPath(file)
            if part in (path.parent.name, path.name):
                value, findings = reader(text, file, schema(schema_name))
                found.extend(findings)
                if value is None:
                    unread.append(path.stem)
                else:
                    values.append(value)
        return tuple(values)

    regions = read_all("region.yaml", read_region, "region")
    providers = read_all("providers", read_provider, "provider")
    initiatives = read_all("initiatives.yaml", read_initiatives, "initiatives")
    documents = read_all("documents", read_document, "document")
    packs = read_all("pack.yaml", read_pack, "pack")
    rates = next(iter(read_all("rates.yaml", read_rates, "rates")), None)
    region, pack = next(iter(regions), None), next(iter(packs), None)
    started = next(iter(initiatives), None)
    found.extend(check_contracts(region, providers, started, documents, pack, unread, rates))
    return ContractFiles(region, providers, started, documents, pack, rates, in_order(found))
