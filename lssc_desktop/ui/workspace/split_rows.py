"""The rows of the split page: what each part becomes, and the dialog that splits a part."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHeaderView, QWidget

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.splitting import (
    Basis,
    DocumentPart,
    first_words,
)
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.splitting import basis_words, left_out_word, part_size, part_title
from lssc_desktop.ui.kit.buttons import StatusChip, plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row
from lssc_desktop.ui.kit.pages import (
    Divider,
    FlowLayout,
)
from lssc_desktop.ui.kit.tables import Column, RecordTable
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.values import dataclass

_NUMBER_WIDTH = 26
_TARGET_LETTERS = 26
_FIRST_WORDS = 200  # characters
_DIALOG_SIZE = 720, 520


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
        self.adds.addItems([_("Replace text"), _("Add below text")])
        self.present = Label(theme, "", Type.TABLE)
        self.join = plain_button(icons, _("Join with part above"), "arrow-up", small=True)
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
            self.present.setText(_("It goes below the other part for this text."))
        else:
            self.present.setText(_present_line(facts.present, adds=facts.adds))
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

    def _choose(self, index: int) -> None:
        self.target_changed.emit(self._number, self._targets.targets[index])

    def _choose_adding(self, index: int) -> None:
        target = self._targets.targets[self.target.currentIndex()]
        self.adds_changed.emit(target, bool(index))

    def _join(self) -> None:
        self.join_requested.emit(self._number)

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
            Column[PartParagraph](_("Starts with"), lambda it: it.begins, lambda it: it.block),
            Column[PartParagraph](
                _("Words"), lambda it: number_text(it.words), lambda it: it.words, numbers=True
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

    def _choose(self) -> None:
        if self.table.chosen is not None:
            self.chosen.emit(self.table.chosen.block)
            self.accept()


def _present_line(count: int, *, adds: bool) -> str:
    """Say that a text is there already, and what becomes of it."""
    if adds:
        said = ngettext(
            "It already has {count} word. This part is added below.",
            "It already has {count} words. This part is added below.",
            count,
        )
    else:
        said = ngettext(
            "It already has {count} word. This part replaces it; the current text stays "
            "under Earlier versions.",
            "It already has {count} words. This part replaces them; the current text stays "
            "under Earlier versions.",
            count,
        )
    return said.format(count=number_text(count))
