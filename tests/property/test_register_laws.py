"""Laws of the register: what is exported comes back the same, through XLSX, CSV and YAML; damage never ends a run."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from akkoord.diagnostics import has_errors
from akkoord.ooxml import pack_archive, read_archive
from akkoord.readers.sheets import read_csv, read_workbook
from akkoord.readers.yaml import read_yaml
from akkoord.spec.register import INITIATIVES, PROVIDERS, RATES, flat_table, read_register, register_tables
from akkoord.spec.register.merging import merged
from akkoord.writers.sheets import write_csv, write_workbook
from akkoord.writers.yaml_edits import edited_yaml
from akkoord.writers.yaml_text import new_yaml
from support.contracts import schema
from support.register_records import record_strategy, schema_keys

SCHEMAS = {name: schema(name) for name in ("provider", "initiatives", "rates")}
PROVIDER, INITIATIVE, RATE_SET = (record_strategy(f, SCHEMAS[f.schema]) for f in (PROVIDERS, INITIATIVES, RATES))
REGISTER = st.fixed_dictionaries(
    {
        "provider": st.lists(PROVIDER, min_size=1, max_size=3, unique_by=lambda r: r["id"]),
        "initiatives": st.lists(INITIATIVE, min_size=1, max_size=3, unique_by=lambda r: r["id"]),
        "rates": st.lists(RATE_SET, min_size=1, max_size=2, unique_by=lambda r: r["valid_from"]),
    }
)


@pytest.mark.parametrize("family", [PROVIDERS, INITIATIVES, RATES], ids=lambda f: f.schema)
def test_every_key_of_the_schema_has_a_column_and_every_column_a_key(family) -> None:
    columns = [column.path for column in family.columns]
    for child in family.children:
        columns += ((*child.path, *_inner(child, number), *c.path) for number, c in enumerate(child.columns))
    assert sorted(columns) == sorted(schema_keys(family, SCHEMAS[family.schema]))


def _inner(child, number):
    """The rows of a group stand one level deeper than the column that names the group."""
    return (child.inner,) if child.inner and number else ()


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


def told(found):
    """The codes of what was found; letters at random may look like those of another encoding (CHR003)."""
    return {d.code for d in found} - {"CHR003"}


@given(PROVIDER)
@settings(max_examples=100, deadline=None)
def test_new_yaml_reads_as_what_was_written(record) -> None:
    document, found = read_yaml(new_yaml(record, "s.json"), "a.yaml")
    assert told(found) == set()
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
    assert told(found) == set()
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
