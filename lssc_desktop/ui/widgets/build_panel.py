"""Building a package: which kind, how far it is, and what was made."""

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio import PackageKind, Route
from lssc_desktop.messages.check import build_label, hand_in_condition, hand_in_name
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Progress
from lssc_desktop.ui.tokens import CARD_PADDING, Ink
from lssc_desktop.ui.widgets.buttons import primary_button
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.job_progress import JobProgress
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.package_result import PackageResult
from lssc_desktop.ui.widgets.section import Divider
from lssc_desktop.ui.widgets.signal_blocking import signals_blocked


class BuildPanel(Card):
    """The choice of a kind and its button; while something runs, its progress instead."""

    build_requested = Signal(object)
    """The `PackageKind` to build."""
    cancel_requested = Signal()

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=CARD_PADDING + 2, parent=parent)
        theme = icons.theme
        self._chosen: PackageKind | None = None
        self._blocked = True
        self._route = Route.PORTFOLIO
        self.hand_in = _Choice(icons, hand_in_name(self._route))
        self.review = _Choice(icons, _("Review copy for program staff."))
        self.review.say(_("May be unfinished."))
        self._group = QButtonGroup(self)
        self.build = primary_button(icons, "", "package")
        self.progress = JobProgress(icons)
        self.result = PackageResult(icons)
        self._line = Divider()

        self._group.addButton(self.hand_in.button)
        self._group.addButton(self.review.button)
        self.content.setSpacing(4)
        self.content.addWidget(Label(theme, _("Build package"), Type.H2))
        self.content.addSpacing(2)
        self.content.addWidget(self.hand_in)
        self.content.addWidget(self.review)
        self.content.addSpacing(4)
        self.content.addWidget(self.build, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addSpacing(4)
        self.content.addWidget(self._line)
        self.content.addSpacing(4)
        self.content.addWidget(self.progress)
        self.content.addWidget(self.result)
        self._group.idToggled.connect(self._note_choice)
        self.build.clicked.connect(self._request)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.show_choice(None)
        self._set_busy(busy=False)

    @property
    def kind(self) -> PackageKind:
        """The kind that is chosen."""
        handed = self.hand_in.button.isChecked()
        return PackageKind.PORTFOLIO if handed else PackageKind.REVIEW_COPY

    def show_route(self, route: Route) -> None:
        """Name what can be built as it is called for a set by this route."""
        self._route = route
        self.hand_in.button.setText(hand_in_name(route))
        self._show_label()

    def show_choice(self, blockers: int | None) -> None:
        """Offer what can be built with so many blockers; None while that is not known."""
        self._blocked = blockers is None or blockers > 0
        self.hand_in.button.setEnabled(not self._blocked)
        self.hand_in.say(
            _("We are still checking.") if blockers is None else hand_in_condition(blockers)
        )
        review = self._blocked or self._chosen is PackageKind.REVIEW_COPY
        self._show_chosen(self.review if review else self.hand_in)

    def show_closed(self, why: str) -> None:
        """Offer a review copy only: of a set that is handed in there is nothing to hand in."""
        self._blocked = True
        self.hand_in.button.setEnabled(False)
        self.hand_in.say(why)
        self._show_chosen(self.review)

    def choose_review_copy(self) -> None:
        """Choose the review copy, as somebody does who came to make one."""
        if self.review.button.isEnabled():
            self.review.button.setChecked(True)
            self._note_choice()
            self.build.setFocus()

    def forget(self) -> None:
        """Show no result any more, as for another set."""
        self.result.clear()
        self._line.hide()

    def show_rest(self) -> None:
        """Show that nothing runs: the choice can be made."""
        had_focus = self.progress.cancel.hasFocus()
        self._set_busy(busy=False)
        if had_focus:
            self.build.setFocus()

    def show_busy(self, step: Step) -> None:
        """Show that a job has begun."""
        had_focus = self.build.hasFocus() or self.result.has_focus
        self.progress.begin(step)
        self.result.clear()
        self._set_busy(busy=True)
        if had_focus:
            self.progress.cancel.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the job is."""
        self.progress.show_progress(progress)

    def _set_busy(self, *, busy: bool) -> None:
        self.hand_in.button.setEnabled(not busy and not self._blocked)
        self.review.button.setEnabled(not busy)
        self.build.setVisible(not busy)
        self.progress.setVisible(busy)
        self._line.setVisible(busy or not self.result.isHidden())

    def _show_chosen(self, choice: "_Choice") -> None:
        """Show a kind as chosen; that it was chosen by the user is not noted."""
        with signals_blocked(self._group):
            choice.button.setChecked(True)
        self._show_label()

    @Slot()
    def _note_choice(self) -> None:
        self._chosen = self.kind
        self._show_label()

    def _show_label(self) -> None:
        self.build.setText(build_label(self.kind, self._route))

    def _request(self) -> None:
        self.build_requested.emit(self.kind)


class _Choice(QWidget):
    """A radio button with words after it that say when it can be chosen."""

    def __init__(self, icons: Icons, name: str) -> None:
        super().__init__()
        theme = icons.theme
        self.button = QRadioButton(name)
        self._note = Label(theme, "", Type.TABLE, Ink.INK2)
        self._theme = theme

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self.button)
        row.addWidget(self._note, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, note: str) -> None:
        """Say when it can be chosen, or what it is good for."""
        self._note.setText(note)
        self.button.setAccessibleDescription(note)

    def _dress(self) -> None:
        self.button.setFont(self._theme.font(Type.TABLE_STRONG))
