from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lssc_desktop.core.portfolio.candidate_edits import (
    ActivityWrong,
    drop_activity,
    drop_granted,
    put_activity,
    set_certified,
    with_documents_restored,
)
from lssc_desktop.core.portfolio.edits import drop_evidence, move_evidence
from lssc_desktop.core.portfolio.portfolio import Candidate, Granted, Portfolio, RenewalActivity
from lssc_desktop.core.time.certification import GrantTooEarly, GrantWrong, add_granted
from tests.core.check.rules.desk import small_program
from tests.core.time.test_certification import RULE

DAY, TODAY = date(2028, 1, 1), date(2028, 2, 1)
PROGRAM = replace(small_program(), renewal=RULE)
START = Portfolio("p", "small", "1", Candidate("Ana"), DAY)
TALK = RenewalActivity("a", DAY, "Talk", "workshop", Decimal(1))
LATER = replace(TALK, id="b", day=date(2028, 1, 9), evidence=("Evidence/1.pdf", "Evidence/2.pdf"))
BOTH = put_activity(PROGRAM, put_activity(PROGRAM, START, LATER, DAY), TALK, DAY)


def test_activities_are_in_order_of_their_days() -> None:
    assert [item.id for item in BOTH.renewal.activities] == ["a", "b"]


def test_the_same_id_is_told_differently() -> None:
    after = put_activity(PROGRAM, BOTH, replace(TALK, title="A\nlonger talk"), TODAY)
    assert [item.title for item in after.renewal.activities] == ["A longer talk", "Talk"]
    assert after.renewal.changed == TODAY


def test_an_activity_can_be_taken_back() -> None:
    assert drop_activity(BOTH, "a", TODAY).renewal.activities == (LATER,)


def test_its_documents_move_and_go_with_the_files() -> None:
    moved = move_evidence(BOTH, "Evidence/1.pdf", "Evidence/one.pdf", TODAY)
    assert moved.renewal.activities[1].evidence == ("Evidence/one.pdf", "Evidence/2.pdf")
    assert moved.renewal.changed == TODAY
    gone = drop_evidence(BOTH, "Evidence/1.pdf", TODAY)
    assert gone.renewal.activities[1].evidence == ("Evidence/2.pdf",)


def test_a_document_that_was_removed_comes_back_where_it_was() -> None:
    gone = drop_evidence(BOTH, "Evidence/1.pdf", TODAY)
    back = with_documents_restored(gone, ("Evidence/1.pdf",), before=BOTH, today=TODAY)
    assert back.renewal.activities == BOTH.renewal.activities
    assert with_documents_restored(gone, ("Evidence/9.pdf",), before=BOTH, today=TODAY) == gone


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"title": " "}, "title"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("Infinity")}, "amount"),
        ({"amount": Decimal("1e30")}, "amount-large"),
        ({"amount": Decimal("1000.01")}, "amount-large"),
        ({"technology": Decimal(-1)}, "technology"),
        ({"technology": Decimal("1e500")}, "technology"),
        ({"kind": "webinar"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, object], what: str) -> None:
    with pytest.raises(ActivityWrong) as caught:
        put_activity(PROGRAM, START, replace(TALK, **changes), TODAY)  # type: ignore[arg-type]  # as above
    assert caught.value.what == what


def test_a_program_without_a_rule_has_no_kind_of_activity() -> None:
    with pytest.raises(ActivityWrong) as caught:
        put_activity(small_program(), START, TALK, TODAY)
    assert caught.value.known == ()


def test_the_day_on_the_certificate_can_be_told_and_taken_back() -> None:
    told = set_certified(START, DAY, TODAY)
    assert told.renewal.certified == DAY
    assert set_certified(told, None, TODAY).renewal.certified is None


CERTIFIED = set_certified(START, DAY, DAY)


def test_renewals_that_were_granted_are_kept_in_order() -> None:
    first = Granted(date(2031, 7, 1), date(2036, 1, 1))
    second = Granted(date(2035, 7, 1), date(2040, 1, 1))
    after = CERTIFIED
    for each in (second, first, first):
        after = add_granted(PROGRAM, after, each, TODAY)
    assert after.renewal.granted == (first, second)
    assert drop_granted(after, first, TODAY).renewal.granted == (second,)


def test_a_renewal_cannot_end_when_it_is_granted() -> None:
    later = date(2031, 7, 1)
    with pytest.raises(GrantWrong):
        add_granted(PROGRAM, CERTIFIED, Granted(later, later), TODAY)


@pytest.mark.parametrize(("portfolio", "certified"), [(START, None), (CERTIFIED, DAY)])
def test_nothing_is_renewed_before_it_is_certified(
    portfolio: Portfolio, certified: date | None
) -> None:
    with pytest.raises(GrantTooEarly) as caught:
        add_granted(PROGRAM, portfolio, Granted(DAY, date(2032, 1, 1)), TODAY)
    assert caught.value.certified == certified
