"""Other programs are started by Qt for real, on a screen of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.services import Desktop
from tests.planted import careless_path, plant
from tests.processes import wait_until

_OPEN = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from lssc_desktop.disk.processes import distrust_current_folder
from lssc_desktop.ui.base.services import Desktop
os.environ["PATH"] = sys.argv[2]
distrust_current_folder()
application = QApplication([])
Desktop().open_file(Path(sys.argv[1]))
"""


@pytest.mark.timeout(60)
@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("xvfb-run"), reason="needs xvfb-run"
)
def test_a_file_is_opened_by_the_system_not_by_what_lies_beside_it(tmp_path: Path) -> None:
    planted = plant(tmp_path / "shelf", tmp_path / "started.txt")
    system = plant(tmp_path / "system", tmp_path / "opened.txt")
    (planted.folder / "letter.txt").write_bytes(b"Dear reader")
    before, after = careless_path().split(os.environ["PATH"])
    path = f"{before}{system.folder}{after}"
    subprocess.run(
        [
            *("xvfb-run", "-a", sys.executable, "-c", _OPEN),
            *(str(planted.folder / "letter.txt"), path),
        ],
        cwd=planted.folder,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "XDG_CURRENT_DESKTOP": ""},
        check=True,
    )
    wait_until(lambda: planted.mark.exists() or system.mark.exists())
    assert planted.started == ""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems say it themselves")
@pytest.mark.parametrize(("ends_with", "said"), [(3, ["letter.eml"]), (4, ["letter.eml"]), (0, [])])
def test_a_file_that_no_program_opens_is_said(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ends_with: int,
    said: list[str],
) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f"#!/bin/sh\necho \"$1\" >'{tmp_path}/opened'\nexit {ends_with}\n", "utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    desktop = Desktop()
    heard: list[str] = []
    desktop.refused.connect(lambda path: heard.append(path.name))
    desktop.open_file(tmp_path / "letter.eml")
    qtbot.waitUntil(lambda: not desktop.is_watching)
    assert heard == said
    assert (tmp_path / "opened").read_text("utf-8") == f"{tmp_path}/letter.eml\n"
