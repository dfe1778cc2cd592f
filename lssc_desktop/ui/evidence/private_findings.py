"""The findings of private data in one file: rows above its pages, which select each other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from lssc_desktop.core.files.names import Shown, is_about, shown_as
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.privacy_decisions import (
    add_card_shape,
    card_shape,
    decide_again,
    decided_tokens,
    say_fine,
)
from lssc_desktop.core.privacy.clean_copy import can_be_cleaned
from lssc_desktop.core.privacy.private_data import FindingMark, PrivacyFinding, PrivacyKind
from lssc_desktop.documents.previews import Source
from lssc_desktop.formats.lists import capitalized
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.privacy import (
    card_question,
    place_line,
    reason_line,
    said_fine,
    times,
)
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.place import SearchPlace
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.privacy_scan import MarkedFindings, PrivacyScan
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import (
    link_button,
    plain_button,
    primary_button,
    show_keys,
    turn_off,
)
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.mirroring import mirror
from lssc_desktop.ui.kit.pages import Divider, empty
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import RADIUS, Ink, Tone, Type
from lssc_desktop.ui.preview.page_view import LabeledPlace
from lssc_desktop.ui.preview.preview import Preview, source_of
from lssc_desktop.values import dataclass

_MOST_SOUGHT = 40  # pieces of one file that are marked on its pages
_SHORTEST = 3  # characters that are sought: fewer stand everywhere
_POINTS_OF_PIXEL = 72 / 96  # as `store.previews.viewers` shows pictures


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one kind in a file, under one number; `why` is said where all are fine."""

    label: str
    kind: PrivacyKind
    found: tuple[tuple[PrivacyFinding, FindingMark], ...]
    is_decided: bool = False
    why: str = ""

    @property
    def marks(self) -> tuple[FindingMark, ...]:
        """The marks of the findings."""
        return tuple(mark for _finding, mark in self.found)


class _NumberBadge(QWidget):
    """The number of a group on a round ground, as beside its places on the pages."""

    def __init__(self, theme: Theme, number: str) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        speak_as(self, Speech.DECORATION)
        side = theme.measure(18)
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the number; a row says it to screen readers."""
        colors = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.tone(Tone.WARN).fg))
        painter.drawEllipse(self.rect())
        painter.setPen(QColor(colors.bg))
        painter.setFont(self._theme.font(Type.CAPTION_STRONG))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)
        painter.end()


class PrivateRow(QFrame):
    """One group of findings: what, where, why, and on the chosen row what can be decided."""

    chosen = Signal(str)
    said_fine = Signal(object, str)
    """The group, and why it is fine."""
    undo_requested = Signal(object)
    name_sought = Signal(str)
    """The name that is to be found in everything else, too."""

    def __init__(self, icons: Icons, group: FindingGroup, *, can_change: bool) -> None:
        super().__init__()
        theme = icons.theme
        self.group = group
        self._theme = theme
        self._is_chosen = False
        title = times(group.kind, len(group.found))
        first = group.found[0][0]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_ring_radius(self, RADIUS)
        self.setAccessibleName(_("{number}: {what}").format(number=group.label, what=title))
        why = said_fine(group.why) if group.is_decided else reason_line(group.kind, first.reason)
        said = Label(
            theme,
            _("{where}. {why}").format(where=_places(group), why=why),
            Type.CAPTION,
            Ink.OK if group.is_decided else Ink.INK2,
        )
        self.find_button = link_button(icons, _("Find this name everywhere"))
        self.find_button.hide()
        self.find_button.clicked.connect(partial(self.name_sought.emit, first.found))
        words = _("Decide again") if group.is_decided else _("Mark as fine")
        self.decide_button = plain_button(icons, words, small=True)
        self.decide_button.hide()
        self.why_field = QLineEdit()
        self.why_field.setPlaceholderText(_("Why is it fine? (optional)"))
        self.why_field.setAccessibleName(_("Why it is fine"))
        self.save_button = plain_button(icons, _("Save"), small=True)
        self._why_box = QWidget()
        row((self.why_field, 1), self.save_button, gap=6, on=self._why_box)
        self._why_box.hide()
        if not can_change:
            turn_off(example_line(), self.decide_button)
        column(
            row(
                _NumberBadge(theme, group.label),
                (column(Label(theme, title, Type.BODY_MEDIUM), said, self.find_button, gap=0), 1),
                self.decide_button,
                gap=10,
            ),
            self._why_box,
            gap=6,
            margins=(12, 5, 10, 5),
            on=self,
        )
        self.decide_button.clicked.connect(self._decide)
        self.save_button.clicked.connect(self._save)
        self.why_field.returnPressed.connect(self._save)

    def set_chosen(self, chosen: bool) -> None:
        """Show whether the marks of this row are the chosen ones."""
        self._is_chosen = chosen
        self.decide_button.setVisible(chosen)
        self.find_button.setVisible(chosen and self.group.kind is PrivacyKind.PERSON_NAME)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the row that the keyboard reaches."""
        super().focusInEvent(event)
        self.chosen.emit(self.group.label)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row."""
        super().mousePressEvent(event)
        self.chosen.emit(self.group.label)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the chosen row, with a bar before it as in the list of files."""
        super().paintEvent(event)
        if self._is_chosen:
            tokens = self._theme.tokens
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if not tokens.high_contrast:
                painter.setBrush(QColor(tokens.chosen))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), RADIUS, RADIUS)
            painter.setBrush(QColor(tokens.accent))
            mirror(painter, self.rect())
            painter.drawRect(QRectF(3, 8, 3, self.height() - 16))
            painter.end()

    def _decide(self) -> None:
        self.chosen.emit(self.group.label)
        if self.group.is_decided:
            self.undo_requested.emit(self.group)
        else:
            self._why_box.show()
            self.why_field.setFocus()

    def _save(self) -> None:
        self.said_fine.emit(self.group, self.why_field.text())


def _places(group: FindingGroup) -> str:
    """Say where the findings stand, the first few."""
    places = dict.fromkeys(place_line(finding.place) for finding, _mark in group.found)
    shown = ", ".join(list(places)[:3])
    return capitalized(shown) + (_(", and more") if len(places) > 3 else "")  # noqa: PLR2004


class _CardQuestion(Card):
    """Asks once how card numbers look, with one that is made up; only its shape is kept."""

    answered = Signal(str)
    """The shape, "" where none is given."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(padding=10)
        asked = card_question()
        self.field = QLineEdit()
        self.field.setAccessibleName(asked.happened)
        self.save_button = plain_button(icons, _("Save"), small=True)
        self.close_button = plain_button(icons, _("Close"), small=True)
        self.error = Label(icons.theme, "", Type.TABLE, Ink.WARN)
        self.error.hide()
        add(
            self.content,
            Label(icons.theme, asked.happened, Type.BODY_STRONG),
            Label(icons.theme, asked.meaning, Type.TABLE, Ink.INK2),
            row((self.field, 1), self.save_button, self.close_button, gap=6),
            self.error,
        )
        self.content.setSpacing(6)
        self.save_button.clicked.connect(self._save)
        self.field.returnPressed.connect(self._save)
        self.close_button.clicked.connect(partial(self.answered.emit, ""))

    def _save(self) -> None:
        shape = card_shape(self.field.text())
        self.error.setVisible(not shape)
        if shape:
            self.answered.emit(shape)
        else:
            self.error.setText(_("Enter 5 to 20 letters and digits, at least 4 of them digits."))


class FindingsPanel(QWidget):
    """The findings of the file that is shown, with one button for all of them.

    It marks them on the pages of the preview. Hidden while there is nothing to decide on.
    """

    step_requested = Signal(int)
    """To the next file with something to decide, or with -1 to the one before."""
    clean_requested = Signal()
    """The user wants a clean copy of the file that is shown."""
    place_requested = Signal(object)

    def __init__(
        self, session: Session, services: Services, preview: Preview, *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        icons = services.icons
        self._session = session
        self._services = services
        self._icons = icons
        self._preview = preview
        self._scan = PrivacyScan.of(session, services)
        self._path: str | None = None
        self._seen: MarkedFindings | None = None
        self._places: tuple[LabeledPlace, ...] = ()
        self._marking: JobHandle | None = None
        self.chosen_label = ""
        """The number of the group that is chosen."""
        self.rows: list[PrivateRow] = []
        self._title = Label(icons.theme, "", Type.H2)
        self._offer = Label(
            icons.theme, _("The original stays. The package uses the copy."), Type.CAPTION, Ink.INK2
        )
        self.clean_button = primary_button(icons, _("Make a clean copy"), "shield-check")
        self.mark_all = QAction(_("Mark all as fine"), self)
        self.next = QAction(_("Next file to review"), self)
        self.previous = QAction(_("Previous file to review"), self)
        show_keys(self.next, "F7")  # the keys are the page's
        show_keys(self.previous, "Shift+F7")
        self._rows = Card(padding=0)
        self._rows.content.setSpacing(0)
        self.card_question = _CardQuestion(icons)
        self.ask_button = link_button(icons, card_question().happened)
        if session.is_read_only:
            turn_off(example_line(), self.clean_button)
        column(
            row((column(self._title, self._offer, gap=2), 1), self.clean_button, gap=8),
            self._rows,
            row(self.ask_button, stretch),
            self.card_question,
            gap=8,
            on=self,
        )
        self._scan.found.connect(self._on_found)
        self.card_question.answered.connect(self._on_card_shape)
        session.portfolio_changed.connect(self._show_again)
        self.previous.triggered.connect(partial(self.step_requested.emit, -1))
        self.next.triggered.connect(partial(self.step_requested.emit, 1))
        self.mark_all.triggered.connect(self._all_fine)
        self.clean_button.clicked.connect(self.clean_requested)
        self.ask_button.clicked.connect(self._ask_card)
        preview.view.paper.label_pressed.connect(self.choose)
        preview.page_shown.connect(self._mark_when_shown)
        self.hide()

    def show_file(self, path: str | None, *, has_findings: bool) -> None:
        """Show the findings of a file, which are looked for again where they are not in memory."""
        if path == self._path and has_findings and self._seen is not None:
            self._scan.look_into(path or "")
            return
        self._path, self._seen, self._places, self.chosen_label = path, None, (), ""
        self._preview.show_labels(())
        self.hide()
        if path is not None and has_findings:
            self._scan.look_into(path)

    def found_of(self, path: str) -> tuple[tuple[PrivacyKind, int], ...]:
        """Return what was found in the file that is shown and is not said to be fine."""
        if path != self._path:
            return ()
        return tuple(
            (group.kind, len(group.found))
            for group in self._groups()
            if not group.is_decided and group.kind is not PrivacyKind.UNREADABLE
        )

    def choose(self, label: str) -> None:
        """Choose a group by its number: its row, and its places on the pages."""
        if label == self.chosen_label:
            return
        self.chosen_label = label
        for each in self.rows:
            each.set_chosen(each.group.label == label)
        self._preview.show_labels(self._places, label)

    def _on_found(self, seen: MarkedFindings) -> None:
        if seen.path != self._path or seen == self._seen:
            return
        self._seen = seen
        self._rebuild()
        self._mark()

    def _show_again(self) -> None:
        if self._seen is not None:
            self._rebuild()

    def _groups(self) -> tuple[FindingGroup, ...]:
        seen = self._seen
        if seen is None:
            return ()
        decided = decided_tokens(self._session.portfolio, seen.path)
        kinds = dict.fromkeys(finding.kind for finding, _mark in seen.found)
        groups = []
        for number, kind in enumerate(kinds, 1):
            of_kind = tuple(each for each in seen.found if each[0].kind is kind)
            said = [decided.get(mark.token) for _finding, mark in of_kind]
            whys = (each.why for each in said if each is not None and each.why)
            is_decided = all(each is not None for each in said)
            groups.append(FindingGroup(str(number), kind, of_kind, is_decided, next(whys, "")))
        return tuple(groups)

    def _rebuild(self) -> None:
        groups = self._groups()
        focused = self.focusWidget()
        had_focus = self.isAncestorOf(focused)
        empty(self._rows.content)
        self.rows = []
        can_change = not self._session.is_read_only
        waiting = [group.label for group in groups if not group.is_decided]
        if waiting and self.chosen_label not in waiting:
            self.chosen_label = waiting[0]
        for group in groups:
            found = PrivateRow(self._icons, group, can_change=can_change)
            found.chosen.connect(self.choose)
            found.said_fine.connect(self._on_said_fine)
            found.name_sought.connect(self._find_everywhere)
            found.undo_requested.connect(self._on_undo)
            add(self._rows.content, Divider() if self.rows else None, found)
            found.set_chosen(group.label == self.chosen_label)
            self.rows.append(found)
        self._title.setText(_findings_title(len(groups), len(waiting)))
        path = self._path or ""
        can_clean = can_be_cleaned(path) and not is_about(path) and bool(self.found_of(path))
        self.clean_button.setVisible(can_clean)
        self._offer.setVisible(can_clean)
        self.mark_all.setEnabled(can_change and bool(waiting))
        is_asked = can_change and self._session.portfolio.card_shapes is None
        self.ask_button.setVisible(is_asked)
        self.card_question.hide()
        self.setVisible(bool(groups))
        if had_focus and self.rows:
            chosen = (each for each in self.rows if each.group.label == self.chosen_label)
            next(chosen, self.rows[0]).setFocus()

    def _ask_card(self) -> None:
        self.ask_button.hide()
        self.card_question.show()
        self.card_question.field.setFocus()

    def _on_card_shape(self, shape: str) -> None:
        self._session.apply(partial(add_card_shape, shape=shape))

    def _find_everywhere(self, name: str) -> None:
        self.place_requested.emit(SearchPlace(f'"{name}"'))

    # Decisions ----------------------------------------------------------------------------------

    def _on_said_fine(self, group: FindingGroup, why: str) -> None:
        if self._seen is not None:
            self._session.apply(
                partial(
                    say_fine,
                    path=self._seen.path,
                    marks=group.marks,
                    why=why,
                    today=self._session.today,
                )
            )

    def _on_undo(self, group: FindingGroup) -> None:
        if self._seen is not None:
            tokens = frozenset(mark.token for mark in group.marks)
            self._session.apply(partial(decide_again, path=self._seen.path, tokens=tokens))

    def _all_fine(self) -> None:
        if self._seen is not None:
            marks = tuple(
                mark for group in self._groups() if not group.is_decided for mark in group.marks
            )
            edit = partial(
                say_fine, path=self._seen.path, marks=marks, why="", today=self._session.today
            )
            self._session.apply(edit)

    # Marks --------------------------------------------------------------------------------------

    def _mark(self) -> None:
        """Find where everything is on the pages, in a background job."""
        if self._marking is not None:
            self._marking.cancel()
        if self._seen is None:
            return
        source = source_of(self._session, self._seen.path)
        wanted = tuple(
            (group.label, finding) for group in self._groups() for finding, _mark in group.found
        )
        self._marking = self._services.jobs.start_reporting(
            Lane.FINDING,
            _labeled_places,
            self._services.previews,
            source,
            wanted,
            done=self._on_marked,
            failed=self._on_not_marked,
            quiet=True,
        )

    def _on_marked(self, answer: tuple[Source, tuple[LabeledPlace, ...]]) -> None:
        source, places = answer
        self._marking = None
        if self._path is not None and source == source_of(self._session, self._path):
            self._places = places
            self._preview.show_labels(places, self.chosen_label)

    def _on_not_marked(self, _error: Exception) -> None:
        """Leave the pages without marks: the rows say where everything is."""
        self._marking = None

    def _mark_when_shown(self, _page: int) -> None:
        if self._places:
            self._preview.view.paper.show_labels(self._places, self.chosen_label)


def _labeled_places(
    previews: Previews,
    source: Source,
    wanted: Sequence[tuple[str, PrivacyFinding]],
    reporter: Reporter,
) -> tuple[Source, tuple[LabeledPlace, ...]]:
    """Return where findings are on the pages, for as many as are marked."""
    is_picture = shown_as(source.name) in (Shown.PICTURE, Shown.PHONE_PICTURE)
    scale = _POINTS_OF_PIXEL if is_picture else 1.0
    places: list[LabeledPlace] = []
    sought: set[tuple[str, str]] = set()
    for label, finding in wanted:
        page = max(finding.place.number - 1, 0)
        for box in finding.place.boxes:
            sides = (box.x * scale, box.y * scale, box.width * scale, box.height * scale)
            places.append(LabeledPlace(page, QRectF(*sides), label))
        said = finding.found.strip()
        is_known = finding.place.boxes or (label, said) in sought
        if is_known or is_picture or len(said) < _SHORTEST or len(sought) >= _MOST_SOUGHT:
            continue
        sought.add((label, said))
        for seen in previews.find(source, said, 0, reporter).found:
            places += [
                LabeledPlace(seen.page, QRectF(box.x, box.y, box.width, box.height), label)
                for box in seen.boxes
            ]
    return source, tuple(places)


def _findings_title(count: int, waiting: int) -> str:
    """Return the title of a list of findings, of which some wait for a decision."""
    if waiting:
        said = ngettext("{count} finding to decide", "{count} findings to decide", waiting)
        return said.format(count=waiting)
    return ngettext("{count} finding", "{count} findings", count).format(count=count)
