"""The start page and the short assistant: from nothing to an open portfolio, by keyboard."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.core.program.schema import Route
from lssc_desktop.store.computer.drafts import load_draft
from lssc_desktop.store.programs import shipped_program_text
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import HelpPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.shared.dialogs import PlanDialog, RouteDialog
from lssc_desktop.ui.shared.help_page import HelpPage
from lssc_desktop.ui.start.assistant import Assistant
from tests.ui.app.conftest import on_disk

ELECTIVES = ("access-services", "collection-management", "reference-information")


@pytest.fixture
def assistant(qtbot: QtBot, start_window: MainWindow) -> Assistant:
    """The assistant, opened by Enter on the first card."""
    qtbot.keyClick(start_window.start_page.start_card, Qt.Key.Key_Return)
    assistant = start_window.start_dialogs.assistant
    assert assistant is not None
    return assistant


def fill(qtbot: QtBot, assistant: Assistant, root: Path) -> None:
    qtbot.keyClicks(assistant.name, "A. Rivera")
    qtbot.keyClick(assistant.admitted.box, Qt.Key.Key_Space)
    assistant.admitted.field.selectAll()
    qtbot.keyClicks(assistant.admitted.field, "9/14/2024")
    for set_id in ELECTIVES:
        qtbot.keyClick(assistant.electives[set_id], Qt.Key.Key_Space)
    assistant.folder.clear()
    qtbot.keyClicks(assistant.folder, str(root))


def test_the_first_card_has_the_keyboard(start_window: MainWindow) -> None:
    assert start_window.focusWidget() is start_window.start_page.start_card


def test_what_a_program_takes_today_is_shown(start_window: MainWindow) -> None:
    assert "January 31, 2019" in start_window.start_page.program_rows[0].words


def test_the_assistant_makes_a_portfolio_and_opens_it(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    root = tmp_path / "E" / "Rivera LSSC"
    fill(qtbot, assistant, root)
    qtbot.keyClick(assistant.member, Qt.Key.Key_Space)
    with qtbot.waitSignal(start_window.session_changed):
        qtbot.keyClick(assistant.create_button, Qt.Key.Key_Return)
    made = on_disk(root)
    assert made.candidate.name == "A. Rivera"
    assert made.candidate.member
    assert made.admitted == date(2024, 9, 14)
    assert [work.set_id for work in made.sets][-3:] == list(ELECTIVES)
    assert (root / "program.toml").read_text("utf-8") == shipped_program_text()


def test_the_language_of_the_window_is_proposed_and_another_is_chosen(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    assert assistant.language.currentText() == "English"
    root = tmp_path / "Rivera LSSC"
    fill(qtbot, assistant, root)
    assistant.language.setFocus()
    qtbot.keyClick(assistant.language, Qt.Key.Key_Down)
    assert assistant.draft().language == "es"
    with qtbot.waitSignal(start_window.session_changed):
        qtbot.keyClick(assistant.create_button, Qt.Key.Key_Return)
    assert on_disk(root).language == "es"
    assert "[translations.es]" in (root / "program.toml").read_text("utf-8")
    assert (root / "READ ME.txt").read_text("utf-8-sig").startswith("Esta carpeta")
    assert start_window.session is not None
    assert start_window.session.program.sets[0].title == "Foundations of Library Services"


def test_what_is_still_needed_is_said_beside_the_button(qtbot: QtBot, assistant: Assistant) -> None:
    assert not assistant.create_button.isEnabled()
    assert assistant.missing() == ("your name", "3 more electives", "a folder")
    qtbot.keyClicks(assistant.name, "A. Rivera")
    for box in list(assistant.electives.values())[:4]:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert assistant.missing() == ("1 fewer elective",)
    assert "1 fewer elective" in assistant.create_button.accessibleDescription()


def test_the_folder_has_the_persons_name_until_another_is_typed(
    qtbot: QtBot, assistant: Assistant
) -> None:
    qtbot.keyClicks(assistant.name, "A. Rivera")
    assert Path(assistant.folder.text()).name == "Rivera LSSC"
    qtbot.keyClicks(assistant.folder, " 2")
    qtbot.keyClicks(assistant.name, "-Smith")
    assert Path(assistant.folder.text()).name == "Rivera LSSC 2"


def test_a_folder_with_something_in_it_is_refused_in_place(
    qtbot: QtBot, assistant: Assistant, tmp_path: Path
) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "beach.jpg").touch()
    fill(qtbot, assistant, tmp_path / "holiday")
    qtbot.keyClick(assistant.create_button, Qt.Key.Key_Return)
    qtbot.waitUntil(assistant.error.isVisible)
    assert assistant.isVisible()
    assert assistant.name.text() == "A. Rivera"
    assistant.reject()


def test_each_step_has_the_keyboard_on_its_first_question(
    qtbot: QtBot, assistant: Assistant
) -> None:
    qtbot.waitUntil(assistant.program_choices["lssc.toml"].hasFocus)
    firsts = (
        assistant.name,
        assistant.experience.education,
        assistant.electives["access-services"],
        assistant.folder,
    )
    for step, first in enumerate(firsts, 1):
        qtbot.keyClick(assistant.next_button, Qt.Key.Key_Return)
        assert assistant.step == step
        qtbot.waitUntil(first.hasFocus)
    assert assistant.create_button.isVisible()
    assert not assistant.next_button.isVisible()
    qtbot.keyClick(assistant.back_button, Qt.Key.Key_Space)
    assert assistant.step == 3
    qtbot.mouseClick(assistant.step_buttons[0], Qt.MouseButton.LeftButton)
    assert assistant.step == 0


def test_enter_in_a_field_goes_on_and_makes_the_portfolio_at_the_end(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    fill(qtbot, assistant, tmp_path / "By Enter")
    asked = QSignalSpy(assistant.program_file_requested)
    assistant.go_to_step(0)
    for step, field in enumerate(
        (
            assistant.admitted.field,
            assistant.name,
            assistant.experience.education,
            assistant.electives["access-services"],
        )
    ):
        assert assistant.step == step
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.count() == 0
    with qtbot.waitSignal(start_window.session_changed):
        qtbot.keyClick(assistant.folder, Qt.Key.Key_Return)


def test_tab_reaches_next_before_leave_it_for_now(assistant: Assistant) -> None:
    assistant.go_to_step(1)
    order: list[QWidget] = []
    at = assistant.member.nextInFocusChain()
    while at is not None and at is not assistant.member and len(order) < 500:
        order.append(at)
        at = at.nextInFocusChain()
    assert order.index(assistant.next_button) < order.index(assistant.cancel_button)


def test_what_was_said_is_there_again_after_it_was_left(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    fill(qtbot, assistant, tmp_path / "Later")
    assistant.go_to_step(3)
    qtbot.keyClick(assistant, Qt.Key.Key_Escape)
    qtbot.keyClick(start_window.start_page.start_card, Qt.Key.Key_Return)
    again = start_window.start_dialogs.assistant
    assert again is not None
    assert again.name.text() == "A. Rivera"
    assert again.admitted.day == date(2024, 9, 14)
    assert again.folder.text() == str(tmp_path / "Later")
    assert again.step == 3
    assert again.missing() == ()
    qtbot.keyClick(again.start_over_button, Qt.Key.Key_Return)
    assert again.name.text() == ""
    assert again.step == 0
    assert again.missing() == ("your name", "3 more electives", "a folder")
    again.reject()


def test_who_agreed_to_be_remembered_goes_on_another_day(
    qtbot: QtBot, start_window: MainWindow, services: Services
) -> None:
    services.preferences.set_remember(True)
    start_window.start_page.start_card.click()
    assistant = start_window.start_dialogs.assistant
    assert assistant is not None
    qtbot.keyClicks(assistant.name, "A. Rivera")
    assistant.reject()
    qtbot.waitUntil(lambda: not services.jobs.running())
    kept = load_draft(services.preferences.folder)
    assert kept is not None
    assert kept.name == "A. Rivera"

    services.preferences.set_remember(False)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert load_draft(services.preferences.folder) is None


def test_without_that_nothing_is_kept_on_the_computer(
    qtbot: QtBot, services: Services, assistant: Assistant
) -> None:
    qtbot.keyClicks(assistant.name, "A. Rivera")
    assistant.reject()
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert load_draft(services.preferences.folder) is None


def test_help_with_an_elective_says_which_route_fits(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    root = tmp_path / "Rivera LSSC"
    fill(qtbot, assistant, root)
    assistant.go_to_step(3)
    qtbot.keyClick(assistant.help_buttons["access-services"], Qt.Key.Key_Return)
    (dialog,) = assistant.findChildren(RouteDialog)
    for field in dialog.answers.values():
        qtbot.keyClick(field, Qt.Key.Key_End)  # Not yet
    qtbot.keyClick(dialog.routes[Route.COURSE], Qt.Key.Key_Space)
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    said = "\n".join(label.text() for label in assistant.findChildren(Label))
    assert "a course may be better. Chosen: Course." in said

    with qtbot.waitSignal(start_window.session_changed):
        qtbot.keyClick(assistant.create_button, Qt.Key.Key_Return)
    work = on_disk(root).set_work("access-services")
    assert work is not None
    assert work.route is Route.COURSE
    assert work.competency(1).can_do is False


def test_work_told_to_the_assistant_is_in_the_portfolio(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    root = tmp_path / "Rivera LSSC"
    fill(qtbot, assistant, root)
    qtbot.keyClicks(assistant.email, "rivera@example.org")
    form = assistant.experience
    qtbot.keyClick(form.education, Qt.Key.Key_Down)  # Yes
    qtbot.keyClicks(form.employer, "Maple Library")
    form.begun.set_day(date(2024, 1, 1))
    qtbot.keyClick(form.employer, Qt.Key.Key_Return)
    assert form.verdict.text().startswith("You’ve been eligible to apply since ")
    with qtbot.waitSignal(start_window.session_changed):
        qtbot.keyClick(assistant.create_button, Qt.Key.Key_Return)
    made = on_disk(root)
    assert made.candidate.email == "rivera@example.org"
    assert made.experience.education is True
    assert [period.employer for period in made.experience.periods] == ["Maple Library"]


def test_from_first_start_to_a_chosen_plan_by_keyboard_alone(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    """Only the widget that has the keyboard is typed into."""

    def press(*keys: Qt.Key) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            qtbot.keyClick(focused, key)

    def write(text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClicks(focused, text)

    def tab_to(wanted: QWidget) -> None:
        for _count in range(60):
            if wanted.hasFocus():
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(wanted)

    qtbot.waitUntil(assistant.program_choices["lssc.toml"].hasFocus)
    tab_to(assistant.admitted.box)
    press(Qt.Key.Key_Space)
    for step in range(1, 4):
        tab_to(assistant.next_button)
        press(Qt.Key.Key_Return)
        if step == 1:
            tab_to(assistant.name)
            write("A. Rivera")
    for set_id in ELECTIVES:
        tab_to(assistant.electives[set_id])
        press(Qt.Key.Key_Space)
    tab_to(assistant.next_button)
    press(Qt.Key.Key_Return)
    tab_to(assistant.folder)
    assistant.folder.selectAll()
    write(str(tmp_path / "Rivera LSSC"))
    tab_to(assistant.create_button)
    with qtbot.waitSignal(start_window.session_changed):
        press(Qt.Key.Key_Return)

    session, portfolio_view = start_window.session, start_window.portfolio_view
    assert session is not None
    assert portfolio_view is not None
    (page,) = start_window.findChildren(OverviewPage)
    qtbot.waitUntil(page.isVisible)
    start_window.activateWindow()  # which a window manager does by itself
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    tab_to(page.clock.line)
    press(Qt.Key.Key_Return)
    (dialog,) = start_window.findChildren(PlanDialog)
    qtbot.waitUntil(dialog.days["foundations"].box.hasFocus)
    press(Qt.Key.Key_Space, Qt.Key.Key_Tab)
    assert dialog.days["foundations"].field.hasFocus()
    press(Qt.Key.Key_Up)
    tab_to(dialog.accept_button)
    press(Qt.Key.Key_Return)
    foundations = session.portfolio.set_work("foundations")
    assert foundations is not None
    assert foundations.planned is not None


def test_every_fault_of_a_program_file_is_told(
    qtbot: QtBot, start_window: MainWindow, services: Services, tmp_path: Path
) -> None:
    file = tmp_path / "state.toml"
    text = (
        shipped_program_text().replace("needed = 6", "needed = 7").replace("years = 4", "years = 0")
    )
    file.write_text(text, "utf-8")
    start_window.start_dialogs.load_program_file(file)
    qtbot.waitUntil(lambda: bool(services.notices.waiting))
    said = services.notices.waiting[0].message.text
    assert "choice.needed" in said
    assert "clock.years" in said


def test_what_is_not_known_of_a_program_file_is_told_when_it_is_chosen(
    qtbot: QtBot, start_window: MainWindow, services: Services, tmp_path: Path
) -> None:
    file = tmp_path / "state.toml"
    text = shipped_program_text().replace('id = "lssc"', 'id = "state"\nmotto = "Serve"', 1)
    file.write_text(text, "utf-8")
    with qtbot.waitSignal(start_window.start_dialogs.program_loaded):
        start_window.start_dialogs.load_program_file(file)
    (notice,) = services.notices.waiting
    assert notice.message.advice == "motto: a program file doesn’t have this key."
    start_window.go_to(HelpPlace("program"))
    (page,) = start_window.findChildren(HelpPage)
    assert "motto: a program file doesn’t have this key." in page.text.toPlainText()


def test_another_program_file_is_what_the_assistant_offers(
    qtbot: QtBot, start_window: MainWindow, tmp_path: Path
) -> None:
    file = tmp_path / "state.toml"
    file.write_text(
        shipped_program_text().replace('short_name = "LSSC"', 'short_name = "SSC"'), "utf-8"
    )
    with qtbot.waitSignal(start_window.start_dialogs.program_loaded):
        start_window.start_dialogs.load_program_file(file)
    assert "state.toml" in start_window.start_page.program_rows[-1].words
    start_window.start_page.start_card.click()
    assistant = start_window.start_dialogs.assistant
    assert assistant is not None
    qtbot.keyClicks(assistant.name, "A. Rivera")
    assert Path(assistant.folder.text()).name == "Rivera SSC"
    assistant.reject()


def test_a_program_that_takes_portfolios_is_chosen_by_the_arrow_keys(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    """No step about electives or courses, no deadline, and the day is that of enrollment."""
    lssc, cilip = assistant.program_choices.values()
    qtbot.waitUntil(lssc.hasFocus)
    qtbot.keyClick(lssc, Qt.Key.Key_Down)
    assert cilip.isChecked()
    shown = [button.text() for button in assistant.step_buttons if not button.isHidden()]
    assert shown == ["1  Program", "2  You", "3  Folder"]
    said = " ".join(label.text() for label in assistant.findChildren(Label) if label.isVisible())
    assert "You have no deadline. It usually takes 6 to 12 months." in said
    assert "ALA-APA" not in said
    qtbot.keyClick(assistant.next_button, Qt.Key.Key_Return)
    qtbot.keyClicks(assistant.name, "H. Whitlock")
    assistant.admitted.set_day(date(2026, 2, 2))
    qtbot.keyClick(assistant.next_button, Qt.Key.Key_Return)
    assert Path(assistant.folder.text()).name == "Whitlock CILIP Certification"
    assistant.folder.setText(str(tmp_path / "Whitlock"))
    assert assistant.missing() == ()
    with qtbot.waitSignal(start_window.session_changed):
        qtbot.keyClick(assistant.create_button, Qt.Key.Key_Return)
    made = on_disk(tmp_path / "Whitlock")
    assert made.program_id == "cilip-certification"
    assert made.admitted == date(2026, 2, 2)
    assert [work.set_id for work in made.sets] == ["portfolio"]


def test_nothing_on_the_start_page_moves_when_the_program_has_been_read(
    qtbot: QtBot, qapp: QApplication, services: Services, tmp_path: Path
) -> None:
    window = MainWindow(services, tmp_path, qapp)
    window.show_start()
    window.show()
    page = window.start_page
    parts = (page.start_card, page.load_button, *page.program_rows)
    first = [(part.mapTo(window, part.rect().topLeft()), part.size()) for part in parts]
    qtbot.waitUntil(lambda: "2019" in page.program_rows[0].words)
    window.grab()  # lays out what has changed
    assert [(part.mapTo(window, part.rect().topLeft()), part.size()) for part in parts] == first
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))


def test_a_wish_is_not_lost_on_a_window_that_has_just_come_up(
    qtbot: QtBot, qapp: QApplication, services: Services, tmp_path: Path
) -> None:
    """Most of the program is imported after the window is seen."""
    window = MainWindow(services, tmp_path, qapp)
    window.show()
    assert not window.is_ready
    qtbot.keyClick(window.start_page.start_card, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.start_dialogs.assistant is not None)
    assistant = window.start_dialogs.assistant
    assert assistant is not None
    assistant.reject()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))


def test_a_day_of_admission_that_is_none_is_asked_for_again(
    qtbot: QtBot, assistant: Assistant
) -> None:
    qtbot.keyClick(assistant.admitted.box, Qt.Key.Key_Space)
    assistant.admitted.field.selectAll()
    qtbot.keyClicks(assistant.admitted.field, "last fall")
    assert any("your admission date" in each for each in assistant.missing())
    assert not assistant.create_button.isEnabled()
    qtbot.keyClick(assistant.admitted.box, Qt.Key.Key_Space)
    assert not any("your admission date" in each for each in assistant.missing())


def test_somebody_who_only_thinks_of_applying_needs_no_day(
    qtbot: QtBot, start_window: MainWindow, assistant: Assistant, tmp_path: Path
) -> None:
    root = tmp_path / "Rivera LSSC"
    fill(qtbot, assistant, root)
    qtbot.keyClick(assistant.admitted.box, Qt.Key.Key_Space)
    assert assistant.missing() == ()
    with qtbot.waitSignal(start_window.session_changed):
        qtbot.keyClick(assistant.create_button, Qt.Key.Key_Return)
    assert on_disk(root).admitted is None
