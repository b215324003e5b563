"""Query parameters: only declared names, each once, and an answer that names what else would be taken."""

import django_filters
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

PAGING = ("ordering", "page_size", "cursor")


def check(request, accepted) -> None:
    """Refuse parameters that nobody declared, and any that is given twice."""
    accepted = sorted(accepted)
    takes = f"Accepted here: {', '.join(accepted)}." if accepted else "This address takes none."
    errors = {}
    for name, values in request.query_params.lists():
        if name not in accepted:
            errors[name[:80]] = f"There is no such parameter. {takes}"
        elif len(values) > 1:
            errors[name] = "The parameter is given more than once. Give it once."
        elif "\0" in values[0]:
            errors[name] = "The value holds a NUL, which is no character. Remove it."
    if errors:
        raise ValidationError(errors)


def names(request, declared: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
    """The output fields that `fields=` asks for, in the declared order; `default` where it asks for none."""
    asked = request.query_params.get("fields")
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
                "schema": _schema(chosen),
            }
            for name, chosen in view.filterset_class.base_filters.items()
        ]


def _is_boolean(chosen) -> bool:
    return isinstance(chosen, django_filters.BooleanFilter)


def _choices(chosen) -> list[str]:
    return [str(value) for value, _ in chosen.extra.get("choices", ())]


def _schema(chosen) -> dict:
    if _is_boolean(chosen):
        return {"type": "string", "enum": ["true", "false"]}
    if choices := _choices(chosen):
        return {"type": "string", "enum": choices}
    return {"type": "string", "minLength": 1, "maxLength": 200}
