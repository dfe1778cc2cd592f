"""The program, started once: each command runs in a fork of it, which spares all the imports.

    python -m tests.soak.warm_program WORD...

runs a first command, to have everything loaded, then reads a JSON line for each further one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self

from lssc_desktop.cli import run

ROOT = Path(__file__).parents[2]


class WarmProgram:
    """Runs commands as `subprocess.run` would, without a start of Python for each."""

    def __init__(self, environment: dict[str, str], first: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.warm_program", *first],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.communicate(timeout=60)

    def __call__(
        self, environment: dict[str, str], words: Sequence[str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a command with these variables and return its status and what it said."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"environment": environment, "words": list(words)}) + "\n")
        stdin.flush()
        told: dict[str, Any] = json.loads(stdout.readline())
        return subprocess.CompletedProcess(list(words), told["status"], told["out"], told["err"])


def _forked(environment: dict[str, str], words: list[str]) -> dict[str, object]:
    with TemporaryFile() as out, TemporaryFile() as err:
        process = os.fork()
        if process == 0:
            status = 70
            try:
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                os.environ.clear()
                os.environ.update(environment)
                status = run(words, _today())
            finally:
                with suppress(OSError):
                    sys.stdout.flush()
                    sys.stderr.flush()
                os._exit(status)
        _, ended = os.waitpid(process, 0)
        for each in (out, err):
            each.seek(0)
        return {
            "status": os.waitstatus_to_exitcode(ended),
            "out": out.read().decode(errors="replace"),
            "err": err.read().decode(errors="replace"),
        }


def _today() -> date:
    return datetime.now().astimezone().date()


def main(words: list[str]) -> None:
    """Load everything by a first command, then serve."""
    answers = os.fdopen(os.dup(1), "w")
    with TemporaryFile() as nowhere:
        os.dup2(nowhere.fileno(), 1)
        run(words, _today())
    for line in sys.stdin:
        asked = json.loads(line)
        answers.write(json.dumps(_forked(asked["environment"], asked["words"])) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
