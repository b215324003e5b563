"""A small museum in which every private text holds a word of its own, so that a word met tells its field."""

import datetime
import itertools
import tomllib
from pathlib import Path

from django.apps import apps
from django.db import connection, models

from collection.models import (
    Country,
    Exhibit,
    ProvenanceNote,
    Restriction,
    Weighing,
    index,
)
from collection.models.history import recording
from tests import factories as make

MATRIX = tomllib.loads((Path(__file__).parent / "privacy.toml").read_text())
_count = itertools.count(1)


def own_models():
    for label in ("collection", "accounts"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if not model._meta.proxy:
                yield model


def fields_of(model):
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def private_texts(model):
    """The private fields of a model that hold free words."""
    private = MATRIX.get(model.__name__, {}).get("private", [])
    for name in private:
        field = model._meta.get_field(name)
        if isinstance(field, models.CharField | models.TextField) and not field.choices and not field.unique:
            yield field


def canary(model, name):
    return f"canary{next(_count)}x{model.__name__}x{name}".lower()


def _mark(record):
    """Write a canary into every private text of `record`, past the rules that hold evidence shut."""
    words = {}
    for field in private_texts(type(record)):
        words[field.attname] = canary(type(record), field.name)[: field.max_length or None]
    return words


class Open:
    """Append-only tables, held open while a test writes its canaries."""

    def __enter__(self):
        from collection.models import history_triggers

        history_triggers.remove(connection)

    def __exit__(self, *error):
        from collection.models import history_triggers

        history_triggers.install(connection)


def records():
    """The models that hold something of their own; the index is made of them."""
    return [model for model in own_models() if model.__module__ != index.__name__]


def mark_private(words=None):
    """Give every private text field of every row a word, and return the words."""
    words = set() if words is None else words
    with Open():
        for model in records():
            for record in model._base_manager.all():
                values = _mark(record)
                if values:
                    model._base_manager.filter(pk=record.pk).update(**values)
                    words |= set(values.values())
        day = datetime.date(1871, 3, 5)
        Restriction._base_manager.update(review_by=day)
        words.add("1871-03-05")
    return words


def published_world():
    """Published records of every kind, made by people whose names are private."""
    Country.objects.exclude(code__in=["SUHH", "RU", "BT"]).delete()  # each would be three more pages to crawl
    user = make.make_user("registrar", username="secretuser", first_name="Secretfirst", email="secret@mail.example")
    with recording(user, reason="secretreason", via="command"):
        donor = make.make_party(name="Open Giver", country=make.make_country("SUHH"))
        unnamed = make.make_party(name="Unnamedgiver", biography="Unnamedbiography", country=make.make_country("BT"))
        recipient, occasion = make.make_party(name="Open Receiver"), make.make_occasion(["Khasan"], name="Open Visit")
        room = make.make_showroom(name="Open Room")
        case = make.make_location(kind="case", name="secretcase", parent=room.location)
        store = make.make_location(name="secretstore", description="secretdescription")
        exhibits = []
        for place in (case, store, room.location):
            exhibit = make.make_exhibit(
                published=True,
                location=place,
                made="c. 1960",
                classification=make.make_term(vocabulary="classification"),
                materials=[make.make_term()],
                created_by=user,
            )
            exhibits.append(exhibit)
        acquisition = make.make_acquisition(
            donors=[donor, unnamed],
            recipient=recipient,
            occasion=occasion,
            stop=occasion.stops.get(),
            exhibits=exhibits,
        )
        make.make_counter_gift(acquisition=acquisition, giver=recipient, receiver=donor)
        read = {"checked_by": "x", "checked_on": "2024-01-01"}
        rule = make.make_instrument(name="Open Rule", is_public=True, countries=["SUHH"], except_words="toy", **read)
        for exhibit in exhibits:
            make.make_candidate(exhibit=exhibit, instrument=rule, dismissed_reason="x")
            one = make.make_note(exhibit=exhibit, recorded_by=user)
            other = make.make_note(exhibit=exhibit, answer="Korean craftsmen", recorded_by=user)
            make.make_contradiction(one, other, finding="The first is right.", by=user)
            ProvenanceNote.objects.assess(note=one, position="accepted", reason="Two sources agree.", by=user)
            weighed = {"outcome": "left_open", "reason": "Nobody has examined it.", "by": user}
            Weighing.objects.weigh(about={"exhibit_id": exhibit.pk}, claim=one.claim, **weighed)
            decided = make.make_restriction(
                exhibit=exhibit, rule=rule, public_statement="Under assessment.", recorded_by=user
            )
            Restriction.objects.decide(
                restriction=decided, conclusion="applies", assessor="x", assessed_on="2024-01-01", evidence="x",
                review_by="2034-01-01", by=user,
            )  # fmt: skip
            make.make_participation(exhibit=exhibit, role="maker")
            make.make_participation(exhibit=exhibit, party=unnamed, role="former_owner")
        make.make_note(occasion=occasion, exhibit=None)
        make.make_note(location=room.location.parent, exhibit=None)
        make.make_contact(party=unnamed, anonymity_wish=True)
        make.make_contact(party=donor)
        gone = make.make_exhibit(published=True, title="Open Tombstone")
        make.make_deaccession(exhibit=gone, public_statement="Returned.", by=user)
    return {
        "secretuser",
        "secretfirst",
        "secret@mail",
        "secretreason",
        "secretcase",
        "secretstore",
        "secretdescription",
        "unnamedgiver",
        "unnamedbiography",
    }


def hidden_world():
    """Records that no visitor may learn of, each with hidden words in its public fields, tied to published ones."""
    shown = Exhibit.objects.public().first()
    hidden_party = make.make_party(name="Veiledparty", biography="Veiledbiography", office="Veiledoffice")
    occasion = make.make_occasion(["Veiledplace"], name="Veiledoccasion", description="Veileddescription")
    source = make.make_source(title="Veiledsource", author="Veiledauthor")
    for status in ("draft", "in_review", "withdrawn"):
        exhibit = make.make_exhibit(
            title=f"Veiledtitle {status}",
            accession_number=f"VEILED.{status}",
            description="Veiledtext",
            status=status,
            showroom=None,
            location=shown.showroom.location if shown.showroom else None,
        )
        make.make_acquisition(
            number=f"VEILED-{status}",
            donors=[hidden_party, shown.acquisition.donors.first()],
            occasion=occasion,
            exhibits=[exhibit],
            public_note="Veilednote",
            recipient=shown.acquisition.recipient,
        )
        note = make.make_note(exhibit=exhibit, source=source, statement="Veiledstatement", answer="Veiledanswer")
        same_source = make.make_note(exhibit=exhibit, source=shown.notes.first().source, statement="Veiledstatement")
        make.make_contradiction(note, same_source, question="Veiledquestion")
        rule = make.make_instrument(
            name="Veiledrule", forbids="Veiledforbids", words="veiledword", checked_by="x", checked_on="2024-01-01"
        )
        make.make_restriction(exhibit=exhibit, rule=rule, public_statement="Veiledrestriction")
        make.make_candidate(exhibit=exhibit, instrument=rule, facts="Veiledfact")
        make.make_candidate(exhibit=shown, instrument=rule, facts="Veiledfact")
        make.make_participation(exhibit=exhibit, party=hidden_party, note="Veiledhow")
        make.make_counter_gift(acquisition=exhibit.acquisition, description="Veiledcounter", giver=hidden_party)
    internal = make.make_note(exhibit=shown, statement="Veiledinternal", answer="Veiledin", is_public=False)
    make.make_contradiction(shown.notes.first(), internal, question="Veiledhalf")
    taken_back = make.make_note(exhibit=shown, statement="Veiledwithdrawn", answer="Veiledback")
    ProvenanceNote.objects.withdraw(note=taken_back, reason="Veiledwhy", by=None)
    make.make_note(exhibit=shown, source=make.make_source(title="Veiledsource2", is_public=False), answer="Veiledcited")
    make.make_restriction(exhibit=shown, instrument="Veiledinstrument", public_statement="")
    make.make_participation(exhibit=shown, party=hidden_party, role="adviser", note="Veiledrole", is_public=False)
    make.make_counter_gift(
        acquisition=shown.acquisition, description="Veiledreturn", is_public=False, giver=hidden_party
    )
    draft_gone = make.make_exhibit(title="Veiledtombstone")
    make.make_deaccession(exhibit=draft_gone, public_statement="Veiledtombstone")
    return {"veiled"}
