"""The program file in words: its page, the help pages, and how two program files differ."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.portfolio.portfolio import Route
from lssc_desktop.core.program.program import (
    Fee,
    Fees,
    Option,
    Program,
    RecognitionCovers,
    RenewalRule,
    RouteRule,
)
from lssc_desktop.core.program.program_differences import Difference, DifferenceCode
from lssc_desktop.core.program.schema import PortfolioFee
from lssc_desktop.messages.courses import course_rule_sentence
from lssc_desktop.messages.dates import long_day
from lssc_desktop.messages.money import amount_text
from lssc_desktop.messages.program import rule_name, rule_value
from lssc_desktop.messages.renewal import hours_text
from lssc_desktop.messages.standing import rule_sentence
from lssc_desktop.messages.words import word_list

_PLACE = re.compile(r"^\[\[(?P<name>[a-z]+)\]\]$", re.MULTILINE)


def about_program(program: Program) -> str:
    """Return the page about a program as Markdown: where its rules come from, and what is open."""
    return "\n\n".join(_paragraphs(program))


def _paragraphs(program: Program) -> Iterator[str]:
    yield f"# {plain_help(program.name)}"
    yield _("{edition}. Program file “{id}”, version {version}. Office: {office}.").format(
        edition=plain_help(program.edition or program.short_name),
        id=program.id,
        version=plain_help(program.version),
        office=plain_help(program.office),
    )
    if program.notice is not None:
        yield f"## {plain_help(program.notice.title)}"
        yield plain_help(program.notice.text)
    yield "## " + _("Sets")
    yield _("{needed} sets are needed, {electives} of them electives.").format(
        needed=program.choice.needed, electives=program.choice.electives
    )
    yield "\n".join(
        f"- {plain_help(item.title)}: {len(item.competencies)}" for item in program.sets
    )
    yield "## " + _("Routes")
    yield "\n".join(_route(rule) for rule in program.routes)
    yield from _rules_section(_("Time"), time_lines(program))
    yield from _rules_section(_("Courses, or portfolios"), course_lines(program))
    yield from _rules_section(_("Fees"), fee_lines(program))
    yield from _rules_section(_("Renewal"), renewal_lines(program))
    yield from _rules_section(_("Appeal"), appeal_lines(program))
    yield from _handing_in(program)
    yield from _contact(program)
    if program.options:
        yield "## " + _("Where the sources disagree")
        yield _("On these points the program file had to choose. Ask your program if one matters.")
        yield "\n".join(_option(option) for option in program.options)


def _route(rule: RouteRule) -> str:
    name = {
        Route.PORTFOLIO: _("By portfolio"),
        Route.COURSE: _("By an approved course"),
        Route.RECOGNITION: _("By recognition"),
    }[rule.id]
    if rule.accepted:
        said = _("accepted")
    elif rule.until is not None:
        said = _("not accepted since {day}").format(day=long_day(rule.until))
    else:
        said = _("not accepted")
    return f"- **{name}:** {said}. {plain_help(rule.note)}".rstrip()


def _rules_section(title: str, lines: Iterator[str]) -> Iterator[str]:
    said = [f"- {plain_help(line)}" for line in lines]
    if said:
        yield f"## {title}"
        yield "\n".join(said)


def _handing_in(program: Program) -> Iterator[str]:
    ways = [(each.title, each.note) for each in program.receivers]
    if program.web_form is not None:
        ways.append((program.web_form.title, program.web_form.note))
    if ways:
        yield "## " + _("Handing in")
        yield "\n".join(
            f"- **{plain_help(title)}** {plain_help(note)}".rstrip() for title, note in ways
        )


def _contact(program: Program) -> Iterator[str]:
    contact = program.contact
    if contact is None:
        return
    yield "## " + _("Contact")
    ways = (contact.office, contact.phone, contact.email, contact.web)
    yield "\n".join(f"- {plain_help(way)}" for way in ways if way)


def _option(option: Option) -> str:
    others = tuple(plain_help(choice) for choice in option.among if choice != option.choice)
    chosen = _("{option}: {choice} (not {others}).").format(
        option=plain_help(option.id), choice=plain_help(option.choice), others=word_list(others)
    )
    return f"- **{chosen}** {plain_help(option.note)}".rstrip()


def plain_help(text: str) -> str:
    """Return a program file's own words so that Markdown shows them as they are."""
    escaped = "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in text)
    return " ".join(escaped.split())


# Time, routes and fees --------------------------------------------------------------------------


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
    yield from _recognition_lines(program)
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


def _recognition_lines(program: Program) -> Iterator[str]:
    rule = program.recognition
    if rule is None:
        return
    if rule.covers is RecognitionCovers.ALL:
        yield _("A recognition agreement with your college covers all sets.")
    elif rule.covers is RecognitionCovers.SOME:
        yield _("A recognition agreement with your college covers some sets; ask which.")
    if rule.experience_years is not None:
        yield ngettext(
            "A graduate may apply before the work experience is complete, and has {years} year "
            "for it.",
            "A graduate may apply before the work experience is complete, and has {years} years "
            "for it.",
            rule.experience_years,
        ).format(years=rule.experience_years)
    if rule.note:
        yield rule.note


def renewal_lines(program: Program) -> Iterator[str]:
    """Say how long a certification runs and what renews it."""
    rule = program.renewal
    if rule is None:
        return
    yield _renewal_time(rule)
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


def _renewal_time(rule: RenewalRule) -> str:
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


# Help pages -------------------------------------------------------------------------------------


def help_text(source: str, program: Program) -> str:
    """Return a page as Markdown, each place like `[[renewal]]` filled from the program file.

    Raises `KeyError` for a place that there is no rule for (tested for every page).
    """
    return _PLACE.sub(lambda found: _place_text(found["name"], program), source)


def _place_text(name: str, program: Program) -> str:
    lines = [f"- {plain_help(line)}" for line in _LINES_OF_PLACE[name](program)]
    if not lines:
        lines = ["- " + _("Your program file says nothing about this. Ask the program office.")]
    return "\n".join((_("**In {program}:**").format(program=plain_help(program.name)), "", *lines))


def _notice(program: Program) -> Iterator[str]:
    if program.notice is not None:
        yield program.notice.text


_LINES_OF_PLACE: Mapping[str, Callable[[Program], Iterator[str]]] = {
    "appeal": appeal_lines,
    "courses": course_lines,
    "fees": fee_lines,
    "notice": _notice,
    "renewal": renewal_lines,
    "time": time_lines,
}


# Two program files compared ---------------------------------------------------------------------


def difference_line(difference: Difference, old: Program, new: Program) -> str:
    """Say one difference, and that work on it is kept where there is some."""
    place = difference.place
    is_value = difference.code in {DifferenceCode.RULE, DifferenceCode.SET_KIND}
    said = _difference_text(difference).format(
        before=rule_value(place, difference.before, old) if is_value else difference.before,
        after=rule_value(place, difference.after, new) if is_value else difference.after,
        number=difference.number,
        set=_set_title(difference, old, new),
        rule=rule_name(place),
    )
    if not difference.has_work:
        return said
    return f"{said} " + _("You have work on it, which is kept.")


def switched_lines(
    differences: Sequence[Difference],
    old: Program,
    new: Program,
    *,
    done: bool,
    undone: bool = False,
) -> tuple[str, ...]:
    """Say every difference, and whether the portfolio follows the new program now.

    `undone` says that it is the one that it followed before.
    """
    names = {
        "old": _("{name} {version}").format(name=old.name, version=old.version),
        "new": _("{name} {version}").format(name=new.name, version=new.version),
    }
    count = ngettext(
        "{count} difference between {old} and {new}:",
        "{count} differences between {old} and {new}:",
        len(differences),
    ).format(count=len(differences), **names)
    last = _("Nothing was changed yet.")
    if done:
        last = (
            _("The portfolio follows {new} again. All work is kept.")
            if undone
            else _("The portfolio follows {new} now. All work is kept, and you can go back.")
        ).format(**names)
    return (count, *(f"  {difference_line(item, old, new)}" for item in differences), last)


def _difference_text(difference: Difference) -> str:
    if difference.code is DifferenceCode.RULE:
        return _rule_difference(difference)
    if difference.code is DifferenceCode.COMPETENCY_CHANGED and (
        difference.before == difference.after
    ):
        return _("{set}: no. {number}, “{after}”, is described in other words.")
    return {
        DifferenceCode.SET_ADDED: _("New set: {after}."),
        DifferenceCode.SET_GONE: _("The set “{before}” is gone."),
        DifferenceCode.SET_RENAMED: _("The set “{before}” is called “{after}”."),
        DifferenceCode.SET_KIND: _("“{set}” was {before} and is {after}."),
        DifferenceCode.COMPETENCY_ADDED: _("{set}: no. {number}, “{after}”, is new."),
        DifferenceCode.COMPETENCY_GONE: _("{set}: no. {number}, “{before}”, is gone."),
        DifferenceCode.COMPETENCY_CHANGED: _("{set}: no. {number}, “{before}”, is now “{after}”."),
    }[difference.code]


def _rule_difference(difference: Difference) -> str:
    if not difference.before:
        return _("{rule}: now {after}, not said before.")
    if not difference.after:
        return _("{rule}: was {before}, not set anymore.")
    return _("{rule}: was {before}, now {after}.")


def _set_title(difference: Difference, old: Program, new: Program) -> str:
    for program in (new, old):
        found = program.competency_set(difference.set_id or "")
        if found is not None:
            return found.title
    return ""
