"""R172: Wat in de map van een pakket staat, is wat het manifest noemt: ieder bestand, met dezelfde controlesom.

Een bestand dat na de build is bewerkt, of erbij is gezet, hoort niet bij wat bewezen is.

Fout:

    # raamovereenkomst.pdf is na de build vervangen

Goed:

    # iedere controlesom in manifest.json klopt
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, PackRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import Severity, Span

_OWN = "manifest.json"
_MADE_OF_IT = (".zip",)
"""The manifest does not name the packet that holds it."""


def _check(view: PackView, settings: Settings) -> Iterator[Finding]:
    rows = (*view.manifest.files, *(row for document in view.manifest.documents for row in document.files))
    listed = {row.file: row.sha256 for row in rows}
    for name, digest in sorted(listed.items()):
        place = Span(f"{view.place}/{name}")
        if name not in view.files:
            yield Finding(
                "dit bestand staat in het manifest en niet in de map", place, name, "het bestand; bouw opnieuw"
            )
        elif (there := sha256(view.read(name)).hexdigest()) != digest:
            yield Finding("dit bestand is na de build veranderd", place, there, digest, ("bouw het pakket opnieuw",))
    for name in view.files:
        if name not in listed and name != _OWN and not name.endswith(_MADE_OF_IT):
            message = "dit bestand staat in de map en niet in het manifest"
            yield Finding(message, Span(f"{view.place}/{name}"), name, "alleen wat het manifest noemt")


RULE = PackRule(
    id="R172",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
