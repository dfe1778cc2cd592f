"""What people see of a Word file: whoever reads it gives the same answer."""

from itertools import product

import pytest

from lssc_desktop.documents.word import open_document
from tests.documents.office_xml.asked import PLANTED, READERS, typed_parts, zipped

RUN = f"<w:r><w:t>{PLANTED}</w:t></w:r>"
SHOWN = "<w:p><w:r><w:t>Seen by everybody.</w:t></w:r></w:p>"
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
OF_PARAGRAPH = (
    '<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)
OF_CHARACTERS = (
    '<w:style w:type="character" w:styleId="Away"><w:name w:val="Away"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)
STILL = (
    '<w:style w:type="character" w:styleId="Still"><w:name w:val="Still"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
)
OF_TABLE = (
    '<w:style w:type="table" w:styleId="Blank"><w:name w:val="Blank"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)
IN_THE_END = OF_PARAGRAPH + "".join(
    f'<w:style w:type="paragraph" w:styleId="S{number}"><w:name w:val="S{number}"/>'
    f'<w:basedOn w:val="{f"S{number - 1}" if number else "Gone"}"/></w:style>'
    for number in range(30)
)
DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    f"{NORMAL}</w:style>"
)


def run(look: str) -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{PLANTED}</w:t></w:r>"


def paragraph(inner: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inner}</w:p>"


def field(*pieces: str) -> str:
    marks = {"[": "begin", "|": "separate", "]": "end"}
    return "".join(
        f'<w:r><w:fldChar w:fldCharType="{marks[each]}"/></w:r>'
        if each in marks
        else f"<w:r>{each}</w:r>"
        for each in pieces
    )


def table(row: str = "", cell: str = "", style: str = "", inner: str = RUN) -> str:
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:tbl><w:tblPr>{named}</w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
        f"<w:tr><w:tc><w:p><w:r><w:t>Other</w:t></w:r></w:p></w:tc></w:tr>"
        f"<w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr><w:p>{inner}</w:p></w:tc></w:tr>"
        "</w:tbl><w:p/>"
    )


def box(hidden: str = "") -> str:
    return (
        "<w:p><w:r><w:drawing><wp:inline"
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="Box"{hidden}/>'
        "<a:graphic><a:graphicData"
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:txbx><w:txbxContent><w:p>{RUN}</w:p></w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def alternatives(needs: str, choice: str, fallback: str) -> str:
    return (
        f'<w:p><mc:AlternateContent><mc:Choice Requires="{needs}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:p>"
    )


MARK = '<w:rPr><w:vanish w:val="{}"/></w:rPr>'
OTHER = "<w:r><w:t>Another one.</w:t></w:r>"
DELETED = '<w:del w:id="1" w:author="A"/>'
MOVED = f'<w:moveFrom w:id="2" w:author="A">{RUN}</w:moveFrom>'

HIDDEN = {
    "by its run": (paragraph(run("<w:vanish/>")), ""),
    "by its run, in words": (paragraph(run('<w:vanish w:val="on"/>')), ""),
    "by the style of its characters": (paragraph(run('<w:rStyle w:val="Away"/>')), OF_CHARACTERS),
    "by the style of its paragraph": (paragraph(RUN, "Gone"), OF_PARAGRAPH),
    "by a style far below": (paragraph(RUN, "S29"), IN_THE_END),
    "by the style of a paragraph that has none": (
        paragraph(RUN),
        f"{NORMAL}<w:rPr><w:vanish/></w:rPr></w:style>",
    ),
    "by the usual style, said otherwise": (
        paragraph(RUN),
        NORMAL.replace('"1"', '"on"') + "<w:rPr><w:vanish/></w:rPr></w:style>",
    ),
    "by the usual style, without a type": (
        paragraph(RUN),
        NORMAL.replace('w:type="paragraph" ', "") + "<w:rPr><w:vanish/></w:rPr></w:style>",
    ),
    "by the last of two usual styles": (
        paragraph(RUN),
        f"{NORMAL}</w:style>{OF_PARAGRAPH.replace('w:styleId', 'w:default="1" w:styleId')}",
    ),
    "by the usual style, where its own is not there": (
        paragraph(RUN, "Nowhere"),
        f"{NORMAL}<w:rPr><w:vanish/></w:rPr></w:style>",
    ),
    "by what holds in all of the file": (paragraph(RUN), DEFAULTS),
    "by all of the file, though a style says no": (
        paragraph(run('<w:rStyle w:val="Still"/>')),
        DEFAULTS + STILL,
    ),
    "by its paragraph, though its characters say no": (
        paragraph(run('<w:rStyle w:val="Still"/>'), "Gone"),
        OF_PARAGRAPH + STILL,
    ),
    "by the style of its table": (table(style="Blank"), OF_TABLE),
    "as deleted": (f'<w:p><w:del w:id="1" w:author="A">{RUN}</w:del></w:p>', ""),
    "as moved away": (f"<w:p>{MOVED}</w:p>", ""),
    "in a row that was deleted": (table(row=DELETED), ""),
    "in a cell that was deleted": (table(cell='<w:cellDel w:id="1" w:author="A"/>'), ""),
    "in the code of a field": (
        f"<w:p>{field('[', f'<w:t>{PLANTED}</w:t>', '|', '<w:t>Shown</w:t>', ']')}</w:p>",
        "",
    ),
    "in a field in the code of a field": (
        f"<w:p>{field('[', '[', '|', f'<w:t>{PLANTED}</w:t>', ']', '|', ']')}</w:p>",
        "",
    ),
    "in the older one of two forms": (alternatives("wps", OTHER, RUN), ""),
    "in a form that nobody knows": (alternatives("nobody", RUN, OTHER), ""),
    "in a shape that is hidden": (box(' hidden="1"'), ""),
}
SEEN = {
    "by itself": (paragraph(RUN), ""),
    "as not hidden": (paragraph(run('<w:vanish w:val="0"/>')), ""),
    "as not hidden in a style that hides": (
        paragraph(run('<w:vanish w:val="false"/>'), "Gone"),
        OF_PARAGRAPH,
    ),
    "hidden twice": (
        paragraph(run('<w:rStyle w:val="Away"/>'), "Gone"),
        OF_PARAGRAPH + OF_CHARACTERS,
    ),
    "before a hidden mark": (paragraph(RUN, more=MARK.format("1")), ""),
    "hidden on web pages": (paragraph(run("<w:webHidden/>")), ""),
    "always hidden, which only a mark can be": (paragraph(run("<w:specVanish/>")), ""),
    "in a row whose mark is hidden": (table(row="<w:hidden/>"), ""),
    "as inserted": (f'<w:p><w:ins w:id="1" w:author="A">{RUN}</w:ins></w:p>', ""),
    "as what a field shows": (f"<w:p>{field('[', '|', f'<w:t>{PLANTED}</w:t>', ']')}</w:p>", ""),
    "as what a simple field shows": (
        f'<w:p><w:fldSimple w:instr="X">{RUN}</w:fldSimple></w:p>',
        "",
    ),
    "in the newer one of two forms": (alternatives("wps", RUN, OTHER), ""),
    "in the form for all where nobody knows the other": (alternatives("nobody", OTHER, RUN), ""),
    "in a shape": (box(), ""),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("question", HIDDEN)
def test_nobody_takes_for_shown_what_is_hidden(question: str, reader: str) -> None:
    body, styles = HIDDEN[question]
    assert PLANTED not in READERS[reader](zipped(typed_parts(SHOWN + body, styles)))


@pytest.mark.parametrize("question", HIDDEN)
def test_nobody_can_edit_what_is_hidden(question: str) -> None:
    body, styles = HIDDEN[question]
    document = open_document(zipped(typed_parts(SHOWN + body, styles)), "a.docx")
    edited = [each.paragraphs[0] for each in document.blocks if each.kept is None]
    spans = [span for paragraph in edited for span in paragraph.spans if span.kept is None]
    assert PLANTED not in "".join(span.text for span in spans)


REPORTED = ("as inserted", "scanned")
"""The scan reports every tracked change, those that are shown too."""


@pytest.mark.parametrize(
    ("question", "reader"), [each for each in product(SEEN, READERS) if each != REPORTED]
)
def test_nobody_takes_for_hidden_what_is_shown(question: str, reader: str) -> None:
    body, styles = SEEN[question]
    assert PLANTED in READERS[reader](zipped(typed_parts(SHOWN + body, styles)))
