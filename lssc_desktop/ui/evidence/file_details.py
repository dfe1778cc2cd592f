"""The details of the chosen file, and the proposals for files that a scan of the folder found."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.portfolio.folder_facts import FileState, FileUse, ListedFile
from lssc_desktop.core.portfolio.portfolio import AboutKind
from lssc_desktop.core.portfolio.reconcile import MissingFile, NewFile, PlaceKind, Reconciliation
from lssc_desktop.core.privacy.clean_copy import can_be_cleaned
from lssc_desktop.core.program.program import PersonalDocument, Program
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evidence import (
    about_word,
    facts_line,
    files_added,
    files_chosen_line,
    missing_file,
    more_files,
    move_to_trash_words,
    state_line,
    strange_file,
    use_line,
)
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.words import printable, shown_file
from lssc_desktop.ui.base.file_dialogs import ask_file
from lssc_desktop.ui.evidence.evidence_actions import EvidenceActions
from lssc_desktop.ui.evidence.people import ConsentDialog, PeopleCard
from lssc_desktop.ui.kit.buttons import (
    Button,
    link_button,
    plain_button,
    tinted_button,
    turn_off,
)
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, set_beside, stretch
from lssc_desktop.ui.kit.pages import dispose, empty, flow
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.evidence_picker import copy_words

_BESIDE, _FINDINGS, _ANY = 440, 264, 16_777_215
MOST_PROPOSED = 3
"""Files of a kind that are listed one by one."""


# Details ----------------------------------------------------------------------------------------


class FileDetails(QWidget):
    """The details of the chosen file: what it is, where it is used, what can be done with it."""

    use_requested = Signal(object)
    """A `FileUse` to go to."""
    placing_requested = Signal()
    """The user wants to say where the file is used."""
    removal_requested = Signal()
    clean_requested = Signal()
    """The user wants a clean copy of the file."""

    def __init__(
        self,
        icons: Icons,
        actions: EvidenceActions,
        preview: QWidget,
        findings: QWidget,
        *,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._actions = actions
        self._preview = preview
        self._findings = findings
        self._icons = icons
        self._file: ListedFile | None = None
        self._uses: dict[Button, FileUse] = {}
        self._kinds: list[tuple[AboutKind, str]] = []
        self._name = Label(theme, "", Type.H2)
        self._facts = Label(theme, "", Type.TABLE, Ink.INK2)
        self._state = Callout(icons, "", Tone.WARN, icon="alert-triangle")
        self.open_button = plain_button(icons, _("Open"), "external-link")
        self.reveal_button = plain_button(icons, _("Show in folder"), "folder-open")
        self.use_button = plain_button(icons, _("Use in…"), "plus", small=True)
        self.rename_button = plain_button(icons, _("Rename"), "pencil", small=True)
        self.replace_button = plain_button(icons, _("Replace…"), "refresh", small=True)
        self.copy_button = plain_button(icons, "", "copy", small=True)
        self.clean_button = plain_button(icons, _("Clean copy…"), "shield-check", small=True)
        self.compare_button = plain_button(icons, _("Compare"), "eye", small=True)
        self.remove_button = plain_button(icons, _("Move to trash"), "trash", small=True)
        self.people = PeopleCard(icons, can_change=not actions.is_read_only)
        self._rename_box = QWidget()
        self.name_field = QLineEdit()
        self.save_name_button = plain_button(icons, _("Save name"), small=True)
        self.keep_name_button = plain_button(icons, _("Save"), small=True)
        self.kind_field = ChoiceField()
        self._kind = NamedField(theme, _("What it is"), self.kind_field)
        self._uses_card = Card()
        self._uses_title = Label(theme, _("Where it’s used"), Type.H2)

        self._lay_out()
        self._connect()

    def show_file(
        self, file: ListedFile | None, documents: Sequence[PersonalDocument] = ()
    ) -> None:
        """Show a file, which may be one of the program's documents about the candidate.

        A name that is being typed is kept while the file stays the same.
        """
        if file is None or self._file is None or self._file.path != file.path:
            self._rename_box.hide()
        self._file = file
        if file is None:
            return
        there = file.state is not FileState.MISSING
        self._name.setText(printable(file.name))
        self._facts.setText(facts_line(file))
        state = state_line(file.state)
        self._state.set_text(state)
        self._state.setVisible(bool(state))
        for button in (self.open_button, self.reveal_button, self.rename_button):
            button.setEnabled(there)
        self.replace_button.setVisible(file.about is None)
        copy = copy_words(file.path) if there and file.about is None else ""
        self.copy_button.setText(copy)
        if not copy and self.focusWidget() is self.copy_button:
            self.open_button.setFocus()  # Qt would take the next one, which throws the copy away
        self.copy_button.setVisible(bool(copy))
        self._show_notes()
        self.remove_button.setText(_("Move to trash") if there else _("Remove from the list"))
        if self._actions.is_read_only:
            renaming = (self.rename_button, self.replace_button)
            changing = (*renaming, self.copy_button, self.clean_button, self.remove_button)
            turn_off(example_line(), *changing, self.kind_field, self.use_button)
        self._kind.setVisible(file.about is not None)
        if file.about is not None:
            self._show_kind(file.about, file.about_title, documents)
        self._show_uses(file)

    @Slot()
    def _show_notes(self) -> None:
        """Show what the portfolio notes of the file: a clean copy, people, their consent."""
        if self._file is None:
            return
        there = self._file.state is not FileState.MISSING
        noted = self._actions.evidence_file(self._file.path)
        can_clean = there and noted is not None and can_be_cleaned(self._file.path)
        self.clean_button.setVisible(can_clean)
        self.compare_button.setVisible(there and noted is not None and bool(noted.clean_of))
        self.people.show_file(noted)

    @property
    def use_buttons(self) -> tuple[Button, ...]:
        """The buttons that go where the file is used."""
        return tuple(self._uses)

    @Slot()
    def open_file(self) -> None:
        """Open the file in its own program."""
        if self._file is not None:
            self._actions.open(self._file)

    def replace_file(self, source: Path) -> None:
        """Put another file in the place of this one."""
        if self._file is not None:
            self._actions.replace(self._file, source)

    @Slot()
    def begin_rename(self) -> None:
        """Let the user type another name; the extension is not selected."""
        if self._file is None or not self.rename_button.isEnabled():
            return
        name = self._file.path.rpartition("/")[2]
        stem = name.rpartition(".")[0] or name
        self._rename_box.show()
        self.name_field.setText(name)
        self.name_field.setFocus()
        self.name_field.setSelection(0, len(stem))

    def _lay_out(self) -> None:
        self.name_field.setAccessibleName(_("New name of the file"))
        self.remove_button.setToolTip(
            _("Move to trash ({keys})").format(keys=QKeySequence(Qt.Key.Key_Delete).toString())
        )
        self.rename_button.setToolTip(
            _("Rename ({keys})").format(keys=QKeySequence(Qt.Key.Key_F2).toString())
        )
        row((self.name_field, 1), self.save_name_button, self.keep_name_button, on=self._rename_box)
        self._rename_box.hide()
        self._pages = row((self._preview, 1), self._findings, gap=12)
        head = row((self._uses_title, 1), self.use_button)
        self._uses_card.content.addLayout(head)
        column(
            self._name,
            self._facts,
            self._state,
            self._rename_box,
            row(self.open_button, self.reveal_button, stretch, gap=8),
            flow(
                *(self.rename_button, self.replace_button, self.copy_button, self.clean_button),
                *(self.compare_button, self.remove_button),
                gap=8,
            ),
            (self._pages, 1),
            self._kind,
            self.people,
            self._uses_card,
            gap=10,
            on=self,
        ).addStretch(0)  # room without a preview

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the findings beside the pages where there is room, else under them."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._icons.theme.measure(_BESIDE)
        set_beside(self._pages, beside=is_wide)
        self._findings.setMaximumWidth(self._icons.theme.measure(_FINDINGS) if is_wide else _ANY)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.open_file)
        self.reveal_button.clicked.connect(self._reveal_file)
        self.remove_button.clicked.connect(self.removal_requested)
        self.use_button.clicked.connect(self.placing_requested)
        self.replace_button.clicked.connect(self._choose_replacement)
        self.rename_button.clicked.connect(self.begin_rename)
        self.copy_button.clicked.connect(self._make_copy)
        self.clean_button.clicked.connect(self.clean_requested)
        self.compare_button.clicked.connect(self._compare)
        self._actions.portfolio_changed.connect(self._show_notes)
        self.people.shows_people_changed.connect(self._actions.set_shows_people)
        self.people.consent_requested.connect(self.ask_consent)
        self.save_name_button.clicked.connect(self._save_name)
        self.name_field.returnPressed.connect(self._save_name)
        self.keep_name_button.clicked.connect(self._rename_box.hide)
        self.kind_field.activated.connect(self._choose_kind)

    def _show_kind(
        self, kind: AboutKind, title: str, documents: Sequence[PersonalDocument]
    ) -> None:
        """Offer the usual kinds and the program's other documents; show which one it is."""
        titles = [each.title for each in documents if each.kind is AboutKind.OTHER]
        if title and title not in titles:
            titles.append(title)
        usual = tuple(each for each in AboutKind if each is not AboutKind.OTHER)
        kinds = [
            *((each, "") for each in usual),
            *((AboutKind.OTHER, each) for each in titles),
            (AboutKind.OTHER, ""),
        ]
        if kinds != self._kinds:
            self._kinds = kinds
            self.kind_field.clear()
            for each, named in kinds:
                self.kind_field.addItem(named or about_word(each), each)
        self.kind_field.setCurrentIndex(kinds.index((kind, title)))

    def _show_uses(self, file: ListedFile) -> None:
        for button in self._uses:
            self._uses_card.content.removeWidget(button)
            dispose(button)
        self._uses = {}
        self._uses_card.setVisible(file.about is None)
        self._uses_title.setText(_("Where it’s used") if file.uses else _("Not used yet"))
        for use in file.uses:
            button = link_button(self._icons, use_line(use), "arrow-right")
            button.clicked.connect(self._go_to_use)
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            self._uses_card.content.addWidget(button, 0, left)
            self._uses[button] = use

    @Slot()
    def _go_to_use(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self._uses:
            self.use_requested.emit(self._uses[button])

    @Slot()
    def _save_name(self) -> None:
        name = self.name_field.text().strip()
        self._rename_box.hide()
        if self._file is not None and name and name != self._file.path.rpartition("/")[2]:
            self._actions.rename(self._file, name)

    @Slot()
    def _reveal_file(self) -> None:
        if self._file is not None:
            self._actions.reveal(self._file)

    @Slot()
    def _make_copy(self) -> None:
        if self._file is not None:
            self._actions.make_copy(self._file)

    @Slot()
    def ask_consent(self) -> ConsentDialog | None:
        """Ask who agreed that the file shows them."""
        return None if self._file is None else self._actions.ask_consent(self._file.path)

    @Slot()
    def _compare(self) -> None:
        if self._file is not None:
            self._actions.clean_copies.compare(self._file.path)

    @Slot()
    def _choose_replacement(self) -> None:
        ask_file(self, _("Choose a replacement file"), self.replace_file)

    @Slot(int)
    def _choose_kind(self, place: int) -> None:
        if self._file is not None:
            self._actions.set_kind(self._file.path, *self._kinds[place])


# Several files ----------------------------------------------------------------------------------


class SelectionDetails(QWidget):
    """The details of several selected files: how many, how large, and what can be done with all."""

    placing_requested = Signal()
    removal_requested = Signal()

    def __init__(self, icons: Icons, *, can_change: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Label(icons.theme, "", Type.H2)
        self._facts = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self.use_button = tinted_button(icons, _("Use in…"), "plus")
        self.remove_button = plain_button(icons, "", "trash")
        hint = _("To select several files, hold Ctrl or Shift. Drag them onto {a_set} to use them.")
        if not can_change:
            turn_off(example_line(), self.use_button, self.remove_button)
        column(
            self._count,
            self._facts,
            row(self.use_button, self.remove_button, stretch, gap=8),
            Label(icons.theme, hint, Type.TABLE, Ink.INK2),
            stretch,
            gap=10,
            on=self,
        )
        self.use_button.clicked.connect(self.placing_requested)
        self.remove_button.clicked.connect(self.removal_requested)

    def show_files(self, files: Sequence[ListedFile]) -> None:
        """Show what is selected."""
        self._count.setText(files_chosen_line(len(files)).removesuffix("."))
        self._facts.setText(_selection_line(files))
        self.remove_button.setText(move_to_trash_words(len(files)))
        self.use_button.setVisible(all(file.about is None for file in files))


# Proposals --------------------------------------------------------------------------------------


class FileProposals(QWidget):
    """Proposals for the files that a scan of the folder found, each with what can be done.

    Visible only while there is something to decide or to report. At most three of a kind are listed
    one by one; the rest is counted.
    """

    adopt_requested = Signal(str)
    """The path of a file that shall become evidence."""
    same_requested = Signal(str, str)
    """The path of a missing file, and that of the file that takes its places."""
    forget_requested = Signal(str)
    """The path of a missing file that shall be given up."""
    visit_requested = Signal(object)
    """The `core.reconcile.Place` of a missing response or statement."""
    look_requested = Signal()

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._left_alone: set[str] = set()
        self._found = Reconciliation()
        self._program: Program | None = None
        self._likely: Mapping[str, str] = {}
        self._paths: dict[Button, str] = {}
        self._said: list[str] = []
        self._column = column(gap=8, margins=(14, 0, 14, 10), on=self)
        self.hide()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Everything that can be pressed, from top to bottom."""
        return tuple(self._paths)

    def show_found(
        self, program: Program, found: Reconciliation, likely: Mapping[str, str]
    ) -> None:
        """Show what a scan found; what was added by itself is shown until the next scan.

        `likely` has for missing files the path of that which each most likely is by now.
        """
        if program is not self._program or (found, likely) != (self._found, self._likely):
            self._program, self._found, self._likely = program, found, likely
            before = self._said
            self._rebuild()
            announce(self, " ".join(each for each in self._said if each not in before))

    def _rebuild(self) -> None:
        self._paths, self._said = {}, []
        empty(self._column)
        self.hide()
        if self._program is None:
            return
        added = files_added(self._found)
        if added and added not in self._left_alone:
            self._add(added, Tone.INFO, (self._button(_("OK"), added, self._leave),))
        missing = [each for each in self._found.missing if each.path not in self._left_alone]
        for each in missing[:MOST_PROPOSED]:
            self._add_missing(self._program, each)
        strange = [
            each
            for each in self._found.new
            if each.place is None and each.file.path not in self._left_alone
        ]
        for new in strange[:MOST_PROPOSED]:
            self._add_strange(new)
        rest = max(len(missing) - MOST_PROPOSED, 0) + max(len(strange) - MOST_PROPOSED, 0)
        if rest:
            self._add(more_files(rest), Tone.IDLE, ())
        self.setVisible(self._column.count() > 0)

    def _add_missing(self, program: Program, missing: MissingFile) -> None:
        path = missing.path
        likely = self._likely.get(path)
        buttons: list[Button] = []
        if likely is not None:
            buttons.append(self._button(_("Yes, it’s this one"), path, self._take_likely))
        buttons.append(self._button(_("Refresh"), path, self.look_requested))
        if missing.place.kind in {PlaceKind.EVIDENCE, PlaceKind.ABOUT_ME}:
            buttons.append(self._button(_("Remove from the list"), path, self._forget))
        else:
            buttons.append(self._button(_("Go there"), path, self._visit))
        text = missing_file(program, missing).text
        if likely is not None:
            text = f"{text} {_is_it_this(likely)}"
        self._add(text, Tone.WARN, tuple(buttons))

    def _add_strange(self, new: NewFile) -> None:
        path = new.file.path
        buttons = (
            self._button(_("Copy to evidence"), path, self._adopt),
            self._button(_("Dismiss"), path, self._leave),
        )
        self._add(strange_file(new).text, Tone.IDLE, buttons)

    def _add(self, text: str, tone: Tone, buttons: tuple[Button, ...]) -> None:
        self._said.append(text)
        warns = tone is Tone.WARN
        box = Callout(self._icons, text, tone, icon="alert-triangle" if warns else "info-circle")
        if buttons:
            box.content.addLayout(row(*buttons, stretch, gap=8))
        self._column.addWidget(box)

    def _button(self, text: str, path: str, pressed: object) -> Button:
        button = plain_button(self._icons, text, small=True)
        button.setAccessibleDescription(path)
        button.clicked.connect(pressed)
        self._paths[button] = path
        return button

    def _pressed(self) -> str:
        button = self.sender()
        return self._paths.get(button, "") if isinstance(button, Button) else ""

    @Slot()
    def _adopt(self) -> None:
        path = self._pressed()
        self._left_alone.add(path)
        self._rebuild()
        self.adopt_requested.emit(path)

    @Slot()
    def _leave(self) -> None:
        self._left_alone.add(self._pressed())
        self._rebuild()

    @Slot()
    def _forget(self) -> None:
        path = self._pressed()
        self._left_alone.add(path)
        self._rebuild()
        self.forget_requested.emit(path)

    @Slot()
    def _take_likely(self) -> None:
        path = self._pressed()
        self.same_requested.emit(path, self._likely[path])

    @Slot()
    def _visit(self) -> None:
        path = self._pressed()
        place = next(each.place for each in self._found.missing if each.path == path)
        self.visit_requested.emit(place)


def _selection_line(files: Sequence[ListedFile]) -> str:
    """Say how large selected files are together, and how many of them are not used yet."""
    there = sum(file.bytes for file in files if file.state is not FileState.MISSING)
    unused = sum(file.is_unused for file in files)
    said = _("{size} in all.").format(size=size(there))
    if unused:
        said += " " + ngettext(
            "{count} isn’t used yet.", "{count} aren’t used yet.", unused
        ).format(count=unused)
    return said


def _is_it_this(path: str) -> str:
    """Ask whether a missing file is another one by now, renamed and changed."""
    return _("Is this {file}, renamed and changed?").format(file=shown_file(path))
