"""Query parameters: only declared names, facets alone more than once, and refusals that name what would be taken."""

from collections.abc import Collection

import django_filters
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from collection.filters.parameters import MOST, Several

PAGING = ("ordering", "page_size", "cursor")


def check(given, accepted: Collection[str], often: Collection[str] = ()) -> None:
    """Refuse parameters that nobody declared, and any that is given twice but for those that may come `often`."""
    errors = {}
    for name, values in given.lists():
        if name not in accepted:
            takes = f"Accepted here: {', '.join(sorted(accepted))}." if accepted else "This address takes none."
            errors[name[:80]] = f"There is no such parameter. {takes}"
        elif len(values) > 1 and name not in often:
            errors[name] = "The parameter is given more than once. Give it once."
        elif any("\0" in value for value in values):
            errors[name] = "The value holds a NUL, which is no character. Remove it."
    if errors:
        raise ValidationError(errors)


def names(given, declared: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
    """The output fields that `fields=` asks for, in the declared order; `default` where it asks for none."""
    asked = given.get("fields")
    if asked is None:
        return default
    wanted = [name.strip() for name in asked.split(",")]
    strange = [name for name in wanted if name not in declared]
    if strange:
        raise ValidationError(
            {"fields": f"There is no field “{strange[0][:80]}”. Accepted, with commas between: {', '.join(declared)}."}
        )
    return tuple(name for name in declared if name in wanted)


class Filters(BaseFilterBackend):
    """Narrows a list by the view's FilterSet, the same one that the public pages use."""

    def filter_queryset(self, request, queryset, view):
        filterset = view.filterset_class(request.query_params, queryset=queryset, request=request)
        errors = {
            name: f"“{value[:80]}” is neither true nor false."
            for name, value in request.query_params.items()
            if _is_boolean(filterset.filters.get(name)) and value not in {"true", "false"}
        }
        errors |= {name: self._messages(filterset, name) for name in filterset.errors}
        if errors:
            raise ValidationError(errors)
        return filterset.qs

    def _messages(self, filterset, name):
        """Django's message for a choice does not say which there are."""
        if choices := _choices(filterset.filters[name]):
            return [f"That is not one of the choices: {', '.join(choices)}."]
        return filterset.errors[name]

    def get_schema_operation_parameters(self, view):
        """For the OpenAPI description."""
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": f"{chosen.label}. Staff only." if name in view.staff_filters else f"{chosen.label}.",
                **_taken(chosen),
            }
            for name, chosen in view.filterset_class.base_filters.items()
        ]


def whole(given, name: str, default: int, most: int, rule: str) -> int:
    """A parameter that is a number from 1 to `most`; `rule` says so of it."""
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most):
        raise ValidationError({name: rule})
    return int(text)


def _is_boolean(chosen) -> bool:
    return isinstance(chosen, django_filters.BooleanFilter)


def _choices(chosen) -> list[str]:
    return [str(value) for value, _ in chosen.extra.get("choices", ())]


def _taken(chosen) -> dict:
    """What the parameter takes. A facet may be given several times, for any of the values."""
    if isinstance(chosen, Several):
        several = {"type": "array", "items": _schema(chosen), "maxItems": MOST}
        return {"schema": several, "style": "form", "explode": True}
    return {"schema": _schema(chosen)}


def _schema(chosen) -> dict:
    if _is_boolean(chosen):
        return {"type": "string", "enum": ["true", "false"]}
    if choices := _choices(chosen):
        return {"type": "string", "enum": choices}
    return {"type": "string", "minLength": 1, "maxLength": getattr(chosen, "max_length", 200)}
