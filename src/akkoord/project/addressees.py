"""What a text has of the providers that get it, as one digest: equal for a text that reads the same for the same ones.

A text is looked at as the first who gets it has it. Of the others it has that they get the very same, and where all
sign one file a page for each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from akkoord.assembly import Prepared
from akkoord.assembly.joint_signing import signing_providers
from akkoord.spec import Provider


def addressees_digest(
    prepared: Prepared, kind: str, first: Provider | None, whose: frozenset[str] | None, sha256: Callable[[str], str]
) -> str:
    """The digest for the text `kind` of `whose`, as `first` has it; None for one that is the same for everybody.

    `sha256` is that of a file: findings in a text tell where the data of a provider stand.
    """
    printed = signing_providers(prepared, kind, None) if first is None else (first,)
    parts = [None if whose is None else sorted(whose), [_of(prepared, kind, one, sha256) for one in printed]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _of(prepared: Prepared, kind: str, provider: Provider, sha256: Callable[[str], str]) -> list[object]:
    """All that a text can have of a provider: its record, that of its party on the day, and what it gets besides."""
    party = prepared.party(kind, provider)
    files = {record.span.file for record in (provider, *party.records)}
    return [
        provider.id,
        repr(provider),
        repr(party),
        prepared.roles.get(provider.id, ""),
        [other for other, ids in prepared.parties.items() if provider.id in ids],
        repr(prepared.deviations.get(provider.id, ())),
        [[file, sha256(file)] for file in sorted(files)],
    ]
