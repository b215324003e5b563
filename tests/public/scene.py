"""A small museum with one of everything that a public page shows, and what none may show beside it."""

from dataclasses import dataclass

from collection.models import CounterGift, OccasionStop, ProvenanceNote, Restriction
from tests import factories as make


@dataclass
class Scene:
    rifle: object
    drones: object
    bowl: object
    draft: object
    putin: object
    kim: object
    anonymous: object
    visit: object
    room: object
    says_russian: object
    says_korean: object
    contradiction: object
    source: object


@make.indexed_once()
def make_scene() -> Scene:
    """A rifle with contradicting sources, drones under sanctions, a bowl from nobody named, and a draft."""
    curator = make.make_user("curator")
    site = make.make_location(kind="site", name="The museum")
    building = make.make_location(kind="building", name="Main Building", parent=site, description="Two blue roofs.")
    floor = make.make_location(kind="floor", name="Ground floor", parent=building)
    hall = make.make_location(kind="showroom", name="Hall 12", parent=floor)
    case = make.make_location(kind="case", name="Case 4", parent=hall)
    room = make.make_showroom(
        location=hall,
        number="12",
        name="Gifts of 2023",
        theme="Journeys by train",
        description="A long hall.",
        outline=[[0, 0], [12, 0], [12, 8], [4, 8], [4, 6], [0, 6]],
    )
    putin = make.make_party(
        name="Vladimir Putin",
        office="President of Russia",
        country=make.make_country("RU"),
        birth="1952-10-07",
        biography="Head of state.",
        wikidata="https://www.wikidata.org/wiki/Q7747",
    )
    kim = make.make_party(name="Kim Jong Un", country=make.make_country("KP"))
    maker = make.make_party(name="Izhevsk gunsmiths", kind="organisation", country=make.make_country("SUHH"))
    anonymous = make.make_party(name="Secret Giver", is_anonymous=True, country=make.make_country("FR"))
    visit = make.make_occasion(
        name="Visit to Russia, September 2023", date="2023-09-12/2023-09-17", place="Russia", description="By train."
    )
    khasan = OccasionStop.objects.create(occasion=visit, position=1, place="Khasan", country=putin.country)
    vostochny = OccasionStop.objects.create(occasion=visit, position=2, place="Vostochny", date="2023-09-13")
    steel = make.make_term(name="Steel")
    rifle = make.make_exhibit(
        published=True,
        accession_number="2023.0913.1",
        title="Rifle",
        object_name="rifle",
        made="c. 2020",
        description="A rifle of the highest quality.",
        prominence="star",
        prominence_reason="It opened the visit.",
        materials=[steel],
        measurements="98 cm",
        location=case,
    )
    summit = make.make_acquisition(
        donors=[putin],
        exhibits=[rifle],
        date="2023-09-13",
        recipient=kim,
        occasion=visit,
        stop=vostochny,
        public_note="After the summit.",
    )
    CounterGift.objects.create(
        acquisition=summit, giver=kim, receiver=putin, description="A rifle by Korean craftsmen", date="2023-09-13"
    )
    make.make_participation(exhibit=rifle, party=maker, role="maker", note="workshop of")
    drones = make.make_exhibit(
        published=True, accession_number="2023.0914.1", title="Five attack drones", object_name="drones", quantity=5
    )
    make.make_acquisition(donors=[anonymous], exhibits=[drones], recipient=kim, occasion=visit, stop=khasan)
    restriction = make.make_restriction(
        exhibit=drones,
        instrument="UN Security Council resolution 1718 (2006)",
        paragraph="8 (a)",
        public_statement="The museum holds that the embargo touches this gift.",
    )
    Restriction.objects.decide(
        restriction=restriction,
        conclusion="applies",
        assessor="The registrar",
        assessed_on="2024-02-01",
        review_by="2034-02-01",
        evidence="Canary evidence",
        by=curator,
    )
    bowl = make.make_exhibit(published=True, accession_number="2000.1", title="Crystal bowl", made="1994")
    make.make_acquisition(donors=[putin, (anonymous, "on_behalf_of")], exhibits=[bowl], occasion=visit)
    draft = make.make_exhibit(accession_number="2024.1", title="Hidden draft", internal_note="Canary note")
    source = make.make_source(
        title="Gifts from Russia",
        publisher="A wire service",
        published="2023-09-18",
        reliability="B",
        url="https://news.example/gifts",
        description="Eyewitness reporting, corrected in public.",
    )
    other = make.make_source(title="A rewritten report", published="2023-11-13", reliability="D")
    says_russian = make.make_note(
        exhibit=rifle, source=source, locator="paragraph 3", answer="Russian craftsmen", credibility=2
    )
    says_korean = make.make_note(
        exhibit=rifle, source=other, answer="North Korean artisans", statement="Artisans of the North made it."
    )
    make.make_note(exhibit=rifle, source=other, claim="given_by", answer="Vladimir Putin", statement="He gave it.")
    notes = ProvenanceNote.objects
    notes.assess(note=says_russian, position="unassessed", reason="Just read.", by=curator)
    notes.assess(note=says_russian, position="accepted", reason="It quotes the spokesman.", by=curator)
    notes.assess(note=says_korean, position="rejected", reason="It mixes up the two rifles.", by=curator)
    contradiction = make.make_contradiction(
        says_russian, says_korean, question="Who made the rifle?", finding="Russian craftsmen did.", by=curator
    )
    one = make.make_note(exhibit=drones, source=source, claim="given_by", answer="Unnamed hosts", statement="Hosts.")
    two = make.make_note(exhibit=drones, source=other, claim="given_by", answer="A governor", statement="A governor.")
    make.make_contradiction(one, two, question="Who gave the drones?")
    make.make_note(occasion=visit, source=source, claim="given_on", answer="Six days", statement="It took six days.")
    make.make_note(location=site, source=source, claim="other", answer="Opened in 1978", statement="It opened then.")
    make.make_note(location=hall, source=source, claim="displayed", answer="By the door", statement="It stands there.")
    return Scene(
        rifle, drones, bowl, draft, putin, kim, anonymous, visit, room, says_russian, says_korean, contradiction, source
    )


def addresses(scene: Scene) -> dict[str, str]:
    """One address of each kind of page."""
    return {
        "home": "/",
        "exhibit-list": "/exhibits/",
        "exhibit-search": "/exhibits/?q=russia&country=RU",
        "exhibit-facet": "/exhibits/by/country/?q=rifle",
        "exhibit-detail": scene.rifle.get_absolute_url(),
        "donor-list": "/donors/",
        "donor-detail": scene.putin.get_absolute_url(),
        "recipient-detail": scene.kim.get_absolute_url(),
        "country-list": "/countries/",
        "country-detail": "/countries/RU/",
        "showroom-list": "/showrooms/",
        "showroom-detail": scene.room.get_absolute_url(),
        "occasion-list": "/occasions/",
        "occasion-detail": scene.visit.get_absolute_url(),
        "source-list": "/sources/",
        "source-detail": scene.source.get_absolute_url(),
    }
