"""Writing a document of the model as a Word file.

`noise` changes everything that may differ between two files of one text: ids, relationship names, part order, runs
cut in pieces, spelling marks and save marks. Zero leaves it all out.
"""

from __future__ import annotations

from akkoord.ooxml import escape
from support.word.model import OTHER, Document
from support.word.names import TYPES
from support.word.package import Parts, Story
from support.word.stories import blocks_of, body_of


def docx(document: Document, noise: int = 0) -> bytes:
    """The Word file of the document."""
    parts = Parts(document, noise)
    main = parts.story("word/document.xml")
    body = body_of(main, document)
    # Notes and comments stand in parts of their own, and are known only after the body.
    for kind in [kind for kind, found in parts.notes.items() if found]:
        _write_notes(parts, main, kind)
    if parts.comments:
        _write_comments(parts, main)
    main.finish("w:document", body, f"{TYPES}.document.main+xml")
    return parts.packed(main)


def _write_notes(parts: Parts, main: Story, kind: str) -> None:
    story = parts.story(f"word/{kind}s.xml")
    xml = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for name, number in (("separator", -1), ("continuationSeparator", 0))
    )
    for number, note in parts.notes[kind]:
        xml += f'<w:{kind} w:id="{number}">{blocks_of(story, note.blocks, mark=kind)}</w:{kind}>'
    story.finish(f"w:{kind}s", xml, f"{TYPES}.{kind}s+xml")
    main.relate(f"{kind}s", f"{kind}s.xml")


def _write_comments(parts: Parts, main: Story) -> None:
    story = parts.story("word/comments.xml")
    xml = "".join(
        f'<w:comment w:id="{number}" w:author="{OTHER}" w:date="2021-03-04T05:06:00Z" w:initials="AA">'
        f"<w:p><w:r><w:t>{escape(comment.remark)}</w:t></w:r></w:p></w:comment>"
        for number, comment in parts.comments
    )
    story.finish("w:comments", xml, f"{TYPES}.comments+xml")
    main.relate("comments", "comments.xml")
