"""What stands under a preview: the page, the zoom, and its words in place of its picture."""

from gettext import gettext as _

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lssc_desktop.messages.previews import page_of
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import Button, ToolButton, plain_button
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.restyle import set_look


class PreviewTools(QWidget):
    """Buttons in a row that goes on in the next line where a pane is narrow."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.previous = ToolButton(icons, "chevron-left", _("Previous page"))
        self.next = ToolButton(icons, "chevron-right", _("Next page"))
        self.place = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self.smaller = _zoom_button(icons, "\u2212", _("Smaller"), "Ctrl+-")
        self.fit = _zoom_button(icons, "", _("As wide as there is room"), "Ctrl+0")
        self.larger = _zoom_button(icons, "+", _("Larger"), "Ctrl++")
        self.as_words = plain_button(icons, _("Words only"), small=True)
        self.as_words.setCheckable(True)
        self.as_words.setToolTip(_("Show the words of the page, for reading aloud and copying"))

        self._pages = _group(self.previous, self.place, self.next)
        self._zoom = _group(self.smaller, self.fit, self.larger)
        row = FlowLayout(self, spacing=10)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._pages, self._zoom, self.as_words):
            row.addWidget(part)
        self.as_words.toggled.connect(self._mark_as_words)
        self.show_zoom(1.0)

    def show_place(self, number: int, total: int, last: int) -> None:
        """Tell which page (from 0) is shown, of which `last` can be turned to."""
        self.place.setText(page_of(number + 1, total))
        self._pages.setVisible(total > 1)
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number < last)

    def show_zoom(self, scale: float) -> None:
        """Tell how large the page is."""
        self.fit.setText(_("{percent}%").format(percent=round(scale * 100)))

    def offer_zoom(self, offered: bool) -> None:
        """Zoom a picture; words have the size that the person chose for all words."""
        self._zoom.setVisible(offered)

    def offer_words(self, offered: bool) -> None:
        """Offer the words of a page, which a picture has none of."""
        self.as_words.setVisible(offered)

    @Slot(bool)
    def _mark_as_words(self, pressed: bool) -> None:
        """Show that the button stays pressed, as every button that does."""
        set_look(self.as_words, "look", "tinted" if pressed else "plain")


def _zoom_button(icons: Icons, text: str, name: str, keys: str) -> Button:
    button = plain_button(icons, text, small=True)
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({shown})")
    return button


def _group(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    return group
