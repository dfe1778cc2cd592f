"""Clean copies and consent on the Evidence page, by mouse and by keyboard."""

import io
import shutil
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Progress
from lssc_desktop.core.portfolio.clean_copies import outdated_copies, use_clean_copy
from lssc_desktop.core.portfolio.portfolio import Consent, EvidenceFile
from lssc_desktop.core.privacy.clean_copy import CleanOrder, Way
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.documents.cleaning.clean import clean
from lssc_desktop.documents.previews.wire import PICTURES, CleanWish, Source
from lssc_desktop.documents.word import read_document
from lssc_desktop.store.clean_copies import MadeCopy
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.clean_copies import CleanCopyDialog, CompareDialog, UseCopyDialog
from lssc_desktop.ui.evidence.copies_again import AgainResult
from lssc_desktop.ui.evidence.page import EvidencePage
from lssc_desktop.ui.evidence.people import ConsentDialog
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.preview.area_view import AreaView
from tests.documents.cleaning.planted_files import EVERY_KIND
from tests.ui.workspace.test_handed_in import hand_in

SHEET, SHEET_COPY = (
    "Evidence/Story time sign-up.docx",
    "Evidence/Story time sign-up (clean copy).docx",
)
FLYER = "Evidence/Story time flyer.pdf"
FLYER_COPY = "Evidence/Story time flyer (clean copy).pdf"
GONE, GONE_COPY = "Evidence/Gone.txt", "Evidence/Gone (clean copy).txt"
PHOTO = "Evidence/Hold shelf before.jpg"


def asked(page: EvidencePage, path: str) -> CleanCopyDialog:
    page.table.choose(path)
    page.details.clean.trigger()
    dialog = page.window().findChild(CleanCopyDialog)
    assert isinstance(dialog, CleanCopyDialog)
    return dialog


def wait_for(qtbot: QtBot, session: Session, path: str) -> None:
    qtbot.waitUntil(lambda: session.portfolio.evidence_file(path) is not None)


def shown(qtbot: QtBot, page: EvidencePage) -> UseCopyDialog:
    """Wait for the copy that was made, and return it beside its original."""
    dialogs: list[UseCopyDialog] = []

    def is_shown() -> bool:
        dialogs[:] = page.window().findChildren(UseCopyDialog)
        return bool(dialogs) and dialogs[-1].accept_button.isEnabled()

    qtbot.waitUntil(is_shown, timeout=60_000)
    return dialogs[-1]


def test_a_clean_copy_is_used_when_all_of_it_was_shown(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    dialog = asked(page, SHEET)
    assert dialog.way is Way.WORDS
    assert dialog.pages is None
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "you see all of it" in told
    dialog.accept_button.click()
    made = shown(qtbot, page)
    assert session.portfolio.evidence_file(SHEET_COPY) is None
    assert "Bilingual story time" in made.words.toPlainText()
    assert "@" not in made.words.toPlainText()
    assert made.words.isReadOnly()
    qtbot.waitUntil(lambda: made.original.pages > 0)
    made.accept_button.click()
    wait_for(qtbot, session, SHEET_COPY)
    copy = session.portfolio.evidence_file(SHEET_COPY)
    assert copy is not None
    assert copy.clean_of == SHEET
    uses = {use.path for work in session.portfolio.sets for _number, use in work.uses()}
    assert SHEET_COPY in uses
    assert SHEET not in uses
    qtbot.waitUntil(lambda: page.table.shows(SHEET_COPY))
    page.table.choose(SHEET_COPY)
    assert page.details.compare.isVisible()
    page.details.compare.trigger()
    compare = page.window().findChild(CompareDialog)
    assert isinstance(compare, CompareDialog)
    qtbot.waitUntil(lambda: compare.original.pages > 0 and compare.copy.pages > 0)
    compare.accept()


def test_the_pictures_of_a_word_file_are_shown_before_its_copy_can_be_used(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    data = EVERY_KIND["docx"]().data
    original = tmp_path / "Sign-up.docx"
    original.write_bytes(data)
    wish = CleanWish(CleanOrder(), Way.WORDS, tmp_path, "Title", "en")
    cleaned = clean(original.name, io.BytesIO(data), wish, lambda _done, _total: None)
    of, pictures = f"Evidence/{original.name}", tmp_path / PICTURES
    made = MadeCopy(of, original.name, Way.WORDS, tmp_path / "copy.docx", "x", pictures, cleaned)
    dialog = UseCopyDialog(services, Source(original.name, "a", original), made)
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.show()
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    assert dialog.pictures is not None
    assert dialog.pictures.pages == cleaned.pages

    pictures.write_bytes(b"no PDF")
    dialog = UseCopyDialog(services, Source(original.name, "a", original), made)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "can’t show" in dialog.hint.text())
    assert not dialog.accept_button.isEnabled()


def test_a_copy_that_is_not_wanted_leaves_nothing(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    dialog = asked(page, FLYER)
    dialog.accept_button.click()
    made = shown(qtbot, page)
    assert made.pictures is not None
    pictures = made.pictures
    qtbot.waitUntil(lambda: pictures.pages > 0)
    assert made.words.toPlainText().startswith("Page 1")
    made.reject()
    assert session.portfolio.evidence_file(FLYER_COPY) is None
    assert not (session.root / FLYER_COPY).exists()


def test_a_file_of_a_set_that_is_handed_in_gets_no_copy_in_its_place(
    page: EvidencePage, session: Session, services: Services
) -> None:
    hand_in(session)  # Foundations, which shows the flyer
    page.table.choose(FLYER)
    page.details.clean.trigger()
    assert page.window().findChild(CleanCopyDialog) is None
    page.details.copy.trigger()
    assert services.jobs.running(Lane.DISK) == ()
    (notice,) = services.notices.waiting
    assert "handed in" in notice.message.happened


def test_areas_are_drawn_on_the_pages_of_a_pdf_and_are_gone_from_the_copy(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    dialog = asked(page, FLYER)
    assert dialog.pages is not None
    view = dialog.pages.view
    qtbot.waitUntil(lambda: not view.image.isNull())
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    assert "1 area you drew" in dialog.removed.text()
    (region,) = dialog.regions
    assert region.page == 1
    dialog.accept_button.click()
    shown(qtbot, page).accept_button.click()
    wait_for(qtbot, session, FLYER_COPY)
    assert session.portfolio.evidence_file(FLYER) is not None


def test_what_was_found_is_offered_to_be_settled_by_one_copy(
    qtbot: QtBot, page: EvidencePage
) -> None:
    page.table.choose(SHEET)
    page.findings.show_file(SHEET, has_findings=True)
    qtbot.waitUntil(lambda: len(page.findings.rows) == 4)
    assert dict(page.findings.found_of(SHEET))[PrivacyKind.EMAIL] >= 1
    page.findings.clean_button.click()
    dialog = page.window().findChild(CleanCopyDialog)
    assert isinstance(dialog, CleanCopyDialog)
    assert "Email address" in dialog.removed.text()
    dialog.reject()


# Again ------------------------------------------------------------------------------------------


def made_before(session: Session) -> None:
    """Note copies of the sheet, the flyer and a file that is gone as earlier versions did."""
    for of, path in ((SHEET, SHEET_COPY), (FLYER, FLYER_COPY), (GONE, GONE_COPY)):
        shutil.copyfile(session.root / SHEET, session.root / path)
        old = EvidenceFile(path, "0" * 64, 5, session.today)
        session.apply_change(partial(use_clean_copy, old=of, copy=old, today=session.today))


def next_copy(qtbot: QtBot, page: EvidencePage, of: str) -> UseCopyDialog:
    found: list[UseCopyDialog] = []

    def is_shown() -> bool:
        dialogs = page.window().findChildren(UseCopyDialog)
        found[:] = [each for each in dialogs if each.isVisible() and each.of == of]
        return bool(found) and found[-1].accept_button.isEnabled()

    qtbot.waitUntil(is_shown, timeout=120_000)
    return found[-1]


def result_of(qtbot: QtBot, page: EvidencePage) -> str:
    qtbot.waitUntil(lambda: page.window().findChild(AgainResult) is not None, timeout=60_000)
    result = page.window().findChild(AgainResult)
    assert isinstance(result, AgainResult)
    return "\n".join(label.text() for label in result.findChildren(QLabel))


def test_one_press_makes_all_copies_of_the_earlier_way_again_and_each_is_seen(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    assert not page.again_offer.isVisibleTo(page)
    made_before(session)
    qtbot.waitUntil(lambda: page.again_offer.isVisibleTo(page))
    page.again_offer.button.click()
    sheet = next_copy(qtbot, page, SHEET)
    assert "1 more copy" in sheet.hint.text()
    sheet.accept_button.click()
    flyer = next_copy(qtbot, page, FLYER)
    assert flyer.hint.text() == ""
    flyer.reject_button.click()
    said = result_of(qtbot, page)
    assert "1 of 3 copies are replaced by new ones" in said
    assert "“Story time flyer (clean copy).pdf” is still as it was. You didn’t use" in said
    assert "“Gone (clean copy).txt” is still as it was. There’s no file" in said
    used = {use.path for work in session.portfolio.sets for _number, use in work.uses()}
    assert "Evidence/Story time sign-up (clean copy) (2).docx" in used
    assert {SHEET, SHEET_COPY}.isdisjoint(used)
    assert [file.path for file in outdated_copies(session.portfolio)] == [FLYER_COPY, GONE_COPY]
    assert page.again_offer.isVisibleTo(page)


def test_what_was_made_before_the_user_stopped_is_not_lost(
    qtbot: QtBot, page: EvidencePage, session: Session, services: Services
) -> None:
    made_before(session)
    page.make_copies_again()
    (job,) = services.jobs.running(Lane.DISK)

    def stop(progress: Progress) -> None:
        if progress.item.done == 1:  # the sheet is made
            job.cancel()

    job.progressed.connect(stop)
    next_copy(qtbot, page, SHEET).accept_button.click()
    said = result_of(qtbot, page)
    assert "1 of 3 copies" in said
    assert "You stopped before we made the new copy." in said
    assert not (session.root / "Evidence/Story time flyer (clean copy) (2).pdf").exists()


def test_copies_that_are_left_can_all_be_skipped(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    made_before(session)
    qtbot.waitUntil(lambda: page.again_offer.isVisibleTo(page))
    page.again_offer.button.click()
    next_copy(qtbot, page, SHEET).stop_button.click()
    assert "0 of 3 copies" in result_of(qtbot, page)
    assert len(outdated_copies(session.portfolio)) == 3
    for result in page.window().findChildren(AgainResult):
        result.accept_button.click()
    page.again_offer.button.click()  # it can be begun again
    next_copy(qtbot, page, SHEET).stop_button.click()


# Areas ------------------------------------------------------------------------------------------


def area_view(qtbot: QtBot) -> AreaView:
    view = AreaView(Theme())
    qtbot.addWidget(view)
    view.resize(612, 792)
    view.show_page(0, 2, 612, 792)
    view.show()
    return view


def test_an_area_is_drawn_and_moved_by_mouse(qtbot: QtBot) -> None:
    view = area_view(qtbot)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(view, QPoint(200, 150))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    (area,) = view.areas[0]
    assert abs(area.left() - 100) < 2
    assert abs(area.width() - 100) < 2
    assert abs(area.height() - 50) < 2
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 120))
    qtbot.mouseMove(view, QPoint(170, 140))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(170, 140))
    (moved,) = view.areas[0]
    assert abs(moved.left() - 120) < 2
    assert abs(moved.width() - 100) < 2


def test_an_area_is_added_moved_sized_and_removed_by_keyboard(qtbot: QtBot) -> None:
    view = area_view(qtbot)
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    before = QRectF(view.areas[0][0])
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    (area,) = view.areas[0]
    assert area.left() > before.left()
    assert area.top() > before.top()
    assert area.width() > before.width()
    assert area.height() == before.height()
    assert "Area 1 of 1" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert "Area 1 of 2" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.areas == {}
    assert "No area" in view.accessibleDescription()


def test_an_area_stays_on_its_page(qtbot: QtBot) -> None:
    view = area_view(qtbot)
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    for _step in range(300):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    for _step in range(300):
        qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    (area,) = view.areas[0]
    assert area.left() == 0
    assert area.width() > 0
    view.show_page(1, 2, 612, 792)
    assert view.accessibleName() == "Page 2 of 2"
    assert "No area" in view.accessibleDescription()
    assert len(view.areas[0]) == 1


# Consent ----------------------------------------------------------------------------------------


def test_consent_is_entered_where_people_can_be_recognized(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    page.table.choose(PHOTO)
    people = page.details.people
    assert not people.consent_button.isVisibleTo(page)
    people.tick.click()
    file = session.portfolio.evidence_file(PHOTO)
    assert file is not None
    assert file.shows_people
    assert people.consent_button.isVisibleTo(page)
    people.consent_button.click()
    dialog = page.window().findChild(ConsentDialog)
    assert isinstance(dialog, ConsentDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.who.setText("Dora’s mother")
    dialog.letter.setCurrentIndex(dialog.letter.findData(FLYER))
    dialog.accept_button.click()
    file = session.portfolio.evidence_file(PHOTO)
    assert file is not None
    assert file.consent == Consent("Dora’s mother", session.today, FLYER)
    qtbot.waitUntil(lambda: "Dora’s mother" in people._consent.text())


def test_a_letter_to_fill_in_is_saved(
    qtbot: QtBot, session: Session, services: Services, tmp_path: Path
) -> None:
    dialog = ConsentDialog(services, session, PHOTO)
    qtbot.addWidget(dialog)
    target = tmp_path / "Letter.docx"
    dialog._save(target)
    qtbot.waitUntil(lambda: "Letter.docx" in dialog.hint.text())
    assert not read_document(target, target.name).fault
