"""The start page of a window without a portfolio."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.words import printable, shown_file
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.kit.buttons import (
    Button,
    IconTile,
    StatusChip,
    link_button,
    plain_button,
    tinted_button,
)
from lssc_desktop.ui.kit.cards import Card, CardButton
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, icon_with_words, plain_hint
from lssc_desktop.ui.kit.layout import Space, add, column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, FlowLayout, PageContent, empty, scrolled
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type

if TYPE_CHECKING:
    from lssc_desktop.disk.drives import FoundPortfolio
    from lssc_desktop.store.programs import LoadedProgram

_WIDTH = 952
_CARD_PADDING = 20
_CARD_GAP = 20
_TILE = 46
_MARK = 50
_ARROW = 20
_CARD_HEIGHT = 186
_SHIPPED = 2
_MOST_FOUND = 6  # portfolios on drives
_LOOKS_EVERY = 3000  # milliseconds
# What a program has to say comes a moment after the window, and moves nothing of it.
_ROOM = "\N{NO-BREAK SPACE}"


class StartPage(QWidget):
    """The page shown while no portfolio is open."""

    start_requested = Signal()
    open_requested = Signal()
    package_requested = Signal()
    program_file_requested = Signal()
    program_start_requested = Signal(object)
    """The `LoadedProgram` with which to begin a portfolio."""
    about_requested = Signal(object)
    """The `LoadedProgram` about which to read."""
    example_requested = Signal(object)
    """The `LoadedProgram` of which to show a finished example."""
    folder_requested = Signal(object)
    """The path of the folder that was open last."""
    shelf_requested = Signal(object)
    """The path of the folder of packages that was open last."""
    place_requested = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = icons.theme
        self._last: Path | None = None
        # Each thing is put in its place before it is filled: to move what is full costs Qt as
        # much as to make it, and the start waits for this page. Tab goes in the order of making.
        self._column = self._scrolled_column()
        self.last_button = tinted_button(icons, "", "folder-open")
        self.last_button.setParent(self._column)
        self.last_button.hide()
        self._last_shelf: Path | None = None
        self.shelf_button = tinted_button(icons, "", "package")
        self.shelf_button.setParent(self._column)
        self.shelf_button.hide()
        self.on_drives = QWidget(self._column)
        self.on_drives.hide()
        self.drive_buttons: dict[Button, Path] = {}
        self._drive_flow = FlowLayout(spacing=10)
        self.start_card = self._card(
            "notebook",
            Tone.ACCENT,
            _("Start my {portfolio}"),
            _("Choose your program and a folder."),
        )
        self.open_card = self._card(
            "folder-open",
            Tone.ACCENT,
            _("Open my {portfolio}"),
            _("Open {a_portfolio} folder from this computer or a USB drive."),
        )
        self.package_card = self._card(
            "message-2-check",
            Tone.NOTE,
            _("Review a package from a candidate"),
            _("For program staff. Read, rate, and comment. The package isn’t changed."),
        )
        self.load_button = plain_button(icons, _("Load a program file…"), "file-import")
        self.programs = Card(parent=self._column)
        programs = Label(self._theme, _("Programs"), Type.H2)
        add(self.programs.content, row((programs, 1), self.load_button, gap=16))
        self.program_rows = [self._program_row() for _each in range(_SHIPPED)]

        self._lay_out()
        self._theme.changed.connect(self._fit)
        self.start_card.clicked.connect(self.start_requested)
        self.open_card.clicked.connect(self.open_requested)
        self.package_card.clicked.connect(self.package_requested)
        self.load_button.clicked.connect(self.program_file_requested)
        self.last_button.clicked.connect(self._open_last)
        self.shelf_button.clicked.connect(self._open_last_shelf)
        self._fit()

    def show_programs(self, programs: Sequence["LoadedProgram"]) -> None:
        """Offer programs; those that the user loaded come after the shipped ones."""
        while len(self.program_rows) < len(programs):
            self.program_rows.append(self._program_row())
            add(self.programs.content, Divider(), self.program_rows[-1])
        for shown, loaded in zip(self.program_rows, programs, strict=False):  # some may come yet
            shown.show_program(loaded)

    def show_last(self, last: Path | None) -> None:
        """Offer the folder that was open last, if there is one to offer."""
        self._last = last
        self.last_button.setVisible(last is not None)
        if last is not None:
            self.last_button.setText(
                _("Continue with {folder}").format(folder=shown_file(str(last)))
            )
            self.last_button.setToolTip(plain_hint(str(last)))

    def show_last_shelf(self, folder: Path | None) -> None:
        """Offer the folder of packages that was open last, if there is one to offer."""
        self._last_shelf = folder
        self.shelf_button.setVisible(folder is not None)
        if folder is not None:
            words = _("Packages in {folder}").format(folder=shown_file(str(folder)))
            self.shelf_button.setText(words)
            self.shelf_button.setToolTip(plain_hint(str(folder)))

    def show_found(self, found: "Sequence[FoundPortfolio]") -> None:
        """Offer the portfolios that lie on USB drives, but the one that is offered already."""
        others = [each for each in found if each.root != self._last][:_MOST_FOUND]
        if [each.root for each in others] == list(self.drive_buttons.values()):
            return
        empty(self._drive_flow)
        self.drive_buttons = {}
        for each in others:
            words = _("{folder} on {drive}").format(
                folder=shown_file(str(each.root)), drive=printable(each.drive)
            )
            if each.root.name == each.drive:  # the drive is the portfolio
                words = shown_file(str(each.root))
            button = tinted_button(self._icons, words, "device-usb")
            button.setToolTip(plain_hint(f"{each.root} – {each.owner}".removesuffix(" – ")))
            button.clicked.connect(self._open_found)
            self._drive_flow.addWidget(button)
            self.drive_buttons[button] = each.root
        self.on_drives.setVisible(bool(others))

    def _open_found(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.drive_buttons:
            self.folder_requested.emit(self.drive_buttons[button])

    def focus_first_choice(self) -> None:
        """Give the keyboard to the most likely choice."""
        first = self.start_card if self._last is None else self.last_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _program_row(self) -> "ProgramRow":
        shown = ProgramRow(self._icons, self.programs)
        shown.start_requested.connect(self.program_start_requested)
        shown.about_requested.connect(self.about_requested)
        shown.example_requested.connect(self.example_requested)
        return shown

    def _card(self, icon: IconName, tone: Tone, title: str, words: str) -> CardButton:
        """Return a card with a tile, an arrow, a title and what it is for."""
        icons = self._icons
        card = CardButton(icons.theme, title, padding=_CARD_PADDING, parent=self._column)
        card.setAccessibleDescription(words)
        tile = IconTile(icons, icon, tone, _TILE)
        card.content.setSpacing(6)
        add(
            card.content,
            row(tile, stretch, IconLabel(icons, "arrow-right", Ink.ACCENT, _ARROW)),
            Space(8),
            Label(icons.theme, title, Type.STATEMENT),
            Label(icons.theme, words, Type.BODY, Ink.INK2),
            stretch,
        )
        return card

    def _lay_out(self) -> None:
        theme = self._theme
        mark = QLabel()
        speak_as(mark, Speech.DECORATION)
        mark.setPixmap(self._icons.mark(_MARK))
        purpose = _("Your certification work, in one folder, without the internet.")
        welcome = column(
            Label(theme, _("Welcome to LSSC Desktop"), Type.WELCOME),
            Label(theme, purpose, Type.LEAD, Ink.INK2),
            gap=2,
        )
        head = row(
            (mark, Qt.AlignmentFlag.AlignVCenter),
            (welcome, 1),
            (column(self.last_button, self.shelf_button, gap=8), 0, Qt.AlignmentFlag.AlignBottom),
            gap=18,
        )
        first, *others = self.program_rows
        add(self.programs.content, first)
        for other in others:
            add(self.programs.content, Divider(), other)
        drives = Label(theme, _("{Portfolios} on your USB drives"), Type.BODY_STRONG)
        column(drives, self._drive_flow, gap=8, on=self.on_drives)
        column(
            head,
            self.on_drives,
            Space(4),
            row((self.start_card, 1), (self.open_card, 1), (self.package_card, 1), gap=_CARD_GAP),
            self.programs,
            (self._promises(), Qt.AlignmentFlag.AlignHCenter),
            gap=24,
            on=self._column,
        )

    def _scrolled_column(self) -> QWidget:
        """Return the column in the middle of the page, with nothing in it yet."""
        middle = QWidget()
        _scroll, content = scrolled(self, PageContent())
        column(stretch, row(stretch, middle, stretch), stretch, margins=PAGE_MARGIN, on=content)
        return middle

    def _promises(self) -> QWidget:
        promises: tuple[tuple[IconName, str], ...] = (
            ("lock", _("Nothing is sent unless you send it")),
            ("device-usb", _("Works from a USB drive")),
            ("user-off", _("No account needed")),
        )
        whole = QWidget(self._column)
        across = row(gap=22, on=whole)
        for icon, words in promises:
            label = Label(self._theme, words, Type.TABLE, Ink.INK2, wrap=False)
            across.addWidget(icon_with_words(self._icons, icon, label))
        return whole

    def _fit(self) -> None:
        self._column.setMaximumWidth(self._theme.measure(_WIDTH))
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column.setMinimumWidth(min(self._theme.measure(_WIDTH), _WIDTH))
        for card in (self.start_card, self.open_card, self.package_card):
            card.setMinimumHeight(_CARD_HEIGHT)

    def _open_last(self) -> None:
        self.folder_requested.emit(self._last)

    def _open_last_shelf(self) -> None:
        self.shelf_requested.emit(self._last_shelf)


class DriveWatch(QObject):
    """Looks for portfolios on USB drives while the start page is in sight; nothing is kept.

    `look` returns what is there now.
    """

    found = Signal(object)
    """The `FoundPortfolio`s that are there now."""

    def __init__(
        self,
        jobs: Jobs,
        look: Callable[[], "Sequence[FoundPortfolio]"],
        is_in_sight: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._look = look
        self._is_in_sight = is_in_sight
        self._job: JobHandle | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_EVERY)
        self._timer.timeout.connect(self.look_now)
        self._timer.start()

    def look_now(self) -> None:
        """Look in the background, unless nobody sees it or a drive still does not answer."""
        if self._job is None and self._is_in_sight():
            self._job = self._jobs.start(
                Lane.OPENING, self._look, done=self._on_found, failed=self._forget, quiet=True
            )

    def stop(self) -> None:
        """Look no more: the window closes."""
        self._timer.stop()

    def _on_found(self, found: "Sequence[FoundPortfolio]") -> None:
        self._job = None
        self.found.emit(found)

    def _forget(self, _error: Exception) -> None:
        self._job = None


class ProgramRow(QWidget):
    """One program: its name, who it is for, whether it takes portfolios, and how to begin."""

    start_requested = Signal(object)
    about_requested = Signal(object)
    example_requested = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._loaded: LoadedProgram | None = None
        self.title = Label(theme, _ROOM, Type.BODY_STRONG, wrap=False)
        self.audience = Label(theme, _ROOM, Type.TABLE, Ink.INK2)
        self.portfolios = StatusChip(icons, "circle-dashed", _ROOM, Tone.IDLE)
        keeps_its_room = self.portfolios.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self.portfolios.setSizePolicy(keeps_its_room)
        self.portfolios.hide()  # without words it would say that something is not started
        self.example_link = link_button(icons, _("Finished example"))
        self.about_button = link_button(icons, _("Rules"))
        self.start_button = plain_button(icons, _("Start"))
        name = FlowLayout(spacing=10, between=3)  # a name may leave no room beside it
        for part in (self.title, self.portfolios):
            name.addWidget(part)
        row(
            (column(name, self.audience, gap=3), 1),
            self.example_link,
            self.about_button,
            self.start_button,
            gap=16,
            on=self,
        )
        self.setEnabled(False)  # until it has its program: what is pressed does what it says
        self.start_button.clicked.connect(self._start)
        self.about_button.clicked.connect(self._show_about)
        self.example_link.clicked.connect(self._show_example)

    @property
    def words(self) -> str:
        """All that the row says of its program."""
        return f"{self.title.text()}. {self.audience.text()} {self.portfolios.text()}"

    def show_program(self, loaded: "LoadedProgram") -> None:
        """Say what a program is; one that was not shipped with us says which file it is from."""
        from lssc_desktop.core.program.schema import Route
        from lssc_desktop.messages.about_you import audience_line, portfolios_word

        self._loaded = loaded
        program = loaded.program
        self.title.setText(program.name)
        origin = "" if loaded.shipped else shown_file(loaded.origin)
        self.audience.setText(audience_line(program, origin))
        takes = program.takes(Route.PORTFOLIO)
        self.portfolios.set_status(
            "circle-check" if takes else "info-circle",
            portfolios_word(program),
            Tone.OK if takes else Tone.WARN,
        )
        self.portfolios.show()
        self.setEnabled(True)
        short = program.short_name
        self.start_button.setAccessibleName(_("Start with {program}").format(program=short))
        self.start_button.setAccessibleDescription(self.words)
        self.about_button.setAccessibleName(_("Rules of {program}").format(program=short))
        example = _("Finished example for {program}").format(program=short)
        self.example_link.setAccessibleName(example)
        self.example_link.setVisible(loaded.shipped)

    def _start(self) -> None:
        if self._loaded is not None:
            self.start_requested.emit(self._loaded)

    def _show_about(self) -> None:
        if self._loaded is not None:
            self.about_requested.emit(self._loaded)

    def _show_example(self) -> None:
        if self._loaded is not None:
            self.example_requested.emit(self._loaded)
