"""R137: Een addendum wordt getekend door dezelfde partijen als de tekst die het wijzigt, of hun opvolgers.

Wie namens een partij tekent, volgt uit de datum van de editie; of er een bladzijde voor elke soort partij is, volgt
uit het document.

Fout:

    # de raamovereenkomst wordt getekend door aanbieder en gemeenten, het addendum alleen door de aanbieder
    signature_pages: {title: Ondertekening, provider: tekenen-aanbieder}

Goed:

    signature_pages: {title: Ondertekening, provider: tekenen-aanbieder, municipality: tekenen-gemeenten}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity, Span
from akkoord.spec import AmendingForm, SignaturePages


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    for kind, spec in view.documents.items():
        if spec.amends is None or spec.amends.form is not AmendingForm.ADDENDUM:
            continue
        base = view.documents.get(spec.amends.document)
        if base is None or base.signature_pages is None:
            continue
        wanted, there = _parties(base.signature_pages), _parties(spec.signature_pages)
        if wanted != there:
            pages = spec.signature_pages
            yield Finding(
                f"`{kind}` wordt door anderen getekend dan `{base.kind}`, dat het wijzigt",
                pages.span if pages is not None else spec.span,
                ", ".join(there) or "niemand",
                ", ".join(wanted),
                related=_there(base.signature_pages.span),
                document=kind,
            )


def _there(place: Span) -> tuple[Related, ...]:
    return (Related(place, "hier staat wie het gewijzigde document tekent"),)


def _parties(pages: SignaturePages | None) -> tuple[str, ...]:
    """The sorts of parties that have a page, in Dutch."""
    if pages is None:
        return ()
    sorts = (("aanbieder", pages.provider), ("gemeenten", pages.municipality), ("organisatie", pages.organisation))
    return tuple(name for name, use in sorts if use is not None)


RULE = SetRule(
    id="R137",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
