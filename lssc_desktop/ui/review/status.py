"""The line at the foot of a review: the package is what it was, who reviews, nothing is sent."""

from gettext import gettext as _

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStatusBar, QWidget

from lssc_desktop.core.review import Review
from lssc_desktop.messages.review import as_line, whole_line
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.labels import IconLabel, Label

_AROUND = 120  # pixels for icons and the air between the parts


class ReviewStatus(QStatusBar):
    """Three facts in words, each with its icon."""

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
