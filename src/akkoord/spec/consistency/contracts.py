"""All files of one region held against each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

from akkoord.diagnostics import Diagnostic, in_order
from akkoord.spec.consistency.document import check_documents
from akkoord.spec.consistency.initiative import check_initiatives
from akkoord.spec.consistency.known import Known
from akkoord.spec.consistency.lengths import check_lengths
from akkoord.spec.consistency.pack import check_one_file, check_pack
from akkoord.spec.consistency.provider import check_providers
from akkoord.spec.consistency.rates import check_rates
from akkoord.spec.consistency.region import check_region
from akkoord.spec.consistency.relations import check_relations
from akkoord.spec.contract import DocumentSpec, Pack
from akkoord.spec.provider import Initiative, Provider
from akkoord.spec.rates import Rates
from akkoord.spec.region import Region


def check_contracts(
    region: Region | None,
    providers: Sequence[Provider],
    initiatives: Sequence[Initiative] | None,
    documents: Sequence[DocumentSpec],
    pack: Pack | None,
    unread: Collection[str] = (),
    rates: Rates | None = None,
) -> tuple[Diagnostic, ...]:
    """Every finding on how the files of one region fit together, in order of place.

    None stands for a file that could not be read: what would be held against it is left
    out. `unread` names the providers and kinds of document (file names without `.yaml`) that
    exist and could not be read, so that a mention of one is not called unknown.
    """
    known = Known.of(region, providers, initiatives, documents, unread)
    region_pack = pack.region_pack if pack else ""
    findings = chain(
        check_region(region) if region else (),
        check_providers(providers, known, region_pack),
        check_relations(providers, known),
        check_initiatives(initiatives or (), known),
        check_documents(documents, known),
        check_pack(pack, documents, known) if pack else (),
        check_one_file(region, pack, documents) if region and pack else (),
        check_rates(rates, region) if rates else (),
        check_lengths((region, *providers, *(initiatives or ()), *documents, pack, rates)),
    )
    return in_order(findings)
