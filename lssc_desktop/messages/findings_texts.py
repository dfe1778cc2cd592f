"""Findings about responses, the learning statement, their documents, and a renewal, in words.

And about what was entered of decisions and certificates, where it can hardly be.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.files.seen import Barrier, Opened
from lssc_desktop.core.text.richtext import DocumentFault
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.documents import fault_advice, fault_sentence, part_words
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import amount, competency_list, file_name


def place(finding: Finding) -> str:
    """What a finding is about: "No. 12", or the learning statement."""
    if finding.competency is None:
        return finding.fact("statement") or _("The learning statement")
    return _("Competency {number}").format(number=finding.competency)


def fact_day(finding: Finding, name: str) -> str:
    """Return a day that a finding names, as people write it."""
    return long_day(date.fromisoformat(finding.fact(name)))


def _response_missing(finding: Finding) -> Message:
    return Message(
        _("{place} has no response.").format(place=place(finding)),
        _("Every competency in the set must be addressed."),
        _("Write one, or use a Word document you have."),
    )


def _document_gone(finding: Finding) -> Message:
    if finding.fact("kind") == "link":
        return Message(
            _("{place}: {file}, or its folder, only points to another place.").format(
                place=place(finding), file=file_name(finding.path)
            ),
            _("A package can’t include what a link points to, so you can’t hand in the set."),
            _("Replace the link with the file or folder itself."),
        )
    return Message(
        _("{place}: {file} isn’t in the folder anymore.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("You can’t hand in the set without it."),
        _("Put the file back, or write it again."),
    )


def _response_empty(finding: Finding) -> Message:
    return Message(
        _("{place} has only an introduction.").format(place=place(finding)),
        _("Say what you did, what you learned, and how well it worked."),
    )


def _document_unreadable(finding: Finding) -> Message:
    fault = finding.fact("fault")
    advice = _("Open it in Word and save it as a Word document (.docx), or write it again.")
    if fault == DocumentFault.UNREADABLE:  # it may be as good as ever
        advice = fault_advice(fault)
    return Message(
        _("{place}: {file} can’t be read.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        fault_sentence(fault),
        advice,
    )


def _response_unneeded(finding: Finding) -> Message:
    statement = finding.fact("statement")
    advice = _("If you need it, put it in “{statement}”.").format(statement=statement)
    return Message(
        _("{place} has a response, {name}, but your program needs none.").format(
            place=place(finding), name=file_name(finding.path)
        ),
        _("It isn’t in any package."),
        advice if statement else "",
    )


def _statement_unneeded(finding: Finding) -> Message:
    return Message(
        _("{file} belongs to a statement, but your program needs none.").format(
            file=file_name(finding.path)
        ),
        _("It isn’t in any package."),
        _("If you need it, add it to the evidence for a competency."),
    )


def _day_long_ago(finding: Finding) -> Message:
    return Message(
        _("You entered the date {day}, which can hardly be right.").format(
            day=fact_day(finding, "day")
        ),
        advice=_("Check the year."),
    )


def _revisions_over(finding: Finding) -> Message:
    most = int(finding.fact("most"))
    said = ngettext(
        "{count} revisions were required, but your program allows {most}.",
        "{count} revisions were required, but your program allows {most}.",
        most,
    )
    return Message(
        said.format(count=finding.fact("count"), most=most),
        advice=_("Check the decisions, or ask the program office what follows."),
    )


def _certified_without(finding: Finding) -> Message:
    return Message(
        _("You’re certified as of {on}, but the last decision on it is “not achieved”.").format(
            on=fact_day(finding, "on")
        ),
        advice=_("If it was achieved later, enter that decision too. If not, check your dates."),
    )


def _renewed_long(finding: Finding) -> Message:
    years = int(finding.fact("years"))
    said = ngettext(
        "You entered a renewal until {until}, but one lasts {years} year.",
        "You entered a renewal until {until}, but one lasts {years} years.",
        years,
    )
    return Message(
        said.format(until=fact_day(finding, "until"), years=years),
        advice=_("Check the date in what the program sent you."),
    )


def _too_many_pages(finding: Finding) -> Message:
    return Message(
        ngettext(
            "{place} is about {pages} page.",
            "{place} is about {pages} pages.",
            amount(finding.fact("pages")),
        ).format(place=place(finding), pages=finding.fact("pages")),
        ngettext(
            "The program’s limit is {limit} page.",
            "The program’s limit is {limit} pages.",
            amount(finding.fact("limit")),
        ).format(limit=finding.fact("limit")),
    )


def _text_wordy(finding: Finding) -> Message:
    if over := finding.fact("over"):
        said = ngettext(
            "{place} is {over} word over the limit.",
            "{place} is {over} words over the limit.",
            int(over),
        )
        return Message(
            said.format(place=place(finding), over=number_text(int(over))),
            _("It has {words} words; the program accepts at most {limit}.").format(
                words=number_text(int(finding.fact("words"))),
                limit=number_text(int(finding.fact("limit"))),
            ),
        )
    return Message(
        ngettext(
            "{place} has {words} word.", "{place} has {words} words.", amount(finding.fact("words"))
        ).format(place=place(finding), words=finding.fact("words")),
        _("The program allows {limit} at most.").format(limit=finding.fact("limit")),
    )


def _introduction_missing(finding: Finding) -> Message:
    return Message(
        _("{place} has no introduction.").format(place=place(finding)),
        _("The program requires one. It comes first and says how you show the competency."),
    )


def _introduction_long(finding: Finding) -> Message:
    return Message(
        ngettext(
            "{place} has an introduction of {paragraphs} paragraph.",
            "{place} has an introduction of {paragraphs} paragraphs.",
            amount(finding.fact("paragraphs")),
        ).format(place=place(finding), paragraphs=finding.fact("paragraphs")),
        _("The program requires {limit}.").format(limit=finding.fact("limit")),
    )


def _part_without_example(finding: Finding) -> Message:
    missing, covered = (finding.fact(name).split() for name in ("missing", "covered"))
    if finding.fact("subjects"):
        subjects = tuple(f"“{title}”" for title in finding.fact("subjects").split("\n"))
        return Message(
            _("{place} has no example for {subjects} yet.").format(
                place=place(finding), subjects=word_list(subjects)
            ),
            advice=_("Attach a file, or write about it in the response."),
        )
    return Message(
        ngettext(
            "{place}, part {parts} has no example yet.",
            "{place}, parts {parts} have no example yet.",
            len(missing),
        ).format(place=place(finding), parts=_letters(missing)),
        ngettext("Part {parts} has one.", "Parts {parts} have one.", len(covered)).format(
            parts=_letters(covered)
        )
        if covered
        else "",
        _("Attach a file, or mention it in the response by its letter."),
    )


def _competency_unknown(finding: Finding) -> Message:
    return Message(
        _("We don’t know what competency {number} requires.").format(number=finding.competency),
        _("Our program file has no text for it."),
        _("Ask the program, and paste in the official text."),
    )


def _set_count_unknown(finding: Finding) -> Message:
    count = int(finding.fact("count"))
    return Message(
        ngettext(
            "This set may have more than the {count} competency we know.",
            "This set may have more than the {count} competencies we know.",
            count,
        ).format(count=count),
        _("If one is missing, the program can’t pass the set."),
        _("Ask the program for the complete list."),
    )


def _statement_missing(finding: Finding) -> Message:
    if finding.fact("statement"):
        return Message(
            _("{place} is missing.").format(place=place(finding)),
            _("The portfolio can’t be handed in without it."),
        )
    return Message(
        _("The learning statement is missing."),
        _("Each set needs one."),
        _("Write it last."),
    )


def _statement_empty(finding: Finding) -> Message:
    if finding.fact("statement"):
        return Message(
            _("{place} is empty.").format(place=place(finding)),
            _("The portfolio can’t be handed in without it."),
        )
    return Message(
        _("The learning statement is empty."),
        _("Each set needs one."),
        _("Write it last."),
    )


def _evidence_unreferenced(finding: Finding) -> Message:
    label = finding.fact("label")
    return Message(
        _("{label} isn’t mentioned: {file}.").format(label=label, file=file_name(finding.path)),
        _("The statement must say what each piece of evidence shows.")
        if finding.level is Level.BLOCKER
        else _("The statement should say what each piece of evidence shows."),
        _("Write {label} in the statement where it belongs, or detach the file.").format(
            label=label
        ),
    )


def _statement_early(finding: Finding) -> Message:
    return Message(
        _("The learning statement was written before {numbers} had a response.").format(
            numbers=competency_list(finding.fact("missing").split())
        ),
        _("It looks back on all of them."),
        _("Read it again when the last response is done."),
    )


def _document_unfinished(finding: Finding) -> Message:
    return Message(
        _("{place}: {file} still has {left}.").format(
            place=place(finding),
            file=file_name(finding.path),
            left=part_words(finding.fact("left")),
        ),
        _("Anyone who opens the Word file can read them, including deleted words."),
        _("Accept or remove them in Word before you hand in."),
    )


def _document_beyond(finding: Finding) -> Message:
    return Message(
        _("{place}: {file} has {more}.").format(
            place=place(finding),
            file=file_name(finding.path),
            more=part_words(finding.fact("more")),
        ),
        _("The assembled PDF doesn’t show that, and refers readers to the Word file."),
    )


def _document_incomplete(finding: Finding) -> Message:
    return Message(
        _("{place}: {file} has parts that are missing or damaged.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("Headings, lists, footnotes, or some text may be lost."),
        _("Open it in Word, check that everything is there, and save it again."),
    )


def _document_open(finding: Finding) -> Message:
    return Message(
        _("{place}: {file} seems to be open in a word processor.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("Unsaved words don’t go into a package."),
        _("Save and close it first."),
    )


def _picture_undescribed(finding: Finding) -> Message:
    count = int(finding.fact("count"))
    return Message(
        ngettext(
            "{place} has a picture without a description.",
            "{place} has {count} pictures without a description.",
            count,
        ).format(place=place(finding), count=count),
        _("Readers who can’t see it won’t know what it shows."),
        _("In Word, right-click the picture, choose View Alt Text, and say what it shows."),
    )


def _character_unshown(finding: Finding) -> Message:
    codes = (code.removeprefix("U+") for code in finding.fact("characters").split())
    characters = [chr(int(code, base=16)) for code in codes]
    where = place(finding)
    if finding.fact("about") == "name":
        where = _("Your name")
    elif finding.fact("about") == "file":
        where = _("{place}: the name or caption of {file}").format(
            place=where, file=file_name(finding.path)
        )
    return Message(
        _("{place} has characters the PDF can’t show: {characters}.").format(
            place=where, characters=word_list(tuple(map(_character, characters[:_MOST_CHARACTERS])))
        ),
        _("The PDF shows a replacement mark. The Word file and the web page keep them."),
    )


_MOST_CHARACTERS = 5


def _character(char: str) -> str:
    """Return a character and its name in Unicode, in words that a reader knows."""
    name = unicodedata.name(char, "").lower()
    if not name:
        return _("one without a name (U+{code})").format(code=f"{ord(char):04X}")
    return f"{char} ({name})"


def _link_refused(finding: Finding) -> Message:
    return Message(
        _("{place} has a link.").format(place=place(finding)),
        _("The program accepts only files, not links."),
        _("Save what the link shows as a file and attach it."),
    )


def _letters(parts: list[str]) -> str:
    return word_list(tuple(f"({letter})" for letter in parts))


WRITTEN: Mapping[FindingCode, Callable[[Finding], Message]] = {
    FindingCode.RESPONSE_MISSING: _response_missing,
    FindingCode.RESPONSE_FILE_GONE: _document_gone,
    FindingCode.RESPONSE_EMPTY: _response_empty,
    FindingCode.RESPONSE_UNREADABLE: _document_unreadable,
    FindingCode.RESPONSE_UNNEEDED: _response_unneeded,
    FindingCode.STATEMENT_UNNEEDED: _statement_unneeded,
    FindingCode.DAY_LONG_AGO: _day_long_ago,
    FindingCode.REVISIONS_OVER: _revisions_over,
    FindingCode.CERTIFIED_WITHOUT: _certified_without,
    FindingCode.RENEWED_LONG: _renewed_long,
    FindingCode.RESPONSE_LONG: _too_many_pages,
    FindingCode.RESPONSE_WORDY: _text_wordy,
    FindingCode.INTRODUCTION_MISSING: _introduction_missing,
    FindingCode.INTRODUCTION_LONG: _introduction_long,
    FindingCode.PART_WITHOUT_EXAMPLE: _part_without_example,
    FindingCode.COMPETENCY_UNKNOWN: _competency_unknown,
    FindingCode.SET_COUNT_UNKNOWN: _set_count_unknown,
    FindingCode.STATEMENT_MISSING: _statement_missing,
    FindingCode.STATEMENT_FILE_GONE: _document_gone,
    FindingCode.STATEMENT_EMPTY: _statement_empty,
    FindingCode.STATEMENT_UNREADABLE: _document_unreadable,
    FindingCode.STATEMENT_LONG: _too_many_pages,
    FindingCode.STATEMENT_WORDY: _text_wordy,
    FindingCode.STATEMENT_EARLY: _statement_early,
    FindingCode.EVIDENCE_UNREFERENCED: _evidence_unreferenced,
    FindingCode.DOCUMENT_UNFINISHED: _document_unfinished,
    FindingCode.DOCUMENT_BEYOND: _document_beyond,
    FindingCode.DOCUMENT_INCOMPLETE: _document_incomplete,
    FindingCode.DOCUMENT_OPEN: _document_open,
    FindingCode.PICTURE_UNDESCRIBED: _picture_undescribed,
    FindingCode.CHARACTER_UNSHOWN: _character_unshown,
    FindingCode.LINK_REFUSED: _link_refused,
}


# Renewal ----------------------------------------------------------------------------------------


def _renewal_not_certified(_finding: Finding) -> Message:
    return Message(
        _("You have no certification to renew yet."),
        _("Certificates you keep here until then aren’t lost."),
        _("If you’re certified, enter the date on your certificate."),
    )


def _renewal_no_rule(_finding: Finding) -> Message:
    return Message(
        _("Your program file says nothing about renewal."),
        _("We don’t know what a renewal requires, so you can’t package one."),
        _("Ask the program office how to renew."),
    )


def _renewal_not_open(finding: Finding) -> Message:
    return Message(
        _("You can renew starting {opens}.").format(opens=fact_day(finding, "opens")),
        _("The program doesn’t accept earlier renewals."),
        _("Keep earning hours until then."),
    )


def _renewal_over(finding: Finding) -> Message:
    return Message(
        _("The deadline to renew was {ended}.").format(ended=fact_day(finding, "ended")),
        _("We don’t know whether the program still accepts a renewal."),
        _("Ask the program office."),
    )


def _renewal_hours_short(finding: Finding) -> Message:
    missing, technology = finding.fact("missing"), finding.fact("technology")
    said = ngettext(
        "You need {missing} more contact hour.",
        "You need {missing} more contact hours.",
        amount(missing),
    )
    if technology != "0":
        said = ngettext(
            "You need {missing} more contact hour, {technology} of it on technology.",
            "You need {missing} more contact hours, {technology} of them on technology.",
            amount(missing),
        )
    happened = said.format(missing=missing, technology=technology)
    return Message(
        happened,
        _("The program requires all of them to renew."),
        _("Add any activities you haven’t entered yet."),
    )


def _renewal_kind_short(finding: Finding) -> Message:
    return Message(
        ngettext(
            "You need {missing} more hour of “{title}”.",
            "You need {missing} more hours of “{title}”.",
            amount(finding.fact("missing")),
        ).format(missing=finding.fact("missing"), title=finding.fact("title")),
        _("The program requires a minimum for it."),
        _("Add any activities you haven’t entered yet."),
    )


def _renewal_statement_missing(_finding: Finding) -> Message:
    return Message(
        _("You haven’t written the renewal statement yet."),
        _("The program requires one along with the hours."),
        _("Write it under Renewal."),
    )


def _renewal_statement_long(finding: Finding) -> Message:
    over = int(finding.fact("over"))
    return Message(
        ngettext(
            "The renewal statement is {count} word over the limit.",
            "The renewal statement is {count} words over the limit.",
            over,
        ).format(count=over),
        ngettext(
            "It has {words} word.", "It has {words} words.", amount(finding.fact("words"))
        ).format(words=finding.fact("words")),
        _("Shorten it."),
    )


def _renewal_twice(finding: Finding) -> Message:
    return Message(
        _("“{title}” on {day} may have been entered twice.").format(
            title=finding.fact("title"), day=fact_day(finding, "day")
        ),
        _("Both count now."),
        _("Remove one if it was a single activity."),
    )


def _renewal_undocumented(finding: Finding) -> Message:
    return Message(
        _("“{title}” has no document yet.").format(title=finding.fact("title")),
        _("We don’t know which documents the program requires."),
        _("Attach a certificate, a program, or your notes."),
    )


def _renewal_document_gone(finding: Finding) -> Message:
    return Message(
        _("{name}, the document for “{title}”, isn’t in the folder.").format(
            name=file_name(finding.path), title=finding.fact("title")
        ),
        _("You can’t package a renewal without it."),
        _("Put it back, or attach another one."),
    )


def _renewal_document_unopenable(finding: Finding) -> Message:
    document = _("{name}, the document for “{title}”,").format(
        name=file_name(finding.path), title=finding.fact("title")
    )
    match finding.fact("why"):
        case Opened.PASSWORD:
            happened = _("{document} needs a password to open.")
        case Opened.WRONG_KIND:
            happened = _("{document} isn’t what its name says.")
        case Opened.EMPTY:
            happened = _("{document} is an empty file.")
        case Opened.DAMAGED:
            happened = _("{document} is damaged or incomplete.")
        case Barrier.SHORTCUT:
            happened = _("{document} is only a shortcut to something on your computer.")
        case _:
            happened = _("{document} is a kind of file many computers can’t open.")
    return Message(
        happened.format(document=document),
        _("Whoever decides on your renewal can’t see what it shows."),
        _("Replace it with a copy that opens, such as a PDF."),
    )


RENEWAL: Mapping[FindingCode, Callable[[Finding], Message]] = {
    FindingCode.RENEWAL_NOT_CERTIFIED: _renewal_not_certified,
    FindingCode.RENEWAL_NO_RULE: _renewal_no_rule,
    FindingCode.RENEWAL_NOT_OPEN: _renewal_not_open,
    FindingCode.RENEWAL_OVER: _renewal_over,
    FindingCode.RENEWAL_HOURS_SHORT: _renewal_hours_short,
    FindingCode.RENEWAL_KIND_SHORT: _renewal_kind_short,
    FindingCode.RENEWAL_STATEMENT_MISSING: _renewal_statement_missing,
    FindingCode.RENEWAL_STATEMENT_LONG: _renewal_statement_long,
    FindingCode.RENEWAL_TWICE: _renewal_twice,
    FindingCode.RENEWAL_UNDOCUMENTED: _renewal_undocumented,
    FindingCode.RENEWAL_DOCUMENT_GONE: _renewal_document_gone,
    FindingCode.RENEWAL_DOCUMENT_UNOPENABLE: _renewal_document_unopenable,
}
