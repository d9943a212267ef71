"""The provider of a tender model: which lots it would get is known, who it is is not."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from akkoord.assembly.context import Sources
from akkoord.diagnostics import Span
from akkoord.spec import Address, Provider

MODEL = "tendermodel"
"""The id of that provider, and the name of the folder of its documents."""


def tender_model(sources: Sources, lots: Sequence[int]) -> Sources:
    """`sources` for a tender for `lots`, with nothing in it of any provider there is.

    Its one provider acts for itself, without subcontractors or predecessors, and nothing has
    happened to it yet; what only it can say is blank.
    """
    nobody = Provider(
        id=MODEL,
        legal_name="",
        legal_form="",
        seat="",
        kvk="",
        agb="",
        address=Address("", "", ""),
        representatives=(),
        lots=tuple(sorted(set(lots))),
        span=Span(""),
    )
    return replace(sources, providers=(nobody,), initiatives=(), model=True)
