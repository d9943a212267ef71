"""Why something was not done."""

from __future__ import annotations

from akkoord.cli.declared import UsageError
from akkoord.cli.streams import put, say
from akkoord.diagnostics import AkkoordError, as_json, as_text, in_order


def say_error(error: AkkoordError, *, as_data: bool) -> None:
    """Say what is wrong, or give it as JSON."""
    found = in_order(error.diagnostics)
    if as_data:
        from akkoord.records import json_text

        put(json_text({"diagnostics": [as_json(diagnostic) for diagnostic in found]}).rstrip())
    else:
        for diagnostic in found:
            text = as_text(diagnostic)
            # who mistypes an option needs no code to look up
            say(text.replace(f"[{diagnostic.code}]", "", 1) if isinstance(error, UsageError) else text)
