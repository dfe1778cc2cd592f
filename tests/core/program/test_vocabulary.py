"""The words of a program stand in sentences in place of ours, and nowhere else."""

import pytest

from lssc_desktop.core.program.vocabulary import (
    EnglishSpelling,
    ProgramWords,
    Term,
    Vocabulary,
    dictionary_of,
)

WORDS = ProgramWords(
    competency=Term("criterion", "criteria"),
    set=Term("award", "awards"),
    statement=Term("evaluative statement", "evaluative statements"),
    renewal=Term("revalidation", "revalidations"),
    evaluator=Term("assessor", "assessors"),
    renew="revalidate",
)
SAID = Vocabulary(WORDS, EnglishSpelling.BRITISH)


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        ("{count} competencies", "{count} criteria"),
        ("Previous competency", "Previous criterion"),
        ("Competency sets", "Awards"),
        ("A set, a competency", "An award, a criterion"),
        ("Write a learning statement.", "Write an evaluative statement."),
        ("The statement isn’t rated", "The evaluative statement isn’t rated"),
        ("Which competency &set is it about?", "Which &award is it about?"),
        ("Co&mpetency", "&Criterion"),
        ("Renew by {day}.", "Revalidate by {day}."),
        ("It was renewed…", "It was revalidated…"),
        ("Renewal", "Revalidation"),
        ("Evaluators decide.", "Assessors decide."),
        ("Preview as evaluator", "Preview as assessor"),
        ("{name} is an evaluator’s file.", "{name} is an assessor’s file."),
        ("You apply and enroll. Enrollment", "You apply and enrol. Enrolment"),
        ("{month} {day}, {year}", "{day} {month} {year}"),
    ],
)
def test_the_words_of_a_program_take_the_place_of_ours(ours: str, said: str) -> None:
    assert SAID.say(ours) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "{set}, {competency} and {statement:>3}",
        "use --set or --competency",
        "“set.pdf” and “statement.json”",
        "Set the clock in the computer’s settings, then try again.",
        "Your portfolio is not set anymore.",
        "settle, offset, subset, upset",
    ],
)
def test_places_names_and_verbs_stay_as_they_are(sentence: str) -> None:
    assert SAID.say(sentence) == sentence


def test_a_program_with_our_words_changes_nothing() -> None:
    same = Vocabulary(
        ProgramWords(competency=Term("competency", "competencies")), EnglishSpelling.AMERICAN
    )
    assert not same
    assert same.say("A competency, {month} {day}, {year}") == "A competency, {month} {day}, {year}"


@pytest.mark.parametrize(
    ("language", "spelling", "dictionary"),
    [("en", "en-GB", "en_GB"), ("en", "en-US", ""), ("es", "en-US", "es"), ("es", "en-GB", "es")],
)
def test_the_dictionary_is_of_the_portfolio_s_language_and_the_program_s_english(
    language: str, spelling: str, dictionary: str
) -> None:
    assert dictionary_of(language, EnglishSpelling(spelling)) == dictionary
