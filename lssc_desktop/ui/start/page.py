"""The start page of a window without a portfolio."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lssc_desktop.messages.words import shown_file
from lssc_desktop.ui.kit.buttons import IconTile, link_button, plain_button, tinted_button
from lssc_desktop.ui.kit.cards import Callout, CardButton
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, icon_with_words, plain_hint
from lssc_desktop.ui.kit.layout import Space, add, column, row, stretch
from lssc_desktop.ui.kit.pages import PageContent, scrolled
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type

if TYPE_CHECKING:
    from lssc_desktop.core.program.program import Program

_WIDTH = 952
_CARD_PADDING = 20
_CARD_GAP = 20
_TILE = 46
_MARK = 50
_ARROW = 20
_CARD_HEIGHT = 186
# What a program has to say comes a moment after the window, and moves nothing of it.
_ROOM_FOR_TITLE = "\N{NO-BREAK SPACE}"
_ROOM_FOR_TEXT = "\N{NO-BREAK SPACE}\n\N{NO-BREAK SPACE}"


class StartPage(QWidget):
    """The page shown while no portfolio is open."""

    start_requested = Signal()
    open_requested = Signal()
    package_requested = Signal()
    program_file_requested = Signal()
    example_requested = Signal()
    folder_requested = Signal(object)
    """The path of the folder that was open last."""
    place_requested = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = icons.theme
        self._last: Path | None = None
        self._notice_words = ""
        # Each thing is put in its place before it is filled: to move what is full costs Qt as
        # much as to make it, and the start waits for this page.
        self._column = self._scrolled_column()
        self.start_card = self._card(
            "notebook",
            Tone.ACCENT,
            _("Start my portfolio"),
            _("Choose your program, your sets and a folder."),
        )
        self.open_card = self._card(
            "folder-open",
            Tone.ACCENT,
            _("Open my portfolio"),
            _("Go on with a folder from this computer or from a USB stick."),
        )
        self.package_card = self._card(
            "message-2-check",
            Tone.NOTE,
            _("Review a package from a candidate"),
            _("For program staff. Read, rate and comment. The package stays as it is."),
        )
        self.example_link = link_button(icons, _("See a finished example"), "eye")
        self.last_button = tinted_button(icons, "", "folder-open")
        self.last_button.hide()
        self.notice = Callout(icons, "", Tone.WARN, icon="info-circle", parent=self._column)
        self.notice.setProperty("corners", "card")  # as wide as the cards above it
        self.notice.set_title(_ROOM_FOR_TITLE)
        self.notice.set_text(_ROOM_FOR_TEXT)
        self.load_button = plain_button(icons, _("Load a program file…"), "file-import")
        self.help_link = link_button(icons, _("What you can do"))  # with the program's name

        self._lay_out()
        self._theme.changed.connect(self._fit)
        self.start_card.clicked.connect(self.start_requested)
        self.open_card.clicked.connect(self.open_requested)
        self.package_card.clicked.connect(self.package_requested)
        self.load_button.clicked.connect(self.program_file_requested)
        self.help_link.clicked.connect(self._show_help)
        self.example_link.clicked.connect(self.example_requested)
        self.last_button.clicked.connect(self._open_last)
        self._fit()

    def show_program(self, program: "Program", origin: str = "") -> None:
        """Show what a program wants candidates to know; `origin` names a file that was loaded."""
        notice = program.notice
        title = "" if notice is None else notice.title
        text = "" if notice is None else notice.text
        if origin:
            loaded = _("{program}, from the program file {file}.").format(
                program=program.name, file=shown_file(origin)
            )
            text = f"{loaded} {text}".strip()
        self.notice.set_title(title or _("Your program"))
        self._notice_words = text or program.name
        self.notice.set_text(self._notice_words)
        self.help_link.setText(
            _("What you can still do with {program}").format(program=program.short_name)
        )

    @property
    def notice_words(self) -> str:
        """The words of the notice."""
        return self._notice_words

    def show_last(self, last: Path | None) -> None:
        """Offer the folder that was open last, if there is one to offer."""
        self._last = last
        self.last_button.setVisible(last is not None)
        if last is not None:
            self.last_button.setText(_("Go on with {folder}").format(folder=shown_file(str(last))))
            self.last_button.setToolTip(plain_hint(str(last)))

    def focus_first_choice(self) -> None:
        """Give the keyboard to the most likely choice."""
        first = self.start_card if self._last is None else self.last_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

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
            (self.last_button, Qt.AlignmentFlag.AlignBottom),
            gap=18,
        )
        new_here = Label(theme, _("New to this?"), Type.TABLE, Ink.INK2, wrap=False)
        buttons = row(self.load_button, self.help_link, stretch, gap=16, margins=(0, 8, 0, 0))
        self.notice.content.addLayout(buttons)
        around = self.notice.layout()
        if around is not None:
            around.setContentsMargins(_CARD_PADDING, 15, _CARD_PADDING, 16)
            around.setSpacing(14)
        column(
            head,
            Space(4),
            row((self.start_card, 1), (self.open_card, 1), (self.package_card, 1), gap=_CARD_GAP),
            row(new_here, self.example_link, stretch, gap=8),
            self.notice,
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
            ("device-usb", _("Works from a USB stick")),
            ("user-off", _("No account needed")),
        )
        whole = QWidget(self._column)
        across = row(gap=22, on=whole)
        for icon, words in promises:
            label = Label(self._theme, words, Type.TABLE, Ink.INK2, wrap=False)
            across.addWidget(icon_with_words(self._icons, icon, label))
        return whole

    @Slot()
    def _fit(self) -> None:
        self._column.setMaximumWidth(self._theme.measure(_WIDTH))
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column.setMinimumWidth(min(self._theme.measure(_WIDTH), _WIDTH))
        for card in (self.start_card, self.open_card, self.package_card):
            card.setMinimumHeight(_CARD_HEIGHT)

    @Slot()
    def _show_help(self) -> None:
        from lssc_desktop.ui.base.place import HelpPlace

        self.place_requested.emit(HelpPlace("routes"))

    @Slot()
    def _open_last(self) -> None:
        self.folder_requested.emit(self._last)
