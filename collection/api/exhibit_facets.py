"""How many exhibits stand under each country, giver, showroom …, given all else that is chosen."""

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from collection.filters.exhibit import ExhibitFilter
from collection.filters.selection import SHOWN

from .exhibit_list import OFTEN
from .parameters import whole
from .visitors import selected

FACETS = tuple(name for name in ExhibitFilter.base_filters if name in OFTEN and name != "acquisition")
MOST = 200  # values of a facet


def facets_of(request, user, *, private: bool) -> dict:
    """The answer to a request for facets. Raises ValidationError."""
    names = _names(request.GET, tuple(name for name in FACETS if private or name not in ExhibitFilter.STAFF))
    limit = whole(request.GET, "values", SHOWN, MOST, f"A facet shows 1 to {MOST} values.")
    selection = selected(request, user)
    return {
        "total": selection.total,
        "facets": [
            {
                "facet": facet.name,
                "label": str(facet.label),
                "values": [
                    {"value": one.handle, "label": one.label, "count": one.count, "selected": one.selected}
                    for one in facet.values
                ],
                "more": facet.more,
            }
            for facet in selection.facets(names, limit)
        ],
    }


def _names(given, offered: tuple[str, ...]) -> tuple[str, ...]:
    """The facets that `facet=` names, in its order; all that are offered where there is none."""
    if "facet" not in given:
        return offered
    asked = tuple(dict.fromkeys(name.strip() for name in given["facet"].split(",")))
    for name in asked:
        if name not in offered:
            accepted = ", ".join(offered)
            raise ValidationError({"facet": f"There is no facet “{name[:80]}”. With commas between: {accepted}."})
    return asked


class FacetValueSerializer(serializers.Serializer):
    """A value of a facet."""

    value = serializers.CharField(help_text="As the parameter of the facet’s name takes it.")
    label = serializers.CharField(help_text="What people call it.")
    count = serializers.IntegerField(help_text="How many exhibits are found under it. Exact.")
    selected = serializers.BooleanField(help_text="Whether the address asks for it.")


class FacetSerializer(serializers.Serializer):
    """One facet, counted among what everything but its own parameter finds."""

    facet = serializers.ChoiceField(FACETS)
    label = serializers.CharField()
    values = FacetValueSerializer(many=True, help_text="Those with most exhibits, and those that are selected.")
    more = serializers.BooleanField(help_text="Whether others have exhibits too.")


class FacetsSerializer(serializers.Serializer):
    """What there is to choose from."""

    total = serializers.IntegerField(help_text="How many exhibits all the parameters find together.")
    facets = FacetSerializer(many=True)
