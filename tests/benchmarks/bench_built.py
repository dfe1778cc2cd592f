"""The built program (`make built`): its start to the first window against that from source."""

import os
import sys
from pathlib import Path

from comparing import ROOT, Row, prepare_windows, print_table, scratch_folder

BUILT = ROOT / "dist" / "lssc-desktop" / "lssc-desktop"
SOURCE = Path(sys.executable).with_name("lssc-desktop")


def main() -> None:
    """Measure until the window was painted and closed again."""
    if not BUILT.exists():
        print("start of the built program: not measured, nothing is built (make built)")
        return
    prepare_windows()
    with scratch_folder() as scratch:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = str(scratch / "home")
        row = Row(
            "start of the built program to its window : from source",
            lambda _: [str(BUILT), "--try-window"],
            lambda _: [str(SOURCE), "--try-window"],
            1.3,
            rounds=15,
        )
        print_table((row,), scratch)


if __name__ == "__main__":
    main()
