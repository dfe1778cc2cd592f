"""Grids: self-assessment forms of a program, and what a candidate typed into them.

A grid has a row for each section and a column for each time of rating, such as "start" and "end".
Whoever fills it in may leave sections out, but not columns of a section.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from lssc_desktop.core.errors import By, Guess, LsscError, Says, SaysBy
from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.program.schema import Filled, Needed, Slug, Title
from lssc_desktop.values import dataclass

LONGEST_RATING = 60
"""Characters of a rating; a program's scale has numbers or a few words."""

LONGEST_SECTION = 200
"""Characters of the title of a section that the candidate typed."""

MOST_SECTIONS = 200
"""Sections of one grid; what has more was not typed by hand."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A self-assessment form. Its rating scale is not ours to say: the candidate types ratings.

    `sections` are those that a file ships; the candidate types others. `verified` says whether
    they were compared with the official form. `document` is the id of the document that holds the
    same form: who puts that into "About me" may leave the grid empty.
    """

    id: Slug
    title: Title
    columns: Annotated[tuple[Title, ...], Filled()]
    sections: tuple[Title, ...] = ()
    verified: bool = False
    needed: Needed = Needed.UNKNOWN
    document: Slug = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRating:
    """What the candidate typed into a self-assessment form, for one section in one column.

    `grid` is the form's id in the program file; `section` and `column` are their titles. `rating`
    is as it stands in the program's own form, whatever its scale is.
    """

    grid: str
    section: str
    column: str
    rating: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One section with its ratings in the order of the columns, "" where there is none."""

    section: str
    ratings: tuple[str, ...]

    @property
    def is_begun(self) -> bool:
        """Whether something is rated in it."""
        return any(self.ratings)


def grid_rows(grid: Grid, ratings: Iterable[GridRating]) -> tuple[GridRow, ...]:
    """Return every section: those of the program file, then those that the candidate typed."""
    of_this = [item for item in ratings if item.grid == grid.id]
    typed = {(item.section.casefold(), item.column): item.rating for item in of_this}
    titles = {title.casefold(): title for title in grid.sections}
    for item in of_this:
        titles.setdefault(item.section.casefold(), item.section)
    return tuple(
        GridRow(title, tuple(typed.get((key, column), "") for column in grid.columns))
        for key, title in titles.items()
    )


def begun_rows(grid: Grid, ratings: Iterable[GridRating]) -> tuple[GridRow, ...]:
    """Return the sections in which something is rated."""
    return tuple(row for row in grid_rows(grid, ratings) if row.is_begun)


def unrated(grid: Grid, rows: Sequence[GridRow]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each column that some begun section has no rating in, with those sections."""
    for place, column in enumerate(grid.columns):
        lacking = tuple(row.section for row in rows if row.is_begun and not row.ratings[place])
        if lacking:
            yield column, lacking


def chosen_grid(grids: Sequence[Grid], grid_id: str) -> Grid:
    """Return the grid of an id, with "" the only one; raises `GridUnknown`."""
    known = {grid.id: grid for grid in grids}
    if not grid_id and len(grids) == 1:
        return grids[0]
    if grid_id not in known:
        raise GridUnknown(grid_id, tuple(known))
    return known[grid_id]


# Rating -----------------------------------------------------------------------------------------


class GridUnknown(LsscError):
    """The program has no such grid; `known` are the ids of those that it has."""

    given: str
    known: tuple[str, ...]

    says = SaysBy(
        "known",
        {
            (): Says(
                "Your program has no self-assessment form.",
                "Nothing was saved.",
                "There’s nothing to rate.",
            )
        },
        SaysBy(
            "given",
            {
                "": Says(
                    "Your program has several self-assessment forms.",
                    "Nothing was saved.",
                    "Choose one of: {ids}.",
                    {"ids": "{known:one_of}"},
                )
            },
            Says(
                "Your program has no self-assessment form “{given}”.",
                advice=Guess("given", "known", "Choose one of: {ids}."),
                parts={"ids": "{known:one_of}"},
            ),
        ),
    )


class GridColumnUnknown(LsscError):
    """The grid has no such column; `known` are those that it has."""

    given: str
    known: tuple[str, ...]

    says = Says(
        "The self-assessment form has no column “{given}”.",
        advice=Guess("given", "known", "Choose one of: {columns}."),
        parts={"columns": "{known:one_of}"},
    )


class GridTextWrong(LsscError):
    """A section or a rating that cannot be kept.

    `reason` is "section" (it has no title), "unrated" (a new one has no rating), "section-long",
    "rating-long", or "sections" (there are too many); `limit` is how much there may be.
    """

    reason: str
    limit: int = 0

    says = Says(
        By(
            "reason",
            {
                "section": "The section has no title.",
                "unrated": "The section you added has no rating.",
                "section-long": "The title of the section has more than {limit} characters.",
                "rating-long": "The rating has more than {limit} characters.",
                "sections": "The form already has {limit} sections.",
            },
        ),
        "Nothing was saved.",
        By(
            "reason",
            {
                "section": "Enter it as it appears in your form.",
                "unrated": "Enter a rating, or remove its title.",
                "section-long": "Enter a shorter one.",
                "rating-long": "Enter what your form says, a number or a few words.",
                "sections": "Remove ratings you don’t need first.",
            },
        ),
    )


def with_rating(
    grid: Grid, ratings: tuple[GridRating, ...], section: str, column: str, rating: str
) -> tuple[GridRating, ...]:
    """Return the ratings with one set, or with "" taken away.

    Capitals do not tell two sections apart. Raises `GridColumnUnknown` and `GridTextWrong`.
    """
    section, rating = one_line(section), one_line(rating)
    named = next((each for each in grid.columns if each.casefold() == column.casefold()), None)
    if named is None:
        raise GridColumnUnknown(column, grid.columns)
    if not section:
        raise GridTextWrong("section")
    if len(section) > LONGEST_SECTION:
        raise GridTextWrong("section-long", LONGEST_SECTION)
    if len(rating) > LONGEST_RATING:
        raise GridTextWrong("rating-long", LONGEST_RATING)
    rows = grid_rows(grid, ratings)
    known = {row.section.casefold(): row.section for row in rows}
    if section.casefold() not in known and len(rows) >= MOST_SECTIONS:
        raise GridTextWrong("sections", MOST_SECTIONS)
    title = known.get(section.casefold(), section)
    kept = list(ratings)
    at = next(
        (
            place
            for place, item in enumerate(kept)
            if (item.grid, item.section.casefold(), item.column)
            == (grid.id, title.casefold(), named)
        ),
        None,
    )
    if at is not None:
        kept[at : at + 1] = [GridRating(grid.id, title, named, rating)] if rating else []
    elif rating:
        kept.append(GridRating(grid.id, title, named, rating))
    return tuple(kept)


def with_row(grid: Grid, ratings: tuple[GridRating, ...], row: GridRow) -> tuple[GridRating, ...]:
    """Return the ratings with those of a whole section.

    One that is new and empty altogether changes nothing. Raises `GridTextWrong`.
    """
    known = {each.section.casefold() for each in grid_rows(grid, ratings)}
    if not row.is_begun and row.section.casefold() not in known:
        if one_line(row.section):
            raise GridTextWrong("unrated")
        return ratings
    for column, rating in zip(grid.columns, row.ratings, strict=True):
        ratings = with_rating(grid, ratings, row.section, column, rating)
    return ratings
