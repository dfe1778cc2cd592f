"""A window as assistive technology has it: its tree, and the rules that it has to keep.

The rules are those that axe and its like hold web pages to, as far as a window can break them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.reading_order import tab_stops
from lssc_desktop.ui.kit.speech import Speech, speech_of
from lssc_desktop.ui.kit.tokens import TITLES
from tests.ui.controls import described

Role = QAccessible.Role

PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton, Role.Link, Role.PageTab, Role.ButtonMenu}
FILLED = {Role.EditableText, Role.ComboBox, Role.SpinBox, Role.Slider}
HOLDS_OTHERS = {Role.Client, Role.Border, Role.LayeredPane, Role.Pane, Role.Splitter}
_SLACK = 2  # pixels


@dataclass(frozen=True)
class Node:
    """One thing in the tree."""

    role: QAccessible.Role
    name: str
    description: str
    label: str  # by a relation
    actions: tuple[str, ...]
    focusable: bool
    enabled: bool
    place: QRect
    widget: QWidget | None
    children: "list[Node]" = field(default_factory=list)

    def __str__(self) -> str:
        kind = "" if self.widget is None else f" ({type(self.widget).__name__})"
        return f"{self.role.name} {self.label or self.name!r}{kind}"


def tree(window: QWidget) -> Node:
    """Return all that is shown in a window."""
    return _node(QAccessible.queryAccessibleInterface(window))


def _node(found: QAccessibleInterface) -> Node:
    state, widget = found.state(), found.object()
    acts = cast("QAccessibleActionInterface | None", found.actionInterface())
    children = (found.child(number) for number in range(found.childCount()))
    labels = (other for other, kind in found.relations() if kind == QAccessible.RelationFlag.Label)
    return Node(
        found.role(),
        found.text(QAccessible.Text.Name),
        found.text(QAccessible.Text.Description),
        " ".join(other.text(QAccessible.Text.Name) for other in labels),
        () if acts is None else tuple(acts.actionNames()),
        bool(state.focusable),
        not state.disabled,
        found.rect(),
        widget if isinstance(widget, QWidget) else None,
        [_node(each) for each in children if is_shown(each)],
    )


def is_shown(found: QAccessibleInterface | None) -> bool:
    """Whether assistive technology takes something for shown."""
    return found is not None and found.isValid() and not found.state().invisible


def everything(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, in reading order."""
    yield node
    for child in node.children:
        yield from everything(child)


# Rules ------------------------------------------------------------------------------------------


def without_name(root: Node) -> Iterator[str]:
    """What takes the keyboard has a name; a picture too."""
    for node in everything(root):
        if (node.focusable or node.role is Role.Graphic) and not (node.name + node.label).strip():
            yield str(node)


def of_no_kind(root: Node) -> Iterator[str]:
    """What takes the keyboard says what it is."""
    for node in everything(root):
        if node.focusable and node.role in HOLDS_OTHERS:
            yield str(node)


def without_action(root: Node) -> Iterator[str]:
    """What can be pressed offers to be pressed."""
    for node in everything(root):
        if node.role in PRESSED and node.enabled and not node.actions:
            yield str(node)


def named_by_value(root: Node) -> Iterator[str]:
    """A choice has a label: Qt on Linux tells what is chosen as its name."""
    for node in everything(root):
        if node.role is Role.ComboBox and not node.label:
            yield str(node)


def of_one_name(root: Node) -> Iterator[str]:
    """No two controls of one group have one name; a group is named, and no group twice."""
    names = Counter(
        (group, node.role.name, node.label or node.name)
        for group, node in _with_groups(root)
        if node.role in PRESSED | FILLED
    )
    for (group, role, name), count in names.items():
        if count > 1:
            yield f"{count} x {role} {name!r} in {group!r}"


def _with_groups(node: Node, groups: str = "") -> Iterator[tuple[str, Node]]:
    """Yield all nodes, each with the names of the groups that it is in."""
    yield groups, node
    if node.role is Role.Grouping:
        groups = f"{groups} > {node.name}"
    for child in node.children:
        yield from _with_groups(child, groups)


def no_heading(root: Node) -> Iterator[str]:
    """Titles are headings."""
    for node in everything(root):
        is_title = isinstance(node.widget, Label) and node.widget.type in TITLES
        if is_title and node.role is not Role.Heading and node.name:
            assert node.widget is not None
            if speech_of(node.widget) is not Speech.WORDS:
                yield str(node)


def said_twice(root: Node) -> Iterator[str]:
    """A description does not begin with the name again."""
    for node in everything(root):
        name = node.label or node.name
        if name and node.description.startswith(name):
            yield f"{node}: {node.description!r}"


def no_choice(root: Node) -> Iterator[str]:
    """Of exclusive buttons each is a radio button or a tab."""
    for node in everything(root):
        button = node.widget
        if isinstance(button, QAbstractButton) and button.isCheckable():
            group = cast("QButtonGroup | None", button.group())
            is_exclusive = group is not None and group.exclusive() and len(group.buttons()) > 1
            if is_exclusive and node.role not in (Role.RadioButton, Role.PageTab):
                yield str(node)


def with_marks_in_name(root: Node) -> Iterator[str]:
    """No name holds a tab, the mark of a letter, or HTML."""
    for node in everything(root):
        if "\t" in node.name or "<span" in node.name or "<qt>" in node.name:
            yield str(node)


def empty_words(root: Node) -> Iterator[str]:
    """No label is shown without words."""
    for node in everything(root):
        if node.role in (Role.StaticText, Role.Heading) and not node.name.strip():
            yield str(node)


def out_of_order(root: Node) -> Iterator[str]:
    """Things beside each other are read from the top, and in a line from its beginning."""
    for node in everything(root):
        parts = [each for each in node.children if each.widget is not None]
        for first, second in pairwise(parts):
            if not _is_apart(first) and not _is_apart(second) and _is_before(second, first):
                yield f"{_words(second)} before {_words(first)}"


def tab_out_of_order(root: Node) -> Iterator[str]:
    """Tab goes the same way, but for the lines between panes: nearly nobody wants them, so last."""
    assert root.widget is not None
    every = list(tab_stops(root.widget))
    stops = [each for each in every if not isinstance(each, QSplitterHandle)]
    if any(isinstance(each, QSplitterHandle) for each in every[: len(stops)]):
        yield "a line between panes before what is in them"
    for first, second in pairwise(stops):
        if _page_of(first) is _page_of(second) and _lies_before(_place(second), _place(first)):
            yield f"{described(second)} before {described(first)}"


RULES: dict[str, Callable[[Node], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (
        without_name,
        of_no_kind,
        without_action,
        named_by_value,
        of_one_name,
        no_heading,
        said_twice,
        no_choice,
        with_marks_in_name,
        empty_words,
        out_of_order,
        tab_out_of_order,
    )
}


def broken_rules(window: QWidget) -> list[str]:
    """Return every place in a window that breaks a rule."""
    root = tree(window)
    return [f"{name}: {found}" for name, rule in RULES.items() for found in rule(root)]


def _page_of(widget: QWidget) -> QWidget | None:
    """Return what a widget scrolls in: what lies below its end is nowhere on the screen."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def _is_before(one: Node, other: Node) -> bool:
    return _lies_before(one.place, other.place)


def _lies_before(one: QRect, other: QRect) -> bool:
    """Whether something lies above the other, or in a line with it and before it."""
    if one.bottom() <= other.top() + _SLACK:
        return one.left() < other.right() - _SLACK  # else it is the next column
    same_line = one.top() <= other.center().y() <= one.bottom()
    return same_line and one.right() <= other.left() + _SLACK


def _is_apart(node: Node) -> bool:
    """Whether something lies above others, and not beside them."""
    return isinstance(node.widget, QScrollBar) or node.place.isEmpty()


def _words(node: Node) -> str:
    """Return a node with the first words in it."""
    said = next((each.name for each in everything(node) if each.name), "")
    return f"{node} {said!r}"
