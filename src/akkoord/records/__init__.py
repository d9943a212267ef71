"""Records of a build as values: manifest and build graph."""

from akkoord.records.graph import PackEntry, Step, output_manifest
from akkoord.records.json_text import json_text
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

__all__ = [
    "AnnexRow",
    "BlankRow",
    "ClauseRow",
    "DataRow",
    "DeviationRow",
    "DocumentRow",
    "FileRow",
    "Manifest",
    "PackEntry",
    "Program",
    "SignerRow",
    "Step",
    "json_text",
    "manifest_from_data",
    "manifest_to_data",
    "output_manifest",
]
