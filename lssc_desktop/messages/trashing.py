"""What is said when a response goes to the trash."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message
from lssc_desktop.messages.saved import not_begun


def question_of_trash(number: int | None) -> Message:
    """Ask whether a response, or with None a learning statement, shall go."""
    if number is None:
        happened = _("Shall the learning statement go to the trash?")
    else:
        happened = _("Shall the response to no. {number} go to the trash?").format(number=number)
    return Message(
        happened,
        _("Your plan and your evidence stay. The document can be found in the trash."),
        _("Make a safety copy first if you are not sure."),
    )


def moved_to_trash(number: int | None) -> Message:
    """Say that it went."""
    if number is None:
        happened = _("The learning statement is in the trash.")
    else:
        happened = _("The response to no. {number} is in the trash.").format(number=number)
    return Message(happened, _("You can begin anew. Nothing else was touched."))


def not_moved_to_trash(message: Message, number: int | None) -> Message:
    """Say that it stays, because what was typed could not be saved before."""
    if number is None:
        undone = _("The learning statement was not moved to the trash.")
    else:
        undone = _("The response to competency {number} was not moved to the trash.").format(
            number=number
        )
    return not_begun(message, undone)
