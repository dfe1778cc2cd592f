"""The editor of a response with its tools above and its length below, as one field."""

from collections.abc import Callable
from datetime import datetime
from gettext import gettext as _
from time import monotonic

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lssc_desktop.core.pages import lines, pages
from lssc_desktop.core.richtext import Paragraph, RichText, words
from lssc_desktop.messages.competency import (
    over_limit_line,
    pages_line,
    reference,
    words_line,
)
from lssc_desktop.ui.focus import ring_around
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.bar import ProgressLine
from lssc_desktop.ui.widgets.editor import RichEditor, way_out
from lssc_desktop.ui.widgets.editor_find import FindBar, LinkBar
from lssc_desktop.ui.widgets.editor_tools import EditorTools
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.saved_note import SavedNote
from lssc_desktop.ui.widgets.section import Divider

_COUNT_AFTER = 250  # milliseconds: counting keeps no key waiting
_HINT_STAYS = 20_000  # milliseconds
_BAR_WIDTH = 84
_LINES = 4  # of text that are always seen
_MOMENT = 0.01  # seconds of measuring before keys and mouse have their turn
_FINE = 1000  # steps of the bar to one page


class EditorBox(QFrame):
    """Tools, the rows for finding and links, the text, and how long it is.

    `set_counted` tells which text is measured: the introduction counts too.
    """

    def __init__(
        self, icons: Icons, name: str, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._limit: float | None = None
        self._counted: Callable[[], RichText] | None = None
        self._known: dict[Paragraph, int] = {}
        self.setProperty("box", "field")
        ring_around(self)
        self.editor = RichEditor(icons.theme, name, parent=self)
        self.editor.setProperty("look", "bare")
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self.tools = EditorTools(icons, self.editor)
        self.find_bar = FindBar(icons, self.editor)
        self.link_bar = LinkBar(icons, self.editor)
        self.words = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.pages = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.bar = ProgressLine(icons.theme, _("Length"))
        self.saved = SavedNote(icons, now, self)
        self.advice = Label(icons.theme, "", Type.TABLE, Ink.WARN)
        self.advice.hide()
        self.hint = Label(icons.theme, way_out(), Type.TABLE, Ink.INK2)
        self.hint.hide()
        self._is_way_out_told = False
        self._hint_seen = QTimer(self)
        self._hint_seen.setSingleShot(True)
        self._hint_seen.setInterval(_HINT_STAYS)
        self._hint_seen.timeout.connect(self.hint.hide)

        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._below_tools = Divider()
        column.addWidget(self.tools)
        column.addWidget(self._below_tools)
        column.addWidget(self.find_bar)
        column.addWidget(self.link_bar)
        column.addWidget(self.editor, 1)
        column.addWidget(Divider())
        column.addLayout(self._foot())

        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_AFTER)
        self._count.timeout.connect(self.count)
        self.editor.edited.connect(self._count.start)
        self.editor.find_requested.connect(self.find_bar.open)
        self.editor.link_requested.connect(self.link_bar.open)
        self.editor.tab_pressed.connect(self.tell_way_out)
        # As it is read: the tools, then the text.
        QWidget.setTabOrder(self.link_bar.close_button, self.editor)
        self.tools.reference_requested.connect(self._refer)
        icons.theme.changed.connect(self._dress)
        self._dress()

    def set_counted(self, text: Callable[[], RichText]) -> None:
        """Measure this text."""
        self._counted = text

    def set_limit(self, limit: float | None) -> None:
        """Measure against so many pages, or none."""
        self._limit = limit
        self.bar.setVisible(limit is not None)

    def set_read_only(self, read_only: bool) -> None:
        """Show the text without tools, or with them."""
        self.editor.setReadOnly(read_only)
        self.tools.setVisible(not read_only)
        self._below_tools.setVisible(not read_only)

    @Slot()
    def tell_way_out(self) -> None:
        """Say once how the keyboard leaves a text in which Tab writes."""
        if not self._is_way_out_told:
            self._is_way_out_told = True
            self.hint.show()
            self._hint_seen.start()

    @Slot()
    def count_soon(self) -> None:
        """Measure the text when nobody types for a moment."""
        self._count.start()

    def count_next(self) -> None:
        """Measure the text as soon as keys and mouse had their turn."""
        QTimer.singleShot(0, self.count)

    @Slot()
    def count(self) -> None:
        """Measure the text now."""
        self._count.stop()
        text = self.editor.rich_text() if self._counted is None else self._counted()
        if not self._measure(text):
            self.count_next()
            return
        taken = pages(text, self._known)
        self.words.setText(words_line(words(text)))
        self.pages.setText(pages_line(taken, self._limit))
        over = self._limit is not None and taken > self._limit
        self.advice.setVisible(over)
        if self._limit is None:
            return
        self.bar.set_progress(round(taken * _FINE), round(self._limit * _FINE))
        self.bar.set_tone(Tone.WARN if over else Tone.ACCENT)
        if over:
            self.advice.setText(over_limit_line(taken, self._limit))

    def _measure(self, text: RichText) -> bool:
        """Measure paragraphs that are new, for a moment; tell whether all of them are."""
        began = monotonic()
        for paragraph in text.paragraphs:
            if paragraph not in self._known:
                self._known[paragraph] = lines(paragraph)
                if monotonic() - began > _MOMENT:
                    return False
        self._known = {paragraph: self._known[paragraph] for paragraph in text.paragraphs}
        return True

    def _foot(self) -> QVBoxLayout:
        lengths = FlowLayout(spacing=12)
        for widget in (self.words, self.bar, self.pages):
            lengths.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(lengths, 1)
        row.addWidget(self.saved)
        foot = QVBoxLayout()
        foot.setContentsMargins(13, 7, 13, 8)
        foot.addLayout(row)
        foot.addWidget(self.advice)
        foot.addWidget(self.hint)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return foot

    @Slot(int)
    def _refer(self, number: int) -> None:
        before = (
            self.editor.textCursor().block().text()[: self.editor.textCursor().positionInBlock()]
        )
        space = " " if before and not before[-1].isspace() else ""
        self.editor.insertPlainText(space + reference((number,)))
        self.editor.setFocus()

    @Slot()
    def _dress(self) -> None:
        self.bar.setFixedWidth(self._theme.measure(_BAR_WIDTH))
        self.editor.setMinimumHeight(self.editor.fontMetrics().lineSpacing() * _LINES + 20)
