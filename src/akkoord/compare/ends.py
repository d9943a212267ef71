"""The last paragraph of a story, cell or control, whose end can neither come nor go.

Word cannot take away the end of the last paragraph. So when paragraphs at the end went, it is
the end of the paragraph before them that is deleted, and the last one keeps its own with
other properties; as Word itself writes it.
"""

from __future__ import annotations

from akkoord.compare.blocks import Kind
from akkoord.compare.items import DELETED, INSERTED, KEPT, Item, Kept, Mark, Piece, TableItem, Whole


def settle_ends(items: list[Item]) -> list[Item]:
    """`items` with a lasting end before every table that lasts, and at the end of all."""
    out: list[Item] = []
    run: list[Item] = []
    for item in items:
        if isinstance(item, TableItem):
            out += _settled(run, last=False)
            out.append(item)
            run = []
        else:
            run.append(item)
    return out + _settled(run, last=True)


def _settled(run: list[Item], *, last: bool) -> list[Item]:
    start = len(run)
    while start and not _lasts(run[start - 1]):
        start -= 1
    tail = run[start:]
    gone = [i for i, item in enumerate(tail) if isinstance(item, Mark) and item.op == DELETED]
    come = [i for i, item in enumerate(tail) if isinstance(item, Mark) and item.op == INSERTED]
    if any(isinstance(item, Whole) for item in tail) or not (gone or come):
        return run
    if gone and come:
        return [*run[:start], *_united(tail, gone[-1], come[-1])]
    if not last and _whole(tail):
        return run
    return _lent(run, start, (gone or come)[-1])


def _lasts(item: Item) -> bool:
    return not isinstance(item, Piece | Mark | Whole) or (isinstance(item, Mark) and item.op == KEPT)


def _whole(tail: list[Item]) -> bool:
    """Whether all in `tail` is of one side."""
    return len({item.op for item in tail if isinstance(item, Piece | Mark)}) == 1


def _united(tail: list[Item], gone: int, come: int) -> list[Item]:
    """The last end that went and the last that came are one end that stays."""
    one, other = tail[gone], tail[come]
    if not isinstance(one, Mark) or not isinstance(other, Mark) or one.old is None or other.new is None:
        return tail
    if one.old.content.ends_section != other.new.content.ends_section:
        return tail
    rest = [item for i, item in enumerate(tail) if i not in (gone, come)]
    return [*rest, Mark(KEPT, one.old, other.new)]


def _lent(run: list[Item], start: int, at: int) -> list[Item]:
    """The paragraph before gives the last one its lasting end, and takes the end that came or went."""
    former = run[start - 1] if start else None
    end = run[start + at]
    if not isinstance(end, Mark):
        return run
    if isinstance(former, Kept) and former.old.kind is Kind.PARAGRAPH:
        old, new = former.old, former.new
        a, b = old.content, new.content
        before: list[Item] = [Piece(KEPT, a, 0, len(a), b, 0, len(b))] if len(a) == len(b) and len(a) else []
        if len(a) != len(b):
            return run
    elif isinstance(former, Mark) and former.old is not None and former.new is not None:
        old, new, before = former.old, former.new, []
    else:
        return run
    lasting = (end.old, new) if end.op == DELETED else (old, end.new)
    if any(b is None or b.content.ends_section for b in lasting):
        return run  # the end of a section stays with its paragraph
    head = [*run[: start - 1], *before]
    rest = [*run[start : start + at], *run[start + at + 1 :]]
    if end.op == DELETED:
        return [*head, Mark(DELETED, old, None), *rest, Mark(KEPT, end.old, new)]
    return [*head, Mark(INSERTED, None, new), *rest, Mark(KEPT, old, end.new)]
