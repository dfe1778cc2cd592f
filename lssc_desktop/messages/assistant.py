"""What the assistant for a new portfolio says besides its questions."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.program import Program
from lssc_desktop.messages.days import day
from lssc_desktop.messages.reading_days import EXAMPLE


def chosen_electives(program: Program, chosen: int) -> str:
    """Say how many electives are to be chosen, and how many are."""
    return _("Choose {needed}. {chosen} chosen.").format(
        needed=program.choice.electives, chosen=chosen
    )


def still_needed(
    program: Program, *, has_name: bool, has_day: bool, electives: int, has_folder: bool
) -> tuple[str, ...]:
    """Return what still has to be said before a portfolio can be made."""
    needed = []
    if not has_name:
        needed.append(_("your name"))
    if not has_day:
        needed.append(_("a day of admission, like {example}").format(example=day(EXAMPLE)))
    left = program.choice.electives - electives
    if left > 0:
        said = ngettext("{count} more elective", "{count} more electives", left)
        needed.append(said.format(count=left))
    elif left < 0:
        said = ngettext("{count} elective fewer", "{count} electives fewer", -left)
        needed.append(said.format(count=-left))
    if not has_folder:
        needed.append(_("a folder"))
    return tuple(needed)
