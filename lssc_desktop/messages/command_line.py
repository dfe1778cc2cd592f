"""The command line in words: what went wrong, what to type next, why no window opens."""

from collections.abc import Mapping
from dataclasses import replace
from traceback import walk_tb

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.readable import FileBroken, OurFile
from lssc_desktop.core.portfolio.candidate_edits import ActivityWrong, ElectivesWrong, NotEntered
from lssc_desktop.core.program.grid import GridColumnUnknown, GridUnknown
from lssc_desktop.core.review.review import CommentUnclear, CommentUnknown
from lssc_desktop.core.standing.progress import CompetencyUnknown, EvidenceUnknown, SetUnknown
from lssc_desktop.core.submission.evaluators import ConflictUndecided
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message, helper_words
from lssc_desktop.store.folder.folder import PortfolioLost
from lssc_desktop.store.folder.lock import FolderInUse
from lssc_desktop.store.folder.rebuild import CandidateUnknown

_COMMANDS: Mapping[type[LsscError] | OurFile, str] = {
    OurFile.PORTFOLIO: "lssc-desktop rebuild DIR",
    PortfolioLost: "lssc-desktop rebuild DIR",
    CandidateUnknown: "lssc-desktop rebuild DIR --name NAME [--admitted DATE]",
    FolderInUse: "--overrule",
    ConflictUndecided: "lssc-desktop office conflict PACKAGE --of NAME --allow REASON",
}

_MISTYPED = (
    *(SetUnknown, CompetencyUnknown, ElectivesWrong, NotEntered),
    *(EvidenceUnknown, CommentUnknown, CommentUnclear, GridUnknown, GridColumnUnknown),
)


def output_lost() -> Message:
    """Say that what came of a command could not be written out."""
    return Message(
        _("The output couldn’t be written where you sent it."),
        _("The work itself is done and saved."),
        _("Free up space there, or show the output on the screen."),
    )


def unforeseen_line(error: Exception) -> str:
    """Say that we are at a loss, and where, so that it can be reported; no names, no paths."""
    ours = [
        f"{frame.f_globals['__name__']} {line}"
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).startswith("lssc_desktop")
    ]
    kind = type(error).__name__
    if isinstance(error, ImportError) and error.name:
        kind = f"{kind} {error.name}"
    return _(
        "An unexpected error occurred ({kind}, {place}). Your earlier work is saved. Send "
        "this line to {helper}, and try again."
    ).format(kind=kind, place=ours[-1] if ours else "?", helper=helper_words())


# Next command -----------------------------------------------------------------------------------


def command_hint(error: LsscError) -> str:
    """Return the words to type for what the error's sentence advises, "" when there are none."""
    from lssc_desktop.transfer.answers import CertificateRefused  # few commands send

    if isinstance(error, CertificateRefused) and error.reason == "unknown":
        return _("When you have the file, add {words}.").format(words="--ca-file FILE")
    words = _COMMANDS.get(error.kind if isinstance(error, FileBroken) else type(error))
    if words is None:
        return ""
    if words.startswith("--"):
        return _("To do so, add {words}.").format(words=words)
    return _("To do so, type: {words}").format(words=words)


def without_promise(message: Message) -> Message:
    """Return a message without "Nothing was changed.", for a command that changes nothing."""
    return replace(message, meaning="") if message.meaning == _("Nothing was changed.") else message


def is_mistyped(error: LsscError) -> bool:
    """Whether a word that was typed names nothing that there is."""
    if isinstance(error, ActivityWrong):
        return bool(error.given)
    return isinstance(error, _MISTYPED)


# No window --------------------------------------------------------------------------------------


def no_display() -> Message:
    """Say that there is no screen to open a window on."""
    return Message(
        _("There’s no screen here to open a window on."),
        _("Nothing was changed."),
        _(
            "Start the program from a desktop, or use its commands: “lssc-desktop --help” lists "
            "them."
        ),
    )


def library_missing(name: str) -> Message:
    """Say that the system lacks a library that every window needs."""
    return Message(
        _("The window can’t open because this system is missing a library: {name}.").format(
            name=name
        ),
        _("Nothing was changed. The commands work without it."),
        _("In the source folder, .ci/set-up.sh names what’s missing. Install it, and try again."),
    )
