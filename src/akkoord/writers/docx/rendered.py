"""The house style rendered by docxtpl, for templates with more than plain tags.

Values never meet docxtpl's own rewriting: their braces and line ends are put away first and
brought back afterwards, in text that docxtpl has already saved.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, cast

from akkoord.ooxml import Package, read_package, serialise
from akkoord.ooxml.names import w
from akkoord.writers.docx.segments import Segment, Values, cut, mark_body
from akkoord.writers.docx.tags import MARKER, environment

_PRIVATE = range(0xE000, 0xF8FF)
_BODY = "body"
_MARKER_TEXT = "{{ " + MARKER + " }}"


def render_shell(shell: bytes, stories: tuple[str, ...], values: Values) -> Mapping[str, tuple[Segment, ...]]:
    """The `stories` (part names, the main one first) of `shell` with their tags rendered.

    `shell` is a whole package whose only tags are in those stories. The body marker comes
    back as a `Body` segment.
    """
    # imported here: it costs as much as opening the template, and most templates never need it
    from docxtpl import DocxTemplate  # pyright: ignore[reportMissingTypeStubs]  # ships none; cast below

    hidden = _stand_ins(values)
    context: dict[str, object] = {name: _replaced(value, hidden) for name, value in values.items()}
    context[MARKER] = hidden[_BODY]
    template = DocxTemplate(io.BytesIO(shell))
    # docxtpl types its environment as any Jinja environment; its own annotations are partial
    cast("Any", template).render(context, jinja_env=environment(), autoescape=True)
    saved = io.BytesIO()
    cast("Any", template).save(saved)
    return _stories(read_package(saved.getvalue(), "huisstijl"), stories, hidden)


def _stories(package: Package, stories: tuple[str, ...], hidden: Mapping[str, str]) -> dict[str, tuple[Segment, ...]]:
    out: dict[str, tuple[Segment, ...]] = {}
    for number, name in enumerate(stories):
        root = package.xml(name)
        if number == 0:
            for text in root.iter(w("t")):
                if text.text == hidden[_BODY]:
                    text.text = _MARKER_TEXT
            mark_body(root)
        xml = serialise(root)
        for brace in "{}":
            xml = xml.replace(hidden[brace], brace)
        out[name] = cut(xml)
    return out


def _stand_ins(values: Values) -> dict[str, str]:
    """For each brace, and for the body, a private character that no value holds."""
    used = set("".join(v if isinstance(v, str) else "".join(v) for v in values.values()))
    free = (chr(c) for c in _PRIVATE if chr(c) not in used)
    return {hidden: next(free) for hidden in ("{", "}", _BODY)}


def _replaced(value: str | tuple[str, ...], hidden: Mapping[str, str]) -> str | list[str]:
    if isinstance(value, str):
        return "".join(hidden.get(c, c) for c in value)
    return ["".join(hidden.get(c, c) for c in one) for one in value]
