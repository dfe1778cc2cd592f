"""The forecast of a set, and what stands in its place until most of the set is written."""

from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.check.readiness import ReviewedForecast
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.review.evaluation import Forecast, Improvement
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evaluation import (
    RuleLine,
    forecast_basis,
    forecast_verdict,
    rounding_sentence,
    rule_lines,
    shortest_way_parts,
)
from lssc_desktop.messages.review import reviewed_line
from lssc_desktop.ui.kit.bars import ProgressLine
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import Space, add, row
from lssc_desktop.ui.kit.pages import Divider, flow
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import CARD_PADDING, Ink, Tone, Type
from lssc_desktop.ui.shared.forecast_bar import ForecastBar, RatingShare, parts_of
from lssc_desktop.ui.shared.rule_source import SourceButton


class ForecastCard(Card):
    """The forecast of one set; everything the bar shows is also in the rows below it."""

    def __init__(self, icons: Icons, program: Program, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=CARD_PADDING + 2, parent=parent)
        self._icons = icons
        theme = icons.theme
        self._verdict = StatusChip(icons, "hourglass", "", Tone.WARN)
        self._basis = Label(theme, "", Type.TABLE, Ink.INK2)
        self._reviewed = Label(theme, "", Type.TABLE, Ink.INK2)
        self.bar = ForecastBar(icons)
        self._legend = tuple(_LegendItem(icons) for _ in range(4))
        self._total = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self._rules = tuple(_RuleRow(icons) for _ in range(3))
        self._way = Callout(icons, "", Tone.ACCENT, type_=Type.TABLE)

        source = SourceButton(icons, program, Rule.PASSING)
        self.content.setSpacing(4)
        add(
            self.content,
            row(
                (Label(theme, _("Would it pass today?"), Type.H2), 1), source, self._verdict, gap=4
            ),
            self._basis,
            self.bar,
            flow(*self._legend, self._total, gap=16),
            Space(4),
            Divider(),
            Space(2),
            *self._rules,
            Space(4),
            self._way,
            self._reviewed,
        )

    def show_forecast(
        self,
        program: Program,
        forecast: Forecast,
        way: tuple[Improvement, ...],
        reviewed: ReviewedForecast | None = None,
    ) -> None:
        """Show another forecast, the shortest way to pass, and what a reviewer's ratings say."""
        self._reviewed.setText("" if reviewed is None else reviewed_line(reviewed))
        self._reviewed.setVisible(reviewed is not None)
        passes = forecast.passes
        good = Tone.OK if program.takes(Route.PORTFOLIO) else Tone.IDLE
        self._verdict.set_status(
            "circle-check" if passes else "hourglass",
            forecast_verdict(forecast),
            good if passes else Tone.WARN,
        )
        self._basis.setText(forecast_basis(program, forecast))
        self.bar.show_forecast(forecast)
        parts = parts_of(forecast)
        for item, part in zip_longest(self._legend, parts):
            item.setVisible(part is not None and (part is not parts[-1] or bool(forecast.unrated)))
            if part is not None:
                item.show_part(part)
        self._total.setText(
            ngettext("{count} {competency}", "{count} {competencies}", forecast.total).format(
                count=forecast.total
            )
        )
        lines = rule_lines(program.pass_rule, forecast)
        for at, rule in enumerate(self._rules):
            rule.setVisible(at < len(lines))
            if at < len(lines):
                rule.show_rule(lines[at], severe=at == len(lines) - 1)
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


class WrittenCard(Card):
    """How much of a set is written, as long as a forecast would say nothing of it."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=CARD_PADDING + 2, parent=parent)
        self._count = Label(theme, "", Type.H2)
        self._bar = ProgressLine(theme, _("Written"))
        self._when = Label(theme, "", Type.TABLE, Ink.INK2)
        self.content.setSpacing(8)
        add(self.content, self._count, self._bar, self._when)

    def show_written(self, written: int, forecast: Forecast) -> None:
        """Show how many are written, and from how many on there is a forecast."""
        total, needed = forecast.total, forecast.needed
        self._count.setText(_("{done} of {total} written").format(done=written, total=total))
        self._bar.set_progress(written, total)
        said = _(
            "When you’ve written at least {needed} of {total}, we show here whether it would pass "
            "by your own ratings."
        )
        self._when.setText(said.format(needed=needed, total=total))
