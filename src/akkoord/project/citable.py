"""What other documents can cite of a document, as a digest: equal for numbers that read the same everywhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from akkoord.assembly import Numbers
from akkoord.assembly.targets import Target

_CANONICAL = msgspec.json.Encoder(order="deterministic")


def bare(numbers: Iterable[Numbers]) -> tuple[Numbers, ...]:
    """`numbers` without the arrangements that they are those of."""
    return tuple(Numbers(one.providers, one.targets) for one in numbers)


def citable_digest(numbers: Iterable[Numbers]) -> str:
    """The digest of all that another text can have of `numbers`."""
    return hashlib.sha256(_CANONICAL.encode(list(_citable(numbers)))).hexdigest()


def _citable(numbers: Iterable[Numbers]) -> Iterator[object]:
    """All that another text can have of `numbers`: not where something stands, but for what was withdrawn."""
    bare: dict[int, Target] = {}

    def without_place(there: Mapping[str, Target]) -> dict[str, Target]:
        for target in there.values():
            if id(target) not in bare:
                bare[id(target)] = replace(target, span=None)
        return {name: bare[id(target)] for name, target in there.items()}

    for one in numbers:
        every = one.targets
        named = {**every.sections, **every.clauses}
        gone = {name: target.span for name, target in named.items() if every.is_withdrawn(name)}
        sections, clauses, items = map(without_place, (every.sections, every.clauses, every.items))
        yield one.providers, replace(every, sections=sections, clauses=clauses, items=items), gone
