"""Words, links and descriptions that may be in a clean copy: those that somebody sees, or hears.

No format character stays but a joiner where the letters beside it need it, no private letter, no
tag, no selector; what was found becomes a bar of one width.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from ipaddress import ip_address

from lssc_desktop.core.text.printed import (
    OBJECT,
    Equation,
    NoteMark,
    PrintedBlock,
    PrintedObject,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
)
from lssc_desktop.core.text.richtext import Span
from lssc_desktop.values import dataclass

BAR = "█████"
"""What stands in the place of what was found, however long that was."""

_PLAIN = re.compile("(?:[!-~]+(?: [!-~]+)*)?")
_SEEN = frozenset({"L", "M", "N", "P", "S"})
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd\U0001d159\U00013441\U00013442\U00016fe4"
)
"""Letters, marks and symbols that show nothing, whatever Unicode calls them."""
_SELECTORS = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_LINES = "\n\v\f\r\x85\u2028\u2029"
_JOINERS = "\u200c\u200d"
_JOINED = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff]{2}")
"""Arabic and the scripts of India, where a joiner changes what the letters beside it look like."""
_MOST_MARKS = 4  # on one letter
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_NO_LETTERS = re.compile(
    r"symbol$|(?:ms )?(?:wing|web)?dings|zapf ?dingbats|marlett|mt extra|bookshelf|.*bar ?code"
    r"|.*code ?(?:39|93|128)|.*3 ?of ?9|.*\b(?:ean|upc|itf)\b|.*redact|blokk|flow (?:b|c|r)",
    re.IGNORECASE,
)


def draws_letters(font: str) -> bool:
    """Whether a font shows letters as such: not as signs, bars of a code, or blocks."""
    return _NO_LETTERS.match(font.strip(" '\"")) is None


def seen_text(text: str) -> str:
    """Return the characters of a text that somebody sees."""
    return seen_runs([text])[0][0]


def seen_runs(
    runs: Sequence[str], pattern: re.Pattern[str] | None = None, kept: str = ""
) -> tuple[list[str], int]:
    """Return what is seen of the runs of a paragraph, with bars, and how many bars there are.

    Blanks that follow each other are one, and none is at the end of a line. `kept` characters
    stay whatever they are.
    """
    if len(runs) == 1 and _PLAIN.fullmatch(runs[0]) and not (pattern and pattern.search(runs[0])):
        return list(runs), 0  # as most cells are: there is nothing to look at twice
    letters: list[tuple[str, int]] = []
    for owner, run in enumerate(runs):
        for letter in _letters(run, kept):
            before, its_owner = letters[-1] if letters else ("", owner)
            joined = unicodedata.normalize("NFC", before + letter)
            if before and len(joined) == 1:
                letters[-1] = (joined, its_owner)
                continue
            if letter == " " and before in (" ", "\t"):
                continue
            if letter == "\t" and before in (" ", "\t"):
                letters[-1] = ("\t", letters[-1][1])
                continue
            while letter == "\n" and letters and letters[-1][0] in " \t":
                letters.pop()
            is_blank = letter in " \t" and before not in ("", "\n")  # of which nobody sees a look
            letters.append((letter, its_owner if is_blank else owner))
    while letters and letters[-1][0] in " \t":
        letters.pop()
    said = "".join(letter for letter, _owner in letters)
    found = [] if pattern is None else [match.span() for match in pattern.finditer(said)]
    texts = [""] * len(runs)
    covered = {start: BAR for start, _end in found}
    within = {place for start, end in found for place in range(start, end)}
    for place, (letter, owner) in enumerate(letters):
        is_kept = place not in within or letter in kept
        texts[owner] += covered.get(place, "") + (letter if is_kept else "")
    return texts, len(found)


def _letters(text: str, kept: str) -> Iterator[str]:
    """Yield the letters of a run that are seen, each way to write one as the same."""
    marks, text = 0, unicodedata.normalize("NFC", text).translate(_HYPHENS)
    for place, letter in enumerate(text):
        category = unicodedata.category(letter)
        marks = marks + 1 if category[0] == "M" else 0
        if letter in kept or letter == "\t":
            yield letter
        elif letter in _LINES:
            yield "\n"
        elif category == "Zs":
            yield " "
        elif letter in _JOINERS:
            if _JOINED.fullmatch(text[place - 1 : place] + text[place + 1 : place + 2]):
                yield letter
        elif category[0] in _SEEN and marks <= _MOST_MARKS and not _is_blank(letter):
            yield letter


def _is_blank(letter: str) -> bool:
    code = ord(letter)
    return letter in _BLANK or any(first <= code <= last for first, last in _SELECTORS)


# Links and descriptions -------------------------------------------------------------------------

_NO_PLACES = (".local", ".internal", ".localhost", ".lan", ".home", ".arpa", ".test", ".invalid")


_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?:[^/?#@]*@)?(?P<host>[^/?#@:\[\]\\]+)(?::\d*)?(?P<path>/[^?#]*)?"
    r"(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_HOST = re.compile(r"[a-z0-9.-]+")
_IN_PATH = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/%:@!$&'()*+,;=~-._"
)


def seen_link(address: str) -> str:
    """Return an address as it may stand behind words: of a public page, "" for anything else.

    It has no user, port, query or fragment.
    """
    found = _ADDRESS.fullmatch(seen_text(address).strip())
    if found is None:
        return ""
    scheme, host = found["scheme"].lower(), found["host"].rstrip(".").lower()
    path = found["path"] or ""
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    if "." not in host or host.endswith(_NO_PLACES) or not _HOST.fullmatch(host):
        return ""
    if _is_number(host):
        return ""
    quoted = "".join(
        chr(byte) if chr(byte) in _IN_PATH else f"%{byte:02X}" for byte in path.encode()
    )
    return f"{scheme}://{host}{quoted}"


def _is_number(host: str) -> bool:
    """Whether a host is an address by number, in whatever way that is written."""
    try:
        ip_address(host)
    except ValueError:
        return host.rpartition(".")[2].isdigit() or host.rpartition(".")[2].startswith("0x")
    return True


_NAMED = re.compile(r"[\\/]|^[A-Za-z]:|\.[A-Za-z0-9]{2,5}\s*$")


def seen_description(text: str) -> str:
    """Return what an author wrote that a picture shows; "" for a path or the name of a file."""
    said = " ".join(seen_text(text).split())
    return "" if _NAMED.search(said) else said


# Documents --------------------------------------------------------------------------------------


@dataclass(slots=True)
class SeenWords:
    """What is seen of documents, with bars for what the pattern finds; `bars` counts them."""

    pattern: re.Pattern[str] | None = None
    bars: int = 0
    links: int = 0
    """Addresses that do not stand behind their words."""

    def document(self, text: PrintedText) -> PrintedText:
        """Return a whole document."""
        return PrintedText(self.blocks(text.blocks), tuple(map(self.blocks, text.notes)))

    def blocks(self, blocks: Sequence[PrintedBlock]) -> tuple[PrintedBlock, ...]:
        """Return paragraphs and tables."""
        return tuple(
            self._table(each) if isinstance(each, PrintedTable) else self._paragraph(each)
            for each in blocks
        )

    def line(self, text: str) -> str:
        """Return a text that stands alone, such as a cell."""
        (said,), bars = seen_runs([text], self.pattern)
        self.bars += bars
        return said

    def _table(self, table: PrintedTable) -> PrintedTable:
        return replace(
            table,
            rows=tuple(
                tuple(replace(cell, blocks=self.blocks(cell.blocks)) for cell in row)
                for row in table.rows
            ),
        )

    def _paragraph(self, block: PrintedParagraph) -> PrintedParagraph:
        block = _with_equations_as_words(block)
        spans = tuple(self._with_addresses(block.paragraph.spans))
        texts, bars = seen_runs([span.text for span in spans], self.pattern, OBJECT)
        self.bars += bars
        kept = tuple(
            replace(span, text=text, link="", kept=None)
            for span, text in zip(spans, texts, strict=True)
            if text
        )
        paragraph = replace(block.paragraph, spans=kept, kept=None)
        objects = tuple(map(self._object, block.objects))
        return PrintedParagraph(paragraph, self.line(block.label), objects)

    def _with_addresses(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield spans, and behind the words of a link where it leads."""
        for place, span in enumerate(spans):
            yield span
            following = spans[place + 1].link if place + 1 < len(spans) else ""
            if not span.link or following == span.link:
                continue
            address = seen_link(span.link)
            self.links += not address
            if address and address.rstrip("/") not in "".join(each.text for each in spans):
                yield Span(f" ({address})")

    def _object(self, thing: PrintedObject) -> PrintedObject:
        if isinstance(thing, PrintedPicture):
            return replace(thing, alt=self.line(seen_description(thing.alt)))
        return thing


def _with_equations_as_words(block: PrintedParagraph) -> PrintedParagraph:
    """Return a paragraph whose equations are letters of its line, seen and covered as all are."""
    if not any(isinstance(thing, Equation) for thing in block.objects):
        return block
    things, kept = iter(block.objects), list[PrintedObject]()

    def shown(letter: str) -> str:
        thing = next(things, None) if letter == OBJECT else None
        if isinstance(thing, Equation):
            return thing.text.replace(OBJECT, "")
        kept.extend(() if thing is None else (thing,))
        return letter

    spans = tuple(
        replace(span, text="".join(map(shown, span.text))) for span in block.paragraph.spans
    )
    return replace(block, paragraph=replace(block.paragraph, spans=spans), objects=tuple(kept))


def words_of(text: PrintedText, picture: str, first: int = 1) -> list[str]:
    """Return all words of a document, a line for each paragraph and each row of a table.

    `picture` is what stands for a picture, with its {number}; `first` is that of the first one.
    """
    return _Words(picture, first).lines(text)


@dataclass(slots=True)
class _Words:
    picture: str
    next: int

    def lines(self, text: PrintedText) -> list[str]:
        found = list(self._lines(text.blocks))
        for number, note in enumerate(text.notes, 1):
            found += [f"[{number}] {' '.join(self._lines(note))}"]
        return found

    def _lines(self, blocks: Sequence[PrintedBlock]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, PrintedParagraph):
                yield self._line(block)
                continue
            for row in block.rows:
                cells = (" ".join(self._lines(cell.blocks)).replace("\n", " ") for cell in row)
                yield "\t".join(cells).rstrip("\t")

    def _line(self, block: PrintedParagraph) -> str:
        things = iter(block.objects)
        said = ""
        for letter in block.paragraph.text:
            said += self._thing(next(things, None)) if letter == OBJECT else letter
        return f"{block.label} {said}" if block.label else said

    def _thing(self, thing: PrintedObject | None) -> str:
        match thing:
            case PrintedPicture():
                number, self.next = self.next, self.next + 1
                shown = self.picture.format(number=number)
                return f"[{shown}: {thing.alt}]" if thing.alt else f"[{shown}]"
            case NoteMark(note):
                return f"[{note + 1}]"
        return ""
