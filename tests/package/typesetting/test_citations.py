from collections.abc import Callable

from lssc_desktop.core.text.references import Cited
from lssc_desktop.package.book import Book
from lssc_desktop.package.typesetting.citations import Citations


def test_a_range_leads_to_its_first_file_and_each_of_them_back(
    make_book: Callable[..., Book],
) -> None:
    book = make_book()
    citations = Citations.of(book)

    parts = tuple(citations.parts("See E1-E2.", 1))

    name = "foundations-evidence-1-1"
    assert parts == (Cited("See "), Cited("E1-E2", name, f"{name}-1"), Cited("."))
    backs = [citations.back(1, line) for line in book.chapters[0].evidence]
    assert backs == [(f"{name}-1",), (f"{name}-1",)]


def test_what_refers_to_no_file_stays_as_it_is(make_book: Callable[..., Book]) -> None:
    citations = Citations.of(make_book())

    assert tuple(citations.parts("See E9 and evidence 3.", 1)) == (Cited("See E9 and evidence 3."),)
