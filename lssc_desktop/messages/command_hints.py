"""What to type next, where the advice of a sentence is something that a command does."""

from collections.abc import Mapping
from gettext import gettext as _

from lssc_desktop.core.errors import LsscError
from lssc_desktop.store.codec import PortfolioBroken
from lssc_desktop.store.folder import PortfolioLost
from lssc_desktop.store.lock import FolderInUse
from lssc_desktop.store.rebuild import CandidateUnknown

_COMMANDS: Mapping[type[LsscError], str] = {
    PortfolioBroken: "lssc-desktop rebuild DIR",
    PortfolioLost: "lssc-desktop rebuild DIR",
    CandidateUnknown: "lssc-desktop rebuild DIR --name NAME --admitted DATE",
    FolderInUse: "--overrule",
}


def command_hint(error: LsscError) -> str:
    """Return the words to type for what the error's sentence advises, "" when there are none."""
    words = _COMMANDS.get(type(error))
    if words is None:
        return ""
    if words.startswith("--"):
        return _("To do so, add {words}.").format(words=words)
    return _("To do so, type: {words}").format(words=words)
