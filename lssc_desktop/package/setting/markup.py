"""HTML that cannot be forged: plain text is escaped wherever it is put in."""

import html
import re

_NOT_IN_HTML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_VOID = frozenset({"br", "img", "link", "meta"})


class Markup(str):
    """Text that is HTML already; any other text is what a person wrote and gets escaped."""

    __slots__ = ()


def tag(name: str, /, *content: str, **attributes: str) -> Markup:
    """Return an element; `class_` is the attribute `class`, which Python reserves."""
    names = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    start = "".join(f' {key}="{escaped(value)}"' for key, value in names)
    if name in _VOID:
        return Markup(f"<{name}{start}>")
    return Markup(f"<{name}{start}>{joined(*content)}</{name}>")


def joined(*content: str) -> Markup:
    """Return pieces one after the other."""
    return Markup(
        "".join(piece if isinstance(piece, Markup) else escaped(piece) for piece in content)
    )


def escaped(text: str) -> Markup:
    """Return plain text as HTML. What HTML cannot hold, control characters, is U+FFFD."""
    return Markup(html.escape(_NOT_IN_HTML.sub("\ufffd", text)))
