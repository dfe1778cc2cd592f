"""Where a rule comes from: a quiet button beside what is shown."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from lssc_desktop.core.program.program import HelpSubject, Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.messages.about_program import (
    help_notes,
    rule_title,
    source_question,
)
from lssc_desktop.ui.kit.buttons import EnterPresses, ToolButton
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import row
from lssc_desktop.ui.kit.tokens import SMALLEST_TARGET, Ink, Type

_KEY = "Shift+F1"
"""The key that asks what something is in Qt's programs; several buttons of a window share it."""


class SourceButton(EnterPresses, ToolButton):
    """A button of an icon alone that says where a rule of the program comes from.

    An example: `SectionHead(theme, _("Electives"), info=SourceButton(icons, program, Rule.SETS))`.
    """

    def __init__(
        self,
        icons: Icons,
        program: Program | None = None,
        rule: Rule | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icons, "info-circle", source_question(), ink=Ink.INK2, parent=parent)
        keys = QKeySequence(_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{source_question()} ({keys})")
        self.setAccessibleDescription(keys)
        self.setProperty("first", "never")
        self.setProperty("look", "quiet")
        self._fit()
        icons.theme.changed.connect(self._fit)
        self.show_rule(program, rule)
        self.clicked.connect(self._show_source)

    def show_rule(self, program: Program | None, rule: Rule | None) -> None:
        """Say where another rule comes from; without one the button is not there."""
        self._program = program
        self._rule = rule
        if program is None or rule is None:
            self.hide()
            return
        self.setAccessibleName(f"{source_question()} {rule_title(rule)}")
        if self.parentWidget() is not None:  # else it would be a window
            self.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the key in the window that the button has come to."""
        super().showEvent(event)
        window = self.window()
        if window.findChild(_SourceKey, options=Qt.FindChildOption.FindDirectChildrenOnly) is None:
            _SourceKey(window)

    def _fit(self) -> None:
        side = self._icons.theme.measure(SMALLEST_TARGET)
        self.setFixedSize(side, side)

    def _show_source(self) -> None:
        if self._program is not None and self._rule is not None:
            from lssc_desktop.ui.shared.source_dialog import SourceDialog

            SourceDialog(self._icons, self._program, self._rule).show_for(self.window())


class _SourceKey(QShortcut):
    """The key of a window that presses the source button nearest to the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(QKeySequence(_KEY), window)
        self.activated.connect(self._press)

    def _press(self) -> None:
        window = self.parent()
        focused = QApplication.focusWidget()
        around = window if focused is None else focused
        while isinstance(around, QWidget):
            found = _shown_button(around)
            if found is not None:
                found.click()
            if found is not None or around is window:
                return
            around = around.parentWidget()


def _shown_button(widget: QWidget) -> SourceButton | None:
    """Return a widget that is a source button, or the first one that is seen in it."""
    if isinstance(widget, SourceButton):
        return widget
    return next((each for each in widget.findChildren(SourceButton) if each.isVisible()), None)


class ProgramNotes(QWidget):
    """What the program file adds to a page, in quiet words, with where it comes from."""

    def __init__(
        self, icons: Icons, program: Program, page: HelpSubject, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        notes = help_notes(program, page)
        self.words = Label(icons.theme, " ".join(notes), Type.TABLE, Ink.INK2)
        source = SourceButton(icons, program, Rule.HELP), Qt.AlignmentFlag.AlignTop
        row((self.words, 1), source, gap=4, on=self)
        if not notes:
            self.hide()
