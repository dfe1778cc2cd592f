"""Self-assessment forms in words: their rules, what is rated, what is missing."""

from collections.abc import Iterable, Iterator

from lssc_desktop.core.portfolio.portfolio import GridRating
from lssc_desktop.core.program.grid import (
    Grid,
    begun_rows,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Needed
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext


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


def grid_state(grid: Grid, ratings: Iterable[GridRating]) -> str:
    """Say how far a self-assessment form is filled in: "3 sections rated in every column"."""
    begun = begun_rows(grid, ratings)
    whole = sum(all(row.ratings) for row in begun)
    if not begun:
        return _("Nothing is rated yet.")
    if whole == len(begun):
        return ngettext(
            "{count} section is rated in every column.",
            "{count} sections are rated in every column.",
            whole,
        ).format(count=whole)
    return ngettext(
        "Of {count} section you started, {whole} is rated in every column.",
        "Of {count} sections you started, {whole} are rated in every column.",
        len(begun),
    ).format(count=len(begun), whole=whole)


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
