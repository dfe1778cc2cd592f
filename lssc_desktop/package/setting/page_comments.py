"""What reviewers said in earlier rounds, as the web page of a package shows it."""

from collections.abc import Iterable

from lssc_desktop.core.threads import Thread
from lssc_desktop.package.setting import wording
from lssc_desktop.package.setting.markup import Markup, joined, tag


def comments(found: Iterable[Thread], heading: str) -> Markup:
    """Return the comments on one text and its files under an `<h3>`, nothing where there are none.

    `heading` tells this list from the others for somebody who hears the page.
    """
    items = tuple(_item(thread) for thread in found)
    if not items:
        return joined()
    return tag(
        "section",
        tag("h3", heading),
        tag("ol", *items),
        class_="comments",
        aria_label=heading,
    )


def _item(thread: Thread) -> Markup:
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
