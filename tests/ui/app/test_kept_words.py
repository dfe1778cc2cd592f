"""The stick is out when the window closes: words are kept on this computer, and come back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.documents.word import read_document
from lssc_desktop.store.folder.folder import load as load_portfolio
from lssc_desktop.store.folder.responses import read_response
from lssc_desktop.store.kept_words import find_kept_words
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.workspace.page import WorkspacePage

ELEVEN = TextPlace("foundations", 11)


def page_at(window: MainWindow, place: SetPlace) -> WorkspacePage:
    assert window.portfolio_view is not None
    window.portfolio_view.go_to(place)
    page = window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    return page


def test_words_are_saved_on_this_computer_and_brought_back_when_the_stick_is_there_again(
    qtbot: QtBot,
    services: Services,
    notices: Notices,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    tmp_path: Path,
) -> None:
    window = open_window(sample)
    page = page_at(window, SetPlace("foundations", 11, tab=Tab.RESPONSE))
    editor = page.panel.response.box.editor
    qtbot.waitUntil(lambda: not editor.isReadOnly() and bool(editor.toPlainText()))
    unplugged = sample.with_name("unplugged")
    sample.rename(unplugged)
    editor.setFocus()
    QTest.keyClicks(editor, "Typed while it was out. ")

    window.menu_actions.close.trigger()
    qtbot.waitUntil(lambda: bool(notices.questions))
    [asked] = notices.questions
    labels = {answer.label: answer.id for answer in asked.question.answers}
    asked.answer(labels["Save my words on this computer…"])
    here = tmp_path / "Documents"
    here.mkdir()
    [dialog] = window.findChildren(QFileDialog)
    with qtbot.waitSignal(window.session_changed):
        dialog.fileSelected.emit(str(here))
        QDialog.accept(dialog)  # as the system does; its own looks for the folder that was typed
    assert [file.name for file in here.iterdir()] == [
        "Foundations of Library Services 11 Diversity of users.docx"
    ]

    unplugged.rename(sample)
    (sample / ".lssc" / "lock").unlink(missing_ok=True)
    open_window(sample)
    key = "kept-words"
    qtbot.waitUntil(lambda: key in {notice.key for notice in notices.waiting})
    [notice] = [notice for notice in notices.waiting if notice.key == key]
    assert notice.action == "Restore"
    notices.action_chosen.emit(key)
    again = window.session
    assert again is not None

    def text() -> str:
        assert window.session is not None
        return plain(read_response(sample, window.session.portfolio, ELEVEN).text)

    qtbot.waitUntil(
        lambda: find_kept_words(services.preferences.folder, again.portfolio.id) is None,
    )
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert "Typed while it was out." in text()


def test_captions_and_notes_are_kept_too_and_come_back(
    qtbot: QtBot,
    services: Services,
    notices: Notices,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    tmp_path: Path,
) -> None:
    window = open_window(sample)
    page = page_at(window, SetPlace("foundations", 1, tab=Tab.EVIDENCE))
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(QLineEdit)))
    caption = next(
        each
        for each in page.findChildren(QLineEdit)
        if each.isVisible()
        and not each.isReadOnly()
        and each.accessibleName().startswith("Caption")
    )
    unplugged = sample.with_name("unplugged")
    sample.rename(unplugged)
    caption.setFocus()
    caption.selectAll()
    QTest.keyClicks(caption, "Captioned while it was out")

    window.menu_actions.close.trigger()
    qtbot.waitUntil(lambda: bool(notices.questions))
    labels = {answer.label: answer.id for answer in notices.questions[0].question.answers}
    notices.questions[0].answer(labels["Save my words on this computer…"])
    here = tmp_path / "Documents"
    here.mkdir()
    [dialog] = window.findChildren(QFileDialog)
    with qtbot.waitSignal(window.session_changed):
        dialog.fileSelected.emit(str(here))
        QDialog.accept(dialog)
    [file] = here.iterdir()
    assert file.name == "Captions and notes.docx"
    assert "Captioned while it was out" in plain(read_document(file, file.name).text)

    unplugged.rename(sample)
    (sample / ".lssc" / "lock").unlink(missing_ok=True)
    open_window(sample)
    key = "kept-words"
    qtbot.waitUntil(lambda: key in {notice.key for notice in notices.waiting})
    notices.action_chosen.emit(key)
    again = window.session
    assert again is not None

    def captions() -> list[str]:
        work = load_portfolio(sample).portfolio.set_work("foundations")
        return [] if work is None else [use.caption for use in work.competency(1).evidence]

    qtbot.waitUntil(lambda: "Captioned while it was out" in captions())
    assert find_kept_words(services.preferences.folder, again.portfolio.id) is None


def test_who_gives_the_folder_up_stays_in_the_portfolio(
    qtbot: QtBot,
    notices: Notices,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
) -> None:
    window = open_window(sample)
    session = window.session
    assert session is not None
    sample.rename(sample.with_name("unplugged"))
    session.write_response(ELEVEN, RichText((Paragraph((Span("Words."),)),)))
    window.menu_actions.close.trigger()
    qtbot.waitUntil(lambda: bool(notices.questions))
    notices.questions[0].answer("keep")
    [dialog] = window.findChildren(QFileDialog)
    dialog.reject()
    assert window.session is session
    sample.with_name("unplugged").rename(sample)
