"""`verify_bag.py PATH` verifies a bag: a process to be measured."""

import sys
from pathlib import Path

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.reader import verify

if __name__ == "__main__":
    sys.exit(0 if verify(Path(sys.argv[1]), ignore_progress).valid else 1)
