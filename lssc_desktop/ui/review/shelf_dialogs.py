"""Dialogs of a shelf: its statistics, and what was kept long enough."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QWidget,
)

from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.submission.retention import ExpiredPackage
from lssc_desktop.core.submission.shelf_statistics import SetStatistics
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.office import cell_text
from lssc_desktop.messages.retention import expired_line, letters_stay, retention_head
from lssc_desktop.messages.shelf import (
    outcome_word,
    statistics_head,
    statistics_line,
    statistics_row,
)
from lssc_desktop.package.shelf import NotListed
from lssc_desktop.ui.kit.buttons import StatusChip, plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, stretch
from lssc_desktop.ui.kit.mirroring import draw_words, mirror
from lssc_desktop.ui.kit.pages import FlowLayout
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type

# Statistics -------------------------------------------------------------------------------------

_STATISTICS_SIZE = (1180, 520)
_BAR, _BAR_GAP = 20, 8  # pixels
_MOST_BARS = 8
_TITLE_SHARE = 0.34  # of the width, for the titles of the sets

_SHARES: tuple[tuple[Outcome | None, Tone, IconName], ...] = (
    (None, Tone.INFO, "clock"),
    (Outcome.ACHIEVED, Tone.OK, "award"),
    (Outcome.REVISION_ASKED, Tone.WARN, "edit"),
    (Outcome.NOT_ACHIEVED, Tone.BAD, "circle-x"),
)
"""The parts of a bar: what waits, and the three decisions."""


class SetBars(QWidget):
    """A chart with a bar for each set: what waits and what was decided, as long as its number."""

    def __init__(self, found: Sequence[SetStatistics], icons: Icons) -> None:
        super().__init__()
        self._theme = icons.theme
        self._found = sorted(found, key=lambda each: -each.handed_in)[:_MOST_BARS]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Handed in, by {set}"))
        speak_as(self, Speech.GRAPHIC)
        self.setAccessibleDescription("; ".join(map(statistics_line, self._found)))
        self._theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return room for every bar at the current text size."""
        height = self._theme.measure(_BAR + _BAR_GAP) * len(self._found)
        return QSize(self._theme.measure(320), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the titles and the parts of the bars with their numbers."""
        tokens, measure = self._theme.tokens, self._theme.measure
        painter = QPainter(self)
        mirror(painter, self.rect())
        painter.setFont(self._theme.font(Type.TABLE))
        metrics = QFontMetrics(painter.font())
        left = int(self.width() * _TITLE_SHARE)
        most = max((each.handed_in for each in self._found), default=1)
        for place, each in enumerate(self._found):
            top = place * measure(_BAR + _BAR_GAP)
            room = QRectF(0, top, left - measure(12), measure(_BAR))
            title = one_line(each.set_title)
            words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.setPen(QColor(tokens.ink))
            draw_words(painter, room, int(Qt.AlignmentFlag.AlignVCenter), words)
            start = float(left)
            for outcome, tone, _icon in _SHARES:
                count = _share(each, outcome)
                width = (self.width() - left) * count / most
                box = QRectF(start, top, max(width - 1, 0), measure(_BAR))
                colors = tokens.tone(tone)
                painter.fillRect(box, QColor(colors.bg))
                painter.setPen(QColor(colors.fg))
                if count:
                    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
                    draw_words(painter, box, int(Qt.AlignmentFlag.AlignCenter), str(count))
                start += width
        painter.end()


def _share(found: SetStatistics, outcome: Outcome | None) -> int:
    return found.waiting if outcome is None else found.outcomes[outcome]


class StatisticsDialog(Dialog):
    """A dialog that says of each set how many portfolios there are, and how long they take."""

    def __init__(self, found: Sequence[SetStatistics], icons: Icons) -> None:
        note = (
            _(
                "We count days from when {a_portfolio} was handed in (or first seen here, if no "
                "one entered that) to its result."
            )
            if found
            else _("No {portfolios} have been handed in yet.")
        )
        title = _("Statistics")
        super().__init__(icons, title, _("Close"), note=note, size=_STATISTICS_SIZE)
        columns = tuple(
            Column[SetStatistics](
                head, partial(_cell, place), partial(_sorted_by, place), numbers=place > 0
            )
            for place, head in enumerate(statistics_head())
        )
        self.table = RecordTable[SetStatistics](
            columns, lambda each: each.set_title, icons.theme, title
        )
        self.table.setProperty("look", "framed")
        self.table.show_records(tuple(found))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.bars = SetBars(found, icons)
        self.save = plain_button(icons, _("Save as web page…"), "file-text")
        self.add_button(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setEnabled(bool(found))
        legend = FlowLayout(spacing=8)
        for outcome, tone, icon in _SHARES:
            word = _("Waiting") if outcome is None else outcome_word(outcome)
            legend.addWidget(StatusChip(icons, icon, word, tone))
        if found:
            add(self.content, legend, self.bars, (self.table, 1))
        else:
            add(self.content, stretch)
        self.buttons.accepted.connect(self.accept)


def _cell(place: int, found: SetStatistics) -> str:
    return cell_text(statistics_row(found)[place])


def _sorted_by(place: int, found: SetStatistics) -> tuple[bool, str | int | float]:
    value = statistics_row(found)[place]
    return (value is not None, 0 if value is None else value)


# Retention --------------------------------------------------------------------------------------

_RETENTION_SIZE = (760, 560)


class RetentionDialog(Dialog):
    """A dialog with all that was kept long enough: it is deleted after a tick of its own."""

    confirmed = Signal(object)
    """The `ExpiredPackage`s that shall be deleted, in a tuple."""

    def __init__(
        self, expired: Sequence[ExpiredPackage], left_out: NotListed, icons: Icons
    ) -> None:
        super().__init__(
            icons,
            _("Delete old packages"),
            _("Delete"),
            _("Cancel"),
            note=retention_head(expired, left_out),
            size=_RETENTION_SIZE,
        )
        self._expired = tuple(expired)
        self.list = QListWidget()
        self.list.setProperty("look", "framed")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Packages you can delete"))
        for each in self._expired:
            item = QListWidgetItem(expired_line(each))
            item.setCheckState(Qt.CheckState.Checked)
            item.setToolTip("\n".join(file.name for file in each.files))
            self.list.addItem(item)
        about = _(
            "Deleting a package also deletes its reviews, evaluations, results, and "
            "assignments. A record of what was deleted stays in the folder."
        )
        self.agreed = QCheckBox(_("I’ve read the list. Delete these files permanently."))
        if self._expired:
            note = Label(icons.theme, f"{about} {letters_stay()}", Type.TABLE, Ink.INK2)
            add(self.content, (self.list, 1), note, self.agreed)
        else:
            add(self.content, stretch)
        self.list.itemChanged.connect(self._check)
        self.agreed.toggled.connect(self._check)
        self.buttons.accepted.connect(self._confirm)
        self._check()

    @property
    def chosen(self) -> tuple[ExpiredPackage, ...]:
        """The packages whose box is ticked."""
        ticked = Qt.CheckState.Checked
        return tuple(
            each
            for row, each in enumerate(self._expired)
            if self.list.item(row).checkState() == ticked
        )

    def _check(self) -> None:
        count = len({file.name for each in self.chosen for file in each.files})
        words = ngettext("Delete {count} file", "Delete {count} files", count)
        self.accept_button.setText(words.format(count=count))
        self.accept_button.setEnabled(bool(count) and self.agreed.isChecked())

    def _confirm(self) -> None:
        if self.agreed.isChecked() and self.chosen:
            self.confirmed.emit(self.chosen)
            self.accept()
