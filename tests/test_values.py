"""Classes of values are those of the standard library, but for what is written and when."""

# mypy: disable-error-code="call-arg"
# It does not know that `make` makes classes of values.

import copy
import dataclasses
import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, field, fields, replace
from types import FunctionType
from typing import Any

import pytest

from lssc_desktop import values
from lssc_desktop.core.errors import LsscError

type Make = Callable[..., Any]

MAKERS: Mapping[str, Make] = {
    "the standard library's": dataclasses.dataclass,
    "ours": vars(values)["dataclass"],
}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Make:
    """Both have to be alike in all that follows, so each test is asked of both."""
    return MAKERS[request.param]


@pytest.fixture
def place(make: Make) -> Any:
    @make(frozen=True, slots=True)
    class Place:
        """A place."""

        path: str
        count: int = 3
        parts: list[str] = field(default_factory=list)
        seen: object = field(default=None, compare=False, repr=False)

    return Place


def test_an_object_is_made_of_its_fields_by_place_and_by_name(place: Any) -> None:
    made = place("a", parts=["b"])
    assert (made.path, made.count, made.parts, made.seen) == ("a", 3, ["b"], None)
    assert place("a", 3, ["b"]) == made
    assert place("a").parts is not place("a").parts


@pytest.mark.parametrize("given", [{}, {"path": "a", "other": 1}])
def test_fields_that_lack_or_are_not_there_are_refused(place: Any, given: dict[str, Any]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Place\.__init__\(\)"):
            place(**given)


def test_what_is_equal_is_decided_by_the_fields_that_are_compared(make: Make, place: Any) -> None:
    @make(frozen=True, slots=True)
    class Other:
        path: str
        count: int = 3
        parts: list[str] = field(default_factory=list)
        seen: object = field(default=None, compare=False, repr=False)

    assert place("a", seen=1) == place("a", seen=2)
    assert place("a") != place("b")
    assert place("a") != Other("a")
    assert place("a") != ("a", 3, [])


def test_what_is_equal_has_one_hash(make: Make) -> None:
    @make(frozen=True, slots=True)
    class Single:
        path: str

    @make(frozen=True, slots=True)
    class Nothing:
        pass

    @make(frozen=True, slots=True)
    class Listed:
        path: str
        parts: list[str] = field(hash=False)

    assert len({Single("a"), Single("a"), Single("b"), Nothing(), Nothing()}) == 3
    assert hash(Single("a")) == hash(("a",))
    assert hash(Nothing()) == hash(())
    assert hash(Listed("a", ["b"])) == hash(Listed("a", ["c"]))
    assert Listed("a", ["b"]) != Listed("a", ["c"])
    assert Nothing() == Nothing()


def test_what_can_be_changed_has_no_hash(make: Make) -> None:
    @make(slots=True)
    class Changing:
        path: str

    @make(slots=True, eq=False)
    class Itself:
        path: str

    changing = Changing("a")
    changing.path = "b"
    assert changing == Changing("b")
    with pytest.raises(TypeError, match="unhashable"):
        hash(changing)
    assert Itself("a") != Itself("a")
    assert len({Itself("a"), Itself("a")}) == 2


def test_what_a_class_says_itself_stays(make: Make) -> None:
    @make(frozen=True, slots=True)
    class Own:
        path: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.path.lower() == other.path.lower()

        def __hash__(self) -> int:
            return hash(self.path.lower())

        def __repr__(self) -> str:
            return "mine"

    @make(frozen=True, slots=True)
    class OwnEqual:  # noqa: PLW1641  it gets one
        path: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, OwnEqual)

    assert len({Own("a"), Own("A")}) == 1
    assert repr(Own("a")) == "mine"
    assert OwnEqual("a") == OwnEqual("b")
    assert hash(OwnEqual("a")) != hash(OwnEqual("b"))


def test_an_object_is_shown_with_its_fields(make: Make, place: Any) -> None:
    @make(frozen=True, slots=True, repr=False)
    class Silent:
        path: str

    assert repr(place("a", seen=1)).endswith("Place(path='a', count=3, parts=[])")
    assert "path=" not in repr(Silent("a"))


def test_nothing_frozen_can_be_changed(place: Any) -> None:
    made = place("a")
    with pytest.raises(FrozenInstanceError, match="'path'"):
        made.path = "b"
    with pytest.raises(FrozenInstanceError, match="'path'"):
        del made.path
    with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
        made.unknown = 1
    assert not hasattr(made, "__dict__")


def test_a_copy_has_what_was_changed(place: Any) -> None:
    made = place("a", 5)
    assert replace(made, path="b") == place("b", 5)
    assert copy.copy(made) == copy.deepcopy(made) == made
    assert [each.name for each in fields(made)] == ["path", "count", "parts", "seen"]


def test_fields_are_matched_by_their_place(place: Any) -> None:
    match place("a", 5):
        case place(path, count):
            assert (path, count) == ("a", 5)
        case other:
            pytest.fail(f"{other} was not matched")


def test_a_class_has_the_fields_of_those_that_it_comes_from(make: Make) -> None:
    @make(eq=False)
    class First(LsscError):
        path: str

    @make(eq=False)
    class Second(First):
        line: int = 1

    class Third(Second):
        pass

    for each in (Third("a", 2), Second("a", line=2)):
        assert (each.path, each.line) == ("a", 2)
    assert First("a").path == "a"
    with pytest.raises(First):
        raise Third("a")


def test_what_is_frozen_is_inherited_by_what_is_frozen_alone(make: Make, place: Any) -> None:
    for each in MAKERS.values():

        @each(frozen=True, slots=True)
        class Nearer(place):  # type: ignore[misc]
            line: int = 0

        made = Nearer("a", line=2)
        assert (made.path, made.count, made.line) == ("a", 3, 2)
        assert made != place("a")
        assert made == Nearer("a", line=2)
        with pytest.raises(FrozenInstanceError, match="'path'"):
            made.path = "b"
    with pytest.raises(TypeError, match="inherit"):
        make()(type("Changing", (place,), {}))


def test_what_follows_the_making_is_done(make: Make) -> None:
    @make(frozen=True)
    class Spread:
        path: str
        name: str = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "name", self.path.upper())

    assert Spread("a").name == "A"


def test_what_is_not_given_to_the_maker_has_its_default(make: Make) -> None:
    @make(slots=True)
    class Begun:
        path: str
        count: int = field(default=3, init=False)
        parts: list[str] = field(default_factory=list, init=False)

    made = Begun("a")
    assert (made.path, made.count, made.parts) == ("a", 3, [])
    assert made.parts is not Begun("a").parts
    with pytest.raises(TypeError, match=r"Begun\.__init__\(\)"):
        Begun("a", 4)


def test_a_class_that_says_how_it_is_set_is_made_so(make: Make) -> None:
    @make()
    class Loud:
        path: str

        def __setattr__(self, name: str, value: str) -> None:
            object.__setattr__(self, name, value.upper())

    assert Loud("a").path == "A"


@values.dataclass(frozen=True, slots=True)
class Kept:
    """What goes to another process."""

    path: str
    parts: tuple[str, ...] = ()


def test_an_object_goes_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Kept("a", ("b",)))) == Kept("a", ("b",))  # noqa: S301  ours


def written(made: type[Any]) -> set[str]:
    """Return the methods of a class whose code was written as text."""
    return {
        name
        for name, method in vars(made).items()
        if isinstance(method, FunctionType) and method.__code__.co_filename == "<string>"
    }


def test_no_method_is_written_before_the_first_object_is_made_and_then_one() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Late:
        path: str

    assert written(Late) == set()
    assert repr(Late("a"))
    assert len({Late("a"), Late("b"), Late("a")}) == 2
    assert written(Late) == {"__init__"}
