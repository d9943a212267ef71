"""Each case lays a register over the sound region of tests/cases/spec/region, and says what comes of it.

`csv` is the text of `register.csv` (with `encoding`), `xlsx` describes `register.xlsx` (see
`support.workbooks`). Where a case says `sound: true`, the sheets that the export of that region has are there
too, and `sheets` replaces some. `expect` holds the findings as on a terminal, then the changed lines.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from akkoord.diagnostics import as_text, has_errors, in_order
from akkoord.readers.sheets import read_csv, read_workbook
from akkoord.readers.yaml import read_yaml
from akkoord.spec.register import apply_register, read_register, register_tables
from support.contracts import schema, texts_under
from support.workbooks import workbook_bytes

CASES = Path(__file__).parents[2] / "cases"
SOURCE = Path(__file__).parents[3] / "src" / "akkoord"
FOLDER = "contracts/region"
SOUND = texts_under(CASES / "spec" / "region", FOLDER)
SCHEMAS = {name: schema(name) for name in ("region", "provider", "initiatives", "rates", "document", "pack")}


def cases():
    return list(_cases())


def _cases():
    for path in sorted((CASES / "register").glob("*.yaml")):
        for case in YAML(typ="safe").load(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


def data_of(path):
    return read_yaml(SOUND[path], path)[0].data


def sound_sheets():
    records = {
        "provider": [data_of(p) for p in sorted(SOUND) if "/providers/" in p],
        "initiatives": data_of(f"{FOLDER}/initiatives.yaml")["initiatives"],
        "rates": data_of(f"{FOLDER}/rates.yaml")["rates"],
    }
    tables = register_tables(records, SCHEMAS, {})
    return {t.name: [[c.heading for c in t.columns], *(list(row) for row in t.rows)] for t in tables}


def sheets_of(case):
    if "csv" in case:
        data = case["csv"].encode(case.get("encoding", "utf-8"))
        sheet, found = read_csv(data, "register.csv")
        return ((sheet,) if sheet else ()), found
    described = dict(case["xlsx"])
    if case.get("sound"):
        described["sheets"] = sound_sheets() | described.get("sheets", {})
        for name, cells in case.get("cells", {}).items():
            for place, value in cells.items():
                row, column = map(int, place.split(":"))
                described["sheets"][name][row - 1][column - 1] = value
    return read_workbook(workbook_bytes(described), "register.xlsx")


def outcome(case):
    sheets, found = sheets_of(case)
    if not has_errors(found):
        register, findings = read_register(sheets, SCHEMAS)
        found = (*found, *findings)
    changed = {}
    if not has_errors(found):
        changed, findings = apply_register(FOLDER, SOUND, register, SCHEMAS)
        found = (*found, *findings)
    lines = [as_text(d) for d in in_order(found)]
    if not has_errors(found):
        for path, text in sorted(changed.items()):
            before = SOUND.get(path, "").splitlines()
            lines += difflib.unified_diff(before, text.splitlines(), path, path, lineterm="", n=0)
    return "\n".join(lines)


@pytest.mark.parametrize("case", cases())
def test_what_comes_of_a_register(case):
    assert outcome(case) == case["expect"].rstrip("\n")


def test_every_code_has_a_case():
    code = re.compile(r"\b(?:SHT|REG)[0-9]{3}\b")
    used = {
        c
        for room in ("readers/sheets", "spec/register", "project")
        for p in (SOURCE / room).glob("*.py")
        for c in code.findall(p.read_text(encoding="utf-8"))
    }
    tests = (*(CASES / "register").glob("*.yaml"), *Path(__file__).parent.glob("*.py"))
    told = {c for p in tests for c in code.findall(p.read_text(encoding="utf-8"))}
    assert used - told == set()
