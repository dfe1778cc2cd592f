"""Changes from one copy of a set to a later one: texts sentence by sentence, and each file shown.

A file is looked for where it is shown: under its name first, then by what it holds. So one that
was swapped for another of the set is replaced, not renamed, wherever else that other one stands.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from lssc_desktop.core.portfolio.portfolio import (
    FilePrint,
    PackagePrints,
    UsePrint,
    Weight,
    file_print,
)
from lssc_desktop.core.text.changes import Change, changes, changes_since, is_changed
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.values import dataclass

_DIGITS = 8  # hexadecimal, that stand for a caption, a role, or the parts shown


class FileChangeKind(StrEnum):
    """What became of a file where it is shown, and of what is said about it there.

    A file that was in the copy before and is shown here now is ATTACHED, one whose content no
    file had is NEW. One that is not shown here anymore is DETACHED, or GONE when no file of the
    copy has its name or its content.
    """

    NEW = "new"
    ATTACHED = "attached"
    REPLACED = "replaced"
    RENAMED = "renamed"
    DETACHED = "detached"
    GONE = "gone"
    WEIGHT = "weight"
    CAPTION = "caption"
    ROLE = "role"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file where it is shown: the candidate's name for it, its print, and what is said of it.

    `path` is where it lies in the package. `words` stands for caption, role and parts of a file
    of which they themselves are not known.
    """

    name: str
    sha256: str
    weight: Weight = Weight.PRIMARY
    caption: str = ""
    own_role: str = ""
    parts: tuple[str, ...] = ()
    words: str = ""
    path: str = field(default="", compare=False)

    @property
    def words_print(self) -> tuple[str, str, str]:
        """What stands for the caption, the role and the parts, to compare them by."""
        if self.words:
            first, second = _DIGITS, 2 * _DIGITS
            return self.words[:first], self.words[first:second], self.words[second:]
        return _digest(self.caption), _digest(self.own_role), _digest("\n".join(self.parts))


@dataclass(frozen=True, slots=True)
class FileChange:
    """One thing that is not as it was at a competency, or with `place` None at the statement.

    `old` is None for what was not shown here, `new` for what is not shown here anymore.
    """

    place: int | None
    kind: FileChangeKind
    old: ShownFile | None = None
    new: ShownFile | None = None

    @property
    def name(self) -> str:
        """The present name of the file, or its last one."""
        shown = self.new or self.old
        return "" if shown is None else shown.name


@dataclass(frozen=True, slots=True)
class TextChanges:
    """Every sentence of a response that is not as it was; `competency` None: the statement."""

    competency: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class CopyContents:
    """What a copy of a set says and shows, by competency; under None the learning statement.

    Files that no competency shows (documents about the candidate) stand with the statement.
    """

    texts: Mapping[int | None, RichText]
    evidence: Mapping[int | None, Sequence[ShownFile]]


def text_changes(old: CopyContents, new: CopyContents) -> tuple[TextChanges, ...]:
    """Return the texts that changed, in the order of the new copy."""
    places = dict.fromkeys((*new.texts, *old.texts))
    empty = RichText()
    return _changed(
        (place, changes(old.texts.get(place, empty), new.texts.get(place, empty)))
        for place in places
    )


def text_changes_since(old: PackagePrints, new: CopyContents) -> tuple[TextChanges, ...]:
    """Return the texts that changed since a copy of which the prints are known."""
    before = {item.competency: item.sentences for item in old.texts}
    places = dict.fromkeys((*new.texts, *before))
    return _changed(
        (place, changes_since(before.get(place, ""), new.texts.get(place, RichText())))
        for place in places
    )


def _changed(found: Iterable[tuple[int | None, tuple[Change, ...]]]) -> tuple[TextChanges, ...]:
    return tuple(TextChanges(place, steps) for place, steps in found if is_changed(steps))


def file_changes(
    old: Mapping[int | None, Sequence[ShownFile]], new: Mapping[int | None, Sequence[ShownFile]]
) -> tuple[FileChange, ...]:
    """Return what became of the files, competency by competency in the order of the new copy.

    At each the files come in their new order with what changed about them, then those that are
    not shown there anymore. The order itself is no change.
    """
    before = [shown for files in old.values() for shown in files]
    now = [shown for files in new.values() for shown in files]
    contents = {shown.sha256 for shown in before}
    kept = {shown.sha256 for shown in now} | {shown.name for shown in now}
    found: list[FileChange] = []
    for place in dict.fromkeys((*new, *old)):
        earlier = _earlier(old.get(place, ()), new.get(place, ()))
        for shown, was in zip(new.get(place, ()), earlier, strict=True):
            if was is None:
                is_known = shown.sha256 in contents
                kind = FileChangeKind.ATTACHED if is_known else FileChangeKind.NEW
                found.append(FileChange(place, kind, new=shown))
            else:
                kinds = _differences(was, shown)
                found.extend(FileChange(place, kind, was, shown) for kind in kinds)
        for was in _left_over(old.get(place, ()), earlier):
            stays = was.sha256 in kept or was.name in kept
            kind = FileChangeKind.DETACHED if stays else FileChangeKind.GONE
            found.append(FileChange(place, kind, was))
    return tuple(found)


def file_changes_since(
    old: PackagePrints, new: Mapping[int | None, Sequence[ShownFile]]
) -> tuple[FileChange, ...]:
    """Return what became of the files since a copy of which the prints are known."""
    if not old.uses:
        return _changes_of_all(old.files, new)
    before: dict[int | None, list[ShownFile]] = {}
    for use in old.uses:
        shown = ShownFile(use.file.name, use.file.sha256, use.weight, words=use.words)
        before.setdefault(use.competency, []).append(shown)
    return file_changes(before, new)


def use_prints(evidence: Mapping[int | None, Sequence[ShownFile]]) -> tuple[UsePrint, ...]:
    """Return what stands for each file where it is shown, for a later copy to compare with."""
    return tuple(
        UsePrint(
            place,
            FilePrint(shown.name, shown.sha256),
            shown.weight,
            "".join(shown.words_print),
        )
        for place, files in evidence.items()
        for shown in files
    )


def shown_file(name: str, sha256: str) -> ShownFile:
    """Return a file of which nothing is said but its name."""
    known = file_print(name, sha256)
    return ShownFile(known.name, known.sha256)


def _earlier(old: Sequence[ShownFile], new: Sequence[ShownFile]) -> list[ShownFile | None]:
    """Return for each file of a place the one that it was there before."""
    left = list(old)
    found: list[ShownFile | None] = [None] * len(new)
    rules = (
        lambda was, shown: (was.name, was.sha256) == (shown.name, shown.sha256),
        lambda was, shown: was.name == shown.name,
        lambda was, shown: was.sha256 == shown.sha256,
    )
    for is_same in rules:
        for at, shown in enumerate(new):
            if found[at] is None:
                was = next((each for each in left if is_same(each, shown)), None)
                if was is not None:
                    left.remove(was)
                    found[at] = was
    return found


def _left_over(
    old: Sequence[ShownFile], matched: Sequence[ShownFile | None]
) -> Sequence[ShownFile]:
    left = list(old)
    for was in matched:
        if was is not None:
            left.remove(was)
    return left


def _differences(was: ShownFile, shown: ShownFile) -> Iterator[FileChangeKind]:
    """Yield everything that is not as it was about one file in one place."""
    if was.sha256 != shown.sha256:
        yield FileChangeKind.REPLACED
    elif was.name != shown.name:
        yield FileChangeKind.RENAMED
    if was.weight is not shown.weight:
        yield FileChangeKind.WEIGHT
    kinds = (FileChangeKind.CAPTION, FileChangeKind.ROLE, FileChangeKind.PARTS)
    for kind, before, now in zip(kinds, was.words_print, shown.words_print, strict=True):
        if before != now:
            yield kind


def _changes_of_all(
    old: Sequence[FilePrint], new: Mapping[int | None, Sequence[ShownFile]]
) -> tuple[FileChange, ...]:
    """Compare with a copy of which the files are known, and not where each was shown.

    What is gone stands with the statement.
    """
    before = [ShownFile(file.name, file.sha256) for file in old]
    by_name = {shown.name: shown for shown in before}
    by_content = {shown.sha256: shown for shown in before}
    same = {(shown.name, shown.sha256) for shown in before}
    found: list[FileChange] = []
    for place, files in new.items():
        for shown in files:
            if (shown.name, shown.sha256) in same:
                continue
            if shown.name in by_name:
                kind, was = FileChangeKind.REPLACED, by_name[shown.name]
            elif shown.sha256 in by_content:
                kind, was = FileChangeKind.RENAMED, by_content[shown.sha256]
            else:
                found.append(FileChange(place, FileChangeKind.NEW, new=shown))
                continue
            found.append(FileChange(place, kind, was, shown))
    now = [shown for files in new.values() for shown in files]
    kept = {shown.sha256 for shown in now} | {shown.name for shown in now}
    gone = (was for was in before if was.sha256 not in kept and was.name not in kept)
    found.extend(FileChange(None, FileChangeKind.GONE, was) for was in gone)
    return tuple(found)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:_DIGITS]
