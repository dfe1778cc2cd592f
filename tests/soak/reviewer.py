"""Reviews a package until it is killed; started by test_reviewing.py.

Arguments: the package, a folder for settings, how many words there are by now. What was done goes
to standard output with its time: "word 7 12.3", "rated 3 12.4"; what was offered when the package
was opened comes first: "offered".
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.ui.app.application import make_services
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.rating_bar import RATINGS
from lssc_desktop.ui.review.window import ReviewWindow
from tests.soak.running_time import running_time

REVIEWER = "M. Okafor"
_BETWEEN = 15  # milliseconds between words; nobody types as fast
_WORDS_OF_COMMENT = 25
_WORDS_OF_PLACE = 60


def rating_of(place: int) -> Rating:
    """Return the rating that this reviewer gives."""
    return RATINGS[place % len(RATINGS)]


class Reviewer(QObject):
    """Takes up what is offered, then types comments and rates, without ever pausing."""

    def __init__(self, reviews: Reviews, first: int) -> None:
        super().__init__(reviews)
        self._number = first
        self._window: ReviewWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN)
        self._timer.timeout.connect(self._go_on)
        reviews.opened.connect(self._begin)

    @Slot(object)
    def _begin(self, window: ReviewWindow) -> None:
        self._window = window
        QTimer.singleShot(0, self._take_up)

    @Slot()
    def _take_up(self) -> None:
        window = self._window
        if window is None:
            return
        for asked in window.notices.questions:
            asked.answer("go-on")
            os.write(1, b"offered\n")
        self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        window = self._window
        if window is None:
            return
        box = window.desk.comments.box
        QTest.keyClicks(box.field, f"word{self._number} ")
        self._tell("word", self._number)
        self._number += 1
        if self._number % _WORDS_OF_COMMENT == 0:
            box.add.click()
        place = window.desk.place
        if self._number % _WORDS_OF_PLACE == 0 and place is not None:
            window.desk.reading.rating.rated.emit(rating_of(place))
            for asked in window.notices.questions:  # met where nothing is written
                asked.answer("rate")
            self._tell("rated", place)
            window.desk.go_to_next()

    def _tell(self, what: str, number: int) -> None:
        os.write(1, f"{what} {number} {running_time(os.getpid())}\n".encode())


def main(package: Path, settings: Path, first: int) -> None:
    """Open a package for review and work."""
    application = QApplication([])
    services = make_services(application, Jobs(), settings, lambda: datetime.now(UTC))
    services.preferences.set_reviewer(REVIEWER)
    host = QWidget()
    reviews = Reviews(services, settings, host)
    Reviewer(reviews, first)
    reviews.open(package)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
