"""Spec, library and data → document: conditions, slots, numbers, references, terms, signature pages.

`prepare` an edition once; then `entitlement` says who gets a document and `assemble` makes it.
For a multilateral document `assemble_body` runs once and `with_signature_pages` per addressee.
"""

from akkoord.assembly.agenda import Agenda, ContractDates, agenda_of
from akkoord.assembly.amended import AmendedText
from akkoord.assembly.context import Recipient, RegionParties, Sources
from akkoord.assembly.dependence import Dependence, page_clauses
from akkoord.assembly.deviation import deviations_in
from akkoord.assembly.document import (
    Assembled,
    Body,
    UsedClause,
    annex_number,
    assemble,
    assemble_body,
    cited_digest,
    entitlement,
    with_signature_pages,
)
from akkoord.assembly.entitled import Entitlement
from akkoord.assembly.joint_signing import accession_of, in_one_file, joint_parties, signing_providers
from akkoord.assembly.layout import Layout, Layouts, LayoutsOf, Numbers
from akkoord.assembly.opening import Enclosed
from akkoord.assembly.period import period_of
from akkoord.assembly.preparation import Prepared, prepare, prepared_again
from akkoord.assembly.scope import ROW_ROOTS, SENDER_OPTIONAL, depends_on_addressee
from akkoord.assembly.tender import MODEL, tender_model

__all__ = [
    "MODEL",
    "ROW_ROOTS",
    "SENDER_OPTIONAL",
    "Agenda",
    "AmendedText",
    "Assembled",
    "Body",
    "ContractDates",
    "Dependence",
    "Enclosed",
    "Entitlement",
    "Layout",
    "Layouts",
    "LayoutsOf",
    "Numbers",
    "Prepared",
    "Recipient",
    "RegionParties",
    "Sources",
    "UsedClause",
    "accession_of",
    "agenda_of",
    "annex_number",
    "assemble",
    "assemble_body",
    "cited_digest",
    "depends_on_addressee",
    "deviations_in",
    "entitlement",
    "in_one_file",
    "joint_parties",
    "page_clauses",
    "period_of",
    "prepare",
    "prepared_again",
    "signing_providers",
    "tender_model",
    "with_signature_pages",
]
