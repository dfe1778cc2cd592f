"""The evidence of one competency: one file looked into, the others as rows below it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.files.names import file_kind
from lssc_desktop.core.portfolio.portfolio import Weight
from lssc_desktop.core.review.copy_changes import FileChangeKind
from lssc_desktop.documents.previews import Source
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.copy_changes import file_word
from lssc_desktop.messages.evidence import part_list, weight_word
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.review import more_files
from lssc_desktop.messages.words import one_line, shown_file
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.package.opened_copies import PackageCopies, is_only_shown
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import StatusChip, ToolButton, plain_button
from lssc_desktop.ui.kit.cards import CardButton
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import Space, add, column, row, stretch
from lssc_desktop.ui.kit.pages import (
    PageContent,
    ScrollPage,
    dispose,
    flow,
    minimum_size_for_width,
)
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.preview.pictures import KIND_ICONS
from lssc_desktop.ui.preview.preview import Preview
from lssc_desktop.values import dataclass

# The evidence of one competency: one file looked into, the others as rows below it --------------


_SIDE = 14
_ROWS_HEIGHT = 66  # pixels that the other files have at least: two of them
_MOST = 60  # files of one competency; an honest one shows a handful


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One file shown for a competency; `number` counts from 1, `path` is below `data/`.

    `parts` are what readers call the parts that it shows.
    """

    number: int
    path: str
    name: str
    bytes: int
    weight: Weight
    caption: str = ""
    own_role: str = ""
    parts: tuple[str, ...] = ()
    news: FileChangeKind | None = None
    source: Source | None = None

    @property
    def title(self) -> str:
        """Number and name: "1. Story time flyer.pdf"."""
        return _("{number}. {name}").format(number=self.number, name=one_line(self.name, 80))


class EvidencePane(QWidget):
    """A pane that looks into one file and lists the others; Alt+Down and Alt+Up go through them."""

    open_requested = Signal(object)
    """The `ShownEvidence` that shall be opened in its own program."""
    comment_requested = Signal(object)
    """The `ShownEvidence` that the reviewer wants to comment on."""

    def __init__(
        self, jobs: Jobs, previews: Previews, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._icons = icons
        self._shown: tuple[ShownEvidence, ...] = ()
        self._place = 0
        self._least_preview = 0
        self.rows: list[EvidenceRow] = []
        self._head = Label(theme, _("Evidence"), Type.TABLE_STRONG, wrap=False)
        self._count = Label(theme, "", Type.TABLE, Ink.INK2, wrap=False, tabular=True)
        self.previous = ToolButton(
            icons, "chevron-left", _("Previous file"), QKeySequence("Alt+Up")
        )
        self.next = ToolButton(icons, "chevron-right", _("Next file"), QKeySequence("Alt+Down"))
        self.preview = PanePreview(jobs, previews, icons, can_open=False, for_reader=True)
        self._name = Label(theme, "", Type.TABLE_STRONG)
        self._weight = _WeightMark(icons)
        self._facts = Label(theme, "", Type.CAPTION, Ink.INK2)
        self._caption = Label(theme, "", Type.CAPTION, Ink.INK2)
        self._role = Label(theme, "", Type.CAPTION, Ink.INK2)
        self._news = StatusChip(icons, "pencil", "", Tone.NOTE)
        self.comment = plain_button(icons, _("Comment on this file"), "message-circle", small=True)
        self.open_file = plain_button(icons, _("Open"), "external-link", small=True)
        self._more = Label(theme, "", Type.TABLE, Ink.INK2)
        self._none = Label(theme, _("No evidence to show."), Type.TABLE, Ink.INK2)
        self._rest = QWidget()  # takes the height where there is no file
        self._lay_out()
        self.comment.hide()
        self.previous.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.preview.open_requested.connect(self._open)
        self.preview.files = self._sources
        self.preview.file_reached.connect(self._reach)
        self.open_file.clicked.connect(self._open)
        self.comment.clicked.connect(self._comment)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self._fill()

    @property
    def first_control(self) -> QWidget:
        """The control that gets the keyboard first: the pages, where there are some."""
        return self.preview.view

    @property
    def shown(self) -> ShownEvidence | None:
        """The file that is looked into."""
        return self._shown[self._place] if self._shown else None

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height that it takes at its width."""
        return minimum_size_for_width(self, super().minimumSizeHint())

    def offer_comments(self) -> None:
        """Offer to comment on the file that is looked into."""
        self.comment.show()

    def set_least_preview(self, height: int) -> None:
        """Give the pages at least so many pixels of height, at text of the usual size."""
        self._least_preview = height
        self._apply_theme()

    def show_evidence(self, shown: Sequence[ShownEvidence]) -> None:
        """Show other files, the first one looked into."""
        if tuple(shown[:_MOST]) == self._shown:
            return
        self._shown = tuple(shown[:_MOST])
        self._more.setText(more_files(len(shown) - _MOST) if len(shown) > _MOST else "")
        self._fill()

    def go_to(self, place: int) -> None:
        """Look into the file at a place, from 0."""
        self._place = place if 0 <= place < len(self._shown) else 0
        for number, each in enumerate(self.rows):
            each.setVisible(number != self._place)
        several = len(self._shown) > 1
        for widget in (self.previous, self.next, self._count):
            widget.setVisible(several)
        has_previous, has_next = self._place > 0, self._place < len(self._shown) - 1
        # Qt gives the keyboard of a button that is off to whatever comes next, here the ratings.
        if self.next.hasFocus() and not has_next:
            self._keep_focus(self.previous, there=has_previous)
        elif self.previous.hasFocus() and not has_previous:
            self._keep_focus(self.next, there=has_next)
        self.previous.setEnabled(has_previous)
        self.next.setEnabled(has_next)
        self._count.setText(
            _("{number} of {total}").format(number=self._place + 1, total=len(self._shown))
        )
        shown = self.shown
        self.preview.show_file(None if shown is None else shown.source)
        if shown is not None:
            self._show_facts(shown)
        self._fit_rows()

    @property
    def count(self) -> int:
        """How many files are shown."""
        return len(self._shown)

    def go_to_file(self, path: str) -> None:
        """Look into the file of a path, where it is shown."""
        for place, each in enumerate(self._shown):
            if each.path == path:
                self.go_to(place)

    def _keep_focus(self, button: ToolButton, *, there: bool) -> None:
        button.setEnabled(there)
        wanted = button if there else self.preview.view
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list of the other files its share of the height."""
        super().resizeEvent(event)
        self._fit_rows()

    def _fill(self) -> None:
        """Make the rows of the files, and look into the first one."""
        for old in self.rows:
            self._list.removeWidget(old)
            dispose(old)
        self.rows = [EvidenceRow(self._icons, each) for each in self._shown]
        for place, new in enumerate(self.rows):
            self._list.insertWidget(place, new)
            new.clicked.connect(self._choose)
        self._more.setVisible(bool(self._more.text()))
        self._none.setVisible(not self._shown)
        self._rest.setVisible(not self._shown)
        self._one.setVisible(bool(self._shown))
        self.go_to(0)

    def _show_facts(self, shown: ShownEvidence) -> None:
        self._name.setText(shown.title)
        self._weight.show_weight(shown.weight)
        facts = [size(shown.bytes)]
        if shown.parts:
            facts.append(_("shows {parts}").format(parts=part_list(shown.parts)))
        self._facts.setText(", ".join(facts))
        role = _("Own role: {role}").format(role=one_line(shown.own_role, 600))
        self._caption.setText(one_line(shown.caption, 600))
        self._role.setText(role)
        self._caption.setVisible(bool(shown.caption))
        self._role.setVisible(bool(shown.own_role))
        self._news.setVisible(shown.news is not None)
        if shown.news is not None:
            self._news.set_status("pencil", file_word(shown.news), Tone.NOTE)

    def _lay_out(self) -> None:
        # What is written about the file stands above its pages: there it is seen with them.
        self._one = QWidget()
        column(
            row((self._name, 1), (self._weight, Qt.AlignmentFlag.AlignTop), gap=8),
            self._caption,
            self._role,
            row((self._facts, 1), self._news, gap=8),
            Space(3),
            (self.preview, 1),
            Space(3),
            flow(self.comment, self.open_file, gap=8),
            gap=3,
            on=self._one,
        )
        rows = PageContent()
        self._list = column(self._more, stretch, gap=0, on=rows)
        self._rows = ScrollPage(rows)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column(
            row((self._head, 1), self.previous, self._count, self.next, gap=2),
            self._none,
            (self._one, 1),
            self._rows,
            self._rest,
            gap=5,
            margins=(_SIDE, 8, _SIDE, 8),
            on=self,
        )

    def _apply_theme(self) -> None:
        self._head.setMinimumHeight(self.next.sizeHint().height())
        self.preview.set_least(self._least_preview)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Show the other files in full, or where they are many as many as a sixth has room for."""
        needed = self._list.heightForWidth(self._rows.viewport().width() or self.width())
        lines = self._icons.theme.measure(_ROWS_HEIGHT)
        outside = self.parentWidget()  # in which this scrolls when it is higher
        seen = self.height() if outside is None else min(self.height(), outside.height())
        self._rows.setFixedHeight(min(max(needed, 0), max(lines, seen // 6)))
        self._rows.setVisible(len(self._shown) > 1 or bool(self._more.text()))

    def _sources(self) -> tuple[Source, ...]:
        """Return the files that can be looked into."""
        sources = tuple(each.source for each in self._shown)
        return tuple(each for each in sources if each is not None)

    def _reach(self, place: int) -> None:
        """Look into the file that the large view went on to."""
        there = [at for at, each in enumerate(self._shown) if each.source is not None]
        self.go_to(there[place])

    def _choose(self) -> None:
        pressed = self.sender()
        for place, each in enumerate(self.rows):
            if each is pressed:
                self.go_to(place)
                self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        self.go_to(max(self._place - 1, 0))

    def _go_on(self) -> None:
        self.go_to(min(self._place + 1, len(self._shown) - 1))

    def _open(self) -> None:
        if self.shown is not None:
            self.open_requested.emit(self.shown)

    def _comment(self) -> None:
        if self.shown is not None:
            self.comment_requested.emit(self.shown)


class PanePreview(Preview):
    """A preview that takes the height that the rest of its pane leaves it."""

    def set_least(self, height: int) -> None:
        """Take at least so many pixels of height, at text of the usual size."""
        self.setMinimumHeight(self._theme.measure(height))

    def sizeHint(self) -> QSize:
        """Return no more than the least: a page that would like more makes the pane scroll."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class EvidenceRow(CardButton):
    """A row of a file that is not looked into; pressing it looks into it."""

    def __init__(self, icons: Icons, shown: ShownEvidence) -> None:
        news = "" if shown.news is None else file_word(shown.news)
        said = (shown.title, weight_word(shown.weight), news)
        super().__init__(icons.theme, ", ".join(part for part in said if part), padding=0)
        self._line = icons.theme
        words = column(Label(icons.theme, shown.title, Type.TABLE), gap=1)
        if news:
            mark = Label(icons.theme, news, Type.CAPTION_STRONG, Ink.NOTE)
            add(words, row(IconLabel(icons, "pencil", Ink.NOTE, 14), (mark, 1), gap=4))
        weight = _WeightMark(icons)
        weight.show_weight(shown.weight)
        icon = IconLabel(icons, KIND_ICONS[file_kind(shown.name)], Ink.INK2, 18)
        add(self.content, row(icon, (words, 1), weight, gap=10, margins=(4, 6, 2, 6)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line below, and the ground under the pointer."""
        tokens = self._line.tokens
        painter = QPainter(self)
        if self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), QColor(tokens.sunken))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        painter.end()


class _WeightMark(QWidget):
    """A label for the weight of evidence: a star and its word."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._star = IconLabel(icons, "star", Ink.INK2, 16)
        self._word = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        row(self._star, self._word, gap=4, on=self)

    def show_weight(self, weight: Weight) -> None:
        """Show another weight."""
        primary = weight is Weight.PRIMARY
        ink = Ink.ACCENT if primary else Ink.INK2
        self._star.set_icon("star-filled" if primary else "star", ink)
        self._word.setText(weight_word(weight))
        self._word.set_ink(ink)


# Opened copies ----------------------------------------------------------------------------------


class OpenedCopies(QObject):
    """Opens copies of evidence in other programs, one for each file.

    They lie in `folder` until the package is closed; what another program holds open then, until
    this program ends.
    """

    def __init__(
        self, opened: OpenedPackage, services: Services, folder: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._copies = PackageCopies(opened, folder)

    def open(self, shown: ShownEvidence) -> None:
        """Open a file; what could run on this computer is not opened."""
        if not is_only_shown(shown.name):
            self._services.notices.show(
                Message(
                    _("{name} can’t be opened from here.").format(
                        name=shown_file(one_line(shown.name))
                    ),
                    _(
                        "It’s a kind of file that could run on this computer, or download "
                        "something from the internet."
                    ),
                    _("Ask the candidate for a PDF or a picture of it."),
                ),
                Tone.INFO,
                key="opened-copy",
            )
            return
        self._services.jobs.start(
            Lane.DISK,
            self._copies.copy_of,
            shown.path,
            shown.name,
            done=self._services.desktop.open_file,
            failed=self._services.notices.show_error,
        )

    def remove(self) -> None:
        """Delete the copies: the package is closed."""
        self._services.jobs.start(Lane.DISK, self._copies.remove, quiet=True)
