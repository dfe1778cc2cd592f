"""Classes of values as the standard library makes them, without what it writes at import.

`dataclasses.dataclass` writes up to six methods for each class as text and compiles them when its
module is loaded: half of what a command that opens a portfolio spent before it did anything, for
hundreds of classes of which it makes few. Here comparing, hashing, and showing are done by
functions that read the fields, and `__init__` is written when the first object is made. It knows
no `InitVar` and no `KW_ONLY`, which no class of ours has.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass as _bare  # noqa: TID251  what is made is made by it
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

type _Class = type[Any]

_NOT_GIVEN = object()


def _made_lightly(
    plain: _Class | None = None,
    /,
    *,
    repr: bool = True,  # noqa: A002  as the standard library calls it
    eq: bool = True,
    frozen: bool = False,
    slots: bool = False,
) -> Any:  # noqa: ANN401  the class, or what makes it
    """Return a class with what `dataclasses.dataclass` gives one."""

    def decorate(plain: _Class) -> _Class:
        own = set(vars(plain))
        has_hash = vars(plain).get("__hash__") is not None
        if plain.__doc__ is None:
            plain.__doc__ = plain.__name__  # the standard library would look for a signature
        inherits = frozen and any(map(dataclasses.is_dataclass, plain.__bases__))
        bare = _bare(init=False, repr=False, eq=False, frozen=inherits, slots=slots)
        made: _Class = bare(plain)
        made.__dataclass_params__.frozen = frozen  # as those that inherit have to be
        methods: dict[str, Callable[..., Any] | None] = {"__init__": _first_init(made)}
        if repr:
            methods["__repr__"] = _shown
        if eq:
            methods["__eq__"] = _equality(made)
            if not has_hash:
                own.discard("__hash__")  # None, where a class says itself what is equal
                methods["__hash__"] = _hashing(made) if frozen else None
        if frozen:
            methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
        if frozen and slots:
            methods |= {"__getstate__": _state, "__setstate__": _take_state}
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made

    return decorate if plain is None else decorate(plain)


if TYPE_CHECKING:
    from dataclasses import dataclass  # noqa: TID251  what type checkers know
else:
    dataclass = _made_lightly


def _first_init(made: _Class) -> Callable[..., None]:
    """Return what writes the method that makes objects of a class, when it is first called."""

    def write_and_call(self: object, /, *values: object, **named: object) -> None:
        written = made.__init__ = _init(made)
        written(self, *values, **named)

    def signature() -> object:
        from inspect import signature  # asked by tools alone

        return signature(_init(made))

    vars(write_and_call)["__signature__"] = signature
    return write_and_call


def _init(made: _Class) -> Callable[..., None]:
    known: dict[str, object] = {"_put": object.__setattr__, "_not_given": _NOT_GIVEN}
    frozen = made.__dataclass_params__.frozen
    parameters = ["self"]
    lines = []
    for each in dataclasses.fields(made):
        name = value = parameter = each.name
        if each.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = each.default
            parameter = f"{name}=_default_{name}"
        elif each.default_factory is not dataclasses.MISSING:
            known[f"_new_{name}"] = each.default_factory
            parameter = f"{name}=_not_given"
            value = f"_new_{name}() if {name} is _not_given else {name}"
        elif not each.init:
            continue  # `__post_init__` gives it a value
        if each.init:
            parameters.append(parameter)
        else:
            lines.append(f"  {parameter}")
        lines.append(f"  _put(self, {name!r}, {value})" if frozen else f"  self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        lines.append("  self.__post_init__()")
    text = f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or ["  pass"])
    exec(text, known)  # noqa: S102  the names of fields, which are ours
    written: Any = known["__init__"]
    written.__qualname__ = f"{made.__qualname__}.__init__"
    written.__module__ = made.__module__
    return written  # type: ignore[no-any-return]


def _shown(self: Any) -> str:  # noqa: ANN401  an object of any class of values
    values = (f"{it.name}={getattr(self, it.name)!r}" for it in dataclasses.fields(self) if it.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _reader(names: list[str]) -> Callable[[object], object]:
    """Return what reads the values of an object that are compared."""
    return attrgetter(*names) if names else lambda _: ()


def _equality(made: _Class) -> Callable[[object, object], object]:
    read = _reader([each.name for each in dataclasses.fields(made) if each.compare])

    def equals(self: object, other: object) -> object:
        if self is other:
            return True
        if type(other) is not type(self):
            return NotImplemented
        return read(self) == read(other)

    return equals


def _hashing(made: _Class) -> Callable[[object], int]:
    fields = dataclasses.fields(made)
    names = [it.name for it in fields if (it.compare if it.hash is None else it.hash)]
    read = _reader(names)
    if len(names) == 1:
        return lambda self: hash((read(self),))
    return lambda self: hash(read(self))


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:  # noqa: ANN401  to be pickled
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _take_state(self: Any, state: list[object]) -> None:  # noqa: ANN401  the same
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
