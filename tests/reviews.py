"""A review of a small invented package, for tests that are about reviews."""

from datetime import UTC, date, datetime
from typing import Any

from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    PackageKind,
    PackageNote,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.review.review import Comment, Review, ReviewedPackage, ReviewMode

DAY = date(2026, 11, 20)
PACKAGE_ID = "4c9e" * 16


def a_package(package_id: str = PACKAGE_ID, **changes: Any) -> ReviewedPackage:
    """Return review copy 1 of the set "basics" of A. Rivera, or what the changes make of it."""
    values: dict[str, Any] = {
        "portfolio": "p",
        "program": "small",
        "program_version": "1",
        "set_id": "basics",
        "set_title": "Basics",
        "candidate": "A. Rivera",
        "kind": PackageKind.REVIEW_COPY,
        "copy": 1,
        "day": DAY,
    }
    return ReviewedPackage(package_id, **values | changes)


def a_review(*comments: Comment, review_id: str = "r", minute: int = 0, **changes: Any) -> Review:
    """Return a review of that package by Dana Ortiz, written at so many minutes past nine."""
    values: dict[str, Any] = {
        "mode": ReviewMode.REVIEW,
        "package": a_package(),
        "reviewer": "Dana Ortiz",
        "written": datetime(2026, 11, 23, 9, minute, tzinfo=UTC),
        "comments": comments,
    }
    return Review(review_id, **values | changes)


def a_note(package_id: str = PACKAGE_ID, **changes: Any) -> PackageNote:
    """Return the candidate's note of that package."""
    values: dict[str, Any] = {
        "set_id": "basics",
        "kind": PackageKind.REVIEW_COPY,
        "copy": 1,
        "day": DAY,
        "content": "c",
        "path": "Packages/rivera-basics.lssc.zip",
    }
    return PackageNote(package_id, **values | changes)


def a_portfolio(*notes: PackageNote) -> Portfolio:
    """Return the portfolio in which these packages were built."""
    return Portfolio(
        "p",
        "small",
        "1",
        Candidate("A. Rivera"),
        date(2024, 9, 14),
        sets=(SetWork("basics", DAY),),
        packages=notes or (a_note(),),
    )
