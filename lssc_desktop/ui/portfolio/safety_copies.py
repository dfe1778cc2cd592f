"""Safety copies of the open portfolio: making one, and which of two copies is newer."""

from functools import partial

from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import comparison_message, not_begun, safety_copy_made
from lssc_desktop.store.folder.conflicts import Newer, compare_copies
from lssc_desktop.store.folder.safety_copy import make_safety_copy
from lssc_desktop.ui.base.file_dialogs import chosen_folder
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.job_progress import show_progress

_COPIED = "safety-copy"
_COMPARED = "two-copies"


async def make_copy(session: Session, services: Services, window: QWidget) -> None:
    """Ask for a folder, and make a safety copy there of all, with what was typed."""
    notices, title = services.notices, _("Safety copy")
    into = await chosen_folder(window, _("Where do you want to save the safety copy?"))
    with notices.before(_safety_copy_failed, key=_COPIED):
        await session.saved()
    shown = partial(show_progress, Step.COPYING, title, services.icons, window)
    copy = await services.jobs.reported(
        Lane.DISK, make_safety_copy, session.root, into, session.today, shown=shown
    )
    look, action = partial(services.desktop.show_in_folder, copy.path), _("Show in folder")
    notices.show(safety_copy_made(copy), Tone.OK, key=_COPIED, action=action, act=look)


async def compare(session: Session, services: Services, window: QWidget) -> None:
    """Ask for another copy, and show which is newer: that, or the open portfolio."""
    notices, title = services.notices, _("Comparing two copies")
    other = await chosen_folder(window, _("Choose the copy to compare with"))
    with notices.before(_comparison_failed, key=_COMPARED):
        await session.saved()
    shown = partial(show_progress, Step.LOOKING, title, services.icons, window)
    found = await services.jobs.reported(
        Lane.DISK, compare_copies, session.root, other, shown=shown
    )
    tone = Tone.OK if found.newer in {Newer.SAME, Newer.OURS} else Tone.WARN
    notices.show(comparison_message(found), tone, key=_COMPARED)


def _safety_copy_failed(message: Message) -> Message:
    """Say that there is no copy, because what was typed could not be saved before."""
    return not_begun(message, _("No safety copy was made."))


def _comparison_failed(message: Message) -> Message:
    """Say that nothing was compared, because what was typed could not be saved before."""
    return not_begun(message, _("The two copies weren’t compared."))
