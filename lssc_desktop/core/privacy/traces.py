"""What the program can leave on a computer that others use."""

from enum import StrEnum


class TraceKind(StrEnum):
    """What the program keeps on a computer, in the order in which people are told."""

    SETTINGS = "settings"
    DRAFT = "unfinished-portfolio"
    REVIEWS = "reviews"
    KEPT_WORDS = "words"
    SIGNING_KEY = "signing-key"
    SIGNERS = "signers"
    PASSWORDS = "passwords"
    PROGRAMS = "programs"
    SHELVES = "shelves"
    AUDITS = "audits"
    LOG = "log"
    TEMPORARY = "temporary"
    OTHER = "other"
