"""The dialog about the application: its version, its license, and what it is built on."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox

from lssc_desktop import paths
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import helper_words, version_lines
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import link_button, plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, row, stretch
from lssc_desktop.ui.kit.tokens import Ink, Type

_LICENSE, _NOTICES = "LICENSE", "THIRD-PARTY-NOTICES.md"


class AboutDialog(Dialog):
    """A dialog that says what the application is, and which version helps whoever is asked."""

    def __init__(self, services: Services) -> None:
        icons = services.icons
        super().__init__(icons, _("About LSSC Desktop"), _("Close"), heading="LSSC Desktop")
        self.versions = Label(icons.theme, "\n".join(version_lines()), Type.BODY)
        self.versions.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.helper = Label(
            icons.theme,
            _("If you need help, send these versions to {helper}.").format(helper=helper_words()),
            Type.BODY,
        )
        self.updates_button = link_button(icons, _("Look for a new version"), "external-link")
        page = paths.updates_page()
        self.updates_button.setVisible(bool(page))
        self.license_button = link_button(icons, _("License"), "external-link")
        self.notices_button = link_button(icons, _("Built with"), "external-link")
        self.copy_button = plain_button(icons, _("Copy versions"), "copy")
        self.add_button(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        add(
            self.content,
            *(
                Label(icons.theme, line, Type.BODY)
                for line in (
                    _(
                        "For candidates for library staff certification, and for the staff who "
                        "review their work."
                    ),
                    _("It works offline: nothing leaves this computer until you send it."),
                )
            ),
            self.versions,
            self.helper,
            Label(
                icons.theme,
                _("Free software under the MIT License. © 2026 LSSC Desktop contributors."),
                Type.TABLE,
                Ink.INK2,
            ),
            row(
                self.license_button,
                self.notices_button,
                self.updates_button,
                stretch,
                gap=16,
            ),
        )
        beside = paths.resources().parent
        open_file = services.desktop.open_file
        self.license_button.clicked.connect(partial(open_file, beside / _LICENSE))
        self.notices_button.clicked.connect(partial(open_file, beside / _NOTICES))
        self.updates_button.clicked.connect(partial(services.desktop.open_address, page))
        self.copy_button.clicked.connect(self._copy)
        self.buttons.accepted.connect(self.accept)
        self.accept_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(version_lines()))
        self.hint.setText(_("Copied."))
