"""Random museums, and what each reader should find in them, worked out from the records one by one."""

from random import Random

from collection.models import (
    Contradiction,
    Exhibit,
    Occasion,
    Party,
    ProvenanceNote,
    Restriction,
    Term,
)
from collection.models.audience import reads_private
from collection.models.fields import natural
from collection.models.indexing import put_off, settle
from tests import factories as make

ADJECTIVES = ["blue", "golden", "small", "Łódź", "Ёлка", "old"]
THINGS = ["vase", "bowl", "rifle", "tea set", "대통령", "lamp"]
SECRETS = ["valued", "insured", "vault"]
DATES = ["", "1955", "1948/1962", "c. 1970", "before 1900", "19th century", "1984-06-01", "500 BCE"]


def build(seed: int, exhibits: int = 40) -> None:
    """Fill the database: drafts, unnamed givers, sources and restrictions that are not shown, all mixed."""
    random = Random(seed)
    with put_off():
        _fill(random, exhibits)
    settle()


def _fill(random: Random, count: int) -> None:
    countries = [make.make_country(code) for code in ("FR", "SUHH", "KP", "CN")]
    parties = [
        make.make_party(
            name=f"{random.choice(ADJECTIVES)} giver {n}",
            country=random.choice([None, *countries]),
            is_anonymous=random.random() < 0.25,
        )
        for n in range(8)
    ]
    occasions = [make.make_occasion(name=f"Visit to {random.choice(THINGS)}") for _ in range(3)]
    rooms = [make.make_showroom() for _ in range(3)]
    stores = [make.make_location()]
    terms = {name: [make.make_term(vocabulary=name) for _ in range(3)] for name in Term.Vocabulary.values}
    sources = [make.make_source(is_public=random.random() < 0.7) for _ in range(4)]
    notes = []
    for n in range(count):
        exhibit = make.make_exhibit(
            published=random.random() < 0.7,
            accession_number=f"{random.choice([2023, 77])}.{n}",
            title=f"{random.choice(ADJECTIVES)} {random.choice(THINGS)}",
            description=random.choice(ADJECTIVES),
            internal_note=random.choice(SECRETS),
            made=random.choice(DATES),
            classification=random.choice([None, *terms["classification"]]),
            **{
                f"{name}s": random.sample(terms[name], random.randrange(3))
                for name in ("material", "technique", "theme")
            },
            **(
                {"location": random.choice([*(room.location for room in rooms), *stores])}
                if random.random() < 0.6
                else {}
            ),
        )
        if n % 2 == 0:
            donors = random.sample(parties, random.randrange(4))
            acquisition = make.make_acquisition(
                donors=donors,
                exhibits=[exhibit],
                recipient=random.choice([None, *parties]),
                occasion=random.choice([None, *occasions]),
                date=random.choice(DATES),
            )
        elif random.random() < 0.5:
            exhibit.acquisition = acquisition
            exhibit.save()
        for _ in range(random.randrange(3)):
            notes.append(make.make_note(exhibit=exhibit, source=random.choice(sources)))
        if random.random() < 0.3:
            make.make_restriction(
                exhibit=exhibit,
                kind=random.choice(Restriction.Kind.values),
                public_statement=random.choice(["", "Under assessment."]),
            )
    for one, other in zip(notes[::3], notes[1::3], strict=False):
        make.make_contradiction(one, other, finding=random.choice(["", "The first is right."]))
    make.make_deaccession(exhibit=Exhibit.objects.filter(status="published").order_by("pk").last())


class Truth:
    """What one reader should find, by facet and handle: worked out without the index."""

    def __init__(self, user):
        self.private = reads_private(user)
        self.exhibits = {
            exhibit.pk: exhibit
            for exhibit in Exhibit.objects.select_related("acquisition", "showroom").order_by("pk")
            if self.private or exhibit.status == "published"
        }
        # exhibit → parameter → handles
        self.under = {pk: self._handles(exhibit, user) for pk, exhibit in self.exhibits.items()}

    def _handles(self, exhibit, user) -> dict[str, set[str]]:
        came = exhibit.acquisition
        donors = [one for one in (came.donors.all() if came else ()) if self.private or not one.is_anonymous]
        recipient = came and came.recipient
        notes = ProvenanceNote.objects.visible_to(user).filter(exhibit=exhibit)
        about = Contradiction.objects.visible_to(user)
        disputes = about.filter(first__exhibit=exhibit) | about.filter(second__exhibit=exhibit)
        rules = Restriction.objects.standing() if self.private else Restriction.objects.public()
        return {
            "country": {one.country.code for one in donors if one.country},
            "donor": {one.slug for one in donors},
            "recipient": {recipient.slug} if recipient and (self.private or not recipient.is_anonymous) else set(),
            "occasion": {came.occasion.slug} if came and came.occasion else set(),
            "acquisition": {came.number} if came else set(),
            "showroom": {exhibit.showroom.number} if exhibit.showroom else set(),
            "building": {str(exhibit.showroom.building_id)} if exhibit.showroom else set(),
            "classification": {str(exhibit.classification_id)} if exhibit.classification_id else set(),
            "material": {str(term.pk) for term in exhibit.materials.all()},
            "technique": {str(term.pk) for term in exhibit.techniques.all()},
            "theme": {str(term.pk) for term in exhibit.themes.all()},
            "source": {note.source.slug for note in notes},
            "made": _decades(exhibit.made_earliest, exhibit.made_latest),
            "received": _decades(came.date_earliest, came.date_latest) if came else set(),
            "restriction": {rule.kind for rule in rules.filter(exhibit=exhibit)},
            "contradiction": {"open" if one.is_open else "decided" for one in disputes},
            "status": {exhibit.status},
        }

    def finds(self, parameter: str, values: list[str]) -> set[int]:
        """The exhibits under any of the values."""
        match parameter:
            case "number":
                return {pk for pk, one in self.exhibits.items() if one.accession_sort.startswith(natural(values[-1]))}
            case "title":
                return {pk for pk, one in self.exhibits.items() if one.title_sort.startswith(natural(values[-1]))}
            case "q":
                return {pk for pk, one in self.exhibits.items() if self._has(one, values[-1])}
        return {pk for pk, handles in self.under.items() if handles[parameter] & set(values)}

    def _has(self, exhibit, query: str) -> bool:
        """Whether an exhibit answers a query of plain words, some with a field or a minus before them."""
        handles = self.under[exhibit.pk]
        texts = {"title": exhibit.title, "text": f"{exhibit.title} {exhibit.object_name} {exhibit.description}"}
        for parameter, model in (("donor", Party), ("recipient", Party), ("occasion", Occasion)):
            names = model.objects.filter(slug__in=handles[parameter]).values_list("name", flat=True)
            texts[parameter] = " ".join(names)
            texts["text"] += f" {texts[parameter]}"
        if self.private:
            texts["text"] += f" {exhibit.internal_note}"
        return all(self._answers(texts, handles, word) for word in query.split())

    def _answers(self, texts, handles, word: str) -> bool:
        name, _, value = word.removeprefix("-").rpartition(":")
        if name == "country":
            found = value in handles["country"]
        elif name == "disputed":
            found = bool(handles["contradiction"]) == (value == "yes")
        else:
            found = value.casefold() in texts[name or "text"].casefold().split()
        return found != word.startswith("-")

    def values(self, parameter: str) -> set[str]:
        return {handle for handles in self.under.values() for handle in handles[parameter]}


def _decades(first: int | None, last: int | None) -> set[str]:
    if first is None and last is None:
        return set()
    first, last = (last if first is None else first), (first if last is None else last)
    return {f"{decade * 10}s" for decade in range(first // 100_000, last // 100_000 + 1)}
