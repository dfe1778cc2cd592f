"""Each question to a program has words, in each language."""

from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.overview.questions import ProgramQuestion, QuestionCode
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.core.program.fees import FeeMoment
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import OPTIONS, Needed, Route
from lssc_desktop.languages import LANGUAGES, catalog, speaking
from lssc_desktop.messages.papers import question_title, question_words
from lssc_desktop.store.programs import shipped_program

LSSC = shipped_program().program
CILIP = shipped_program("cilip-certification").program
PORTFOLIO = Portfolio("p", "lssc", "2", Candidate("Ana"), date(2026, 2, 2))
ABOUT: dict[QuestionCode, tuple[tuple[Program, str], ...]] = {
    QuestionCode.ROUTE: tuple((LSSC, each.value) for each in Route),
    QuestionCode.FEE: tuple(
        (program, each.value) for each in FeeMoment for program in (LSSC, CILIP)
    ),
    QuestionCode.DOCUMENT: (
        (CILIP, "mentor-form"),
        (replace(CILIP, documents=(replace(CILIP.documents[0], needed=Needed.UNKNOWN),)), "pksb"),
    ),
    QuestionCode.SCALE: ((CILIP, "pksb"),),
    QuestionCode.LENGTH: ((LSSC, "response"), (LSSC, "statement")),
    QuestionCode.TEXT: ((LSSC, "supervision-management:15"),),
    QuestionCode.COUNT: ((LSSC, "youth-services"),),
    QuestionCode.OPTION: tuple((LSSC, each) for each in OPTIONS),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", QuestionCode)
def test_each_question_is_one_and_says_why(code: QuestionCode, language: str) -> None:
    for program, about in ABOUT.get(code, ((LSSC, ""),)):
        with speaking(catalog(language)):
            said = question_words(ProgramQuestion(code, about), program, PORTFOLIO)
        assert said.question.endswith("?")
        assert said.why.endswith(".")


def test_an_answer_to_what_this_file_does_not_have_is_named_by_its_id() -> None:
    for gone in ("text:gone:3", "document:gone", "fee:gone", "option:gone", "gone"):
        assert question_title(gone, CILIP, PORTFOLIO)
