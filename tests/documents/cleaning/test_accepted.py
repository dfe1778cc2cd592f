"""What LibreOffice is to draw: in no form of it stands what nobody sees."""

import io
import zipfile
from pathlib import Path

import pytest

from lssc_desktop.documents.cleaning.accepted import write_accepted
from tests.documents.cleaning.planted_word import paragraph, run, styled
from tests.documents.cleaning.planting import KEPT, WORD

_STYLES = (
    '<w:style w:type="table" w:styleId="T"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
)
_FORMS = (
    '<mc:AlternateContent><mc:Choice xmlns:w16du="urn:x" Requires="w16du">{0}</mc:Choice>'
    "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
)
_IN_FORMS = _FORMS.format(run(WORD))
_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_FIELD = (
    f"{_MARK.format('begin')}<w:r><w:instrText>SET a b</w:instrText></w:r>"
    f"{_MARK.format('separate')}{{}}{_MARK.format('end')}"
)
_TABLE = '<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr>'
_IN_MARK = paragraph("x", f"<w:ins>{run(WORD)}</w:ins>")


@pytest.mark.parametrize(
    "body",
    [
        f"{_TABLE}<w:tr><w:tc><w:p>{_IN_FORMS}</w:p></w:tc></w:tr></w:tbl>",
        f'<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{_IN_FORMS}</w:p>',
        f"<w:p>{_FIELD.format(_IN_FORMS)}</w:p>",
        f"<w:p>{_FORMS.format(_FIELD.format(run(WORD)))}</w:p>",
        _IN_MARK * 3,
    ],
    ids=["style of a table", "style of a paragraph", "field", "field in each form", "marks"],
)
def test_no_form_has_what_nobody_sees(body: str, tmp_path: Path) -> None:
    file = io.BytesIO(styled(_STYLES, f"{body}{paragraph('After')}"))
    write_accepted("a.docx", file, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        made = archive.read("word/document.xml").decode()
    assert (WORD in made, KEPT in made, "After" in made) == (False, True, True)
