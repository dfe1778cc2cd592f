from datetime import date, timedelta

from lssc_desktop.messages.about_you import member_label, plan_note

END = date(2028, 9, 14)


def test_a_plan_says_until_when_it_has_to_lie_and_when_that_is_over() -> None:
    assert plan_note(END, END) == (
        "Your time ends on September 14, 2028. A plan is only for you; you can change it."
    )
    assert plan_note(END, END + timedelta(1)).startswith("Your time ended on September 14, 2028.")


def test_an_association_without_a_name_is_asked_for_all_the_same() -> None:
    assert member_label("ALA") == "I am a member of ALA, which lowers the fees"
    assert "the association" in member_label("")
