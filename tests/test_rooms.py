"""The rooms of the house: sizes, names, and no circles (CONTRIBUTING.md, "The map")."""

import pytest

from tests.house_numbers import House, read_house, table


@pytest.fixture(scope="module")
def house() -> House:
    return read_house()


def test_a_class_has_a_name_of_its_own(house: House) -> None:
    assert house.classes_in_two_modules == {}


def test_a_file_has_a_name_of_its_own_inside_its_layer(house: House) -> None:
    assert house.names_twice_in_a_layer == {}


def test_no_modules_import_one_another(house: House) -> None:
    assert house.circles == []


def test_no_rooms_import_one_another(house: House) -> None:
    assert house.room_circles == []


def test_what_one_file_alone_uses_lies_in_that_file(house: House) -> None:
    assert len(house.small_with_one_importer) <= 15


def test_a_room_holds_no_more_than_one_can_look_over(house: House) -> None:
    most = {"lssc_desktop.messages": 42, "lssc_desktop.package": 22, "lssc_desktop.store": 22}
    most["lssc_desktop.ui.review"] = 21  # with the window of an audit's results
    most["lssc_desktop.cli"] = 22  # each loads no more than its own commands need
    full = {name: count for name, count in house.folders.items() if count > most.get(name, 20)}
    assert full == {}


def test_a_file_that_is_long_says_why(house: House) -> None:
    assert [module.name for module in house.files if module.lines > 800] == []


def test_the_numbers_can_be_told(house: House) -> None:
    assert table(house).startswith("files ")
