"""Earlier versions of a text: what each is, what was put back or deleted, and what cannot be."""

from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.portfolio.versions import EarlierVersion, KeptFor
from lssc_desktop.core.text.changes import Change, ChangeKind
from lssc_desktop.core.text.richtext import word_count
from lssc_desktop.messages.competency import words_line
from lssc_desktop.messages.dates import near_moment
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.store.folder.versions import VersionLost


def version_when(version: EarlierVersion, now: datetime) -> str:
    """Say when a version was kept: "Sep 8, 9:41 AM"."""
    return near_moment(version.at, now)


def version_reason(version: EarlierVersion) -> str:
    """Say why a version was kept."""
    reasons = {
        KeptFor.HOUR: _("Before you went on writing"),
        KeptFor.CUT: _("Before a large cut"),
        KeptFor.OUTSIDE: _("Written in another program"),
        KeptFor.REPLACED: _("Before it was replaced"),
    }
    return reasons[version.kept_for]


def version_spoken(version: EarlierVersion, now: datetime) -> str:
    """Describe a version in one sentence."""
    parts = (version_when(version, now), words_line(version.words), version_reason(version))
    return ", ".join(parts)


def difference_line(changes: tuple[Change, ...]) -> str:
    """Count the words that only a version has (removed since) and only the present text (added)."""
    gone = _words_in(changes, ChangeKind.REMOVED)
    come = _words_in(changes, ChangeKind.ADDED)
    if not gone and not come:
        return _("The words are the same as in the present text.")
    only_here = ngettext(
        "{count} word only in this version (underlined)",
        "{count} words only in this version (underlined)",
        gone,
    ).format(count=f"{gone:,}")
    only_now = ngettext(
        "{count} word only in the present text (struck through)",
        "{count} words only in the present text (struck through)",
        come,
    ).format(count=f"{come:,}")
    return f"{only_here}, {only_now}"


def no_versions() -> str:
    """Say that there is no earlier version yet, and when there will be."""
    return _(
        "No earlier versions yet. One is kept when you begin to write, each hour after that, "
        "before a large cut, and when Word changes the text."
    )


def versions_note() -> str:
    """Say where versions lie and that nobody gets them."""
    return _(
        "Earlier versions stay in your portfolio folder. They never go into a package or a review "
        "copy."
    )


def version_put_back(version: EarlierVersion, now: datetime) -> Message:
    """Say that a version is the text again."""
    return Message(
        _("The version of {when} is your text again.").format(when=version_when(version, now)),
        _("The text that it replaced is among the earlier versions."),
    )


def version_not_put_back(message: Message) -> Message:
    """Say that the present text stays, because it could not be saved before."""
    return not_begun(message, _("The earlier version was not put back."))


def question_of_deleting(count: int) -> Message:
    """Ask whether versions are to be deleted for good."""
    return Message(
        ngettext(
            "Delete this earlier version?", "Delete all {count} earlier versions?", count
        ).format(count=f"{count:,}"),
        _("They can’t be brought back. Your present text stays as it is."),
    )


@message_for.register
def _version_lost(_error: VersionLost) -> Message:
    return Message(
        _("This earlier version is damaged and can’t be read."),
        _("Your present text is as it was. Other versions may be readable."),
        _("If you have a safety copy, look for the text there."),
    )


def _words_in(changes: tuple[Change, ...], kind: ChangeKind) -> int:
    return sum(word_count(change.old + change.new) for change in changes if change.kind is kind)
