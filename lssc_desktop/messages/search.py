"""What a search found, in words: where it is, how much there is, and what is still being read."""

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.search import (
    SearchResult,
    TextField,
    TextKind,
    TextSource,
    matches,
)
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.competency import in_sentence, statement_title
from lssc_desktop.messages.help_pages import help_topics


def kind_title(kind: TextKind) -> str:
    """Name a kind of text, as a choice of what is shown."""
    return {
        TextKind.RESPONSE: _("Responses"),
        TextKind.STATEMENT: _("{Statements}"),
        TextKind.NOTE: _("Planning notes"),
        TextKind.CAPTION: _("Captions"),
        TextKind.COMMENT: _("Comments"),
        TextKind.EVIDENCE: _("Evidence"),
        TextKind.HELP: _("Help"),
    }[kind]


def place_name(source: TextSource, program: Program) -> str:
    """Say where a text stands: "Foundations 11: Diversity of users", a file, a topic of Help."""
    if source.kind is TextKind.EVIDENCE:
        return source.key.partition("/")[2]
    if source.kind is TextKind.HELP:
        title = dict(help_topics(program)).get(source.key, source.key)
        return _("Help: {topic}").format(topic=title)
    competency_set = program.competency_set(source.set_id)
    short = source.set_id if competency_set is None else competency_set.short_title
    if source.number is None:
        statement = in_sentence(statement_title(program))
        return _("{set_title}: {statement_title}").format(
            set_title=short, statement_title=statement
        )
    found = None if competency_set is None else competency_set.competency(source.number)
    if found is None:
        return _("{set_title} {number}").format(set_title=short, number=source.number)
    return _("{set_title} {number}: {title}").format(
        set_title=short, number=source.number, title=found.title
    )


def text_name(source: TextSource) -> str:
    """Say which text of its place it is: "Response", "Note: primary evidence", "Caption"."""
    if source.field is not None:
        return {
            TextField.PRIMARY: _("Note: primary evidence"),
            TextField.SECONDARY: _("Note: secondary evidence"),
            TextField.SUGGESTION: _("Note: suggestion (PDS)"),
            TextField.OTHER: _("Note: other ways"),
            TextField.ANSWERED: _("The suggestion you’re answering"),
            TextField.CAPTION: _("Caption of {file}"),
            TextField.OWN_ROLE: _("Your own role in {file}"),
            TextField.COMMENT: _("Comment"),
            TextField.ANSWER: _("Your answer to a comment"),
            TextField.NAME: _("File name"),
            TextField.WORDS: _("Words in the file"),
        }[source.field].format(file=source.key.rpartition("/")[2])
    return {
        TextKind.RESPONSE: _("Response"),
        TextKind.STATEMENT: _("{Statement}"),
        TextKind.HELP: _("Help"),
    }.get(source.kind, kind_title(source.kind))


def result_line(result: SearchResult) -> str:
    """Count the matches, and say so when there are more than are shown."""
    found = matches(result.hits)
    if result.more:
        return _("The first {count} matches. Add a word to see fewer.").format(
            count=number_text(found)
        )
    hits = ngettext("{count} match", "{count} matches", found)
    texts = ngettext("in {count} text", "in {count} texts", result.texts)
    return _("{matches} {texts}").format(
        matches=hits.format(count=number_text(found)),
        texts=texts.format(count=number_text(result.texts)),
    )


def nothing_found(words: str) -> str:
    """Say that the words are nowhere."""
    return _("Nothing found for “{words}”.").format(words=words)


def reading_line(done: int, total: int) -> str:
    """Say that the words of evidence files are still being read."""
    return _("Still reading evidence files: {done} of {total}. More results may appear.").format(
        done=number_text(done), total=number_text(total)
    )
