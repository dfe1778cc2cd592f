from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.calendar import months_on, years_on
from lssc_desktop.core.check.finding import Level
from lssc_desktop.core.check.renewal import check_renewal
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Decision,
    Granted,
    Outcome,
    Portfolio,
    RenewalActivity,
    RenewalWork,
    SetWork,
)
from lssc_desktop.core.program.program import (
    Choice,
    Competency,
    CompetencySet,
    Conversion,
    HoursMinimum,
    Option,
    Program,
    RenewalRule,
)
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.time.certification import (
    Certification,
    FormValue,
    RenewalField,
    RenewalReport,
    RenewalStep,
    Uncounted,
    Window,
    WindowState,
    certification,
    contact_hours,
    renewal_form,
    renewal_report,
    renewal_window,
)
from lssc_desktop.core.time.clock import important_dates
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.messages.renewal import certified_sentence, window_sentence
from tests.core.check.rules.desk import small_program

RULE = RenewalRule(
    years=4,
    opens_months_before=12,
    grace_months=2,
    hours=Decimal(32),
    technology_hours=Decimal(4),
    minimum_hours=Decimal(1),
    hour_minutes=60,
    one_sitting=True,
    conversions=(
        Conversion("semester-credit", "Semester", "1 semester credit", Decimal(15)),
        Conversion("quarter-credit", "Quarter", "1 quarter credit", Decimal(10)),
        Conversion("workshop", "Workshop", "60 minutes", Decimal(1)),
        Conversion("conference", "Conference", "1 day", Decimal(6)),
    ),
)
CERTIFIED = date(2027, 6, 10)
TODAY = date(2030, 11, 25)
WINDOW = Window(date(2030, 6, 10), date(2031, 6, 10), date(2031, 8, 10))


def activity(
    day: date, kind: str, amount: str, technology: str = "0", **changes: object
) -> RenewalActivity:
    made = RenewalActivity(
        f"{day} {kind}", day, "A", kind, Decimal(amount), Decimal(technology), "basics", ("E/a",)
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # named by the test


def report(*activities: RenewalActivity, today: date = TODAY) -> RenewalReport:
    portfolio = Portfolio(
        "p",
        "small",
        "1",
        Candidate("A. Rivera"),
        date(2024, 9, 14),
        renewal=RenewalWork(CERTIFIED, activities=activities),
    )
    found = renewal_report(replace(small_program(), renewal=RULE), portfolio, today)
    assert found is not None
    return found


def sums(found: RenewalReport) -> tuple[str, str, str, str]:
    """Hours, technology hours, and what is missing of both."""
    parts = (found.hours, found.technology, found.missing, found.missing_technology)
    return (str(parts[0]), str(parts[1]), str(parts[2]), str(parts[3]))


# The table of the picture of the renewal page.
PICTURE = (
    activity(date(2028, 3, 14), "workshop", "2", "2"),
    activity(date(2028, 10, 9), "conference", "1"),
    activity(date(2029, 2, 20), "workshop", "1", "1"),
    activity(date(2029, 5, 15), "quarter-credit", "1"),
    activity(date(2029, 11, 3), "workshop", "2", evidence=()),
    activity(date(2030, 4, 11), "workshop", "2"),
    activity(date(2030, 9, 6), "workshop", "0.6667"),
)


def test_the_sums_of_the_picture() -> None:
    found = report(*PICTURE)
    assert sums(found) == ("23.00", "3", "9.00", "1")
    assert str(found.undocumented) == "2.00"
    assert (found.window, found.state) == (WINDOW, WindowState.OPEN)
    last = found.activities[-1]
    assert (last.hours, last.offered, last.why_not) == (
        Decimal(0),
        Decimal("0.66"),
        Uncounted.UNDER_MINIMUM,
    )


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2030, 6, 9), WindowState.NOT_YET),
        (date(2030, 6, 10), WindowState.OPEN),
        (date(2031, 6, 10), WindowState.OPEN),
        (date(2031, 6, 11), WindowState.GRACE),
        (date(2031, 8, 10), WindowState.GRACE),
        (date(2031, 8, 11), WindowState.OVER),
    ],
)
def test_the_edges_of_the_window(today: date, state: WindowState) -> None:
    assert report(today=today).state is state


@pytest.mark.parametrize(
    ("kind", "amount", "hours"),
    [
        ("semester-credit", "3", "45.00"),
        ("quarter-credit", "3", "30.00"),
        ("workshop", "1.5", "1.50"),
        ("conference", "2", "12.00"),
    ],
)
def test_each_unit_has_its_hours(kind: str, amount: str, hours: str) -> None:
    assert contact_hours(RULE, kind, Decimal(amount)) == Decimal(hours)


def test_technology_is_within_the_hours() -> None:
    credits_ = activity(date(2028, 1, 1), "semester-credit", "3")
    assert sums(report(credits_)) == ("45.00", "0", "4", "4")


def test_an_activity_has_no_more_hours_on_technology_than_it_has() -> None:
    generous = activity(date(2028, 1, 2), "workshop", "2", "5")
    assert sums(report(generous)) == ("2.00", "2.00", "30.00", "2.00")


@pytest.mark.parametrize(("technology", "missing"), [("4", "0.00"), ("3", "1")])
def test_the_hours_are_enough_only_with_those_on_technology(technology: str, missing: str) -> None:
    found = report(
        activity(date(2028, 1, 1), "quarter-credit", "3", technology),
        activity(date(2028, 1, 2), "workshop", "2"),
    )
    assert (str(found.hours), str(found.missing)) == ("32.00", missing)


@pytest.mark.parametrize(
    ("wrong", "why_not"),
    [
        (activity(CERTIFIED - timedelta(1), "workshop", "1"), Uncounted.BEFORE_PERIOD),
        (activity(CERTIFIED, "workshop", "1"), None),
        (activity(TODAY, "workshop", "1"), None),
        (activity(TODAY + timedelta(1), "workshop", "1"), Uncounted.TO_COME),
        (activity(date(2031, 8, 11), "workshop", "1"), Uncounted.AFTER_WINDOW),
        (activity(TODAY, "webinar", "1"), Uncounted.KIND_UNKNOWN),
        (activity(TODAY, "workshop", "0.99"), Uncounted.UNDER_MINIMUM),
        (activity(TODAY, "workshop", "1", set_id=""), Uncounted.NO_SET),
    ],
)
def test_what_does_not_count_says_why(wrong: RenewalActivity, why_not: Uncounted | None) -> None:
    counted = report(wrong).activities[0]
    assert counted.why_not is why_not
    assert counted.hours == (Decimal(0) if why_not else Decimal(1))


def test_a_program_may_count_hours_from_before_the_certification() -> None:
    early = activity(CERTIFIED - timedelta(1), "workshop", "1")
    work = RenewalWork(CERTIFIED, activities=(early,))
    portfolio = Portfolio("p", "small", "1", Candidate("A"), CERTIFIED, renewal=work)
    rule = replace(RULE, counts_before_certification=True)
    program = replace(small_program(), renewal=rule)
    found = renewal_report(program, portfolio, TODAY)
    assert found is not None
    assert found.hours == Decimal(1)
    granted = (Granted(date(2031, 1, 1), date(2035, 6, 10)),)
    renewed = replace(portfolio, renewal=replace(work, granted=granted))
    found = renewal_report(program, renewed, date(2032, 1, 1))
    assert found is not None
    assert found.activities[0].why_not is Uncounted.BEFORE_PERIOD


def test_without_a_certification_there_is_nothing_to_renew() -> None:
    nobody = Portfolio("p", "small", "1", Candidate("A"), CERTIFIED)
    assert renewal_report(replace(small_program(), renewal=RULE), nobody, TODAY) is None


@given(st.dates(date(2010, 1, 1), date(2039, 12, 31)))
def test_the_window_of_every_day_of_thirty_years_is_in_order(certified: date) -> None:
    window = renewal_window(RULE, years_on(certified, RULE.years))
    assert window.opens < window.expires < window.grace_ends
    assert (window.expires - window.opens).days in {365, 366}
    assert 59 <= (window.grace_ends - window.expires).days <= 62


# Certification ---

DAY = date(2024, 9, 14)


def program(renewal: RenewalRule | None = RULE) -> Program:
    """Two required sets and three electives, of which two are needed."""
    kinds = {"r1": True, "r2": True, "e1": False, "e2": False, "e3": False}
    sets = tuple(
        CompetencySet(name, name, name, required, (Competency(1, "One"),))
        for name, required in kinds.items()
    )
    return replace(small_program(), sets=sets, choice=Choice(4, 2), renewal=renewal)


def decided(set_id: str, day: int, outcome: Outcome = Outcome.ACHIEVED) -> SetWork:
    return SetWork(set_id, DAY, decisions=(Decision(outcome, date(2027, 6, day)),))


def portfolio(*works: SetWork, renewal: RenewalWork = RenewalWork()) -> Portfolio:
    return Portfolio("p", "small", "1", Candidate("A"), DAY, works, renewal=renewal)


ALL = (decided("r1", 1), decided("r2", 9), decided("e1", 10), decided("e2", 4))


def test_the_last_of_the_needed_decisions_makes_the_certification() -> None:
    day = date(2027, 6, 10)
    expected = Certification(day, date(2031, 6, 10), day)
    for works in permutations(ALL):
        assert certification(program(), portfolio(*works)) == expected


def test_one_set_fewer_is_no_certification() -> None:
    for left_out in range(4):
        works = ALL[:left_out] + ALL[left_out + 1 :]
        assert certification(program(), portfolio(*works)) is None


def test_a_third_elective_does_not_stand_for_a_required_set() -> None:
    works = (decided("r1", 1), decided("e1", 2), decided("e2", 3), decided("e3", 4))
    assert certification(program(), portfolio(*works)) is None


def test_a_set_achieved_beyond_the_needed_ones_changes_no_day() -> None:
    found = certification(program(), portfolio(*ALL, decided("e3", 30)))
    assert found is not None
    assert found.on == date(2027, 6, 10)


@pytest.mark.parametrize("outcome", [Outcome.NOT_ACHIEVED, Outcome.REVISION_ASKED])
def test_only_an_achieved_set_counts(outcome: Outcome) -> None:
    assert certification(program(), portfolio(*ALL[:3], decided("e2", 4, outcome))) is None


def test_the_day_on_the_certificate_goes_first() -> None:
    told = RenewalWork(certified=date(2024, 2, 29))
    found = certification(program(), portfolio(renewal=told))
    assert found is not None
    assert (found.on, found.expires) == (date(2024, 2, 29), date(2028, 2, 29))


def test_a_renewal_that_was_granted_moves_the_expiry() -> None:
    granted = Granted(date(2031, 5, 2), date(2035, 6, 10))
    told = RenewalWork(certified=date(2027, 6, 10), granted=(granted,))
    assert certification(program(), portfolio(renewal=told)) == Certification(
        date(2027, 6, 10), date(2035, 6, 10), date(2031, 5, 2)
    )


def test_a_renewal_from_before_the_certification_is_not_of_it() -> None:
    renewal = RenewalWork(
        certified=date(2030, 1, 1), granted=(Granted(date(2029, 1, 1), date(2033, 1, 1)),)
    )
    found = certification(program(), portfolio(renewal=renewal))
    assert found is not None
    assert (found.expires, found.period_began) == (date(2034, 1, 1), date(2030, 1, 1))


def test_a_program_without_a_rule_for_renewal_names_no_expiry() -> None:
    found = certification(program(None), portfolio(*ALL))
    assert found is not None
    assert found.expires is None


# The form of the renewal ---

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


# Readings of the program ------------------------------------------------------------------------


def renewed(*options: Option) -> tuple[Program, Portfolio]:
    """A certification of 2020 that was renewed in May 2024, before its first four years ended."""
    program = replace(small_program(), renewal=RULE, options=options)
    work = RenewalWork(
        certified=date(2020, 6, 30), granted=(Granted(date(2024, 5, 2), date(2028, 6, 30)),)
    )
    person = Portfolio("p", "small", "1", Candidate("A. Rivera"), date(2016, 9, 14))
    return program, replace(person, renewal=work)


@pytest.mark.parametrize(
    ("choice", "ends"),
    [("first-period", date(2028, 6, 30)), ("every-period", months_on(date(2028, 6, 30), 2))],
)
def test_grace_after_a_later_period_is_a_reading_of_the_program(choice: str, ends: date) -> None:
    option = Option("renewal-grace", choice, (choice,), "")
    report = renewal_report(*renewed(option), date(2028, 1, 1))
    assert report is not None
    assert report.window is not None
    assert report.window.grace_ends == ends
    program, person = renewed(option)
    first = replace(person, renewal=replace(person.renewal, granted=()))
    initial = renewal_report(program, first, date(2024, 1, 1))
    assert initial is not None
    assert initial.window is not None
    assert initial.window.grace_ends == months_on(date(2024, 6, 30), 2)


def test_a_file_that_does_not_say_it_has_grace_after_every_period() -> None:
    report = renewal_report(*renewed(), date(2028, 1, 1))
    assert report is not None
    assert report.window is not None
    assert report.window.grace_ends == months_on(date(2028, 6, 30), 2)


@pytest.mark.parametrize(
    ("choice", "began"), [("grant", date(2024, 5, 2)), ("expiry", date(2024, 7, 1))]
)
def test_since_when_the_next_hours_count_is_a_reading_of_the_program(
    choice: str, began: date
) -> None:
    found = certification(*renewed(Option("next-hours", choice, (choice,), "")))
    assert found is not None
    assert found.period_began == began


# Voluntary, with a statement: 20 hours and at most 250 words, each year.
VOLUNTARY = RenewalRule(
    years=1,
    hours=Decimal(20),
    conversions=(Conversion("hour", "Training", "hour", Decimal(1)),),
    voluntary=True,
    about_sets=False,
    statement_words=250,
)


def findings(hours: str, words: int, rule: RenewalRule = VOLUNTARY, years: int = 5) -> list[str]:
    """What stops a renewal of somebody certified so many years ago, in one sentence each."""
    done = activity(date(2030, 11, 20), "hour", hours, set_id="", evidence=())
    work = RenewalWork(years_on(TODAY, -years), activities=(done,), statement="word " * words)
    person = Portfolio("p", "small", "1", Candidate("A. Rivera"), date(2024, 9, 14), renewal=work)
    found = check_renewal(replace(small_program(), renewal=rule), person, FolderFacts(), TODAY)
    blockers = (item for item in found if item.level is Level.BLOCKER)
    return [finding_message(item).happened for item in blockers]


@pytest.mark.parametrize(
    ("hours", "words", "said"),
    [
        ("19.5", 250, ["You need 0.5 more contact hours."]),
        ("20", 251, ["The renewal statement is 1 word over the limit."]),
        ("60", 0, ["You haven’t written the renewal statement yet."]),
        ("20", 250, []),
    ],
)
def test_a_voluntary_renewal_with_a_statement(hours: str, words: int, said: list[str]) -> None:
    assert findings(hours, words) == said


def test_who_never_renews_what_is_voluntary_keeps_the_title() -> None:
    program = replace(small_program(), renewal=VOLUNTARY)
    work = RenewalWork(years_on(TODAY, -5))
    person = Portfolio("p", "small", "1", Candidate("A. Rivera"), date(2020, 9, 14), renewal=work)
    found = certification(program, person)
    assert found == Certification(date(2025, 11, 25), None, date(2025, 11, 25))
    judged = renewal_report(program, person, TODAY)
    assert judged is not None
    assert (judged.window, judged.state) == (None, WindowState.OPEN)
    assert "you keep the title" in window_sentence(judged, TODAY)
    assert "expired" not in certified_sentence(found, TODAY).lower()
    assert not [each for each in important_dates(program, person) if "renewal" in each.code]


def test_of_what_is_voluntary_the_hours_of_the_last_year_count() -> None:
    rule = replace(VOLUNTARY, statement_words=None)
    days = (date(2029, 11, 25), date(2029, 11, 26), TODAY)
    done = tuple(activity(day, "hour", "7", set_id="") for day in days)
    work = RenewalWork(date(2020, 1, 1), activities=done)
    person = Portfolio("p", "small", "1", Candidate("A. Rivera"), date(2019, 9, 14), renewal=work)
    found = renewal_report(replace(small_program(), renewal=rule), person, TODAY)
    assert found is not None
    assert [item.why_not for item in found.activities] == [Uncounted.BEFORE_PERIOD, None, None]
    assert found.hours == Decimal(14)


def test_hours_of_a_kind_that_are_missing_are_named() -> None:
    rule = replace(
        VOLUNTARY,
        statement_words=None,
        conversions=(*VOLUNTARY.conversions, Conversion("visit", "Visit", "visit", Decimal(2))),
        minimums=(HoursMinimum("visits", "Other libraries", Decimal(5), ("visit",)),),
    )
    assert findings("60", 0, rule) == [
        "You need 5 more contact hours.",
        "You need 5 more hours of “Other libraries”.",
    ]


def test_where_it_is_not_known_when_a_renewal_opens_it_is_open_from_the_beginning() -> None:
    rule = replace(RULE, opens_months_before=None, grace_months=None)
    assert renewal_window(rule, date(2031, 6, 10)) == Window(
        date(2027, 6, 10), date(2031, 6, 10), date(2031, 6, 10)
    )
