"""Exhibits as cards: what a card shows, read for a whole page at once."""

from django.db.models import Exists, OuterRef, Prefetch

from collection.models import AcquisitionDonor


def givers(user, path: str = "donor_links") -> Prefetch:
    """The donors of an acquisition whom `user` may know, in order, as its `givers`."""
    links = AcquisitionDonor.objects.visible_to(user).select_related("party__country").order_by("position", "id")
    return Prefetch(path, queryset=links, to_attr="givers")


def unnamed_giver(acquisition: str) -> Exists:
    """Whether somebody who asked to stay unnamed gave: all that a visitor learns of them."""
    return Exists(AcquisitionDonor.objects.filter(acquisition=OuterRef(acquisition), party__is_anonymous=True))


def cards(exhibits, user):
    """`exhibits` with what their cards show: two queries, however many they are."""
    return (
        exhibits.select_related("acquisition", "showroom")
        .prefetch_related(givers(user, "acquisition__donor_links"))
        .annotate(has_unnamed_giver=unnamed_giver("acquisition"))
    )
