"""`check --explain` prints the page of each rule that is asked for, and names the nearest for one that is not there."""

import pytest

from akkoord.cli.checking import UnknownRuleError, show_pages


def test_pages_come_in_the_order_asked_for(capsys: pytest.CaptureFixture[str]):
    show_pages(["r047", "R150"])
    told = capsys.readouterr().out
    assert told.startswith("R047\n\n**")
    assert told.index("R047\n") < told.index("\nR150\n")
    assert "Fout:" in told
    assert "Gewicht: fout." in told


def test_a_rule_that_is_not_there_is_named_with_the_nearest():
    with pytest.raises(UnknownRuleError) as refused:
        show_pages(["R047", "R999", "R04"])
    assert [(d.code, d.message) for d in refused.value.diagnostics] == [
        ("CHK009", "er is geen regel `R999`"),
        ("CHK009", "er is geen regel `R04`"),
    ]
    assert refused.value.diagnostics[1].hints[0].startswith("bedoelde u `R")
