"""Trees in YAML: a node is `{Class: {field: value}}`, text alone is a Text, or a Paragraph among blocks."""

from akkoord import tree

_INLINES = {("Paragraph", "children"), ("Strong", "children"), ("Emphasis", "children"), ("Link", "children")} | {
    ("Revised", "children"),
    ("Section", "title"),
    ("ContentsEntry", "title"),
}
_BLOCKS = {(name, "children") for name in ("Section", "Clause", "Frame", "Footnote", "ListItem", "TableCell")}
_IMPLIED = {
    ("NumberedList", "items"): tree.ListItem,
    ("BulletList", "items"): tree.ListItem,
    ("Table", "header"): tree.TableRow,
    ("Table", "rows"): tree.TableRow,
    ("TableRow", "cells"): tree.TableCell,
    ("SignatureBlock", "rows"): tree.SignatureRow,
    ("Contents", "entries"): tree.ContentsEntry,
}
_CHOICES = {
    ("Paragraph", "role"): tree.Role,
    ("Section", "kind"): tree.SectionKind,
    ("Revised", "mark"): tree.Mark,
    ("NumberedList", "kind"): tree.ListKind,
}


def block(data):
    """A block; text alone is a body paragraph."""
    return tree.Paragraph((tree.Text(data),)) if isinstance(data, str) else _node(data)


def _inline(data):
    return tree.Text(data) if isinstance(data, str) else _node(data)


def _node(data):
    ((name, values),) = data.items()
    return _made(getattr(tree, name), values)


def _made(cls, values):
    if isinstance(values, str | list):  # the first field alone: `Strong: [vet]`
        values = {cls.__struct_fields__[0]: values}
    return cls(**{name: _field(cls, name, value) for name, value in values.items()})


def _field(cls, name, value):
    key = (cls.__name__, name)
    if key in _INLINES:
        return tuple(_inline(v) for v in value)
    if key in _BLOCKS:
        return tuple(block(v) for v in value)
    if key in _IMPLIED:
        implied = _IMPLIED[key]
        return tuple(_made(implied, v) for v in value) if isinstance(value, list) else _made(implied, value)
    if key in _CHOICES:
        return _CHOICES[key](value)
    if name == "number" and isinstance(value, str):
        return tree.Number(value, value.removesuffix("."))
    if name == "parts":
        return tuple(p if isinstance(p, str) else _node(p) for p in value)
    return tuple(value) if isinstance(value, list) else value
