"""What a program file says of its reviews: what is offered where, and how a candidate is hidden."""

import pytest

from lssc_desktop.core.program.reviewing import (
    NO_REVIEW_RULES,
    ReviewRules,
    RubricLevel,
    StandardComment,
    blind_label,
    carries_name,
)
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.messages.about_program import program_lines
from lssc_desktop.store.programs import ProgramFaulty, read_program
from tests.office import REVIEW_RULES, program_with_rules


def test_a_program_file_says_how_its_office_reviews() -> None:
    rules = read_program(program_with_rules(), "office.toml").reviews
    assert (rules.blind, rules.keep_years) == (True, 7)
    assert rules.letter_head[0] == "Prairie Library Office"
    said = "\n".join(program_lines(read_program(program_with_rules(), "office.toml")))
    for words in (
        "Reviews and evaluations",
        "Evaluators don’t see who the candidate is.",
        "Before an evaluation, we ask: Do you work with this candidate, or are you related?",
        "delete a package 7 years after its decision",
        "Met: Shown by the candidate's own work.",
        "Standard comments: Name the systems, Own part",
    ):
        assert words in said


def test_a_file_that_says_nothing_of_reviews_hides_asks_and_deletes_nothing() -> None:
    assert read_program(program_with_rules(""), "office.toml").reviews == NO_REVIEW_RULES
    assert not NO_REVIEW_RULES.blind
    assert NO_REVIEW_RULES.keep_years is None


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('set = "foundations"', 'set = "fundations"', "reviews.comments[3].set"),
        ('rating = "not"', 'rating = "never"', "reviews.rubric[2].rating"),
        ('title = "Own part"', 'title = "name the systems"', "reviews.comments[2].title"),
        ("keep_years = 7", "keep_years = 0", "reviews.keep_years"),
    ],
)
def test_a_fault_is_named_with_its_place(old: str, new: str, place: str) -> None:
    with pytest.raises(ProgramFaulty) as refused:
        read_program(program_with_rules(REVIEW_RULES.replace(old, new)), "office.toml")
    assert [fault.place for fault in refused.value.faults] == [place]


def test_comments_and_levels_are_offered_where_they_fit() -> None:
    rules = ReviewRules(
        comments=(
            StandardComment("All", "x"),
            StandardComment("Set", "x", "technology"),
            StandardComment("One", "x", "technology", (3, 4)),
        ),
        rubric=(
            RubricLevel(Rating.MET, "of three", "technology", (3,)),
            RubricLevel(Rating.NOT_MET, "of all"),
            RubricLevel(Rating.MET, "of all"),
            RubricLevel(Rating.MET, "of the set", "technology"),
        ),
    )

    def titles(set_id: str, number: int | None) -> list[str]:
        return [each.title for each in rules.comments_for(set_id, number)]

    assert titles("technology", 3) == ["All", "Set", "One"]
    assert titles("technology", None) == ["All", "Set"]
    assert titles("foundations", 3) == ["All"]
    levels = rules.rubric_for("technology", 3)
    assert [(each.rating, each.text) for each in levels] == [
        (Rating.MET, "of three"),
        (Rating.NOT_MET, "of all"),
    ]
    assert [each.text for each in rules.rubric_for("technology", 5)] == ["of the set", "of all"]
    assert [each.text for each in rules.rubric_for("foundations", 3)] == ["of all", "of all"]
    assert rules.rubric_for("technology", None) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nunez flyer.pdf", "José Núñez"),
        ("flyer_JOSE_2.pdf", "José Núñez"),
        ("rivera.docx", "A. Rivera"),
        ("summary_li.pdf", "Xu Li"),
        ("李小龍履歷.pdf", "李 小龍"),
    ],
)
def test_a_name_is_found_in_a_file_name(text: str, name: str) -> None:
    assert carries_name(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [("flyer.pdf", "José Núñez"), ("a plan.pdf", "B. Rivera"), ("library.pdf", "Xu Li")],
)
def test_another_file_name_is_left_alone(text: str, name: str) -> None:
    assert not carries_name(text, name)


def test_a_label_says_which_package_it_is_and_not_whose() -> None:
    assert blind_label("3f9a2c77" + "0" * 56) == "Candidate 3F9A2C"
