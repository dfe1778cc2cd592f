"""The pages of Help, with what the program file says put in: none has a day or an amount itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from gettext import gettext as _

from lssc_desktop.core.program import Program
from lssc_desktop.messages.about_program import plain
from lssc_desktop.messages.program_rules import (
    appeal_lines,
    course_lines,
    fee_lines,
    renewal_lines,
    time_lines,
)

_PLACE = re.compile(r"^\[\[(?P<name>[a-z]+)\]\]$", re.MULTILINE)


def help_text(source: str, program: Program) -> str:
    """Return a page as Markdown, each place like `[[renewal]]` filled from the program file.

    Raises `KeyError` for a place that there is no rule for (tested for every page).
    """
    return _PLACE.sub(lambda found: _said(found["name"], program), source)


def _said(name: str, program: Program) -> str:
    lines = [f"- {plain(line)}" for line in _LINES[name](program)]
    if not lines:
        lines = ["- " + _("Your program file says nothing about this. Ask the program office.")]
    return "\n".join((_("**In {program}:**").format(program=plain(program.name)), "", *lines))


def _notice(program: Program) -> Iterator[str]:
    if program.notice is not None:
        yield program.notice.text


_LINES: Mapping[str, Callable[[Program], Iterator[str]]] = {
    "appeal": appeal_lines,
    "courses": course_lines,
    "fees": fee_lines,
    "notice": _notice,
    "renewal": renewal_lines,
    "time": time_lines,
}
