"""The renewal form in words: its steps, and what each value to copy is."""

from datetime import date
from gettext import gettext as _

from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal_form import FormField, FormStep, FormValue
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.days import day, short_day
from lssc_desktop.messages.renewal import hours_text
from lssc_desktop.messages.renewal_page import set_word


def step_title(step: FormStep) -> str:
    """Name a step of the form."""
    return {
        FormStep.PERSON: _("Who you are"),
        FormStep.CERTIFICATION: _("Your certification"),
        FormStep.ACTIVITIES: _("Your activities, one line each"),
        FormStep.TOTALS: _("The sums"),
        FormStep.DOCUMENTS: _("The documents to send along"),
    }[step]


def nothing_in_step(step: FormStep) -> str:
    """Say that there is nothing to copy in a step, and why that matters."""
    return {
        FormStep.ACTIVITIES: _("No activity counts yet."),
        FormStep.DOCUMENTS: _("No document yet. Attach what shows that you were there."),
    }.get(step, _("Nothing is known for this yet."))


def field_label(value: FormValue) -> str:
    """Say what a value is."""
    return {
        FormField.NAME: _("Name"),
        FormField.EMAIL: _("E-mail"),
        FormField.DESIGNATION: _("Title"),
        FormField.CERTIFIED: _("Certified"),
        FormField.EXPIRES: _("Expires"),
        FormField.ACTIVITY: _("Activity"),
        FormField.HOURS: _("Contact hours"),
        FormField.TECHNOLOGY: _("On technology"),
        FormField.DOCUMENT: _("File"),
    }[value.field]


def value_text(value: FormValue, program: Program) -> str:
    """Return the words that are copied."""
    if value.counted is None:
        if value.field in (FormField.CERTIFIED, FormField.EXPIRES):
            return day(date.fromisoformat(value.text))
        return value.text
    item = value.counted
    parts = [
        short_day(item.activity.day),
        item.activity.title,
        _("1 contact hour")
        if item.hours == 1
        else _("{hours} contact hours").format(hours=hours_text(item.hours)),
    ]
    if item.technology:
        parts.append(_("{hours} on technology").format(hours=hours_text(item.technology)))
    parts.append(set_word(item, program))
    return "; ".join(parts)


def form_lead(missing: str) -> str:
    """Say what the steps are for, and what stands against using them now."""
    lead = _(
        "Open the form when everything is here: it is completed in one sitting. Copy each value, "
        "paste it, and tick the step. We do not know the fields of the real form."
    )
    return f"{lead} {missing}".strip()


def form_not_ready(reasons: tuple[str, ...]) -> str:
    """Say what is still open before the form can be sent in; "" when nothing is."""
    if not reasons:
        return ""
    return _("Still open: {things}.").format(things=listed(reasons))
