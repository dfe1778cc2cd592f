"""Clean copies, people who can be recognized, and their consent, as a portfolio notes them."""

from dataclasses import replace
from datetime import date

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.clean_copies import (
    copies_of,
    outdated_copies,
    packages_with,
    places_of_copy,
    set_consent,
    set_shows_people,
    use_clean_copy,
    with_clean_copies,
)
from lssc_desktop.core.portfolio.edits import (
    drop_evidence,
    move_evidence,
    put_evidence,
    set_document,
    use_evidence,
)
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Consent,
    CourseRecord,
    Document,
    EvidenceFile,
    EvidenceUse,
    FilePrint,
    PackageKind,
    PackageNote,
    PackagePrints,
    Portfolio,
    TextPlace,
)
from lssc_desktop.core.portfolio.privacy_decisions import (
    FileStanding,
    ScanState,
    file_standing,
    files_to_look_at,
    undecided,
)
from lssc_desktop.core.privacy.private_data import FindingMark, PrivacyKind, ScannedFile
from tests.core.check.rules.desk import small_program

TODAY, LATER = date(2026, 3, 1), date(2026, 4, 1)
LIST, COPY, SECOND = "Evidence/List.docx", "Evidence/List (clean copy).docx", "Evidence/List 2.docx"


def portfolio() -> Portfolio:
    started = start_portfolio(small_program(), Candidate("A. Rivera"), None, (), TODAY, "p")
    shown = put_evidence(started, EvidenceFile(LIST, "a" * 64, 5, TODAY), TODAY)
    return use_evidence(shown, "basics", 1, EvidenceUse(LIST, caption="Sign-up"), TODAY)


def copy(path: str = COPY) -> EvidenceFile:
    return EvidenceFile(path, "b" * 64, 4, LATER)


def shown(at: Portfolio) -> list[str]:
    work = at.set_work("basics")
    assert work is not None
    return [use.path for use in work.competency(1).evidence]


def test_a_clean_copy_takes_every_place_and_says_of_what_it_is_one() -> None:
    changed = use_clean_copy(portfolio(), LIST, copy(), LATER)
    assert shown(changed) == [COPY]
    work = changed.set_work("basics")
    assert work is not None
    assert work.competency(1).evidence[0].caption == "Sign-up"
    assert changed.evidence_file(LIST) is not None
    (made,) = copies_of(changed, LIST)
    assert (made.path, made.sha256, made.clean_of) == (COPY, "b" * 64, LIST)


def test_a_second_clean_copy_takes_the_place_of_the_first() -> None:
    once = use_clean_copy(portfolio(), LIST, copy(), LATER)
    twice = use_clean_copy(once, LIST, copy(SECOND), LATER)
    assert shown(twice) == [SECOND]
    assert {file.path for file in twice.evidence} == {LIST, COPY, SECOND}


def test_a_package_shows_the_latest_clean_copy() -> None:
    twice = use_clean_copy(
        use_clean_copy(portfolio(), LIST, copy(), LATER), LIST, copy(SECOND), LATER
    )
    assert [file.path for file in copies_of(twice, LIST)] == [COPY, SECOND]
    assert shown(with_clean_copies(twice)) == [SECOND]
    again = use_evidence(twice, "basics", 1, EvidenceUse(LIST), LATER)
    assert shown(with_clean_copies(again)) == [SECOND]


def test_the_latest_copy_is_made_again_where_it_was_made_before() -> None:
    once = use_clean_copy(portfolio(), LIST, copy(), LATER)
    assert [file.path for file in outdated_copies(once)] == [COPY]
    anew = replace(copy(SECOND), made_anew=True)
    assert outdated_copies(use_clean_copy(once, LIST, anew, LATER)) == ()


def test_a_copy_whose_original_is_gone_is_outdated_all_the_same() -> None:
    once = use_clean_copy(portfolio(), LIST, copy(), LATER)
    assert [file.path for file in outdated_copies(drop_evidence(once, LIST, LATER))] == [COPY]


def test_a_new_copy_takes_the_places_of_the_file_and_of_its_earlier_copies() -> None:
    assert places_of_copy(portfolio(), LIST) == (LIST,)
    assert places_of_copy(use_clean_copy(portfolio(), LIST, copy(), LATER), LIST) == (LIST, COPY)


def package(name: str, *files: FilePrint) -> PackageNote:
    path, prints = f"Packages/{name}.zip", PackagePrints(files=files)
    return PackageNote(name, "basics", PackageKind.REVIEW_COPY, 1, TODAY, "c", path, prints=prints)


def test_packages_are_named_that_have_an_original_or_an_earlier_copy() -> None:
    original, earlier = FilePrint("List.docx", "0" * 16), FilePrint("Named before.docx", "b" * 16)
    once = use_clean_copy(portfolio(), LIST, copy(), LATER)
    notes = (
        package("before", original, FilePrint("Plan.pdf", "c" * 16)),
        package("with copy", earlier),
        package("without", FilePrint("Plan.pdf", "c" * 16)),
        package("silent"),
    )
    found = packages_with(replace(once, packages=notes), outdated_copies(once))
    assert [(note.package_id, names) for note, names in found.holding] == [
        ("before", ("List.docx",)),
        ("with copy", ("Named before.docx",)),
    ]
    assert [note.package_id for note in found.unknown] == ["silent"]


def test_a_clean_copy_shows_the_same_people() -> None:
    consent = Consent("Parents of the story time", TODAY, "Evidence/Letters.pdf")
    known = set_consent(portfolio(), LIST, consent, TODAY)
    made = use_clean_copy(known, LIST, copy(), LATER).evidence_file(COPY)
    assert made is not None
    assert (made.shows_people, made.consent) == (True, consent)


def test_the_copy_and_the_consent_follow_files_that_get_other_names() -> None:
    consent = Consent("Parents", TODAY, "Evidence/Letters.pdf")
    changed = use_clean_copy(set_consent(portfolio(), LIST, consent, TODAY), LIST, copy(), LATER)
    moved = move_evidence(changed, LIST, "Evidence/Old list.docx", LATER)
    moved = move_evidence(moved, "Evidence/Letters.pdf", "Evidence/Consent.pdf", LATER)
    made = moved.evidence_file(COPY)
    assert made is not None
    assert made.clean_of == "Evidence/Old list.docx"
    assert made.consent == replace(consent, file="Evidence/Consent.pdf")


def test_people_can_be_recognized_or_not_as_the_candidate_says() -> None:
    said = set_shows_people(portfolio(), LIST, True, TODAY)
    file = said.evidence_file(LIST)
    assert file is not None
    assert file.shows_people
    assert set_shows_people(said, LIST, True, LATER) is said
    assert set_shows_people(said, "Evidence/Nowhere.docx", True, TODAY) is said
    with_consent = set_consent(said, LIST, Consent("Dora", TODAY), TODAY)
    assert set_consent(with_consent, LIST, None, TODAY) == said


def test_a_package_never_shows_an_original_that_has_a_clean_copy() -> None:
    changed = use_clean_copy(portfolio(), LIST, copy(), LATER)
    again = use_evidence(changed, "basics", 1, EvidenceUse(LIST), LATER)
    again = use_evidence(again, "basics", 2, EvidenceUse(LIST, caption="Again"), LATER)
    packaged = with_clean_copies(again)
    assert shown(packaged) == [COPY]
    work = packaged.set_work("basics")
    assert work is not None
    assert [(use.path, use.caption) for use in work.competency(2).evidence] == [(COPY, "Again")]
    without = drop_evidence(again, COPY, LATER)  # the copy is gone, as the user wishes
    assert shown(with_clean_copies(without)) == [LIST]


def test_a_certificate_of_a_course_is_shown_as_its_clean_copy() -> None:
    changed = use_clean_copy(portfolio(), LIST, copy(), LATER)
    sets = tuple(replace(work, course=CourseRecord(certificate=LIST)) for work in changed.sets)
    packaged = with_clean_copies(replace(changed, sets=sets))
    assert {work.course.certificate for work in packaged.sets if work.course} == {COPY}


def test_a_portfolio_without_clean_copies_is_packaged_as_it_is() -> None:
    plain = portfolio()
    assert with_clean_copies(plain) is plain


def test_nothing_is_left_to_decide_on_a_file_with_a_clean_copy() -> None:
    found = ScannedFile(LIST, "a" * 64, (FindingMark(PrivacyKind.EMAIL, "abcdef"),))
    clean = ScannedFile(COPY, "b" * 64)
    before = portfolio()
    assert file_standing(before, found) == FileStanding(ScanState.TO_DECIDE, 1)
    after = use_clean_copy(before, LIST, copy(), LATER)
    assert file_standing(after, found) == FileStanding(ScanState.COPY_USED)
    assert undecided(after, found) == ()
    assert file_standing(after, clean) == FileStanding(ScanState.CLEAN_COPY)
    assert files_to_look_at(after, (found, clean)) == 0


def test_a_text_of_the_user_is_none_of_the_files_to_look_at() -> None:
    text = "Basics/01 Purpose.docx"
    place = TextPlace("basics", 1)
    written = set_document(portfolio(), place, Document(text, "c" * 64), TODAY)
    mark = FindingMark(PrivacyKind.EMAIL, "abcdef")
    scanned = (ScannedFile(LIST, "a" * 64, (mark,)), ScannedFile(text, "c" * 64, (mark,)))
    assert file_standing(written, scanned[1]) == FileStanding(ScanState.TO_DECIDE, 1)
    assert files_to_look_at(written, scanned) == 1


def test_a_second_copy_takes_the_places_of_the_first_and_is_there_once() -> None:
    twice = portfolio()
    for path in (COPY, SECOND):
        twice = use_clean_copy(twice, LIST, EvidenceFile(path, "b" * 64, 5, TODAY), LATER)
    assert sorted(file.path for file in twice.evidence) == sorted((LIST, COPY, SECOND))
    assert [use.path for work in twice.sets for _number, use in work.uses()] == [SECOND]
