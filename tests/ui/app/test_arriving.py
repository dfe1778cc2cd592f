"""Where the keyboard is when one comes to a page: at its first control, not on the page itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import set_certified
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CoursesPlace, Overview, RenewalPlace, SetPlace
from lssc_desktop.ui.courses.page import CoursesPage
from lssc_desktop.ui.renewal.page import RenewalPage


def test_at_courses_it_is_at_the_first_card(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    window.activateWindow()
    window.go_to(CoursesPlace())
    (page,) = window.findChildren(CoursesPage)
    assert QApplication.focusWidget() is page.cards["access-services"].record_button


def test_at_renewal_it_is_at_its_first_button(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    window.activateWindow()
    session = window.session
    assert session is not None
    for _ in range(2):  # before a certification, and after
        window.go_to(RenewalPlace())
        (page,) = window.findChildren(RenewalPage)
        assert QApplication.focusWidget() is page.add_button
        window.go_to(Overview())
        session.apply(lambda p: set_certified(p, session.today, session.today))
        qtbot.waitUntil(lambda: session.portfolio.renewal.certified is not None)


def test_at_renewal_of_a_certification_it_is_not_at_where_a_rule_comes_from(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    window.activateWindow()
    session = window.session
    assert session is not None
    session.apply(lambda p: set_certified(p, session.today, session.today))
    window.go_to(RenewalPlace())
    (page,) = window.findChildren(RenewalPage)
    assert QApplication.focusWidget() is page.add_button


def test_at_a_set_by_course_it_is_never_at_the_hidden_list_of_competencies(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    window.activateWindow()
    qtbot.waitActive(window)
    for before in (CoursesPlace(), SetPlace("foundations", 11), Overview()):
        window.go_to(before)
        window.go_to(SetPlace("access-services"))
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.isVisible()
        assert isinstance(focus, QAbstractButton)
        assert focus.text() == "Switch to portfolio"
