"""The Evidence tab of a competency: for each file a form of caption, own role, parts, order."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QWidget

from lssc_desktop.core.portfolio.portfolio import Weight
from lssc_desktop.core.program.program import Competency
from lssc_desktop.core.standing.search import TextField
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evidence import weight_word
from lssc_desktop.messages.words import printable
from lssc_desktop.ui.base.place import FoundWords
from lssc_desktop.ui.kit.buttons import (
    ChipButton,
    plain_button,
    signals_blocked,
    tinted_button,
)
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.fields import DebouncedLineEdit, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import EdgedPage, FlowLayout, RowPool, empty, scrolled
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.found_words import select_found
from lssc_desktop.ui.workspace.evidence_list import EvidenceList
from lssc_desktop.ui.workspace.evidence_tray import (
    EvidenceAct,
    ShownUse,
)

_COMPACT_FROM = 5  # files


class UseForm(Card):
    """A form with everything that can be said about one file for one competency."""

    use_changed = Signal(object)
    """An `EvidenceUse`."""
    act_requested = Signal(object, str)
    """An `EvidenceAct`, and the path of the file."""

    def __init__(
        self, icons: Icons, shown: ShownUse, parts: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        theme = icons.theme
        self.shown = shown
        self._name = Label(theme, "", Type.BODY_MEDIUM)
        self._facts = Label(theme, "", Type.TABLE, Ink.INK2, tabular=True)
        self.weight = ChipButton(icons)
        self.caption = DebouncedLineEdit(_("Caption"), _("What the reader sees in it"))
        self.team_work = QCheckBox(_("Made with others"))
        self.own_role = DebouncedLineEdit(_("Your own role"), _("What you did yourself"))
        self._role = NamedField(
            theme,
            _("Your own role"),
            self.own_role,
            _("Team work counts when you name your part."),
        )
        self._of: Mapping[str, str] = {}
        self._parts: dict[str, QCheckBox] = {}
        self.look = plain_button(icons, _("Preview"), "eye", small=True)
        self.open = plain_button(icons, _("Open"), "external-link", small=True)
        self.up = plain_button(icons, _("Move up"), "arrow-up", small=True)
        self.down = plain_button(icons, _("Move down"), "arrow-down", small=True)
        self.take_out = plain_button(icons, _("Remove"), "circle-minus", small=True)
        self._shows = Label(theme, _("Parts it shows"), Type.TABLE_STRONG, wrap=False)
        self._shows.hide()
        self._acts: dict[QAbstractButton, EvidenceAct] = {
            self.look: EvidenceAct.LOOK,
            self.open: EvidenceAct.OPEN,
            self.up: EvidenceAct.MOVE_UP,
            self.down: EvidenceAct.MOVE_DOWN,
            self.take_out: EvidenceAct.TAKE_OUT,
            self.weight: EvidenceAct.TOGGLE_WEIGHT,
        }
        self._boxes = column(gap=self.content.spacing())
        self._lay_out(icons)

        self.caption.settled.connect(self._change_use)
        self.own_role.settled.connect(self._change_use)
        self.team_work.toggled.connect(self._change_use)
        for button in self._acts:
            button.clicked.connect(self._request)
        self.show_use(shown, parts, last=False)

    @property
    def part_boxes(self) -> tuple[QCheckBox, ...]:
        """The boxes to tick for the parts of the competency."""
        return tuple(self._parts.values())

    def show_use(self, shown: ShownUse, parts: Mapping[str, str], *, last: bool) -> None:
        """Show what is noted now; what is being written about this file stays."""
        if shown.path != self.shown.path:
            self.caption.forget()
            self.own_role.forget()
        self.shown = shown
        self._show_parts(parts)
        use = shown.use
        primary = use.weight is Weight.PRIMARY
        self._name.setText(printable(shown.name))
        self.setAccessibleName(printable(shown.name))
        self._facts.setText(shown.facts)
        self.weight.set_status(
            "star-filled" if primary else "star",
            weight_word(use.weight),
            Tone.ACCENT if primary else Tone.IDLE,
        )
        self.weight.setAccessibleName(
            _("{name}: {weight}").format(name=shown.name, weight=weight_word(use.weight))
        )
        self.weight.setVisible(not shown.statement)  # what the statement names weighs the same
        self.caption.show_text(use.caption)
        self.own_role.show_text(use.own_role)
        self._role.setVisible(use.team_work)
        with signals_blocked(self.team_work, *self._parts.values()):
            self.team_work.setChecked(use.team_work)
            for letter, box in self._parts.items():
                box.setChecked(letter in use.parts)
        self.up.setEnabled(shown.number > 1)
        self.down.setEnabled(not last)

    def set_handed_in(self, *, handed_in: bool) -> None:
        """Let everything be read, and nothing be changed."""
        for line in (self.caption, self.own_role):
            line.setReadOnly(handed_in)
        for control in (self.weight, self.team_work, *self._parts.values(), self.take_out):
            control.setEnabled(not handed_in)
        for move in (self.up, self.down):
            move.setVisible(not handed_in)

    def settle(self) -> None:
        """Commit what is still in the fields."""
        self.caption.settle()
        self.own_role.settle()

    def _show_parts(self, parts: Mapping[str, str]) -> None:
        """Let the parts of the competency be ticked."""
        if parts == self._of:
            return
        self._of = parts
        empty(self._boxes)
        self._parts = {
            letter: QCheckBox(words.replace("&", "&&"), self) for letter, words in parts.items()
        }
        for box in self._parts.values():
            box.toggled.connect(self._change_use)
            self._boxes.addWidget(box)
        self._shows.setVisible(bool(parts))

    def _lay_out(self, icons: Icons) -> None:
        words = column(self._name, self._facts, gap=1)
        acts = FlowLayout(spacing=8)
        for button in (self.look, self.open, self.up, self.down, self.take_out):
            acts.addWidget(button)
        add(
            self.content,
            row((words, 1), (self.weight, Qt.AlignmentFlag.AlignTop)),
            NamedField(icons.theme, _("Caption"), self.caption),
            self.team_work,
            self._role,
            self._shows,
            self._boxes,
            acts,
        )

    def _request(self) -> None:
        pressed = self.sender()
        act = next(act for button, act in self._acts.items() if button is pressed)
        self.act_requested.emit(act, self.shown.path)

    def _change_use(self) -> None:
        self.use_changed.emit(
            replace(
                self.shown.use,
                caption=self.caption.text().strip(),
                team_work=self.team_work.isChecked(),
                own_role=self.own_role.text().strip(),
                parts=tuple(letter for letter, box in self._parts.items() if box.isChecked()),
            )
        )


class EvidenceTab(QWidget):
    """The tab of forms of the evidence of a competency, with the ways to add more.

    From five files on they stand in a list, and the form is that of the one that is chosen.
    """

    use_changed = Signal(object)
    """An `EvidenceUse`."""
    act_requested = Signal(object, str)
    """An `EvidenceAct`, and the path of a file."""
    order_changed = Signal(object)
    """All paths in their new order."""
    take_out_requested = Signal(object)
    """The paths of several files."""
    weight_requested = Signal(object, object)
    """The paths of several files, and a `Weight`."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._is_handed_in = False
        self._shown: tuple[ShownUse, ...] = ()
        self._of: Mapping[str, str] = {}
        self.scroll_page, self._content = scrolled(self, QWidget(), EdgedPage)
        self._none = Label(
            icons.theme,
            _(
                "No files yet. Drag files here, or choose some. We copy them. Your "
                "originals stay where they are."
            ),
            Type.BODY,
            Ink.INK2,
        )
        self.add_button = tinted_button(icons, _("Add files…"), "plus")
        self.known_button = plain_button(icons, _("From my evidence…"), "paperclip")
        self.paste_button = plain_button(icons, _("Paste a picture"), "photo-plus")
        ways = FlowLayout(spacing=8)
        for button in (self.add_button, self.known_button, self.paste_button):
            ways.addWidget(button)
        self.list = EvidenceList(icons, self._content)
        self.list.hide()
        forms = column(
            self._none,
            self.list,
            ways,
            stretch,
            gap=10,
            margins=(22, 12, 22, 12),
            on=self._content,
        )
        self._pool: RowPool[ShownUse, UseForm] = RowPool(forms, 2, lambda shown: shown.path)
        table = self.list.table
        table.chosen_changed.connect(self._show_chosen)
        table.selected_changed.connect(self._show_chosen)
        table.order_changed.connect(self.order_changed)
        table.take_out_requested.connect(self.take_out_requested)
        table.act_requested.connect(self.act_requested)
        self.list.weight_requested.connect(self.weight_requested)

    @property
    def forms(self) -> tuple[UseForm, ...]:
        """The forms in their order."""
        return self._pool.rows

    def show_uses(self, shown: tuple[ShownUse, ...], competency: Competency | None) -> None:
        """Show the evidence of a competency; a form that stays keeps what is being written.

        Forms take long to make and to lay out, so they are made when the tab is shown.
        """
        self._shown, self._of = shown, _words_of_parts(competency)
        self._none.setVisible(not shown)
        self.list.setVisible(self.is_list)
        self.list.table.show_records(shown if self.is_list else ())
        self._show_forms(shown if self.isVisible() else ())

    def showEvent(self, event: QShowEvent) -> None:
        """Make the forms when the tab is shown."""
        super().showEvent(event)
        self._show_forms(self._shown)

    def set_handed_in(self, *, handed_in: bool) -> None:
        """Let everything be read, and nothing be changed or added."""
        self._is_handed_in = handed_in
        for button in (self.add_button, self.known_button, self.paste_button):
            button.setEnabled(not handed_in)
        self.list.set_handed_in(handed_in=handed_in)
        for form in self.forms:
            form.set_handed_in(handed_in=handed_in)

    def go_to(self, path: str) -> None:
        """Put the keyboard into the caption of a file."""
        if self.is_list:
            self.list.table.choose(path)
        for form in self.forms:
            if form.shown.path == path:
                form.caption.setFocus(Qt.FocusReason.OtherFocusReason)
                self.scroll_page.ensureWidgetVisible(form)

    def show_found(self, found: FoundWords) -> None:
        """Select words that the user looked for, in the caption of a file or in the role."""
        self.go_to(found.key)
        for form in self.forms:
            if form.shown.path == found.key:
                is_role = found.field is TextField.OWN_ROLE
                select_found((form.own_role if is_role else form.caption,), found)

    def settle(self) -> None:
        """Commit what is still in the fields."""
        for form in self.forms:
            form.settle()

    @property
    def is_list(self) -> bool:
        """Whether there are so many files that they stand in a list."""
        return len(self._shown) >= _COMPACT_FROM

    def _show_chosen(self) -> None:
        """Show the form of the one file that is chosen in the list."""
        if self.is_list and self.isVisible():
            self.settle()  # what was typed about another file
            self._show_forms(self._shown)

    def _in_forms(self, shown: tuple[ShownUse, ...]) -> tuple[ShownUse, ...]:
        """Return the files that have a form: all, or in a list the one that is selected."""
        if not self.is_list:
            return shown
        selected = {each.path for each in self.list.table.selected}
        return tuple(each for each in shown if {each.path} == selected)

    def _show_forms(self, shown: tuple[ShownUse, ...]) -> None:
        in_forms = self._in_forms(shown)
        for form, each in zip(self._pool.show(in_forms, self._form), in_forms, strict=True):
            form.show_use(each, self._of, last=each.number == len(shown))
            form.set_handed_in(handed_in=self._is_handed_in)

    def _form(self, shown: ShownUse) -> UseForm:
        form = UseForm(self._icons, shown, self._of, self._content)
        form.use_changed.connect(self.use_changed)
        form.act_requested.connect(self.act_requested)
        return form


def _words_of_parts(competency: Competency | None) -> Mapping[str, str]:
    """Return what stands beside the box of each part; a letter of ours does not."""
    if competency is None:
        return {}
    if competency.letters_ours:
        return {part.letter: part.title for part in competency.parts}
    words = _("{letter}) {title}")
    return {
        part.letter: words.format(letter=part.letter, title=part.title) for part in competency.parts
    }
