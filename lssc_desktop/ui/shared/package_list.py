"""The window of a list of packages: a filter, a table, and what to do with a package."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QMainWindow, QPushButton, QWidget

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import ProgramSpeech, Services
from lssc_desktop.ui.kit.buttons import filter_button, link_button, plain_button
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import FlowLayout, PageHead, take_window_size
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.tables import RecordTable
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Type
from lssc_desktop.ui.shared.notice_area import NoticeArea

_WIDTH, _HEIGHT = 1366, 768
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 480


class PackageListWindow(TabInOrder, QMainWindow):
    """A base for the window of packages that were found at a path, in a table.

    A subclass lays out its parts with `_lay_out`, filters in `_filter`, offers what fits the
    chosen package in `_check`, and calls `_show_what_is_left` when others are shown.
    """

    closed = Signal()
    package_requested = Signal(object, object)
    """The path of a package to open, and the `ReviewMode`."""
    quit_requested = Signal()

    def __init__(
        self, path: Path, services: Services, title: str, sought: str, table: RecordTable[Any]
    ) -> None:
        """Make it; `sought` says in the filter what is looked for."""
        super().__init__()
        ProgramSpeech(self, lambda: None)  # its packages may be of several programs
        icons = services.icons
        self._path = path
        self._services = services
        self._page = QWidget()
        self.notice_area = NoticeArea(services.notices, icons, self._page)
        self.notice_area.offer_again(self)
        self.head = PageHead(icons.theme, title, str(path))
        self.look_button = plain_button(icons, _("Refresh"), "refresh")
        self.field = SearchField(icons, sought, QKeySequence("Ctrl+F"))
        self.filters = QButtonGroup(self)
        self.chips = FlowLayout(spacing=8)
        self.count = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self._table = table
        self.clear_button = link_button(icons, _("Show all packages"))
        self.empty = EmptyState(icons, "package", "", "", self.clear_button)
        self.setWindowTitle(_("{title} – LSSC Desktop").format(title=title))
        self.setWindowIcon(icons.application_icon())
        take_window_size(self, icons.theme, _WIDTH, _HEIGHT)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)

    @property
    def path(self) -> Path:
        """Where the packages were found: a folder, or a file that names them."""
        return self._path

    @property
    def notices(self) -> Notices:
        """What this window has to say."""
        return self._services.notices

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the table."""
        super().showEvent(event)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter go from the filter to the packages that it found."""
        if watched is self.field and isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            pressed = event.type() is QEvent.Type.KeyPress
            if pressed and event.key() in keys and self._table.records.shown:
                self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return super().eventFilter(watched, event)

    # What is shown ------------------------------------------------------------------------------

    def _filter(self) -> None:
        """Let through what is chosen and typed."""

    def _check(self) -> None:
        """Offer what can be done with the chosen package."""

    def _choose_filter(self, _place: int, chosen: bool) -> None:
        if chosen:
            self._filter()

    def _show_all(self) -> None:
        self.field.clear()
        self.filters.button(0).setChecked(True)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_what_is_left(self, why_nothing: str, what_to_do: str) -> None:
        """Show the packages that the filter lets through, and in place of none why."""
        records = self._table.records
        shown = bool(records.shown)
        self.empty.set_words(why_nothing, what_to_do)
        self.clear_button.setVisible(bool(records.all_records))
        if shown and self._table.isHidden() and not self.field.hasFocus():
            self._table.show()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._table.setVisible(shown)
        self.empty.setVisible(not shown)
        self._check()

    def show_help(self) -> None:
        """Show what a shelf is, beside the window."""
        programs = self._services.programs
        if not programs.files:  # they are being read
            programs.shipped_read.connect(self.show_help, Qt.ConnectionType.SingleShotConnection)
            return
        from lssc_desktop.ui.shared.help_page import show_help_beside

        show_help_beside(self, "shelf", self._services.icons, programs.files[0].program)

    # Layout -------------------------------------------------------------------------------------

    def _connect_filter(self) -> None:
        """Filter by what is typed and chosen from now on."""
        self.clear_button.clicked.connect(self._show_all)
        self.field.textChanged.connect(self._filter)
        self.filters.idToggled.connect(self._choose_filter)
        self._table.chosen_changed.connect(self._check)
        self.field.installEventFilter(self)

    def _lay_out(
        self,
        choices: Iterable[str],
        acts: Iterable[QWidget],
        details: QWidget,
        *,
        fold: QPushButton | None = None,
        above: QLayout | None = None,
        beside: QWidget | None = None,
    ) -> None:
        """Lay everything out.

        `choices` are the names of the filters, `fold` is a button after them. `above` is over the
        table, `details` and `acts` under it, with `beside` next to the acts.
        """
        for place, words in enumerate(choices):
            button = filter_button(self._services.icons, words)
            self.filters.addButton(button, place)
            self.chips.addWidget(button)
        if fold is not None:
            self.chips.addWidget(fold)
        self.filters.button(0).setChecked(True)
        self.head.buttons.addWidget(self.look_button)
        buttons = FlowLayout(spacing=8)
        for act in acts:
            buttons.addWidget(act)
        column(
            self.head,
            row((self.field, 1), self.count, gap=12),
            self.chips,
            above,
            (self._table, 1),
            (self.empty, 1),
            details,
            buttons if beside is None else row((buttons, 0), (beside, 1), gap=12),
            gap=10,
            margins=(PAGE_MARGIN, 14, PAGE_MARGIN, 14),
            on=self._page,
        )
        self.setCentralWidget(self._page)
