"""What a Word file holds or suffers from, in words."""

from gettext import gettext as _

from lssc_desktop.messages.counts import listed


def part_words(codes: str) -> str:
    """Name what a document holds beyond plain text: "a table and comments"."""
    names = {
        "table": _("a table"),
        "picture": _("a picture"),
        "comment": _("comments"),
        "tracked-change": _("tracked changes"),
        "header-footer": _("a header or footer"),
        "footnote": _("footnotes"),
        "text-box": _("a text box"),
        "field": _("a field"),
        "math": _("a formula"),
        "embedded-object": _("an embedded object"),
        "macro": _("a macro"),
        "form": _("form fields"),
        "formatting": _("special formatting"),
    }
    return listed(tuple(names.get(code, code.replace("-", " ")) for code in codes.split()))


def fault_sentence(code: str) -> str:
    """Say why a document cannot be read."""
    sentences = {
        "not-word": _("It is not a Word document."),
        "encrypted": _("It is protected by a password."),
        "damaged": _("The file is damaged."),
        "too-large": _("It is larger than we open."),
        "missing": _("It is not in the folder."),
    }
    return sentences.get(code, sentences["damaged"])
