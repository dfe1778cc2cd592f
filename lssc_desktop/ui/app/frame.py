"""The frame of the main window: its page stack, its menus, and its fixed parts together."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QStackedWidget, QStatusBar, QWidget

from lssc_desktop import __version__
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.base.saved_state import SavedDisplay, SavedState
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, plain_hint
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.notice_area import NoticeArea
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from lssc_desktop.core.portfolio.portfolio import Portfolio
    from lssc_desktop.core.program.program import Program
    from lssc_desktop.ui.base.actions import Actions
    from lssc_desktop.ui.start.page import StartPage


# Status bar -------------------------------------------------------------------------------------


_ICONS_ROOM = 140  # pixels for three icons and the air around them
_APART = 14  # pixels, besides Qt's own, between what is saved and where


class StatusBar(QStatusBar):
    """The status bar: whether all is saved, and where; without a portfolio that we work offline."""

    def __init__(
        self, icons: Icons, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder_words = ""
        self._says_saved = False
        self._theme = theme = icons.theme
        self.saved = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self.folder = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self.promise = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self._saved_icon = IconLabel(icons, "cloud-off", Ink.INK2, 14)
        self._folder_icon = IconLabel(icons, "folder", Ink.INK2, 14)
        self._promise_icon = IconLabel(icons, "lock", Ink.INK2, 14)
        self._display = SavedDisplay(now, self)

        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        for widget in (self._saved_icon, self.saved, self._folder_icon):
            self.addWidget(widget)
        self.addWidget(self.folder, 1)
        self.addPermanentWidget(self._promise_icon)
        self.addPermanentWidget(self.promise)

        self._display.changed.connect(self._show_saved)
        theme.changed.connect(self._elide)
        self.show_start()

    def show_start(self) -> None:
        """Say what holds while no portfolio is open."""
        self._display.set_state(None)
        self._show_saved(_("Works offline"), "cloud-off", Ink.INK2)
        self._folder_words = ""
        self._folder_icon.hide()
        self._promise_icon.hide()
        self.promise.setText(_("Version {version}").format(version=__version__))
        self._elide()

    def show_portfolio(self, state: SavedState) -> None:
        """Say what holds while a portfolio is open."""
        self._promise_icon.show()
        self.promise.setText(_("Nothing leaves this computer until you send it"))
        self._display.set_state(state)

    def show_folder(self, root: Path, free: int) -> None:
        """Say where the portfolio lies and how much room there is; 0 is not known."""
        where = str(root)
        if free:
            where = _("{folder}, {size} free").format(folder=where, size=size(free))
        self._folder_words = where
        self._folder_icon.show()
        self._elide()

    def show_state(self, state: SavedState) -> None:
        """Say whether everything is saved."""
        if self._display.is_shown:  # else the portfolio was closed
            self._display.set_state(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the folder's path as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def announce_saved(self) -> None:
        """Have a screen reader say when all is saved, because the user asked for it."""
        self._says_saved = True

    def _show_saved(self, words: str, icon: IconName, ink: Ink) -> None:
        # What is saved by itself, after each pause in writing, is not said each time.
        if ink is Ink.BAD or (ink is Ink.OK and self._says_saved):
            announce(self, words)
            self._says_saved = ink is Ink.BAD
        self.saved.setText(words)
        self.saved.set_ink(Ink.BAD if ink is Ink.BAD else Ink.INK2)
        self._saved_icon.set_icon(icon, ink)
        self._elide()

    def _elide(self) -> None:
        """Cut the path in its middle; its whole is in the tooltip and for a screen reader."""
        self.saved.setContentsMargins(0, 0, self._theme.measure(_APART), 0)
        room = self.width() - self.promise.sizeHint().width() - self.saved.sizeHint().width()
        room -= self._theme.measure(_ICONS_ROOM)
        metrics = QFontMetrics(self.folder.font())
        shown = metrics.elidedText(self._folder_words, Qt.TextElideMode.ElideMiddle, max(room, 80))
        self.folder.setText(shown)
        self.folder.setAccessibleName(self._folder_words)
        hint = self._folder_words if shown != self._folder_words else ""
        self.folder.setToolTip(plain_hint(hint))


# Page stack -------------------------------------------------------------------------------------


class PageStack(QStackedWidget):
    """The middle of the window: a base (the start page or a portfolio), and at most one overlay.

    It is empty until a base is set, and makes the start page when it is first asked for.
    """

    overlay_hidden = Signal()
    """The page that lay over the base is gone."""

    def __init__(
        self, make_start: "Callable[[QWidget], StartPage]", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make_start = make_start
        self._start: StartPage | None = None
        self._base: QWidget | None = None
        self._overlay: QWidget | None = None

    @property
    def start(self) -> "StartPage":
        """The start page."""
        if self._start is None:
            self._start = self._make_start(self)
            self.addWidget(self._start)
        return self._start

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown yet."""
        return self._base is None and self._overlay is None

    @property
    def shows_start(self) -> bool:
        """Whether the start page is seen."""
        return self._start is not None and self.currentWidget() is self._start

    @property
    def shown(self) -> QWidget:
        """The page that is seen."""
        return self._overlay or self._base or self.start

    def set_base(self, base: QWidget | None) -> None:
        """Show the view of a portfolio from now on, or with None the start page again."""
        before, self._base = self._base, base or self.start
        if base is not None:
            self.addWidget(base)
        self._remove_overlay()
        self.setCurrentWidget(self._base)
        if before is not None and before not in (self._start, self._base):
            self._remove(before)

    def clear(self) -> None:
        """Show nothing: what is shown has ended."""
        before, self._base = self._base, None
        self._remove_overlay()
        if before is not None and before is not self._start:
            self._remove(before)

    def show_overlay(self, page: QWidget) -> None:
        """Show a page over the base, in place of another one."""
        self._remove_overlay()
        self._overlay = page
        self.addWidget(page)
        self.setCurrentWidget(page)

    def hide_overlay(self) -> None:
        """Show the base again."""
        if self._overlay is not None:
            self._remove_overlay()
            self.setCurrentWidget(self._base or self.start)
            self.overlay_hidden.emit()

    def _remove_overlay(self) -> None:
        overlay, self._overlay = self._overlay, None
        if overlay is not None:
            self._remove(overlay)

    def _remove(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.hide()
        page.deleteLater()


# Menus ------------------------------------------------------------------------------------------


class Menus(QMenuBar):
    """The menu bar: File, Edit, View, Go, Portfolio, Help; Go and Portfolio only with a portfolio.

    They are empty until `offered` is first asked for. A window that `reads_only` offers to look at
    a portfolio, and nothing that changes one.
    """

    def __init__(self, parent: QWidget | None = None, *, reads_only: bool = False) -> None:
        super().__init__(parent)
        self._reads_only = reads_only
        self._offered: Actions | None = None
        self._is_open = False
        self._file = self.addMenu(_("&File"))
        self.edit = self.addMenu(_("&Edit"))
        self._view = self.addMenu(_("&View"))
        self.go = self.addMenu(_("&Go"))
        self.portfolio = self.addMenu(_("&{Portfolio}"))
        self._help = self.addMenu(_("&Help"))
        self.set_open(is_open=False)

    @property
    def offered(self) -> "Actions":
        """Everything that stands in the menus."""
        if self._offered is None:
            from lssc_desktop.ui.base.actions import Actions

            self._offered = Actions(self)
            self._fill(self._offered)
            self.set_open(is_open=self._is_open)
        return self._offered

    def set_open(self, *, is_open: bool) -> None:
        """Offer what makes sense with a portfolio open, or without one."""
        self._is_open = is_open
        if self._offered is not None:
            for action in self._offered.of_open_portfolio:
                action.setEnabled(is_open)
        self.go.menuAction().setVisible(is_open)
        self.edit.menuAction().setVisible(not self._reads_only)
        self.portfolio.menuAction().setVisible(is_open and not self._reads_only)

    def _fill(self, actions: "Actions") -> None:
        from lssc_desktop.ui.base.actions import fill_menu
        from lssc_desktop.ui.base.edit_menu import Search

        text, looks = actions.text, tuple(actions.text.formats.values())
        self._format = QMenu(_("F&ormat"), self)
        fill_menu(self._format, (looks[:5], looks[5:7], looks[7:]))
        groups: dict[QMenu, Sequence[Sequence[QAction]]] = {
            self._file: (
                (actions.new, actions.open, actions.packages, actions.close),
                (actions.copies, actions.print),
                (actions.preferences, actions.lock),
                (actions.quit,),
            ),
            self.edit: (
                (actions.undo, actions.redo),
                (text.cut, text.copy, text.paste, text.select_all),
                (text.searches[Search.FIND], self._format.menuAction()),
            ),
            self._view: (actions.view.sizes, actions.in_set[:2], (actions.look,)),
            self.go: (
                (actions.anything, actions.search_all, actions.write),
                actions.in_set[2:],
                actions.pages,
            ),
            self.portfolio: (
                (actions.about_you, actions.self_assessment, actions.plan, actions.your_program),
                (actions.take_review, actions.export, actions.papers),
                (actions.show_folder,),
            ),
            self._help: (
                (actions.help, actions.keyboard, actions.example),
                (actions.about,),
            ),
        }
        if self._reads_only:
            groups = {
                self._file: ((actions.print, actions.close),),
                self._view: actions.view.groups,
                self.go: ((actions.anything, actions.search_all), actions.pages),
                self._help: ((actions.help, actions.keyboard, actions.program),),
            }
            actions.close.setText(_("C&lose example"))
        for menu, offered in groups.items():
            fill_menu(menu, offered)

    def offer_by_key(self, window: QWidget) -> None:
        """Let the acts of a window that stand in no menu act by their keys, and be found."""
        from lssc_desktop.ui.base.actions import find_by_name, plain_entry

        offered = self.offered
        window.addActions(offered.sets)
        if self._reads_only:
            find_by_name(_("Keyboard"), (offered.next_pane, offered.previous_pane), on=window)
            return
        find_by_name(_("Keyboard"), offered.by_key, on=window)
        find_by_name(_("Preferences"), offered.in_preferences, on=window)
        for entry, acts in offered.in_dialogs.items():
            find_by_name(plain_entry(entry.text()), (act for act, _said in acts), on=window)

    def show_sets(self, program: "Program", portfolio: "Portfolio") -> None:
        """Offer the pages of a portfolio, and by key the sets that were chosen."""
        from lssc_desktop.core.standing.progress import progress

        self.offered.show_pages(program)
        self.offered.show_sets(item.competency_set.id for item in progress(program, portfolio))


# Frame ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WindowFrame:
    """The fixed parts of the window, before there is anything in them."""

    menus: Menus
    notice_area: NoticeArea
    page_stack: PageStack
    status: StatusBar

    @property
    def actions(self) -> "Actions":
        """Everything the menus offer."""
        return self.menus.offered

    @property
    def start_page(self) -> "StartPage":
        """What is shown while no portfolio is open."""
        return self.page_stack.start

    def show_nothing(self) -> None:
        """Show nothing of the portfolio that was open, and say nothing of it."""
        self.menus.set_open(is_open=False)
        self.status.show_start()
        self.page_stack.clear()

    def show_start(self, last: Path | None, shelf: Path | None = None) -> None:
        """Show the start page, which offers the folder and the shelf that were open last."""
        self.menus.set_open(is_open=False)
        self.status.show_start()
        self.start_page.show_last(last)
        self.start_page.show_last_shelf(shelf)
        self.page_stack.set_base(None)
        self.start_page.focus_first_choice()
