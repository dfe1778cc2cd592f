"""The page on which one long document is split into responses: corrected, then confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QHeaderView, QStackedWidget, QWidget

from lssc_desktop.core.job import Cancelled, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import Portfolio, Route, TextPlace
from lssc_desktop.core.portfolio.splitting import (
    Basis,
    DocumentPart,
    KnownTexts,
    Splitting,
    first_words,
    official_texts,
    split,
    wanted_sets,
)
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.text.richtext import RichText, words
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.splitting import (
    basis_words,
    found_line,
    left_out_word,
    left_over_line,
    not_written_yet,
    nothing_written,
    only_words_line,
    original_stays,
    part_size,
    part_title,
    present_line,
    same_target_line,
    target_name,
    texts_cut_short,
    texts_written,
    without_text_lines,
    write_words,
)
from lssc_desktop.store.splitting import (
    LongDocument,
    WrittenTexts,
    present_words,
    read_long_document,
    write_texts,
)
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.place import SetPlace, SplitPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import StatusChip, plain_button, primary_button
from lssc_desktop.ui.kit.cards import Callout, Card, EmptyState
from lssc_desktop.ui.kit.dialogs import Dialog, ask_file, local_files
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import (
    Divider,
    FlowLayout,
    PageHead,
    RowPool,
    ensure_visible,
    scrolled,
)
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone
from lssc_desktop.ui.shared.dialogs import ErrorNote
from lssc_desktop.ui.shared.job_progress import JobProgress

SPLITTABLE = frozenset({".docx", ".md", ".markdown", ".txt"})
"""Endings of files that can be split."""

_NUMBER_WIDTH = 26
_TARGET_LETTERS = 26
_FIRST_WORDS = 200  # characters
_PARAGRAPH_WORDS = 160
_DIALOG_SIZE = 720, 520
_NOT_WRITTEN = "split-not-written"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document, how it is split, and how many words the texts have that are there already."""

    document: LongDocument
    splitting: Splitting
    present: Mapping[TextPlace, int]


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What a row shows of a part.

    `present` is how many words its text has already; it `follows` another part of that text.
    """

    number: int
    part: DocumentPart
    text: RichText
    present: int
    adds: bool
    follows: bool


class TargetModel(QStandardItemModel):
    """The texts that a part can become, one list for all rows; the first is to leave it out."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: tuple[TextPlace | None, ...] = (None,)

    def show_sets(self, names: Mapping[TextPlace, str]) -> None:
        """Show the texts of some sets by their names."""
        self.clear()
        self.targets = (None, *names)
        for name in (left_out_word(), *names.values()):
            self.appendRow(QStandardItem(name))


class PartRow(QWidget):
    """A part of the document, and what it becomes."""

    target_changed = Signal(int, object)
    """The number of the part, and a `TextPlace`, or None to leave it out."""
    adds_changed = Signal(object, bool)
    """A `TextPlace`, and whether the part is added to it."""
    join_requested = Signal(int)
    split_requested = Signal(int)

    def __init__(self, icons: Icons, targets: TargetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._number = 0
        self._targets = targets
        self.line = Divider()
        self.number = Label(theme, "", Type.BODY_STRONG, Ink.INK2, wrap=False, tabular=True)
        self.number.setFixedWidth(theme.measure(_NUMBER_WIDTH))
        self.title = Label(theme, "", Type.BODY_STRONG)
        self.basis = StatusChip(icons, None, "", Tone.INFO)
        self.length = Label(theme, "", Type.TABLE, Ink.INK2, tabular=True)
        self.begins = Label(theme, "", Type.TABLE, Ink.INK2)
        self.target = ChoiceField()
        self.target.setModel(targets)
        self.target.setMinimumContentsLength(_TARGET_LETTERS)
        self.target.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.adds = ChoiceField()
        self.adds.addItems([_("Replace its text"), _("Add below its text")])
        self.present = Label(theme, "", Type.TABLE)
        self.join = plain_button(icons, _("Join with the part above"), "arrow-up", small=True)
        self.split = plain_button(icons, _("Split…"), "file-diff", small=True)

        acts = FlowLayout(spacing=8)
        for act in (self.target, self.adds, self.join, self.split):
            acts.addWidget(act)
        said = column(
            row((self.title, 1), (self.basis, Qt.AlignmentFlag.AlignTop), gap=8),
            self.begins,
            self.length,
            acts,
            self.present,
            gap=5,
        )
        column(
            self.line,
            row(
                (self.number, Qt.AlignmentFlag.AlignTop),
                (said, 1),
                gap=8,
                margins=(14, 10, 14, 12),
            ),
            gap=0,
            on=self,
        )
        self.target.activated.connect(self._choose)
        self.adds.activated.connect(self._choose_adding)
        self.join.clicked.connect(self._join)
        self.split.clicked.connect(self._split)

    def show_facts(self, facts: PartFacts) -> None:
        """Show a part."""
        part, self._number = facts.part, facts.number
        title = part_title(part)
        self.line.setVisible(facts.number > 1)
        self.number.setText(f"{facts.number}")
        self.title.setText(title)
        self.basis.set_status(
            None, basis_words(part.basis), Tone.WARN if part.basis is Basis.NONE else Tone.INFO
        )
        self.basis.setVisible(part.basis is not Basis.CHOSEN)
        self.begins.setText(first_words(facts.text, _FIRST_WORDS))
        self.begins.setVisible(bool(self.begins.text()) and self.begins.text() != title)
        self.length.setText(part_size(facts.text))
        with QSignalBlocker(self.target), QSignalBlocker(self.adds):
            self.target.setCurrentIndex(self._targets.targets.index(part.target))
            self.adds.setCurrentIndex(int(facts.adds))
        self.adds.setVisible(bool(facts.present) and not facts.follows)
        if facts.follows:
            self.present.setText(same_target_line())
        else:
            self.present.setText(present_line(facts.present, adds=facts.adds))
        self.present.setVisible(bool(facts.present) or facts.follows)
        self.join.setVisible(facts.number > 1)
        self.split.setVisible(part.end - part.begin > 1)
        name = _("part {number}, {title}").format(number=facts.number, title=title)
        for widget, said in (
            (self.target, _("Becomes: {name}")),
            (self.adds, _("Replace or add: {name}")),
            (self.join, _("Join with the part above: {name}")),
            (self.split, _("Split: {name}")),
        ):
            widget.setAccessibleName(said.format(name=name))
        self.target.setAccessibleDescription(f"{basis_words(part.basis)} {self.present.text()}")

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.target_changed.emit(self._number, self._targets.targets[index])

    @Slot(int)
    def _choose_adding(self, index: int) -> None:
        target = self._targets.targets[self.target.currentIndex()]
        self.adds_changed.emit(target, bool(index))

    @Slot()
    def _join(self) -> None:
        self.join_requested.emit(self._number)

    @Slot()
    def _split(self) -> None:
        self.split_requested.emit(self._number)


@dataclass(frozen=True, slots=True)
class PartParagraph:
    """A paragraph of a part, or something kept: its block, its first words and their number."""

    block: int
    begins: str
    words: int


class SplitDialog(Dialog):
    """A dialog to choose the paragraph at which a new part begins."""

    chosen = Signal(int)
    """The block of the document."""

    def __init__(self, icons: Icons, title: str, paragraphs: tuple[PartParagraph, ...]) -> None:
        super().__init__(
            icons,
            _("Split this part"),
            _("Split here"),
            _("Cancel"),
            heading=title,
            note=_("Choose the paragraph that begins the next part."),
            size=_DIALOG_SIZE,
        )
        columns = (
            Column[PartParagraph](_("Begins"), lambda it: it.begins, lambda it: it.block),
            Column[PartParagraph](
                _("Words"), lambda it: f"{it.words:,}", lambda it: it.words, numbers=True
            ),
        )
        name = _("Paragraphs of this part")
        self.table = RecordTable(columns, lambda it: it.block, icons.theme, name)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.show_records(paragraphs)
        add(self.content, (self.table, 1))
        self.table.activated.connect(self._choose)
        self.buttons.accepted.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        if self.table.chosen is not None:
            self.chosen.emit(self.table.chosen.block)
            self.accept()


class Summary(QFrame):
    """What becomes of the document as a whole, and into which sets it is split."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = Label(theme, "", Type.BODY_STRONG)
        self.left = Label(theme, "", Type.BODY, Ink.INK2)
        self.sets = ChoiceField()
        self.sets.setAccessibleName(_("Into which sets"))
        column(self.found, row((self.left, 1), (self.sets, Qt.AlignmentFlag.AlignTop)), on=self)

    def show_splitting(self, name: str, splitting: Splitting, lines: tuple[str, ...]) -> None:
        """Show how many parts there are, and what is left."""
        self.found.setText(found_line(name, splitting))
        self.left.setText("\n".join(lines))


class SplitPage(QWidget):
    """One long document in parts, each with the text that it becomes; written when confirmed."""

    place_requested = Signal(object)

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._icons = icons = services.icons
        self._set_id = ""
        self._proposal: Proposal | None = None
        self._reading: JobHandle | None = None
        self._wants_all: bool | None = None
        self._targets = TargetModel()
        self.dialog: SplitDialog | None = None
        self.setAcceptDrops(True)

        self._head = PageHead(icons.theme, "", original_stays(), parent=self)
        self.other = plain_button(icons, _("Choose another document…"), "file-import")
        self.back = plain_button(icons, _("Back to the set"), "arrow-back-up")
        self._head.buttons.addWidget(self.other)
        self._head.buttons.addWidget(self.back)
        self.error = ErrorNote(icons)
        self.choose = primary_button(icons, _("Choose a document…"), "file-import")
        self._empty = EmptyState(
            icons,
            "files",
            _("Your whole portfolio in one document?"),
            _(
                "Choose it, or drop it here: a Word document (.docx), Markdown, or plain text. We "
                "split it at its headings. You check each part before anything is written."
            ),
            self.choose,
        )
        self._busy = EmptyState(icons, "hourglass", _("Reading your document…"), "")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._busy)
        self._stack.addWidget(self._make_parts())
        column(
            column(self._head, self.error, gap=10, margins=(PAGE_MARGIN, 20, PAGE_MARGIN, 10)),
            (self._stack, 1),
            gap=0,
            on=self,
        )
        self.choose.clicked.connect(self.ask)
        self.other.clicked.connect(self.ask)
        self.back.clicked.connect(self._go_back)
        self.summary.sets.activated.connect(self._choose_sets)
        self.write.clicked.connect(self._confirm)
        session.submissions_changed.connect(self._show_parts)
        self._show_empty()

    def _make_parts(self) -> QWidget:
        """Make what shows a document in parts, and the foot that writes them."""
        icons = self._icons
        whole = QWidget(self._stack)
        frame = QWidget(whole)
        self._scroll, content = scrolled(frame, QWidget())
        self.summary = Summary(icons.theme)
        self._card = Card(padding=1)
        self._card.content.setSpacing(0)
        self._pool: RowPool[PartFacts, PartRow] = RowPool(
            self._card.content, 0, lambda facts: facts.part.begin
        )
        margins = (PAGE_MARGIN, 4, PAGE_MARGIN, PAGE_MARGIN)
        column(self.summary, self._card, stretch, gap=12, margins=margins, on=content)
        self.lock = Callout(icons, "", Tone.INFO, icon="lock", type_=Type.TABLE)
        self.lock.hide()
        self.write = primary_button(icons, "", "check")
        self.progress = JobProgress(icons)
        self.progress.hide()
        foot = column(
            self.lock,
            self.progress,
            row(stretch, self.write),
            gap=8,
            margins=(PAGE_MARGIN, 10, PAGE_MARGIN, 12),
        )
        column((frame, 1), Divider(), foot, gap=0, on=whole)
        return whole

    @property
    def rows(self) -> tuple[PartRow, ...]:
        """The rows shown now, in order."""
        return self._pool.rows

    @property
    def splitting(self) -> Splitting | None:
        """How the document is split now, None while there is none."""
        return None if self._proposal is None else self._proposal.splitting

    def go_to(self, place: SplitPlace) -> None:
        """Show the page for a set, with a document if one is named."""
        is_other = place.set_id != self._set_id
        self._set_id = place.set_id
        competency_set = self._session.program.competency_set(place.set_id)
        title = place.set_id if competency_set is None else competency_set.title
        self._head.title.setText(_("Split a document into {set}").format(set=title))
        if place.file is not None:
            self.read(place.file)
        elif is_other and self._proposal is not None:
            self._propose(self._proposal.document)
        elif self._proposal is None and self._reading is None:
            self._show_empty()

    @Slot()
    def ask(self) -> None:
        """Let the user choose a document."""
        endings = " ".join(f"*{ending}" for ending in sorted(SPLITTABLE))
        ask_file(
            self.window(),
            _("Which document?"),
            self.read,
            filters=[_("Documents ({endings})").format(endings=endings), _("All files (*)")],
        )

    def read(self, path: Path) -> None:
        """Read a document and propose how it is split."""
        self._wants_all = None
        self._propose(path)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the choice of a document, while there is none."""
        super().showEvent(event)
        if self._stack.currentWidget() is self._empty:
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one document."""
        if dropped_document(event) is not None and self.progress.isHidden():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        path = dropped_document(event)
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.read(path)

    # Reading

    def _open_sets(self) -> tuple[CompetencySet, ...]:
        """Return the sets that texts can be written for, the one of the page first."""
        session = self._session
        found = [
            each
            for each in session.program.sets
            if each.id == self._set_id
            or (
                (work := session.portfolio.set_work(each.id)) is not None
                and work.chosen
                and work.route is Route.PORTFOLIO
                and session.lock_of(each.id) is None
            )
        ]
        return tuple(sorted(found, key=lambda each: each.id != self._set_id))

    def _propose(self, source: Path | LongDocument) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self.error.clear()
        self._stack.setCurrentWidget(self._busy)
        session = self._session
        self._reading = self._services.jobs.start_reporting(
            Lane.DISK,
            _read,
            session.root,
            session.portfolio,
            source,
            KnownTexts(
                self._open_sets(), session.program.sets, official_texts(session.portfolio.sets)
            ),
            self._wants_all,
            done=self._on_read,
            failed=self._on_not_read,
            quiet=True,
        )

    @Slot(object)
    def _on_read(self, proposal: Proposal) -> None:
        self._reading, self._proposal = None, proposal
        self._show_sets()
        self._stack.setCurrentIndex(2)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_parts()
        if self.rows:
            self.rows[0].target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self._reading = None
        self._stack.setCurrentIndex(0 if self._proposal is None else 2)
        self.error.show_error(error)

    # Showing

    def _show_empty(self) -> None:
        self._proposal = None
        self.other.hide()
        self._stack.setCurrentWidget(self._empty)

    def _show_sets(self) -> None:
        """Offer the sets, and their texts in every row."""
        if self._proposal is None:
            return
        sets, open_ = self._proposal.splitting.known.sets, self._open_sets()
        with QSignalBlocker(self.summary.sets):
            self.summary.sets.clear()
            self.summary.sets.addItem(_("Only {set}").format(set=open_[0].title))
            self.summary.sets.addItem(_("All sets of my portfolio"))
            self.summary.sets.setCurrentIndex(int(len(sets) > 1))
        self.summary.sets.setVisible(len(open_) > 1)
        program = self._session.program
        several = len(sets) > 1
        names = {
            place: target_name(program, place, with_set=several)
            for place in self._proposal.splitting.known.places()
        }
        self._targets.show_sets(names)

    @Slot()
    def _show_parts(self) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        splitting, present = proposal.splitting, proposal.present
        texts = splitting.new_texts()
        lines = (
            left_over_line(splitting),
            *without_text_lines(self._session.program, splitting),
            only_words_line(splitting.only_words(present.keys())),
        )
        name = proposal.document.path.name
        self.summary.show_splitting(name, splitting, tuple(filter(None, lines)))
        facts = [self._facts_of(number) for number in range(len(splitting.parts))]
        for line, each in zip(self._pool.show(facts, self._make_row), facts, strict=True):
            line.show_facts(each)
        lock = next(
            (it for new in texts if (it := self._session.lock_of(new.place.set_id)) is not None),
            None,
        )
        self.lock.setVisible(lock is not None)
        if lock is not None:
            self.lock.set_text(message_for(lock).text)
        self.write.setText(write_words(len(texts)))
        is_idle = self.progress.isHidden()
        self.write.setEnabled(bool(texts) and lock is None and is_idle)
        self._card.setEnabled(is_idle)
        self.summary.sets.setEnabled(is_idle)
        self.other.setVisible(is_idle)

    def _facts_of(self, index: int) -> PartFacts:
        proposal = self._proposal
        if proposal is None:
            raise AssertionError  # only what was read is shown
        splitting = proposal.splitting
        part = splitting.parts[index]
        present = 0 if part.target is None else proposal.present.get(part.target, 0)
        earlier = (it for it in splitting.parts[:index] if it.target is not None)
        follows = any(
            it.target == part.target and splitting.says_something(it.blocks) for it in earlier
        )
        adds = part.target in splitting.added
        text = splitting.text_of(part.blocks)
        return PartFacts(index + 1, part, text, present, adds, follows)

    def _make_row(self, _facts: PartFacts) -> PartRow:
        line = PartRow(self._icons, self._targets, self._card)
        line.target_changed.connect(self._set_target)
        line.adds_changed.connect(self._set_adds)
        line.join_requested.connect(self._join)
        line.split_requested.connect(self._ask_split)
        return line

    # Correcting

    def _change(self, splitting: Splitting) -> None:
        proposal = self._proposal
        if proposal is not None:
            self._proposal = Proposal(proposal.document, splitting, proposal.present)
            self._show_parts()

    @Slot(int, object)
    def _set_target(self, number: int, target: TextPlace | None) -> None:
        if self.splitting is not None:
            self._change(self.splitting.with_target(number - 1, target))

    @Slot(object, bool)
    def _set_adds(self, place: TextPlace | None, adds: bool) -> None:
        if self.splitting is not None and place is not None:
            self._change(self.splitting.with_added(place, adds=adds))

    @Slot(int)
    def _join(self, number: int) -> None:
        if self.splitting is not None:
            self._change(self.splitting.joined(number - 1))
            self._focus_row(number - 2)

    @Slot(int)
    def _ask_split(self, number: int) -> None:
        splitting = self.splitting
        if splitting is None:
            return
        part = splitting.parts[number - 1]
        paragraphs = tuple(
            PartParagraph(
                block,
                first_words(RichText(splitting.blocks[block]), _PARAGRAPH_WORDS)
                or _("(table, picture, or the like)"),
                words(RichText(splitting.blocks[block])),
            )
            for block in range(part.begin + 1, part.end)
            if splitting.says_something((block,))
        )
        dialog = SplitDialog(self._icons, part_title(part), paragraphs)
        dialog.chosen.connect(partial(self._split_at, number - 1))
        dialog.destroyed.connect(self._forget_dialog)
        self.dialog = dialog.show_for(self.window())

    @Slot()
    def _forget_dialog(self) -> None:
        self.dialog = None

    def _split_at(self, index: int, block: int) -> None:
        if self.splitting is not None:
            self._change(self.splitting.parted(index, block))
            self._focus_row(index + 1)

    def _focus_row(self, index: int) -> None:
        if 0 <= index < len(self.rows):
            self.rows[index].target.setFocus(Qt.FocusReason.OtherFocusReason)
            ensure_visible(self.rows[index])

    @Slot(int)
    def _choose_sets(self, index: int) -> None:
        if self._proposal is not None:
            self._wants_all = bool(index)
            self._propose(self._proposal.document)

    # Writing

    @Slot()
    def _confirm(self) -> None:
        self.error.clear()
        self._session.when_saved(self._begin, self._give_up)

    @Slot()
    def _begin(self) -> None:
        proposal, session = self._proposal, self._session
        if proposal is None:
            return
        job = self._services.jobs.start_reporting(
            Lane.SAVING,
            write_texts,
            session.root,
            session.program,
            session.portfolio,
            proposal.document,
            proposal.splitting,
            session.now,
            done=self._on_written,
            failed=self._on_not_written,
        )
        self.progress.follow(job, Step.WRITING)
        job.ended.connect(self._show_parts)
        self._show_parts()

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        self._services.notices.show_not_begun(error, not_written_yet, key=_NOT_WRITTEN)

    @Slot(object)
    def _on_written(self, written: WrittenTexts) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        self._session.set_unread_documents(dict(written.documents))
        if written.error is not None:
            self._say(texts_cut_short(written, self._session.program))
            self._propose(proposal.document)
            return
        said = texts_written(written, proposal.present.keys())
        self._services.notices.show(said, Tone.OK, key="split-written")
        self._show_empty()
        first = next(
            (it for it, _made in written.documents if it.set_id == self._set_id),
            written.documents[0][0],
        )
        self.place_requested.emit(
            SetPlace(first.set_id, first.number, first.number is None, Tab.RESPONSE)
        )

    @Slot(object)
    def _on_not_written(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._services.notices.show(nothing_written(), Tone.INFO, key=_NOT_WRITTEN)
        else:
            self.error.show_error(error)

    def _say(self, message: Message) -> None:
        self._services.notices.show(message, Tone.WARN, key=_NOT_WRITTEN)

    @Slot()
    def _go_back(self) -> None:
        self.place_requested.emit(SetPlace(self._set_id))


def dropped_document(event: QDropEvent) -> Path | None:
    """Return the one document that is dragged, None for anything else."""
    files = local_files(event.mimeData())
    if len(files) == 1 and files[0].suffix.casefold() in SPLITTABLE:
        return files[0]
    return None


def _read(
    root: Path,
    portfolio: Portfolio,
    source: Path | LongDocument,
    known: KnownTexts,
    wants_all: bool | None,
    _reporter: Reporter,
) -> Proposal:
    """Read a document, and split it into the sets that it is about, or that are wanted.

    `known.others` are all sets of the program.
    """
    document = source if isinstance(source, LongDocument) else read_long_document(source)
    every = _with_sets(known, known.sets)
    found = split(document.text, every)
    sets = known.sets if wants_all else known.sets[:1]
    if wants_all is None:
        sets = wanted_sets(found)
    if sets != known.sets:
        found = split(document.text, _with_sets(known, sets))
    return Proposal(document, found, present_words(root, portfolio, found.known.places()))


def _with_sets(known: KnownTexts, sets: tuple[CompetencySet, ...]) -> KnownTexts:
    others = tuple(each for each in known.others if each not in sets)
    return KnownTexts(sets, others, known.official)
