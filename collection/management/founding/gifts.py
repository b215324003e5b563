"""Acquisitions with their counter-gifts, and the exhibits they brought: described, placed and published."""

from django.utils import timezone

from collection.models import Acquisition, AcquisitionDonor, CounterGift, Exhibit, Movement, Participation
from collection.models.workflow import missing_for_publication

from .register import Register

AUTHORISED_BY = "Registrar of the founding collection"


def add_gifts(register: Register) -> None:
    for entry in register.book.entries("acquisitions.toml", "acquisition"):
        _add_acquisition(register, entry)
    for entry in register.book.entries("exhibits.toml", "exhibit"):
        _add_exhibit(register, entry)


def _add_acquisition(register, entry):
    key, number = entry.need("key"), entry.need("number")
    answers = list(entry.entries("counter_gift"))
    donors = [_donor(register, donor) for donor in entry.entries("donors")]
    links = {
        name: register.refer(entry, name, kind)
        for name, kind in (("recipient", "party"), ("occasion", "occasion"), ("stop", "stop"))
    }
    values = entry.fields(Acquisition)
    acquisition = Acquisition.objects.filter(number_key=number.casefold()).first()
    if acquisition is None:
        with register.checking(entry):
            acquisition = Acquisition.objects.receive(number=number, donors=donors, **links, **values)
        register.added[Acquisition] += 1
    register.remember(entry, "acquisition", key, acquisition)
    for answer in answers:
        present = {
            "acquisition": acquisition,
            "giver": register.look_up(answer, "party", answer.need("giver")),
            "receiver": register.look_up(answer, "party", answer.need("receiver")),
        }
        register.add(answer, CounterGift, present, {**present, **answer.fields(CounterGift)})


def _donor(register, entry):
    """(party, role), as `Acquisition.objects.receive` wants it."""
    party, role = register.look_up(entry, "party", entry.need("party")), entry.need("role")
    entry.finish()
    if role not in AcquisitionDonor.Role.values:
        raise entry.fault(f"“{role}” is not a donor's role. Use one of: {', '.join(AcquisitionDonor.Role.values)}.")
    return party, role


def _add_exhibit(register, entry):
    number, place = entry.need("accession_number"), entry.need("stands_in")
    parts = list(entry.entries("participations"))
    terms = {
        field: [register.look_up(entry, kind, name) for name in entry.take(field, [])]
        for field, kind in (("materials", "material"), ("themes", "theme"))
    }
    values = {
        "accession_number": number,
        "classification": register.refer(entry, "classification", "classification"),
        "acquisition": register.refer(entry, "acquisition", "acquisition"),
        **entry.fields(Exhibit),
    }
    exhibit, is_new = register.add(entry, Exhibit, {"accession_key": number.casefold()}, values)
    register.remember(entry, "exhibit", number, exhibit)
    if not is_new:
        return
    for field, records in terms.items():
        getattr(exhibit, field).set(records)
    for part in parts:
        present = {
            "exhibit": exhibit,
            "party": register.look_up(part, "party", part.need("party")),
            "role": part.need("role"),
        }
        register.add(part, Participation, present, {**present, **part.fields(Participation)})
    _place(register, entry, exhibit, place)
    _publish(entry, exhibit)


def _place(register, entry, exhibit, place):
    to_location = register.look_up(entry, "place", place)
    with register.checking(entry):
        Movement.objects.record(
            exhibit=exhibit,
            to_location=to_location,
            authorised_by=AUTHORISED_BY,
            reason="First place in the room plan of the demonstration.",
        )
    register.added[Movement] += 1


def _publish(entry, exhibit):
    """What `workflow.advance` does for a person with the right to publish; here the command stands for one."""
    for field, mend in missing_for_publication(exhibit).items():
        raise entry.fault(f"{field}: {mend}")
    exhibit.status, exhibit.published_at = Exhibit.Status.PUBLISHED, timezone.now()
    exhibit.save(update_fields=["status", "published_at"])
