"""Findings about the candidate, a set and its route, comments, what was entered, and a renewal."""

from collections.abc import Callable, Mapping

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.check.finding_kind import At, FindingKind
from lssc_desktop.core.errors import N_, By, Counted, Joined, Says
from lssc_desktop.core.files.seen import Barrier, Opened
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.program.schema import ClockStart, Route
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _

_CHECK_BOTH = N_("Check both dates.")
_ENTER_DAY = N_("Enter the date under “About you” when you have it.")
_MEMBER = N_("You must be a member when you hand in.")
_OFFICE_CANNOT = N_("The program office can’t open it.")
_UNKNOWN = N_("We don’t know whether it’s required; ask the program.")


def _named(fact: str, names: Mapping[str, str]) -> Callable[[Finding], Mapping[str, str]]:
    """Return what makes a list in words of the names that a fact has."""

    def words(finding: Finding) -> Mapping[str, str]:
        return {fact: word_list(tuple(_(names[name]) for name in finding.fact(fact).split()))}

    return words


STANDING: Mapping[FindingCode, FindingKind] = {
    FindingCode.NOT_MARKED_READY: FindingKind(
        At.TEXT,
        "{place} isn’t marked as ready.",
        "You can hand in without it. The mark is just for you.",
        passed="Every response is marked as ready.",
        joined=Counted(
            "{count} {competency} isn’t marked as ready: {ranges}.",
            "{count} {competencies} aren’t marked as ready: {ranges}.",
            "count",
        ),
        icon="circle-dashed",
        later=True,
    ),
    FindingCode.SELF_RATING_MISSING: FindingKind(
        At.RATING,
        "You haven’t rated {missing:competencies} yourself.",
        "The forecast counts them as not met. {Evaluators} decide.",
        passed="You have rated every {competency}.",
        words=lambda finding: {"missing": finding.fact("missing").split()},
        later=True,
    ),
    FindingCode.FORECAST_SHORT: FindingKind(
        At.RATING,
        "By your own ratings, the {set} wouldn’t pass yet: {met} met, {needed} needed.",
        By(
            "partial",
            {"": "{not_met} not met. {Evaluators} decide."},
            (
                "{partial} partially met (at most {partial_allowed} allowed), {not_met} not met. "
                "{Evaluators} decide."
            ),
        ),
        passed="Your own ratings add up to a pass.",
        icon="hourglass",
        rule=Rule.PASSING,
    ),
    FindingCode.NOT_ADMITTED: FindingKind(
        At.START,
        "You haven’t entered the date you were admitted.",
        "You must be admitted to hand in. Before that, you can share review copies.",
        _ENTER_DAY,
        passed="You’ve entered when your time started, or you’re certified.",
        rule=Rule.CLOCK,
        unlike=(
            "begins",
            {
                ClockStart.ENROLLMENT: Says(
                    "You haven’t entered the date you enrolled.",
                    "You must be enrolled to hand in. Before that, you can share review copies.",
                    _ENTER_DAY,
                ),
                ClockStart.ACCEPTANCE: Says(
                    "You haven’t entered the date you were accepted.",
                    "You must be accepted to hand in. Before that, you can share review copies.",
                    _ENTER_DAY,
                ),
            },
        ),
    ),
    FindingCode.DEADLINE_PASSED: FindingKind(
        At.PROGRAM,
        "Your deadline for this program was {deadline:day}.",
        "We don’t know whether the program gives more time.",
        "Ask the program before you pay a fee.",
        passed="You still have time in the program.",
        icon="clock",
        rule=Rule.CLOCK,
    ),
    FindingCode.ROUTE_CLOSED: FindingKind(
        At.PROGRAM,
        By(
            "until",
            {"": "{program} doesn’t accept {routes}."},
            "{program} hasn’t accepted {routes} since {until:day}.",
        ),
        "You can still build a package for staff, or for a program that accepts it.",
        "Ask the program before you pay a fee, or load your state program’s file.",
        passed="The program accepts this route.",
        rule=Rule.ROUTES,
        parts={
            "routes": By(
                "route",
                {
                    Route.PORTFOLIO: "{portfolios}",
                    Route.COURSE: "courses",
                    Route.RECOGNITION: "recognition agreements",
                },
            )
        },
    ),
    FindingCode.ROUTE_NOT_CHOSEN: FindingKind(
        At.COURSE,
        "You haven’t chosen how you’ll achieve this {set}.",
        "{A_portfolio}, a course, and a recognition agreement each require different things.",
        "Choose a route under Courses. If you write or add evidence, it’s {a_portfolio}.",
        passed="You have chosen a route for the {set}.",
        icon="help-circle",
    ),
    FindingCode.DAYS_APART: FindingKind(
        At.START,
        "{first:day} and {last:day} are far apart for dates that can start your time.",
        "Application, acceptance, admission, and enrollment are usually close together.",
        "Check them under “About you”.",
    ),
    FindingCode.DAY_LONG_AGO: FindingKind(
        At.START,
        "You entered the date {day:day}, which can hardly be right.",
        advice="Check the year.",
    ),
    FindingCode.DECIDED_EARLY: FindingKind(
        At.SUBMISSION,
        "A decision dated {decided:day} is before your admission on {admitted:day}.",
        advice=_CHECK_BOTH,
    ),
    FindingCode.REVISIONS_OVER: FindingKind(
        At.SUBMISSION,
        Counted(
            "{count} revisions were required, but your program allows {most}.",
            "{count} revisions were required, but your program allows {most}.",
            "most",
        ),
        advice="Check the decisions, or ask the program office what follows.",
        rule=Rule.PASSING,
    ),
    FindingCode.APPLIED_LATE: FindingKind(
        At.APPLICATION,
        "Your application date, {applied:day}, is after your admission on {admitted:day}.",
        advice="Check both dates under “About you”.",
    ),
    FindingCode.HANDED_IN_LATE: FindingKind(
        At.SUBMISSION,
        "It was handed in on {handed_in:day}, after the decision on {decided:day}.",
        advice=_CHECK_BOTH,
    ),
    FindingCode.CERTIFIED_EARLY: FindingKind(
        At.RENEWAL,
        "Your certificate date, {on:day}, is before your admission on {admitted:day}.",
        advice=_CHECK_BOTH,
        icon="calendar-event",
    ),
    FindingCode.CERTIFIED_LATE: FindingKind(
        At.RENEWAL,
        "You achieved the last {set} you needed on {on:day}, after your deadline, {deadline:day}.",
        "We don’t know whether the program gave you more time.",
        "If you have your certificate, enter its date. If not, ask the program office.",
        icon="calendar-event",
        rule=Rule.CLOCK,
    ),
    FindingCode.CERTIFIED_WITHOUT: FindingKind(
        At.SUBMISSION,
        "You’re certified as of {on:day}, but the last decision on it is “not achieved”.",
        advice="If it was achieved later, enter that decision too. If not, check your dates.",
    ),
    FindingCode.RENEWED_LONG: FindingKind(
        At.RENEWAL,
        Counted(
            "You entered {a_renewal} until {until:day}, but one lasts {years} year.",
            "You entered {a_renewal} until {until:day}, but one lasts {years} years.",
            "years",
        ),
        advice="Check the date in what the program sent you.",
        icon="calendar-event",
    ),
    FindingCode.COMMENT_UNANSWERED: FindingKind(
        At.TEXT,
        By(
            "file",
            {
                "": By(
                    "number",
                    {
                        None: (
                            "A comment by {reviewer} on the {learning_statement} needs your answer."
                        )
                    },
                    "A comment by {reviewer} on {numbers:competencies} needs your answer.",
                )
            },
            "A comment by {reviewer} on {file:file} needs your answer.",
        ),
        "It says: “{comment}”",
        "Change your work or write an answer, then mark the comment as answered.",
        passed="No reviewer comments need your answer.",
        icon="paperclip",
    ),
    FindingCode.PERSONAL_DOCUMENT_MISSING: FindingKind(
        At.FILE,
        By(
            "times",
            {"": "“About me” has no {title}."},
            "“About me” has {found} of {times}: {title}.",
        ),
        By(
            "from",
            dict.fromkeys(("mentor", "supervisor"), Joined(("{writer}", "{need}"))),
            By("unknown", {"": "{covers}"}, "{need}"),
        ),
        By(
            "set_title",
            {"": "Add it in Evidence, under “About me”."},
            "Add it in Evidence, under “About me”, with {words} in its name.",
        ),
        passed="“About me” has everything the program requires.",
        icon="user",
        rule=Rule.DOCUMENTS,
        parts={
            "covers": By(
                "set_title", {"": "It’s about you: one file covers everything you hand in."}
            ),
            "need": By(
                "unknown",
                {
                    "yes": _UNKNOWN,
                    "without-mentor": (
                        "It’s needed if you have a mentor. If you don’t, we don’t know."
                    ),
                },
            ),
            "writer": By(
                "from",
                {
                    "mentor": "Your mentor writes it.",
                    "supervisor": "Your supervisor writes it.",
                },
            ),
            "words": "“{title}” and “{set_title}”",
        },
        later=True,
    ),
    FindingCode.GRID_UNRATED: FindingKind(
        At.FORM,
        By(
            "column",
            {"": "{title} has no ratings yet."},
            Counted(
                "{title}: the column “{column}” has no rating for {section}.",
                "{title}: the column “{column}” has no rating for {count} sections.",
                "count",
            ),
        ),
        By("unknown", {"": "The program requires every column."}, _UNKNOWN),
        "Open {Portfolio} > Self-assessment, and enter what your form says.",
        passed="Your self-assessment has all the ratings it needs.",
        rule=Rule.GRID,
    ),
    FindingCode.NAME_MISSING: FindingKind(
        At.NAME,
        "The {portfolio} doesn’t have your name.",
        "A package must say whose it is.",
        passed="Your name is in the {portfolio}.",
    ),
    FindingCode.MEMBERSHIP_MISSING: FindingKind(
        At.MEMBERSHIP,
        By(
            "level",
            {Level.BLOCKER: "You aren’t a member of {association}."},
            "You haven’t entered a membership of {association}.",
        ),
        _MEMBER,
        "Enter your membership under About you.",
        passed="You have the membership the program requires.",
        unlike=(
            "why",
            {
                "ended": Says(
                    "Your membership of {association} ended on {ended:day}.",
                    _MEMBER,
                    "Renew your membership first, then enter it under About you.",
                ),
                "begins": Says(
                    "Your membership of {association} begins on {begins:day}.",
                    _MEMBER,
                    "Hand in after that.",
                ),
            },
        ),
        words=lambda finding: {"why": next(filter(finding.fact, ("ended", "begins")), "")},
    ),
    FindingCode.SET_NOT_CHOSEN: FindingKind(
        At.OVERVIEW,
        "{title} isn’t one of your chosen {sets}.",
        "It wouldn’t count toward your certification.",
        passed="The {set} is required, or you chose it.",
        icon="list-check",
    ),
    FindingCode.AGREEMENT_MISSING: FindingKind(
        At.COURSE,
        "The recognition agreement is missing {lacking}.",
        "With an agreement, you apply and enroll. There’s nothing to hand in for each {set}.",
        "Enter it once under Courses for all {sets} it covers.",
        passed="The agreement and your graduation are entered.",
        icon="rubber-stamp",
        words=_named(
            "lacking",
            {"provider": N_("your college"), "completed": N_("your graduation date")},
        ),
    ),
    FindingCode.COURSE_MISSING: FindingKind(
        At.COURSE,
        "No course is entered for this {set}.",
        "The program needs to know which course you took.",
        "Enter its title, provider, and completion date.",
        passed="The course record is complete.",
    ),
    FindingCode.COURSE_INCOMPLETE: FindingKind(
        At.COURSE,
        "The course record is missing {lacking}.",
        "The program can’t give credit for the course without it.",
        words=_named(
            "lacking",
            {
                "title": N_("the title"),
                "provider": N_("the provider"),
                "completed": N_("the completion date"),
            },
        ),
    ),
    FindingCode.COURSE_TOO_EARLY: FindingKind(
        At.COURSE,
        "The course was completed on {completed:day}, too long before its approval.",
        "It earns credit only if completed on {earliest:day} or later.",
        "Check both dates. You can use what you made in it in {a_portfolio} instead.",
        rule=Rule.COURSES,
    ),
    FindingCode.COURSE_NOT_OVER: FindingKind(
        At.COURSE,
        "The course won’t be completed until {completed:day}.",
        "You hand in its certificate, which comes after that.",
        "Wait for the certificate, or correct the date.",
        rule=Rule.COURSES,
        unlike=(
            "route",
            {
                Route.RECOGNITION: Says(
                    "You don’t graduate until {completed:day}.",
                    "The agreement counts only for graduates.",
                    "If you’ve already graduated, correct the date.",
                )
            },
        ),
    ),
    FindingCode.COURSE_NOT_APPROVED: FindingKind(
        At.COURSE,
        "The course record doesn’t say when the program approved the course.",
        "A course that isn’t approved earns no credit, but you can use it in {a_portfolio}.",
        "Ask the provider for the approval date.",
        passed="We know of no problem with the course.",
        rule=Rule.COURSES,
        unlike=(
            "why",
            {
                "course later": Says(
                    "The course won’t be approved until {approved:day}.",
                    "It earns no credit before then.",
                    "Hand it in after it’s approved, or correct the date.",
                ),
                "recognition": Says(
                    "You haven’t entered the date of the agreement with your college.",
                    "Each agreement has its own dates, so we can’t tell whether it counts.",
                    "Ask your college for the date.",
                ),
                "recognition later": Says(
                    "The agreement with your college doesn’t start until {approved:day}.",
                    advice="Wait until then, or correct the date.",
                ),
            },
        ),
        words=lambda finding: {
            "why": (finding.fact("route") or Route.COURSE)
            + (" later" if finding.fact("approved") else "")
        },
    ),
    FindingCode.COURSE_APPROVAL_OVER: FindingKind(
        At.COURSE,
        "The course was completed on {completed:day}; its approval ended on {ended:day}.",
        "It counts if the approval was renewed, but we can’t tell.",
        "Ask the provider which approval covers your course.",
        passed="The course was completed while its approval was in effect.",
        rule=Rule.COURSES,
    ),
    FindingCode.CERTIFICATE_MISSING: FindingKind(
        At.COURSE,
        "The course certificate is missing.",
        "It’s what you hand in for {a_set} by course.",
        "Add it when you have it.",
        passed="You added the course certificate.",
    ),
    FindingCode.CERTIFICATE_GONE: FindingKind(
        At.CERTIFICATE,
        "The certificate {file} isn’t in the folder anymore.",
        "You can’t hand in the {set} without it.",
        "Put the file back.",
        passed="You added your diploma, or didn’t list one.",
    ),
    FindingCode.CERTIFICATE_UNOPENABLE: FindingKind(
        At.CERTIFICATE,
        "The certificate {file} is damaged or incomplete.",
        _OFFICE_CANNOT,
        "Replace it with a copy that opens.",
        unlike=(
            "why",
            {
                Opened.PASSWORD: Says(
                    "The certificate {file} needs a password to open.",
                    _OFFICE_CANNOT,
                    "Save a copy without a password, and use that instead.",
                ),
                Opened.WRONG_KIND: Says(
                    "The certificate {file} isn’t what its name says.",
                    _OFFICE_CANNOT,
                    "Replace it with the right file, or with a copy that opens.",
                ),
            },
        ),
    ),
    FindingCode.ELECTIVES_COUNT: FindingKind(
        At.OVERVIEW,
        Counted(
            "You have chosen {chosen} elective.", "You have chosen {chosen} electives.", "chosen"
        ),
        "The program requires {needed}.",
        rule=Rule.SETS,
    ),
    FindingCode.SET_UNKNOWN: FindingKind(
        At.OVERVIEW,
        "The program file doesn’t have {a_set} called “{set_id}”.",
        "Your work on it is kept.",
    ),
    FindingCode.COMPETENCY_FORMER: FindingKind(
        At.SET,
        "Your program doesn’t require {competency} {number}, “{title}”, anymore.",
        "Your response is kept as {file}, but isn’t in any package.",
        "Use what you can of it in another response.",
    ),
}


# Renewal ----------------------------------------------------------------------------------------

RENEWAL: Mapping[FindingCode, FindingKind] = {
    FindingCode.RENEWAL_NOT_CERTIFIED: FindingKind(
        At.RENEWAL,
        "You have no certification to {renew} yet.",
        "Certificates you keep here until then aren’t lost.",
        "If you’re certified, enter the date on your certificate.",
    ),
    FindingCode.RENEWAL_NO_RULE: FindingKind(
        At.RENEWAL,
        "Your program file says nothing about {renewal}.",
        "We don’t know what {a_renewal} requires, so you can’t package one.",
        "Ask the program office how to {renew}.",
        rule=Rule.RENEWAL,
    ),
    FindingCode.RENEWAL_NOT_OPEN: FindingKind(
        At.RENEWAL,
        "You can {renew} starting {opens:day}.",
        "The program doesn’t accept earlier {renewals}.",
        "Keep earning hours until then.",
        rule=Rule.RENEWAL,
    ),
    FindingCode.RENEWAL_OVER: FindingKind(
        At.RENEWAL,
        "The deadline to {renew} was {ended:day}.",
        "We don’t know whether the program still accepts {a_renewal}.",
        "Ask the program office.",
        rule=Rule.RENEWAL,
    ),
    FindingCode.RENEWAL_HOURS_SHORT: FindingKind(
        At.RENEWAL,
        By(
            "technology",
            {
                "0": Counted(
                    "You need {missing} more contact hour.",
                    "You need {missing} more contact hours.",
                    "missing",
                )
            },
            Counted(
                "You need {missing} more contact hour, {technology} of it on technology.",
                "You need {missing} more contact hours, {technology} of them on technology.",
                "missing",
            ),
        ),
        "The program requires all of them to {renew}.",
        "Add any activities you haven’t entered yet.",
        rule=Rule.RENEWAL,
    ),
    FindingCode.RENEWAL_KIND_SHORT: FindingKind(
        At.RENEWAL,
        Counted(
            "You need {missing} more hour of “{title}”.",
            "You need {missing} more hours of “{title}”.",
            "missing",
        ),
        "The program requires a minimum for it.",
        "Add any activities you haven’t entered yet.",
    ),
    FindingCode.RENEWAL_STATEMENT_MISSING: FindingKind(
        At.RENEWAL,
        "You haven’t written the {renewal} statement yet.",
        "The program requires one along with the hours.",
        "Write it under {Renewal}.",
    ),
    FindingCode.RENEWAL_STATEMENT_LONG: FindingKind(
        At.RENEWAL,
        Counted(
            "The {renewal} statement is {over} word over the limit.",
            "The {renewal} statement is {over} words over the limit.",
            "over",
        ),
        Counted("It has {words} word.", "It has {words} words.", "words"),
        "Shorten it.",
    ),
    FindingCode.RENEWAL_TWICE: FindingKind(
        At.RENEWAL,
        "“{title}” on {day:day} may have been entered twice.",
        "Both count now.",
        "Remove one if it was a single activity.",
        icon="calendar-repeat",
    ),
    FindingCode.RENEWAL_UNDOCUMENTED: FindingKind(
        At.RENEWAL,
        "“{title}” has no document yet.",
        "We don’t know which documents the program requires.",
        "Attach a certificate, a program, or your notes.",
    ),
    FindingCode.RENEWAL_DOCUMENT_GONE: FindingKind(
        At.RENEWAL,
        "{file}, the document for “{title}”, isn’t in the folder.",
        "You can’t package {a_renewal} without it.",
        "Put it back, or attach another one.",
    ),
    FindingCode.RENEWAL_DOCUMENT_UNOPENABLE: FindingKind(
        At.RENEWAL,
        By(
            "why",
            {
                Opened.PASSWORD: "{document} needs a password to open.",
                Opened.WRONG_KIND: "{document} isn’t what its name says.",
                Opened.EMPTY: "{document} is an empty file.",
                Opened.DAMAGED: "{document} is damaged or incomplete.",
                Barrier.SHORTCUT: "{document} is only a shortcut to something on your computer.",
            },
            "{document} is a kind of file many computers can’t open.",
        ),
        "Whoever decides on your {renewal} can’t see what it shows.",
        "Replace it with a copy that opens, such as a PDF.",
        icon="file-alert",
        parts={"document": "{file}, the document for “{title}”,"},
    ),
}
