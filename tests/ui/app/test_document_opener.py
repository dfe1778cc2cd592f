"""A file that macOS asks the program to open: an event, which any system's Qt can carry."""

import os
import subprocess
import sys
from pathlib import Path

# There is one application object in a process, and these tests have theirs already.
ASKED = """
import sys
from pathlib import Path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from lssc_desktop.ui.app.application import DocumentOpener

application = DocumentOpener(sys.argv[:1])
seen = []
application.asked.connect(seen.append)
application.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile(sys.argv[1])))
application.sendEvent(application, QFileOpenEvent(QUrl("https://example.org/")))
print(*seen, sep="|")
"""


def test_the_file_that_the_system_asks_to_open_is_passed_on_and_an_address_is_not(
    tmp_path: Path,
) -> None:
    wanted = tmp_path / "Foundations, review copy 1.lssc.zip"
    done = subprocess.run(
        [sys.executable, "-c", ASKED, wanted],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(wanted)
