"""Papers in words: the progress report, the calendar, messages and questions to the office."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from lssc_desktop.core.overview.next_steps import next_steps
from lssc_desktop.core.overview.questions import (
    ProgramQuestion,
    QuestionCode,
    question_of,
    told_answers,
)
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.portfolio import Portfolio, SetWork, ToldAnswer, achieved_on
from lssc_desktop.core.program.fees import FeeMoment
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Needed, Route
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import SetProgress, packaged_on, progress
from lssc_desktop.core.submission.locking import handed_in
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.core.time.certification import Certification, certification, renewal_report
from lssc_desktop.core.time.clock import (
    DateCode,
    ImportantDate,
    PaceReport,
    Timeline,
    appeals,
    candidate_pace,
    days_left,
    first_day,
    start_day,
    timeline,
)
from lssc_desktop.core.time.eligibility import candidate_eligibility
from lssc_desktop.core.time.money import CostCode, costs
from lssc_desktop.formats.dates import long_day, short_day
from lssc_desktop.formats.numbers import amount_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext, pgettext, speaking
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.next_steps import next_step_words
from lssc_desktop.messages.overview import set_count_line, set_standing_line
from lssc_desktop.messages.program import rule_value
from lssc_desktop.messages.renewal import (
    certified_sentence,
    missing_hours_sentence,
    window_sentence,
)
from lssc_desktop.messages.standing import (
    appeal_sentence,
    cost_amount,
    cost_words,
    days_left_text,
    eligibility_sentence,
    last_step_lines,
    no_deadline,
    pace_sentence,
    pace_word,
    set_state_word,
    start_word,
    sum_text,
    work_route_word,
)
from lssc_desktop.messages.words import printable
from lssc_desktop.package.mail_draft import MailDraft
from lssc_desktop.package.papers import CalendarEntry, Report, Section
from lssc_desktop.package.typesetting.language import words_for_others
from lssc_desktop.values import dataclass


def progress_report(
    program: Program,
    portfolio: Portfolio,
    submissions: Sequence[Submission],
    facts: FolderFacts,
    today: date,
) -> Report:
    """Gather where a candidate stands on a day, for the candidate or a supervisor.

    It is in the language of the portfolio, as all that others read, and so is `program`.
    """
    with speaking(words_for_others(program, portfolio)):
        line = timeline(program, portfolio, submissions)
        certified = certification(program, portfolio)
        report = candidate_pace(program, portfolio, submissions, today)
        start = start_day(program, portfolio)
        return Report(
            title=_("Progress of {name}").format(name=portfolio.candidate.name),
            subtitle=program.name,
            author=portfolio.candidate.name,
            day=today,
            foot=_("As of {day}. Made by LSSC Desktop; {evaluators} decide.").format(
                day=long_day(today)
            ),
            facts=(
                _clock_facts(program, start, line, report, today)
                if certified is None
                else _certified_facts(program, start, certified)
            ),
            sentences=(
                *(
                    _clock_sentences(program, portfolio, line, report, today)
                    if not certified
                    else ()
                ),
                *_after_evaluation(program, portfolio, today),
            ),
            sections=(
                _sets(program, portfolio, submissions, today),
                _steps(program, portfolio, submissions, facts, today),
                _costs(program, portfolio, submissions, today),
            ),
            elapsed=line.share(today) if certified is None and line is not None else None,
            language=portfolio.language,
            paper=paper_of(program, portfolio),
        )


def _clock_sentences(
    program: Program,
    portfolio: Portfolio,
    line: Timeline | None,
    report: PaceReport | None,
    today: date,
) -> Iterator[str]:
    """Say how the work keeps up with the time; before it begins, whether one may apply."""
    if line is not None and report is not None:
        yield pace_sentence(report, line.start, line.end)
        return
    yield no_deadline(program)
    if portfolio.admitted is not None:
        return
    judged = candidate_eligibility(program, portfolio, today)
    if judged is not None:
        yield eligibility_sentence(judged)


def _clock_facts(
    program: Program,
    start: date | None,
    line: Timeline | None,
    report: PaceReport | None,
    today: date,
) -> tuple[tuple[str, str], ...]:
    begun = start_word(first_day(program))
    if start is None:
        return ((begun, _("Not yet")),)
    if line is None or report is None:
        return ((begun, long_day(start)),)
    return (
        (begun, long_day(start)),
        (_("Deadline"), long_day(line.end)),
        (_("Time left"), days_left_text(days_left(line.end, today))),
        (_("Pace"), pace_word(report.pace)),
    )


def _certified_facts(
    program: Program, start: date | None, certified: Certification
) -> tuple[tuple[str, str], ...]:
    """Report the certification; the years in which it had to be reached are over."""
    begun = start_word(first_day(program))
    expires = () if certified.expires is None else ((_("Expires"), long_day(certified.expires)),)
    return (
        *(((_("Certification"), program.designation),) if program.designation else ()),
        *(((begun, long_day(start)),) if start is not None else ()),
        (_("Certified"), long_day(certified.on)),
        *expires,
    )


def _after_evaluation(program: Program, portfolio: Portfolio, today: date) -> tuple[str, ...]:
    said: list[str] = []
    certified = certification(program, portfolio)
    if certified is not None:
        said.append(certified_sentence(certified, today))
    said += last_step_lines(program, portfolio, today)
    renewal = renewal_report(program, portfolio, today)
    if renewal is not None:
        said += [window_sentence(renewal, today), missing_hours_sentence(renewal)]
    for appeal in appeals(program, portfolio):
        competency_set = program.competency_set(appeal.set_id)
        if program.appeal is not None and competency_set is not None:
            said.append(appeal_sentence(appeal, competency_set.title, program.appeal, today))
    return tuple(said)


def last_step_message(program: Program, portfolio: Portfolio) -> str:
    """Write the message by which a candidate tells the office that the sets are achieved.

    It is in the language of the portfolio, and so is `program`.
    """
    with speaking(words_for_others(program, portfolio)):
        contact = program.contact
        works = [(item, portfolio.set_work(item.id)) for item in program.sets]
        achieved = [
            _("- {set_title}, {how}").format(set_title=item.title, how=how)
            for item, work in works
            if work is not None and (how := _how_achieved(work))
        ]
        lines = [
            *(
                [_("To: {address}").format(address=contact.email)]
                if contact and contact.email
                else []
            ),
            _("Subject: {program}: my {sets} are achieved").format(program=program.short_name),
            "",
            _("Hello,"),
            "",
            _("I have achieved the {competency_sets} of {program}:").format(program=program.name),
            *achieved,
            "",
            _("What do you need from me to receive the certification?"),
            "",
            portfolio.candidate.name,
            *([portfolio.candidate.email] if portfolio.candidate.email else []),
        ]
        return "\n".join(lines)


def _how_achieved(work: SetWork) -> str:
    """Say by which decision or agreement a set is achieved; "" where it is not."""
    day = achieved_on(work)
    if day is not None:
        return long_day(day)
    agreement = work.course
    if not work.chosen or work.route is not Route.RECOGNITION or agreement is None:
        return ""
    return _("recognition agreement with {college}").format(college=agreement.provider)


def _sets(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> Section:
    rows = tuple(
        _set_row(portfolio, item, today)
        for item in progress(program, portfolio, submissions, today)
    )
    ready = pgettext("how many responses", "Ready")
    columns = (_("{Set}"), _("Route"), _("Status"), ready, _("What’s next"), _("Planned"))
    return Section(_("{Competency_sets}"), rows, columns, (1.6, 0.8, 0.8, 0.9, 1.8, 0.9))


def _set_row(portfolio: Portfolio, item: SetProgress, today: date) -> tuple[str, ...]:
    planned = item.work.planned
    by_certificate = not item.work.route_chosen and not item.is_open
    return (
        item.competency_set.title,
        "" if by_certificate else work_route_word(item.work),
        set_state_word(item.state),
        "" if by_certificate else set_count_line(item),
        set_standing_line(item, packaged_on(portfolio, item.work), today),
        "" if planned is None else short_day(planned),
    )


def _steps(
    program: Program,
    portfolio: Portfolio,
    submissions: Sequence[Submission],
    facts: FolderFacts,
    today: date,
) -> Section:
    steps = next_steps(program, portfolio, facts, today, submissions=submissions)
    words = (next_step_words(program, step) for step in steps)
    return Section(_("What’s next"), tuple((f"{said.what}. {said.why}",) for said in words))


def _costs(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> Section:
    found = costs(program, portfolio, handed_in(portfolio, submissions), today)
    member = portfolio.candidate.member
    rows = tuple(
        (
            cost_words(line, program.fees, member=member),
            _("not accepted")
            if line.code is CostCode.CLOSED
            else _("so far")
            if line.paid
            else _("to come"),
            cost_amount(line, program.fees),
        )
        for line in found.lines
    )
    sums = (
        (_("Total so far"), "", sum_text(found, program.fees, paid=True)),
        (_("Total still to come"), "", sum_text(found, program.fees, paid=False)),
    )
    return Section(
        _("Costs"), (*rows, *sums), (_("For"), _("When"), _("Amount")), (3, 1, 1), sums=True
    )


# Calendar ---------------------------------------------------------------------------------------


def date_title(item: ImportantDate, program: Program) -> str:
    """Name a date in a calendar: "LSSC: deadline"."""
    said = {
        DateCode.DEADLINE: _("{program}: deadline"),
        DateCode.PLANNED: _("{program}: {set_title} planned completion"),
        DateCode.APPEAL_NOTICE: _("{program}: notice of appeal due, {set_title}"),
        DateCode.APPEAL_DOCUMENTS: _("{program}: appeal documents due, {set_title}"),
        DateCode.RENEWAL_OPENS: _("{program}: {renewal} opens"),
        DateCode.EXPIRES: _("{program}: certification expires"),
        DateCode.GRACE_ENDS: _("{program}: last day to {renew}"),
    }[item.code]
    found = program.competency_set(item.set_id or "")
    return said.format(
        program=program.short_name, set_title=item.set_id if found is None else found.short_title
    )


def date_text(item: ImportantDate, program: Program) -> str:
    """Say what to do by a date."""
    to = "" if program.appeal is None else program.appeal.to
    return {
        DateCode.DEADLINE: _("All required {sets} must be achieved by this date."),
        DateCode.PLANNED: _("You planned this date and can change it in LSSC Desktop."),
        DateCode.APPEAL_NOTICE: _("After this date you can’t appeal. Send to: {to}"),
        DateCode.APPEAL_DOCUMENTS: _("Grounds and documents are due. Send to: {to}"),
        DateCode.RENEWAL_OPENS: _("You can send in your {renewal} starting on this date."),
        DateCode.EXPIRES: _("Your certification is good through this date."),
        DateCode.GRACE_ENDS: _("The grace period ends. After this you can’t {renew}."),
    }[item.code].format(to=to)


def calendar_entries(
    dates: Sequence[ImportantDate], program: Program, portfolio_id: str
) -> tuple[CalendarEntry, ...]:
    """Return the dates as a calendar file has them; a date keeps its uid when its day moves."""
    return tuple(
        CalendarEntry(
            f"{item.key}-{portfolio_id}@lssc-desktop",
            item.day,
            date_title(item, program),
            date_text(item, program),
            item.remind,
        )
        for item in dates
    )


# Papers written ---------------------------------------------------------------------------------


def paper_written(path: Path, note: str) -> Message:
    """Say that a paper lies there, and what the program file notes about such papers."""
    advice = note and _("From the program file: {note}").format(note=note)
    return Message(
        _("“{file}” is saved.").format(file=printable(path.name)),
        _("It’s in {folder}.").format(folder=printable(str(path.parent))),
        advice,
    )


def no_appeal() -> Message:
    """Say why there is no letter of appeal to write."""
    return Message(
        _("None of your {sets} was decided as not achieved."),
        _("You can appeal only that decision."),
        _("If you received one, enter it on the Submissions page first."),
    )


# Questions for the office -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question as a candidate asks it, and why."""

    question: str
    why: str

    @property
    def text(self) -> str:
        """Both, as one paragraph."""
        return f"{self.question} {self.why}".rstrip()


def question_words(
    question: ProgramQuestion, program: Program, portfolio: Portfolio
) -> QuestionWords:
    """Say a question and why it is asked, as the candidate would."""
    about, code = question.about, question.code
    if code is QuestionCode.FEE:
        return _fee_words(program, portfolio, FeeMoment(about))
    words = {
        QuestionCode.ROUTE: _route_words,
        QuestionCode.DOCUMENT: _document_words,
        QuestionCode.SCALE: _scale_words,
        QuestionCode.LENGTH: _length_words,
        QuestionCode.TEXT: _text_words,
        QuestionCode.COUNT: _count_words,
        QuestionCode.OPTION: _option_words,
    }.get(code)
    return _plain_words(code) if words is None else words(program, about)


def question_title(question_id: str, program: Program, portfolio: Portfolio) -> str:
    """Return the question of an answer; its id where this program file has no such thing."""
    question = question_of(question_id)
    if question is None:
        return question_id
    try:
        return question_words(question, program, portfolio).question
    except (ValueError, LookupError, StopIteration):  # an id of another version
        return question_id


def told_line(answer: ToldAnswer) -> str:
    """Say what the office told, and when."""
    if not answer.source:
        said = _("Told by the office on {day}: {text}")
    else:
        said = _("Told by the office on {day} ({source}): {text}")
    return said.format(day=long_day(answer.day), source=answer.source, text=answer.text)


def told_lines(program: Program, portfolio: Portfolio) -> tuple[str, ...]:
    """Say each question that the office answered, with its answer."""
    return tuple(
        f"{question_title(each.question, program, portfolio)} {told_line(each)}"
        for each in told_answers(portfolio)
    )


def nothing_to_ask() -> str:
    """Say that nothing is open today."""
    return _("There’s nothing to ask your program today.")


def questions_mail(
    program: Program, portfolio: Portfolio, questions: Sequence[ProgramQuestion]
) -> MailDraft:
    """Write the email that asks the office; it is in the portfolio's language, as `program` is."""
    with speaking(words_for_others(program, portfolio)):
        asked = (question_words(each, program, portfolio) for each in questions)
        lines = [
            _("Hello,"),
            "",
            _("I have these questions about {program}. I couldn’t find the answers.").format(
                program=program.name
            ),
            "",
            *(f"{number}. {each.text}" for number, each in enumerate(asked, 1)),
            "",
            _("Thank you,"),
            "",
            *filter(None, (portfolio.candidate.name, portfolio.candidate.email)),
        ]
        contact = program.contact
        return MailDraft(
            "" if contact is None else contact.email,
            _("Questions about {program}").format(program=program.short_name),
            "\n".join(lines) + "\n",
        )


# Kinds of questions -----------------------------------------------------------------------------


def _route_words(program: Program, about: str) -> QuestionWords:
    route = Route(about)
    rule = program.route(route)
    if rule is not None and rule.accepted:
        said = {
            Route.PORTFOLIO: _("Do you accept {portfolios} today?"),
            Route.COURSE: _("Do you accept approved courses today?"),
            Route.RECOGNITION: _("Do you accept graduates by agreement today?"),
        }[route]
        return QuestionWords(said, _("As of {time}, you did.").format(time=rule.as_of))
    said = {
        Route.PORTFOLIO: _("Is there a way to hand in {a_portfolio}?"),
        Route.COURSE: _("Is there a way to use an approved course?"),
        Route.RECOGNITION: _("Is there a way to use an agreement with my college?"),
    }[route]
    if rule is None or rule.until is None:
        return QuestionWords(said, _("As far as I know, you don’t accept it."))
    why = _("As far as I know, you haven’t accepted it since {day}.")
    return QuestionWords(said, why.format(day=long_day(rule.until)))


def _fee_words(program: Program, portfolio: Portfolio, moment: FeeMoment) -> QuestionWords:
    said = {
        FeeMoment.APPLY: _("How much is the application fee today?"),
        FeeMoment.ENROLL: _("How much is the enrollment fee today?"),
        FeeMoment.SUBMIT: _("How much does it cost to submit today?"),
        FeeMoment.SET: _("How much is the fee for {a_portfolio} today?"),
        FeeMoment.RESUBMIT: _("How much does it cost to submit again after a decision?"),
        FeeMoment.YEAR: _("How much is the yearly fee today?"),
        FeeMoment.RENEWAL: _("How much does {a_renewal} cost today?"),
    }[moment]
    fees = program.fees
    amount = fees.amount(moment, member=portfolio.candidate.member)
    as_of = next((each.as_of for each in fees.due if each.when is moment), "")
    if amount is None:
        return QuestionWords(said, _("I couldn’t find the amount."))
    why = _("I know {amount}, as of {time}.") if as_of else _("I know {amount}.")
    return QuestionWords(said, why.format(amount=amount_text(amount, fees.currency), time=as_of))


def _document_words(program: Program, about: str) -> QuestionWords:
    document = next(each for each in program.documents if about in {each.id, each.name})
    if document.need is Needed.IF_MENTOR:
        said = _("Do I need to hand in the document “{title}” if I have no mentor?")
        why = _("I only know that it’s required with a mentor.")
    else:
        said = _("Do I need to hand in the document “{title}”?")
        why = _("I couldn’t find whether it’s required.")
    return QuestionWords(said.format(title=document.title), why)


def _scale_words(program: Program, grid_id: str) -> QuestionWords:
    title = next((each.title for each in program.grid if each.id == grid_id), grid_id)
    said = _("Which rating scale does the form “{title}” use?").format(title=title)
    return QuestionWords(said, _("I’m filling it in."))


def _length_words(_program: Program, text: str) -> QuestionWords:
    is_response = text == "response"
    said = (
        _("How long can a response be?") if is_response else _("How long can the {statement} be?")
    )
    return QuestionWords(said, _("I’m writing it."))


def _text_words(program: Program, about: str) -> QuestionWords:
    set_id, _colon, number = about.partition(":")
    said = _("{set_title}: What’s the exact text of {competency} {number}?")
    return QuestionWords(
        said.format(set_title=_title(program, set_id), number=number),
        _("I couldn’t find it, and I want to show it."),
    )


def _count_words(program: Program, set_id: str) -> QuestionWords:
    found = program.competency_set(set_id)
    count = 0 if found is None else len(found.competencies)
    why = ngettext(
        "I know of {count}, and there may be more.",
        "I know of {count}, and there may be more.",
        count,
    )
    said = _("{set_title}: How many {competencies} are there?")
    title = _title(program, set_id)
    return QuestionWords(said.format(set_title=title), why.format(count=count))


def _title(program: Program, set_id: str) -> str:
    found = program.competency_set(set_id)
    return set_id if found is None else found.title


def _option_words(program: Program, option_id: str) -> QuestionWords:
    option = next(each for each in program.options if each.id == option_id)
    said = {
        "pass-rounding": _("How do you round a share of the {competencies}?"),
        "evaluator-disagreement": _("What happens when {evaluators} rate differently?"),
        "three-ratings": _("How do you read three ratings?"),
        "both-partial": _(
            "What follows when two {evaluators} rate {a_competency} as partially met?"
        ),
        "portfolio-fee": _("Is there a fee for {a_portfolio}?"),
        "clock-start": _("When does my time start?"),
        "recognition-experience": _("When do a graduate’s years to gain experience start?"),
        "renewal-grace": _("After which periods is there a grace period?"),
        "next-hours": _("Since when do activities count toward the next {renewal}?"),
    }[option_id]
    choices = (rule_value(f"options.{option_id}", each, program) for each in option.among)
    why = _("I found different answers: {choices}.")
    return QuestionWords(said, why.format(choices="; ".join(choices)))


def _plain_words(code: QuestionCode) -> QuestionWords:
    collecting, unfound = _("I’m collecting my files."), _("I couldn’t find it.")
    return QuestionWords(
        *{
            QuestionCode.FILE_TYPES: (_("Which file types do you accept?"), collecting),
            QuestionCode.FILE_SIZES: (_("How large can files be?"), collecting),
            QuestionCode.HANDING_IN: (_("Where and how do I hand in?"), unfound),
            QuestionCode.GRADUATE: (
                _("What do I hand in as a graduate of a college with an agreement?"),
                unfound,
            ),
            QuestionCode.AGAIN: (
                _("If you ask for more, or say no, how often can I hand in again?"),
                unfound,
            ),
            QuestionCode.APPEAL: (_("How can I appeal the decision, and until when?"), unfound),
            QuestionCode.RENEWAL: (_("Do I have to {renew}, when, and how?"), unfound),
            QuestionCode.OPENS: (_("Starting when can I {renew}?"), unfound),
            QuestionCode.GRACE: (
                _("Can I still {renew} after my certification expires?"),
                unfound,
            ),
            QuestionCode.BEFORE: (
                _("Do activities from before my certification count?"),
                _("I have some."),
            ),
        }[code]
    )
