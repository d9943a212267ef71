"""Initiatives against the region and the providers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akkoord.diagnostics import Diagnostic, did_you_mean, error
from akkoord.spec.consistency.known import Known
from akkoord.spec.consistency.names import check_unique
from akkoord.spec.provider import Initiative


def check_initiatives(initiatives: Sequence[Initiative], known: Known) -> Iterator[Diagnostic]:
    """Every finding on `initiatives`."""
    yield from check_unique("SPC002", "het initiatief", ((i.id, i.place("id")) for i in initiatives))
    for initiative in initiatives:
        yield from _parties(initiative, known)
        if initiative.end < initiative.start:
            message = f"`end` ({initiative.end}) ligt voor `start` ({initiative.start}); verwacht: op of na die dag"
            yield error("SPC022", message, initiative.place("end"))


def _parties(initiative: Initiative, known: Known) -> Iterator[Diagnostic]:
    for index, provider in enumerate(initiative.providers):
        if provider not in known.providers:
            message = f"de aanbieder `{provider}` bestaat niet; verwacht: de `id` van een bestand in `providers/`"
            hint = did_you_mean(provider, known.providers)
            yield error("SPC020", message, initiative.place(f"providers.{index}"), hint)
    if known.municipalities is None:
        return
    for index, code in enumerate(initiative.municipalities):
        if code not in known.municipalities:
            message = f"de gemeente `{code}` staat niet in het regioprofiel"
            hint = did_you_mean(code, known.municipalities)
            yield error("SPC021", message, initiative.place(f"municipalities.{index}"), hint)
