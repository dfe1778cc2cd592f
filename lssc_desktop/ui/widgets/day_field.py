"""A day to choose: typed, counted up and down by keys, or picked in a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDateEdit, QVBoxLayout, QWidget

from lssc_desktop.ui.theme import Theme


class DayField(QDateEdit):
    """A day that is always there; Left and Right go to its parts, Tab leaves it at once."""

    day_changed = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.LongFormat))
        self.set_day(day)
        self.dateChanged.connect(self._tell)

    @property
    def day(self) -> date:
        """The day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the field, which Qt would do only after its last part."""
        return QWidget.focusNextPrevChild(self, forward)

    @Slot()
    def _tell(self) -> None:
        self.day_changed.emit(self.day)


class OptionalDay(QWidget):
    """A day that may not be known yet: a box says that it is, and lets it be chosen."""

    day_changed = Signal(object)
    """The day, or None."""

    def __init__(
        self, theme: Theme, name: str, usual: date, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = QCheckBox(name)
        self.field = DayField(usual)
        self.field.setAccessibleName(name.replace("&", ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.measure(4))
        column.addWidget(self.box)
        column.addWidget(self.field)
        self.box.toggled.connect(self._show)
        self.field.day_changed.connect(self._tell)
        self._show()

    @property
    def day(self) -> date | None:
        """The day, None while the box is not ticked."""
        return self.field.day if self.box.isChecked() else None

    def set_day(self, day: date | None) -> None:
        """Show a day, or that there is none; nothing is told of it."""
        for part in (self, self.box, self.field):
            part.blockSignals(True)
        self.box.setChecked(day is not None)
        if day is not None:
            self.field.set_day(day)
        for part in (self, self.box, self.field):
            part.blockSignals(False)
        self.field.setVisible(day is not None)

    @Slot()
    def _show(self) -> None:
        self.field.setVisible(self.box.isChecked())
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.day_changed.emit(self.day)
