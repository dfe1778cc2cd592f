"""A certification program: everything that it decides, as read from its program file.

What a program has not said is None or an empty text and is shown as not known; nothing here
is a default that the code made up. These classes are also the schema of a program file: the
types say what each key may hold (`core.program.schema`). It is long because each table of the file
has its class here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from lssc_desktop.core.portfolio.names import STATEMENT, portable_name, split_extension
from lssc_desktop.core.portfolio.portfolio import AboutKind, Rating, Route
from lssc_desktop.core.program.schema import (
    Amount,
    AtMost,
    Bytes,
    Count,
    Currency,
    Days,
    EvaluatorDisagreement,
    Extension,
    Filled,
    Hours,
    Letter,
    Minutes,
    Money,
    Months,
    Number,
    Pages,
    Percent,
    ReceiverAddress,
    Since,
    Slug,
    Title,
    Unique,
    WebAddress,
    Words,
    WorkHours,
    Years,
)
from lssc_desktop.core.text.text import LONGEST_LINE

STATEMENT_STEM = "Learning statement"
"""How the name of the learning statement ends in a package."""


@dataclass(frozen=True, slots=True)
class ProgramNotice:
    """What a candidate must know before starting, shown on the start page and in Help."""

    title: Title
    text: Words
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One lettered part of a competency."""

    letter: Letter
    title: Title


@dataclass(frozen=True, slots=True)
class Competency:
    """One competency: our short title and our own summary, never the official wording.

    `summary` is empty when the text is not known to us. `verified` says whether the summary
    was compared with the official text. `sources` are those of its set unless it names its own.
    `letters_ours`: the letters of its parts are ours, the official text has none.
    """

    number: Number
    title: Title
    summary: str = ""
    verified: bool = False
    parts: Annotated[tuple[Part, ...], Unique("letter")] = ()
    letters_ours: Annotated[bool, Since(2)] = False
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether we know what the competency asks."""
        return bool(self.summary)

    @property
    def shown_parts(self) -> tuple[Part, ...]:
        """The parts as people see them: without a letter where the letters are ours."""
        if not self.letters_ours:
            return self.parts
        return tuple(replace(part, letter="") for part in self.parts)

    def part_names(self, letters: Collection[str]) -> tuple[str, ...]:
        """Return what people call these parts: letters, titles where the letters are ours."""
        if not self.letters_ours:
            return tuple(letters)
        return tuple(part.title for part in self.parts if part.letter in letters)


@dataclass(frozen=True, slots=True)
class CompetencySet:
    """One competency set. `count_is_minimum`: there may be competencies that we do not know."""

    id: Slug
    title: Title
    short_title: Title
    required: bool
    competencies: Annotated[tuple[Competency, ...], Filled(), Unique("number")]
    count_is_minimum: bool = False
    note: str = ""
    sources: tuple[str, ...] = ()

    def competency(self, number: int) -> Competency | None:
        """Return the competency of that number, or None."""
        return next((item for item in self.competencies if item.number == number), None)

    @property
    def folder(self) -> str:
        """The folder of its responses in a portfolio: its title, as every system takes it."""
        return portable_name(self.title)

    def document_path(self, number: int | None) -> str:
        """Return where a response belongs, "Foundations of .../11 Diversity of users.docx".

        With None: where the learning statement of the set belongs.
        """
        if number is None:
            return f"{self.folder}/{STATEMENT}"
        competency = self.competency(number)
        title = f" {competency.title}" if competency is not None else ""
        return f"{self.folder}/{portable_name(f'{number:02}{title}.docx')}"


@dataclass(frozen=True, slots=True)
class Choice:
    """How many sets, and how many of them electives, make a certification."""

    needed: Number
    electives: Count
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Whether the program takes a route, and until when it did."""

    id: Route
    accepted: bool
    until: date | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long a candidate has. Which day it starts is the option `clock-start`."""

    years: Years
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramLimits:
    """What a portfolio may hold. None means: the program names no limit, or we do not know it."""

    introduction_paragraphs: Number | None = None
    response_pages: Pages | None = None
    response_words: Amount | None = None
    statement_pages: Pages | None = None
    statement_words: Amount | None = None
    evidence_file_bytes: Bytes | None = None
    evidence_files_per_set: Amount | None = None
    package_bytes: Bytes | None = None
    file_types: tuple[Extension, ...] = ()
    links_allowed: bool = True
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonalDocument:
    """A document about the candidate that a hand-in has to hold."""

    kind: AboutKind
    title: Title
    required: bool
    note: str = ""
    sources: tuple[str, ...] = ()


class PassDemand(StrEnum):
    """How much of a set has to be met: a share, or all of it."""

    PERCENT = "percent"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PassRule:
    """When evaluators approve a set (program-facts.md 2.3). Rounding is `pass-rounding`.

    A rule that asks for ALL has no percents: they are 100 and 0. `ratings` are those that
    evaluators give, all three where it is empty. `evaluators` and `revisions` are None where a file
    does not say them; `on_disagreement` stands in place of the option `evaluator-disagreement`.
    """

    met_percent: Percent = Decimal(100)
    partial_percent: Percent = Decimal(0)
    not_met_allowed: Count = 0
    evaluators: Number | None = None
    revisions: Count | None = None
    rule: Annotated[PassDemand, Since(2)] = PassDemand.PERCENT
    ratings: Annotated[tuple[Rating, ...], Since(2)] = ()
    on_disagreement: Annotated[EvaluatorDisagreement | None, Since(2)] = None
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def scale(self) -> tuple[Rating, ...]:
        """The ratings that evaluators give, the best first."""
        return tuple(rating for rating in Rating if not self.ratings or rating in self.ratings)

    @property
    def least_evaluators(self) -> int:
        """How many have to evaluate; 1 where the program does not say it."""
        return self.evaluators or 1


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee for members of the association and for others."""

    member: Money
    other: Money
    note: str = ""


class FeeMoment(StrEnum):
    """When a fee is due.

    SUBMIT is once, with the first hand-in; SET with each set by portfolio; YEAR at the beginning
    of each year since enrollment; RESUBMIT when a set is handed in again after a decision.
    """

    APPLY = "apply"
    ENROLL = "enroll"
    SUBMIT = "submit"
    SET = "set"
    RESUBMIT = "resubmit"
    YEAR = "year"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class DueFee:
    """A fee that is due at one moment: `amount` for all, or `member` and `other`.

    An amount that is left out is not known; a fee of nothing is 0. `as_of` says of when the
    amounts are, such as "about 2021".
    """

    when: FeeMoment
    amount: Money | None = None
    member: Money | None = None
    other: Money | None = None
    as_of: Annotated[str, AtMost(LONGEST_LINE)] = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fees:
    """What the program charges; None is not known. Whether portfolios cost is `portfolio-fee`.

    `due` are the fees by the moment at which they are due. Where the file has some, there are no
    others; then it leaves out `application`, `portfolio` and `renewal`.
    """

    currency: Currency
    application: Fee | None = None
    portfolio: Fee | None = None
    renewal: Fee | None = None
    due: Annotated[tuple[DueFee, ...], Since(2), Unique("when")] = ()
    association: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()

    def charged_at(self, moment: FeeMoment) -> bool:
        """Whether something may be due then; without fees by moments, as format 1 has it."""
        if self.due:
            return any(fee.when is moment for fee in self.due)
        return moment in {FeeMoment.APPLY, FeeMoment.SET, FeeMoment.RENEWAL}

    def amount(self, moment: FeeMoment, *, member: bool) -> Decimal | None:
        """Return what a member of the association, or somebody else, pays then; None: not known."""
        for fee in self.due:
            if fee.when is moment:
                return fee.amount if fee.amount is not None else fee.member if member else fee.other
        by_moment = {
            FeeMoment.APPLY: self.application,
            FeeMoment.SET: self.portfolio,
            FeeMoment.RENEWAL: self.renewal,
        }
        found = by_moment.get(moment)
        if found is None:
            return None
        return found.member if member else found.other


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may apply."""

    education: Words
    hours: WorkHours
    within_years: Years
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseRule:
    """Which courses count: finished at most so many years before the course was approved.

    An approval, and a renewal of it, lasts `approval_years`; None: not known.
    """

    credit_years_before_approval: Count
    approval_years: Annotated[Years | None, Since(2)] = None
    note: str = ""
    sources: tuple[str, ...] = ()


class RecognitionCovers(StrEnum):
    """Which sets an agreement with a college achieves for its graduates."""

    ALL = "all"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class RecognitionRule:
    """What a graduate of a college with a recognition agreement has; None is not known.

    `experience_years`: who has not worked long enough yet may apply, and has so many years for
    it. From when they run is the option `recognition-experience`.
    """

    covers: RecognitionCovers | None = None
    experience_years: Years | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoosingRule:
    """A rule of thumb for choosing between a portfolio and a course, with what speaks for each.

    Who can do more than `over_percent` of a set's competencies may make a portfolio; who cannot
    do more than that share takes a course.
    """

    over_percent: Percent
    portfolio: tuple[Words, ...] = ()
    course: tuple[Words, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many contact hours one unit of an activity counts.

    `short_title` stands in its place where there is little room; `word` is that, or the title.
    """

    id: Slug
    title: Title
    unit: Title
    hours: Hours
    short_title: Title = ""

    @property
    def word(self) -> str:
        """What stands in a narrow column."""
        return self.short_title or self.title


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """When and with what a certification is renewed (program-facts.md 4).

    `counts_before_certification` says whether hours from before the certification count; None:
    the program does not say it. What is about `technology_set` is on technology.
    """

    years: Years
    opens_months_before: Months
    grace_months: Months
    hours: Hours
    technology_hours: Hours
    minimum_hours: Hours
    hour_minutes: Minutes
    one_sitting: bool
    conversions: Annotated[tuple[Conversion, ...], Unique("id")]
    counts_before_certification: bool | None = None
    technology_set: Annotated[Slug, Since(2)] = ""
    note: str = ""
    sources: tuple[str, ...] = ()


class HelpSubject(StrEnum):
    """Which page of Help a program adds its own facts to."""

    COSTS = "costs"
    COURSES = "courses"
    DECISIONS = "decisions"
    RENEWAL = "renewal"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class HelpNote:
    """What a page of Help says of this program, besides its rules."""

    page: HelpSubject
    text: Words
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """What a candidate does when the needed sets are achieved, to receive the certification."""

    step: Title
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppealRule:
    """How many calendar days after the decision an appeal and its documents are due."""

    notice_days: Days
    documents_days: Days
    to: Words
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the program office is reached."""

    office: Title
    phone: str = ""
    email: str = ""
    web: WebAddress = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receiver:
    """A server of the program that takes packages, to which they can be sent directly."""

    title: Title
    url: ReceiverAddress
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """How an institution pays for its staff."""

    address: Annotated[tuple[Words, ...], Filled()]
    phone: str = ""
    fax: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A point on which the sources disagree: what this file chose, among what, and why.

    Which ids and choices there are is fixed in `core.program.schema.OPTIONS`.
    """

    id: Title
    choice: Title
    among: Annotated[tuple[Words, ...], Filled()]
    note: str
    sources: tuple[str, ...] = ()


class FieldSource(StrEnum):
    """Where the value of a field of a web form comes from."""

    NAME = "name"
    EMAIL = "email"
    SET = "set"
    PROGRAM = "program"
    PACKAGE = "package"
    FINGERPRINT = "fingerprint"
    TEXT = "text"
    NOTE = "note"


class FileSource(StrEnum):
    """Which files of a package a web form takes."""

    PORTFOLIO = "portfolio"
    STATEMENT = "statement"
    RESPONSES = "responses"
    EVIDENCE = "evidence"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a web form, as the form labels it.

    `text` is what stands there where the source is TEXT. A NOTE is the candidate's own words;
    `hint` says what the form wants to read.
    """

    label: Title
    source: FieldSource
    text: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class WebForm:
    """How a set is handed in on a web page. Without `page` its address is not known.

    `files` are in the order in which the form takes them; `one_by_one` where it takes a single
    file at a time.
    """

    title: Title
    page: WebAddress = ""
    fields: Annotated[tuple[FormField, ...], Unique("label")] = ()
    files: tuple[FileSource, ...] = ()
    one_by_one: bool = False
    file_types: tuple[Extension, ...] = ()
    file_bytes: Bytes | None = None
    files_at_most: Amount | None = None
    all_bytes: Bytes | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program file.

    `version` is the version of the file, `edition` says of its competency sets when they were
    decided.
    """

    id: Slug
    version: Title
    name: Title
    short_name: Title
    designation: Annotated[str, AtMost(LONGEST_LINE)]
    office: Title
    choice: Choice
    sets: Annotated[tuple[CompetencySet, ...], Filled(), Unique("id"), Unique("title")]
    routes: Annotated[tuple[RouteRule, ...], Filled(), Unique("id")]
    clock: ClockRule
    limits: ProgramLimits
    pass_rule: PassRule
    fees: Fees
    options: Annotated[tuple[Option, ...], Unique("id")] = ()
    edition: Annotated[str, AtMost(LONGEST_LINE)] = ""
    notice: ProgramNotice | None = None
    documents: Annotated[tuple[PersonalDocument, ...], Unique("title")] = ()
    eligibility: Eligibility | None = None
    courses: CourseRule | None = None
    recognition: Annotated[RecognitionRule | None, Since(2)] = None
    choosing: ChoosingRule | None = None
    completion: Annotated[Completion | None, Since(2)] = None
    help: Annotated[tuple[HelpNote, ...], Since(2)] = ()
    renewal: RenewalRule | None = None
    appeal: AppealRule | None = None
    contact: Contact | None = None
    purchase_order: PurchaseOrder | None = None
    receivers: Annotated[tuple[Receiver, ...], Unique("url")] = ()
    web_form: WebForm | None = None

    def competency_set(self, set_id: str) -> CompetencySet | None:
        """Return the competency set of that id, or None."""
        return next((item for item in self.sets if item.id == set_id), None)

    def option(self, option_id: str) -> str:
        """Return what the program file chose for a disputed point, "" where it is silent."""
        return next((item.choice for item in self.options if item.id == option_id), "")

    @property
    def disagreement(self) -> str:
        """What follows when evaluators rate differently: an `EvaluatorDisagreement`, or ""."""
        return self.pass_rule.on_disagreement or self.option("evaluator-disagreement")

    def route(self, route: Route) -> RouteRule | None:
        """Return the rule for a route, or None when the program does not speak of it."""
        return next((rule for rule in self.routes if rule.id is route), None)

    def takes(self, route: Route) -> bool:
        """Whether the program takes a route today."""
        rule = self.route(route)
        return rule is not None and rule.accepted

    @property
    def required_sets(self) -> tuple[CompetencySet, ...]:
        """The sets that every candidate has to achieve."""
        return tuple(item for item in self.sets if item.required)

    @property
    def elective_sets(self) -> tuple[CompetencySet, ...]:
        """The sets to choose among."""
        return tuple(item for item in self.sets if not item.required)


# Filling in a web form --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field with what belongs into it; `value` is "" where only the candidate can say."""

    label: str
    value: str
    hint: str = ""


def fill_form(form: WebForm, facts: Mapping[FieldSource, str]) -> tuple[FilledField, ...]:
    """Return the fields of a form, filled with what is known."""
    return tuple(
        FilledField(
            field.label,
            field.text if field.source is FieldSource.TEXT else facts.get(field.source, ""),
            field.hint,
        )
        for field in form.fields
    )


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file of a package that goes to the form: its path in the payload, and its size."""

    path: str
    bytes: int

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]


def files_for(form: WebForm, files: Iterable[FormFile]) -> tuple[FormFile, ...]:
    """Return which files of a payload the form takes, in the order of the form.

    A form of which that is not known gets all that an evaluator reads.
    """
    wanted = form.files or (FileSource.STATEMENT, FileSource.RESPONSES, FileSource.EVIDENCE)
    present = tuple(files)
    return tuple(file for source in wanted for file in present if file_source(file.path) is source)


def file_source(path: str) -> FileSource | None:
    """Return what a file of a payload is, None for what is only there for machines."""
    match path.split("/"):
        case ["portfolio.pdf"]:
            return FileSource.PORTFOLIO
        case [name] if name.endswith(".lssc.zip"):
            return FileSource.PACKAGE
        case ["responses", name]:
            is_statement = split_extension(name)[0].endswith(STATEMENT_STEM)
            return FileSource.STATEMENT if is_statement else FileSource.RESPONSES
        case ["evidence", *_]:
            return FileSource.EVIDENCE
        case _:
            return None


@dataclass(frozen=True, slots=True)
class FormFault:
    """Something the form will not take: `code`, the file it is about ("" for all), facts."""

    code: str
    file: str = ""
    is_: int = 0
    limit: int = 0
    types: tuple[str, ...] = ()


def form_faults(form: WebForm, files: Sequence[FormFile]) -> tuple[FormFault, ...]:
    """Return what the form would refuse, before the user goes there."""
    found: list[FormFault] = []
    for file in files:
        ending = split_extension(file.name)[1].removeprefix(".").lower()
        if form.file_types and ending not in form.file_types:
            found.append(FormFault("type", file.name, types=form.file_types))
        if form.file_bytes is not None and file.bytes > form.file_bytes:
            found.append(FormFault("file-size", file.name, file.bytes, form.file_bytes))
    if form.files_at_most is not None and len(files) > form.files_at_most:
        found.append(FormFault("count", "", len(files), form.files_at_most))
    whole = sum(file.bytes for file in files)
    if form.all_bytes is not None and whole > form.all_bytes:
        found.append(FormFault("all-size", "", whole, form.all_bytes))
    return tuple(found)
