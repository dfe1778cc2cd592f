"""What is copied out of the editor, and what is pasted into it: cleaned to what it can say."""

import re
from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextDocument, QTextListFormat

from lssc_desktop.core.richtext import (
    Form,
    Paragraph,
    RichText,
    Span,
    from_plain,
    normalized,
    numbers,
    plain,
)
from lssc_desktop.ui.widgets.editor_format import blocks, spans_of

_OBJECT = "\ufffc"  # a picture, a table's frame: nothing that a response can say
_TAGS = {Form.HEADING_1: "h1", Form.HEADING_2: "h2"}
_ORDERED = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
)

# Word copies an item of a list as a paragraph that begins with its mark.
_WORD_ITEM = re.compile(
    r"(?P<start><p\b[^>]*mso-list:\s*\w+\s+level(?P<level>\d)[^>]*>)"
    r"(?P<before>(?:(?!</p>).)*?)<!\[if !supportLists\]>(?P<mark>.*?)<!\[endif\]>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile("<[^>]*>")
_BULLET, _NUMBER = "\ue000", "\ue001"  # private: in front of what was an item in Word
_MARKED = re.compile(f"(?P<form>[{_BULLET}{_NUMBER}])(?P<level>[0-9])")


def pasted(source: QMimeData) -> RichText:
    """Return what the clipboard or a drop says, as far as a response can say it."""
    if source.hasHtml():
        return from_html(source.html())
    return from_plain(source.text())


def to_mime(text: RichText) -> QMimeData:
    """Return a text for the clipboard: as HTML for word processors, and as plain text."""
    data = QMimeData()
    data.setHtml(to_html(text))
    data.setText(_plain(text))
    return data


def to_html(text: RichText) -> str:
    """Return a text as HTML that word processors and this editor read."""
    lines: list[str] = []
    open_lists: list[str] = []
    for paragraph in text.paragraphs:
        depth = paragraph.level + 1 if paragraph.form.is_list else 0
        kind = "ol" if paragraph.form is Form.NUMBER else "ul"
        while len(open_lists) > depth or (len(open_lists) == depth > 0 and open_lists[-1] != kind):
            lines.append(f"</{open_lists.pop()}>")
        while len(open_lists) < depth:
            open_lists.append(kind)
            lines.append(f"<{kind}>")
        tag = "li" if depth else _TAGS.get(paragraph.form, "p")
        words = "".join(_span_html(span) for span in paragraph.spans)
        lines.append(f'<{tag} style="white-space: pre-wrap">{words}</{tag}>')
    lines.extend(f"</{kind}>" for kind in reversed(open_lists))
    return "\n".join(("<html><body>", *lines, "</body></html>"))


def from_html(source: str) -> RichText:
    """Return what HTML from any program says: words, headings, bold, italic, lists and links."""
    document = _Foreign()
    document.setHtml(_WORD_ITEM.sub(_mark_item, source))
    return normalized(RichText(tuple(_paragraphs(document))))


class _Foreign(QTextDocument):
    """A document of which nothing is fetched: no picture, no style sheet, no file."""

    def loadResource(self, _kind: int, _name: object) -> object:
        return None


def _paragraphs(document: QTextDocument) -> Iterator[Paragraph]:
    for block in blocks(document):
        heading = block.blockFormat().headingLevel() > 0
        spans = tuple(
            Span(
                _clean(span.text),
                bold=span.bold and not heading,
                italic=span.italic,
                link=span.link,
            )
            for span in spans_of(block)
        )
        form, level = _form(block)
        marked = _MARKED.match(spans[0].text) if spans else None
        if marked is not None:
            form = Form.BULLET if marked["form"] == _BULLET else Form.NUMBER
            level = int(marked["level"])
            first = Span(spans[0].text[marked.end() :].lstrip(), spans[0].bold, spans[0].italic)
            spans = (first, *spans[1:])
        if any(span.text.strip() for span in spans):
            yield Paragraph(spans, form, level)


def _form(block: QTextBlock) -> tuple[Form, int]:
    items = block.textList()
    if items is not None:
        style = items.format().style()
        form = Form.NUMBER if style in _ORDERED else Form.BULLET
        return form, items.format().indent() - 1
    heading = block.blockFormat().headingLevel()
    if heading > 0:
        return (Form.HEADING_1 if heading == 1 else Form.HEADING_2), 0
    return Form.BODY, 0


def _clean(text: str) -> str:
    return text.replace(_OBJECT, "").replace("\u00a0", " ")


def _mark_item(item: re.Match[str]) -> str:
    mark = _TAG.sub("", item["mark"]).replace("&nbsp;", " ").strip()
    kind = _NUMBER if re.match(r"\(?[0-9A-Za-z]{1,4}[.)]", mark) else _BULLET
    return f"{item['start']}{kind}{int(item['level']) - 1}{item['before']}"


def _span_html(span: Span) -> str:
    html = escape(span.text).replace("\n", "<br/>")
    if span.bold:
        html = f"<b>{html}</b>"
    if span.italic:
        html = f"<i>{html}</i>"
    if span.link:
        html = f'<a href="{escape(span.link)}">{html}</a>'
    return html


def _plain(text: RichText) -> str:
    lines = [
        _marked(paragraph, number)
        for paragraph, number in zip(text.paragraphs, numbers(text), strict=True)
    ]
    return "\n\n".join(lines) if plain(text).strip() else plain(text)


def _marked(paragraph: Paragraph, number: int | None) -> str:
    if not paragraph.form.is_list:
        return paragraph.text
    mark = "-" if number is None else f"{number}."
    return f"{'  ' * paragraph.level}{mark} {paragraph.text}"
