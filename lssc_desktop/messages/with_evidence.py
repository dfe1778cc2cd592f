"""What is said of the PDF that holds portfolio and evidence together."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.counts import file_name
from lssc_desktop.messages.message import Message
from lssc_desktop.package.setting.evidence_pages import Why
from lssc_desktop.package.with_evidence import WithEvidence


def with_evidence_message(name: str, made: WithEvidence) -> Message:
    """Say the same in the window."""
    happened, meaning, *rest = with_evidence_lines(name, made)
    return Message(happened, meaning, " ".join(rest))


def with_evidence_lines(name: str, made: WithEvidence) -> tuple[str, ...]:
    """Say what was written, that it is a convenience only, and what is left out of it and why."""
    lines = [
        ngettext(
            "Portfolio and evidence together are {pages} page: {name}.",
            "Portfolio and evidence together are {pages} pages: {name}.",
            made.pages,
        ).format(pages=made.pages, name=file_name(name)),
        _("It is not tagged for screen readers, and it is not part of the package."),
    ]
    lines += [
        _("Left out: {name}. {why}").format(name=file_name(item.name), why=_why(item.why))
        for item in made.left_out
    ]
    return tuple(lines)


def _why(why: Why) -> str:
    sentences = {
        Why.NO_PAGES: _("This kind of file has no pages."),
        Why.MISSING: _("It is not in your folder."),
        Why.WRONG_KIND: _("It is not what the ending of its name says."),
        Why.DAMAGED: _("The file is damaged."),
        Why.PASSWORD: _("It opens with a password only."),
        Why.TOO_LARGE: _("It is larger than this PDF takes."),
        Why.NO_OFFICE: _("LibreOffice, which turns Word files into pages, is not here."),
        Why.OFFICE_FAILED: _("LibreOffice could not turn it into pages."),
    }
    return sentences[why]
