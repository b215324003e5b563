"""The admin site: the stock one with the museum's own first page, groups and autocomplete.

It stands here and not in `collection.admin`: Django creates the site when the first module registers with it, and a
site imported from the package whose modules register would be created twice, the first with half of them.
"""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import JsonResponse
from django.urls import path

# The records in the order of a cataloguer's work, under the headings of the side bar.
GROUPS = {
    "Catalogue": ("Exhibit", "Acquisition", "CounterGift", "Movement", "Deaccession"),
    "People": ("Party", "Donor", "DonorContact", "Country", "Occasion"),
    "Evidence": ("Source", "ProvenanceNote", "Disagreement", "ProvenanceEvent", "Contradiction"),
    "Restrictions": ("Restriction", "RestrictionCandidate", "Instrument"),
    "Places and words": ("Showroom", "Location", "Term"),
    "Imports": ("ImportRun", "SavedMapping"),
    "History": ("ChangeSet", "Change"),
}


class MuseumAdminConfig(AdminConfig):
    default_site = "config.site.MuseumAdminSite"


class MuseumAdminSite(AdminSite):
    site_title = "Catalogue"
    site_header = "The catalogue’s desk"
    index_title = "The desk"
    index_template = "admin/dashboard.html"
    site_url = "/"

    def get_urls(self):
        # The stock shortcut "r/<type>/<id>/" tells any member of staff the public address of any record, seen or not.
        stock = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        return [path("read-date/", self.admin_view(self.read_date), name="read-date"), *stock]

    def index(self, request, extra_context=None):
        from collection.admin.dashboard import dashboard

        return super().index(request, {**dashboard(request), **(extra_context or {})})

    def autocomplete_view(self, request):
        from collection.admin.autocomplete import GatedAutocomplete

        return GatedAutocomplete.as_view(admin_site=self)(request)

    def read_date(self, request):
        """How the catalogue reads a date, for the forms that show it while it is typed."""
        from collection.admin.widgets import reading_of

        return JsonResponse({"reading": reading_of(request.GET.get("text", "")[:250])})

    def get_app_list(self, request, app_label=None):
        """The collection under its headings, every other app as it comes."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        collection = next((app for app in apps if app["app_label"] == "collection"), None)
        if collection is None:
            return apps
        models = {model["object_name"]: model for model in collection["models"]}
        groups = [
            {**collection, "name": name, "app_url": "", "models": [models[m] for m in members if m in models]}
            for name, members in GROUPS.items()
        ]
        return [group for group in groups if group["models"]] + [app for app in apps if app is not collection]
