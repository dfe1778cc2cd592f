"""What changed from one copy of a set to a later one, told as somebody who made the changes would.

The oracle edits a copy at random, and writes down while it edits what has to be told.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

import pytest

from lssc_desktop.core.portfolio.portfolio import PackagePrints, TextPrint, Weight
from lssc_desktop.core.review.copy_changes import (
    CopyContents,
    FileChangeKind,
    ShownFile,
    file_changes,
    file_changes_since,
    text_changes,
    text_changes_since,
    use_prints,
)
from lssc_desktop.core.text.changes import Change, ChangeKind, text_print, words_of
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span

PLACES = (1, 2, 3, None)
Kind = FileChangeKind

type Shown = dict[int | None, list[ShownFile]]


def shown(name: str, content: str, **said: object) -> ShownFile:
    return replace(ShownFile(name, content), **said)  # type: ignore[arg-type]  # its own fields


def told(old: Shown, new: Shown) -> list[tuple[int | None, FileChangeKind, str]]:
    return [(each.place, each.kind, each.name) for each in file_changes(old, new)]


def test_a_picture_swapped_under_its_name_is_replaced_wherever_its_content_was() -> None:
    old: Shown = {1: [shown("a.jpg", "x")], 2: [shown("b.jpg", "y")]}
    new: Shown = {1: [shown("a.jpg", "y")], 2: [shown("b.jpg", "y")]}

    assert told(old, new) == [(1, Kind.REPLACED, "a.jpg")]


def test_files_that_are_attached_and_detached_are_told_where_it_happened() -> None:
    flyer, log = shown("flyer.pdf", "x"), shown("log.xlsx", "y")
    old: Shown = {1: [flyer], 2: [flyer, log]}
    new: Shown = {1: [flyer, log, shown("new.pdf", "z")], 2: [log]}

    assert told(old, new) == [
        (1, Kind.ATTACHED, "log.xlsx"),
        (1, Kind.NEW, "new.pdf"),
        (2, Kind.DETACHED, "flyer.pdf"),
    ]


def test_a_file_that_is_in_the_copy_no_more_is_gone() -> None:
    assert told({1: [shown("a.pdf", "x")]}, {1: []}) == [(1, Kind.GONE, "a.pdf")]
    assert told({1: [shown("a.pdf", "x")]}, {}) == [(1, Kind.GONE, "a.pdf")]


def test_everything_that_is_said_of_a_file_is_compared() -> None:
    old: Shown = {1: [shown("a.pdf", "x", caption="A flyer.", own_role="I drew it.", parts=("a",))]}
    new: Shown = {1: [shown("b.pdf", "x", caption="The flyer.", weight=Weight.SECONDARY)]}

    assert [kind for _place, kind, _name in told(old, new)] == [
        Kind.RENAMED,
        Kind.WEIGHT,
        Kind.CAPTION,
        Kind.ROLE,
        Kind.PARTS,
    ]


def test_two_files_of_one_name_are_told_apart_by_what_they_hold() -> None:
    one, other = shown("a.pdf", "x"), shown("a.pdf", "y")

    assert told({1: [one, other]}, {1: [other, one]}) == []
    assert told({1: [one, other]}, {1: [other]}) == [(1, Kind.DETACHED, "a.pdf")]


# The oracle -------------------------------------------------------------------------------------


@dataclass
class Copy:
    """A copy that is edited, with what has to be told about it."""

    random: Random
    new: Shown
    expected: Counter[tuple[int | None, FileChangeKind, str]] = field(default_factory=Counter)
    fresh: "count[int]" = field(default_factory=count)

    def word(self) -> str:
        return f"w{next(self.fresh)}"


def any_copy(random: Random) -> Shown:
    files = [(f"file {number}.pdf", f"{number:016}") for number in range(random.randint(1, 8))]
    found: Shown = {}
    for place in PLACES:
        picked = random.sample(files, random.randint(0, min(4, len(files))))
        found[place] = [
            shown(
                name,
                content,
                weight=random.choice(list(Weight)),
                caption=random.choice(["", f"Caption of {name}"]),
                own_role=random.choice(["", "I made it."]),
                parts=random.choice([(), ("a",), ("a", "b")]),
            )
            for name, content in picked
        ]
    return found


def edited(old: Shown, random: Random) -> Copy:
    """Edit a copy: each file once at most, and each use of it once more."""
    copy = Copy(random, {place: list(files) for place, files in old.items()})
    names = sorted({file.name for files in old.values() for file in files})
    touched = {name: random.choice(["", "", "replace", "rename"]) for name in names}
    if len(names) > 1 and random.random() < 0.3:  # each has the content of the other now
        one, other = random.sample(names, 2)
        touched[one], touched[other] = f"as {other}", f"as {one}"
    later = _later(copy, old, touched)
    detached: list[tuple[int | None, ShownFile]] = []
    for place, files in copy.new.items():
        kept: list[ShownFile] = []
        for file in files:
            if random.random() < 0.15:
                detached.append((place, file))
            else:
                kept.append(_said_otherwise(copy, place, file, later[file.name]))
        kept.extend(_attached(copy, place, old, later, touched))
        if random.random() < 0.3:
            random.shuffle(kept)
        copy.new[place] = kept
    now = [file for files in copy.new.values() for file in files]
    for place, file in detached:
        stays = any(file.name == each.name or file.sha256 == each.sha256 for each in now)
        copy.expected[place, Kind.DETACHED if stays else Kind.GONE, file.name] += 1
    return copy


def _later(copy: Copy, old: Shown, touched: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return the name and the content that each file has after it was edited."""
    content = {file.name: file.sha256 for files in old.values() for file in files}
    later = {name: (name, content[name]) for name in touched}
    for name, act in touched.items():
        if act == "replace":
            later[name] = (name, copy.word())
        elif act == "rename":
            later[name] = (f"{copy.word()}.pdf", content[name])
        elif act:
            later[name] = (name, content[act.removeprefix("as ")])
    return later


def _said_otherwise(
    copy: Copy, place: int | None, file: ShownFile, later: tuple[str, str]
) -> ShownFile:
    name, content = later
    if content != file.sha256:
        copy.expected[place, Kind.REPLACED, name] += 1
    elif name != file.name:
        copy.expected[place, Kind.RENAMED, name] += 1
    changed = replace(file, name=name, sha256=content)
    if copy.random.random() < 0.2:
        other = Weight.PRIMARY if file.weight is Weight.SECONDARY else Weight.SECONDARY
        changed = replace(changed, weight=other)
        copy.expected[place, Kind.WEIGHT, name] += 1
    if copy.random.random() < 0.2:
        changed = replace(changed, caption=copy.word())
        copy.expected[place, Kind.CAPTION, name] += 1
    if copy.random.random() < 0.2:
        changed = replace(changed, own_role=copy.word())
        copy.expected[place, Kind.ROLE, name] += 1
    if copy.random.random() < 0.2:
        changed = replace(changed, parts=(*file.parts, copy.word()))
        copy.expected[place, Kind.PARTS, name] += 1
    return changed


def _attached(
    copy: Copy,
    place: int | None,
    old: Shown,
    later: dict[str, tuple[str, str]],
    touched: dict[str, str],
) -> list[ShownFile]:
    """Attach files of other places that hold what they held, and files nobody had."""
    here = {file.name for file in old[place]}
    others = [name for name in later if name not in here and not touched[name].startswith("as ")]
    found = []
    for name in others:
        if copy.random.random() < 0.15:
            file = shown(*later[name], caption=copy.word())
            was_there = touched[name] != "replace"
            copy.expected[place, Kind.ATTACHED if was_there else Kind.NEW, file.name] += 1
            found.append(file)
    if copy.random.random() < 0.2:
        file = shown(f"{copy.word()}.pdf", copy.word())
        copy.expected[place, Kind.NEW, file.name] += 1
        found.append(file)
    return found


@pytest.mark.parametrize("block", range(10))
def test_of_a_thousand_pairs_of_copies_exactly_the_edits_are_told(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        random = Random(seed)  # noqa: S311 -- the same copies again at every run
        old = any_copy(random)
        copy = edited(old, random)
        # A file that is attached under a new name where one of its content went is a renamed one,
        # for whoever sees both copies; the oracle never does that.
        assert Counter(told(old, copy.new)) == copy.expected, seed
        prints = PackagePrints(uses=use_prints(old))
        since = file_changes_since(prints, copy.new)
        if prints.uses:
            alone = Counter((each.place, each.kind, each.name) for each in since)
            assert alone == copy.expected, seed


def any_text(random: Random, fresh: "count[int]") -> list[list[str]]:
    """Paragraphs of sentences, no word of which is in another one."""
    return [
        [
            " ".join(f"S{next(fresh)}" for _ in range(random.randint(6, 10))) + "."
            for _ in range(random.randint(1, 4))
        ]
        for _ in range(random.randint(1, 6))
    ]


def as_text(paragraphs: list[list[str]]) -> RichText:
    return RichText(tuple(Paragraph((Span(" ".join(each)),)) for each in paragraphs if each))


def edit_text(
    old: list[list[str]], random: Random, fresh: "count[int]"
) -> tuple[list[list[str]], Counter[tuple[ChangeKind, str, str]]]:
    """Edit some sentences, or move one paragraph over more sentences than it has."""
    expected: Counter[tuple[ChangeKind, str, str]] = Counter()
    if len(old) > 1 and random.random() < 0.3:
        at, to = random.sample(range(len(old)), 2)
        over = old[at + 1 : to + 1] if to > at else old[to:at]
        if sum(map(len, over)) > len(old[at]):
            rest = [*old[:at], *old[at + 1 :]]
            moved = " ".join(old[at])
            return [*rest[:to], old[at], *rest[to:]], Counter([(ChangeKind.MOVED, "", moved)])
    new = []
    for paragraph in old:
        written: list[str] = []
        for sentence in paragraph:
            match random.choice(["keep", "keep", "keep", "word", "gone", "more"]):
                case "word":
                    words = sentence.split()
                    words[random.randrange(1, len(words) - 1)] = f"S{next(fresh)}"
                    written.append(" ".join(words))
                    expected[ChangeKind.CHANGED, sentence, written[-1]] += 1
                case "gone":
                    expected[ChangeKind.REMOVED, sentence, ""] += 1
                case "more":
                    more = " ".join(f"S{next(fresh)}" for _ in range(7)) + "."
                    expected[ChangeKind.ADDED, "", more] += 1
                    written += [sentence, more]
                case _:
                    written.append(sentence)
        new.append(written)
    return new, expected


def told_texts(changes: tuple[Change, ...]) -> Counter[tuple[ChangeKind, str, str]]:
    """Every change but where something stood that moved."""
    return Counter(
        (each.kind, " ".join(each.old.split()), " ".join(each.new.split()))
        for each in changes
        if each.kind is not ChangeKind.KEPT and not (each.kind is ChangeKind.MOVED and each.old)
    )


@pytest.mark.parametrize("block", range(10))
def test_of_a_thousand_pairs_of_texts_exactly_the_edits_are_told(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        random = Random(seed)  # noqa: S311 -- the same texts again at every run
        fresh = count()
        before = any_text(random, fresh)
        after, expected = edit_text(before, random, fresh)
        old, new = as_text(before), as_text(after)
        found = text_changes(CopyContents({1: old}, {}), CopyContents({1: new}, {}))
        told_now = sum((told_texts(each.changes) for each in found), Counter())
        assert told_now == expected, seed
        assert bool(found) is bool(expected)
        for change in (step for each in found for step in each.changes):
            if change.kind is ChangeKind.CHANGED:
                words = [each for each in words_of(change) if (each.old + each.new).strip()]
                kinds = Counter(piece.kind for piece in words)
                assert (kinds[ChangeKind.ADDED], kinds[ChangeKind.REMOVED]) == (1, 1), seed
        prints = PackagePrints(texts=(TextPrint(1, text_print(old)),))
        since = text_changes_since(prints, CopyContents({1: new}, {}))
        assert _sizes(since[0].changes if since else ()) == _sizes(
            found[0].changes if found else ()
        )


def _sizes(changes: Sequence[Change]) -> tuple[int, int, int]:
    """Count what moved, what is new or changed, and what is gone or changed."""
    kinds = Counter(
        each.kind for each in changes if not (each.kind is ChangeKind.MOVED and not each.new)
    )
    changed = kinds[ChangeKind.CHANGED]
    return (
        kinds[ChangeKind.MOVED],
        kinds[ChangeKind.ADDED] + changed,
        kinds[ChangeKind.REMOVED] + changed,
    )
