from dataclasses import replace
from datetime import date, timedelta

from lssc_desktop.core.portfolio.portfolio import Candidate, Membership, membership_always
from lssc_desktop.core.program.fees import Fees, MembershipNeed, MembershipRule
from lssc_desktop.languages import catalog, speaking
from lssc_desktop.messages.about_you import (
    first_day_note,
    member_label,
    membership_history,
    plan_note,
)
from tests.core.check.rules.desk import small_program

END = date(2028, 9, 14)


def test_a_plan_says_until_when_it_has_to_lie_and_when_that_is_over() -> None:
    assert plan_note(END, END) == (
        "Your deadline is September 14, 2028. The plan is only for you, and you can change it."
    )
    assert plan_note(END, END + timedelta(1)).startswith("Your deadline was September 14, 2028.")


def test_how_long_it_mostly_takes_is_said_in_the_language_spoken() -> None:
    usual = replace(small_program(), clock=None, usual_months="6 to 12")
    assert first_day_note(usual).endswith("It usually takes 6 to 12 months.")
    with speaking(catalog("es")):
        assert first_day_note(usual).endswith("Por lo general toma 6 a 12 meses.")
        assert first_day_note(replace(usual, usual_months="few")).endswith("toma few meses.")


def test_an_association_without_a_name_is_asked_for_all_the_same() -> None:
    program = small_program()
    ala = replace(program, fees=replace(program.fees, association="ALA"))
    assert member_label(ala) == "I am a member of ALA, which lowers the fees"
    assert "the association" in member_label(replace(ala, fees=Fees("USD")))
    rule = MembershipRule("the Guild", MembershipNeed.SUBMIT)
    required = replace(ala, membership=rule)
    assert member_label(required) == "I am a member of the Guild, which the program requires"


def test_a_membership_is_told_change_by_change() -> None:
    changes = (
        Membership(None, True),
        Membership(date(2025, 1, 1), False),
        Membership(date(2026, 1, 1), True),
    )
    assert membership_history(Candidate("Ana", memberships=changes)) == (
        "Not a member since January 1, 2025. Member since January 1, 2026. Fees you’ve "
        "already paid don’t change."
    )


def test_of_a_membership_that_never_changed_there_is_nothing_to_tell() -> None:
    assert membership_history(Candidate("Ana", memberships=membership_always(True))) == ""
