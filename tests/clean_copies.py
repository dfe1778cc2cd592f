"""Makes clean copies of every file in a folder, and lists the words that are lost in them.

    python -m tests.clean_copies FOLDER

What a reader sees in a file are the words of the PDF that LibreOffice makes of it, each header and
footer once. A copy in words is read in the same way; of pictures of pages the words that can be
searched are compared. Nothing is looked for, so nothing is covered. The last lines count.
"""

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from unicodedata import normalize

import pypdfium2

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.privacy.clean_copy import Way, can_be_cleaned
from lssc_desktop.documents.office import to_pdfs
from lssc_desktop.documents.previews.process import Previewer
from lssc_desktop.store.clean_copies import CleanTools, make_clean_copy, ways_of

_WORD = re.compile(r"[^\W_]+")
_DIVIDED = re.compile(r"[\ufffe\u00ad\u0002]\s*")
_EDGE = 4  # lines at the top or bottom of a page that may be its header or footer
_LEAST = 5  # letters that stand within others by no chance
_MAIL = (".eml", ".msg", ".mht", ".mhtml")  # of which LibreOffice shows the letters alone


def words_of_pdf(file: Path, *, once: bool = False) -> list[str]:
    """Return the words of a PDF in order; each header and footer only `once`."""
    seen: Counter[str] = Counter()
    words: list[str] = []
    with closing(pypdfium2.PdfDocument(file)) as document:
        for page in document:
            lines = page.get_textpage().get_text_bounded().splitlines()
            for place, line in enumerate(lines):
                key = re.sub(r"[\d\s]+", "", line)
                is_edge = min(place, len(lines) - 1 - place) < _EDGE
                if not (once and is_edge and seen[key]):
                    words += words_in(line)
                seen[key] += is_edge
    return words


def words_in(text: str) -> list[str]:
    """Return the words of a text, in one way of writing."""
    return _WORD.findall(_DIVIDED.sub("", normalize("NFKC", text)).casefold())


def lost(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the words that are no more there; one that is only divided otherwise is."""
    there, gone = Counter(after), []
    was, is_now = "".join(before), "".join(after)
    for place, word in enumerate(before):
        there[word] -= 1
        if there[word] >= 0:
            continue
        beside = (word, *("".join(before[max(at, 0) : at + 2]) for at in (place - 1, place)))
        long = (part for part in beside if len(part) >= _LEAST)
        if not any(0 < was.count(part) <= is_now.count(part) for part in long):
            gone.append(word)
    more, left = " ".join(word for word, count in there.items() for _time in range(count)), []
    for word in gone:
        rest = more.replace(word, "", 1)
        left += [word] if rest == more else []
        more = rest
    return left


def compare(file: Path, previewer: Previewer, scratch: Path) -> Iterator[tuple[Way, int, int, str]]:
    """Yield of each copy how many words there were, how many are lost, and what to say of it."""
    before = _as_pdf(file, scratch)
    tools = CleanTools(previewer, lambda _source, _reporter: ())
    found = ways_of(file.parent, file.name, previewer, ignore_progress)
    for way in () if before is None else found:
        at = (file.parent, file.name, way, (), tools, Path(tempfile.mkdtemp(dir=scratch)))
        made = make_clean_copy(*at, ignore_progress)
        after = _as_pdf(made.file, scratch) if made.file.suffix != ".txt" else None
        was = words_of_pdf(before or file, once=True)
        gone = lost(was, words_in(made.words) if after is None else words_of_pdf(after))
        left_out = "".join(f", {kind.value} {count}" for kind, count in made.cleaned.left_out)
        listed = "".join(f" {word}*{count}" for word, count in Counter(gone).items())
        said = f"{len(was) - len(gone)} of {len(was)} words{left_out}; lost:{listed or ' none'}"
        yield way, len(was), len(gone), said


def _as_pdf(file: Path, scratch: Path) -> Path | None:
    if file.suffix.lower() == ".pdf":
        return file
    return to_pdfs([file], Path(tempfile.mkdtemp(dir=scratch)), ignore_progress)[0]


def main(arguments: Sequence[str]) -> int:
    """Compare the files of the folder that is named, and print what is lost."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    counted: Counter[tuple[Way, str]] = Counter()
    for file in sorted(Path(arguments[0]).rglob("*")):
        if not can_be_cleaned(file.name) or file.suffix.lower() in _MAIL:
            continue
        with tempfile.TemporaryDirectory() as scratch, closing(Previewer()) as previewer:
            try:
                for way, was, gone, said in compare(file, previewer, Path(scratch)):
                    counted += Counter({(way, "words"): was, (way, "lost"): gone})
                    print(f"{file.name}, {way.value}: {said}", flush=True)
            except LsscError as error:
                print(f"{file.name}: {error!r}", flush=True)
    for way in Way:
        print(f"{way.value}: {counted[way, 'lost']} of {counted[way, 'words']} words lost")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
