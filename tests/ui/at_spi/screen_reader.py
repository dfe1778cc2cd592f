"""What a screen reader does, for journeys that nobody sees: a client of AT-SPI.

Runs with the Python of the system, which has `gi`, on a message bus and a screen of its own. It
starts the program, finds things by what they are and are called, does their accessible actions,
presses keys, and writes down what it did and what the program had it say.
"""

import re
import subprocess
import time
from calendar import month_name
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402  `gi` wants the version before

_PATIENCE = 60  # seconds
_BEAT = 0.05
_SETTLED = 0.4  # seconds without an event
_MONTHS = "|".join(month_name[1:])
_CHANGING = (
    (r"\d{4}-\d\d-\d\d", "DAY"),
    (r"[\d.,]+ [KMG]B", "SIZE"),
    (r"-[0-9a-f]{6}-", "-ID-"),
    (rf"({_MONTHS}) \d+(, \d{{4}})?", "DAY"),
)
"""What is another one in each run."""

_KEYS = {"Ctrl": "ctrl", "Alt": "alt", "Shift": "shift", "PgDn": "Next", "PgUp": "Prior"}
"""Names of Help in the words of X."""

_EVENTS = (
    "object:announcement",
    "object:state-changed:focused",
    "object:active-descendant-changed",
    "object:children-changed",
    "object:property-change:accessible-name",
    "window:activate",
)

_PARTS = ("list item", "page tab", "table cell", "filler")
"""What Qt takes for focused in what has the keyboard, and in what had it."""

type Found = Any
"""A thing on the bus: `gi` has no types."""


class NotThere(Exception):
    """Something was looked for in vain."""


class ScreenReader:
    """Works one program by accessible actions and keys, and keeps a record of it."""

    def __init__(self, command: Sequence[str], root: Path) -> None:
        """`root` is the folder of the journey, whose place is another one in each run."""
        self.record: list[str] = []
        self._root = str(root)
        self._unsaid: list[str] = []
        self._last_event = time.monotonic()
        _switch_on()
        self._listener = Atspi.EventListener.new(self._take)
        for event in _EVENTS:
            self._listener.register(event)
        self._program = subprocess.Popen(list(command))
        self.app = self.until(self._application, "the program on the bus")

    # Waiting ------------------------------------------------------------------------------------

    def until[Answer](self, look: Callable[[], Answer | None], what: str) -> Answer:
        """Wait until there is something to return."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            self._turn()
            try:
                answer = look()
            except GLib.Error:  # it went away while we looked
                answer = None
            if answer:
                return answer
            time.sleep(_BEAT)
        raise NotThere(what)

    def settle(self) -> None:
        """Wait until nothing happens anymore."""
        self._last_event = time.monotonic()
        self.until(lambda: time.monotonic() - self._last_event > _SETTLED, "rest")

    def _turn(self) -> None:
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass

    def _take(self, event: Any) -> None:
        self._last_event = time.monotonic()
        if event.type.startswith("object:announcement"):
            self._unsaid.append(str(event.any_data))

    # Finding ------------------------------------------------------------------------------------

    def _application(self) -> Found | None:
        desktop = Atspi.get_desktop(0)
        for each in _children(desktop):
            if each.get_process_id() == self._program.pid and each.get_child_count():
                return each
        return None

    def shown(self, within: Found | None = None) -> Iterator[Found]:
        """Yield everything that is shown, in the order in which it is read."""
        for each in _children(self.app if within is None else within):
            states = each.get_state_set()
            if states.contains(Atspi.StateType.VISIBLE):
                yield each
                yield from self.shown(each)

    def find(self, role: str, name: str, within: Found | None = None) -> Found:
        """Return the first thing of a role whose name begins so, once it is there."""

        def look() -> Found | None:
            for each in self.shown(within):
                if each.get_role_name() == role and said(each).startswith(name):
                    return each
            return None

        return self.until(look, f"{role} {name!r}")

    def window(self, title: str) -> Found:
        """Return the window or dialog with a title, once it is active."""

        def look() -> Found | None:
            for each in _children(self.app):
                if title in each.get_name() and each.get_state_set().contains(
                    Atspi.StateType.ACTIVE
                ):
                    return each
            return None

        return self.until(look, f"window {title!r}")

    def focused(self) -> Found:
        """Return what has the keyboard."""

        def look() -> Found | None:
            for each in self.shown():
                states = each.get_state_set()
                is_part = each.get_role_name() in _PARTS
                if states.contains(Atspi.StateType.FOCUSED) and not is_part:
                    return each
            return None

        return self.until(look, "what has the keyboard")

    # Doing --------------------------------------------------------------------------------------

    def do(self, found: Found, action: str = "Press") -> None:
        """Do one of the actions that a thing offers."""
        names = [found.get_action_name(each) for each in range(found.get_n_actions())]
        self._write(f"{action.lower()} {kind(found)}")
        if action not in names:
            raise NotThere(f"{action} of {kind(found)}, which offers {names}")
        found.do_action(names.index(action))
        self.settle()

    def press(self, role: str, name: str, within: Found | None = None) -> None:
        """Press something that has a role and a name."""
        self.do(self.find(role, name, within))

    def toggle(self, role: str, name: str, within: Found | None = None) -> None:
        """Switch or select something that has a role and a name."""
        self.do(self.find(role, name, within), "Toggle")

    def focus(self, found: Found) -> None:
        """Give something the keyboard, by its action."""
        self.do(found, "Set Focus")

    def keys(self, keys: str) -> None:
        """Press keys together, as `Ctrl+S`."""
        self._write(f"keys {keys}")
        _xdotool("key", "+".join(_KEYS.get(each, each) for each in keys.split("+")))
        self.settle()

    def type(self, text: str) -> None:
        """Type letters to whatever has the keyboard."""
        self._write(f"type {text}")
        _xdotool("type", "--delay", "12", text)
        self.settle()

    # Hearing ------------------------------------------------------------------------------------

    def hear(self, words: str) -> str:
        """Wait until something with these words is announced, and write down all that was."""

        def look() -> str | None:
            return next((each for each in self._unsaid if words in each), None)

        try:
            heard = self.until(look, f"an announcement of {words!r}")
        except NotThere as lost:
            raise NotThere(f"{lost}; announced were {self._unsaid}") from None
        until = self._unsaid.index(heard) + 1
        for each in self._unsaid[:until]:
            self._write(f"    “{each}”")
        del self._unsaid[:until]
        return heard

    def read(self, found: Found) -> None:
        """Write down what something is."""
        self._write(f"    {kind(found)}")

    def head(self, words: str) -> None:
        """Write a head into the record."""
        self._write(f"{words}:")

    def write_record(self, file: Path) -> None:
        """Write down what was done and heard."""
        file.write_text("\n".join((*self.record, "")), encoding="utf-8")

    def _write(self, line: str) -> None:
        line = line.replace(self._root, "FOLDER")
        for pattern, word in _CHANGING:
            line = re.sub(pattern, word, line)
        self.record.append(line)

    def end(self) -> None:
        """End the program, which may want to ask about what is not saved."""
        self._program.kill()
        self._program.wait()


def said(found: Found) -> str:
    """Return what a thing is called: by its label, or by its name."""
    for relation in found.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return str(relation.get_target(0).get_name())
    return str(found.get_name())


def kind(found: Found) -> str:
    """Return in words what a thing is, and what it says of itself."""
    return f"{found.get_role_name()} “{said(found)}”"


def _children(found: Found) -> Iterator[Found]:
    for number in range(found.get_child_count()):
        child = found.get_child_at_index(number)
        if child is not None:
            yield child


def _switch_on() -> None:
    """Say on the bus that there is assistive technology, as a screen reader does."""
    value = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.call_sync(
        *("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set"),
        *(value, None, Gio.DBusCallFlags.NONE, -1, None),
    )
    Atspi.init()


def _xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True)


# Journeys ---------------------------------------------------------------------------------------

type Part = Callable[[ScreenReader, Path], None]


def travel(seed: Sequence[Part], rest: Sequence[Part], arguments: Sequence[str]) -> None:
    """Do the parts of a journey, and write their record into its folder.

    `arguments` are that folder, SEED or WHOLE, and the program with its own.
    """
    folder, how_far, *program = arguments
    root = Path(folder)
    reader = ScreenReader(program, root)
    try:
        for part in seed if how_far == "SEED" else (*seed, *rest):
            part(reader, root)
    finally:
        reader.write_record(root / "record.txt")
        reader.end()
