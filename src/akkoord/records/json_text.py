"""JSON as it is written to disk: one text per value."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    """`value` as JSON for people and programs: sorted keys, two spaces, UTF-8, a line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"
