"""What is told about packages on their way, besides their rows on the Submissions page."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.program import Program
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.shown import shown_file, shown_place


def contact_line(program: Program) -> str:
    """Say how the program office is reached, as far as its file says."""
    contact = program.contact
    if contact is None:
        return ""
    ways = [way for way in (contact.phone, contact.email) if way]
    return _("{office}: {ways}.").format(office=contact.office, ways=", ".join(ways))


def interrupted(count: int) -> Message:
    """Say that sending was cut off when the program ended last."""
    return Message(
        ngettext(
            "{count} package was on its way when this program ended.",
            "{count} packages were on their way when this program ended.",
            count,
        ).format(count=count),
        _("Nothing is lost, and nothing is sent now."),
        _("Go on when you are ready: we ask the receiver first what it has."),
    )


def arrived(package: str) -> Message:
    """Say that a package is received, and why we know."""
    return Message(
        _("{package} is received.").format(package=package),
        _("The receiver’s copy has the same fingerprint as yours."),
        _("The receipt is on the Submissions page, and beside the package."),
    )


def reported(package: str) -> Message:
    """Say that a package is received as its receiver says, which let us compare nothing."""
    return Message(
        _("The receiver reports that it has {package}.").format(package=package),
        _("It didn’t let us read its copy, so we couldn’t compare it with yours."),
        _("The receipt is on the Submissions page, and beside the package."),
    )


def copied(package: str, folder: str) -> Message:
    """Say that a package lies on the person's own drive, and is not handed in by that."""
    return Message(
        _("{package} is copied to {folder}. The copy has the same fingerprint.").format(
            package=package, folder=shown_place(folder)
        ),
        _("It isn’t handed in yet."),
        _(
            "Give the drive to your program office. When they have the package, say so on the "
            "Submissions page."
        ),
    )


def uncertain(package: str) -> Message:
    """Say that we cannot tell whether a package arrived."""
    return Message(
        _("We cannot tell whether {package} arrived.").format(package=package),
        _("It may be there, so it is not sent again."),
        _("Find out first, on the Submissions page."),
    )


def not_there(package: str) -> Message:
    """Say that the receiver was asked and does not have it."""
    return Message(
        _("The receiver does not have {package}.").format(package=package),
        _("Nothing of it counts as handed in."),
        _("You can hand it in again."),
    )


def left_there(package: str) -> Message:
    """Say that the receiver keeps an unfinished part of what was stopped."""
    return Message(
        _("Sending {package} was stopped.").format(package=package),
        _(
            "Nothing counts as handed in. The receiver still has an unfinished part of it, which "
            "nobody can open and which we could not remove."
        ),
        _(
            "You can hand it in later; it may go on from there. To have the part removed, ask your "
            "program office."
        ),
    )


def sign_in_again(package: str) -> str:
    """Ask who the person is at a receiver, after a restart."""
    return _("To go on with {package}, sign in at the receiver once more").format(package=package)


def receipt_saved(name: str) -> Message:
    """Say that a receipt lies where it was wished."""
    return Message(_("The receipt is saved as {name}.").format(name=shown_file(name)))


def closing_sending() -> Message:
    """Ask what to do when the window shall close while a package is sent."""
    return Message(
        _("A package is being sent."),
        _(
            "If you stop it, the receiver keeps what it has, and it goes on from there when you "
            "open this portfolio again and say so."
        ),
    )
