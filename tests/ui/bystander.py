"""A process that does nothing but sleep: when it wakes up late, the whole machine stood still.

A virtual machine can be stopped by its host without being told. Its clock goes on, and whoever
was just at work seems to have worked all that time. `bystander.py FILE` adds up in FILE, as one
double, for how many seconds that was so; it ends with the process that began it.
"""

import mmap
import os
import struct
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

_SLEEP = 0.005  # seconds
_LATE = 0.005  # seconds; every machine wakes a sleeper a little late
_NUMBER = struct.Struct("d")


class Bystander:
    """Begins to sleep when it is made, until `stop`."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        told = Path(self._folder.name) / "stood-still"
        told.write_bytes(_NUMBER.pack(0.0))
        with told.open("rb") as file:
            self._shared = mmap.mmap(file.fileno(), _NUMBER.size, access=mmap.ACCESS_READ)
        self.process = subprocess.Popen([sys.executable, __file__, told])

    @property
    def stood_still(self) -> float:
        """For how many seconds the machine did nothing since it began."""
        (seconds,) = _NUMBER.unpack_from(self._shared)
        return float(seconds)

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        self._shared.close()
        self._folder.cleanup()


def _queued() -> float:
    """Return how long this process could have run and had no processor: that is no standstill."""
    told = Path("/proc/self/schedstat")
    return int(told.read_bytes().split()[1]) / 1e9 if told.is_file() else 0.0


def main(path: Path) -> None:
    """Sleep, and tell how long it was too much."""
    began_by = os.getppid()
    stood_still, last, queued = 0.0, time.monotonic(), _queued()
    with path.open("r+b") as file, mmap.mmap(file.fileno(), _NUMBER.size) as shared:
        while os.getppid() == began_by:
            time.sleep(_SLEEP)
            now, queued_now = time.monotonic(), _queued()
            late = now - last - _SLEEP - (queued_now - queued)
            if late > _LATE:
                stood_still += late
                _NUMBER.pack_into(shared, 0, stood_still)
            last, queued = now, queued_now


if __name__ == "__main__":
    main(Path(sys.argv[1]))
