from dataclasses import replace

import pytest

from lssc_desktop.core.check.rules import evidence
from lssc_desktop.core.files.seen import Barrier, Opened, SeenFile
from lssc_desktop.core.portfolio.clean_copies import set_consent, set_shows_people
from lssc_desktop.core.portfolio.edits import put_evidence
from lssc_desktop.core.portfolio.portfolio import Consent, CourseRecord, EvidenceFile, Weight
from lssc_desktop.messages.findings import finding_message
from tests.core.check.rules.desk import TODAY, Desk


def test_words_alone_are_worth_a_look(desk: Desk) -> None:
    desk.change(1, evidence=())
    assert desk.found(evidence.evidence_none) == [("advice", "evidence-none", 1)]


def test_secondary_evidence_alone_is_worth_a_look(desk: Desk) -> None:
    desk.show(1, "Evidence/letter.pdf", weight=Weight.SECONDARY)
    assert desk.found(evidence.secondary_only) == [("advice", "secondary-only", 1)]


def test_team_work_must_identify_ones_own_role(desk: Desk) -> None:
    desk.show(1, "Evidence/flyer.pdf", team_work=True)
    assert desk.found(evidence.own_role_missing) == [("blocker", "own-role-missing", 1)]
    desk.show(1, "Evidence/flyer.pdf", team_work=True, own_role="I wrote the text.")
    assert desk.found(evidence.own_role_missing) == []


def test_a_file_that_is_gone_stops_a_hand_in(desk: Desk) -> None:
    del desk.files["Evidence/2.pdf"]
    assert desk.found(evidence.evidence_gone) == [("blocker", "evidence-gone", 2)]


def test_a_link_in_the_place_of_a_file_stops_a_hand_in_and_is_told(desk: Desk) -> None:
    del desk.files["Evidence/2.pdf"]
    desk.refused["Evidence/2.pdf"] = "link"
    (found,) = evidence.evidence_gone(desk.look())
    assert finding_message(found).happened == (
        "Competency 2: instead of the evidence “2.pdf”, there’s a link to a file elsewhere."
    )


def test_a_file_that_cannot_be_read_stops_a_hand_in(desk: Desk) -> None:
    desk.files["Evidence/2.pdf"] = SeenFile("Evidence/2.pdf", 1000, "")
    assert desk.found(evidence.evidence_unreadable) == [("blocker", "evidence-unreadable", 2)]


@pytest.mark.parametrize(
    ("name", "state", "level"),
    [
        ("cut.pdf", Opened.DAMAGED, "blocker"),
        ("Photo.JPG", Opened.DAMAGED, "blocker"),
        ("locked.docx", Opened.PASSWORD, "blocker"),
        ("old.tif", Opened.DAMAGED, "advice"),
        ("old.tif", Opened.WRONG_KIND, "blocker"),
    ],
)
def test_a_file_that_nobody_can_open_stops_a_hand_in(
    desk: Desk, name: str, state: Opened, level: str
) -> None:
    desk.show(2, f"Evidence/{name}")
    desk.tried[f"Evidence/{name}", "0"] = state
    assert desk.found(evidence.evidence_unopenable) == [(level, "evidence-unopenable", 2)]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Opened.TOO_SLOW, "“huge.pdf” takes too long to open, so we stopped trying."),
        (Opened.STOPPED, "“huge.pdf” needs too much memory to open, or stopped"),
    ],
)
def test_a_file_that_we_gave_up_on_is_advice_with_its_reason(
    desk: Desk, state: Opened, said: str
) -> None:
    desk.show(2, "Evidence/huge.pdf")
    desk.tried["Evidence/huge.pdf", "0"] = state
    assert desk.found(evidence.evidence_unopenable) == [("advice", "evidence-unopenable", 2)]
    (found,) = evidence.evidence_unopenable(desk.look())
    assert said in finding_message(found).text


@pytest.mark.parametrize("state", [None, Opened.OPENED, Opened.NOT_TRIED])
def test_a_file_that_opens_or_was_not_tried_is_no_finding(desk: Desk, state: Opened | None) -> None:
    if state is not None:
        desk.tried["Evidence/1.pdf", "0"] = state
    assert desk.found(evidence.evidence_unopenable) == []


def test_what_came_of_other_content_says_nothing(desk: Desk) -> None:
    desk.tried["Evidence/1.pdf", "other"] = Opened.DAMAGED
    assert desk.found(evidence.evidence_unopenable) == []


def test_a_shortcut_stops_a_hand_in(desk: Desk) -> None:
    desk.show(2, "Evidence/hours.lnk")
    desk.barriers["Evidence/hours.lnk", "0"] = Barrier.SHORTCUT
    assert desk.found(evidence.evidence_shortcut) == [("blocker", "evidence-shortcut", 2)]
    assert desk.found(evidence.evidence_uncommon) == []


@pytest.mark.parametrize("barrier", [each for each in Barrier if each is not Barrier.SHORTCUT])
def test_a_file_that_many_cannot_open_is_worth_a_look(desk: Desk, barrier: Barrier) -> None:
    desk.show(2, "Evidence/odd.bin")
    desk.barriers["Evidence/odd.bin", "0"] = barrier
    assert desk.found(evidence.evidence_uncommon) == [("advice", "evidence-uncommon", 2)]
    assert desk.found(evidence.evidence_shortcut) == []
    (found,) = evidence.evidence_uncommon(desk.look())
    assert finding_message(found).happened.startswith("Competency 2: the evidence “odd.bin” ")


@pytest.mark.parametrize(
    ("name", "barrier", "advised"),
    [
        ("IMG_1.HEIC", Barrier.APPLE_PICTURE, "Make a copy as JPEG, and use that instead."),
        ("plan.pages", Barrier.APPLE_DOCUMENT, "Make a copy as PDF, and use that instead."),
        ("odd.bin", Barrier.UNKNOWN, "Save it as a PDF in its own program, and use that instead."),
    ],
)
def test_it_says_what_copy_can_be_made(
    desk: Desk, name: str, barrier: Barrier, advised: str
) -> None:
    desk.show(2, f"Evidence/{name}")
    desk.barriers[f"Evidence/{name}", "0"] = barrier
    (found,) = evidence.evidence_uncommon(desk.look())
    assert finding_message(found).advice == advised


def test_a_kind_that_the_program_takes_is_no_finding(desk: Desk) -> None:
    desk.show(2, "Evidence/IMG_1.HEIC")
    desk.barriers["Evidence/IMG_1.HEIC", "0"] = Barrier.APPLE_PICTURE
    desk.limit(file_types=("pdf", "heic"))
    assert desk.found(evidence.evidence_uncommon) == []


def test_a_file_that_nobody_can_open_is_told_once(desk: Desk) -> None:
    desk.show(2, "Evidence/mail.msg")
    desk.tried["Evidence/mail.msg", "0"] = Opened.DAMAGED
    desk.barriers["Evidence/mail.msg", "0"] = Barrier.OUTLOOK
    assert desk.found(evidence.evidence_uncommon) == []


def test_a_certificate_that_many_cannot_open_is_named_as_one(desk: Desk) -> None:
    course = CourseRecord("Story times", "Library school", certificate="Evidence/course.heic")
    desk.work = replace(desk.work, course=course)
    desk.files["Evidence/course.heic"] = SeenFile("Evidence/course.heic", 1000, "0")
    desk.barriers["Evidence/course.heic", "0"] = Barrier.APPLE_PICTURE
    (found,) = evidence.evidence_uncommon(desk.look())
    assert finding_message(found).happened == (
        "The certificate “course.heic” is a photo in Apple’s format (HEIC)."
    )


def test_an_empty_file_shows_nothing(desk: Desk) -> None:
    desk.show(1, "Evidence/empty.pdf", size=0)
    assert desk.found(evidence.evidence_empty) == [("blocker", "evidence-empty", 1)]


def test_a_program_that_names_no_types_takes_every_file(desk: Desk) -> None:
    desk.show(1, "Evidence/story hour.mp4")
    assert desk.found(evidence.file_type_refused) == []


def test_a_program_may_take_some_types_only(desk: Desk) -> None:
    desk.limit(file_types=("pdf", ".docx"))
    desk.show(1, "Evidence/story hour.mp4")
    assert desk.found(evidence.file_type_refused) == [("blocker", "file-type-refused", 1)]


def test_the_ending_of_a_name_counts_in_any_case(desk: Desk) -> None:
    desk.limit(file_types=("pdf",))
    desk.show(1, "Evidence/FLYER.PDF")
    assert desk.found(evidence.file_type_refused) == []


def test_a_file_over_the_known_limit_stops_a_hand_in(desk: Desk) -> None:
    desk.limit(evidence_file_bytes=999)
    assert {code for _, code, _ in desk.found(evidence.file_large)} == {"file-too-large"}


def test_a_large_file_without_a_known_limit_is_worth_a_look(desk: Desk) -> None:
    desk.show(1, "Evidence/clip.mp4", size=312_000_000)
    assert desk.found(evidence.file_large) == [("advice", "file-large", 1)]


def test_a_program_may_limit_the_number_of_files(desk: Desk) -> None:
    desk.limit(evidence_files_per_set=2)
    assert desk.found(evidence.files_too_many) == [("blocker", "files-too-many", None)]


def test_a_program_may_limit_the_whole_package(desk: Desk) -> None:
    desk.limit(package_bytes=2_999)
    assert desk.found(evidence.package_too_large) == [("blocker", "package-too-large", None)]


def test_a_name_that_windows_cannot_take_is_told_with_what_it_is_called_then(desk: Desk) -> None:
    desk.show(3, "Evidence/70% of it?.txt")
    (found,) = evidence.name_changed(desk.look())
    assert (found.competency, found.fact("portable")) == (3, "03 70_ of it_.txt")


def test_a_name_that_its_number_makes_portable_is_not_told(desk: Desk) -> None:
    desk.show(1, "Evidence/CON.txt")
    desk.show(2, "Evidence/~tilde.txt")
    assert desk.found(evidence.name_changed) == []


# Clean copies -----------------------------------------------------------------------------------


def test_a_clean_copy_as_they_were_made_before_is_made_again(desk: Desk) -> None:
    path = "Evidence/2.pdf"
    copy = EvidenceFile(path, "f" * 64, 9, TODAY, clean_of="Evidence/List.pdf")
    desk.portfolio = put_evidence(desk.portfolio, copy, TODAY)
    assert desk.found(evidence.copy_outdated) == [("advice", "copy-outdated", 2)]
    desk.portfolio = put_evidence(desk.portfolio, replace(copy, made_anew=True), TODAY)
    assert desk.found(evidence.copy_outdated) == []
    desk.portfolio = put_evidence(desk.portfolio, replace(copy, clean_of=""), TODAY)
    assert desk.found(evidence.copy_outdated) == []


# People -----------------------------------------------------------------------------------------


def test_people_who_can_be_recognized_need_their_consent(desk: Desk) -> None:
    file = EvidenceFile("Evidence/2.pdf", "f" * 64, 9, TODAY)
    desk.portfolio = put_evidence(desk.portfolio, file, TODAY)
    assert desk.found(evidence.consent_missing) == []
    desk.portfolio = set_shows_people(desk.portfolio, file.path, True, TODAY)
    assert desk.found(evidence.consent_missing) == [("advice", "consent-missing", 2)]
    consent = Consent("Dora’s parents", TODAY)
    desk.portfolio = set_consent(desk.portfolio, file.path, consent, TODAY)
    assert desk.found(evidence.consent_missing) == []
