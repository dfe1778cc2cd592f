"""The evidence of a competency as the web page shows it: a table, pictures in their rows."""

from urllib.parse import quote

from lssc_desktop.package.book import EvidenceLine
from lssc_desktop.package.setting import wording
from lssc_desktop.package.setting.markup import Markup, joined, tag

_SHOWN = frozenset({"jpg", "jpeg", "png", "gif", "webp", "bmp"})
"""Endings of pictures that every browser shows."""


def evidence(lines: tuple[EvidenceLine, ...], caption: str) -> Markup:
    """Return the list of files with their places in the package."""
    head = (tag("th", name, scope="col") for name in wording.EVIDENCE_COLUMNS)
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", *head)),
            tag("tbody", *(_row(line) for line in lines)),
        ),
        class_="table",
        role="region",
        aria_label=caption,
        tabindex="0",  # it scrolls sideways where there is little room
    )


def is_picture(line: EvidenceLine) -> bool:
    """Whether a file is a picture that every browser shows, by the ending of its name."""
    return line.packaged.rpartition(".")[2].lower() in _SHOWN


def file_link(path: str) -> str:
    """Return the address of a packaged file, as seen from the page."""
    return quote(path, errors="replace")


def _row(line: EvidenceLine) -> Markup:
    file = [tag("a", line.name, href=file_link(line.packaged))]
    if line.caption:
        file.append(tag("p", line.caption, class_="said", dir="auto"))
    if line.own_role:
        said = tag("span", line.own_role, class_="said", dir="auto")
        file.append(tag("p", f"{wording.OWN_ROLE} ", said))
    if line.parts:
        file.append(tag("p", wording.shown_parts(line), class_="small"))
    if is_picture(line):
        file.append(_picture(line))
    kind = joined(wording.kind(line.name), tag("br"), wording.size(line.bytes))
    return tag(
        "tr",
        tag("td", str(line.number)),
        tag("th", *file, scope="row"),
        tag("td", kind),
        tag("td", wording.weight(line)),
        tag("td", line.packaged, class_="place"),
    )


def _picture(line: EvidenceLine) -> Markup:
    return tag(
        "img",
        src=file_link(line.packaged),
        alt=line.caption or wording.picture_of(line.name),
        loading="lazy",
        decoding="async",
    )
