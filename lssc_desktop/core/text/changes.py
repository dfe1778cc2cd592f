"""Changes between two texts, sentence by sentence, and between two lists of files.

The look of a text (bold, a list in place of paragraphs) makes no difference here, nor does white
space.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from unicodedata import normalize

from lssc_desktop.core.portfolio.portfolio import FilePrint
from lssc_desktop.core.text.richtext import RichText, plain
from lssc_desktop.core.text.text import sentences

PRINT = 8
"""Hexadecimal digits that stand for one sentence in a `TextPrint`."""

FILE_PRINT = 16
"""Digits of a file's SHA-256 that are kept in a `FilePrint`."""

_ALIKE = 0.5  # of two sentences in one place: so many of their words make them one that changed
_MOST_PAIRS = 250_000
_MOST_SAME = 250_000  # pairs of equal sentences that are weighed against each other

_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]")
"""Words, white space and marks, each by itself."""

type _Step = tuple[str, int, int, int, int]


class ChangeKind(StrEnum):
    """What became of one sentence."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence as it was and as it is; "" where it was not there, or is not known."""

    kind: ChangeKind
    old: str = ""
    new: str = ""


class FileChangeKind(StrEnum):
    """What became of a file that is shown."""

    NEW = "new"
    REPLACED = "replaced"
    RENAMED = "renamed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that is not what it was; `name` is the present one, `old` the earlier."""

    kind: FileChangeKind
    name: str
    old: str = ""


def changes(old: RichText, new: RichText) -> tuple[Change, ...]:
    """Return every sentence of both texts, in reading order, with what became of it.

    The old sides joined are the old text, the new sides joined the new one (`richtext.plain`).
    """
    before, after = sentences(plain(old)), sentences(plain(new))
    found: list[Change] = []
    for kind, i, j, k, m in _steps([_key(one) for one in before], [_key(one) for one in after]):
        if kind == "equal":
            pairs = zip(before[i:j], after[k:m], strict=True)
            found.extend(Change(ChangeKind.KEPT, *pair) for pair in pairs)
        else:
            found.extend(_replaced(before[i:j], after[k:m]))
    return tuple(found)


def word_changes(old: RichText, new: RichText) -> tuple[Change, ...]:
    """Return both texts in stretches of words that were kept, removed or added, in reading order.

    The old sides joined are the old text, the new sides joined the new one (`richtext.plain`).
    """
    found: list[Change] = []
    for change in changes(old, new):
        pieces = _words_of(change) if change.kind is ChangeKind.CHANGED else (change,)
        for piece in pieces:
            if found and found[-1].kind is piece.kind:
                last = found[-1]
                found[-1] = Change(piece.kind, last.old + piece.old, last.new + piece.new)
            else:
                found.append(piece)
    return tuple(found)


def text_print(text: RichText) -> str:
    """Return the digits that stand for the sentences of a text."""
    return "".join(_print(one) for one in sentences(plain(text)))


def changes_since(earlier: str, new: RichText) -> tuple[Change, ...]:
    """Return what changed since a text of which only its `text_print` is known.

    The words that were there are not known: `old` is "" throughout, and a sentence that stands
    where others stood counts as changed.
    """
    before = [earlier[place : place + PRINT] for place in range(0, len(earlier), PRINT)]
    after = sentences(plain(new))
    found: list[Change] = []
    for kind, i, j, k, m in _steps(before, [_print(one) for one in after]):
        if kind == "equal":
            found.extend(Change(ChangeKind.KEPT, new=one) for one in after[k:m])
            continue
        both = min(j - i, m - k)
        found.extend(Change(ChangeKind.CHANGED, new=one) for one in after[k : k + both])
        found.extend(Change(ChangeKind.REMOVED) for _ in range(j - i - both))
        found.extend(Change(ChangeKind.ADDED, new=one) for one in after[k + both : m])
    return tuple(found)


def is_changed(found: Sequence[Change]) -> bool:
    """Whether anything is not as it was."""
    return any(change.kind is not ChangeKind.KEPT for change in found)


def file_changes(old: Sequence[FilePrint], new: Sequence[FilePrint]) -> tuple[FileChange, ...]:
    """Return the files that are new, replaced, renamed or gone, in the order of the new list.

    A file of the same content is the same file whatever it is called; one of the same name with
    other content was replaced.
    """
    same = {file.sha256 for file in new} & {file.sha256 for file in old}
    left = [file for file in old if file.sha256 not in same]
    found: list[FileChange] = []
    for file in new:
        if file.sha256 in same:
            names = [other.name for other in old if other.sha256 == file.sha256]
            if file.name not in names:
                found.append(FileChange(FileChangeKind.RENAMED, file.name, names[0]))
            continue
        earlier = next((other for other in left if other.name == file.name), None)
        if earlier is None:
            found.append(FileChange(FileChangeKind.NEW, file.name))
        else:
            left.remove(earlier)
            found.append(FileChange(FileChangeKind.REPLACED, file.name, file.name))
    found.extend(FileChange(FileChangeKind.REMOVED, file.name, file.name) for file in left)
    return tuple(found)


def file_print(name: str, sha256: str) -> FilePrint:
    """Return what is remembered of a file."""
    return FilePrint(name, sha256[:FILE_PRINT])


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[_Step]:
    """Return what leads from one list of sentences to the other.

    A text that says the same thousands of times over is no response, but somebody may send one:
    then only its beginning and its end are looked at, so that nobody waits.
    """
    often = Counter(old)
    if sum(often[one] for one in new) <= _MOST_SAME:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    i, k = len(old) - end, len(new) - end
    steps = (
        ("equal", 0, start, 0, start),
        ("replace", start, i, start, k),
        ("equal", i, len(old), k, len(new)),
    )
    return [step for step in steps if step[1] < step[2] or step[3] < step[4]]


def _common_start(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many sentences both lists begin with alike."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _words_of(change: Change) -> Iterator[Change]:
    """Return a sentence that changed by its words."""
    before, after = _WORDS.findall(change.old), _WORDS.findall(change.new)
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        if kind == "equal":
            yield Change(ChangeKind.KEPT, gone, come)
            continue
        if gone:
            yield Change(ChangeKind.REMOVED, old=gone)
        if come:
            yield Change(ChangeKind.ADDED, new=come)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Return what stands in one place of both texts: alike sentences are one that changed."""
    i = k = 0
    for j, m in (*_pairs(old, new), (len(old), len(new))):
        yield from (Change(ChangeKind.REMOVED, old=one) for one in old[i:j])
        yield from (Change(ChangeKind.ADDED, new=one) for one in new[k:m])
        if j < len(old):
            yield Change(ChangeKind.CHANGED, old[j], new[m])
        i, k = j + 1, m + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Return which old sentence became which new one, both in order, as alike as can be."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return ()
    before = [frozenset(_key(one).casefold().split()) for one in old]
    after = [frozenset(_key(one).casefold().split()) for one in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for k in reversed(range(len(new))):
            paired = best[i + 1][k + 1] + _alike(before[i], after[k])
            best[i][k] = max(paired, best[i + 1][k], best[i][k + 1])
    found = []
    i = k = 0
    while i < len(old) and k < len(new):
        alike = _alike(before[i], after[k])
        if alike and best[i][k] == best[i + 1][k + 1] + alike:
            found.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two sentences have in common, 0 when they are two."""
    common = 2 * len(one & other) / max(1, len(one) + len(other))
    return common if common >= _ALIKE else 0.0


def _key(sentence: str) -> str:
    return normalize("NFC", " ".join(sentence.split()))


def _print(sentence: str) -> str:
    return hashlib.sha256(_key(sentence).encode(errors="replace")).hexdigest()[:PRINT]
