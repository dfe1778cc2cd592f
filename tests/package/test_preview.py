"""The web page of a package is shown without unpacking it and without trusting it."""

import zipfile
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.page import PageMissing, write_page


def packed(target: Path, *files: tuple[str, str]) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "rivera/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        )
        for name, text in files:
            archive.writestr(f"rivera/{name}", text)
    return target


def test_the_page_is_written_into_our_own_folder(tmp_path: Path) -> None:
    package = packed(tmp_path / "p.zip", ("data/index.html", "<p>Six languages</p>"))
    pages = tmp_path / "pages"
    pages.mkdir()
    page = write_page(package, pages, ignore_progress)
    assert page.parent == pages
    assert page.suffix == ".html"
    assert page.read_text("utf-8").endswith("<p>Six languages</p>")


def test_what_the_page_brings_along_can_neither_run_nor_fetch(tmp_path: Path) -> None:
    hostile = "<!DOCTYPE html><script src='https://example.org/spy.js'></script>"
    package = packed(tmp_path / "p.zip", ("data/index.html", hostile))
    text = write_page(package, tmp_path, ignore_progress).read_text("utf-8")
    fence = text.index("default-src 'none'")
    assert fence < text.index("<script")
    assert text.startswith("<!doctype html><meta")


@pytest.mark.parametrize(
    "element",
    [
        "<meta http-equiv=refresh content='0;url=https://example.org/'>",
        "<META/HTTP-EQUIV=Refresh CONTENT='0;url=https://example.org/'>",
        "<link rel=preconnect href='https://example.org/'>",
    ],
)
def test_what_goes_elsewhere_by_itself_is_made_harmless(tmp_path: Path, element: str) -> None:
    """A browser takes the first of two attributes (the HTML standard, 13.2.5.33)."""
    package = packed(tmp_path / "p.zip", ("data/index.html", f"{element}<metadata>"))
    text = write_page(package, tmp_path, ignore_progress).read_text("utf-8")
    name = element[1:5]
    assert text.endswith(f"<{name} http-equiv=x rel=x {element[5:]}<metadata>")


@pytest.mark.parametrize(
    "element",
    [
        "<iframe src='https://example.org/'>",
        "<IFRAME/src='https://example.org/'>",
        "<iframe\nsrc='https://example.org/'>",
        "<frameset>",
        "<frame src='https://example.org/'>",
        "<object data='https://example.org/'>",
        "<embed src='https://example.org/'>",
    ],
)
def test_what_would_be_a_page_within_the_page_is_none(tmp_path: Path, element: str) -> None:
    package = packed(tmp_path / "p.zip", ("data/index.html", f"{element}<framework>"))
    text = write_page(package, tmp_path, ignore_progress).read_text("utf-8")
    assert text.endswith(f"<no-{element[1:]}<framework>")


def test_a_package_without_a_page_is_told(tmp_path: Path) -> None:
    package = packed(tmp_path / "p.zip", ("data/letter.txt", "Dear all"))
    with pytest.raises(PageMissing):
        write_page(package, tmp_path, ignore_progress)


def test_two_pages_do_not_take_each_others_place(tmp_path: Path) -> None:
    package = packed(tmp_path / "p.zip", ("data/index.html", "one"))
    assert write_page(package, tmp_path, ignore_progress) != write_page(
        package, tmp_path, ignore_progress
    )


def test_the_pictures_are_brought_along(tmp_path: Path) -> None:
    page = '<img src="evidence/01%20Shelf%20a.JPG" alt="Shelf"><img src="evidence/gone.png">'
    files = (("data/index.html", page), ("data/evidence/01 Shelf a.JPG", "a picture"))
    package = packed(tmp_path / "p.zip", *files)

    shown = write_page(package, tmp_path, ignore_progress).read_text("utf-8")

    assert '<img src="data:image/jpeg;base64,YSBwaWN0dXJl" alt="Shelf">' in shown
    assert '<img src="evidence/gone.png">' in shown


@pytest.mark.parametrize(
    "address", ["evidence/../record.json", "https://x.example/evidence/a.png", "x.png", "x.svg"]
)
def test_nothing_but_pictures_among_the_evidence_is_brought_along(
    tmp_path: Path, address: str
) -> None:
    page = f'<img src="{address}">'
    files = (("data/index.html", page), ("data/x.svg", "<svg/>"), ("data/x.png", "a picture"))
    package = packed(tmp_path / "p.zip", *files)

    assert write_page(package, tmp_path, ignore_progress).read_text("utf-8").endswith(page)


def test_files_that_stay_in_the_package_are_named_without_a_link(tmp_path: Path) -> None:
    text = (
        '<a href="evidence/01.pdf">Guide</a> <a href="#c1">One</a>'
        ' <a href="https://example.org/">Site</a> <a href="portfolio.pdf">All</a>'
    )
    package = packed(tmp_path / "p.zip", ("data/index.html", text))
    page = write_page(package, tmp_path, ignore_progress).read_text("utf-8")
    assert page.endswith(
        '<a>Guide</a> <a href="#c1">One</a> <a href="https://example.org/">Site</a> <a>All</a>'
    )
