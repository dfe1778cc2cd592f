import pytest

from lssc_desktop.core.time.eligibility import Leaning, RouteAdvice
from lssc_desktop.messages.courses import advice_sentence
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.core.check.rules.desk import small_program


@pytest.mark.parametrize(
    ("advice", "said"),
    [
        (RouteAdvice(Leaning.PORTFOLIO, 7, 2, 0), "You can do 7 of 9: a portfolio can work."),
        (
            RouteAdvice(Leaning.COURSE, 2, 6, 1),
            "You can’t do 6 of 9 yet: a course may be better.",
        ),
        (
            RouteAdvice(Leaning.EVEN, 4, 4, 0),
            "You can do 4 of 8: either can work. Read the competencies again.",
        ),
    ],
)
def test_the_answers_are_counted_and_weighed(advice: RouteAdvice, said: str) -> None:
    assert advice_sentence(advice, small_program()) == said


def test_with_too_few_answers_it_asks_for_more() -> None:
    assert "more competencies" in advice_sentence(
        RouteAdvice(Leaning.OPEN, 1, 1, 7), small_program()
    )


@pytest.mark.parametrize("leaning", [Leaning.PORTFOLIO, Leaning.EVEN])
def test_a_portfolio_is_not_recommended_where_none_is_taken(leaning: Leaning) -> None:
    lssc = read_program(shipped_program_text(), "lssc.toml")
    assert advice_sentence(RouteAdvice(leaning, 9, 3, 0), lssc) == (
        "You can do 9 of 12. LSSC hasn’t accepted portfolios since January 31, 2019."
    )
    assert "a course may be better" in advice_sentence(RouteAdvice(Leaning.COURSE, 2, 6, 1), lssc)
