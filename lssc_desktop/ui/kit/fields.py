"""Form fields: named and filtering lines, choices, numbers, and text that settles after a pause."""

from collections.abc import Callable
from decimal import Decimal
from math import ceil

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QShowEvent,
    QTextDocument,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.mirroring import leading_edge
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Type

_NAME_GAP = 6  # the ring of a field leaves the underlined letter of its name free

_CHOICE_BAR = 3

_UNDO_PAUSE = 1000  # milliseconds without typing that end a step
_STEP_WORDS = 10
_STEP_LETTERS = 100  # deleted one by one, or written in very long words
_PARAGRAPH = "\u2029"  # ends one, in Qt's documents
_SENTENCE_ENDS = frozenset(".!?…:;")
_CLOSING = frozenset("\"'”’)]»")  # may stand between the end of a sentence and the next one

_SETTLING_PAUSE = 500  # milliseconds
_MOST_LINES = 8
_LAST_LINE = 2  # pixels by which Qt wants more, or it lets the lines scroll
_TEXT_FRAME = 20  # above and below the lines


class NamedField(QWidget):
    """A control under its name, with a note after it; the name takes the keyboard to it."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        field: QWidget,
        note: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._field = field
        self.name = Label(theme, "", Type.TABLE_STRONG)
        self.name.setBuddy(field)
        self.note = Label(theme, "", Type.TABLE, Ink.INK2)

        self._column = column(self.name, self.note, field, gap=_NAME_GAP, on=self)
        self.set_words(name, note)  # the note is in its place by now: elsewhere it is a window

    def set_words(self, name: str, note: str) -> None:
        """Give the control another name, and another note."""
        self.name.setText(name)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._field.setAccessibleName(name.replace("&", ""))
        self._field.setAccessibleDescription(note)


class JudgedField(NamedField):
    """A line under its name; what `judge` says of its text stands below it, "" for nothing.

    That is asked when the keyboard leaves the line: nobody is told of what is half typed.
    """

    def __init__(
        self, theme: Theme, name: str, line: QLineEdit, judge: Callable[[str], str], note: str = ""
    ) -> None:
        super().__init__(theme, name, line, note)
        self._line, self._judge = line, judge
        self.verdict = Label(theme, "", Type.TABLE, Ink.WARN)
        self.verdict.hide()
        self._column.addWidget(self.verdict)
        line.editingFinished.connect(self._show_verdict)
        line.textChanged.connect(self._forgive)

    def _show_verdict(self) -> None:
        said = self._judge(self._line.text())
        self.verdict.setText(said)
        self.verdict.setVisible(bool(said))
        self._line.setAccessibleDescription(said or self.note.text())

    def _forgive(self) -> None:
        """Take back what was said as soon as it is not so anymore."""
        if self.verdict.text() and not self._judge(self._line.text()):
            self._show_verdict()


class SearchField(QLineEdit):
    """A field that filters what is below, with a magnifying glass and a cross that empties it."""

    def __init__(
        self,
        icons: Icons,
        name: str,
        shortcut: QKeySequence | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        if shortcut is not None:
            keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
            self.setToolTip(f"{name} ({keys})")
            self.setAccessibleDescription(keys)
            focus = QAction(name, self)
            focus.setShortcut(shortcut)
            focus.triggered.connect(self._focus)
            self.addAction(focus)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.clear_action = QAction(_("Clear"), self)
        self.clear_action.triggered.connect(self.clear)
        self.textChanged.connect(self._offer_clear)
        self.addAction(self.clear_action, QLineEdit.ActionPosition.TrailingPosition)
        self._offer_clear()
        self._apply_theme()
        icons.theme.changed.connect(self._apply_theme)

    def _focus(self) -> None:
        self.setFocus()
        self.selectAll()

    def _offer_clear(self) -> None:
        self.clear_action.setVisible(bool(self.text()))

    def _apply_theme(self) -> None:
        self._glass.setIcon(self._icons.icon("search", Ink.INK2, 16))
        self.clear_action.setIcon(self._icons.icon("x", Ink.INK2, 16))


# Choices and numbers ----------------------------------------------------------------------------


class ChoiceDelegate(QStyledItemDelegate):
    """Draws an entry of a list that opens; the chosen one has a bar, and its icon the right color.

    Qt's own tells it by a ground alone, which in the light theme is hardly seen.
    """

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the entry, and over it the bar."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            bar = leading_edge(painter, option.rect, _CHOICE_BAR)
            painter.fillRect(bar, QApplication.palette().highlight())


class ChoiceField(QComboBox):
    """A choice in a form that scrolls: the wheel moves the form, never what was answered.

    Qt would go to the next choice, seen or not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label: QLabel | None = None
        self.setItemDelegate(ChoiceDelegate(self))

    def setAccessibleName(self, name: str) -> None:
        """Name it for a screen reader, where no label beside it does."""
        super().setAccessibleName(name)
        if self._label is not None:
            self._label.setText(name)

    def showEvent(self, event: QShowEvent) -> None:
        """Have a label: Qt on Linux tells what is chosen as the name, and the name by a label."""
        super().showEvent(event)
        parent = self.parentWidget()
        if self._label is not None or parent is None or not self.accessibleName():
            return
        beside = parent.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if not any(each.buddy() is self for each in beside):
            self._label = QLabel(self.accessibleName(), parent)
            self._label.hide()
            self._label.setBuddy(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll."""
        event.ignore()


class NumberField(QDoubleSpinBox):
    """A number to type: exactly what is shown, with a comma or a point before its decimals.

    "2.5" and "2,5" are the same; Qt would drop the comma, and make it 25.
    """

    def __init__(self, decimals: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        locale = self.locale()
        locale.setNumberOptions(QLocale.NumberOption.RejectGroupSeparator)
        self.setLocale(locale)

    @property
    def number(self) -> Decimal:
        """The number exactly as it is shown."""
        shown = Decimal(f"{self.value():.{self.decimals()}f}").normalize()
        return Decimal(f"{shown:f}")  # 30, not 3E+1

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Judge a text with either mark before the decimals."""
        return super().validate(self._with_own_point(text), at)

    def valueFromText(self, text: str) -> float:
        """Read a text with either mark before the decimals."""
        return super().valueFromText(self._with_own_point(text))

    def textFromValue(self, value: float) -> str:
        """Write a number without needless digits: "2", "0.5"."""
        text, point = super().textFromValue(value), self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll, and never change what was typed."""
        event.ignore()

    def _with_own_point(self, text: str) -> str:
        point = self.locale().decimalPoint()
        return text.replace("," if point == "." else ".", point)


# Steps of undo ----------------------------------------------------------------------------------


class UndoSteps(QObject):
    """Ends a step of a document's undo where the user would: a sentence, some words, or a pause.

    Qt adds each letter to the step before it as long as the document counts as modified; a
    paragraph that was typed without a stop would go with one press of Ctrl+Z. Nothing else here
    asks whether a document is modified.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._words = self._letters = 0
        self._pause = single_shot(self, _UNDO_PAUSE, self.end)
        document.contentsChange.connect(self._note)

    def end(self) -> None:
        """Let what comes next be another step."""
        self._words = self._letters = 0
        self._document.setModified(False)

    def _note(self, position: int, removed: int, added: int) -> None:
        if removed == added:  # other looks, if anything
            return
        self._pause.start()
        self._letters += max(removed, added)
        last = self._document.characterAt(position + added - 1) if added else ""
        is_typed = removed + added == 1
        if last == _PARAGRAPH:
            is_over = True
        elif last.isspace():
            self._words += 1
            is_over = self._words >= _STEP_WORDS or self._is_end(position + added - 2)
        else:
            is_over = self._letters >= _STEP_LETTERS
        if is_over or not is_typed:
            self.end()

    def _is_end(self, position: int) -> bool:
        """Whether a sentence ends with the character at a position."""
        while position >= 0 and self._document.characterAt(position) in _CLOSING:
            position -= 1
        return position >= 0 and self._document.characterAt(position) in _SENTENCE_ENDS


# Debounced text ---------------------------------------------------------------------------------


class DebouncedLineEdit(QLineEdit):
    """One line of text; `settled` comes after a pause, with Enter, and when the keyboard leaves."""

    settled = Signal(str)

    def __init__(self, name: str, hint: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._pause = single_shot(self, _SETTLING_PAUSE, self.settle)
        self.textEdited.connect(self._pause.start)
        self.editingFinished.connect(self.settle)

    def show_text(self, text: str) -> None:
        """Show what is known, unless the user is in the middle of writing."""
        self._known = text
        if self.text() != text and not self._pause.isActive():
            self.setText(text)

    def forget(self) -> None:
        """Let what was written go; the field is about something else from now on."""
        self._pause.stop()
        self._known = ""
        self.clear()

    def settle(self) -> None:
        """Hand over what was written, if it is news."""
        self._pause.stop()
        if self.text() != self._known:
            self._known = self.text()
            self.settled.emit(self._known)


class TextBox(QPlainTextEdit):
    """Plain text in a field of so many lines; Tab leaves it."""

    def __init__(
        self,
        theme: Theme,
        lines: int,
        name: str = "",
        hint: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def _apply_theme(self) -> None:
        self.setFont(self._theme.font(Type.BODY))
        frame = self._theme.measure(_TEXT_FRAME)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + frame)


class DebouncedTextEdit(QPlainTextEdit):
    """Several lines of text, as high as they need; Tab leaves.

    `settled` comes after a pause and when the keyboard leaves.
    """

    settled = Signal(str)
    height_needed = Signal(int)
    """By the text of this field, in pixels."""

    def __init__(
        self, theme: Theme, name: str, *, lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._known = ""
        self._needed = 0
        self._beside = 0
        self._is_fitting = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        UndoSteps(self.document())
        self._pause = single_shot(self, _SETTLING_PAUSE, self.settle)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._note)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def stand_beside(self, other: "DebouncedTextEdit") -> None:
        """Keep this field and another one at one height."""
        self.height_needed.connect(other.be_as_high)
        other.height_needed.connect(self.be_as_high)

    def be_as_high(self, height: int) -> None:
        """Be as high as the field beside it, or higher where the own text needs that."""
        self._beside = height
        self.setFixedHeight(max(self._needed, self._beside))

    def show_text(self, text: str) -> None:
        """Show what is known, unless the user is in the middle of writing."""
        self._known = text
        if self.toPlainText() != text and not self._pause.isActive():
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over what was written when the keyboard leaves."""
        super().focusOutEvent(event)
        self.settle()

    def settle(self) -> None:
        """Hand over what was written, if it is news."""
        self._pause.stop()
        if self.toPlainText() != self._known:
            self._known = self.toPlainText()
            self.settled.emit(self._known)

    def _note(self) -> None:
        if self.toPlainText() != self._known:
            self._pause.start()

    def _apply_theme(self) -> None:
        self.setFont(self._theme.font(Type.BODY))
        self._fit()

    def _fit(self) -> None:
        if self._is_fitting:  # the new height lays the lines out again, halfway through
            return
        line = ceil(QFontMetricsF(self.font()).lineSpacing())
        rows = min(max(round(self.document().size().height()), self._lines), _MOST_LINES)
        self.ensurePolished()  # its frame comes with its style
        around = self.contentsMargins()
        frame = around.top() + around.bottom()
        margins = 2 * round(self.document().documentMargin())
        self._needed = rows * line + frame + margins + _LAST_LINE
        self._is_fitting = True
        self.setFixedHeight(max(self._needed, self._beside))
        self._is_fitting = False
        self.height_needed.emit(self._needed)
