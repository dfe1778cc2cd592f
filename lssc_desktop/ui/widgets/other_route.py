"""What the workspace shows for a set that is not achieved by a portfolio."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lssc_desktop.core.progress import SetProgress
from lssc_desktop.messages.set_card import standing_line
from lssc_desktop.messages.standing import achieved_by
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.empty import EmptyState


class OtherRoute(QWidget):
    """Says how the set is achieved, and offers to answer its competencies after all."""

    portfolio_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = plain_button(icons, _("Do it by portfolio instead"), "pencil")
        self._state = EmptyState(icons, "school", "", "", self.change)
        column = QVBoxLayout(self)
        column.addWidget(self._state)
        self.change.clicked.connect(self.portfolio_requested)

    def show_set(self, item: SetProgress, today: date) -> None:
        """Show how a set is achieved."""
        course = item.work.course
        title = course.title if course is not None else ""
        what = achieved_by(item.work.route)
        standing = standing_line(item, None, today)
        words = (title, standing, _("There are no responses to write."))
        self._state.set_words(what, ". ".join(filter(None, words)))
