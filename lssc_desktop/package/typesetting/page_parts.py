"""Parts of a package's web page: the comments of earlier rounds, and tables of evidence."""

from collections.abc import Iterable
from urllib.parse import quote

from lssc_desktop.core.review.threads import Thread
from lssc_desktop.package.book import EvidenceLine
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import Markup, joined, tag

_PICTURE_ENDINGS = frozenset({"jpg", "jpeg", "png", "gif", "webp", "bmp"})
"""Endings of pictures that every browser shows."""


def evidence(lines: tuple[EvidenceLine, ...], caption: str) -> Markup:
    """Return a table of files with their places in the package, pictures in their rows."""
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


def is_picture(line: EvidenceLine) -> bool:
    """Return whether a file is a picture that every browser shows, by the ending of its name."""
    return line.packaged.rpartition(".")[2].lower() in _PICTURE_ENDINGS


def file_link(path: str) -> str:
    """Return the address of a packaged file, as seen from the page."""
    return quote(path, errors="replace")


# Comments ---------------------------------------------------------------------------------------


def comments(found: Iterable[Thread], heading: str) -> Markup:
    """Return the comments on one text and its files under an `<h3>`, nothing where there are none.

    They are what reviewers said in earlier rounds. `heading` distinguishes this list from the
    others for somebody who hears the page.
    """
    items = tuple(_comment(thread) for thread in found)
    if not items:
        return joined()
    return tag(
        "section",
        tag("h3", heading),
        tag("ol", *items),
        class_="comments",
        aria_label=heading,
    )


def _comment(thread: Thread) -> Markup:
    comment, answer = thread.comment, thread.answer
    head = tag(
        "p",
        tag("b", thread.reviewer, dir="auto"),
        f", {wording.comment_origin(thread)} ",
        tag("span", wording.comment_state(thread), class_="state"),
        class_="small",
    )
    about = (tag("p", wording.about_file(comment.about.name), class_="small"),)
    quote = (tag("blockquote", *_lines(comment.quote), dir="auto"),)
    return tag(
        "li",
        head,
        *(about if comment.about.evidence else ()),
        *(quote if comment.quote else ()),
        tag("div", *_lines(comment.text), class_="said", dir="auto"),
        *((_answer(answer.text),) if answer is not None and answer.text else ()),
    )


def _answer(text: str) -> Markup:
    return tag(
        "div",
        tag("p", wording.ANSWER, class_="label"),
        tag("div", *_lines(text), class_="said", dir="auto"),
        class_="aside",
    )


def _lines(text: str) -> tuple[Markup, ...]:
    return tuple(tag("p", line) for line in text.splitlines() if line.strip())
