"""Text stays text: what anybody typed into any field reaches the page escaped."""

from html.parser import HTMLParser

from django.db import models

from collection.models import (
    Acquisition,
    Contradiction,
    CounterGift,
    Country,
    Exhibit,
    Location,
    Occasion,
    OccasionStop,
    Participation,
    Party,
    Showroom,
    Source,
    Term,
)
from tests import factories as make

from .scene import addresses

BAIT = '"><script>bait()</script><img src=x onerror=bait()>'
RECORDS = [
    Acquisition,
    Contradiction,
    CounterGift,
    Country,
    Exhibit,
    Location,
    Occasion,
    OccasionStop,
    Participation,
    Party,
    Showroom,
    Source,
    Term,
]
UNIQUE = {"accession_number", "name", "title"}
KEPT = {"public_id", "slug", "path", "code", "alpha3", "number", "status", "position_reason", "answer"}
KEPT |= {"archived_sha256"}  # which the database takes nothing else for


def baited(model):
    """A plain text field of `model` that a form lets people fill is one that gets the bait."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and field.editable
        and not field.choices
        and field.name not in KEPT
        and (field.max_length or 999) >= len(BAIT)
    ]


class Markup(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.addresses, self.scripts = set(), set(), set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.scripts += [dict(attrs).get("src")] if tag == "script" else []
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value for name, value in attrs if name in {"href", "src", "action"}}


def put_bait_everywhere(scene):
    for model in RECORDS:
        for row in model.objects.all()[:50]:
            for name in baited(model):
                setattr(row, name, f"{row.pk}{BAIT}" if name in UNIQUE else BAIT)
            row.save()
    # What is append-only takes the bait as new rows.
    make.make_note(exhibit=scene.rifle, answer=BAIT, statement=BAIT, locator=BAIT, source=scene.source, claim="other")
    make.make_restriction(exhibit=scene.rifle, instrument=BAIT, paragraph=BAIT, public_statement=BAIT)
    Source.objects.update(url="javascript:bait()", archived_url="javascript:bait()")
    Party.objects.update(wikidata="javascript:bait()")
    scene.rifle.refresh_from_db()


def test_bait_in_every_text_field_is_inert_for_visitors_and_staff(client, scene):
    put_bait_everywhere(scene)
    pages = addresses(scene)
    pages |= {"chips": "/exhibits/?title=%3Cscript%3Ebait()", "error": "/exhibits/?donor=%22%3E%3Cscript%3Ebait()"}
    pages |= {"query": "/exhibits/?q=%22%3E%3Cscript%3Ebait()", "found": "/exhibits/?q=bait"}
    pages["facet"] = "/exhibits/by/donor/"
    baits = 0
    for _ in range(2):
        for name, address in pages.items():
            text = client.get(address).text
            markup = Markup(text)
            assert not markup.tags & {"img", "style", "iframe"}, name
            assert markup.scripts == ["/static/collection/suggest.js"], name
            assert not {attribute for attribute in markup.attributes if attribute.startswith(("on", "style"))}, name
            assert not {address for address in markup.addresses if address.startswith("javascript:")}, name
            baits += text.count("&lt;script&gt;")
        client.force_login(make.make_user("registrar"))
    assert baits > 60
