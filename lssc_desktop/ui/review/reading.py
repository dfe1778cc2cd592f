"""The middle of a review: one response, or the learning statement, with its evidence beside it."""

from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.folder_facts import SeenDocument
from lssc_desktop.core.pages import pages
from lssc_desktop.core.richtext import Form, RichText, words
from lssc_desktop.messages.competency import pages_line, words_line
from lssc_desktop.messages.response_notice import response_notice
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.previews import Previews
from lssc_desktop.ui.review.change_banner import ChangeBanner
from lssc_desktop.ui.review.evidence_pane import EvidencePane
from lssc_desktop.ui.review.parts import Part, Stretch
from lssc_desktop.ui.review.rating_bar import RatingBar
from lssc_desktop.ui.review.reading_head import ReadingHead
from lssc_desktop.ui.review.text_view import TextView
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.callout import Callout
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import Divider, PageContent, ScrollPage

_BESIDE_FROM = 640  # pixels; below, the evidence stands under the text
_EVIDENCE_WIDTH = 290
_SIDE = 22
_TOP = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One text to read: what was read of it, how long it may be, and what is marked in it."""

    document: SeenDocument | None
    limit: float | None
    statement: bool = False
    stretches: tuple[Stretch, ...] = ()


class ReadingPane(QFrame):
    """Head, banner of changes, text, evidence, and the rating at the foot."""

    passage_selected = Signal(object)
    """A `Passage` of the whole text, None when nothing is selected."""

    def __init__(
        self, jobs: Jobs, previews: Previews, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._theme = theme
        self._reading: Reading | None = None
        self._has_evidence = True
        self._text = RichText()
        self._parts = (Part(RichText(), introduction=True), Part(RichText(), introduction=False))
        self.setProperty("box", "paper")
        self.head = ReadingHead(icons)
        self.banner = ChangeBanner(icons)
        self.notice = Callout(icons, "", Tone.INFO, icon="info-circle", type_=Type.TABLE)
        self._introduction_head = Label(theme, _("Introduction"), Type.TABLE_STRONG, wrap=False)
        self.introduction = TextView(theme, _("Introduction"), Form.INTRODUCTION)
        self._response_head = Label(theme, "", Type.TABLE_STRONG, wrap=False)
        self._length = Label(theme, "", Type.TABLE, Ink.INK2)
        self.response = TextView(theme, _("Response"))
        self.nothing = Label(theme, "", Type.BODY, Ink.INK2)
        self.evidence = EvidencePane(jobs, previews, icons)
        self.rating = RatingBar(icons)
        self._lay_out()
        for view in self.views:
            view.passage_changed.connect(self._tell_passage)
            view.reached.connect(self._bring_into_view)
        self.banner.marks_toggled.connect(self._mark)
        theme.changed.connect(self._fit)

    @property
    def views(self) -> tuple[TextView, TextView]:
        """The two parts of the text."""
        return (self.introduction, self.response)

    def show_reading(self, reading: Reading) -> None:
        """Show a text from its beginning; the same one stays where it is, with its marks anew."""
        before, self._reading = self._reading, reading
        if before is not None and _same_text(before, reading):
            self._mark()
            return
        document = reading.document
        self._text = RichText() if document is None or document.fault else document.text
        self._parts = (
            Part(self._text, introduction=True),
            Part(self._text, introduction=False),
        )
        for view, part in zip(self.views, self._parts, strict=True):
            view.show_text(part.text)
        self._mark()
        self._show_heads(reading)
        self._scroll.verticalScrollBar().setValue(0)

    def evidence_shown(self, *, shown: bool) -> None:
        """Show the evidence, or leave it out where there can be none."""
        self._has_evidence = shown
        self._evidence_scroll.setVisible(shown and self._evidence_scroll.widget() is not None)
        self.evidence.setVisible(shown)

    def show_passage(self, start: int, end: int) -> None:
        """Select a passage of the whole text and bring it into view."""
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

    def _show_heads(self, reading: Reading) -> None:
        intro, response = (bool(part.text.paragraphs) for part in self._parts)
        for widget in (self._introduction_head, self.introduction):
            widget.setVisible(intro)
        for widget in (self._response_head, self._length, self.response):
            widget.setVisible(response)
        self._response_head.setText(_("Learning statement") if reading.statement else _("Response"))
        self.response.setAccessibleName(self._response_head.text())
        length = (words_line(words(self._text)), pages_line(pages(self._text), reading.limit))
        self._length.setText(", ".join(length))
        document = reading.document
        notice = None if document is None else response_notice(document)
        self.notice.setVisible(notice is not None)
        if notice is not None:
            self.notice.set_text(notice.meaning, notice.happened)
        self.nothing.setVisible(not intro and not response and notice is None)
        self.nothing.setText(_("Nothing is written here."))

    @Slot()
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

    @Slot()
    def _tell_passage(self) -> None:
        for view, part in zip(self.views, self._parts, strict=True):
            if view is self.sender() and view.hasFocus():
                passage = view.passage
                self.passage_selected.emit(None if passage is None else part.whole(passage))

    @Slot(QRect)
    def _bring_into_view(self, place: QRect) -> None:
        view = self.sender()
        if isinstance(view, TextView):
            corner = view.mapTo(self._content, place.bottomLeft())
            self._scroll.ensureVisible(corner.x(), corner.y(), 0, 60)

    @Slot()
    def _fit(self) -> None:
        beside = self.width() >= _BESIDE_FROM * self._theme.text_scale
        self._evidence_scroll.setFixedWidth(self._theme.measure(_EVIDENCE_WIDTH))
        if beside and self._evidence_scroll.widget() is None:
            self._evidence_scroll.setWidget(self.evidence)
            self.evidence.setAutoFillBackground(False)
        elif not beside and self._evidence_scroll.widget() is not None:
            self._evidence_scroll.takeWidget()
            self._column.addWidget(self.evidence)
        # Beside it, the head of the evidence has buttons, and is to stand on one line with ours.
        lower = self.evidence.head_height - self._introduction_head.sizeHint().height()
        self._column.setContentsMargins(_SIDE, _TOP + (lower // 2 if beside else 0), 12, 12)
        around = (_SIDE, 10, _SIDE, 4) if beside else (0, 4, 0, 8)
        self._around_banner.setContentsMargins(*around)
        self.head.stand_alone(alone=beside)
        if beside:
            self._top.insertWidget(0, self.head)
            self._top.addWidget(self._banner_box)
        else:
            self._column.insertWidget(0, self.head)
            self._column.insertWidget(1, self._banner_box)
        self.evidence_shown(shown=self._has_evidence)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._response_head)
        head.addWidget(self._length, 1)
        self._content = PageContent()
        column = self._column = QVBoxLayout(self._content)
        column.setSpacing(3)
        for widget in (self.notice, self._introduction_head, self.introduction):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(head)
        column.addWidget(self.response)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self._scroll = ScrollPage(self._content)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content.setAutoFillBackground(False)  # on paper, which a scroll area fills over
        self._evidence_scroll = ScrollPage(self.evidence)
        self._evidence_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.evidence.setAutoFillBackground(False)
        both = QHBoxLayout()
        both.setContentsMargins(0, 0, 18, 0)
        both.setSpacing(6)
        both.addWidget(self._scroll, 1)
        both.addWidget(self._evidence_scroll)
        self._top = QVBoxLayout()  # what scrolls with the text where there is little room
        self._top.setSpacing(0)
        self._top.addWidget(self.head)
        self._top.addWidget(Divider())
        self._banner_box = QWidget()
        self._around_banner = QVBoxLayout(self._banner_box)
        self._around_banner.addWidget(self.banner)
        foot = QFrame()
        foot.setProperty("box", "foot")
        inner = QVBoxLayout(foot)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.rating)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._top)
        whole.addLayout(both, 1)
        whole.addWidget(Divider())
        whole.addWidget(foot)


def _same_text(one: Reading, other: Reading) -> bool:
    """Tell whether two readings show one text, so that it can stay as it is scrolled."""
    return one.document is not None and (one.document, one.statement) == (
        other.document,
        other.statement,
    )
