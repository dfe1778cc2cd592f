"""Writing the sample portfolio: the edits of two years, in the order of their days.

Its outline says what it consists of, as the sample.toml of a folder in resources/samples has it.
"""

import os
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lssc_desktop.core.files.names import EVIDENCE, PORTFOLIO, READ_ME
from lssc_desktop.core.job import Item, Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.portfolio import edits
from lssc_desktop.core.portfolio.candidate_edits import (
    add_work,
    set_education,
    set_grid_rating,
    start_portfolio,
)
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CourseRecord,
    EvidenceUse,
    Experience,
    Portfolio,
    TextPlace,
    Weight,
    WorkPeriod,
    membership_always,
)
from lssc_desktop.core.program.grid import chosen_grid
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.schema import AboutKind, Rating, Route
from lssc_desktop.core.text.richtext import RichText, with_introduction
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.files import retry_while_busy
from lssc_desktop.package.sample.files import Workshop
from lssc_desktop.paths import resources
from lssc_desktop.store.evidence import add_about_me, add_files
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.responses import write_response
from lssc_desktop.store.programs import DEFAULT_PROGRAM, read_program, shipped_program_text
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class Arrival:
    """Evidence files that were added on one day."""

    day: date
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AboutSource:
    """A file about the candidate."""

    name: str
    kind: AboutKind
    day: date


@dataclass(frozen=True, slots=True)
class CompetencyOutline:
    """One competency: when it was worked on last, and how it stands."""

    number: int
    day: date
    ready: bool
    rating: Rating | None
    evidence: tuple[EvidenceUse, ...]


@dataclass(frozen=True, slots=True)
class StatementOutline:
    """The day on which a statement was finished, and the evidence that it shows itself."""

    day: date
    ready: bool
    evidence: tuple[EvidenceUse, ...]


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """A course, and the day on which it was entered."""

    day: date
    record: CourseRecord


@dataclass(frozen=True, slots=True)
class SetOutline:
    """One chosen competency set; its texts lie in the folder of its id."""

    id: str
    plan: date | None
    competencies: tuple[CompetencyOutline, ...]
    statement: StatementOutline | None
    course: CourseOutline | None


@dataclass(frozen=True, slots=True)
class GridOutline:
    """What was rated in one column of a self-assessment form on one day, by section."""

    day: date
    id: str
    column: str
    ratings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole sample."""

    id: str
    today: date
    candidate: Candidate
    admitted: date
    experience: Experience
    about_me: tuple[AboutSource, ...]
    arrivals: tuple[Arrival, ...]
    sets: tuple[SetOutline, ...]
    grids: tuple[GridOutline, ...] = ()


def read_outline(folder: Path) -> Outline:
    """Return the outline in a folder of resources/samples."""
    data = tomllib.loads((folder / "sample.toml").read_text(encoding="utf-8"))
    candidate = data["candidate"]
    return Outline(
        id=data["id"],
        today=data["today"],
        candidate=Candidate(candidate["name"], memberships=membership_always(candidate["member"])),
        admitted=candidate["admitted"],
        experience=Experience(
            candidate.get("education"),
            tuple(
                WorkPeriod(item["employer"], item["begun"], None, Decimal(item["hours_a_week"]))
                for item in candidate.get("work", ())
            ),
        ),
        about_me=tuple(
            AboutSource(item["name"], AboutKind(item.get("kind", AboutKind.OTHER)), item["day"])
            for item in data["about_me"]
        ),
        arrivals=tuple(Arrival(item["day"], tuple(item["names"])) for item in data["evidence"]),
        sets=tuple(_set(item) for item in data["set"]),
        grids=tuple(
            GridOutline(item["day"], item["id"], item["column"], item["ratings"])
            for item in data.get("grid", ())
        ),
    )


def _set(item: Mapping[str, Any]) -> SetOutline:
    statement = item.get("statement")
    course = item.get("course")
    return SetOutline(
        id=item["id"],
        plan=item.get("plan"),
        competencies=tuple(_competency(entry) for entry in item.get("competency", ())),
        statement=None
        if statement is None
        else StatementOutline(
            statement["day"], statement["ready"], _uses(statement.get("evidence", ()))
        ),
        course=None if course is None else _course(course),
    )


def _competency(entry: Mapping[str, Any]) -> CompetencyOutline:
    return CompetencyOutline(
        number=entry["number"],
        day=entry["day"],
        ready=entry["ready"],
        rating=Rating(entry["rating"]) if "rating" in entry else None,
        evidence=_uses(entry.get("evidence", ())),
    )


def _uses(entries: Sequence[Mapping[str, Any]]) -> tuple[EvidenceUse, ...]:
    return tuple(
        EvidenceUse(
            path=f"{EVIDENCE}/{use['file']}",
            weight=Weight(use.get("weight", Weight.PRIMARY)),
            caption=use["caption"],
            team_work=use.get("team_work", False),
            own_role=use.get("own_role", ""),
            parts=tuple(use.get("parts", ())),
        )
        for use in entries
    )


def _course(entry: Mapping[str, Any]) -> CourseOutline:
    certificate = entry.get("certificate")
    return CourseOutline(
        entry["day"],
        CourseRecord(
            title=entry["title"],
            provider=entry["provider"],
            completed=entry.get("completed"),
            approved=entry["approved"],
            fee=Decimal(entry["fee"]),
            certificate=None if certificate is None else f"{EVIDENCE}/{certificate}",
        ),
    )


_STAGING = ".lssc-sample-"
_WORK, _BENCH, _MADE = "work", "bench", "made"  # folders within the staging folder


def write_sample(root: Path, reporter: Reporter, program_id: str = DEFAULT_PROGRAM) -> Portfolio:
    """Write the sample portfolio of a shipped program into a new or an empty folder; return it.

    It is written in a folder within and moved up when it is whole, portfolio.json last. Raises
    `PortfolioExists`, `FolderNotEmpty`, `Cancelled`, and the errors of `store.folder.disk`; then
    there is no more in the folder than before.
    """
    made = _make_room(root)
    try:
        with (
            disk_errors(root),
            TemporaryDirectory(prefix=_STAGING, dir=root, ignore_cleanup_errors=True) as staging,
        ):
            portfolio = _fill(Path(staging), program_id, reporter)
            _move_up(Path(staging), root)
    except BaseException:
        if made:
            with suppress(OSError):  # somebody put something into it meanwhile
                root.rmdir()
        raise
    return portfolio


def _make_room(root: Path) -> bool:
    """Return whether the folder had to be made; raise when there is something in it.

    What an earlier try left is removed.
    """
    with disk_errors(root):
        root.parent.mkdir(parents=True, exist_ok=True)
        try:
            root.mkdir()
        except FileExistsError:
            _require_empty(root)
            return False
        return True


def _require_empty(root: Path) -> None:
    entries = list(root.iterdir())
    if any(entry.name == PORTFOLIO for entry in entries):
        raise folder.PortfolioExists(str(root))
    if not all(entry.name.startswith(_STAGING) for entry in entries):
        raise folder.FolderNotEmpty(str(root))
    for entry in entries:
        shutil.rmtree(entry)


def _move_up(staging: Path, root: Path) -> None:
    """Move the finished portfolio to its place; without portfolio.json it is not one yet.

    When one part cannot be moved, those before it are moved back.
    """
    work = {entry.name: entry for entry in (staging / _WORK).iterdir()}
    made = {entry.name: entry for entry in (staging / _MADE).iterdir()}
    parts = made | work  # of two folders of a name the work's is the full one
    moved: list[tuple[Path, Path]] = []
    try:
        for name in sorted(parts, key=lambda name: name == PORTFOLIO):
            retry_while_busy(partial(parts[name].rename, root / name))
            moved.append((parts[name], root / name))
    except OSError:
        for source, target in reversed(moved):
            retry_while_busy(partial(target.rename, source))
        raise


def _fill(staging: Path, program_id: str, reporter: Reporter) -> Portfolio:
    """Do the candidate's work in a folder of its own, and then make the portfolio beside it.

    So portfolio.json is written once, and no older version is kept that knows of no work.
    """
    kit = resources() / "samples" / program_id
    outline = read_outline(kit)
    source = shipped_program_text(program_id)
    program = read_program(source, f"{program_id}.toml")
    portfolio = _begun(outline, program)
    for name in (_WORK, _BENCH):
        (staging / name).mkdir()
    workshop = Workshop(kit, outline.candidate.name)
    maker = _Maker(staging / _WORK, staging / _BENCH, workshop, program)
    days = sorted(maker.days(outline), key=lambda item: item.day)
    for done, item in enumerate(days):
        reporter(Progress(Step.WRITING, done, len(days), Item(item.name, done, len(days))))
        portfolio = item.work(portfolio)
    read_me = (kit / READ_ME).read_text(encoding="utf-8")
    folder.create(staging / _MADE, portfolio, source, read_me)
    reporter(Progress(Step.WRITING, len(days), len(days)))
    return portfolio


def _begun(outline: Outline, program: Program) -> Portfolio:
    """Return the portfolio as it was on the day of admission, with the plan for each set."""
    required = {item.id for item in program.required_sets}
    portfolio = start_portfolio(
        program,
        outline.candidate,
        outline.admitted,
        tuple(item.id for item in outline.sets if item.id not in required),
        outline.admitted,
        outline.id,
    )
    portfolio = set_education(portfolio, outline.experience.education)
    for period in outline.experience.periods:
        portfolio = add_work(portfolio, period)
    for item in outline.sets:
        portfolio = edits.set_planned(portfolio, item.id, item.plan, outline.admitted)
    return portfolio


@dataclass(frozen=True, slots=True)
class _Day:
    """Something that the candidate did on a day, as an edit."""

    day: date
    name: str
    work: Callable[[Portfolio], Portfolio]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Does in a portfolio folder what the outline says; `bench` takes the files before that."""

    root: Path
    bench: Path
    workshop: Workshop
    program: Program

    def days(self, outline: Outline) -> Iterator[_Day]:
        """Yield everything that was done; of one day, files come before what shows them."""
        for about in outline.about_me:
            yield _Day(about.day, about.name, partial(self._add_about, about))
        for arrival in outline.arrivals:
            yield _Day(arrival.day, arrival.names[0], partial(self._add_evidence, arrival))
        for rated in outline.grids:
            yield _Day(rated.day, rated.id, partial(self._rate, rated))
        for item in outline.sets:
            known = self.program.competency_set(item.id)
            if known is None:
                raise LookupError(item.id)
            for work in item.competencies:
                yield _Day(work.day, known.title, partial(self._work_on, known, work))
            if item.statement is not None:
                statement = partial(self._state, known, item.statement)
                yield _Day(item.statement.day, known.title, statement)
            if item.course is not None:
                yield _Day(
                    item.course.day, known.title, partial(self._enter_course, known, item.course)
                )

    def _add_about(self, about: AboutSource, portfolio: Portfolio) -> Portfolio:
        source = self._made("about-me", about.name, about.day)
        files = add_about_me(self.root, [source], about.kind, ignore_progress)
        return edits.put_about_files(portfolio, files)

    def _rate(self, rated: GridOutline, portfolio: Portfolio) -> Portfolio:
        grid = chosen_grid(self.program.grid, rated.id)
        for section, rating in rated.ratings.items():
            portfolio = set_grid_rating(portfolio, grid, section, rated.column, rating, rated.day)
        return portfolio

    def _add_evidence(self, arrival: Arrival, portfolio: Portfolio) -> Portfolio:
        sources = [self._made(EVIDENCE.casefold(), name, arrival.day) for name in arrival.names]
        files = add_files(self.root, sources, arrival.day, ignore_progress)
        return edits.put_evidence_files(portfolio, files, arrival.day)

    def _work_on(
        self, known: CompetencySet, work: CompetencyOutline, portfolio: Portfolio
    ) -> Portfolio:
        number, day = work.number, work.day
        place = TextPlace(known.id, number)
        text = self.workshop.response(known.id, number)
        if text is not None:
            portfolio = self._with_text(place, with_introduction(text), day, portfolio)
        for use in work.evidence:
            portfolio = edits.use_evidence(portfolio, known.id, number, use, day)
        portfolio = edits.set_self_rating(portfolio, known.id, number, work.rating, day)
        return edits.mark_ready(portfolio, place, work.ready, day)

    def _state(
        self, known: CompetencySet, statement: StatementOutline, portfolio: Portfolio
    ) -> Portfolio:
        text = self.workshop.statement(known.id)
        place = TextPlace(known.id)
        portfolio = self._with_text(place, text, statement.day, portfolio)
        for use in statement.evidence:
            portfolio = edits.use_evidence(portfolio, known.id, None, use, statement.day)
        return edits.mark_ready(portfolio, place, statement.ready, statement.day)

    def _with_text(
        self, place: TextPlace, text: RichText, day: date, portfolio: Portfolio
    ) -> Portfolio:
        document = write_response(self.root, self.program, portfolio, place, text)
        return edits.set_document(portfolio, place, document, day)

    def _enter_course(
        self, known: CompetencySet, course: CourseOutline, portfolio: Portfolio
    ) -> Portfolio:
        portfolio = edits.set_route(portfolio, known.id, Route.COURSE, course.day)
        return edits.set_course(portfolio, known.id, course.record, course.day)

    def _made(self, shelf: str, name: str, day: date) -> Path:
        """Make a file on the bench and return its path; it is as old as it says."""
        path = self.bench / name
        path.write_bytes(self.workshop.make(shelf, name, day))
        noon = datetime.combine(day, time(12), UTC).timestamp()
        os.utime(path, (noon, noon))
        return path
