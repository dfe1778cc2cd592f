"""A real Chromium without a window, spoken to through a pipe (its DevTools protocol)."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"

_FOUND = shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(
    _FOUND is None or sys.platform == "win32",
    reason="there is no Chromium on this computer; on Debian: apt install chromium",
)
_OPTIONS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1366,900",
)
_SENT, _HEARD = 3, 4
"""The ends of the pipes that Chromium reads and writes: file descriptors 3 and 4."""


@dataclass
class Page:
    """One page that was opened, and everything that it asked for or complained about.

    `asked` are the addresses that were really asked for, `refused` those that the page's own
    policy stopped before.
    """

    browser: "Chromium"
    session: str
    asked: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def do(self, method: str, **parameters: object) -> Any:
        """Send one command of the protocol and return its result."""
        return self.browser.send(method, parameters, self.session)

    def tell(self, script: str) -> Any:
        """Run a script from outside the page and return what it comes to."""
        answer = self.do(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def as_seen(self, **features: str) -> None:
        """Let the page be seen as on another device: `media="print"`, `scheme="dark"`."""
        self.do(
            "Emulation.setEmulatedMedia",
            media=features.get("media", ""),
            features=[{"name": "prefers-color-scheme", "value": features.get("scheme", "light")}],
        )

    def heard(self, event: dict[str, Any]) -> None:
        """Keep what the page did."""
        name, told = event["method"], event["params"]
        if name == "Network.requestWillBeSent":
            self.asked[told["requestId"]] = told["request"]["url"]
        elif name == "Network.loadingFailed" and told.get("blockedReason") == "csp":
            self.refused.append(self.asked.pop(told["requestId"]))
        elif name == "Log.entryAdded":
            self.complaints.append(told["entry"]["text"])
        elif name in {"Runtime.exceptionThrown", "Page.javascriptDialogOpening"}:
            self.complaints.append(json.dumps(told))


class Chromium:
    """A browser with a profile of its own; it ends with the block that opened it."""

    def __init__(self, profile: Path) -> None:
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        options = (*_OPTIONS, *(("--no-sandbox",) if os.geteuid() == 0 else ()))
        quiet = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        self._process = os.posix_spawn(
            str(_FOUND),
            [str(_FOUND), *options, f"--user-data-dir={profile}", "about:blank"],
            os.environ,
            file_actions=[
                quiet,
                (os.POSIX_SPAWN_DUP2, to_read, _SENT),
                (os.POSIX_SPAWN_DUP2, to_write, _HEARD),
            ],
            setpgroup=0,
        )
        os.close(to_read)
        os.close(to_write)
        self._heard = b""
        self._count = 0
        self._pages: dict[str, Page] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._to)
        os.close(self._from)
        os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)

    def open(self, file: Path) -> Page:
        """Open a file and wait until it is loaded."""
        target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        told = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})
        page = self._pages[told["sessionId"]] = Page(self, told["sessionId"])
        for domain in ("Network", "Page", "Runtime", "Log"):
            page.do(f"{domain}.enable")
        page.do("Page.navigate", url=file.as_uri())
        page.tell(
            "new Promise(done => document.readyState === 'complete'"
            " ? done() : addEventListener('load', done))"
        )
        return page

    def send(self, method: str, parameters: dict[str, Any], session: str = "") -> Any:
        """Send a command and return its result; what pages do meanwhile is told to them."""
        self._count += 1
        command = {"id": self._count, "method": method, "params": parameters}
        data = json.dumps(command | ({"sessionId": session} if session else {})).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        while True:
            told = self._next()
            if told.get("id") == self._count:
                assert "error" not in told, told["error"]
                return told["result"]
            page = self._pages.get(told.get("sessionId", ""))
            if page is not None and "method" in told:
                page.heard(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            block = os.read(self._from, 1 << 16)
            assert block, "Chromium has ended"
            self._heard += block
        message, _, self._heard = self._heard.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told


@contextmanager
def chromium(profile: Path) -> Iterator[Chromium]:
    """Start Chromium; it ends with the block."""
    with Chromium(profile) as browser:
        yield browser


def show(file: Path, profile: Path) -> None:
    """Show a file in a browser that nobody watches, which may connect where others do not.

    What is watched through DevTools does not connect beforehand.
    """
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    options = ("--headless", "--dump-dom", f"--user-data-dir={profile}", *sandbox)
    subprocess.run(  # what it prints is nobody's concern
        [str(_FOUND), *options, file.as_uri()], capture_output=True, check=True, timeout=120
    )
