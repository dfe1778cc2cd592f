"""The personal learning statement: one per set, written last, up to so many pages.

Source: program-facts.md 2.3, step 3.
"""

from collections.abc import Iterator

from lssc_desktop.core.finding import Finding
from lssc_desktop.core.rules.look import Look, is_blank
from lssc_desktop.core.rules.responses import too_long


def statement_missing(look: Look) -> Iterator[Finding]:
    """A set without a learning statement, or whose statement is not in the folder."""
    if look.work.statement is None:
        yield look.blocker("statement-missing")
    elif look.statement() is None:
        yield look.gone("statement-file-gone", None, look.work.statement.path)


def statement_empty(look: Look) -> Iterator[Finding]:
    """A learning statement without a word."""
    document = look.statement()
    if document is not None and not document.fault and is_blank(document.text):
        yield look.blocker("statement-empty", path=document.path)


def statement_unreadable(look: Look) -> Iterator[Finding]:
    """A learning statement that cannot be read as a Word document."""
    document = look.statement()
    if document is not None and document.fault:
        yield look.blocker("statement-unreadable", path=document.path, fault=document.fault)


def statement_long(look: Look) -> Iterator[Finding]:
    """A learning statement over the recommended number of pages or words."""
    document = look.statement()
    if document is not None:
        limits = look.program.limits
        yield from too_long(
            look, "statement", None, document, limits.statement_pages, limits.statement_words
        )


def statement_early(look: Look) -> Iterator[Finding]:
    """A learning statement that was written while a response is still missing."""
    document = look.statement()
    if document is None or is_blank(document.text):
        return
    missing = [work.number for _, work in look.each() if look.response(work) is None]
    if missing:
        yield look.advice(
            "statement-early", path=document.path, missing=" ".join(map(str, missing))
        )
