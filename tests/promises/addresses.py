"""Every address outside the admin with a record behind it in each state, and who asks: the axes of the matrix.

The admin's addresses have a matrix of their own in tests/admin.
"""

from dataclasses import dataclass

from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from django.utils import timezone

from collection.models import Disagreement
from tests import factories as make

AUDIENCES = ("anonymous", "no role", "researcher", "cataloguer", "curator", "registrar")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
STATES = ("draft", "in_review", "published", "withdrawn", "deaccessioned", "nonexistent")


def routes():
    """(name with namespace, route) of every pattern but the admin's."""
    waiting = [(get_resolver(), "", "")]
    while waiting:
        resolver, namespace, prefix = waiting.pop()
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if not isinstance(pattern, URLResolver):
                yield f"{namespace}{pattern.name}", route
            elif pattern.namespace != "admin":
                waiting.append((pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace, route))


@dataclass
class Scene:
    """One exhibit in one state with everything that hangs on it."""

    state: str

    @make.indexed_once()
    def __post_init__(self):
        state = "draft" if self.state == "nonexistent" else self.state
        published = {"published_at": timezone.now()} if state in ("published", "withdrawn") else {}
        party, recipient = make.make_party(), make.make_party()
        occasion, source = make.make_occasion(), make.make_source()
        status = "published" if state == "deaccessioned" else state
        if state == "deaccessioned":
            published = {"published_at": timezone.now()}
        exhibit = make.make_exhibit(status=status, **published)
        acquisition = make.make_acquisition(donors=[party], recipient=recipient, occasion=occasion, exhibits=[exhibit])
        note = make.make_note(exhibit=exhibit, source=source)
        make.make_note(exhibit=exhibit, source=source, answer="Korean craftsmen")
        at_odds = {"claim": note.claim, "state": "to_weigh", "answers": [], "since": timezone.now()}
        disagreement = Disagreement.objects.create(exhibit=exhibit, **at_odds)  # found when all is indexed
        restriction = make.make_restriction(exhibit=exhibit, public_statement="Under assessment.")
        shown = state == "published"
        rule, candidate = make.make_instrument(is_public=shown), make.make_candidate(exhibit=exhibit)
        if state == "deaccessioned":
            make.make_deaccession(exhibit=exhibit)
        nobody = self.state == "nonexistent"
        self.handles = {
            "exhibit": "0000000000" if nobody else exhibit.public_id,
            "slug": "no-such" if nobody else exhibit.slug,
            "party": "no-such" if nobody else party.slug,
            "occasion": "no-such" if nobody else occasion.slug,
            "source": "no-such" if nobody else source.slug,
            "acquisition": "no-such" if nobody else acquisition.number,
            "note": 10**9 if nobody else note.pk,
            "disagreement": 10**9 if nobody else disagreement.pk,
            "restriction": 10**9 if nobody else restriction.pk,
            "instrument": "no-such" if nobody else rule.key,
            "candidate": 10**9 if nobody else candidate.pk,
            "showroom": "no-such" if nobody else make.make_showroom().number,
            "country": "ZZ" if nobody else "FR",
        }


# Route name → its path for the scene's handles. Several names share one path where they are one view.
PATHS = {
    "public:home": "/",
    "public:exhibit-list": "/exhibits/",
    "public:exhibit-facet": "/exhibits/by/country/",
    "public:exhibit-short": "/exhibits/{exhibit}/",
    "public:exhibit-detail": "/exhibits/{exhibit}/{slug}/",
    "public:donor-list": "/donors/",
    "public:donor-detail": "/donors/{party}/",
    "public:showroom-list": "/showrooms/",
    "public:showroom-detail": "/showrooms/{showroom}/",
    "public:country-list": "/countries/",
    "public:country-detail": "/countries/{country}/",
    "public:occasion-list": "/occasions/",
    "public:occasion-detail": "/occasions/{occasion}/",
    "public:source-list": "/sources/",
    "public:source-detail": "/sources/{source}/",
    "accounts:login": "/accounts/login/",
    "accounts:logout": "/accounts/logout/",
    "accounts:password-change": "/accounts/password/",
    "accounts:tokens": "/accounts/tokens/",
    "accounts:token-revoke": "/accounts/tokens/abc/revoke/",
    "api:root": "/api/v1/",
    "api:openapi": "/api/v1/openapi.json",
    "api:suggest": "/api/v1/suggest/?q=bowl",
    "api:exhibits-facets": "/api/v1/exhibits/facets/",
    "api:docs": "/api/v1/docs/",
    "api:guide": "/api/v1/guide/",
    "api:nowhere": "/api/v1/no/such/",
    "api:exhibits-list": "/api/v1/exhibits/",
    "api:exhibits-detail": "/api/v1/exhibits/{exhibit}/",
    "api:exhibits-citation": "/api/v1/exhibits/{exhibit}/citation/",
    "api:exhibits-provenance": "/api/v1/exhibits/{exhibit}/provenance/",
    "api:exhibits-provenance-link": "/api/v1/exhibits/{exhibit}/provenance/1/",
    "api:exhibits-submit": "/api/v1/exhibits/{exhibit}/submit/",
    "api:exhibits-publish": "/api/v1/exhibits/{exhibit}/publish/",
    "api:exhibits-withdraw": "/api/v1/exhibits/{exhibit}/withdraw/",
    "api:exhibits-move": "/api/v1/exhibits/{exhibit}/move/",
    "api:donors-list": "/api/v1/donors/",
    "api:donors-detail": "/api/v1/donors/{party}/",
    "api:parties-list": "/api/v1/parties/",
    "api:parties-detail": "/api/v1/parties/{party}/",
    "api:showrooms-list": "/api/v1/showrooms/",
    "api:showrooms-detail": "/api/v1/showrooms/{showroom}/",
    "api:acquisitions-list": "/api/v1/acquisitions/",
    "api:acquisitions-detail": "/api/v1/acquisitions/{acquisition}/",
    "api:occasions-list": "/api/v1/occasions/",
    "api:occasions-detail": "/api/v1/occasions/{occasion}/",
    "api:provenance-notes-list": "/api/v1/provenance-notes/",
    "api:provenance-notes-detail": "/api/v1/provenance-notes/{note}/",
    "api:provenance-notes-assess": "/api/v1/provenance-notes/{note}/assess/",
    "api:provenance-notes-withdraw": "/api/v1/provenance-notes/{note}/withdraw/",
    "api:disagreements-list": "/api/v1/disagreements/",
    "api:disagreements-detail": "/api/v1/disagreements/{disagreement}/",
    "api:disagreements-weigh": "/api/v1/disagreements/{disagreement}/weigh/",
    "api:sources-list": "/api/v1/sources/",
    "api:sources-detail": "/api/v1/sources/{source}/",
    "api:sources-citation": "/api/v1/sources/{source}/citation/",
    "api:sources-claims": "/api/v1/sources/{source}/claims/",
    "api:restrictions-list": "/api/v1/restrictions/",
    "api:restrictions-detail": "/api/v1/restrictions/{restriction}/",
    "api:restrictions-decide": "/api/v1/restrictions/{restriction}/decide/",
    "api:instruments-list": "/api/v1/instruments/",
    "api:instruments-detail": "/api/v1/instruments/{instrument}/",
    "api:restriction-candidates-list": "/api/v1/restriction-candidates/",
    "api:restriction-candidates-detail": "/api/v1/restriction-candidates/{candidate}/",
    "api:restriction-candidates-open": "/api/v1/restriction-candidates/{candidate}/open/",
    "api:restriction-candidates-dismiss": "/api/v1/restriction-candidates/{candidate}/dismiss/",
    "api:countries-list": "/api/v1/countries/",
    "api:countries-detail": "/api/v1/countries/{country}/",
}


def clients():
    """One client an audience, signed in but for the first."""
    made = [Client(raise_request_exception=False) for _ in AUDIENCES]
    for audience, client in zip(AUDIENCES[1:], made[1:], strict=True):
        client.force_login(make.make_user(None if audience == "no role" else audience))
    return made


def ask(client, method, path):
    body = {"data": "{}", "content_type": "application/json"} if method in ("POST", "PUT", "PATCH") else {}
    return getattr(client, method.lower())(path, **body).status_code


def measured(name, state, asking):
    """Method → the statuses that the audiences of `asking` get, in their order."""
    path = PATHS[name].format(**Scene(state).handles)
    return {method: [ask(client, method, path) for client in asking] for method in METHODS}
