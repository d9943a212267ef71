"""R183: Bij ieder stuk dat wordt getekend, kan het MDTO-record worden gemaakt: het profiel heeft wat daarin moet staan.

MDTO verlangt identificatie, naam, archiefvormer, beperking van het gebruik en waardering. De identificatie en de naam
komen van het stuk zelf; de andere drie staan in het profiel, onder `archive`. Staan ze er niet, dan merkt `verify` dat
pas als alles getekend terug is. De regel houdt ieder pakket in `output/` dat gereed is tegen het profiel.

Bij `build` houdt dit een pakket niet tegen. Wat partijen tekenen, verandert er niet door: het record is een plicht van
de overheid die het stuk bewaart, wordt gemaakt als het getekend terug is, en kan tot dan worden aangevuld. Wie vóór het
verzenden zeker wil zijn, gebruikt `check --packs`.

Fout:

    # region.yaml zonder `archive`, en een pakket dat gereed is om te tekenen

Goed:

    archive: {creator: Regionaal Serviceteam, restriction: Openbaar, disposal: destroy, retention_years: 20}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, PackRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import Severity
from akkoord.tree import Status


def _check(view: PackView, settings: Settings) -> Iterator[Finding]:
    del settings
    signed = [row for row in view.manifest.documents if row.present and row.signers]
    if signed and view.manifest.status == Status.READY.value and view.set.region.archive is None:
        names = ", ".join(row.title for row in signed)
        hint = "vul `archive` in `region.yaml` in, met `creator`, `restriction` en `disposal`"
        message = f"het profiel zegt niet wat het archief van {names} vastlegt"
        yield Finding(
            message, view.set.region.span, "", "archiefvormer, beperking van het gebruik, waardering", (hint,)
        )


RULE = PackRule(
    id="R183",
    severity=Severity.ERROR,
    scope=(Scope.FILE,),
    basis=(Basis.PUBLIC,),
    codes=(
        Held("SCH002", "`archive`"),
        Held("SCH004", "`archive`"),
        Held("SCH006", "`archive`"),
        Held("SCH005", "`archive`"),
    ),
    check=_check,
)
