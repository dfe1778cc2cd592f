from datetime import date, timedelta

from lssc_desktop.messages.about_you import plan_note

END = date(2028, 9, 14)


def test_a_plan_says_until_when_it_has_to_lie_and_when_that_is_over() -> None:
    assert plan_note(END, END).startswith("Your time ends on September 14, 2028.")
    assert plan_note(END, END + timedelta(1)).startswith("Your time ended on September 14, 2028.")
