import hashlib
import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import set_language
from lssc_desktop.core.portfolio.edits import (
    decide,
    put_evidence_files,
    set_self_rating,
    use_evidence,
)
from lssc_desktop.core.portfolio.portfolio import (
    Decision,
    EvidenceFile,
    EvidenceUse,
    Outcome,
    PackageKind,
    TextPlace,
)
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.submission.submission import form_begun, form_submitted
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.reader import open_package, verify_file
from lssc_desktop.package.reading.package_files import read
from lssc_desktop.store.folder import folder
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.place import CheckPlace, SetPlace, SubmissionsPlace, Tab
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import ScrollPage
from tests.documents.previews.pdfs import written
from tests.documents.previews.test_trying import photo
from tests.store.test_copies import own_pdf
from tests.ui.conftest import Listener, RememberingDesktop, held


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def page(
    qtbot: QtBot,
    session: Session,
    jobs: Jobs,
    services: Services,
    desktop: RememberingDesktop,
) -> CheckPage:
    page = CheckPage(session, replace(services, jobs=jobs, desktop=desktop))
    qtbot.addWidget(page)
    page.resize(1130, 683)
    page.show()
    qtbot.waitActive(page)
    until_checked(qtbot, page)
    return page


def until_checked(qtbot: QtBot, page: CheckPage) -> None:
    qtbot.waitUntil(lambda: "Checked just now." in visible_words(page))


def visible_words(page: CheckPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def show_set(qtbot: QtBot, page: CheckPage, set_id: str, expected: str) -> None:
    page.go_to(CheckPlace(set_id))
    qtbot.waitUntil(lambda: expected in visible_words(page))


def test_it_tells_what_stops_a_hand_in(qtbot: QtBot, page: CheckPage) -> None:
    # The head says meanwhile which evidence is opened.
    qtbot.waitUntil(lambda: "2 things to do" in visible_words(page))
    said = visible_words(page)
    assert "Competency 12 has no response" in said
    assert "The learning statement is missing" in said
    assert "Competency 10 is about 3.8 pages" in said


def test_findings_that_are_alike_are_one_row_that_opens(qtbot: QtBot, page: CheckPage) -> None:
    show_set(qtbot, page, "reference-information", "7 competencies have no response: 3 to 9")
    assert len(page.blockers.rows) == 2
    qtbot.mouseClick(page.blockers.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.blockers.rows) == 9)
    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.mouseClick(page.blockers.buttons[2], Qt.MouseButton.LeftButton)
    assert asked.args == [SetPlace("reference-information", 4, tab=Tab.RESPONSE)]


def test_of_a_set_just_begun_it_says_how_much_is_written_and_no_verdict(
    qtbot: QtBot, page: CheckPage
) -> None:
    show_set(qtbot, page, "reference-information", "2 of 9 written")
    assert "at least 7 of 9" in visible_words(page)
    qtbot.waitUntil(lambda: "The next step is to write." in visible_words(page))
    assert not page.forecast.isVisible()
    codes = {row.finding.code for row in page.advice.rows}
    assert "self-rating-missing" not in codes
    assert "self-rating-missing" in {row.finding.code for row in page.passed.later.rows}


def test_the_first_button_leads_to_the_next_competency_to_write(
    qtbot: QtBot, page: CheckPage
) -> None:
    assert page.onward.text() == "Continue with competency 12"
    assert page.first_control is page.onward
    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.mouseClick(page.onward, Qt.MouseButton.LeftButton)
    assert asked.args == [SetPlace("foundations", 12)]


def test_of_a_set_that_is_written_nothing_leads_on(qtbot: QtBot, page: CheckPage) -> None:
    show_set(qtbot, page, "technology", "Nothing left to do")
    assert not page.onward.isVisible()
    assert page.first_control is page.sets


def test_a_closed_route_and_the_forecast_are_said_in_their_places_only(page: CheckPage) -> None:
    codes = {row.finding.code for row in page.advice.rows}
    assert codes
    assert codes.isdisjoint({"route-closed", "forecast-short"})


def test_it_tells_the_forecast_in_words(page: CheckPage) -> None:
    said = visible_words(page)
    assert "At least 70% met: 9 of 12" in said
    assert "you have 7, 2 short" in said
    assert page.forecast.bar.accessibleDescription().startswith("Met: 7, Partially met: 4")


def test_who_came_to_make_a_review_copy_finds_it_chosen(qtbot: QtBot, page: CheckPage) -> None:
    page.go_to(CheckPlace("technology", review_copy=True))
    qtbot.waitUntil(page.panel.hand_in.button.isEnabled)
    assert page.panel.kind is PackageKind.REVIEW_COPY


def show_evidence(session: Session, files: dict[str, bytes]) -> None:
    """Let the first competency of a set show new files."""
    found = []
    for name, data in files.items():
        (session.root / "Evidence" / name).write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        found.append(EvidenceFile(f"Evidence/{name}", sha256, len(data), session.today))
    session.apply_change(partial(put_evidence_files, files=found, today=session.today))
    uses = tuple(EvidenceUse(file.path) for file in found)
    for use in uses:
        session.apply_change(
            partial(use_evidence, set_id="technology", number=1, use=use, today=session.today)
        )


def test_a_copy_that_everybody_can_open_takes_the_place_of_a_file(
    qtbot: QtBot, page: CheckPage, session: Session
) -> None:
    page.go_to(CheckPlace("technology"))
    show_evidence(session, {"Plan.pages": own_pdf(written("Story time"))})
    page.again.trigger()
    qtbot.waitUntil(lambda: "opens only in Apple’s Pages" in visible_words(page))
    (row,) = [row for row in page.advice.rows if row.finding.code == "evidence-uncommon"]
    assert row.copy.text() == "Make a copy as PDF"

    qtbot.mouseClick(row.copy, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: uses(session, "Evidence/Plan.pdf") == 1)
    assert uses(session, "Evidence/Plan.pages") == 0
    assert (session.root / "Evidence/Plan.pages").is_file()
    qtbot.waitUntil(lambda: "opens only in Apple’s Pages" not in visible_words(page))

    session.undo()

    assert (uses(session, "Evidence/Plan.pages"), uses(session, "Evidence/Plan.pdf")) == (1, 0)


def uses(session: Session, path: str) -> int:
    work = session.portfolio.set_work("technology")
    assert work is not None
    return sum(1 for _number, use in work.uses() if use.path == path)


def test_a_long_look_into_evidence_can_be_stopped_and_goes_on_when_asked(
    qtbot: QtBot, page: CheckPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lssc_desktop.ui.check.page._LONG", 0.0)  # a fast computer is done before
    page.go_to(CheckPlace("technology"))
    picture = photo()
    many = {
        f"Photo {number}.jpg": picture + bytes([number % 251]) * number for number in range(1200)
    }
    show_evidence(session, many)
    page.again.trigger()
    qtbot.waitUntil(page.stop.isVisible)
    assert "Opening evidence: " in visible_words(page)
    assert not page.again.isEnabled()

    qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(page.again.isEnabled)
    qtbot.waitUntil(lambda: "Checked " in visible_words(page))
    noted = json.loads((session.root / ".lssc" / "opened.json").read_bytes())["files"]
    assert 0 < len(noted) < 1200

    page.again.trigger()

    qtbot.waitUntil(lambda: "We opened every" in page.passed.sentences.text())


def test_evidence_that_nobody_can_open_stops_a_hand_in(
    qtbot: QtBot, page: CheckPage, session: Session
) -> None:
    page.go_to(CheckPlace("technology"))
    qtbot.waitUntil(lambda: "Nothing left to do" in visible_words(page))
    qtbot.waitUntil(lambda: "We opened every" in page.passed.sentences.text())
    work = session.portfolio.set_work("technology")
    assert work is not None
    shown = [use.path for item in work.competencies for use in item.evidence]
    flyer = session.root / next(path for path in shown if path.endswith(".pdf"))
    flyer.write_bytes(flyer.read_bytes()[:900])

    page.again.trigger()

    qtbot.waitUntil(lambda: "1 thing to do" in visible_words(page))
    assert "is damaged or incomplete" in visible_words(page)
    assert not page.panel.hand_in.button.isEnabled()


def test_a_finding_leads_to_its_place(qtbot: QtBot, page: CheckPage, listener: Listener) -> None:
    page.place_requested.connect(listener.hear)
    qtbot.mouseClick(page.blockers.buttons[0], Qt.MouseButton.LeftButton)
    assert listener.heard == [SetPlace("foundations", 12, tab=Tab.RESPONSE)]


def test_keys_move_from_finding_to_finding(qtbot: QtBot, page: CheckPage) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F7)
    assert page.blockers.buttons[0].hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_F7)
    qtbot.keyClick(page, Qt.Key.Key_F7)
    assert page.advice.buttons[0].hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert page.blockers.buttons[1].hasFocus()


def test_another_set_is_checked_when_it_is_chosen(qtbot: QtBot, page: CheckPage) -> None:
    page.sets.setFocus()
    qtbot.keyClicks(page.sets, "Technology")
    qtbot.waitUntil(lambda: "Nothing left to do" in visible_words(page))
    assert page.panel.hand_in.button.isEnabled()
    assert page.panel.hand_in.button.isChecked()


def test_a_set_by_course_has_no_forecast(qtbot: QtBot, page: CheckPage) -> None:
    show_set(qtbot, page, "collection-management", "The course certificate is missing")
    assert not page.forecast.isVisible()


def test_a_set_by_course_hands_in_its_certificate(qtbot: QtBot, page: CheckPage) -> None:
    show_set(qtbot, page, "access-services", "Nothing left to do")
    assert page.panel.hand_in.button.text() == "Course certificate to hand in."
    show_set(qtbot, page, "technology", "Would it pass")
    assert page.panel.hand_in.button.text() == "Portfolio to hand in."


def test_an_edit_is_checked_at_once(qtbot: QtBot, page: CheckPage, session: Session) -> None:
    session.apply(
        partial(
            set_self_rating, set_id="foundations", number=12, rating=Rating.MET, today=session.today
        )
    )
    qtbot.waitUntil(lambda: "you have 8, 1 short" in visible_words(page))


def test_a_file_that_went_is_found_by_checking_again(
    qtbot: QtBot, page: CheckPage, session: Session
) -> None:
    (session.root / "Foundations of Library Services" / "07 Value of cooperation.docx").unlink()
    page.again.trigger()
    qtbot.waitUntil(lambda: "3 things to do" in visible_words(page))
    gone = "“07 Value of cooperation.docx” isn’t in the folder anymore"
    qtbot.waitUntil(lambda: gone in visible_words(page))


def build(qtbot: QtBot, page: CheckPage) -> None:
    qtbot.mouseClick(page.panel.build, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.panel.result.text))


def test_a_package_is_built_noted_and_verified(
    qtbot: QtBot, page: CheckPage, session: Session, desktop: RememberingDesktop
) -> None:
    show_set(qtbot, page, "technology", "Nothing left to do")
    build(qtbot, page)
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    found = verify_file(package, ignore_progress)
    assert found.valid
    assert page.panel.result.fingerprint.text() == found.fingerprint
    assert [note.package_id for note in session.portfolio.packages] == [found.package_id]

    assert page.panel.result.text.endswith("Nothing was sent.")
    assert page.panel.result.hand_in.isVisible()
    sent = form_submitted(form_begun(package.name, found.package_id or "", "ab", 3), session.now)
    session.set_submissions((sent,))
    assert page.panel.result.text.endswith("Uncertain: see the Submissions page.")
    assert not page.panel.result.hand_in.isVisible()

    page.panel.result.reveal.click()
    assert desktop.shown == [package]
    page.panel.result.verify.click()
    qtbot.waitUntil(lambda: "matches the package’s list" in page.panel.result.text)


def test_it_says_what_changed_since_the_last_package(
    qtbot: QtBot, page: CheckPage, session: Session
) -> None:
    show_set(qtbot, page, "technology", "Nothing left to do")
    build(qtbot, page)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert "Changed since" not in visible_words(page)

    show_evidence(session, {"Sign.txt": b"Ask us."})
    said = "Changed since the package of November 24, 2026: 1 file."
    qtbot.waitUntil(lambda: said in visible_words(page))

    words = RichText((Paragraph((Span("What I did."),)),))
    session.write_response(TextPlace("technology", 2), words)
    session.save_now()
    both = "Changed since the package of November 24, 2026: 1 response and 1 file."
    qtbot.waitUntil(lambda: both in visible_words(page))


def test_a_package_is_in_the_language_of_the_portfolio_not_of_the_window(
    qtbot: QtBot, page: CheckPage, session: Session
) -> None:
    session.apply(partial(set_language, language="es", today=session.today))
    show_set(qtbot, page, "technology", "Nothing left to do")
    build(qtbot, page)
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    opened = open_for_review(package, ignore_progress)
    assert (opened.record.language, opened.record.title) == ("es", "Tecnología")
    assert opened.competency_set.title == "Technology"
    reader = open_package(package, ignore_progress)
    assert b'<html lang="es">' in read(reader, "data/index.html", 10**8)


def test_one_pdf_with_the_evidence_is_written_beside_the_package(
    qtbot: QtBot, page: CheckPage, session: Session
) -> None:
    show_set(qtbot, page, "technology", "Nothing left to do")
    build(qtbot, page)
    said = page.panel.result.text
    qtbot.keyClick(page.panel.result.evidence_pdf, Qt.Key.Key_Space)
    packages = session.root / "Packages"
    qtbot.waitUntil(lambda: bool(list(packages.glob("*-with-evidence.pdf"))))
    qtbot.waitUntil(lambda: page.panel.result.text == said)
    (beside,) = packages.glob("*-with-evidence.pdf")
    assert beside.read_bytes().startswith(b"%PDF")


def test_the_note_of_a_package_is_saved(qtbot: QtBot, page: CheckPage, session: Session) -> None:
    build(qtbot, page)
    session.save_now()
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert folder.load(session.root).portfolio.packages == session.portfolio.packages
    assert len(session.portfolio.packages) == 1


def test_a_damaged_package_is_told(qtbot: QtBot, page: CheckPage, session: Session) -> None:
    build(qtbot, page)
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    page.panel.result.verify.click()
    qtbot.waitUntil(lambda: "damaged or was changed" in page.panel.result.text)


def test_a_stopped_build_leaves_nothing_behind(
    qtbot: QtBot, page: CheckPage, session: Session, services: Services
) -> None:
    with held(services.jobs, Lane.DISK):
        qtbot.mouseClick(page.panel.build, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(page.panel.progress.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Stopped." in page.panel.result.text)
    assert list((session.root / "Packages").iterdir()) == []
    assert session.portfolio.packages == ()
    assert page.panel.build.isVisible()


def test_a_folder_that_went_away_is_told_and_the_page_lives(
    qtbot: QtBot, page: CheckPage, session: Session, tmp_path: Path
) -> None:
    away = shutil.move(session.root, tmp_path / "away")
    build(qtbot, page)
    assert "folder" in page.panel.result.text
    assert page.panel.build.isVisible()
    shutil.move(away, session.root)
    build(qtbot, page)
    qtbot.waitUntil(lambda: "is built" in page.panel.result.text)


def test_a_package_that_was_built_can_be_handed_in(
    qtbot: QtBot, page: CheckPage, session: Session, listener: Listener
) -> None:
    show_set(qtbot, page, "technology", "Nothing left to do")
    build(qtbot, page)
    page.place_requested.connect(listener.hear)
    qtbot.mouseClick(page.panel.result.hand_in, Qt.MouseButton.LeftButton)
    (note,) = session.portfolio.packages
    assert listener.heard == [SubmissionsPlace(package_id=note.package_id, hand_in=True)]


def test_of_an_achieved_set_it_says_that_nothing_is_left_to_do(
    qtbot: QtBot, page: CheckPage, session: Session
) -> None:
    achieved = Decision(Outcome.ACHIEVED, session.today)
    decided = partial(decide, set_id="technology", decision=achieved, today=session.today)
    session.apply(decided)
    show_set(qtbot, page, "technology", "Checked just now. Technology is achieved.")
    assert "There’s nothing left to do for it." in visible_words(page)
    assert "To do before you hand in" not in visible_words(page)
    assert not page.forecast.isVisible()
    assert not page.panel.hand_in.button.isEnabled()


def test_a_set_that_opens_again_is_checked_again(
    qtbot: QtBot, page: CheckPage, session: Session
) -> None:
    for outcome in (Outcome.ACHIEVED, Outcome.REVISION_ASKED):
        decision = Decision(outcome, session.today)
        decided = partial(decide, set_id="technology", decision=decision, today=session.today)
        session.apply(decided)
        expected = "is achieved." if outcome is Outcome.ACHIEVED else "Nothing left to do"
        show_set(qtbot, page, "technology", expected)
    assert not page.closed.isVisible()
    qtbot.waitUntil(page.forecast.isVisible)


def test_the_page_ends_with_what_is_on_it(qtbot: QtBot, page: CheckPage) -> None:
    qtbot.waitUntil(lambda: "2 things to do" in visible_words(page))
    scrolled = page.findChild(ScrollPage)
    assert scrolled is not None
    content = scrolled.widget()
    assert content is not None
    kinds = (Label, QAbstractButton)
    shown = [each for kind in kinds for each in content.findChildren(kind) if each.isVisible()]
    last = max(part.mapTo(content, part.rect().bottomLeft()).y() for part in shown)
    assert content.height() <= max(last + 80, scrolled.viewport().height())
