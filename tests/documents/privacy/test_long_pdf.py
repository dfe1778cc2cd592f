"""A PDF is looked through to its last page, or it is said that it isn't."""

import io
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.privacy.scan_order import ScanOrder, TextRules
from lssc_desktop.documents.cleaning.page_pictures import PagePictures, PageWord
from lssc_desktop.documents.previews.wire import Source
from lssc_desktop.documents.privacy.private_pdf import find_in_pdf_file
from lssc_desktop.store.portfolio_scan import scan_previewer
from tests.documents.previews.pdfs import page_of, pdf


def long_pdf(pages: int, words: str) -> bytes:
    """A PDF of blank pages, of which the last has words."""
    catalog, _pages, last, content, font = page_of(
        f"BT /F 12 Tf 72 600 Td ({words}) Tj ET".encode()
    )
    blank = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>"
    kids = b" ".join(b"%d 0 R" % number for number in (*range(6, pages + 5), 3))
    listed = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    return pdf([catalog, listed, last, content, font, *[blank] * (pages - 1)])


@pytest.mark.parametrize(
    ("pages", "kind"), [(600, PrivacyKind.EMAIL), (2_001, PrivacyKind.UNREADABLE)]
)
def test_a_long_pdf_is_looked_through_or_it_is_said(pages: int, kind: PrivacyKind) -> None:
    file = io.BytesIO(long_pdf(pages, "ana.rivera@example.com"))
    found = find_in_pdf_file(file, TextRules(), reads_print=False)
    assert [each.kind for each in found] == [kind]


def test_the_pictures_of_a_long_copy_are_more_than_the_helper_may_hold(
    tmp_path: Path,
) -> None:
    path = tmp_path / "copy.pdf"
    noise = bytes(range(256)) * (1 << 12)
    image = Image.new("L", (200, 200))
    with path.open("wb") as file:
        made = PagePictures(file, "Title", "en")
        words = [PageWord("ana.rivera@example.com", (72.0, 72.0, 300.0, 84.0))]
        for number in range(240):
            last = number == 239
            made.add(image, (612, 792), words if last else (), f"Page {number + 1}", noise)
        made.finish()
    with closing(scan_previewer()) as previewer:
        source = Source(path.name, "a", path)
        found = previewer.find_private(source, ScanOrder(), ignore_progress)
    assert found[-1].kind is PrivacyKind.EMAIL
    assert found[-1].place.number == 240
