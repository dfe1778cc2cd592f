"""Changes between two texts, sentence by sentence; prints of texts and files.

The look of a text (bold, a list in place of paragraphs) makes no difference here, nor does white
space.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from unicodedata import normalize

from lssc_desktop.core.text.richtext import RichText, plain
from lssc_desktop.core.text.text import sentences
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from difflib import SequenceMatcher

PRINT = 8
"""Hexadecimal digits that stand for one sentence in a `TextPrint`."""

_ALIKE = 0.5  # of two sentences in one place: so many of their words make them one that changed
_MOST_PAIRS = 250_000
_MOST_SAME = 250_000  # pairs of equal sentences that are weighed against each other
_LEAST_MOVED = 4  # words; fewer may have been written twice

_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]")
"""Words, white space and marks, each by itself."""

type _Step = tuple[str, int, int, int, int]


class ChangeKind(StrEnum):
    """What became of one sentence."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence as it was and as it is; "" where it was not there, or is not known.

    What moved, which may be several sentences, is there twice: with `old` alone where it stood,
    with `new` alone where it stands.
    """

    kind: ChangeKind
    old: str = ""
    new: str = ""


def changes(old: RichText, new: RichText) -> tuple[Change, ...]:
    """Return every sentence of both texts, in reading order, with what became of it.

    The old sides joined are the old text, the new sides joined the new one (`richtext.plain`).
    """
    before, after = sentences(plain(old)), sentences(plain(new))
    keys_before, keys_after = [_key(one) for one in before], [_key(one) for one in after]
    steps = _steps(keys_before, keys_after)
    moves = _moves(steps, keys_before, keys_after, [len(one.split()) for one in keys_after])
    found: list[Change] = []
    for kind, i, j, k, m in steps:
        if kind == "equal":
            pairs = zip(before[i:j], after[k:m], strict=True)
            found.extend(Change(ChangeKind.KEPT, *pair) for pair in pairs)
        else:
            found.extend(_replaced(before, after, range(i, j), range(k, m), moves))
    return tuple(found)


def word_changes(old: RichText, new: RichText) -> tuple[Change, ...]:
    """Return both texts in stretches of words that were kept, removed or added, in reading order.

    The old sides joined are the old text, the new sides joined the new one (`richtext.plain`).
    """
    found: list[Change] = []
    for change in changes(old, new):
        for piece in words_of(change):
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
    prints = [_print(one) for one in after]
    steps = _steps(before, prints)
    moves = _moves(steps, before, prints, [len(one.split()) for one in after])
    found: list[Change] = []
    for kind, i, j, k, m in steps:
        if kind == "equal":
            found.extend(Change(ChangeKind.KEPT, new=one) for one in after[k:m])
            continue
        gone = sum(place not in moves.new_place for place in range(i, j))
        replaced = 0
        for place in range(k, m):
            if place in moves.old_place:
                if not _goes_on(moves.old_place, place):
                    found.append(Change(ChangeKind.MOVED))
                last = found[-1]
                found[-1] = Change(ChangeKind.MOVED, new=last.new + after[place])
            elif replaced < gone:
                replaced += 1
                found.append(Change(ChangeKind.CHANGED, new=after[place]))
            else:
                found.append(Change(ChangeKind.ADDED, new=after[place]))
        found.extend(Change(ChangeKind.REMOVED) for _ in range(gone - replaced))
    return tuple(found)


def words_of(change: Change) -> tuple[Change, ...]:
    """Return a sentence in stretches of words that were kept, removed or added.

    What moved was removed where it stood and added where it stands. Where the words of before
    are not known, a sentence that changed is added as a whole.
    """
    match change.kind:
        case ChangeKind.MOVED:
            return (replace(change, kind=ChangeKind.ADDED if change.new else ChangeKind.REMOVED),)
        case ChangeKind.CHANGED if change.old:
            return tuple(_words_of(change))
        case ChangeKind.CHANGED:
            return (replace(change, kind=ChangeKind.ADDED),)
        case _:
            return (change,)


def difference(change: Change, around: int, longest: int) -> tuple[str, str]:
    """Return both sides of a changed sentence, cut down to where they differ.

    White space is one blank, "…" stands for what is left out. About `around` characters before
    the first difference stay, and none of the two is longer than `longest`. Two sides that
    differ in more than white space are never the same here: `longest` has room for `around`,
    the word that differs, and its first character.
    """
    old, new = " ".join(change.old.split()), " ".join(change.new.split())
    if max(len(old), len(new)) <= longest:
        return old, new
    pairs = zip(old, new, strict=False)
    first = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
    start = max(0, first - around)
    if start:  # begin with a whole word, where one begins before the difference
        start = max(start, old.find(" ", start, first) + 1)
    return _cut(old, start, longest), _cut(new, start, longest)


def _cut(text: str, start: int, longest: int) -> str:
    """Return a stretch of a text with the marks of what is left out, not longer than that."""
    begin = "…" if start else ""
    rest = text[start:]
    room = longest - len(begin)
    return f"{begin}{rest}" if len(rest) <= room else f"{begin}{rest[: room - 1]}…"


def is_changed(found: Sequence[Change]) -> bool:
    """Whether anything is not as it was."""
    return any(change.kind is not ChangeKind.KEPT for change in found)


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[_Step]:
    """Return what leads from one list of sentences to the other.

    A text that says the same thousands of times over is no response, but somebody may send one:
    then only its beginning and its end are looked at, so that nobody waits.
    """
    often = Counter(old)
    if sum(often[one] for one in new) <= _MOST_SAME:
        return _matcher(old, new).get_opcodes()
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    i, k = len(old) - end, len(new) - end
    steps = (
        ("equal", 0, start, 0, start),
        ("replace", start, i, start, k),
        ("equal", i, len(old), k, len(new)),
    )
    return [step for step in steps if step[1] < step[2] or step[3] < step[4]]


def _matcher(old: Sequence[str], new: Sequence[str]) -> "SequenceMatcher[str]":
    from difflib import SequenceMatcher  # a start compares nothing

    return SequenceMatcher(None, old, new, autojunk=False)


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
    for kind, i, j, k, m in _matcher(before, after).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        if kind == "equal":
            yield Change(ChangeKind.KEPT, gone, come)
            continue
        if gone:
            yield Change(ChangeKind.REMOVED, old=gone)
        if come:
            yield Change(ChangeKind.ADDED, new=come)


@dataclass(frozen=True, slots=True)
class _Moves:
    """Which old sentence stands elsewhere now, and the other way around."""

    new_place: Mapping[int, int]
    old_place: Mapping[int, int]


def _moves(
    steps: Sequence[_Step], old: Sequence[str], new: Sequence[str], length: Sequence[int]
) -> _Moves:
    """Return what stands elsewhere: runs of the same sentences with words enough to be sure.

    `length` is the number of words of each new sentence.
    """
    others = [step for step in steps if step[0] != "equal"]
    gone = {place for _kind, i, j, _k, _m in others for place in range(i, j)}
    come: dict[str, list[int]] = {}
    for _kind, _i, _j, k, m in others:
        for place in range(k, m):
            come.setdefault(new[place], []).append(place)
    new_place: dict[int, int] = {}
    old_place: dict[int, int] = {}
    if sum(len(come.get(old[place], ())) for place in gone) > _MOST_SAME:
        return _Moves({}, {})
    free = {place for places in come.values() for place in places}
    for start in sorted(gone):
        if start in new_place:
            continue
        best: tuple[int, int] = (0, 0)
        for place in come.get(old[start], ()):
            size = 0
            while (
                place + size in free
                and start + size in gone
                and start + size not in new_place
                and old[start + size] == new[place + size]
            ):
                size += 1
            best = max(best, (size, -place))
        size, to = best[0], -best[1]
        if sum(length[to : to + size]) >= _LEAST_MOVED:
            for step in range(size):
                new_place[start + step], old_place[to + step] = to + step, start + step
                free.discard(to + step)
    return _Moves(new_place, old_place)


def _replaced(
    old: Sequence[str], new: Sequence[str], gone: range, come: range, moves: _Moves
) -> Iterator[Change]:
    """Return what stands in one place of both texts: alike sentences are one that changed."""
    stay = [place for place in gone if place not in moves.new_place]
    fresh = [place for place in come if place not in moves.old_place]
    pairs = _pairs([old[place] for place in stay], [new[place] for place in fresh])
    i, k = gone.start, come.start
    for j, m in (*((stay[a], fresh[b]) for a, b in pairs), (gone.stop, come.stop)):
        yield from _gone(old, range(i, j), moves)
        yield from _come(new, range(k, m), moves)
        if j < gone.stop:
            yield Change(ChangeKind.CHANGED, old[j], new[m])
        i, k = j + 1, m + 1


def _gone(old: Sequence[str], places: range, moves: _Moves) -> Iterator[Change]:
    """Yield what stands here no more: each run that moved as one, sentences that are gone."""
    for is_moved, text in _runs(old, places, moves.new_place):
        yield Change(ChangeKind.MOVED if is_moved else ChangeKind.REMOVED, old=text)


def _come(new: Sequence[str], places: range, moves: _Moves) -> Iterator[Change]:
    """Yield what stands here now: each run that moved as one, sentences that are new."""
    for is_moved, text in _runs(new, places, moves.old_place):
        yield Change(ChangeKind.MOVED if is_moved else ChangeKind.ADDED, new=text)


def _runs(
    sentences: Sequence[str], places: range, elsewhere: Mapping[int, int]
) -> Iterator[tuple[bool, str]]:
    """Yield whether it moved, and the sentence; what moved together comes as one text.

    `elsewhere` has the place in the other text of each sentence that moved.
    """
    moved = ""
    for place in places:
        is_moved = place in elsewhere
        if moved and not (is_moved and _goes_on(elsewhere, place)):
            yield True, moved
            moved = ""
        if is_moved:
            moved += sentences[place]
        else:
            yield False, sentences[place]
    if moved:
        yield True, moved


def _goes_on(elsewhere: Mapping[int, int], place: int) -> bool:
    """Return whether what moved goes on from what stands before it, there as here."""
    before = elsewhere.get(place - 1)
    return before is not None and before + 1 == elsewhere[place]


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
