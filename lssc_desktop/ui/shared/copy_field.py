"""The parts of a web form that is filled in by hand: steps to tick, and values to copy."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from lssc_desktop.core.program.web_form import FilledField
from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.buttons import EnterPresses, plain_button
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, ValueLine
from lssc_desktop.ui.kit.layout import Space, column, row
from lssc_desktop.ui.kit.tokens import Ink, Type

_MOST_NAME_WIDTH = 180  # a longer name wraps
_NAME_GAP = 10

_STEP_SIDE = 24
_STEP_ICON = 14


class CopyField(QFrame):
    """A value that belongs into a field of a web form: name, value, and a button that copies it.

    Once copied it says so, and can be copied again. What only the user can say can be typed into
    the value.
    """

    copied = Signal()

    def __init__(self, icons: Icons, field: FilledField, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "value")
        self._icons = icons
        self.field = field
        self._names: tuple[str, ...] = (field.label,)
        self._name = Label(icons.theme, field.label, Type.TABLE, Ink.INK2)
        self.value = ValueLine(field.value)
        self.value.setAccessibleName(field.label)
        self.value.setAccessibleDescription(field.hint)
        self.value.setPlaceholderText(field.hint)
        self.value.setReadOnly(bool(field.value))
        self.value.setProperty("look", "bare")
        self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._check = IconLabel(icons, "check", Ink.OK, 14)
        self.button = plain_button(icons, _("Copy"), "copy", small=True)

        row(
            self._name,
            Space(_NAME_GAP - 6),
            (self.value, 1),
            self._check,
            self.button,
            gap=6,
            margins=(10, 3, 4, 3),
            on=self,
        )
        self.button.clicked.connect(self._copy)
        self.value.textChanged.connect(self._update_button)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self._update_button()
        self.show_copied(copied=False)

    def align_labels(self, names: Iterable[str]) -> None:
        """Make room for the widest of these names, so that all values begin on one line."""
        self._names = tuple(dict.fromkeys(names))  # a long form repeats a few
        self._apply_theme()

    def show_copied(self, *, copied: bool) -> None:
        """Say whether it was copied."""
        self._check.setVisible(copied)
        self.button.setText(_("Copied") if copied else _("Copy"))
        act = _("Copied, copy again") if copied else _("Copy")
        self.button.setAccessibleName(_("{act}: {field}").format(act=act, field=self.field.label))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.value.text())
        self.show_copied(copied=True)
        self.copied.emit()

    def _update_button(self) -> None:
        self.button.setEnabled(bool(self.value.text()))

    def _apply_theme(self) -> None:
        theme = self._icons.theme
        metrics = QFontMetrics(theme.font(Type.TABLE))
        widest = max(metrics.horizontalAdvance(name) for name in self._names)
        # One pixel more: a label that is as wide as its words may wrap them.
        self._name.setFixedWidth(min(widest + 1, theme.measure(_MOST_NAME_WIDTH)))
        self.value.setFont(theme.font(Type.TABLE))


# Steps ------------------------------------------------------------------------------------------


class FormStepBox(QWidget):
    """A step of a form: its mark, its title, a note, and `content` below them."""

    def __init__(self, icons: Icons, number: int, title: str, note: str = "") -> None:
        super().__init__()
        self.mark = StepMark(icons, number, title)
        self._title = Label(icons.theme, title, Type.BODY_STRONG)
        self._note = Label(icons.theme, note, Type.TABLE, Ink.INK2)
        self.content = column(self._title, self._note, gap=4)
        top = Qt.AlignmentFlag.AlignTop
        row((self.mark, top), (self.content, 1), gap=9, on=self)
        self._note.setVisible(bool(note))

    def set_words(self, title: str, note: str) -> None:
        """Give the step another title and note."""
        self._title.setText(title)
        self.mark.set_title(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))


class StepMark(EnterPresses, QAbstractButton):
    """A round box to tick; the number gives way to a check mark."""

    def __init__(
        self, icons: Icons, number: int, title: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._number = number
        self._title = title
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_ring_radius(self, _STEP_SIDE // 2)
        self.toggled.connect(self._show_state)
        icons.theme.changed.connect(self._apply_theme)
        self._show_state()

    def set_title(self, title: str) -> None:
        """Give the step another title."""
        self._title = title
        self._show_state()

    def sizeHint(self) -> QSize:
        """Return the circle at the current text size."""
        side = self._icons.theme.measure(_STEP_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle, and in it the number or a check mark."""
        theme = self._icons.theme
        tokens = theme.tokens
        done = self.isChecked()
        color = QColor(tokens.ok.fg if done else tokens.accent)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(color if done else QColor(tokens.surface))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        if done:
            corner = (self.width() - theme.measure(_STEP_ICON)) // 2
            picture = self._icons.pixmap("check", tokens.surface, _STEP_ICON)
            painter.drawPixmap(QPoint(corner, corner), picture)
        else:
            painter.setFont(theme.font(Type.TABLE_STRONG))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()

    def _show_state(self) -> None:
        name = (
            _("Step {number}, done: {title}") if self.isChecked() else _("Step {number}: {title}")
        )
        self.setAccessibleName(name.format(number=self._number, title=self._title))
        self.setToolTip(_("Mark as not done") if self.isChecked() else _("Mark as done"))

    def _apply_theme(self) -> None:
        self.updateGeometry()
        self.update()
