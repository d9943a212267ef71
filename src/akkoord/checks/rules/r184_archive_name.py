"""R184: De naam van een stuk past in zijn MDTO-record, en wat vernietigd wordt, heeft een bewaartermijn.

Een naam in MDTO heeft ten hoogste tachtig tekens. Van een langere houdt `verify` alleen het begin, en dan heten twee
stukken in het archief hetzelfde. Een stuk dat te vernietigen is, heeft een termijn, of niemand weet wanneer.

Fout:

    archive: {creator: Regionaal Serviceteam, restriction: Openbaar, disposal: destroy}

Goed:

    archive: {creator: Regionaal Serviceteam, restriction: Openbaar, disposal: destroy, retention_years: 20}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    archive, longest = view.region.archive, settings.whole("length_max")
    if archive is not None and archive.disposal == "destroy" and not archive.retention_years:
        hint = "voeg `retention_years` toe, uit de selectielijst"
        place = view.region.place("archive.disposal")
        yield Finding("te vernietigen, en zonder bewaartermijn", place, archive.disposal, hints=(hint,))
    for kind, text in {text.kind: text for text in view.texts}.items():
        name = f"{text.document.meta.title} {view.edition.documents.get(kind, '')}".strip()
        if len(name) > longest:
            message = f"de naam van dit stuk heeft {len(name)} tekens; in het archief past het begin ervan"
            expected = f"ten hoogste {longest} tekens, met de versie"
            yield Finding(message, text.spec.place("title"), text.document.meta.title, expected, document=kind)


RULE = SetRule(
    id="R184",
    severity=Severity.WARNING,
    scope=(Scope.FILE,),
    basis=(Basis.PUBLIC,),
    settings=(Setting("length_max", 80, "zoveel tekens heeft een naam ten hoogste."),),
    check=_check,
)
