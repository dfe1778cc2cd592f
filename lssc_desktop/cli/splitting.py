"""The command that splits one long document into responses."""

from argparse import Namespace
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import UTC, date, datetime

from lssc_desktop.cli.commands import GOOD, NOT_DONE, CommandResult
from lssc_desktop.cli.opened import folder_lock, open_folder, require_unlocked, save
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.edits import set_unread_document
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.progress import find_set
from lssc_desktop.core.portfolio.splitting import (
    DocumentPart,
    KnownTexts,
    Splitting,
    official_texts,
)
from lssc_desktop.core.portfolio.splitting import (
    split as split_document,
)
from lssc_desktop.core.text.pages import pages
from lssc_desktop.core.text.richtext import words
from lssc_desktop.messages.splitting import (
    not_confirmed_line,
    proposal_lines,
    texts_cut_short,
    texts_written,
)
from lssc_desktop.store.folder.opening import FolderRead
from lssc_desktop.store.responses import TextNotNoted
from lssc_desktop.store.splitting import (
    LongDocument,
    WrittenTexts,
    present_words,
    read_long_document,
    write_texts,
)


def split(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Show how a document would be split, and write its texts when the user said yes."""
    locked = folder_lock(arguments.folder, overrule=arguments.overrule)
    with locked if arguments.yes else nullcontext():
        at = open_folder(arguments.folder)
        sets = tuple(find_set(at.program, set_id) for set_id in dict.fromkeys(arguments.set_ids))
        for each in sets:
            require_unlocked(at, each.id)
        document = read_long_document(arguments.file)
        others = tuple(each for each in at.program.sets if each not in sets)
        known = KnownTexts(sets, others, official_texts(at.portfolio.sets))
        splitting = split_document(document.text, known)
        present = present_words(at.root, at.portfolio, known.places())
        if arguments.add:
            for place in present:
                splitting = splitting.with_added(place, adds=True)
        lines = proposal_lines(arguments.file.name, at.program, splitting, present)
        data = _data(arguments, splitting, present)
        if not arguments.yes:
            return CommandResult((*lines, not_confirmed_line()), {**data, "written": []})
        written = _written(at, document, splitting, today, reporter)
    if written.error is None:
        said, status = texts_written(written, present), GOOD
    else:
        said, status = texts_cut_short(written, at.program), NOT_DONE
    paths = [{"path": document.path, **_place_data(place)} for place, document in written.documents]
    return CommandResult((*lines, said.text), {**data, "written": paths}, status)


def _written(
    at: FolderRead, document: LongDocument, splitting: Splitting, today: date, reporter: Reporter
) -> WrittenTexts:
    """Write the texts, and have the portfolio know of them."""
    now = datetime.now(UTC)
    written = write_texts(at.root, at.program, at.portfolio, document, splitting, now, reporter)
    portfolio = at.portfolio
    for place, made in written.documents:
        portfolio = set_unread_document(portfolio, place, made, today)
    try:
        save(at, portfolio)
    except LsscError as error:
        raise TextNotNoted(written.documents[0][1].path, error) from error
    return written


def _data(
    arguments: Namespace, splitting: Splitting, present: Mapping[TextPlace, int]
) -> dict[str, object]:
    return {
        "file": str(arguments.file),
        "parts": [_part_data(splitting, part, present) for part in splitting.parts],
        "without_text": [_place_data(place) for place in splitting.without_text()],
    }


def _part_data(
    splitting: Splitting, part: DocumentPart, present: Mapping[TextPlace, int]
) -> dict[str, object]:
    text = splitting.text_of(part.blocks)
    target = part.target
    return {
        "heading": part.heading,
        "words": words(text),
        "pages": round(pages(text), 1),
        **(_place_data(target) if target is not None else {"set": None, "competency": None}),
        "left_out": target is None,
        "why": part.basis.value,
        "present_words": 0 if target is None else present.get(target, 0),
    }


def _place_data(place: TextPlace) -> dict[str, object]:
    """Return a text for `--json`; a learning statement has no competency."""
    return {"set": place.set_id, "competency": place.number}
