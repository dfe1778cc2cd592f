"""Work on what the program does not ask for any more, in words."""

from collections.abc import Iterator
from gettext import gettext as _

from lssc_desktop.core.former_work import FormerWork


def former_title(work: FormerWork) -> str:
    """Name what was asked: "Technology, no. 3: Data and privacy"."""
    if work.number is None:
        return _("{set}, personal learning statement").format(set=work.set_title)
    return _("{set}, no. {number}: {title}").format(
        set=work.set_title, number=work.number, title=work.title
    )


def former_notes(work: FormerWork) -> Iterator[str]:
    """Say what was asked, and what was planned and attached."""
    yield from filter(None, (work.summary, work.official_text))
    plan = work.plan
    notes = [note for note in (plan.primary, plan.secondary, plan.pds, plan.other) if note.strip()]
    if notes:
        yield _("Planned: {notes}").format(notes=" · ".join(notes))
    if work.evidence:
        names = ", ".join(path.rpartition("/")[2] for path in work.evidence)
        yield _("Evidence: {names}").format(names=names)


def former_lead() -> str:
    """Say what becomes of it."""
    return _(
        "Your program file does not ask for this. It is kept in your folder, is in no package, and "
        "counts again when you go back to a program file that asks for it."
    )


def unreadable_here() -> str:
    """Say that a text cannot be shown in place."""
    return _("We cannot show this text here. Open it in Word.")
