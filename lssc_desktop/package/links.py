"""Which of a candidate's links a package makes clickable."""

import unicodedata
from urllib.parse import quote, urlsplit

_SCHEMES = ("http", "https", "mailto")
_LONGEST = 2000
_KEPT = "/?#[]@!$&'()*+,;=:%~-._"


def safe_link(link: str) -> str:
    """Return a link to a web page or an e-mail address in ASCII, "" for anything else.

    Scripts, files and what no browser reads as an address are shown as text only.
    """
    stripped = link.strip()
    if len(stripped) > _LONGEST or any(_hidden(char) for char in stripped):
        return ""
    try:
        parts = urlsplit(stripped)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    if not (parts.path if parts.scheme.lower() == "mailto" else parts.hostname):
        return ""
    return quote(stripped, safe=_KEPT)


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
