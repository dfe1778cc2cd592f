"""Does the main job in the window of the built Windows program, with a real mouse and keyboard.

`try_window.py STARTER SCRATCH [PICTURES [PERCENT]]`: STARTER is "LSSC Desktop.exe" in a Wine drive
(WINEPREFIX), the command line's starter beside it. Needs Xvfb, openbox, xdotool and, compiled,
stranger.c and printer.c in SCRATCH. On the way it opens the example and a portfolio by the folder
dialog, writes, prints, adds evidence by the file dialog, checks, packages, verifies and reviews;
all that from a folder full of programs and libraries that must not run. The portable program shows
Qt's file dialogs, without its portable.txt those of Windows, as the installed one does. With
PICTURES it keeps what was to be seen, with a screen of PERCENT.
"""

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PureWindowsPath

PATIENCE = 120.0  # seconds; a busy computer draws late
# Where it writes below drive C, whether it is portable or installed.
COPIES = ("portable/*/LSSC Desktop settings/temporary", "users/*/AppData/Local/Temp")
LOGS = ("portable/*/LSSC Desktop settings/log", "users/*/AppData/Local/LSSC Desktop/Logs")
LEAST_WIDTH = 300  # pixels; what is narrower is a menu or a hint
SET = "Foundations of Library Services"
WORDS = "Written by hand in a window of Windows."
STRANGERS = ("hunspell", "soffice", "taskkill", "explorer", "LSSC Desktop")
LIBRARIES = ("version", "dwmapi", "uxtheme", "python3", "python313", "Qt6Core")


class NotSeen(Exception):
    """What should have come did not come."""


def until[T](what: str, look: Callable[[], T], patience: float = PATIENCE) -> T:
    """Return what is found as soon as there is something; `NotSeen` says what never came."""
    end = time.monotonic() + patience
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise NotSeen(what)
        time.sleep(0.3)


class Screen:
    """A screen of its own with a window manager, and hands that use it."""

    def __init__(self, display: str, percent: int) -> None:
        # Without the printers of this computer.
        self._env = {**os.environ, "DISPLAY": display, "CUPS_SERVER": "/nowhere"}
        self._percent = percent

    def windows(self) -> dict[str, str]:
        """The windows that are to be seen: id and title."""
        named = {}
        for window in self._said("search", "--onlyvisible", "--name", ".").split():
            title = self._said("getwindowname", window).strip()
            wide = re.search(r"WIDTH=(\d+)", self._said("getwindowgeometry", "--shell", window))
            if title and wide and int(wide[1]) > LEAST_WIDTH:
                named[window] = title
        return named

    def titled(self, words: str) -> str:
        """Wait for a window whose title holds words; return its id."""
        return until(
            f"a window {words!r}",
            lambda: next((key for key, title in self.windows().items() if words in title), ""),
        )

    def gone(self, window: str) -> None:
        """Wait until a window is closed."""
        until("the end of a window", lambda: window not in self.windows())

    def new_window(self, act: Callable[[], None], again: float = 20.0) -> str:
        """Do something until another window comes; return that one's id."""
        before = set(self.windows())
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            act()
            try:
                return until("", lambda: next(iter(set(self.windows()) - before), ""), again)
            except NotSeen:
                continue
        raise NotSeen("another window")

    def press(self, window: str, *keys: str) -> None:
        """Press keys in a window."""
        self._focus(window)
        self._said("key", "--delay", "60", *keys)

    def type(self, window: str, text: str) -> None:
        """Type a text into whatever has the keyboard in a window."""
        self._focus(window)
        self._said("type", "--delay", "15", text)

    def click(self, window: str, x: int, y: int) -> None:
        """Click at a place that is counted from the window's corner, in pixels at 100 %."""
        self._focus(window)
        at = [str(number * self._percent // 100) for number in (x, y)]
        self._said("mousemove", "--window", window, *at)
        self._said("click", "1")

    def picture(self, target: Path) -> None:
        """Keep what the whole screen shows."""
        subprocess.run(["import", "-window", "root", target], env=self._env, check=True)

    def start(self, words: list[str], cwd: Path) -> subprocess.Popen[bytes]:
        """Start a program on this screen."""
        return subprocess.Popen(words, env=self._env, cwd=cwd)

    def _focus(self, window: str) -> None:
        self._said("windowraise", window)
        self._said("windowfocus", "--sync", window)

    def _said(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._env, capture_output=True, text=True, check=False
        )
        return done.stdout


@contextmanager
def screen(percent: int) -> Iterator[Screen]:
    """A screen, as long as the block runs."""
    reading, writing = os.pipe()
    size = f"{16 * percent}x{11 * percent}x24"
    with ExitStack() as stack:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", size], pass_fds=[writing]
        )
        stack.callback(server.wait)
        stack.callback(server.terminate)
        os.close(writing)
        with os.fdopen(reading) as said:
            display = f":{said.readline().strip()}"
        manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display})
        stack.callback(manager.wait)
        stack.callback(manager.terminate)
        yield Screen(display, percent)


class Try:
    """One run of the main job; `folder` is where it happens, below drive C."""

    def __init__(self, screen: Screen, starter: Path, scratch: Path, pictures: Path | None) -> None:
        self.screen = screen
        self.starter = starter
        self.scratch = scratch
        self.pictures = pictures
        self.drive = Path(os.environ["WINEPREFIX"]) / "drive_c"
        self.folder = self.drive / "from a candidate"
        self.portfolio = self.folder / "Rivera LSSC"
        self.told = self.drive / "strangers.txt"

    def run(self) -> None:
        """Do it all."""
        self.lay_traps()
        self.wine("lssc-desktop.exe", "sample", self.named(self.portfolio))
        program = self.start()
        main = self.screen.titled("LSSC Desktop")
        self.see_the_example(main)
        self.open_by_the_folder_dialog(main)
        self.write(main)
        self.print_page(main)
        self.add_evidence(main)
        package = self.check_and_package(main)
        self.leave(program, main)
        self.review(package)
        self.no_stranger_ran()

    # The traps ----------------------------------------------------------------------------------

    def lay_traps(self) -> None:
        """Fill the folder with what must not run, and see that it would tell of it."""
        self.folder.mkdir()
        for name in STRANGERS:
            (self.folder / f"{name}.exe").write_bytes((self.scratch / "stranger.exe").read_bytes())
        for name in LIBRARIES:
            (self.folder / f"{name}.dll").write_bytes((self.scratch / "stranger.dll").read_bytes())
        self.wine("cmd.exe", "/c", "hunspell")
        if "hunspell" not in self.told.read_text("utf-8"):
            raise NotSeen("the trap itself")
        self.told.unlink()

    def no_stranger_ran(self) -> None:
        """Stop if one of them was started, or loaded."""
        if self.told.exists():
            raise NotSeen(f"nobody else's program: {self.told.read_text('utf-8')}")

    # What a candidate does ----------------------------------------------------------------------

    def see_the_example(self, main: str) -> None:
        """Open the example, and close its window."""
        self.show("start")
        example = self.screen.new_window(lambda: self.screen.click(main, *EXAMPLE))
        while "Example" not in self.screen.windows().get(example, ""):  # the one with the progress
            self.screen.gone(example)
            example = self.screen.titled("Example")
        self.screen.press(example, "ctrl+w")
        self.screen.gone(example)
        print("  example")

    def open_by_the_folder_dialog(self, main: str) -> None:
        """Open the portfolio as a person does who knows its path."""
        dialog = self.screen.new_window(lambda: self.screen.press(main, "ctrl+o"))
        self.say_path(dialog, self.portfolio)
        self.screen.titled("Rivera")
        self.show("overview")
        print("  folder dialog")

    def write(self, main: str) -> None:
        """Go on writing where the candidate left off, and look into the Word file for it."""
        self.screen.press(main, "ctrl+e")
        self.screen.titled(SET)

        def is_written() -> bool:
            self.screen.type(main, WORDS)
            self.screen.press(main, "ctrl+s")
            try:
                return until("", self.has_words, 15.0)
            except NotSeen:  # the editor was not ready for the first ones
                return False

        until("the words in the Word file", is_written)
        self.show("workspace")
        print("  writing")

    def has_words(self) -> bool:
        """Whether what was typed lies in the response's file."""
        for file in (self.portfolio / SET).glob("*.docx"):
            with zipfile.ZipFile(file) as word:
                if WORDS in word.read("word/document.xml").decode():
                    return True
        return False

    def print_page(self, main: str) -> None:
        """Print what was written: into a file while there is no printer, then on paper."""
        saved = self.folder / "printed page.pdf"
        dialog = self.screen.new_window(lambda: self.screen.press(main, "ctrl+p"))
        self.say_path(dialog, saved)
        until("the page in a file", lambda: saved.exists() and b"%%EOF" in saved.read_bytes())
        paper = self.drive / "paper.ps"
        self.plug_in_a_printer(paper)
        dialog = self.screen.new_window(lambda: self.screen.press(main, "ctrl+p"))
        self.show("print dialog")
        self.screen.press(dialog, "Return")
        self.screen.gone(dialog)
        until("paper", lambda: paper.exists() and b"%%EOF" in paper.read_bytes())
        print("  printing")

    def plug_in_a_printer(self, paper: Path) -> None:
        """Give this Wine a printer whose port leads to a file."""
        spooler = r"HKCU\Software\Wine\Printing\Spooler"
        self.wine("reg.exe", "add", spooler, "/v", "LPT1:", "/d", str(paper), "/f")
        for source in (self.scratch / "printer.exe", Path(__file__).with_name("paper.ppd")):
            (self.drive / source.name).write_bytes(source.read_bytes())
        self.wine(r"C:\printer.exe", r"C:\paper.ppd")

    def add_evidence(self, main: str) -> None:
        """Choose a file in the file dialog."""
        note = self.folder / "Notes from the desk.txt"
        note.write_text("Greet first. Listen. Then look it up together.", "utf-8")
        dialog = self.screen.new_window(lambda: self.screen.press(main, "ctrl+shift+a"))
        self.show("file dialog")
        self.say_path(dialog, note)
        until("the evidence", (self.portfolio / "Evidence" / note.name).exists)
        print("  file dialog")

    def check_and_package(self, main: str) -> Path:
        """Check the set, build a package of it, show it in its folder; return the package."""
        self.screen.press(main, "ctrl+4")
        self.screen.titled("Check")
        packages = self.portfolio / "Packages"

        def built() -> Path | None:
            self.screen.click(main, *BUILD)
            try:
                return until("", lambda: next(packages.glob("*.lssc.zip"), None), 20.0)
            except NotSeen:  # the check has to end first
                return None

        self.show("check")
        package = until("a package", built)
        shown = self.screen.new_window(lambda: self.screen.click(main, *SHOW_IN_FOLDER))
        self.screen.press(shown, "alt+F4")
        self.screen.gone(shown)
        print("  package")
        return package

    def leave(self, program: "subprocess.Popen[bytes]", window: str) -> None:
        """Close the program by its key; it has to end well."""
        self.screen.press(window, "ctrl+q")
        if program.wait(PATIENCE):
            raise NotSeen(f"a good end: {program.returncode}")

    # What a reviewer does -----------------------------------------------------------------------

    def review(self, package: Path) -> None:
        """Open a package as by a double-click, rate, save; close with a copy open elsewhere."""
        package = package.rename(self.folder / package.name)
        program = self.start(package)
        shown = self.screen.titled(package.name)
        self.show("package")
        copy = until("a copy for the browser", lambda: self.copy_for_the_browser(shown))
        names = self.screen.new_window(lambda: self.screen.press(shown, "shift+Tab", "Return"))
        self.screen.type(names, "M. Okafor")
        self.screen.press(names, "Return")
        review = self.screen.titled("Review of")
        dialog = self.screen.new_window(lambda: self.rate_and_save(review))
        saved = self.folder / "review.lssc-review.json"
        self.say_path(dialog, saved)
        until("the review", lambda: saved.exists() and '"met"' in saved.read_text("utf-8"))
        self.show("review")
        print("  review")
        with self.open_elsewhere(copy):
            self.screen.press(review, "ctrl+w")
            self.screen.gone(review)
            self.leave(program, shown)
        print("  closed with a copy open")
        self.nothing_unforeseen()

    def rate_and_save(self, review: str) -> None:
        """Press "Met", then ask for the file."""
        self.screen.click(review, *MET)
        self.screen.press(review, "ctrl+s")

    def copy_for_the_browser(self, shown: str) -> Path | None:
        """Have the package's page opened in the browser; return the file that was laid down."""
        self.screen.press(shown, "Tab", "Return")
        try:
            return until(
                "", lambda: next(self.files_in(COPIES, "lssc-desktop-*/**/*.html"), None), 10.0
            )
        except NotSeen:  # the package is still looked through
            self.screen.press(shown, "shift+Tab")
            return None

    @contextmanager
    def open_elsewhere(self, path: Path) -> Iterator[None]:
        """Have another program hold a file open, for the length of the block."""
        end = self.drive / "let go"
        words = [str(self.folder / "hunspell.exe"), self.named(path), self.named(end)]
        other = self.screen.start(["wine", *words], self.folder)
        try:
            yield
            if other.poll() is not None:
                raise NotSeen("the other program, at work")
        finally:
            end.touch()
            other.wait(PATIENCE)

    def nothing_unforeseen(self) -> None:
        """Stop if the program's log tells of something that nobody foresaw, or there is none."""
        logs = [log.read_text("utf-8") for log in self.files_in(LOGS, "*.log")]
        if not logs or any("unforeseen" in log.lower() for log in logs):
            raise NotSeen(f"a log without trouble: {logs}")

    # Aids ---------------------------------------------------------------------------------------

    def files_in(self, folders: tuple[str, ...], pattern: str) -> Iterator[Path]:
        """The files of a pattern in folders below drive C."""
        return (path for folder in folders for path in self.drive.glob(f"{folder}/{pattern}"))

    def start(self, *paths: Path) -> "subprocess.Popen[bytes]":
        """Start the program as by a double-click on a file, from its folder."""
        words = ["wine", str(self.starter), *map(self.named, paths)]
        return self.screen.start(words, self.folder)

    def wine(self, *words: str) -> None:
        """Run a command of the program, or of Windows, and wait for it."""
        first = self.starter.with_name(words[0])
        name = str(first) if first.exists() else words[0]
        done = self.screen.start(["wine", name, *words[1:]], self.folder)
        if done.wait(PATIENCE * 2):
            raise NotSeen(f"a good end of {words}")

    def named(self, path: Path) -> str:
        """A path as Windows writes it."""
        return str(PureWindowsPath("C:/", *path.relative_to(self.drive).parts))

    def say_path(self, dialog: str, path: Path) -> None:
        """Type a path into the name field of a file dialog."""
        self.screen.press(dialog, "alt+n", "ctrl+a")
        self.screen.type(dialog, self.named(path))
        self.screen.press(dialog, "Return")
        self.screen.gone(dialog)

    def show(self, name: str) -> None:
        """Keep a picture, if pictures are wanted."""
        if self.pictures is not None:
            time.sleep(4)  # until the last of it is drawn
            self.screen.picture(self.pictures / f"{name}.png")


# Where these stand in a window of 1366 by 768 pixels: they have no key of their own.
EXAMPLE = (953, 507)
BUILD = (985, 621)
SHOW_IN_FOLDER = (1094, 666)
MET = (424, 719)


def main(starter: str, scratch: str, pictures: str = "", percent: str = "100") -> int:
    """Do it on a screen of its own; on trouble, keep a picture of it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the screen is put away then, too
    with screen(int(percent)) as on:
        kept = Path(pictures) if pictures else None
        if kept is not None:
            kept.mkdir(parents=True, exist_ok=True)
        try:
            Try(on, Path(starter), Path(scratch), kept).run()
        except (NotSeen, subprocess.TimeoutExpired) as missed:
            on.picture(Path(scratch) / "trouble.png")
            print(f"Missed: {missed}. {scratch}/trouble.png shows what was there.", file=sys.stderr)
            return 1
    print("Wine: the window does the main job, and no stranger ran.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
