"""The head of a page that is no contract document: plan, editions, overview, two versions beside each other."""

from __future__ import annotations

import base64
import hashlib

from akkoord.writers.html.markup import LINE, Markup, block, join, line, void_element, words
from akkoord.writers.html.stylesheet import STANDING_ALONE, STYLESHEET

NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a page without a script may load: nothing but its own style."""


def only(script: str) -> str:
    """What a page with a script may load: its own style and this script, to the letter."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )


def head(title: str, style: str = "", policy: str = NOTHING_ELSE) -> Markup:
    """The head with the style of all pages that stand alone and `style` after it; `policy` is what it may load."""
    added = (Markup(style),) if style else ()
    return block(
        "head",
        {},
        join((void_element("meta", {"charset": "utf-8"}), LINE)),
        join((void_element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}), LINE)),
        join((void_element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}), LINE)),
        line("title", {}, words(title)),
        line("style", {}, Markup(STYLESHEET), Markup(STANDING_ALONE), *added),
    )
