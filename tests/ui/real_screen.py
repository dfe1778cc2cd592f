"""A screen that nobody sees, with a window manager, and the program on it with real hands."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.keyring_session import without_session
from tests.processes import wait_until

ROOT = Path(__file__).parents[2]
TOOLS = ("Xvfb", "openbox", "xdotool")


def require(*tools: str) -> None:
    """Skip where something that a real window needs is not here."""
    lacking = [tool for tool in (*TOOLS, *tools) if shutil.which(tool) is None]
    if lacking:
        pytest.skip(f"a real window needs {', '.join(lacking)}")


@contextmanager
def screen() -> Iterator[str]:
    """Start a screen that nobody sees, with a window manager; give its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display})
    try:
        yield display
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


@dataclass(frozen=True)
class Seen:
    """What is seen of the program at one moment; buttons that can be pressed, and where."""

    windows: list[str]
    words: list[str]
    buttons: dict[str, tuple[int, int]]
    typed: list[str]
    focus: str
    focus_seen: bool


class RealProgram:
    """The program in a process of its own, on a screen, with real keys, mouse and signals."""

    def __init__(self, process: "subprocess.Popen[str]", display: str) -> None:
        self.process = process
        self._display = display
        self._told("seen")

    def look(self) -> Seen:
        """Return what is seen now."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write("?\n")
        stdin.flush()
        return Seen(**json.loads(stdout.readline()))

    def until(self, condition: Callable[[Seen], object]) -> Seen:
        """Look until something is so; return what is seen then."""
        found: list[Seen] = []

        def is_so() -> bool:
            found[:] = [self.look()]
            return bool(condition(found[0]))

        wait_until(is_so)
        return found[0]

    def press(self, keys: str) -> None:
        """Press keys as xdotool names them."""
        self._xdotool("key", keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "12", text)

    def click(self, button: str) -> None:
        """Click a button once it stands still."""
        at: list[tuple[int, int]] = []

        def is_still(seen: Seen) -> bool:
            at.append(seen.buttons.get(button, (0, 0)))
            return at[-1] != (0, 0) and at[-2:-1] == at[-1:]

        self.until(is_still)
        x, y = at[-1]
        self._xdotool("mousemove", "--sync", str(x), str(y), "click", "1")

    def _told(self, word: str) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == f"{word}\n"

    def _xdotool(self, *words: str) -> None:
        environment = {**os.environ, "DISPLAY": self._display}
        subprocess.run(["xdotool", *words], check=True, env=environment)


@contextmanager
def real_program(
    display: str, home: Path, *words: str, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[RealProgram]:
    """Run the program on a screen; it is ended if it is still there afterwards."""
    environment = without_session() | {
        "DISPLAY": display,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.asked_program", *words],
        cwd=ROOT,
        env={**environment, **more},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield RealProgram(process, display)
        finally:
            if process.poll() is None:
                process.kill()
