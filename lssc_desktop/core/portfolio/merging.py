"""Changes of one portfolio carried over to another: what was not saved, once the drive is back.

Three portfolios take part: the one that both began with, the one with the changes, and the one
that is on the drive now. What changed on one side only is taken; where both sides changed the
same, the drive's stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import cast

from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    CommentAnswer,
    CompetencyWork,
    EvidenceFile,
    EvidenceUse,
    HandedInPackage,
    PackageNote,
    Portfolio,
    RenewalActivity,
    SetWork,
    ToldAnswer,
)
from lssc_desktop.core.privacy.private_data import PrivacyDecision
from lssc_desktop.values import dataclass

_KEYS: Mapping[type, str] = {
    SetWork: "set_id",
    CompetencyWork: "number",
    EvidenceFile: "path",
    EvidenceUse: "path",
    AboutFile: "path",
    CommentAnswer: "comment",
    RenewalActivity: "id",
    PackageNote: "package_id",
    HandedInPackage: "package_id",
    PrivacyDecision: "key",
    ToldAnswer: "key",
}
"""By what an entry of a list is known to be the same as another."""


@dataclass(frozen=True, slots=True)
class UnsavedChanges:
    """A portfolio as it was saved last, and as it is with what could not be saved."""

    before: Portfolio
    after: Portfolio


def carried_over(before: Portfolio, changed: Portfolio, now: Portfolio) -> Portfolio:
    """Return the portfolio of now with what changed between the other two."""
    return cast("Portfolio", _merged(before, changed, now))


def _merged(before: object, changed: object, now: object) -> object:
    if changed in (before, now):
        return now
    if now == before:
        return changed
    if isinstance(before, tuple) and isinstance(changed, tuple) and isinstance(now, tuple):
        return _merged_entries(before, changed, now)
    if (
        is_dataclass(now)
        and not isinstance(now, type)
        and type(before) is type(changed) is type(now)
    ):
        names = [each.name for each in fields(now) if each.init]
        sides = ([getattr(side, name) for name in names] for side in (before, changed, now))
        return replace(now, **dict(zip(names, map(_merged, *sides), strict=True)))
    return now


def _merged_entries(
    before: tuple[object, ...], changed: tuple[object, ...], now: tuple[object, ...]
) -> tuple[object, ...]:
    """Merge lists whose entries have a key; of others the drive's stays."""
    entries = (*before, *changed, *now)
    key = _KEYS.get(type(entries[0]))
    if key is None:
        return now
    old, mine, theirs = (
        {getattr(entry, key): entry for entry in side} for side in (before, changed, now)
    )
    order = mine if list(old) == list(theirs) else {**theirs, **mine}
    found = []
    for name in (*order, *(name for name in theirs if name not in order)):
        if name in mine and name in theirs:
            found.append(_merged(old.get(name, theirs[name]), mine[name], theirs[name]))
        elif name in mine and name not in old:
            found.append(mine[name])
        elif name in theirs and theirs[name] != old.get(name):
            found.append(theirs[name])
    return tuple(found)


# Words ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Words that were typed in a field: of a set or competency, and of a file where there is one.

    `field` is the name of the field in the portfolio.
    """

    field: str
    text: str
    set_id: str = ""
    number: int | None = None
    path: str = ""


def changed_words(before: Portfolio, after: Portfolio) -> tuple[ChangedWords, ...]:
    """Return every field in which other words stand afterwards, but for emptied ones."""
    return tuple(_changed_words(before, after, ChangedWords("", "")))


def _changed_words(before: object, after: object, at: ChangedWords) -> Iterator[ChangedWords]:
    if before == after:
        return
    if isinstance(after, str):
        if after.strip():
            yield replace(at, text=str(after))
    elif isinstance(after, tuple):
        key = _KEYS.get(type(after[0])) if after else None
        there = before if isinstance(before, tuple) else ()
        old = {getattr(entry, key): entry for entry in there} if key else {}
        for entry in after:
            known = old.get(getattr(entry, key)) if key else None
            if entry != known and (key or entry not in there):
                yield from _changed_words(known, entry, at)
    elif is_dataclass(after) and not isinstance(after, type):
        place = replace(
            at,
            set_id=getattr(after, "set_id", at.set_id),
            number=after.number if isinstance(after, CompetencyWork) else at.number,
            path=after.path if isinstance(after, EvidenceUse) else at.path,
        )
        for each in fields(after):
            if each.name in _WRITTEN:
                name = each.name
                known = getattr(before, name, None)
                yield from _changed_words(known, getattr(after, name), replace(place, field=name))


_WRITTEN = frozenset(
    {
        *("sets", "competencies", "evidence", "plan", "answers", "renewal", "activities", "course"),
        *("caption", "own_role", "primary", "secondary", "pds", "other", "official_text"),
        *("text", "statement", "title", "note", "decisions", "candidate", "name", "email"),
        *("told", "source"),
    }
)
"""The fields that a user types words into, and those in which they lie."""
