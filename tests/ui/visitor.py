"""Somebody who uses the window at random, never twice the same but for the seed."""

from functools import partial
from random import Random

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest

from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.evidence.page import EvidencePage

_BETWEEN = 25  # milliseconds; faster than anybody
_WORDS = ("shelf", "patron", "catalog", "loan", "story", "reading", "desk", "question")
_SETS = ("foundations", "technology", "communication-teamwork", "collection-management")


class Visitor(QObject):
    """Does something else at every beat of a timer: goes, types, undoes, adds, checks."""

    def __init__(self, window: MainWindow, session: Session, seed: int) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._chance = Random(seed)  # noqa: S311  to be repeated
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN)
        self._timer.timeout.connect(self._act)
        self._acts = (
            *[self._type] * 12,
            *[self._go] * 6,
            *[self._decide] * 2,
            self._undo,
            self._redo,
            self._add_file,
            self._check_again,
        )
        self.done = 0
        """How often something was done."""
        self.typed = 0
        """How many words were typed."""

    @Slot()
    def start(self) -> None:
        """Begin."""
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """Do nothing any more."""
        self._timer.stop()

    @Slot()
    def _act(self) -> None:
        self._chance.choice(self._acts)()
        self.done += 1

    def _type(self) -> None:
        """Type a word into an editor that is shown, or write a heading or a list."""
        editors = [
            each
            for each in self._window.findChildren(RichEditor)
            if each.isVisible() and not each.isReadOnly()
        ]
        if not editors:
            self._window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
            return
        editor = self._chance.choice(editors)
        editor.setFocus()
        QTest.keyClicks(editor, f"{self._chance.choice(_WORDS)} ")
        self.typed += 1
        if self._chance.random() < 0.1:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        if self._chance.random() < 0.05:
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            QTest.keyClick(editor, Qt.Key.Key_L, both)

    def _go(self) -> None:
        known, number = self._chance.choice(_SETS), self._chance.randrange(1, 9)
        places: tuple[Place, ...] = (
            Overview(),
            SetPlace(known, number, tab=self._chance.choice([None, *Tab])),
            SetPlace("foundations", statement=True),
            SetPlace("access-services"),
            EvidencePlace(),
            EvidencePlace(self._chance.choice(self._session.portfolio.evidence).path),
            CoursesPlace(known),
            RenewalPlace(),
            CheckPlace(known),
            SubmissionsPlace(known),
            HelpPlace(),
        )
        self._window.go_to(self._chance.choice(places))

    def _decide(self) -> None:
        number, ready = self._chance.randrange(1, 9), self._chance.random() < 0.5
        today = self._session.today
        self._session.apply(
            partial(mark_ready, place=TextPlace("foundations", number), ready=ready, today=today)
        )

    def _undo(self) -> None:
        self._session.undo()

    def _redo(self) -> None:
        self._session.redo()

    def _add_file(self) -> None:
        source = self._session.root.with_name(f"Flyer {self.done}.txt")
        source.write_bytes(self._chance.randbytes(self._chance.randrange(1, 300_000)))
        self._window.go_to(EvidencePlace())
        (page,) = self._window.findChildren(EvidencePage)
        page.add_files((source,))

    def _check_again(self) -> None:
        self._session.refresh()
