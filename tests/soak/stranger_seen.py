"""Somebody who opens one package after another in the window, and then for review.

    python -m tests.soak.stranger_seen FOLDER PACKAGE...

A line of JSON for each tells what came of it, the most memory of the window (MB), its processor
time and for how long it did not answer at the longest (milliseconds).
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from lssc_desktop.messages.message import unforeseen_message
from lssc_desktop.ui.app.application import Collector, make_services
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.start.package import PackageFacts, PackagePage
from tests.soak.stranger_typed import peak
from tests.ui.reader import until

MOST_PLACES = 15


class Pulse(QObject):
    """Beats while the window answers; `longest` is the longest time between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        self._timer.start(5)

    @Slot()
    def beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def begin(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()


def look(package: Path, services: Services, pages: Path, parent: QWidget) -> str:
    """Open a package on its page and in the window of a review; say what was seen."""
    page = PackagePage(package, services, pages)
    page.resize(1366, 768)
    page.show()
    until(lambda: page.found is not None or bool(services.notices.waiting))
    seen = "refused" if page.found is None else "valid" if page.found.valid else "faults"
    for facts in page.findChildren(PackageFacts):
        facts.toggle.click()
    reviews = Reviews(services, pages, parent)
    left: list[object] = []
    reviews.left.connect(left.append)
    reviews.open(package, verified=page.found)  # as the page does it
    until(lambda: bool(reviews.windows or left))
    if reviews.windows:
        seen += ", reviewed"
        window = reviews.windows[0]
        for place in window.board.places[:MOST_PLACES]:
            window.desk.go_to(place)
            QApplication.processEvents()
        window.close()
        until(lambda: not isValid(window))
    unforeseen = unforeseen_message(has_report=True)
    if any(notice.message == unforeseen for notice in services.notices.waiting):
        seen += ", UNFORESEEN"
    for notice in services.notices.waiting:
        services.notices.dismiss(notice)
    page.close()
    page.deleteLater()
    until(lambda: not isValid(page) and not services.jobs.running())
    return seen


def main(folder: Path, packages: list[Path]) -> None:
    """Look at every package, and tell of each."""
    application = QApplication(sys.argv[:1])
    jobs = Jobs()
    services = make_services(application, jobs, folder / "config", lambda: datetime.now(UTC))
    collector = Collector(application)
    collector.start()
    services.preferences.set_reviewer("M. Okafor")
    parent = QWidget()
    pulse = Pulse()
    for package in packages:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forgets the peak
        pulse.begin()
        before = time.process_time()
        seen = look(package, services, folder, parent)
        found = {"command": "window", "package": package.name, "said": seen, "memory": peak()}
        found["seconds"] = round(time.process_time() - before, 2)
        found["freeze"] = round(pulse.longest * 1000)
        found |= {"status": 0, "odd": "UNFORESEEN" in seen}
        print(json.dumps(found), flush=True)  # noqa: T201  its answer
    jobs.shut_down()
    services.close()
    collector.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(word) for word in sys.argv[2:]])
