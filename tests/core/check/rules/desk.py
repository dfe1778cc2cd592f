"""A set of three competencies in a small invented program, and a look at a finished portfolio."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from lssc_desktop.core.check.rules.snapshot import Rule, SetSnapshot, first_uses
from lssc_desktop.core.files.seen import Barrier, Opened, SeenDocument, SeenFile
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Document,
    EvidenceFile,
    EvidenceUse,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program.fees import Fees
from lssc_desktop.core.program.program import (
    Choice,
    ClockRule,
    Competency,
    CompetencySet,
    Option,
    Part,
    PassRule,
    Program,
    ProgramLimits,
    RouteRule,
)
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span

TODAY = date(2026, 11, 24)


def text(*bodies: str, introduction: str = "I show this with my work.") -> RichText:
    paragraphs = [Paragraph((Span(body),)) for body in bodies]
    if introduction:
        paragraphs.insert(0, Paragraph((Span(introduction),), Form.INTRODUCTION))
    return RichText(tuple(paragraphs))


def small_program() -> Program:
    competencies = (
        Competency(1, "Mission", "Know the mission."),
        Competency(2, "Principles", "Know the principles.", parts=(Part("a", "A"), Part("b", "B"))),
        Competency(3, "Ethics", "Know the ethics."),
    )
    return Program(
        id="small",
        version="1",
        name="A small program",
        short_name="Small",
        designation="",
        office="The office",
        choice=Choice(1, 0),
        sets=(CompetencySet("basics", "Basics", "Basics", True, competencies),),
        routes=(RouteRule(Route.PORTFOLIO, True), RouteRule(Route.COURSE, True)),
        clock=ClockRule(4),
        limits=ProgramLimits(
            introduction_paragraphs=1, response_pages=Decimal(3), statement_pages=Decimal(3)
        ),
        pass_rule=PassRule(Decimal(70), Decimal(30), 0, 2, 1),
        fees=Fees("USD"),
        options=(Option("pass-rounding", "up", ("up", "down"), ""),),
    )


@dataclass
class Desk:
    """A look that starts out finished; a test changes what it is about."""

    program: Program = field(default_factory=small_program)
    work: SetWork = field(default_factory=lambda: SetWork("basics", TODAY))
    documents: dict[str, SeenDocument] = field(default_factory=dict)
    files: dict[str, SeenFile] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    tried: dict[tuple[str, str], Opened] = field(default_factory=dict)
    barriers: dict[tuple[str, str], Barrier] = field(default_factory=dict)
    portfolio: Portfolio = field(
        default_factory=lambda: Portfolio(
            "p", "small", "1", Candidate("A. Rivera"), date(2024, 9, 14)
        )
    )

    def __post_init__(self) -> None:
        for number in (1, 2, 3):
            self.respond(number, text("I did it: (a) and (b)."))
            self.show(number, f"Evidence/{number}.pdf")
            self.change(number, marked_ready=True, self_rating=Rating.MET)
        self.state(text("It matters to me.", introduction=""))

    def change(self, number: int, **changes: object) -> None:
        """Replace fields of the work on one competency."""
        work = replace(self.work.competency(number), **changes)  # type: ignore[arg-type]  # named by the test
        others = [item for item in self.work.competencies if item.number != number]
        self.work = replace(self.work, competencies=(*others, work))

    def respond(self, number: int, value: RichText, beyond: tuple[str, ...] = ()) -> None:
        """Let a competency have a response document."""
        path = f"Basics/{number}.docx"
        self.change(number, response=Document(path, "0"))
        self.documents[path] = SeenDocument(path, value, beyond)
        self.files[path] = SeenFile(path, 1000, "0")

    def state(self, value: RichText) -> None:
        """Let the set have a learning statement."""
        path = "Basics/Learning statement.docx"
        self.work = replace(self.work, statement=Document(path, "0"))
        self.documents[path] = SeenDocument(path, value)

    def show(self, number: int, path: str, size: int = 1000, **use: object) -> None:
        """Let a competency show one file, and only that."""
        shown = EvidenceUse(path, **use)  # type: ignore[arg-type]  # named by the test
        self.change(number, evidence=(shown,))
        self.files[path] = SeenFile(path, size, "0")
        file = EvidenceFile(path, "0", size, TODAY)
        self.portfolio = replace(self.portfolio, evidence=(*self.portfolio.evidence, file))

    def limit(self, **limits: object) -> None:
        """Change limits of the program."""
        self.program = replace(self.program, limits=replace(self.program.limits, **limits))  # type: ignore[arg-type]  # named by the test

    def look(self) -> SetSnapshot:
        """Lay it out for the rules."""
        portfolio = replace(self.portfolio, sets=(self.work,))
        return SetSnapshot(
            self.program,
            self.program.sets[0],
            portfolio,
            self.work,
            self.documents,
            self.files,
            self.refused,
            TODAY,
            users=first_uses(self.work),
            tried=self.tried,
            barriers=self.barriers,
        )

    def found(self, rule: Rule) -> list[tuple[str, str, int | None]]:
        """Level, code and competency of everything that a rule finds."""
        return [(item.level.value, item.code, item.competency) for item in rule(self.look())]
