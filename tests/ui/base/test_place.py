"""The table of pages: nothing that the window needs of a page is missing."""

from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from lssc_desktop.paths import resources
from lssc_desktop.ui.base.place import (
    HelpPlace,
    Place,
    PlanPlace,
    SearchPlace,
    SetPlace,
    SplitPlace,
    page_specs,
)

OF_A_SET = {SetPlace, PlanPlace, SplitPlace}
IN_MENUS = [kind for kind in page_specs() if kind not in {*OF_A_SET, SearchPlace}]


def test_every_kind_of_place_has_its_page() -> None:
    assert list(page_specs()) == sorted(page_specs(), key=get_args(Place.__value__).index)
    assert set(page_specs()) == set(get_args(Place.__value__))


@pytest.mark.parametrize("kind", page_specs(), ids=lambda kind: kind.__name__)
def test_a_page_has_a_module_and_a_topic_of_help(kind: type[Place]) -> None:
    spec = page_specs()[kind]
    assert find_spec(f"lssc_desktop.ui.{spec.module}")
    assert Path(resources(), "help", f"{spec.help_topic}.md").is_file()


@pytest.mark.parametrize("kind", IN_MENUS, ids=lambda kind: kind.__name__)
def test_a_page_is_found_in_the_sidebar_and_in_a_menu(kind: type[Place]) -> None:
    spec = page_specs()[kind]
    assert spec.title
    assert spec.icon
    assert spec.menu_text.replace("&&", "+").replace("&", "").replace("+", "&") == spec.title


def test_no_key_leads_to_two_pages() -> None:
    keys = [page_specs()[kind].key for kind in IN_MENUS]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert page_specs()[HelpPlace].key == "F1"
