"""A whole project in one text: parts begin with `@@`, what a part leaves out has a default.

@@ region                   YAML of region.yaml; any key left out is that of the default
@@ edition                  date, status, documents, clauses; every clause is in it unless `clauses` says otherwise
@@ earlier EDITION          another edition: date, status, documents, clauses
@@ rates                    YAML of rates.yaml; without it the region has none
@@ initiatives              YAML of initiatives.yaml; without it the region has none
@@ pack                     YAML of pack.yaml; without it the region has none
@@ document KIND            YAML of the document
@@ provider ID              YAML of the provider
@@ clause ID [VERSION]      Markdown; lines `key: value` up to a line `---` are front matter
@@ unread ID VERSION        a clause whose file is there and cannot be read
@@ model LOT…               the documents are those of a tender for these lots
@@ assemble KIND WHO        what to make: a provider's id, `regio` or `tendermodel`
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import RegionParties, Sources, tender_model
from akkoord.diagnostics import Diagnostic, Span
from akkoord.library import ClauseStatus, ClauseVersion, Edition, Library, Pin
from akkoord.readers.markdown import read_blocks
from akkoord.readers.yaml import read_yaml
from akkoord.spec import Provider, read_document, read_initiatives, read_pack, read_provider, read_rates, read_region
from support.contracts import schema

PERSON = "{name: mevrouw A. Voorbeeld, function: bestuurder, power: sole, capacity: als bestuurder, ground: statuten}"
MAYOR = '{name: "", function: burgemeester, capacity: namens de gemeente, ground: artikel 171 van de Gemeentewet}'

REGION = {
    "id": "voorbeeld",
    "name": "Voorbeeld",
    "language": "nl-NL",
    "editions": '["2023"]',
    "references": "lid",
    "parameters": "{kgw_max: {value: 6, source: voorbeeld}, convenant_percelen: {value: [2, 4], source: voorbeeld}}",
    "municipalities": f"""
  - {{code: "0148", name: Dalfsen, size: klein, representative: {MAYOR}}}
  - {{code: "0193", name: Zwolle, size: groot, representative: {MAYOR}}}""",
    "organisations": """
  - id: rsj
    role: uitvoeringsorganisatie
    name: Regionaal Serviceteam
    short_name: RST
    valid_from: 2014-01-01
    valid_until: 2025-12-31
    representatives: [{name: "", function: voorzitter, capacity: namens het bestuur, ground: regeling}]""",
    "lots": "[{number: 1, name: een, example: true}, {number: 2, name: twee, example: true}]",
    "addressees": """
  - {when: "percelen & convenant_percelen", label: "Aanbieders in de percelen {{ convenant_percelen | opsomming }}"}
  - {when: 'rol == "gemeente"', label: Gemeenten}""",
    "signing": "{municipalities: afzonderlijk}",
}
DOCUMENT = {"short_title": "Overeenkomst", "instrument": "bilateral"}
PROVIDER = {
    "legal_form": "stichting",
    "seat": "Zwolle",
    "kvk": '"00000001"',
    "agb": '"00000001"',
    "address": "{street: Voorbeeldstraat 1, postcode: 8011 AA, place: Zwolle}",
    "representatives": f"[{PERSON}]",
    "lots": "[2]",
}
PACK = {"region_pack": "{id: regio, documents: []}"}
EDITION_DATE = date(2023, 1, 1)


class RefusedError(AssertionError):
    """A file of the project cannot be read."""

    def __init__(self, findings: tuple[Diagnostic, ...]) -> None:
        super().__init__(findings)
        self.findings = findings


class MiniProject(Struct, frozen=True):
    """Sources, the edition, and what is to be assembled: kind and recipient."""

    sources: Sources
    edition: Edition
    earlier: tuple[Edition, ...]
    wanted: tuple[tuple[str, Provider | RegionParties], ...]


def mini_project(text: str) -> MiniProject:
    """The project in `text`; anything in it that readers refuse fails the test."""
    found = re.findall(r"^@@ (.+)\n((?:(?!@@ ).*\n?)*)", text, re.MULTILINE)
    parts = [(head.split(), body) for head, body in found]

    def named(sort: str) -> dict[str, str]:
        return {(head[1] if len(head) > 1 else ""): body for head, body in parts if head[0] == sort}

    clauses = [_clause(head, body) for head, body in parts if head[0] == "clause"]
    documents = {k: _read(read_document, "document", k, body, _document(k)) for k, body in named("document").items()}
    given = named("provider") or {"a": ""}
    providers = {k: _read(read_provider, "provider", k, body, _provider(k)) for k, body in given.items()}
    region = _read(read_region, "region", "region", named("region").get("", ""), REGION)
    rates = _read(read_rates, "rates", "rates", named("rates")[""], {}) if named("rates") else None
    pack = _read(read_pack, "pack", "pack", named("pack")[""], PACK) if named("pack") else None
    initiatives = _read(
        read_initiatives, "initiatives", "initiatives", named("initiatives").get("", "initiatives: []"), {}
    )
    unread = frozenset((head[1], head[2]) for head, _ in parts if head[0] == "unread")
    library = Library({(c.id, c.version): c for c in clauses}, unread=unread)
    edition = _edition("2023", named("edition").get("", ""), library, documents)
    earlier = tuple(_edition(name, body, library, documents) for name, body in named("earlier").items())
    library = replace(library, editions={e.id: e for e in (*earlier, edition)})
    sources = Sources(library, region, documents, tuple(providers.values()), rates, initiatives, pack)
    for head, _ in parts:
        if head[0] == "model":
            sources = tender_model(sources, tuple(map(int, head[1:])))
    providers = {p.id: p for p in sources.providers}
    wanted = tuple((h[1], providers.get(h[2], RegionParties())) for h, _ in parts if h[0] == "assemble")
    return MiniProject(sources, edition, earlier, wanted)


def _document(kind: str) -> Mapping[str, str]:
    return {"kind": kind, "title": kind.capitalize(), **DOCUMENT}


def _provider(name: str) -> Mapping[str, str]:
    return {"id": name, "legal_name": f"Stichting Voorbeeld {name.upper()}", **PROVIDER}


def _read(reader, name: str, stem: str, body: str, defaults: Mapping[str, str]):
    given = set(re.findall(r"^(\w+):", body, re.MULTILINE))
    whole = body.rstrip("\n") + "\n" + "".join(f"{k}: {v}\n" for k, v in defaults.items() if k not in given)
    value, findings = reader(whole, f"{stem}.yaml", schema(name))
    if value is None:
        raise RefusedError(findings)
    return value


def _clause(head: list[str], body: str) -> ClauseVersion:
    name, version = head[1], head[2] if len(head) > 2 else "1.0"
    front, separator, rest = body.partition("---\n")
    keys = dict(re.findall(r"^(\w+): (.*)$", front, re.MULTILINE)) if separator else {}
    text = rest if separator else body
    file = f"{name}/{version}.md"
    blocks, findings = read_blocks(text, file, 1 + body.count("\n") - text.count("\n"))
    assert not findings, findings
    return ClauseVersion(
        name,
        version,
        keys.get("title", name.capitalize()),
        ClauseStatus(keys.get("status", "vastgesteld")),
        date.fromisoformat(keys.get("valid_from", "2023-01-01")),
        "voorbeeld",
        blocks,
        f"{name}@{version}",
        Span(file),
        date.fromisoformat(keys["valid_until"]) if "valid_until" in keys else None,
        approved_on=date.fromisoformat(keys["approved_on"]) if "approved_on" in keys else None,
        term=keys.get("term", ""),
        term_forms=tuple(keys["term_forms"].split(", ")) if "term_forms" in keys else (),
    )


def _edition(name: str, body: str, library: Library, documents: Mapping[str, object]) -> Edition:
    read, findings = read_yaml(body, f"{name}.yaml") if body.strip() else (None, ())
    assert not findings, findings
    given = dict(read.data) if read is not None else {}
    file = f"{name}.yaml"
    span = Span(file, 2)
    chosen = given.get("clauses", {c: library.versions_of(c)[-1] for c, _ in sorted(library.versions)})
    return Edition(
        name,
        given.get("date", EDITION_DATE),
        ClauseStatus(given.get("status", "vastgesteld")),
        "",
        {clause: Pin(version, Span(file, 3 + line)) for line, (clause, version) in enumerate(chosen.items())},
        given.get("documents", dict.fromkeys(documents, "1.0")),
        span,
    )
