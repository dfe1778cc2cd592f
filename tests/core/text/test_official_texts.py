"""Official texts of a set, pasted once and split."""

import pytest

from lssc_desktop.core.text.official_texts import OfficialText, split_official_texts

THREE = (1, 2, 3)
TEXTS = (
    OfficialText(1, "The mission of the library."),
    OfficialText(2, "Ethics and values."),
    OfficialText(3, "The roles of staff."),
)


@pytest.mark.parametrize(
    "pasted",
    [
        "1. The mission of the library.\n2. Ethics and values.\n3. The roles of staff.",
        "1) The mission of the library.\n\n2) Ethics and values.\n\n3) The roles of staff.\n",
        "1\tThe mission of the library.\n2\tEthics and values.\n3\tThe roles of staff.",
        (
            "Competency 1: The mission of the library.\nCompetency 2: Ethics and values.\n"
            "Competency 3: The roles of staff."
        ),
        (
            "Competencia 1: The mission of the library.\nCompetencia 2: Ethics and values.\n"
            "Competencia 3: The roles of staff."
        ),
        "1\nThe mission of the library.\n2\nEthics and values.\n3\nThe roles of staff.",
        (
            "Foundations\nLibrary support staff know:\n1. The mission of the library.\r\n"
            "2. Ethics and values.\r\n3. The roles of staff."
        ),
        "The mission of the library.\nEthics and values.\nThe roles of staff.",
        "\u2022 The mission of the library.\n\u2022 Ethics and values.\n\u2022 The roles of staff.",
        "The mission\nof the library.\n\nEthics and values.\n\nThe roles\nof staff.",
        "1.\u00a0The mission of the library.\n2. Ethics and values.\n3.\u00a0The roles of staff.",
    ],
)
def test_a_list_is_split_however_it_is_numbered(pasted: str) -> None:
    assert split_official_texts(THREE, pasted) == TEXTS


def test_a_text_of_several_lines_stays_together_with_its_own_list() -> None:
    pasted = "1. Staff know\n1. a thing\n4. another\n\n2. Ethics in 12 steps\n12 hours a week.\n"
    assert split_official_texts(THREE, pasted) == (
        OfficialText(1, "Staff know\n1. a thing\n4. another"),
        OfficialText(2, "Ethics in 12 steps\n12 hours a week."),
    )


def test_a_list_may_begin_later_or_leave_one_out_where_it_says_so() -> None:
    pasted = "Competency 2 Ethics.\nCompetency 3 Roles."
    assert split_official_texts(THREE, pasted) == (
        OfficialText(2, "Ethics."),
        OfficialText(3, "Roles."),
    )


@pytest.mark.parametrize("pasted", ["", "  \n ", "One line.", "One.\nTwo.\nThree.\nFour."])
def test_where_nobody_can_tell_nothing_is_split(pasted: str) -> None:
    assert split_official_texts(THREE, pasted) == ()
