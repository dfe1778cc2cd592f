"""`verify_bag.py PATH` verifies a bag: a process to be measured."""

import sys
from pathlib import Path

from lssc_desktop.core.job import NullReporter
from lssc_desktop.package.reader import verify

if __name__ == "__main__":
    sys.exit(0 if verify(Path(sys.argv[1]), NullReporter()).valid else 1)
