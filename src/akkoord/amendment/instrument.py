"""The documents: an addendum with its amendments in it, and the consolidated text of the instrument."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from akkoord.amendment.applying import check_applied
from akkoord.amendment.drafting import drafted
from akkoord.amendment.pairing import paired
from akkoord.amendment.parts import Parts, parts_of
from akkoord.amendment.text import lines_of
from akkoord.assembly import Body
from akkoord.diagnostics import Diagnostic, error, has_errors
from akkoord.redline.changes import Reading
from akkoord.spec import Amends, ReferenceStyle
from akkoord.tree import Block, Section, map_child_blocks, tree_digest


class Amended(Struct, frozen=True):
    """The amendments in words, None when a finding stops them."""

    parts: Parts | None
    diagnostics: tuple[Diagnostic, ...]


def amended(base: Body, new: Body, reading: Reading, style: ReferenceStyle) -> Amended:
    """What makes `new` of `base`; `reading` is of the main text of both, compared as files.

    ADD001 to ADD004: carried out on the base text, the amendments do not give the new text.
    ADD005: no word differs. ADD010: the comparison is of other texts.
    """
    old_lines, new_lines = lines_of(base.blocks), lines_of(new.blocks)
    pairing, found = paired(old_lines, new_lines, reading)
    if pairing is None:
        return Amended(None, found)
    amendments = drafted(pairing)
    found = check_applied(old_lines, amendments, new_lines)
    if has_errors(found):
        return Amended(None, found)
    return Amended(parts_of(pairing, amendments, style), ())


def with_parts(body: Body, amends: Amends, parts: Parts) -> Body:
    """`body` with the amendments at the end of the sections that the spec names.

    ADD006: a section is not there.
    """
    wanted = {amends.text: parts.amendments, amends.numbers: parts.following, amends.table: parts.table}
    put: set[str] = set()
    blocks = tuple(_placed(block, wanted, put) for block in body.blocks)
    missing = tuple(
        replace(
            error("ADD006", f"het document heeft geen onderdeel `{name}`, waar de wijzigingen horen te staan", None),
            document=body.kind,
        )
        for name in wanted
        if name and name not in put
    )
    digest = tree_digest((body.title_page, blocks))
    return replace(body, blocks=blocks, digest=digest, diagnostics=(*body.diagnostics, *missing))


def _placed(block: Block, wanted: dict[str, tuple[Block, ...]], put: set[str]) -> Block:
    """`block` with what belongs at the end of it, wherever in it the place is."""
    name = block.anchor if isinstance(block, Section) else ""
    if isinstance(block, Section) and name in wanted and name not in put:
        put.add(name)
        return replace(block, children=(*block.children, *wanted[name]))
    return map_child_blocks(block, lambda row: tuple(_placed(inner, wanted, put) for inner in row))


def consolidated(head: Body, instrument: Body) -> Body:
    """The text of `instrument` behind the words of `head`, which say from when it holds and what binds.

    The title page is that of `head`, the contents are those of the instrument.
    """
    blocks = (*head.blocks, *instrument.blocks)
    return replace(
        head,
        blocks=blocks,
        digest=tree_digest((head.title_page, blocks)),
        notes=head.notes + instrument.notes,
        diagnostics=(*head.diagnostics, *instrument.diagnostics),
        names_used=head.names_used | instrument.names_used,
        clauses_met=head.clauses_met | instrument.clauses_met,
    )
