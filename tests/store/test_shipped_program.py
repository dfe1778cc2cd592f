"""The shipped program file against docs/facts/lssc.md, section by section."""

from datetime import date
from decimal import Decimal
from typing import Protocol

import pytest

from lssc_desktop.core.program.fees import Fee
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import OPTIONS, Route
from lssc_desktop.store.program_texts import evidence_ideas
from lssc_desktop.store.programs import read_program, shipped_program_text


class Sourced(Protocol):
    @property
    def sources(self) -> tuple[str, ...]: ...


@pytest.fixture(scope="module")
def lssc() -> Program:
    return read_program(shipped_program_text(), "lssc.toml")


def test_ten_sets_with_their_counts(lssc: Program) -> None:
    assert {item.id: len(item.competencies) for item in lssc.sets} == {
        "foundations": 12,
        "communication-teamwork": 9,
        "technology": 9,
        "access-services": 13,
        "adult-readers-advisory": 12,
        "cataloging-classification": 8,
        "collection-management": 10,
        "reference-information": 9,
        "supervision-management": 16,
        "youth-services": 12,
    }


def test_three_required_and_three_of_seven_electives(lssc: Program) -> None:
    assert [item.id for item in lssc.required_sets] == [
        "foundations",
        "communication-teamwork",
        "technology",
    ]
    assert len(lssc.elective_sets) == 7
    assert (lssc.choice.needed, lssc.choice.electives) == (6, 3)


def test_competencies_are_numbered_in_order(lssc: Program) -> None:
    for item in lssc.sets:
        numbers = [competency.number for competency in item.competencies]
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_titles_of_foundations_are_those_of_the_pictures(lssc: Program) -> None:
    assert [competency.title for competency in lssc.sets[0].competencies] == [
        "Purpose, mission and role",
        "Ethics and values",
        "Roles of staff",
        "Departments and their work",
        "Basic principles",
        "Governance and funding",
        "Value of cooperation",
        "Keeping skills current",
        "Customer service",
        "Promoting the library",
        "Diversity of users",
        "Policies and exceptions",
    ]


def test_titles_are_short_and_summaries_are_sentences(lssc: Program) -> None:
    for item in lssc.sets:
        for competency in item.competencies:
            assert 1 <= len(competency.title.split()) <= 6
            if competency.known:
                assert competency.summary[0].isupper()
                assert competency.summary.endswith(".")


def test_only_one_competency_has_parts(lssc: Program) -> None:
    with_parts = {
        (item.id, competency.number): "".join(part.letter for part in competency.parts)
        for item in lssc.sets
        for competency in item.competencies
        if competency.parts
    }
    assert with_parts == {("foundations", 5): "abcd"}


def test_what_is_not_known_stays_a_hole_with_a_note(lssc: Program) -> None:
    holes = {
        (item.id, competency.number): competency
        for item in lssc.sets
        for competency in item.competencies
        if not competency.known
    }
    assert set(holes) == {
        ("supervision-management", 15),
        ("supervision-management", 16),
        ("youth-services", 12),
    }
    assert all(competency.note for competency in holes.values())


def test_what_is_known_in_part_says_so(lssc: Program) -> None:
    advisory = lssc.competency_set("adult-readers-advisory")
    assert advisory is not None
    twelve = advisory.competency(12)
    assert twelve is not None
    assert twelve.note
    assert [item.id for item in lssc.sets if item.count_is_minimum] == ["youth-services"]


def test_nothing_is_called_verified_that_nobody_compared(lssc: Program) -> None:
    assert not any(competency.verified for item in lssc.sets for competency in item.competencies)


def test_portfolios_were_taken_until_the_end_of_january_2019(lssc: Program) -> None:
    portfolio, course = lssc.route(Route.PORTFOLIO), lssc.route(Route.COURSE)
    assert portfolio is not None
    assert course is not None
    assert (portfolio.accepted, portfolio.until) == (False, date(2019, 1, 31))
    assert (course.accepted, course.until) == (True, None)
    assert lssc.notice is not None
    assert "January 31, 2019" in lssc.notice.text


def test_every_section_names_its_sources(lssc: Program) -> None:
    sections: list[Sourced | None] = [
        *(lssc.notice, lssc.choice, lssc.clock, lssc.limits, lssc.pass_rule, lssc.fees),
        *(lssc.eligibility, lssc.courses, lssc.renewal, lssc.appeal, lssc.contact),
        lssc.purchase_order,
    ]
    for many in (lssc.sets, lssc.routes, lssc.options, lssc.documents):
        sections.extend(many)
    assert all(section is not None and section.sources for section in sections)


def test_clock_pass_rule_and_fees(lssc: Program) -> None:
    rule, fees = lssc.pass_rule, lssc.fees
    assert lssc.clock is not None
    assert lssc.clock.years == 4
    assert (rule.met_percent, rule.partial_percent) == (Decimal(70), Decimal(30))
    assert (rule.not_met_allowed, rule.evaluators, rule.revisions) == (0, 2, 1)
    assert fees.application is not None
    assert fees.portfolio is not None
    assert fees.application == Fee(Decimal(325), Decimal(350), fees.application.note)
    assert fees.portfolio == Fee(Decimal(50), Decimal(60), fees.portfolio.note)
    assert fees.renewal is None


def test_limits_that_nobody_names_are_absent(lssc: Program) -> None:
    limits = lssc.limits
    assert limits.introduction_paragraphs == 1
    assert limits.response_pages == limits.statement_pages == Decimal(3)
    assert limits.evidence_file_bytes is None
    assert limits.evidence_files_per_set is None
    assert limits.package_bytes is None
    assert limits.file_types == ()


def test_renewal_and_appeal(lssc: Program) -> None:
    renewal, appeal = lssc.renewal, lssc.appeal
    assert renewal is not None
    assert (renewal.years, renewal.opens_months_before, renewal.grace_months) == (4, 12, 2)
    hours = (renewal.hours, renewal.technology_hours, renewal.minimum_hours)
    assert hours == (Decimal(32), Decimal(4), Decimal(1))
    assert (renewal.hour_minutes, renewal.one_sitting) == (60, True)
    assert {conversion.id: conversion.hours for conversion in renewal.conversions} == {
        "semester-credit": Decimal(15),
        "quarter-credit": Decimal(10),
        "workshop": Decimal(1),
        "self-directed": Decimal(1),
        "conference": Decimal(6),
    }
    assert appeal is not None
    assert (appeal.notice_days, appeal.documents_days) == (10, 30)


def test_eligibility_and_courses(lssc: Program) -> None:
    eligibility, courses = lssc.eligibility, lssc.courses
    assert eligibility is not None
    assert (eligibility.hours, eligibility.within_years) == (1820, 5)
    assert courses is not None
    assert courses.credit_years_before_approval == 2


def test_every_disputed_point_names_both_readings_and_why(lssc: Program) -> None:
    assert [option.id for option in lssc.options] == [
        each for each in OPTIONS if each != "achievement-record"
    ]
    for option in lssc.options:
        assert set(option.among) <= set(OPTIONS[option.id])
        assert len(option.among) > 1
        assert option.note


def test_of_the_web_form_only_what_is_known_is_told(lssc: Program) -> None:
    form = lssc.web_form
    assert form is not None
    assert form.one_by_one
    assert (form.page, form.fields, form.file_types) == ("", (), ())
    assert (form.file_bytes, form.files_at_most, form.all_bytes) == (None, None, None)
    assert form.note
    assert form.sources


class TestIdeasForEvidence:
    def test_every_competency_has_three_of_its_own(self, lssc: Program) -> None:
        ideas = evidence_ideas(lssc.id)
        assert list(ideas) == [
            (item.id, competency.number) for item in lssc.sets for competency in item.competencies
        ]
        assert {len(each) for each in ideas.values()} == {3}

    def test_each_fits_on_a_line(self, lssc: Program) -> None:
        assert max(len(idea) for each in evidence_ideas(lssc.id).values() for idea in each) <= 100

    def test_where_the_text_is_not_known_it_says_so(self, lssc: Program) -> None:
        unknown = {
            (item.id, competency.number)
            for item in lssc.sets
            for competency in item.competencies
            if not competency.summary
        }
        ideas = evidence_ideas(lssc.id)
        assert {place for place in ideas if "do not know" in ideas[place][0]} == unknown

    def test_another_program_has_none(self) -> None:
        assert not evidence_ideas("prairie")
