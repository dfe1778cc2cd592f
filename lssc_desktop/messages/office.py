"""An office's people in words: evaluators, conflicts, who gets what, history, and their emails.

Emails are drafts with their files: nothing is sent. Each lies in the folder “Mail drafts” of the
shelf, and opens in a mail program.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from lssc_desktop.core.files.names import REVIEW_SUFFIX, portable_name, slug
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.review.agreement import PairAgreement, RatingAgreement
from lssc_desktop.core.review.review import Review, ReviewMode
from lssc_desktop.core.submission.assigning import AssignmentProposal, WhyNot
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep, person_key
from lssc_desktop.core.submission.evaluators import Evaluator, Evaluators, KnownConflict, Ruling
from lssc_desktop.core.submission.mail import USUAL_LIMIT
from lssc_desktop.core.submission.shelf import ShelfEntry
from lssc_desktop.core.submission.shelf_statistics import (
    CompetencyAgreement,
    EvaluatorAgreement,
    ShelfAgreement,
    shelf_agreement,
    shelf_statistics,
)
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.formats.dates import long_day, near_moment
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import number_text, short_number
from lssc_desktop.languages import LANGUAGES, ngettext, speaking, spoken
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.shelf import (
    reminder_lines,
    reminders,
    shelf_title,
    statistics_head,
    statistics_row,
)
from lssc_desktop.messages.words import one_line, shown_file
from lssc_desktop.package.judging import read_for_letter
from lssc_desktop.package.mail_draft import (
    DRAFT_SUFFIX,
    MailDraft,
    MailFile,
    with_signature,
    write_mail,
)
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.package.papers import calendar_file
from lssc_desktop.package.table_file import Cell, TableSheet
from lssc_desktop.package.typesetting.blocks import Markup, tag
from lssc_desktop.package.typesetting.language import package_words, web_tag
from lssc_desktop.store.known_programs import known_programs

_LONGEST = 60

DRAFTS = "Mail drafts"
"""The folder of drafts in a shelf."""

# Conflicts --------------------------------------------------------------------------------------


def conflict_line(each: KnownConflict) -> str:
    """Say that somebody has a conflict with a candidate, and what the office decided."""
    said = {
        Ruling.OPEN: _(
            "{name} declared a conflict of interest with this candidate. The office hasn’t decided."
        ),
        Ruling.APART: _("{name} doesn’t evaluate this candidate: a conflict of interest."),
        Ruling.ALLOWED: _(
            "{name} declared a conflict of interest with this candidate. The office allowed the "
            "evaluation."
        ),
    }[each.ruling].format(name=one_line(each.person, _LONGEST))
    words = _("What it is: {words}").format(words=one_line(each.words)) if each.words else ""
    reason = _("Reason: {reason}").format(reason=one_line(each.reason)) if each.reason else ""
    return " ".join(filter(None, (said, words, reason)))


def conflicts_text(entry: ShelfEntry) -> str:
    """Name who is at work on a package in spite of a conflict that the office didn't allow."""
    people = [
        one_line(each.person, _LONGEST)
        for each in entry.conflicts
        if each.is_at_work and each.ruling is not Ruling.ALLOWED
    ]
    if not people:
        return ""
    return _("conflict of interest: {names}").format(names=", ".join(people))


def conflicts_unknown(found: Evaluators | None) -> tuple[str, ...]:
    """Say that conflicts are not shown, where the office's list can't be read; else nothing."""
    if found is not None:
        return ()
    return (_("The list of {evaluators} can’t be read, so conflicts of interest aren’t shown."),)


def conflict_first(name: str) -> str:
    """Say why a package is not assigned to somebody: the office has to decide first."""
    return _(
        "{name} has a conflict of interest with this candidate. Decide about it first."
    ).format(name=one_line(name, _LONGEST))


def conflict_declared(*, is_open: bool = True) -> Message:
    """Say to an evaluator what follows from a declared conflict, in a package that `is_open`."""
    return Message(
        _("You declared a conflict of interest."),
        _("It’s in your evaluation. The program office decides who evaluates this package.")
        if is_open
        else _("The package wasn’t opened. The program office decides who evaluates it."),
        _("Ask the office before you continue.") if is_open else "",
    )


def ruling_word(ruling: Ruling) -> str:
    """Name what an office can decide about a conflict."""
    return {
        Ruling.OPEN: _("Not decided yet"),
        Ruling.APART: _("Keep them apart"),
        Ruling.ALLOWED: _("Allow the evaluation"),
    }[ruling]


def combined_despite(people: Sequence[str]) -> str:
    """Say that a result needs a reason, because evaluators declared a conflict of interest."""
    names = word_list(tuple(one_line(each, _LONGEST) for each in people))
    return ngettext(
        "No result was made: {names} declared a conflict of interest.",
        "No result was made: {names} declared a conflict of interest.",
        len(people),
    ).format(names=names)


# Evaluators -------------------------------------------------------------------------------------


def languages_text(each: Evaluator) -> str:
    """Say which languages somebody reads."""
    if not each.languages:
        return _("All")
    return ", ".join(LANGUAGES.get(code, code) for code in each.languages)


def evaluator_line(each: Evaluator, has_now: int, conflicts: int) -> str:
    """Say what somebody has to do now and takes: "Ann: 3 now, at most 4, Technology, English"."""
    said = _("{name}: {count} now").format(name=one_line(each.name, _LONGEST), count=has_now)
    most = "" if each.most is None else _("at most {count}").format(count=each.most)
    parts = [said, most, *each.sets]
    if each.languages:
        parts.append(languages_text(each))
    if conflicts:
        parts.append(
            ngettext(
                "{count} conflict of interest", "{count} conflicts of interest", conflicts
            ).format(count=conflicts)
        )
    parts.append(_("away") if each.away else "")
    return ", ".join(filter(None, parts))


def at_most_text(each: Evaluator) -> str:
    """Say how many packages somebody has at once."""
    if each.away:
        return _("Away")
    return _("No limit") if each.most is None else str(each.most)


def proposal_text(each: AssignmentProposal) -> str:
    """Say who would get a package, and why not more: "A. Rivera, Technology: Ann and Lee"."""
    names = word_list(tuple(one_line(name, _LONGEST) for name in each.people))
    said = [_("{package}: {names}.").format(package=shelf_title(each.entry), names=names or "–")]
    if each.missing:
        said.append(
            ngettext(
                "{count} more {evaluator} needed.",
                "{count} more {evaluators} needed.",
                each.missing,
            ).format(count=each.missing)
        )
        said += [why_not_line(name, reason) for name, reason in each.passed_over]
    elif not each.people:
        said.append(_("It has enough {evaluators}."))
    elif each.together:
        said.append(
            ngettext(
                "They were together {count} time before.",
                "They were together {count} times before.",
                each.together,
            ).format(count=each.together)
        )
    return " ".join(said)


def why_not_line(name: str, reason: WhyNot) -> str:
    """Say why somebody does not get a package."""
    return {
        WhyNot.HAS_IT: _("{name} has it already."),
        WhyNot.CONFLICT: _("{name} has a conflict of interest."),
        WhyNot.AWAY: _("{name} is away."),
        WhyNot.SET: _("{name} doesn’t take this {set}."),
        WhyNot.LANGUAGE: _("{name} doesn’t read its language."),
        WhyNot.LOAD: _("{name} has enough to do."),
    }[reason].format(name=one_line(name, _LONGEST))


# History ----------------------------------------------------------------------------------------


def change_line(change: AssignmentChange, now: datetime) -> str:
    """Say what somebody noted of a package, and when."""
    facts = {
        "when": near_moment(change.at, now),
        "by": one_line(change.by, _LONGEST) or _("someone"),
        "name": one_line(change.person, _LONGEST),
        "day": "" if change.day is None else long_day(change.day),
    }
    if change.step is AssignmentStep.UNASSIGN:
        said = _("{when}, {by}: {name} isn’t assigned anymore")
    elif change.step is AssignmentStep.HANDED_IN:
        said = (
            _("{when}, {by}: hand-in date removed")
            if change.day is None
            else _("{when}, {by}: handed in on {day}")
        )
    elif change.day is None:
        said = _("{when}, {by}: assigned to {name}")
    else:
        said = _("{when}, {by}: assigned to {name}, due by {day}")
    return said.format(**facts)


# Agreement --------------------------------------------------------------------------------------


def agreement_line(found: RatingAgreement) -> str:
    """Say how far two ratings agreed: "10 of 12 the same (83%)", with kappa where it's known."""
    if found.percent is None:
        return _("Nothing was rated by two.")
    said = _("{same} of {count} the same ({percent}%)").format(
        same=number_text(found.same), count=number_text(found.count), percent=round(found.percent)
    )
    if found.kappa is None:
        return said
    return _("{said}, weighted kappa {kappa}").format(said=said, kappa=f"{found.kappa:.2f}")


def pair_line(each: PairAgreement) -> str:
    """Say how far two evaluators agreed."""
    return _("{one} and {other}: {agreement}").format(
        one=one_line(each.one, _LONGEST),
        other=one_line(each.other, _LONGEST),
        agreement=agreement_line(each.agreement),
    )


def agreement_head() -> tuple[str, ...]:
    """Return the titles of the columns that say how far ratings agreed."""
    return (_("Rated by two"), _("The same"), _("Percent"))


def competency_agreement_row(each: CompetencyAgreement) -> tuple[Cell, ...]:
    """Return how far evaluators agreed on a competency, or on the set: its title, then numbers."""
    number = _("All") if each.number is None else each.number
    return (one_line(each.set_title), number, *_agreement_cells(each.agreement))


def evaluator_agreement_row(each: EvaluatorAgreement) -> tuple[Cell, ...]:
    """Return how far an evaluator agreed with the others."""
    cells = _agreement_cells(each.agreement)
    return (one_line(each.person, _LONGEST), each.packages, *cells, each.higher, each.lower)


def _agreement_cells(found: RatingAgreement) -> tuple[Cell, ...]:
    percent = None if found.percent is None else round(found.percent, 1)
    return found.count, found.same, percent


def agreement_sheets(found: ShelfAgreement) -> tuple[TableSheet, ...]:
    """Return how far evaluators agreed as sheets of a workbook; no candidate is named in them."""
    numbers = agreement_head()
    together = [
        (
            one_line(each.one, _LONGEST),
            one_line(each.other, _LONGEST),
            *_agreement_cells(each.agreement),
            None if each.agreement.kappa is None else round(each.agreement.kappa, 3),
        )
        for each in found.pairs
    ]
    return (
        TableSheet(
            _("By {set}"),
            (_("{Set}"), _("{Competency}"), *numbers),
            [competency_agreement_row(each) for each in found.sets],
        ),
        TableSheet(
            _("By {evaluator}"),
            (_("{Evaluator}"), _("Packages"), *numbers, _("Rated higher"), _("Rated lower")),
            [evaluator_agreement_row(each) for each in found.people],
        ),
        TableSheet(
            _("By pair"),
            (_("{Evaluator}"), _("With"), *numbers, _("Weighted kappa")),
            together,
        ),
    )


def agreement_saved(path: str) -> Message:
    """Say where the sheet was written."""
    return Message(
        _("The table is saved as {name}.").format(name=shown_file(path)),
        _("It names {evaluators}, but no candidates."),
    )


# Statistics as a web page ------------------------------------------------------------------------


def statistics_page(entries: Sequence[ShelfEntry], today: date) -> bytes:
    """Return what became of portfolios, and how far evaluators agreed, as a web page: no names."""
    from lssc_desktop.package.page import page_head  # few save a page

    title = _("Statistics, {day}").format(day=long_day(today))
    counted = map(statistics_row, shelf_statistics(entries, today))
    agreed = map(competency_agreement_row, shelf_agreement(entries).sets)
    heads = (_("{Set}"), _("{Competency}"), *agreement_head())
    whole = tag(
        "body",
        tag(
            "main",
            tag("h1", title),
            tag("p", _("No candidate or {evaluator} is named here.")),
            _table(_("By {set}"), statistics_head(), counted),
            _table(_("How far {evaluators} agree"), heads, agreed),
        ),
    )
    lang = web_tag(spoken().language)
    page = f"<!DOCTYPE html>\n{tag('html', page_head(title), whole, lang=lang)}\n"
    return page.encode()


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Markup:
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", *(tag("th", each, scope="col") for each in head))),
            tag(
                "tbody", *(tag("tr", *(tag("td", cell_text(cell)) for cell in row)) for row in rows)
            ),
        ),
        class_="table",
        role="region",
        aria_label=caption,
        tabindex="0",  # it scrolls sideways where there is little room
    )


def _table_row(row: Sequence[Cell]) -> Markup:
    return tag("tr", *(tag("td", cell_text(cell)) for cell in row))


def cell_text(cell: Cell) -> str:
    """Return what a cell of a table shows."""
    if cell is None:
        return "–"
    return short_number(cell) if isinstance(cell, float) else str(cell)


def statistics_saved(path: str) -> Message:
    """Say where the page was written."""
    return Message(
        _("The statistics are saved as {name}.").format(name=shown_file(path)),
        _("No candidate or {evaluator} is named here."),
    )


# Emails -----------------------------------------------------------------------------------------


def result_mail(review: Review, office: str, files: Sequence[str]) -> tuple[str, str]:
    """Return the subject and the text of an email that brings a candidate a review or a result.

    It is in the language that is spoken: the candidate's.
    """
    about = review.package
    facts = {
        "name": one_line(about.candidate),
        "set_title": one_line(about.set_title),
        "reviewer": one_line(review.reviewer),
        "files": word_list(tuple(files)),
        "office": one_line(office),
    }
    if review.result is None:
        subject = _("{set_title}: review of your work")
        first = _("{reviewer} reviewed your work on {set_title}.")
    else:
        subject = _("{set_title}: decision on your {portfolio}")
        first = _("Here is the decision on your {portfolio} for {set_title}.")
    lines = (
        _("Dear {name},"),
        first,
        _(
            "Attached: {files}. To see every comment in its place, drop the file that ends in "
            "“.lssc-review.json” on your LSSC Desktop window."
        ),
        "{reviewer}\n{office}" if review.result is None else "{office}",
    )
    return subject.format(**facts), "\n\n".join(lines).format(**facts) + "\n"


def evaluation_mail(review: Review) -> tuple[str, str]:
    """Return the subject and the text of an email that brings the office an evaluation."""
    facts = {
        "name": one_line(review.reviewer),
        "candidate": one_line(review.package.candidate),
        "set_title": one_line(review.package.set_title),
    }
    subject = _("{set_title}: evaluation of {candidate}")
    text = _("Here is my evaluation of {candidate}, {set_title}. The file is attached.")
    lines = (_("Dear program office,"), text, "{name}")
    return subject.format(**facts), "\n\n".join(lines).format(**facts) + "\n"


def request_mail(
    entries: Sequence[ShelfEntry],
    person: str,
    today: date,
    programs: Sequence[str] = (),
    *,
    is_attached: bool,
) -> tuple[str, str]:
    """Return the subject and the text of an email that asks somebody to look at packages.

    `programs` are program files that are attached too.
    """
    count = len(entries)
    subject = ngettext(
        "{count} package for you to evaluate", "{count} packages for you to evaluate", count
    ).format(count=count)
    how = (
        ngettext("It’s attached.", "They’re attached.", count)
        if is_attached
        else ngettext(
            "It’s too large for email: you find it in our shared folder.",
            "They’re too large for email: you find them in our shared folder.",
            count,
        )
    )
    back = _(
        "Open it with LSSC Desktop, and send back the file that it saves. If you have a conflict "
        "of interest, ask us before you open it."
    )
    load = ngettext(
        "If LSSC Desktop doesn’t know the rules of a package, load the attached program file "
        "{names}.",
        "If LSSC Desktop doesn’t know the rules of a package, load the attached program files "
        "{names}.",
        len(programs),
    ).format(names=word_list(tuple(map(shown_file, programs))))
    lines = reminder_lines(entries, person, today)
    return subject, "\n".join(
        (
            _("Hello {name},").format(name=one_line(person, _LONGEST)),
            "",
            subject + ":",
            "",
            *lines,
            "",
            f"{how} {back}",
            *(("", load) if programs else ()),
            "",
            _("Thank you."),
            "",
        )
    )


def reminder_subject(count: int) -> str:
    """Return the subject of a reminder."""
    return ngettext(
        "Reminder: {count} package needs your review",
        "Reminder: {count} packages need your review",
        count,
    ).format(count=count)


def drafts_saved(paths: Sequence[str]) -> Message:
    """Say where drafts of emails were written, and that nothing was sent."""
    if len(paths) == 1:
        happened = _("The email draft is saved as {name}.").format(name=shown_file(paths[0]))
    else:
        happened = ngettext(
            "{count} email draft is saved in the folder “Mail drafts”.",
            "{count} email drafts are saved in the folder “Mail drafts”.",
            len(paths),
        ).format(count=len(paths))
    return Message(
        happened,
        _(
            "Nothing was sent. Send it from your mail program; in Thunderbird, choose Edit as New "
            "Message."
        ),
    )


# Drafts ------------------------------------------------------------------------------------------


def draft_result(
    config: Path, shelf: Path, package: Path, file: Path, today: date, reporter: Reporter
) -> Path:
    """Write an email to a candidate, with a review or result and its letter, in their language."""
    from lssc_desktop.package.letter import letter_about, letter_pdf  # it sets type

    opened, review = read_for_letter(config, package, file, None, reporter)
    letter = letter_pdf(letter_about(opened, review, today, str(file)))
    stem = file.name.removesuffix(".json").removesuffix(".lssc-review")
    name = f"{stem}-letter.pdf"
    record, program = opened.record, opened.program
    with speaking(package_words(record.language, program.words, program.spelling)):
        subject, text = result_mail(review, program.office, (file.name, name))
    files = (*with_signature(file.name, file), MailFile(name, content=letter))
    return _write(shelf, stem, MailDraft("", subject, text, files), reporter)


def draft_review(file: Path, opened: OpenedPackage, review: Review, reporter: Reporter) -> Path:
    """Write an email with a review file beside it: to the candidate, or to the office."""
    program = opened.program
    if review.mode is ReviewMode.EVALUATION:
        contact = program.contact
        to = program.mail.address if program.mail else ""
        to = to or ("" if contact is None else contact.email)
        subject, text = evaluation_mail(review)
    else:
        to, words = "", package_words(opened.record.language, program.words, program.spelling)
        with speaking(words):
            subject, text = result_mail(review, program.office, (file.name,))
    target = file.with_name(file.name.removesuffix(REVIEW_SUFFIX) + DRAFT_SUFFIX)
    return write_mail(
        target, MailDraft(to, subject, text, with_signature(file.name, file)), reporter
    )


def people_waited_for(entries: Sequence[ShelfEntry], due_by: date | None = None) -> tuple[str, ...]:
    """Return who still has something to do, or has it by that day, each once."""
    people = {
        person_key(each.person): one_line(each.person)
        for entry in entries
        for each in entry.waiting
        if due_by is None or each.is_due_by(due_by)
    }
    return tuple(people[key] for key in sorted(people))


def draft_requests(
    config: Path,
    shelf: Path,
    entries: Sequence[ShelfEntry],
    people: Sequence[str],
    listed: Evaluators,
    today: date,
    reporter: Reporter,
) -> tuple[Path, ...]:
    """Write an email to each of these, with the packages that they are assigned to and not done.

    They are called as the shelf shows them: where names are hidden, no file name tells one.
    Program files that don't come with LSSC Desktop go along, or nobody could judge by them.
    """
    known = known_programs(config, shelf)
    drafts = []
    for person in people:
        theirs = [each for each in entries if each.waits_for(person)]
        fits = sum(each.package.seen.bytes for each in theirs) <= USUAL_LIMIT
        rules = dict.fromkeys(each.package.rules_id for each in theirs)
        programs = tuple(
            MailFile(portable_name(f"{each.program}-{each.version}.toml"), content=text.encode())
            for each in rules
            if each is not None and (text := known.text_for(each))
        )
        packages = tuple(
            MailFile(portable_name(Path(each.shown_name).name), shelf / each.name)
            for each in (theirs if fits else ())
        )
        subject, text = request_mail(
            theirs, person, today, [each.name for each in programs], is_attached=fits
        )
        mail = MailDraft(_address(listed, person), subject, text, (*packages, *programs))
        drafts.append(_write(shelf, f"request-{slug(person)}", mail, reporter))
    return tuple(drafts)


def draft_reminder(
    shelf: Path,
    entries: Sequence[ShelfEntry],
    person: str,
    text: str,
    listed: Evaluators,
    today: date,
    reporter: Reporter,
) -> Path:
    """Write a reminder to somebody, with the due days as a calendar."""
    count = sum(each.waits_for(person) for each in entries)
    due = reminders(entries, person)
    calendar = calendar_file(due, _("Due reviews"), today)
    files = (MailFile("due.ics", content=calendar),) if due else ()
    mail = MailDraft(_address(listed, person), reminder_subject(count), text, files)
    return _write(shelf, f"reminder-{slug(person)}", mail, reporter)


def _address(listed: Evaluators, person: str) -> str:
    found = listed.find(person)
    return "" if found is None else found.email


def _write(shelf: Path, stem: str, mail: MailDraft, reporter: Reporter) -> Path:
    folder = shelf / DRAFTS
    with disk_errors(folder):
        folder.mkdir(exist_ok=True)
    return write_mail(folder / portable_name(f"{stem}{DRAFT_SUFFIX}"), mail, reporter)
