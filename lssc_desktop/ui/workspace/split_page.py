"""The page on which one long document is split into responses: corrected, then confirmed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from lssc_desktop.core.job import Cancelled, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.portfolio.splitting import (
    KnownTexts,
    Splitting,
    first_words,
    official_texts,
    split,
    wanted_sets,
)
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.text.richtext import RichText, words
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.messages.splitting import (
    found_line,
    left_over_line,
    nothing_written,
    only_words_line,
    part_title,
    target_name,
    texts_cut_short,
    texts_written,
    without_text_lines,
)
from lssc_desktop.store.splitting import (
    LongDocument,
    present_words,
    read_long_document,
    write_texts,
)
from lssc_desktop.ui.base.file_dialogs import ask_file
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.place import SetPlace, SplitPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.cards import Callout, Card, EmptyState
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import (
    Divider,
    PageHead,
    RowPool,
    ensure_visible,
    scrolled,
)
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type
from lssc_desktop.ui.shared.dialogs import ErrorNote
from lssc_desktop.ui.shared.job_progress import JobProgress
from lssc_desktop.ui.workspace.adding import SPLITTABLE, dropped_document
from lssc_desktop.ui.workspace.split_rows import (
    PartFacts,
    PartParagraph,
    PartRow,
    SplitDialog,
    TargetModel,
)
from lssc_desktop.values import dataclass

_PARAGRAPH_WORDS = 160
_NOT_WRITTEN = "split-not-written"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document, how it is split, and how many words the texts have that are there already."""

    document: LongDocument
    splitting: Splitting
    present: Mapping[TextPlace, int]


class Summary(QFrame):
    """What becomes of the document as a whole, and into which sets it is split."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = Label(theme, "", Type.BODY_STRONG)
        self.left = Label(theme, "", Type.BODY, Ink.INK2)
        self.sets = ChoiceField()
        self.sets.setAccessibleName(_("Which {sets}?"))
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

        self._head = PageHead(
            icons.theme, "", _("We only read your document. It isn’t changed."), parent=self
        )
        self.other = plain_button(icons, _("Choose another document…"), "file-import")
        self.back = plain_button(icons, _("Back to the {set}"), "arrow-back-up")
        self._head.buttons.addWidget(self.other)
        self._head.buttons.addWidget(self.back)
        self.error = ErrorNote(icons)
        self.choose = primary_button(icons, _("Choose a document…"), "file-import")
        self._empty = EmptyState(
            icons,
            "files",
            _("Your whole {portfolio} in one document?"),
            _(
                "Choose it, or drop it here: a Word document (.docx), Markdown, or plain "
                "text. We split it at its headings. You check each part before we write "
                "anything."
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
        self._head.title.setText(_("Split a document into {set_title}").format(set_title=title))
        if place.file is not None:
            self.read(place.file)
        elif is_other and self._proposal is not None:
            self._propose(self._proposal.document)
        elif self._proposal is None and self._reading is None:
            self._show_empty()

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
                self._open_sets(),
                session.program.sets,
                official_texts(session.portfolio.sets),
                session.program.needs_statement,
            ),
            self._wants_all,
            done=self._on_read,
            failed=self._on_not_read,
            quiet=True,
        )

    def _on_read(self, proposal: Proposal) -> None:
        self._reading, self._proposal = None, proposal
        self._show_sets()
        self._stack.setCurrentIndex(2)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_parts()
        if self.rows:
            self.rows[0].target.setFocus(Qt.FocusReason.OtherFocusReason)

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
            self.summary.sets.addItem(_("Only {set_title}").format(set_title=open_[0].title))
            self.summary.sets.addItem(_("All {sets} of my {portfolio}"))
            self.summary.sets.setCurrentIndex(int(len(sets) > 1))
        self.summary.sets.setVisible(len(open_) > 1)
        program = self._session.program
        several = len(sets) > 1
        names = {
            place: target_name(program, place, with_set=several)
            for place in self._proposal.splitting.known.places()
        }
        self._targets.show_sets(names)

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
        self.write.setText(_write_words(len(texts)))
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

    def _set_target(self, number: int, target: TextPlace | None) -> None:
        if self.splitting is not None:
            self._change(self.splitting.with_target(number - 1, target))

    def _set_adds(self, place: TextPlace | None, adds: bool) -> None:
        if self.splitting is not None and place is not None:
            self._change(self.splitting.with_added(place, adds=adds))

    def _join(self, number: int) -> None:
        if self.splitting is not None:
            self._change(self.splitting.joined(number - 1))
            self._focus_row(number - 2)

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

    def _choose_sets(self, index: int) -> None:
        if self._proposal is not None:
            self._wants_all = bool(index)
            self._propose(self._proposal.document)

    # Writing

    def _confirm(self) -> None:
        self.error.clear()
        self._session.flows.begin(self._write(), self._on_not_written)

    async def _write(self) -> None:
        """Write the texts as they are split, after what was typed is saved."""
        session, notices = self._session, self._services.notices
        with notices.before(_not_written_yet, key=_NOT_WRITTEN):
            await session.saved()
        proposal = self._proposal
        if proposal is None:
            return
        written = await self._services.jobs.reported(
            Lane.SAVING,
            write_texts,
            session.root,
            session.program,
            session.portfolio,
            proposal.document,
            proposal.splitting,
            session.now,
            shown=self._show_writing,
        )
        session.set_unread_documents(dict(written.documents))
        if written.error is not None:
            notices.show(texts_cut_short(written, session.program), Tone.WARN, key=_NOT_WRITTEN)
            self._propose(proposal.document)
            return
        said = texts_written(written, proposal.present.keys())
        notices.show(said, Tone.OK, key="split-written")
        self._show_empty()
        first = next(
            (it for it, _made in written.documents if it.set_id == self._set_id),
            written.documents[0][0],
        )
        self.place_requested.emit(
            SetPlace(first.set_id, first.number, first.number is None, Tab.RESPONSE)
        )

    def _show_writing(self, job: JobHandle) -> None:
        self.progress.follow(job, Step.WRITING)
        job.ended.connect(self._show_parts)
        self._show_parts()

    def _on_not_written(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._services.notices.show(nothing_written(), Tone.INFO, key=_NOT_WRITTEN)
        else:
            self.error.show_error(error)

    def _go_back(self) -> None:
        self.place_requested.emit(SetPlace(self._set_id))


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
    return replace(known, sets=sets, others=others)


def _write_words(count: int) -> str:
    """Name the button that writes the texts."""
    return ngettext("Write {count} text", "Write {count} texts", count).format(count=count)


def _not_written_yet(message: Message) -> Message:
    """Say that nothing was written, because what was typed could not be saved before."""
    return not_begun(message, _("The texts weren’t written."))
