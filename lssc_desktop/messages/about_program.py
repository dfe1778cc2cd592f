"""What the program file says, as a page to read: where its rules come from, and what is open."""

from collections.abc import Iterator
from gettext import gettext as _

from lssc_desktop.core.portfolio import Route
from lssc_desktop.core.program import Option, Program, RouteRule
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.days import day
from lssc_desktop.messages.program_rules import (
    appeal_lines,
    course_lines,
    fee_lines,
    renewal_lines,
    time_lines,
)


def about_program(program: Program) -> str:
    """Return the page as Markdown."""
    return "\n\n".join(_parts(program))


def _parts(program: Program) -> Iterator[str]:
    yield f"# {plain(program.name)}"
    yield _("{edition}. Program file “{id}”, version {version}. Office: {office}.").format(
        edition=plain(program.edition or program.short_name),
        id=program.id,
        version=plain(program.version),
        office=plain(program.office),
    )
    if program.notice is not None:
        yield f"## {plain(program.notice.title)}"
        yield plain(program.notice.text)
    yield "## " + _("Sets")
    yield _("{needed} sets are needed, {electives} of them electives.").format(
        needed=program.choice.needed, electives=program.choice.electives
    )
    yield "\n".join(f"- {plain(item.title)}: {len(item.competencies)}" for item in program.sets)
    yield "## " + _("Routes")
    yield "\n".join(_route(rule) for rule in program.routes)
    yield from _rules(_("Time"), time_lines(program))
    yield from _rules(_("Courses, or portfolios"), course_lines(program))
    yield from _rules(_("Fees"), fee_lines(program))
    yield from _rules(_("Renewal"), renewal_lines(program))
    yield from _rules(_("Appeal"), appeal_lines(program))
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
        said = _("not accepted since {day}").format(day=day(rule.until))
    else:
        said = _("not accepted")
    return f"- **{name}:** {said}. {plain(rule.note)}".rstrip()


def _rules(title: str, lines: Iterator[str]) -> Iterator[str]:
    said = [f"- {plain(line)}" for line in lines]
    if said:
        yield f"## {title}"
        yield "\n".join(said)


def _handing_in(program: Program) -> Iterator[str]:
    ways = [(each.title, each.note) for each in program.receivers]
    if program.web_form is not None:
        ways.append((program.web_form.title, program.web_form.note))
    if ways:
        yield "## " + _("Handing in")
        yield "\n".join(f"- **{plain(title)}** {plain(note)}".rstrip() for title, note in ways)


def _contact(program: Program) -> Iterator[str]:
    contact = program.contact
    if contact is None:
        return
    yield "## " + _("Contact")
    ways = (contact.office, contact.phone, contact.email, contact.web)
    yield "\n".join(f"- {plain(way)}" for way in ways if way)


def _option(option: Option) -> str:
    others = tuple(plain(choice) for choice in option.among if choice != option.choice)
    chosen = _("{option}: {choice} (not {others}).").format(
        option=plain(option.id), choice=plain(option.choice), others=listed(others)
    )
    return f"- **{chosen}** {plain(option.note)}".rstrip()


def plain(text: str) -> str:
    """Return a program file's own words so that Markdown shows them as they are."""
    escaped = "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in text)
    return " ".join(escaped.split())
