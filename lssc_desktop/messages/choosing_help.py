"""What the answers about a set's competencies lean to, in words."""

from gettext import gettext as _

from lssc_desktop.core.choosing_help import Leaning, RouteAdvice


def advice_sentence(advice: RouteAdvice) -> str:
    """Say which route the answers lean to, as a rule of thumb."""
    of = advice.can + advice.cannot + advice.unanswered
    counted = {"can": advice.can, "cannot": advice.cannot, "of": of}
    return {
        Leaning.PORTFOLIO: _("You can do {can} of {of}: a portfolio is workable."),
        Leaning.COURSE: _("You cannot do {cannot} of {of} yet: a course suits better."),
        Leaning.EVEN: _(
            "You can do {can} of {of}: both would do. Read the competencies once more."
        ),
        Leaning.OPEN: _("Answer for more of the competencies to see which route fits."),
    }[advice.leaning].format(**counted)
