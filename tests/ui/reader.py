"""Somebody who opens a package for review and looks at everything in it, in a process of its own.

    python -m tests.ui.reader PACKAGE

Prints the most memory that the window ever had, in megabytes.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from lssc_desktop.ui.app.application import Collector, make_services
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.preview.preview import Preview
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.window import ReviewWindow

_PATIENCE = 120_000  # milliseconds
_BEAT = 10
_KILOBYTES = 1024


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    deadline = QDeadlineTimer(_PATIENCE)
    while not condition():
        if deadline.hasExpired():
            raise TimeoutError
        loop = QEventLoop()
        QTimer.singleShot(_BEAT, loop.quit)
        loop.exec()


def look_at_everything(window: ReviewWindow, until: Callable[[Callable[[], bool]], None]) -> int:
    """Go to every place and look into every file; return how many files were looked into."""
    looked = 0
    pane = window.desk.reading.evidence
    for place in window.board.places:
        window.desk.go_to(place)
        for number in range(len(pane.rows)):
            pane.go_to(number)
            until(lambda: is_settled(pane.preview))
            looked += 1
    return looked


def is_settled(preview: Preview) -> bool:
    """Whether a page is shown, or a sentence why there is none."""
    is_page = preview.view.isVisible() and not preview.view.paper.image.isNull()
    return is_page or preview.refusal.isVisible()


def main(package: Path) -> None:
    """Open, look, and tell the memory."""
    application = QApplication(sys.argv[:1])
    jobs = Jobs()
    with TemporaryDirectory() as folder:
        config, pages = Path(folder) / "config", Path(folder)
        services = make_services(application, jobs, config, lambda: datetime.now(UTC))
        collector = Collector(application)
        collector.start()
        services.preferences.set_reviewer("M. Okafor")
        parent = QWidget()
        reviews = Reviews(services, pages, parent)
        reviews.open(package)
        until(lambda: bool(reviews.windows))
        look_at_everything(reviews.windows[0], until)
        jobs.shut_down()
        services.close()
        collector.stop()
    print(peak())  # noqa: T201  its answer


def peak() -> int:
    """Return the most megabytes this process ever had; `getrusage` would count its parent's."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // _KILOBYTES


if __name__ == "__main__":
    main(Path(sys.argv[1]))
