"""The panel of a web form: five steps, kept in order while the user does them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.program.program import FilledField, WebForm
from lssc_desktop.core.submission.submission import FormStep, field_step
from lssc_desktop.ui.kit.buttons import link_button, plain_button, signals_blocked
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, stretch
from lssc_desktop.ui.kit.pages import Divider, dispose, flow
from lssc_desktop.ui.kit.tokens import Ink, Tone
from lssc_desktop.ui.shared.copy_field import CopyField, FormStepBox


@dataclass(frozen=True, slots=True)
class ShownForm:
    """The content of the panel: a package, a form, and what was done of it.

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


class FormSteps(Card):
    """The five steps, with the buttons of each; every tick is saved at once, for another day."""

    step_toggled = Signal(str, bool)
    """A step, and whether it is done."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icons = icons
        theme = icons.theme
        self._fields: list[CopyField] = []
        self.lead = Label(theme, "", Type.TABLE, Ink.INK2)
        self.form_note = Callout(icons, "", Tone.WARN, icon="info-circle", type_=Type.CAPTION)
        self.first = FormStepBox(icons, 1, _("Open the form"))
        self.second = FormStepBox(icons, 2, _("Copy these into the form"))
        self.third = FormStepBox(icons, 3, "")
        self.fourth = FormStepBox(
            icons, 4, _("Press Submit on the page, once"), _("Not again, even if it looks stuck.")
        )
        self.fifth = FormStepBox(icons, 5, _("Tell us what the page said"))
        self.open_button = plain_button(icons, _("Open the page"), "external-link", small=True)
        self.folder_button = plain_button(icons, _("Open folder"), "folder-open", small=True)
        self.path_button = plain_button(icons, _("Copy path"), "copy", small=True)
        self.confirmed_button = plain_button(icons, _("It confirmed…"), small=True)
        self.silent_button = plain_button(icons, _("It did not say"), small=True)
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
        for box, step in (
            (self.first, FormStep.OPEN),
            (self.second, FormStep.FIELD),
            (self.third, FormStep.FILES),
            (self.fourth, FormStep.SUBMIT),
        ):
            box.mark.toggled.connect(partial(self.step_toggled.emit, step.value))

    @property
    def fields(self) -> tuple[FilledField, ...]:
        """The fields of the form with what belongs into them."""
        return tuple(each.field for each in self._fields)

    def field(self, number: int) -> CopyField:
        """Return a field, counted from 1."""
        return self._fields[number - 1]

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
        self.open_button.setText(_("Open again") if shown.opened else _("Open the page"))
        self.open_button.setEnabled(bool(shown.page))
        self.first.set_words(_("Open the form"), shown.opened or _where(shown))
        self.second.set_words(_("Copy these into the form"), _about_fields(shown))
        self._show_fields(shown.fields)
        self.third.set_words(*_about_files(shown))
        for button in (self.folder_button, self.path_button):
            button.setEnabled(bool(shown.files))
        self._show_ticks(shown.ticked)

    def _show_fields(self, fields: tuple[FilledField, ...]) -> None:
        if self.fields == fields:
            return
        for old in self._fields:
            dispose(old)
        self._fields = []
        for number, field in enumerate(fields, 1):
            made = CopyField(self._icons, field)
            made.align_labels(each.label for each in fields)
            made.copied.connect(partial(self.step_toggled.emit, field_step(number), True))
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
            with signals_blocked(mark):
                mark.setChecked(done)
            mark.update()

    def _lay_out(self) -> None:
        title = Label(self._icons.theme, _("Hand in through a web form"), Type.H2)
        self.content.setSpacing(7)
        add(self.content, column(title, self.lead, gap=3), self.form_note)
        for box, buttons in (
            (self.first, (self.open_button,)),
            (self.second, ()),
            (self.third, (self.folder_button, self.path_button)),
            (self.fourth, ()),
            (self.fifth, (self.confirmed_button, self.silent_button)),
        ):
            if buttons:
                box.content.addLayout(flow(*buttons, gap=6))
            add(self.content, box, None if box is self.fifth else Divider())
        self.fifth.mark.setEnabled(False)  # it is done by what the page said
        self.fifth.mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = Qt.AlignmentFlag.AlignLeft
        add(self.content, stretch, self.promise, (self.close_button, left))


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
