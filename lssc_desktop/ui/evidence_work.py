"""What the evidence page has done beside the window: each returns what happened to the files."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from lssc_desktop.core.edits import (
    move_about,
    move_evidence,
    put_about,
    put_evidence,
    set_course,
    use_evidence,
)
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.layout import ABOUT_ME
from lssc_desktop.core.portfolio import AboutFile, AboutKind, EvidenceFile, Portfolio
from lssc_desktop.core.renewal_edits import with_documents_of
from lssc_desktop.store import evidence
from lssc_desktop.store.about_me import add_about_me, remove_about_me


@dataclass(frozen=True, slots=True)
class Added:
    """Files that lie in the portfolio folder now."""

    evidence: tuple[EvidenceFile, ...] = ()
    about: tuple[AboutFile, ...] = ()
    today: date = date.min

    @property
    def first(self) -> str | None:
        """The path of the first of them."""
        paths = [file.path for file in self.evidence] + [file.path for file in self.about]
        return paths[0] if paths else None

    def take_in(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with the files."""
        for file in self.evidence:
            portfolio = put_evidence(portfolio, file, self.today)
        for about in self.about:
            portfolio = put_about(portfolio, about)
        return portfolio


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file that has another name now."""

    old: str
    new: str
    today: date

    def take_in(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with the file, and every use of it, under its new name."""
        if is_about(self.old):
            return move_about(portfolio, self.old, self.new)
        return move_evidence(portfolio, self.old, self.new, self.today)


@dataclass(frozen=True, slots=True)
class Replaced:
    """An evidence file in whose place another lies now; the uses of the old one are its own."""

    old: str
    file: EvidenceFile
    today: date

    def take_in(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with the new file in every place of the old one."""
        portfolio = move_evidence(portfolio, self.old, self.file.path, self.today)
        return put_evidence(portfolio, self.file, self.today)


def is_about(path: str) -> bool:
    """Whether a file belongs to the person and not to a set."""
    return path.startswith(f"{ABOUT_ME}/")


def add_evidence(
    root: Path, portfolio: Portfolio, sources: tuple[Path, ...], today: date, reporter: Reporter
) -> Added:
    """Copy files into `Evidence/`."""
    _portfolio, files = evidence.add_files(root, portfolio, sources, today, reporter)
    return Added(evidence=files, today=today)


def add_about(
    root: Path, portfolio: Portfolio, sources: tuple[Path, ...], today: date, reporter: Reporter
) -> Added:
    """Copy files into `About me/`; what each is, is said afterwards."""
    _portfolio, files = add_about_me(root, portfolio, sources, AboutKind.OTHER, reporter)
    known = {file.path: file for file in portfolio.about_me}
    kept = (
        replace(known.get(file.path, file), sha256=file.sha256, bytes=file.bytes) for file in files
    )
    return Added(about=tuple(kept), today=today)


def rename(
    root: Path, portfolio: Portfolio, path: str, name: str, today: date, _reporter: Reporter
) -> Renamed:
    """Give a file another name in its folder."""
    evidence.rename(root, portfolio, path, name, today)
    return Renamed(path, str(PurePosixPath(path).with_name(name)), today)


def replace_file(
    root: Path, portfolio: Portfolio, path: str, source: Path, today: date, reporter: Reporter
) -> Replaced:
    """Put another file in the place of an evidence file; the old one goes to the trash."""
    before = {file.path for file in portfolio.evidence if file.path != path}
    after = evidence.replace_file(root, portfolio, path, source, today, reporter)
    (file,) = (file for file in after.evidence if file.path not in before)
    return Replaced(path, file, today)


def remove(root: Path, portfolio: Portfolio, path: str, today: date, _reporter: Reporter) -> str:
    """Move a file to the trash and return its path."""
    if is_about(path):
        remove_about_me(root, portfolio, path)
    else:
        evidence.remove(root, portfolio, path, today)
    return path


def with_uses_of(portfolio: Portfolio, path: str, *, before: Portfolio, today: date) -> Portfolio:
    """Return the portfolio with a file and its uses as they were `before` it was removed."""
    file = before.evidence_file(path)
    if file is None:
        return portfolio
    portfolio = put_evidence(portfolio, file, today)
    for work in before.sets:
        for item in work.competencies:
            for use in item.evidence:
                if use.path == path:
                    portfolio = use_evidence(portfolio, work.set_id, item.number, use, today)
        now = portfolio.set_work(work.set_id)
        certified = work.course is not None and work.course.certificate == path
        if certified and now is not None and now.course is not None:
            course = replace(now.course, certificate=path)
            portfolio = set_course(portfolio, work.set_id, course, today)
    return with_documents_of(portfolio, path, before=before, today=today)
