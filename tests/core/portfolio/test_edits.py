"""Every edit of a portfolio."""

from datetime import date

import pytest

from lssc_desktop.core.portfolio import edits
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    Candidate,
    CourseRecord,
    Document,
    EvidenceFile,
    EvidenceUse,
    PackageKind,
    PackageNote,
    Plan,
    Portfolio,
    SetWork,
    TextPlace,
    Weight,
)
from lssc_desktop.core.program.schema import AboutKind, Rating, Route

BEFORE, TODAY = date(2026, 1, 1), date(2026, 11, 25)
FLYER = EvidenceFile("Evidence/flyer.pdf", "e1", 5, BEFORE)
LOG = EvidenceFile("Evidence/log.pdf", "e2", 5, BEFORE)


@pytest.fixture
def portfolio() -> Portfolio:
    """Two sets begun; the flyer is shown in one, the log is the certificate of the other."""
    found = Portfolio("1f0e", "lssc", "1", Candidate("A. Rivera"), BEFORE)
    found = edits.choose_sets(found, ("foundations", "technology"), BEFORE)
    for file in (FLYER, LOG):
        found = edits.put_evidence(found, file, BEFORE)
    found = edits.use_evidence(found, "foundations", 11, EvidenceUse(FLYER.path), BEFORE)
    return edits.set_course(found, "technology", CourseRecord(certificate=LOG.path), BEFORE)


def _changed(portfolio: Portfolio) -> list[date]:
    return [work.changed for work in portfolio.sets]


def test_a_set_that_was_given_up_keeps_its_work(portfolio: Portfolio) -> None:
    after = edits.choose_sets(portfolio, ("technology", "youth-services"), TODAY)
    assert [(work.set_id, work.chosen) for work in after.sets] == [
        ("technology", True),
        ("youth-services", True),
        ("foundations", False),
    ]
    again = edits.choose_sets(after, ("foundations", "technology"), TODAY)
    assert again.sets[0] == portfolio.sets[0]


def test_an_edit_begins_a_set_that_was_not(portfolio: Portfolio) -> None:
    after = edits.set_route(portfolio, "youth-services", Route.COURSE, TODAY)
    assert after.set_work("youth-services") == SetWork("youth-services", TODAY, route=Route.COURSE)


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: edits.set_document(
            p, TextPlace("foundations", 11), Document("r.docx", "r1"), TODAY
        ),
        lambda p: edits.set_document(p, TextPlace("foundations"), Document("s.docx", "s1"), TODAY),
        lambda p: edits.set_pds(p, "foundations", 11, "Describe a day.", TODAY),
        lambda p: edits.set_official_text(p, "foundations", 11, "Official.", TODAY),
        lambda p: edits.use_evidence(p, "foundations", 3, EvidenceUse(LOG.path), TODAY),
        lambda p: edits.order_evidence(p, "foundations", 11, (), TODAY),
        lambda p: edits.set_route(p, "foundations", Route.COURSE, TODAY),
        lambda p: edits.set_course(p, "foundations", CourseRecord("A course"), TODAY),
    ],
)
def test_what_a_package_shows_changes_its_set_alone(portfolio: Portfolio, edit: object) -> None:
    assert callable(edit)
    assert _changed(edit(portfolio)) == [TODAY, BEFORE]


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: edits.set_plan(p, "foundations", 11, Plan("a", "b", "c", "d"), TODAY),
        lambda p: edits.set_self_rating(p, "foundations", 11, Rating.MET, TODAY),
        lambda p: edits.mark_ready(p, TextPlace("foundations", 11), True, TODAY),
        lambda p: edits.mark_ready(p, TextPlace("foundations"), True, TODAY),
        lambda p: edits.set_planned(p, "foundations", date(2027, 1, 1), TODAY),
    ],
)
def test_what_no_package_shows_leaves_the_day_of_change(portfolio: Portfolio, edit: object) -> None:
    assert callable(edit)
    assert edit(portfolio) != portfolio
    assert _changed(edit(portfolio)) == [BEFORE, BEFORE]


def test_competencies_stand_in_the_order_of_their_numbers(portfolio: Portfolio) -> None:
    after = edits.mark_ready(portfolio, TextPlace("foundations", 3), True, TODAY)
    assert [work.number for work in after.sets[0].competencies] == [3, 11]


def test_a_file_shown_twice_for_one_competency_is_shown_once(portfolio: Portfolio) -> None:
    use = EvidenceUse(FLYER.path, Weight.SECONDARY, "The flyer I made")
    after = edits.use_evidence(portfolio, "foundations", 11, use, TODAY)
    assert after.sets[0].competency(11).evidence == (use,)


def test_one_file_can_be_shown_for_several_competencies(portfolio: Portfolio) -> None:
    after = edits.use_evidence(portfolio, "foundations", 3, EvidenceUse(FLYER.path), TODAY)
    moved = edits.move_evidence(after, FLYER.path, "Evidence/2026/flyer.pdf", TODAY)
    uses = [work.evidence[0].path for work in moved.sets[0].competencies]
    assert uses == ["Evidence/2026/flyer.pdf"] * 2


def test_evidence_stands_in_the_order_given_and_files_stay(portfolio: Portfolio) -> None:
    after = edits.use_evidence(portfolio, "foundations", 11, EvidenceUse(LOG.path), TODAY)
    turned = edits.order_evidence(after, "foundations", 11, (LOG.path, FLYER.path), TODAY)
    assert [use.path for use in turned.sets[0].competency(11).evidence] == [LOG.path, FLYER.path]
    left = edits.order_evidence(turned, "foundations", 11, (LOG.path,), TODAY)
    assert [use.path for use in left.sets[0].competency(11).evidence] == [LOG.path]
    assert left.evidence == portfolio.evidence


def test_new_content_of_a_file_changes_the_sets_that_show_it(portfolio: Portfolio) -> None:
    after = edits.put_evidence(portfolio, EvidenceFile(FLYER.path, "e9", 9, BEFORE), TODAY)
    assert _changed(after) == [TODAY, BEFORE]
    assert [file.sha256 for file in after.evidence] == ["e9", "e2"]


def test_the_same_content_changes_nothing(portfolio: Portfolio) -> None:
    assert edits.put_evidence(portfolio, FLYER, TODAY) == portfolio


def test_a_moved_certificate_is_followed(portfolio: Portfolio) -> None:
    after = edits.move_evidence(portfolio, LOG.path, "Evidence/certificate.pdf", TODAY)
    assert after.sets[1].course == CourseRecord(certificate="Evidence/certificate.pdf")
    assert _changed(after) == [BEFORE, TODAY]


@pytest.mark.parametrize(("path", "changed"), [(FLYER.path, [0]), (LOG.path, [1])])
def test_a_dropped_file_leaves_every_use(
    portfolio: Portfolio, path: str, changed: list[int]
) -> None:
    after = edits.drop_evidence(portfolio, path, TODAY)
    assert path not in [file.path for file in after.evidence]
    uses = [use.path for work in after.sets[0].competencies for use in work.evidence]
    course = after.sets[1].course
    assert course is not None
    assert path not in [*uses, course.certificate]
    assert [index for index, day in enumerate(_changed(after)) if day == TODAY] == changed


def test_a_file_about_the_person_is_put_moved_and_dropped(portfolio: Portfolio) -> None:
    resume = AboutFile("About me/resume.docx", "a1", 5, AboutKind.RESUME)
    letter = AboutFile("About me/letter.pdf", "a2", 5)
    both = edits.put_about(edits.put_about(portfolio, resume), letter)
    newer = edits.put_about(both, AboutFile(resume.path, "a9", 9, AboutKind.RESUME))
    assert [file.sha256 for file in newer.about_me] == ["a9", "a2"]
    moved = edits.move_about(newer, resume.path, "About me/cv.docx")
    assert [file.path for file in moved.about_me] == ["About me/cv.docx", letter.path]
    assert edits.drop_about(moved, letter.path).about_me == moved.about_me[:1]
    assert edits.put_about(both, resume) == both


def test_a_package_is_noted_once(portfolio: Portfolio) -> None:
    note = PackageNote("p1", "technology", PackageKind.PORTFOLIO, 1, TODAY, "c1", "Packages/a.zip")
    once = edits.note_package(portfolio, note)
    assert edits.note_package(once, note).packages == (note,)


def test_a_file_that_is_added_again_keeps_the_day_on_which_it_came(portfolio: Portfolio) -> None:
    again = EvidenceFile(FLYER.path, "e9", 9, TODAY)
    after = edits.put_evidence_files(portfolio, (again,), TODAY)
    assert after.evidence_file(FLYER.path) == EvidenceFile(FLYER.path, "e9", 9, BEFORE)


def test_a_replacement_takes_every_place_of_the_old_file(portfolio: Portfolio) -> None:
    scan = EvidenceFile("Evidence/flyer.jpg", "e9", 9, TODAY)
    after = edits.replace_evidence(portfolio, FLYER.path, scan, TODAY)
    assert after.evidence_file(FLYER.path) is None
    assert after.evidence_file(scan.path) == EvidenceFile(scan.path, "e9", 9, BEFORE)
    assert after.sets[0].competency(11).evidence[0].path == scan.path


def test_a_document_that_is_added_again_keeps_its_kind(portfolio: Portfolio) -> None:
    resume = AboutFile("About me/me.pdf", "a1", 1, AboutKind.RESUME)
    known = edits.put_about(portfolio, resume)
    again = AboutFile(resume.path, "a9", 9, AboutKind.OTHER)
    after = edits.add_about_files(known, (again,))
    assert after.about_me == (AboutFile(resume.path, "a9", 9, AboutKind.RESUME),)


@pytest.mark.parametrize("number", [11, None])
def test_a_text_from_elsewhere_is_ready_once_it_was_marked_so(
    portfolio: Portfolio, number: int | None
) -> None:
    place = TextPlace("foundations", number)
    ready = edits.mark_ready(portfolio, place, True, TODAY)
    document = Document("Foundations of Library Services/11 New.docx", "0" * 64)
    after = edits.set_unread_document(ready, place, document, TODAY)
    assert after.document(place) == document
    assert edits.mark_ready(after, place, False, TODAY) == after


# Several files at once --------------------------------------------------------------------------

BOTH = (FLYER.path, LOG.path)
IN_TWELVE = TextPlace("foundations", 12)


def _paths(portfolio: Portfolio, place: TextPlace) -> list[str]:
    return [use.path for use in edits.uses_at(portfolio, place)]


def test_files_are_shown_in_several_places_and_what_is_there_stays_as_described(
    portfolio: Portfolio,
) -> None:
    described = EvidenceUse(FLYER.path, Weight.SECONDARY, "The flyer")
    portfolio = edits.use_evidence(portfolio, "foundations", 11, described, BEFORE)
    eleven, two = TextPlace("foundations", 11), TextPlace("technology", 2)

    after = edits.change_uses(portfolio, BOTH, {eleven: True, two: True}, TODAY)

    assert edits.uses_at(after, eleven) == (described, EvidenceUse(LOG.path, Weight.PRIMARY))
    assert _paths(after, two) == list(BOTH)
    assert _changed(after) == [TODAY, TODAY]


def test_files_are_not_shown_any_more_where_a_place_is_false(portfolio: Portfolio) -> None:
    eleven = TextPlace("foundations", 11)

    after = edits.change_uses(portfolio, BOTH, {eleven: False}, TODAY)

    assert _paths(after, eleven) == []
    assert after.evidence == portfolio.evidence


def test_a_change_that_changes_nothing_leaves_the_portfolio_as_it_is(portfolio: Portfolio) -> None:
    places = {TextPlace("foundations", 11): True, IN_TWELVE: False}
    assert edits.change_uses(portfolio, (FLYER.path,), places, TODAY) == portfolio


def test_files_weigh_as_the_candidate_says_in_one_place_alone(portfolio: Portfolio) -> None:
    eleven = TextPlace("foundations", 11)
    both = edits.change_uses(portfolio, BOTH, {eleven: True, IN_TWELVE: True}, BEFORE)

    after = edits.weigh_uses(both, eleven, (LOG.path, "Evidence/none"), Weight.SECONDARY, TODAY)

    weights = [use.weight for use in edits.uses_at(after, eleven)]
    assert weights == [Weight.PRIMARY, Weight.SECONDARY]
    assert edits.uses_at(after, IN_TWELVE) == edits.uses_at(both, IN_TWELVE)


def test_several_files_are_dropped_with_their_uses(portfolio: Portfolio) -> None:
    after = edits.drop_evidence_files(portfolio, BOTH, TODAY)

    assert after.evidence == ()
    assert _paths(after, TextPlace("foundations", 11)) == []
    assert after.sets[1].course == CourseRecord()
    assert _changed(after) == [TODAY, TODAY]


def test_a_file_takes_the_places_of_a_missing_one(portfolio: Portfolio) -> None:
    """It was renamed and changed outside: known as new, with nothing that shows it."""
    found = EvidenceFile("Evidence/flyer, final.pdf", "e7", 9, TODAY)
    both = edits.put_evidence(portfolio, found, TODAY)

    after = edits.adopt_evidence(both, FLYER.path, found.path, TODAY)

    assert [file.path for file in after.evidence] == [found.path, LOG.path]
    assert after.evidence[0].sha256 == "e7"
    assert _paths(after, TextPlace("foundations", 11)) == [found.path]


def test_nothing_takes_the_place_of_a_file_that_is_not_known(portfolio: Portfolio) -> None:
    assert edits.adopt_evidence(portfolio, "Evidence/none.pdf", LOG.path, TODAY) == portfolio
    assert edits.adopt_evidence(portfolio, FLYER.path, "Evidence/none.pdf", TODAY) == portfolio


@pytest.mark.parametrize(
    ("paths", "place", "order"),
    [
        ("b", 0, "bacde"),
        ("b", 5, "acdeb"),
        ("bd", 3, "acbde"),
        ("ae", 2, "baecd"),
        ("c", 2, "abcde"),
    ],
)
def test_files_are_moved_together_within_an_order(paths: str, place: int, order: str) -> None:
    assert edits.moved_within("abcde", paths, place) == tuple(order)
