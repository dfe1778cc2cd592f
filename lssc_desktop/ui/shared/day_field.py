"""Fields for a day: typed as people write it, counted up and down by keys, or from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QFrame, QLineEdit, QToolButton, QWidget

from lssc_desktop.core.calendar import days_on, months_on
from lssc_desktop.formats.dates import long_day, read_day, weekday_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.buttons import signals_blocked
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.tokens import Ink

_DAY_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_MONTH_STEPS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
_ICON_SIZE = 16
_GAP = 8  # between a box and its field, so that the ring of one leaves the other free
_AROUND_DAY = 52  # beside the words of a field: its padding, and the button of the calendar
_CALENDAR_WIDTH = 350
_DAYS = 7  # of a week
_DAY_AIR = 24  # beside the name of a day, which would be cut without it
_MONTH_FIRST = (
    QLocale.Country.UnitedStates,
    QLocale.Country.PuertoRico,
    QLocale.Country.Guam,
    QLocale.Country.UnitedStatesVirginIslands,
    QLocale.Country.AmericanSamoa,
    QLocale.Country.NorthernMarianaIslands,
)
_ARROWS: dict[str, IconName] = {
    "qt_calendar_prevmonth": "chevron-left",
    "qt_calendar_nextmonth": "chevron-right",
}


class DayField(QLineEdit):
    """Shows a day in words, and reads what is typed over it.

    A text that is no day stays as it is until it is one: `is_clear` is false meanwhile, and `day`
    is still the last that was.
    """

    day_changed = Signal(object)

    def __init__(self, day: date, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._day = day
        self._clear = True
        self._by_mouse = False
        self._popup: _CalendarPopup | None = None
        self._calendar = QAction(_("Calendar"), self)
        self._calendar.triggered.connect(self.open_calendar)
        self.addAction(self._calendar, QLineEdit.ActionPosition.TrailingPosition)
        self.setToolTip(_("Enter a date. Up and Down change it, and Alt+Down opens a calendar."))
        self.textEdited.connect(self._read)
        self._apply_theme()
        icons.theme.changed.connect(self._apply_theme)
        self._write()

    def setAccessibleName(self, name: str) -> None:
        """Name it for a screen reader, and its calendar with it."""
        super().setAccessibleName(name)
        self._calendar.setText(_("Calendar: {field}").format(field=name))
        self._calendar.setToolTip(_("Calendar"))

    @property
    def day(self) -> date:
        """The day that is meant, or the last that was."""
        return self._day

    @property
    def is_clear(self) -> bool:
        """Whether what is typed is a day."""
        return self._clear

    def set_day(self, day: date) -> None:
        """Show another day."""
        changed = day != self._day
        self._day, self._clear = day, True
        self._write()
        if changed:
            self.day_changed.emit(day)

    def open_calendar(self) -> None:
        """Let the day be picked."""
        self._popup = _CalendarPopup(self._day, self._icons, self)
        self._popup.picked.connect(self.set_day)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height())))
        self._popup.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count days by Up and Down, months by Page Up and Page Down."""
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key is Qt.Key.Key_Down:
            self.open_calendar()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _DAY_STEPS and date.min < self._day < date.max:
            self.set_day(days_on(self._day, _DAY_STEPS[key]))
        elif key in _MONTH_STEPS:
            self.set_day(months_on(self._day, _MONTH_STEPS[key]))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the whole text, so that what is typed takes its place."""
        super().focusInEvent(event)
        self._by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the whole text by the click that came to the field; the next one goes into it."""
        super().mouseReleaseEvent(event)
        if self._by_mouse and not self.hasSelectedText():
            self.selectAll()
        self._by_mouse = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the day out in words, so that one sees which was read."""
        super().focusOutEvent(event)
        if self._clear:
            self._write()

    def _read(self, text: str) -> None:
        found = read_day(text, month_first=is_month_first(QLocale.system()), near=self._day)
        self._clear = found is not None
        if found is not None and found != self._day:
            self._day = found
            self.day_changed.emit(found)

    def showEvent(self, event: QShowEvent) -> None:
        """Leave the day of the week out where there is no room for it."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the day of the week out where there is no room for it, or write it again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._clear and not self.hasFocus():
            self._write()

    def _write(self) -> None:
        whole = weekday_day(self._day)
        needs = self.fontMetrics().horizontalAdvance(whole)
        room = self.width() - self._icons.theme.measure(_AROUND_DAY)
        self.setText(whole if needs <= room or not self.isVisible() else long_day(self._day))
        self.setCursorPosition(0)

    def _apply_theme(self) -> None:
        self._calendar.setIcon(self._icons.icon("calendar-event", Ink.INK2, _ICON_SIZE))


class _Calendar(QCalendarWidget):
    """A calendar whose days of the months before and after are fainter than those of its own."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:
        """Draw one day, with the line below it."""
        super().paintCell(painter, rect, day)
        if (day.month(), day.year()) == (self.monthShown(), self.yearShown()):
            return
        tokens = self._icons.theme.tokens
        painter.save()
        painter.fillRect(rect.adjusted(0, 0, 0, -1), QColor(tokens.surface))
        painter.setPen(QColor(tokens.ink3))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()


class _CalendarPopup(QFrame):
    """A month to pick a day from; Escape leaves it."""

    picked = Signal(object)

    def __init__(self, day: date, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._icons = icons
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calendar = _Calendar(icons)
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column(self._calendar, margins=1, on=self)
        self._calendar.clicked.connect(self._pick)
        self._calendar.activated.connect(self._pick)
        self._apply_theme()
        self._calendar.setFocus()

    def _apply_theme(self) -> None:
        """Give Qt's calendar the colors of the house, in which no day is red."""
        theme = self._icons.theme
        metrics, locale = self._calendar.fontMetrics(), self._calendar.locale()
        short = QLocale.FormatType.ShortFormat
        names = (locale.standaloneDayName(day, short) for day in range(1, _DAYS + 1))
        widest = max(metrics.horizontalAdvance(name) for name in names)
        width = _DAYS * (widest + theme.measure(_DAY_AIR))
        self._calendar.setMinimumWidth(max(width, theme.measure(_CALENDAR_WIDTH)))
        plain = QTextCharFormat()
        plain.setForeground(QColor(theme.tokens.ink))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(weekend, plain)
        bar = self._calendar.findChild(QWidget, "qt_calendar_navigationbar")
        if bar is not None:
            bar.setBackgroundRole(QPalette.ColorRole.Base)
        for name, icon in _ARROWS.items():
            button = self._calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(self._icons.icon(icon, Ink.INK2, _ICON_SIZE))

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


class OptionalDay(QWidget):
    """A day that may not be known yet: a box says that it is, and lets it be chosen."""

    day_changed = Signal(object)
    """The day, or None."""
    changed = Signal()
    """The day, or what is typed and may be no day yet."""

    def __init__(
        self, icons: Icons, name: str, usual: date, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.field = DayField(usual, icons)
        self.set_name(name)
        column(self.box, self.field, gap=icons.theme.measure(_GAP), on=self)
        self.box.toggled.connect(self._show)
        self.field.day_changed.connect(self._emit_day)
        self.box.toggled.connect(self.changed)
        self.field.textChanged.connect(self.changed)
        self._show()

    def set_name(self, name: str) -> None:
        """Ask for another day."""
        self.box.setText(name)
        self.field.setAccessibleName(name.replace("&", ""))

    @property
    def day(self) -> date | None:
        """The day, None while the box is not ticked."""
        return self.field.day if self.box.isChecked() else None

    @property
    def is_clear(self) -> bool:
        """Whether no day is entered, or what is typed is a day."""
        return not self.box.isChecked() or self.field.is_clear

    def set_day(self, day: date | None) -> None:
        """Show a day, or that there is none; no signal is emitted."""
        with signals_blocked(self, self.box, self.field):
            self.box.setChecked(day is not None)
            if day is not None:
                self.field.set_day(day)
        self.field.setVisible(day is not None)

    def _show(self) -> None:
        self.field.setVisible(self.box.isChecked())
        self._emit_day()

    def _emit_day(self) -> None:
        self.day_changed.emit(self.day)


def is_month_first(locale: QLocale) -> bool:
    """Whether people write the month before the day; so they do where no country is known.

    In the United States they do in every language.
    """
    if locale.language() is QLocale.Language.C or locale.territory() in _MONTH_FIRST:
        return True
    written = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return written.find("M") < written.find("d")


def unclear_day(form: QWidget) -> DayField | None:
    """Return the first field of a form whose text is no day, None where every day is clear."""
    fields = form.findChildren(DayField)
    return next((each for each in fields if each.isVisibleTo(form) and not each.is_clear), None)
