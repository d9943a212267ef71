"""Braces that open or close no `{{ … }}`: what stood for a value would be printed as it is typed."""

from __future__ import annotations

import re

_LOOSE = re.compile(r"\{[%#]|[%#]\}|\{+|\}+")


def loose_braces(text: str) -> list[tuple[int, str, str]]:
    """Offset, message and hint of braces in plain `text` outside `{{ … }}`; a pair is told once, where it opens.

    `{{` itself is left to the reader, which knows whether it is closed.
    """
    found: list[tuple[int, str, str]] = []
    depth = 0
    for match in _LOOSE.finditer(text):
        opens = "{" in match[0]
        if match[0] != "{{" and (opens or depth == 0):
            found.append((match.start(), *_said(match[0])))
        depth = depth + 1 if opens else max(depth - 1, 0)
    return found


def _said(braces: str) -> tuple[str, str]:
    if "%" in braces:
        return f"`{braces}` bestaat hier niet", "een voorwaarde is `::: als …`, een waarde `{{ naam }}`"
    if "#" in braces:
        return f"`{braces}` bestaat hier niet", "een opmerking staat achter `#` in de gegevens, niet in de tekst"
    if braces == "}}":
        return "`}}` zonder `{{` ervoor", "schrijf `{{ naam }}`"
    return f"een losse `{braces}`", f"schrijf `{{{{ naam }}}}`, of `\\{braces}` om het teken af te drukken"
