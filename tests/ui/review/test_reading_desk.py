"""The reading desk of a review: two panes, the whole screen, files and links that are opened."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QSplitter
from pytestqt.qtbot import QtBot

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.settings import Settings
from lssc_desktop.documents.previews import Source
from lssc_desktop.messages.review import shown_address
from lssc_desktop.ui.base.services import Desktop, Services
from lssc_desktop.ui.kit.pages import PaneHandle
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.reading import Reading
from lssc_desktop.ui.review.text_view import TextView
from lssc_desktop.ui.review.window import ReviewWindow
from tests.ui import paper
from tests.ui.review.conftest import OpenReview, printed
from tests.ui.review.rounds import Rounds

ADDRESS = "https://example.org/story-time"


class RememberingDesktop(Desktop):
    """Opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []
        self.addresses: list[str] = []

    def open_file(self, path: Path) -> None:
        self.opened.append(path)

    def open_address(self, address: str) -> None:
        self.addresses.append(address)


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def services(services: Services, desktop: RememberingDesktop) -> Services:
    return replace(services, desktop=desktop)


@pytest.fixture
def review_window(open_review: OpenReview, rounds: Rounds) -> ReviewWindow:
    window = open_review(rounds.second)
    window.resize(1366, 768)
    window.desk.go_to(11)
    return window


def split(window: ReviewWindow) -> tuple[QSplitter, PaneHandle]:
    """The line between text and evidence, and what it parts."""
    handles = window.desk.reading.findChildren(PaneHandle)
    handle = next(each for each in handles if each.isVisible())
    splitter = handle.splitter()
    assert isinstance(splitter, QSplitter)
    return splitter, handle


# Panes ------------------------------------------------------------------------------------------


def test_evidence_is_read_beside_the_response(review_window: ReviewWindow, qtbot: QtBot) -> None:
    preview = review_window.desk.reading.evidence.preview
    qtbot.waitUntil(lambda: not preview.view.paper.image.isNull())
    assert review_window.desk.reading.response.isVisible()
    assert preview.view.width() > 340
    assert preview.view.height() > 240
    assert preview.view.paper.width() > 0.9 * preview.view.width() - 20


def test_the_line_between_them_is_moved_and_remembered(
    review_window: ReviewWindow, qtbot: QtBot, services: Services
) -> None:
    splitter, handle = split(review_window)
    before = splitter.sizes()
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle - QPoint(40, 0))
    QTest.mouseMove(handle, middle - QPoint(80, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle)
    after = splitter.sizes()
    assert after[0] < before[0]
    assert after[1] > before[1]
    qtbot.waitUntil(
        lambda: services.preferences.settings.response_share < Settings().response_share
    )


def test_the_line_is_moved_by_the_arrow_keys(review_window: ReviewWindow) -> None:
    splitter, handle = split(review_window)
    handle.setFocus(Qt.FocusReason.TabFocusReason)
    before = splitter.sizes()
    QTest.keyClick(handle, Qt.Key.Key_Right)
    assert splitter.sizes()[0] > before[0]
    QTest.keyClick(handle, Qt.Key.Key_Left)
    QTest.keyClick(handle, Qt.Key.Key_Left)
    assert splitter.sizes()[0] < before[0]


def test_f6_goes_from_the_list_to_the_text_to_the_evidence(
    review_window: ReviewWindow, qtbot: QtBot
) -> None:
    reading = review_window.desk.reading
    qtbot.waitUntil(reading.evidence.preview.view.isVisible)
    review_window.desk.pane.list.setFocus()
    found = []
    for _each in range(2):
        QTest.keyClick(review_window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        found.append(focused)
    assert found == [reading.introduction, reading.evidence.preview.view]
    QTest.keyClick(review_window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is reading.introduction


def test_f11_gives_text_and_evidence_the_whole_screen_and_esc_takes_it_back(
    review_window: ReviewWindow,
) -> None:
    desk = review_window.desk
    QTest.keyClick(review_window, Qt.Key.Key_F11)
    assert review_window.isFullScreen()
    assert not desk.pane.isVisible()
    assert not desk.comments.isVisible()
    assert not review_window.head.isVisible()
    assert desk.reading.response.isVisible()
    assert desk.reading.evidence.preview.isVisible()
    assert desk.reading.rating.isVisible()
    QTest.keyClick(review_window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert desk.place == 12
    QTest.keyClick(review_window, Qt.Key.Key_Escape)
    assert not review_window.isFullScreen()
    assert desk.pane.isVisible()
    assert desk.comments.isVisible()
    QTest.keyClick(review_window, Qt.Key.Key_F11)
    QTest.keyClick(review_window, Qt.Key.Key_F11)
    assert not review_window.isFullScreen()


def test_where_no_evidence_is_shown_there_is_no_empty_card(review_window: ReviewWindow) -> None:
    pane = review_window.desk.reading.evidence
    pane.show_evidence(())
    assert not pane.preview.isVisible()
    assert not pane.open_file.isVisible()
    assert not pane.next.isVisible()
    assert pane.shown is None


# Opening ----------------------------------------------------------------------------------------


def test_every_file_can_be_opened_and_the_response_too(
    review_window: ReviewWindow, qtbot: QtBot, desktop: RememberingDesktop
) -> None:
    reading = review_window.desk.reading
    QTest.mouseClick(reading.evidence.open_file, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desktop.opened) == 1)
    assert desktop.opened[0].name == "Story time flyer.pdf"
    assert reading.open_response.isVisible()
    reading.open_response.click()
    qtbot.waitUntil(lambda: len(desktop.opened) == 2)
    copy = desktop.opened[1]
    assert copy.suffix == ".docx"
    assert any("story time" in each.text for each in docx.Document(str(copy)).paragraphs)


def test_a_file_that_no_program_opens_is_told_in_the_review(
    review_window: ReviewWindow, qtbot: QtBot, desktop: RememberingDesktop
) -> None:
    review_window.desk.reading.evidence.open_file.click()
    qtbot.waitUntil(lambda: bool(desktop.opened))
    desktop.refused.emit(Path("/elsewhere/other.pdf"))
    assert not review_window.notices.waiting
    desktop.refused.emit(desktop.opened[0])
    said = review_window.notices.waiting[-1].message
    assert said.happened == "No program on this computer can open “Story time flyer.pdf”."
    assert "rate and comment" in said.meaning


def test_a_file_that_does_not_open_is_the_candidates_to_mend(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    preview = review_window.desk.reading.evidence.preview
    with qtbot.waitSignal(preview.failed):
        preview.show_file(Source(path.name, str(path), path))
    said = "\n".join(label.text() for label in preview.refusal.findChildren(QLabel))
    assert "Ask the candidate for a copy that opens" in said
    assert not preview.open_button.isVisible()  # the pane has one for every file


def test_a_comment_on_the_file_begins_at_the_file(review_window: ReviewWindow) -> None:
    QTest.keyClick(review_window, Qt.Key.Key_F11)
    pane, box = review_window.desk.reading.evidence, review_window.desk.comments.box
    pane.go_to(1)
    QTest.mouseClick(pane.comment, Qt.MouseButton.LeftButton)
    assert not review_window.isFullScreen()
    assert box.field.hasFocus()
    QTest.keyClicks(box.field, "Which month is this?")
    box.add.click()
    (said,) = review_window.session.review.comments
    assert pane.shown is not None
    assert said.about.evidence == pane.shown.path
    assert said.text == "Which month is this?"


# Links ------------------------------------------------------------------------------------------


def press_link(window: ReviewWindow, link: str = ADDRESS) -> None:
    """Click on a link in the middle of a response."""
    spans = (Span("More on "), Span("our page", link=link), Span(" since May."))
    document = SeenDocument("responses/11.docx", RichText((Paragraph(spans),)))
    reading = window.desk.reading
    reading.show_reading(Reading(document, None))
    view = reading.response
    cursor = view.textCursor()
    cursor.setPosition(len("More on ou"))
    place = view.cursorRect(cursor).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(("answer", "opened"), [("follow", [ADDRESS]), ("stay", [])])
def test_a_link_is_followed_after_a_question_that_shows_where_it_leads(
    review_window: ReviewWindow, desktop: RememberingDesktop, answer: str, opened: list[str]
) -> None:
    press_link(review_window)
    (asked,) = review_window.notices.questions
    assert ADDRESS in asked.question.message.happened
    assert not desktop.addresses
    asked.answer(answer)
    assert desktop.addresses == opened


def test_enter_follows_the_link_at_the_cursor(review_window: ReviewWindow) -> None:
    press_link(review_window)
    review_window.notices.questions[0].answer("stay")
    QTest.keyClick(review_window.desk.reading.response, Qt.Key.Key_Return)
    assert len(review_window.notices.questions) == 1


def test_a_link_to_a_program_is_none(review_window: ReviewWindow) -> None:
    press_link(review_window, "file:///bin/sh")
    assert not review_window.notices.questions


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.\u0430\u0440\u0440\u04cf\u0435.com/a", "https://www.xn--80ak6aa92e.com/a"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("", ""),
    ],
)
def test_an_address_is_shown_so_that_it_looks_like_no_other(address: str, shown: str) -> None:
    assert shown_address(address) == shown


def test_no_sign_turns_an_address_around() -> None:
    assert "\u202e" not in shown_address("https://example.org/\u202egro.elpmaxe")


# References to evidence --------------------------------------------------------------------------


def show_words(window: ReviewWindow, words: str) -> TextView:
    document = SeenDocument("responses/11.docx", RichText((Paragraph((Span(words),)),)))
    window.desk.reading.show_reading(Reading(document, None))
    return window.desk.reading.response


def click_at(view: TextView, words: str) -> None:
    cursor = view.textCursor()
    cursor.setPosition(view.toPlainText().index(words) + len(words) // 2)
    place = view.cursorRect(cursor).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def number_shown(window: ReviewWindow) -> int:
    shown = window.desk.reading.evidence.shown
    return 0 if shown is None else shown.number


def test_a_click_on_a_reference_shows_its_evidence(review_window: ReviewWindow) -> None:
    view = show_words(review_window, "The session grew (evidence 2) and the poster helped (E3).")
    click_at(view, "evidence 2")
    assert number_shown(review_window) == 2
    click_at(view, "E3")
    assert number_shown(review_window) == 3
    click_at(view, "poster")
    assert number_shown(review_window) == 3


def test_enter_shows_the_evidence_of_the_reference_at_the_cursor(
    review_window: ReviewWindow,
) -> None:
    view = show_words(review_window, "The \N{GREEN BOOK} session grew (evidence 3).")
    cursor = view.textCursor()
    cursor.setPosition(len("The XX session grew (evid"))
    view.setTextCursor(cursor)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert number_shown(review_window) == 3


def test_a_reference_to_what_is_not_there_is_plain_text(review_window: ReviewWindow) -> None:
    view = show_words(review_window, "As I said (evidence 9), and E7.40.")
    click_at(view, "evidence 9")
    assert number_shown(review_window) == 1
    click_at(view, "E7.40")  # competency 7 shows fewer
    assert review_window.desk.place == 11


def test_a_reference_to_another_competency_leads_there(review_window: ReviewWindow) -> None:
    review_window.desk.go_to(12)
    view = show_words(review_window, "As in my story time (E11.2).")
    click_at(view, "E11.2")
    assert (review_window.desk.place, number_shown(review_window)) == (11, 2)


def test_a_reference_on_the_pages_of_the_word_file_shows_its_evidence(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("The session grew.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "May", "64 (evidence 2)"
    path = tmp_path / "11.docx"
    document.save(str(path))
    reading = review_window.desk.reading
    seen = SeenDocument(
        "responses/11.docx", RichText((Paragraph((Span("The session grew."),)),)), ("table",)
    )
    reading.show_reading(Reading(seen, None))
    reading.show_file(Source(path.name, str(path), path))
    QTest.mouseClick(reading.as_file, Qt.MouseButton.LeftButton)
    paper = reading.file_view.view.paper
    qtbot.waitUntil(lambda: len(paper.links) == 1, timeout=30_000)
    (page, place) = paper.links[0]
    spot = paper.place(page, place).center()
    QTest.mouseClick(paper, Qt.MouseButton.LeftButton, pos=spot)
    assert number_shown(review_window) == 2
    assert reading.file_view.isVisible()


# Tables and pictures ----------------------------------------------------------------------------


def test_a_response_with_a_table_is_shown_as_its_file_has_it(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("Loans by month")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "May", "64"
    file = io.BytesIO()
    document.save(file)
    path = tmp_path / "11.docx"
    path.write_bytes(file.getvalue())
    reading = review_window.desk.reading
    seen = SeenDocument(
        "responses/11.docx", RichText((Paragraph((Span("Loans by month"),)),)), ("table",)
    )
    reading.show_reading(Reading(seen, None))
    reading.show_file(Source(path.name, str(path), path))
    assert reading.as_file.isVisible()
    with qtbot.waitSignal(reading.file_view.words_read) as read:
        QTest.mouseClick(reading.as_file, Qt.MouseButton.LeftButton)
    assert read.args is not None
    assert "May\t64" in str(read.args[0])
    assert not reading.response.isVisible()
    QTest.mouseClick(reading.as_file, Qt.MouseButton.LeftButton)
    assert reading.response.isVisible()
    review_window.desk.go_to(3)
    assert not reading.as_file.isVisible()


def test_what_is_read_is_printed_with_what_was_rated_and_said(
    review_window: ReviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    paper.leave_out_with_windows_dialog()
    review_window.desk.rate(Rating.MET)
    qtbot.keyClick(review_window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    words = printed(review_window, qtbot, tmp_path / "printed.pdf")
    assert "We first held the session on Thursdays at ten" in words
    for part in ("Story time flyer.pdf", "Your rating Met", "Which part was yours?", "A. Rivera"):
        assert part in words, part
    assert "LSSC, Foundations of Library Services" in words


# The program ------------------------------------------------------------------------------------


def test_the_program_can_be_quit_from_here(
    review_window: ReviewWindow, reviews: Reviews, qtbot: QtBot
) -> None:
    file_menu = review_window.menus.actions()[0].menu()
    assert isinstance(file_menu, QMenu)
    assert [each.text() for each in file_menu.actions()][-2:] == ["&Close package", "&Quit"]
    with qtbot.waitSignal(reviews.quit_requested):
        QTest.keyClick(review_window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert review_window.isVisible()  # whoever ends the program asks it to close
