from datetime import date

import pytest

from lssc_desktop.core.program.program import AppealRule
from lssc_desktop.core.time.clock import Appeal
from lssc_desktop.messages.standing import appeal_sentence

RULE = AppealRule(10, 30, "The director")
APPEAL = Appeal("basics", date(2028, 2, 20), date(2028, 3, 1), date(2028, 3, 21))


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (
            date(2028, 3, 1),
            "send notice by March 1, 2028 and the documents by March 21, 2028 to: The director.",
        ),
        (date(2028, 3, 2), "If you gave notice by then, your documents are due by March 21, 2028."),
        (
            date(2028, 3, 21),
            "If you gave notice by then, your documents are due by March 21, 2028.",
        ),
        (date(2028, 3, 22), "The deadline for an appeal was March 21, 2028."),
    ],
)
def test_an_appeal_says_what_is_still_possible(today: date, end: str) -> None:
    said = appeal_sentence(APPEAL, "Basics", RULE, today)
    assert said.startswith("Basics: not achieved by the decision of February 20, 2028. ")
    assert said.endswith(end)
