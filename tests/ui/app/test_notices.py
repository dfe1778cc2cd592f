"""What is said stays until it was dealt with; what is asked is answered once."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Cancelled
from lssc_desktop.messages.message import Message
from lssc_desktop.store.folder.disk import FolderGone
from lssc_desktop.ui.base.notices import Answer, Notices, Question, QuestionDialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.notice_area import NoticeArea
from tests.ui.conftest import Listener

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
    area = NoticeArea(notices, icons)
    qtbot.addWidget(area)
    assert area.isHidden()
    notices.show(GONE, Tone.BAD)
    assert not area.isHidden()
    (card,) = area.cards
    assert card.accessibleName() == GONE.text
    card.dismiss_button.click()
    assert area.isHidden()
    assert notices.waiting == ()


def test_the_button_of_a_notice_tells_what_it_is_about(
    qtbot: QtBot, icons: Icons, listener: Listener
) -> None:
    notices = Notices()
    area = NoticeArea(notices, icons)
    qtbot.addWidget(area)
    notices.action_chosen.connect(listener.hear)
    notices.show(GONE, Tone.BAD, key="saving", action="Save again")
    area.cards[0].action_button.click()
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
    column = QVBoxLayout(window)
    area = NoticeArea(notices, icons)
    column.addWidget(area)
    column.addStretch(1)
    window.resize(1366, 768)
    window.show()
    return area, window


def test_all_of_a_notice_is_seen_where_there_is_room(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, _window = shown_in_window(qtbot, icons, notices)
    long = "What you wrote is kept on this computer, and the folder is where it was. " * 2
    notices.show(Message(long, long, long), Tone.INFO, action="Show it")
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0 and area.height() > 0)
    (card,) = area.cards
    assert area.viewport().rect().contains(card.geometry())


LONG = Message("The file is not complete.", advice="\n".join(f"Line {n}" for n in range(1, 31)))


def test_a_long_notice_shows_its_first_lines_and_its_buttons(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, _window = shown_in_window(qtbot, icons, notices)
    notices.show(LONG, Tone.BAD)
    (card,) = area.cards
    assert card.more_button.text() == "Show 24 more"
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0 and area.height() > 0)
    assert area.viewport().rect().contains(card.geometry())


def test_the_rest_of_a_long_notice_scrolls_inside_it(qtbot: QtBot, icons: Icons) -> None:
    notices = Notices()
    area, _window = shown_in_window(qtbot, icons, notices)
    notices.show(LONG, Tone.BAD)
    (card,) = area.cards
    card.more_button.click()
    (field,) = card.findChildren(QPlainTextEdit)
    assert field.toPlainText() == LONG.advice
    assert card.more_button.isHidden()
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert area.viewport().rect().contains(card.geometry())


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
    (card,) = area.cards
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0 and area.height() > 0)
    assert area.viewport().rect().contains(card.geometry())
