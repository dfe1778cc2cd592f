"""Findings of a check in words: what we found, what it means, what to do about it.

It is long because each kind of finding has its sentences here, and one table finds them.
"""

from collections.abc import Callable, Mapping
from datetime import date

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.files.names import REVIEWS
from lssc_desktop.core.files.seen import GAVE_UP, Barrier, Opened
from lssc_desktop.core.portfolio.portfolio import Route
from lssc_desktop.core.program.schema import ClockStart
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.findings_texts import RENEWAL, WRITTEN, fact_day, place
from lssc_desktop.messages.grid import grid_unrated
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.privacy import PRIVACY, copy_outdated
from lssc_desktop.messages.words import amount, competency_list, file_name


def finding_message(finding: Finding) -> Message:
    """Say one finding; the place is named in the first sentence."""
    return FINDINGS[finding.code](finding)


# Candidate, set and route -----------------------------------------------------------------------


def _not_marked_ready(finding: Finding) -> Message:
    return Message(
        _("{place} isn’t marked as ready.").format(place=place(finding)),
        _("You can hand in without it. The mark is just for you."),
    )


def _self_rating_missing(finding: Finding) -> Message:
    return Message(
        _("You haven’t rated {numbers} yourself.").format(
            numbers=competency_list(finding.fact("missing").split())
        ),
        _("The forecast counts them as not met. Evaluators decide."),
    )


def _forecast_short(finding: Finding) -> Message:
    return Message(
        _("By your own ratings, the set wouldn’t pass yet: {met} met, {needed} needed.").format(
            met=finding.fact("met"), needed=finding.fact("needed")
        ),
        (
            _(
                "{partial} partially met (at most {allowed} allowed), {not_met} not met. "
                "Evaluators decide."
            )
            if finding.fact("partial")
            else _("{not_met} not met. Evaluators decide.")
        ).format(
            partial=finding.fact("partial"),
            allowed=finding.fact("partial_allowed"),
            not_met=finding.fact("not_met"),
        ),
    )


def _not_admitted(finding: Finding) -> Message:
    happened = _("You haven’t entered the date you were admitted.")
    meaning = _("You must be admitted to hand in. Before that, you can share review copies.")
    if finding.fact("begins") == ClockStart.ENROLLMENT:
        happened = _("You haven’t entered the date you enrolled.")
        meaning = _("You must be enrolled to hand in. Before that, you can share review copies.")
    elif finding.fact("begins") == ClockStart.ACCEPTANCE:
        happened = _("You haven’t entered the date you were accepted.")
        meaning = _("You must be accepted to hand in. Before that, you can share review copies.")
    return Message(happened, meaning, _("Enter the date under “About you” when you have it."))


def _deadline_passed(finding: Finding) -> Message:
    return Message(
        _("Your deadline for this program was {deadline}.").format(
            deadline=fact_day(finding, "deadline")
        ),
        _("We don’t know whether the program gives more time."),
        _("Ask the program before you pay a fee."),
    )


def _route_closed(finding: Finding) -> Message:
    routes = {
        "portfolio": _("portfolios"),
        "course": _("courses"),
        "recognition": _("recognition agreements"),
    }
    closed = finding.fact("until")
    until = long_day(date.fromisoformat(closed)) if closed else ""
    route = routes[finding.fact("route")]
    program = finding.fact("program")
    happened = (
        _("{program} hasn’t accepted {route} since {until}.")
        if until
        else _("{program} doesn’t accept {route}.")
    )
    return Message(
        happened.format(program=program, route=route, until=until),
        _("You can still build a package for staff, or for a program that accepts it."),
        _("Ask the program before you pay a fee, or load your state program’s file."),
    )


def _days_apart(finding: Finding) -> Message:
    return Message(
        _("{first} and {last} are far apart for dates that can start your time.").format(
            first=fact_day(finding, "first"), last=fact_day(finding, "last")
        ),
        _("Application, acceptance, admission, and enrollment are usually close together."),
        _("Check them under “About you”."),
    )


def _decided_early(finding: Finding) -> Message:
    return Message(
        _("A decision dated {decided} is before your admission on {admitted}.").format(
            decided=fact_day(finding, "decided"), admitted=fact_day(finding, "admitted")
        ),
        advice=_("Check both dates."),
    )


def _applied_late(finding: Finding) -> Message:
    return Message(
        _("Your application date, {applied}, is after your admission on {admitted}.").format(
            applied=fact_day(finding, "applied"), admitted=fact_day(finding, "admitted")
        ),
        advice=_("Check both dates under “About you”."),
    )


def _handed_in_late(finding: Finding) -> Message:
    return Message(
        _("It was handed in on {handed_in}, after the decision on {decided}.").format(
            handed_in=fact_day(finding, "handed_in"), decided=fact_day(finding, "decided")
        ),
        advice=_("Check both dates."),
    )


def _certified_early(finding: Finding) -> Message:
    return Message(
        _("Your certificate date, {on}, is before your admission on {admitted}.").format(
            on=fact_day(finding, "on"), admitted=fact_day(finding, "admitted")
        ),
        advice=_("Check both dates."),
    )


def _certified_late(finding: Finding) -> Message:
    return Message(
        _("You achieved the last set you needed on {on}, after your deadline, {deadline}.").format(
            on=fact_day(finding, "on"), deadline=fact_day(finding, "deadline")
        ),
        _("We don’t know whether the program gave you more time."),
        _("If you have your certificate, enter its date. If not, ask the program office."),
    )


def _course_approval_over(finding: Finding) -> Message:
    return Message(
        _("The course was completed on {completed}; its approval ended on {ended}.").format(
            completed=fact_day(finding, "completed"), ended=fact_day(finding, "ended")
        ),
        _("It counts if the approval was renewed, but we can’t tell."),
        _("Ask the provider which approval covers your course."),
    )


def _route_not_chosen(_finding: Finding) -> Message:
    return Message(
        _("You haven’t chosen how you’ll achieve this set."),
        _("A portfolio, a course, and a recognition agreement each require different things."),
        _("Choose a route under Courses. If you write or add evidence, it’s a portfolio."),
    )


def _comment_unanswered(finding: Finding) -> Message:
    happened = _("A comment by {reviewer} on {number} needs your answer.")
    if finding.fact("file"):
        happened = _("A comment by {reviewer} on {file} needs your answer.")
    elif finding.competency is None:
        happened = _("A comment by {reviewer} on the learning statement needs your answer.")
    return Message(
        happened.format(
            reviewer=finding.fact("reviewer"),
            file=file_name(finding.fact("file")),
            number=competency_list([] if finding.competency is None else [finding.competency]),
        ),
        _("It says: “{comment}”").format(comment=finding.fact("comment")),
        _("Change your work or write an answer, then mark the comment as answered."),
    )


def _personal_document_missing(finding: Finding) -> Message:
    title, set_title = finding.fact("title"), finding.fact("set")
    if finding.fact("times"):
        happened = _("“About me” has {found} of {times}: {title}.").format(
            found=finding.fact("found"), times=finding.fact("times"), title=title
        )
    else:
        happened = _("“About me” has no {title}.").format(title=title)
    named = _("“{title}” and “{set}”") if set_title else _("“{title}”")
    advice = _("Save it in the “About me” folder with {words} in its name.").format(
        words=named.format(title=title, set=set_title)
    )
    return Message(happened, _about_document(finding), advice)


def _about_document(finding: Finding) -> str:
    """Say who writes a document, and that we do not know whether it is needed."""
    said = {
        "yes": _("We don’t know whether it’s required; ask the program."),
        "without-mentor": _("It’s needed if you have a mentor. If you don’t, we don’t know."),
    }.get(finding.fact("unknown"), "")
    writer = {
        "mentor": _("Your mentor writes it."),
        "supervisor": _("Your supervisor writes it."),
    }.get(finding.fact("from"), "")
    usual = (
        "" if finding.fact("set") else _("It’s about you: one file covers everything you hand in.")
    )
    return " ".join(filter(None, (writer, said))) or usual


def _name_missing(_finding: Finding) -> Message:
    return Message(_("The portfolio doesn’t have your name."), _("A package must say whose it is."))


def _membership_missing(finding: Finding) -> Message:
    association = finding.fact("association")
    meaning = _("You must be a member when you hand in.")
    advice = _("Enter your membership under About you.")
    if finding.fact("ended"):
        happened = _("Your membership of {association} ended on {day}.").format(
            association=association, day=fact_day(finding, "ended")
        )
        advice = _("Renew your membership first, then enter it under About you.")
    elif finding.fact("begins"):
        happened = _("Your membership of {association} begins on {day}.").format(
            association=association, day=fact_day(finding, "begins")
        )
        advice = _("Hand in after that.")
    elif finding.level is Level.BLOCKER:
        happened = _("You aren’t a member of {association}.").format(association=association)
    else:
        happened = _("You haven’t entered a membership of {association}.").format(
            association=association
        )
    return Message(happened, meaning, advice)


def _set_not_chosen(finding: Finding) -> Message:
    return Message(
        _("{title} isn’t one of your chosen sets.").format(title=finding.fact("title")),
        _("It wouldn’t count toward your certification."),
    )


def _agreement_missing(finding: Finding) -> Message:
    names = {
        "provider": _("your college"),
        "completed": _("your graduation date"),
    }
    lacking = word_list(tuple(names[name] for name in finding.fact("lacking").split()))
    return Message(
        _("The recognition agreement is missing {what}.").format(what=lacking),
        _("With an agreement, you apply and enroll. There’s nothing to hand in for each set."),
        _("Enter it once under Courses for all sets it covers."),
    )


def _course_missing(_finding: Finding) -> Message:
    return Message(
        _("No course is entered for this set."),
        _("The program needs to know which course you took."),
        _("Enter its title, provider, and completion date."),
    )


def _course_incomplete(finding: Finding) -> Message:
    names = {
        "title": _("the title"),
        "provider": _("the provider"),
        "completed": _("the completion date"),
    }
    return Message(
        _("The course record is missing {lacking}.").format(
            lacking=word_list(tuple(names[name] for name in finding.fact("lacking").split()))
        ),
        _("The program can’t give credit for the course without it."),
    )


def _certificate_missing(_finding: Finding) -> Message:
    return Message(
        _("The course certificate is missing."),
        _("It’s what you hand in for a set by course."),
        _("Add it when you have it."),
    )


def _certificate_unopenable(finding: Finding) -> Message:
    file = file_name(finding.path)
    if finding.fact("why") == Opened.PASSWORD:
        return Message(
            _("The certificate {file} needs a password to open.").format(file=file),
            _("The program office can’t open it."),
            _("Save a copy without a password, and use that instead."),
        )
    if finding.fact("why") == Opened.WRONG_KIND:
        return Message(
            _("The certificate {file} isn’t what its name says.").format(file=file),
            _("The program office can’t open it."),
            _("Replace it with the right file, or with a copy that opens."),
        )
    return Message(
        _("The certificate {file} is damaged or incomplete.").format(file=file),
        _("The program office can’t open it."),
        _("Replace it with a copy that opens."),
    )


def _certificate_gone(finding: Finding) -> Message:
    return Message(
        _("The certificate {file} isn’t in the folder anymore.").format(
            file=file_name(finding.path)
        ),
        _("You can’t hand in the set without it."),
        _("Put the file back."),
    )


def _electives_count(finding: Finding) -> Message:
    chosen = finding.fact("chosen")
    said = ngettext(
        "You have chosen {chosen} elective.", "You have chosen {chosen} electives.", amount(chosen)
    )
    needed = _("The program requires {needed}.").format(needed=finding.fact("needed"))
    return Message(said.format(chosen=chosen), needed)


def _set_unknown(finding: Finding) -> Message:
    return Message(
        _("The program file doesn’t have a set called “{set}”.").format(set=finding.set_id),
        _("Your work on it is kept."),
    )


def _competency_former(finding: Finding) -> Message:
    return Message(
        _("Your program doesn’t require competency {number}, “{title}”, anymore.").format(
            number=finding.fact("number"), title=finding.fact("title")
        ),
        _("Your response is kept as {name}, but isn’t in any package.").format(
            name=file_name(finding.path)
        ),
        _("Use what you can of it in another response."),
    )


def _course_too_early(finding: Finding) -> Message:
    return Message(
        _("The course was completed on {completed}, too long before its approval.").format(
            completed=fact_day(finding, "completed")
        ),
        _("It earns credit only if completed on {earliest} or later.").format(
            earliest=fact_day(finding, "earliest")
        ),
        _("Check both dates. You can use what you made in it in a portfolio instead."),
    )


def _course_not_over(finding: Finding) -> Message:
    if _is_agreement(finding):
        return Message(
            _("You don’t graduate until {completed}.").format(
                completed=fact_day(finding, "completed")
            ),
            _("The agreement counts only for graduates."),
            _("If you’ve already graduated, correct the date."),
        )
    return Message(
        _("The course won’t be completed until {completed}.").format(
            completed=fact_day(finding, "completed")
        ),
        _("You hand in its certificate, which comes after that."),
        _("Wait for the certificate, or correct the date."),
    )


def _is_agreement(finding: Finding) -> bool:
    return finding.fact("route") == Route.RECOGNITION


def _agreement_not_known(finding: Finding) -> Message:
    if finding.fact("approved"):
        return Message(
            _("The agreement with your college doesn’t start until {approved}.").format(
                approved=fact_day(finding, "approved")
            ),
            advice=_("Wait until then, or correct the date."),
        )
    return Message(
        _("You haven’t entered the date of the agreement with your college."),
        _("Each agreement has its own dates, so we can’t tell whether it counts."),
        _("Ask your college for the date."),
    )


def _course_not_approved(finding: Finding) -> Message:
    if _is_agreement(finding):
        return _agreement_not_known(finding)
    if finding.fact("approved"):
        return Message(
            _("The course won’t be approved until {approved}.").format(
                approved=fact_day(finding, "approved")
            ),
            _("It earns no credit before then."),
            _("Hand it in after it’s approved, or correct the date."),
        )
    return Message(
        _("The course record doesn’t say when the program approved the course."),
        _("A course that isn’t approved earns no credit, but you can use it in a portfolio."),
        _("Ask the provider for the approval date."),
    )


STANDING: Mapping[FindingCode, Callable[[Finding], Message]] = {
    FindingCode.NOT_MARKED_READY: _not_marked_ready,
    FindingCode.SELF_RATING_MISSING: _self_rating_missing,
    FindingCode.FORECAST_SHORT: _forecast_short,
    FindingCode.NOT_ADMITTED: _not_admitted,
    FindingCode.DEADLINE_PASSED: _deadline_passed,
    FindingCode.ROUTE_CLOSED: _route_closed,
    FindingCode.ROUTE_NOT_CHOSEN: _route_not_chosen,
    FindingCode.DAYS_APART: _days_apart,
    FindingCode.DECIDED_EARLY: _decided_early,
    FindingCode.APPLIED_LATE: _applied_late,
    FindingCode.HANDED_IN_LATE: _handed_in_late,
    FindingCode.CERTIFIED_EARLY: _certified_early,
    FindingCode.CERTIFIED_LATE: _certified_late,
    FindingCode.COURSE_APPROVAL_OVER: _course_approval_over,
    FindingCode.COMMENT_UNANSWERED: _comment_unanswered,
    FindingCode.PERSONAL_DOCUMENT_MISSING: _personal_document_missing,
    FindingCode.GRID_UNRATED: grid_unrated,
    FindingCode.NAME_MISSING: _name_missing,
    FindingCode.MEMBERSHIP_MISSING: _membership_missing,
    FindingCode.SET_NOT_CHOSEN: _set_not_chosen,
    FindingCode.AGREEMENT_MISSING: _agreement_missing,
    FindingCode.COURSE_MISSING: _course_missing,
    FindingCode.COURSE_INCOMPLETE: _course_incomplete,
    FindingCode.COURSE_TOO_EARLY: _course_too_early,
    FindingCode.COURSE_NOT_OVER: _course_not_over,
    FindingCode.COURSE_NOT_APPROVED: _course_not_approved,
    FindingCode.CERTIFICATE_MISSING: _certificate_missing,
    FindingCode.CERTIFICATE_GONE: _certificate_gone,
    FindingCode.CERTIFICATE_UNOPENABLE: _certificate_unopenable,
    FindingCode.ELECTIVES_COUNT: _electives_count,
    FindingCode.SET_UNKNOWN: _set_unknown,
    FindingCode.COMPETENCY_FORMER: _competency_former,
}


# Evidence ---------------------------------------------------------------------------------------


def _evidence_none(finding: Finding) -> Message:
    return Message(
        _("{place} has no evidence.").format(place=place(finding)),
        _("A file that shows what you did is more convincing than words alone."),
    )


def _secondary_only(finding: Finding) -> Message:
    return Message(
        _("{place} has only secondary evidence.").format(place=place(finding)),
        _("Primary evidence weighs more."),
    )


def _own_role_missing(finding: Finding) -> Message:
    return Message(
        _("{place}: {file} is marked as team work but doesn’t say what you did.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("Team work counts when it says which part was yours."),
        _("Write one sentence about your part."),
    )


def _evidence_gone(finding: Finding) -> Message:
    at, file = place(finding), file_name(finding.path)
    if finding.fact("kind"):
        happened = _("{place}: instead of the evidence {file}, there’s {kind}.").format(
            place=at, file=file, kind=_kind_words(finding)
        )
    else:
        happened = _("{place}: the evidence {file} isn’t in the folder anymore.").format(
            place=at, file=file
        )
    return Message(
        happened,
        _("You can’t build a package without it."),
        _("Put the file back, or remove it from the competency."),
    )


def _evidence_unreadable(finding: Finding) -> Message:
    return Message(
        _("{place}: the evidence {file} can’t be read.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("You can’t build a package without it."),
        _("See if another program can open it, or remove it from the competency."),
    )


def _evidence_unopenable(finding: Finding) -> Message:
    file = _shown_file(finding)
    meaning = _("Reviewers and evaluators can’t open it.")
    if finding.fact("why") == Opened.PASSWORD:
        return Message(
            _("{file} needs a password to open.").format(file=file),
            meaning,
            _("Save a copy without a password, and use that instead."),
        )
    if finding.fact("why") == Opened.WRONG_KIND:
        return Message(
            _("{file} isn’t what its name says.").format(file=file),
            meaning,
            _("Replace it with the right file, or with a copy that opens."),
        )
    if finding.fact("why") in GAVE_UP:
        happened = _("{file} needs too much memory to open, or stopped what opens files.")
        if finding.fact("why") == Opened.TOO_SLOW:
            happened = _("{file} takes too long to open, so we stopped trying.")
        return Message(
            happened.format(file=file),
            _("Reviewers and evaluators may have trouble with it, too."),
            _("Open it yourself. If that’s slow or doesn’t work, save it as a PDF and use that."),
        )
    if finding.level is Level.ADVICE and finding.fact("of") != "document":
        return Message(
            _("{file} couldn’t be opened.").format(file=file),
            _("It may be damaged, or a kind that only some programs can open."),
            _("Open it on another computer, or save it as a PDF and use that instead."),
        )
    return Message(
        _("{file} is damaged or incomplete.").format(file=file),
        meaning,
        _("Replace it with a copy that opens."),
    )


def _evidence_shortcut(finding: Finding) -> Message:
    return Message(
        _("{file} is only a shortcut to something on your computer or in your account.").format(
            file=_shown_file(finding)
        ),
        _("What it points to isn’t in the package, so reviewers and evaluators can’t open it."),
        _("Replace it with the file itself, or download a copy first."),
    )


def _evidence_uncommon(finding: Finding) -> Message:
    file = _shown_file(finding)
    perhaps = _("Reviewers and evaluators may not be able to open it.")
    windows = _("Only Windows can open it, and email often blocks it.")
    happened, meaning, advice = {
        Barrier.APPLE_PICTURE: (
            _("{file} is a photo in Apple’s format (HEIC)."),
            _("Many Windows computers can’t open it."),
            "",
        ),
        Barrier.APPLE_DOCUMENT: (
            _("{file} opens only in Apple’s Pages, Numbers, or Keynote."),
            _("Windows computers can’t open it."),
            "",
        ),
        Barrier.OUTLOOK: (
            _("{file} is a message saved by Outlook."),
            _("Only Outlook can open it."),
            "",
        ),
        Barrier.MACROS: (
            _("{file} has macros, which are small programs."),
            _("Many computers block such files."),
            "",
        ),
        Barrier.PROGRAM: (
            _("{file} is a program."),
            _("Reviewers and evaluators won’t run it, and email often blocks it."),
            _("Show what it does in a PDF or in screenshots instead."),
        ),
        Barrier.WEB_LINK: (
            _("{file} is a link to a web page."),
            _("The page may change, or need a sign-in, before it is read."),
            _("Print the page to a PDF, and use that instead or as well."),
        ),
        Barrier.ARCHIVE: (
            _("{file} is packed in a way many computers can’t open on their own."),
            perhaps,
            _("Unpack it, and use the files in it."),
        ),
        Barrier.MAILBOX: (
            _("{file} is a whole mailbox, with all of its messages."),
            _("Few computers can open it, and it may show other people’s mail."),
            _("Save the messages you need as PDFs, and use those instead."),
        ),
        Barrier.HELP_FILE: (_("{file} is a Windows help file."), windows, ""),
        Barrier.PICTURE_FORMAT: (
            _("{file} is a picture that many programs can’t open."),
            perhaps,
            "",
        ),
        Barrier.RARE: (_("{file} opens only in a program few people have."), perhaps, ""),
        Barrier.UNKNOWN: (_("{file} is a kind of file we don’t know."), perhaps, ""),
    }[Barrier(finding.fact("kind"))]
    return Message(happened.format(file=file), meaning, advice or _copy_advice(finding))


def _copy_advice(finding: Finding) -> str:
    match finding.fact("copy"):
        case "jpg":
            return _("Make a copy as JPEG, and use that instead.")
        case "pdf":
            return _("Make a copy as PDF, and use that instead.")
    return _("Save it as a PDF in its own program, and use that instead.")


def _shown_file(finding: Finding) -> str:
    """Name a file that a set shows, with its place."""
    file = file_name(finding.path)
    if finding.fact("of") == "certificate":
        return _("The certificate {file}").format(file=file)
    if finding.fact("of") == "document":
        return _("“About me”: {file}").format(file=file)
    return _("{place}: the evidence {file}").format(place=place(finding), file=file)


def _file_refused(finding: Finding) -> Message:
    return Message(
        _("{file} is {kind}.").format(file=file_name(finding.path), kind=_kind_words(finding)),
        _("It can’t be evidence and isn’t in any package."),
        _("Save a copy of the file itself in the folder."),
    )


def _folder_closed(finding: Finding) -> Message:
    if finding.path == REVIEWS:
        meaning = _("Reviewers’ comments in it aren’t shown. The rest of your work is.")
    elif finding.level is Level.BLOCKER:
        meaning = _("We can’t see your work in it, so you can’t hand in the set.")
    else:
        meaning = _("What’s in it stays out of every package.")
    return Message(
        _("The folder {folder} can’t be opened.").format(folder=file_name(finding.path)),
        meaning,
        _("Ask your IT staff for permission to read it."),
    )


def _evidence_empty(finding: Finding) -> Message:
    return Message(
        _("{file} is an empty file.").format(file=_shown_file(finding)),
        _("Reviewers and evaluators can’t open it."),
        _("Replace it with a copy that opens."),
    )


def _file_type_refused(finding: Finding) -> Message:
    return Message(
        _("{place}: the program doesn’t accept files like {file}.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("It accepts {types}.").format(types=word_list(tuple(finding.fact("accepted").split()))),
        _("Save it as one of these, or show it another way."),
    )


def _file_too_large(finding: Finding) -> Message:
    return Message(
        _("{file} is {size}.").format(
            file=file_name(finding.path), size=size(int(finding.fact("bytes")))
        ),
        _("The program accepts files up to {limit}.").format(
            limit=size(int(finding.fact("limit")))
        ),
        _("Make it smaller, or show part of it."),
    )


def _file_large(finding: Finding) -> Message:
    return Message(
        _("{file} is {size}.").format(
            file=file_name(finding.path), size=size(int(finding.fact("bytes")))
        ),
        _("We don’t know the receiver’s size limit."),
    )


def _files_too_many(finding: Finding) -> Message:
    files = finding.fact("files")
    said = ngettext("This set has {files} file.", "This set has {files} files.", amount(files))
    limit = _("The program accepts {limit} at most.").format(limit=finding.fact("limit"))
    return Message(said.format(files=files), limit, _("Keep the ones that show the most."))


def _package_too_large(finding: Finding) -> Message:
    return Message(
        _("The files in this set total {size}.").format(size=size(int(finding.fact("bytes")))),
        _("The program accepts up to {limit}.").format(limit=size(int(finding.fact("limit")))),
        _("Make the largest ones smaller."),
    )


def _name_changed(finding: Finding) -> Message:
    return Message(
        _("{file} has a name some computers can’t use.").format(file=file_name(finding.path)),
        _("In the package, it’s called “{name}”. Your own file keeps its name.").format(
            name=finding.fact("portable")
        ),
    )


def _evidence_unused(finding: Finding) -> Message:
    return Message(
        _("{file} isn’t used in any set.").format(file=file_name(finding.path)),
        _("It stays in your folder but isn’t in any package."),
    )


def _consent_missing(finding: Finding) -> Message:
    return Message(
        _("People can be recognized in {file}, and no consent is entered.").format(
            file=file_name(finding.path)
        ),
        _("Show people only if they or their parents agreed."),
        _("Enter who agreed and when, make a clean copy without them, or use another file."),
    )


def _kind_words(finding: Finding) -> str:
    """What lies there that is no file, or no file for us."""
    kind = finding.fact("kind")
    words = {
        "link": _("a link to a file elsewhere"),
        "device": _("a device"),
        "pipe": _("a pipe"),
        "socket": _("a socket"),
        "unreadable": _("a file that can’t be read"),
        "name": _("a file with a name we can’t record"),
    }
    return words.get(kind, kind)


EVIDENCE: Mapping[FindingCode, Callable[[Finding], Message]] = {
    FindingCode.EVIDENCE_NONE: _evidence_none,
    FindingCode.SECONDARY_ONLY: _secondary_only,
    FindingCode.OWN_ROLE_MISSING: _own_role_missing,
    FindingCode.EVIDENCE_GONE: _evidence_gone,
    FindingCode.EVIDENCE_EMPTY: _evidence_empty,
    FindingCode.EVIDENCE_UNREADABLE: _evidence_unreadable,
    FindingCode.EVIDENCE_UNOPENABLE: _evidence_unopenable,
    FindingCode.EVIDENCE_SHORTCUT: _evidence_shortcut,
    FindingCode.EVIDENCE_UNCOMMON: _evidence_uncommon,
    FindingCode.FILE_REFUSED: _file_refused,
    FindingCode.FOLDER_CLOSED: _folder_closed,
    FindingCode.FILE_TYPE_REFUSED: _file_type_refused,
    FindingCode.FILE_TOO_LARGE: _file_too_large,
    FindingCode.FILE_LARGE: _file_large,
    FindingCode.FILES_TOO_MANY: _files_too_many,
    FindingCode.PACKAGE_TOO_LARGE: _package_too_large,
    FindingCode.NAME_CHANGED: _name_changed,
    FindingCode.EVIDENCE_UNUSED: _evidence_unused,
    FindingCode.COPY_OUTDATED: copy_outdated,
    FindingCode.CONSENT_MISSING: _consent_missing,
}


# All findings -----------------------------------------------------------------------------------

FINDINGS: Mapping[FindingCode, Callable[[Finding], Message]] = {
    **WRITTEN,
    **EVIDENCE,
    **PRIVACY,
    **STANDING,
    **RENEWAL,
}
