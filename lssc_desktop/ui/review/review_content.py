"""What the window of a review shows of one part, computed from the review and its package."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256

from lssc_desktop.core.files.seen import DOCUMENT_MISSING, SeenDocument
from lssc_desktop.core.portfolio.portfolio import Weight
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.copy_changes import FileChange
from lssc_desktop.core.review.review import About, Comment, Review, Thread
from lssc_desktop.core.standing.program_differences import AskedOtherwise
from lssc_desktop.core.text.changes import Change, ChangeKind, words_of
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.core.text.text import QuotedText
from lssc_desktop.documents.previews import Source
from lssc_desktop.messages.competency import nothing_written, place_line, statement_title
from lssc_desktop.messages.review import comments_head
from lssc_desktop.package.opened import (
    OpenedPackage,
    ReadableSet,
    about_file,
    file_blocks,
    written_numbers,
)
from lssc_desktop.package.record import CompetencyRecord, FileRecord
from lssc_desktop.package.rounds import EarlierRounds, PackageChanges, changed_places
from lssc_desktop.ui.review.comments import Discussion, Target, all_of, target_name
from lssc_desktop.ui.review.evidence_pane import ShownEvidence
from lssc_desktop.ui.review.standard_comments import OfferedText, offered_texts
from lssc_desktop.ui.review.window_parts import ReviewNews, ReviewRow
from lssc_desktop.ui.shared.comment_card import Stretch, StretchKind

STATEMENT = None
"""The place of the learning statement; every other place is the number of a competency."""

_MOST_TARGETS = 200  # files of one competency that a comment can be about


class ReviewContent:
    """One set with what is known of earlier rounds; asked again for every change.

    `source` gives what there is to look into of a file, and `asked` is what the package asks
    otherwise than the file by which the set is shown.
    """

    def __init__(
        self,
        opened: ReadableSet,
        rounds: EarlierRounds,
        source: Callable[[FileRecord], Source],
        asked: Sequence[AskedOtherwise] = (),
    ) -> None:
        self.opened = opened
        self._asked: dict[int | None, AskedOtherwise] = {each.number: each for each in asked}
        self._source = source
        self._passages: dict[Comment, Stretch | None] = {}  # the text never changes
        self._quoted: dict[int | None, QuotedText] = {}
        self._files = {file.path: file for file in opened.record.files}
        self._items = {item.number: item for item in opened.record.competencies}
        self.take_rounds(rounds)

    def take_rounds(self, rounds: EarlierRounds) -> None:
        """Know of other earlier rounds."""
        self.rounds = rounds
        changes = rounds.changes
        self._changed: tuple[int | None, ...] = (
            () if changes is None else changed_places(self.opened.record, changes)
        )

    @property
    def places(self) -> tuple[int | None, ...]:
        """Every place in order, the learning statement last where the program needs one."""
        numbers = (item.number for item in self.opened.competency_set.competencies)
        return (*numbers, STATEMENT) if self.opened.program.needs_statement else tuple(numbers)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the competencies in order."""
        return tuple(place for place in self.places if place is not None)

    @property
    def changed(self) -> tuple[int | None, ...]:
        """The places that are not as they were in the package before."""
        return self._changed

    @property
    def changes(self) -> PackageChanges | None:
        """What changed since the package before, None where none is known."""
        return self.rounds.changes

    @property
    def since_own_review(self) -> bool:
        """Whether what changed is told since the package that this reviewer reviewed last."""
        last, changes = self.rounds.last, self.changes
        if last is None or changes is None:
            return False
        return last.package.package_id == changes.since

    def rows(
        self, review: Review | None, unfinished: frozenset[int | None] = frozenset()
    ) -> tuple[ReviewRow, ...]:
        """Return the rows of the list; `unfinished` are places with a comment that was begun.

        Without a review nothing is rated.
        """
        titles = {item.number: item.title for item in self.opened.competency_set.competencies}
        return tuple(
            ReviewRow(
                at,
                place,
                statement_title() if place is None else titles[place],
                None if review is None or place is None else review.rating(place),
                review is not None and review.statement_read,
                self._news(place),
                place in unfinished,
                None if review is None else self.rated_before(place),
            )
            for at, place in enumerate(self.places)
        )

    def rated_before(self, place: int | None) -> Rating | None:
        """Return how this reviewer rated a competency in an earlier copy, None if not at all."""
        last = self.rounds.last
        return None if last is None or place is None else last.rating(place)

    def unchanged_unrated(self, review: Review) -> tuple[int, ...]:
        """Return the competencies that can be rated as before because nothing changed there.

        Each had a rating, and has none yet. None where the changes are told since another package
        than the one that was rated.
        """
        if not self.since_own_review:
            return ()
        return tuple(
            number
            for number in self.numbers
            if number not in self._changed
            and review.rating(number) is None
            and self.rated_before(number) is not None
        )

    def is_written(self, place: int | None) -> bool:
        """Return whether there is a response, or a file that says more than we can read."""
        return place is None or place in written_numbers(self.opened)

    def item(self, place: int | None) -> CompetencyRecord | None:
        """Return the record of a competency, None for the statement."""
        return None if place is None else self._items.get(place)

    def asked(self, place: int | None) -> tuple[str, str, str, str]:
        """Return where a place is, what it asks, its official text, and what it answers instead."""
        competency_set = self.opened.competency_set
        where = place_line(competency_set, place)
        if place is None:
            return where, statement_title(), "", ""
        competency, item = competency_set.competency(place), self.item(place)
        words = "" if competency is None else competency.summary or competency.title
        return where, words, *(("", "") if item is None else (item.official_text, item.pds))

    def asked_otherwise(self, place: int | None) -> AskedOtherwise | None:
        """Return what the package asks there in other words, None where they are the same."""
        return self._asked.get(place)

    def page_limit(self, place: int | None) -> float | None:
        """Return how many pages the program recommends at most, None where it does not."""
        limits = self.opened.program.limits
        statement = self.opened.program.statement
        most = None if statement is None else statement.max_pages
        limit = (most or limits.statement_pages) if place is None else limits.response_pages
        return None if limit is None else float(limit)

    def document(self, place: int | None) -> SeenDocument | None:
        """Return the text of a place, None where nothing is written."""
        item = self.item(place)
        if place is None:
            return self.opened.document(self.opened.record.statement)
        return None if item is None else self.opened.document(item.response)

    def nothing_written(self, place: int | None) -> str:
        """Say why there is no text at a place."""
        return nothing_written(self.opened.program, statement=place is None)

    def response_file(self, place: int | None) -> ShownEvidence | None:
        """Return the Word file of the text of a place, None where there is none to open."""
        document = self.document(place)
        if document is None or document.fault == DOCUMENT_MISSING:
            return None
        name = document.path.rpartition("/")[2]
        said = sha256(repr(document.text).encode()).hexdigest()
        record = FileRecord(document.path, name, said, 0)
        return ShownEvidence(0, document.path, name, 0, Weight.PRIMARY, source=self._source(record))

    def sentence_changes(self, place: int | None) -> tuple[Change, ...]:
        """Return what became of each sentence of a place; none for one that is as it was."""
        return () if self.changes is None else self.changes.text(place)

    def evidence(self, place: int | None) -> tuple[ShownEvidence, ...]:
        """Return the files shown for a competency, or with None by the statement."""
        record, item = self.opened.record, self.item(place)
        if place is not None and item is None:
            return ()
        competency = None if place is None else self.opened.competency_set.competency(place)
        found = []
        shown = record.statement_evidence if item is None else item.evidence
        for number, use in enumerate(shown, 1):
            file = self._files.get(use.path)
            name = use.path.rpartition("/")[2] if file is None else file.original_name
            found.append(
                ShownEvidence(
                    number,
                    use.path,
                    name,
                    0 if file is None else file.bytes,
                    use.weight,
                    use.caption,
                    use.own_role,
                    use.parts if competency is None else competency.part_names(use.parts),
                    None if self.changes is None else self.changes.news(place, use.path),
                    None if file is None else self._source(file),
                )
            )
        return tuple(found)

    def offered(self, place: int | None) -> tuple[OfferedText, ...]:
        """Return the standard comments and levels of the rubric that can be inserted there."""
        return offered_texts(self.opened.program.reviews, self.opened.record.set, place)

    def levels(self, place: int | None) -> Mapping[Rating, str]:
        """Return what each rating means there, in the words of the program."""
        found = self.opened.program.reviews.rubric_for(self.opened.record.set, place)
        return {each.rating: each.text for each in found}

    def file_changes(self, place: int | None) -> tuple[FileChange, ...]:
        """Return what became of the files that are shown for a competency."""
        return () if self.changes is None else self.changes.files_at(place)

    def targets(self, place: int | None) -> tuple[Target, ...]:
        """Return what can be commented on at a place: the text first, then each file."""
        whole = Target(statement_title(), About())
        if place is not None:
            whole = Target(all_of(place), About(place))
        record = self.opened.record
        files = (
            Target(target_name(each.number, each.name), about_file(record, place, each.path))
            for each in self.evidence(place)[:_MOST_TARGETS]
        )
        return (whole, *files)

    def discussion(self, place: int | None, review: Review) -> Discussion:
        """Return what was said about a place, before and now."""
        earlier = tuple(
            thread for thread in self.rounds.said if thread.comment.about.competency == place
        )
        own = tuple(item for item in review.comments if item.about.competency == place)
        comments = (*(thread.comment for thread in earlier), *own)
        ids = {item.id for item in comments}
        gone = frozenset(item.id for item in comments if item.quote and self.passage(item) is None)
        return Discussion(
            comments_head(About(place)),
            earlier,
            own,
            tuple(item for item in review.settled if item in ids),
            gone,
        )

    def passage(self, comment: Comment) -> Stretch | None:
        """Return where the passage of a comment stands in the text, None when it is gone."""
        if comment not in self._passages:
            self._passages[comment] = self._find(comment)
        return self._passages[comment]

    def stretches(self, place: int | None, review: Review) -> tuple[Stretch, ...]:
        """Return what is marked in a text: passages that comments quote, then what changed."""
        comments: Sequence[Comment] = (
            *(each.comment for each in _open(self.rounds.said, review)),
            *review.comments,
        )
        quoted = [
            self.passage(item) for item in comments if item.about.competency == place and item.quote
        ]
        return (
            *(each for each in quoted if each is not None),
            *_changed_stretches(self.sentence_changes(place)),
        )

    def _find(self, comment: Comment) -> Stretch | None:
        document = self.document(comment.about.competency)
        if document is None or not comment.quote:
            return None
        number = comment.about.competency
        if number not in self._quoted:
            self._quoted[number] = QuotedText(plain(document.text))
        found = self._quoted[number].find(comment.quote, comment.quoted_at)
        return None if found is None else Stretch(found.start, found.end)

    def _news(self, place: int | None) -> ReviewNews | None:
        if place not in self._changed:
            return None
        found = self.sentence_changes(place)
        if found and all(change.kind is ChangeKind.ADDED for change in found):
            return ReviewNews.NEW
        if found and all(change.kind is ChangeKind.REMOVED for change in found):
            return ReviewNews.GONE
        return ReviewNews.CHANGED


def packaged_source(opened: OpenedPackage, file: FileRecord) -> Source:
    """Return a file of a package as something to look into."""
    blocks = partial(file_blocks, opened, file.path)
    # By where it lies: the fingerprint in the record is what a stranger says.
    return Source(file.original_name, f"{opened.package_id} {file.path}", blocks=blocks)


def _open(said: Sequence[Thread], review: Review) -> Iterator[Thread]:
    """Give the comments of earlier rounds that this review does not settle."""
    return (thread for thread in said if thread.comment.id not in review.settled)


def _changed_stretches(found: Sequence[Change]) -> Iterator[Stretch]:
    """Give the words that are not as they were; white space around them is not marked.

    Where words went and none came, the words before and behind are marked.
    """
    place = 0
    for change in found:
        kind = StretchKind.MOVED if change.kind is ChangeKind.MOVED else StretchKind.CHANGED
        for start, end in _words_added(change):
            yield Stretch(place + start, place + end, kind)
        if change.kind is ChangeKind.CHANGED:
            for start, end in _around_removed(change):
                yield Stretch(place + start, place + end, StretchKind.CUT)
        place += len(change.new)


def _words_added(change: Change) -> Sequence[tuple[int, int]]:
    """Return where words stand in a sentence that were not there, neighbors in one stretch."""
    found: list[tuple[int, int]] = []
    at = 0
    for piece in words_of(change):
        words = piece.new.strip()
        if piece.kind is ChangeKind.ADDED and words:
            start = at + piece.new.index(words)
            if found and not change.new[found[-1][1] : start].strip():
                start = found.pop()[0]
            found.append((start, at + piece.new.index(words) + len(words)))
        at += len(piece.new)
    return found


def _around_removed(change: Change) -> Iterator[tuple[int, int]]:
    """Give the stretches of a sentence from which words went, with the word at either side."""
    pieces = words_of(change)
    at = 0
    for place, piece in enumerate(pieces):
        is_replaced = place + 1 < len(pieces) and pieces[place + 1].kind is ChangeKind.ADDED
        if piece.kind is ChangeKind.REMOVED and piece.old.strip() and not is_replaced:
            before, behind = change.new[:at].rstrip(), change.new[at:]
            start = len(before) - len(before.split()[-1]) if before else at
            words = behind.split(maxsplit=1)
            end = at + behind.index(words[0]) + len(words[0]) if words else at
            yield start, end
        at += len(piece.new)
