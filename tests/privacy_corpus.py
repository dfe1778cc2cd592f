"""A corpus of files with private data planted in them, and of look-alikes that are none.

Everything is made up; the numbers are drawn from a seed. The wording of the look-alikes is that of
catalogs, spine labels and flyers, not of the rules that must leave them alone.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import docx
import xlsxwriter
from docx.oxml import OxmlElement
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from lssc_desktop.core.privacy.check_digits import luhn
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.paths import resources
from tests.documents.previews.pdfs import page_of, pdf

SEED = 20


@dataclass(frozen=True)
class Planted:
    """One piece of private data in a file; `said` is "" where only its kind counts."""

    file: str
    kind: PrivacyKind
    said: str = ""


@dataclass(frozen=True)
class LookAlike:
    """One line of a file that looks like private data and is none; `group` says what it is."""

    file: str
    group: str
    said: str


@dataclass(frozen=True)
class Corpus:
    """A folder with everything that was planted in it."""

    root: Path
    planted: tuple[Planted, ...]
    look_alikes: tuple[LookAlike, ...]


# Numbers and names ------------------------------------------------------------------------------

_FIRST = ("Delia", "Marcus", "Rosa", "Hanh", "Omar", "Greta", "Luis", "Priya", "Tomas", "Wanda")
_LAST = ("Whitfield", "Delgado", "Okafor", "Nguyen", "Petrov", "Lindqvist", "Romero", "Haddad")
_STREETS = ("Maple Street", "N. Cedar Avenue", "Orchard Lane", "Ridge Road", "Willow Court")
_LIBRARY = ("Main Library", "Eastside Branch", "Carver Branch Library", "Valley Public Library")


def checked(digits: str) -> str:
    """Digits with their check digit by Luhn."""
    return next(digits + last for last in "0123456789" if luhn(digits + last))


def digits(of: random.Random, count: int) -> str:
    return "".join(of.choice("0123456789") for _ in range(count))


def card(of: random.Random) -> str:
    number = checked("2" + digits(of, 12))
    spaced = f"{number[0]} {number[1:5]} {number[5:10]} {number[10:]}"
    return of.choice((number, spaced, f"{number[:5]} {number[5:10]} {number[10:]}"))


def phone(of: random.Random) -> str:
    area = of.choice(("303", "402", "515", "608", "713", "815", "907"))
    line = f"{of.randint(220, 989)}-{digits(of, 4)}"
    return of.choice((f"({area}) {line}", f"{area}-{line}", f"{area}.{line.replace('-', '.')}"))


def name(of: random.Random) -> str:
    return f"{of.choice(_FIRST)} {of.choice(_LAST)}"


def birth(of: random.Random) -> str:
    month, day, year = of.randint(1, 12), of.randint(1, 28), of.randint(1950, 2019)
    return of.choice((f"{month:02}/{day:02}/{year}", f"{year}-{month:02}-{day:02}"))


def payment(of: random.Random) -> str:
    number = checked(of.choice(("4", "52", "6011")).ljust(4, "3") + digits(of, 11))
    return of.choice((number, " ".join(re.findall("....", number))))


def social(of: random.Random) -> str:
    return f"{of.randint(101, 665)}-{of.randint(10, 99)}-{of.randint(1000, 9999)}"


def sentences(of: random.Random) -> list[tuple[PrivacyKind, str, str]]:
    """A sentence for each kind that words can be, with what is private in it."""
    who, mail = name(of), f"{of.choice(_LAST).lower()}{digits(of, 2)}@example.org"
    number, call, street = card(of), phone(of), f"{of.randint(101, 989)} {of.choice(_STREETS)}"
    born, pays, ssn = birth(of), payment(of), social(of)
    title = f"{of.choice(('Mrs.', 'Mr.', 'Ms.'))} {of.choice(_LAST)}"
    return [
        (PrivacyKind.CARD_NUMBER, number, of.choice(("Card {}", "{} came in today", "held: {}"))),
        (PrivacyKind.EMAIL, mail, of.choice(("write to {}", "{}", "She asked us to use {}."))),
        (PrivacyKind.PHONE, call, of.choice(("her cell is {}", "Parent phone: {}", "home {}"))),
        (PrivacyKind.STREET_ADDRESS, street, of.choice(("lives at {}", "Patron address: {}"))),
        (PrivacyKind.BIRTH_DATE, born, of.choice(("DOB {}", "date of birth: {}", "born {}"))),
        (PrivacyKind.PAYMENT_CARD, pays, of.choice(("paid the fine with {}", "Visa {}"))),
        (PrivacyKind.SOCIAL_SECURITY, ssn, of.choice(("SSN {}", "{} on the form"))),
        (PrivacyKind.PERSON_NAME, who, of.choice(("Patron: {}", "Cardholder: {}"))),
        (
            PrivacyKind.PERSON_NAME,
            title.split(" ", 1)[1],
            f"{title.split(maxsplit=1)[0]} {{}} asked twice",
        ),
        (
            PrivacyKind.STUDENT_NUMBER,
            f"2{digits(of, 6)}",
            of.choice(("Student ID {}", "pupil # {}")),
        ),
        (
            PrivacyKind.EMPLOYEE_NUMBER,
            f"4{digits(of, 5)}",
            of.choice(("Employee #{}", "staff number {}")),
        ),
        (PrivacyKind.BANK_ACCOUNT, f"7{digits(of, 8)}", "Checking account number {}"),
        (
            PrivacyKind.IDENTITY_DOCUMENT,
            f"{of.choice('BCFH')}{digits(of, 8)}",
            of.choice(("Passport no. {}", "driver license {}")),
        ),
    ]


def look_alikes(of: random.Random) -> list[tuple[str, str]]:
    """What stands in libraries and looks like private data: its group, and a line."""
    isbn, library, item = digits(of, 9), of.choice(_LIBRARY), checked("3" + digits(of, 12))
    first = of.randint(10, 400)
    return [
        ("ISBN", f"ISBN 978-{isbn[0]}-{isbn[1:4]}-{isbn[4:]}-{digits(of, 1)}"),
        ("ISBN", f"{isbn}X (paperback)"),
        ("ISSN", f"ISSN {digits(of, 4)}-{digits(of, 4)}"),
        ("call number", f"{of.randint(100, 999)}.{digits(of, 3)} {of.choice(_LAST)[:3].upper()}"),
        ("call number", f"PZ7.{of.choice('ABCDEF')}{digits(of, 3)} {of.randint(1990, 2025)}"),
        ("LCCN", f"LCCN {of.randint(1990, 2025)}-{digits(of, 6)}"),
        ("OCLC number", f"OCLC {digits(of, 9)}"),
        ("item barcode", f"Item {item}"),
        ("item barcode", f"{item[0]} {item[1:5]} {item[5:10]} {item[10:]}"),
        ("date", f"Due {of.randint(1, 12):02}/{of.randint(1, 28):02}/{of.randint(2023, 2026)}"),
        ("date", f"Checked in {of.randint(2023, 2026)}-0{of.randint(1, 9)}-{of.randint(10, 28)}"),
        ("price", f"${of.randint(1, 9)},{digits(of, 3)}.{digits(of, 2)} for the collection"),
        ("page range", f"pp. {first}-{first + of.randint(2, 90)}"),
        ("author dates", f"{of.choice(_LAST)}, {of.choice(_FIRST)}, 1835-1910"),
        ("branch phone", f"Call the {library} at {phone(of)}"),
        ("branch phone", f"{library}: {phone(of)}"),
        ("branch phone", f"Reference desk {phone(of)}, open until 8"),
        ("branch address", f"{library}, {of.randint(100, 999)} {of.choice(_STREETS)}"),
        ("office mailbox", f"{of.choice(('info', 'reference', 'askus'))}@library.example.org"),
        ("time stamp", f"log {of.randint(2023, 2026)}0{of.randint(1, 9)}15143{digits(of, 3)}"),
        (
            "title of a book",
            of.choice(("The Cat in the Hat by Dr. Seuss", "Mr. Popper's Penguins")),
        ),
        ("toll-free", f"Vendor support 800-{of.randint(220, 989)}-{digits(of, 4)}"),
    ]


# Files of words ---------------------------------------------------------------------------------

type Writer = Callable[[Path, Sequence[str]], None]


def _font(size: int) -> ImageFont.FreeTypeFont:
    found = next((resources() / "fonts").rglob("Inter*.ttf"), None)
    found = found or next((resources() / "fonts").rglob("*.ttf"))
    return ImageFont.truetype(str(found), size)


def write_text(path: Path, lines: Sequence[str]) -> None:
    path.write_text("\n".join(lines) + "\n", "utf-8")


def write_word(path: Path, lines: Sequence[str]) -> None:
    document = docx.Document()
    document.core_properties.author = ""
    half = len(lines) // 2
    for line in lines[:half]:
        document.add_paragraph(line)
    table = document.add_table(0, 1)
    for line in lines[half:]:
        table.add_row().cells[0].text = line
    document.save(str(path))


def write_workbook(path: Path, lines: Sequence[str]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("List")
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line)


def pdf_of(lines: Sequence[str]) -> bytes:
    shown = [f"({_escaped(line)}) Tj T*" for line in lines]
    content = "BT /F 11 Tf 14 TL 60 740 Td\n" + "\n".join(shown) + "\nET"
    return pdf(page_of(content.encode("latin-1")))


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def write_pdf(path: Path, lines: Sequence[str]) -> None:
    path.write_bytes(pdf_of(lines))


def write_mail(path: Path, lines: Sequence[str]) -> None:
    message = EmailMessage()
    message["Subject"] = "Notes of today"
    message.set_content("\n".join(lines))
    path.write_bytes(bytes(message))


def write_page(path: Path, lines: Sequence[str]) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    path.write_text(f"<!doctype html><html><body>{paragraphs}</body></html>", "utf-8")


def write_slides(
    path: Path, lines: Sequence[str], *, hidden: bool = False, notes: str = ""
) -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def text(said: Sequence[str]) -> str:
        runs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in said)
        body = f"<p:txBody><a:bodyPr/>{runs}</p:txBody>"
        return f"<p:cSld><p:spTree><p:sp>{body}</p:sp></p:spTree></p:cSld>"

    def links(*rows: str) -> str:
        return f'<Relationships xmlns="{package}/relationships">{"".join(rows)}</Relationships>'

    def link(id_: str, kind: str, target: str) -> str:
        return f'<Relationship Id="{id_}" Type="{rel}/{kind}" Target="{target}"/>'

    show = ' show="0"' if hidden else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": links(link("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {p} {r}><p:sldIdLst>"
        '<p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": links(link("r1", "slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": f"<p:sld {p} {a}{show}>{text(lines)}</p:sld>",
    }
    if notes:
        parts["ppt/slides/_rels/slide1.xml.rels"] = links(
            link("r1", "notesSlide", "../notesSlides/notesSlide1.xml")
        )
        parts["ppt/notesSlides/notesSlide1.xml"] = f"<p:notes {p} {a}>{text([notes])}</p:notes>"
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def scan_of(lines: Sequence[str]) -> Image.Image:
    image = Image.new("L", (1240, 90 + 60 * len(lines)), 255)
    draw, font = ImageDraw.Draw(image), _font(34)
    for row, line in enumerate(lines):
        draw.text((60, 40 + 60 * row), line, 0, font)
    return image


def write_scan(path: Path, lines: Sequence[str]) -> None:
    scan_of(lines).save(path)


WRITERS: dict[str, Writer] = {
    "txt": write_text,
    "docx": write_word,
    "xlsx": write_workbook,
    "pdf": write_pdf,
    "eml": write_mail,
    "html": write_page,
    "pptx": write_slides,
    "csv": write_text,
}


# Files that hide something ----------------------------------------------------------------------


def _photo(path: Path, *, where: bool = False, owner: str = "", other: bool = False) -> None:
    image = Image.new("RGB", (800, 600), (90, 130, 90))
    ImageDraw.Draw(image).rectangle((100, 100, 700, 500), fill=(190, 190, 120))
    exif = Image.Exif()
    if where:
        exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 52.0, 41.2), 3: "W", 4: (87.0, 37.0, 47.2)})
    if owner:
        exif.get_ifd(0x8769)[0xA430] = owner
    data = exif.tobytes() if where or owner else b""
    if other:
        data = _with_small_picture(data)
    image.save(path, "JPEG", exif=data)


def _with_small_picture(_exif: bytes) -> bytes:
    """Exif with one picture in its second folder, which shows something else."""
    jpeg = io.BytesIO()
    small = Image.new("RGB", (160, 120), (240, 240, 240))
    ImageDraw.Draw(small).ellipse((40, 20, 120, 100), fill=(200, 40, 40))
    small.save(jpeg, "JPEG")
    first = (0).to_bytes(2, "little") + (14).to_bytes(4, "little")
    at = 14 + 2 + 2 * 12 + 4
    rows = ((0x0201, at), (0x0202, len(jpeg.getvalue())))
    entries = b"".join(
        tag.to_bytes(2, "little") + b"\x04\0\x01\0\0\0" + value.to_bytes(4, "little")
        for tag, value in rows
    )
    second = (2).to_bytes(2, "little") + entries + bytes(4)
    return b"Exif\0\0II*\0\x08\0\0\0" + first + second + jpeg.getvalue()


def _word(path: Path, kind: PrivacyKind, said: str) -> None:
    document = docx.Document()
    document.core_properties.author = said if kind is PrivacyKind.AUTHOR else ""
    paragraph = document.add_paragraph("Story time ")
    run = paragraph.add_run(said)
    if kind is PrivacyKind.COMMENT:
        document.add_comment(run, text=said, author="Staff", initials="S")
        run.text = "on Friday"
    elif kind is PrivacyKind.HIDDEN_TEXT:
        run.font.hidden = True
    elif kind is PrivacyKind.TRACKED_CHANGE:
        deleted = OxmlElement("w:del")
        run._r.addprevious(deleted)
        deleted.append(run._r)
        for text in list(run._r.iter()):
            if text.tag.endswith("}t"):
                text.tag = text.tag[:-1] + "delText"
    else:
        run.text = "on Friday"
    document.save(str(path))
    extra = {
        PrivacyKind.EMBEDDED_FILE: "word/embeddings/oleObject1.bin",
        PrivacyKind.MACRO: "word/vbaProject.bin",
    }.get(kind)
    if extra:
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(extra, b"\xd0\xcf\x11\xe0" + bytes(100))
    if kind is PrivacyKind.EXTERNAL_LINK:
        rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        row = (
            f'<Relationship Id="rT" Type="{rel}/attachedTemplate" TargetMode="External"'
            f' Target="file:///C:/Users/{said}/library.dotx"/></Relationships>'
        )
        link = "word/_rels/settings.xml.rels"
        space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(link, f"<Relationships {space}>{row}")


def _book(path: Path, kind: PrivacyKind, said: str) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Weeding")
        sheet.write_string(0, 0, "Title")
        sheet.write_string(1, 1, "kept")
        if kind is PrivacyKind.COMMENT:
            sheet.write_comment("A1", said)
        elif kind is PrivacyKind.HIDDEN_SHEET:
            hidden = book.add_worksheet("Names")
            hidden.write_string(0, 0, "kept apart")
            hidden.hide()
        elif kind is PrivacyKind.HIDDEN_CELLS:
            sheet.set_column(1, 1, None, None, {"hidden": True})


def _document(path: Path, kind: PrivacyKind, said: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(["Story time on Friday"]))))
    if kind is PrivacyKind.COVERED_TEXT:
        content = f"BT /F 12 Tf 100 700 Td ({said}) Tj ET 0 g 90 690 300 30 re f"
        path.write_bytes(pdf(page_of(content.encode())))
        return
    if kind is PrivacyKind.EARLIER_VERSION:
        before = pdf_of([said])
        more = b"\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>\nendobj\n"
        end = b"trailer << /Size 6 /Root 1 0 R /Prev 9 >>\nstartxref\n%d\n%%%%EOF\n" % len(before)
        path.write_bytes(before + more + b"xref\n0 0\n" + end)
        return
    if kind is PrivacyKind.AUTHOR:
        writer.add_metadata({"/Author": said})
    elif kind is PrivacyKind.EMBEDDED_FILE:
        writer.add_attachment("names.txt", said.encode())
    elif kind is PrivacyKind.MACRO:
        script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('hello');")}
        action = {NameObject(key): value for key, value in script.items()}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    else:
        is_form = kind is PrivacyKind.FORM_VALUE
        box = ArrayObject(map(FloatObject, (100, 600, 200, 620)))
        annotation = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget" if is_form else "/Text"),
                NameObject("/Rect"): box,
                NameObject("/V" if is_form else "/Contents"): TextStringObject(said),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject("field"),
            }
        )
        reference = writer._add_object(annotation)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([reference])
        if is_form:
            fields = DictionaryObject({NameObject("/Fields"): ArrayObject([reference])})
            writer.root_object[NameObject("/AcroForm")] = writer._add_object(fields)
    writer.write(str(path))


def _headers(path: Path, said: str) -> None:
    message = EmailMessage()
    message["From"] = f"{said} <{said.split(maxsplit=1)[0].lower()}@example.org>"
    message["Subject"] = "Thank you"
    message.set_content("Thank you for the story time.")
    path.write_bytes(bytes(message))


def _hide(root: Path, of: random.Random, number: int) -> Iterator[Planted]:
    """Write a file for each kind that hides, and yield what is in it."""
    said = f"quiet words {digits(of, 6)}"
    word = [
        *(PrivacyKind.COMMENT, PrivacyKind.TRACKED_CHANGE, PrivacyKind.HIDDEN_TEXT),
        *(PrivacyKind.AUTHOR, PrivacyKind.EMBEDDED_FILE, PrivacyKind.EXTERNAL_LINK),
        PrivacyKind.MACRO,
    ]
    book = [PrivacyKind.COMMENT, PrivacyKind.HIDDEN_SHEET, PrivacyKind.HIDDEN_CELLS]
    paper = [
        *(PrivacyKind.COMMENT, PrivacyKind.COVERED_TEXT, PrivacyKind.FORM_VALUE),
        *(PrivacyKind.AUTHOR, PrivacyKind.EMBEDDED_FILE, PrivacyKind.MACRO),
        PrivacyKind.EARLIER_VERSION,
    ]
    for kinds, ending, write in (
        (word, "docx", _word),
        (book, "xlsx", _book),
        (paper, "pdf", _document),
    ):
        for kind in kinds:
            file = f"hidden {kind.value} {number}.{ending}"
            write(root / file, kind, said)
            yield Planted(file, kind)
    shows = {"notes": PrivacyKind.SPEAKER_NOTES, "hidden": PrivacyKind.HIDDEN_SLIDE}
    for which, kind in shows.items():
        file = f"slides {which} {number}.pptx"
        write_slides(
            root / file,
            ["Budget"],
            hidden=which == "hidden",
            notes=said if which == "notes" else "",
        )
        yield Planted(file, kind)
    _photo(root / f"where {number}.jpg", where=True)
    yield Planted(f"where {number}.jpg", PrivacyKind.PHOTO_POSITION)
    _photo(root / f"owner {number}.jpg", owner=name(of))
    yield Planted(f"owner {number}.jpg", PrivacyKind.CAMERA_OWNER)
    _photo(root / f"other {number}.jpg", other=True)
    yield Planted(f"other {number}.jpg", PrivacyKind.THUMBNAIL)
    _headers(root / f"letter {number}.eml", name(of))
    yield Planted(f"letter {number}.eml", PrivacyKind.MAIL_HEADER)
    (root / f"clip {number}.wav").write_bytes(b"RIFF" + bytes(60))
    yield Planted(f"clip {number}.wav", PrivacyKind.UNREADABLE)


def write_corpus(root: Path, rounds: int, *, scans: int = 2) -> Corpus:
    """Write a corpus: so many rounds of every kind in every type of file, and some scans."""
    of = random.Random(SEED)  # noqa: S311 - the same corpus each time
    planted: list[Planted] = []
    alike: list[LookAlike] = []
    for number in range(rounds):
        for ending, write in WRITERS.items():
            told = sentences(of)
            file = f"planted {number}.{ending}"
            write(root / file, [words.format(said) for _kind, said, words in told])
            planted += [Planted(file, kind, said) for kind, said, _words in told]
            groups = look_alikes(of)
            file = f"alike {number}.{ending}"
            write(root / file, [said for _group, said in groups])
            alike += [LookAlike(file, group, said) for group, said in groups]
        planted += _hide(root, of, number)
    for number in range(scans):
        told = sentences(of)
        write_scan(root / f"scan {number}.png", [words.format(said) for _k, said, words in told])
        planted += [Planted(f"scan {number}.png", kind, said) for kind, said, _words in told]
    return Corpus(root, tuple(planted), tuple(alike))
