"""The editor of a response: what `core.text.richtext` can say, and what is kept as an object.

It is long because Qt asks one widget for keys, mouse, menu, paste and what is painted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from lssc_desktop.core.text.richtext import (
    DEEPEST,
    PLAIN,
    Form,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    kept_in,
    normalized,
    safe_link,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.base.edit_menu import FORMAT_KEYS, Format, Search, search_keys
from lssc_desktop.ui.editor.clipboard import Pasted, pasted, to_mime
from lssc_desktop.ui.editor.document import EditorDocument
from lssc_desktop.ui.editor.format import (
    block_format,
    char_format,
    effects_of,
    form_of,
    fragments,
    insert,
    level_of,
    numbering_of,
    read,
    set_effects,
)
from lssc_desktop.ui.editor.kept import OBJECT, is_kept, is_kept_block, kept_ids, without_kept
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Type

KEYS = {
    **{act.value: keys for act, keys in FORMAT_KEYS.items()},
    "deeper": QKeySequence("Alt+Shift+Right"),
    "shallower": QKeySequence("Alt+Shift+Left"),
    **{act.value: search_keys(act) for act in Search},
}
_OF_READERS = frozenset(act.value for act in Search if act is not Search.REPLACE)
"""What a text that cannot be edited here does, too."""

_ANY_SIZE = 16_777_215  # QWIDGETSIZE_MAX, which PySide does not have
_SAY_ALL = frozenset(
    {UnsupportedContent.FIELD, UnsupportedContent.LINK, UnsupportedContent.HIDDEN_TEXT}
)
"""What is kept and says with its words all that there is to see."""

_MODIFIER_KEYS = (  # they come before the key that is meant
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)


def way_out() -> str:
    """Say how the keyboard gets out of a text in which Tab writes."""
    return _("Tab indents. To leave the text, press F6, or Esc and then Tab.")


def writes_text(key: QKeyEvent) -> bool:
    """Whether a key writes something: not Alt with a letter, which opens a menu, nor Space."""
    text, held = key.text(), key.modifiers()
    alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    alt_gr = bool(held & alt) and bool(held & ctrl)
    command = held & (alt | ctrl | Qt.KeyboardModifier.MetaModifier)
    return text.isprintable() and bool(text.strip()) and (alt_gr or not command)


def type_into(field: QWidget, key: QKeyEvent) -> None:
    """Give the keyboard to a field, with a key that was meant for it."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.sendEvent(field, key)


class RichEditor(QTextEdit):
    """Edits paragraphs, two headings, bold, italic, two kinds of lists, and links.

    What else a Word file says about its words is shown and stays: smaller headings, quotes,
    labels of lists, what is underlined, highlighted, struck out, raised or lowered.

    `edited` comes after each change the user made, never after `set_rich_text`. In a list Tab
    and Shift+Tab put items deeper and up; elsewhere Tab writes a tab, and Shift+Tab leaves the
    text. The keyboard gets out by Esc and then Tab, too, and by F6.
    """

    edited = Signal()
    tab_pressed = Signal()
    """Tab was taken by the text: somebody may have wanted to leave it."""
    went_on = Signal()
    """Enter was pressed in an introduction, which is one paragraph: what follows is wanted."""
    link_requested = Signal()
    search_requested = Signal(object)
    """A `Search`."""
    picture_pasted = Signal(object)
    left_out = Signal(object)
    """A tuple of `UnsupportedContent`: what of a paste could not be taken over."""

    def __init__(
        self, theme: Theme, name: str, form: Form = Form.BODY, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = form
        self._ignores_changes = False
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._own = self._written = self.new_document()
        self.setDocument(self._written)
        self._commands: dict[str, Callable[[], None]] = {
            "bold": self.toggle_bold,
            "italic": self.toggle_italic,
            "link": self.link_requested.emit,
            **{act.value: partial(self.search, act) for act in Search},
        }
        if form is Form.BODY:
            self._commands |= {
                "heading-1": self.toggle_heading_1,
                "heading-2": self.toggle_heading_2,
                "body": self.make_body,
                "bullets": self.toggle_bullets,
                "numbers": self.toggle_numbers,
                "deeper": self.deepen,
                "shallower": self.raise_level,
            }
        self.setAccessibleName(name)
        self.setAccessibleDescription(way_out())
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._apply_theme()
        self._written.contentsChanged.connect(self._note_change)
        theme.changed.connect(self._apply_theme)
        self.cursorPositionChanged.connect(self._leave_look)

    def rich_text(self) -> RichText:
        """Return what is written."""
        return self._written.rich_text()

    def set_rich_text(self, text: RichText) -> None:
        """Show another text; there is nothing to undo then."""
        self._ignores_changes = True
        self._written.start(text)
        self._ignores_changes = False
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_only(self, text: RichText) -> None:
        """Show a text that has no history, in place of the one that was written."""
        self.show_written(self._own)
        self.set_rich_text(text)

    def new_document(self) -> EditorDocument:
        """Return a text that can be shown here, empty and without a history."""
        return EditorDocument(self._theme, self._form, self)

    def show_written(self, document: EditorDocument) -> None:
        """Show another text with its own history, the cursor where it was left."""
        before, self._written = self._written, document
        if before is document:
            return
        before.cursor = self.textCursor()
        before.contentsChanged.disconnect(self._note_change)
        self._ignores_changes = True
        document.apply_theme()
        self.setDocument(document)
        self._ignores_changes = False
        self._layers.clear()  # they mark places of the other text
        self.setExtraSelections([])
        document.contentsChanged.connect(self._note_change)
        cursor = document.cursor
        cursor.clearSelection()  # what is typed next shall not take its place unseen
        self.setTextCursor(cursor)
        self.undoAvailable.emit(document.isUndoAvailable())
        self.redoAvailable.emit(document.isRedoAvailable())

    def set_marks(self, layer: str, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Paint marks over the text, in place of the former ones of that layer."""
        self._layers[layer] = list(marks)
        self.setExtraSelections([mark for all_ in self._layers.values() for mark in all_])

    def insert_rich_text(self, text: RichText) -> None:
        """Write a text in place of what is selected."""
        self._insert(Pasted(text))

    def _insert(self, found: Pasted) -> None:
        """Write what was pasted in place of what is selected, and say what is left out."""
        text = self._written.with_own_names(found.text, self._kept_elsewhere())
        self._written.hold(text)
        allowed = self._allowed(self._with_known(text))
        lost = kept_ids(text) - kept_ids(allowed)
        kinds = {kept.id: kept.kind for kept in kept_in(text) if kept.id in lost}
        left_out = (*found.left_out, *(kind for kind in kinds.values() if kind not in _SAY_ALL))
        insert(self.textCursor(), allowed)
        self.ensureCursorVisible()
        self.left_out.emit(left_out)

    def search(self, act: Search) -> None:
        """Have words found in the text, or replaced."""
        self.search_requested.emit(act)

    def replace_words(self, places: Sequence[QTextCursor], words: str) -> int:
        """Write words in place of each selection, as `EditorDocument.replace_words` does."""
        return self._written.replace_words(places, words)

    def toggle_bold(self) -> None:
        """Make what is selected, or typed next, bold; or not bold any more."""
        look = QTextCharFormat()
        bold = self.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold
        look.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        self.mergeCurrentCharFormat(look)

    def toggle_italic(self) -> None:
        """Make what is selected, or typed next, italic; or upright again."""
        look = QTextCharFormat()
        look.setFontItalic(not self.currentCharFormat().fontItalic())
        self.mergeCurrentCharFormat(look)

    def toggle_heading_1(self) -> None:
        """Make the paragraph a heading, or body text again."""
        self._toggle(Form.HEADING_1)

    def toggle_heading_2(self) -> None:
        """Make the paragraph a smaller heading, or body text again."""
        self._toggle(Form.HEADING_2)

    def toggle_bullets(self) -> None:
        """Make the paragraphs items of a list, or body text again."""
        self._toggle(Form.BULLET)

    def toggle_numbers(self) -> None:
        """Make the paragraphs numbered items, or body text again."""
        self._toggle(Form.NUMBER)

    def make_body(self) -> None:
        """Make the paragraphs body text."""
        self._reform(lambda _block: (Form.BODY, 0))

    def deepen(self) -> None:
        """Put items of a list one level deeper."""
        self._reform(lambda block: (form_of(block), min(level_of(block) + 1, DEEPEST)))

    def raise_level(self) -> None:
        """Put items of a list one level up."""
        self._reform(lambda block: (form_of(block), max(level_of(block) - 1, 0)))

    def current_form(self) -> Form:
        """Return the form of the paragraph with the cursor."""
        return form_of(self.textCursor().block())

    def current_link(self) -> str:
        """Return where the link at the cursor leads, "" where there is none."""
        return self._link_cursor().charFormat().anchorHref()

    def set_link(self, address: str) -> None:
        """Let what is selected, or the link at the cursor, lead somewhere; "" for nowhere.

        Where nothing is selected the address itself is written.
        """
        cursor = self._link_cursor()
        link = safe_link(address)
        if cursor.hasSelection():
            look = QTextCharFormat()
            look.setAnchor(bool(link))
            look.setAnchorHref(link)
            cursor.mergeCharFormat(look)
        elif link:
            cursor.insertText(link, char_format(Span(link, link=link)))

    def can_format(self, act: Format) -> bool:
        """Whether this can be done here: a line has no headings, a text without files no "cite"."""
        return act.value in self._commands and not self.isReadOnly()

    def format(self, act: Format) -> None:
        """Do it with what is selected, or where the cursor is."""
        self._commands[act.value]()

    def set_citing(self, cite: Callable[[], None] | None) -> None:
        """Say how a file is referred to; None where there is none."""
        self._commands.pop(Format.CITE.value, None)
        if cite is not None:
            self._commands[Format.CITE.value] = cite

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle our own keys; the rest is as in every editor."""
        if event.key() not in _MODIFIER_KEYS:
            # Qt asks this for the next Tab: after Esc it leaves the text.
            self.setTabChangesFocus(event.key() == Qt.Key.Key_Escape)
        if event.text():
            self._leave_look()
        command = self._command(event)
        if command is not None:
            if not self.isReadOnly() or command in _OF_READERS:
                self._commands[command]()
        elif self._is_ctrl_tab(event) and not self.isReadOnly():
            self.insertPlainText("\t")
        elif self.isReadOnly() or not (
            self._handle_kept(event) or self._handle_tab(event) or self._handle_structure(event)
        ):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Forget Esc: who clicks into the text stays in it."""
        self.setTabChangesFocus(False)
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line with the keyboard in sight when something takes room from the text."""
        was_in_sight = 0 <= self.cursorRect().bottom() < event.oldSize().height()
        super().resizeEvent(event)
        if was_in_sight and event.size().height() < event.oldSize().height():
            self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget Esc: Tab is for the text again when the keyboard comes back."""
        super().focusOutEvent(event)
        self.setTabChangesFocus(False)

    def event(self, event: QEvent) -> bool:
        """Keep our keys from being taken as shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            key = cast("QKeyEvent", event)
            if self._command(key) is not None or self._is_ctrl_tab(key):
                event.accept()
                return True
        return super().event(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is selected for the clipboard."""
        return to_mime(self._selected())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words and pictures; files are for the evidence tray."""
        return not source.hasUrls() and (source.hasHtml() or source.hasText() or source.hasImage())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Write what was pasted or dropped, cleaned to what a response can say."""
        found = pasted(source) if source.hasHtml() or source.hasText() else Pasted(RichText())
        image = source.imageData() if source.hasImage() else None
        if isinstance(image, QImage) and not found.text.paragraphs:
            self.picture_pasted.emit(image)  # browsers say where it is, too
        else:
            self._insert(found)

    def sizeHint(self) -> QSize:
        """Return the least height: a bar above gets its room from the text, not from the page."""
        return super().sizeHint().boundedTo(QSize(_ANY_SIZE, max(self.minimumHeight(), 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the marks of its lists."""
        super().paintEvent(event)
        layout = self.document().documentLayout()
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        ink = QColor(self._theme.tokens.ink)
        painter = QPainter(self.viewport())
        block = self.cursorForPosition(event.rect().topLeft()).block()
        block = block.previous() if block.blockNumber() else block
        while block.isValid():
            place = layout.blockBoundingRect(block).translated(offset)
            if place.top() > event.rect().bottom():
                break
            self._written.marks.draw(painter, block, block.layout().position() + offset, ink)
            block = block.next()
        painter.end()

    def _command(self, event: QKeyEvent) -> str | None:
        pressed = QKeySequence(event.keyCombination())
        return next((name for name in self._commands if pressed == KEYS[name]), None)

    def _is_ctrl_tab(self, event: QKeyEvent) -> bool:
        return (
            event.key() == Qt.Key.Key_Tab
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )

    def _handle_kept(self, event: QKeyEvent) -> bool:
        """Let nothing be typed into what is kept, and select it before it is deleted."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return self._select_kept(cursor, back=event.key() == Qt.Key.Key_Backspace)
        text = event.text()
        writes = text.isprintable() and bool(text)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (writes or enter) or not is_kept_block(cursor.block()):
            return False
        self._new_paragraph_beside(cursor)
        return enter

    def _select_kept(self, cursor: QTextCursor, *, back: bool) -> bool:
        """Select what is kept beside the cursor, instead of deleting it or joining it to words.

        Returns whether the key is done with.
        """
        block = cursor.block()
        if not (cursor.atBlockStart() if back else cursor.atBlockEnd()):
            return self._select_object(cursor.position() - back)
        beside = block.previous() if back else block.next()
        if is_kept_block(beside) and block.text() and not is_kept_block(block):
            return self._select_object(beside.position() + beside.text().index(OBJECT))
        return is_kept_block(block) and bool(beside.text())

    def _select_object(self, place: int) -> bool:
        if self.document().characterAt(place) != OBJECT:
            return False
        cursor = self.textCursor()
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def _new_paragraph_beside(self, cursor: QTextCursor) -> None:
        """Begin a paragraph before or behind what is kept, where the cursor is."""
        before = cursor.atBlockStart()
        cursor.insertBlock(block_format(Form.BODY), QTextCharFormat())
        if before:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.setBlockFormat(block_format(Form.BODY))
        cursor.setCharFormat(QTextCharFormat())
        self.setTextCursor(cursor)

    def _handle_tab(self, event: QKeyEvent) -> bool:
        """Let Tab and Shift+Tab move items of lists; elsewhere write a tab, or go back.

        What is selected is never replaced by a tab.
        """
        in_list = any(form_of(block).is_list for block in self._touched())
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            if in_list:
                self.deepen()
            elif not self.textCursor().hasSelection():
                self.insertPlainText("\t")
            self.tab_pressed.emit()
            return True
        if event.key() == Qt.Key.Key_Backtab or (event.key() == Qt.Key.Key_Tab and shift):
            if in_list:
                self._reform(self._item_out)
            else:
                self.setTabChangesFocus(True)  # without it there is no way back
                self.focusPreviousChild()
                self.setTabChangesFocus(False)
            return True
        return False

    def _handle_structure(self, event: QKeyEvent) -> bool:
        """Let Enter end a list or heading, and Backspace take its form from a paragraph."""
        cursor = self.textCursor()
        form = form_of(cursor.block())
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if enter and not shift and self._form is Form.INTRODUCTION:
            self.went_on.emit()
            return True
        ends_empty = form.is_list or form is Form.QUOTE
        if enter and not shift and ends_empty and not cursor.block().text():
            self._reform(self._one_level_out)
            return True
        if enter and not shift and form.is_heading and cursor.atBlockEnd():
            cursor.insertBlock(block_format(Form.BODY), QTextCharFormat())
            self.setTextCursor(cursor)
            return True
        if (
            event.key() == Qt.Key.Key_Backspace
            and form not in (Form.BODY, self._form)
            and cursor.atBlockStart()
            and not cursor.hasSelection()
        ):
            self._reform(self._one_level_out)
            return True
        return False

    def _one_level_out(self, block: QTextBlock) -> tuple[Form, int]:
        level = level_of(block)
        return (form_of(block), level - 1) if level else (Form.BODY, 0)

    def _item_out(self, block: QTextBlock) -> tuple[Form, int]:
        form = form_of(block)
        return self._one_level_out(block) if form.is_list else (form, 0)

    def _toggle(self, form: Form) -> None:
        if self.current_form() is form:
            self.make_body()
        else:
            self._reform(lambda block: (form, level_of(block) if form.is_list else 0))

    def _reform(self, wanted: Callable[[QTextBlock], tuple[Form, int]]) -> None:
        """Give every paragraph that is touched by the selection another form, as one step."""
        one = QTextCursor(self.document())
        one.beginEditBlock()
        for block in self._touched():
            form, level = wanted(block)
            numbering = numbering_of(block) if form is form_of(block) else None
            one.setPosition(block.position())
            one.setBlockFormat(block_format(form, level, numbering))
        one.endEditBlock()

    def _touched(self) -> Iterator[QTextBlock]:
        """Give every paragraph that the selection touches."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.position() <= cursor.selectionEnd():
            yield block
            block = block.next()

    def _selected(self) -> RichText:
        """Return the selection; a piece of one paragraph is words without that paragraph's form."""
        cursor = self.textCursor()
        part = QTextDocument()
        QTextCursor(part).insertFragment(cursor.selection())
        paragraphs = read(part).paragraphs
        if not paragraphs:
            return RichText()
        first = self.document().findBlock(cursor.selectionStart())
        if first == self.document().findBlock(cursor.selectionEnd()):
            start = replace(paragraphs[0], form=Form.BODY, level=0)
        else:
            start = replace(paragraphs[0], form=form_of(first), level=level_of(first))
        return RichText((start, *paragraphs[1:]))

    def _allowed(self, text: RichText) -> RichText:
        """Return a text as this editor takes it: an introduction knows no headings and lists."""
        if self._form is Form.BODY:
            paragraphs = (
                replace(item, form=Form.BODY) if item.form is Form.INTRODUCTION else item
                for item in text.paragraphs
            )
            return normalized(RichText(tuple(paragraphs)))
        blocks = {item.kept.id for item in text.paragraphs if item.kept is not None}
        text = without_kept(text, blocks)
        spans: list[Span] = []
        for paragraph in text.paragraphs:
            spans.extend((Span(" "),) if spans else ())
            spans.extend(
                replace(span, text=span.text.replace("\n", " ")) for span in paragraph.spans
            )
        return normalized(RichText((Paragraph(tuple(spans)),)))

    def _with_known(self, text: RichText) -> RichText:
        """Return a text that holds no more of what is kept than its Word file.

        Of something that stands elsewhere in the text already, the words are written again.
        """
        unknown = kept_ids(text) - self._written.known
        return without_kept(text, unknown | self._kept_elsewhere())

    def _kept_elsewhere(self) -> frozenset[str]:
        """Return the names of what is kept in the text beside what is selected."""
        return kept_ids(self.rich_text()) - kept_ids(self._selected())

    def _link_cursor(self) -> QTextCursor:
        """Return a cursor over the selection, or over the whole link it stands in."""
        cursor = self.textCursor()
        if cursor.hasSelection() or not cursor.charFormat().isAnchor():
            return cursor
        position = cursor.position()
        for fragment in fragments(cursor.block()):
            if fragment.position() <= position <= fragment.position() + fragment.length() and (
                fragment.charFormat().isAnchor()
            ):
                cursor.setPosition(fragment.position())
                end = fragment.position() + fragment.length()
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                break
        return cursor

    def _leave_look(self) -> None:
        """What is typed beside a link, or beside what stands out, is not part of it."""
        cursor = self.textCursor()
        look = self.currentCharFormat()
        if cursor.hasSelection():
            return
        if is_kept(look):
            self.setCurrentCharFormat(QTextCharFormat())
            return
        effects = effects_of(look)
        if not (look.isAnchor() or effects):
            return
        after = None if cursor.atBlockEnd() else _look_behind(cursor)
        if effects:
            before = PLAIN if cursor.atBlockStart() else effects_of(cursor.charFormat())
            set_effects(look, effects & before & (PLAIN if after is None else effects_of(after)))
        if look.isAnchor() and (after is None or after.anchorHref() != look.anchorHref()):
            look.clearProperty(QTextCharFormat.Property.IsAnchor.value)
            look.clearProperty(QTextCharFormat.Property.AnchorHref.value)
        if look != self.currentCharFormat():
            self.setCurrentCharFormat(look)

    def _note_change(self) -> None:
        if not self._ignores_changes:  # else it is being filled, or its looks change with the theme
            self.setTabChangesFocus(False)
            self.viewport().update()
            self.edited.emit()

    def _apply_theme(self) -> None:
        self._ignores_changes = True
        self.setFont(self._theme.font(Type.OWN_WORDS))
        self._written.apply_theme()
        self._ignores_changes = False


def _look_behind(cursor: QTextCursor) -> QTextCharFormat:
    """Return the look of the character behind a cursor."""
    after = QTextCursor(cursor)
    after.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return after.charFormat()
