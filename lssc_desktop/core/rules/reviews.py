"""What reviewers said and nobody has answered yet (program-facts.md 6, FAQ 15)."""

from collections.abc import Iterator

from lssc_desktop.core.finding import Finding
from lssc_desktop.core.names import one_line
from lssc_desktop.core.rules.look import Look
from lssc_desktop.core.threads import waiting

_SHOWN = 120  # characters of a comment


def comment_unanswered(look: Look) -> Iterator[Finding]:
    """A comment of a review that is neither answered nor settled nor asked again."""
    for thread in waiting(look.threads):
        about = thread.comment.about
        said = one_line(thread.comment.text)
        yield look.advice(
            "comment-unanswered",
            about.competency,
            comment=said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…",
            comment_id=thread.comment.id,
            reviewer=one_line(thread.reviewer),
            file=one_line(about.name),
        )
