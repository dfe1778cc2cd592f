"""Edits every Word file of a folder as the window does, and says what became of the rest of it.

    python -m tests.word_files FOLDER

In each file that can be edited a sentence is typed into the editor, and the file is saved. Then
every other block of its text and every other part is compared byte for byte, and what LibreOffice
reads in it with what it read before. Files that fail are listed with the reason; the last line
counts. Nothing in the folder is changed, and nothing is fetched from anywhere.
"""

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from lssc_desktop.core.files.seen import as_response
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, ended, parted, words
from lssc_desktop.disk.processes import end_tree
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.word import (
    BlockLost,
    DocumentUnreadable,
    OpenedDocument,
    TextNotWritten,
    open_document,
    patched,
)
from lssc_desktop.ui.editor.document import EditorDocument
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.format import insert
from lssc_desktop.ui.editor.kept import is_kept_block
from lssc_desktop.ui.kit.theme import Theme

SENTENCE = "Then we moved the large print to the front shelf."
LONG = 150  # words: a file that could be a response
BATCH = 25  # files that LibreOffice is given at once
PATIENCE = 120  # seconds for one batch, or for one file that stopped the others
MOST_ALONE = 5  # files of a batch that it is asked for again, one by one
TEXT_FORMAT = "txt:Text (encoded):UTF8"


@dataclass(slots=True)
class Examined:
    """What was found out about one file; `same` of `compared` parts and blocks did not change."""

    name: str
    words: int = 0
    is_editable: bool = False
    compared: int = 0
    same: int = 0
    office: bool | None = None
    """Whether LibreOffice reads the same text and the sentence; None where it read nothing."""
    reasons: list[str] = field(default_factory=list)


class Window:
    """The editors of a response, in which a sentence is typed."""

    def __init__(self) -> None:
        self._theme = Theme()
        self._editor = RichEditor(self._theme, "Response")

    def type_into(self, document: OpenedDocument) -> RichText:
        """Return the text of a document with a sentence typed behind its last words."""
        first, rest = parted(as_response(document.seen).text)
        begin, body = (self._editor.new_document() for _ in range(2))
        begin.bring_up_to_date(first)
        body.bring_up_to_date(rest)
        target = next((it for it in (body, begin) if _last_words(it) is not None), body)
        cursor = _last_words(target)
        if cursor is None:
            cursor = QTextCursor(target)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            empty = () if target.isEmpty() else (Paragraph(),)
            typed = RichText((*empty, Paragraph((Span(SENTENCE),))))
        else:
            typed = RichText((Paragraph((Span(f" {SENTENCE}"),)),))
        insert(cursor, typed)
        return ended((*begin.rich_text().paragraphs, *body.rich_text().paragraphs))


def _last_words(document: EditorDocument) -> QTextCursor | None:
    """Return a cursor behind the last paragraph with words that can be typed into."""
    block = document.lastBlock()
    while block.isValid():
        if block.text().strip("\ufffc \t") and not is_kept_block(block):
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            return cursor
        block = block.previous()
    return None


def examine(path: Path, name: str, window: Window) -> tuple[Examined, bytes | None]:
    """Type a sentence into a copy of a file; return what became of it, and the new file."""
    found = Examined(name)
    content = path.read_bytes()
    try:
        document = open_document(content, name)
    except DocumentUnreadable as error:
        found.reasons.append(f"cannot be read: {error.fault.value}")
        return found, None
    found.words = words(document.seen.text)
    if document.seen.is_read_only:
        found.reasons.append(f"only shown: {' '.join(document.seen.beyond)}")
        return found, None
    try:
        after = patched(document, window.type_into(document))
        again = open_document(after, name)
    except (BlockLost, DocumentUnreadable, TextNotWritten) as error:
        found.reasons.append(f"not written: {error!r}")
        return found, None
    found.is_editable = True
    for what, is_same in (*_blocks(document, again), *_parts(content, after, document)):
        found.compared += 1
        found.same += is_same
        if not is_same:
            found.reasons.append(f"changed: {what}")
    if SENTENCE not in "".join(item.text for item in again.seen.text.paragraphs):
        found.reasons.append("the sentence is not in it")
    return found, after


def _blocks(before: OpenedDocument, after: OpenedDocument) -> Iterator[tuple[str, bool]]:
    """Yield each block but the one that was typed into, and what stands around them all."""
    old = [before.main[block.start : block.end] for block in before.blocks]
    new = [after.main[block.start : block.end] for block in after.blocks]
    place = next(
        (place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]),
        min(len(old), len(new)),
    )
    typed_into = len(old) == len(new)
    expected = [*old[:place], *old[place + typed_into :]]
    others = [*new[:place], *new[place + 1 :]]
    for number, block in enumerate(expected):
        yield f"block {number}", number < len(others) and block == others[number]
    yield "number of blocks", len(expected) == len(others)
    if old:
        starts = before.blocks[0].start, after.blocks[0].start
        ends = before.blocks[-1].end, after.blocks[-1].end
        yield "what is before", before.main[: starts[0]] == after.main[: starts[1]]
        yield "what is behind", before.main[ends[0] :] == after.main[ends[1] :]


def _parts(before: bytes, after: bytes, document: OpenedDocument) -> Iterator[tuple[str, bool]]:
    """Yield every other entry of the ZIP: its name, place and bytes as they are stored."""
    old, new = list(_entries(before)), list(_entries(after))
    yield "number of parts", len(old) == len(new)
    for one, other in zip(old, new, strict=False):
        if one[0] == document.parts.main:
            yield f"the name of {one[0]}", one[0] == other[0]
        else:
            yield one[0], one == other


def _entries(content: bytes) -> Iterator[tuple[str, int, int, bytes]]:
    """Yield each entry: name, date, checksum, and its bytes as they are packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            place = entry.header_offset
            name = int.from_bytes(content[place + 26 : place + 28], "little")
            extra = int.from_bytes(content[place + 28 : place + 30], "little")
            start = place + 30 + name + extra
            data = content[start : start + entry.compress_size]
            yield entry.filename, hash(entry.date_time), entry.CRC, data


# LibreOffice ------------------------------------------------------------------------------------


def compare_in_office(
    office: Path, pairs: Sequence[tuple[Examined, bytes, bytes]], folder: Path
) -> None:
    """Note for each file whether LibreOffice reads the same text and the sentence."""
    for first in range(0, len(pairs), BATCH):
        batch = pairs[first : first + BATCH]
        old = _texts(office, [before for _, before, _ in batch], folder / f"{first}-old", folder)
        new = _texts(office, [after for _, _, after in batch], folder / f"{first}-new", folder)
        for (found, _, _), before, after in zip(batch, old, new, strict=True):
            if before is None:
                continue
            without = after or ""
            for typed in (f" {SENTENCE}", f"{SENTENCE}\n", f"\n{SENTENCE}", SENTENCE):
                if without.count(typed) == 1:
                    without = without.replace(typed, "")
                    break
            found.office = after is not None and after != before and _same(without, before)
            if not found.office:
                found.reasons.append("LibreOffice reads another text")


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same, empty lines at their end and the mark at the start aside."""
    return one.strip("\ufeff").rstrip("\n") == other.strip("\ufeff").rstrip("\n")


def _texts(
    office: Path, contents: Sequence[bytes], folder: Path, profile: Path
) -> list[str | None]:
    """Return what LibreOffice reads in files, None where it reads nothing."""
    folder.mkdir()
    for number, content in enumerate(contents):
        (folder / f"{number}.docx").write_bytes(content)
    _convert(office, [folder / f"{number}.docx" for number in range(len(contents))], profile)
    left = _unread(folder, len(contents))
    if left and len(left) < len(contents):  # one that it stumbles over stops the others
        _convert(office, left[1:], profile)
    for path in _unread(folder, len(contents))[:MOST_ALONE]:
        _convert(office, [path], profile)
    results = (folder / f"{number}.txt" for number in range(len(contents)))
    return [it.read_text(errors="replace") if it.exists() else None for it in results]


def _unread(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.docx" for number in range(count)]
    return [path for path in paths if not path.with_suffix(".txt").exists()]


def _convert(office: Path, files: Sequence[Path], profile: Path) -> None:
    if not files:
        return
    command = [
        str(office),
        f"-env:UserInstallation={(profile / 'profile').as_uri()}",
        *("--headless", "--convert-to", TEXT_FORMAT, "--outdir", str(files[0].parent)),
        *map(str, files),
    ]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as running:
        try:
            running.wait(PATIENCE)
        except subprocess.TimeoutExpired:  # what it started has to go too
            end_tree(running)


# Command ----------------------------------------------------------------------------------------


def examine_folder(folder: Path, office: Path | None) -> list[Examined]:
    """Examine every Word file in a folder and its subfolders."""
    window = Window()
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".docx")
    examined: list[Examined] = []
    pairs: list[tuple[Examined, bytes, bytes]] = []
    for path in paths:
        found, after = examine(path, path.relative_to(folder).as_posix(), window)
        examined.append(found)
        if after is not None:
            pairs.append((found, path.read_bytes(), after))
    if office is not None:
        with tempfile.TemporaryDirectory() as scratch:
            compare_in_office(office, pairs, Path(scratch))
    return examined


def summary(examined: Sequence[Examined]) -> str:
    """Return the line that counts."""
    long = [found for found in examined if found.words >= LONG]
    read = [found for found in examined if found.office is not None]
    return (
        f"editable {sum(found.is_editable for found in long)} of {len(long)}; "
        f"unchanged parts byte-equal {sum(found.same for found in examined)} "
        f"of {sum(found.compared for found in examined)}; "
        f"LibreOffice equal {sum(bool(found.office) for found in read)} of {len(read)}"
    )


def main(arguments: Sequence[str]) -> int:
    """Examine the folder that is named, and print what was found."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    office = find_office()
    if office is None:
        print("LibreOffice is not on this machine: its text is not compared.")
    examined = examine_folder(Path(arguments[0]), office)
    for found in examined:
        for reason in found.reasons:
            print(f"{found.name} ({found.words} words): {reason}")
    print(f"{len(examined)} files, {sum(found.is_editable for found in examined)} edited")
    print(summary(examined))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
