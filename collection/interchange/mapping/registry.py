"""The steps that a mapping is put together from: each one function, found by its name, with its help."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from collection.interchange.mapping.errors import MappingError
from collection.interchange.readers.rows import nearest

StepFunction = Callable[[object, object], object]  # (value, remarks) → value
STEPS: dict[str, "Step"] = {}


@dataclass(frozen=True)
class Step:
    """One step. make: its argument and options → the function that is called for each value.

    whole: it gets a list as a list, where others get its members one by one. fills: it is called for no value, too.
    """

    name: str
    help: str
    example: str
    make: Callable[..., StepFunction]
    whole: bool = False
    fills: bool = False


def step(help: str, example: str, *, name: str | None = None, whole: bool = False, fills: bool = False):
    """Register the decorated maker under its own name."""

    def register(make):
        own = name or make.__name__.rstrip("_")
        STEPS[own] = Step(own, help, example, make, whole, fills)
        return make

    return register


def step_help() -> list[tuple[str, str, str]]:
    """(name, help, example) of every step, by name: for the admin's page and the README."""
    return [(each.name, each.help, each.example) for each in sorted(STEPS.values(), key=lambda each: each.name)]


def compile_step(written, key: str, tables: dict[str, dict]) -> StepFunction:
    """The function of one step as a mapping writes it: "trim", or { split = ";", option = … }. Raises MappingError."""
    if isinstance(written, str):
        name, arguments, options = written, (), {}
    elif isinstance(written, dict) and written:
        (name, argument), *rest = written.items()
        arguments, options = (argument,), dict(rest)
    else:
        raise MappingError(key, f"{written!r} is not a step.", 'Write a step as "trim" or as { split = ";" }.')
    found = STEPS.get(name)
    if found is None:
        raise MappingError(key, f"There is no step “{name}”.", nearest(name, sorted(STEPS)))
    signature = inspect.signature(found.make)
    if "tables" in signature.parameters:
        options["tables"] = tables
    try:
        signature.bind(*arguments, **options)
        function = found.make(*arguments, **options)
    except (TypeError, ValueError) as error:
        raise MappingError(key, f"Step “{name}”: {error}.", f"Write it as {found.example}.") from error
    return _over_lists(function, found)


def _over_lists(function: StepFunction, found: Step) -> StepFunction:
    if found.fills:
        return function
    if found.whole:
        return lambda value, remarks: None if value is None else function(value, remarks)

    def each(value, remarks):
        if value is None:
            return None
        if value.__class__ is list:
            results = [function(member, remarks) for member in value if member is not None]
            return [
                single
                for result in results
                for single in (result if result.__class__ is list else (result,))
                if single is not None and single != ""
            ]
        return function(value, remarks)

    return each
