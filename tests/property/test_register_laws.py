"""Laws of the register: what is exported comes back the same, through XLSX, CSV and YAML; damage never ends a run."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from akkoord.diagnostics import has_errors
from akkoord.ooxml import pack_archive, read_archive
from akkoord.readers.characters import REFUSED
from akkoord.readers.sheets import read_csv, read_workbook
from akkoord.readers.yaml import read_yaml
from akkoord.spec.reading.record import one_line
from akkoord.spec.register import INITIATIVES, PROVIDERS, RATES, flat_table, read_register, register_tables
from akkoord.spec.register.merging import merged
from akkoord.writers.sheets import write_csv, write_workbook
from akkoord.writers.yaml_edits import edited_yaml
from akkoord.writers.yaml_text import new_yaml
from support.contracts import schema

SCHEMAS = {name: schema(name) for name in ("provider", "initiatives", "rates")}
HARD = [
    "=1+1",
    "'=1+1",
    "+31",
    "-1",
    "@a",
    "00012",
    "1,5",
    "1.5",
    "ja",
    "no",
    "null",
    "a: b",
    "a #b",
    "- a",
    "{a}",
    "_x0041_",
    "2023-01-01",
    "#N/A",
    "TRUE",
    "''",
    '"a"',
    "a;b",
    "=cmd|' /C calc'!A0",
    "é",
    "“a”",
    "𝒳",
    "&lt;",
    "a\n b",
    "~",
    "8011 AA",
]


def clean(text: str) -> str:
    return one_line(REFUSED.sub("", text.replace("\n", " ")))


TEXT = (st.text(max_size=30) | st.sampled_from(HARD)).map(clean)
FULL = TEXT.filter(bool)
ID = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
DIGITS = st.from_regex(r"[0-9]{8}", fullmatch=True)
DAY = st.dates(date(1800, 1, 1), date(2199, 12, 31))


def without_empty(record):
    return {key: value for key, value in record.items() if value != ""}


PERSON = st.fixed_dictionaries(
    {"name": TEXT, "function": FULL, "power": st.sampled_from(["sole", "joint"]), "rank": st.integers(1, 99)},
    optional={"capacity": FULL, "ground": FULL},
)
KVK_LOTS = {"kvk": DIGITS, "lots": st.lists(st.integers(1, 99), min_size=1, max_size=3)}
SUBCONTRACTOR = st.fixed_dictionaries(
    {"legal_name": FULL, **KVK_LOTS, "services": FULL, "notified_on": DAY, "valid_from": DAY},
    optional={"approved_on": DAY, "ground": FULL, "valid_until": DAY},
)
MEMBER = st.fixed_dictionaries({"provider": ID, **KVK_LOTS}, optional={"valid_from": DAY, "valid_until": DAY})
COMBINATION = st.fixed_dictionaries(
    {
        "name": FULL,
        "lead": ID,
        "members": st.lists(MEMBER, min_size=1, max_size=3),
        "joint_liability": st.booleans(),
        "signing": st.sampled_from(["members", "lead"]),
        "ground": FULL,
        "valid_from": DAY,
    },
    optional={"power_of_attorney": FULL, "valid_until": DAY},
)
PREDECESSOR = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["rename", "merger", "takeover"]),
        "legal_name": FULL,
        "kvk": DIGITS,
        "effective_on": DAY,
        "ground": FULL,
    },
    optional={"provider": ID, "seat": FULL, "agb": DIGITS, "agreements": st.lists(ID, min_size=1, max_size=2)},
)
ADMISSION = st.fixed_dictionaries({"initiative": ID, "date": DAY, "decision": FULL})
EXIT = st.fixed_dictionaries({"notified_on": DAY, "decision": FULL, "date": DAY}, optional={"confirmed_on": DAY})
EXTENSION = st.fixed_dictionaries({"until": DAY, "decision": FULL, "notified_on": DAY})
STATEMENT = st.fixed_dictionaries(
    {"kind": st.sampled_from(["wtza", "overig"]), "description": FULL, "issued_on": DAY}, optional={"valid_until": DAY}
)
OF_PROVIDER = {
    "id": ID,
    "legal_name": FULL,
    "legal_form": st.sampled_from(["stichting", "coöperatie"]),
    "seat": FULL,
    "kvk": DIGITS,
    "agb": DIGITS,
    "address": st.fixed_dictionaries({"street": FULL, "postcode": st.just("8011 AA"), "place": FULL}),
    "representatives": st.lists(PERSON, min_size=1, max_size=3),
    "lots": st.lists(st.integers(1, 99), min_size=1, max_size=4),
}
PROVIDER = st.fixed_dictionaries(
    OF_PROVIDER,
    optional={
        "admission": ADMISSION,
        "exit": EXIT,
        "extensions": st.lists(EXTENSION, min_size=1, max_size=2),
        "statements": st.lists(STATEMENT, min_size=1, max_size=3),
        "subcontractors": st.lists(SUBCONTRACTOR, min_size=1, max_size=2),
        "combination": COMBINATION,
        "predecessors": st.lists(PREDECESSOR, min_size=1, max_size=2),
    },
)
AMOUNT = st.decimals("0.01", "9999999.99", places=2)
RATE = st.fixed_dictionaries(
    {"code": ID, "kind": ID, "description": FULL, "unit": ID, "base": AMOUNT, "amount": AMOUNT},
    optional={"higher_amount": AMOUNT},
)
LOT_RATES = st.fixed_dictionaries({"lot": st.integers(1, 99), "rows": st.lists(RATE, min_size=1, max_size=3)})
RATE_SET = st.fixed_dictionaries(
    {
        "valid_from": DAY,
        "index": st.fixed_dictionaries(
            {"percentage": st.decimals("-100", "100", places=2), "year": st.integers(2000, 2100), "source": FULL}
        ),
        "lots": st.lists(LOT_RATES, min_size=1, max_size=2, unique_by=lambda r: r["lot"]),
    }
)
INITIATIVE = st.fixed_dictionaries(
    {
        "id": ID,
        "name": FULL,
        "task": st.sampled_from(["ambulantiseren", "kgw"]),
        "providers": st.lists(ID, max_size=3),
        "municipalities": st.lists(st.from_regex(r"[0-9]{4}", fullmatch=True), max_size=3),
        "client_perspective": FULL,
        "start": DAY,
        "end": DAY,
        "measure": FULL,
    },
    optional={"location": FULL, "commissioned_on": DAY},
)
REGISTER = st.fixed_dictionaries(
    {
        "provider": st.lists(PROVIDER, min_size=1, max_size=3, unique_by=lambda r: r["id"]),
        "initiatives": st.lists(INITIATIVE, min_size=1, max_size=3, unique_by=lambda r: r["id"]),
        "rates": st.lists(RATE_SET, min_size=1, max_size=2, unique_by=lambda r: r["valid_from"]),
    }
)


def records_of(register, name):
    return [merged({}, entry.data) for entry in register.entries[name]]


@given(REGISTER)
@settings(max_examples=12, deadline=None)
def test_a_workbook_brings_back_what_was_exported(records) -> None:
    data = write_workbook(register_tables(records, SCHEMAS, {"lots": ("1", "2")}), "r")
    assert data == write_workbook(register_tables(records, SCHEMAS, {"lots": ("1", "2")}), "r")
    sheets, found = read_workbook(data, "r.xlsx")
    register, findings = read_register(sheets, SCHEMAS)
    assert (found, findings) == ((), ())
    assert {name: records_of(register, name) for name in records} == records


@given(REGISTER)
@settings(max_examples=30, deadline=None)
def test_csv_brings_back_what_was_exported(records) -> None:
    for family in (PROVIDERS, INITIATIVES, RATES):
        data = write_csv(flat_table(family, records[family.schema], SCHEMAS[family.schema]))
        assert not re.search(rb'(?:^|;)"[=+\-@]', data, re.MULTILINE)
        sheet, found = read_csv(data, "r.csv")
        register, findings = read_register((sheet,), SCHEMAS)
        assert (found, findings) == ((), ())
        assert records_of(register, family.schema) == records[family.schema]


@given(REGISTER)
@settings(max_examples=8, deadline=None)
def test_no_exported_cell_is_a_formula(records) -> None:
    import io

    book = load_workbook(io.BytesIO(write_workbook(register_tables(records, SCHEMAS, {}), "r")))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not isinstance(cell.value, str) or cell.value[:1] not in ("=", "+", "-", "@") or cell.quotePrefix


@given(PROVIDER)
@settings(max_examples=100, deadline=None)
def test_new_yaml_reads_as_what_was_written(record) -> None:
    document, found = read_yaml(new_yaml(record, "s.json"), "a.yaml")
    assert found == ()
    assert document is not None
    assert document.data == record


def commented(record):
    """The record as a file with a comment above each key, and the numbers in those comments."""
    lines = new_yaml(record, "s.json").splitlines(keepends=True)
    kept = [n for n, line in enumerate(lines) if re.match(r"[a-z]", line)]
    return "".join(f"# voor {n}\n{line}" if n in kept else line for n, line in enumerate(lines)), kept


@given(PROVIDER, PROVIDER)
@settings(max_examples=40, deadline=None)
def test_edited_yaml_reads_as_wanted_and_equal_data_changes_nothing(there, wanted) -> None:
    text, _ = commented(there)
    assert edited_yaml(text, there, there) == text
    document, found = read_yaml(edited_yaml(text, there, wanted), "a.yaml")
    assert found == ()
    assert document is not None
    assert document.data == wanted


@given(PROVIDER, PROVIDER)
@settings(max_examples=40, deadline=None)
def test_comments_above_keys_stay(there, wanted) -> None:
    text, kept = commented(there)
    after = edited_yaml(text, there, wanted)
    assert [n for n in kept if f"# voor {n}\n" not in after] == []


PARTS = read_archive(
    write_workbook(
        register_tables(
            {
                "provider": [{"id": "een", "legal_name": "Een", "kvk": "00000001", "lots": [1]}],
                "initiatives": [],
                "rates": [],
            },
            SCHEMAS,
            {},
        ),
        "r",
    ),
    "r",
)


@given(
    st.sampled_from(sorted(PARTS)),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=3) | st.sampled_from([b"<", b">", b'"', b"9"]))
    ),
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_workbook_is_read_or_refused(name, damage) -> None:
    data = bytearray(PARTS[name])
    for where, length, new in damage:
        at = int(where * len(data))
        data[at : at + length] = new
    sheets, found = read_workbook(pack_archive(PARTS | {name: bytes(data)}), "r.xlsx")
    if not has_errors(found) and sheets:
        read_register(sheets, SCHEMAS)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_csv_or_refused(data) -> None:
    sheet, found = read_csv(data, "r.csv")
    assert sheet is not None or has_errors(found)
    if sheet is not None:
        read_register((sheet,), SCHEMAS)
