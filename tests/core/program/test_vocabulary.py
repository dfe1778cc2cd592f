"""The words of a program stand in the places for them, and nowhere else."""

import pytest

from lssc_desktop.core.program.vocabulary import (
    OUR_WORDS,
    EnglishSpelling,
    ProgramWords,
    Term,
    dictionary_of,
    vocabulary_of,
)

WORDS = ProgramWords(
    competency=Term("criterion", "criteria"),
    set=Term("award", "awards"),
    statement=Term("evaluative statement", "evaluative statements"),
    renewal=Term("revalidation", "revalidations"),
    evaluator=Term("assessor", "assessors"),
    renew="revalidate",
)
SAID = vocabulary_of(WORDS, EnglishSpelling.BRITISH)
OURS = vocabulary_of(OUR_WORDS, EnglishSpelling.AMERICAN)


@pytest.mark.parametrize(
    ("text", "ours", "said"),
    [
        ("{count} {competencies}", "{count} competencies", "{count} criteria"),
        ("Previous {competency}", "Previous competency", "Previous criterion"),
        ("{Competency_sets}", "Competency sets", "Awards"),
        ("{A_set}, {a_competency}", "A set, a competency", "An award, a criterion"),
        ("{a_learning_statement}", "a learning statement", "an evaluative statement"),
        ("The {statement}", "The statement", "The evaluative statement"),
        ("Which &{competency_set}?", "Which &competency set?", "Which &award?"),
        ("{Renew} by {day}.", "Renew by {day}.", "Revalidate by {day}."),
        ("It was {renewed}…", "It was renewed…", "It was revalidated…"),
        ("Preview as {an_evaluator}", "Preview as an evaluator", "Preview as an assessor"),
    ],
)
def test_the_words_of_a_program_stand_in_their_places(text: str, ours: str, said: str) -> None:
    assert OURS(text) == ours
    assert SAID(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "{set_title}, {number} and {path:file}",
        "use --set or --competency",
        "“set.pdf” and “statement.json”",
        "Set the clock in the computer’s settings, then try again.",
        "A set, a competency, and a renewal are ours here",
    ],
)
def test_facts_and_words_without_a_place_stay_as_they_are(text: str) -> None:
    assert SAID(text) == text


def test_days_and_words_are_spelled_as_in_the_country_of_the_program() -> None:
    assert SAID("You apply and enroll. &Enrollment") == "You apply and enrol. &Enrolment"
    assert SAID("{color} of the catalog") == "{color} of the catalogue"
    assert SAID("{month} {day}, {year}") == "{day} {month} {year}"
    assert OURS("{month} {day}, {year}, enroll") == "{month} {day}, {year}, enroll"


def test_a_program_that_names_competencies_only_has_sets_of_them() -> None:
    words = ProgramWords(competency=Term("unit", "units"))
    said = vocabulary_of(words, EnglishSpelling.AMERICAN)
    assert said("{a_competency}, {a_competency_set}, {sets}") == "a unit, a unit set, sets"


@pytest.mark.parametrize(
    ("name", "said"),
    [("area", "an area"), ("unit", "a unit"), ("hour", "an hour"), ("one", "a one")],
)
def test_an_article_goes_by_how_the_name_sounds(name: str, said: str) -> None:
    words = ProgramWords(set=Term(name, f"{name}s"))
    assert vocabulary_of(words, EnglishSpelling.AMERICAN)("{a_set}") == said


@pytest.mark.parametrize(
    ("language", "spelling", "dictionary"),
    [("en", "en-GB", "en_GB"), ("en", "en-US", ""), ("es", "en-US", "es"), ("es", "en-GB", "es")],
)
def test_the_dictionary_is_of_the_portfolio_s_language_and_the_program_s_english(
    language: str, spelling: str, dictionary: str
) -> None:
    assert dictionary_of(language, EnglishSpelling(spelling)) == dictionary
