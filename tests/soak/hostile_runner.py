"""Opens hostile portfolio folders with every command and with the window, and measures it.

    python -m tests.soak.hostile_runner FOLDER FIRST EVERY [WINDOW]

It takes attack number FIRST of `tests.hostile_folders.ATTACKS`, then each EVERY-th one, and prints
a JSON line for each command. A command runs in a fork of its own, so that its memory is its own.
"""

import json
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path

from lssc_desktop.cli import run
from tests.hostile_folders import ATTACKS

TODAY = date(2026, 11, 25)
_LONGEST = 120  # seconds of a command
_HONEST = 1 << 30  # bytes
_QUIET = 3  # tenths of a second without a job, after which nothing more comes
_ELECTIVES = "access-services,collection-management,reference-information"


def _prepare(root: Path) -> None:
    text = root.with_name("text.md")
    text.write_text("In short.\n\nI did it.\n", "utf-8")
    sheet = root.with_name("Sheet.pdf")
    sheet.write_bytes(b"%PDF-1.4 help")
    started = ("--name", "Ana Rivera", "--admitted", "2024-09-14", "--electives", _ELECTIVES)
    for words in (
        ("new", root, *started),
        ("response", "set", root, "--set", "technology", "--competency", "1", text),
        ("response", "set", root, "--set", "technology", "--statement", text),
        ("evidence", "add", root, "--set", "technology", "--competency", "1", sheet),
    ):
        if _forked(partial(run, [str(word) for word in words], TODAY))["status"]:
            raise RuntimeError(words)


def _commands(root: Path) -> dict[str, Callable[[], int]]:
    words: dict[str, tuple[str | Path, ...]] = {
        "status": ("status", root),
        "check": ("check", root),
        "package": ("package", root, "--set", "technology", "--review-copy"),
        "report": ("paper", "report", root, "-o", root.with_name("report.html")),
        "calendar": ("paper", "calendar", root, "-o", root.with_name("dates.ics")),
    }
    return {name: partial(run, [str(word) for word in said], TODAY) for name, said in words.items()}


def _open_window(root: Path) -> int:
    """Open the window on a folder, say yes to what is asked, and go to every page."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication

    from lssc_desktop.ui.app import application
    from lssc_desktop.ui.app.main_window import MainWindow
    from lssc_desktop.ui.base.place import (
        CheckPlace,
        CoursesPlace,
        EvidencePlace,
        Overview,
        Place,
        RenewalPlace,
        SetPlace,
        SubmissionsPlace,
        Tab,
    )
    from lssc_desktop.ui.base.services import Services

    places: list[Place] = [
        *(SetPlace("technology", 1, tab=tab) for tab in Tab),
        SetPlace("technology", statement=True),
        EvidencePlace(),
        CheckPlace("technology"),
        SubmissionsPlace("technology"),
        CoursesPlace(),
        RenewalPlace(),
        Overview(),
    ]
    made: list[tuple[MainWindow, Services]] = []
    timer, quiet, until = QTimer(), [0], time.monotonic() + 100
    beat, longest, told = [0.0], [0.0], list[str]()

    class KnownWindow(MainWindow):
        def __init__(self, services: Services, pages: Path, app: QGuiApplication) -> None:
            super().__init__(services, pages, app)
            made.append((self, services))

    def look() -> None:
        now = time.thread_time()
        if beat[0]:
            longest[0] = max(longest[0], now - beat[0])
        ((window, services),) = made
        for asked in services.notices.questions:
            told.append(f"asked: {asked.question.message.happened}")
            asked.answer(asked.question.answers[0].id)
        quiet[0] = 0 if services.jobs.running() else quiet[0] + 1
        if time.monotonic() > until:
            told.append("still busy")
            places.clear()
        elif quiet[0] <= _QUIET:
            beat[0] = time.thread_time()
            return
        if places and window.portfolio_view is not None:
            quiet[0] = 0
            window.go_to(places.pop(0))
        else:
            timer.stop()
            told.extend(
                f"{notice.message.happened} {notice.message.meaning}"
                for notice in services.notices.waiting
            )
            kind = "start page" if window.portfolio_view is None else "opened"
            sys.stderr.write(f"{kind}; longest {longest[0]:.2f} s; {'; '.join(told)}\n")
            QGuiApplication.exit(0)
        beat[0] = now

    vars(application)["MainWindow"] = KnownWindow
    timer.timeout.connect(look)

    def now() -> datetime:
        return datetime(2026, 11, 25, 9).astimezone()

    return application.run(root, now, lambda: timer.start(100))


def _forked(what: Callable[[], int]) -> dict[str, object]:
    """Run something in a fork; return its status, megabytes, seconds of the processor and words."""
    told, tell = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(told)
        os.dup2(tell, 1)
        os.dup2(tell, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        signal.alarm(_LONGEST)
        status = 70
        try:
            status = what()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    _, ended, used = os.wait4(process, 0)
    return {
        "status": os.waitstatus_to_exitcode(ended),
        "megabytes": round(used.ru_maxrss / 1024),
        "seconds": round(used.ru_utime + used.ru_stime, 2),
        "bad": [bad for bad in ("Traceback", "unexpected error", "std::bad") if bad in said],
        "said": said[-400:],
    }


def _seen(outside: Path) -> list[tuple[str, int, int]]:
    found = ((path, path.lstat()) for path in sorted(outside.rglob("*")))
    return [(str(path), state.st_size, state.st_mtime_ns) for path, state in found]


def _reading(root: Path) -> tuple[int, float]:
    """Return how many honest files there are, and what reading each once costs the processor."""
    files = 0
    before = time.process_time()
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            if not path.is_symlink() and path.is_file() and path.stat().st_size <= _HONEST:
                files += 1
                with path.open("rb") as file:
                    digest = sha256()
                    while block := file.read(1 << 20):
                        digest.update(block)
    return files, time.process_time() - before


def main(where: str, first: str, every: str, window: str = "") -> None:
    """Try the attacks, and print what came of each command."""
    base = Path(where) / "base"
    base.mkdir(parents=True)
    _prepare(base / "Rivera LSSC")
    for number, (name, attack) in islice(enumerate(ATTACKS.items()), int(first), None, int(every)):
        home = Path(where) / str(number)
        (home / "outside" / "there").mkdir(parents=True)
        (home / "outside" / "there").rmdir()
        (home / "outside" / "kept.txt").write_bytes(b"kept")
        root = home / "Rivera LSSC"
        shutil.copytree(base / "Rivera LSSC", root)
        attack(root)
        before, (files, reading) = _seen(home / "outside"), _reading(root)
        commands = _commands(root)
        if window:
            commands["window"] = partial(_open_window, root)
        for command, what in commands.items():
            found = _forked(what)
            same = _seen(home / "outside") == before
            line = {
                "attack": name,
                "command": command,
                **found,
                "outside": same,
                "files": files,
                "reading": reading,
            }
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(*sys.argv[1:])
