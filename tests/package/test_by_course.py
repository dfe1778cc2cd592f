"""A set by course or by agreement: what its package says of it."""

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import StartDays, set_start_days, start_portfolio
from lssc_desktop.core.portfolio.edits import put_evidence, set_course, set_route
from lssc_desktop.core.portfolio.portfolio import Candidate, CourseRecord, PackageKind, Portfolio
from lssc_desktop.core.program.schema import Route
from lssc_desktop.package.build import Built, HandInBlocked, refresh_and_build
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import read_program
from tests.documents.previews.pdfs import written

PRAIRIE = (Path(__file__).parents[1] / "programs" / "prairie.toml").read_text(encoding="utf-8")
PROGRAM = read_program(PRAIRIE, "prairie.toml")
ADMITTED, TODAY = date(2024, 9, 14), date(2026, 11, 25)
SET = "youth-services"


@pytest.fixture
def order(tmp_path: Path) -> BuildOrder:
    """A set by course, its certificate in the folder."""
    root = tmp_path / "p"
    electives = (SET, "prairie-outreach")
    start = start_portfolio(PROGRAM, Candidate("Ana Rivera"), ADMITTED, electives, ADMITTED, "p")
    folder.create(root, start, PRAIRIE, "read me")
    (tmp_path / "certificate.pdf").write_bytes(written("A certificate"))
    (file,) = add_files(root, [tmp_path / "certificate.pdf"], TODAY, ignore_progress)
    portfolio = put_evidence(start, file, TODAY)
    course = CourseRecord("Youth", "A college", date(2025, 6, 15), date(2026, 6, 15), None)
    course = replace(course, certificate=file.path)
    portfolio = set_route(set_course(portfolio, SET, course, TODAY), SET, Route.COURSE, TODAY)
    portfolio = set_start_days(portfolio, StartDays(ADMITTED, enrolled=date(2024, 10, 1)), TODAY)
    copy = PackageKind.REVIEW_COPY
    return BuildOrder(root, PROGRAM, PRAIRIE, portfolio, SET, copy)


def build(order: BuildOrder, portfolio: Portfolio | None = None) -> Built:
    chosen = order.portfolio if portfolio is None else portfolio
    return refresh_and_build(replace(order, portfolio=chosen), TODAY, ignore_progress).built


def read(built: Built, name: str) -> str:
    with zipfile.ZipFile(built.path) as bag:
        (path,) = (each for each in bag.namelist() if each.endswith(f"/data/{name}"))
        return bag.read(path).decode()


def test_record_and_page_show_the_course_and_its_certificate(order: BuildOrder) -> None:
    built = build(order)
    record = json.loads(read(built, "record.json"))
    assert (record["route"], record["course"]["title"]) == ("course", "Youth")
    assert record["course"]["certificate"] == "evidence/01 certificate.pdf"
    web = read(built, "index.html")
    for words in ("Course record", "A college", "June 15, 2025", "01%20certificate.pdf"):
        assert words in web


def test_the_years_began_where_the_program_says(order: BuildOrder) -> None:
    web = read(build(order), "index.html")
    assert "Enrolled</dt><dd>October 1, 2024" in web


def test_a_set_by_agreement_says_so(order: BuildOrder) -> None:
    by_agreement = set_route(order.portfolio, SET, Route.RECOGNITION, TODAY)
    web = read(build(order, by_agreement), "index.html")
    assert "Recognition agreement" in web
    assert "Agreement made" in web
    assert json.loads(read(build(order, by_agreement), "record.json"))["route"] == "recognition"


def test_an_unfinished_copy_without_a_record_is_still_one_by_course(order: BuildOrder) -> None:
    other = "prairie-outreach"
    empty = set_route(order.portfolio, other, Route.COURSE, TODAY)
    web = read(build(replace(order, set_id=other), empty), "index.html")
    assert "Not entered" in web
    assert "Personal learning statement" not in web


def test_what_gives_no_credit_is_not_handed_in(order: BuildOrder) -> None:
    old = CourseRecord("Youth", "A college", date(2025, 6, 14), date(2026, 6, 15), None)
    work = order.portfolio.set_work(SET)
    assert work is not None
    assert work.course is not None
    old = replace(old, certificate=work.course.certificate)
    portfolio = set_course(order.portfolio, SET, old, TODAY)
    with pytest.raises(HandInBlocked) as caught:
        build(replace(order, kind=PackageKind.PORTFOLIO), portfolio)
    assert "course-too-early" in {finding.code for finding in caught.value.findings}
