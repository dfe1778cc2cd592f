"""The official texts of a set, pasted as one list and split into those of its competencies."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lssc_desktop.values import dataclass

# "3.", "3)", "3:", "No. 3", "Competency 3:", or a 3 alone on its line or before a tab.
_NUMBER = re.compile(
    r"(?:(?P<word>competency|competencia|standard|criteri(?:on|o)|n(?:o|úm)\.?|"
    r"number|número|#)\s*)?(?P<number>\d{1,2})"
    r"(?P<mark>\s*[.):\u2013\u2014-])?(?P<gap>\s+|$)(?P<rest>.*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[\u2022\u25cf\u25e6\u2043*\u2013-]\s+")


@dataclass(frozen=True, slots=True)
class OfficialText:
    """The official text of one competency."""

    number: int
    text: str


def split_official_texts(numbers: Sequence[int], pasted: str) -> tuple[OfficialText, ...]:
    """Return the texts of a set's competencies, of which these are the numbers, as they follow.

    A line that begins with the next number begins its text; what stands before the first is left
    out. Where no line has a number, each line or paragraph is one text if there are as many as
    competencies. () where nobody can tell.
    """
    lines = [line.strip().replace("\u00a0", " ") for line in pasted.splitlines()]
    numbered = tuple(_by_number(numbers, lines))
    if numbered:
        return numbered
    paragraphs = tuple(_paragraphs(lines))
    single = tuple(line for line in lines if line)
    for texts in (paragraphs, single):
        if len(texts) == len(numbers):
            pairs = zip(numbers, texts, strict=True)
            return tuple(OfficialText(at, _BULLET.sub("", text, 1)) for at, text in pairs)
    return ()


def _by_number(numbers: Sequence[int], lines: Iterable[str]) -> Iterator[OfficialText]:
    """Return the texts that begin with their number: the next one each, so a list in one is text.

    A number that was left out is skipped, where its competency is named by a word.
    """
    waiting = list(numbers)
    at: int | None = None
    text: list[str] = []
    for line in lines:
        found = _NUMBER.fullmatch(line)
        number = _begun(found, waiting)
        if found is None or number is None:
            text.append(line)
            continue
        if at is not None and any(text):
            yield OfficialText(at, _joined(text))
        at, text = number, [found["rest"]]
        del waiting[: waiting.index(number) + 1]
    if at is not None and any(text):
        yield OfficialText(at, _joined(text))


def _begun(found: re.Match[str] | None, waiting: Sequence[int]) -> int | None:
    """Return the number of the competency whose text begins with a line, None for none."""
    if found is None or not waiting:
        return None
    number = int(found["number"])
    is_marked = found["mark"] is not None or not found["rest"] or "\t" in found["gap"]
    if found["word"] is not None:
        return number if number in waiting else None
    return number if is_marked and number == waiting[0] else None


def _joined(lines: Sequence[str]) -> str:
    """Return the lines of a text without blank ones around it."""
    return "\n".join(lines).strip()


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Return what stands between blank lines, each in one line."""
    text: list[str] = []
    for line in (*lines, ""):
        if line:
            text.append(line)
        elif text:
            yield " ".join(text)
            text = []
