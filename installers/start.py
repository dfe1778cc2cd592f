"""Where the built program starts."""

import os
import sys

# The starter sets these for the program's own libraries. What the program starts in its turn (a
# browser, Word, the system's spelling) needs the libraries of the computer.
for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    before = os.environ.pop(f"{name}_ORIG", None)
    if before is not None:
        os.environ[name] = before
    elif getattr(sys, "frozen", False):
        os.environ.pop(name, None)

from lssc_desktop.__main__ import main  # noqa: E402  only now

sys.exit(main())
