"""Every place of the window by keyboard, for a screen reader, and with larger text."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as NotInTime
from pytestqt.qtbot import QtBot

from lssc_desktop.messages.message import Message
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    PlanPlace,
    RenewalPlace,
    SetPlace,
    SplitPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Tone
from tests.ui.controls import controls, cut_off, described, missed_by_tab, shown, spoken_name

type Look = Callable[[QWidget], Sequence[str]]
type Everywhere = Callable[[Look], dict[Place, Sequence[str]]]

SMALLEST = (1366, 720)  # what a taskbar leaves of the smallest screen
TIP_WITH_KEY = re.compile(r".+ \(.+\)")

PLACES: Sequence[Place] = (
    Overview(),
    SetPlace("foundations", 11, tab=Tab.PLAN),
    SetPlace("foundations", 11, tab=Tab.RESPONSE),
    SetPlace("foundations", 11, tab=Tab.EVIDENCE),
    SetPlace("foundations", statement=True),
    SetPlace("access-services"),
    PlanPlace("foundations"),
    SplitPlace("foundations"),
    EvidencePlace(),
    EvidencePlace("Evidence/Circulation desk manual.pdf"),
    CoursesPlace(),
    CheckPlace("foundations"),
    CheckPlace("technology"),
    SubmissionsPlace(),
    RenewalPlace(),
    HelpPlace(),
    HelpPlace("keyboard"),
)


class Windows(QObject):
    """Remembers every window that opens by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        shown = watched if event.type() == QEvent.Type.Show else None
        if isinstance(shown, QWidget) and shown.isWindow() and not isinstance(shown, MainWindow):
            self.opened.append(described(shown))
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    windows = Windows()
    qapp.installEventFilter(windows)
    yield windows
    qapp.removeEventFilter(windows)


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot) -> MainWindow:
    """The sample in a window of the smallest screen."""
    window = open_window(sample)
    window.resize(*SMALLEST)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def go(window: MainWindow, services: Services, qtbot: QtBot) -> Callable[[Place], QWidget]:
    """Go to a place and wait until it was read and laid out."""

    def there(place: Place) -> QWidget:
        window.go_to(place)
        portfolio_view = window.portfolio_view
        assert portfolio_view is not None
        QApplication.sendPostedEvents()  # layouts
        qtbot.waitUntil(lambda: not services.jobs.running())
        QApplication.sendPostedEvents()
        return portfolio_view.page

    return there


@pytest.fixture
def everywhere(go: Callable[[Place], QWidget], window: MainWindow, qtbot: QtBot) -> Everywhere:
    """Look for something at every place, and return what is amiss once all came to rest."""

    def look_everywhere(look: Look) -> dict[Place, Sequence[str]]:
        found = {}
        for place in PLACES:
            go(place)
            if amiss := at_rest(qtbot, window, look):
                found[place] = amiss
        return found

    return look_everywhere


def at_rest(qtbot: QtBot, window: QWidget, look: Look) -> Sequence[str]:
    """Return what is amiss in a window, which may still be laying itself out."""
    with suppress(NotInTime):
        qtbot.waitUntil(lambda: not look(window))
    return look(window)


def test_every_control_has_a_name_for_a_screen_reader(
    everywhere: Everywhere,
) -> None:
    def nameless(window: QWidget) -> list[str]:
        return [described(each) for each in controls(window) if not spoken_name(each)]

    assert everywhere(nameless) == {}


def test_tab_reaches_every_control(everywhere: Everywhere) -> None:
    assert everywhere(missed_by_tab) == {}


def test_a_button_of_an_icon_alone_has_a_name_a_tooltip_and_a_key(
    everywhere: Everywhere,
) -> None:
    def lacking(window: QWidget) -> list[str]:
        return [
            described(button)
            for button in shown(window)
            if isinstance(button, QToolButton)
            and is_ours(button)
            and not button.text()
            and not (spoken_name(button) and TIP_WITH_KEY.fullmatch(button.toolTip()))
        ]

    assert everywhere(lacking) == {}


def test_a_push_button_always_has_words(everywhere: Everywhere) -> None:
    def wordless(window: QWidget) -> list[str]:
        return [
            described(button)
            for button in shown(window)
            if isinstance(button, QPushButton) and not button.text().strip()
        ]

    assert everywhere(wordless) == {}


def test_a_status_is_never_a_color_alone(
    everywhere: Everywhere,
) -> None:
    def color_alone(window: QWidget) -> list[str]:
        chips = [each for each in shown(window) if isinstance(each, StatusChip)]
        return [described(chip) for chip in chips if not chip.text().strip()]

    assert everywhere(color_alone) == {}


def test_every_row_of_a_list_says_what_it_shows(
    everywhere: Everywhere,
) -> None:
    def silent(window: QWidget) -> list[str]:
        return [
            f"row {row} of {described(view)}"
            for view in shown(window)
            if isinstance(view, QAbstractItemView) and view.model() is not None
            for row in range(min(view.model().rowCount(view.rootIndex()), 100))
            if not said_of_row(view, row)
        ]

    assert everywhere(silent) == {}


def test_no_words_are_cut_off_on_the_smallest_screen(
    everywhere: Everywhere,
) -> None:
    assert everywhere(cut_off) == {}


@pytest.mark.parametrize("scale", [1.25, 1.5, 2.0])
def test_no_words_are_cut_off_and_nothing_scrolls_sideways_with_larger_text(
    everywhere: Everywhere, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    assert everywhere(cut_off) == {}


@pytest.mark.parametrize("size", [(1280, 720), (1024, 700), (911, 512)], ids=str)
def test_nor_on_a_small_or_a_scaled_screen(
    everywhere: Everywhere, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    assert everywhere(cut_off) == {}


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)], ids=str)
def test_a_failure_lies_over_nothing_that_can_be_pressed(
    everywhere: Everywhere, window: MainWindow, services: Services, size: tuple[int, int]
) -> None:
    area = window.frame.notice_area
    services.notices.show(Message("The drive is full. " * 9, "Nothing is lost."), Tone.BAD)

    def covered(window: QWidget) -> list[str]:
        over = QRect(area.mapToGlobal(QPoint(0, 0)), area.size())
        return [
            described(each)
            for each in controls(window)
            if isinstance(each, QAbstractButton | QComboBox | QLineEdit)
            and not area.isAncestorOf(each)
            and in_sight(each).intersects(over)
        ]

    window.resize(*size)
    assert everywhere(covered) == {}


def in_sight(widget: QWidget) -> QRect:
    """Return the part of a widget on the screen that nothing around it cuts off."""
    seen = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    around = widget.parentWidget()
    while around is not None:
        seen &= QRect(around.mapToGlobal(QPoint(0, 0)), around.size())
        around = around.parentWidget()
    return seen


def test_no_part_of_a_page_opens_as_a_window_of_its_own(
    everywhere: Everywhere, windows: Windows
) -> None:
    """A widget that is shown before it has its place takes the keyboard away."""
    everywhere(lambda _window: ())
    assert windows.opened == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_start_page_says_all_of_it_too(
    qtbot: QtBot, start_window: MainWindow, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    start_window.resize(*SMALLEST)
    assert [described(each) for each in controls(start_window) if not spoken_name(each)] == []
    assert missed_by_tab(start_window) == []
    assert at_rest(qtbot, start_window, cut_off) == []


def test_the_keyboard_is_never_where_nothing_is_seen(go: Callable[[Place], QWidget]) -> None:
    lost = []
    for place in PLACES:
        go(place)
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible() or focused.visibleRegion().isEmpty():
            lost.append((place, focused and described(focused)))
    assert lost == []


def test_alt_left_goes_back_from_help(go: Callable[[Place], QWidget], window: MainWindow) -> None:
    go(CheckPlace("foundations"))
    for topic in ("keyboard", "check"):
        go(HelpPlace(topic))
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == CheckPlace("foundations")


def is_ours(button: QWidget) -> bool:
    """Whether a tool button is not one of Qt's own: in a field, at the end of a full tool bar."""
    return type(button).__module__.startswith("lssc_desktop")


def said_of_row(view: QAbstractItemView, row: int) -> str:
    """What a screen reader says of the first column of a row; of a dividing line nothing."""
    index = view.model().index(row, 0, view.rootIndex())
    if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
        return "-"
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(spoken or index.data(Qt.ItemDataRole.DisplayRole) or "")
