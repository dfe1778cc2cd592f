"""Makes the portfolios and packages that are kept here: run once, and never again.

    python -m tests.kept.make                   everything, in a folder that has none of it yet
    python tests/kept/make.py --earlier FOLDER  what an earlier version leaves, by that version

It was run at the commit with which the guards began, the second line with the program of commit
bf61f002 before ours on the path: that is why nearly all of it uses nothing but the command line.
Run again it would compare the program with itself, so it refuses while kept files are there.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

from PIL import Image

from lssc_desktop.cli import run

HERE = Path(__file__).parent
PROGRAMS = HERE.parent / "programs"
DAY = date(2026, 11, 25)
ELECTIVES = "access-services,collection-management,reference-information"
MADE = ("portfolios", "packages", "words")

PARAGRAPHS = (
    "I work at the desk of a branch in a small town, and I help with the public computers.",
    "Each week I kept a list of what people asked. “Where is the form?” came first: 14 times.",
    "Then I wrote a guide in two languages, Störy time included, and asked my supervisor, Kim.",
)
TEXT = "\n\n".join(
    (*PARAGRAPHS, "- What I would do again: ask first.", "- What I would not: guess.")
)


# Files that people bring -------------------------------------------------------------------------


def pdf(words: str) -> bytes:
    """Return a PDF of one page that says some words."""
    page = f"BT /F1 18 Tf 72 700 Td ({words}) Tj ET".encode("ascii")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end


type Words = tuple[str | Path, ...]


class Desk:
    """A person before a computer: files to bring, a key of their own, and the command line."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._count = 0

    def __call__(self, *words: str | Path, day: date = DAY, status: int = 0) -> str:
        """Run a command and return what it said."""
        said = StringIO()
        with redirect_stdout(said):
            found = run([str(word) for word in words], day)
        if found != status:
            raise SystemExit(f"{found} of {words}: {said.getvalue()}")
        return said.getvalue()

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file that somebody brings."""
        self._count += 1
        path = self.place / f"brought {self._count}" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def photo(self, name: str, color: str) -> Path:
        """Write a small photo."""
        path = self.file(name, b"")
        Image.new("RGB", (64, 48), color).save(path, "JPEG")
        return path

    def respond(self, root: Path, set_id: str, number: int | None, text: str = TEXT) -> None:
        """Write a response, or the learning statement."""
        place = ("--statement",) if number is None else ("--competency", str(number))
        self("response", "set", root, "--set", set_id, *place, self.file("text.md", text))

    def add(self, root: Path, set_id: str, number: int | None, source: Path) -> None:
        """Bring evidence in."""
        place = ("--statement",) if number is None else ("--competency", str(number))
        self("evidence", "add", root, "--set", set_id, *place, source)


@contextmanager
def person(place: Path, name: str) -> Iterator[None]:
    """Sit somebody down before the computer: with settings, and a key, of their own."""
    before = os.environ.get("XDG_CONFIG_HOME")
    os.environ["XDG_CONFIG_HOME"] = str(place / name)
    try:
        yield
    finally:
        del os.environ["XDG_CONFIG_HOME"]
        if before is not None:
            os.environ["XDG_CONFIG_HOME"] = before


def program_file(desk: Desk, name: str) -> Path:
    """Return one of the invented programs."""
    return desk.file(f"{name}.toml", (PROGRAMS / f"{name}.toml").read_text("utf-8"))


# Portfolios --------------------------------------------------------------------------------------


def started(desk: Desk, root: Path) -> None:
    """Nothing but a name: not admitted, no electives, in Spanish."""
    desk("new", root, "--name", "Zoë Quint", "--electives", ELECTIVES, "--language", "es")


def written(desk: Desk, root: Path) -> None:
    """Responses, evidence of several kinds, former words in versions, private data, a plan."""
    words: Words = ("--admitted", "2025-01-06", "--electives", ELECTIVES, "--member")
    desk("new", root, "--name", "Ana Rivera", *words)
    desk.respond(root, "technology", 1, "The first words, which a version keeps.")
    for number in (1, 2, 3):
        desk.respond(root, "technology", number)
    desk.respond(root, "technology", None)
    desk.respond(root, "foundations", 4, "# What I did\n\nI asked.\n\n1. First\n2. Then **bold**")
    desk.add(root, "technology", 1, desk.file("Device list.txt", "Ann Lee, 555-010-7788\n" * 3))
    desk.add(root, "technology", 1, desk.file("Handout.pdf", pdf("Tablet class")))
    desk.add(root, "technology", 2, desk.photo("Störy time.jpg", "olive"))
    desk.add(root, "foundations", 4, desk.photo("Shelf.jpg", "teal"))
    desk("evidence", "use", root, "--set", "foundations", "--competency", "5", "Device list.txt")
    desk("evidence", "privacy", root, "Device list.txt", "--fine", "It is an invented person.")
    desk("evidence", "consent", root, "Störy time.jpg", "--people", "yes")
    desk(
        "evidence", "consent", root, "Störy time.jpg", "--by", "Kim’s mother", "--on", "2026-05-04"
    )
    desk("set", "plan", root, "--set", "technology", "--by", "2027-02-01")
    desk("candidate", "person", root, "--email", "ana@library.example")
    words = ("--employer", "Prairie Library", "--begun", "2019-03-01", "--hours", "20")
    desk("candidate", "experience", root, *words)


def reviewed(desk: Desk, root: Path) -> None:
    """Two review copies, two reviews, answers, a comment that is settled and one asked again."""
    words: Words = (
        "--admitted",
        "2025-01-06",
        "--electives",
        "youth-services,collection-management",
    )
    program = program_file(desk, "prairie")
    desk("new", root, "--name", "Lee Chen", *words, "--program", program)
    desk.respond(root, "foundations", 1)
    desk.respond(root, "foundations", 2)
    desk.add(root, "foundations", 1, desk.file("Log.txt", "Monday: 14 questions.\n"))
    first = root.parent / f"{root.name} 1.lssc.zip"
    desk("package", root, "--set", "foundations", "--review-copy", "-o", first)
    for who in ("Dana", "Kim"):
        target = root.parent / f"{root.name} {who}.lssc-review.json"
        comments = ("--comment", "1=Say which list.", "--comment", "2=Who is Kim?")
        words = ("--rate", "1=partial", "--note", "Nearly there.")
        desk("review", "new", first, "--as", who, *comments, *words, "-o", target)
        desk("review", "import", root, target)
    ids = comment_ids(desk, root)
    desk("review", "answer", root, "--comment", ids[0], "--text", "The one of May.")
    desk.respond(root, "foundations", 1, TEXT + "\n\nIt was the list of May.")
    second = root.parent / f"{root.name} 2.lssc.zip"
    desk("package", root, "--set", "foundations", "--review-copy", "-o", second)
    target = root.parent / f"{root.name} Dana again.lssc-review.json"
    words = ("--settle", ids[0], "--again", f"{ids[1]}=Still: who?")
    desk("review", "new", second, "--as", "Dana", *words, "-o", target)
    desk("review", "import", root, target)


def comment_ids(desk: Desk, root: Path) -> list[str]:
    """Return the comments of a portfolio."""
    found = json.loads(desk("review", "list", root, "--json"))["comments"]
    return [str(each["id"]) for each in found]


def decided(desk: Desk, root: Path) -> None:
    """Handed in twice: more was asked for by a signed result, then it was achieved."""
    words: Words = (
        "--admitted",
        "2025-01-06",
        "--electives",
        "youth-services,collection-management",
    )
    program = program_file(desk, "prairie")
    desk("new", root, "--name", "Mary O’Brien", *words, "--program", program)
    finish(desk, root, "youth-services", (1,))
    first = hand_in(desk, root, "youth-services", date(2026, 9, 1))
    office(desk, root, first, program, "partial", "revision-asked", date(2026, 9, 20))
    desk.respond(root, "youth-services", 1, TEXT + "\n\nI added what the families said.")
    second = hand_in(desk, root, "youth-services", date(2026, 10, 1))
    office(desk, root, second, program, "met", "achieved", date(2026, 10, 20))
    desk(
        "set",
        "decision",
        root,
        "not-achieved",
        "--set",
        "foundations",
        "--on",
        "2026-10-21",
        "--note",
        "x",
    )


def finish(desk: Desk, root: Path, set_id: str, numbers: tuple[int, ...]) -> None:
    """Write all that a set and the papers of the invented programs ask for."""
    for number in (*numbers, None):
        desk.respond(root, set_id, number)
    for number in numbers:
        desk.add(root, set_id, number, desk.file(f"Sheet {set_id} {number}.pdf", pdf("A sheet")))
    for name in ("Job description", "Mentor form"):
        (root / "About me" / f"{name}.pdf").write_bytes(pdf(name))


def hand_in(desk: Desk, root: Path, set_id: str, day: date) -> Path:
    """Package a set, and note that it was handed in; return the package."""
    desk("package", root, "--set", set_id, day=day)
    newest = max((root / "Packages").glob("*.zip"), key=lambda each: each.stat().st_mtime_ns)
    desk("set", "handed-in", root, "--set", set_id, "--on", day.isoformat(), day=day)
    return newest


def office(
    desk: Desk, root: Path, package: Path, program: Path, rating: str, outcome: str, day: date
) -> None:
    """Evaluate, combine and take in what the office says, with its key."""
    place = root.parent / "office"
    made: list[Path] = []
    with person(desk.place, "office"):
        for who in ("Ann Lindqvist", "Lee Chen", "M. Okafor"):
            made.append(place / f"{package.stem} {who}.lssc-review.json")
            words: Words = ("--as", who, "--evaluation", "--program", program, "-o", made[-1])
            rest = ("--rate", f"1={rating}", "--comment", "1=Say more of the families.")
            desk(
                "review",
                "new",
                package,
                *words,
                *rest,
                "--statement-read",
                "--no-conflict",
                day=day,
            )
        result = place / f"{package.stem} result.lssc-review.json"
        words = ("--as", "Office", "--program", program, "-o", result, "--outcome", outcome)
        desk("review", "combine", package, *made, *words, day=day)
    desk("review", "import", root, result, day=day)


def renewing(desk: Desk, root: Path) -> None:
    """Certified, with activities and their papers, a renewal granted and a statement."""
    words: Words = ("--admitted", "2019-01-06", "--electives", ELECTIVES)
    desk("new", root, "--name", "José Núñez", *words)
    for set_id in ("technology", "foundations", "communication-teamwork"):
        desk("set", "decision", root, "achieved", "--set", set_id, "--on", "2021-03-01")
    desk("renewal", "certified", root, "--on", "2021-06-10")
    desk("renewal", "granted", root, "--on", "2023-05-01", "--until", "2027-06-10")
    badge = desk.file("badge.pdf", pdf("A badge"))
    words = ("--title", "State conference", "--kind", "conference", "--amount", "8")
    desk("renewal", "activity", root, "--on", "2026-10-09", *words, "--set", "technology", badge)
    words = ("--title", "Störy time webinar", "--kind", "workshop", "--amount", "3")
    desk(
        "renewal", "activity", root, "--on", "2026-11-02", *words, desk.photo("Screen.jpg", "navy")
    )
    desk("renewal", "statement", root, "I learned to ask first.")


def moved(desk: Desk, root: Path) -> None:
    """Another program file is followed, which lacks a competency and a set: that is former work."""
    words: Words = ("--admitted", "2025-01-06", "--electives", "youth-services,prairie-outreach")
    program = program_file(desk, "prairie")
    desk("new", root, "--name", "Noor Haddad", *words, "--program", program)
    for set_id, number in (("foundations", 3), ("foundations", 13), ("prairie-outreach", 1)):
        desk.respond(root, set_id, number)
        desk.add(root, set_id, number, desk.file(f"{set_id} {number}.txt", "What I did.\n"))
    text = program.read_text("utf-8").replace('version = "2026.2"', 'version = "2027.1"')
    for begin in ("# A number that LSSC does not have", '[[sets]]\nid = "prairie-outreach"'):
        before, mark, behind = text.partition(begin)
        assert mark
        text = before + "[[sets]]\n" + behind.removeprefix("[[sets]]").partition("[[sets]]\n")[2]
    desk("program", "switch", root, desk.file("prairie 2027.toml", text))


def by_course(desk: Desk, root: Path) -> None:
    """A set by a course that is over, and others by recognition of a college."""
    words: Words = ("--admitted", "2025-01-06", "--electives", ELECTIVES, "--member")
    desk("new", root, "--name", "Kim Park", *words)
    desk("set", "route", root, "--set", "technology", "course")
    words = ("--title", "Serving Everybody", "--provider", "State Library", "--fee", "145.00")
    days = ("--approved", "2025-02-01", "--completed", "2025-05-30")
    paper = desk.file("Certificate.pdf", pdf("Certificate"))
    desk("set", "course", root, "--set", "technology", *words, *days, "--certificate", paper)
    for set_id in ("foundations", "communication-teamwork"):
        desk("set", "route", root, "--set", set_id, "recognition")
    words = ("--graduated", "2024-06-01", "--agreement", "2019-09-01")
    desk("candidate", "agreement", root, "--college", "Prairie College", *words)


def cilip(desk: Desk, root: Path) -> None:
    """One statement for all, with a grid and references to evidence."""
    words: Words = (
        "--admitted",
        "2026-01-10",
        "--electives",
        "",
        "--program",
        "cilip-certification",
    )
    desk("new", root, "--name", "Holly Whitlock", *words)
    for number in (1, 2, 3):
        desk.add(root, "portfolio", None, desk.file(f"Piece {number}.pdf", pdf(f"Piece {number}")))
    desk.respond(root, "portfolio", None, "I learned much, as E1 to E3 show.\n\n" + TEXT)
    for name in ("CV", "Annotated job description", "PKSB self-assessment"):
        (root / "About me" / f"{name}.pdf").write_bytes(pdf(name))
    for column, rating in (("start", "2"), ("end", "3")):
        desk("candidate", "self-assessment", root, "--rate", "Data management", column, rating)
    desk("candidate", "person", root, "--mentor", "no")
    copy = desk.place / "a copy.lssc.zip"  # with which what lies in “About me” is taken in
    desk("package", root, "--set", "portfolio", "--review-copy", "-o", copy)
    copy.unlink()


def harbor(desk: Desk, root: Path) -> None:
    """A program without a clock, courses, routes and responses."""
    words: Words = (
        "--admitted",
        "2016-02-02",
        "--electives",
        "",
        "--program",
        program_file(desk, "harbor"),
    )
    desk("new", root, "--name", "Ana Rivera", *words)
    desk.respond(root, "portfolio", None, "I learned much, as E1 shows.")
    desk.add(root, "portfolio", None, desk.file("flyer.txt", "Story time\n"))
    for name in ("Career summary", "Mentor form", "Letters", "Checklist"):
        (root / "About me" / f"{name}.pdf").write_bytes(pdf(name))
    desk("package", root, "--set", "portfolio")
    stick = desk.place / "Stick"
    stick.mkdir()
    (package,) = (root / "Packages").glob("*.lssc.zip")
    desk("send", package, "--to", stick)


def guild(desk: Desk, root: Path) -> None:
    """A program with words, days and money of the United Kingdom, in Spanish."""
    words: Words = ("--admitted", "2026-02-01", "--electives", "field", "--language", "es")
    program = program_file(desk, "guild")
    desk("new", root, "--name", "Zoë Björk", *words, "--program", program)
    desk.respond(root, "practice", 1)
    desk.respond(root, "practice", 2, "# Visits\n\n- One\n- *Two*, with [the page](https://a.org/)")
    desk.add(root, "practice", 1, desk.photo("Visit.jpg", "maroon"))


def conflict(desk: Desk, root: Path) -> None:
    """A text and a portfolio.json that two programs wrote: both versions lie there."""
    utah = program_file(desk, "utah")
    desk("new", root, "--name", "Sam Young", "--admitted", "2026-02-01", "--program", utah)
    desk.respond(root, "advocacy", 1)
    desk.respond(root, "development", 1, "Mine.")
    document = next((root / "Advocacy").glob("*.docx"), None) or next(root.glob("*/01*.docx"))
    shutil.copyfile(document, document.with_name(f"{document.stem} (2).docx"))
    theirs = (root / "portfolio.json").read_text("utf-8").replace("Sam Young", "Samuel Young")
    (root / ".lssc" / "portfolio (2).json").write_text(theirs, encoding="utf-8", newline="\n")
    (root / "portfolio (conflicted copy).json").write_text(theirs, encoding="utf-8", newline="\n")


def silent(desk: Desk, root: Path) -> None:
    """A program that says as little as a file may, with a text in a Word file of one's own."""
    words: Words = (
        "--admitted",
        "2025-01-06",
        "--electives",
        "youth-services,collection-management",
    )
    program = program_file(desk, "silent")
    desk("new", root, "--name", "Jane Smith", *words, "--program", program)
    finish(desk, root, "collection-management", (1,))
    texts = desk.file("texts.txt", "1. The official words of the first, pasted.\n")
    desk("response", "official-texts", root, "--set", "prairie-technology", texts)
    package = hand_in(desk, root, "collection-management", DAY)
    inbox = desk.place / "Office"
    inbox.mkdir()
    desk("send", package, "--to", inbox, "--office-folder")


PORTFOLIOS = {
    "started": started,
    "written": written,
    "reviewed": reviewed,
    "decided": decided,
    "renewing": renewing,
    "moved": moved,
    "by course": by_course,
    "cilip": cilip,
    "harbor": harbor,
    "guild": guild,
    "conflict": conflict,
    "silent": silent,
}


# Packages ----------------------------------------------------------------------------------------


def shelf(desk: Desk, portfolios: Path, target: Path) -> None:
    """Lay out an office's folder: twelve packages and all that people wrote about them.

    Packages that were built before lie beside or in their portfolio; the others are built here from
    a copy, so that the portfolios stay as they are.
    """
    target.mkdir()
    for path in sorted(portfolios.glob("*")):
        if path.is_file():
            path.rename(target / path.name)
    for path in (portfolios / "office").iterdir():
        path.rename(target / path.name)
    (portfolios / "office").rmdir()
    know(desk, target)
    for root in ("decided", "harbor", "silent"):
        for path in (portfolios / root / "Packages").iterdir():
            shutil.copy2(path, target / path.name)
    copies = shutil.copytree(portfolios, desk.place / "copies")
    for name, *of in (
        ("written", "--set", "technology", "--review-copy"),
        ("renewing", "--renewal"),
        ("by course", "--set", "technology"),
        ("cilip", "--set", "portfolio"),
        ("guild", "--set", "practice", "--review-copy"),
        ("moved", "--set", "foundations", "--review-copy", "--with-evidence-pdf"),
    ):
        with person(desk.place, "candidate" if name in {"written", "cilip"} else "nobody"):
            desk("package", copies / name, *of, "-o", target / f"{name}.lssc.zip")
    evaluated = target / "cilip.lssc.zip"
    for who, rating in (("Ann Lindqvist", "met"), ("Lee Chen", "not")):
        words: Words = ("--as", who, "--evaluation", "--no-conflict", "--comment", "1=Say more.")
        file = target / f"cilip {who}.lssc-review.json"
        desk("review", "new", evaluated, *words, "--rate", f"1={rating}", "-o", file)
    (begun,) = target.glob("*-portfolio-*.lssc.zip")
    words = ("--as", "Ann Lindqvist", "--evaluation", "--program", program_file(desk, "harbor"))
    desk("review", "new", begun, *words, "-o", target / "harbor Ann.lssc-review.json")
    desk(
        "office",
        "assign",
        evaluated,
        "--to",
        "Ann Lindqvist",
        "--due",
        "2026-12-09",
        "--by",
        "Office",
    )
    desk("office", "assign", evaluated, "--to", "Lee Chen", "--due", "2026-11-20", "--by", "Office")
    desk("office", "assign", evaluated, "--handed-in", "2026-11-02", "--by", "Office")
    course = target / "by course.lssc.zip"
    desk("office", "assign", course, "--to", "M. Okafor", "--due", "2026-12-30", "--by", "Office")
    desk("office", "assign", course, "--no-longer", "M. Okafor", "--by", "Office")


def know(desk: Desk, target: Path) -> None:
    """Let the office's folder know the rules of the program whose packages were decided."""
    from lssc_desktop.store.known_programs import keep_on_shelf
    from lssc_desktop.store.programs import as_loaded

    text = program_file(desk, "prairie").read_text("utf-8")
    keep_on_shelf(desk.place / "no settings", target, as_loaded(text, "prairie.toml"))


def earlier(desk: Desk, target: Path) -> None:
    """Make what an earlier version left: two portfolios, three packages and an evaluation."""
    for name in ("written", "cilip"):
        PORTFOLIOS[name](desk, target / name)
    copies = shutil.copytree(target, desk.place / "copies")
    for name, file, *of in (
        ("written", "review copy", "--set", "technology", "--review-copy"),
        ("written", "review copy 2", "--set", "foundations", "--review-copy"),
        ("cilip", "portfolio", "--set", "portfolio"),
    ):
        with person(desk.place, "candidate" if file == "portfolio" else "nobody"):
            desk("package", copies / name, *of, "-o", target / f"{file}.lssc.zip")
    words: Words = ("--as", "Lee Chen", "--evaluation", "--no-conflict", "--rate", "1=met")
    review = target / "portfolio Lee.lssc-review.json"
    desk("review", "new", target / "portfolio.lssc.zip", *words, "-o", review)


def kept_words(portfolio: Path, target: Path) -> None:
    """Keep words for a portfolio whose stick is out: two texts, and an address that was typed."""
    from lssc_desktop.core.portfolio.candidate_edits import set_email
    from lssc_desktop.core.portfolio.merging import UnsavedChanges
    from lssc_desktop.core.portfolio.portfolio import TextPlace
    from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
    from lssc_desktop.store.folder import folder
    from lssc_desktop.store.folder.saving import UnsavedText
    from lssc_desktop.store.kept_words import NOTES, WrittenChanges, keep_words
    from lssc_desktop.store.programs import read_program

    def says(text: str) -> RichText:
        return RichText((Paragraph((Span(text),)),))

    target.mkdir()
    before = folder.load(portfolio).portfolio
    changes = UnsavedChanges(before, set_email(before, "lee@library.example"))
    texts = (
        UnsavedText(TextPlace("foundations", 2), says("Typed while the stick was out.")),
        UnsavedText(TextPlace("youth-services"), says("And this in a statement.")),
    )
    written = WrittenChanges(changes, says("Email: lee@library.example"), "Changes")
    program = read_program(folder.program_text(portfolio), "program.toml")
    keep_words(target, target, program, before, texts, DAY, written)
    for note in (target / NOTES).glob("*.json"):
        text = note.read_text("utf-8").replace(str(target), "HERE")
        note.write_text(text, encoding="utf-8", newline="\n")


def main(words: list[str]) -> None:
    """Make everything, or what an earlier version leaves in a folder."""
    with tempfile.TemporaryDirectory(prefix="lssc-kept-") as place, person(Path(place), "nobody"):
        desk = Desk(Path(place))
        for name in ("office", "candidate"):
            with person(desk.place, name):
                desk("key", "new")
        if words[:1] == ["--earlier"]:
            Path(words[1]).mkdir()
            earlier(desk, Path(words[1]))
            return
        there = [name for name in MADE if (HERE / name).exists()]
        if there:
            raise SystemExit(f"There are kept files, and they stay as they are: {', '.join(there)}")
        (desk.place / "made").mkdir()
        (desk.place / "made" / "office").mkdir()
        for name, make in PORTFOLIOS.items():
            make(desk, desk.place / "made" / name)
        shelf(desk, desk.place / "made", desk.place / "shelf")
        from tests.kept.word_by_hand import write_word_files

        (HERE / "word").mkdir(exist_ok=True)
        write_word_files(HERE / "word")
        shutil.move(desk.place / "made", HERE / "portfolios")
        shutil.move(desk.place / "shelf", HERE / "packages")
        kept_words(HERE / "portfolios" / "reviewed", HERE / "words")
    from tests.kept.answers import FINGERPRINTS, fingerprints

    FINGERPRINTS.write_text(fingerprints(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
