"""Pages in words: what a preview shows, why a file has none, and what is joined in one PDF."""

from collections.abc import Callable, Mapping, Sequence

from lssc_desktop.core.text.extract import Fact, FactKind, FactWords, only_facts
from lssc_desktop.documents.images import PictureFault, PictureUnreadable
from lssc_desktop.documents.pdf import PdfFault, PdfUnreadable
from lssc_desktop.documents.previews import Inspection, PreviewFailed, PreviewFault
from lssc_desktop.formats.numbers import duration, number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.documents import part_words
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import file_name, shown_file
from lssc_desktop.package.with_evidence import Why, WithEvidence

# Previews ---------------------------------------------------------------------------------------


def page_of(number: int, total: int) -> str:
    """Say which page is shown: "1 of 3"."""
    return _("{number} of {total}").format(number=number, total=total)


def found_line(current: int | None, found: int, *, is_done: bool, failed: bool, most: int) -> str:
    """Say which of the words that were found is shown: "2 of 14"; `current` counts from 0."""
    if failed:
        return _("Couldn’t be searched")
    if not found:
        return _("Not found") if is_done else _("Searching…")
    number = 0 if current is None else current + 1
    if found >= most:
        return _("{number} of over {total}").format(number=number, total=most)
    if not is_done:
        return _("{number} of {total}…").format(number=number, total=found)
    return page_of(number, found)


_IN_DOCUMENT = ("table", "picture", "footnote", "math", "text-box", "field", "link", "numbering")
"""What we show of a Word file besides its words."""


def preview_note(looked: Inspection) -> str:
    """Say in what a preview may differ from the file; "" where it does not."""
    notes = []
    if looked.extract is not None and looked.pages and not looked.sheets:
        notes += [_fact_line(fact) for fact in only_facts(looked.extract)]
    elif looked.text is not None or looked.extract is not None:
        notes.append(_("This is our preview. Other programs may show it differently."))
    if looked.converted:
        notes.append(_("This is how LibreOffice shows it. Other programs may show it differently."))
    has_pictures = 0 < looked.sheets < len(looked.pages)
    if has_pictures:
        notes.append(_("Its pictures come after the text."))
    shown = _IN_DOCUMENT if looked.document is not None else ()
    beyond = [
        part
        for part in looked.beyond
        if part not in shown and (part != "picture" or not has_pictures)
    ]
    if beyond:
        parts = part_words(" ".join(beyond))
        notes.append(_("It also has {parts}.").format(parts=parts))
    if looked.cut and looked.extract is None:
        notes.append(_("There’s more. Open it to read the rest."))
    elif looked.total > len(looked.pages):
        count = len(looked.pages)
        said = ngettext("We show the first page.", "We show the first {count} pages.", count)
        notes.append(said.format(count=count))
    return " ".join(notes)


def _fact_line(fact: Fact) -> str:
    """Say a fact in a sentence beside others: "Length: 3 min 12 s."."""
    said = fact_words(fact)
    return f"{said.label} {said.text}.".lstrip()


def fact_words(fact: Fact) -> FactWords:
    """Say a fact that stands around what a file says."""
    values = fact.values
    label = _LABELS.get(fact.kind)
    if label is not None:
        return FactWords(label(), "; ".join(values))
    return FactWords("", _SENTENCES[fact.kind](values))


_LABELS: Mapping[FactKind, Callable[[], str]] = {
    FactKind.FROM: lambda: _("From:"),
    FactKind.TO: lambda: _("To:"),
    FactKind.COPIES: lambda: _("Cc:"),
    FactKind.DATE: lambda: _("Date:"),
    FactKind.SUBJECT: lambda: _("Subject:"),
    FactKind.ATTACHMENTS: lambda: _("Attachments:"),
    FactKind.ADDRESS: lambda: _("Link to:"),
    FactKind.ARTIST: lambda: _("By:"),
    FactKind.HIDDEN_SHEETS: lambda: _("Hidden sheets, not shown:"),
}

_SENTENCES: Mapping[FactKind, Callable[[Sequence[str]], str]] = {
    FactKind.NOT_IN_TEXT: lambda _values: _("The email has no text we can show."),
    FactKind.SHEET: lambda values: values[0],
    FactKind.TITLE: lambda values: values[0],
    FactKind.COLUMNS: lambda values: (
        _("Columns {first} to {last}").format(first=values[0], last=values[1])
        if values[0] != values[1]
        else _("Column {column}").format(column=values[0])
    ),
    FactKind.EMPTY_SHEET: lambda _values: _("This sheet is empty."),
    FactKind.ROWS: lambda values: _(
        "We show the first {shown} of {total} rows. Open the file to see the rest."
    ).format(shown=_count(values[0]), total=_count(values[1])),
    FactKind.MORE_COLUMNS: lambda values: _(
        "We show the first {shown} of {total} columns. Open the file to see the rest."
    ).format(shown=_count(values[0]), total=_count(values[1])),
    FactKind.MORE_SHEETS: lambda values: _(
        "We show the first {shown} of {total} sheets. Open the file to see the rest."
    ).format(shown=_count(values[0]), total=_count(values[1])),
    FactKind.LENGTH: lambda values: _("Length: {length}").format(
        length=duration(_number(values[0]))
    ),
    FactKind.PICTURE_SIZE: lambda values: _("{width} × {height} pixels").format(
        width=values[0], height=values[1]
    ),
    FactKind.LEFT_OUT: lambda _values: _("There’s more. Open the file to read the rest."),
}


def _number(value: str) -> int:
    return int(value) if value.isdecimal() else 0


def _count(value: str) -> str:
    return number_text(_number(value))


def no_words() -> str:
    """Say that a page is a picture only."""
    return _("We can’t read any words on this page. It may be a picture of text.")


# Previews that failed ---------------------------------------------------------------------------


@message_for.register
def _preview_failed(error: PreviewFailed) -> Message:
    return _FAULTS[error.fault](shown_file(error.name))


def preview_failed_for_reader(error: PreviewFailed) -> Message:
    """Say to a reviewer why there is no preview: the file is somebody else's to mend."""
    message = message_for(error)
    if error.fault not in _AUTHORS_FAULTS:
        return message
    return Message(
        message.happened,
        _("You can still rate and comment."),
        _("Ask the candidate for a copy that opens, preferably a PDF."),
    )


_AUTHORS_FAULTS = (
    PreviewFault.DAMAGED,
    PreviewFault.EMPTY,
    PreviewFault.PASSWORD,
    PreviewFault.WRONG_KIND,
)
"""What whoever has the file can mend, and nobody else."""


def _kind_unknown(name: str) -> Message:
    return Message(
        _("We can’t preview files like {name}.").format(name=name),
        _("The file wasn’t changed."),
        _("Open it in its own program to see it."),
    )


def _no_office(name: str) -> Message:
    return Message(
        _("We can’t show the pages of {name}: LibreOffice isn’t on this computer.").format(
            name=name
        ),
        _("The file wasn’t changed."),
        _("Open it in its own program to see it."),
    )


def _damaged(name: str) -> Message:
    return Message(
        _("{name} is damaged, or isn’t what its name says.").format(name=name),
        _("Others may not be able to open it."),
        _("Try opening it in its own program and saving it again."),
    )


def _empty(name: str) -> Message:
    return Message(
        _("{name} is empty.").format(name=name),
        _("Others won’t see anything in it."),
        _("Find the right file and use that one."),
    )


def _password(name: str) -> Message:
    return Message(
        _("{name} needs a password to open.").format(name=name),
        _("Others can’t read it without the password."),
        _("In its own program, save a copy without a password and use that."),
    )


def _wrong_kind(name: str) -> Message:
    return Message(
        _("{name} isn’t what its name says.").format(name=name),
        _("Others can’t open it."),
        _("Find the right file and use that one."),
    )


def _too_large(name: str) -> Message:
    return Message(
        _("{name} is too large for a preview.").format(name=name),
        _("The file wasn’t changed."),
        _("Open it in its own program to see it."),
    )


def _too_slow(name: str) -> Message:
    return Message(
        _("The preview of {name} took too long, so we stopped it.").format(name=name),
        _("The file wasn’t changed."),
        _("Open it in its own program to see it."),
    )


def _stopped(name: str) -> Message:
    return Message(
        _("The preview of {name} stopped: something in the file made it fail.").format(name=name),
        _("The file and the rest of your work weren’t changed."),
        _("Open it in its own program only if you know where it’s from."),
    )


def _missing(name: str) -> Message:
    return Message(
        _("{name} can’t be read right now.").format(name=name),
        _("It may have been moved or renamed, or its drive was unplugged."),
        _("Plug the drive back in, or find the file in its folder, then choose it again."),
    )


_FAULTS: Mapping[PreviewFault, Callable[[str], Message]] = {
    PreviewFault.KIND: _kind_unknown,
    PreviewFault.NO_OFFICE: _no_office,
    PreviewFault.DAMAGED: _damaged,
    PreviewFault.EMPTY: _empty,
    PreviewFault.PASSWORD: _password,
    PreviewFault.WRONG_KIND: _wrong_kind,
    PreviewFault.TOO_LARGE: _too_large,
    PreviewFault.TOO_MANY_PAGES: _too_large,
    PreviewFault.TOO_MANY_ROWS: _too_large,
    PreviewFault.TOO_SLOW: _too_slow,
    PreviewFault.STOPPED: _stopped,
    PreviewFault.MISSING: _missing,
}


# PDFs and pictures ------------------------------------------------------------------------------


def pdf_fault(fault: PdfFault) -> str:
    """Say why the pages of a PDF cannot be used."""
    sentences = {
        PdfFault.NOT_A_PDF: _("It isn’t a PDF, whatever its name says."),
        PdfFault.DAMAGED: _("The file is damaged."),
        PdfFault.PASSWORD: _("It needs a password to open."),
    }
    return sentences[fault]


@message_for.register
def _pdf_unreadable(error: PdfUnreadable) -> Message:
    return Message(
        _("The pages of {name} can’t be read. {why}").format(
            name=file_name(error.path), why=pdf_fault(error.fault)
        ),
        _("The file itself wasn’t changed."),
        _("Open it in a PDF program and save it again without a password, then try again."),
    )


def picture_fault(fault: PictureFault) -> str:
    """Say why a picture cannot be used."""
    sentences = {
        PictureFault.NOT_A_PICTURE: _("It isn’t a kind of picture we can open."),
        PictureFault.DAMAGED: _("The file is damaged."),
        PictureFault.TOO_LARGE: _("It has more pixels than we can open."),
    }
    return sentences[fault]


@message_for.register
def _picture_unreadable(error: PictureUnreadable) -> Message:
    return Message(
        _("The picture {name} can’t be used. {why}").format(
            name=file_name(error.path), why=picture_fault(error.fault)
        ),
        _("The file itself wasn’t changed."),
        _("Open it in a picture program and save it again as a JPEG, then try again."),
    )


# PDF with evidence ------------------------------------------------------------------------------


def with_evidence_lines(name: str, made: WithEvidence) -> tuple[str, ...]:
    """Say what was written, that it is a convenience only, and what is left out of it and why."""
    lines = [
        ngettext(
            "{Portfolio} and evidence: {pages} page in {name}.",
            "{Portfolio} and evidence: {pages} pages in {name}.",
            made.pages,
        ).format(pages=made.pages, name=file_name(name)),
        _("It isn’t tagged for screen readers, and it isn’t part of the package."),
    ]
    lines += [
        _("Left out: {name}. {why}").format(
            name=file_name(item.name), why=left_out_reason(item.why)
        )
        for item in made.left_out
    ]
    return tuple(lines)


def left_out_reason(why: Why) -> str:
    """Say why a file is not in the PDF with the evidence."""
    sentences = {
        Why.NO_PAGES: _("We can’t turn this kind of file into pages."),
        Why.MISSING: _("It isn’t in your folder."),
        Why.WRONG_KIND: _("It isn’t the kind of file its name says."),
        Why.DAMAGED: _("The file is damaged."),
        Why.EMPTY: _("The file is empty."),
        Why.STOPPED: _("Reading it took too long, or something in it made it fail."),
        Why.PASSWORD: _("It needs a password to open."),
        Why.TOO_LARGE: _("It’s larger than this PDF can include."),
        Why.NO_OFFICE: _("LibreOffice, which turns Word files into pages, isn’t on this computer."),
        Why.OFFICE_FAILED: _("LibreOffice couldn’t turn it into pages."),
    }
    return sentences[why]
