"""What an addendum says of a change: the sentences, the text that belongs to them, and what moves along."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from akkoord.amendment.applying import check_applied
from akkoord.amendment.drafting import drafted
from akkoord.amendment.wording import sentence
from akkoord.spec import ReferenceStyle
from support.instrument import instrument, pairing_of

_FILE = Path(__file__).parents[2] / "cases" / "amendment" / "zinnen.yaml"
_CASES = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))


def said(case):
    """The sentences of the addendum, its texts and what moves along."""
    pairing = pairing_of(instrument(case["old"]), instrument(case["new"]))
    amendments = drafted(pairing)
    assert check_applied(pairing.old, amendments, pairing.new) == ()
    style = ReferenceStyle(case.get("style", "lid"))
    out = []
    for amendment in amendments.amendments:
        made = sentence(amendment, style)
        out += [made.words, *(f"> {line.shown}" for line in made.lines)]
    out += [f"~ {old} → {new}" for following in amendments.following for old, new in following.words]
    return "\n".join(out)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in _CASES])
def test_a_change_is_said_in_the_form_of_an_addendum(case):
    assert said(case) == case["said"].strip()
