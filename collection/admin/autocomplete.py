"""What autocompletes answer: only to who may see both the record that asks and the records that are offered."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied


class GatedAutocomplete(AutocompleteJsonView):
    def process_request(self, request):
        term, model_admin, source_field, to_field_name = super().process_request(request)
        asking = self.admin_site._registry.get(source_field.model)
        permission = f"{source_field.model._meta.app_label}.view_{source_field.model._meta.model_name}"
        allowed = asking.has_view_permission(request) if asking else request.user.has_perm(permission)
        if not allowed:
            raise PermissionDenied
        return term, model_admin, source_field, to_field_name

    def serialize_result(self, obj, to_field_name):
        label = getattr(self.model_admin, "label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}
