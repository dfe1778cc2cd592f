"""What a candidate answers to a comment of a review."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CommentAnswer:
    """The answer to one comment, by the comment's id; `done` is the mark "answered".

    A comment can be marked without a word: the change in the text is the answer then.
    """

    comment: str
    day: date
    text: str = ""
    done: bool = True
