"""Errors of drives, folders, small files and the keyring in words."""

from collections.abc import Sequence

from lssc_desktop.core.files.names import PORTFOLIO
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import shown_file

_MOST_NAMED = 3


def downloading(count: int, total: int) -> Message:
    """Say that files which are only online are being downloaded, because they're read."""
    return Message(
        ngettext(
            "{count} file in your portfolio is only online ({size}).",
            "{count} files in your portfolio are only online ({size}).",
            count,
        ).format(count=count, size=size(total)),
        ngettext(
            "To check it, we read it, so this computer is downloading it now.",
            "To check them, we read them, so this computer is downloading them now.",
            count,
        ),
    )


def other_versions_found(found: Sequence[tuple[str, str]]) -> Message:
    """Say that OneDrive kept what another computer saved; each path with the one that counts."""
    portfolio = any(of == PORTFOLIO for _path, of in found)
    return Message(
        " ".join(
            _("{other} is another version of {name}.").format(
                other=shown_file(path), name=shown_file(of)
            )
            for path, of in found[:_MOST_NAMED]
        ),
        _(
            "OneDrive makes such a file when two computers change one at the same time. We don’t "
            "use it."
        ),
        _(
            "Check that nothing’s missing here. If something is, copy the folder, rename the other "
            "version to “portfolio.json” in the copy, and choose Compare with another copy. Then "
            "move the other version out of your folder."
        )
        if portfolio
        else _("Compare the two in Word, and move the other version out of your folder."),
    )
