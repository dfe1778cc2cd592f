"""Self-assessment forms: their rows, and what a candidate types into them."""

from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.portfolio.candidate_edits import set_grid_rating
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, SetWork
from lssc_desktop.core.program.grid import (
    LONGEST_RATING,
    LONGEST_SECTION,
    MOST_SECTIONS,
    Grid,
    GridColumnUnknown,
    GridRating,
    GridRow,
    GridTextWrong,
    GridUnknown,
    begun_rows,
    chosen_grid,
    grid_rows,
    unrated,
    with_rating,
    with_row,
)

GRID = Grid("skills", "Skills", ("start", "end"), ("Cataloging", "Teaching"))
BEFORE, TODAY = date(2026, 1, 1), date(2026, 11, 27)


def rated(*cells: tuple[str, str, str]) -> tuple[GridRating, ...]:
    ratings: tuple[GridRating, ...] = ()
    for section, column, rating in cells:
        ratings = with_rating(GRID, ratings, section, column, rating)
    return ratings


def test_the_sections_of_the_file_come_first_and_then_those_that_were_typed() -> None:
    ratings = rated(("Map reading", "end", "good"), ("teaching", "START", "2"))
    assert grid_rows(GRID, ratings) == (
        GridRow("Cataloging", ("", "")),
        GridRow("Teaching", ("2", "")),
        GridRow("Map reading", ("", "good")),
    )
    assert [row.section for row in begun_rows(GRID, ratings)] == ["Teaching", "Map reading"]


def test_a_rating_is_set_again_and_taken_away() -> None:
    ratings = rated(("Teaching", "start", "1"), ("Teaching", "end", "3"))
    assert with_rating(GRID, ratings, " TEACHING ", "end", " 2 ")[1].rating == "2"
    assert with_rating(GRID, ratings, "Teaching", "start", "") == ratings[1:]
    assert with_rating(GRID, ratings, "Cataloging", "start", "") == ratings


def test_each_column_that_a_begun_section_lacks_is_found() -> None:
    rows = grid_rows(GRID, rated(("Teaching", "start", "1"), ("Cataloging", "start", "1")))
    assert list(unrated(GRID, rows)) == [("end", ("Cataloging", "Teaching"))]
    whole = grid_rows(GRID, rated(("Teaching", "start", "1"), ("Teaching", "end", "1")))
    assert list(unrated(GRID, whole)) == []


@pytest.mark.parametrize(
    ("section", "rating", "reason"),
    [
        (" ", "1", "section"),
        ("x" * (LONGEST_SECTION + 1), "1", "section-long"),
        ("Teaching", "1" * (LONGEST_RATING + 1), "rating-long"),
    ],
)
def test_what_cannot_be_kept_is_refused(section: str, rating: str, reason: str) -> None:
    with pytest.raises(GridTextWrong) as raised:
        with_rating(GRID, (), section, "start", rating)
    assert raised.value.reason == reason


def test_more_sections_than_a_form_has_are_refused() -> None:
    many = tuple(
        GridRating("skills", f"Own {number}", "start", "1") for number in range(MOST_SECTIONS - 2)
    )
    with pytest.raises(GridTextWrong) as raised:
        with_rating(GRID, many, "One more", "start", "1")
    assert raised.value.reason == "sections"
    assert with_rating(GRID, many, "Teaching", "start", "1")[:-1] == many


def test_an_unknown_column_is_refused_with_those_there_are() -> None:
    with pytest.raises(GridColumnUnknown) as raised:
        with_rating(GRID, (), "Teaching", "middle", "1")
    assert raised.value.known == ("start", "end")


def test_the_only_grid_needs_no_name() -> None:
    assert chosen_grid([GRID], "") is GRID
    for grids, given in (([], ""), ([GRID], "other"), ([GRID, replace(GRID, id="b")], "")):
        with pytest.raises(GridUnknown) as raised:
            chosen_grid(grids, given)
        assert raised.value.known == tuple(grid.id for grid in grids)


def test_a_rating_changes_what_a_package_shows() -> None:
    work = SetWork("portfolio", BEFORE)
    portfolio = Portfolio("p", "harbor", "1", Candidate("Ana"), BEFORE, (work,))
    changed = set_grid_rating(portfolio, GRID, "Teaching", "start", "1", TODAY)
    assert changed.sets[0].changed == TODAY
    assert set_grid_rating(changed, GRID, "Teaching", "start", "1", BEFORE) is changed


def test_a_section_that_was_added_needs_a_rating_and_a_line_left_empty_is_none() -> None:
    assert with_row(GRID, (), GridRow(" ", ("", ""))) == ()
    with pytest.raises(GridTextWrong) as raised:
        with_row(GRID, (), GridRow("Map reading", ("", "")))
    assert raised.value.reason == "unrated"
    ratings = with_row(GRID, (), GridRow("Map reading", ("1", "2")))
    assert begun_rows(GRID, ratings) == (GridRow("Map reading", ("1", "2")),)
    assert with_row(GRID, ratings, GridRow("Map reading", ("", ""))) == ()
