"""Numbers, amounts and sizes are written as people of the language and the country do."""

from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.number_marks import NumberMarks
from lssc_desktop.core.time.money import FeeAmbiguous, FeeUnclear, fee_of
from lssc_desktop.formats.numbers import (
    amount_text,
    marks_of,
    number_text,
    short_number,
    size,
    typed_fee,
)
from lssc_desktop.languages import Catalog, catalog

ENGLISH, SPANISH = catalog("en"), catalog("es")
SPAIN, ARGENTINA, MEXICO = (SPANISH.in_region(region) for region in ("ES", "AR", "MX"))
REGIONS = (
    "US ES MX PR AR BO CL CO CR CU DO EC GQ GT HN NI PA PE PY SV UY VE PH".split()  # noqa: SIM905
)


@pytest.mark.parametrize("words", [ENGLISH, SPANISH, MEXICO, ENGLISH.in_region("ES")])
def test_in_the_united_states_a_comma_stands_between_thousands(words: Catalog) -> None:
    assert number_text(1203, words) == "1,203"
    assert number_text(12.52, words, decimals=1) == "12.5"
    assert short_number(2.5, words) == "2.5"
    assert size(1_800_000, words) == "1.8 MB"


@pytest.mark.parametrize("region", REGIONS)
def test_the_marks_of_each_country_are_those_of_its_people(region: str) -> None:
    symbols = Locale("es", region).number_symbols["latn"]
    marks = NumberMarks(symbols["decimal"], symbols["group"])
    assert marks_of(SPANISH.in_region(region)) == marks


def test_numbers_outside_the_united_states() -> None:
    assert number_text(1203, SPAIN) == "1.203"
    assert number_text(Decimal("1250.5"), ARGENTINA, decimals=2) == "1.250,50"
    assert number_text(1203, SPANISH.in_region("CR")) == "1\u00a0203"
    assert short_number(2.5, SPAIN) == "2,5"
    assert size(1_800_000, SPAIN) == "1,8 MB"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (ENGLISH, ("$325", "$1,250.50", "£45", "40.00 SEK")),
        (SPANISH, ("$325", "$1,250.50", "£45", "40.00 SEK")),
        (MEXICO, ("US$325", "US$1,250.50", "£45", "40.00 SEK")),
        (ARGENTINA, ("US$325", "US$1.250,50", "£45", "40,00 SEK")),
        (SPAIN, ("325\u00a0US$", "1.250,50\u00a0US$", "45\u00a0£", "40,00 SEK")),
    ],
)
def test_an_amount_has_the_sign_of_its_currency(words: Catalog, said: tuple[str, ...]) -> None:
    amounts = (("325", "USD"), ("1250.50", "USD"), ("45", "GBP"), ("40", "SEK"))
    assert tuple(amount_text(Decimal(one), code, words) for one, code in amounts) == said


@pytest.mark.parametrize("region", REGIONS)
@given(st.decimals(0, 1_000_000, places=2))
def test_an_amount_is_read_as_it_is_written(region: str, amount: Decimal) -> None:
    for words in (ENGLISH, SPANISH.in_region(region)):
        for written in (amount_text(amount, "USD", words), typed_fee(amount, words)):
            assert fee_of(written, marks_of(words)) == amount


@pytest.mark.parametrize(
    ("typed", "fee"),
    [("$ 1.250,50", "1250.50"), ("1.250", "1250"), ("145,5", "145.5"), ("1250,50 US$", "1250.50")],
)
def test_an_amount_is_typed_as_the_country_does(typed: str, fee: str) -> None:
    assert fee_of(typed, marks_of(ARGENTINA)) == Decimal(fee)


@pytest.mark.parametrize(("typed", "words"), [("1.250", SPANISH), ("1,250", SPAIN)])
def test_what_can_be_read_in_two_ways_is_refused(typed: str, words: Catalog) -> None:
    with pytest.raises(FeeAmbiguous) as refused:
        fee_of(typed, marks_of(words))
    assert {refused.value.one, refused.value.other} == {Decimal("1.25"), Decimal(1250)}


@pytest.mark.parametrize("typed", ["145.50", "1,250.50", "1.25.50", "1 250", "1.2500", ",50"])
def test_what_no_one_in_the_country_writes_is_refused(typed: str) -> None:
    with pytest.raises(FeeUnclear):
        fee_of(typed, marks_of(ARGENTINA))
