"""What changed in a set since its last package, by the prints that its note has."""

from collections.abc import Set as AbstractSet
from datetime import date

from lssc_desktop.core.check.rules.snapshot import SetSnapshot
from lssc_desktop.core.portfolio.portfolio import (
    FilePrint,
    PackageNote,
    PackagePrints,
    Portfolio,
    file_print,
)
from lssc_desktop.core.text.changes import text_print
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class SincePackage:
    """How many responses and evidence files are not as they were in the package of a day.

    `statement` says whether the statement is another.
    """

    day: date
    responses: int
    files: int
    statement: bool = False


def changed_since(look: SetSnapshot, portfolio: Portfolio) -> SincePackage | None:
    """Return what changed since the newest package of a set; None where there is no such thing.

    What an earlier version noted of a package may not say enough.
    """
    note = _newest(portfolio, look.competency_set.id)
    if note is None:
        return None
    before = {each.competency: each.sentences for each in note.prints.texts}
    now: dict[int | None, str] = {
        competency.number: text_print(found.text)
        for competency, work in look.each()
        if (found := look.response(work)) is not None
    }
    statement = look.statement()
    if statement is not None:
        now[None] = text_print(statement.text)
    changed = {at for at in {*before, *now} if before.get(at) != now.get(at)}
    packaged = {each.file for each in note.prints.uses if each.competency is not None}
    files = files_changed(packaged, _files(look))
    said = SincePackage(note.built_on, len(changed - {None}), files, None in changed)
    return said if changed or files else None


def files_changed(before: AbstractSet[FilePrint], now: AbstractSet[FilePrint]) -> int:
    """Return how many files came, went, or are another; one that was only renamed is one."""
    gone, came = before - now, now - before
    renamed = {each.sha256 for each in gone} & {each.sha256 for each in came}
    return len({each.name for each in gone | came}) - len(renamed)


def _newest(portfolio: Portfolio, set_id: str) -> PackageNote | None:
    notes = [
        note
        for note in portfolio.packages
        if note.set_id == set_id and note.prints != PackagePrints() and note.prints.uses
    ]
    return max(notes, key=lambda note: (note.built_on, note.copy), default=None)


def _files(look: SetSnapshot) -> set[FilePrint]:
    return {
        file_print(use.path.rpartition("/")[2], look.files[use.path].sha256)
        for number, use in look.work.uses()
        if number is not None and use.path in look.files
    }
