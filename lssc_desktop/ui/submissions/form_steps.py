"""Handing in through a web form: five steps, kept in order while the person does them."""

from collections.abc import Collection
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.program.program import FilledField, WebForm
from lssc_desktop.core.submission.submission import FormStep, field_step
from lssc_desktop.ui.kit.buttons import link_button, plain_button
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import Divider, FlowLayout, dispose
from lssc_desktop.ui.kit.tokens import Ink, Tone
from lssc_desktop.ui.shared.copy_field import CopyField, StepMark


@dataclass(frozen=True, slots=True)
class ShownForm:
    """What the panel shows: which package, which form, and what was done of it.

    `page` is "" where no address is known. `files` is None while the copies are being made.
    """

    package: str
    form: WebForm
    page: str
    fields: tuple[FilledField, ...]
    files: int | None = None
    opened: str = ""
    ticked: tuple[str, ...] = ()
    own_facts: bool = False


class _StepBox(QWidget):
    """One step: its mark, its title, a note, and what belongs to it."""

    def __init__(self, icons: Icons, number: int, title: str, note: str = "") -> None:
        super().__init__()
        self.mark = StepMark(icons, number, title)
        self.title = Label(icons.theme, title, Type.BODY_STRONG)
        self.note = Label(icons.theme, note, Type.TABLE, Ink.INK2)
        self.content = QVBoxLayout()
        self.content.setSpacing(4)
        self.content.addWidget(self.title)
        self.content.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.content, 1)
        self.note.setVisible(bool(note))

    def say(self, title: str, note: str) -> None:
        """Name the step otherwise."""
        self.title.setText(title)
        self.mark.set_title(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class FormSteps(Card):
    """Every tick is told at once, so that it is there again tomorrow."""

    open_requested = Signal()
    text_copied = Signal(str)
    folder_requested = Signal()
    path_requested = Signal()
    step_ticked = Signal(str)
    step_unticked = Signal(str)
    confirmed_requested = Signal()
    silent_requested = Signal()
    closed = Signal()

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icons = icons
        theme = icons.theme
        self._fields: list[CopyField] = []
        self.lead = Label(theme, "", Type.TABLE, Ink.INK2)
        self.form_note = Callout(icons, "", Tone.WARN, icon="info-circle", type_=Type.CAPTION)
        self.first = _StepBox(icons, 1, _("Open the form"))
        self.second = _StepBox(icons, 2, _("Copy these into the form"))
        self.third = _StepBox(icons, 3, "")
        self.fourth = _StepBox(
            icons, 4, _("Press Submit on the page, once"), _("Not again, even if it looks stuck.")
        )
        self.fifth = _StepBox(icons, 5, _("Tell us what the page said"))
        self.open = plain_button(icons, _("Open the page"), "external-link", small=True)
        self.folder = plain_button(icons, _("Open folder"), "folder-open", small=True)
        self.path = plain_button(icons, _("Copy path"), "copy", small=True)
        self.confirmed = plain_button(icons, _("It confirmed…"), small=True)
        self.silent = plain_button(icons, _("It did not say"), small=True)
        self.close_button = link_button(icons, _("Close these steps"))
        self.promise = Callout(
            icons,
            _(
                "If the page did not say, the package stays Uncertain and we help you ask. We "
                "never send twice on a guess."
            ),
            Tone.ACCENT,
            icon="info-circle",
            type_=Type.TABLE,
        )
        self._lay_out()
        self._connect()

    def show_form(self, shown: ShownForm) -> None:
        """Show the steps of a package; fields that stay keep what was typed."""
        self.lead.setText(
            _("{package}. You do it in your browser, we keep it in order.").format(
                package=shown.package
            )
        )
        # Who has opened the form has read it; all five steps have room then.
        self.form_note.setVisible(bool(shown.form.note) and FormStep.OPEN not in shown.ticked)
        self.form_note.set_text(shown.form.note)
        self.open.setText(_("Open again") if shown.opened else _("Open the page"))
        self.open.setEnabled(bool(shown.page))
        self.first.say(_("Open the form"), shown.opened or _where(shown))
        self.second.say(_("Copy these into the form"), _about_fields(shown))
        self._show_fields(shown.fields)
        self.third.say(*_about_files(shown))
        for button in (self.folder, self.path):
            button.setEnabled(bool(shown.files))
        self._show_ticks(shown.ticked)

    @property
    def fields(self) -> tuple[FilledField, ...]:
        """The fields of the form with what belongs into them."""
        return tuple(each.field for each in self._fields)

    def field(self, number: int) -> CopyField:
        """Return a field, counted from 1."""
        return self._fields[number - 1]

    def _show_fields(self, fields: tuple[FilledField, ...]) -> None:
        if tuple(each.field for each in self._fields) == fields:
            return
        for old in self._fields:
            dispose(old)
        self._fields = []
        for field in fields:
            made = CopyField(self._icons, field)
            made.stand_among(each.label for each in fields)
            made.copied.connect(self._copy)
            self.second.content.addWidget(made)
            self._fields.append(made)
        stops: list[QWidget] = [self.second.mark]
        for made in self._fields:
            stops += (made.value, made.button)
        for before, after in pairwise((*stops, self.third.mark)):
            QWidget.setTabOrder(before, after)

    def _show_ticks(self, ticked: Collection[str]) -> None:
        copied = [field_step(at) in ticked for at in range(1, len(self._fields) + 1)]
        for field, is_copied in zip(self._fields, copied, strict=True):
            field.show_copied(copied=is_copied)
        for mark, done in (
            (self.first.mark, FormStep.OPEN in ticked),
            (self.second.mark, FormStep.FIELD in ticked or (bool(copied) and all(copied))),
            (self.third.mark, FormStep.FILES in ticked),
            (self.fourth.mark, FormStep.SUBMIT in ticked),
            (self.fifth.mark, False),
        ):
            mark.blockSignals(True)
            mark.setChecked(done)
            mark.blockSignals(False)
            mark.update()

    def _lay_out(self) -> None:
        theme = self._icons.theme
        self.content.setSpacing(7)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addWidget(Label(theme, _("Hand in through a web form"), Type.H2))
        head.addWidget(self.lead)
        self.content.addLayout(head)
        self.content.addWidget(self.form_note)
        for box, buttons in (
            (self.first, (self.open,)),
            (self.second, ()),
            (self.third, (self.folder, self.path)),
            (self.fourth, ()),
            (self.fifth, (self.confirmed, self.silent)),
        ):
            if buttons:
                acts = FlowLayout(spacing=6)
                for button in buttons:
                    acts.addWidget(button)
                box.content.addLayout(acts)
            self.content.addWidget(box)
            if box is not self.fifth:
                self.content.addWidget(Divider())
        self.fifth.mark.setEnabled(False)  # telling is what is done there
        self.fifth.mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content.addStretch(1)
        self.content.addWidget(self.promise)
        self.content.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.open.clicked.connect(self.open_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.path.clicked.connect(self.path_requested)
        self.confirmed.clicked.connect(self.confirmed_requested)
        self.silent.clicked.connect(self.silent_requested)
        self.close_button.clicked.connect(self.closed)
        for box, step in (
            (self.first, FormStep.OPEN),
            (self.second, FormStep.FIELD),
            (self.third, FormStep.FILES),
            (self.fourth, FormStep.SUBMIT),
        ):
            box.mark.setProperty("step", step.value)
            box.mark.toggled.connect(self._toggle)

    @Slot(bool)
    def _toggle(self, done: bool) -> None:
        mark = self.sender()
        if mark is not None:
            step = str(mark.property("step"))
            (self.step_ticked if done else self.step_unticked).emit(step)

    @Slot(str)
    def _copy(self, text: str) -> None:
        self.text_copied.emit(text)
        for at, field in enumerate(self._fields, 1):
            if field is self.sender():
                self.step_ticked.emit(field_step(at))


def _where(shown: ShownForm) -> str:
    if not shown.page:
        return _("We do not know its address. Ask the program office.")
    if not shown.form.page:
        return _("We do not know its own address. This opens the program’s website.")
    return shown.page


def _about_fields(shown: ShownForm) -> str:
    if shown.own_facts:
        return _("We do not know what the form asks. Here are your details, in case it needs them.")
    return ""


def _about_files(shown: ShownForm) -> tuple[str, str]:
    if shown.files is None:
        return _("Choose the numbered files"), _("We are still copying them.")
    if shown.files == 0:
        return _("Choose the files"), _("This package has no files that the form takes.")
    title = ngettext(
        "Choose the {count} numbered file", "Choose the {count} numbered files", shown.files
    ).format(count=shown.files)
    order = _("The form takes one at a time: begin with 01.") if shown.form.one_by_one else ""
    return title, order
