"""The head of the window of a review: whose package it is, and the button that saves."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStatusBar, QWidget

from lssc_desktop.core.review.evaluation import Forecast
from lssc_desktop.core.review.review import Review
from lssc_desktop.messages.review import (
    as_line,
    forecast_line,
    last_review_line,
    made_line,
    package_title,
    rated_line,
    whole_line,
)
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.ui.kit.buttons import StatusChip, link_button, primary_button
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import FlowLayout
from lssc_desktop.ui.kit.tokens import Ink, Tone

# The head of the window of a review: whose package it is, and the button that saves -------------


_ONE_LINE = 60  # characters that stand in one line on every screen


class ReviewHead(QWidget):
    """The head of a review: title, "Read only", what is rated and what it comes to."""

    def __init__(
        self,
        icons: Icons,
        opened: OpenedPackage,
        last: Review | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        record = opened.record
        self._opened = opened
        words_of_title = package_title(record)
        title = Label(theme, words_of_title, Type.SET_TITLE, wrap=len(words_of_title) > _ONE_LINE)
        chip = StatusChip(icons, "lock", _("Read only"), Tone.IDLE)
        self.note = Label(theme, "", Type.TABLE, Ink.INK2)
        self.show_last(last)
        self.rated = Label(theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.forecast = link_button(icons, "")
        self.save = primary_button(icons, _("Save review file"), "device-floppy")

        top = FlowLayout(spacing=10)
        top.addWidget(title)
        top.addWidget(chip)
        far = Qt.AlignmentFlag.AlignRight
        words = column(top, self.note, gap=2)
        counts = column((self.rated, far), (self.forecast, far), gap=0)
        row((words, 1), counts, self.save, gap=12, margins=(18, 9, 18, 9), on=self)

    def show_last(self, last: Review | None) -> None:
        """Say when the package was made, and which copy this reviewer saw last."""
        note = made_line(self._opened.record)
        if last is not None:
            note = f"{note} {last_review_line(last.package.copy, last.written.date())}"
        self.note.setText(note)

    def show_review(
        self, review: Review, forecast: Forecast, *, saved: bool, unfinished: int
    ) -> None:
        """Show how far the review is, and how many comments were begun and not added."""
        line = rated_line(review, self._opened.competency_set, saved=saved, unfinished=unfinished)
        self.rated.setText(line)
        self.forecast.setText(forecast_line(forecast))
        self.forecast.setAccessibleDescription(_("Shows what the ratings come to"))


# Status -----------------------------------------------------------------------------------------


_AROUND = 120  # pixels for icons and the air between the parts


class ReviewStatus(QStatusBar):
    """The status bar of a review: three facts in words, each with its icon."""

    def __init__(self, icons: Icons, package_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        whole = Label(theme, whole_line(package_id), Type.CAPTION, Ink.INK2, wrap=False)
        whole.setToolTip(package_id)
        whole.setContentsMargins(0, 0, 14, 0)
        self.person = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        offline = Label(theme, _("Works offline"), Type.CAPTION, Ink.INK2, wrap=False)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        self.addWidget(IconLabel(icons, "shield-check", Ink.OK, 14))
        self.addWidget(whole)
        self.addWidget(IconLabel(icons, "user", Ink.INK2, 14))
        self.addWidget(self.person, 1)
        self._offline = (IconLabel(icons, "cloud-off", Ink.INK2, 14), offline)
        self._facts = (whole, self.person)
        for widget in self._offline:
            self.addPermanentWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out that we work offline where there is no room for it."""
        super().resizeEvent(event)
        parts = (*self._facts, *self._offline)
        needed = sum(part.sizeHint().width() for part in parts) + _AROUND
        for part in self._offline:
            part.setVisible(needed <= self.width())

    def show_review(self, review: Review) -> None:
        """Show who reviews."""
        self.person.setText(as_line(review.reviewer, review.mode))
