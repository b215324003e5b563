"""The way of an exhibit to the public and back: submit, publish, withdraw. Who, when and why go into the history."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from .exhibit import Exhibit, missing_for_publication
from .history import recording

S = Exhibit.Status

# action → (permission, states it starts from, state it ends in, participle)
TRANSITIONS = {
    "submit": ("collection.submit_exhibit", {S.DRAFT, S.WITHDRAWN}, S.IN_REVIEW, "submitted"),
    "publish": ("collection.publish_exhibit", {S.IN_REVIEW}, S.PUBLISHED, "published"),
    "withdraw": ("collection.withdraw_exhibit", {S.IN_REVIEW, S.PUBLISHED}, S.WITHDRAWN, "withdrawn"),
}


def advance(exhibit: Exhibit, action: str, *, by, reason: str, via: str) -> Exhibit:
    """Carry out `action` on a fresh copy of `exhibit` and return it.

    Raises PermissionDenied, or ValidationError naming the field and the mend; then nothing has changed.
    """
    permission, sources, target, participle = TRANSITIONS[action]
    if not by.has_perm(permission):
        raise PermissionDenied(f"Your role may not {action} exhibits.")
    if not reason.strip():
        raise ValidationError(
            {"reason": f"Say why you {action} it; the reason is kept in its history."}, code="required"
        )
    with transaction.atomic(), recording(by, reason=reason, via=via):
        now = Exhibit.objects.select_for_update().get(pk=exhibit.pk)
        if now.status not in sources:
            allowed = " or ".join(sorted(S(s).label for s in sources))
            raise ValidationError(
                f"{now.accession_number} is {now.get_status_display()}; only what is {allowed} can be {participle}.",
                code="wrong_state",
            )
        if action == "publish":
            if missing := missing_for_publication(now):
                raise ValidationError(missing, code="incomplete")
            now.published_at = timezone.now()
        now.status = target
        now.save(update_fields=["status", "published_at"])
        return now
