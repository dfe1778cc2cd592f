"""The forecast card: would it pass today, as a bar, with its rules and the shortest way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.evaluation import Forecast, Improvement
from lssc_desktop.messages.evaluation import (
    RuleLine,
    competency_count,
    forecast_basis,
    forecast_verdict,
    rating_question,
    rounding_sentence,
    rule_lines,
    shortest_way_parts,
)
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import Space, add, row, stretch
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.tokens import CARD_PADDING, Ink, Tone
from lssc_desktop.ui.shared.forecast_bar import ForecastBar, RatingShare, parts_of


class ForecastCard(Card):
    """The forecast of one set; everything the bar shows is also in the rows below it."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=CARD_PADDING + 2, parent=parent)
        self._icons = icons
        theme = icons.theme
        self._verdict = StatusChip(icons, "hourglass", "", Tone.WARN)
        self._basis = Label(theme, "", Type.TABLE, Ink.INK2)
        self.bar = ForecastBar(icons)
        self._legend = tuple(_LegendItem(icons) for _ in range(4))
        self._total = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self._rules = tuple(_RuleRow(icons) for _ in range(3))
        self._way = Callout(icons, "", Tone.ACCENT, type_=Type.TABLE)

        self.content.setSpacing(4)
        add(
            self.content,
            row((Label(theme, rating_question(), Type.H2), 1), self._verdict),
            self._basis,
            self.bar,
            row(*self._legend, stretch, self._total, gap=16),
            Space(4),
            Divider(),
            Space(2),
            *self._rules,
            Space(4),
            self._way,
        )

    def show_forecast(
        self, program: Program, forecast: Forecast, way: tuple[Improvement, ...]
    ) -> None:
        """Show another forecast, with the shortest way to pass."""
        passes = forecast.passes
        self._verdict.set_status(
            "circle-check" if passes else "hourglass",
            forecast_verdict(forecast),
            Tone.OK if passes else Tone.WARN,
        )
        self._basis.setText(forecast_basis(forecast))
        self.bar.show_forecast(forecast)
        for item, part in zip(self._legend, parts_of(forecast), strict=True):
            item.show_part(part)
        self._legend[-1].setVisible(bool(forecast.unrated))
        self._total.setText(competency_count(forecast))
        lines = rule_lines(program.pass_rule, forecast)
        for rule, line, severe in zip(self._rules, lines, (False, False, True), strict=True):
            rule.show_rule(line, severe=severe)
        lead, rest = shortest_way_parts(way)
        more = " ".join(part for part in (rest, rounding_sentence(program, forecast)) if part)
        self._way.set_text(more, lead)
        self._way.setVisible(bool(more))


class _LegendItem(QWidget):
    """The icon and the word of one part of the bar."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icon = IconLabel(icons, "circle-check", Ink.OK, 14)
        self._word = Label(icons.theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        row(self._icon, self._word, gap=4, on=self)

    def show_part(self, part: RatingShare) -> None:
        """Show another part."""
        self._icon.set_icon(part.icon, Ink(part.tone.value))
        self._word.setText(part.word)


class _RuleRow(QWidget):
    """One part of the pass rule: what it asks, and at the far side where the set stands."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icon = IconLabel(icons, "circle-check", Ink.OK, 16)
        self._asks = Label(icons.theme, "", Type.TABLE)
        self._stands = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self._stands.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._asks.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = row((self._asks, 4), (self._stands, 3), gap=12)
        top = Qt.AlignmentFlag.AlignTop
        row((self._icon, top), (words, 1), gap=9, margins=(0, 2, 0, 2), on=self)

    def show_rule(self, line: RuleLine, *, severe: bool) -> None:
        """Show another rule; one that is `severe` stops a set however well the rest stands."""
        if line.fulfilled:
            self._icon.set_icon("circle-check", Ink.OK)
        elif line.undecided:
            self._icon.set_icon("circle-dashed", Ink.IDLE)
        elif severe:
            self._icon.set_icon("circle-x", Ink.BAD)
        else:
            self._icon.set_icon("circle-minus", Ink.WARN)
        self._asks.setText(line.asks)
        self._stands.setText(line.stands)
