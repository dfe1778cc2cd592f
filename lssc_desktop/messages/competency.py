"""Where the work on a competency stands, in words, and what can be said about its evidence."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.portfolio import Route, Weight
from lssc_desktop.core.program import CompetencySet
from lssc_desktop.core.progress import CompetencyState
from lssc_desktop.messages.standing import route_word

_TENTH = 0.1


def competency_state_word(state: CompetencyState) -> str:
    """Name the state of a competency or of a learning statement."""
    return {
        CompetencyState.NOT_STARTED: _("Not started"),
        CompetencyState.IN_PROGRESS: _("In progress"),
        CompetencyState.COMMENT: _("Comment to answer"),
        CompetencyState.READY: _("Ready"),
    }[state]


def statement_title() -> str:
    """Name what is written last for each set."""
    return _("Personal learning statement")


def competency_name(number: int | None, title: str, state: CompetencyState) -> str:
    """Say a whole row of the list: "11, Diversity of users, In progress"."""
    word = competency_state_word(state)
    if number is None:
        return _("{title}, {state}").format(title=title, state=word)
    return _("{number}, {title}, {state}").format(number=number, title=title, state=word)


def place_line(competency_set: CompetencySet, number: int | None) -> str:
    """Say which of how many is shown: "Competency 11 of 12"."""
    if number is None:
        return _("The last part of {title}").format(title=competency_set.title)
    count = len(competency_set.competencies)
    line = _("Competency {number} of {count} or more") if competency_set.count_is_minimum else ""
    return (line or _("Competency {number} of {count}")).format(number=number, count=count)


def set_note(competency_set: CompetencySet, route: Route) -> str:
    """Say what kind of set it is and how it is achieved: "Required set, by portfolio"."""
    kind = _("Required set") if competency_set.required else _("Elective set")
    how = {
        Route.PORTFOLIO: _("by portfolio"),
        Route.COURSE: _("by a course"),
        Route.RECOGNITION: _("by a recognition agreement"),
    }.get(route, route_word(route))
    return _("{kind}, {how}").format(kind=kind, how=how)


def weight_word(weight: Weight) -> str:
    """Name how directly evidence shows a competency."""
    return {Weight.PRIMARY: _("Primary"), Weight.SECONDARY: _("Secondary")}[weight]


def evidence_head(number: int) -> str:
    """The head of the evidence of a competency."""
    return _("Evidence for no. {number}").format(number=number)


def words_line(count: int) -> str:
    """Say how many words were written."""
    return ngettext("{count} word", "{count} words", count).format(count=f"{count:,}")


def pages_line(pages: float, limit: float | None) -> str:
    """Say how long a text is: "about 1.2 of 3 pages"; one word is a tenth of a page already."""
    if not pages:
        none = _("0 of {limit:g} pages") if limit is not None else _("0 pages")
        return none.format(limit=limit)
    shown = max(pages, _TENTH)
    if limit is None:
        return _("about {pages:.1f} pages").format(pages=shown)
    return _("about {pages:.1f} of {limit:g} pages").format(pages=shown, limit=limit)


def over_limit_line(pages: float, limit: float) -> str:
    """Advise on a text that is longer than the program likes; it is no obstacle."""
    return _(
        "{over:.1f} pages over {limit:g}. Programs accept more only in unusual circumstances."
    ).format(over=pages - limit, limit=limit)


def reference(numbers: tuple[int, ...]) -> str:
    """How a response refers to evidence: "(evidence 2)"."""
    return _("(evidence {numbers})").format(numbers=", ".join(map(str, numbers)))


def taken_out_line(path: str, number: int) -> str:
    """Say that a file is no longer shown for a competency, and where it still is."""
    name = path.rpartition("/")[2]
    return _("“{name}” is taken out of no. {number}. The file stays in your evidence.").format(
        name=name, number=number
    )
