"""Who may do what: anyone reads what the gate shows, roles write what their permissions name."""

from rest_framework.permissions import SAFE_METHODS, BasePermission


class RolePermission(BasePermission):
    """Asks the view's `permission_needed()` of the signed-in person. Which records, the gate decides."""

    def has_permission(self, request, view):
        if request.method in SAFE_METHODS or getattr(view, "action", None) is None:
            return True  # a method the view does not offer is a 405, whoever asks
        self.message = f"Your role may not {view.action.replace('_', ' ').replace('partial ', '')} {view.resource}."
        return request.user.is_authenticated and request.user.has_perm(view.permission_needed())
