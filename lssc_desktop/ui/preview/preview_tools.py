"""The row under a preview: page, zoom, search, large view, and words in place of the picture."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIntValidator, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.buttons import Button, ToolButton, plain_button, show_keys
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label, set_style_property
from lssc_desktop.ui.kit.layout import row
from lssc_desktop.ui.kit.pages import FlowLayout
from lssc_desktop.ui.kit.tokens import SMALL_BUTTON_HEIGHT, Ink, Type

_NUMBER_WIDTH = 48


class PreviewTools(QWidget):
    """The row under a preview: the page, the zoom, search, and words in place of the picture.

    It goes on in the next line where a pane is narrow.
    """

    page_chosen = Signal(int)
    """The number (from 0) of a page that was typed."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._number = self._last = 0
        self.previous = ToolButton(icons, "chevron-left", _("Previous page"))
        self.next = ToolButton(icons, "chevron-right", _("Next page"))
        self.number = QLineEdit()
        set_style_property(self.number, "look", "small")
        self.number.setAccessibleName(_("Page"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.place = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self.smaller = _zoom_button(icons, "\u2212", _("Zoom out"), "Ctrl+-")
        self.fit = _zoom_button(icons, "", _("Zoom"), "")
        self.larger = _zoom_button(icons, "+", _("Zoom in"), "Ctrl++")
        menu = QMenu(self.fit)
        self.fits = tuple(
            _menu_entry(menu, words, keys)
            for words, keys in (
                (_("Page &width"), "Ctrl+0"),
                (_("Whole &page"), "Ctrl+9"),
                (_("A&ctual size (100%)"), "Ctrl+8"),
            )
        )
        self.fit.setMenu(menu)
        self.find_button = _icon_tool(icons, "search", _("Find in this file"), "Ctrl+F")
        self.enlarge = _icon_tool(icons, "maximize", _("Large view"), "Space")
        self.as_words = plain_button(icons, _("Text only"), small=True)
        self.as_words.setCheckable(True)
        self.as_words.setToolTip(_("Show the words on the page, to copy or have read aloud"))

        self._pages = _group(self.previous, self.number, self.place, self.next)
        self._zoom = _group(self.smaller, self.fit, self.larger)
        flow = FlowLayout(self, spacing=10)
        flow.setContentsMargins(0, 0, 0, 0)
        for part in (
            self._pages,
            self._zoom,
            _group(self.find_button, self.enlarge),
            self.as_words,
        ):
            flow.addWidget(part)
        self.as_words.toggled.connect(self._mark_as_words)
        self.number.editingFinished.connect(self._choose)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self.show_zoom(1.0)

    def show_place(self, number: int, total: int, last: int) -> None:
        """Show which page (from 0) is shown, of which `last` can be turned to."""
        self._last = last
        self.show_number(number)
        self.number.setValidator(QIntValidator(1, last + 1, self.number))
        self.place.setText(_("of {total}").format(total=total))
        self._pages.setVisible(total > 1)
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number < last)

    def show_number(self, number: int) -> None:
        """Show the number (from 0) of a page in its field."""
        self._number = number
        self.number.setText(str(number + 1))

    def _choose(self) -> None:
        typed = self.number.text()
        wanted = int(typed) - 1 if typed.isdecimal() else self._number
        if wanted != self._number:
            self.page_chosen.emit(wanted)

    def _apply_theme(self) -> None:
        self.number.setFont(self._theme.font(Type.TABLE))
        self.number.setFixedSize(
            self._theme.measure(_NUMBER_WIDTH), self._theme.measure(SMALL_BUTTON_HEIGHT)
        )

    def show_zoom(self, scale: float) -> None:
        """Show how large the page is."""
        percent = _("{percent}%").format(percent=round(scale * 100))
        self.fit.setText(percent)
        self.fit.setAccessibleName(_("Zoom: {percent}").format(percent=percent))

    def offer_zoom(self, offered: bool) -> None:
        """Zoom a picture; words have the size that the user chose for all words."""
        self._zoom.setVisible(offered)

    def offer_words(self, offered: bool) -> None:
        """Offer the words of a page and to seek some, which a picture has none of."""
        self.as_words.setVisible(offered)
        self.find_button.setVisible(offered)

    def _mark_as_words(self, pressed: bool) -> None:
        """Show that the button stays pressed, as every button that does."""
        set_style_property(self.as_words, "look", "tinted" if pressed else "plain")


def _zoom_button(icons: Icons, text: str, name: str, keys: str) -> Button:
    button = plain_button(icons, text, small=True)
    button.setAccessibleName(name)
    button.setToolTip(_with_keys(name, keys))
    return button


def _icon_tool(icons: Icons, icon: IconName, name: str, keys: str) -> ToolButton:
    """Return a button that says its keys, which are taken where the pages are."""
    button = ToolButton(icons, icon, name)
    button.setToolTip(_with_keys(name, keys))
    return button


def _with_keys(name: str, keys: str) -> str:
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{name} ({shown})" if shown else name


def _menu_entry(menu: QMenu, words: str, keys: str) -> QAction:
    """Return an entry that says its keys, which only the pages themselves take."""
    action: QAction = menu.addAction(words)
    show_keys(action, keys)
    return action


def _group(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row(*widgets, gap=4, on=group)
    return group
