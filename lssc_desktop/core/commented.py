"""Finding a comment by its id."""

from collections.abc import Iterable
from dataclasses import dataclass

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.threads import Thread


@dataclass(eq=False)
class CommentUnknown(LsscError):
    """There is no comment of that id; `known` are the ids there are."""

    comment: str
    known: tuple[str, ...]


def find_comment(threads: Iterable[Thread], comment: str) -> Thread:
    """Return a comment with what became of it. Raises `CommentUnknown`."""
    found = {thread.comment.id: thread for thread in threads}
    if comment not in found:
        raise CommentUnknown(comment, tuple(found))
    return found[comment]
