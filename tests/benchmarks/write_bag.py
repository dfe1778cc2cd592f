"""Write the bag of a folder: the process that is measured. `write_bag.py FOLDER TARGET`."""

import os
import sys
from datetime import date
from pathlib import Path

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.bag import BagFile, write_bag


def main(folder: str, target: str) -> None:
    """Write all files below the folder."""
    paths = sorted(f"{base}/{name}" for base, _, names in os.walk(folder) for name in names)
    files = [
        BagFile(path[len(folder) + 1 :], Path(path), Path(path).stat().st_size) for path in paths
    ]
    write_bag(Path(target), "bag", files, [], date(2026, 11, 25), ignore_progress)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
