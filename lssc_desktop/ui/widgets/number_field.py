"""A number to type: exactly what is shown, with a comma or a point before its decimals."""

from decimal import Decimal

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget


class NumberField(QDoubleSpinBox):
    """Takes "2.5" and "2,5" for the same: Qt would drop the comma, and make it 25."""

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
        return super().validate(self._own(text), at)

    def valueFromText(self, text: str) -> float:
        """Read a text with either mark before the decimals."""
        return super().valueFromText(self._own(text))

    def textFromValue(self, value: float) -> str:
        """Write a number without needless digits: "2", "0.5"."""
        text, point = super().textFromValue(value), self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll, and never change what was typed."""
        event.ignore()

    def _own(self, text: str) -> str:
        point = self.locale().decimalPoint()
        return text.replace("," if point == "." else ".", point)
