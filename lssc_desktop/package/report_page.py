"""A report as a web page, as the PDF has it: one file, without script or network."""

from lssc_desktop.package.page import head
from lssc_desktop.package.report import Report, Section
from lssc_desktop.package.setting import wording
from lssc_desktop.package.setting.markup import Markup, tag


def report_page(report: Report, pdf_name: str, links: tuple[tuple[str, str], ...] = ()) -> str:
    """Return a web page that lies beside the PDF; `links` are names and addresses of files."""
    body = tag(
        "body",
        tag(
            "header",
            tag("p", report.subtitle, class_="program"),
            tag("h1", report.title),
            tag("dl", *(_fact(name, value) for name, value in report.facts)),
            *(tag("p", sentence, class_="about") for sentence in report.sentences),
            tag("p", tag("a", wording.AS_PDF, href=pdf_name)),
        ),
        tag("main", *(_section(section, links) for section in report.sections if section.rows)),
        tag("footer", tag("p", report.foot)),
    )
    return f"<!DOCTYPE html>\n{tag('html', head(report.title), body, lang='en')}\n"


def _fact(name: str, value: str) -> Markup:
    return tag("div", tag("dt", name), tag("dd", value))


def _section(section: Section, links: tuple[tuple[str, str], ...]) -> Markup:
    if not section.columns:
        shown = tuple(tag("li", tag("a", name, href=address)) for name, address in links)
        items = shown or tuple(tag("li", row[0]) for row in section.rows)
        return tag("section", tag("h2", section.title), tag("ul", *items))
    columns = (tag("th", name, scope="col") for name in section.columns)
    rows = (tag("tr", *(tag("td", value) for value in row)) for row in section.rows)
    table = tag(
        "table",
        tag("thead", tag("tr", *columns)),
        tag("tbody", *rows),
    )
    return tag(
        "section",
        tag("h2", section.title),
        tag(
            "div",
            table,
            class_="table report",
            role="region",
            aria_label=section.title,
            tabindex="0",
        ),
    )
