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
        "chart": _("a chart"),
        "diagram": _("a diagram"),
        "shape": _("a drawing"),
        "hidden-text": _("hidden text"),
        "link": _("a link to a file or to a place in the document, or with a screen tip"),
        "numbering": _("a list with its own way of numbering"),
        "page-break": _("a page break"),
        "protected": _("a protection against changes"),
        "section": _("pages of different layouts"),
        "symbol": _("a symbol from a special font"),
        "bookmark": _("bookmarks"),
        "custom-data": _("data from another program"),
        "incomplete": _("parts that are missing or damaged"),
        "label": _("a sensitivity label"),
        "page-background": _("a page color"),
        "page-border": _("a page border"),
        "page-setup": _("its own paper size or margins"),
        "properties": _("custom document properties"),
        "setting": _("special document settings"),
        "signature": _("a digital signature"),
        "spacing": _("its own line or paragraph spacing"),
        "unknown": _("something we don’t recognize"),
    }
    return listed(tuple(names.get(code, code.replace("-", " ")) for code in codes.split()))


def fault_sentence(code: str) -> str:
    """Say why a document cannot be read."""
    sentences = {
        "not-word": _("It is not a Word document."),
        "encrypted": _("It is protected by a password."),
        "damaged": _("The file is damaged."),
        "too-large": _("It is larger than we open."),
        "link": _("It, or its folder, only points to another place, and we don’t follow links."),
        "missing": _("It is not in the folder."),
        "empty": _("The file is empty, it has 0 bytes."),
        "old-word": _("It is in the format of Word 97 to 2003 (.doc)."),
        "unreadable": _("This computer could not read the file."),
    }
    return sentences.get(code, sentences["damaged"])
