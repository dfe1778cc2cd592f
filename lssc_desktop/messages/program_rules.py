"""What a program file says about time, routes and money, line by line."""

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.options import PortfolioFee
from lssc_desktop.core.program import Fee, Fees, Program, RenewalRule
from lssc_desktop.messages.courses import course_rule_sentence
from lssc_desktop.messages.eligibility import rule_sentence
from lssc_desktop.messages.money import amount_text
from lssc_desktop.messages.renewal import hours_text


def time_lines(program: Program) -> Iterator[str]:
    """Say who may apply and how long a candidate has."""
    if program.eligibility is not None:
        yield _("To apply: {rule}").format(rule=rule_sentence(program.eligibility))
        if program.eligibility.note:
            yield program.eligibility.note
    years = program.clock.years
    yield ngettext("A candidate has {years} year.", "A candidate has {years} years.", years).format(
        years=years
    )
    if program.clock.note:
        yield program.clock.note


def fee_lines(program: Program) -> Iterator[str]:
    """Say every fee; one that the file does not say is not known."""
    fees = program.fees
    yield _("Application: {fee}").format(fee=_fee(fees.application, fees))
    charged = program.option("portfolio-fee") != PortfolioFee.NONE
    portfolio = _fee(fees.portfolio, fees) if charged else _("no fee")
    yield _("Each set by portfolio: {fee}").format(fee=portfolio)
    yield _("Renewal: {fee}").format(fee=_fee(fees.renewal, fees))
    if fees.note:
        yield fees.note
    order = program.purchase_order
    if order is not None:
        yield _("A purchase order goes to: {address}").format(address=", ".join(order.address))
        if order.note:
            yield order.note


def course_lines(program: Program) -> Iterator[str]:
    """Say which courses give credit, and what speaks for a portfolio or a course."""
    if program.courses is not None:
        yield course_rule_sentence(program.courses)
        if program.courses.note:
            yield program.courses.note
    rule = program.choosing
    if rule is None:
        return
    share = hours_text(rule.over_percent)
    yield _(
        "Who can do more than {percent}% of a set’s competencies may make a portfolio; who "
        "cannot do more than that share takes a course."
    ).format(percent=share)
    if rule.portfolio:
        yield _("For a portfolio: {reasons}").format(reasons=" ".join(rule.portfolio))
    if rule.course:
        yield _("For a course: {reasons}").format(reasons=" ".join(rule.course))
    if rule.note:
        yield rule.note


def renewal_lines(program: Program) -> Iterator[str]:
    """Say how long a certification runs and what renews it."""
    rule = program.renewal
    if rule is None:
        return
    yield _when(rule)
    said = (
        _(
            "{hours} contact hours are needed, {technology} of them on technology. Each "
            "activity has at least {least}."
        )
        if rule.technology_hours
        else _("{hours} contact hours are needed. Each activity has at least {least}.")
    )
    yield said.format(
        hours=hours_text(rule.hours),
        technology=hours_text(rule.technology_hours),
        least=hours_text(rule.minimum_hours),
    )
    for item in rule.conversions:
        yield _("{title}: {unit} = {hours} h").format(
            title=item.title, unit=item.unit, hours=hours_text(item.hours)
        )
    if rule.one_sitting:
        yield _("The form has to be filled in one sitting.")
    if rule.note:
        yield rule.note


def appeal_lines(program: Program) -> Iterator[str]:
    """Say until when an appeal is possible, and to whom it goes."""
    rule = program.appeal
    if rule is None:
        return
    yield _(
        "Notice is due within {notice} days of a decision, documents within {documents} days, "
        "to: {to}."
    ).format(notice=rule.notice_days, documents=rule.documents_days, to=rule.to)
    if rule.note:
        yield rule.note


def _when(rule: RenewalRule) -> str:
    years = ngettext(
        "A certification runs {years} year.", "A certification runs {years} years.", rule.years
    ).format(years=rule.years)
    return _(
        "{years} It can be renewed from {before} months before its end to {after} months after."
    ).format(years=years, before=rule.opens_months_before, after=rule.grace_months)


def _fee(fee: Fee | None, fees: Fees) -> str:
    if fee is None:
        return _("not known")
    member, other = amount_text(fee.member, fees.currency), amount_text(fee.other, fees.currency)
    if fee.member == fee.other:
        return other
    association = fees.association or _("the association")
    return _("{member} for members of {association}, {other} for others").format(
        member=member, association=association, other=other
    )
