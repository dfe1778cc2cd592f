"""The window of somebody who starts the program for the first time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.services import Desktop, Preferences, Services, SharedChecker
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def window(  # noqa: PLR0913, PLR0917  all that a window needs
    qtbot: QtBot,
    qapp: QApplication,
    jobs: Jobs,
    theme: Theme,
    icons: Icons,
    previews: Previews,
    checker: SharedChecker,
    tmp_path: Path,
) -> Iterator[MainWindow]:
    preferences = Preferences(tmp_path / "config", theme, jobs, jobs)
    notices, desktop = Notices(jobs), Desktop(jobs)
    services = Services(
        jobs, notices, desktop, icons, preferences, lambda: NOW, lambda: previews, checker
    )
    window = MainWindow(services, tmp_path / "pages", qapp)
    window.show()
    qtbot.waitActive(window)
    yield window
    jobs.shut_down()
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))
