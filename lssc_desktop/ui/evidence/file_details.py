"""The details of the chosen file, and the proposals for files that a scan of the folder found."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from lssc_desktop.core.privacy.clean_copy import can_be_cleaned
from lssc_desktop.core.program.program import PersonalDocument, Program
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.standing.folder_facts import FileState, FileUse, ListedFile
from lssc_desktop.core.standing.reconcile import MissingFile, NewFile, PlaceKind, Reconciliation
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evidence import (
    about_word,
    facts_line,
    files_chosen_line,
    more_files,
    move_to_trash_words,
    state_line,
    strange_file,
    use_line,
)
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.words import printable, shown_file
from lssc_desktop.store.portfolio_scan import has_reader
from lssc_desktop.ui.base.actions import set_why_not
from lssc_desktop.ui.evidence.evidence_actions import EvidenceActions
from lssc_desktop.ui.evidence.people import PeopleRow
from lssc_desktop.ui.evidence.private_findings import FindingsPanel
from lssc_desktop.ui.kit.buttons import (
    Button,
    dots_button,
    link_button,
    plain_button,
    show_keys,
    tinted_button,
    turn_off,
)
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import dispose, empty
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.evidence_picker import copy_words

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

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
        findings: FindingsPanel,
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
        self._selected: Sequence[ListedFile] = ()
        self._uses: dict[Button, FileUse] = {}
        self._kinds: list[tuple[AboutKind, str]] = []
        self._name = Label(theme, "", Type.H2)
        self._facts = Label(theme, "", Type.TABLE, Ink.INK2)
        self._state = Callout(icons, "", Tone.WARN, icon="alert-triangle")
        self.open_button = plain_button(icons, _("Open"), "external-link", small=True)
        self.use_button = plain_button(icons, _("Use in…"), "plus", small=True)
        self.menu = QMenu(self)
        self.open: QAction = self.menu.addAction(_("Open"))
        self.reveal: QAction = self.menu.addAction(_("Show in folder"))
        self.use: QAction = self.menu.addAction(_("Use in…"))
        self.rename: QAction = self.menu.addAction(_("Rename"))
        self.replace: QAction = self.menu.addAction(_("Replace…"))
        self.copy: QAction = self.menu.addAction("")
        self.clean: QAction = self.menu.addAction(_("Clean copy…"))
        self.compare: QAction = self.menu.addAction(_("Compare"))
        self.remove: QAction = self.menu.addAction(_("Move to trash"))
        self.menu.addSeparator()
        self.menu.addActions((findings.mark_all, findings.next, findings.previous))
        self.dots = dots_button(icons, _("More for this file"), self.menu)
        self.people = PeopleRow(icons, can_change=not actions.is_read_only)
        self._rename_box = QWidget()
        self.name_field = QLineEdit()
        self.save_name_button = plain_button(icons, _("Save name"), small=True)
        self.keep_name_button = plain_button(icons, _("Save"), small=True)
        self.kind_field = ChoiceField()
        self._kind = NamedField(theme, _("What it is"), self.kind_field)
        self._uses_box = QWidget()
        self._uses_title = Label(theme, _("Where it’s used"), Type.H2)
        said = _("We can miss some and never look for faces. Check it yourself, too.")
        if not has_reader():
            said += " " + _("To scan pictures and scanned pages too, install Tesseract.")
        self._caution = Label(theme, said, Type.CAPTION, Ink.INK2)

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
        self.show_acts(() if file is None else (file,))
        if file is None:
            return
        there = file.state is not FileState.MISSING
        self._name.setText(printable(file.name))
        self._facts.setText(facts_line(file))
        state = state_line(file.state)
        self._state.set_text(state)
        self._state.setVisible(bool(state))
        self.open_button.setEnabled(there)
        self._show_notes()
        if self._actions.is_read_only:
            turn_off(example_line(), self.kind_field, self.use_button)
        self._kind.setVisible(file.about is not None)
        if file.about is not None:
            self._show_kind(file.about, file.about_title, documents)
        self._show_uses(file)

    def show_acts(self, files: Sequence[ListedFile]) -> None:
        """Offer in the menu what can be done with the files that are selected."""
        self._selected = files
        file = files[0] if len(files) == 1 else None
        there = file is not None and file.state is not FileState.MISSING
        path = file.path if file is not None and there and file.about is None else ""
        noted = self._actions.evidence_file(path)
        copy = copy_words(path) if path else ""
        self.copy.setText(copy)
        self.copy.setVisible(bool(copy))
        self.replace.setVisible(file is not None and file.about is None)
        self.clean.setVisible(noted is not None and can_be_cleaned(path))
        self.compare.setVisible(noted is not None and bool(noted.clean_of))
        is_lost = file is not None and not there
        trash = move_to_trash_words(len(files))
        self.remove.setText(_("Remove from the list") if is_lost else trash)
        for act in (self.open, self.reveal, self.rename):
            act.setEnabled(there)
        self.use.setEnabled(any(each.about is None for each in files))
        self.remove.setEnabled(bool(files))
        if self._actions.is_read_only:  # the others say why
            for act in (self.rename, self.replace, self.copy, self.clean):
                act.setEnabled(False)

    def _show_notes(self) -> None:
        """Show what the portfolio notes of the file: a clean copy, people, their consent."""
        if self._file is not None:
            self.show_acts(self._selected)
            self.people.show_file(self._actions.evidence_file(self._file.path))

    @property
    def use_buttons(self) -> tuple[Button, ...]:
        """The buttons that go where the file is used."""
        return tuple(self._uses)

    def open_file(self) -> None:
        """Open the file in its own program."""
        if self._file is not None:
            self._actions.open(self._file)

    def begin_rename(self) -> None:
        """Let the user type another name; the extension is not selected."""
        if self._file is None or not self.rename.isEnabled():
            return
        name = self._file.path.rpartition("/")[2]
        stem = name.rpartition(".")[0] or name
        self._rename_box.show()
        self.name_field.setText(name)
        self.name_field.setFocus()
        self.name_field.setSelection(0, len(stem))

    def _lay_out(self) -> None:
        self.name_field.setAccessibleName(_("New name of the file"))
        show_keys(self.open, "Enter")  # which the table takes
        show_keys(self.rename, "F2")
        show_keys(self.remove, "Del")
        for act in (self.rename, self.replace, self.copy, self.clean):
            set_why_not(act, example_line() if self._actions.is_read_only else "")
        row((self.name_field, 1), self.save_name_button, self.keep_name_button, on=self._rename_box)
        self._rename_box.hide()
        head = row((self._uses_title, 1), self.use_button)
        self._use_links = column(head, gap=2, on=self._uses_box)
        top = Qt.AlignmentFlag.AlignTop
        column(
            row((self._name, 1), (self.open_button, top), (self.dots, top), gap=8),
            self._facts,
            self._state,
            self._rename_box,
            self._kind,
            self._findings,
            self._caution,
            self.people,
            self._uses_box,
            (self._preview, 1),
            gap=8,
            on=self,
        ).addStretch(0)  # room without a preview

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.open_file)
        self.use_button.clicked.connect(self.placing_requested)
        self.open.triggered.connect(self.open_file)
        self.reveal.triggered.connect(self._reveal_file)
        self.use.triggered.connect(self.placing_requested)
        self.rename.triggered.connect(self.begin_rename)
        self.replace.triggered.connect(self._choose_replacement)
        self.copy.triggered.connect(self._make_copy)
        self.clean.triggered.connect(self.clean_requested)
        self.compare.triggered.connect(self._compare)
        self.remove.triggered.connect(self.removal_requested)
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
            self._use_links.removeWidget(button)
            dispose(button)
        self._uses = {}
        self._uses_box.setVisible(file.about is None)
        self._uses_title.setText(_("Where it’s used") if file.uses else _("Not used yet"))
        for use in file.uses:
            button = link_button(self._icons, use_line(use), "arrow-right")
            button.clicked.connect(self._go_to_use)
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            self._use_links.addWidget(button, 0, left)
            self._uses[button] = use

    def _go_to_use(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self._uses:
            self.use_requested.emit(self._uses[button])

    def _save_name(self) -> None:
        name = self.name_field.text().strip()
        self._rename_box.hide()
        if self._file is not None and name and name != self._file.path.rpartition("/")[2]:
            self._actions.rename(self._file, name)

    def _reveal_file(self) -> None:
        if self._file is not None:
            self._actions.reveal(self._file)

    def _make_copy(self) -> None:
        if self._file is not None:
            self._actions.make_copy(self._file.path)

    def ask_consent(self) -> None:
        """Ask who agreed that the file shows them."""
        if self._file is not None:
            self._actions.ask_consent(self._file.path)

    def _compare(self) -> None:
        if self._file is not None:
            self._actions.compare(self._file.path)

    def _choose_replacement(self) -> None:
        if self._file is not None:
            self._actions.choose_replacement(self._file.path)

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

    def _adopt(self) -> None:
        path = self._pressed()
        self._left_alone.add(path)
        self._rebuild()
        self.adopt_requested.emit(path)

    def _leave(self) -> None:
        self._left_alone.add(self._pressed())
        self._rebuild()

    def _forget(self) -> None:
        path = self._pressed()
        self._left_alone.add(path)
        self._rebuild()
        self.forget_requested.emit(path)

    def _take_likely(self) -> None:
        path = self._pressed()
        self.same_requested.emit(path, self._likely[path])

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


def files_added(found: Reconciliation) -> str:
    """Say what was done with other programs and is taken in; "" for nothing."""
    new = sum(1 for each in found.new if each.place is not None and each.file.sha256)
    changed, moved = len(found.changed), len(found.moved)
    counted = (
        (new, ngettext("{count} new file", "{count} new files", new)),
        (changed, ngettext("{count} changed file", "{count} changed files", changed)),
        (moved, ngettext("{count} moved file", "{count} moved files", moved)),
    )
    parts = tuple(said.format(count=count) for count, said in counted if count)
    if not parts:
        return ""
    return _("Other programs changed your folder. We found {what}.").format(what=word_list(parts))


def missing_file(program: Program, missing: MissingFile) -> Message:
    """Say that a file which the portfolio knows is not in its folder."""
    found = program.competency_set(missing.place.set_id)
    title = "" if found is None else found.short_title
    meaning = {
        PlaceKind.EVIDENCE: _("You can’t hand in the {sets} that use it."),
        PlaceKind.ABOUT_ME: _("It’s about you and doesn’t belong to {a_set}."),
        PlaceKind.RESPONSE: _("It’s the response to {competency} {number} of {set_title}."),
        PlaceKind.STATEMENT: _("It’s the {learning_statement} for {set_title}."),
    }[missing.place.kind].format(number=missing.place.number, set_title=title)
    return Message(
        _("{file} isn’t in the folder anymore.").format(file=shown_file(missing.path)),
        meaning,
        _("Put it back, then refresh."),
    )
