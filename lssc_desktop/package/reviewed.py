"""A package and the reviews that are about it: what binds them, and how one finds its place."""

from dataclasses import dataclass

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.core.review import About, ReviewedPackage
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.package.record import FileRecord, Record


@dataclass(eq=False)
class NotHandedIn(LsscError):
    """A package that is a look for staff and no portfolio, so that nobody can decide on it."""

    path: str


def require_handed_in(opened: OpenedPackage) -> None:
    """Raise `NotHandedIn` for a package that evaluators have nothing to decide on."""
    if opened.record.kind is not PackageKind.PORTFOLIO:
        raise NotHandedIn(str(opened.path))


def reviewed_package(opened: OpenedPackage) -> ReviewedPackage:
    """Return what a review says of the package that it is bound to."""
    record = opened.record
    return ReviewedPackage(
        package_id=opened.package_id,
        portfolio=record.portfolio,
        program=record.program,
        program_version=record.program_version,
        set_id=record.set,
        set_title=record.title,
        candidate=record.candidate,
        kind=record.kind,
        copy=record.copy,
        day=record.day,
        revision=0 if record.copy else len(record.earlier),
    )


@dataclass(eq=False)
class FileUnknown(LsscError):
    """The package shows no file at that place."""

    path: str


def find_file(record: Record, path: str) -> About:
    """Return what a comment is about that is about a file, at the first place that shows it.

    `path` is below `data/`. Raises `FileUnknown`.
    """
    for item in record.competencies:
        if any(use.path == path for use in item.evidence):
            return about_file(record, item.number, path)
    raise FileUnknown(path)


def about_file(record: Record, competency: int, path: str) -> About:
    """Return what a comment is about that is about a file shown for a competency."""
    file = next((item for item in record.files if item.path == path), None)
    if file is None:
        return About(competency, path)
    return About(competency, path, file.original_name, file.sha256)


def commented_file(record: Record, about: About) -> FileRecord | None:
    """Return the file that a comment of an earlier round is about, as this package has it.

    The same content is the same file whatever it is called now; else the same name is.
    """
    if not about.evidence:
        return None
    same = (item for item in record.files if item.sha256 == about.sha256)
    named = (item for item in record.files if item.original_name == about.name)
    return next(same, None) or next(named, None)
