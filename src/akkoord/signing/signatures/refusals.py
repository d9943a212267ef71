"""Why pyHanko refuses to sign, in Dutch. Its own words go with the finding as what was found, for who reads JSON."""

from __future__ import annotations

_REASONS = (
    ("existing signature", "het bestand staat geen handtekening meer toe"),
    ("first signature", "een zegel kan alleen de eerste handtekening zijn"),
    ("author signature forbids", "het zegel van het bestand staat geen verandering toe"),
    ("lock dictionary", "de vergrendeling van het veld is niet te lezen of spreekt zich tegen"),
    ("/lock", "de vergrendeling van het veld is niet te lezen of spreekt zich tegen"),
    ("subfilter", "het veld vraagt een andere vorm van handtekening dan PAdES"),
    ("signature encodings", "het veld vraagt een andere vorm van handtekening dan PAdES"),
    ("message digest", "het veld vraagt een ander algoritme dan SHA-256"),
    ("digest algorithm", "het veld vraagt een ander algoritme dan SHA-256"),
    ("hash algorithm", "het veld vraagt een ander algoritme dan SHA-256"),
    ("timestamp", "het veld vraagt een tijdstempel"),
    ("revocation info", "het veld vraagt gegevens over intrekking"),
    ("reason", "het veld vraagt een andere reden van ondertekenen, of juist geen"),
    ("appearance", "het veld vraagt een uiterlijk dat er niet is"),
    ("legal attestation", "het veld vraagt een verklaring"),
    ("certif", "het veld vraagt een handtekening met een ander certificaat, of een zegel"),
    ("mdp", "het veld vraagt een zegel, of staat er geen toe"),
    ("seed value", "het veld stelt een eis waaraan deze handtekening niet voldoet"),
    ("hybrid", "de opbouw van het bestand (twee verwijzingstabellen) is niet te ondertekenen"),
    ("encrypt", "het bestand is versleuteld"),
    ("field", "het veld is niet te gebruiken"),
)


def refusal_in_dutch(problem: Exception) -> str:
    """The reason in Dutch; of one that is not known, that the file is not fit for it."""
    words = str(problem).lower()
    return next((dutch for part, dutch in _REASONS if part in words), "het bestand is er niet geschikt voor")
