"""Self-assessment forms in words: their rules, what to enter, and whether one is required."""

from collections.abc import Iterator

from lssc_desktop.core.program.grid import Grid
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Needed
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _


def grid_rules(program: Program) -> Iterator[tuple[str, str]]:
    """Yield label and text of what a program file says of its forms."""
    for grid in program.grid:
        columns = word_list(tuple(f"“{column}”" for column in grid.columns))
        said = _("{needed}. Columns: {columns}. Rating scale: not known.")
        yield f"{grid.title}:", said.format(needed=need_text(grid.needed), columns=columns)
        if grid.sections:
            yield _("Sections:"), f"{'; '.join(grid.sections)}."
            if not grid.verified:
                yield "", _unchecked()
        else:
            yield _("Sections:"), _("Enter the sections of your form.")
        if grid.note:
            yield "", grid.note


def _unchecked() -> str:
    return _("The sections haven’t been checked against the official form yet.")


def grid_note(grid: Grid) -> str:
    """Say what to type into a self-assessment form, and what of it we have not checked."""
    said = _("Enter what your own form says; we don’t know its rating scale.")
    if grid.sections and not grid.verified:
        said = f"{said} {_unchecked()}"
    return said


def need_text(need: Needed) -> str:
    """Say whether a hand-in has to hold something."""
    return {
        Needed.YES: _("required"),
        Needed.ADVICE: _("optional"),
        Needed.IF_MENTOR: _("required if you have a mentor; without one, not known"),
        Needed.UNKNOWN: _("we don’t know whether it’s required"),
    }[need]
