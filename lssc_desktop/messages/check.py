"""The page "Check & package" in words: what stands around its findings, and what passed."""

from collections.abc import Iterable
from dataclasses import replace

from lssc_desktop.core.check.finding import Finding
from lssc_desktop.core.check.readiness import SetCheck, SetReport
from lssc_desktop.core.portfolio.portfolio import PackageKind, Route
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import Submission, SubmissionState, is_on_own_word
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.bags import verification_lines
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import closed_message
from lssc_desktop.messages.submissions import (
    is_reported,
    standing_word,
)
from lssc_desktop.messages.words import file_name
from lssc_desktop.package.build import Built
from lssc_desktop.package.reader import Verification


def check_summary(check: SetCheck) -> str:
    """Count what a check found: what stops a hand-in, what is worth a look, what passed."""
    blockers = len(check.blockers)
    advice = len(check.findings) - blockers
    stops = (
        ngettext("{count} blocker to fix", "{count} blockers to fix", blockers).format(
            count=blockers
        )
        if blockers
        else _("No blockers")
    )
    looks = ngettext("{count} item to consider", "{count} items to consider", advice).format(
        count=advice
    )
    parts = (stops, *((looks,) if advice else ()), passed_count(len(check.passed)))
    return _("{sentence}.").format(sentence=", ".join(parts))


def passed_count(count: int) -> str:
    """Say how many checks passed."""
    return ngettext("{count} check passed", "{count} checks passed", count).format(count=count)


def opening_line(done: int, total: int) -> str:
    """Say how far the opening of the evidence is."""
    return ngettext(
        "Opening evidence: {done} of {total} file…",
        "Opening evidence: {done} of {total} files…",
        total,
    ).format(done=done, total=total)


def open_count(count: int) -> str:
    """Say how many findings are open."""
    return ngettext("{count} open", "{count} open", count).format(count=count)


def finding_words(finding: Finding) -> Message:
    """Say a finding as the two lines of a row: what was found, and what it means and asks for."""
    said = finding_message(finding)
    more = " ".join(part for part in (said.meaning, said.advice) if part)
    return Message(said.happened.removesuffix("."), more)


def hand_in_condition(blockers: int) -> str:
    """Say whether a portfolio to hand in can be built, and if not, when."""
    if not blockers:
        return _("Complete, as far as we can tell.")
    return ngettext(
        "Fix the {count} blocker first.",
        "Fix the {count} blockers first.",
        blockers,
    ).format(count=blockers)


def package_built(package: Built, sent: Submission | None) -> Message:
    """Say what was built: its name, where it is, what it holds, and how far it went since."""
    signed = _("It’s signed with your key. {way}") if package.signed else "{way}"
    return Message(
        _("{name} is built.").format(name=file_name(package.path.name)),
        ngettext(
            "It’s in the Packages folder, with {files} file, {size}.",
            "It’s in the Packages folder, with {files} files, {size}.",
            package.written.files,
        ).format(files=package.written.files, size=size(package.written.bytes)),
        signed.format(way=way_of_built(sent)),
    )


def way_of_built(sent: Submission | None) -> str:
    """Say how far a package is that was built on this page, as the Submissions page does."""
    if sent is None or sent.state is SubmissionState.PACKAGED:
        return _("Nothing was sent.")
    word = standing_word(
        Standing(sent.state),
        by_person=is_on_own_word(sent),
        reported=is_reported(sent),
        paused=sent.paused,
    )
    return _("{state}: see the Submissions page.").format(state=word)


def package_verified(found: Verification, name: str) -> Message:
    """Say what verifying a package of this name has shown."""
    first, *rest = verification_lines(replace(found, package_id=None, fingerprint=""))
    return Message(first, " ".join((file_name(name), *(line.strip() for line in rest))))


def go_there_name() -> str:
    """Name the button that leads to a finding."""
    return _("Go there")


def hand_in_name(route: Route) -> str:
    """Name what is handed in for a set by this route."""
    return {
        Route.PORTFOLIO: _("Portfolio to hand in."),
        Route.COURSE: _("Course certificate to hand in."),
        Route.RECOGNITION: _("Package to hand in."),
    }[route]


def build_label(kind: PackageKind, route: Route) -> str:
    """Name the button that builds a package of a set by this route."""
    if kind is not PackageKind.PORTFOLIO:
        return _("Build review copy")
    return _("Build portfolio") if route is Route.PORTFOLIO else _("Build package")


def checking_line() -> str:
    """Say that a check runs."""
    return _("Checking…")


def checked_line(report: SetReport, minutes: int) -> str:
    """Say how long ago the last check was and what came of it."""
    closed = report.closed
    said = check_summary(report.check) if closed is None else closed_message(closed).happened
    if minutes < 1:
        return _("Checked just now. {summary}").format(summary=said)
    return ngettext(
        "Checked {count} minute ago. {summary}", "Checked {count} minutes ago. {summary}", minutes
    ).format(count=minutes, summary=said)


# Checks that passed -----------------------------------------------------------------------------


def passed_sentences(rules: Iterable[str], opened: int = 0, unopened: int = 0) -> tuple[str, ...]:
    """Say what each rule found in order; a rule is given by its name with hyphens.

    `opened` counts the evidence files that were opened, `unopened` those of kinds that are not.
    """
    said = _about_candidate() | _about_texts() | _about_evidence() | _about_course()
    said["evidence-unopenable"] = _about_opening(opened, unopened)
    return tuple(said[rule] for rule in rules)


def _about_opening(opened: int, unopened: int) -> str:
    """Say which files were really opened."""
    if not opened and not unopened:
        return _("There are no evidence files to open.")
    if not opened:
        return _("We can’t open evidence files of these kinds.")
    if not unopened:
        return _("We opened every evidence file.")
    return ngettext(
        "We opened your evidence files, except {count} of a kind we can’t open.",
        "We opened your evidence files, except {count} of kinds we can’t open.",
        unopened,
    ).format(count=unopened)


def _about_candidate() -> dict[str, str]:
    return {
        "name-missing": _("Your name is in the portfolio."),
        "not-chosen": _("The set is one of your chosen sets."),
        "route-closed": _("The program accepts this route."),
        "not-admitted": _("You’ve entered when your time started, or you’re certified."),
        "membership-missing": _("You have the membership the program requires."),
        "deadline-passed": _("You still have time in the program."),
        "personal-document-missing": _("“About me” has everything the program requires."),
        "personal-document-unopenable": _("The documents in “About me” can be opened."),
        "grid-unrated": _("Your self-assessment has all the ratings it needs."),
        "comment-unanswered": _("No reviewer comments need your answer."),
        "not-marked-ready": _("Every response is marked as ready."),
        "self-rating-missing": _("You have rated every competency."),
        "forecast-short": _("Your own ratings add up to a pass."),
    }


def _about_texts() -> dict[str, str]:
    return {
        "response-missing": _("Every competency has a response."),
        "response-empty": _("Every response has text after its introduction."),
        "response-unreadable": _("Every response can be read."),
        "response-long": _("No response is over the program’s limit."),
        "introduction-missing": _("Every response has an introduction."),
        "introduction-long": _("Every introduction is the required length."),
        "part-without-example": _("Every part has an example."),
        "competency-unknown": _("We know what every competency requires."),
        "set-count-unknown": _("We know how many competencies the set has."),
        "statement-missing": _("You have a learning statement."),
        "statement-empty": _("The learning statement has text."),
        "statement-unreadable": _("The learning statement can be read."),
        "statement-long": _("The learning statement isn’t too long."),
        "statement-early": _("The learning statement was written last."),
        "evidence-unreferenced": _("The statement mentions each piece of evidence."),
        "link-refused": _("Every link goes where a package’s links may go."),
        "document-unfinished": _("No Word file has comments or tracked changes."),
        "document-incomplete": _("No Word file has missing or damaged parts."),
        "document-beyond": _("The assembled PDF shows everything in your Word files."),
        "document-open": _("No text is open in a word processor."),
        "picture-undescribed": _("Every picture in a Word file has a description."),
        "character-unshown": _("The PDF can show every character."),
    }


def _about_evidence() -> dict[str, str]:
    return {
        "evidence-none": _("Every response is supported by a file."),
        "secondary-only": _("No competency relies on secondary evidence alone."),
        "evidence-unreferenced": _("The statement mentions every piece of evidence it has to."),
        "own-role-missing": _("All team work says which part was yours."),
        "evidence-gone": _("Every evidence file is in the folder."),
        "evidence-unreadable": _("Every evidence file can be copied into a package."),
        "evidence-empty": _("No evidence file is empty."),
        "evidence-shortcut": _("No evidence file is only a shortcut."),
        "evidence-uncommon": _("All evidence is of kinds most computers can open."),
        "copy-outdated": _("Every clean copy has only what its original shows."),
        "consent-missing": _("Consent is entered wherever people can be recognized."),
        "file-type-refused": _("The program accepts these types of files."),
        "file-large": _("No file is unusually large."),
        "files-too-many": _("There aren’t too many files."),
        "package-too-large": _("The files aren’t too large in total."),
        "private-data": _("No private data in the files needs a decision."),
        "name-changed": _("Every computer can use the file names."),
    }


def _about_course() -> dict[str, str]:
    return {
        "route-not-chosen": _("You have chosen a route for the set."),
        "agreement-missing": _("The agreement and your graduation are entered."),
        "diploma-gone": _("You added your diploma, or didn’t list one."),
        "course-approval-over": _("The course was completed while its approval was in effect."),
        "course-missing": _("The course record is complete."),
        "certificate-missing": _("You added the course certificate."),
        "course-not-credited": _("We know of no problem with the course."),
    }
