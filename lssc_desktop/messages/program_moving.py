"""What is different between two program files, in words, and what became of a move."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.program import Program
from lssc_desktop.core.program_differences import Difference, DifferenceCode


def difference_line(difference: Difference, old: Program, new: Program) -> str:
    """Say one difference, and that work on it is kept where there is some."""
    said = _said(difference).format(
        before=difference.before,
        after=difference.after,
        number=difference.number,
        set=_set_title(difference, old, new),
        rule=_rule_name(difference.place),
    )
    if not difference.has_work:
        return said
    return f"{said} " + _("You have work on it, which is kept.")


def moved_lines(
    differences: Sequence[Difference], old: Program, new: Program, *, done: bool
) -> tuple[str, ...]:
    """Say every difference, and whether the portfolio follows the new program now."""
    names = {
        "old": _("{name} {version}").format(name=old.name, version=old.version),
        "new": _("{name} {version}").format(name=new.name, version=new.version),
    }
    count = ngettext(
        "{count} difference between {old} and {new}:",
        "{count} differences between {old} and {new}:",
        len(differences),
    ).format(count=len(differences), **names)
    last = (
        _("The portfolio follows {new} now. All work is kept, and you can go back.")
        if done
        else _("Nothing was changed yet.")
    ).format(**names)
    return (count, *(f"  {difference_line(item, old, new)}" for item in differences), last)


def _said(difference: Difference) -> str:
    if difference.code is DifferenceCode.RULE:
        return _rule(difference)
    return {
        DifferenceCode.SET_ADDED: _("New set: {after}."),
        DifferenceCode.SET_GONE: _("The set “{before}” is gone."),
        DifferenceCode.SET_RENAMED: _("The set “{before}” is called “{after}”."),
        DifferenceCode.SET_KIND: _("“{set}” was {before} and is {after}."),
        DifferenceCode.COMPETENCY_ADDED: _("{set}: no. {number}, “{after}”, is new."),
        DifferenceCode.COMPETENCY_GONE: _("{set}: no. {number}, “{before}”, is gone."),
        DifferenceCode.COMPETENCY_CHANGED: _(
            "{set}: no. {number}, “{before}”, has other words, now “{after}”."
        ),
    }[difference.code]


def _rule(difference: Difference) -> str:
    if not difference.before:
        return _("{rule}: now {after}, not said before.")
    if not difference.after:
        return _("{rule}: was {before}, not said any more.")
    return _("{rule}: was {before}, now {after}.")


def _rule_name(place: str) -> str:
    """Name a rule by its place in the program file; what has no name of ours shows its place."""
    names = {
        "choice.needed": _("Sets needed"),
        "choice.electives": _("Electives needed"),
        "clock.years": _("Years that a candidate has"),
        "limits.introduction_paragraphs": _("Paragraphs of an introduction"),
        "limits.response_pages": _("Pages of a response"),
        "limits.response_words": _("Words of a response"),
        "limits.statement_pages": _("Pages of a learning statement"),
        "limits.statement_words": _("Words of a learning statement"),
        "limits.evidence_file_bytes": _("Bytes of an evidence file"),
        "limits.evidence_files_per_set": _("Evidence files of a set"),
        "limits.package_bytes": _("Bytes of a package"),
        "limits.file_types": _("Types of files"),
        "limits.links_allowed": _("Links allowed"),
        "pass_rule.met_percent": _("Percent that must be met"),
        "pass_rule.partial_percent": _("Percent that may be partially met"),
        "pass_rule.not_met_allowed": _("How many may be not met"),
        "pass_rule.evaluators": _("Evaluators"),
        "pass_rule.revisions": _("Revisions"),
        "fees.application.member": _("Application fee for members"),
        "fees.application.other": _("Application fee for others"),
        "fees.portfolio.member": _("Portfolio fee for members"),
        "fees.portfolio.other": _("Portfolio fee for others"),
        "fees.renewal.member": _("Renewal fee for members"),
        "fees.renewal.other": _("Renewal fee for others"),
        "fees.association": _("Association with lower fees"),
        "eligibility.education": _("Education asked for"),
        "eligibility.hours": _("Hours worked that are asked for"),
        "eligibility.within_years": _("Years in which they have to be worked"),
        "courses.credit_years_before_approval": _("Years before approval that a course counts"),
        "renewal.years": _("Years that a certification runs"),
        "renewal.opens_months_before": _("Months before its end in which it can be renewed"),
        "renewal.grace_months": _("Months of grace after it"),
        "renewal.hours": _("Contact hours for a renewal"),
        "renewal.technology_hours": _("Of them on technology"),
        "renewal.counts_before_certification": _("Hours from before the certification count"),
        "renewal.minimum_hours": _("Least contact hours of an activity"),
        "appeal.notice_days": _("Days for notice of appeal"),
        "appeal.documents_days": _("Days for documents of an appeal"),
        "routes.portfolio.accepted": _("Portfolios accepted"),
        "routes.course.accepted": _("Courses accepted"),
        "routes.recognition.accepted": _("Recognition agreements accepted"),
    }
    return names.get(place, _("Rule {place}").format(place=place))


def _set_title(difference: Difference, old: Program, new: Program) -> str:
    for program in (new, old):
        found = program.competency_set(difference.set_id or "")
        if found is not None:
            return found.title
    return ""
