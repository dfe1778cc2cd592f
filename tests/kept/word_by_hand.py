"""Word files in the manner of each program that writes them, put together from XML by hand.

`make.py` wrote them once. Each has one sentence into which the tests type a word, and the one thing
that its name says. Where a program writes something in a way of its own (Google a `w:rtl` in every
run, LibreOffice a style for everything), it is written that way here.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.documents.word import to_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OPC = "http://schemas.openxmlformats.org/package/2006"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MORE = {
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
SENTENCE = "We asked three families, and they came."

WORD = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn '
    'w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz '
    'w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quiet"><w:name w:val="Quiet"/><w:basedOn '
    'w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quieter"><w:name w:val="Quieter"/><w:basedOn '
    'w:val="Quiet"/></w:style>'
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/>'
    "</w:rPr></w:style>"
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style>'
)
LIBRE = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif"/><w:sz w:val="24"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="hi-IN"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:widowControl/><w:bidi w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TextBody"><w:name w:val="Body Text"/><w:basedOn '
    'w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="140"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="Heading 1"/><w:basedOn '
    'w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TableContents"><w:name w:val="Table Contents"/>'
    '<w:basedOn w:val="Normal"/></w:style>'
)
GOOGLE = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:cs="Arial"/><w:sz '
    'w:val="22"/><w:lang w:val="en"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing '
    'w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:pageBreakBefore w:val="0"/><w:spacing w:after="120" '
    'w:before="400"/></w:pPr><w:rPr><w:sz w:val="40"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Table1"><w:basedOn w:val="TableNormal"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
    'w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId '
    'w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def run(words: str, looks: str = "") -> str:
    """Return a run."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def say(inside: str, properties: str = "") -> str:
    """Return a paragraph of runs, or of words."""
    runs = inside if "<" in inside or not inside else run(inside)
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{runs}</w:p>"


def table(*rows: tuple[str, ...], looks: str = '<w:tblW w:w="0" w:type="auto"/>') -> str:
    """Return a table of cells, each of blocks."""
    width = '<w:tcPr><w:tcW w:w="2000"/></w:tcPr>'
    grid = "<w:gridCol/>" * len(rows[0])
    cells = ("".join(f"<w:tc>{width}{cell}</w:tc>" for cell in row) for row in rows)
    made = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def field(instruction: str, shown: str) -> str:
    """Return a field of begin, instruction, result and end."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


BY = 'w:id="7" w:author="Kim" w:date="2026-05-04T09:00:00Z"'
INSERTED = f"<w:ins {BY}>{run(' It was new.')}</w:ins>"
DELETED = f'<w:del {BY}><w:r><w:delText xml:space="preserve"> It was old.</w:delText></w:r></w:del>'
COMMENTED = (
    f'<w:commentRangeStart w:id="0"/>{run("Commented words.")}<w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r>'
)
COMMENTS = f'<w:comment w:id="0" w:author="Dana" w:initials="D">{say("Who is Kim?")}</w:comment>'
NOTES = (
    '<w:{0} w:type="separator" w:id="-1"><w:p/></w:{0}><w:{0} w:type="continuationSeparator" '
    'w:id="0"><w:p/></w:{0}><w:{0} w:id="1"><w:p>' + run("What the note says.") + "</w:p></w:{0}>"
)
LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
    "<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
ARABIC, HEBREW = "سألنا ثلاث عائلات.", "שאלנו שלוש משפחות."
LTR = '<w:rtl w:val="0"/>'

BODIES: Mapping[str, str] = {
    "word nested tables": table(
        (say("Monday"), say("14")), (table((say("inner"), say("cell"))) + say(""), say("9"))
    ),
    "word tracked changes": say(run("Kept words.") + INSERTED + DELETED),
    "word moved words": (
        say(f"<w:moveFrom {BY}>{run('Moved words.')}</w:moveFrom>")
        + say(f"<w:moveTo {BY}>{run('Moved words.')}</w:moveTo>")
    ),
    "word deleted paragraph": (
        say(DELETED, f"<w:rPr><w:del {BY}/></w:rPr>") + say("Behind what is deleted.")
    ),
    "word formatting change": say(
        run("Changed looks.", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>")
    ),
    "word comments": say(COMMENTED),
    "word fields": (
        say(run("Page ") + field("PAGE", run("3")) + run(" of ") + field("NUMPAGES", run("9")))
        + say(field('HYPERLINK "https://a.org/"', run("the page")))
        + say(f'<w:fldSimple w:instr=" DATE ">{run("May 4")}</w:fldSimple>')
    ),
    "word nested fields": say(field(f"IF {field('PAGE', run('1'))} = 1", run("first"))),
    "word field over paragraphs": (
        say(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText>'
            f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("What I did 1")}'
        )
        + say(run("What I learned 2") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    ),
    "word hidden by run": say(run("Shown. ") + run("Hidden.", "<w:vanish/>")),
    "word hidden by styles": (
        say("Hidden by a style of a style.", '<w:pStyle w:val="Quieter"/>')
        + say(run("Shown. ") + run("Hidden.", '<w:rStyle w:val="Unseen"/>'))
        + say(run("Shown again.", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Quiet"/>')
    ),
    "word web hidden": say(run("Shown. ") + run("On the web.", "<w:webHidden/>")),
    "word footnotes": say(run("A note") + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
    "word endnotes": say(run("A note") + '<w:r><w:endnoteReference w:id="1"/></w:r>'),
    "word content control": (
        f'<w:sdt><w:sdtPr><w:alias w:val="Name"/><w:id w:val="5"/></w:sdtPr><w:sdtContent>'
        f"{say('In a control.')}</w:sdtContent></w:sdt>"
    ),
    "word text box": say(run("Beside a box. ") + BOX.format(say("In the box."))),
    "word equation": say(f"<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>{run(' is the sum.')}"),
    "word lists": (
        say("First", LIST.format(0, 1))
        + say("below", LIST.format(1, 1))
        + say("Second", LIST.format(0, 1))
        + say("Fourth", LIST.format(0, 2))
    ),
    "word right to left": say(
        run(ARABIC, '<w:rtl/><w:lang w:bidi="ar-SA"/>'), '<w:bidi/><w:jc w:val="start"/>'
    ),
    "word columns and sections": (
        say("In one column.", '<w:sectPr><w:cols w:num="1"/></w:sectPr>') + say("In two columns.")
    ),
    "word strict": table((say("Monday"), say("14"))) + say(INSERTED + DELETED),
    "word strict comments": say(COMMENTED) + say(field("PAGE", run("3"))),
    "libreoffice tables": table(
        (
            say("Monday", '<w:pStyle w:val="TableContents"/>'),
            table((say("inner", '<w:pStyle w:val="TableContents"/>'),)) + say(""),
        ),
        looks='<w:tblW w:w="5000" w:type="pct"/><w:jc w:val="left"/>',
    ),
    "libreoffice changes": say(run("Kept.") + INSERTED + DELETED, '<w:pStyle w:val="TextBody"/>'),
    "libreoffice right to left": say(
        run(HEBREW, '<w:rtl/><w:lang w:bidi="he-IL"/>'), '<w:pStyle w:val="TextBody"/><w:bidi/>'
    ),
    "libreoffice hidden": say(
        run("Shown.", '<w:vanish w:val="false"/>') + run("Not.", "<w:vanish/>")
    ),
    "google headings": (
        say(
            f'<w:bookmarkStart w:colFirst="0" w:colLast="0" w:name="_gjdgxs" w:id="0"/>'
            f'<w:bookmarkEnd w:id="0"/>{run("What I did", LTR)}',
            '<w:pStyle w:val="Heading1"/>',
        )
        + say(run("I asked. ", LTR) + run("Twice.", f"<w:b/>{LTR}"), "<w:rPr/>")
    ),
    "google tables": table(
        (say(run("Monday", LTR)), table((say(run("inner", LTR)),)) + say("")),
        looks='<w:tblStyle w:val="Table1"/><w:bidi w:val="0"/><w:tblLayout w:type="fixed"/>',
    ),
    "google suggestions": say(run("Kept.", LTR) + INSERTED + DELETED, "<w:rPr/>"),
    "google comments": say(COMMENTED),
    "google right to left": say(run(ARABIC, '<w:rtl w:val="1"/>'), '<w:bidi w:val="1"/><w:rPr/>'),
}


def packed(name: str, body: str) -> list[tuple[str, str]]:
    """Return the parts of a file of that name, in the manner of its program."""
    maker = name.partition(" ")[0]
    styles = {"word": WORD, "libreoffice": LIBRE, "google": GOOGLE}[maker]
    spaces = " ".join(f'xmlns:{short}="{long}"' for short, long in MORE.items())
    margins = 'w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"'
    page = f'<w:pgSz w:w="12240" w:h="15840"/><w:pgMar {margins}/>'
    typed = run(SENTENCE, LTR) if maker == "google" else run(SENTENCE)
    parts = {
        "document": f"<w:body>{say(typed)}{body}<w:sectPr>{page}</w:sectPr></w:body>",
        "styles": styles,
        "numbering": NUMBERING,
        "settings": '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>',
    }
    if "commentReference" in body:
        parts["comments"] = COMMENTS
    for kind in ("footnote", "endnote"):
        if f"{kind}Reference" in body:
            parts[f"{kind}s"] = NOTES.replace("{0}", kind)
    kinds = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{MEDIA}.'
        f'{"document.main" if kind == "document" else kind}+xml"/>'
        for kind in parts
    )
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        for place, kind in enumerate(list(parts)[1:], 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    made = [
        (
            "[Content_Types].xml",
            (
                f'<Types xmlns="{OPC}/content-types"><Default Extension="rels" '
                f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
                f'Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
            ),
        ),
        (
            "_rels/.rels",
            (
                f'<Relationships xmlns="{OPC}/relationships"><Relationship Id="rId1" '
                f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{OPC}/relationships">{links}</Relationships>',
        ),
        *(
            (
                f"word/{kind}.xml",
                f'<w:{kind} xmlns:w="{W}" xmlns:r="{R}" {spaces}>{inside}</w:{kind}>',
            )
            for kind, inside in parts.items()
        ),
    ]
    if "strict" in name:
        made = [(path, text.replace(W, STRICT).replace(R, STRICT_R)) for path, text in made]
    if maker == "google":  # its parts come in another order
        made.reverse()
    return [(path, head + text) for path, text in made]


OURS: Mapping[str, RichText] = {
    "ours plain": RichText((Paragraph((Span(SENTENCE),)),)),
    "ours forms": RichText(
        (
            Paragraph((Span("What I did"),), Form.HEADING_1),
            Paragraph((Span(SENTENCE), Span(" Twice.", bold=True), Span(" It", italic=True))),
            Paragraph((Span("Ask"),), Form.NUMBER),
            Paragraph((Span("by telephone"),), Form.NUMBER, 1),
            Paragraph((Span("books"),), Form.BULLET),
            Paragraph((Span("See "), Span("the page", link="https://example.org/"))),
        )
    ),
}


def write_word_files(folder: Path) -> None:
    """Write every file; an entry of a ZIP has the same day in all of them."""
    for name, body in BODIES.items():
        with zipfile.ZipFile(folder / f"{name}.docx", "w") as archive:
            for path, text in packed(name, body):
                entry = zipfile.ZipInfo(path, (2026, 5, 4, 9, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, text)
    for name, words in OURS.items():
        document = to_docx(words, title="Diversity of users", author="A. Rivera")
        (folder / f"{name}.docx").write_bytes(document)
