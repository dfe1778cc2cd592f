"""The tags of a bag in plain words, also where a stranger wrote them."""

import pytest

from lssc_desktop.messages.package import bag_details, package_facts

OURS = (
    ("Contact-Name", "A. Rivera"),
    ("LSSC-Kind", "review-copy"),
    ("LSSC-Copy", "2"),
    ("Bagging-Date", "2026-11-24"),
)


def test_kind_and_day_are_words() -> None:
    assert package_facts(OURS, "ab12") == (
        ("Kind", "Review copy 2"),
        ("Made by", "A. Rivera"),
        ("Last change", "November 24, 2026"),
        ("Fingerprint", "ab12"),
    )


def test_tags_are_known_in_any_case() -> None:
    assert package_facts((("CONTACT-NAME", "A. Rivera"),), "") == (("Made by", "A. Rivera"),)


def test_a_portfolio_has_no_number() -> None:
    assert package_facts((("LSSC-Kind", "portfolio"),), "") == (("Kind", "Portfolio to evaluate"),)


@pytest.mark.parametrize(
    ("copy", "said"), [("", "Review copy"), ("two", "Review copy"), ("\u0662", "Review copy")]
)
def test_a_copy_without_a_number_is_still_one(copy: str, said: str) -> None:
    info = (("LSSC-Kind", "review-copy"), ("LSSC-Copy", copy))
    assert package_facts(info, "") == (("Kind", said),)


def test_a_day_that_is_none_is_shown_as_it_stands() -> None:
    assert package_facts((("Bagging-Date", "last fall"),), "") == (("Last change", "last fall"),)


def test_what_a_stranger_wrote_takes_one_line() -> None:
    info = tuple(("Contact-Name", "a\nb" * 100) for _ in range(1000))
    ((_label, value),) = package_facts(info, "")
    assert "\n" not in value
    assert len(value) <= 160


def test_no_more_tags_are_shown_than_anybody_reads() -> None:
    info = tuple((f"K{number}", "v" * 10_000) for number in range(1_000))
    shown = bag_details(info)
    assert len(shown) == 51
    assert (shown[0][0], len(shown[0][1]), shown[0][1][-1]) == ("K0", 2_000, "…")
    assert shown[-1] == ("", "And 950 more.")


def test_the_id_of_a_package_is_a_technical_detail() -> None:
    assert bag_details((), "ab12") == (("Package ID", "ab12"),)


def test_few_tags_are_all_shown() -> None:
    assert bag_details(OURS) == OURS
