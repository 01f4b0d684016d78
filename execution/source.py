"""Writes a plan as Python: a function for each level that has to ask for something.

The names in it are the schema's. What asks for nothing is written in place, as an expression.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from execution import levels
from execution.leaves import GIVEN, fits, serializer
from execution.plan import (
    Asked,
    Attribute,
    Below,
    Choice,
    Column,
    Computed,
    Leaf,
    Level,
    Plan,
    Shape,
    TypeName,
    Wrapper,
)

ENTRY = "answer"

_LONGEST_REMEMBERED = 60

_GIVEN: Mapping[str, Any] = {
    "answers": levels.answers,
    "by_type": levels.by_type,
    "each_in_lists": levels.each_in_lists,
    "in_counted_lists": levels.in_counted_lists,
    "in_lists": levels.in_lists,
    "items": levels.items,
    "optional": levels.optional,
    "present": levels.present,
    **GIVEN,
}


class _Admission(NamedTuple):
    """The names of what tells whether values are of a type."""

    known: str
    admit: str
    each: str


_CHECKED_FIRST = (
    (Wrapper.NON_NULL,),
    (Wrapper.NON_NULL, Wrapper.LIST, Wrapper.NON_NULL),
    (Wrapper.NON_NULL, Wrapper.COUNTED, Wrapper.NON_NULL),
)


class Source:
    """The text of a plan, and what the names in it stand for besides those it defines."""

    def __init__(self, plan: Plan) -> None:
        self.names: dict[str, Any] = dict(_GIVEN)
        self._kept: dict[Hashable, str] = {}
        self._admissions: dict[str, _Admission] = {}
        self._numbers: dict[str, int] = {}
        self._definitions: list[str] = []
        self._operation(plan.root)

    @property
    def text(self) -> str:
        return "\n\n".join(self._definitions) + "\n"

    def _operation(self, root: Level) -> None:
        """Write the entry: the fields of the operation, asked one after the other."""
        lines = ["shown = {}"]
        for column in root.columns:
            lines += self._root_field(root, column)
        self._define(f"async def {ENTRY}(run):", [*lines, "return shown"])

    def _root_field(self, root: Level, column: Column) -> Iterator[str]:
        place = f"shown[{column.key!r}]"
        if not isinstance(column.origin, Asked):
            yield f"{place} = {self._read(root, column, 'None')}"
            return
        value = self._name(_snake(column.key))
        function = self._keep(f"ask_{column.key}", column.origin.function)
        yield f"{value} = await run.root({column.key!r}, {function}, {column.origin.call})"
        if _is_level(column.below):
            show = self._show(column)
            yield f"{place}, = await {show}(run, [{value}])"
        else:
            yield f"{place} = {self._shown(value, column.shape, column.below)}"

    def _level(self, level: Level) -> str:
        """Define the function of a level, and return its name."""
        name = self._name(_snake(level.type.name))
        lines = [f"{self._admission(level).each}(parents)"]
        loops, columns, parts = ["o"], ["parents"], []
        for column in level.columns:
            if not column.waits:
                parts.append(f"{column.key!r}: {self._read(level, column, 'o')},")
                continue
            values = self._name(_snake(column.key))
            lines += self._ask(column, values)
            loops.append(self._name(f"of_{_snake(column.key)}"))
            columns.append(values)
            shown = loops[-1]
            if _is_checked_first(column):
                shown = self._checked(shown, column)
            elif not _is_level(column.below):
                shown = self._shown(shown, column.shape, column.below)
            parts.append(f"{column.key!r}: {shown},")
        lines += ["return [", "    {", *(f"        {part}" for part in parts), "    }"]
        if len(loops) > 1:
            lines += [f"    for {', '.join(loops)} in zip({', '.join(columns)})", "]"]
        else:
            lines += ["    for o in parents", "]"]
        self._define(f"async def {name}(run, parents):", lines)
        return name

    def _ask(self, column: Column, values: str) -> Iterator[str]:
        """Write how a column gets its values, and what is made of them that has to wait."""
        if isinstance(column.origin, Asked):
            function = self._keep(f"ask_{column.key}", column.origin.function)
            asked = f"await run.ask({function}, {column.origin.call}, parents)"
            answered = f"answers({asked}, parents)"
            yield f"{values} = {self._check(column, answered)}"
        else:
            yield f"{values} = [{self._value(column, 'o')} for o in parents]"
        if _is_level(column.below):
            yield f"{values} = await {self._show(column)}(run, {values})"

    def _check(self, column: Column, values: str) -> str:
        """Write that values are what they should be, where a whole level is checked at once."""
        if not _is_checked_first(column) or not isinstance(column.below, Level):
            return values
        each, shape = self._admission(column.below).each, column.shape
        if len(shape) == 1:
            return f"{each}({values})"
        checks = "run.each_in_lists" if shape[1] is Wrapper.COUNTED else "each_in_lists"
        return f"{checks}({each}, {values})"

    def _checked(self, value: str, column: Column) -> str:
        """Write what is shown of a value that was checked with its level."""
        if not isinstance(column.below, Level):
            raise TypeError("Only objects are checked with their level.")
        if len(column.shape) == 1:
            return self._object(value, column.below)
        item = self._name("i")
        return f"[{self._object(item, column.below)} for {item} in {value}]"

    def _object(self, value: str, level: Level) -> str:
        """Write an object of which nothing has to be asked for."""
        parts = (f"{column.key!r}: {self._read(level, column, value)}" for column in level.columns)
        return f"{{{', '.join(parts)}}}"

    def _show(self, column: Column) -> str:
        """Define what shows the values of a column, a whole level at once, and return its name."""
        made = self._combined(column.shape, column.below)
        name = self._name(f"show_{_snake(column.key)}")
        self._definitions.append(f"{name} = {made}")
        return name

    def _combined(self, shape: Shape, below: Below) -> str:
        is_sure, inner = _sure(shape)
        if inner:
            made = f"{_in_lists(inner)}({self._combined(inner[1:], below)})"
        elif isinstance(below, Choice):
            of = {name: self._level(level) for name, level in below.levels.items()}
            pairs = ", ".join(f"{name!r}: {function}" for name, function in of.items())
            possible = self._keep("possible", [level.type for level in below.levels.values()])
            made = f"by_type({{{pairs}}}, {possible})"
        elif isinstance(below, Level):
            made = self._level(below)
        else:
            raise TypeError("A leaf is no level.")
        return f"present({made})" if is_sure else f"optional({made})"

    def _read(self, level: Level, column: Column, parent: str) -> str:
        """Write a column that waits for nothing."""
        if isinstance(column.origin, TypeName):
            return repr(level.type.name)
        if isinstance(column.origin, Computed) and column.origin.written is not None:
            return column.origin.written(parent)
        return self._shown(self._value(column, parent), column.shape, column.below)

    def _value(self, column: Column, parent: str) -> str:
        match column.origin:
            case Attribute(name):
                return f"{parent}.{name}"
            case Computed(function):
                return f"{self._keep(column.key, function)}({parent})"
        raise TypeError("This has to be asked for.")

    def _shown(self, value: str, shape: Shape, below: Below) -> str:
        """Write what is shown of a value."""
        is_sure, inner = _sure(shape)
        name = self._name("v")
        if inner:
            item = self._name("i")
            of = value if is_sure else name
            items = "run.items" if inner[0] is Wrapper.COUNTED else "items"
            shown = f"[{self._shown(item, inner[1:], below)} for {item} in {items}({of})]"
        elif isinstance(below, Leaf):
            return self._leaf(value, name, below, nullable=not is_sure)
        elif isinstance(below, Level):
            known, admit, _ = self._admission(below)
            bound = f"{name} := {value}" if is_sure else name
            made = self._object(name, below)
            shown = f"{made} if type({bound}) in {known} or {admit}({name}) else None"
        else:
            raise TypeError("Objects of several types are a level of their own.")
        return shown if is_sure else f"None if ({name} := {value}) is None else {shown}"

    def _leaf(self, value: str, name: str, leaf: Leaf, *, nullable: bool) -> str:
        made = serializer(leaf.type, nullable=nullable)
        wish = _snake(leaf.type.name) + ("_or_none" if nullable else "")
        serialize = self._keep(wish, made, key=(leaf.type.name, nullable))
        condition = fits(leaf.type, name)
        if condition is None:
            return f"{serialize}({value})"
        bound = f"({name} := {value})"
        if nullable:
            return f"{name} if {bound} is None or {condition} else {serialize}({name})"
        # Compiling takes longer for every bracket, and here is where most of them would be.
        checked = condition.replace(name, bound, 1).replace(f"({bound})", bound, 1)
        return f"{name} if {checked} else {serialize}({name})"

    def _admission(self, level: Level) -> "_Admission":
        """Name the classes that are known to be of a type, and what makes others known."""
        name = level.type.name
        if name not in self._admissions:
            classes, admit, each = levels.admission(level.type)
            wish = _snake(name)
            self._admissions[name] = _Admission(
                self._keep(f"{wish}_classes", classes),
                self._keep(f"admit_{wish}", admit),
                self._keep(f"each_{wish}", each),
            )
        return self._admissions[name]

    def _keep(self, wish: str, value: Any, *, key: Hashable = None) -> str:
        """Give a value a name in the text. Values of the same key have the same name."""
        if key is not None and key in self._kept:
            return self._kept[key]
        name = self._name(_snake(wish))
        self.names[name] = value
        if key is not None:
            self._kept[key] = name
        return name

    def _define(self, head: str, lines: list[str]) -> None:
        self._definitions.append("\n".join([head, *(f"    {line}" for line in lines)]))

    def _name(self, wish: str) -> str:
        number = self._numbers[wish] = self._numbers.get(wish, 0) + 1
        return f"{wish}_{number}"


def _is_level(below: Below) -> bool:
    """Tell whether values are shown a whole level at once, because something has to wait."""
    return isinstance(below, Choice) or (isinstance(below, Level) and below.waits)


def _is_checked_first(column: Column) -> bool:
    """Tell whether objects were asked for of which a whole level is checked at once."""
    is_object = isinstance(column.below, Level) and not column.below.waits
    return is_object and isinstance(column.origin, Asked) and column.shape in _CHECKED_FIRST


def _sure(shape: Shape) -> tuple[bool, Shape]:
    """Return whether a value is always there, and what else is around it."""
    if shape and shape[0] is Wrapper.NON_NULL:
        return True, shape[1:]
    return False, shape


def _in_lists(shape: Shape) -> str:
    return "in_counted_lists" if shape[0] is Wrapper.COUNTED else "in_lists"


def _snake(name: str) -> str:
    # Callers choose some of the names, and long ones would make what is remembered large.
    return _remembered(name) if len(name) <= _LONGEST_REMEMBERED else _snaked(name)


def _snaked(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


_remembered = lru_cache(maxsize=4_000)(_snaked)
