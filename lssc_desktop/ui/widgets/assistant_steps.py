"""The pages of the assistant for a new portfolio: you, your program, electives, folder."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.choosing_help import Leaning, RouteAdvice
from lssc_desktop.core.portfolio import Route
from lssc_desktop.core.program import Program
from lssc_desktop.messages.about_you import member_label, start_note
from lssc_desktop.messages.assistant import chosen_electives
from lssc_desktop.messages.choosing_help import advice_sentence
from lssc_desktop.messages.standing import route_word
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import Button, link_button, plain_button
from lssc_desktop.ui.widgets.day_field import DayField
from lssc_desktop.ui.widgets.emptying import empty
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import SectionHead


class YouStep(QWidget):
    """Name, e-mail address, and the membership that lowers the fees."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.email = QLineEdit()
        self.member = QCheckBox()
        email = _("Only for letters and forms that you make. It may stay empty.")
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(NamedField(icons.theme, _("Your n&ame"), self.name))
        column.addWidget(NamedField(icons.theme, _("Your e-&mail"), self.email, email))
        column.addWidget(self.member)
        column.addStretch(1)

    def show_program(self, program: Program) -> None:
        """Ask for the membership that lowers this program's fees."""
        self.member.setText(member_label(program.fees.association))


class ProgramStep(QWidget):
    """The program, with the way to another one, and the day of admission."""

    def __init__(self, today: date, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._program = Label(theme, "", Type.BODY)
        self._notice = Label(theme, "", Type.TABLE, Ink.INK2)
        self.load_button = plain_button(icons, _("Load a program file…"), "file-import")
        self.admitted = DayField(today, icons)
        self._admission = NamedField(theme, _("A&dmitted on"), self.admitted, start_note(""))
        row = QHBoxLayout()
        row.addWidget(self._program, 1)
        row.addWidget(self.load_button)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(SectionHead(theme, _("Program")))
        column.addLayout(row)
        column.addWidget(self._notice)
        column.addWidget(self._admission)
        column.addStretch(1)

    def show_program(self, program: Program) -> None:
        """Name the program, with what it wants people to know."""
        self._program.setText(program.name)
        self._notice.setText("" if program.notice is None else program.notice.text)
        self._notice.setVisible(program.notice is not None)


class ElectivesStep(QWidget):
    """A box for each elective, with help in choosing between a portfolio and a course."""

    changed = Signal()
    help_requested = Signal(str)
    """The id of the elective to be helped with."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._program: Program | None = None
        self.electives: dict[str, QCheckBox] = {}
        self.help_buttons: dict[str, Button] = {}
        self._said: dict[str, Label] = {}
        self._head = SectionHead(icons.theme, _("Electives"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        later = _("You can choose others later. What you did for one stays.")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(Label(icons.theme, later, Type.BODY, Ink.INK2))
        column.addLayout(self._grid)
        column.addStretch(1)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the electives that are ticked."""
        return tuple(set_id for set_id, box in self.electives.items() if box.isChecked())

    def show_program(self, program: Program, chosen: tuple[str, ...]) -> None:
        """Offer the electives of a program, some of them ticked."""
        self._program = program
        empty(self._grid)
        self.electives, self.help_buttons, self._said = {}, {}, {}
        for row, elective in enumerate(program.elective_sets):
            box = QCheckBox(elective.title.replace("&", "&&"))
            box.setAccessibleName(elective.title)
            box.setChecked(elective.id in chosen)
            box.toggled.connect(self._count)
            help_ = link_button(self._icons, _("Could I do this?"))
            help_.setAccessibleName(_("Could I do this? {set}").format(set=elective.title))
            help_.clicked.connect(self._help)
            said = Label(self._icons.theme, "", Type.TABLE, Ink.INK2)
            self._grid.addWidget(box, 2 * row, 0)
            self._grid.addWidget(help_, 2 * row, 1)
            self._grid.addWidget(said, 2 * row + 1, 0, 1, 2)
            said.hide()
            self.electives[elective.id] = box
            self.help_buttons[elective.id] = help_
            self._said[elective.id] = said
        self._count()

    def show_advice(self, set_id: str, route: Route, advice: RouteAdvice) -> None:
        """Say what was answered about an elective, and the route that was chosen for it."""
        said = self._said.get(set_id)
        if said is None:
            return
        words = [] if advice.leaning is Leaning.OPEN else [advice_sentence(advice)]
        if route is not Route.PORTFOLIO:
            words.append(_("Chosen: {route}.").format(route=route_word(route)))
        said.setText(" ".join(words))
        said.setVisible(bool(words))

    @Slot()
    def _help(self) -> None:
        pressed = self.sender()
        for set_id, button in self.help_buttons.items():
            if button is pressed:
                self.help_requested.emit(set_id)

    @Slot()
    def _count(self) -> None:
        if self._program is not None:
            self._head.note.setText(chosen_electives(self._program, len(self.chosen)))
        self.changed.emit()


class FolderStep(QWidget):
    """Where the portfolio shall lie."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.folder = QLineEdit()
        self.folder.setAccessibleName(_("Folder"))
        self.choose_button = plain_button(icons, _("Choose…"), "folder")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_button)
        box = QWidget()
        box.setLayout(row)
        where = _("A folder of its own, on this computer or on a USB stick. You can move it later.")
        named = NamedField(theme, _("&Folder"), box, where)
        named.name.setBuddy(self.folder)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(named)
        column.addStretch(1)
