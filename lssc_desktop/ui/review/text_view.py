"""A response as it is read in a review: marked and quoted, and its links followed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.text.references import EvidenceReference, evidence_references
from lssc_desktop.core.text.richtext import Form, RichText, safe_link
from lssc_desktop.core.text.text import utf16_length
from lssc_desktop.documents.previews import Source
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.review import shown_address
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.previews import PlacedReference, Previews
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import plain_hint
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.preview.page_search import rectangles
from lssc_desktop.ui.review.evidence_pane import PanePreview
from lssc_desktop.ui.shared.comment_card import SelectedText, Stretch, StretchKind

_SEPARATOR = "\u2029"  # between paragraphs, where `richtext.plain` has a newline
_LINE_BREAK = "\u2028"

_UNDERLINES = {
    StretchKind.CHANGED: QTextCharFormat.UnderlineStyle.SingleUnderline,
    StretchKind.MOVED: QTextCharFormat.UnderlineStyle.DashUnderline,
    StretchKind.CUT: QTextCharFormat.UnderlineStyle.DotLine,
}
"""How words are underlined that are new, moved here, or stand where others went."""


class TextView(RichEditor):
    """A text to read, as high as it is, so that the page scrolls; places count as Qt does."""

    passage_changed = Signal()
    """Something else is selected, or nothing any more."""
    reached = Signal(object)
    """The `QRect` of the keyboard's place, in this widget."""
    follow_requested = Signal(str)
    """The user wants to follow a link to an address: a click, or Enter at the link."""
    reference_requested = Signal(object)
    """The user wants to see the evidence of an `EvidenceReference`: a click, or Enter at it."""

    def __init__(
        self, theme: Theme, name: str, form: Form = Form.BODY, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, form, parent=parent)
        self._ink = theme
        self._stretches: tuple[Stretch, ...] = ()
        self._references: tuple[EvidenceReference, ...] = ()
        self._pressed = ""
        self._pressed_at = QPoint()
        self.viewport().setMouseTracking(True)
        self.setProperty("look", "reading")
        self.document().setDocumentMargin(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.selectionChanged.connect(self.passage_changed)
        self.cursorPositionChanged.connect(self._tell_place)
        theme.changed.connect(self._mark)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note the link that is pressed, which a drag over it selects instead."""
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint()
        self._pressed = self.anchorAt(self._pressed_at) if is_left else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the link, or the reference to evidence, that was pressed and released."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, ""
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if event.button() != Qt.MouseButton.LeftButton or moved >= QApplication.startDragDistance():
            return
        reference = self._reference_at(self._pressed_at)
        if pressed:
            self._follow(pressed)
        elif reference is not None:
            self.reference_requested.emit(reference)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show over a link that it can be pressed, and where it leads."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        link = safe_link(self.anchorAt(at))
        leads = bool(link) or self._reference_at(at) is not None
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(plain_hint(shown_address(link)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link, or the reference to evidence, at the cursor with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            link, at = self.current_link(), self.textCursor().position()
            if link:
                self._follow(link)
                return
            for each in self._references:
                if each.start <= at <= each.end:
                    self.reference_requested.emit(each)
                    return
        super().keyPressEvent(event)

    def _reference_at(self, point: QPoint) -> EvidenceReference | None:
        """Return the reference at a point of the viewport; its places count as Qt does."""
        for each in self._references:
            # Between two letters Qt takes the nearer one: the point itself has to be over them.
            cursor = self.cursorForPosition(point)
            first, last = each.start, each.end
            if first <= cursor.position() <= last and self._is_over(point, first, last):
                return each
        return None

    def _is_over(self, point: QPoint, first: int, last: int) -> bool:
        begin = self.cursorRect(_cursor(self.document(), first, first))
        end = self.cursorRect(_cursor(self.document(), last, last))
        if begin.top() == end.top():
            return begin.united(end).contains(point)
        return begin.top() <= point.y() <= end.bottom()

    def show_references(self, is_there: Callable[[EvidenceReference], bool]) -> None:
        """Show the references to evidence as links, where the evidence is there."""
        text = self.toPlainText()
        self._references = tuple(
            replace(
                each, start=utf16_length(text[: each.start]), end=utf16_length(text[: each.end])
            )
            for each in evidence_references(text)
            if is_there(each)
        )
        self._mark()

    def show_text(self, text: RichText, stretches: Sequence[Stretch] = ()) -> None:
        """Show a text with its marks."""
        self._references = ()
        self.set_rich_text(text)
        self.mark(stretches)

    def mark(self, stretches: Sequence[Stretch]) -> None:
        """Mark other stretches of the same text."""
        self._stretches = tuple(stretches)
        self._mark()

    @property
    def passage(self) -> SelectedText | None:
        """What is selected, None where nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        text = cursor.selectedText().replace(_SEPARATOR, "\n").replace(_LINE_BREAK, "\n")
        return SelectedText(cursor.selectionStart(), text) if text.strip() else None

    def select(self, start: int, end: int) -> None:
        """Select a stretch and bring it into view."""
        self.setTextCursor(_cursor(self.document(), start, end))
        self.reached.emit(self.cursorRect())

    def _follow(self, link: str) -> None:
        link = safe_link(link)
        if link:
            self.follow_requested.emit(link)

    def _mark(self) -> None:
        self.set_marks("references", [self._link(each) for each in self._references])
        self.set_marks("review", [self._selection(stretch) for stretch in self._stretches])

    def _link(self, reference: EvidenceReference) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        marked.cursor = _cursor(self.document(), reference.start, reference.end)
        look = QTextCharFormat()
        look.setForeground(QColor(self._ink.tokens.accent))
        look.setFontUnderline(True)
        marked.format = look
        return marked

    def _selection(self, stretch: Stretch) -> QTextEdit.ExtraSelection:
        colors = self._ink.tokens.tone(Tone.NOTE)
        marked = QTextEdit.ExtraSelection()
        marked.cursor = _cursor(self.document(), stretch.start, stretch.end)
        look = QTextCharFormat()
        if stretch.kind is not StretchKind.CUT:
            look.setBackground(QColor(colors.bg))
        if stretch.kind in _UNDERLINES:
            look.setUnderlineStyle(_UNDERLINES[stretch.kind])
            look.setUnderlineColor(QColor(colors.fg))
        marked.format = look
        return marked

    def _tell_place(self) -> None:
        if self.hasFocus():
            self.reached.emit(QRect(self.cursorRect()))

    def _fit(self) -> None:
        frame = self.height() - self.viewport().height()
        self.setFixedHeight(round(self.document().size().height()) + max(frame, 0) + 2)


def _cursor(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """Return a cursor over a stretch; what lies past the end ends there."""
    last = max(document.characterCount() - 1, 0)
    cursor = QTextCursor(document)
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor


# Pages ------------------------------------------------------------------------------------------


class ResponsePages(PanePreview):
    """The pages of a response's Word file; its references to evidence can be clicked."""

    reference_requested = Signal(object)
    """The user wants to see the evidence of an `EvidenceReference`."""

    def __init__(self, jobs: Jobs, previews: Previews, icons: Icons) -> None:
        super().__init__(jobs, previews, icons, for_reader=True)
        self.is_there: Callable[[EvidenceReference], bool] = bool
        """Whether the evidence that a reference means is there."""
        self._read: Source | None = None
        self._places: tuple[EvidenceReference, ...] = ()
        self.words_read.connect(self._read_references)
        self.view.paper.link_pressed.connect(self._press)

    def _read_references(self) -> None:
        """Look for references, once in a file."""
        if self._source is None or self._read == self._source:
            return
        self._read = self._source
        self.view.paper.show_links(())
        self._jobs.start_reporting(
            Lane.FINDING, _references, self._previews, self._source, done=self._show, quiet=True
        )

    def _show(self, answer: tuple[Source, tuple[PlacedReference, ...]]) -> None:
        source, found = answer
        if source != self._source:
            return
        links = [
            (each.reference, each.at.page, box)
            for each in found
            if self.is_there(each.reference)
            for box in rectangles(each.at)
        ]
        self._places = tuple(reference for reference, _page, _box in links)
        self.view.paper.show_links([(page, box) for _reference, page, box in links])

    def _press(self, place: int) -> None:
        self.reference_requested.emit(self._places[place])


def _references(
    previews: Previews, source: Source, reporter: Reporter
) -> tuple[Source, tuple[PlacedReference, ...]]:
    return source, previews.references(source, reporter)


# Links ------------------------------------------------------------------------------------------


_FOLLOW, _STAY = "follow", "stay"


class LinkFollower(QObject):
    """Follows the links of a response, after a question that shows where each leads."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._address = ""

    def ask(self, address: str) -> None:
        """Ask whether a link is to be followed."""
        answers = (
            Answer(_FOLLOW, _("Open in browser")),
            Answer(_STAY, _("Stay in review")),
        )
        self._address = address
        question = Question(
            Message(
                _("This link goes outside the package, to {address}").format(
                    address=shown_address(address)
                ),
                _("The candidate wrote it. Whoever runs the page can see that someone opened it."),
            ),
            answers,
            _STAY,
        )
        self._services.notices.ask(question, self._answer)

    def _answer(self, answer: str) -> None:
        address, self._address = self._address, ""
        if answer == _FOLLOW:
            self._services.desktop.open_address(address)
