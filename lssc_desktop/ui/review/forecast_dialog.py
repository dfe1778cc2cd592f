"""What the ratings of a review come to under the program's pass rule."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.evaluation import Forecast
from lssc_desktop.core.program import Program
from lssc_desktop.messages.evaluation import rounding_sentence, rule_lines
from lssc_desktop.messages.review import forecast_line, review_basis
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import PAGE_MARGIN, Ink
from lssc_desktop.ui.widgets.buttons import primary_button
from lssc_desktop.ui.widgets.forecast_bar import ForecastBar, parts_of
from lssc_desktop.ui.widgets.labels import IconLabel, Label

_WIDTH = 520


class ForecastDialog(QDialog):
    """A bar, its parts in words, and the three parts of the rule."""

    def __init__(
        self, program: Program, forecast: Forecast, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setWindowTitle(_("Would it pass?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.measure(_WIDTH))
        bar = ForecastBar(icons)
        bar.show_forecast(forecast)
        close = primary_button(icons, _("Close"))
        close.clicked.connect(self.accept)

        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(8)
        column.addWidget(Label(theme, forecast_line(forecast), Type.H2))
        column.addWidget(Label(theme, review_basis(forecast), Type.TABLE, Ink.INK2))
        column.addWidget(bar)
        for part in parts_of(forecast):
            row = QHBoxLayout()
            row.setSpacing(7)
            row.addWidget(IconLabel(icons, part.icon, Ink(part.tone.value), 16))
            row.addWidget(Label(theme, f"{part.word}: {part.count}", Type.TABLE), 1)
            column.addLayout(row)
        for line in rule_lines(program.pass_rule, forecast):
            row = QHBoxLayout()
            row.setSpacing(7)
            row.addWidget(
                IconLabel(
                    icons,
                    "circle-check" if line.fulfilled else "circle-minus",
                    Ink.OK if line.fulfilled else Ink.WARN,
                    16,
                )
            )
            row.addWidget(Label(theme, line.asks, Type.TABLE), 1)
            column.addLayout(row)
        rounding = rounding_sentence(program, forecast)
        if rounding:
            column.addWidget(Label(theme, rounding, Type.TABLE, Ink.INK2))
        column.addSpacing(8)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
