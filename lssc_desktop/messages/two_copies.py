"""Two copies of one portfolio in words: which is newer, and what to do with the other."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.days import day
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.saved import not_begun
from lssc_desktop.store.two_copies import Comparison, Newer


def compared(comparison: Comparison) -> Message:
    """Say which copy to go on with; "this one" is the portfolio that is open."""
    happened, advice = {
        Newer.SAME: (
            _("Both copies are the same, file by file."),
            _("Go on with either, and with that one only."),
        ),
        Newer.OURS: (
            _("This portfolio is the newer one. The other copy holds nothing that is not here."),
            _("Go on here. Make a new safety copy to bring the other place up to date."),
        ),
        Newer.THEIRS: (
            _("The other copy is the newer one. It holds everything that is here, and more."),
            _("Close this portfolio and open the other copy to go on there."),
        ),
        Newer.BOTH_CHANGED: (
            _("Both copies were changed, each in its own way."),
            _(
                "Keep both. Decide for one to go on with, and copy into its folder what only "
                "the other has."
            ),
        ),
        Newer.OTHER_PORTFOLIO: (
            _("The other folder holds another portfolio, no copy of this one."),
            _("Choose the folder of a copy."),
        ),
    }[comparison.newer]
    return Message(happened, _meaning(comparison), advice)


def not_compared(message: Message) -> Message:
    """Say that nothing was compared, because what was typed could not be saved before."""
    return not_begun(message, _("The two copies were not compared."))


def _meaning(comparison: Comparison) -> str:
    if comparison.newer in {Newer.SAME, Newer.OTHER_PORTFOLIO}:
        return ""
    days = _("Here the last change was on {ours}, there on {theirs}.").format(
        ours=day(comparison.ours_changed), theirs=day(comparison.theirs_changed)
    )
    counts = [
        _only_here(len(comparison.only_ours)),
        _only_there(len(comparison.only_theirs)),
        _different(len(comparison.different)),
    ]
    return " ".join([days, *(count for count in counts if count)])


def _only_here(count: int) -> str:
    said = ngettext("{count} file is only here.", "{count} files are only here.", count)
    return said.format(count=count) if count else ""


def _only_there(count: int) -> str:
    said = ngettext("{count} file is only there.", "{count} files are only there.", count)
    return said.format(count=count) if count else ""


def _different(count: int) -> str:
    said = ngettext("{count} file differs.", "{count} files differ.", count)
    return said.format(count=count) if count else ""
