"""Records as values: manifest and build graph of a build, and the ledger of what became of each pack."""

from akkoord.records.graph import PackEntry, Step, output_manifest
from akkoord.records.json_text import json_text
from akkoord.records.ledger import (
    ENDED,
    FORMING,
    STATE_WORDS,
    CheckedFile,
    Entry,
    Ledger,
    LedgerState,
    Numbering,
    ReturnedFile,
    SentDocument,
)
from akkoord.records.ledger_lines import appended, entry_digest, ledger_text, read_ledger
from akkoord.records.manifest import (
    AnnexRow,
    BlankRow,
    ClauseRow,
    DataRow,
    DeviationRow,
    DocumentRow,
    FileRow,
    Manifest,
    Program,
    SignerRow,
    manifest_from_data,
    manifest_to_data,
)
from akkoord.records.placed_field import PlacedField

__all__ = [
    "ENDED",
    "FORMING",
    "STATE_WORDS",
    "AnnexRow",
    "BlankRow",
    "CheckedFile",
    "ClauseRow",
    "DataRow",
    "DeviationRow",
    "DocumentRow",
    "Entry",
    "FileRow",
    "Ledger",
    "LedgerState",
    "Manifest",
    "Numbering",
    "PackEntry",
    "PlacedField",
    "Program",
    "ReturnedFile",
    "SentDocument",
    "SignerRow",
    "Step",
    "appended",
    "entry_digest",
    "json_text",
    "ledger_text",
    "manifest_from_data",
    "manifest_to_data",
    "output_manifest",
    "read_ledger",
]
