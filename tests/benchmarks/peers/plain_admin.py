"""Django's admin as it comes, a hundred rows a page, with the columns of ours and what ours finds as search fields."""

from django.contrib import admin

from collection.models import Exhibit


class ExhibitAdmin(admin.ModelAdmin):
    list_display = ["accession_number", "title", "status", "showroom", "donors", "updated_at"]
    list_filter = ["status", "classification", "showroom"]
    search_fields = [
        "accession_number",
        "title",
        "object_name",
        "description",
        "acquisition__number",
        "acquisition__donors__name",
        "acquisition__donors__country__name",
        "acquisition__recipient__name",
        "acquisition__occasion__name",
        "showroom__name",
        "materials__name",
    ]

    def donors(self, exhibit):
        return ", ".join(donor.name for donor in exhibit.acquisition.donors.all()) if exhibit.acquisition else ""


site = admin.AdminSite(name="admin")
site.register(Exhibit, ExhibitAdmin)
