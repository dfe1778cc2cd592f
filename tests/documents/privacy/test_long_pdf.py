"""A PDF is looked through to its last page, or it is said that it isn't."""

import io

import pytest

from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.privacy.scan_order import TextRules
from lssc_desktop.documents.privacy.private_pdf import find_in_pdf_file
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
