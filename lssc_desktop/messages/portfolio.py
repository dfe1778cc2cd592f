"""The portfolio folder in words: saving, conflicts, locks, rebuilding, copies, and words kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import (
    ABOUT_ME,
    EVIDENCE,
    OWN,
    PACKAGES,
    PORTFOLIO,
    PROGRAM,
    REVIEWS,
)
from lssc_desktop.core.submission.locking import SetLocked
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.documents.word import TextNotWritten
from lssc_desktop.formats.dates import clock_time, long_day
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import ENGLISH, catalog, ngettext
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import shown_file, shown_folder
from lssc_desktop.store.folder.conflicts import Comparison, Newer
from lssc_desktop.store.folder.rebuild import Origin, Rebuilt
from lssc_desktop.store.folder.safety_copy import SafetyCopy

_JUST_NOW = timedelta(minutes=1)
_MOST_NAMED = 3


# Saving -----------------------------------------------------------------------------------------


def saved_line(at: datetime | None, now: datetime) -> str:
    """Say that everything is on the disk, and since when if something was written."""
    if at is None:
        return _("All changes saved")
    if now - at < _JUST_NOW:
        return _("Saved just now")
    return _("Saved {time}").format(time=clock_time(at, at.tzinfo))


def not_begun(message: Message, undone: str) -> Message:
    """Say what an error of saving means for what was to begin after it: nothing begins later."""
    return Message(
        message.happened,
        _("{undone} What you typed isn’t saved yet.").format(undone=undone),
        _("{advice} Then try again.").format(advice=message.advice).strip(),
    )


# Conflicts --------------------------------------------------------------------------------------


def text_conflict(path: str, error: LsscError) -> Message:
    """Ask which of two versions of a text shall be the response."""
    if isinstance(error, TextNotWritten):
        happened = message_for(error).happened
        both = _("The file isn’t changed, and what you wrote is here. Both are kept.")
    else:
        happened = _("{name} was changed by another program while you were writing here.").format(
            name=shown_file(path)
        )
        both = _("There are two versions now. Both are kept, whichever you choose.")
    return Message(
        happened,
        both,
        _("Which one do you want to use? The other stays next to it, with a number in its name."),
    )


def portfolio_conflict() -> Message:
    """Ask which of two versions of portfolio.json shall count."""
    return Message(
        _("Someone else saved this {portfolio} while you had it open."),
        _(
            "Your responses and files are safe either way. Only dates, choices, captions, "
            "and marks differ."
        ),
        _("Which version do you want to use? The other is kept in the “.lssc” folder."),
    )


# Files in a cloud -------------------------------------------------------------------------------


def downloading(count: int, total: int) -> Message:
    """Say that files which are only online are being downloaded, because they're read."""
    return Message(
        ngettext(
            "{count} file in your {portfolio} is only online ({size}).",
            "{count} files in your {portfolio} are only online ({size}).",
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
            "version to “portfolio.json” in the copy, and choose File > Safety copy to compare. "
            "Then move the other version out of your folder."
        )
        if portfolio
        else _("Compare the two in Word, and move the other version out of your folder."),
    )


# Locked sets ------------------------------------------------------------------------------------


def closed_message(lock: SetLocked) -> Message:
    """Say where a set stands that is no longer checked, and what is left to do for it."""
    if lock.standing is Standing.UNREADABLE:
        return _unreadable_submission(lock)
    happened = {
        Standing.SENDING: _("{set_title} is on its way to the receiver."),
        Standing.UNCERTAIN: _("{set_title} was sent. We can’t tell yet whether it arrived."),
        Standing.RECEIVED: _("{set_title} is handed in."),
        Standing.ACHIEVED: _("{set_title} is achieved."),
    }[lock.standing]
    until_revised = _(
        "It’s unlocked when the {evaluators} require a revision. Enter that on the Submissions "
        "page."
    )
    if lock.on_own_word:
        until_revised = _(
            "It’s unlocked when the {evaluators} require a revision. Enter that on the "
            "Submissions page. If you entered by mistake that it’s handed in, undo that there."
        )
    advice = {
        Standing.SENDING: _("To make changes, stop sending it on the Submissions page."),
        Standing.UNCERTAIN: _("Check the Submissions page first."),
        Standing.RECEIVED: until_revised,
        Standing.ACHIEVED: _("There’s nothing left to do for it."),
    }[lock.standing]
    return Message(happened.format(set_title=lock.set_title), advice=advice)


@message_for.register
def _set_locked(lock: SetLocked) -> Message:
    if lock.standing is Standing.UNREADABLE:
        return _unreadable_submission(lock)
    return replace(
        closed_message(lock),
        meaning=_("It’s locked as sent: you can read and copy everything, but not change it."),
    )


def example_line() -> str:
    """Say in a few words why nothing can be edited."""
    return _("This is an example.")


def _unreadable_submission(lock: SetLocked) -> Message:
    return Message(
        _("We can’t read whether {set_title} was handed in.").format(set_title=lock.set_title),
        _("It may have been, so it’s locked. You can read and copy everything."),
        _(
            "If you use a newer version of LSSC Desktop on another computer, use it here too. If "
            "not, ask your program office whether they have {package}. If they don’t, move the "
            "file {file} out of the Packages folder."
        ).format(
            package=shown_file(lock.package), file=shown_file(f"{lock.package}.submission.json")
        ),
    )


# Rebuilding -------------------------------------------------------------------------------------


def rebuilt_lines(rebuilt: Rebuilt) -> tuple[str, ...]:
    """Say from what a portfolio was made again, and what to look at now."""
    happened = (
        _("We rebuilt portfolio.json from its latest earlier version and the folder.")
        if rebuilt.origin is Origin.HISTORY
        else _("We rebuilt portfolio.json from the files in the folder.")
    )
    meaning = (
        _("Your last captions and choices may be missing. No files were changed.")
        if rebuilt.origin is Origin.HISTORY
        else _("Enter your captions, your plans, and what each file shows again.")
    )
    kept = _("The broken file is kept as “{name}”.").format(name=rebuilt.kept)
    return (happened, meaning, *((kept,) if rebuilt.kept else ()))


# New portfolio ----------------------------------------------------------------------------------


def read_me(candidate: str, program_name: str, language: str = ENGLISH) -> str:
    """Return the text of READ ME.txt, for someone who does not have the program.

    It is in the language of the portfolio.
    """
    _ = catalog(language).gettext
    return _(
        "This folder is the certification {portfolio} of {candidate}\n"
        "for the {program}.\n"
        "\n"
        "It was made with LSSC Desktop, but you don’t need that program to read it.\n"
        "Everything in here is an ordinary file.\n"
        "\n"
        "In this folder:\n"
        "\n"
        "  The folders that aren’t named below\n"
        "      What the candidate wrote, as Word documents.\n"
        "\n"
        "  {evidence}\n"
        "      The files that show the work: documents, pictures, recordings.\n"
        "\n"
        "  {about_me}\n"
        "      Personal papers that the program asks for, such as a résumé or CV.\n"
        "\n"
        "  {packages}\n"
        "      Packages to hand in or to have reviewed, with receipts.\n"
        "\n"
        "  {reviews}\n"
        "      Comments from program staff.\n"
        "\n"
        "  {portfolio_file}\n"
        "      What the files can’t show: dates, choices, captions, and what each\n"
        "      file shows. Plain text.\n"
        "\n"
        "  {program_file}\n"
        "      The rules of the program that this {portfolio} follows. Plain text.\n"
        "\n"
        "  {own}\n"
        "      Earlier versions, and LSSC Desktop’s own notes. No other program\n"
        "      needs it.\n"
        "\n"
        "You can open, copy, and move this folder like any other. To keep it safe,\n"
        "copy the whole folder to another place from time to time. You can edit,\n"
        "add, and rename files with other programs; LSSC Desktop will notice.\n"
    ).format(
        candidate=candidate,
        program=program_name,
        evidence=EVIDENCE,
        about_me=ABOUT_ME,
        packages=PACKAGES,
        reviews=REVIEWS,
        portfolio_file=PORTFOLIO,
        program_file=PROGRAM,
        own=OWN,
    )


# Safety copies ----------------------------------------------------------------------------------


def safety_copy_made(copy: SafetyCopy) -> Message:
    """Say that a safety copy was made, and what it could not hold."""
    happened = ngettext(
        "Safety copy saved: {count} file, {size}, in {folder}.",
        "Safety copy saved: {count} files, {size}, in {folder}.",
        copy.files,
    ).format(count=copy.files, size=size(copy.bytes), folder=shown_folder(str(copy.path)))
    left_out = ""
    if copy.left_out:
        left_out = ngettext(
            "{count} item isn’t in it, because it only points to another place: {first}.",
            "{count} items aren’t in it, because they only point to other places: {first}, ….",
            len(copy.left_out),
        ).format(count=len(copy.left_out), first=shown_file(copy.left_out[0]))
    return Message(
        happened,
        _("We read back every file, and its fingerprint matches your original."),
        left_out,
    )


# Two copies compared ----------------------------------------------------------------------------


def comparison_message(comparison: Comparison) -> Message:
    """Say which copy to go on with; "this one" is the portfolio that is open."""
    happened, advice = {
        Newer.SAME: (
            _("Both copies are the same, file by file."),
            _("Continue with either one, and use only that one."),
        ),
        Newer.OURS: (
            _("This {portfolio} is newer. The other copy has nothing that isn’t here."),
            _("Continue here. Make a new safety copy to bring the other place up to date."),
        ),
        Newer.THEIRS: (
            _("The other copy is newer. It has everything that’s here, and more."),
            _("Close this {portfolio} and open the other copy to continue there."),
        ),
        Newer.BOTH_CHANGED: (
            _("Both copies were changed in different ways."),
            _(
                "Keep both. Choose one to continue with, and copy what only the other one "
                "has into its folder."
            ),
        ),
        Newer.OTHER_PORTFOLIO: (
            _("The other folder has a different {portfolio}, not a copy of this one."),
            _("Choose the folder of a copy of this {portfolio}."),
        ),
    }[comparison.newer]
    return Message(happened, _comparison_details(comparison), advice)


def _comparison_details(comparison: Comparison) -> str:
    if comparison.newer in {Newer.SAME, Newer.OTHER_PORTFOLIO}:
        return ""
    days = _("Last change here: {ours}. Last change there: {theirs}.").format(
        ours=long_day(comparison.ours_changed), theirs=long_day(comparison.theirs_changed)
    )
    here, there = len(comparison.only_ours), len(comparison.only_theirs)
    different = len(comparison.different)
    counted = (
        (here, ngettext("{count} file is only here.", "{count} files are only here.", here)),
        (there, ngettext("{count} file is only there.", "{count} files are only there.", there)),
        (different, ngettext("{count} file differs.", "{count} files differ.", different)),
    )
    return " ".join([days, *(said.format(count=count) for count, said in counted if count)])


# Words kept on this computer ----------------------------------------------------------------------
