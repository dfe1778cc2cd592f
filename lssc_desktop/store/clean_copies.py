"""Clean copies of evidence: made in a scratch folder to be looked at, then laid beside their file.

A copy that nobody looked at, or that cannot be shown whole, never gets into the portfolio folder.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import extension_of, numbered
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.clean_copies import places_of_copy
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, Portfolio
from lssc_desktop.core.portfolio.privacy_decisions import decided_tokens
from lssc_desktop.core.privacy.clean_copy import (
    Cleaned,
    CleanOrder,
    LeftBehind,
    Region,
    Way,
    can_be_cleaned,
    clean_format,
    clean_name,
    clean_order,
    needs_office,
    unseen_in,
    ways,
)
from lssc_desktop.core.privacy.private_data import PrivacyFinding, PrivacyKind
from lssc_desktop.core.privacy.seen_words import seen_text
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.locking import locks_using
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.disk.copying import copy_in, require_file
from lssc_desktop.disk.disk import FileMissing, disk_errors, is_file, names_in
from lssc_desktop.disk.files import inside
from lssc_desktop.documents.office import find_office, to_newer, to_pdfs
from lssc_desktop.documents.previews.process import Previewer
from lssc_desktop.documents.previews.wire import (
    COPY,
    PICTURES,
    WORDS,
    CleanWish,
    PreviewFailed,
    PreviewFault,
    Source,
)
from lssc_desktop.values import dataclass

_OLD = ("doc", "rtf", "xls")
"""Kinds of which only LibreOffice knows all: the newer file that it makes is read."""
_ROUNDS = 2
"""What is found in a copy is covered in it once more: print that a picture of a page shows."""


class CleanCopyRefused(LsscError):
    """There is no clean copy of a file; without a fault there is no way for its kind."""

    path: str
    fault: PreviewFault | None


type Finds = Callable[[Source, Reporter], tuple[PrivacyFinding, ...]]
"""What finds private data in a file, by the rules of a portfolio."""


@dataclass(frozen=True, slots=True)
class CleanTools:
    """What makes clean copies: a helper, what finds private data, and what the candidate spares."""

    previewer: Previewer
    finds: Finds
    spares: Callable[[PrivacyFinding], bool] = lambda _finding: False
    language: str = "en"

    def to_cover(self, found: Iterable[PrivacyFinding]) -> tuple[PrivacyFinding, ...]:
        """Return what of that has to be covered."""
        return tuple(
            finding
            for finding in found
            if finding.kind is not PrivacyKind.UNREADABLE and not self.spares(finding)
        )


def clean_tools(
    root: Path, program: Program, portfolio: Portfolio, path: str, previewer: Previewer
) -> CleanTools:
    """Return what makes the clean copy of a file, which keeps what the candidate said is fine."""
    from lssc_desktop.store.portfolio_scan import mark_key, scan_order

    order = scan_order(program, portfolio)
    decided = decided_tokens(portfolio, path)
    key = mark_key(root) if decided else None
    file = portfolio.evidence_file(path)
    sha256 = "" if file is None else file.sha256

    def finds(source: Source, reporter: Reporter) -> tuple[PrivacyFinding, ...]:
        return previewer.find_private(source, order, reporter)

    def spares(finding: PrivacyFinding) -> bool:
        return key is not None and key.mark(finding, sha256).token in decided

    return CleanTools(previewer, finds, spares, portfolio.language)


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy in a scratch folder, with all that it holds: its words, and where its pictures are.

    `left` is what is still found in it, as far as it was looked through: `cut` where its words are
    too many for that. `pictures` is a PDF of all its pages or pictures, or the
    picture that it is; None for a copy of words alone.
    """

    of: str
    name: str
    way: Way
    file: Path
    words: str
    pictures: Path | None
    cleaned: Cleaned
    left: tuple[PrivacyFinding, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """A clean copy that is in the folder: of which file, and what was made."""

    of: str
    file: EvidenceFile
    made: MadeCopy


def ways_of(root: Path, path: str, previewer: Previewer, reporter: Reporter) -> tuple[Way, ...]:
    """Return how a copy of a file can be made here, the better way first.

    Raises `CleanCopyRefused` where there is none, and `Cancelled`.
    """
    has_office = find_office() is not None
    found = ways(path, has_office=has_office)
    if len(found) > 1:
        original = inside(root, path)
        try:
            looked = previewer.look(Source(original.name, str(original), original), reporter)
        except PreviewFailed:
            return found
        found = ways(path, has_office=has_office, beyond=looked.beyond)
    if not found:
        fault = PreviewFault.NO_OFFICE if can_be_cleaned(path) else None
        raise CleanCopyRefused(path, fault)
    return found


def make_clean_copy(
    root: Path,
    path: str,
    way: Way,
    regions: Sequence[Region],
    tools: CleanTools,
    folder: Path,
    reporter: Reporter,
) -> MadeCopy:
    """Make the clean copy of a file in an empty folder, and scan it again.

    Raises `CleanCopyRefused`, `OfficeMissing`, the errors of `disk.disk`, and `Cancelled`.
    """
    original = inside(root, path)
    require_file(original)
    kind = clean_format(path, way)
    if not kind:
        raise CleanCopyRefused(path, None)
    reporter(Progress(Step.MAKING_CLEAN_COPY))
    try:
        source = Source(original.name, str(original), original)
        found = tools.finds(source, reporter)
        unseen = unseen_in(found) if way is Way.LOOK else Counter()
        if needs_office(path, way):
            source, more = _by_office(source, way, folder, tools, reporter)
            unseen |= more
            found = (*found, *tools.finds(source, reporter))
        found = tools.to_cover(found)
        name = clean_name(original.name, way, clean_order(found).texts)
        made = folder / f"{COPY}.{kind}"
        covered, left, seen = found, found, found
        for _round in range(_ROUNDS):
            order = _order(clean_order(covered, regions), path, way)
            title = seen_text(name.rpartition(".")[0])
            wish = CleanWish(order, way, folder, title, tools.language)
            cleaned = tools.previewer.clean(source, wish, reporter)
            counted = _counted(cleaned, order, len(regions), unseen)
            cleaned = replace(cleaned, left_out=counted)
            again = Source(made.name, f"{made} {_round}", made)
            seen = tools.finds(again, reporter)
            left = tools.to_cover(seen)
            if not left:
                break
            covered = (*covered, *left)
        with disk_errors(folder):
            words = (folder / WORDS).read_text("utf-8")
    except PreviewFailed as error:
        raise CleanCopyRefused(path, error.fault) from error
    shown = made if kind in ("pdf", "jpg", "png") else folder / PICTURES
    pictures = shown if is_file(shown) else None
    is_cut = pictures is None and any(each.kind is PrivacyKind.UNREADABLE for each in seen)
    return MadeCopy(path, name, way, made, words, pictures, cleaned, left, is_cut)


@dataclass(frozen=True, slots=True)
class CopyWish:
    """A file that is to have a clean copy, in the better way where none is said."""

    of: str
    way: Way | None = None
    regions: Sequence[Region] = ()


@dataclass(frozen=True, slots=True)
class NotMade:
    """A file without a new clean copy, and why.

    None: the new one wasn't used. `Cancelled`: the user stopped before it was made.
    """

    of: str
    why: Exception | None


def make_clean_copies(  # noqa: PLR0913, PLR0917  a portfolio, what is wished in it, what makes it
    root: Path,
    program: Program,
    portfolio: Portfolio,
    submissions: Collection[Submission],
    wishes: Sequence[CopyWish],
    previewer: Previewer,
    folder: Path,
    reporter: Reporter,
) -> Iterator[MadeCopy | NotMade]:
    """Make clean copies, each in a folder of its own; one that can't be made keeps none away."""
    for number, wish in enumerate(wishes):
        item = Item(wish.of.rpartition("/")[2], number, len(wishes))

        def within(progress: Progress, number: int = number, item: Item = item) -> None:
            reporter(replace(progress, done=number, total=len(wishes), item=item))

        report = within if len(wishes) > 1 else reporter
        try:
            report(Progress(Step.MAKING_CLEAN_COPY))
            lock = locks_using(program, portfolio, submissions, *places_of_copy(portfolio, wish.of))
            if lock is not None:
                raise lock
            if portfolio.evidence_file(wish.of) is None:
                raise FileMissing(wish.of)
            own = folder / str(number)
            with disk_errors(own):
                own.mkdir()
            way = wish.way or ways_of(root, wish.of, previewer, report)[0]
            tools = clean_tools(root, program, portfolio, wish.of, previewer)
            yield make_clean_copy(root, wish.of, way, wish.regions, tools, own, report)
        except LsscError as error:
            yield NotMade(wish.of, error)


def _counted(
    cleaned: Cleaned, order: CleanOrder, drawn: int, unseen: Counter[LeftBehind]
) -> tuple[tuple[LeftBehind, int], ...]:
    """Return what is left out, with the areas that were drawn, and what was found in pictures."""
    left = Counter(dict(cleaned.left_out)) | unseen
    found = len(order.regions) - drawn
    if found > 0:
        left.setdefault(LeftBehind.FOUND, found)
    if drawn:
        left[LeftBehind.REGIONS] = drawn
    return tuple(left.items())


def _order(order: CleanOrder, path: str, way: Way) -> CleanOrder:
    """Return an order without places of the file, where its pages are made by LibreOffice."""
    return CleanOrder(order.texts) if needs_office(path, way) else order


def _by_office(
    source: Source, way: Way, folder: Path, tools: CleanTools, reporter: Reporter
) -> tuple[Source, Counter[LeftBehind]]:
    """Return the PDF that LibreOffice makes of a file, or the newer workbook of an old one.

    And what that doesn't show: the signature, and what only the newer file of an old one tells.
    """
    original = source.path or Path(source.name)
    unseen: Counter[LeftBehind] = Counter()
    if extension_of(original.name) in _OLD:
        converted = to_newer(original, folder, reporter)
        if converted is None:
            raise PreviewFailed(source.name, PreviewFault.DAMAGED)
        original = converted
        source = Source(converted.name, str(converted), converted)
        unseen = unseen_in(tools.finds(source, reporter))
    if way is Way.WORDS:
        return source, unseen
    accepted = folder / f"accepted{original.suffix.lower()}"
    if tools.previewer.accept(source, accepted, reporter):
        unseen[LeftBehind.SIGNATURE] = 1
    pages = folder / "pages"
    with disk_errors(pages):
        pages.mkdir()
    (pdf,) = to_pdfs([accepted], pages, reporter, Step.MAKING_CLEAN_COPY)
    if pdf is None:
        raise PreviewFailed(source.name, PreviewFault.DAMAGED)
    return Source(pdf.name, str(pdf), pdf), unseen


def keep_clean_copy(root: Path, made: MadeCopy, today: date, reporter: Reporter) -> CleanCopy:
    """Lay a copy that was made beside its original, which stays as it is.

    Raises the errors of `disk.disk`.
    """
    beside = inside(root, made.of).parent
    target = beside / numbered(made.name, names_in(beside))
    sha256, size = copy_in(made.file, target, reporter)
    path = str(PurePosixPath(made.of).with_name(target.name))
    return CleanCopy(made.of, EvidenceFile(path, sha256, size, today, made_anew=True), made)
