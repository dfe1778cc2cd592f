from dataclasses import replace
from datetime import date

from lssc_desktop.core.activity import RenewalWork
from lssc_desktop.core.portfolio import Candidate, Portfolio
from lssc_desktop.core.renewal import renewal_report
from lssc_desktop.core.renewal_form import FormField, FormStep, FormValue, renewal_form
from tests.core.rules.desk import small_program
from tests.core.test_renewal import CERTIFIED, PICTURE, RULE, TODAY

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
    assert steps == sorted(steps, key=tuple(FormStep).index)


def test_person_certification_and_sums_are_texts() -> None:
    said = {value.field: value.text for value in FORM if value.text}
    assert said == {
        FormField.NAME: "Ana Rivera",
        FormField.EMAIL: "ana@example.org",
        FormField.DESIGNATION: "Certified Worker",
        FormField.CERTIFIED: "2027-06-10",
        FormField.EXPIRES: "2031-06-10",
        FormField.HOURS: "23",
        FormField.TECHNOLOGY: "3",
        FormField.DOCUMENT: "a",
    }


def test_only_activities_that_count_are_in_it_by_their_days() -> None:
    days = [value.counted.activity.day for value in FORM if value.counted is not None]
    assert days == [item.day for item in PICTURE[:6]]
    assert days[0] == date(2028, 3, 14)


def test_a_document_is_named_once() -> None:
    assert sum(value.field is FormField.DOCUMENT for value in FORM) == 1


def test_who_has_no_address_copies_none() -> None:
    assert FormField.EMAIL not in {value.field for value in form(Candidate("Ana"))}
