"""What the proofs of a build say of a case: of an addendum, and of a redline.

Parts of a case (the notation of the texts is that of `instrument`):

@@ was, @@ wordt            an addendum is drafted from the one text to the other
@@ getekend                 the text that was signed, when it is not the one the addendum was drafted on
@@ doorlopend               the consolidated text, when it is not the one the addendum was drafted for
@@ oud, @@ nieuw            a redline is made of the two texts
@@ tekst                    a text is written as a Word file, and read back
@@ schade                   lines `was => wordt`: what becomes of the file afterwards
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from akkoord.amendment.applying import check_applied
from akkoord.amendment.drafting import drafted
from akkoord.amendment.text import lines_of
from akkoord.ooxml import Package, read_package
from akkoord.proof.equality import compare_tree
from akkoord.readers.docx_text import read_docx_text
from akkoord.redline.making import make_redline
from akkoord.redline.proof import prove
from support.instrument import document_of, instrument, pairing_of, word_file
from support.word.hostile import with_parts

PARTS = ("was", "wordt", "getekend", "doorlopend", "oud", "nieuw", "tekst", "schade")


def proof_codes(parts: Mapping[str, str]) -> Iterator[str]:
    """The codes of what the proofs find in the texts of a case."""
    if "wordt" in parts:
        yield from _addendum(parts)
    if "nieuw" in parts:
        yield from _redline(parts)
    if "tekst" in parts:
        yield from _written(parts)


def _addendum(parts: Mapping[str, str]) -> Iterator[str]:
    pairing = pairing_of(instrument(parts["was"]), instrument(parts["wordt"]))
    signed = lines_of(instrument(parts["getekend"])) if "getekend" in parts else pairing.old
    wanted = lines_of(instrument(parts["doorlopend"])) if "doorlopend" in parts else pairing.new
    for found in check_applied(signed, drafted(pairing), wanted):
        yield found.code


def _redline(parts: Mapping[str, str]) -> Iterator[str]:
    old, new = (word_file(instrument(parts[name])) for name in ("oud", "nieuw"))
    redline = read_package(make_redline(old, new, "oud.docx", "nieuw.docx").data, "redline.docx")
    damaged = _damaged(redline, parts.get("schade", ""))
    if prove(read_package(old, "oud.docx"), read_package(new, "nieuw.docx"), damaged).failed:
        yield "RDL010"


def _written(parts: Mapping[str, str]) -> Iterator[str]:
    document = document_of(instrument(parts["tekst"]))
    data = word_file(document.body)
    body = _damaged(read_package(data, "x.docx"), parts.get("schade", "")).parts["word/document.xml"]
    damaged = with_parts(data, **{"word/document.xml": body})
    for found in compare_tree(document, read_docx_text(damaged), "DOCX"):
        yield found.code


def _damaged(package: Package, damage: str) -> Package:
    body = package.parts["word/document.xml"].decode()
    for line in damage.splitlines():
        was, _, becomes = line.partition(" => ")
        assert was in body, was
        body = body.replace(was, becomes, 1)
    return replace(package, parts={**package.parts, "word/document.xml": body.encode()})
