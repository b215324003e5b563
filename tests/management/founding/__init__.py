"""The founding exhibits by what they are, and the articles by their numbers."""

from collection.models import ProvenanceNote, Source

RIFLE, GLOVE, ARMOUR, HAT = "2023.0917.2", "2023.0917.3", "2023.0917.4", "2023.0917.5"
PHOTOGRAPH, DRONES, GERANIUM = "2023.0917.1", "2023.0917.6", "2023.0917.7"
BASKETBALL, CRYSTAL, TEA_CUPS, CASTRO_RIFLE, TELEVISION, SEDAN = "2000.1", "FC.1", "FC.2", "FC.3", "FC.4", "FC.5"


def article(number):
    return Source.objects.get(title__icontains=f"article {number}")


def notes(**about):
    return ProvenanceNote.objects.visible_to(None).filter(**about)
