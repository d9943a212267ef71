"""Rules of the trade that no program decides here, each with its subject and the reason. Dutch, for the manual."""

from __future__ import annotations

from collections.abc import Mapping

NOT_CHECKED: Mapping[str, tuple[str, str]] = {
    "R114": ("adviezen van platform en initiatieftafels", "verslagen zijn geen deel van het project"),
}
