"""Snapshot of a set: everything that the rules look at, laid out for them once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from types import MappingProxyType

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.files.seen import CLOSED, Barrier, Opened, SeenDocument, SeenFile
from lssc_desktop.core.portfolio.portfolio import CompetencyWork, Portfolio, SetWork
from lssc_desktop.core.privacy.private_data import ScannedFile
from lssc_desktop.core.program.program import Competency, CompetencySet, Program
from lssc_desktop.core.review.review import Thread, set_threads
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class SetSnapshot:
    """One set of a portfolio as it is today, on paper and on disk.

    `refused` says of what kind is what lies in the folder and cannot be evidence, by its path;
    `threads` are the comments of reviewers; `users` gives the first competency that shows a file;
    `tried` says what came of opening a file, and `barriers` who cannot open one that is whole,
    by its path and fingerprint; `scanned` are the files of which the private data are known.
    """

    program: Program
    competency_set: CompetencySet
    portfolio: Portfolio
    work: SetWork
    documents: Mapping[str, SeenDocument]
    files: Mapping[str, SeenFile]
    refused: Mapping[str, str]
    today: date
    threads: tuple[Thread, ...] = ()
    users: Mapping[str, int] = MappingProxyType({})
    tried: Mapping[tuple[str, str], Opened] = field(default_factory=dict)
    barriers: Mapping[tuple[str, str], Barrier] = field(default_factory=dict)
    scanned: Mapping[str, ScannedFile] = MappingProxyType({})

    def each(self) -> Iterator[tuple[Competency, CompetencyWork]]:
        """Every competency of the set with the work on it, in the program's order."""
        for competency in self.competency_set.competencies:
            yield competency, self.work.competency(competency.number)

    def response(self, work: CompetencyWork) -> SeenDocument | None:
        """The response document as it was read, or None when there is no such file."""
        return None if work.response is None else self.documents.get(work.response.path)

    def statement(self) -> SeenDocument | None:
        """The learning statement as it was read, or None when there is no such file."""
        return None if self.work.statement is None else self.documents.get(self.work.statement.path)

    def used_paths(self) -> tuple[str, ...]:
        """Every evidence file that the set shows, once each, in the order of its first use."""
        return tuple(dict.fromkeys(use.path for _number, use in self.work.uses()))

    def shown_files(self) -> tuple[SeenFile, ...]:
        """Every file in the folder that the set shows: its evidence, a course's certificate."""
        return tuple(self.files[path] for path in shown_paths(self.work) if path in self.files)

    def opened(self, file: SeenFile) -> Opened | None:
        """What came of opening a file; None when that was not tried yet."""
        return self.tried.get((file.path, file.sha256))

    def barrier(self, file: SeenFile) -> Barrier | None:
        """Why many computers cannot open a file, None when there is no reason that we know of."""
        return self.barriers.get((file.path, file.sha256))

    def competency_using(self, path: str) -> int | None:
        """The first competency that shows a file."""
        return self.users.get(path)

    def gone(self, code: FindingCode, competency: int | None, path: str) -> Finding:
        """A blocker for a file that is not in the folder, with the kind of what is in its place.

        What lies in a folder that is closed to us may be there: the blocker is that folder's.
        """
        place = self._place_of(path)
        kind = self.refused.get(place, "")
        if kind == CLOSED:
            return self.blocker(FindingCode.FOLDER_CLOSED, path=place)
        return self.blocker(code, competency, path, **({"kind": kind} if kind else {}))

    def is_closed(self, path: str) -> bool:
        """Whether a file lies in a folder that is closed to us, so that nobody knows of it."""
        return self.refused.get(self._place_of(path)) == CLOSED

    def _place_of(self, path: str) -> str:
        """Return which place it is, of a file or of a folder above it, that holds something else.

        "" where none does.
        """
        if not self.refused:
            return ""
        parts = path.split("/")
        places = ("/".join(parts[: count + 1]) for count in range(len(parts)))
        return next((place for place in places if place in self.refused), "")

    def written(self) -> Iterator[tuple[int | None, str, SeenDocument]]:
        """Every document of the set that could be read: number (None: statement), path, value."""
        for _, work in self.each():
            document = self.response(work)
            if work.response is not None and document is not None and not document.fault:
                yield work.number, work.response.path, document
        statement = self.statement()
        if self.work.statement is not None and statement is not None and not statement.fault:
            yield None, self.work.statement.path, statement

    def blocker(
        self,
        code: FindingCode,
        competency: int | None = None,
        path: str | None = None,
        **facts: str,
    ) -> Finding:
        """A finding of this set that stops a hand-in."""
        return self._finding(Level.BLOCKER, code, competency, path, facts)

    def advice(
        self,
        code: FindingCode,
        competency: int | None = None,
        path: str | None = None,
        **facts: str,
    ) -> Finding:
        """A finding of this set that is worth a look."""
        return self._finding(Level.ADVICE, code, competency, path, facts)

    def _finding(
        self,
        level: Level,
        code: FindingCode,
        competency: int | None,
        path: str | None,
        facts: Mapping[str, str],
    ) -> Finding:
        set_id = self.competency_set.id
        title = "" if self.program.statement is None else self.program.statement.title
        if competency is None and title:
            facts = {**facts, "statement_title": title}
        return Finding(level, code, set_id, competency, path, tuple(facts.items()))


type Rule = Callable[[SetSnapshot], Iterable[Finding]]
"""A rule of a check."""


def take_snapshot(
    program: Program,
    competency_set: CompetencySet,
    portfolio: Portfolio,
    facts: FolderFacts,
    today: date,
) -> SetSnapshot:
    """Lay out one set for its rules; a set that was not begun is an empty value.

    What is of other sets alone is not in it: two snapshots of a set are equal as long as nothing
    changed that its rules can see.
    """
    work = portfolio.set_work(competency_set.id) or SetWork(competency_set.id, today)
    texts, files = facts.texts_by_path, facts.by_path
    tried, scanned = facts.tried_by_file, facts.scanned_by_path
    about = (file.path for file in portfolio.about_me)
    paths = dict.fromkeys((*shown_paths(work), *_texts_of(work), *about))
    seen = {path: files[path] for path in paths if path in files}
    opened = {key: tried[key] for key in map(_key_of, seen.values()) if key in tried}
    return SetSnapshot(
        program,
        competency_set,
        _without_other_texts(portfolio, competency_set.id),
        work,
        {path: texts[path] for path in paths if path in texts},
        seen,
        facts.refused_by_path,
        today,
        set_threads(portfolio, facts.reviews, competency_set.id),
        first_uses(work),
        {key: file.state for key, file in opened.items()},
        {key: file.barrier for key, file in opened.items() if file.barrier},
        {path: scanned[path] for path in seen if path in scanned},
    )


def _texts_of(work: SetWork) -> Iterator[str]:
    """Yield the paths of the documents of a set."""
    documents = (work.statement, *(each.response for each in work.competencies))
    return (document.path for document in documents if document is not None)


def _key_of(file: SeenFile) -> tuple[str, str]:
    return file.path, file.sha256


def _without_other_texts(portfolio: Portfolio, set_id: str) -> Portfolio:
    """Return a portfolio that has of the other sets only what was decided on them.

    On that the certification rests, and with it whether there is a deadline.
    """
    sets = tuple(
        each
        if each.set_id == set_id
        else replace(
            each,
            changed=date.min,
            planned=None,
            competencies=(),
            statement=None,
            statement_ready=False,
            evidence=(),
        )
        for each in portfolio.sets
    )
    return replace(portfolio, sets=sets, packages=(), answers=())


def first_uses(work: SetWork) -> Mapping[str, int]:
    """Return the first competency that shows each file; what the statement shows is not in it."""
    shown = {use.path for use in work.evidence}
    by_competency = {
        use.path: item.number for item in reversed(work.competencies) for use in item.evidence
    }
    return {path: number for path, number in by_competency.items() if path not in shown}


def shown_paths(work: SetWork) -> tuple[str, ...]:
    """Every file that a set shows, once each: its evidence, and the certificate of a course."""
    paths = [use.path for _number, use in work.uses()]
    if work.course is not None and work.course.certificate is not None:
        paths.append(work.course.certificate)
    return tuple(dict.fromkeys(paths))


def is_blank(text: RichText) -> bool:
    """Whether a text holds no word."""
    return not any(paragraph.text.strip() for paragraph in text.paragraphs)
