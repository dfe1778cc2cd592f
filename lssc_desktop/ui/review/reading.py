"""The middle of a review: one response, or the learning statement, with its evidence beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.text.pages import pages
from lssc_desktop.core.text.references import EvidenceReference
from lssc_desktop.core.text.richtext import READ_ONLY, Form, RichText, UnsupportedContent, words
from lssc_desktop.documents.previews import Source
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import pages_line, words_line
from lssc_desktop.messages.documents import fault_sentence, part_words
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.review import said_text
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.kit.buttons import ToolButton, link_button, plain_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, set_style_property
from lssc_desktop.ui.kit.layout import Space, column, row, set_beside, stretch
from lssc_desktop.ui.kit.pages import (
    Divider,
    FlowLayout,
    PageContent,
    PaneSplitter,
    ScrollPage,
    flow,
)
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.review.evidence_pane import EvidencePane
from lssc_desktop.ui.review.rating_bar import RatingBar
from lssc_desktop.ui.review.text_view import ResponsePages, TextView
from lssc_desktop.ui.review.window_parts import AskedNote, most_height
from lssc_desktop.ui.shared.comment_card import Stretch, TextPart
from lssc_desktop.values import dataclass

_SEEN = frozenset(
    {
        UnsupportedContent.TABLE,
        UnsupportedContent.PICTURE,
        UnsupportedContent.FOOTNOTE,
        UnsupportedContent.MATH,
        UnsupportedContent.TEXT_BOX,
    }
)

# The head of what is read: which competency it is, what it asks, and the way on -----------------


_OFFICIAL_MOST = 5_000
_READING_HEAD_SIDE, _FAR_SIDE, _ABOVE, _BELOW = 22, 12, 12, 9


class ReadingHead(QWidget):
    """The head of what is read: place, statement, and buttons back and to the next changed."""

    previous_requested = Signal()
    next_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.place = Label(theme, "", Type.TABLE_STRONG, Ink.ACCENT)
        self.statement = Label(theme, "", Type.STATEMENT)
        self.otherwise = AskedNote(icons)
        self.suggestion = Label(theme, "", Type.TABLE, Ink.INK2)
        self.official = Label(theme, "", Type.TABLE, Ink.INK2)
        self.show_official = link_button(icons, _("Read the official text"))
        self.previous = ToolButton(
            icons, "chevron-left", _("Previous {competency}"), QKeySequence("Ctrl+PgUp"), boxed=True
        )
        self.next = plain_button(icons, "", "chevron-right", small=True)
        self.next.put_icon_last()

        self._column = column(
            row((self.place, 1), self.previous, self.next, gap=5),
            self.statement,
            self.otherwise,
            self.show_official,
            self.official,
            self.suggestion,
            gap=4,
            margins=(_READING_HEAD_SIDE, _ABOVE, _FAR_SIDE, _BELOW),
            on=self,
        )
        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self.show_official.clicked.connect(self._toggle_official)

    def show_words(
        self, place: str, statement: str, official: str = "", suggestion: str = ""
    ) -> None:
        """Show what is asked; the official text only when it is wanted."""
        self.place.setText(place)
        self.statement.setText(statement)
        self.official.setText(said_text(official[:_OFFICIAL_MOST]))
        self.official.hide()
        self.show_official.setVisible(bool(official))
        self.show_official.setText(_("Read the official text"))
        self.suggestion.setText(
            _("Answers a suggestion: {text}").format(text=said_text(suggestion[:_OFFICIAL_MOST]))
        )
        self.suggestion.setVisible(bool(suggestion))

    def offer(self, words: str, *, there: bool) -> None:
        """Name where the button leads; it is off when there is no such place."""
        self.next.setText(words)
        self.next.setToolTip(_("{act} ({keys})").format(act=words, keys="Ctrl+Enter"))
        self.next.setEnabled(there)

    def _toggle_official(self) -> None:
        shown = self.official.isHidden()
        self.official.setVisible(shown)
        self.show_official.setText(
            _("Hide the official text") if shown else _("Read the official text")
        )


# What changed since the copy that was reviewed before: in one line, and on wish in words --------


_MOST_LINES = 60
_AROUND_WORDS = 36  # margins and the bar that scrolls
_LEAST_LINE = 260  # pixels of the line beside the buttons
_ICON = 18
_GAP = 10


class ChangeBanner(QFrame):
    """A banner that says how much changed, hides the marks in the text, and lists the changes."""

    marks_toggled = Signal(bool)
    """Whether the changes are to be marked in the text."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.marks_shown = True
        self.setProperty("box", Tone.NOTE.value)
        self.line = Label(theme, "", Type.BODY)
        self.words = Label(theme, "", Type.TABLE)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        content = PageContent()
        column(self.words, on=content)
        self._scroll = ScrollPage(content)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        self._scroll.setAccessibleName(_("Changes in text"))
        self._scroll.hide()
        self.in_words = link_button(icons, _("As text"))
        self.hide_marks = plain_button(icons, _("Hide changes"), "eye-off", small=True)

        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self.in_words)
        buttons.addWidget(self.hide_marks)
        said = row(IconLabel(icons, "pencil", Ink.NOTE, _ICON), (self.line, 1), gap=_GAP)
        self._top = row((said, 1), buttons, gap=_GAP)
        self._buttons = buttons
        self._beside = row(self._scroll)
        column(self._top, self._beside, gap=6, margins=(12, 6, 8, 6), on=self)
        self._theme = theme
        theme.changed.connect(self._measure)
        self._measure()
        self.in_words.clicked.connect(self._toggle_words)
        self.hide_marks.clicked.connect(self._toggle_marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words where there is little room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.measure(_LEAST_LINE) + self._buttons.sizeHint().width()
        set_beside(self._top, beside=not narrow)
        self._fit()

    def show_changes(self, head: str, line: str, lines: Sequence[str]) -> None:
        """Show what changed in another text."""
        self.line.set_led_text(head, line)
        more = len(lines) - _MOST_LINES
        shown = list(lines[:_MOST_LINES])
        if more > 0:
            shown.append(_("And {count} more.").format(count=more))
        self.words.setText("\n".join(shown))
        self.in_words.setVisible(bool(lines))
        self._scroll.setVisible(bool(lines) and not self._scroll.isHidden())
        self._scroll.verticalScrollBar().setValue(0)
        self._fit()

    def _fit(self) -> None:
        """Give the list the height that its words need, or a share of the window's."""
        width = self.width() - self._theme.measure(_ICON) - _GAP - _AROUND_WORDS
        needed = self.words.heightForWidth(max(width, 1)) + 2
        self._scroll.setFixedHeight(min(needed, most_height(self, self._theme)))

    def _measure(self) -> None:
        """Let the list begin under the words above, not under the pencil, which grows with them."""
        self._beside.setContentsMargins(self._theme.measure(_ICON) + _GAP, 0, 0, 0)
        self._fit()

    def _toggle_words(self) -> None:
        shown = self._scroll.isHidden()
        self._scroll.setVisible(shown)
        self._fit()
        self.in_words.setText(_("Hide text") if shown else _("As text"))

    def _toggle_marks(self) -> None:
        self.marks_shown = not self.marks_shown
        self.hide_marks.setText(_("Hide changes") if self.marks_shown else _("Show changes"))
        self.hide_marks.set_icon_name("eye-off" if self.marks_shown else "eye")
        self.marks_toggled.emit(self.marks_shown)


# Reading ----------------------------------------------------------------------------------------


_BESIDE_FROM = 640  # pixels; below, the evidence stands under the text
_LEAST_PANE = 250  # pixels of text or evidence beside each other
_USUAL_SHARE = 0.48  # of the width that the text has: a page needs more than words do
_LEAST_SHARE = 0.15
_MOVING = 400  # milliseconds without another move of the line
_LEAST_PREVIEW = 240
_ALONE_HEIGHT = 420  # pixels of a preview under the text
_LONGEST_LINE = 760  # pixels: over some ninety characters the eye loses the line
_SIDE = 22
_TOP = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One text to read: what was read of it, how long it may be, and what is marked in it.

    `nothing` is what is said where there is no text.
    """

    document: SeenDocument | None
    limit: float | None
    nothing: str = ""
    statement: bool = False
    stretches: tuple[Stretch, ...] = ()


class _TextPane(PageContent):
    """What is written: F6 leads into the text itself."""

    def __init__(self, views: Sequence[QWidget]) -> None:
        super().__init__()
        self._views = views

    @property
    def first_control(self) -> QWidget:
        """The control that gets the keyboard first."""
        return next((view for view in self._views if view.isVisible()), self)


class ReadingPane(QFrame):
    """A pane to read in: on one side head, banner of changes and text, on the other the evidence.

    Below both stands the rating.
    """

    passage_selected = Signal(object)
    """A `Passage` of the whole text, None when nothing is selected."""
    share_changed = Signal(float)
    """The part of the width that the text has was changed, by the mouse."""
    follow_requested = Signal(str)
    """The user wants to follow a link of the text to an address."""
    other_evidence_requested = Signal(int, int)
    """The user wants to see evidence of another competency: its number, and the file's."""
    response_requested = Signal()
    """The user wants the Word file of the text in its own program."""

    def __init__(
        self,
        jobs: Jobs,
        previews: Previews,
        icons: Icons,
        parent: QWidget | None = None,
        ratings: tuple[Rating, ...] = tuple(Rating),
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._theme = theme
        self._reading: Reading | None = None
        self._has_evidence = True
        self.other_evidence: Callable[[int], int] = _none_there
        """How many files another competency of the set shows, by its number."""
        self._share = _USUAL_SHARE
        self._moved = single_shot(self, _MOVING, self._tell_share)
        self._text = RichText()
        self._parts = (
            TextPart(RichText(), introduction=True),
            TextPart(RichText(), introduction=False),
        )
        self.setProperty("box", "paper")
        self.head = ReadingHead(icons)
        self.banner = ChangeBanner(icons)
        self.notice = Callout(icons, "", Tone.INFO, icon="info-circle", type_=Type.TABLE)
        self._introduction_head = Label(theme, _("Introduction"), Type.TABLE_STRONG, wrap=False)
        self.introduction = TextView(theme, _("Introduction"), Form.INTRODUCTION)
        self._response_head = Label(theme, "", Type.TABLE_STRONG, wrap=False)
        self._length = Label(theme, "", Type.TABLE, Ink.INK2)
        self.open_response = plain_button(icons, _("Open in Word"), "external-link", small=True)
        self.open_response.setToolTip(_("Open a copy of this text’s Word file"))
        self.as_file = plain_button(icons, _("With tables and pictures"), "table", small=True)
        self.as_file.setCheckable(True)
        self.as_file.setToolTip(_("Show the text as it is in its Word file"))
        self.file_view = ResponsePages(jobs, previews, icons)
        self.file_view.is_there = self._is_there
        self.file_view.set_least(_LEAST_PREVIEW)
        self._file: Source | None = None
        self.response = TextView(theme, _("Response"))
        self.nothing = Label(theme, "", Type.BODY, Ink.INK2)
        self.evidence = EvidencePane(jobs, previews, icons)
        self.rating = RatingBar(icons, ratings=ratings)
        self._lay_out()
        for view in self.views:
            view.passage_changed.connect(self._tell_passage)
            view.reached.connect(self._bring_into_view)
            view.follow_requested.connect(self.follow_requested)
            view.reference_requested.connect(self._show_evidence)
        self.file_view.reference_requested.connect(self._show_evidence)
        self.banner.marks_toggled.connect(self._mark)
        self.open_response.clicked.connect(self.response_requested)
        self.file_view.open_requested.connect(self.response_requested)
        self.as_file.toggled.connect(self._show_text_or_file)
        self._split.splitterMoved.connect(self._take_share)
        theme.changed.connect(self._fit)

    @property
    def views(self) -> tuple[TextView, TextView]:
        """The two parts of the text."""
        return (self.introduction, self.response)

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        text = self._texts if self._around_file.isHidden() else self._around_file
        return (text, self.evidence)

    @property
    def share(self) -> float:
        """The part of the width that the text has beside the evidence, between 0 and 1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Give the text another part of the width."""
        self._share = min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
        self._divide()

    def show_reading(self, reading: Reading) -> None:
        """Show a text from its beginning; the same one stays where it is, with its marks again."""
        before, self._reading = self._reading, reading
        if before is not None and _same_text(before, reading):
            self._mark()
            return
        document = reading.document
        self._text = RichText() if document is None or document.fault else document.text
        self._parts = (
            TextPart(self._text, introduction=True),
            TextPart(self._text, introduction=False),
        )
        for view, part in zip(self.views, self._parts, strict=True):
            view.show_text(part.text)
            view.show_references(self._is_there)
        self._mark()
        self._show_heads(reading)
        self._scroll.verticalScrollBar().setValue(0)

    def evidence_shown(self, *, shown: bool) -> None:
        """Show the evidence, or leave it out where there can be none."""
        self._has_evidence = shown
        self._evidence_scroll.setVisible(shown and self._evidence_scroll.widget() is not None)
        self.evidence.setVisible(shown)
        self._divide()

    def show_file(self, file: Source | None) -> None:
        """Offer the Word file of the text, None where there is none."""
        self._file = file
        document = None if self._reading is None else self._reading.document
        more = file is not None and document is not None and _shows_more(document)
        self.open_response.setVisible(file is not None)
        self._file_tools.setVisible(more)
        self._show_text_or_file()

    def _show_text_or_file(self) -> None:
        as_file = self.as_file.isChecked() and not self._file_tools.isHidden()
        set_style_property(self.as_file, "look", "tinted" if self.as_file.isChecked() else "plain")
        self.file_view.show_file(self._file if as_file else None)
        self._around_file.setVisible(as_file)
        self._scroll.setVisible(not as_file)

    def _is_there(self, reference: EvidenceReference) -> bool:
        """Whether a reference can be followed: to a file beside the text, or another competency."""
        if reference.competency is None:
            return 0 < reference.first <= self.evidence.count
        return self.other_evidence(reference.competency) >= reference.first > 0

    def _show_evidence(self, reference: EvidenceReference) -> None:
        """Show the evidence that the text refers to, large where there is no pane of it."""
        if reference.competency is not None:
            self.other_evidence_requested.emit(reference.competency, reference.first)
            return
        self.evidence.go_to(reference.first - 1)
        if self.evidence.isVisible():
            self._evidence_scroll.ensureWidgetVisible(self.evidence.preview)
        else:
            self.evidence.preview.enlarge()

    def hide_rating(self) -> None:
        """Be there to read alone."""
        self._foot.hide()

    def show_passage(self, start: int, end: int) -> None:
        """Select a passage of the whole text and bring it into view."""
        self.as_file.setChecked(False)
        for view, part in zip(self.views, self._parts, strict=True):
            found = part.inside(Stretch(start, end))
            if found is not None:
                view.select(found.start, found.end)
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the evidence under the text where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()
        self._divide()

    def _show_heads(self, reading: Reading) -> None:
        intro, response = (bool(part.text.paragraphs) for part in self._parts)
        for widget in (self._introduction_head, self.introduction):
            widget.setVisible(intro)
        for widget in (self._response_head, self._length, self.response):
            widget.setVisible(response)
        self._response_head.setText(
            _("{Learning_statement}") if reading.statement else _("Response")
        )
        self.response.setAccessibleName(self._response_head.text())
        length = (words_line(words(self._text)), pages_line(pages(self._text), reading.limit))
        self._length.setText(", ".join(length))
        document = reading.document
        notice = None if document is None else _reader_notice(document)
        self.notice.setVisible(notice is not None)
        if notice is not None:
            self.notice.set_text(notice.meaning, notice.happened)
        self.nothing.setVisible(not intro and not response and notice is None)
        self.nothing.setText(reading.nothing)

    def _mark(self) -> None:
        if self._reading is None:
            return
        for view, part in zip(self.views, self._parts, strict=True):
            wanted = (
                part.inside(each)
                for each in self._reading.stretches
                if self.banner.marks_shown or not each.changed
            )
            view.mark([each for each in wanted if each is not None])

    def _tell_passage(self) -> None:
        for view, part in zip(self.views, self._parts, strict=True):
            if view is self.sender() and view.hasFocus():
                passage = view.passage
                self.passage_selected.emit(None if passage is None else part.whole(passage))

    def _bring_into_view(self, place: QRect) -> None:
        view = self.sender()
        if isinstance(view, TextView):
            corner = view.mapTo(self._content, place.bottomLeft())
            self._scroll.ensureVisible(corner.x(), corner.y(), 0, 60)

    def _fit(self) -> None:
        beside = self.width() >= _BESIDE_FROM * self._theme.text_scale
        if beside and self._evidence_scroll.widget() is None:
            self._evidence_scroll.hold(self.evidence)
        elif not beside and self._evidence_scroll.widget() is not None:
            self._evidence_scroll.takeWidget()
            self._column.addWidget(self.evidence)
            self.evidence.setAutoFillBackground(False)
        least = self._theme.measure(_LEAST_PANE)
        self._texts.setMaximumWidth(self._theme.measure(_LONGEST_LINE))
        self._left.setMinimumWidth(least)
        self._evidence_scroll.setMinimumWidth(least)
        self.evidence.set_least_preview(_LEAST_PREVIEW if beside else _ALONE_HEIGHT)
        self._texts_column.setContentsMargins(_SIDE, _TOP, _FAR_SIDE, 12)
        around = (_SIDE, 10, _FAR_SIDE, 4) if beside else (_SIDE, 4, _FAR_SIDE, 8)
        self._around_banner.setContentsMargins(*around)
        if beside:
            self._top.insertWidget(0, self.head)
            self._top.addWidget(self._banner_box)
        else:
            self._column.insertWidget(0, self.head)
            self._column.insertWidget(1, self._banner_box)
        self.evidence_shown(shown=self._has_evidence)

    def _divide(self) -> None:
        """Give text and evidence their parts of the width."""
        room = self._split.width() - self._split.handleWidth()
        if not self._evidence_scroll.isHidden() and room > 0:
            text = round(room * self._share)
            self._split.setSizes([text, room - text])

    def _take_share(self) -> None:
        text, evidence = self._split.sizes()
        if text + evidence:
            self._share = text / (text + evidence)
            self._moved.start()

    def _tell_share(self) -> None:
        self.share_changed.emit(self._share)

    def _lay_out(self) -> None:
        self._texts = _TextPane(self.views)
        tools = flow(self.open_response, gap=8)
        self._texts_column = column(
            self.notice,
            self._introduction_head,
            self.introduction,
            Space(6),
            row(self._response_head, (self._length, 1), gap=8),
            self.response,
            self.nothing,
            Space(4),
            tools,
            gap=3,
            on=self._texts,
        )
        self._content = PageContent()
        self._column = column(self._texts, gap=0, on=self._content)
        self._column.addStretch(1)
        self._scroll = ScrollPage(self._content)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content.setAutoFillBackground(False)  # on paper, which a scroll area fills over
        self._evidence_scroll = ScrollPage(self.evidence)
        self._evidence_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What scrolls with the text where there is little room:
        self._top = column(self.head, Divider(), gap=0)
        self._banner_box = QWidget()
        self._around_banner = column(self.banner, on=self._banner_box)
        self._left = QWidget()
        self._file_tools = QWidget()
        row(self.as_file, stretch, margins=(_SIDE, 8, _FAR_SIDE, 4), on=self._file_tools)
        self._around_file = QWidget()
        column(self.file_view, margins=(_SIDE, 0, _FAR_SIDE, 6), on=self._around_file)
        column(
            self._top,
            self._file_tools,
            (self._scroll, 1),
            (self._around_file, 1),
            gap=0,
            on=self._left,
        )
        self._split = PaneSplitter(self._theme, _("Width of text and evidence"))
        self._split.addWidget(self._left)
        self._split.addWidget(self._evidence_scroll)
        foot = QFrame()
        foot.setProperty("box", "foot")
        column(self.rating, on=foot)
        self._foot = QWidget()
        column(Divider(), foot, gap=0, on=self._foot)
        column((self._split, 1), self._foot, gap=0, on=self)


def _none_there(_competency: int) -> int:
    return 0


def _same_text(one: Reading, other: Reading) -> bool:
    """Tell whether two readings show one text, so that it can stay as it is scrolled."""
    return one.document is not None and (one.document, one.statement) == (
        other.document,
        other.statement,
    )


def _shows_more(document: SeenDocument) -> bool:
    """Whether readers of the file see tables, pictures or the like, for which a text has marks."""
    return not document.fault and bool(_SEEN.intersection(document.beyond))


def _reader_notice(document: SeenDocument) -> Message | None:
    """Say to a reviewer what of a document is not shown as text, None where nothing is missing."""
    if document.fault:
        return Message(
            _("This document can’t be read. {reason}").format(
                reason=fault_sentence(document.fault)
            ),
            _("Open it in Word to see it."),
        )
    if document.cut:
        return Message(
            _("This text is too long to show all of it."),
            _("The beginning is below. Open it in Word to read all of it."),
        )
    if document.is_read_only:
        reasons = " ".join(code for code in document.beyond if code in READ_ONLY)
        return Message(
            _("This document has {parts}.").format(parts=part_words(reasons)),
            _("We show the text without that. Open it in Word to see everything."),
        )
    return None
