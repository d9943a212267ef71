"""What was recorded of a pack, in a cell of the overview."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.records import STATE_WORDS, Ledger
from akkoord.writers.html.markup import Markup, element, words

UNREADABLE = "unreadable"
NOT_RECORDED = "none"
LIFE_WORDS = {
    UNREADABLE: "niet te lezen",
    NOT_RECORDED: "niet vastgelegd",
    **{state.value: word for state, word in STATE_WORDS.items()},
}
"""Every value of the filter in the words of the page."""


def life_state(ledger: Ledger | None) -> str:
    """Where the pack that counts is in its life: a state, `none`, or `unreadable` for a ledger not to be trusted."""
    if ledger is None:
        return UNREADABLE
    state = ledger.state(ledger.leading)
    return state.value if state is not None else NOT_RECORDED


def life_cycle(ledger: Ledger | None, built: int) -> Markup:
    """Every number of a pack with its state, and the number that stands there when nothing was recorded of it.

    `built` is the number of the pack that stands in its folder, 0 for none.
    """
    if ledger is None or not ledger.entries:
        return words(LIFE_WORDS[life_state(ledger)])
    lines = tuple(_lines(ledger, built))
    if len(lines) == 1:
        return words(lines[0])
    return element("ul", {}, *(element("li", {}, words(line)) for line in lines))


def _lines(ledger: Ledger, built: int) -> Iterator[str]:
    for number in range(1, ledger.current + 1):
        state, since = ledger.state(number), ledger.since(number)
        if state is not None and since is not None:
            replaced = ledger.of(number)[-1].supersedes
            more = f", vervangt pakket {replaced}" if replaced else ""
            yield f"pakket {number}: {STATE_WORDS[state]} sinds {since:%d-%m-%Y}{more}"
    if built > ledger.current:
        there = ledger.standing
        more = f"; anders dan pakket {there.number}, en vervangt dat zodra het verzonden is" if there else ""
        yield f"pakket {built}: niet vastgelegd{more}"
