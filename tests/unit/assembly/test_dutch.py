"""Numbers, dates, amounts and lists as Dutch writes them."""

from datetime import date
from decimal import Decimal

import pytest

from akkoord.assembly import dutch


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nul"),
        (1, "een"),
        (8, "acht"),
        (11, "elf"),
        (14, "veertien"),
        (18, "achttien"),
        (20, "twintig"),
        (21, "eenentwintig"),
        (22, "tweeëntwintig"),
        (23, "drieëntwintig"),
        (28, "achtentwintig"),
        (40, "veertig"),
        (52, "tweeënvijftig"),
        (80, "tachtig"),
        (83, "drieëntachtig"),
        (99, "negenennegentig"),
        (100, "honderd"),
        (101, "honderdeen"),
        (111, "honderdelf"),
        (122, "honderdtweeëntwintig"),
        (200, "tweehonderd"),
        (333, "driehonderddrieëndertig"),
        (999, "negenhonderdnegenennegentig"),
    ],
)
def test_numbers_in_words(number, words):
    assert dutch.number_in_words(number) == words


def test_every_number_has_words_of_its_own():
    assert len({dutch.number_in_words(n) for n in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "eerste"),
        (2, "tweede"),
        (3, "derde"),
        (4, "vierde"),
        (7, "zevende"),
        (8, "achtste"),
        (11, "elfde"),
        (12, "twaalfde"),
        (13, "dertiende"),
        (19, "negentiende"),
        (20, "twintigste"),
        (21, "eenentwintigste"),
        (33, "drieëndertigste"),
        (100, "honderdste"),
        (101, "honderdeerste"),
        (108, "honderdachtste"),
        (120, "honderdtwintigste"),
        (200, "tweehonderdste"),
    ],
)
def test_ranks_in_words(number, words):
    assert dutch.ordinal_in_words(number) == words


def test_dates():
    assert dutch.long_date(date(2023, 3, 1)) == "1 maart 2023"
    assert dutch.short_date(date(2023, 3, 1)) == "01-03-2023"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1234.565"), "€\u00a01.234,57"),
        (Decimal("1234.564"), "€\u00a01.234,56"),
        (Decimal("-0.005"), "€\u00a0-0,01"),
        (Decimal("-0.004"), "€\u00a00,00"),
        (0, "€\u00a00,00"),
        (1_000_000, "€\u00a01.000.000,00"),
        (-25, "€\u00a0-25,00"),
    ],
)
def test_amounts_round_half_a_cent_away_from_zero(value, shown):
    assert dutch.amount(value) == shown


def test_numbers_have_dots_for_thousands_and_a_comma():
    assert dutch.number(30000) == "30.000"
    assert dutch.number(Decimal("1234567.50")) == "1.234.567,50"
    assert dutch.number(Decimal("-0.0")) == "0,0"


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("ijssel", "IJssel"),
        ("élan", "Élan"),
        ("‘thuis’", "‘Thuis’"),
        ("'s morgens", "'s Morgens"),
        ("’t huis", "’t Huis"),
        ("5 dingen", "5 dingen"),
        ("IJ", "IJ"),
        ("", ""),
    ],
)
def test_first_capital(text, capital):
    assert dutch.capitalised(text) == capital


def test_alphabetical_order_folds_case_accents_and_signs():
    words = ["Zwolle", "ijs", "Élan", "eland", "Olst-Wijhe", "olst", "'s-Gravenhage", "Ommen", "Øst", "iglo"]
    assert sorted(words, key=dutch.alphabetical) == [
        "Élan",
        "eland",
        "iglo",
        "ijs",
        "olst",
        "Olst-Wijhe",
        "Ommen",
        "Øst",
        "'s-Gravenhage",
        "Zwolle",
    ]


def test_letters_go_on_as_word_counts():
    assert [dutch.letters(n) for n in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]


def test_roman():
    assert [dutch.roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1999, 3999)] == [
        "I",
        "IV",
        "IX",
        "XIV",
        "XL",
        "XC",
        "CD",
        "MCMXCIX",
        "MMMCMXCIX",
    ]


def test_enumerations():
    assert dutch.joined((), "en") == ""
    assert dutch.joined(("a",), "en") == "a"
    assert dutch.joined(("a", "b"), "en") == "a en b"
    assert dutch.joined(("a", "b", "c"), "of") == "a, b of c"


def test_the_article_of_a_document():
    assert dutch.article_of("Transformatieconvenant") == "het"
    assert dutch.article_of("Addendum") == "het"
    assert dutch.article_of("Raamovereenkomst") == "de"
