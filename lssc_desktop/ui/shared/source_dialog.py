"""The dialog with what the program file says of a rule, and where that comes from."""

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.about_program import (
    rule_section,
    source_page,
    source_question,
)
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import LinkedText
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.tokens import Type

_WIDTH, _HEIGHT = 580, 480
_INDENT = 20


class SourceDialog(Dialog):
    """A dialog with what the program file says of a rule; sources that are addresses are links."""

    def __init__(self, icons: Icons, program: Program, rule: Rule) -> None:
        super().__init__(
            icons,
            source_question(),
            _("Close"),
            heading=rule_section(program, rule).title,
            note=_("This is what your program’s file says, and the source."),
            size=(_WIDTH, _HEIGHT),
        )
        self.text = LinkedText()
        self.text.setAccessibleName(rule_section(program, rule).title)
        self.text.document().setDefaultFont(icons.theme.font(Type.BODY))
        self.text.document().setDocumentMargin(0)
        self.text.document().setIndentWidth(icons.theme.measure(_INDENT))
        self.text.setMarkdown(source_page(program, rule))
        add(self.content, (self.text, 1))
        self.buttons.accepted.connect(self.accept)
        self.accept_button.setFocus()
