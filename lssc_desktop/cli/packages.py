"""`sample`, `package`, `export` and `send`: packages until they arrive.

And the commands of `paper`, which are made of a portfolio.
"""

import os
import random
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from lssc_desktop.cli.opened import (
    locked_if_it_can_be,
    open_folder,
    open_locked,
    refresh_portfolio,
    require_unlocked,
    save,
)
from lssc_desktop.cli.private import waiting_lines
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import PACKAGES, PORTFOLIO
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.overview.questions import (
    ProgramQuestion,
    QuestionUnknown,
    drop_answer,
    open_questions,
    put_answer,
    question_of,
    told_answers,
)
from lssc_desktop.core.portfolio.portfolio import PackageKind, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.progress import find_set
from lssc_desktop.core.submission import submission as steps
from lssc_desktop.core.submission.locking import with_handed_in, without_handed_in
from lssc_desktop.core.submission.mail import (
    MailFacts,
    MailMessage,
    NothingToMail,
    mail_message,
    newest_package,
)
from lssc_desktop.core.submission.submission import MAIL, Receipt, Submission, SubmissionState
from lssc_desktop.core.time.certification import NothingToNotify, last_step
from lssc_desktop.core.time.clock import NothingToAppeal, appeals, important_dates
from lssc_desktop.core.time.money import Applicant, ApplicantUnclear, money_text
from lssc_desktop.core.time.money import purchase_order as order_of
from lssc_desktop.disk.disk import is_file, is_folder, whole_path
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.papers import (
    calendar_entries,
    last_step_message,
    nothing_to_ask,
    question_title,
    question_words,
    questions_mail,
    told_line,
)
from lssc_desktop.messages.sending import sent_lines
from lssc_desktop.messages.standing import appeal_sentence
from lssc_desktop.messages.words import printable, shown_file
from lssc_desktop.package.build import refresh_and_build
from lssc_desktop.package.mail_draft import MailDraft, write_draft, write_mail
from lssc_desktop.package.papers import calendar_file, write_paper
from lssc_desktop.package.renewal import RENEWAL
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.package.typesetting.language import words_for_others
from lssc_desktop.paths import config_folder
from lssc_desktop.store.folder.opening import FolderRead
from lssc_desktop.store.folder.own_submissions import submissions_of
from lssc_desktop.store.program_texts import program_in
from lssc_desktop.store.signing import signature_path
from lssc_desktop.store.submissions import read_submission, read_submissions
from lssc_desktop.transfer.address import (
    Credentials,
    Kind,
    Password,
    Token,
    folder_address,
    parse_address,
    secret_in,
)
from lssc_desktop.transfer.connecting import open_destination
from lssc_desktop.transfer.destination import Destination, PackageFile, read_package
from lssc_desktop.transfer.outbox import (
    AlreadyReceived,
    AskedAgain,
    Backoff,
    FindOutFirst,
    NotAskedAgain,
    Outbox,
    StillInDoubt,
    take_form_step,
)

_TRIES = 4  # some fifteen seconds; who waits at a terminal wants to know


def package(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Build a package of one set, or of a renewal, and note it in the portfolio."""
    set_id, kind = arguments.set_id, PackageKind.PORTFOLIO
    if arguments.renewal:
        set_id, kind = RENEWAL, PackageKind.RENEWAL
    elif arguments.review_copy:
        kind = PackageKind.REVIEW_COPY
    with _open_portfolio(arguments) as (at, can_save):
        if kind is PackageKind.PORTFOLIO:
            require_unlocked(at, set_id)
        order = BuildOrder(
            *(at.root, at.program, at.program_text, at.portfolio, set_id, kind, arguments.output),
            sign_with=config_folder(),
        )
        packaged = refresh_and_build(order, today, reporter)
        built = packaged.built
        if can_save:
            save(at, built.portfolio)
        undecided: tuple[str, ...] = ()
        if kind is not PackageKind.REVIEW_COPY:
            with suppress(LsscError):  # it is built, which is to be said all the same
                undecided = waiting_lines(
                    at, built.portfolio, packaged.facts, set_id, today, reporter
                )
    from lssc_desktop.cli.signing import signed_lines

    lines = (
        _("The package is in {path}.").format(path=printable(str(built.path))),
        ngettext(
            "It has {files} file, {size}.", "It has {files} files, {size}.", built.written.files
        ).format(files=built.written.files, size=size(built.written.bytes)),
        _("Its fingerprint is {fingerprint}.").format(fingerprint=built.fingerprint),
        *signed_lines(built.path, signed=built.signed),
        *(() if built.unsigned is None else (message_for(built.unsigned).text,)),
        *_not_noted_lines(can_save),
        *undecided,
    )
    data: dict[str, object] = {
        "path": str(whole_path(built.path)),
        "package_id": built.written.package_id,
        "sha256": built.fingerprint,
        "files": built.written.files,
        "bytes": built.written.bytes,
    }
    if arguments.with_evidence_pdf:
        from lssc_desktop.messages.previews import left_out_reason, with_evidence_lines
        from lssc_desktop.package.with_evidence import write_evidence_pdf

        beside = write_evidence_pdf(arguments.folder, built, reporter)
        data["with_evidence_pdf"] = str(whole_path(beside.path))
        data["left_out"] = [
            {"name": item.name, "why": item.why.value, "message": left_out_reason(item.why)}
            for item in beside.made.left_out
        ]
        lines = (*lines, *with_evidence_lines(beside.path.name, beside.made))
    return CommandResult(lines, data)


@contextmanager
def _open_portfolio(arguments: Namespace) -> Iterator[tuple[FolderRead, bool]]:
    """Open the portfolio; to write a package elsewhere, one that can only be read will do."""
    if arguments.output is None:
        with open_locked(arguments.folder, overrule=arguments.overrule) as at:
            yield at, True
    else:
        with locked_if_it_can_be(arguments.folder, overrule=arguments.overrule) as opened:
            yield opened


def _not_noted_lines(noted: bool) -> tuple[str, ...]:
    if noted:
        return ()
    said = _(
        "Your {portfolio} doesn’t list this package because its folder is read-only. To list it, "
        "build it again when you can save to the folder."
    )
    return (said,)


def export(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Write one set, several, or all as one Word document or PDF."""
    from lssc_desktop.messages.package import exported_lines
    from lssc_desktop.package.export import ExportOrder
    from lssc_desktop.package.export import export as write_export

    at = open_folder(arguments.folder)
    made = write_export(
        ExportOrder(
            at.root,
            at.program,
            at.program_text,
            at.portfolio,
            tuple(arguments.set_ids or (item.set_id for item in at.portfolio.sets)),
            arguments.output,
            arguments.with_evidence,
            arguments.replace,
        ),
        today,
        reporter,
    )
    made = replace(made, path=whole_path(made.path))
    data: dict[str, object] = {
        "path": str(made.path),
        "sets": made.sets,
        "left_out": [{"name": item.name, "why": item.why.value} for item in made.left_out],
        "unread": list(made.unread),
        "missing": list(made.missing),
    }
    return CommandResult(exported_lines(made), data, GOOD if made.is_whole else FOUND_SOMETHING)


# Sample portfolio -------------------------------------------------------------------------------


def sample(arguments: Namespace, _today: date, reporter: Reporter) -> CommandResult:
    """Write the sample portfolio."""
    write_sample(arguments.folder, reporter, arguments.program)
    path = whole_path(arguments.folder)
    return CommandResult(
        (_("The sample {portfolio} is in {path}.").format(path=printable(str(path))),),
        {"path": str(path)},
    )


# Sending ----------------------------------------------------------------------------------------


def send(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Send a package, or ask about one that was sent, or may have been."""
    if arguments.by_mail:
        return _mail(arguments, today, reporter)
    place = parse_address(_address_text(arguments.to))
    mine = place.kind is Kind.FOLDER and not arguments.office_folder
    path = arguments.package.absolute()
    outbox = Outbox(path.parent, _now)
    undecided = _undecided_in(path, today, reporter)
    try:
        with outbox.doubt_repeated(path.name, place.text):
            credentials = _credentials(arguments)
            package = read_package(path, reporter)
            with closing(
                open_destination(place.text, credentials, arguments.ca_file, _now)
            ) as destination:
                result = _send(outbox, package, destination, reporter, mine=mine)
    except (StillInDoubt, FindOutFirst) as error:  # as in doubt as it was, whatever is the matter
        data = {"state": SubmissionState.UNCERTAIN.value, "receipt": None}
        return CommandResult((message_for(error).text,), data, FOUND_SOMETHING)
    _note_handed_in(path)
    lines = [*undecided, *result.lines]
    signature = signature_path(path)
    if place.kind is not Kind.FOLDER and is_file(signature):
        said = _(
            "Only the package is sent. If the office wants its signature, {name}, send it too."
        )
        lines.append(said.format(name=signature.name))
    return result._replace(lines=tuple(lines))


def _send(
    outbox: Outbox,
    package: PackageFile,
    destination: Destination,
    reporter: Reporter,
    *,
    mine: bool,
) -> CommandResult:
    """Send it; of one that was received before its receiver is asked whether it has it still."""
    before = read_submission(package.path, destination.url)
    if before is None or before.state in {SubmissionState.PACKAGED, SubmissionState.COPIED}:
        destination.check(reporter)  # a slip in the address shows before anything is written
    if before is None or before.state is not SubmissionState.UNCERTAIN:
        try:
            before = outbox.queue(package, destination.url, mine=mine)
        except AlreadyReceived:
            if before is None:
                raise
            return _ask_again(outbox, before, destination, reporter)
    backoff = Backoff(random.random, tries=_TRIES)
    submission = outbox.run(before, destination, backoff, reporter)
    done = submission.state in {SubmissionState.RECEIVED, SubmissionState.COPIED}
    status = GOOD if done else FOUND_SOMETHING
    return CommandResult(sent_lines(submission), _sent_data(submission), status)


def _ask_again(
    outbox: Outbox, submission: Submission, destination: Destination, reporter: Reporter
) -> CommandResult:
    """Tell what the receiver says now of what it received; the receipt stays as it is."""
    data = _sent_data(submission)
    try:
        asked = outbox.ask_again(submission, destination, reporter)
    except NotAskedAgain as error:
        lines = (message_for(error).text, *sent_lines(submission)[2:])
        return CommandResult(lines, {**data, "asked_again": "not-asked"}, FOUND_SOMETHING)
    lines = _asked_again_lines(submission, asked)
    status = GOOD if asked is AskedAgain.THERE else FOUND_SOMETHING
    return CommandResult(lines, {**data, "asked_again": asked.value}, status)


def _sent_data(submission: Submission) -> dict[str, object]:
    return {"state": submission.state.value, "receipt": _receipt_data(submission.receipt)}


def _undecided_in(package: Path, today: date, reporter: Reporter) -> tuple[str, ...]:
    """Say what nobody decided on in a package that goes out for the first time.

    Nothing of one that doesn't lie with its portfolio: nobody knows what was decided there.
    """
    root = package.parent.parent
    if package.parent.name != PACKAGES or not is_file(root / PORTFOLIO):
        return ()
    with suppress(LsscError):
        if any(each.state is not SubmissionState.PACKAGED for each in read_submissions(package)):
            return ()
        at = open_folder(root)
        name = f"{PACKAGES}/{package.name}"
        note = next((each for each in at.portfolio.packages if each.path == name), None)
        if note is not None:
            looked = refresh_portfolio(at, today, reporter)
            return waiting_lines(at, looked.portfolio, looked.facts, note.set_id, today, reporter)
    return ()


def _note_handed_in(package: Path) -> None:
    """Have the portfolio of a package remember that it was handed in.

    Where it cannot now, because its window is open, it does when it reads that by itself.
    """
    root = package.parent.parent
    if package.parent.name == PACKAGES and is_file(root / PORTFOLIO):
        with suppress(LsscError), open_locked(root, overrule=False) as at:
            submissions = submissions_of(root, at.portfolio).submissions
            save(at, with_handed_in(at.portfolio, submissions))


def _address_text(text: str) -> str:
    """Return a folder that was typed as a path as an address.

    What has an @ may hold a password, which no sentence about a folder may repeat.
    """
    path = Path(text)
    rooted = bool(path.root)  # on Windows also without a drive, where it is not absolute
    is_path = is_folder(path) or (rooted and "@" not in text)
    return folder_address(path) if is_path else text


def _credentials(arguments: Namespace) -> Credentials | None:
    if arguments.password_env:
        return Password(arguments.user, secret_in(os.environ, arguments.password_env))
    if arguments.token_env:
        return Token(secret_in(os.environ, arguments.token_env))
    return None


def _receipt_data(receipt: Receipt | None) -> dict[str, object] | None:
    if receipt is None:
        return None
    return {
        "package_id": receipt.package_id,
        "at": receipt.at.isoformat(),
        "destination": receipt.destination,
        "location": receipt.location,
        "bytes": receipt.bytes,
        "proof": receipt.proof.value,
        "compared": receipt.is_compared,
        "algorithm": receipt.algorithm,
        "ours": receipt.ours,
        "theirs": receipt.theirs,
        "said": receipt.said,
    }


def _now() -> datetime:
    return datetime.now().astimezone()


# Email -----------------------------------------------------------------------------------------


def _mail(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Print the message to hand in with, write its draft, or note whether the user sent it."""
    root = arguments.package
    at = open_folder(root)
    note = newest_package(at.portfolio, find_set(at.program, arguments.set_id).id)
    if note is None:
        raise NothingToMail(find_set(at.program, arguments.set_id).title)
    path = at.root / note.path
    found = read_package(path, reporter)
    program = _own_language(at)
    candidate, title = at.portfolio.candidate.name, find_set(program, note.set_id).title
    message = mail_message(
        program,
        MailFacts(
            *(candidate, title, program.name, path.name, found.sha256, found.bytes),
            is_review=note.kind is PackageKind.REVIEW_COPY,
        ),
        words_for_others(program, at.portfolio).gettext,
    )
    data: dict[str, object] = {
        "to": message.to,
        "subject": message.subject,
        "text": message.text,
        "attach": str(whole_path(path)),
        "bytes": message.bytes,
        "too_large": message.is_too_large,
    }
    if arguments.sent or arguments.not_sent:
        sent = partial(steps.mail_sent, to=message.to, at=_now())
        not_sent = partial(steps.mail_not_sent, at=_now())
        with open_locked(root, overrule=arguments.overrule) as locked:
            submission = take_form_step(path, sent if arguments.sent else not_sent, reporter, MAIL)
            known = submissions_of(locked.root, locked.portfolio).submissions
            left = without_handed_in(locked.portfolio, note.package_id)
            save(locked, with_handed_in(locked.portfolio if arguments.sent else left, known))
        data["state"] = submission.state.value
        locks = note.kind is PackageKind.PORTFOLIO
        return CommandResult((_mail_state_line(submission, locks=locks),), data)
    looked = refresh_portfolio(at, today, reporter)
    undecided = waiting_lines(at, looked.portfolio, looked.facts, note.set_id, today, reporter)
    lines = (*undecided, *_mail_lines(message, whole_path(path)))
    if arguments.draft is not None:
        draft = write_draft(path, message, reporter, arguments.draft)
        data["draft"] = str(whole_path(draft))
        lines = (*lines, _draft_line(whole_path(draft)))
    return CommandResult(lines, data)


def _mail_lines(message: MailMessage, path: Path) -> tuple[str, ...]:
    """Say the whole message, with the file to attach."""
    from lssc_desktop.messages.submissions import mail_size_line

    return (
        _("To: {address}").format(address=message.to or _("ask the program office")),
        _("Subject: {subject}").format(subject=message.subject),
        "",
        *message.text.rstrip().splitlines(),
        "",
        _("Attach {path}").format(path=printable(str(path))),
        mail_size_line(message),
        _("We don’t send anything. After you send it, record that with --sent."),
    )


def _mail_state_line(submission: Submission, *, locks: bool) -> str:
    """Say what is noted after the user said that they sent it, or did not; `locks` its set."""
    name = shown_file(submission.package)
    if submission.receipt is None:
        return _("{name} isn’t handed in.").format(name=name)
    said = _(
        "{name} is handed in: you said you sent it by email. We couldn’t compare its copy."
    ).format(name=name)
    return f"{said} {_('Its {set} is locked. To undo that, use --not-sent.')}" if locks else said


def _draft_line(path: Path) -> str:
    """Say where the draft is, and what to do with it."""
    return _(
        "The draft with the file is {path}. Open it with your mail program; in Thunderbird choose "
        "Edit as New Message."
    ).format(path=printable(str(path)))


# Papers -----------------------------------------------------------------------------------------


def report(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Write the progress report."""
    from lssc_desktop.messages.papers import progress_report
    from lssc_desktop.package.papers import report_pdf

    today = arguments.today or today
    at = open_folder(arguments.folder)
    looked = refresh_portfolio(at, today, reporter)
    submissions = submissions_of(at.root, looked.portfolio).submissions
    made = progress_report(_own_language(at), looked.portfolio, submissions, looked.facts, today)
    return _write(arguments, report_pdf(made))


def calendar(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Write every date as a calendar file."""
    at = open_folder(arguments.folder)
    dates = important_dates(at.program, at.portfolio)
    entries = calendar_entries(dates, at.program, at.portfolio.id)
    written = arguments.today or today
    told = _write(arguments, calendar_file(entries, at.program.short_name, written))
    days = [{"date": item.day.isoformat(), "what": item.key} for item in dates]
    return CommandResult(told.lines, {**told.data, "dates": days})


def _own_language(at: FolderRead) -> Program:
    """Return the program in the language of the portfolio, for what goes to others."""
    return program_in(at.program, at.program_text, at.portfolio.language)


def purchase_order(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Write a request for a purchase order for the candidate, or for those who are named."""
    from lssc_desktop.package.papers import order_letter

    at = open_folder(arguments.folder)
    candidate = at.portfolio.candidate
    applicants = tuple(map(_applicant, arguments.applicant)) or (
        Applicant(candidate.name, candidate.email, candidate.member),
    )
    order = order_of(at.program, applicants)
    day = arguments.today or today
    letter = order_letter(_own_language(at), at.portfolio, arguments.institution, order, day)
    address = at.program.purchase_order
    told = _write(arguments, letter, "" if address is None else address.note)
    total = None if order.total is None else money_text(order.total)
    return CommandResult(told.lines, {**told.data, "total": total})


def appeal(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Write a letter to start an appeal from."""
    from lssc_desktop.package.papers import appeal_letter

    at = open_folder(arguments.folder)
    competency_set = find_set(at.program, arguments.set_id)
    found = next(
        (item for item in appeals(at.program, at.portfolio) if item.set_id == competency_set.id),
        None,
    )
    rule = at.program.appeal
    if found is None or rule is None:
        raise NothingToAppeal(competency_set.title)
    day = arguments.today or today
    written = _write(
        arguments, appeal_letter(_own_language(at), at.portfolio, found, day), rule.note
    )
    said = appeal_sentence(found, competency_set.title, rule, day)
    return written._replace(lines=(*written.lines, said))


def notify(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Print the message that tells the office that the needed sets are achieved."""
    at = open_folder(arguments.folder)
    if last_step(at.program, at.portfolio, today) is None:
        raise NothingToNotify(at.program.short_name)
    text = last_step_message(_own_language(at), at.portfolio)
    return CommandResult((text,), {"message": text})


# Questions for the office -----------------------------------------------------------------------


def ask(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Print the email with all that is open, write its draft, or enter an answer."""
    if arguments.question is not None:
        return _question_answered(arguments, today)
    at = open_folder(arguments.folder)
    open_ = _open_questions(at, at.portfolio, today)
    mail = _questions_mail(at, at.portfolio, open_)
    data = _questions_data(at.program, at.portfolio, open_, mail)
    if not open_:
        return CommandResult((nothing_to_ask(), *_answer_lines(at.program, at.portfolio)), data)
    lines = (
        _("To: {address}").format(address=mail.to or _no_address(at.program)),
        _("Subject: {subject}").format(subject=mail.subject),
        "",
        *mail.text.rstrip().splitlines(),
        "",
        _("When you get an answer, enter it with --question:"),
        *(f"  {number}. {each.id}" for number, each in enumerate(open_, 1)),
        *_answer_lines(at.program, at.portfolio),
    )
    if arguments.draft is not None:
        from lssc_desktop.messages.office import drafts_saved  # an office has more to say

        draft = str(write_mail(whole_path(arguments.draft), mail, reporter))
        data["draft"] = draft
        lines = (*lines, "", drafts_saved([draft]).text)
    return CommandResult(lines, data)


def _no_address(program: Program) -> str:
    page = "" if program.contact is None else program.contact.web
    return _("not known; see {page}").format(page=page) if page else _("not known")


def _question_answered(arguments: Namespace, today: date) -> CommandResult:
    """Enter what the office said, or remove it."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = at.portfolio
        known = {each.id for each in _open_questions(at, portfolio, today)}
        known |= {each.question for each in told_answers(portfolio)}
        question = question_of(arguments.question)
        if question is None or question.id not in known:
            raise QuestionUnknown(arguments.question, tuple(sorted(known)))
        if arguments.remove:
            portfolio = drop_answer(portfolio, question)
        else:
            day, source = arguments.on or today, arguments.by or ""
            portfolio = put_answer(portfolio, question, arguments.answer, day, source, today)
        save(at, portfolio)
        open_ = _open_questions(at, portfolio, today)
        data = _questions_data(at.program, portfolio, open_, _questions_mail(at, portfolio, open_))
        title = question_title(question.id, at.program, portfolio)
        said = (
            _("Removed the answer to: {question}") if arguments.remove else _("Saved: {question}")
        )
        return CommandResult((said.format(question=printable(title)),), data)


def _open_questions(
    at: FolderRead, portfolio: Portfolio, today: date
) -> tuple[ProgramQuestion, ...]:
    submissions = submissions_of(at.root, portfolio).submissions
    return open_questions(at.program, portfolio, submissions, today)


def _questions_mail(
    at: FolderRead, portfolio: Portfolio, questions: Sequence[ProgramQuestion]
) -> MailDraft:
    return questions_mail(_own_language(at), portfolio, questions)


def _answer_lines(program: Program, portfolio: Portfolio) -> tuple[str, ...]:
    lines = [
        line
        for each in told_answers(portfolio)
        for line in (
            f"  {each.question}: {question_title(each.question, program, portfolio)}",
            f"    {told_line(each)}",
        )
    ]
    return ("", _("Answered:"), *map(printable, lines)) if lines else ()


def _questions_data(
    program: Program, portfolio: Portfolio, questions: Sequence[ProgramQuestion], mail: MailDraft
) -> dict[str, object]:
    asked = [(each, question_words(each, program, portfolio)) for each in questions]
    return {
        "to": mail.to or None,
        "subject": mail.subject,
        "text": mail.text if questions else None,
        "questions": [
            {"id": each.id, "rule": each.rule.value, "question": said.question, "why": said.why}
            for each, said in asked
        ],
        "answers": [
            {
                "question": each.question,
                "text": each.text,
                "day": each.day.isoformat(),
                "source": each.source or None,
            }
            for each in told_answers(portfolio)
        ],
        "draft": None,
    }


# Parts of papers --------------------------------------------------------------------------------


def _applicant(text: str) -> Applicant:
    """Return an applicant given as NAME,EMAIL or NAME,EMAIL,member. Raises `ApplicantUnclear`."""
    name, _comma, rest = text.partition(",")
    email, _comma, kind = rest.partition(",")
    if kind.strip() not in {"", "member", "other"}:
        raise ApplicantUnclear(text)
    return Applicant(name, email, member=kind.strip() == "member")


def _write(arguments: Namespace, data: bytes, note: str = "") -> CommandResult:
    """Write a paper, and report where it is and what the program file notes about such papers."""
    write_paper(arguments.output, data)
    path = whole_path(arguments.output)
    return CommandResult(_written_lines(path, note), {"path": str(path)})


def _written_lines(path: Path, note: str = "") -> tuple[str, ...]:
    """Say where the paper is, and what the program file notes about it."""
    said = (_("It’s saved in {path}.").format(path=printable(str(path))),)
    return said if not note else (*said, _("From the program file: {note}").format(note=note))


def _asked_again_lines(submission: Submission, asked: AskedAgain) -> tuple[str, ...]:
    """Say when a package was received, what its receiver answers now, and how we know the first."""
    received, _where, *known = sent_lines(submission)
    if asked is AskedAgain.THERE:
        now = _("We asked the receiver again: it says it still has it. Nothing was sent this time.")
    else:
        now = _(
            "We asked the receiver again: it says it isn’t there anymore. Nothing was sent this "
            "time, and your receipt stays. Ask your program office whether they moved it."
        )
    return (received, now, *known)
