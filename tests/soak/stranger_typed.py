"""Somebody who types `verify` and `review` for one package after another.

    python -m tests.soak.stranger_typed FOLDER PACKAGE...

Each command is a process of its own that starts where the program is loaded. A line of JSON for
each tells the command, its status, what it said last, its most memory (MB) and processor time.
"""

import json
import os
import resource
import sys
from datetime import date
from pathlib import Path

from lssc_desktop.cli import run

ENDS = 4 << 30
"""Bytes; far beyond what is allowed, and short of what would hurt the computer."""

TODAY = date(2026, 11, 27)
LATEST = 120
"""Seconds of processor time."""


def peak() -> int:
    """Return the most megabytes that this process ever had."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def command(words: list[str], said: Path) -> tuple[int, int, float]:
    """Run one command in a process; return its status, its memory and its time."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        status = 99
        try:
            resource.setrlimit(resource.RLIMIT_AS, (ENDS, ENDS))
            resource.setrlimit(resource.RLIMIT_CPU, (LATEST, LATEST))
            file = os.open(said, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
            os.dup2(file, 1)
            os.dup2(file, 2)
            status = run(words, TODAY)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os.write(writing, b"%d" % peak())
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        memory = int(pipe.read() or 0)
    _, status, usage = os.wait4(process, 0)
    return os.waitstatus_to_exitcode(status), memory, usage.ru_utime + usage.ru_stime


def main(folder: Path, packages: list[Path]) -> None:
    """Type both commands for each package."""
    said = folder / "said.txt"
    output = folder / "r.lssc-review.json"
    for words in (["verify", "/"], ["review", "new", "/", "--as", "M. Okafor", "-o", str(output)]):
        run(words, TODAY)  # loads what any command needs, before a process begins
    for package in packages:
        review = ["review", "new", str(package), "--as", "M. Okafor", "-o", str(output)]
        for words in (["verify", str(package)], review):
            status, memory, seconds = command(words, said)
            text = said.read_text(encoding="utf-8", errors="replace")
            found = {"command": words[0], "package": package.name, "status": status}
            found |= {"memory": memory, "seconds": round(seconds, 2), "said": text[:2_000]}
            found["odd"] = "Traceback" in text or "unexpected error" in text
            print(json.dumps(found), flush=True)  # noqa: T201  its answer
        output.unlink(missing_ok=True)
    said.unlink(missing_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(word) for word in sys.argv[2:]])
