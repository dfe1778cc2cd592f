from dataclasses import replace
from datetime import date

from lssc_desktop.core.portfolio.activity import RenewalWork
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.core.time.renewal import (
    FormValue,
    RenewalField,
    RenewalStep,
    renewal_form,
    renewal_report,
)
from tests.core.check.rules.desk import small_program
from tests.core.time.test_renewal import CERTIFIED, PICTURE, RULE, TODAY

PROGRAM = replace(small_program(), renewal=RULE, designation="Certified Worker")


def form(candidate: Candidate) -> tuple[FormValue, ...]:
    portfolio = Portfolio(
        "p", "small", "1", candidate, CERTIFIED, renewal=RenewalWork(CERTIFIED, activities=PICTURE)
    )
    report = renewal_report(PROGRAM, portfolio, TODAY)
    assert report is not None
    return renewal_form(PROGRAM, portfolio, report)


FORM = form(Candidate("Ana Rivera", "ana@example.org"))


def test_the_values_are_in_the_order_of_the_steps() -> None:
    steps = [value.step for value in FORM]
    assert steps == sorted(steps, key=tuple(RenewalStep).index)


def test_person_certification_and_sums_are_texts() -> None:
    said = {value.field: value.text for value in FORM if value.text}
    assert said == {
        RenewalField.NAME: "Ana Rivera",
        RenewalField.EMAIL: "ana@example.org",
        RenewalField.DESIGNATION: "Certified Worker",
        RenewalField.CERTIFIED: "2027-06-10",
        RenewalField.EXPIRES: "2031-06-10",
        RenewalField.HOURS: "23",
        RenewalField.TECHNOLOGY: "3",
        RenewalField.DOCUMENT: "a",
    }


def test_only_activities_that_count_are_in_it_by_their_days() -> None:
    days = [value.counted.activity.day for value in FORM if value.counted is not None]
    assert days == [item.day for item in PICTURE[:6]]
    assert days[0] == date(2028, 3, 14)


def test_a_document_is_named_once() -> None:
    assert sum(value.field is RenewalField.DOCUMENT for value in FORM) == 1


def test_who_has_no_address_copies_none() -> None:
    assert RenewalField.EMAIL not in {value.field for value in form(Candidate("Ana"))}
