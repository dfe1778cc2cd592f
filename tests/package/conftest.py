from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lssc_desktop.core.portfolio.portfolio import CourseRecord, PackageKind, Weight
from lssc_desktop.core.program.program import Part
from lssc_desktop.core.text.printed import printed
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.package.book import Book, Chapter, EvidenceLine, Statement

DAY = date(2026, 11, 24)


def _response() -> RichText:
    return RichText(
        (
            Paragraph(
                (Span("I show this competency with our bilingual story time."),), Form.INTRODUCTION
            ),
            Paragraph((Span("What happened"),), Form.HEADING_1),
            Paragraph(
                (
                    Span("What I did. ", bold=True),
                    Span("I counted who came; 17 of 41 families spoke Spanish. "),
                    Span("Slowly", italic=True),
                    Span(" it grew, see "),
                    Span("our page", link="https://library.example.org/story-time?a=1&b=2"),
                    Span(".\nA new line <b>of mine</b> & #strong[yours]."),
                )
            ),
            Paragraph((Span("Ask families"),), Form.BULLET),
            Paragraph((Span("in person"),), Form.NUMBER, 1),
            Paragraph((Span("What I learned"),), Form.HEADING_2),
            Paragraph((Span("A translated flyer is not enough."),)),
        )
    )


def _chapters() -> tuple[Chapter, ...]:
    flyer = EvidenceLine(
        1,
        "Story time flyer.pdf",
        "evidence/01-story-time-flyer.pdf",
        640_000,
        Weight.PRIMARY,
        caption="The flyer in two languages",
        parts=("a",),
    )
    sheet = EvidenceLine(
        2,
        "Story time #1 & sign-up.docx",
        "evidence/02 story time #1 & sign-up.docx",
        1_800_000,
        Weight.SECONDARY,
        own_role="I drew up the sheet.",
    )
    return (
        Chapter(
            1,
            "Diversity of users",
            "Recognize and respond to diversity in user needs.",
            parts=(Part("a", "needs"), Part("b", "preferences")),
            text=printed(_response()),
            document="responses/01 Diversity of users.docx",
            beyond=("chart", "comment"),
            evidence=(flyer, sheet),
        ),
        Chapter(
            2,
            "Customer service",
            "Practice good service.",
            official_text="The official wording.",
            pds="Describe a program for people who read little English.",
            text=printed(_response()),
            document="responses/02 Customer service.docx",
            evidence=(replace(flyer, number=1, weight=Weight.SECONDARY),),
        ),
        Chapter(3, "Policies and exceptions"),
    )


@pytest.fixture
def make_book() -> Callable[..., Book]:
    """Make a review copy of a small set; named fields replace its own."""

    def make(**changes: Any) -> Book:
        book = Book(
            program="Library Support Staff Certification",
            program_version="2026.1",
            set_id="foundations",
            set_title="Foundations of Library Services",
            required=True,
            candidate="A. Rivera",
            kind=PackageKind.REVIEW_COPY,
            copy=2,
            day=DAY,
            admitted=date(2024, 9, 14),
            statement=Statement(printed(_response()), "responses/Learning statement.docx"),
            chapters=_chapters(),
        )
        return replace(book, **changes)

    return make


@pytest.fixture
def book(make_book: Callable[..., Book]) -> Book:
    return make_book()


@pytest.fixture
def course_book(make_book: Callable[..., Book]) -> Book:
    return make_book(
        set_title="Access Services",
        kind=PackageKind.PORTFOLIO,
        copy=0,
        statement=Statement(),
        has_statement=False,
        chapters=(),
        course=CourseRecord("Circulation basics", "Prairie College", date(2026, 5, 2)),
        certificates=(
            EvidenceLine(1, "Certificate.pdf", "evidence/01-certificate.pdf", 9, Weight.PRIMARY),
        ),
    )
