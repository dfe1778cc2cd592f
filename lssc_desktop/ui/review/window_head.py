"""Fixed parts of the window of a review: its head, its status bar and its menus."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenuBar, QStatusBar, QWidget

from lssc_desktop.core.review.evaluation import Forecast
from lssc_desktop.core.review.review import Review, ReviewMode
from lssc_desktop.messages.review import (
    as_line,
    forecast_line,
    last_review_line,
    made_line,
    mode_word,
    package_title,
    rated_line,
    whole_line,
)
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.ui.base.actions import ViewActions, add_choice, fill_menu, menu_action
from lssc_desktop.ui.base.edit_menu import redo_keys, undo_keys
from lssc_desktop.ui.kit.buttons import StatusChip, link_button, primary_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import FlowLayout
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type

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


# Menus (look/tokens.md, section 8, has their keys) ----------------------------------------------


class ReviewMenus(QMenuBar):
    """The menu bar of a review: File, Edit, View, Go, Review, Help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save = self._action(_("&Save review file"), "Ctrl+S")
        self.save_as = self._action(_("Save review file &as…"), "Ctrl+Shift+S")
        self.go_on = self._action(_("&Go on from a review file…"))
        self.in_browser = self._action(_("&Read the package in the browser"))
        self.close_window = self._action(_("&Close the package"), "Ctrl+W")
        self.undo = self._action(_("&Undo"), *undo_keys())
        self.redo = self._action(_("&Redo"), *redo_keys())
        self.view = ViewActions(self)
        self.next = self._action(_("&Next competency"), "Ctrl+PgDown")
        self.previous = self._action(_("&Previous competency"))
        self.next_changed = self._action(_("Next &changed"), "Ctrl+Return", "Ctrl+Enter")
        self.next_unrated = self._action(_("Next &unrated"), "Ctrl+Shift+Return")
        self.next_pane = self._action(_("Next part of the &window"), "F6")
        self.previous_pane = self._action(_("Previous part of the w&indow"), "Shift+F6")
        self.kinds = QActionGroup(self)
        for kind in (ReviewMode.REVIEW, ReviewMode.EVALUATION):
            add_choice(self.kinds, mode_word(kind), kind)
        self.person = self._action(_("&Who reviews…"))
        self.forecast = self._action(_("Would it &pass?"))
        self.combine = self._action(_("&Combine evaluations…"))
        self.help = self._action(_("&Help"), "F1")
        for title, groups in (
            (
                _("&File"),
                ((self.save, self.save_as, self.go_on), (self.in_browser,), (self.close_window,)),
            ),
            (_("&Edit"), ((self.undo, self.redo),)),
            (_("&View"), self.view.groups),
            (
                _("&Go"),
                (
                    (self.previous, self.next),
                    (self.next_changed, self.next_unrated),
                    (self.next_pane, self.previous_pane),
                ),
            ),
            (
                _("&Review"),
                (self.kinds.actions(), (self.person, self.forecast), (self.combine,)),
            ),
            (_("&Help"), ((self.help,),)),
        ):
            fill_menu(self.addMenu(title), groups)

    def allow_decisions(self, *, allowed: bool) -> None:
        """Offer evaluating, or not: nothing can be decided on a copy for staff."""
        for action in self.kinds.actions():
            action.setEnabled(allowed or action.data() == ReviewMode.REVIEW)
        self.combine.setEnabled(allowed)

    def show_mode(self, mode: ReviewMode) -> None:
        """Mark what the reviewer does."""
        for action in self.kinds.actions():
            action.setChecked(action.data() == mode)

    def _action(self, words: str, *keys: str | QKeySequence) -> QAction:
        return menu_action(self, words, *keys)
