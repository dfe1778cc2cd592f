"""The program file in words: its page, where each rule comes from, and the help pages.

It is long because all of them say the same rules, in the same sentences.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from lssc_desktop.core.program.fees import FeeMoment, Fees
from lssc_desktop.core.program.program import (
    ChoosingRule,
    CompetencySet,
    Contact,
    DocumentFrom,
    EvidenceReferenced,
    HelpSubject,
    Option,
    PassDemand,
    Per,
    PersonalDocument,
    Program,
    ProgramKind,
    ProgramLimits,
    RecognitionCovers,
    RouteRule,
)
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.program.schema import PortfolioFee, ProgramFault, Rating, Route
from lssc_desktop.core.program.vocabulary import EnglishSpelling
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import amount_text, number_text, size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext, spoken
from lssc_desktop.messages.about_you import membership_lines
from lssc_desktop.messages.courses import course_rule_sentence
from lssc_desktop.messages.evaluation import rating_word, review_rule_lines
from lssc_desktop.messages.grid import grid_rules, need_text
from lssc_desktop.messages.program import (
    fee_moment_name,
    program_advice_lines,
    rule_name,
    rule_value,
)
from lssc_desktop.messages.renewal import hours_text, renewal_lines
from lssc_desktop.messages.standing import rule_sentence
from lssc_desktop.messages.words import printable, spoken_range
from lssc_desktop.values import dataclass

_NOTES = "notes-"
_HALF = 50  # percent
_PLACE = re.compile(r"^\[\[(?P<name>[a-z-]+)\]\]$", re.MULTILINE)
_IF = re.compile(
    r"^\[\[if (?P<not>not )?(?P<name>[a-z-]+)\]\]\n(?P<text>.*?)^\[\[end\]\]\n",
    re.MULTILINE | re.DOTALL,
)
_WEB = re.compile(r"https?://[^\s\"'<>()\[\]\\]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{5,}")


# About a program --------------------------------------------------------------------------------


_RULE_OF_OPTION: Mapping[str, Rule] = {
    "pass-rounding": Rule.PASSING,
    "evaluator-disagreement": Rule.PASSING,
    "three-ratings": Rule.PASSING,
    "both-partial": Rule.PASSING,
    "portfolio-fee": Rule.FEES,
    "clock-start": Rule.CLOCK,
    "recognition-experience": Rule.COURSES,
    "renewal-grace": Rule.RENEWAL,
    "next-hours": Rule.RENEWAL,
}


@dataclass(frozen=True, slots=True)
class AboutLine:
    """One line about a program: a label, its text, where it leads, and the sources of it alone."""

    text: str
    label: str = ""
    link: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AboutSection:
    """What a program decides about one thing, and the sources of all of it."""

    rule: Rule
    title: str
    lines: tuple[AboutLine, ...]
    sources: tuple[str, ...] = ()


def about_program(
    program: Program, advice: Sequence[ProgramFault] = (), told: Sequence[str] = ()
) -> str:
    """Return the page about a program as Markdown: its rules, where they come from, what is open.

    Texts of the program file are shown as they are; of its addresses only those of web pages,
    mail and telephone are links. `advice` is what its file says that this version does not know,
    `told` what its office answered.
    """
    parts = [f"# {plain_help(program.name)}", plain_help(_identity(program))]
    for section in about_sections(program):
        parts.append(f"## {plain_help(section.title)}")
        parts.append("\n".join(f"- {_markdown_line(line)}" for line in section.lines))
        if section.sources:
            parts.append(_markdown_sources(section.sources))
    if told:
        parts.append(f"## {_('Told by the office')}")
        parts.append("\n".join(f"- {plain_help(line)}" for line in told))
    if advice:
        said, *lines = program_advice_lines(advice)
        parts += [f"## {_('Not known to this version')}", said]
        parts.append("\n".join(f"- {plain_help(line.strip())}" for line in lines))
    return "\n\n".join(parts)


def program_lines(program: Program) -> tuple[str, ...]:
    """Say all that a program file decides, in plain words and as plain text."""
    sections = about_sections(program)
    lines = [line for section in sections for line in ("", *_section_lines(section))]
    return (program.name, _identity(program), *lines)


def rule_section(program: Program, rule: Rule) -> AboutSection:
    """Return all that a program file says of a rule, with its choices on disputed points."""
    found = next((item for item in about_sections(program) if item.rule is rule), None)
    if found is None:
        found = AboutSection(rule, rule_title(rule), (AboutLine(_unsaid()),))
    chosen = (item for item in program.options if _RULE_OF_OPTION.get(item.id) is rule)
    return replace(found, lines=(*found.lines, *(_option_line(program, item) for item in chosen)))


def source_question() -> str:
    """Return what the button beside a rule asks."""
    return _("Where is this from?")


def source_page(program: Program, rule: Rule) -> str:
    """Return as Markdown what a program file says of a rule, and where that comes from."""
    section = rule_section(program, rule)
    lines = "\n".join(f"- {_markdown_line(line)}" for line in section.lines)
    if section.sources:
        return f"{lines}\n\n{_markdown_sources(section.sources)}"
    return lines if any(line.sources for line in section.lines) else f"{lines}\n\n{no_source()}"


def source_lines(program: Program, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Say as plain text what a program file says of some rules, and where that comes from."""
    lines: list[str] = []
    for rule in rules:
        section = rule_section(program, rule)
        lines += ["", *_section_lines(section)]
        if not _all_sources(section):
            lines.append(f"    {no_source()}")
    return tuple(lines)


def source_data(program: Program, rules: Iterable[Rule]) -> dict[str, list[str]]:
    """Return the sources of some rules by name, for a reader that is a program."""
    return {rule.value: list(_all_sources(rule_section(program, rule))) for rule in rules}


def no_source() -> str:
    """Say that a program file does not tell where a rule comes from."""
    return _("Your program’s file names no source for this.")


def _unsaid() -> str:
    return _("Your program’s file says nothing about this. Ask the program office.")


def _all_sources(section: AboutSection) -> tuple[str, ...]:
    of_lines = (source for line in section.lines for source in line.sources)
    return tuple(dict.fromkeys((*of_lines, *section.sources)))


def _section_lines(section: AboutSection) -> Iterator[str]:
    yield section.title
    for line in section.lines:
        yield f"  - {line.label} {line.text}" if line.label else f"  - {line.text}"
        yield from (_("    Source: {source}").format(source=source) for source in line.sources)
    yield from (_("    Source: {source}").format(source=source) for source in section.sources)


def about_sections(program: Program) -> Iterator[AboutSection]:
    """Yield what a program decides, one thing after another; nothing without a word to say."""
    notice, contact = program.notice, program.contact
    parts: tuple[tuple[Rule, Iterable[AboutLine], tuple[object, ...]], ...] = (
        (Rule.SETS, _set_lines(program), (program.choice,)),
        (Rule.ROUTES, map(_route, program.routes), ()),
        (Rule.LIMITS, _limit_lines(program.limits, program), (program.limits,)),
        (Rule.STATEMENT, _statement_lines(program), (program.statement, program.responses)),
        (Rule.DOCUMENTS, map(_document, program.documents), ()),
        (Rule.GRID, _labeled(grid_rules(program)), program.grid),
        (Rule.PASSING, _pass_lines(program), (program.pass_rule,)),
        (
            Rule.ELIGIBILITY,
            _plain(eligibility_lines(program)),
            (program.membership, program.eligibility),
        ),
        (Rule.CLOCK, _plain(clock_lines(program)), (program.clock,)),
        (
            Rule.COURSES,
            (*_plain(course_lines(program)), *_catalog_line(program)),
            (program.courses, program.recognition, program.choosing),
        ),
        (
            Rule.FEES,
            _plain(fee_lines(program)),
            (program.fees, *program.fees.due, program.purchase_order),
        ),
        (Rule.COMPLETION, _plain(_completion_lines(program)), (program.completion,)),
        (Rule.RENEWAL, _plain(renewal_lines(program)), (program.renewal,)),
        (Rule.APPEAL, _plain(appeal_lines(program)), (program.appeal,)),
        (Rule.HANDING_IN, _ways_to_hand_in(program), ()),
        (Rule.REVIEWS, _labeled(review_rule_lines(program.reviews)), (program.reviews,)),
        (Rule.HELP, (AboutLine(note.text, sources=note.sources) for note in program.help), ()),
        (Rule.CONTACT, _contact_lines(program), (contact,)),
        (Rule.WORDS, _word_lines(program), ()),
        (Rule.OPTIONS, _option_lines(program), ()),
    )
    if notice is not None:
        line = AboutLine(notice.text)
        yield AboutSection(Rule.NOTICE, notice.title, (line,), notice.sources)
    for rule, lines, of_rules in parts:
        found = tuple(lines)
        sources = tuple(dict.fromkeys(source for each in of_rules for source in _sources(each)))
        if found:
            yield AboutSection(rule, rule_title(rule), found, sources)


def rule_title(rule: Rule) -> str:
    """Return what the section of a rule is called."""
    return {
        Rule.NOTICE: _("Notice"),
        Rule.SETS: _("{Sets}"),
        Rule.ROUTES: _("Routes"),
        Rule.LIMITS: _("Limits"),
        Rule.STATEMENT: _("{Statement}"),
        Rule.DOCUMENTS: _("Documents"),
        Rule.GRID: _("Self-assessment"),
        Rule.PASSING: _("How {a_set} passes"),
        Rule.ELIGIBILITY: _("Who can apply"),
        Rule.CLOCK: _("Time"),
        Rule.COURSES: _("Courses or {portfolios}"),
        Rule.FEES: _("Fees"),
        Rule.COMPLETION: _("When your {sets} are achieved"),
        Rule.RENEWAL: _("{Renewal}"),
        Rule.APPEAL: _("Appeal"),
        Rule.HANDING_IN: _("Handing in"),
        Rule.REVIEWS: _("Reviews and evaluations"),
        Rule.HELP: _("Good to know"),
        Rule.CONTACT: _("Contact"),
        Rule.WORDS: _("Words"),
        Rule.OPTIONS: _("Where the sources disagree"),
    }[rule]


def _completion_lines(program: Program) -> Iterator[str]:
    if program.completion is not None:
        yield f"{program.completion.step}."
        if program.completion.note:
            yield program.completion.note


def _identity(program: Program) -> str:
    return _("{edition}. Program file “{id}”, version {version}. Office: {office}.").format(
        edition=program.edition or program.short_name,
        id=program.id,
        version=program.version,
        office=program.office,
    )


def _set_lines(program: Program) -> Iterator[AboutLine]:
    if program.kind is ProgramKind.SETS:
        yield AboutLine(_sets_needed(program))
    yield from map(_set_line, program.sets)
    competencies = [each for item in program.sets for each in item.competencies]
    known = [each for each in competencies if each.summary or each.parts]
    if unchecked := sum(not each.verified for each in known):
        yield AboutLine(
            ngettext(
                "The short text of {count} of {all} {competency} is ours. We haven’t checked "
                "it against the official text yet.",
                "The short texts of {count} of {all} {competencies} are ours. We haven’t "
                "checked them against the official text yet.",
                len(competencies),
            ).format(count=unchecked, all=len(competencies))
        )
    if unknown := len(competencies) - len(known):
        yield AboutLine(
            ngettext(
                "We don’t have the text of {count} of {all} {competency} in this file.",
                "We don’t have the texts of {count} of {all} {competencies} in this file.",
                len(competencies),
            ).format(count=unknown, all=len(competencies))
        )
    for item in program.sets:
        noted = (each for each in item.competencies if each.note and each in known)
        yield from (AboutLine(each.note, f"{item.title} {each.number}:") for each in noted)


def _sets_needed(program: Program) -> str:
    needed, electives = program.choice.needed, program.choice.electives
    if not electives:
        said = ngettext("{needed} {set} is needed.", "{needed} {sets} are needed.", needed)
        return said.format(needed=needed)
    return ngettext(
        "{needed} {set} is needed, an elective.",
        "{needed} {sets} are needed, {electives} of them electives.",
        needed,
    ).format(needed=needed, electives=electives)


def _set_line(item: CompetencySet) -> AboutLine:
    count = len(item.competencies)
    said = (
        ngettext("at least {count} {competency}", "at least {count} {competencies}", count)
        if item.count_is_minimum
        else ngettext("{count} {competency}", "{count} {competencies}", count)
    )
    kind = _("required") if item.required else _("elective")
    text = _("{kind}, {numbers}.").format(kind=kind, numbers=said.format(count=count))
    return AboutLine(f"{text} {item.note}".rstrip(), f"{item.title}:", sources=item.sources)


def _route(rule: RouteRule) -> AboutLine:
    name = {
        Route.PORTFOLIO: _("By {portfolio}:"),
        Route.COURSE: _("By an approved course:"),
        Route.RECOGNITION: _("By recognition:"),
    }[rule.id]
    if rule.accepted:
        said = _("accepted (as of {time})").format(time=rule.as_of) if rule.as_of else _("accepted")
    elif rule.until is not None:
        said = _("not accepted since {day}").format(day=long_day(rule.until))
    else:
        said = _("not accepted")
    return AboutLine(f"{said}. {rule.note}".rstrip(), name, sources=rule.sources)


_OF_RESPONSES = frozenset({"introduction_paragraphs", "response_pages", "response_words"})


def _limit_lines(limits: ProgramLimits, program: Program) -> Iterator[AboutLine]:
    """Say every limit; one that the program file does not say is not known."""
    left_out = {"note", "sources"} | (set() if program.needs_responses else _OF_RESPONSES)
    left_out |= set() if program.needs_statement else {"statement_pages", "statement_words"}
    for field in fields(limits):
        place, value = f"limits.{field.name}", getattr(limits, field.name)
        if field.name in left_out or value is True or value == ():
            continue  # a file without the key says nothing of it; what sources say is in the note
        if field.name == "file_types":
            said = ", ".join(value)
        elif field.name == "links_allowed":
            said = _("no")
        else:
            said = _("not known") if value is None else _limit(place, value, program)
        yield AboutLine(said, f"{rule_name(place)}:")
    if limits.note:
        yield AboutLine(limits.note)


def _limit(place: str, value: int, program: Program) -> str:
    said = rule_value(place, str(value), program)
    return number_text(value) if said == str(value) else said


def _statement_lines(program: Program) -> Iterator[AboutLine]:
    """Say what is written, and how long it may be; nothing where only the limits say it."""
    rule = program.statement
    if not program.needs_responses:
        yield AboutLine(_("No {competency} needs its own response."))
    if program.responses is not None and program.responses.note:
        yield AboutLine(program.responses.note)
    if rule is None:
        return
    if not program.needs_statement:
        yield AboutLine(f"{_('No {statement} is needed.')} {rule.note}".rstrip())
        return
    per = {
        Per.SET: _("one for each {set}"),
        Per.PORTFOLIO: _("one for the whole {portfolio}"),
    }[rule.per]
    yield AboutLine(f"{per}.", f"{rule.title}:")
    for name, value in (("max_words", rule.max_words), ("max_pages", rule.max_pages)):
        said = _("not known") if value is None else number_text(value)
        yield AboutLine(said, f"{rule_name(f'statement.{name}')}:")
    if rule.covers:
        numbers = word_list(tuple(map(str, rule.covers)))
        yield AboutLine(numbers, f"{rule_name('statement.covers')}:")
    referenced = {
        EvidenceReferenced.YES: _("Each piece of evidence must be referenced in it."),
        EvidenceReferenced.ADVICE: _("Each piece of evidence should be referenced in it."),
    }
    if rule.evidence_referenced in referenced:
        yield AboutLine(referenced[rule.evidence_referenced])
    if rule.note:
        yield AboutLine(rule.note)


def _document(document: PersonalDocument) -> AboutLine:
    said = need_text(document.need)
    more = {
        DocumentFrom.MENTOR: _("written by your mentor"),
        DocumentFrom.SUPERVISOR: _("written by your supervisor"),
    }.get(document.from_, "")
    each = _("for each {set}") if document.per is Per.SET else ""
    several = _("{count} of them").format(count=document.times) if document.times > 1 else ""
    text = f"{', '.join(filter(None, (said, several, each, more)))}. {document.note}".rstrip()
    return AboutLine(text, f"{document.title}:", sources=document.sources)


def _pass_lines(program: Program) -> Iterator[AboutLine]:
    rule = program.pass_rule
    if rule.rule is PassDemand.ALL:
        yield AboutLine(_("Every {competency} in {a_set} must be met."))
    else:
        yield AboutLine(f"{hours_text(rule.met_percent)}%", _rule_label("met_percent"))
        if Rating.PARTIAL in rule.scale:
            yield AboutLine(f"{hours_text(rule.partial_percent)}%", _rule_label("partial_percent"))
        yield AboutLine(str(rule.not_met_allowed), _rule_label("not_met_allowed"))
    if rule.ratings:
        words = word_list(tuple(rating_word(rating).lower() for rating in rule.scale))
        yield AboutLine(words, _rule_label("ratings"))
    for name, count in (("evaluators", rule.evaluators), ("revisions", rule.revisions)):
        yield AboutLine(_("not known") if count is None else str(count), _rule_label(name))
    if rule.on_disagreement is not None:
        said = rule_value("options.evaluator-disagreement", rule.on_disagreement, program)
        yield AboutLine(said, _rule_label("on_disagreement"))
    if rule.note:
        yield AboutLine(rule.note)


def _rule_label(key: str) -> str:
    return f"{rule_name(f'pass_rule.{key}')}:"


def _catalog_line(program: Program) -> Iterator[AboutLine]:
    address = "" if program.courses is None else program.courses.catalog
    if address:
        yield AboutLine(address, _("Catalog of approved courses:"), address)


def help_notes(program: Program, page: HelpSubject) -> tuple[str, ...]:
    """Return what a program adds to one page."""
    return tuple(note.text for note in program.help if note.page is page)


def _ways_to_hand_in(program: Program) -> Iterator[AboutLine]:
    for each in (*program.receivers, program.web_form):
        if each is not None:
            yield AboutLine(each.note, f"{each.title}:", sources=each.sources)
    mail = program.mail
    if mail is not None:
        title = mail.title or _("By email")
        about = [mail.address, mail.note]
        if mail.all_bytes is not None:
            about.append(_("At most {size} in one email.").format(size=size(mail.all_bytes)))
        yield AboutLine(" ".join(filter(None, about)), f"{title}:", sources=mail.sources)


def _word_lines(program: Program) -> Iterator[AboutLine]:
    """Say what the program calls things; our own words are said by none of its sentences."""
    words = program.words
    found = [f"{term.one}, {term.many}" for term in words.terms if term is not None]
    found += [words.renew] if words.renew else []
    if found:
        yield AboutLine("; ".join(found), _("Program terms:"))
    if program.spelling is not EnglishSpelling.AMERICAN:
        yield AboutLine(rule_value("spelling", program.spelling, program), _("Spelling:"))


def _contact_lines(program: Program) -> Iterator[AboutLine]:
    if program.contact is not None:
        yield from _office_lines(program.contact)
    if program.help_contact:
        yield AboutLine(program.help_contact, f"{rule_name('help_contact')}:")


def _office_lines(contact: Contact) -> Iterator[AboutLine]:
    yield AboutLine(contact.office)
    if contact.phone:
        number = re.sub(r"[^0-9+]", "", contact.phone.partition("ext")[0])
        link = f"tel:{number}" if _PHONE.match(contact.phone) else ""
        yield AboutLine(contact.phone, _("Phone:"), link)
    if contact.email:
        link = f"mailto:{contact.email}" if _MAIL.fullmatch(contact.email) else ""
        yield AboutLine(contact.email, _("Email:"), link)
    if contact.web:
        link = contact.web if _WEB.fullmatch(contact.web) else ""
        yield AboutLine(contact.web, _("Website:"), link)


def _option_lines(program: Program) -> Iterator[AboutLine]:
    if program.options:
        yield AboutLine(
            _(
                "On these points, the program file had to choose. Ask your program if one "
                "matters to you."
            )
        )
    yield from (_option_line(program, option) for option in program.options)


def _option_line(program: Program, option: Option) -> AboutLine:
    place = f"options.{option.id}"
    chosen = rule_value(place, option.choice, program)
    others = tuple(
        rule_value(place, choice, program) for choice in option.among if choice != option.choice
    )
    said = _("{choice} (not: {others}).") if others else "{choice}."
    text = said.format(choice=chosen, others=word_list(others))
    label = f"{rule_name(place)}:"
    return AboutLine(f"{text} {option.note}".rstrip(), label, sources=option.sources)


def _labeled(lines: Iterable[tuple[str, str]]) -> Iterator[AboutLine]:
    return (AboutLine(text, label) for label, text in lines)


def _plain(lines: Iterable[str]) -> Iterator[AboutLine]:
    return map(AboutLine, lines)


def _sources(rule: object) -> tuple[str, ...]:
    """Return the sources of a rule; a rule that the file does not have has none."""
    found: tuple[str, ...] = getattr(rule, "sources", ())
    return found


def _markdown_line(line: AboutLine) -> str:
    text = f"[{plain_help(line.text)}]({line.link})" if line.link else plain_help(line.text)
    if line.label:
        text = f"**{plain_help(line.label)}** {text}".rstrip()
    return f"{text} {_markdown_sources(line.sources)}" if line.sources else text


def _markdown_sources(sources: tuple[str, ...]) -> str:
    said = _("Source: {sources}.") if len(sources) == 1 else _("Sources: {sources}.")
    return f"*{said.format(sources='; '.join(map(_markdown_source, sources)))}*"


def _markdown_source(source: str) -> str:
    """Return a source; of one that is an address, a link called by its site and its page."""
    if _WEB.fullmatch(source) is None:
        return plain_help(source)
    from urllib.parse import unquote  # the first page shows no source

    place = printable(unquote(source.partition("://")[2])).removeprefix("www.").rstrip("/")
    site, *way = place.split("/")
    shown = "/".join((site, "…", way[-1]) if len(way) > 1 else (site, *way))
    return f"[{plain_help(shown)}]({source})"


def plain_help(text: str) -> str:
    """Return a program file's own words so that Markdown shows them as they are."""
    escaped = "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in text)
    return " ".join(escaped.split())


# Time, routes and fees --------------------------------------------------------------------------


def time_lines(program: Program) -> Iterator[str]:
    """Say who may apply and how long a candidate has."""
    yield from eligibility_lines(program)
    yield from clock_lines(program)


def eligibility_lines(program: Program) -> Iterator[str]:
    """Say who may apply, and who has to be a member."""
    if program.membership is not None:
        yield from membership_lines(program.membership, program)
    if program.eligibility is not None:
        yield _("To apply: {rule}").format(rule=rule_sentence(program.eligibility))
        if program.eligibility.note:
            yield program.eligibility.note


def clock_lines(program: Program) -> Iterator[str]:
    """Say how long a candidate has."""
    if program.clock is None:
        yield _("A candidate has no deadline.")
    else:
        years = program.clock.years
        said = ngettext("A candidate has {years} year.", "A candidate has {years} years.", years)
        yield said.format(years=years)
    if program.usual_months:
        yield _("Most candidates take {months} months.").format(
            months=spoken_range(program.usual_months)
        )
    if program.clock is not None and program.clock.note:
        yield program.clock.note


def fee_lines(program: Program) -> Iterator[str]:
    """Say every fee; one that the file does not say is not known."""
    fees = program.fees
    moments = [fee.when for fee in fees.due] or [
        moment for moment in FeeMoment if fees.charged_at(moment)
    ]
    is_free = program.option("portfolio-fee") == PortfolioFee.NONE
    for moment in moments:
        fee = _("no fee") if moment is FeeMoment.SET and is_free else _fee(fees, moment)
        yield _("{moment}: {fee}").format(moment=fee_moment_name(moment), fee=fee)
    yield from (f"{fee_moment_name(due.when)}: {due.note}" for due in fees.due if due.note)
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
    yield _choosing_sentence(rule)
    if rule.portfolio:
        yield _("For {a_portfolio}: {reasons}").format(reasons=" ".join(rule.portfolio))
    if rule.course:
        yield _("For a course: {reasons}").format(reasons=" ".join(rule.course))
    if rule.note:
        yield rule.note


def _choosing_sentence(rule: ChoosingRule) -> str:
    if rule.over_percent == _HALF:
        return _(
            "If you can already do more than half of {a_set}’s {competencies}, {a_portfolio} can "
            "work. If you can do less than half, take a course. At exactly half, either can work."
        )
    return _(
        "If you can already do more than {percent}% of {a_set}’s {competencies}, {a_portfolio} "
        "can work. If you can’t do more than {percent}% of them yet, take a course. In between, "
        "either can work."
    ).format(percent=hours_text(rule.over_percent))


def _recognition_lines(program: Program) -> Iterator[str]:
    rule = program.recognition
    if rule is None:
        return
    if rule.covers is RecognitionCovers.ALL:
        yield _("A recognition agreement with your college covers all {sets}.")
    elif rule.covers is RecognitionCovers.SOME:
        yield _("A recognition agreement with your college covers some {sets}; ask which.")
    if rule.experience_years is not None:
        yield ngettext(
            "A graduate can apply before the work experience is complete, and has {years} "
            "year to finish it.",
            "A graduate can apply before the work experience is complete, and has {years} "
            "years to finish it.",
            rule.experience_years,
        ).format(years=rule.experience_years)
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


def _fee(fees: Fees, moment: FeeMoment) -> str:
    ours, others = (
        _("not known")
        if (amount := fees.amount(moment, member=member)) is None
        else amount_text(amount, fees.currency)
        if amount or not fees.due
        else _("no fee")
        for member in (True, False)
    )
    said = others
    if ours != others:
        said = _("{member} for members of {association}, {other} for others").format(
            member=ours, association=fees.association or _("the association"), other=others
        )
    as_of = next((fee.as_of for fee in fees.due if fee.when is moment), "")
    return _("{fee} (as of {time})").format(fee=said, time=as_of) if as_of else said


# Help pages -------------------------------------------------------------------------------------


def help_text(source: str, program: Program) -> str:
    """Return a page as Markdown, each place like `[[renewal]]` filled from the program file.

    What stands between `[[if clock]]` and `[[end]]` is there for programs that have it; `{set}` and
    the like are the program's words. Raises `KeyError` for a place or a condition that there is no
    rule for (tested for every page).
    """

    def chosen(found: re.Match[str]) -> str:
        holds = _CONDITIONS[found["name"]](program)
        return found["text"] if holds is (found["not"] is None) else ""

    source = spoken().words(_IF.sub(chosen, source))
    return _PLACE.sub(lambda found: _place_text(found["name"], program), source)


def _place_text(name: str, program: Program) -> str:
    if name.startswith(_NOTES):
        notes = help_notes(program, HelpSubject(name.removeprefix(_NOTES)))
        return "\n\n".join(map(plain_help, notes))
    lines = [f"- {plain_help(line)}" for line in _LINES_OF_PLACE[name](program)]
    if not lines:
        lines = [f"- {_unsaid()}"]
    return "\n".join((_("**In {program}:**").format(program=plain_help(program.name)), "", *lines))


def _notice(program: Program) -> Iterator[str]:
    if program.notice is not None:
        yield program.notice.text


_CONDITIONS: Mapping[str, Callable[[Program], bool]] = {
    "appeal": lambda program: program.appeal is not None,
    "clock": lambda program: program.clock is not None,
    "courses": lambda program: program.has_courses,
    "electives": lambda program: program.choice.electives > 0,
    "eligibility": lambda program: program.eligibility is not None,
    "purchase-order": lambda program: program.purchase_order is not None,
    "renewal": lambda program: program.renewal is not None,
    "responses": lambda program: program.needs_responses,
}
"""What a part of a page can depend on."""

_LINES_OF_PLACE: Mapping[str, Callable[[Program], Iterator[str]]] = {
    "appeal": appeal_lines,
    "courses": course_lines,
    "fees": fee_lines,
    "notice": _notice,
    "renewal": renewal_lines,
    "routes": lambda program: (f"{each.label} {each.text}" for each in map(_route, program.routes)),
    "time": time_lines,
}
