from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.program.program import AppealRule
from lssc_desktop.core.time.clock import DateCode, ImportantDate
from lssc_desktop.messages.papers import calendar_entries, date_text, date_title
from tests.core.check.rules.desk import small_program

PROGRAM = replace(small_program(), appeal=AppealRule(10, 30, "The director"))
DAY = date(2028, 9, 14)


@pytest.mark.parametrize("code", DateCode)
def test_every_date_has_a_title_and_says_what_to_do(code: DateCode) -> None:
    item = ImportantDate(code, DAY, "basics")
    title, text = date_title(item, PROGRAM), date_text(item, PROGRAM)
    assert title.startswith("Small: ")
    assert text
    assert "{" not in title + text


def test_a_set_that_the_program_does_not_have_is_named_by_its_id() -> None:
    title = date_title(ImportantDate(DateCode.PLANNED, DAY, "gone"), PROGRAM)
    assert title == "Small: gone planned completion"


def test_a_uid_belongs_to_one_date_of_one_portfolio() -> None:
    dates = (ImportantDate(DateCode.PLANNED, DAY, "basics", (14,)),)
    (entry,) = calendar_entries(dates, PROGRAM, "1f0e")
    assert (entry.uid, entry.remind) == ("planned-basics-1f0e@lssc-desktop", (14,))
    (moved,) = calendar_entries((replace(dates[0], day=date(2029, 1, 1)),), PROGRAM, "1f0e")
    assert moved.uid == entry.uid
