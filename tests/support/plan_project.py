"""A small project with all that a plan has to know: two editions, rates, a general annex, dates of sending."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from akkoord.ooxml import pack_archive, read_package
from akkoord.project.recording import Recording, record
from support.workspace import ROOT, edit

REGION = "contracts/voorbeeld"
CLAUSE = """---
id: {name}
version: "{version}"
title: {title}
status: vastgesteld
approved_by: {by}
approved_on: 2022-12-15
decision: voorbeeldbesluit
valid_from: 2023-01-01
source: voorbeeld
change: "{change}"
---
{text}
"""
TEXTS = {
    "opzegging": "1. De opzegtermijn is {{ opzegging.maanden }} maanden.\n1. Opzeggen gebeurt schriftelijk.",
    "melding": "1. {{ aanbieder.naam }} meldt een wijziging binnen tien dagen.\n1. De gemeente antwoordt snel.",
    "bijlagenlijst": "Deze bijlagen horen erbij.\n\n::: bijlagen\n:::",
    "begrip": "Een begrip heeft de betekenis die deze bijlage noemt.",
    "tarief": "De tarieven gelden vanaf {{ tarieven.vanaf | datum }}.",
}
AGREEMENT = """kind: overeenkomst
title: Overeenkomst {{ regio }}
short_title: Overeenkomst
notice: Modeltekst.
instrument: bilateral
parts:
  - article: [opzegging]
  - article: [melding]
  - article: [bijlagenlijst]
signature_pages: {title: Ondertekening, provider: ondertekening, municipality: ondertekening}
"""
LOT_ANNEX = """kind: bijlage-perceel
title: "Perceel {{ perceel.nummer }}"
short_title: "Perceel {{ perceel.nummer }}"
notice: Modeltekst.
instrument: bilateral
for_each: percelen
parts:
  - chapter: Tarieven
    id: kop-tarieven
    content:
      - tarief
      - rates: ambulant
        caption: "Tarieven, perceel {{ perceel.nummer }}"
        columns: [Code, Omschrijving, Eenheid, Basisbedrag, Tarief]
"""
GENERAL = """kind: bijlage-begrippen
title: Begrippen
short_title: Begrippen
notice: Modeltekst.
instrument: general
parts:
  - chapter: Begrippen
    id: kop-begrippen
    content: [begrip]
"""
PACK = """documents:
  - document: overeenkomst
    annexes:
      - document: bijlage-begrippen
      - {document: bijlage-perceel, bound: true}
  - document: convenant
sendings:
  - {edition: "2023", sent_on: 2022-12-16, return_by: 2023-01-20}
region_pack: {id: regio, documents: [convenant, bijlage-begrippen]}
"""
RATES = """example: true
rates:
  - valid_from: 2023-01-01
    index: {percentage: 4.00, year: 2023, source: voorbeeldcijfer, rounding: half_up_cent}
    lots:
      - lot: 1
        rows:
          - {code: 1-A, kind: ambulant, description: Begeleiding, unit: uur, base: 50.00, amount: 52.00}
      - lot: 2
        rows:
          - {code: 2-A, kind: ambulant, description: Begeleiding, unit: uur, base: 60.00, amount: 62.40}
"""
PARAMETERS = """parameters:
  opzegging:
    maanden: {value: 10, source: voorbeeld, valid_from: 2023-01-01}
  ongebruikt:
    waarde: {value: 5, source: voorbeeld, valid_from: 2023-01-01}
"""
EDITION = """id: "{name}"
date: {name}-01-01
status: {status}
note: Voorbeeld
documents: {{convenant: "1.0", overeenkomst: "1.0", bijlage-perceel: "1.0", bijlage-begrippen: "1.0"}}
clauses:
  doel: "1.0"
  duur: "1.0"
  ondertekening: "1.0"
  opzegging: "1.0"
  melding: "1.0"
  bijlagenlijst: "1.0"
  begrip: "1.0"
  tarief: "1.0"
"""


def clause_text(name: str, text: str, version: str = "1.0", by: str = "Bestuurlijk Overleg", change: str = "") -> str:
    """A clause file."""
    return CLAUSE.format(name=name, version=version, title=name.capitalize(), by=by, change=change, text=text)


def write(project: Path, path: str, text: str) -> None:
    """Write a file of the project."""
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")


def make_plan_project(project: Path, *, editions: tuple[str, ...] = ("2023",)) -> Path:
    """The project, not built yet; the edition after the first is a concept."""
    shutil.copytree(ROOT / "tests/cases/cli/project", project)
    shutil.copytree(ROOT / "templates", project / "templates")
    for name, text in TEXTS.items():
        write(project, f"clauses/afspraken/{name}/1.0.md", clause_text(name, text))
    for number, name in enumerate(("2023", "2024")):
        status = "concept" if number else "vastgesteld"
        write(project, f"clauses/editions/{name}.yaml", EDITION.format(name=name, status=status))
    specs = {"overeenkomst": AGREEMENT, "bijlage-perceel": LOT_ANNEX, "bijlage-begrippen": GENERAL}
    for kind, text in specs.items():
        write(project, f"{REGION}/documents/{kind}.yaml", text)
    write(project, f"{REGION}/pack.yaml", PACK)
    write(project, f"{REGION}/rates.yaml", RATES)
    write(project, f"{REGION}/accepted.yaml", "accepted: []\n")
    region = project / REGION / "region.yaml"
    edit(region, "parameters:\n", PARAMETERS)
    edit(region, "number: 1, name: een,", "number: 1, name: een, kinds: [ambulant],")
    edit(region, "number: 2, name: twee,", "number: 2, name: twee, kinds: [ambulant],")
    edit(region, "lots:\n", "lot_kinds:\n  - {kind: ambulant, units: [uur]}\nlots:\n")
    edit(region, '["2023"]', str(list(editions)).replace("'", '"'))
    return project


def send(project: Path, pack: str = "2023/twee", *, day: date = date(2022, 12, 16)) -> None:
    """Record that a pack that was built is out."""
    for state, when in (("ready", day), ("sent", day)):
        record(Recording(project, (pack,), state, when, "A. Voorbeeld"), lambda _who: None)


def the_template(project: Path) -> None:
    """Change a size of letters in the house style."""
    path = project / "templates/huisstijl.docx"
    package = read_package(path.read_bytes(), path.name)
    styles = next(name for name in package.parts if name.endswith("styles.xml"))
    changed = package.parts[styles].replace(b'w:val="24"', b'w:val="25"', 1).replace(b'w:val="22"', b'w:val="23"', 1)
    path.write_bytes(pack_archive({**package.parts, styles: changed}))
