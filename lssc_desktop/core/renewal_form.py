"""The renewal form, which is filled in one sitting, prepared: every value to copy, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lssc_desktop.core.certification import certification
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal import CountedActivity, RenewalReport


class FormStep(StrEnum):
    """The steps, in order; which fields a form really has is not known (program-facts.md 4)."""

    PERSON = "person"
    CERTIFICATION = "certification"
    ACTIVITIES = "activities"
    TOTALS = "totals"
    DOCUMENTS = "documents"


class FormField(StrEnum):
    """What a value is; `messages.renewal_form` has the words."""

    NAME = "name"
    EMAIL = "email"
    DESIGNATION = "designation"
    CERTIFIED = "certified"
    EXPIRES = "expires"
    ACTIVITY = "activity"
    HOURS = "hours"
    TECHNOLOGY = "technology"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class FormValue:
    """One value to copy. An activity has `counted` in place of a text; days are ISO."""

    step: FormStep
    field: FormField
    text: str = ""
    counted: CountedActivity | None = None


def renewal_form(
    program: Program, portfolio: Portfolio, report: RenewalReport
) -> tuple[FormValue, ...]:
    """Return every value of the form in order; only activities that count are in it."""
    counted = tuple(item for item in report.activities if item.why_not is None)
    return (
        *_about_person(program, portfolio),
        *(FormValue(FormStep.ACTIVITIES, FormField.ACTIVITY, counted=item) for item in counted),
        FormValue(FormStep.TOTALS, FormField.HOURS, f"{report.hours.normalize():f}"),
        FormValue(FormStep.TOTALS, FormField.TECHNOLOGY, f"{report.technology.normalize():f}"),
        *(
            FormValue(FormStep.DOCUMENTS, FormField.DOCUMENT, path.rpartition("/")[2])
            for path in dict.fromkeys(path for item in counted for path in item.activity.evidence)
        ),
    )


def _about_person(program: Program, portfolio: Portfolio) -> Iterator[FormValue]:
    yield FormValue(FormStep.PERSON, FormField.NAME, portfolio.candidate.name)
    if portfolio.candidate.email:
        yield FormValue(FormStep.PERSON, FormField.EMAIL, portfolio.candidate.email)
    if program.designation:
        yield FormValue(FormStep.CERTIFICATION, FormField.DESIGNATION, program.designation)
    certified = certification(program, portfolio)
    if certified is not None:
        on, expires = certified.on, certified.expires
        yield FormValue(FormStep.CERTIFICATION, FormField.CERTIFIED, on.isoformat())
        if expires is not None:
            yield FormValue(FormStep.CERTIFICATION, FormField.EXPIRES, expires.isoformat())
