"""Signature pages: one for each party that signs this copy."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly.anchors import Anchors
from akkoord.assembly.arrangement import Arrangement
from akkoord.assembly.conditions import Selection
from akkoord.assembly.context import page_scope
from akkoord.assembly.findings import Findings
from akkoord.assembly.footnotes import numbered_notes
from akkoord.assembly.layout import Layout
from akkoord.assembly.numbering import Numbering
from akkoord.assembly.references import References
from akkoord.assembly.scope import Scope
from akkoord.assembly.signatories import Signing
from akkoord.assembly.slots import filled, text_inlines
from akkoord.diagnostics import Span, error
from akkoord.tree import (
    Block,
    Held,
    Paragraph,
    Role,
    Section,
    SectionKind,
    SignatureBlock,
    SignatureSlot,
    all_blocks,
    map_child_blocks,
    mapped,
    stands_in,
)


class PageMaker(Struct, frozen=True):
    """Makes the pages that follow one body.

    `notes` is how many footnotes the body has, `digest` the SHA-256 of what all parties share.
    """

    title: str
    place: Span
    scope: Scope
    layout: Layout
    arrangement: Arrangement
    references: References
    digest: str
    notes: int
    findings: Findings

    def pages(self, signings: tuple[Signing, ...]) -> tuple[Section, ...]:
        """The pages in the order of `signings`."""
        scopes = tuple(page_scope(self.scope, s.party, s.contractor, self.digest) for s in signings)
        raw = tuple(self._page(s, scope) for s, scope in zip(signings, scopes, strict=True))
        taken = dict.fromkeys((*self.layout.targets.sections, *self.layout.targets.headings))
        anchors = Anchors(self.findings, taken, dict.fromkeys(self.layout.targets.clauses))
        numbered = self.layout.terms.marked(Numbering(self.findings).document(anchors.document(raw)))
        texts = tuple(
            block
            for page, scope in zip(numbered, scopes, strict=True)
            for block in filled((page,), scope, self.place, self.findings)
        )
        done, _ = numbered_notes(self.references.resolved(texts), self.notes)
        return tuple(page for page in done if isinstance(page, Section))

    def _page(self, signing: Signing, scope: Scope) -> Section:
        clauses = self.arrangement.clause(signing.use)
        selected = Selection(scope, self.place, self.findings).blocks(clauses)
        if clauses and not any(isinstance(b, SignatureSlot) for b in all_blocks(selected)):
            message = f"`{signing.use.clause}` heeft voor {signing.party.name} geen plaats om te tekenen"
            hint = "zet in de clausule `::: handtekening` met op de volgende regel `:::`"
            self.findings.add(error("SIG003", message, signing.use.span, hint))
        title = text_inlines(self.title, self.place, self.findings)
        children = tuple(_signed(b, signing.blocks) for b in selected)
        anchor = f"pagina--{signing.party.slug}"
        return Section(SectionKind.SIGNATURES, title, children, None, 1, anchor, self.place)


def without_slots(blocks: tuple[Block, ...], findings: Findings) -> tuple[Block, ...]:
    """The blocks of a body, where nobody signs; a place to sign in them is an error."""
    if not any(stands_in(block, Held.SIGNATURE_SLOT) for block in blocks):
        return blocks
    for block in blocks:
        if isinstance(block, SignatureSlot):
            message = "`::: handtekening` in de tekst; verwacht: alleen op een ondertekeningspagina"
            hint = "noem de clausule in het document onder `signature_pages`"
            findings.add(error("SIG004", message, block.span, hint))
    kept = tuple(block for block in blocks if not isinstance(block, SignatureSlot))
    return mapped(
        blocks if len(kept) == len(blocks) else kept,
        lambda block: map_child_blocks(block, lambda row: without_slots(row, findings)),
    )


def _signed(block: Block, places: tuple[SignatureBlock, ...]) -> Block:
    """`block` with the places to sign in it; text before them stays on their page."""

    def row(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        slots = [n for n, b in enumerate(blocks) if isinstance(b, SignatureSlot)]
        out: list[Block] = []
        for index, inner in enumerate(blocks):
            if isinstance(inner, SignatureSlot):
                out.extend(places if index == slots[0] else ())
            elif isinstance(inner, Paragraph) and slots and index < slots[0] and inner.role is Role.BODY:
                out.append(replace(inner, role=Role.SIGNATURE))
            else:
                out.append(map_child_blocks(inner, row))
        return tuple(out)

    return map_child_blocks(block, row)
