"""What is said stays until it was dealt with; what is asked is answered once."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Cancelled
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.messages.message import Message
from lssc_desktop.ui.base.actions import found_by_name
from lssc_desktop.ui.base.notices import Answer, Notices, Question, QuestionDialog
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.notice_area import NoticeArea, NoticeCard, keep_for_notices
from tests.ui.conftest import Listener


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


GONE = Message("The stick was pulled out.", "Your words are kept.", "Put it back.")
QUESTION = Question(
    Message("Somebody else saved this."),
    (Answer("mine", "Keep mine"), Answer("leave", "Leave")),
    "leave",
)


def test_a_notice_waits_until_it_is_dismissed(qtbot: QtBot) -> None:  # noqa: ARG001  signals
    notices = Notices()
    notices.show(GONE, Tone.BAD)
    (notice,) = notices.waiting
    notices.dismiss(notice)
    assert notices.waiting == ()


def test_a_newer_notice_about_the_same_takes_the_place_of_the_older(qtbot: QtBot) -> None:  # noqa: ARG001
    notices = Notices()
    notices.show(GONE, Tone.BAD, key="saving")
    notices.show(Message("The drive is full."), Tone.BAD, key="saving")
    assert [notice.message.happened for notice in notices.waiting] == ["The drive is full."]


def test_what_is_said_twice_is_shown_once(qtbot: QtBot, listener: Listener) -> None:  # noqa: ARG001
    notices = Notices()
    notices.show(GONE, Tone.BAD, key="saving")
    notices.changed.connect(listener.hear)
    notices.show(GONE, Tone.BAD, key="saving")
    assert len(notices.waiting) == 1
    assert listener.heard == []


def test_a_notice_is_withdrawn_when_it_is_no_longer_so(qtbot: QtBot) -> None:  # noqa: ARG001
    notices = Notices()
    notices.show(GONE, Tone.BAD, key="saving")
    notices.show(GONE, Tone.BAD, key="opening")
    notices.withdraw("saving")
    assert [notice.key for notice in notices.waiting] == ["opening"]


def test_an_error_of_ours_is_said_in_its_sentence(qtbot: QtBot) -> None:  # noqa: ARG001
    notices = Notices()
    notices.show_error(FolderGone("E:/Rivera LSSC"))
    (notice,) = notices.waiting
    assert "Rivera LSSC" in notice.message.happened
    assert notice.report == ""


def test_a_job_that_was_stopped_on_request_says_nothing(qtbot: QtBot) -> None:  # noqa: ARG001
    notices = Notices()
    notices.show_error(Cancelled())
    assert notices.waiting == ()


def test_the_unforeseen_has_a_report_that_names_nobody(qtbot: QtBot) -> None:  # noqa: ARG001
    notices = Notices()
    try:
        raise ValueError("E:/Rivera LSSC/letter.docx")  # noqa: TRY301  to have lines of code
    except ValueError as error:
        notices.show_error(error)
    (notice,) = notices.waiting
    assert "ValueError" in notice.report
    assert "test_notices" in notice.report
    assert "Rivera" not in notice.report
    assert "send it to the person who gave you this program. It has no" in notice.message.advice


def test_a_question_is_answered_once(qtbot: QtBot, listener: Listener) -> None:  # noqa: ARG001
    notices = Notices()
    asked = notices.ask(QUESTION, listener.hear)
    assert list(notices.questions) == [asked]
    asked.answer("mine")
    asked.answer("leave")
    assert listener.heard == ["mine"]
    assert list(notices.questions) == []


# As it is shown ---------------------------------------------------------------------------------


def test_the_area_shows_what_waits_and_a_button_puts_it_away(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    page = QWidget()
    qtbot.addWidget(page)
    area = NoticeArea(notices, icons, page)
    assert area.isHidden()
    notices.show(GONE, Tone.BAD)
    assert not area.isHidden()
    card = card_of(area)
    assert card.accessibleName() == GONE.text
    card.dismiss_button.click()
    assert area.isHidden()
    assert notices.waiting == ()


def test_the_button_of_a_notice_tells_what_it_is_about(
    qtbot: QtBot, icons: Icons, listener: Listener
) -> None:
    notices = Notices()
    page = QWidget()
    qtbot.addWidget(page)
    area = NoticeArea(notices, icons, page)
    notices.action_chosen.connect(listener.hear)
    notices.show(GONE, Tone.BAD, key="saving", action="Save again")
    card_of(area).action_button.click()
    assert listener.heard == ["saving"]


def test_closing_a_question_gives_the_answer_that_loses_nothing(
    qtbot: QtBot, icons: Icons, listener: Listener
) -> None:
    notices = Notices()
    dialog = QuestionDialog(notices.ask(QUESTION, listener.hear), icons)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    assert listener.heard == ["leave"]


def test_a_button_of_a_question_gives_its_answer(
    qtbot: QtBot, icons: Icons, listener: Listener
) -> None:
    notices = Notices()
    dialog = QuestionDialog(notices.ask(QUESTION, listener.hear), icons)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.buttons["mine"].click()
    assert listener.heard == ["mine"]
    assert not dialog.isVisible()


def shown_in_window(qtbot: QtBot, icons: Icons, notices: Notices) -> tuple[NoticeArea, QWidget]:
    """Return an area in a window, and the window, which has to be kept."""
    window = QWidget()
    qtbot.addWidget(window)
    area = NoticeArea(notices, icons, window)
    area.offer_again(window)
    window.resize(1366, 768)
    window.show()
    return area, window


def card_of(area: NoticeArea) -> NoticeCard:
    assert area.shown is not None
    return area.shown


def point(card: NoticeCard, pointing: QEvent.Type) -> None:
    """Let the pointer come to a card, or leave it, wherever a test before left it."""
    QApplication.sendEvent(card, QEvent(pointing))


def lines_of(card: NoticeCard) -> float:
    """Return how many lines of words there are."""
    return card.words.height() / card.words.fontMetrics().lineSpacing()


LONG = "What you wrote is kept on this computer, and the folder is where it was. " * 2
MANY_LINES = Message(
    "The file is not complete.", advice="\n".join(f"Line {n}" for n in range(1, 31))
)


def test_a_notice_takes_two_lines_at_most(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, _window = shown_in_window(qtbot, icons, notices)
    notices.show(Message(LONG, LONG, LONG), Tone.BAD, action="Show")
    card = card_of(area)
    qtbot.waitUntil(lambda: 1.5 < lines_of(card) < 2.5)
    qtbot.waitUntil(lambda: area.viewport().rect().contains(card.geometry()))


def test_what_is_cut_off_is_shown_by_more(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, _window = shown_in_window(qtbot, icons, notices)
    message = Message(LONG, LONG, "The <end>.")
    notices.show(message, Tone.BAD)
    card = card_of(area)
    qtbot.waitUntil(lambda: card.more_button.isVisible() and card.words.text().endswith("…"))
    assert card.accessibleName() == message.text

    click(card.more_button)

    assert card.words.text().endswith("The &lt;end&gt;.")
    qtbot.waitUntil(lambda: lines_of(card) > 2.5 and area.verticalScrollBar().maximum() == 0)
    click(card.more_button)
    qtbot.waitUntil(lambda: lines_of(card) < 2.5)


def test_a_short_notice_has_no_more_to_show(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, _window = shown_in_window(qtbot, icons, notices)
    notices.show(GONE, Tone.BAD)
    card = card_of(area)
    qtbot.waitUntil(lambda: card.words.width() > 0)
    assert card.words.text().endswith(GONE.advice)
    assert card.more_button.isHidden()


def test_the_rest_of_many_lines_scrolls_inside_the_notice(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, _window = shown_in_window(qtbot, icons, notices)
    notices.show(MANY_LINES, Tone.BAD)
    card = card_of(area)
    card.more_button.click()
    (field,) = card.findChildren(QPlainTextEdit)
    assert field.toPlainText() == MANY_LINES.advice
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert area.viewport().rect().contains(card.geometry())


class TestWhereItFloats:
    def test_it_moves_nothing_on_the_page(self, qtbot: QtBot, icons: Icons) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        text = QPlainTextEdit()
        QVBoxLayout(window).addWidget(text)
        qtbot.waitUntil(lambda: text.height() > 600)
        before = text.geometry()
        notices.show(GONE, Tone.OK, action="Save again")

        qtbot.waitUntil(area.isVisible)
        assert text.geometry() == before
        assert window.rect().contains(area.geometry())
        assert area.geometry().bottom() > window.rect().bottom() - 10

    def test_the_page_ends_above_a_failure_until_that_is_over(
        self, qtbot: QtBot, icons: Icons
    ) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        text = QPlainTextEdit()
        QVBoxLayout(window).addWidget(text)
        qtbot.waitUntil(lambda: text.height() > 600)
        before = text.geometry()
        notices.show(GONE, Tone.BAD, action="Save again")

        qtbot.waitUntil(lambda: text.geometry().bottom() < area.geometry().top())
        assert (text.geometry().topLeft(), text.width()) == (before.topLeft(), before.width())
        click(card_of(area).dismiss_button)
        qtbot.waitUntil(lambda: text.geometry() == before)

    def test_it_follows_the_page(self, qtbot: QtBot, icons: Icons) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        notices.show(GONE, Tone.BAD)
        window.resize(700, 500)

        qtbot.waitUntil(lambda: 480 < area.geometry().bottom() < 500)
        assert window.rect().contains(area.geometry())

    def test_it_floats_over_the_part_that_has_a_foot_for_it(
        self, qtbot: QtBot, icons: Icons
    ) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        part = QWidget(window)
        part.setGeometry(300, 0, 600, 700)
        keep_for_notices(part)
        notices.show(GONE, Tone.BAD)
        part.show()
        area.leave_page()

        assert part.geometry().contains(area.geometry())
        part.setGeometry(100, 0, 500, 600)
        qtbot.waitUntil(lambda: part.geometry().contains(area.geometry()))


class TestOneAtATime:
    def test_a_second_takes_the_place_of_the_first(self, qtbot: QtBot, icons: Icons) -> None:
        notices = Notices()
        area, _window = shown_in_window(qtbot, icons, notices)
        notices.show(Message("One."), Tone.OK)
        notices.show(Message("Two."), Tone.OK)

        assert [notice.message.happened for notice in notices.waiting] == ["Two."]
        assert card_of(area).notice.message.happened == "Two."

    def test_a_failure_comes_back_when_the_second_is_closed(
        self, qtbot: QtBot, icons: Icons
    ) -> None:
        notices = Notices()
        area, _window = shown_in_window(qtbot, icons, notices)
        notices.show(GONE, Tone.BAD, key="saving")
        notices.show(Message("The second."), Tone.WARN)
        click(card_of(area).dismiss_button)

        assert card_of(area).notice.key == "saving"
        assert card_of(area).isVisible()

    def test_a_notice_that_somebody_is_at_stays_in_sight(self, qtbot: QtBot, icons: Icons) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        with qtbot.waitActive(window):
            window.activateWindow()
        notices.show(GONE, Tone.BAD, key="saving")
        card_of(area).dismiss_button.setFocus()
        notices.show(Message("The second."), Tone.WARN)

        assert card_of(area).notice.key == "saving"
        assert card_of(area).dismiss_button.hasFocus()
        qtbot.keyClick(card_of(area).dismiss_button, Qt.Key.Key_Space)
        assert card_of(area).notice.message.happened == "The second."
        assert card_of(area).dismiss_button.hasFocus()


class TestHowItEnds:
    def test_good_news_ends_with_its_page_and_a_failure_stays(
        self, qtbot: QtBot, icons: Icons
    ) -> None:
        notices = Notices()
        area, _window = shown_in_window(qtbot, icons, notices)
        notices.show(GONE, Tone.BAD, key="saving")
        notices.show(Message("Removed."), Tone.OK, action="Undo")
        area.leave_page()

        assert [notice.key for notice in notices.waiting] == ["saving"]
        area.leave_page()
        assert card_of(area).notice.key == "saving"

    def test_escape_closes_good_news_while_somebody_writes(
        self, qtbot: QtBot, icons: Icons
    ) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        text = RichEditor(icons.theme, "Text", parent=window)
        text.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        text.setFocus()
        notices.show(Message("Removed."), Tone.OK)
        qtbot.keyClick(text, Qt.Key.Key_Escape)

        assert area.isHidden()
        assert text.hasFocus()

    def test_escape_closes_a_failure_only_from_its_buttons(
        self, qtbot: QtBot, icons: Icons
    ) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        with qtbot.waitActive(window):
            window.activateWindow()
        notices.show(GONE, Tone.BAD)
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert area.isVisible()

        card_of(area).dismiss_button.setFocus()
        qtbot.keyClick(card_of(area).dismiss_button, Qt.Key.Key_Escape)
        assert area.isHidden()


def test_the_last_messages_can_be_read_again(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, window = shown_in_window(qtbot, icons, notices)
    notices.show(GONE, Tone.BAD)
    notices.show(Message("Removed."), Tone.OK)
    notices.end_good_news()
    (again,) = found_by_name(window)
    again.trigger()

    (field,) = (each for each in window.findChildren(QPlainTextEdit) if each.isVisible())
    assert field.toPlainText() == f"Removed.\n\n{GONE.text}"
    assert area.isVisible()


class TestGoodNews:
    """It goes by itself after the time to read it; bad news stays."""

    @pytest.fixture(autouse=True)
    def in_a_hurry(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let what takes many seconds take a few hundredths of one."""
        monkeypatch.setattr("lssc_desktop.ui.shared.notice_area._SEEN_AFTER", 30)
        monkeypatch.setattr("lssc_desktop.ui.shared.notice_area._READ_AFTER", 0)
        monkeypatch.setattr("lssc_desktop.ui.shared.notice_area._HELD", 30)

    @pytest.mark.parametrize("tone", [Tone.OK, Tone.INFO])
    def test_it_goes_by_itself(self, qtbot: QtBot, icons: Icons, tone: Tone) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        with qtbot.waitActive(window):
            window.activateWindow()
        notices.show(Message("It is written."), tone)
        point(card_of(area), QEvent.Type.Leave)

        qtbot.waitUntil(lambda: notices.waiting == ())
        assert area.isHidden()

    @pytest.mark.parametrize("tone", [Tone.WARN, Tone.BAD])
    def test_bad_news_comes_back_when_good_news_has_gone(
        self, qtbot: QtBot, icons: Icons, tone: Tone
    ) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        with qtbot.waitActive(window):
            window.activateWindow()
        notices.show(GONE, tone, key="saving")
        notices.show(Message("It is written."), Tone.OK)
        point(card_of(area), QEvent.Type.Leave)

        qtbot.waitUntil(lambda: len(notices.waiting) == 1)
        assert area.shown is not None
        assert not area._fading.isActive()
        assert area.shown.notice.key == "saving"

    def test_it_stays_while_it_has_the_keyboard(self, qtbot: QtBot, icons: Icons) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        with qtbot.waitActive(window):
            window.activateWindow()
        notices.show(Message("It is written."), Tone.OK, key="w", action="Open")
        assert area.shown is not None
        point(area.shown, QEvent.Type.Leave)
        area.shown.action_button.setFocus()
        with qtbot.waitSignal(area._fading.timeout):
            pass
        assert len(notices.waiting) == 1

        area.shown.action_button.clearFocus()
        qtbot.waitUntil(lambda: notices.waiting == ())

    def test_it_stays_while_the_pointer_is_on_it(self, qtbot: QtBot, icons: Icons) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        with qtbot.waitActive(window):
            window.activateWindow()
        notices.show(Message("It is written."), Tone.OK)
        point(card_of(area), QEvent.Type.Enter)
        with qtbot.waitSignal(area._fading.timeout):
            pass
        assert len(notices.waiting) == 1

        point(card_of(area), QEvent.Type.Leave)
        qtbot.waitUntil(lambda: notices.waiting == ())

    def test_it_stays_while_all_of_it_is_read(self, qtbot: QtBot, icons: Icons) -> None:
        notices = Notices()
        area, window = shown_in_window(qtbot, icons, notices)
        with qtbot.waitActive(window):
            window.activateWindow()
        notices.show(Message(LONG, LONG, LONG), Tone.OK)
        assert area.shown is not None
        click(area.shown.more_button)
        with qtbot.waitSignal(area._fading.timeout):
            pass

        assert len(notices.waiting) == 1

    def test_it_waits_for_who_is_in_another_window(self, qtbot: QtBot, icons: Icons) -> None:
        notices = Notices()
        area, _window = shown_in_window(qtbot, icons, notices)
        other = QWidget()
        qtbot.addWidget(other)
        with qtbot.waitActive(other):
            other.show()
            other.activateWindow()
        notices.show(Message("It is written."), Tone.OK)
        with qtbot.waitSignal(area._fading.timeout):
            pass

        assert len(notices.waiting) == 1


def test_a_click_on_a_notice_leaves_the_keyboard_where_it_is(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, window = shown_in_window(qtbot, icons, notices)
    text = QPlainTextEdit(window)
    text.setGeometry(0, 400, 300, 100)
    text.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    text.setFocus()
    notices.show(GONE, Tone.BAD, key="saving", action="Save again")
    notices.show(Message(LONG, LONG, LONG), Tone.BAD)
    assert area.shown is not None
    card = area.shown
    for button in (card.more_button, card.dismiss_button):
        click(button)
        assert text.hasFocus()


def test_the_keyboard_goes_back_to_the_text_when_the_last_notice_goes(
    qtbot: QtBot, icons: Icons
) -> None:
    notices = Notices()
    area, window = shown_in_window(qtbot, icons, notices)
    text = QPlainTextEdit(window)
    text.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    text.setFocus()
    notices.show(GONE, Tone.BAD)
    card_of(area).dismiss_button.setFocus()
    qtbot.keyClick(card_of(area).dismiss_button, Qt.Key.Key_Space)

    assert text.hasFocus()


def test_the_buttons_of_a_report_are_in_sight_with_large_text(
    qtbot: QtBot, icons: Icons, theme: Theme
) -> None:
    theme.set_text_scale(2.0)
    notices = Notices()
    area, _window = shown_in_window(qtbot, icons, notices)
    try:
        raise ValueError("one\n" * 30)  # noqa: TRY301  to have lines of code
    except ValueError as error:
        notices.show_error(error)
    card = card_of(area)
    click(card.more_button)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0 and area.height() > 0)
    assert area.viewport().rect().contains(card.geometry())
