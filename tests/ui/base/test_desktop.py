"""Other programs are started by Qt for real, on a screen of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.planted import careless_path, plant
from tests.processes import wait_until

_OPEN = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from lssc_desktop.store.processes import distrust_current_folder
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
