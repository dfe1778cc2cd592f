"""Retention: what an office can delete some years after it was decided, by the program's rule."""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.files.names import REVIEW_SUFFIX
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.submission.shelf import (
    SeenOnShelf,
    ShelfEntry,
    ShelvedAssignments,
    ShelvedReview,
    Soundness,
)
from lssc_desktop.values import dataclass

_CODE_LENGTH = 8
_FINAL = {Outcome.ACHIEVED, Outcome.NOT_ACHIEVED}


@dataclass(frozen=True, slots=True)
class ExpiredFile:
    """A file of a shelf, by its path within it, as it was seen: another one is never deleted."""

    name: str
    seen: SeenOnShelf

    @property
    def bytes(self) -> int:
        """How large it is."""
        return self.seen.bytes


@dataclass(frozen=True, slots=True)
class ExpiredPackage:
    """A package that was kept long enough: until `kept_until`, after its decision.

    `beside` are the files about it (reviews, evaluations, assignments) and `results` those that
    say what was decided. `earlier` is one whose place another package took. `letters` are PDF and
    Word files that may be letters about it, by their names: nothing opens them, and they stay.
    """

    package_id: str
    candidate: str
    set_title: str
    outcome: Outcome
    decided: date
    kept_until: date
    package: ExpiredFile
    beside: tuple[ExpiredFile, ...] = ()
    results: tuple[ExpiredFile, ...] = ()
    earlier: bool = False
    letters: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[ExpiredFile, ...]:
        """Everything that goes, in the order in which it goes.

        The results are last: without one, a package that is left would seem not to be decided.
        """
        return (*self.beside, self.package, *self.results)


def expired_packages(
    entries: Sequence[ShelfEntry],
    reviews: Iterable[ShelvedReview],
    assignments: Iterable[ShelvedAssignments],
    today: date,
    letters: Iterable[str] = (),
) -> tuple[ExpiredPackage, ...]:
    """Return what was kept as long as its program says, the longest ago first.

    The last decision on a work counts, and it has to be a final one: where a revision was asked
    for, the work goes on. What somebody has open stays, and so does whatever a program says
    nothing about. Packages whose place the decided one took, and damaged copies, go with it.
    `letters` are the PDF and Word files of the shelf: those are named that are called as a
    package, or as a file about it.
    """
    said: dict[str, list[ShelvedReview]] = {}
    for review in reviews:
        said.setdefault(review.package_id, []).append(review)
    noted: dict[str, list[ShelvedAssignments]] = {}
    for note in assignments:
        noted.setdefault(note.package_id, []).append(note)
    by_name = {each.name: each for each in entries}
    damaged: dict[str, list[ShelfEntry]] = {}
    for entry in entries:
        if entry.package.soundness is Soundness.DAMAGED and entry.package.package_id:
            damaged.setdefault(entry.package.package_id, []).append(entry)
    by_stem = _by_stem(letters)
    found = []
    for entry in entries:
        years = entry.package.keep_years
        if entry.newest or years is None or entry.decided is None or entry.outcome not in _FINAL:
            continue
        until = years_on(entry.decided, years)
        whole = (entry, *(by_name[name] for name in entry.earlier if name in by_name))
        copies = (one for each in whole for one in damaged.get(each.package.package_id, ()))
        group = tuple({each.name: each for each in (*whole, *copies)}.values())
        if until > today or any(each.opened_by for each in group):
            continue
        if not all(_may_go(each) for each in group):
            continue
        for each in group:
            package_id = each.package.package_id
            about = said.get(package_id, ()) if package_id else ()
            results = [one for one in about if one.outcome is not None]
            others = [one for one in about if one.outcome is None]
            others_noted = noted.get(package_id, ()) if package_id else ()
            stems = {_stem(one.name) for one in (each.package, *about)}
            found.append(
                ExpiredPackage(
                    package_id,
                    each.package.candidate,
                    each.package.set_title,
                    entry.outcome,
                    entry.decided,
                    until,
                    ExpiredFile(each.name, each.package.seen),
                    tuple(ExpiredFile(one.name, one.seen) for one in (*others, *others_noted)),
                    tuple(ExpiredFile(one.name, one.seen) for one in results),
                    earlier=each is not entry,
                    letters=tuple(sorted({one for stem in stems for one in by_stem(stem)})),
                )
            )
    return tuple(sorted(found, key=lambda each: (each.kept_until, each.package.name)))


def _stem(name: str) -> str:
    """Return the path of a file without the endings that we give: `2019/rivera.lssc.zip`."""
    for suffix in (".zip", ".lssc", REVIEW_SUFFIX):
        name = name.removesuffix(suffix)
    return name


def _by_stem(names: Iterable[str]) -> Callable[[str], Iterable[str]]:
    """Return what finds the names that begin so and go on with no letter and no digit."""
    found = sorted(names)

    def find(stem: str) -> Iterable[str]:
        for name in found[bisect_left(found, stem) :]:
            if not name.startswith(stem):
                return
            if not name[len(stem)].isalnum():
                yield name

    return find


def _may_go(entry: ShelfEntry) -> bool:
    """Whether it's known how long to keep it: of what was handed in, by whose rules."""
    return entry.package.kind is not PackageKind.PORTFOLIO or entry.package.has_known_rules


def list_code(expired: Iterable[ExpiredPackage]) -> str:
    """Return a short code of a list: whoever confirms with it confirms this very list."""
    files = sorted(
        f"{file.name}\n{file.seen.bytes}\n{file.seen.modified}"
        for each in expired
        for file in each.files
    )
    text = "\n".join(files).encode(errors="surrogatepass")
    return hashlib.sha256(text).hexdigest()[:_CODE_LENGTH]
