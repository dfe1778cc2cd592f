"""Check digits and ranges: each number that its issuer would give is one, none with a slip is."""

from hypothesis import assume, given
from hypothesis import strategies as st

from lssc_desktop.core.privacy.check_digits import (
    is_british_licence,
    is_iban,
    is_insurance_number,
    is_nhs_number,
    is_routing_number,
    luhn,
)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def with_slip(number: str, at: int, by: int) -> str:
    """The number with one digit typed wrong."""
    return f"{number[:at]}{(int(number[at]) + by) % 10}{number[at + 1 :]}"


slips = st.integers(1, 9)


@given(digits(9), st.integers(0, 9), slips)
def test_of_ten_nhs_numbers_one_at_most_is_right_and_a_slip_is_seen(
    nine: str, at: int, by: int
) -> None:
    right = [nine + last for last in "0123456789" if is_nhs_number(nine + last)]
    assert len(right) <= 1
    assume(right)
    assert not is_nhs_number(with_slip(right[0], at, by))


def test_the_numbers_that_the_nhs_prints_for_show_are_right() -> None:
    assert all(map(is_nhs_number, ("9434765919", "4010232137", "4505577104")))
    assert not any(map(is_nhs_number, ("9434765918", "943476591", "94347659190", "943476591x")))


@given(digits(8), st.integers(0, 8), slips)
def test_a_slip_in_a_routing_number_is_seen(eight: str, at: int, by: int) -> None:
    right = [eight + last for last in "0123456789" if is_routing_number(eight + last)]
    assume(right)
    assert len(right) == 1
    assert not is_routing_number(with_slip(right[0], at, by))


@given(digits(15), st.integers(0, 15), slips)
def test_a_slip_in_a_number_by_luhn_is_seen(front: str, at: int, by: int) -> None:
    right = [front + last for last in "0123456789" if luhn(front + last)]
    assert len(right) == 1
    assert not luhn(with_slip(right[0], at, by))


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4), digits(14), slips)
def test_an_iban_has_one_pair_of_check_digits(bank: str, rest: str, by: int) -> None:
    right = [f"GB{n:02}{bank}{rest}" for n in range(2, 99) if is_iban(f"GB{n:02}{bank}{rest}")]
    assert len(right) == 1
    assert not is_iban(with_slip(right[0], 10, by))


@given(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
    digits(6),
    st.sampled_from("ABCDEFG"),
)
def test_national_insurance_numbers_have_prefixes_that_are_given_and_suffixes_to_d(
    prefix: str, six: str, suffix: str
) -> None:
    is_given = (
        prefix[0] not in "DFIQUV"
        and prefix[1] not in "DFIOQUV"
        and prefix not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
    )
    for said in (prefix + six + suffix, f"{prefix} {six[:2]} {six[2:4]} {six[4:]} {suffix}"):
        assert is_insurance_number(said) is (is_given and suffix in "ABCD")


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_driving_licence_has_a_month_and_a_day_of_birth(month: int, day: int) -> None:
    is_born = (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= 31
    assert is_british_licence(f"MORGA7{month:02}{day:02}6SM9IJ") is is_born


def test_a_short_surname_ends_in_nines_on_a_driving_licence() -> None:
    assert is_british_licence("FOX99 912018 T99AA 12")
    assert not is_british_licence("FO9X9912018T99AA")
    assert not is_british_licence("FOXES1912018T99AA")
