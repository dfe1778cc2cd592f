"""The rules of a program file by name, and what they say, in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from gettext import gettext as _

from lssc_desktop.core.program import Program
from lssc_desktop.messages.counts import size
from lssc_desktop.messages.days import day
from lssc_desktop.messages.money import amount_text


def rule_name(place: str) -> str:
    """Name a rule by its place in the program file; what has no name of ours shows its place."""
    head, _dot, rest = place.partition(".")
    if head == "documents":
        return _("Document “{title}”").format(title=rest)
    if place.startswith("renewal.conversions."):
        return _("Activity for a renewal")
    names = {**_portfolio_names(), **_money_and_time_names(), **_renewal_names(), **_other_names()}
    return names.get(place) or _("Rule {place}").format(place=place)


def rule_value(place: str, value: str, program: Program) -> str:
    """Say what a rule says: money with its currency, days, sizes and choices in words."""
    if not value:
        return ""
    if place.startswith("fees.") and place.endswith((".member", ".other")):
        return amount_text(Decimal(value), program.fees.currency)
    if place.endswith("_bytes"):
        return size(int(value))
    if place.startswith("routes.") and place.endswith(".until"):
        return day(date.fromisoformat(value))
    if place.startswith("options."):
        return _choices().get(value, value)
    if place.startswith("choosing."):  # whole sentences
        value = value.replace("., ", "; ")
    return _answers().get(value, value).rstrip(".")


def _portfolio_names() -> Mapping[str, str]:
    return {
        "limits.introduction_paragraphs": _("Paragraphs of an introduction"),
        "limits.response_pages": _("Pages of a response"),
        "limits.response_words": _("Words of a response"),
        "limits.statement_pages": _("Pages of a learning statement"),
        "limits.statement_words": _("Words of a learning statement"),
        "limits.evidence_file_bytes": _("Largest evidence file"),
        "limits.evidence_files_per_set": _("Evidence files of a set"),
        "limits.package_bytes": _("Largest package"),
        "limits.file_types": _("Types of files"),
        "limits.links_allowed": _("Links allowed"),
        "pass_rule.met_percent": _("Percent that must be met"),
        "pass_rule.partial_percent": _("Percent that may be partially met"),
        "pass_rule.not_met_allowed": _("How many may be “not met”"),
        "pass_rule.evaluators": _("Evaluators"),
        "pass_rule.revisions": _("Revisions"),
        "options.pass-rounding": _("Rounding of the percents"),
        "options.evaluator-disagreement": _("When evaluators do not agree"),
        "options.three-ratings": _("Three ratings of one competency"),
        "options.both-partial": _("Two ratings of “partially met”"),
        "options.achievement-record": _("Achievement record"),
    }


def _money_and_time_names() -> Mapping[str, str]:
    return {
        "clock.years": _("Years a candidate has"),
        "options.clock-start": _("The years begin with"),
        "fees.currency": _("Currency"),
        "fees.association": _("Association with lower fees"),
        "fees.application.member": _("Application fee for members"),
        "fees.application.other": _("Application fee for others"),
        "fees.portfolio.member": _("Portfolio fee for members"),
        "fees.portfolio.other": _("Portfolio fee for others"),
        "fees.renewal.member": _("Renewal fee for members"),
        "fees.renewal.other": _("Renewal fee for others"),
        "options.portfolio-fee": _("Fee for portfolios"),
        "purchase_order.address": _("A purchase order goes to"),
        "purchase_order.phone": _("Phone for purchase orders"),
        "purchase_order.fax": _("Fax for purchase orders"),
        "eligibility.education": _("Education asked for"),
        "eligibility.hours": _("Hours worked that are asked for"),
        "eligibility.within_years": _("Years in which they have to be worked"),
    }


def _renewal_names() -> Mapping[str, str]:
    return {
        "renewal.years": _("Years that a certification runs"),
        "renewal.opens_months_before": _("Months before its end in which it can be renewed"),
        "renewal.grace_months": _("Months of grace after it"),
        "renewal.hours": _("Contact hours for a renewal"),
        "renewal.technology_hours": _("Contact hours on technology"),
        "renewal.counts_before_certification": _("Hours from before the certification count"),
        "renewal.minimum_hours": _("Least contact hours of an activity"),
        "renewal.hour_minutes": _("Minutes of a contact hour"),
        "renewal.one_sitting": _("Renewal form to be filled in one sitting"),
    }


def _other_names() -> Mapping[str, str]:
    return {
        "choice.needed": _("Sets needed"),
        "choice.electives": _("Electives needed"),
        "designation": _("What one may call oneself"),
        "courses.credit_years_before_approval": _("Years before approval that a course counts"),
        "choosing.over_percent": _("Percent one can do, above which a portfolio suits"),
        "choosing.portfolio": _("Reasons for a portfolio"),
        "choosing.course": _("Reasons for a course"),
        "appeal.notice_days": _("Days for notice of appeal"),
        "appeal.documents_days": _("Days for documents of an appeal"),
        "appeal.to": _("An appeal goes to"),
        "routes.portfolio.accepted": _("Portfolios accepted"),
        "routes.portfolio.until": _("Portfolios accepted until"),
        "routes.course.accepted": _("Courses accepted"),
        "routes.course.until": _("Courses accepted until"),
        "routes.recognition.accepted": _("Recognition agreements accepted"),
        "routes.recognition.until": _("Recognition agreements accepted until"),
        "contact.office": _("Program office"),
        "contact.phone": _("Phone of the program office"),
        "contact.email": _("E-mail of the program office"),
        "contact.web": _("Website of the program"),
    }


def _choices() -> Mapping[str, str]:
    """Every choice of `core.options`."""
    return {
        "up": _("up, the strict way"),
        "down": _("down, the lenient way"),
        "combine": _("their ratings are combined"),
        "third-evaluator": _("a third one reads it"),
        "middle": _("the one in the middle counts"),
        "third": _("the third evaluator decides"),
        "always-asks": _("always ask for more"),
        "only-if-short": _("ask for more only if the set falls short"),
        "charged": _("charged"),
        "none": _("none"),
        "per-set": _("one for each set"),
        "per-candidate": _("one for each candidate"),
        "admission": _("admission"),
        "enrollment": _("enrollment"),
        "acceptance": _("acceptance"),
    }


def _answers() -> Mapping[str, str]:
    return {
        "yes": _("yes"),
        "no": _("no"),
        "required": _("required"),
        "optional": _("optional"),
        "elective": _("elective"),
    }
