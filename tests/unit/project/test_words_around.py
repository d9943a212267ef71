"""Whether the words of a change are those of another document that changed in the same way."""

import pytest

from akkoord.project.words_around import address_of, lines_of, others_around
from akkoord.records import TextChange

PAGE = """<h1>Overeenkomst</h1>
<p id="a-1">Stichting Een meldt een wijziging binnen <b>tien</b> dagen.</p>
<p id="a-2">De gemeente antwoordt snel &amp; goed.</p>
<td>0123456789ab</td>
"""


def change(*was: str) -> TextChange:
    return TextChange("a", "A", "", "", "", "", "numeric", False, was, ("anders",), (), "", "")


@pytest.mark.parametrize(
    ("was", "old", "new", "differs"),
    [
        ("1. Stichting Een meldt een wijziging binnen tien dagen.", "Een meldt", "Twee meldt", True),
        ("1. Stichting Een meldt een wijziging binnen tien dagen.", "snel", "gauw", False),
        ("1. Stichting Een meldt een wijziging binnen tien dagen.", 'id="a-1"', 'id="b-7"', False),
        ("1. Stichting Een meldt een wijziging binnen tien dagen.", "<b>tien</b>", "<b>elf</b>", True),
        ("De gemeente antwoordt snel & goed.", "Een meldt", "Twee meldt", False),
        ("De gemeente antwoordt snel & goed.", "goed.", "goed. En gauw.", True),
        ("Overeenkomst | 0123456789ab", "0123456789ab", "ba9876543210", True),
        ("Overeenkomst | 0123456789ab", "Een meldt", "Twee meldt", False),
        ("dit staat er niet", "Een", "Een", True),
    ],
)
def test_other_words_stand_around_a_change_where_the_lines_of_its_old_words_differ(
    was: str, old: str, new: str, differs: bool
) -> None:
    lines = lines_of((change(was),), PAGE.encode())
    other = PAGE.replace(old, new).encode()
    assert bool(others_around(lines, other)) is differs


def test_what_is_only_added_has_no_old_words() -> None:
    assert others_around(lines_of((change(),), PAGE.encode()), b"<p>iets anders</p>") == frozenset()


ADDRESSES = """<h2><span class="number">Artikel 1 </span>Een</h2>
<p><span class="number">1. </span>Lid een</p>
<p><span class="number">a. </span>deel</p>
<p><span class="number">2. </span>Lid twee</p>
<p>nog een alinea</p>
<table>
<tr>
<td>kop</td>
<tr>
<td>rij</td>
</table>
<p>na de tabel</p>
<h2>Slot</h2>
"""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("deel", b"Artikel 1 /1. /a. /"),
        ("Lid twee", b"Artikel 1 /2. //"),
        ("nog een alinea", b"Artikel 1 /2. //"),
        ("kop", b"Artikel 1 /2. //0.1"),
        ("rij", b"Artikel 1 /2. //0.2"),
        ("na de tabel", b"Artikel 1 /2. //"),
    ],
)
def test_a_line_has_the_address_that_its_words_are_told_with(text: str, address: bytes) -> None:
    lines = ADDRESSES.encode().split(b"\n")
    assert address_of(lines, next(at for at, line in enumerate(lines) if text.encode() in line)) == address
