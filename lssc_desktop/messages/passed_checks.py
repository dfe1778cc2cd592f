"""The checks that passed, in words: what we looked at and found in order."""

from collections.abc import Iterable
from gettext import gettext as _
from gettext import ngettext


def passed_sentences(rules: Iterable[str], opened: int = 0, unopened: int = 0) -> tuple[str, ...]:
    """Say what each rule found in order; a rule is given by its name with hyphens.

    `opened` counts the evidence files that were opened, `unopened` those of kinds that are not.
    """
    said = _about_person() | _about_texts() | _about_evidence() | _about_course()
    said["evidence-unopenable"] = _about_opening(opened, unopened)
    return tuple(said[rule] for rule in rules)


def _about_opening(opened: int, unopened: int) -> str:
    """Say which files were really opened."""
    if not opened and not unopened:
        return _("There are no evidence files to open.")
    if not opened:
        return _("We don’t look into evidence files of these kinds.")
    if not unopened:
        return _("We opened every evidence file.")
    return ngettext(
        "We opened every PDF, picture, and Word file; {count} file of another kind wasn’t opened.",
        "We opened every PDF, picture, and Word file; {count} files of other kinds weren’t opened.",
        unopened,
    ).format(count=unopened)


def _about_person() -> dict[str, str]:
    return {
        "name-missing": _("Your name is in the portfolio."),
        "not-chosen": _("The set is among your chosen sets."),
        "route-closed": _("The program takes sets by this route."),
        "deadline-passed": _("There is time left in the program."),
        "personal-document-missing": _("“About me” has what the program asks for."),
        "comment-unanswered": _("No comment by a reviewer waits for your answer."),
        "not-marked-ready": _("Every response is marked as ready."),
        "self-rating-missing": _("You have rated every competency."),
        "forecast-short": _("Your own ratings do not come to less than is needed."),
    }


def _about_texts() -> dict[str, str]:
    return {
        "response-missing": _("Every competency has a response."),
        "response-empty": _("Every response has text after its introduction."),
        "response-unreadable": _("Every response can be read."),
        "response-long": _("No response is longer than the program wants."),
        "introduction-missing": _("Every response has an introduction."),
        "introduction-long": _("Every introduction has the length that the program asks for."),
        "part-without-example": _("Every lettered part has an example."),
        "competency-unknown": _("We know what every competency asks."),
        "set-count-unknown": _("We know how many competencies the set has."),
        "statement-missing": _("The personal learning statement is there."),
        "statement-empty": _("The personal learning statement has text."),
        "statement-unreadable": _("The personal learning statement can be read."),
        "statement-long": _("The personal learning statement is not too long."),
        "statement-early": _("The personal learning statement was written last."),
        "link-refused": _("Every link leads where a package may lead."),
        "document-unfinished": _("No Word file holds comments or tracked changes."),
        "document-incomplete": _("No Word file has missing or damaged parts."),
        "document-beyond": _("The assembled PDF shows all that is in your Word files."),
        "document-open": _("No text is open in a word processor."),
        "character-unshown": _("The PDF can show every character."),
    }


def _about_evidence() -> dict[str, str]:
    return {
        "evidence-none": _("Every response is supported by a file."),
        "secondary-only": _("Nothing is shown by secondary evidence alone."),
        "own-role-missing": _("All team work says which part was yours."),
        "evidence-gone": _("Every evidence file is in the folder."),
        "evidence-unreadable": _("Every evidence file can be copied into a package."),
        "evidence-empty": _("No evidence file is empty."),
        "file-type-refused": _("The program takes files of these types."),
        "file-large": _("No file is unusually large."),
        "files-too-many": _("There are not too many files."),
        "package-too-large": _("The files together are not too large."),
        "name-changed": _("Every computer can take the names of the files."),
    }


def _about_course() -> dict[str, str]:
    return {
        "course-missing": _("The course record is complete."),
        "certificate-missing": _("The certificate of the course is there."),
        "course-not-credited": _("We know of nothing against the course."),
    }
