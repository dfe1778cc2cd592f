"""What is painted changes sides in a language that is read from right to left.

Each part is painted for both directions. Seen in a mirror one is the other, as far as ink goes:
words and pictures are the right way around in both.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import forecast
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.time.clock import Mark, MarkKind, Timeline
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.kit.bars import THICK, ProgressLine
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel
from lssc_desktop.ui.kit.tables import RowDelegate
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.overview.clock import ClockLine, Words
from lssc_desktop.ui.review.rating_bar import RatingControl
from lssc_desktop.ui.shared.forecast_bar import ForecastBar
from lssc_desktop.ui.submissions.row import StateDots
from lssc_desktop.ui.workspace.competency_pane import CompetencyPane
from tests.core.check.rules.desk import small_program

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
FAR = 8  # as seen from afar: pixels that become one, so that words are a gray
ALIKE = 5.0  # of 255 in lightness, on average


@pytest.fixture
def read_from(qapp: QApplication) -> Iterator[Callable[[Qt.LayoutDirection], None]]:
    yield qapp.setLayoutDirection
    qapp.setLayoutDirection(LEFT)


def progress(icons: Icons) -> QWidget:
    made = ProgressLine(icons.theme, "Copying", THICK)
    made.set_progress(30, 100)
    return made


def clock(icons: Icons) -> QWidget:
    made = ClockLine(icons, "Your timeline")
    item = small_program().sets[0]
    marks = tuple(
        Mark(item, day, kind)
        for day, kind in (
            (date(2025, 3, 1), MarkKind.ACHIEVED),
            (date(2027, 1, 1), MarkKind.PLANNED),
        )
    )
    years = tuple(date(year, 9, 14) for year in (2025, 2026, 2027))
    line = Timeline(date(2024, 9, 14), date(2028, 9, 14), years, marks)
    made.show_line(line, date(2025, 11, 24), Words("Admitted", "Deadline", "Today"))
    return made


def forecast_bar(icons: Icons) -> QWidget:
    made = ForecastBar(icons)
    ratings = (Rating.MET,) * 7 + (Rating.PARTIAL,) * 3 + (Rating.NOT_MET,)
    made.show_forecast(forecast(small_program().pass_rule, "up", ratings))
    return made


def dots(icons: Icons) -> QWidget:
    made = StateDots(icons.theme)
    made.show_standing(Standing.SENDING, "Sending")
    return made


def rating(icons: Icons) -> QWidget:
    made = RatingControl(icons)
    made.show_rating(Rating.MET)
    return made


def field(_icons: Icons) -> QWidget:
    made = QComboBox()
    made.addItem("Mmmmmmm")
    return made


def table(icons: Icons) -> QWidget:
    made = QTableWidget(2, 1)
    made.setItemDelegate(RowDelegate(icons.theme, made))
    made.selectRow(0)
    return made


PARTS: dict[str, Callable[[Icons], QWidget]] = {
    "progress": progress,
    "timeline": clock,
    "forecast": forecast_bar,
    "dots of a submission": dots,
    "ratings": rating,
    "status": lambda icons: StatusChip(icons, "circle-check", "Mmmmmmm", Tone.OK),
    "chevron": lambda icons: IconLabel(icons, "chevron-right"),
    "arrow": lambda icons: IconLabel(icons, "arrow-right"),
    "field with choices": field,
    "chosen row": table,
    "number": lambda _icons: QSpinBox(),
}


OF_LETTERS = {"status"}


@pytest.mark.parametrize("part", PARTS)
def test_it_is_on_the_other_side(
    qtbot: QtBot, icons: Icons, read_from: Callable[[Qt.LayoutDirection], None], part: str
) -> None:
    if sys.platform == "win32" and part in OF_LETTERS:
        pytest.skip("Windows gives letters edges of their own on the left and on the right")
    seen = []
    for direction in (LEFT, RIGHT):
        read_from(direction)
        made = PARTS[part](icons)
        qtbot.addWidget(made)
        made.resize(made.sizeHint().expandedTo(made.minimumSize()))
        seen.append(from_afar(made.grab().toImage()))
    assert_mirrored(*seen)


def test_the_rows_of_the_lists_are_on_the_other_side(
    qtbot: QtBot,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    read_from: Callable[[Qt.LayoutDirection], None],
) -> None:
    window = open_window(sample)
    window.resize(1366, 768)
    view = window.portfolio_view
    assert view is not None
    view.go_to(SetPlace("foundations", 11))
    qtbot.waitUntil(lambda: window.findChild(CompetencyPane) is not None)
    pane = window.findChild(CompetencyPane)
    assert pane is not None
    pane.list.clearFocus()
    for shown in (view.sidebar.places.viewport(), pane.list.viewport()):
        seen = []
        for direction in (LEFT, RIGHT):
            read_from(direction)
            seen.append(from_afar(shown.grab().toImage()))
        assert_mirrored(*seen)


def assert_mirrored(left: QImage, right: QImage) -> None:
    assert difference(left, right.flipped(Qt.Orientation.Horizontal)) < ALIKE
    assert difference(left, right) > 2 * difference(left, right.flipped(Qt.Orientation.Horizontal))


def from_afar(image: QImage) -> QImage:
    """Return a picture in which letters are gray."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height = max(image.width() // FAR, 4), max(image.height() // FAR, 1)
    smooth = Qt.TransformationMode.SmoothTransformation
    return plain.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def difference(one: QImage, other: QImage) -> float:
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness())
        for x, y in places
    ) / len(places)
