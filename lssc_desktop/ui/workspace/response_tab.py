"""The Response tab: the introduction and the text of a response, or a learning statement.

It is long because what keeps the tab in step with its document stands behind it.
"""

from collections.abc import Hashable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.text.richtext import Form, RichText, ended, parted
from lssc_desktop.documents.word import is_open_elsewhere
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.documents import is_lost, kept_line, response_notice
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.store.folder.saving import ReadText
from lssc_desktop.ui.base.edit_menu import Search
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import FoundWords
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.box import EditorBox
from lssc_desktop.ui.editor.document import EditorDocument
from lssc_desktop.ui.editor.editor import RichEditor, writes_text
from lssc_desktop.ui.editor.kept import kept_ids
from lssc_desktop.ui.kit.buttons import link_button, plain_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.focus import ring_until_typed
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, ensure_visible_soon, minimum_size_for_width
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.found_words import select_found
from lssc_desktop.ui.workspace.competency_edits import CompetencyEdits
from lssc_desktop.ui.workspace.starts import Starts

_MOST_LINES = 6
_NAME_DOWN = 8  # to the line of the words beside it
_BACK_SOON = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
_NO_BAR = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_BAR_AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_BOTTOM = Qt.AlignmentFlag.AlignBottom
_MORE = "…"
_PADDING = 8  # above and below the words
_LEAST_LINES = 8  # of the response; where the window is lower, all of it scrolls
_LEAST_LINES_FOUND = 4  # while the rows for finding words take the room of the others
_LINE = 80  # characters; a longer line is hard to read
_SHORT_LINE = 60  # characters; what stands beside a shorter one folds
SIDE = 32
"""Pixels between the words of the text and the edges of their column."""
_LOOK_AGAIN = 2000  # milliseconds: whether another program still has the document open
_MOST_KEPT = 100  # texts with a history: more than a portfolio has; three pages take 600 kB
_NOT_OPENED = "not-opened-in-word"


class IntroductionField(RichEditor):
    """A field for the one paragraph of an introduction.

    It is as high as its words need while somebody writes in it, and one line high otherwise, so
    that the response has the room.
    """

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(icons.theme, _("Introduction"), Form.INTRODUCTION, parent=parent)
        self._stays_open = self._is_folded = False
        self.setProperty("look", "line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        ring_until_typed(self)
        self.setPlaceholderText(_("One paragraph: how you will show this {competency}"))
        self._follow_size()
        icons.theme.changed.connect(self.fit)

    def show_written(self, document: EditorDocument) -> None:
        """Show another text, as high as its words need."""
        self._layout.documentSizeChanged.disconnect(self.fit)
        super().show_written(document)
        self._follow_size()

    def _follow_size(self) -> None:
        self._layout = self.document().documentLayout()
        self._layout.documentSizeChanged.connect(self.fit)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Unfold."""
        super().focusInEvent(event)
        self.fit()
        self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Fold, unless only a menu or another window has the keyboard."""
        super().focusOutEvent(event)
        if event.reason() not in _BACK_SOON:
            self.fit()
            self.verticalScrollBar().setValue(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and where they fold that there are more."""
        super().paintEvent(event)
        if self._is_folded:
            block, room = self.document().firstBlock(), self.viewport().rect()
            side = Qt.AlignmentFlag.AlignRight
            if block.textDirection() is Qt.LayoutDirection.RightToLeft:
                side = Qt.AlignmentFlag.AlignLeft
            mark = self.fontMetrics().boundingRect(room, int(side | _BOTTOM), _MORE)
            painter = QPainter(self.viewport())
            painter.fillRect(mark.adjusted(-_PADDING, 0, _PADDING, 0), self.palette().base())
            painter.drawText(mark, int(side | _BOTTOM), _MORE)
            painter.end()

    def keep_open(self, *, stays: bool) -> None:
        """Stay as high as the words need while something in them is looked for."""
        self._stays_open = stays
        self.fit()

    def fit(self) -> None:
        """Take the height for the words, or for one line."""
        line = self.fontMetrics().lineSpacing()
        frame = max(self.height() - self.viewport().height(), 0)  # not laid out yet: less than 0
        words = round(self.document().size().height())
        is_used = self.hasFocus() or self.isReadOnly() or self._stays_open
        self._is_folded = not is_used and words > line + _PADDING
        # A bar takes width: were it asked for where the words just fit, they would need a line
        # more with it, fold, have it taken away, fit, and so on for ever.
        is_cut = is_used and words > _MOST_LINES * line
        self.setVerticalScrollBarPolicy(_BAR_AS_NEEDED if is_cut else _NO_BAR)
        if self._is_folded:
            self.setFixedHeight(frame + self._first_line())
        else:
            self.setFixedHeight(frame + max(min(words, _MOST_LINES * line), line + _PADDING))

    def _first_line(self) -> int:
        """Return the height down to the end of the first line."""
        block = self.document().firstBlock()
        line, top = block.layout().lineAt(0), self._layout.blockBoundingRect(block).top()
        return round(top + line.rect().bottom()) if line.isValid() else _PADDING


class KeptDocuments:
    """The documents of the texts that were changed, by their places.

    They live as long as the tab, so that the edits of a text can still be undone after something
    else was shown.
    """

    def __init__(self, editors: tuple[RichEditor, ...]) -> None:
        self._editors = editors
        self._kept: dict[Hashable, tuple[EditorDocument, ...]] = {}

    def show(self, place: Hashable, texts: tuple[RichText, ...]) -> bool:
        """Show the current texts of a place, with the history of their edits.

        Returns whether they were kept: then the cursor is where it was left.
        """
        kept = self._kept.pop(place, None)
        documents = kept or tuple(editor.new_document() for editor in self._editors)
        self._forget()
        self._kept[place] = documents
        known = frozenset[str]().union(*map(kept_ids, texts))
        for editor, document, text in zip(self._editors, documents, texts, strict=True):
            document.bring_up_to_date(text)
            document.known |= known
            editor.show_written(document)
        return kept is not None

    def _forget(self) -> None:
        """Drop the documents in which nothing can be undone, and the oldest of very many."""
        idle = [
            place
            for place, documents in self._kept.items()
            if not any(each.isUndoAvailable() or each.isRedoAvailable() for each in documents)
        ]
        changed = [place for place in self._kept if place not in idle]
        for place in (*idle, *changed[: max(len(changed) - _MOST_KEPT, 0)]):
            for document in self._kept.pop(place):
                document.deleteLater()


class ResponseTab(QWidget):
    """The tab to edit one text, without an introduction when it is a learning statement.

    A text that we could not write as it is may be read, with the reason, and edited in another
    program.
    """

    edited = Signal()
    """The user changed the text."""
    picture_pasted = Signal(object)
    """A `QImage`."""
    document_kept = Signal(bool)
    """Whether there is a document that may be edited, here or in Word."""
    document_offered = Signal(bool)
    """Whether a Word document may become the text, because there is none."""
    open_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._theme = theme
        self._is_statement = self._is_handed_in = False
        self._document: SeenDocument | None = None
        self._place: Hashable = None
        self._typed: list[str] = []  # while the text was read
        self._last_editor: RichEditor | None = None  # of this place
        self.notice = Callout(icons, "", Tone.INFO, icon="info-circle", type_=Type.TABLE)
        self.open = plain_button(icons, _("Open in Word"), "external-link", small=True)
        self.read_again = plain_button(icons, _("Refresh"), "refresh", small=True)
        self.write_again = plain_button(icons, _("Rewrite it here"), "pencil", small=True)
        acts = row(self.open, self.read_again, self.write_again, stretch, gap=8)
        self.notice.content.addLayout(acts)
        self.suggestion = Label(theme, "", Type.TABLE, Ink.INK2)
        self.covers = Label(theme, "", Type.TABLE, Ink.INK2)
        self.covers.hide()
        self.to_below = link_button(icons, "")
        self.to_below.hide()
        self.introduction = IntroductionField(icons, self)
        name = Label(theme, _("Introduction"), Type.TABLE_MEDIUM, Ink.INK2, wrap=False)
        name.setBuddy(self.introduction)
        name.setContentsMargins(0, _NAME_DOWN, 0, 0)
        self._introduction = QWidget(self)
        top = Qt.AlignmentFlag.AlignTop
        column(
            row((name, top), (self.introduction, 1), gap=10),
            Divider(),
            gap=4,
            on=self._introduction,
        )
        self.kept = Label(theme, "", Type.TABLE, Ink.INK2)
        self.kept.hide()
        self.box = EditorBox(icons, _("Response"), self)
        self.box.set_counted(self.text)
        for editor in self.editors:
            editor.installEventFilter(self)
        self._kept = KeptDocuments(self.editors)
        self.starts = Starts(icons, self.box.editor)
        self.closed = Label(theme, "", Type.TABLE, Ink.INK2)
        self.routes = link_button(icons, _("Compare routes"))
        self._route_note = QWidget(self)
        row((self.closed, 1), self.routes, gap=8, margins=(0, 0, 0, 8), on=self._route_note)

        self._column = column(
            self.notice,
            (self.to_below, Qt.AlignmentFlag.AlignLeft),
            self.suggestion,
            self.covers,
            self._introduction,
            (self.box, 1),
            self._route_note,
            self.kept,
            gap=6,
            margins=(SIDE, 6, SIDE, 4),
            on=self,
        )

        self._connect()
        self._fit()
        self.wait()

    def _connect(self) -> None:
        for editor in self.editors:
            editor.edited.connect(self.edited)
            editor.picture_pasted.connect(self.picture_pasted)
            editor.edited.connect(self._offer_starts)
        self.introduction.edited.connect(self.box.count_soon)
        self.introduction.search_requested.connect(self._search_introduction)
        self.box.editor.search_requested.connect(self._fold_introduction)
        self.box.find_bar.closed.connect(self._fold_introduction)
        self.box.find_bar.height_changed.connect(self._fit)
        self.introduction.tab_pressed.connect(self.box.tell_way_out)
        self.introduction.left_out.connect(self.box.tell_left_out)
        self.introduction.went_on.connect(self.box.editor.setFocus)
        self.write_again.clicked.connect(self._write_again)
        self._theme.changed.connect(self._fit)

    @property
    def editors(self) -> tuple[RichEditor, ...]:
        """The two fields of the text: its introduction, and what follows."""
        return (self.introduction, self.box.editor)

    @property
    def is_locked(self) -> bool:
        """Whether the text is shown and cannot be edited here, or was not read yet."""
        return self.box.editor.isReadOnly()

    @property
    def is_waiting(self) -> bool:
        """Whether the text is being read."""
        return self._document is None

    @property
    def current_editor(self) -> RichEditor:
        """The field in which the user left off in this place."""
        return self._last_editor or self.box.editor

    @property
    def caret(self) -> int | None:
        """Where the user is in the text, in characters; None when they did not go into it."""
        went_in = self._last_editor is not None and self._document is not None
        return self.box.editor.textCursor().position() if went_in else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show as much of the text as there is room for, once somebody goes into it.

        What is typed while it is read is written when it was read.
        """
        if event.type() is QEvent.Type.FocusIn:
            self._last_editor = self.box.editor if watched is self.box.editor else self.introduction
            if watched is self.box.editor:
                ensure_visible_soon(self.box)
        elif event.type() is QEvent.Type.KeyPress and self._document is None:
            key = cast("QKeyEvent", event)
            if writes_text(key) or key.text() == " ":
                self._typed.append(key.text())
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text at a measure that can be read."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least room at the width of the page."""
        return minimum_size_for_width(self, super().minimumSizeHint())

    def heightForWidth(self, width: int) -> int:
        """Return the least height: the text gets less room before the page scrolls."""
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)

    def put_below(self, widget: QWidget) -> None:
        """Show something below the text."""
        self._column.addWidget(widget)

    def set_closed(self, sentence: str) -> None:
        """Say below a text that is not begun what writing in it means for the route; "" is nothing.

        That is: it chooses one, or its program takes none.
        """
        self.closed.setText(sentence)
        self._offer_starts()

    def _offer_starts(self) -> None:
        """Offer ways to begin while both fields are empty; it is asked at each key."""
        is_empty = not self.is_locked and all(each.document().isEmpty() for each in self.editors)
        self.starts.offer(offered=is_empty)
        self._route_note.setVisible(is_empty and bool(self.closed.text()))

    def show_below(self, words: str) -> None:
        """Show above the text what stands below it, out of view; "" for nothing."""
        self.to_below.setText(words)
        self.to_below.setVisible(bool(words))

    def text(self) -> RichText:
        """Return the whole text, the introduction first."""
        paragraphs = self.box.editor.rich_text().paragraphs
        if not self._is_statement:
            paragraphs = (*self.introduction.rich_text().paragraphs, *paragraphs)
        return ended(paragraphs)

    def set_kind(
        self,
        *,
        statement: bool,
        pds: str,
        limit: float | None,
        most_words: int | None = None,
        title: str = "",
        covers: str = "",
    ) -> None:
        """Set what is written: a response, with the suggestion it answers, or a statement.

        `covers` says what a statement speaks to, where no response does.
        """
        self._is_statement = statement
        self.covers.setText(covers)
        self.covers.setVisible(bool(covers))
        self._introduction.setVisible(not statement)
        self.suggestion.setVisible(bool(pds) and not statement)
        self.suggestion.setText(
            _("You’re answering a suggestion. Its text is the introduction: {text}").format(
                text=pds
            )
        )
        name = title if statement else _("Response")
        self.box.editor.setAccessibleName(name)
        self.box.editor.setPlaceholderText(
            _("Say why this {set} matters to your work, what you brought to it, what you learned.")
            if statement and not covers
            else _("Say what you did, what you learned, and how well it worked.")
        )
        self.box.set_limit(limit, most_words)

    def wait(self) -> None:
        """Show nothing and write no words until the document was read."""
        self.box.tell_left_out(())
        self.notice.hide()
        self.kept.hide()
        self._document = None
        self._show_only(RichText())
        self._lock(locked=True)

    def show_document(
        self, document: SeenDocument, place: Hashable, caret: int | None = None
    ) -> None:
        """Show what was read; it can be edited when we can write all that it has.

        Earlier edits of the text of `place` can be undone, and so can what another program made of
        it meanwhile. The cursor is at `caret`, or at the end of a text that the user was never in.
        """
        notice = response_notice(document)
        if place != self._place:
            self._last_editor = next((each for each in self.editors if each.hasFocus()), None)
        self._document, self._place = document, place
        if notice is None:
            self._show_written(document.text, caret)
        else:
            self._show_only(document.text)
        self._lock(locked=notice is not None)
        self.notice.setVisible(notice is not None)
        line = kept_line(document) if notice is None else ""
        self.kept.setText(line)
        self.kept.setVisible(bool(line))
        if notice is not None:
            tone = Tone.WARN if document.fault else Tone.INFO
            self.notice.set_tone(tone, "file-alert" if document.fault else "info-circle")
            self.notice.set_text(
                " ".join(part for part in (notice.meaning, notice.advice) if part), notice.happened
            )
            self.open.setVisible(not is_lost(document))
            self.read_again.setVisible(True)
            self.write_again.setVisible(is_lost(document) and not self._is_handed_in)
        self._write_typed()

    def go_into_text(self) -> None:
        """Give the keyboard to the text, where the user left off."""
        editor = self.current_editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.ensureCursorVisible()

    def find_words(self) -> None:
        """Open the row for finding words in the text."""
        self.box.editor.search(Search.FIND)

    def show_found(self, found: FoundWords) -> None:
        """Select words that the user looked for; Find next goes on with them."""
        editor = select_found(self.editors, found)
        if isinstance(editor, RichEditor):
            self.box.find_bar.field.setText(editor.textCursor().selectedText())

    def set_handed_in(self, *, handed_in: bool) -> None:
        """Let the text be read and copied, not changed, while its set is handed in."""
        if self._is_handed_in != handed_in:
            self._is_handed_in = handed_in
            document = self._document
            self._lock(locked=document is None or response_notice(document) is not None)

    def _show_only(self, text: RichText) -> None:
        """Show a text that nobody edits here."""
        for editor, part in zip(self.editors, self._parts(text), strict=True):
            editor.show_only(part)
        self._follow_shown()

    def _show_written(self, text: RichText, caret: int | None = None) -> None:
        """Show the text of the place with the history of its edits."""
        if not self._kept.show(self._place, self._parts(text)):
            self._place_cursor(caret)
        self._follow_shown()

    def _place_cursor(self, caret: int | None) -> None:
        editor = self.box.editor
        cursor, last = editor.textCursor(), editor.document().characterCount() - 1
        cursor.setPosition(last if caret is None else min(caret, last))
        editor.setTextCursor(cursor)
        if caret is None and not editor.hasFocus():
            editor.verticalScrollBar().setValue(0)  # who comes to read begins at the beginning

    def _write_typed(self) -> None:
        """Write what was typed while the text was read."""
        typed, self._typed = "".join(self._typed), []
        if typed and not self.is_locked:
            self.current_editor.textCursor().insertText(typed)

    def _parts(self, text: RichText) -> tuple[RichText, ...]:
        """Return what of a text stands in each of the editors."""
        return (RichText(), text) if self._is_statement else parted(text)

    def _follow_shown(self) -> None:
        self.box.tools.follow_cursor()
        self.box.count_next()

    def _fit(self) -> None:
        letters = self.box.editor.fontMetrics()
        height = letters.lineSpacing()
        least = max(_LEAST_LINES * height - self.box.find_bar.taken, _LEAST_LINES_FOUND * height)
        self.box.editor.setMinimumHeight(least)

    @property
    def most_width(self) -> int:
        """The width in pixels up to which a line is easy to read."""
        return self.box.editor.fontMetrics().averageCharWidth() * _LINE + 2 * SIDE

    @property
    def least_width(self) -> int:
        """The width in pixels from which a line is long enough."""
        return self.box.editor.fontMetrics().averageCharWidth() * _SHORT_LINE + 2 * SIDE

    def set_document_kept(self, *, kept: bool) -> None:
        """Offer what can be done with the document of the text, where there is one."""
        self.document_kept.emit(kept and not self._is_handed_in)

    def _lock(self, *, locked: bool) -> None:
        locked = locked or self._is_handed_in
        document = self._document
        kept = document is not None and bool(document.path) and not is_lost(document)
        self.set_document_kept(kept=kept)
        self.document_offered.emit(not locked and not self.text().paragraphs)
        self.introduction.setReadOnly(locked)
        self.introduction.fit()
        self.box.set_read_only(locked)
        self._offer_starts()

    def _search_introduction(self, act: Search) -> None:
        self.introduction.keep_open(stays=True)
        self.box.find_bar.search_in(self.introduction, act)

    def _fold_introduction(self) -> None:
        self.introduction.keep_open(stays=False)

    def _write_again(self) -> None:
        self.notice.hide()
        self._show_written(RichText())
        self._lock(locked=False)
        self.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)


# Reading and writing ----------------------------------------------------------------------------


class ResponseSync(QObject):
    """Keeps the Response tab in step with the document at the place that is edited."""

    shown = Signal()
    """The text was read, and is shown."""

    def __init__(
        self,
        session: Session,
        services: Services,
        edits: CompetencyEdits,
        tab: ResponseTab,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._edits = edits
        self._tab = tab
        self._read: ReadText | None = None
        self._look_again = single_shot(self, _LOOK_AGAIN, self._look_whether_closed)
        tab.edited.connect(self._write)
        tab.open.clicked.connect(self._open_document)
        tab.open_requested.connect(self._open_document)
        tab.read_again.clicked.connect(self.read)
        session.text_changed_outside.connect(self._read_if_shown)
        session.portfolio_changed.connect(self._follow_document)

    def read(self) -> None:
        """Show the text when it was read; until then nothing can be typed."""
        place = self._edits.place
        work = None if place is None else self._session.portfolio.set_work(place.set_id)
        if place is not None and work is not None and work.route is Route.PORTFOLIO:
            self._read = None
            self._tab.wait()
            self._session.read_response(place, self._on_read)

    def read_unread(self) -> None:
        """Read again what could not be read, or was open in Word, at the last look."""
        document = None if self._read is None else self._read.document
        unread = document is None or document.locked or (document.fault and document.path)
        if unread and not self._services.jobs.running(Lane.SAVING):
            self.read()

    def _on_read(self, read: ReadText) -> None:
        if read.place == self._edits.place:
            self._read = read
            caret = self._session.left_off.caret(read.place)
            self._tab.show_document(read.document, read.place, caret)
            self.shown.emit()
            if read.document.locked:
                self._look_again.start()

    def _look_whether_closed(self) -> None:
        """Look beside the document that is shown whether Word or LibreOffice has closed it."""
        read = self._read
        if read is not None and self._is_locked():
            path = self._session.root / read.document.path
            jobs = self._services.jobs
            jobs.start(Lane.SAVING, is_open_elsewhere, path, done=self._on_looked)

    def _on_looked(self, is_open: bool) -> None:
        if self._is_locked():
            if is_open:
                self._look_again.start()
            else:
                self.read()

    def _is_locked(self) -> bool:
        """Whether another program had the document that is shown open when it was read."""
        read = self._read
        return read is not None and read.place == self._edits.place and read.document.locked

    def _read_if_shown(self, place: TextPlace) -> None:
        if place == self._edits.place:
            self.read()

    def _write(self) -> None:
        if self._edits.place is not None:
            self._session.write_response(self._edits.place, self._tab.text())

    def _follow_document(self) -> None:
        """Offer what can be done with a document from the first save on."""
        place = self._edits.place
        if place is None or self._tab.is_locked:
            return
        if self._session.portfolio.document(place) is not None:
            self._tab.set_document_kept(kept=True)

    def _open_document(self) -> None:
        if self._edits.place is not None:
            steps, notices = self._open(self._edits.place), self._services.notices
            self._session.flows.begin(steps, notices.show_error)

    async def _open(self, place: TextPlace) -> None:
        session = self._session
        with self._services.notices.before(_not_opened_in_word, key=_NOT_OPENED):
            await session.saved()
        document = session.portfolio.document(place)
        if document is not None:
            session.keep_texts((place,), KeptFor.HOUR)  # Word may save over it
            self._services.desktop.open_file(session.root / document.path)


def _not_opened_in_word(message: Message) -> Message:
    """Say that Word was not started, because what was typed could not be saved before."""
    return not_begun(message, _("The document wasn’t opened in Word."))
