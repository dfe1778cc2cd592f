"""Decisions on private data: what the candidate said is fine, and what is still to be decided."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.privacy.private_data import (
    FindingMark,
    PrivacyDecision,
    PrivacyKind,
    ScannedFile,
)
from lssc_desktop.values import dataclass


class ScanState(StrEnum):
    """How a file stands: in the order in which people want to see them."""

    TO_DECIDE = "to-decide"
    LOOK_YOURSELF = "look-yourself"
    NOT_SCANNED = "not-scanned"
    SAID_FINE = "said-fine"
    COPY_USED = "copy-used"
    CLEAN_COPY = "clean-copy"
    NONE_FOUND = "none-found"


@dataclass(frozen=True, slots=True)
class FileStanding:
    """How a file stands, and how many kinds of private data in it are still to be decided."""

    state: ScanState
    to_decide: int = 0
    decided: int = 0


NOT_SCANNED = FileStanding(ScanState.NOT_SCANNED)


def decided_tokens(portfolio: Portfolio, path: str) -> Mapping[str, PrivacyDecision]:
    """Return the decisions on a file by their tokens."""
    return {each.token: each for each in portfolio.privacy if each.path == path}


def undecided(portfolio: Portfolio, scanned: ScannedFile) -> tuple[FindingMark, ...]:
    """Return the marks of a file on which nothing was decided.

    With a clean copy nothing is left to decide: no package takes the original.
    """
    if has_clean_copy(portfolio, scanned.path):
        return ()
    decided = decided_tokens(portfolio, scanned.path)
    return tuple(mark for mark in scanned.marks if mark.token not in decided)


def has_clean_copy(portfolio: Portfolio, path: str) -> bool:
    """Whether a clean copy takes the place of a file in packages."""
    return any(file.clean_of == path for file in portfolio.evidence)


class _Known:
    """What a portfolio says of all its files, by path: a thousand of them are asked about at once.

    `decided` are the tokens, `replaced` the files that have a clean copy, `copies` the copies.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self.decided: dict[str, set[str]] = {}
        for each in portfolio.privacy:
            self.decided.setdefault(each.path, set()).add(each.token)
        self.copies = {file.path for file in portfolio.evidence if file.clean_of}
        self.replaced = {file.clean_of for file in portfolio.evidence if file.clean_of}

    def standing(self, scanned: ScannedFile | None) -> FileStanding:
        """Return how a file stands."""
        if scanned is None:
            return NOT_SCANNED
        if scanned.path in self.replaced:
            return FileStanding(ScanState.COPY_USED)
        tokens = self.decided.get(scanned.path, set())
        left = {mark.kind for mark in scanned.marks if mark.token not in tokens}
        found = left - {PrivacyKind.UNREADABLE}
        decided = len({mark.kind for mark in scanned.marks} - left)
        if found:
            return FileStanding(ScanState.TO_DECIDE, len(found), decided)
        if left:
            return FileStanding(ScanState.LOOK_YOURSELF, 0, decided)
        if decided:
            return FileStanding(ScanState.SAID_FINE, 0, decided)
        is_copy = scanned.path in self.copies
        return FileStanding(ScanState.CLEAN_COPY if is_copy else ScanState.NONE_FOUND)


def file_standing(portfolio: Portfolio, scanned: ScannedFile | None) -> FileStanding:
    """Return how a file stands; None is one that was not scanned."""
    return _Known(portfolio).standing(scanned)


def standings(
    portfolio: Portfolio, paths: Iterable[str], scanned: Iterable[ScannedFile]
) -> Mapping[str, FileStanding]:
    """Return how each of these files stands."""
    files = {file.path: file for file in scanned}
    known = _Known(portfolio)
    return {path: known.standing(files.get(path)) for path in paths}


def files_to_look_at(portfolio: Portfolio, scanned: Iterable[ScannedFile]) -> int:
    """Return in how many files something is still to be decided, without the user's own texts.

    Those are no evidence: what is found in one is marked where it is written.
    """
    known = _Known(portfolio)
    waiting = (file.path for file in scanned if known.standing(file).to_decide)
    return sum(1 for path in waiting if text_place(portfolio, path) is None)


def taken_out(before: ScannedFile, after: ScannedFile) -> frozenset[str]:
    """Return the tokens of what was found in a file as it was, and is not in it any more."""
    if before.path != after.path or before.sha256 == after.sha256:
        return frozenset()
    return frozenset({mark.token for mark in before.marks} - {mark.token for mark in after.marks})


def text_place(portfolio: Portfolio, path: str) -> TextPlace | None:
    """Return which text a Word file is: a response, or a statement; None for any other file."""
    for work in portfolio.sets:
        if work.statement is not None and work.statement.path == path:
            return TextPlace(work.set_id)
        for item in work.competencies:
            if item.response is not None and item.response.path == path:
                return TextPlace(work.set_id, item.number)
    return None


_FEWEST_DIGITS, _FEWEST, _MOST = 4, 5, 20


def card_shape(example: str) -> str:
    """Return the shape of a card number: its letters, and # for each digit; "" if it is none.

    Of digits alone the first stays, which says that it is a card and not an item. The number itself
    is not kept: nobody finds a card by its shape.
    """
    said = "".join(example.split()).replace("-", "").upper()
    is_one = said.isascii() and said.isalnum() and _FEWEST <= len(said) <= _MOST
    if not is_one or sum(map(str.isdecimal, said)) < _FEWEST_DIGITS:
        return ""
    shape = "".join("#" if each.isdecimal() else each for each in said)
    return said[0] + shape[1:] if said.isdecimal() else shape


# Edits ------------------------------------------------------------------------------------------


def add_card_shape(portfolio: Portfolio, shape: str) -> Portfolio:
    """Return the portfolio with a shape of card numbers; with "" it is known that none is given."""
    known = portfolio.card_shapes or ()
    new = (shape,) if shape and shape not in known else ()
    return replace(portfolio, card_shapes=(*known, *new))


def say_fine(
    portfolio: Portfolio, path: str, marks: Iterable[FindingMark], why: str, today: date
) -> Portfolio:
    """Return the portfolio with findings of a file said to be fine, for a reason."""
    new = {
        mark.token: PrivacyDecision(path, mark.token, mark.kind, why.strip(), today)
        for mark in marks
    }
    kept = tuple(each for each in portfolio.privacy if each.path != path or each.token not in new)
    return replace(portfolio, privacy=(*kept, *new.values())) if new else portfolio


def decide_again(portfolio: Portfolio, path: str, tokens: Collection[str]) -> Portfolio:
    """Return the portfolio with findings of a file undecided."""
    kept = tuple(
        each for each in portfolio.privacy if each.path != path or each.token not in tokens
    )
    return portfolio if kept == portfolio.privacy else replace(portfolio, privacy=kept)
