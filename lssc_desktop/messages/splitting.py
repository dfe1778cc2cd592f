"""One long document split into responses: what is proposed, what is left, and what was written."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.splitting import Basis, DocumentPart, Splitting, first_words
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.progress import find_set
from lssc_desktop.core.text.pages import pages
from lssc_desktop.core.text.richtext import RichText, words
from lssc_desktop.formats.lists import table_lines, word_list
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.competency import pages_line, statement_title, words_line
from lssc_desktop.messages.documents import part_words
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import shown_file
from lssc_desktop.store.splitting import DocumentNotSplit, WrittenTexts

_HEADING_WIDTH = 44  # characters of a line of the command


def left_out_word() -> str:
    """Name what a part becomes that becomes no text."""
    return _("Leave out")


def target_name(program: Program, place: TextPlace, *, with_set: bool) -> str:
    """Name a text that a part can become: "3, Roles of staff", with its set where that matters."""
    competency_set = find_set(program, place.set_id)
    competency = competency_set.competency(place.number or 0)
    name = (
        statement_title()
        if competency is None
        else _("{number}, {title}").format(number=competency.number, title=competency.title)
    )
    if not with_set:
        return name
    return _("{set_title}: {name}").format(set_title=competency_set.short_title, name=name)


def basis_words(basis: Basis) -> str:
    """Say why a part is proposed for a text; "" for what the user said."""
    return {
        Basis.NUMBER: _("Suggested by its number"),
        Basis.WORDS: _("Suggested by its words"),
        Basis.ORDER: _("Suggested by its order"),
        Basis.NONE: _("No suggestion"),
        Basis.CHOSEN: "",
    }[basis]


def part_title(part: DocumentPart) -> str:
    """Name a part by its heading."""
    return part.heading or _("Without a heading")


def part_size(text: RichText) -> str:
    """Say how long a part is: "412 words, about 1.2 pages"."""
    return _("{words}, {pages}").format(
        words=words_line(words(text)), pages=pages_line(pages(text), None)
    )


def only_words_line(kinds: Collection[str]) -> str:
    """Say what does not come along where a part is added to a text; "" where all does."""
    if not kinds:
        return ""
    return _(
        "When a part is added below a text, only its words are added, without {parts}. The "
        "document itself keeps them."
    ).format(parts=part_words(" ".join(sorted(kinds))))


def left_over_line(splitting: Splitting) -> str:
    """Say how much of the document becomes no text; "" where nothing does."""
    parts = splitting.left_over()
    if not parts:
        return ""
    count = sum(words(splitting.text_of(part.blocks)) for part in parts)
    said = ngettext(
        "{parts} part with {words} is left out.", "{parts} parts with {words} are left out.",
        len(parts),
    )  # fmt: skip
    return said.format(parts=len(parts), words=words_line(count))


def without_text_lines(program: Program, splitting: Splitting) -> tuple[str, ...]:
    """Say which competencies get nothing, a line for each set that gets something."""
    found = groupby(splitting.without_text(), key=lambda place: place.set_id)
    return tuple(_without_text(program, set_id, tuple(places)) for set_id, places in found)


def _without_text(program: Program, set_id: str, places: Sequence[TextPlace]) -> str:
    said = ngettext(
        "Nothing for {competency} {numbers} of {set_title}.",
        "Nothing for {competencies} {numbers} of {set_title}.",
        len(places),
    )
    return said.format(
        numbers=word_list(tuple(str(place.number) for place in places)),
        set_title=find_set(program, set_id).title,
    )


def found_line(name: str, splitting: Splitting) -> str:
    """Say how many parts were found in a document, and how many texts they become."""
    texts = len(splitting.new_texts())
    said = ngettext(
        "{name} has {parts} part. ", "{name} has {parts} parts. ", len(splitting.parts)
    ) + ngettext("{texts} text will be written.", "{texts} texts will be written.", texts)
    return said.format(name=shown_file(name), parts=len(splitting.parts), texts=texts)


def texts_written(written: WrittenTexts, present: Collection[TextPlace]) -> Message:
    """Say how many texts were written, and where the ones before are."""
    count = len(written.documents)
    replaced = any(place in present for place, _document in written.documents)
    return Message(
        ngettext(
            "{count} text was written from your document.",
            "{count} texts were written from your document.",
            count,
        ).format(count=count),
        _("The texts they replaced are under Earlier versions.") if replaced else "",
        _("Read each one before you mark it as ready.")
        if written.uncertain is None
        else message_for(written.uncertain).text,
    )


def texts_cut_short(written: WrittenTexts, program: Program) -> Message:
    """Say which texts were written before something failed, and which were not."""
    reason = "" if written.error is None else message_for(written.error).text
    names = [target_name(program, place, with_set=True) for place in written.left]
    done = len(written.documents)
    return Message(
        ngettext(
            "Only {count} text was written. {reason}", "Only {count} texts were written. {reason}",
            done,
        ).format(count=done, reason=reason),
        _("Not written: {names}.").format(names="; ".join(names)),
        _("Fix that, then split the document again. The texts already written can stay."),
    )  # fmt: skip


def nothing_written() -> Message:
    """Say that the job was stopped before anything was written."""
    return Message(_("Canceled. Nothing was written."))


@message_for.register
def _document_not_split(error: DocumentNotSplit) -> Message:
    return Message(
        _("{name} has {parts}, so it can’t be split.").format(
            name=shown_file(error.path), parts=part_words(" ".join(error.beyond))
        ),
        _("Nothing was changed."),
        _("Save a copy without that in Word, and split the copy."),
    )


# On the command line ----------------------------------------------------------------------------


def proposal_lines(
    name: str, program: Program, splitting: Splitting, present: Mapping[TextPlace, int]
) -> tuple[str, ...]:
    """Return the proposal as a table, and what is left out and gets nothing."""
    with_set = len(splitting.known.sets) > 1
    rows = [
        (
            str(number),
            first_words(RichText(splitting.blocks[part.begin]), _HEADING_WIDTH),
            number_text(words(splitting.text_of(part.blocks))),
            _target_words(program, part, present, with_set=with_set),
            basis_words(part.basis),
        )
        for number, part in enumerate(splitting.parts, 1)
    ]
    heads = (_("Part"), _("Starts with"), _("Words"), _("Becomes"), _("Why"))
    return (
        found_line(name, splitting),
        *table_lines(heads, rows),
        *filter(None, (left_over_line(splitting),)),
        *without_text_lines(program, splitting),
        *filter(None, (only_words_line(splitting.only_words(present.keys())),)),
    )


def _target_words(
    program: Program, part: DocumentPart, present: Mapping[TextPlace, int], *, with_set: bool
) -> str:
    if part.target is None:
        return left_out_word()
    name = target_name(program, part.target, with_set=with_set)
    count = present.get(part.target)
    if not count:
        return name
    return _("{name} (has {words})").format(name=name, words=words_line(count))
