"""Which of a candidate's links a package makes clickable."""

from urllib.parse import quote, urlsplit

from lssc_desktop.core.richtext import safe_link

_LONGEST = 2000
_KEPT = "/?#[]@!$&'()*+,;=:%~-._"


def clickable(link: str) -> str:
    """Return a link to a web page or an e-mail address in ASCII, "" for anything else.

    What no browser reads as an address, and what is too long for a PDF, stays text only.
    """
    address = safe_link(link)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    leads_somewhere = parts.path if parts.scheme == "mailto" else parts.hostname
    escaped = quote(address, safe=_KEPT)
    return escaped if leads_somewhere and len(escaped) <= _LONGEST else ""
