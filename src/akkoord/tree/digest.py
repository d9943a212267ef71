"""Digests of trees: two trees have one digest exactly when they are equal, spans aside."""

from __future__ import annotations

import hashlib

from akkoord.tree.codec import canonical
from akkoord.tree.document import Document


def tree_digest(node: object) -> str:
    """SHA-256, in hexadecimal, of the canonical form of `node`."""
    return hashlib.sha256(canonical(node)).hexdigest()


def body_digest(document: Document) -> str:
    """SHA-256 of title page and body: what all parties of a multilateral document share."""
    return tree_digest((document.title_page, document.body))
