"""The parts of what a program decides."""

from enum import StrEnum


class Rule(StrEnum):
    """A part of what a program decides, which the page about the program has a section for."""

    NOTICE = "notice"
    SETS = "sets"
    ROUTES = "routes"
    LIMITS = "limits"
    STATEMENT = "statement"
    DOCUMENTS = "documents"
    GRID = "grid"
    PASSING = "passing"
    ELIGIBILITY = "eligibility"
    CLOCK = "clock"
    COURSES = "courses"
    FEES = "fees"
    COMPLETION = "completion"
    RENEWAL = "renewal"
    APPEAL = "appeal"
    HANDING_IN = "handing-in"
    REVIEWS = "reviews"
    HELP = "help"
    CONTACT = "contact"
    WORDS = "words"
    OPTIONS = "options"
